"""Every declared term is used: a shape judges it, data of the tests have it, and each concept fits where it belongs."""

from collections.abc import Iterator
from functools import cache
from typing import Final

import pyoxigraph as ox
import pytest
from rdflib import RDFS, SKOS, URIRef

from kg.model import Triple
from kg.shacl.report import check_triples
from kg.shacl.shapes import load_shapes
from kg.terms import RDF_TYPE, Class, Prop
from tests.ontology.sources import (
    CODINGS,
    CONCEPTS,
    FOLDER,
    NAMES,
    ONTOLOGY,
    ROOT,
    SHAPES,
    TERMS,
    find_concepts,
    find_terms,
    list_iris,
    load_graph,
)

TERM_NAMES: Final = sorted(find_terms())
# The properties that take a concept, with the list it comes from; but for goods, both have one name.
LISTS: Final = {
    prop: "good" if prop is Prop.TARGET_GOOD else str(prop)
    for prop in Prop
    if str(ONTOLOGY.value(URIRef(TERMS + prop), RDFS.range)) in {str(SKOS.Concept), NAMES.of_class(Class.GOOD)}
}


def list_data() -> Iterator[str]:
    """List the IRIs in the golden articles and in the good cases of the shapes."""
    for path in sorted((ROOT / "tests" / "golden").glob("*/graph.trig")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
            yield from (node.value for node in quad.triple if isinstance(node, ox.NamedNode))
    cases = (ROOT / "tests" / "shapes").glob("*/good-*.ttl")
    yield from list_iris(load_graph(ROOT / "tests" / "shapes" / "world.ttl", *sorted(cases)))


@cache
def find_used() -> set[str]:
    return {iri.removeprefix(TERMS) for iri in list_data() if iri.startswith(TERMS)}


@cache
def find_judged() -> set[str]:
    return {iri.removeprefix(TERMS) for iri in list_iris(SHAPES) if iri.startswith(TERMS)}


def give_value(prop: Prop, concept: str) -> tuple[Triple, Triple]:
    """Make a node that has a concept as the value of a property, and is what the property asks for."""
    domain = str(ONTOLOGY.value(URIRef(TERMS + prop), RDFS.domain))
    node = NAMES.thing(f"{prop}-{concept}")
    return Triple(node, RDF_TYPE, domain), Triple(node, NAMES.prop(prop), NAMES.concept(concept))


@pytest.fixture(scope="module")
def refused() -> set[tuple[str, str]]:
    """Judge every concept where it belongs, and one of no list; give the nodes whose very property is at fault."""
    values = [(prop, concept) for prop, name in LISTS.items() for concept in (*find_concepts(name), "unheard-of")]
    told = {triple for prop, concept in values for triple in give_value(prop, concept)}
    ontology = {Triple(str(s), str(p), str(o)) for s, p, o in ONTOLOGY if isinstance(o, URIRef)}
    report = check_triples(told | ontology, load_shapes(ROOT / "shapes", NAMES))
    found = {(result.focus, result.path) for result in report.results}
    own = {(prop, concept): (NAMES.thing(f"{prop}-{concept}"), NAMES.prop(prop)) for prop, concept in values}
    return {(str(prop), concept) for (prop, concept), pair in own.items() if pair in found}


def test_every_term_is_judged_by_a_shape() -> None:
    assert [name for name in TERM_NAMES if name not in find_judged()] == []


def test_every_term_is_used_by_data_of_the_tests() -> None:
    assert not {name for name in TERM_NAMES if name not in find_used()}


def test_a_term_that_nobody_uses_would_be_found() -> None:
    assert "releasedFrom" in find_used() & find_judged()
    assert "releasedFrm" not in find_used() | find_judged()


def test_every_list_belongs_to_a_property() -> None:
    schemes = {str(node).removeprefix(CONCEPTS) for node in ONTOLOGY.objects(None, SKOS.inScheme)}
    assert schemes == {*LISTS.values(), *CODINGS}


def test_every_concept_is_accepted_where_it_belongs(refused: set[tuple[str, str]]) -> None:
    assert {(prop, concept) for prop, concept in refused if concept != "unheard-of"} == set()


def test_a_concept_of_no_list_is_refused_everywhere(refused: set[tuple[str, str]]) -> None:
    assert refused >= {(str(prop), "unheard-of") for prop in LISTS}


def test_all_files_of_the_folder_are_known() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == {
        "alignments.ttl",
        "clemency.ttl",
        "concepts.ttl",
        "context.jsonld",
        "prefixes.json",
    }
