"""Read the owner of a phrase as a phrase of its own: "Norland" in "Norland's attempt", "its" in "its attempt"."""

from kg.claims.chunks import Chunk
from kg.claims.reading import Reading
from kg.claims.spots import Spot
from kg.model import Quote


def find_owner(spot: Spot) -> Spot | None:
    """Point at the owner of a phrase, in a reading that has the owner in its place; None where it has none."""
    chunk = spot.chunk
    owner = chunk.owner
    if owner is None and chunk.det in {"his", "her", "their", "its"}:
        owner = Chunk("np", chunk.start, chunk.start + 1, chunk.det, chunk.start)
    if owner is None:
        return None
    lens = _Lens(spot.reading, spot.at, owner)
    return Spot(lens, spot.number, spot.at)  # type: ignore[arg-type] # a lens stands for a reading


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
