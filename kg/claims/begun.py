"""Tell which spells in custody begin with a day that the text gives: "held since May", "jailed in 2021"."""

from kg.model import Claim, Claims, ClaimType, Factuality, Role

_TOLD = frozenset({Factuality.ASSERTED, Factuality.REPORTED})
_HELPERS = frozenset({"been", "was", "were", "is", "are"})
_TAKEN = frozenset({ClaimType.ARREST})


def tells_arrest(claim: Claim, claims: Claims) -> bool:
    """Say whether a detention stands for an arrest that the text does not tell otherwise."""
    if claim.type != ClaimType.DETENTION or claim.factuality not in _TOLD:
        return False
    if not _HELPERS & set(claim.quotes[0].exact.lower().split()) and not claim.find(Role.DETAINING_AUTHORITY):
        return False  # "an officer held since 2016" says who he is
    when = claim.when
    if when is None or when.quote is None or when.not_before is None:
        return False
    return not any(_is_same(claim, other, claims) for other in claims.claims if other.type in _TAKEN)


def _is_same(claim: Claim, other: Claim, claims: Claims) -> bool:
    held = _list_people(claim, Role.DETAINEE, claims)
    taken = _list_people(other, Role.ARRESTED, claims)
    return bool(held & taken) or not held


def _list_people(claim: Claim, role: Role, claims: Claims) -> set[str]:
    """List who has a role, with the members of groups and the groups that these are part of."""
    keys = {filler.entity for filler in claim.find(role) if filler.entity is not None}
    known = [entity for entity in claims.entities if entity.key in keys]
    wider = {entity.part_of for entity in known if entity.part_of is not None}
    return keys | {member for entity in known for member in entity.members} | wider
