"""Describe the people, groups, bodies, places and posts that an article speaks of."""

from collections.abc import Iterable, Iterator

from kg.graph.evidence import describe_types
from kg.graph.literals import make_integer, make_tagged
from kg.graph.telling import Telling
from kg.model import Entity, EntityKind, Iri, Triple
from kg.terms import SKOS_ALT_LABEL, Class, Prop

PLACES = frozenset({EntityKind.SETTLEMENT, EntityKind.FACILITY, EntityKind.PLACE})


def describe_entities(telling: Telling) -> Iterator[Triple]:
    """Describe what the claims speak of; what the reference data know is described there."""
    for key in find_used(telling):
        entity = telling.entities[key]
        if entity.ref is None and entity.kind != EntityKind.GOOD:
            yield from describe_entity(telling, entity)


def find_used(telling: Telling) -> list[str]:
    """Find the entities that claims use, with the parts, members and states that these lead to."""
    found = {filler.entity: None for claim in telling.claims.claims for filler in claim.fillers if filler.entity}
    queue = list(found)
    for key in queue:
        for near in list_neighbours(telling, key):
            if near not in found:
                found[near] = None
                queue.append(near)
    return queue


def list_neighbours(telling: Telling, key: str) -> Iterable[str]:
    """List the entities that the description of an entity names, and the parts of a group."""
    entity = telling.entities[key]
    wider = (near for near in (entity.part_of, entity.of_state) if near is not None)
    return (*entity.members, *entity.citizen_of, *wider, *telling.parts.get(key, ()))


def describe_entity(telling: Telling, entity: Entity) -> Iterator[Triple]:
    """Describe one entity: its class, its names as written, its states, and what its kind has besides."""
    names, node = telling.names, telling.name_entity(entity.key)
    yield from describe_types(node, Class(entity.kind.value), names)
    for name in list_names(entity):
        yield Triple(node, SKOS_ALT_LABEL, make_tagged(name, telling.document.language))
    for key in entity.citizen_of:
        yield Triple(node, names.prop(Prop.CITIZEN_OF), telling.name_entity(key))
    if entity.of_state is not None:
        for prop in list_state_properties(entity.kind):
            yield Triple(node, names.prop(prop), telling.name_entity(entity.of_state))
    if entity.kind == EntityKind.GROUP:
        yield from describe_group(telling, entity, node)


def list_names(entity: Entity) -> tuple[str, ...]:
    """List the names that a text uses; a group of no known kind goes by its first mention."""
    if entity.names or entity.kind != EntityKind.GROUP or entity.group_kind is not None:
        return entity.names
    return tuple(mention.exact for mention in entity.mentions[:1])


def list_state_properties(kind: EntityKind) -> tuple[Prop, ...]:
    """Say how a thing of some kind hangs on its state."""
    if kind == EntityKind.GOVERNMENT:
        return (Prop.GOVERNS, Prop.OF_STATE)
    if kind == EntityKind.POSITION:
        return (Prop.JURISDICTION,)
    return (Prop.IN_STATE,) if kind in PLACES else (Prop.OF_STATE,)


def describe_group(telling: Telling, group: Entity, node: Iri) -> Iterator[Triple]:
    """Describe a group: how many, of what kind, who is named, and the wider group it is part of."""
    names = telling.names
    if group.group_kind is not None:
        yield Triple(node, names.prop(Prop.GROUP_KIND), names.concept(group.group_kind))
    for prop, number in list_counts(group):
        yield Triple(node, names.prop(prop), make_integer(number))
    for key in group.members:
        yield Triple(node, names.prop(Prop.HAS_NAMED_MEMBER), telling.name_entity(key))
    if group.part_of is not None:
        yield Triple(node, names.prop(Prop.SUBGROUP_OF), telling.name_entity(group.part_of))


def list_counts(group: Entity) -> list[tuple[Prop, int]]:
    """List what a text says of the size of a group: the number, or bounds."""
    count = group.count
    if count is None:
        return []
    if count.exact is not None:
        return [(Prop.MEMBER_COUNT, count.exact)]
    low, high = count.told
    bounds = ((Prop.MIN_COUNT, low), (Prop.MAX_COUNT, high))
    return [(prop, number) for prop, number in bounds if number is not None]
