"""Read notices that list names line by line: "the following three persons were listed:" and "(a) NAME, Given"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.cast import Cast
from kg.claims.reading import Reading, follows_marker
from kg.claims.spots import Ref, Spot

MAX_ITEMS: Final = 400


def find_listed(spot: Spot, cast: Cast) -> Iterator[Ref]:
    """List the persons and bodies that the lines behind "the following ..." name, one a line."""
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
