"""Tell captives who are moved from travellers, guests and players, and exile from the loss of a seat or a place."""

from collections.abc import Sequence
from typing import Final

from kg.claims.cast import Cast
from kg.claims.custody import speaks_of_custody
from kg.claims.drafts import Slot
from kg.claims.matching import Match
from kg.claims.words import read_words
from kg.model import Role

_GUARDING: Final = read_words("movings", "guarding")
_CLUBS: Final = read_words("movings", "clubs")
_ENDS: Final = frozenset({"from", "by", "out-of"})


def is_guarded(match: Match, slots: Sequence[Slot], cast: Cast) -> bool:
    """Say whether a sentence speaks of custody or escort, or a state or an armed force does the moving."""
    lows = {token.low for token in match.reading.tokens}
    if lows & _GUARDING or speaks_of_custody(match.reading):
        return True
    return any(_is_power(slot.key, cast) for slot in slots if slot.role == Role.ACTOR)


def _is_power(key: str | None, cast: Cast) -> bool:
    figure, band = cast.figures.get(key or ""), cast.bands_by_key.get(key or "")
    if figure is not None:
        return figure.ref is not None or bool(figure.words & _GUARDING)
    return band is not None and bool(band.words & _GUARDING)


def is_put_out(match: Match) -> bool:
    """Recognise "expelled by his party", "the university expelled": nobody crosses a border."""
    clause, chunks = match.clause, match.reading.chunks
    if chunks[match.at].word == "go" and chunks[match.at].form == "to":
        return True  # "has ten days to go to the court"
    if clause is None or match.reading.chunks[match.at].word not in {"expel", "evict", "remove"}:
        return False
    places = [at for found in clause.attached if found.preposition in _ENDS for at in found.group]
    places += () if clause.passive else clause.subject
    return any(chunks[at].word in _CLUBS or _CLUBS & set(chunks[at].words) for at in places)


def is_shifted(match: Match) -> bool:
    """Recognise "was moved from A to B": who is moved so does not travel."""
    clause = match.clause
    if clause is None or not clause.passive or match.reading.chunks[match.at].word not in {"move", "transfer"}:
        return False
    return {"from", "to"} <= {found.preposition for found in clause.attached}
