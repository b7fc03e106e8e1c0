"""Test that a fault is shown where it is, in few words."""

import pyoxigraph as ox
import pytest

from kg.store.faults import explain_fault


def _explain(text: str) -> tuple[str, str]:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text)
    fault = explain_fault(text, str(caught.value), "http://a/")
    offset, message = fault["offset"], fault["message"]
    assert isinstance(offset, int)
    assert isinstance(message, str)
    return text[offset:], message


@pytest.mark.parametrize(
    ("text", "rest", "words"),
    [
        ("SELECT * { ?s ?p }", "}", "a variable, an IRI or a literal should stand"),
        ("SELECT * {\n  ?s foo ?x }", "foo ?x }", "found foo"),
        ("SELECT * { ?s ?p ?o FILTER(?x = ) }", ") }", "found )"),
        ("SELECT * { ?s ?p ?o", "", "the query ends where"),
        ("SELECT * WHERE { ?s ?p ?o } LIMIT x", "x", "a number should stand"),
        ("SELECT * { ?s ?p 'ж😀' . ?x ?y }", "}", "found }"),
        ("SELECT (SUM(?x) ?y) {}", "?y) {}", "found ?y"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "", "neither grouped nor aggregated"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "?x) }", "BIND names ?x, which is used before it"),
        ("ASK {} {}", "{}", "found {"),
    ],
)
def test_fault_is_at_its_token(text: str, rest: str, words: str) -> None:
    found, message = _explain(text)
    assert found == rest
    assert words in message


def test_messages_are_short() -> None:
    for text in ("SELECT * { ?s ?p", "SELECT * { ?s ?p ?o ORDER", "SELECT (1 AS", "ASK { ?s !"):
        assert len(_explain(text)[1]) < 200


def test_a_long_query_gets_the_engines_place() -> None:
    found, message = _explain("SELECT * { " + "?s ?p ?o . " * 2000 + "?s ?p }")
    assert len(found) < 60
    assert "about here" in message
