"""Settle what stands where only a place can: a name of which nothing else is known is that of a place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.cast import Cast
from kg.claims.figures import Figure
from kg.model import Claim, EntityKind, Role

PLACE_ROLES: Final = frozenset({Role.TO_PLACE, Role.FROM_PLACE, Role.PLACE, Role.HELD_AT})
PLACES: Final = frozenset({EntityKind.STATE, EntityKind.SETTLEMENT, EntityKind.FACILITY, EntityKind.PLACE})


def settle_places(claims: Sequence[Claim], cast: Cast) -> Iterator[Claim]:
    """Make places of the unknown names that stand as places only; what is no place goes from such a role.

    A name that nothing in the text explains ("off Barahona") counts as a body until then.
    """
    for key in _list_keys(claims, are_places=True) - _list_keys(claims, are_places=False):
        figure = cast.figures.get(key or "")
        if figure is not None and _may_be_place(figure):
            figure.kind = EntityKind.PLACE
    for claim in claims:
        kept = (f for f in claim.fillers if f.role not in PLACE_ROLES or _is_place(f.entity, cast))
        yield replace(claim, fillers=tuple(kept))


def _list_keys(claims: Sequence[Claim], *, are_places: bool) -> set[str | None]:
    """List what fills the roles of places, or the others."""
    return {f.entity for claim in claims for f in claim.fillers if (f.role in PLACE_ROLES) == are_places}


def _may_be_place(figure: Figure) -> bool:
    """Say whether nothing speaks for a body, capitals ("the ICRC") neither."""
    return figure.is_guess and not any(map(str.isupper, figure.names))


def _is_place(key: str | None, cast: Cast) -> bool:
    figure = cast.figures.get(key or "")
    return figure is None or figure.kind in PLACES
