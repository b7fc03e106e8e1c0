"""Gather people over neighbouring phrases: "Among those freed are X and Y", "One of them, X", "X was one of 26 men"."""

from collections.abc import Sequence
from typing import Final

from kg.claims.bands import add_member, cast_band
from kg.claims.cast import Cast
from kg.claims.parts import find_near_band, find_under_among, is_stated
from kg.claims.reading import Reading
from kg.claims.refs import find_people
from kg.claims.sketch import Clause
from kg.claims.spots import Spot


def gather_members(reading: Reading, number: int, cast: Cast) -> None:
    """Add the people that a sentence names as part of a band to that band."""
    for clause in reading.sketch.clauses:
        _gather_from_clause(clause, reading, number, cast)
    for at in range(len(reading.chunks)):
        whole = _find_one_of(reading, at)
        named = _names_after(reading, whole) if whole is not None else None
        if whole is not None and named is not None:
            _add_members(reading, number, cast, whole, reading.sketch.groups.get(named, (named,)))


def _gather_from_clause(clause: Clause, reading: Reading, number: int, cast: Cast) -> None:  # noqa: C901 - by verb
    word = reading.chunks[clause.verb].word
    if not is_stated(reading, clause):
        return
    if word in _STANDING and _opens_list(reading, clause):
        _add_members(reading, number, cast, _find_listed(reading), _list_named(reading, clause.verb))
    elif word in _NAMING:
        _add_called(reading, number, cast, clause)
    elif word == "be" and not clause.subject and _opens_with_among(reading, clause.verb):
        _add_members(reading, number, cast, _find_among(reading, clause.verb), _list_named(reading, clause.verb))
    elif word == "be" and not clause.subject and _opens_with_among_them(reading, clause.verb):
        _add_to_last(reading, number, cast, _list_named(reading, clause.verb))
    elif word in {"include", "number", "comprise"} and clause.subject:
        _add_members(reading, number, cast, clause.subject[0], _list_named(reading, clause.verb))
    elif word == "be" and clause.subject and _is_among(reading, clause.verb + 1):
        _add_to_last(reading, number, cast, clause.subject)
    elif word == "be" and clause.subject:
        whole = _find_one_of(reading, clause.verb + 1) or find_under_among(clause)
        if whole is not None:
            _add_members(reading, number, cast, whole, clause.subject)


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


def _find_listed(reading: Reading) -> int:
    return _LISTED if reading.chunks[0].word == "in" else 1


def _add_called(reading: Reading, number: int, cast: Cast, clause: Clause) -> None:
    """Add the people of "named the freed men as X and Y", "the three were identified as X, Y and Z"."""
    called = next((found.group for found in clause.attached if found.preposition == "as"), ())
    whole = clause.subject if clause.passive else clause.objects[0] if clause.objects else ()
    if called and whole:
        _add_members(reading, number, cast, whole[0], called)


def _list_named(reading: Reading, verb: int) -> list[int]:
    """List the names of a long list behind a verb, over the clauses that describe them."""
    found = []
    for at in range(verb + 1, len(reading.chunks)):
        chunk, before = reading.chunks[at], reading.chunks[at - 1]
        if chunk.kind == "stop" and chunk.word != ":":
            break
        if (
            chunk.kind == "np"
            and chunk.name is not None
            and (before.kind in {"comma", "conj", "adv", "stop"} or at == verb + 1)
        ):
            found.append(at)
    return found


def _is_among(reading: Reading, at: int) -> bool:
    return at < len(reading.chunks) and reading.chunks[at].kind == "incl" and reading.chunks[at].word == "among-them"


def _add_to_last(reading: Reading, number: int, cast: Cast, named: Sequence[int]) -> None:
    """Add people to the band that "them" means in "X and Y are among them"."""
    people = [ref for at in named for ref in find_people(Spot(reading, number, at), cast) if cast.is_person(ref.key)]
    band = find_near_band(number, cast, at_least=len(people))
    if band is not None:
        for ref in people:
            add_member(cast, band, ref)


def _opens_with_among(reading: Reading, verb: int) -> bool:
    return any(chunk.kind == "prep" and chunk.word == "among" for chunk in reading.chunks[:verb])


def _opens_with_among_them(reading: Reading, verb: int) -> bool:
    return any(_is_among(reading, at) for at in range(verb))


def _find_among(reading: Reading, verb: int) -> int:
    return next(
        at + 1 for at in range(verb) if reading.chunks[at].word == "among" and reading.chunks[at].kind == "prep"
    )


def _find_one_of(reading: Reading, at: int) -> int | None:
    """Find the band in "one of them" or "two of them" that starts at a phrase."""
    chunks = reading.chunks
    if at + 2 >= len(chunks) or chunks[at].kind != "np" or chunks[at].noun is not None:
        return None
    if chunks[at].word != "one" and chunks[at].number is None:
        return None
    return at + 2 if chunks[at + 1].word == "of" and chunks[at + 2].kind == "np" else None


def _names_after(reading: Reading, at: int) -> int | None:
    chunks = reading.chunks
    if (
        at + 2 < len(chunks)
        and chunks[at + 1].kind == "comma"
        and chunks[at + 2].kind == "np"
        and chunks[at + 2].name is not None
    ):
        return at + 2
    return None


def _add_members(reading: Reading, number: int, cast: Cast, whole: int, named: Sequence[int]) -> None:
    if whole >= len(reading.chunks):
        return
    bands = [ref for ref in find_people(Spot(reading, number, whole), cast) if ref.key.startswith("group-")]
    for band in bands[:1]:
        for at in (at for at in named if reading.chunks[at].word != "they"):
            for ref in find_people(Spot(reading, number, at), cast):
                if cast.is_person(ref.key):
                    add_member(cast, cast_band(cast, band.key), ref)
