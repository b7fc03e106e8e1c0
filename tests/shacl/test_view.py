"""Tests of kg/shacl/view.py."""

import random
from itertools import product

import pytest
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral

from kg.model import Literal, Triple
from kg.shacl.triples import make_graph
from kg.shacl.view import Answers, View, make_row
from kg.terms import XSD_INTEGER, XSD_STRING
from tests.shacl.sources import Memory

NODES = [f"http://e/{name}" for name in "abc"]
VALUES: list[str | Literal] = [*NODES, Literal("1", XSD_INTEGER), Literal("1", XSD_STRING)]
TRIPLES = [Triple(subject, predicate, value) for subject, predicate, value in product(NODES, NODES[:2], VALUES)]


def invent(seed: int) -> tuple[Graph, View, Answers]:
    """Make a graph, and the same as a view of a part with a change."""
    rnd = random.Random(seed)  # noqa: S311 - no secret
    before, after = (frozenset(rnd.sample(TRIPLES, 12)) for _ in range(2))
    _, change = Memory(before).become(after)
    answers = Answers(Memory(before))
    view = View.of_change(answers, map(make_row, change.removed), map(make_row, change.added))
    return make_graph(after), view, answers


@pytest.mark.parametrize("seed", range(10))
def test_view_answers_every_pattern_as_the_changed_graph_does(seed: int) -> None:
    graph, view, _ = invent(seed)
    terms = {part for triple in TRIPLES for part in make_row(triple)}
    subjects = [term for term in terms if isinstance(term, URIRef)]
    for pattern in product((None, *subjects), (None, *subjects), (None, *terms)):
        found = list(view.triples(pattern))
        assert len(found) == len(set(found))
        assert set(found) == set(graph.triples(pattern))
    assert len(view) == len(graph)


def test_each_question_is_asked_once() -> None:
    _, view, answers = invent(0)
    for _ in range(3):
        list(view.objects(URIRef(NODES[0]), URIRef(NODES[1])))
    assert answers.count == 1


def test_nothing_is_asked_of_a_literal() -> None:
    _, view, answers = invent(0)
    assert list(view.objects(RdflibLiteral("1"), URIRef(NODES[0]))) == []
    assert answers.count == 0


def test_an_empty_view_is_true() -> None:
    assert View.of_triples(())
