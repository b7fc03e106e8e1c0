"""Find the person whom a pronoun names before their name comes: "Following her release, Ana Petrova flew home"."""

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.sketch import Clause
from kg.claims.spots import Spot


def find_ahead(spot: Spot, cast: Cast, gender: str) -> str | None:
    """Find the named subject behind the comma of an opening phrase or clause that the pronoun stands in."""
    reading = cast.readings[spot.number]  # the spot may show an owner in the place of its phrase
    chunks = reading.chunks
    main = next((clause for clause in reading.sketch.clauses if _is_main(clause, chunks, spot)), None)
    if main is None:
        return None
    name = chunks[main.subject[0]].name
    key = cast.find_name(reading, name) if name is not None else None
    is_fit = key is not None and cast.is_person(key) and cast.figures[key].gender in {"", gender}
    if key is None or not is_fit:
        return None
    cast.figures[key].gender = cast.figures[key].gender or gender
    return key


def _is_main(clause: Clause, chunks: tuple[Chunk, ...], spot: Spot) -> bool:
    """Say whether a clause is the first whose subject stands behind the phrase that opens the sentence."""
    if (
        len(clause.subject) != 1
        or clause.is_reduced
        or clause.opener
        or chunks[clause.subject[0]].start <= spot.chunk.start
    ):
        return False
    before = chunks[: clause.subject[0]]
    is_opened = before[0].kind in {"prep", "sub", "time", "adv"} or before[0].kind == "vg"
    return is_opened and before[-1].kind == "comma" and not any(chunk.kind in {"stop", "quote"} for chunk in before)
