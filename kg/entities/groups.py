"""Name the groups of an article: after the event and role that they fill, or after their text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.entities.names import make_slug
from kg.entities.slugs import join_words, number_slug
from kg.model import Claim, Claims, ClaimType, Entity, EntityKind, Role

# A group in roles of several events belongs to the first of these (DESIGN, section 4).
OWNERS: Final = (ClaimType.RELEASE, ClaimType.TRANSFER, ClaimType.ARREST, ClaimType.SENTENCING, ClaimType.DETENTION)
GROUP_ROLES: Final = (*(Role.RELEASED, Role.TRANSFEREE, Role.ARRESTED, Role.SENTENCED, Role.DETAINEE, Role.VICTIM),)
MAX_WORDS_LENGTH: Final = 40


def name_groups(claims: Claims, events: Mapping[str, str]) -> dict[str, str]:
    """Give each group its slug.

    Args:
        claims: what the article says.
        events: slugs of its claims, by key.
    """
    owned = find_owned(claims, events)
    slugs: dict[str, str] = {}
    for group in claims.entities:
        if group.kind == EntityKind.GROUP:
            wanted = owned.get(group.key) or spell_local_group(group, claims.document.hash12)
            slugs[group.key] = number_slug(wanted, frozenset(slugs.values()).__contains__)
    return slugs


def find_owned(claims: Claims, events: Mapping[str, str]) -> dict[str, str]:
    """Find the groups that are the group of an event's role: the widest one in it, each after its first event."""
    owned: dict[str, str] = {}
    given: set[str] = set()
    for claim in sorted(claims.claims, key=rank_owner):
        for role in GROUP_ROLES:
            group = find_widest(claims, claim, role)
            slug = f"group-{events[claim.key]}-{role.lower()}"
            if group is not None and group.key not in owned and slug not in given:
                owned[group.key] = slug
                given.add(slug)
    return owned


def rank_owner(claim: Claim) -> tuple[int, int]:
    """Say how near a claim stands to owning its groups; the least does, what is told as fact first."""
    kind = OWNERS.index(claim.type) if claim.type in OWNERS else len(OWNERS)
    return kind, int(claim.factuality.standing != "factual")


def find_widest(claims: Claims, claim: Claim, role: Role) -> Entity | None:
    """Find the widest group in a role: part of no other in it, then the largest, then the first told."""
    groups = tuple(list_whole_groups(claims, claim, [role]))
    return max(groups, key=lambda group: get_bounds(group)[::-1], default=None)


def list_whole_groups(claims: Claims, claim: Claim, roles: Iterable[Role]) -> Iterator[Entity]:
    """List the groups in some roles of a claim that are part of no other group there."""
    by_key = {entity.key: entity for entity in claims.entities}
    for role in roles:
        keys = dict.fromkeys(filler.entity for filler in claim.find(role) if filler.entity is not None)
        for key in keys:
            group = by_key[key]
            if group.kind == EntityKind.GROUP and not any(wider in keys for wider in list_wider(by_key, group)):
                yield group


def list_wider(by_key: Mapping[str, Entity], group: Entity) -> list[str]:
    """List the groups that a group is part of, the nearest first."""
    found: list[str] = []
    wider = group.part_of
    while wider is not None and wider not in found and wider != group.key:
        found.append(wider)
        wider = by_key[wider].part_of
    return found


def get_bounds(group: Entity) -> tuple[int, int]:
    """Give the least and the greatest number of people in a group that the text allows; zeros where it tells none.

    A bound that is not told is taken to be the other one.
    """
    told = [number for number in (group.count.told if group.count is not None else ()) if number is not None]
    return min(told, default=0), max(told, default=0)


def is_counted(group: Entity) -> bool:
    """Say whether the text gives a number of a group, or a bound."""
    return group.count is not None and any(number is not None for number in group.count.told)


def find_whole_bounds(claims: Claims, group: Entity) -> tuple[int, int] | None:
    """Find the bounds of the widest counted group that a group is a part of."""
    by_key = {entity.key: entity for entity in claims.entities}
    wider = (by_key[key] for key in list_wider(by_key, group))
    return max((get_bounds(each) for each in wider if is_counted(each)), key=lambda bounds: bounds[::-1], default=None)


def spell_local_group(group: Entity, hash12: str) -> str:
    """Spell the slug of a group that belongs to its text."""
    first = min(group.mentions, key=lambda mention: mention.start, default=None)
    words = group.group_kind or (first.exact if first is not None else group.key)
    return join_words(
        ("group", hash12, make_slug(words, max_length=MAX_WORDS_LENGTH), str(first.start) if first is not None else "")
    )
