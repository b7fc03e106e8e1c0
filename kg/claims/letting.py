"""Say by whom the people of a phrase are let go, so that those whom others free are not taken for them."""

from collections.abc import Iterator
from typing import Final

from kg.claims.cast import Cast
from kg.claims.figures import Band
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.claims.words import read_words

_FREEING: Final = read_words("letting", "verbs")
_RETURNS: Final = read_words("letting", "returns")


def is_let_go(spot: Spot) -> bool:
    """Say whether an active verb of letting go has the phrase as object: its event is one of its own."""
    return any(not clause.passive for clause in _list_freeing(spot))


def is_given_in_return(spot: Spot) -> bool:
    """Recognise the other side of an exchange: "in exchange for eight pilots"."""
    before = spot.reading.chunks[spot.at - 1] if spot.at else None
    return before is not None and before.word in _RETURNS


def is_freed_by_other(spot: Spot, band: Band, cast: Cast) -> bool:
    """Say whether another state lets the people of the phrase go than those of the group."""
    doers = {cast.find_state(key) for clause in _list_freeing(spot) for key in _list_doers(spot, clause, cast)} - {""}
    return bool(doers and band.freed_by) and not doers & band.freed_by


def _list_freeing(spot: Spot) -> Iterator[Clause]:
    """List the clauses with a verb of letting go that the people of the phrase undergo."""
    for clause in spot.reading.sketch.clauses:
        patients = clause.subject if clause.passive else tuple(at for group in clause.objects for at in group)
        if spot.reading.chunks[clause.verb].word in _FREEING and spot.at in patients:
            yield clause


def _list_doers(spot: Spot, clause: Clause, cast: Cast) -> Iterator[str]:
    under = [at for found in clause.attached if found.preposition == "by" for at in found.group]
    for at in under if clause.passive else clause.subject:
        name = spot.reading.chunks[at].name
        key = cast.find_name(spot.reading, name) if name is not None else None
        if key is not None:
            yield key
