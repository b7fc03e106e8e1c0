"""Find the ends of a political relation: a state, a body, a person, also as owner or adjective of something."""

from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.lenses import find_owner
from kg.claims.spots import Ref, Spot

_THINGS: Final = frozenset({"", "thing", "event"})
_KNOWN: Final = frozenset({"state", "demonym", "body"})


def find_sides(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who a phrase leads to: "the West", "Norland's attempt", "Bordurian influence", "its reliance"."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    if "its" in {chunk.det, chunk.word}:
        return _find_nearest(spot, cast)
    if chunk.name is not None or chunk.meaning not in _THINGS or (chunk.noun is None and chunk.owner is None):
        return find_agents(spot, cast)
    owner = find_owner(spot)
    return find_agents(owner, cast) if owner is not None else _list_named(spot, cast)


def _list_named(spot: Spot, cast: Cast) -> list[Ref]:
    """List the states and bodies that stand as adjectives before a noun."""
    names = [name for name in spot.chunk.names if name.kind in _KNOWN]
    found = [(name, cast.find_name(spot.reading, name)) for name in names]
    return [Ref(key, spot.reading.quote(name.start, name.end)) for name, key in found if key is not None]


def _find_nearest(spot: Spot, cast: Cast) -> list[Ref]:
    """Take the state or body named last before "its", in the same sentence, as the one meant."""
    for at in range(spot.at - 1, -1, -1):
        chunk = spot.reading.chunks[at]
        holder = chunk.owner if chunk.owner is not None and chunk.owner.name is not None else chunk
        if holder.name is not None and holder.name.kind in _KNOWN:
            key = cast.find_name(spot.reading, holder.name)
            return [Ref(key, spot.quote(), guess=True)] if key is not None else []
    return []
