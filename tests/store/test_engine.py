"""Test how the engine is asked, in this process."""

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.store.engine import IN_MEMORY_BYTES, Reply, Request, Spool, TooLarge, answer_request

GRAPHS = ("http://a/1", "http://a/2")
REQUEST = Request(
    text="SELECT * { ?s ?p ?o }",
    format="tsv",
    base="http://a/",
    prefixes={"b": "http://b/", "a": "http://a/"},
    default_graphs=None,
    named_graphs=(),
    max_bytes=1 << 20,
    max_rows=100,
)


@pytest.fixture
def store() -> ox.Store:
    """Hold one shared triple and one of each graph, and three in the default graph."""
    store = ox.Store()
    shared = (ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("shared"))
    for iri in GRAPHS:
        graph = ox.NamedNode(iri)
        store.add(ox.Quad(*shared, graph))
        store.add(ox.Quad(graph, ox.NamedNode("http://a/p"), ox.Literal(f'a }},{{ "quoted"\n{iri}'), graph))
    for number in range(3):
        store.add(ox.Quad(ox.NamedNode(f"http://a/{number}"), ox.NamedNode("http://a/p"), ox.Literal("},{\n\n\n},{")))
    return store


def _read(reply: Reply) -> str:
    assert reply.header["kind"] == "whole", reply.header
    if reply.file is not None:
        reply.file.seek(0)
        return reply.file.read().decode()
    return reply.body.decode()


def _count_rows(store: ox.Store, request: Request) -> int:
    return len(_read(answer_request(store, request)).splitlines()) - 1


@pytest.mark.parametrize("graphs", [GRAPHS, GRAPHS[::-1]])
def test_several_default_graphs_give_a_shared_triple_once(store: ox.Store, graphs: tuple[str, ...]) -> None:
    assert _count_rows(store, replace(REQUEST, default_graphs=graphs)) == 3


def test_named_graphs_go_beside_several_default_graphs(store: ox.Store) -> None:
    text = "SELECT * { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }"
    request = replace(REQUEST, text=text, default_graphs=GRAPHS, named_graphs=GRAPHS[:1])
    assert _count_rows(store, request) == 2


def test_only_named_graphs_leave_the_default_graph_empty(store: ox.Store) -> None:
    assert _count_rows(store, replace(REQUEST, default_graphs=(), named_graphs=GRAPHS)) == 0
    assert _count_rows(store, REQUEST) == 3


def test_unknown_functions_are_errors_in_their_expressions(store: ox.Store) -> None:
    text = "SELECT (<f:a>(?s) AS ?x) (<f:b>(?s) AS ?y) { ?s ?p ?o }"
    assert _count_rows(store, replace(REQUEST, text=text)) == 3
    filtered = "SELECT * { ?s ?p ?o FILTER(<f:a>(?s)) }"
    assert _count_rows(store, replace(REQUEST, text=filtered)) == 0


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_exactly_whatever_stands_in_them(store: ox.Store, name: str) -> None:
    assert answer_request(store, replace(REQUEST, format=name, max_rows=3)).header["kind"] == "whole"
    refused = answer_request(store, replace(REQUEST, format=name, max_rows=2))
    assert refused.header == {"kind": "too-large", "limit": "rows"}


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_plain_rows_are_counted(name: str) -> None:
    request = replace(REQUEST, text="SELECT * { VALUES ?x { 1 2 3 4 } }", format=name)
    assert answer_request(ox.Store(), replace(request, max_rows=4)).header["kind"] == "whole"
    assert answer_request(ox.Store(), replace(request, max_rows=3)).header["kind"] == "too-large"


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_graphs_are_counted_too(store: ox.Store, name: str) -> None:
    request = replace(REQUEST, text="CONSTRUCT WHERE { ?s ?p ?o }", format=name)
    assert "http://a/" in _read(answer_request(store, replace(request, max_rows=3)))
    assert answer_request(store, replace(request, max_rows=2)).header["limit"] == "rows"


def test_bytes_are_limited(store: ox.Store) -> None:
    assert answer_request(store, replace(REQUEST, max_bytes=20)).header == {"kind": "too-large", "limit": "bytes"}


def test_prefixes_stand_in_order(store: ox.Store) -> None:
    body = _read(answer_request(store, replace(REQUEST, text="CONSTRUCT WHERE { ?s ?p ?o }", format="turtle")))
    assert body.startswith("@prefix a: <http://a/> .\n@prefix b: <http://b/> .\na:")


@pytest.mark.parametrize(
    ("text", "name", "is_empty"),
    [
        ("SELECT * { ?s ?p 'none' }", "json", True),
        ("SELECT * { ?s ?p 'none' }", "xml", True),
        ("SELECT * { ?s ?p 'none' }", "csv", True),
        ("SELECT * { ?s ?p ?o }", "json", False),
        ("SELECT * { ?s ?p ?o }", "tsv", False),
        ("SELECT * {}", "json", False),
        ("ASK { ?s ?p 'none' }", "json", True),
        ("ASK {}", "xml", False),
        ("DESCRIBE <none:>", "turtle", True),
        ("DESCRIBE <http://a/1>", "ntriples", False),
    ],
)
def test_emptiness_is_told(store: ox.Store, text: str, name: str, *, is_empty: bool) -> None:
    assert answer_request(store, replace(REQUEST, text=text, format=name)).header["is_empty"] == is_empty


def test_a_page_holds_one_row_more_than_asked(store: ox.Store) -> None:
    page = json.loads(_read(answer_request(store, replace(REQUEST, format="page", max_rows=2))))
    assert page["variables"] == ["o", "p", "s"]
    assert len(page["rows"]) == 3
    assert page["rows"][0][1] == ["uri", "http://a/p"]


def test_a_page_tells_every_kind_of_term() -> None:
    store = ox.Store()
    rows = "VALUES (?a ?b ?c) { (<http://a/> 'x'@en UNDEF) }"
    text = f"SELECT * {{ {rows} BIND(BNODE() AS ?d) BIND(<<( ?a ?a ?b )>> AS ?e) }}"
    page = json.loads(_read(answer_request(store, replace(REQUEST, text=text, format="page"))))
    kinds = {name: cell and cell[0] for name, cell in zip(page["variables"], page["rows"][0], strict=True)}
    assert kinds == {"a": "uri", "b": "literal", "c": None, "d": "bnode", "e": "triple"}
    assert json.loads(_read(answer_request(store, replace(REQUEST, text="ASK {}", format="page")))) == {"boolean": True}


def test_a_wrong_graph_iri_is_told(store: ox.Store) -> None:
    assert answer_request(store, replace(REQUEST, default_graphs=("no iri",))).header["kind"] == "engine"


def test_a_long_result_goes_to_disk_and_is_whole() -> None:
    spool = Spool(max_bytes=IN_MEMORY_BYTES * 2, sign=b"<result>")
    piece = b"x" * 1021 + b"<res"
    for _ in range(IN_MEMORY_BYTES // 1024):
        spool.write(piece)
        spool.write(b"ult>")
    assert spool.sign_count == IN_MEMORY_BYTES // 1024
    file = spool.file
    assert file is not None
    with file:
        file.seek(0)
        assert len(file.read()) == spool.size
        with pytest.raises(TooLarge, match="bytes"):
            spool.write(b"x" * IN_MEMORY_BYTES)
