"""Make the registry anew from the quads of a loaded dump, with all IRIs as they are.

Keys are made from what each article graph says, just as they were made from its claims, so that an article that is
read again is known, and another telling of a known event joins it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kg.entities.eventkeys import (
    DOERS,
    OBJECTS,
    ON_SANCTION,
    PATIENTS,
    PLACES,
    SANCTION_ACTS,
    Telling,
    is_of_text,
    number_keys,
)
from kg.entities.graphs import Graph, collect_graphs
from kg.entities.groups import GROUP_ROLES
from kg.entities.local import is_local
from kg.entities.minting import NEGATED, make_article_key, spell_label
from kg.entities.people import is_full, make_person_key
from kg.entities.registry import EVENT_KINDS
from kg.entities.retired import list_retired, list_reviews
from kg.entities.sanctions import SANCTION, list_aliases, make_alias_key, make_sanction_key
from kg.entities.slugs import spell_agreement
from kg.entities.things import FAMILIES, Thing, get_known, list_keys
from kg.model import ClaimType, EntityKind, Factuality, Iri, Quad, RegistryRow, Role
from kg.terms import RDFS_LABEL, SKOS_ALT_LABEL, Names, Prop

BEGINNINGS: Final = (Prop.ON_DATE, Prop.BEGAN_ON)
ENDS: Final = (Prop.BEGAN_BY, Prop.NOT_AFTER)
WIDE_KINDS: Final = frozenset({EntityKind.PLACE, EntityKind.ORGANIZATION})  # others are these, too
NARROW_FIRST: Final = (EntityKind.PERSON, *sorted(FAMILIES, key=WIDE_KINDS.__contains__))
LENGTH: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")
MONTHS_A_YEAR: Final = 12


def rebuild_rows(quads: Iterable[Quad], names: Names) -> tuple[RegistryRow, ...]:
    """Make the rows of the registry from all quads of a dump.

    Args:
        quads: those of the provenance graph and of the article graphs count, the others are read over.
        names: the names under which the dump was written.
    """
    graphs = collect_graphs(quads, names)
    provenance = graphs.pop("provenance", Graph(names, {}))
    rows = dict.fromkeys((*list_articles(provenance), *list_reviews(provenance), *list_retired(provenance)))
    for name, graph in sorted(graphs.items()):
        rows |= dict.fromkeys(list_entities(graph))
        rows |= dict.fromkeys(list_events(graph, find_published(provenance, name)))
    taken = {make_alias_key(row.slug) for row in rows}
    rows = {row: None for row in rows if row.kind != SANCTION or row.key not in taken}
    return keep_first(sorted(rows, key=lambda row: (row.kind, row.slug, row.key)))


def list_articles(provenance: Graph) -> Iterator[RegistryRow]:
    """List the rows of the articles: by address, else by the hash of each text."""
    for version in provenance.triples:
        for article in provenance.list_iris(version, Prop.VERSION_OF):
            slug = provenance.get_slug(article)
            label = next(iter(provenance.list_texts(article, RDFS_LABEL)), slug)
            urls = provenance.list_iris(article, Prop.SOURCE_URL) or ("",)
            for url in urls:
                for sha256 in provenance.list_texts(version, Prop.SHA256):
                    yield RegistryRow(slug, "Article", make_article_key(url, sha256), " ".join(label.split()))


def find_published(provenance: Graph, hash12: str) -> date | None:
    """Find the day on which a text was published."""
    version = provenance.names.thing(f"text-{hash12}")
    articles = provenance.list_iris(version, Prop.VERSION_OF)
    return next((day for each in articles if (day := provenance.find_day(each, [Prop.PUBLISHED])) is not None), None)


def list_entities(graph: Graph) -> Iterator[RegistryRow]:
    """List the rows of people, bodies, places, posts and awards that are more than this text's own."""
    for node in graph.triples:
        slug = graph.get_slug(node)
        kind = graph.find_kind(node, NARROW_FIRST)
        if kind is None or is_of_text(slug) or slug in get_known().entries:
            continue
        names = graph.list_texts(node, SKOS_ALT_LABEL)
        if kind == EntityKind.PERSON:
            keys = ((make_person_key(name), name) for name in names if is_full(name))
            yield from (RegistryRow(slug, "Person", key, name) for key, name in keys)
        elif not slug.startswith("government-"):
            state = graph.states.get(slug)
            things = (Thing(EntityKind(kind), name, state) for name in names)
            yield from (
                RegistryRow(slug, FAMILIES[each.kind][1], key, each.name) for each in things for key in list_keys(each)
            )


