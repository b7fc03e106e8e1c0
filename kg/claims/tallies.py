"""Read how many people an act counts: "213 arrests", "four deportations" are as many people."""

from kg.claims.bands import make_count
from kg.claims.cast import Cast
from kg.claims.drafts import Slot
from kg.claims.figures import Band
from kg.claims.matching import Match
from kg.claims.spots import Spot
from kg.model import ClaimType, Role

_COUNTED = frozenset({ClaimType.ARREST, ClaimType.TRANSFER, ClaimType.SENTENCING})


def fill_tally(match: Match, at: int, cast: Cast) -> list[Slot]:
    """Fill who it happened to with a group as large as the number of acts."""
    spot = Spot(match.reading, match.number, at)
    count = make_count(spot)
    noun = spot.chunk.noun
    if match.frame.type not in _COUNTED or count is None or noun is None or not noun.is_plural:
        return []
    quote = spot.quote()
    key = cast.bands_at.get((quote.start, quote.end))
    if key is None:
        band = Band(
            f"group-{len(cast.bands) + 1}", set(spot.chunk.words), "people", [quote], count, sentence=match.number
        )
        band.is_plural = True
        cast.bands_at[quote.start, quote.end] = band.key
        key = cast.add_band(band)
    return [Slot(Role(match.frame.object), quote, f"{match.frame.id}.tally", key)]
