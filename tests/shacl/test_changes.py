"""Tests of kg/shacl/changes.py: after any change, the report is what a run of pySHACL over the whole graph gives."""

import random
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from pyshacl import validate
from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from kg.model import Literal, MergedChange, Report, Triple
from kg.shacl.changes import Everything, Judgement, Touched, judge_change
from kg.shacl.compiled import CompiledShapes, compile_shapes
from kg.shacl.report import check_triples
from kg.shacl.scopes import Scope
from kg.shacl.triples import format_node, make_graph, quieten_rdflib, read_node
from kg.shacl.view import View
from kg.terms import RDF_LANG_STRING, RDF_TYPE, RDFS, XSD_INTEGER
from tests.shacl.sources import Memory
from tests.shapes.filling import CASES, ONTOLOGY, SHAPES, world

HEAD: Final = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)
HARD: Final = Graph().parse(Path(__file__).parent / "hard_shapes.ttl")
COMPILED: Final = CompiledShapes(HARD, HARD)
NODES: Final = [f"http://e/n{number}" for number in range(8)]
CLASSES: Final = [f"http://e/{name}" for name in "ABCDE"]
TREE: Final = frozenset(
    Triple(f"http://e/{below}", RDFS + "subClassOf", f"http://e/{above}") for below, above in ("BA", "CB", "DC")
)
LINKS: Final = [f"http://e/{name}" for name in ("p", "q", "r", "key")]
WORDS: Final = [
    Literal(text, RDF_LANG_STRING, tag) for text in ("Ada", "ada", "A", "Adelaide") for tag in ("en", "de", "fr")
]
NUMBERS: Final = [*(Literal(str(number), XSD_INTEGER) for number in (*range(6), "07")), Literal("3", "http://e/odd")]

Row = tuple[str | None, ...]
PARTS: Final = (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.sourceShape, SH.resultSeverity)


def judge_whole(triples: Iterable[Triple], shapes: Graph) -> list[Row]:
    """Let pySHACL itself judge a whole graph, in the way that it is meant to be used."""
    with quieten_rdflib():
        _, report, _ = validate(make_graph(triples), shacl_graph=shapes)
    assert isinstance(report, Graph)
    nodes = set(report.objects(None, SH.result))
    return sorted({tuple(write(report.value(node, part)) for part in PARTS) for node in nodes})


def write(node: Node | None) -> str:
    return "" if node is None else format_node(read_node(node)).removeprefix("_:")


def list_results(report: Report) -> list[Row]:
    severity = str(SH)
    return sorted({(r.focus, r.value or "", r.component, r.shape, severity + r.severity) for r in report.results})


def invent_triple(rnd: random.Random) -> Triple:
    """Make any triple of a small world."""
    subject = rnd.choice(NODES)
    match rnd.randrange(10):
        case 0 | 1:
            return Triple(subject, RDF_TYPE, rnd.choice(CLASSES))
        case 2:
            return Triple(subject, "http://e/label", rnd.choice(WORDS))
        case 3:
            return Triple(subject, f"http://e/{rnd.choice(('number', 'limit'))}", rnd.choice(NUMBERS))
        case 4 if rnd.random() < 0.1:
            return Triple(rnd.choice(CLASSES), RDFS + "subClassOf", rnd.choice(CLASSES))
    return Triple(subject, rnd.choice(LINKS), rnd.choice(NODES))


def change_triples(triples: frozenset[Triple], rnd: random.Random) -> frozenset[Triple]:
    """Take a few triples out and put a few in; the class tree is seldom touched."""
    loose = triples if rnd.random() < 0.05 else triples - TREE
    gone = rnd.sample(sorted(loose, key=str), min(len(loose), rnd.choice((0, 0, 1, 2, 5))))
    come = (invent_triple(rnd) for _ in range(rnd.choice((0, 1, 2, 4))))
    return triples.difference(gone).union(come, TREE if rnd.random() < 0.05 else ())


def count_differences(shapes: CompiledShapes, graph: Graph, states: Iterable[frozenset[Triple]]) -> Iterator[str]:
    """Go from state to state, and say where the report that is kept up differs from that of a whole run."""
    source, known = Memory(), Report()
    known = judge_change(shapes, source, MergedChange(), None).report
    for number, triples in enumerate(states):
        after, change = source.become(triples)
        known = judge_change(shapes, source, change, known).report
        source = after
        if list_results(known) != judge_whole(triples, graph):
            yield f"change {number}"


