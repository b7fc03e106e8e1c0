"""Find the clauses that name people of a group: "Among those freed are X and Y", "X was one of 26 men"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.parts import find_under_among, is_stated
from kg.claims.reading import Reading
from kg.claims.rolls import Roll, list_names
from kg.claims.sketch import Clause


def list_told(reading: Reading) -> Iterator[Roll]:
    """Go through the rolls that clauses tell, then those of "one of them, X"."""
    for clause in reading.sketch.clauses:
        if is_stated(reading, clause):
            yield from _list_from_clause(clause, reading)
    for at in range(len(reading.chunks)):
        whole = _find_one_of(reading, at)
        named = _find_name_after(reading, whole) if whole is not None else None
        if whole is not None and named is not None:
            yield Roll(reading.sketch.groups.get(named, (named,)), whole)


def _list_from_clause(clause: Clause, reading: Reading) -> Iterator[Roll]:  # noqa: C901 - by verb
    word, named = reading.chunks[clause.verb].word, list_names(reading, clause.verb + 1, over_clauses=True)
    if word in _STANDING and _opens_list(reading, clause):
        yield Roll(named, _LISTED if reading.chunks[0].word == "in" else 1)
    elif word in _NAMING:
        yield from _list_called(clause)
    elif word == "be" and not clause.subject and (among := _find_among(reading, clause.verb)) is not None:
        yield Roll(named, among)
    elif word == "be" and not clause.subject and any(_is_among(reading, at) for at in range(clause.verb)):
        yield Roll(named)
    elif word in {"include", "number", "comprise"} and clause.subject:
        yield Roll(named, clause.subject[0])
    elif word == "be" and clause.subject and _is_among(reading, clause.verb + 1):
        yield Roll(clause.subject)
    elif word == "be" and clause.subject:
        whole = _find_one_of(reading, clause.verb + 1) or find_under_among(clause)
        if whole is not None:
            yield Roll(clause.subject, whole)


_STANDING: Final = frozenset({"be", "figure", "appear", "feature", "rank", "stand"})
_NAMING: Final = frozenset({"name", "identify", "list"})
_LISTS: Final = frozenset({"list", "number", "ranks"})


def _opens_list(reading: Reading, clause: Clause) -> bool:
    """Recognise "In the list of the pardoned figures X" and "Among the freed figure X and Y"."""
    first = reading.chunks[0]
    is_listed = clause.verb > _LISTED and first.word == "in" and reading.chunks[1].word in _LISTS
    is_among = first.word == "among" and reading.chunks[clause.verb].word != "be"
    return (is_listed and reading.chunks[2].word == "of") or (is_among and clause.verb > 1)


_LISTED: Final = 3  # phrases: "in", "the list", "of", the group


def _list_called(clause: Clause) -> Iterator[Roll]:
    """Read "named the freed men as X and Y", "the three were identified as X, Y and Z"."""
    called = next((found.group for found in clause.attached if found.preposition == "as"), ())
    whole = clause.subject if clause.passive else clause.objects[0] if clause.objects else ()
    if called and whole:
        yield Roll(called, whole[0])


def _is_among(reading: Reading, at: int) -> bool:
    return at < len(reading.chunks) and reading.chunks[at].kind == "incl" and reading.chunks[at].word == "among-them"


def _find_among(reading: Reading, verb: int) -> int | None:
    """Find the group of the "Among those freed" that a verb stands behind."""
    before = enumerate(reading.chunks[:verb])
    return next((at + 1 for at, chunk in before if chunk.kind == "prep" and chunk.word == "among"), None)


def _find_one_of(reading: Reading, at: int) -> int | None:
    """Find the band in "one of them" or "two of them" that starts at a phrase."""
    chunks = reading.chunks
    if at + 2 >= len(chunks) or chunks[at].kind != "np" or chunks[at].noun is not None:
        return None
    if chunks[at].word != "one" and chunks[at].number is None:
        return None
    return at + 2 if chunks[at + 1].word == "of" and chunks[at + 2].kind == "np" else None


def _find_name_after(reading: Reading, at: int) -> int | None:
    after = reading.chunks[at + 1 : at + 3]
    is_named = len(after) > 1 and after[0].kind == "comma" and after[1].kind == "np" and after[1].name is not None
    return at + 2 if is_named else None
