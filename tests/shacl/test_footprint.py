"""Tests of kg/shacl/footprint.py: what it does not know is never passed over."""

import pytest
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from rdflib import RDF, SH, Graph, URIRef

from kg.shacl.footprint import KNOWN, WORDS, Footprint, Read, UnboundedError, list_reporters, trace_shape
from kg.shacl.routes import STAY, Step

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .\n"
S, P, C = (URIRef(f"http://e/{name}") for name in "SPC")


def trace(text: str) -> set[Read]:
    return set(trace_shape(Graph().parse(data=f"{HEAD}{text}"), S))


def test_every_constraint_of_pyshacl_is_known_but_sparql() -> None:
    assert set(ALL_CONSTRAINT_PARAMETERS) - KNOWN == {SH.sparql}
    assert not set(ALL_CONSTRAINT_PARAMETERS) & set(WORDS)


def test_a_count_rests_on_the_links_alone() -> None:
    assert trace("e:S sh:path e:P ; sh:maxCount 1 .") == {Read(P, is_inverse=False, back=STAY)}


def test_a_class_rests_on_the_types_of_the_values_too() -> None:
    back = Step(P, is_inverse=True)
    assert Read(RDF.type, is_inverse=False, back=back, kind=C) in trace("e:S sh:path e:P ; sh:class e:C .")


def test_a_closed_shape_rests_on_everything_said_of_the_node() -> None:
    assert trace("e:S sh:closed true .") == {Read(None, is_inverse=False, back=STAY)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("e:S sh:sparql [ sh:select 'SELECT $this {}' ] .", "uses sh:sparql"),
        ("e:S sh:node e:T . e:T sh:property e:U . e:U sh:path e:P ; sh:not e:S .", "refers to itself"),
        ("e:S sh:path [ sh:inversePath ( e:P e:P ) ] .", "has the inverse of a path of several steps"),
        ("e:S sh:node [ sh:expression e:T ] .", "uses sh:expression"),
    ],
    ids=["sparql", "recursion", "path", "inside"],
)
def test_what_is_not_known_has_no_bounds(text: str, reason: str) -> None:
    with pytest.raises(UnboundedError, match=reason):
        trace(text)


def test_results_on_other_nodes_than_the_judged_have_no_bounds() -> None:
    graph = Graph().parse(data=f"{HEAD} e:S sh:path e:P ; sh:property e:T . e:T sh:path e:P .")
    with pytest.raises(UnboundedError, match="sh:node would do"):
        list(list_reporters(graph, S))


def test_a_type_matters_to_those_who_ask_for_it_or_for_a_wider_one() -> None:
    asked, closed = Read(RDF.type, is_inverse=False, back=STAY, kind=C), Read(None, is_inverse=False, back=STAY)
    footprint = Footprint.index([(1, asked), (2, closed), (3, closed)])
    assert set(footprint.find_reads(RDF.type, [S, C])) == {asked, closed}
    assert set(footprint.find_reads(RDF.type, [S])) == set(footprint.find_reads(P, ())) == {closed}
    assert footprint.owners == {asked: {1}, closed: {2, 3}}