def walk_states(start: frozenset[Triple], seed: int, count: int) -> Iterator[frozenset[Triple]]:
    rnd = random.Random(seed)  # noqa: S311 - no secret
    triples = start.union(invent_triple(rnd) for _ in range(40))
    for _ in range(count):
        triples = change_triples(triples, rnd)
        yield triples


@pytest.mark.parametrize("seed", range(3))
def test_report_after_random_changes_is_that_of_a_whole_run(seed: int) -> None:
    assert list(count_differences(COMPILED, HARD, walk_states(TREE, seed, 100))) == []


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=pytest.mark.soak if seed else pytest.mark.long) for seed in range(20)]
)
def test_report_after_many_random_changes_is_that_of_a_whole_run(seed: int) -> None:
    assert list(count_differences(COMPILED, HARD, walk_states(TREE, seed, 1000))) == []


def test_random_changes_break_each_shape_and_mostly_have_bounds() -> None:
    named = {str(shape) for shape in HARD.subjects(SH.path) if isinstance(shape, URIRef)}
    broken, bounded, source = set[str](), 0, Memory()
    for triples in walk_states(TREE, 0, 200):
        after, change = source.become(triples)
        bounded += isinstance(find_scope(change, source), Touched)
        broken |= set() if named <= broken else {result.shape for result in check_all(triples).results}
        source = after
    assert bounded > 150
    assert named - broken == set()


def find_scope(change: MergedChange, source: Memory) -> Everything | Touched:
    return judge_change(COMPILED, source, change, Report()).scope


def check_all(triples: Iterable[Triple]) -> Report:
    return COMPILED.judge_all(View.of_triples(triples))


# ---- the shapes of the project, with things from their own cases ---------------------------------------------


@cache
def list_things() -> tuple[Triple, ...]:
    """List what all cases of the shapes say, in one order."""
    told = {triple for case in CASES for triple in case.triples}
    return tuple(sorted(told, key=str))


def walk_cases(scope: Scope, seed: int, count: int) -> Iterator[frozenset[Triple]]:
    """Go from what some cases of a scope say, with the class tree and the world, to what others say, mixed up."""
    rnd = random.Random(seed)  # noqa: S311 - no secret
    cases = [case for case in CASES if case.scope == scope]
    tree = {triple for triple in ONTOLOGY if triple.predicate == RDFS + "subClassOf"}
    triples = frozenset(tree | world()).union(*(case.triples for case in rnd.sample(cases, 8)))
    for _ in range(count):
        gone = rnd.sample(sorted(triples - tree, key=str), rnd.choice((1, 3, 9)))
        odd = (mix_up(rnd.sample(gone, 1)[0], rnd.choice(list_things()), rnd) for _ in range(3))
        triples = triples.difference(gone).union(odd, rnd.choice(cases).triples if rnd.random() < 0.3 else ())
        yield triples


def mix_up(first: Triple, second: Triple, rnd: random.Random) -> Triple:
    """Make a triple of the parts of two."""
    subject, predicate, value = (rnd.choice(parts) for parts in zip(first, second, strict=True))
    return Triple(str(subject), str(predicate), value)


@pytest.mark.parametrize("scope", Scope)
def test_own_shapes_are_judged_by_changes_as_by_whole_runs(scope: Scope) -> None:
    count_own_differences(scope, seed=0, count=8)


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=pytest.mark.long if seed == 1 else pytest.mark.soak) for seed in range(1, 6)]
)
@pytest.mark.parametrize("scope", Scope)
def test_own_shapes_are_judged_by_many_changes_as_by_whole_runs(scope: Scope, seed: int) -> None:
    count_own_differences(scope, seed, count=200)


def count_own_differences(scope: Scope, seed: int, count: int) -> None:
    shapes, source = compile_shapes(SHAPES, scope), Memory()
    known, triples = judge_change(shapes, source, MergedChange(), None).report, frozenset[Triple]()
    for triples in walk_cases(scope, seed, count):
        after, change = source.become(triples)
        known, source = judge_change(shapes, source, change, known).report, after
        assert known == check_triples(triples, SHAPES, scope)
    assert len(known.results) > 30
    assert list_results(known) == judge_whole(triples, SHAPES.lifted[scope])


# ---- one rule each -------------------------------------------------------------------------------------------


