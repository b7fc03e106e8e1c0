"""Read who undergoes a verb where the words stand out of their order.

Opening participles ("Freed on Monday, X said"), inversions ("Also freed was X"), and headlines, which leave out their
helping verbs ("X freed after six years", "X to be freed", "X out of jail").
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.sketch import Clause
from kg.claims.words import read_words

_TRANSITIVE: Final = read_words("voices", "transitive")
_PHRASAL: Final = read_words("voices", "phrasal")
_FREE: Final = read_words("voices", "free")
_OPENING: Final = frozenset({"adv", "quote", "time", "sub", "conj"})
_AFTER: Final = frozenset({"after", "since", "upon", "on", "before"})
_BETWEEN: Final = frozenset({"adv", "time", "prep", "comma"})
_ROOM: Final = frozenset({"event", "thing", "restriction", "weak", "unit"})  # what is no one that is let go


def add_copula(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Give "X free at last" and "Out of prison since May, X spoke" the verb that they leave out, without a width."""
    found = list(chunks)
    if not any(chunk.kind == "vg" for chunk in found):
        at = next((at for at, chunk in enumerate(found) if at and _is_state(found, at)), None)
        if at is not None and found[at - 1].kind == "np" and _opens(found, at - 1):
            found.insert(at, _make_copula(found[at], "fin"))
    elif found and _is_state(found, 0) and _has_clause_behind(found):
        found.insert(0, _make_copula(found[0], "ing"))
    return found


def _is_state(chunks: Sequence[Chunk], at: int) -> bool:
    """Recognise "free", "out of jail", "back home": how someone is who was let go."""
    chunk, after = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
    if chunk.kind in {"adj", "particle", "adv"} and chunk.word in _FREE:
        return after is None or after.kind not in {"np", "adj"}
    return chunk.word == "out-of" and after is not None and after.meaning == "facility"


def _opens(chunks: Sequence[Chunk], at: int) -> bool:
    return all(chunk.kind in _OPENING or chunk.kind in {"np", "comma", "conj", "stop"} for chunk in chunks[:at])


def _has_clause_behind(chunks: Sequence[Chunk]) -> bool:
    comma = next((at for at, chunk in enumerate(chunks) if chunk.kind == "comma"), None)
    return comma is not None and comma + 2 < len(chunks) and chunks[comma + 1].kind == "np"


def _make_copula(before: Chunk, form: str) -> Chunk:
    return Chunk("vg", before.start, before.start, "be", before.start, form=form)


