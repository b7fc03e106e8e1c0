"""Say which known body, place, post or award each one of an article is, or that it is a new one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.entities.gazetteer import load_gazetteer
from kg.entities.names import fold_name, make_slug
from kg.entities.registry import Registry
from kg.entities.slugs import join_words, number_slug
from kg.model import Entity, EntityKind, Gazetteer, RegistryRow

# Kinds that texts mix up stand in one family: it gives the slug its first word and the rows their kind.
FAMILIES: Final = {
    EntityKind.ORGANIZATION: ("organization", "Organization"),
    EntityKind.GOVERNMENT: ("organization", "Organization"),
    EntityKind.INTERGOVERNMENTAL: ("organization", "Organization"),
    EntityKind.SETTLEMENT: ("place", "Place"),
    EntityKind.FACILITY: ("place", "Place"),
    EntityKind.PLACE: ("place", "Place"),
    EntityKind.STATE: ("state", "State"),
    EntityKind.STATE_GROUP: ("stategroup", "StateGroup"),
    EntityKind.POSITION: ("position", "Position"),
    EntityKind.AWARD: ("award", "Award"),
}
# A body called by such a word and no state is a body of its text: there are two hundred supreme courts.
GENERAL_WORDS: Final = frozenset(
    (
        *("authority", "authorities", "agency", "army", "assembly", "cabinet", "commission", "committee", "congress"),
        *("council", "court", "department", "embassy", "foundation", "government", "intelligence", "kgb", "militia"),
        *("ministry", "office", "opposition", "parliament", "party", "police", "prosecutor", "senate", "service"),
        *("state", "treasury", "union"),
    )
)
ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)
MAX_GENERAL_WORDS: Final = 3  # "International Court of Justice" names one all the same


@cache
def get_known() -> Gazetteer:
    """Give the gazetteer that comes with the program, loaded once."""
    return load_gazetteer()


@cache
def get_known_names() -> Mapping[tuple[str, str], str]:
    """Give the slugs of the gazetteer by family and folded name."""
    entries = get_known().entries.values()
    return {
        (FAMILIES[entry.kind][0], fold_name(name)): entry.ref
        for entry in entries
        for name in (entry.label, *entry.names)
    }


@cache
def get_known_states() -> Mapping[str, str]:
    """Give the state of each body, government and place in the gazetteer, all by slug."""
    return {entry.ref: entry.state for entry in get_known().entries.values() if entry.state is not None}


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold what identity needs of a body, place, post or award: its name, and the slug of its state."""

    kind: EntityKind
    name: str
    state: str | None = None

    @property
    def key(self) -> str:
        """Give the exact key, with the state where it is told."""
        return f"{self.bare_key}|{self.state}" if self.state is not None else self.bare_key

    @property
    def bare_key(self) -> str:
        """Give the key without the state."""
        return fold_name(self.name) or self.name.casefold()


def identify_thing(entity: Entity, state: str | None, registry: Registry, *, hash12: str) -> tuple[str, Registry]:
    """Give a body, place, post or award its slug.

    Returns:
        The slug, and the registry with the rows that are new.
    """
    if entity.ref is not None:
        return entity.ref, registry
    name = next(iter(entity.names), "")
    if entity.kind == EntityKind.GOOD:
        return make_slug(name or entity.key), registry
    if entity.kind == EntityKind.GOVERNMENT and state is not None:
        return f"government-{state.removeprefix('state-')}", registry
    thing = Thing(entity.kind, name, state)
    known = find_listed(thing)
    if known is not None:
        return known, registry
    if is_local(thing):
        start = min((mention.start for mention in entity.mentions), default=0)
        return join_words((FAMILIES[entity.kind][0], hash12, make_slug(name or entity.key), str(start))), registry
    slug = find_thing(thing, registry) or number_slug(spell_thing(thing), lambda slug: is_taken(slug, registry))
    return slug, registry.with_rows(list_new_rows(thing, slug, registry))


def find_listed(thing: Thing) -> str | None:
    """Find what the gazetteer lists by this name, or the post it lists for this state."""
    if thing.kind == EntityKind.POSITION and thing.state is not None and spell_thing(thing) in get_known().entries:
        return spell_thing(thing)
    return get_known_names().get((FAMILIES[thing.kind][0], thing.bare_key))


def is_taken(slug: str, registry: Registry) -> bool:
    """Say whether a slug belongs to something known."""
    return slug in get_known().entries or registry.has_slug(slug)


def is_local(thing: Thing) -> bool:
    """Say whether a name is too general to be known again in another text; a post is when its state is not told.

    >>> is_local(Thing(EntityKind.ORGANIZATION, "Supreme Court")), is_local(Thing(EntityKind.ORGANIZATION, "Zubr Air"))
    (True, False)
    """
    if thing.kind in {EntityKind.POSITION, EntityKind.AWARD}:
        return not thing.name or (thing.kind == EntityKind.POSITION and thing.state is None)
    words = thing.bare_key.split()
    is_general = len(words) <= MAX_GENERAL_WORDS and not GENERAL_WORDS.isdisjoint(words)
    return thing.name == thing.name.lower() or (is_general and thing.state is None)


def find_thing(thing: Thing, registry: Registry) -> str | None:
    """Find what is known by this name; one that is known to lie in another state is another."""
    kind = FAMILIES[thing.kind][1]
    slug = registry.find_slug(kind, thing.key)
    if slug is not None or thing.kind == EntityKind.POSITION:
        return slug
    slug = registry.find_slug(kind, thing.bare_key)
    others = {state for row in registry.find_rows(slug or "") if (state := row.key.partition("|")[2])}
    return slug if not others or thing.state in others else None


def spell_thing(thing: Thing) -> str:
    """Spell the slug of something new.

    >>> spell_thing(Thing(EntityKind.POSITION, "president", "state-BLR")), spell_thing(Thing(EntityKind.PLACE, "Horki"))
    ('position-president-BLR', 'place-horki')
    """
    code = (thing.state or "").removeprefix("state-") if thing.kind == EntityKind.POSITION else ""
    return join_words((FAMILIES[thing.kind][0], make_slug(ARTICLE.sub("", thing.name) or thing.name), code))


def list_new_rows(thing: Thing, slug: str, registry: Registry) -> Iterable[RegistryRow]:
    """List the rows that are new: one with the state, and one without where no other has the bare name."""
    kind = FAMILIES[thing.kind][1]
    for key in list_keys(thing):
        if registry.find_slug(kind, key) is None:
            yield RegistryRow(slug, kind, key, thing.name)


def list_keys(thing: Thing) -> tuple[str, ...]:
    """List the keys that something is found by; a post without its state is another post."""
    keys = (thing.key,) if thing.kind == EntityKind.POSITION else (thing.key, thing.bare_key)
    return tuple(dict.fromkeys(keys))
