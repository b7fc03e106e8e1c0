"""Test our Turtle, TriG and N-Quads."""

from collections.abc import Iterable
from itertools import groupby

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Literal, Quad
from kg.store.ordering import Block, order_few
from kg.store.quads import to_quad
from kg.store.turtle import write_nquads, write_trig, write_turtle
from kg.terms import RDF_TYPE, RDFS_LABEL, XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, Class
from tests.store.samples import NAMES, label, number, quad
from tests.store.strategies import QUADS


def _order(quads: Iterable[ox.Quad]) -> list[Block]:
    return list(order_few((f"{part.triple} .\n" for part in quads), NAMES))


def _find_graph(part: ox.Quad) -> str:
    return str(part.graph_name)


@given(st.frozensets(QUADS, max_size=8))
def test_trig_is_read_back_as_the_same_quads(quads: frozenset[Quad]) -> None:
    trig = "".join(write_trig(map(to_quad, quads), NAMES))
    assert set(ox.parse(trig, format=ox.RdfFormat.TRIG)) == set(map(to_quad, quads))


@given(st.frozensets(QUADS, max_size=8))
def test_nquads_are_read_back_as_the_same_quads(quads: frozenset[Quad]) -> None:
    by_graph = groupby(sorted(map(to_quad, quads), key=_find_graph), key=_find_graph)
    ordered = ((block, graph) for graph, content in by_graph for block in _order(content))
    nquads = "".join(write_nquads(block, graph) for block, graph in ordered)
    assert set(ox.parse(nquads, format=ox.RdfFormat.N_QUADS)) == set(map(to_quad, quads))


@given(st.frozensets(QUADS, max_size=8))
def test_turtle_is_read_back_as_the_same_triples(quads: frozenset[Quad]) -> None:
    triples = {to_quad(part).triple for part in quads}
    turtle = "".join(write_turtle(_order(ox.Quad(*triple) for triple in triples), NAMES.prefixes))
    assert {part.triple for part in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == triples


def test_turtle_reads_well() -> None:
    quads = [
        quad("a", "q", label("x\n", "be")),
        quad("a", "q", Literal("2025-12-13", XSD_DATE)),
        quad("a", "p", Literal("0.5", XSD_DECIMAL)),
        quad("a", "p", Literal("1", XSD_DECIMAL)),
        quad("a", "p", number(1)),
        quad("a", "p", Literal("true", XSD_BOOLEAN)),
        quad("a", "x", label("A"))._replace(predicate=RDFS_LABEL),
        quad("a", "x", NAMES.of_class(Class.EVENT))._replace(predicate=RDF_TYPE),
        quad("a", "x", NAMES.of_class(Class.RELEASE))._replace(predicate=RDF_TYPE),
        quad("b/c", "q", NAMES.thing("odd.")),
        quad("z", "x", NAMES.of_class(Class.PERSON))._replace(predicate=RDF_TYPE),
    ]
    turtle = "".join(write_turtle(_order(map(to_quad, quads)), {**NAMES.prefixes, "o": "http://o/"}))
    people, releases, more = (part.splitlines() for part in turtle.split("# ---- ")[1:])
    assert (people[0].rstrip(" -"), people[2]) == ("people", "d:z a clem:Person .")
    assert (releases[0].rstrip(" -"), releases[2:8]) == (
        "releases",
        [
            "d:a a clem:Release , clem:Event ;",
            '    rdfs:label "A"@en ;',
            '    clem:p 0.5 , "1"^^xsd:decimal , 1 , true ;',
            '    clem:q "2025-12-13"^^xsd:date , "x\\n"@be .',
            "",
            "",
        ],
    )
    assert more[2] == "<https://w3id.org/clemency/id/b/c> clem:q <https://w3id.org/clemency/id/odd.> ."


def test_long_lists_stand_one_object_a_line() -> None:
    quads = [quad("a", "p", NAMES.thing(f"person-with-a-long-name-{turn}")) for turn in range(9)]
    turtle = "".join(write_turtle(_order(map(to_quad, quads)), NAMES.prefixes))
    assert max(map(len, turtle.splitlines())) <= 120
    assert turtle.count(" ,\n        d:person-with-a-long-name-") == 8


def test_a_term_of_the_vocabulary_stands_last_whatever_else_it_is() -> None:
    terms = [
        quad("t", "x", f"{NAMES.prefixes['owl']}{kind}")._replace(predicate=RDF_TYPE)
        for kind in ("ObjectProperty", "SymmetricProperty")
    ]
    (block,) = _order(map(to_quad, terms))
    assert block.section == "vocabulary"


def test_prefixes_stand_in_the_given_order() -> None:
    assert (
        "".join(write_turtle([], {"b": "http://b/", "a": "http://a/"}))
        == "@prefix b: <http://b/> .\n@prefix a: <http://a/> .\n"
    )
