"""Find the place that a phrase means."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.spots import Ref, Spot, without_article
from kg.claims.words import read_words
from kg.model import EntityKind


def find_places(spot: Spot, cast: Cast, *, nouns: bool) -> list[Ref]:
    """Find the place a phrase means; common nouns count only for a destination."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    for name in reversed(chunk.names):
        key = cast.find_name(spot.reading, name)
        if key is None or cast.is_person(key) or name.kind in {"demonym", "award", "post"}:
            continue
        if name is chunk.name or chunk.meaning in {"facility", "place"}:
            is_whole = name is not chunk.name and name.ref is None and name.kind in {"facility", "place"}
            return [Ref(key, spot.reading.quote(name.start, chunk.end if is_whole else name.end))]
    if chunk.meaning in {"place", "facility"}:
        after = _find_place_after(spot, cast)
        if after:
            return after
        if nouns and chunk.word not in _VAGUE_PLACES:
            quote = without_article(spot)
            return [Ref(cast.add_post(EntityKind.PLACE, quote, tuple(quote.exact.lower().split())), spot.quote())]
    return []


_VAGUE_PLACES: Final = read_words("refs", "vague_places")


def _find_place_after(spot: Spot, cast: Cast) -> list[Ref]:
    chunks, step = spot.reading.chunks, spot.at + 1
    if step + 1 < len(chunks) and chunks[step].kind == "prep" and chunks[step].word in {"in", "of", "at", "near"}:
        return find_places(spot.move(step + 1), cast, nouns=False)
    return []
