"""Find who brings the sides of a deal, a release or talks together."""

from collections.abc import Iterator
from typing import Final

from kg.claims.agents import find_parties, find_state_of
from kg.claims.cast import Cast
from kg.claims.drafts import FACTS, Slot
from kg.claims.matching import list_attached
from kg.claims.reading import Reading
from kg.claims.scope import judge_clause
from kg.claims.sketch import Clause
from kg.claims.spots import Ref, Spot
from kg.claims.words import read_words
from kg.model import Role

_HOSTS: Final = read_words("details", "hosts")
MEDIATING: Final = frozenset(["broker", "mediate", "facilitate", "coordinate"])
_ARRANGING: Final = frozenset({"arrange", "negotiate", "orchestrate", "clinch", "hammer", "engineer"})  # "by X" alone
PATRONAGE: Final = read_words("brokers", "patronage")
BETWEEN: Final = frozenset({"mediator", "intermediary", "go-between", "broker", "facilitator"})
_SECURING: Final = frozenset({"secure", "win", "obtain", "negotiate", "broker", "arrange"})


def find_mediators(spot: Spot, cast: Cast, *, is_nominal: bool) -> Iterator[Slot]:
    """Read "brokered by X", "X mediated the swap", "X secured the release", "under the auspices of X".

    Args:
        is_nominal: the event at the spot is told by a noun, which may be the object of "secured".
    """
    for at in _list_mediators(spot, is_nominal=is_nominal):
        refs = find_parties(spot.move(at), cast)
        state = find_state_of(spot.move(at), cast) if spot.reading.chunks[at].name is None else None
        if state is not None:
            refs = [Ref(state, spot.reading.quote_chunk(at))]
        for ref in refs:
            yield Slot(Role.MEDIATOR, ref.quote, "detail.mediator", ref.key, guess=ref.guess)


def _list_mediators(spot: Spot, *, is_nominal: bool) -> Iterator[int]:
    reading = spot.reading
    for clause in reading.sketch.clauses:
        word = reading.chunks[clause.verb].word
        if word in MEDIATING and judge_clause(reading, clause).factuality not in FACTS:
            continue
        is_passive = clause.passive or not clause.subject  # "in a swap mediated by X" has none
        if word in MEDIATING | _ARRANGING and is_passive:
            yield from (at for found in clause.attached if found.preposition == "by" for at in found.group)
        elif word in MEDIATING or (is_nominal and word in _SECURING and any(spot.at in o for o in clause.objects)):
            yield from clause.subject
    yield from list_patrons(reading)


def list_patrons(reading: Reading) -> Iterator[int]:
    """List who stands behind "the good offices of", and the phrases of "Syldavian mediation"."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind != "np" or (
            chunk.word not in PATRONAGE and not BETWEEN & {noun.lemma for _, noun in chunk.nouns}
        ):
            continue
        if chunk.word in {"office", "offices"} and "good" not in chunk.words:
            continue
        is_named = any(name.ref is not None for name in chunk.names) or chunk.owner is not None
        behind = list_attached(reading, at)[0][:1]
        if is_named:
            yield at
        elif chunk.word in PATRONAGE:
            yield from (place for found in behind if found.preposition in {"of", "by", "from"} for place in found.group)


def _takes_part(reading: Reading, clause: Clause, at: int) -> bool:
    """Recognise "opened talks with Y", "flew to Klow for talks with Y", "entered into talks with Y"."""
    word = reading.chunks[clause.verb].word
    if word in _HOSTS and any(at in group for group in clause.objects):
        return True
    is_under = any(at in found.group for found in clause.attached if found.preposition in {"for", "in", "into", "to"})
    return is_under and word in _GOING


_GOING: Final = read_words("details", "going")


def find_hosts(spot: Spot, cast: Cast) -> Iterator[Slot]:
    """Take the parties from "X held talks with Y"."""
    reading = spot.reading
    for clause in reading.sketch.clauses:
        for at in clause.subject if _takes_part(reading, clause, spot.at) and not clause.passive else ():
            for ref in find_parties(spot.move(at), cast):
                yield Slot(Role.PARTY, ref.quote, "detail.host", ref.key, guess=ref.guess)
