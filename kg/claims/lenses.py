"""Read the owner of a phrase as a phrase of its own: "Norland" in "Norland's attempt", "its" in "its attempt"."""

from kg.claims.chunks import Chunk
from kg.claims.reading import Reading
from kg.claims.spots import Spot
from kg.model import Quote


def find_owner(spot: Spot) -> Spot | None:
    """Point at the owner of a phrase, in a reading that has the owner in its place; None where it has none."""
    chunk = spot.chunk
    owner = chunk.owner
    if owner is None and spot.at and spot.reading.chunks[spot.at - 1].word == "whose":
        return _find_antecedent(spot)
    if owner is None and chunk.det in {"his", "her", "their", "its"}:
        owner = Chunk("np", chunk.start, chunk.start + 1, chunk.det, chunk.start)
    if owner is None:
        return None
    lens = _Lens(spot.reading, spot.at, owner)
    return Spot(lens, spot.number, spot.at)  # type: ignore[arg-type] # a lens stands for a reading


def _find_antecedent(spot: Spot) -> Spot | None:
    """Find who "whose" means: the nearest phrase before, or a person whom that one only describes."""
    chunks, step = spot.reading.chunks, spot.at - 2
    while step >= 0 and chunks[step].kind in {"comma", "adv", "time", "quote"}:
        step -= 1
    if step < 0 or chunks[step].kind != "np":
        return None
    renamed = next((old for old, new in spot.reading.sketch.appositions.items() if step in new), step)
    inner = chunks[renamed]
    is_thing = inner.meaning != "people" and (inner.name is None or inner.name.kind != "unknown")
    head = renamed - 2 if is_thing and renamed > 1 and chunks[renamed - 1].kind == "prep" else renamed
    return spot.move(head) if chunks[head].kind == "np" else None


class _Lens:
    """Show a reading with one phrase put in the place of another."""

    def __init__(self, reading: Reading, at: int, chunk: Chunk) -> None:
        self.reading = reading
        self.chunks = (*reading.chunks[:at], chunk, *reading.chunks[at + 1 :])
        self.tokens = reading.tokens
        self.sketch = reading.sketch.__class__(self.chunks, ())
        self.sentence = reading.sentence
        self.quote = reading.quote
        self.lows = reading.lows

    def quote_chunk(self, at: int) -> Quote:
        """Quote a phrase."""
        return self.reading.quote(self.chunks[at].start, self.chunks[at].end)
