"""Find who is meant as doer where a verb names none: "decided to free", "thanked X for freeing", "called on X to"."""

from typing import Final

from kg.claims.reading import Reading
from kg.claims.scope import classify_verb
from kg.claims.sketch import Clause
from kg.claims.words import read_words


def find_understood(  # noqa: C901, PLR0911 - one test a case, in their order
    clause: Clause, reading: Reading
) -> tuple[int, ...]:
    """Find the subject of an infinitive or gerund in the verbs above it."""
    noun = reading.chunks[clause.noun_above] if clause.noun_above is not None else None
    if noun is not None and noun.word in _ASKING:
        return ()  # "repeated its demand to free them": who asks is not who would do it
    decider = clause.noun_above + 2 if clause.noun_above is not None else clause.verb
    if decider < clause.verb and reading.chunks[decider - 1].word == "of":  # "the decision of X to"
        return reading.sketch.groups.get(decider, ())
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    is_gerund = reading.chunks[clause.verb].form == "ing" and _hangs_on_preposition(reading, clause.verb)
    is_led = clause.verb > 0 and reading.chunks[clause.verb - 1].word == "into"  # "talked Norland into freeing them"
    for _ in range(4):
        asked = _find_asked(reading, above) if above is not None else ()
        if asked:
            return asked
        if above is None or (
            classify_verb(reading, above) in {"demand", "report"}
            and not above.objects
            and not (above.passive or reading.chunks[clause.verb].perfect)
            and reading.chunks[above.verb].word not in _OWN_WISH
        ):
            return ()
        if clause.noun_above is not None and noun is not None and noun.owner is not None:
            return (clause.noun_above,)
        if (
            above.objects
            and not above.passive
            and (is_led or reading.chunks[above.verb].word in (_BLAMING if is_gerund else _CONTROL))
            and clause.noun_above not in above.objects[0]
        ):
            return above.objects[0]
        if above.subject:
            return above.subject
        above = reading.by_verb.get(above.above) if above.above is not None else None
    return ()


def _find_asked(reading: Reading, above: Clause) -> tuple[int, ...]:
    """Find whom "called on X to" asks."""
    is_call = reading.chunks[above.verb].word == "call"
    return next((found.group for found in above.attached if is_call and found.preposition in {"on", "upon"}), ())


def _hangs_on_preposition(reading: Reading, at: int) -> bool:
    """Recognise the gerund of "accused X of freeing", "thanked X for freeing"."""
    return at > 0 and reading.chunks[at - 1].kind == "prep" and reading.chunks[at - 1].word in {"of", "for", "over"}


_OWN_WISH: Final = frozenset({"want", "seek", "wish"})  # who wants to free them is who would free them
_ASKING: Final = read_words("nouns", "demanded") - {"bid", "need", "wish", "push"}
_CONTROL: Final = read_words("roles", "control")
_BLAMING: Final = read_words("blaming", "words")