def judge(shapes: str, before: str, after: str) -> tuple[Judgement, list[Row]]:
    """Judge a change of a few triples, and give what a whole run finds, too."""
    graph = Graph().parse(data=HEAD + shapes)
    compiled = CompiledShapes(graph, graph)
    source = Memory(frozenset(read_triples(before)))
    triples = frozenset(read_triples(after))
    known = judge_change(compiled, source, MergedChange(), None).report
    judgement = judge_change(compiled, source, source.become(triples)[1], known)
    return judgement, judge_whole(triples, graph)


def read_triples(text: str) -> Iterator[Triple]:
    for subject, predicate, value in Graph().parse(data=HEAD + text):
        yield Triple(str(subject), str(predicate), read_node(value))


@pytest.mark.parametrize(
    ("shapes", "before", "after", "pairs"),
    [
        ("e:S a sh:NodeShape ; sh:targetClass e:C ; sh:not [ sh:class e:C ] .", "e:a a e:C .", "e:a a e:D .", 1),
        ("e:S a sh:PropertyShape ; sh:targetNode e:a ; sh:path ( e:p e:q ) ; sh:maxCount 0 .",
         "e:a e:p e:b . e:b e:q e:c .", "e:b e:q e:c .", 1),
        ("e:S a sh:PropertyShape ; sh:targetNode e:a ; sh:path ( e:p e:q ) ; sh:maxCount 0 .",
         "e:a e:p e:b . e:b e:q e:c .", "e:z e:r e:z .", 1),
        ("e:S a sh:PropertyShape ; sh:targetObjectsOf e:k ; sh:path [ sh:inversePath e:k ] ; sh:maxCount 1 .",
         "e:a e:k 1 .", "e:a e:k 1 . e:b e:k 1 .", 1),
        ("e:S a sh:PropertyShape ; sh:targetClass e:C ; sh:path e:p ; sh:class e:D .",
         "e:a a e:C ; e:p e:b . e:b a e:D .", "e:a a e:C ; e:p e:b . e:b a e:E .", 1),
        ("e:S a sh:PropertyShape ; sh:targetClass e:C ; sh:path e:p ; sh:minCount 1 .",
         "e:a a e:C . e:b e:q 1 .", "e:a a e:C . e:b e:q 2 ; a e:D .", 0),
    ],
    ids=["no target now", "way cut off", "way gone", "other holder of a key", "class of a value", "nothing to it"],
)  # fmt: skip
def test_just_the_nodes_concerned_are_judged(shapes: str, before: str, after: str, pairs: int) -> None:
    judgement, whole = judge(shapes, before, after)
    assert isinstance(judgement.scope, Touched)
    assert judgement.scope.pair_count == pairs
    assert list_results(judgement.report) == whole


@pytest.mark.parametrize(
    ("shapes", "after", "reason"),
    [
        ("e:S a sh:NodeShape ; sh:targetClass e:C ; sh:nodeKind sh:Literal .",
         "e:D rdfs:subClassOf e:C .", "the class tree changes"),
        ("e:S a sh:NodeShape ; sh:targetClass e:C ; sh:sparql [ sh:select 'SELECT $this { $this a ?c }' ] .",
         "e:b a e:C .", "http://e/S uses sh:sparql"),
        ("e:S a sh:NodeShape ; sh:targetClass e:C . e:T a sh:ConstraintComponent ; sh:parameter [ sh:path e:p ] .",
         "e:b a e:C .", "the shapes define constraints of their own"),
    ],
    ids=["tree", "sparql", "own constraints"],
)  # fmt: skip
def test_what_has_no_bounds_is_judged_whole_and_says_why(shapes: str, after: str, reason: str) -> None:
    judgement, whole = judge(shapes, "e:a a e:D .", f"e:a a e:D . {after}")
    assert judgement.scope == Everything(reason)
    assert list_results(judgement.report) == whole


def test_few_questions_are_asked_however_large_the_store() -> None:
    counts = []
    for size in (10, 1000):
        crowd = {Triple(f"http://e/x{n}", RDF_TYPE, CLASSES[n % 5]) for n in range(size)}
        links = {Triple(f"http://e/x{n}", LINKS[n % 3], f"http://e/x{n + 1}") for n in range(size)}
        source = Memory(TREE | crowd | links)
        change = MergedChange(added=frozenset({Triple("http://e/new", RDF_TYPE, CLASSES[2])}))
        counts.append(judge_change(COMPILED, source, change, Report()).lookup_count)
    assert counts[0] == counts[1] < 100
