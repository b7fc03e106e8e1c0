"""No constraint is for show: without it, or with one that is a little looser, some case gives other results.

Every shape is taken alone and run over the cases, as it is and mutated. A sample runs every day, all of them by
`pytest -m long`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.model import Triple
from kg.shacl.scopes import TARGETS, Scope
from kg.shacl.triples import make_graph
from tests.shapes.filling import CASES, NAMES, ONTOLOGY, SHAPES, Case, make_world_context, world

# What a shape says of itself; the rest are constraints.
DESCRIPTION: Final = {
    *(
        RDF.type,
        RDFS.label,
        URIRef(f"{NAMES.base}shapes#scope"),
        SH.path,
        SH.name,
        SH.description,
        SH.message,
        SH.order,
        SH.group,
        SH.severity,
        SH.property,
    ),
    *TARGETS,
}
QUALIFIED: Final = (SH.qualifiedValueShape, SH.qualifiedMinCount, SH.qualifiedMaxCount)
LOOSER: Final = {
    **dict.fromkeys((SH.minCount, SH.minInclusive, SH.minExclusive, SH.minLength, SH.qualifiedMinCount), -1),
    **dict.fromkeys((SH.maxCount, SH.maxInclusive, SH.maxLength, SH.qualifiedMaxCount), 1),
}
SAMPLE: Final = 12  # every so many shapes are mutated every day

Results = frozenset[tuple[str, ...]]


def list_shapes(scope: Scope) -> list[URIRef]:
    """List the shapes of a scope that hold constraints, sorted."""
    graph = SHAPES.lifted[scope]
    shapes = {node for name in TARGETS for node in graph.subjects(name) if isinstance(node, URIRef)}
    return sorted(shape for shape in shapes if set(graph.predicates(shape)) - DESCRIPTION)


def take_out(scope: Scope, shape: URIRef) -> Graph:
    """Take one shape with all that it leads to out of the others."""
    graph, alone, queue = SHAPES.lifted[scope], Graph(), [shape]
    nodes: list[Node] = list(queue)
    for node in nodes:
        for triple in graph.triples((node, None, None)):
            alone.add(triple)
            if triple[2] not in nodes and not isinstance(triple[2], Literal):
                nodes.append(triple[2])
    return alone


def mutate(alone: Graph, shape: URIRef) -> Iterator[tuple[str, Graph]]:
    """Make one shape many: without each constraint or target, each number a step looser, an option of sh:or less."""
    for predicate in sorted(map(str, set(alone.predicates(shape)) - DESCRIPTION - set(QUALIFIED[1:]))):
        gone = QUALIFIED if predicate == str(QUALIFIED[0]) else (URIRef(predicate),)
        yield f"without {shorten(gone[0])}", copy_without(alone, shape, gone)
    for predicate, step in LOOSER.items():
        for number in alone.objects(shape, predicate):
            looser = copy_without(alone, shape, (predicate,))
            looser.add((shape, predicate, Literal(int(str(number)) + step)))
            yield f"looser {shorten(predicate)}", looser
    targets = [triple for name in TARGETS for triple in alone.triples((shape, name, None))]
    for target in targets if len(targets) > 1 else ():
        narrower = copy_without(alone, shape, ())
        narrower.remove(target)
        yield f"without the target {shorten(target[2])}", narrower
    for options in alone.objects(shape, SH["or"]):
        for option in Collection(alone, options):
            stricter = copy_without(alone, shape, ())
            del Collection(stricter, options)[list(Collection(alone, options)).index(option)]
            yield "with an option less", stricter


def copy_without(graph: Graph, shape: URIRef, predicates: tuple[URIRef, ...]) -> Graph:
    """Copy a graph, without what a shape says by some predicates."""
    copy = Graph()
    for triple in graph:
        if triple[0] != shape or triple[1] not in predicates:
            copy.add(triple)
    return copy


def shorten(iri: Node) -> str:
    """Give the last part of an IRI."""
    return str(iri).rsplit("#", 1)[-1]


@cache
def load_merged() -> Graph:
    """Load the merged view of all cases for it."""
    told = {triple for case in CASES if case.scope == Scope.MERGED for triple in case.triples}
    return make_graph({*ONTOLOGY, *world(), *told})


@cache
def load_article(case: Case) -> Graph:
    """Load what one article tells, in its context."""
    context = make_world_context()
    kinds: set[Triple] = set().union(*context.types.values())
    sources = {t for node in ("graph", "text", "article", "section", "run") for t in context.sources[NAMES.thing(node)]}
    return make_graph({*case.triples, *sources, *kinds, *context.tree})


def list_graphs(scope: Scope, shape: URIRef) -> list[Graph]:
    """List the data that a shape is tried on: all, or the articles that it is about."""
    if scope == Scope.MERGED:
        return [load_merged()]
    told = [case for case in CASES if case.scope == Scope.ARTICLE]
    folders = {case.path.parent for case in told if any(name == shorten(shape) for name, _ in case.expected)}
    return [load_article(case) for case in told if case.path.parent in folders]


def run(graphs: list[Graph], shapes: Graph) -> list[Results]:
    """Give the results on each graph, without the messages that change with a number."""
    found: list[Results] = []
    for graph in graphs:
        _, report, _ = validate(graph, shacl_graph=shapes)
        assert isinstance(report, Graph)
        parts = (SH.focusNode, SH.value, SH.sourceConstraintComponent)
        nodes = set(report.objects(None, SH.result))
        found.append(frozenset(tuple(str(report.value(node, part)) for part in parts) for node in nodes))
    return found


def choose(scope: Scope) -> Iterator[object]:
    """Choose the shapes that are mutated every day, and mark the others as long; one of two scopes is tried merged."""
    merged = list_shapes(Scope.MERGED) if scope == Scope.ARTICLE else []
    for number, shape in enumerate(shape for shape in list_shapes(scope) if shape not in merged):
        yield pytest.param(scope, shape, id=shorten(shape), marks=[] if number % SAMPLE == 0 else [pytest.mark.long])


ALL: Final = [*choose(Scope.MERGED), *choose(Scope.ARTICLE)]


@pytest.mark.parametrize(("scope", "shape"), ALL)
def test_every_constraint_is_missed_where_it_is_gone(scope: Scope, shape: URIRef) -> None:
    alone = take_out(scope, shape)
    graphs = list_graphs(scope, shape)
    whole = run(graphs, alone)
    assert any(whole), f"{shorten(shape)} is broken by no case"
    silent = [what for what, mutant in mutate(alone, shape) if run(graphs, mutant) == whole]
    assert silent == []
