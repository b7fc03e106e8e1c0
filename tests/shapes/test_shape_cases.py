"""Each shape lets its good cases pass and refuses its bad ones for exactly the stated reasons.

A case is a Turtle file in the folder of its shapes file: `good-*` gives no result at all, `bad-*` lists in its first
lines what it must give (`# expect: SHAPE COMPONENT`, without the ending ConstraintComponent). A case that says
`# scope: article` is what one article tells: it is judged alone, as the graph `d:graph` of `world.ttl`. All others are
judged in one run as a merged view beside that world, so each puts its nodes under the prefix `x:`, which gets the name
of the case. What is dull is filled in, see `filling.py`.
"""

import pytest
from pyshacl import validate
from rdflib import OWL, SH, Graph, URIRef

from kg.model import Report, ShapeResult, Triple
from kg.shacl.report import check_triples
from kg.shacl.scopes import Scope
from kg.shacl.tellings import check_telling
from kg.shacl.triples import format_node, make_graph, read_node
from kg.terms import RDF_TYPE
from tests.shapes.filling import (
    CASES,
    GRAPH,
    NAMES,
    ONTOLOGY,
    SHAPES,
    Case,
    close_types,
    make_world_context,
    world,
)


def judge(told: set[Triple]) -> Report:
    return check_triples({*ONTOLOGY, *told}, SHAPES)


def name_reason(result: ShapeResult) -> tuple[str, str]:
    component = result.component.rsplit("#", 1)[1].removesuffix("ConstraintComponent")
    return result.shape.rsplit("#", 1)[1], component


def list_foci(case: Case) -> set[str]:
    """List the nodes that results of a case are about: its own, and what it alone points to."""
    shared = {triple.subject for triple in (*ONTOLOGY, *world())}
    prefix = NAMES.thing(case.name.replace("/", "-"))
    foci = {part for triple in case.triples for part in (triple.subject, format_node(triple.object))} - shared
    return {focus for focus in foci if focus.startswith((prefix, '"', "http://www.wikidata.org/"))}


@pytest.fixture(scope="module")
def report() -> Report:
    merged = (case for case in CASES if case.scope == Scope.MERGED)
    return judge({*world(), *(triple for case in merged for triple in case.triples)})


def test_world_gives_no_result() -> None:
    assert judge(set(world())).results == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_gives_what_it_expects(case: Case, report: Report) -> None:
    assert bool(case.expected) == case.path.name.startswith("bad-")
    if case.scope == Scope.ARTICLE:
        results = check_telling(GRAPH, case.triples, make_world_context(), SHAPES, NAMES).results
    else:
        foci = list_foci(case)
        results = tuple(result for result in report.results if result.focus in foci)
    assert {name_reason(result) for result in results} == case.expected


def test_results_all_belong_to_a_case(report: Report) -> None:
    foci = {focus for case in CASES for focus in list_foci(case)}
    assert {result.focus for result in report.results} <= foci


def test_engine_that_knows_no_scopes_gives_the_results_of_the_merged_view(report: Report) -> None:
    merged = {triple for case in CASES if case.scope == Scope.MERGED for triple in case.triples}
    _, plain, _ = validate(make_graph({*ONTOLOGY, *world(), *merged}), shacl_graph=SHAPES.graph)
    assert isinstance(plain, Graph)
    parts = (SH.sourceShape, SH.focusNode)
    nodes = set(plain.objects(None, SH.result))
    found = {tuple(format_node(read_node(plain.value(node, part) or node)) for part in parts) for node in nodes}
    assert found == {(result.shape, result.focus) for result in report.results}


def test_disjoint_classes_are_told_apart() -> None:
    pairs = [(t.subject, str(t.object)) for t in ONTOLOGY if t.predicate == str(OWL.disjointWith)]
    nodes = {NAMES.thing(f"both-{number}"): pair for number, pair in enumerate(pairs)}
    typed = {Triple(node, RDF_TYPE, name) for node, pair in nodes.items() for name in pair}
    found = {result.focus for result in judge(set(close_types(typed))).results if result.shape.endswith("-kind")}
    assert found == set(nodes)
    assert len(pairs) == 10 + 15 + 3 + 45


def test_shapes_speak_of_terms_that_exist() -> None:
    declared = {triple.subject for triple in ONTOLOGY}
    own = (f"{NAMES.base}ontology#", f"{NAMES.base}concept/")
    used = {str(node) for triple in SHAPES.graph for node in triple if isinstance(node, URIRef)}
    assert {iri for iri in used if iri.startswith(own)} <= declared
