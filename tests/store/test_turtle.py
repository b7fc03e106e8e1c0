"""Test our Turtle and TriG."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Literal, Quad
from kg.store.quads import to_quad
from kg.store.turtle import write_trig, write_turtle
from kg.terms import RDF_TYPE, XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL
from tests.store.samples import NAMES, label, number, quad
from tests.store.strategies import QUADS


@given(st.frozensets(QUADS, max_size=8))
def test_trig_is_read_back_as_the_same_quads(quads: frozenset[Quad]) -> None:
    given_quads = sorted(map(to_quad, quads), key=lambda part: (str(part.graph_name), str(part)))
    trig = "".join(write_trig(given_quads, NAMES.prefixes))
    assert set(ox.parse(trig, format=ox.RdfFormat.TRIG)) == set(given_quads)


@given(st.frozensets(QUADS, max_size=8))
def test_turtle_is_read_back_as_the_same_triples(quads: frozenset[Quad]) -> None:
    given_quads = sorted(map(to_quad, quads), key=lambda part: str(part.triple))
    turtle = "".join(write_turtle(given_quads, NAMES.prefixes))
    assert {part.triple for part in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == {
        part.triple for part in given_quads
    }


def test_turtle_reads_well() -> None:
    quads = [
        quad("a", "x", NAMES.thing("b"))._replace(predicate=RDF_TYPE),
        quad("a", "p", number(1)),
        quad("a", "p", Literal("0.5", XSD_DECIMAL)),
        quad("a", "p", Literal("1", XSD_DECIMAL)),
        quad("a", "p", Literal("true", XSD_BOOLEAN)),
        quad("a", "q", Literal("2025-12-13", XSD_DATE)),
        quad("a", "q", label("x\n", "be")),
        quad("b/c", "q", NAMES.thing("odd.")),
    ]
    prefixes = {"clem": f"{NAMES.base}ontology#", "d": f"{NAMES.base}id/", "xsd": NAMES.prefixes["xsd"]}
    assert "".join(write_turtle(map(to_quad, quads), prefixes)).partition("\n\n")[2] == (
        "d:a a d:b ;\n"
        '    clem:p 1, 0.5, "1"^^xsd:decimal, true ;\n'
        '    clem:q "2025-12-13"^^xsd:date, "x\\n"@be .\n'
        "<https://w3id.org/clemency/id/b/c> clem:q <https://w3id.org/clemency/id/odd.> .\n"
    )


@pytest.mark.parametrize("write", [write_turtle, write_trig])
def test_prefixes_stand_in_the_given_order(write: type) -> None:
    assert (
        "".join(write([], {"b": "http://b/", "a": "http://a/"}))
        == "@prefix b: <http://b/> .\n@prefix a: <http://a/> .\n\n"
    )