def settle_voices(chunks: Sequence[Chunk], clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Give each clause the subject and voice that its place in the sentence asks for."""
    return tuple(_settle(chunks, clauses, number) for number in range(len(clauses)))


def _settle(chunks: Sequence[Chunk], clauses: Sequence[Clause], number: int) -> Clause:
    clause = _turn_existential(chunks, _take_owned(chunks, clauses[number]))
    clauses = (*clauses[:number], clause, *clauses[number + 1 :])
    if not clause.subject:
        return _settle_without_subject(chunks, clauses, number)
    return replace(clause, passive=True) if _is_headline_passive(chunks, clause) else clause


def _take_owned(chunks: Sequence[Chunk], clause: Clause) -> Clause:
    """Give "X, whose freedom the union demanded" its object, which stands before the subject."""
    at = clause.subject[0] - 1 if clause.subject else 0
    is_owned = at > 0 and chunks[at].kind == "np" and chunks[at - 1].kind == "rel" and chunks[at - 1].word == "whose"
    if not is_owned or clause.objects or clause.passive or at > clause.verb:
        return clause
    return replace(clause, objects=((at,),), opener="whose")


def _turn_existential(chunks: Sequence[Chunk], clause: Clause) -> Clause:
    """Read "there were released 40 men" and "Have been released 40 men": the subject of a passive comes last."""
    is_empty = all(chunks[at].word == "there" for at in clause.subject)
    is_full = clause.passive and not clause.is_reduced and chunks[clause.verb].form == "fin"
    if not (is_empty and is_full and clause.objects) or clause.opener:
        return clause
    return replace(clause, subject=clause.objects[0], objects=clause.objects[1:])


def _settle_without_subject(chunks: Sequence[Chunk], clauses: Sequence[Clause], number: int) -> Clause:
    clause, later = clauses[number], clauses[number + 1 :]
    chunk = chunks[clause.verb]
    if chunk.form == "to":
        at = _find_headline_subject(chunks, clause)
        return replace(clause, subject=at) if at else clause
    if clause.is_reduced and _is_announced(chunks, clause):
        return replace(clause, subject=(clause.verb + 2,), is_reduced=False)
    if later and clause.is_reduced and _is_inverted(chunks, clause, later[0]):
        return _invert(clause, later[0])
    if (clause.is_reduced or chunk.form == "ing") and _opens_sentence(chunks, clause):
        main = next((other for other in later if _is_main(chunks, clause, other)), None)
        return replace(clause, subject=main.subject) if main is not None else clause
    return clause


def _find_headline_subject(chunks: Sequence[Chunk], clause: Clause) -> tuple[int, ...]:
    """Find the subject of "X to be freed": the phrase that opens the line."""
    at = clause.verb - 1
    if clause.above is not None or at < 0 or chunks[at].kind != "np" or chunks[at].meaning in _ROOM:
        return ()
    is_first = all(chunk.kind in {"np", "conj", "comma"} for chunk in chunks[:at]) or chunks[at - 1].word == ":"
    if not is_first:
        return ()
    start = at
    while start >= 2 and chunks[start - 1].kind == "conj" and chunks[start - 2].kind == "np":  # noqa: PLR2004 - a place in a row
        start -= 2
    return tuple(range(start, at + 1, 2))


def _is_announced(chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Recognise "Freed: X, a poet"."""
    at = clause.verb + 2
    return clause.verb == 0 and at < len(chunks) and chunks[1].word == ":" and chunks[at].kind == "np"


def _is_inverted(chunks: Sequence[Chunk], clause: Clause, later: Clause) -> bool:
    """Recognise "Also freed was X": nothing but adverbs before, and "be" behind, whose subject is still to come."""
    between = chunks[clause.verb + 1 : later.verb]
    is_first = all(chunk.kind in _OPENING for chunk in chunks[: clause.verb])
    is_near = all(chunk.kind in _BETWEEN or chunk.kind == "np" for chunk in between)
    is_be = chunks[later.verb].word == "be" and not later.passive
    return is_first and is_near and is_be and not later.subject and bool(later.objects)


def _invert(clause: Clause, later: Clause) -> Clause:
    return replace(
        clause,
        subject=later.objects[0],
        times=(*clause.times, *later.times),
        end=later.end,
        passive=True,
        is_reduced=False,
    )


def _opens_sentence(chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Say whether only adverbs, or "after", stand between the start of the sentence and a participle."""
    before = chunks[: clause.verb]
    is_after = bool(before) and before[-1].word in _AFTER
    lead = before[:-1] if is_after else before
    return clause.above is None and all(
        chunk.kind in _OPENING or (is_after and chunk.meaning == "unit") for chunk in lead
    )


def _is_main(chunks: Sequence[Chunk], clause: Clause, other: Clause) -> bool:
    """Say whether a later verb is the one that an opening participle goes with: its subject stands behind a comma."""
    chunk = chunks[other.verb]
    if other.is_reduced or chunk.form not in {"fin", "ed"} or not other.subject:
        return False
    first = other.subject[0]
    return first > clause.verb and any(each.kind == "comma" for each in chunks[clause.verb + 1 : first])


def _is_headline_passive(chunks: Sequence[Chunk], clause: Clause) -> bool:
    """Recognise "X freed after six years": a verb that asks for an object, and has none."""
    chunk = chunks[clause.verb]
    if clause.passive or clause.objects or chunk.form not in {"ed", "fin"} or chunk.end - chunk.start != 1:
        return False
    if chunk.word not in _TRANSITIVE or not (chunk.past or chunk.word in {"set", "let"}):
        return False
    if chunk.word in _PHRASAL and not clause.particles:
        return False
    step = clause.verb + 1
    while step < len(chunks) and chunks[step].kind in {"adv", "particle", "comma", "conj"}:
        step += 1
    goes_on = step < len(chunks) and chunks[step].kind == "vg" and step > clause.verb + 1
    is_before = max(clause.subject) < clause.verb
    if any(found.preposition == "of" for found in clause.attached[:1]) and chunk.word == "let":
        return False  # "let go of X"
    return is_before and not goes_on and not (clause.particles and chunk.word not in _PHRASAL)