def list_events(graph: Graph, published: date | None) -> Iterator[RegistryRow]:
    """List the rows of the situations that other texts may tell, too."""
    tellings = {
        graph.get_slug(node): read_telling(graph, node, ClaimType(kind), published)
        for node in graph.triples
        if (kind := graph.find_kind(node, sorted(EVENT_KINDS))) is not None and not is_derived(graph, node)
    }
    for slug, key in number_keys(tellings.items(), graph.states).items():
        if not is_local(key):
            yield RegistryRow(slug, key.kind, str(key), spell_label(key))
            for sanction in graph.list_slugs(graph.names.thing(slug), Prop.ACTION_ON):
                label = sanction.replace("-", " ")
                yield RegistryRow(sanction, SANCTION, make_sanction_key(slug), label)
                for spelled in list_aliases(key, sanction, lambda _: False):
                    yield RegistryRow(sanction, SANCTION, make_alias_key(spelled), label)


def is_derived(graph: Graph, node: Iri) -> bool:
    """Say whether an agreement is that of an exchange without a claim of its own: then it is known by its events."""
    sides = graph.list_iris(node, Prop.HAS_UNDERTAKING)
    events = [event for side in sides for event in graph.list_slugs(side, Prop.FULFILLED_BY)]
    told = graph.list_slugs(node, Prop.FACTUALITY)
    return bool(events and told) and graph.get_slug(node) == spell_agreement(events, Factuality(told[0]))


def read_telling(graph: Graph, node: Iri, kind: ClaimType, published: date | None) -> Telling:
    """Read from the quads what an article tells of one situation."""
    groups = tuple(iri for role in GROUP_ROLES for iri in graph.list_iris(node, Prop(role.value)))
    counts = {group: bounds for group in groups if (bounds := read_bounds(graph, group)) is not None}
    shown = graph.list_iris(node, Prop.MAIN_EVIDENCE)
    starts = [int(text) for iri in shown for text in graph.list_texts(iri, Prop.BEGIN_CHAR)]
    return Telling(
        kind=kind,
        standing=next(iter(graph.list_slugs(node, Prop.STANDING)), ""),
        fillers=tuple(list_fillers(graph, node, kind)),
        counts=counts,
        wholes={group: bounds for group in groups if (bounds := find_whole_bounds(graph, group)) is not None},
        citizens={group: graph.list_slugs(group, Prop.CITIZEN_OF) for group in groups if is_group(graph, group)},
        months=next((read_months(text) for text in graph.list_texts(node, Prop.PENALTY_LENGTH)), None),
        day=graph.find_day(node, BEGINNINGS),
        earliest=graph.find_day(node, [Prop.NOT_BEFORE]),
        latest=graph.find_day(node, ENDS),
        published=published,
        start=min(starts, default=0),
    )


def is_group(graph: Graph, node: Iri) -> bool:
    """Say whether a node is a group of people."""
    return graph.find_kind(node, [EntityKind.GROUP]) is not None


def list_fillers(graph: Graph, node: Iri, kind: ClaimType) -> Iterator[tuple[Role, str]]:
    """List what fills the roles of a situation; target and goods of an act on sanctions stand on the sanction."""
    sanctions = graph.list_iris(node, Prop.ACTION_ON) if kind in SANCTION_ACTS else ()
    for role in (*DOERS, *PATIENTS, *PLACES, *OBJECTS):
        for each in sanctions if role in ON_SANCTION else (node,):
            yield from ((role, slug) for slug in graph.list_slugs(each, Prop(role.value)))
    if NEGATED in graph.list_slugs(node, Prop.POLARITY):
        yield Role.CONDITION_TYPE, NEGATED


def read_bounds(graph: Graph, group: Iri) -> tuple[int, int] | None:
    """Read how many people a group has, as bounds; None where the text does not say."""
    texts = (
        text for prop in (Prop.MEMBER_COUNT, Prop.MIN_COUNT, Prop.MAX_COUNT) for text in graph.list_texts(group, prop)
    )
    numbers = [int(text) for text in texts]
    return (min(numbers), max(numbers)) if numbers else None


def find_whole_bounds(graph: Graph, group: Iri) -> tuple[int, int] | None:
    """Find the bounds of the widest counted group that a group is a part of."""
    wider = list(graph.list_iris(group, Prop.SUBGROUP_OF))
    for each in wider:
        wider.extend(iri for iri in graph.list_iris(each, Prop.SUBGROUP_OF) if iri not in wider and iri != group)
    told = (bounds for each in wider if (bounds := read_bounds(graph, each)) is not None)
    return max(told, key=lambda bounds: bounds[::-1], default=None)


def read_months(length: str) -> int | None:
    """Read a length of years and months as months.

    >>> read_months("P1Y6M")
    18
    """
    found = LENGTH.fullmatch(length)
    if found is None:
        return None
    years, months = (int(number or 0) for number in found.groups())
    return years * MONTHS_A_YEAR + months


def keep_first(rows: Iterable[RegistryRow]) -> tuple[RegistryRow, ...]:
    """Keep the first row of each key: a name that two things have leads to the one that had it first."""
    kept: dict[tuple[str, str], RegistryRow] = {}
    for row in rows:
        kept.setdefault((row.kind, row.key), row)
    return tuple(kept.values())
