"""Read notices that list names line by line: "the following three persons were listed:" and "(a) NAME, Given"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.cast import Cast
from kg.claims.reading import Reading, follows_marker
from kg.claims.spots import Ref, Spot
from kg.model import EntityKind

MAX_ITEMS: Final = 400


def find_listed(spot: Spot, cast: Cast) -> Iterator[Ref]:
    """List the persons and bodies that the lines behind "the following ..." name, one a line."""
    yield from _find_behind(spot, cast)
    if "following" not in spot.chunk.words:
        return
    seen = False
    for number in range(spot.number + 1, min(spot.number + 1 + MAX_ITEMS, len(cast.readings))):
        reading = cast.readings[number]
        if not _is_item(reading):
            if seen and reading.text[: reading.sentence.span.start].rstrip(" ").endswith("\n"):
                return
            continue
        seen = True
        yield from _name_item(Spot(reading, number, 0), cast)


def _find_behind(spot: Spot, cast: Cast) -> Iterator[Ref]:
    """List whom a group is said to be: "three judges: X and Y", "the following: (i) X; (ii) Y", "They are X and Y"."""
    noun = spot.chunk.noun
    if noun is None or not noun.is_plural or spot.chunk.names[1:]:
        return
    chunks = spot.reading.chunks
    colon = next((at for at in range(spot.at + 1, len(chunks)) if chunks[at].word == ":"), None)
    if colon is not None and not any(chunk.kind == "vg" for chunk in chunks[colon:]):
        yield from _name_all(spot, colon + 1, cast)
    following = cast.readings[spot.number + 1] if spot.number + 1 < len(cast.readings) else None
    if following is not None and _says_who(following):
        yield from _name_all(Spot(following, spot.number + 1, 0), 2, cast)


def _says_who(reading: Reading) -> bool:
    """Recognise "They are X, Y and Z" and "The three are X, Y and Z"."""
    clauses, chunks = reading.sketch.clauses, reading.chunks
    is_being = len(clauses) == 1 and clauses[0].verb == 1 and chunks[1].word == "be" and not chunks[1].negated
    first = chunks[0]
    is_group = first.word in {"they", "these", "those"} or (first.number is not None and first.det in {"the", "all"})
    return is_being and is_group and any(chunks[at].name is not None for group in clauses[0].objects for at in group)


def _name_all(spot: Spot, start: int, cast: Cast) -> Iterator[Ref]:
    for at in range(start, len(spot.reading.chunks)):
        name = spot.reading.chunks[at].name
        key = cast.find_name(spot.reading, name) if name is not None and name.kind in {"unknown", "body"} else None
        if name is not None and key is not None and cast.figures[key].kind in _NAMED:
            yield Ref(key, spot.reading.quote(name.start, name.end))


_NAMED: Final = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION})


def _is_item(reading: Reading) -> bool:
    """Say whether a sentence stands right behind the mark of a list and has no verb of its own."""
    is_marked = follows_marker(reading.text, reading.sentence.span.start)
    return is_marked and not any(chunk.kind == "vg" for chunk in reading.chunks)


def _name_item(spot: Spot, cast: Cast) -> Iterator[Ref]:
    for at, chunk in enumerate(spot.reading.chunks[:3]):
        if chunk.kind == "np" and chunk.name is not None:
            key = cast.find_name(spot.reading, chunk.name)
            if key is not None:
                yield Ref(key, spot.move(at).reading.quote(chunk.name.start, chunk.name.end))
            return
