"""Test that the right format is chosen, whatever a client sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotAcceptableError
from kg.store.checking import Form
from kg.web.negotiate import choose_format, parse_accept, prefers_html, say_type, weigh

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
SPARQLWRAPPER = "application/sparql-results+json,application/json,text/javascript,application/javascript"
RDFLIB = "application/sparql-results+xml, application/rdf+xml"
RDFLIB_PARSE = "application/rdf+xml,text/html;q=0.5,application/xhtml+xml, application/n-triples,text/turtle,*/*;q=0.1"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        (BROWSER, "html", "html"),
        ("application/sparql-results+json", "json", None),
        ("application/sparql-results+xml", "xml", None),
        ("application/xml", "xml", "rdfxml"),
        ("application/json", "json", "jsonld"),
        ("text/csv", "csv", None),
        ("text/csv;q=0.5, text/tab-separated-values", "tsv", None),
        ("text/*", "csv", "turtle"),
        ("TEXT/CSV", "csv", None),
        ("text/csv; header=present", "csv", None),
        ("text/turtle", None, "turtle"),
        ("application/turtle,text/turtle", None, "turtle"),
        ("application/n-triples", None, "ntriples"),
        ("application/n-quads", None, "nquads"),
        ("application/trig", None, "trig"),
        ("application/ld+json", None, "jsonld"),
        ("application/rdf+xml", None, "rdfxml"),
        ("text/turtle;q=0.2, application/rdf+xml;q=0.9", None, "rdfxml"),
        ("text/turtle;q=0, */*", "json", "ntriples"),
        ("application/*", "json", "ntriples"),
        ("*/*;q=0.1, text/csv;q=0.2", "csv", "turtle"),
        ("image/png", None, None),
        ("*/*;q=0", None, None),
        (SPARQLWRAPPER, "json", "jsonld"),
        (RDFLIB, "xml", "rdfxml"),
        (RDFLIB_PARSE, None, "rdfxml"),
        (JENA, None, "turtle"),
        ("text/plain", None, "ntriples"),
        ("garbage", "json", "turtle"),
    ],
)
def test_accept_decides(accept: str, table: str | None, graph: str | None) -> None:
    for form, wanted in ((Form.SELECT, table), (Form.CONSTRUCT, graph)):
        if wanted is not None:
            assert choose_format(form, accept=accept, named=None).name == wanted
        elif "*/*;q=0." not in accept:
            with pytest.raises(NotAcceptableError) as caught:
                choose_format(form, accept=accept, named=None)
            assert "On offer: " in caught.value.hint


def test_a_name_wins_over_accept() -> None:
    assert choose_format(Form.SELECT, accept="text/html", named="csv").name == "csv"
    assert choose_format(Form.DESCRIBE, accept="text/html", named="json").name == "jsonld"
    assert choose_format(Form.ASK, accept="text/csv", named="html").name == "html"
    with pytest.raises(NotAcceptableError, match="turtle"):
        choose_format(Form.SELECT, accept="*/*", named="turtle")


def test_the_type_is_called_as_the_client_calls_it() -> None:
    table = choose_format(Form.SELECT, accept="application/json", named=None)
    assert say_type(table, "application/json") == "application/json"
    assert say_type(table, "application/json, application/sparql-results+json") == "application/sparql-results+json"
    graph = choose_format(Form.CONSTRUCT, accept="application/x-turtle", named=None)
    assert say_type(graph, "application/x-turtle") == "application/x-turtle; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "html"), [(BROWSER, True), ("*/*", False), ("", False), ("application/json, text/html;q=0.5", False)]
)
def test_people_are_told_from_programs(accept: str, *, html: bool) -> None:
    assert prefers_html(accept) == html


@given(
    st.text()
    | st.lists(st.sampled_from(["text/csv", "*/*", ";q=", "q=2", ";", ",", "1.", "/", "\0", "é"])).map("".join)
)
def test_reading_accept_never_raises(header: str) -> None:
    for wish in parse_accept(header):
        assert 0 <= wish.weight <= 1
    assert 0 <= weigh(header, ("text/csv",))[0] <= 1


def test_a_huge_header_is_read_in_no_time() -> None:
    assert len(parse_accept("text/csv;q=0.1," * 20_000)) < 1000
