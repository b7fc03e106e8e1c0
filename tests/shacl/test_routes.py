"""Tests of kg/shacl/routes.py."""

import pytest
from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from kg.shacl.routes import Route, Step, UnknownRouteError, list_steps, parse_route, turn_round, walk_route

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .\n"
# a -p-> b -q-> c -q-> d -p-> b, and x -p-> b
DATA = Graph().parse(data=f"{HEAD} e:a e:p e:b . e:b e:q e:c . e:c e:q e:d . e:d e:p e:b . e:x e:p e:b .")
PATHS = {
    "e:p": "b",
    "[ sh:inversePath e:q ]": "",
    "( e:p e:q )": "c",
    "( e:p [ sh:inversePath e:p ] )": "adx",
    "[ sh:alternativePath ( e:p ( e:p e:q ) ) ]": "bc",
    "[ sh:zeroOrMorePath [ sh:alternativePath ( e:p e:q ) ] ]": "abcd",
    "[ sh:oneOrMorePath [ sh:alternativePath ( e:p e:q ) ] ]": "bcd",
    "[ sh:zeroOrOnePath e:p ]": "ab",
    "( e:p [ sh:zeroOrMorePath e:q ] e:p )": "b",
    "[ sh:inversePath [ sh:zeroOrMorePath e:p ] ]": "a",
}


def read(path: str) -> Route:
    graph = Graph().parse(data=f"{HEAD} e:s sh:path {path} .")
    return parse_route(graph, next(graph.objects(None, SH.path)))


def name(nodes: set[Node]) -> str:
    return "".join(sorted(str(node)[-1] for node in nodes))


def make(letter: str) -> URIRef:
    return URIRef(f"http://e/{letter}")


@pytest.mark.parametrize(("path", "ends"), PATHS.items(), ids=PATHS)
def test_route_leads_where_the_path_leads(path: str, ends: str) -> None:
    assert name(walk_route(DATA, {make("a")}, read(path))) == ends


@pytest.mark.parametrize("path", PATHS)
def test_the_way_back_leads_to_where_one_came_from(path: str) -> None:
    route = read(path)
    for start in map(make, "abcdx"):
        for end in map(make, "abcdx"):
            there = end in walk_route(DATA, {start}, route)
            assert there == (start in walk_route(DATA, {end}, turn_round(route)))


def test_every_step_is_listed_with_the_way_to_it() -> None:
    steps = list(list_steps(read("( e:p [ sh:inversePath e:q ] [ sh:zeroOrMorePath e:p ] )")))
    ways = [name(walk_route(DATA, {make("a")}, way)) for way, _ in steps]
    along = Step(make("p"))
    assert [step for _, step in steps] == [along, Step(make("q"), is_inverse=True), along]
    assert ways == ["a", "b", ""]


@pytest.mark.parametrize("path", ["[ sh:inversePath ( e:p e:q ) ]", "[ e:p e:q ]"], ids=["inverse", "odd"])
def test_what_pyshacl_walks_otherwise_is_refused(path: str) -> None:
    with pytest.raises(UnknownRouteError):
        read(path)
