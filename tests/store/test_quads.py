"""Test the way to the engine's terms and back."""

import pyoxigraph as ox
import pytest
from hypothesis import given

from kg.errors import StoreError
from kg.model import Literal, Quad
from kg.store.quads import canonical_literal, check_literals, from_quad, parse_nquads, parse_turtle, to_literal, to_quad
from kg.terms import RDF_LANG_STRING, XSD, XSD_STRING
from tests.store.samples import NAMES, number, quad, text
from tests.store.strategies import LITERALS, QUADS


@given(QUADS)
def test_a_quad_comes_back_as_it_was(given_quad: Quad) -> None:
    store = ox.Store()
    store.update(f"INSERT DATA {{ GRAPH <{given_quad.graph}> {{ {to_quad(given_quad).triple} }} }}")
    assert [from_quad(found) for found in store] == [given_quad]


@given(QUADS)
def test_a_line_of_ours_is_the_line_of_the_engine(given_quad: Quad) -> None:
    line = f"{to_quad(given_quad)} .\n"
    assert ox.serialize([to_quad(given_quad)], format=ox.RdfFormat.N_QUADS) == line.encode()
    assert list(parse_nquads(line, name="line")) == [given_quad]


@given(LITERALS)
def test_canonical_forms_of_the_model_are_canonical(literal: Literal) -> None:
    assert canonical_literal(literal) == literal


@pytest.mark.parametrize(
    ("lexical", "datatype", "canonical"),
    [
        ("01", "integer", ("1", "integer")),
        ("1", "int", ("1", "integer")),
        ("1", "nonNegativeInteger", ("1", "integer")),
        ("0.90", "decimal", ("0.9", "decimal")),
        ("1.0", "decimal", ("1", "decimal")),
        ("1", "boolean", ("true", "boolean")),
        ("2025-12-13+00:00", "date", ("2025-12-13Z", "date")),
        ("PT24H", "dayTimeDuration", ("P1D", "dayTimeDuration")),
        ("P12M", "yearMonthDuration", ("P1Y", "yearMonthDuration")),
        ("1.0E0", "double", ("1", "double")),
    ],
)
def test_the_engine_rewrites_other_forms(lexical: str, datatype: str, canonical: tuple[str, str]) -> None:
    literal = Literal(lexical, XSD + datatype)
    assert canonical_literal(literal) == Literal(canonical[0], XSD + canonical[1])
    with pytest.raises(StoreError, match="is not canonical") as caught:
        check_literals([quad("a", "p", literal)])
    assert canonical[0] in caught.value.hint


def test_language_tags_are_canonical_in_lower_case() -> None:
    check_literals([quad("a", "p", Literal("x", RDF_LANG_STRING, "be-tarask"))])
    with pytest.raises(StoreError, match="is not canonical"):
        check_literals([quad("a", "p", Literal("x", RDF_LANG_STRING, "be-Tarask"))])
    with pytest.raises(StoreError, match="is not canonical"):
        check_literals([quad("a", "p", Literal("x", XSD_STRING, "en"))])


@pytest.mark.parametrize(
    "literal",
    [
        Literal("x", RDF_LANG_STRING),
        Literal("x", RDF_LANG_STRING, "not a tag"),
        Literal("x", "no iri"),
        text("\ud800"),
    ],
    ids=["no language", "bad language", "bad datatype", "lone surrogate"],
)
def test_what_is_no_literal_is_refused(literal: Literal) -> None:
    with pytest.raises(StoreError):
        to_literal(literal)


@pytest.mark.parametrize("iri", ["", "relative", "http://e/ space", "http://e/<"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(StoreError, match="is not an IRI"):
        to_quad(Quad(iri, NAMES.thing("p"), number(1), NAMES.graph("reference")))


def test_turtle_is_read_and_its_faults_are_placed() -> None:
    turtle = "@prefix d: <https://w3id.org/clemency/id/> .\nd:a d:p 1 , d:b .\n"
    assert [triple.object for triple in parse_turtle(turtle, name="t")] == [number(1), NAMES.thing("b")]
    with pytest.raises(StoreError, match=r"^t\.ttl, line 3: "):
        list(parse_turtle(turtle + "d:a d:p .\n", name="t.ttl"))


@pytest.mark.parametrize(
    "turtle", ["<http://e/a> <http://e/p> [] .", "[] <http://e/p> 1 .", '<http://e/a> <http://e/p> "x"@en--ltr .']
)
def test_blank_nodes_and_directions_are_refused(turtle: str) -> None:
    with pytest.raises(StoreError, match="no place in published data"):
        list(parse_turtle(turtle, name="t"))
