"""Find who brings the sides of a deal, a release or talks together."""

from collections.abc import Iterator
from typing import Final

from kg.claims.agents import find_parties
from kg.claims.cast import Cast
from kg.claims.drafts import FACTS, Slot
from kg.claims.matching import list_attached
from kg.claims.reading import Reading
from kg.claims.scope import judge_clause
from kg.claims.spots import Spot
from kg.claims.words import read_words
from kg.model import Role

_HOSTS: Final = read_words("details", "hosts")
_MEDIATING: Final = frozenset(["broker", "mediate", "facilitate", "coordinate"])
_SECURING: Final = frozenset({"secure", "win", "obtain", "negotiate", "broker", "arrange"})


def find_mediators(spot: Spot, cast: Cast, *, is_nominal: bool) -> Iterator[Slot]:
    """Read "brokered by X", "X mediated the swap", "X secured the release", "under the auspices of X".

    Args:
        is_nominal: the event at the spot is told by a noun, which may be the object of "secured".
    """
    for at in _list_mediators(spot, is_nominal=is_nominal):
        for ref in find_parties(spot.move(at), cast):
            yield Slot(Role.MEDIATOR, ref.quote, "detail.mediator", ref.key, guess=ref.guess)


def _list_mediators(spot: Spot, *, is_nominal: bool) -> Iterator[int]:
    reading = spot.reading
    for clause in reading.sketch.clauses:
        word = reading.chunks[clause.verb].word
        if word in _MEDIATING and judge_clause(reading, clause).factuality not in FACTS:
            continue
        is_passive = clause.passive or not clause.subject  # "in a swap mediated by X" has none
        if word in _MEDIATING and is_passive:
            yield from (at for found in clause.attached if found.preposition == "by" for at in found.group)
        elif word in _MEDIATING or (is_nominal and word in _SECURING and any(spot.at in o for o in clause.objects)):
            yield from clause.subject
    yield from _list_patrons(reading)


def _list_patrons(reading: Reading) -> Iterator[int]:
    for at, chunk in enumerate(reading.chunks):
        if chunk.word in {"auspice", "auspices", "mediation"} and chunk.kind == "np":
            yield from (place for found in list_attached(reading, at)[0][:1] for place in found.group)


def find_hosts(spot: Spot, cast: Cast) -> Iterator[Slot]:
    """Take the parties from "X held talks with Y"."""
    reading = spot.reading
    for clause in reading.sketch.clauses:
        is_object = any(spot.at in group for group in clause.objects) and reading.chunks[clause.verb].word in _HOSTS
        for at in clause.subject if is_object and not clause.passive else ():
            for ref in find_parties(spot.move(at), cast):
                yield Slot(Role.PARTY, ref.quote, "detail.host", ref.key, guess=ref.guess)
