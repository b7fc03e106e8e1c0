"""Write what is known beforehand: states, bodies, capitals, and which Wikidata items they are."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kg.graph.agents import list_state_properties
from kg.graph.evidence import describe_types
from kg.graph.literals import make_decimal, make_tagged, make_text
from kg.model import EntityKind, Gazetteer, GazetteerEntry, Iri, Quad, Triple
from kg.terms import (
    RDFS_LABEL,
    SCHEMA_SAME_AS,
    SKOS_ALT_LABEL,
    SKOS_EXACT_MATCH,
    SKOS_PREF_LABEL,
    WD,
    Class,
    Names,
    Prop,
)

LINK_METHOD: Final = "state-table"
LINK_SCORE: Final = Decimal(1)


def build_reference(gazetteer: Gazetteer, names: Names) -> frozenset[Quad]:
    """Build the graph of reference data; one label, one preferred name a language, all other names beside it.

    Shape: StateShape, SettlementShape, NamedThingShape.
    """
    graph = names.graph("reference")
    return frozenset(
        Quad(*triple, graph) for entry in list_things(gazetteer) for triple in describe_entry(entry, names)
    )


def list_things(gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """List the entries that are things; goods are concepts of the ontology."""
    return [entry for entry in gazetteer.entries.values() if entry.kind != EntityKind.GOOD]


def describe_entry(entry: GazetteerEntry, names: Names) -> Iterator[Triple]:
    """Describe one entry: its class, names, codes, capital and state."""
    node = names.thing(entry.ref)
    yield from describe_types(node, Class(entry.kind.value), names)
    yield from describe_names(entry, node)
    for prop, code in ((Prop.ISO_ALPHA2, entry.iso2), (Prop.ISO_ALPHA3, entry.iso3)):
        if code:
            yield Triple(node, names.prop(prop), make_text(code))
    if entry.capital is not None:
        yield Triple(node, names.prop(Prop.CAPITAL), names.thing(entry.capital))
    if entry.state is not None:
        for prop in list_state_properties(entry.kind):
            yield Triple(node, names.prop(prop), names.thing(entry.state))


def describe_names(entry: GazetteerEntry, node: Iri) -> Iterator[Triple]:
    """Give an entry its one label, in English, its preferred name in each language, and its other English names.

    A second `rdfs:label`, in whatever language, would double the rows of every query that asks for a name.
    """
    yield Triple(node, RDFS_LABEL, make_tagged(entry.label, "en"))
    preferred = {"en": entry.label} | dict(reversed(entry.labels))
    for language, name in preferred.items():
        yield Triple(node, SKOS_PREF_LABEL, make_tagged(name, language))
    for language, name in (*entry.labels, *(("en", name) for name in entry.names)):
        if name != preferred[language]:
            yield Triple(node, SKOS_ALT_LABEL, make_tagged(name, language))


def build_links(gazetteer: Gazetteer, names: Names) -> frozenset[Quad]:
    """Build the graph of decisions on which Wikidata item an entry is; the table has verified ones only.

    Shape: EntityLinkShape.
    """
    graph = names.graph("links")
    return frozenset(
        Quad(*triple, graph)
        for entry in gazetteer.entries.values()
        if entry.qid is not None
        for triple in describe_decision(entry, WD + entry.qid, names)
    )


def describe_decision(entry: GazetteerEntry, item: Iri, names: Names) -> Iterator[Triple]:
    """Write one decision, and what follows from it: the item of the thing, for joins."""
    is_concept = entry.kind == EntityKind.GOOD
    node = names.concept(entry.ref) if is_concept else names.thing(entry.ref)
    decision = names.thing(f"link-{entry.ref}")
    yield from describe_types(decision, Class.ENTITY_LINK, names)
    yield Triple(decision, names.prop(Prop.LINK_FROM), node)
    yield Triple(decision, names.prop(Prop.LINK_TO), item)
    yield Triple(decision, names.prop(Prop.LINK_SCORE), make_decimal(LINK_SCORE))
    yield Triple(decision, names.prop(Prop.LINK_METHOD), make_text(LINK_METHOD))
    yield Triple(decision, names.prop(Prop.LINK_STATUS), names.concept("accepted"))
    yield Triple(node, names.prop(Prop.WIKIDATA), item)
    yield Triple(node, SKOS_EXACT_MATCH if is_concept else SCHEMA_SAME_AS, item)
