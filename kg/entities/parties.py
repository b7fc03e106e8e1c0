"""Find the parties of an agreement: its own, those of the talks it came out of, and those who owe something by it.

The graph writes them as parties, so that they count for identity, from claims and from quads alike.
"""

from collections.abc import Iterator
from typing import Final

from kg.model import Claim, Claims, ClaimType, EntityKind, Link, LinkKind, Role

DOER_ROLES: Final = (Role.RELEASED_BY, Role.ACTOR, Role.DETAINING_AUTHORITY)
PARTY_KINDS: Final = frozenset(
    {
        EntityKind.STATE,
        EntityKind.STATE_GROUP,
        EntityKind.ORGANIZATION,
        EntityKind.GOVERNMENT,
        EntityKind.INTERGOVERNMENTAL,
    }
)


def list_more_parties(claims: Claims, agreement: Claim) -> Iterator[str]:
    """List the keys of the states and bodies that are parties of an agreement by its talks and its exchange."""
    by_key = {claim.key: claim for claim in claims.claims}
    kinds = {entity.key: entity.kind for entity in claims.entities}
    for link in claims.links:
        for claim, roles in list_sides(claims, link, agreement, by_key):
            for filler in (filler for role in roles for filler in claim.find(role)):
                if filler.entity is not None and kinds[filler.entity] in PARTY_KINDS:
                    yield filler.entity


def list_sides(
    claims: Claims, link: Link, agreement: Claim, by_key: dict[str, Claim]
) -> Iterator[tuple[Claim, tuple[Role, ...]]]:
    """List the claims of a link that name parties of an agreement told as surely, with the roles that do."""
    standing = agreement.factuality.standing
    if link.kind == LinkKind.OUTCOME and link.target == agreement.key:
        if by_key[link.source].factuality.standing == link.factuality.standing == standing:
            yield by_key[link.source], (Role.PARTY,)
    elif link.kind == LinkKind.EXCHANGE and link.factuality.standing == standing and is_only(claims, agreement):
        yield by_key[link.source], DOER_ROLES
        yield by_key[link.target], DOER_ROLES


def is_only(claims: Claims, agreement: Claim) -> bool:
    """Say whether an agreement is the one that an article tells as fact: then it is that of its exchanges."""
    told = [
        each for each in claims.claims if each.type == ClaimType.AGREEMENT and each.factuality.standing == "factual"
    ]
    return told == [agreement]
