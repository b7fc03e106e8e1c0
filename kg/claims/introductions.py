"""Find the name that comes after its bearer was brought in: "A nurse was freed. Ana Petrova, 41, had been held ..."."""

from typing import Final

from kg.claims.bands import LATEST, add_member
from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.figures import Band
from kg.claims.reading import Reading
from kg.claims.spots import Ref, Spot, name_quote
from kg.claims.words import read_words

_REACH: Final = 3  # sentences between the person without a name and the name
_DEEDS: Final = read_words("introductions", "deeds")
_SPEECH: Final = read_words("introductions", "speech")


def introduce_names(reading: Reading, number: int, cast: Cast) -> None:
    """Name the one person told of without a name, where a sentence now tells more of someone new."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind != "np" or chunk.name is None or chunk.name.kind != "unknown":
            continue
        key = cast.find_name(reading, chunk.name)
        if key is None or not cast.is_person(key):
            continue
        described = _find_described(Spot(reading, number, at), cast)
        band = described if described is not None else _find_nameless(Spot(reading, number, at), key, cast)
        if band is not None:
            add_member(cast, band, Ref(key, name_quote(Spot(reading, number, at), chunk)))


def _find_described(spot: Spot, cast: Cast) -> Band | None:
    """Find the nurse of before in "the nurse, Ana Petrova" and "the nurse Ana Petrova"."""
    chunks = spot.reading.chunks
    heads = [chunks[at] for at, new in spot.reading.sketch.appositions.items() if spot.at in new]
    for chunk in (spot.chunk, *heads):
        noun = chunk.noun
        if chunk.det == "the" and noun is not None and noun.meaning == "people" and not noun.is_plural:
            return next((band for band in _list_single(spot, cast) if _is_of(band, chunk)), None)
    return None


def _is_of(band: Band, chunk: Chunk) -> bool:
    return chunk.noun is not None and chunk.noun.lemma in band.words


def _find_nameless(spot: Spot, key: str, cast: Cast) -> Band | None:
    """Find the one nameless person before, where a full name stands here first, in what tells of custody."""
    chunk = spot.chunk
    if chunk.noun is not None or chunk.name is None or chunk.name.end - chunk.name.start < 2:  # noqa: PLR2004 - a full name
        return None
    clauses = [clause for clause in spot.reading.sketch.clauses if spot.at in clause.subject and not clause.opener]
    words = {spot.reading.chunks[clause.verb].word for clause in clauses}
    if not words or words & _SPEECH or not (words & _DEEDS or _has_age(spot)):
        return None
    if cast.first_seen.get(key, spot.number) < spot.number:
        return None
    bands = _list_single(spot, cast)
    return bands[0] if len(bands) == 1 else None


def _has_age(spot: Spot) -> bool:
    after = spot.reading.chunks[spot.at + 1 : spot.at + 3]
    return len(after) > 1 and after[0].kind == "comma" and after[1].number is not None and after[1].noun is None


def _list_single(spot: Spot, cast: Cast) -> list[Band]:
    """List the single people in custody or freed, told of without a name in the sentences before."""
    return [
        band
        for band in cast.bands[-LATEST:]
        if 0 < spot.number - band.sentence <= _REACH
        and not band.is_plural
        and not band.members
        and (band.in_custody or band.key in cast.freed)
    ]
