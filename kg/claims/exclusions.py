"""Read who was left out: "X was not among those freed", "freed all but X"; and who would not go with the others."""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import FACTS, Draft, Slot
from kg.claims.frames import Frame
from kg.claims.reading import Reading
from kg.claims.refs import find_people
from kg.claims.scope import judge_clause
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.model import ClaimType, Factuality, Role

_LEFT_OUT: Final = Frame("exclusion.released", ClaimType.RELEASE)
_EXCEPT: Final = frozenset({"except", "excluding", "besides", "apart-from", "but"})
_FREEING: Final = frozenset({"free", "release", "pardon", "liberate", "amnesty"})
_FREED: Final = frozenset({"freed", "released", "pardoned", "liberated"})
_REFUSING: Final = frozenset({"refuse", "decline"})
_GOING: Final = frozenset({"leave", "go", "travel", "cross", "board", "move", "emigrate", "depart", "fly"})


def note_stayed(reading: Reading, number: int, cast: Cast) -> None:
    """Note who refused to go, or stayed: the journey of a group is not told of them, though they belong to it."""
    clauses = reading.sketch.clauses
    for place, clause in enumerate(clauses):
        word = reading.chunks[clause.verb].word
        aim = clauses[place + 1] if place + 1 < len(clauses) else None
        is_refusal = word in _REFUSING and aim is not None and reading.chunks[aim.verb].word in _GOING
        if (is_refusal or word == "stay") and not is_negated(reading, clause):
            subjects = next((told.subject for told in reversed(clauses[: place + 1]) if told.subject), ())
            cast.stayed.update(ref.key for at in subjects for ref in find_people(Spot(reading, number, at), cast))


def find_excluded(reading: Reading, number: int, cast: Cast) -> Iterator[Draft]:
    """Find the persons of whom a sentence says that they were not let out with the others."""
    for clause in reading.sketch.clauses:
        named = _list_excluded(clause, reading, cast)
        people = [ref for at in named for ref in find_people(Spot(reading, number, at), cast)]
        slots = tuple(
            Slot(Role.RELEASED, ref.quote, f"{_LEFT_OUT.id}.released", ref.key, guess=ref.guess)
            for ref in people
            if cast.is_person(ref.key)
        )
        if slots and judge_clause(reading, clause).factuality in FACTS | {Factuality.DENIED}:
            yield _make(reading, number, clause, (named, slots))


def _list_excluded(clause: Clause, reading: Reading, cast: Cast) -> Sequence[int]:
    chunk = reading.chunks[clause.verb]
    if chunk.word == "be" and is_negated(reading, clause) and _is_among_freed(clause, reading, cast):
        return clause.subject
    if chunk.word not in _FREEING or chunk.negated:
        return ()
    return [at for found in clause.attached if found.preposition in _EXCEPT for at in found.group]


def is_negated(reading: Reading, clause: Clause) -> bool:
    """Say whether "not" stands in a verb group or right behind it: "was not among them"."""
    after = reading.chunks[clause.verb + 1] if clause.verb + 1 < len(reading.chunks) else None
    return reading.chunks[clause.verb].negated or (after is not None and after.kind == "neg")


def _is_among_freed(clause: Clause, reading: Reading, cast: Cast) -> bool:
    near = reading.chunks[clause.verb + 1 : clause.verb + 3]
    if any(chunk.kind == "incl" and chunk.word == "among-them" for chunk in near):
        return bool(cast.freed)
    for found in clause.attached:
        at = found.group[0]
        chunk = reading.chunks[at]
        behind = reading.chunks[at + 1] if at + 1 < len(reading.chunks) else None
        is_freed = bool(_FREED & set(chunk.words)) or (behind is not None and behind.word in _FREEING)
        if found.preposition == "among" and is_freed:
            return True
        if found.preposition == "on" and chunk.word == "list":
            return bool(cast.freed) and cast.measures is None
    return False


def _make(reading: Reading, number: int, clause: Clause, found: tuple[Sequence[int], tuple[Slot, ...]]) -> Draft:
    named, slots = found
    last = max([clause.verb, min(clause.end, len(reading.chunks)) - 1, *named])
    behind = reading.by_verb.get(last + 1)
    last = last + 1 if behind is not None and behind.is_reduced else last
    start = min([reading.chunks[clause.verb].start, *(reading.chunks[at].start for at in clause.subject)])
    return Draft(
        _LEFT_OUT,
        ClaimType.RELEASE,
        Factuality.DENIED,
        number,
        reading.sentence.index,
        reading.quote(start, reading.chunks[last].end),
        reading.quote_chunk(clause.verb),
        reading.section,
        slots,
        at=clause.verb,
    )
