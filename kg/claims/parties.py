"""Complete talks: people at the table become negotiators, and whom they speak for becomes a party."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot
from kg.model import ClaimType, EntityKind, Role


def complete_talks(bundles: Sequence[Bundle], cast: Cast) -> list[Bundle]:
    """Turn persons among the parties into negotiators and add those they speak for."""
    holdings = _map_holdings(bundles)
    for bundle in bundles:
        if bundle.type == ClaimType.NEGOTIATION:
            bundle.retell(_complete(draft, cast, holdings) for draft in bundle.drafts)
    return list(bundles)


def _map_holdings(bundles: Sequence[Bundle]) -> Mapping[str, tuple[Slot, ...]]:
    found: dict[str, tuple[Slot, ...]] = {}
    for bundle in bundles:
        if bundle.type == ClaimType.POSITION_HOLDING:
            for slot in bundle.slots():
                if slot.role == Role.ON_BEHALF_OF:
                    for holder in bundle.keys(Role.HOLDER):
                        found[holder] = (*found.get(holder, ()), slot)
    return found


def _complete(draft: Draft, cast: Cast, holdings: Mapping[str, tuple[Slot, ...]]) -> Draft:
    slots = [
        replace(slot, role=Role.NEGOTIATOR) if slot.role == Role.PARTY and cast.is_person(slot.key) else slot
        for slot in draft.slots
    ]
    extra = [
        party
        for slot in slots
        if slot.role == Role.NEGOTIATOR
        for party in _find_principals(slot.key or "", cast, holdings)
    ]
    return replace(draft, slots=tuple(slots)).with_slots(*extra)


def _find_principals(
    person: str, cast: Cast, holdings: Mapping[str, tuple[Slot, ...]], depth: int = 0
) -> Iterator[Slot]:
    for slot in holdings.get(person, ()):
        figure = cast.figures.get(slot.key or "")
        if figure is None:
            continue
        if figure.kind == EntityKind.PERSON:
            yield replace(slot, role=Role.ON_BEHALF_OF, rule="talks.on_behalf")
            if depth == 0:
                yield from _find_principals(figure.key, cast, holdings, 1)
        else:
            yield replace(slot, role=Role.PARTY, rule="talks.party_of_negotiator")
