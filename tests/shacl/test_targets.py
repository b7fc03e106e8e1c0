"""Tests of kg/shacl/targets.py."""

import pytest
from rdflib import Graph, URIRef

from kg.shacl.targets import Kinds, Targets, is_target

DATA = Graph().parse(
    data="""@prefix e: <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
e:A rdfs:subClassOf e:B . e:B rdfs:subClassOf e:A , e:C . e:x a e:A ; e:p e:y . e:z a e:D ."""
)


def make(*letters: str) -> frozenset[URIRef]:
    return frozenset(URIRef(f"http://e/{letter}") for letter in letters)


def test_a_node_is_of_the_classes_above_its_own_even_in_a_ring() -> None:
    (node,) = make("x")
    assert Kinds(DATA).list_of(node) == make("A", "B", "C")


@pytest.mark.parametrize(
    ("targets", "letters"),
    [
        (Targets(make("q"), make(), make(), make()), "q"),
        (Targets(make(), make("C"), make(), make()), "x"),
        (Targets(make(), make(), make("p"), make()), "x"),
        (Targets(make(), make(), make(), make("p")), "y"),
        (Targets(make("z"), make("B"), make(), make("p")), "xyz"),
    ],
    ids=["node", "class", "subjects", "objects", "all"],
)
def test_a_shape_judges_what_it_aims_at_and_nothing_else(targets: Targets, letters: str) -> None:
    kinds = Kinds(DATA)
    found = [letter for letter in "qxyz" for node in make(letter) if is_target(node, targets, DATA, kinds)]
    assert "".join(found) == letters


def test_a_shape_without_a_target_judges_nothing() -> None:
    assert not Targets(make(), make(), make(), make()).has_any
