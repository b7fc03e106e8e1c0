"""Judge a change by the nodes whose verdict it can alter, and keep the report of all in step with it.

The report is at any time what a run over the whole graph would give. What no footprint bounds is judged whole, and
says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from rdflib import RDF, RDFS
from rdflib.term import Node

from kg.model import MergedChange, Report, TripleSource
from kg.shacl.compiled import CompiledShapes, Footing
from kg.shacl.footprint import Read, UnboundedError
from kg.shacl.results import list_fields
from kg.shacl.routes import walk_route
from kg.shacl.targets import Kinds
from kg.shacl.triples import format_node, quieten_rdflib, read_node
from kg.shacl.view import Answers, Row, View, make_row


@dataclass(frozen=True, slots=True)
class Everything:
    """Say that all nodes must be judged, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Touched:
    """Hold the nodes whose verdict may be another now, for each part of the shapes by number."""

    nodes: Mapping[int, frozenset[Node]] = field(default_factory=dict)

    @property
    def pair_count(self) -> int:
        """Count the pairs of a part and a node."""
        return sum(map(len, self.nodes.values()))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the report on all after a change, what was judged for it, and how often the store was asked."""

    report: Report
    scope: Everything | Touched
    lookup_count: int


@quieten_rdflib()
def judge_change(shapes: CompiledShapes, source: TripleSource, change: MergedChange, known: Report | None) -> Judgement:
    """Judge the merged view as it would be after a change.

    Args:
        shapes: what to judge by.
        source: the merged view before the change.
        change: net: what it removes is there, and what it adds is not.
        known: the report on the view before the change, by the same shapes; None where there is none.

    Raises:
        ShapesError: pySHACL cannot work with the shapes.
    """
    if known is None:
        return judge_everything(shapes, source, change, "nothing is known of the data before")
    answers = Answers(source)
    removed, added = (tuple(map(make_row, triples)) for triples in (change.removed, change.added))
    view = View.of_change(answers, removed, added)
    scope = find_touched(shapes, (*removed, *added), view)
    if isinstance(scope, Everything):
        return judge_everything(shapes, source, change, scope.reason)
    fresh = shapes.judge_some(view, scope.nodes)
    return Judgement(renew(known, fresh, list_judged(shapes.footing, scope)), scope, answers.count)


def judge_everything(shapes: CompiledShapes, source: TripleSource, change: MergedChange, reason: str) -> Judgement:
    """Judge all nodes; all triples are read once, for one by one they would come slower."""
    triples = (triple for triple in source.merged() if triple not in change.removed)
    return Judgement(shapes.judge_all(View.of_triples(chain(triples, change.added))), Everything(reason), 1)


def find_touched(shapes: CompiledShapes, rows: Iterable[Row], view: View) -> Everything | Touched:
    """Find the nodes whose verdict triples that come or go can alter.

    A way from a node to what its verdict rests on may be cut off by the change. The first triple on it that goes is
    reached over triples that stay, so the nodes are found in the data as they will be.

    Args:
        shapes: what is judged by.
        rows: the triples.
        view: shows the data after the change.
    """
    try:
        footing = shapes.footing
    except UnboundedError as error:
        return Everything(str(error))
    kinds = Kinds(view)
    starts: dict[Read, set[Node]] = defaultdict(set)
    for subject, predicate, value in rows:
        if predicate == RDFS.subClassOf:
            return Everything("the class tree changes")
        above = kinds.list_above(value) if predicate == RDF.type else ()
        for read in footing.footprint.find_reads(predicate, above):
            starts[read].add(value if read.is_inverse else subject)
    return Touched(walk_back(footing, starts, view))


def walk_back(footing: Footing, starts: Mapping[Read, set[Node]], view: View) -> dict[int, frozenset[Node]]:
    """Go from where a change meets what verdicts rest on to the nodes judged, for each part by number."""
    nodes: dict[int, set[Node]] = defaultdict(set)
    for read, places in starts.items():
        ends = walk_route(view, places, read.back)
        for number in footing.footprint.owners[read]:
            nodes[number] |= ends
    return {number: frozenset(found) for number, found in nodes.items()}


def list_judged(footing: Footing, scope: Touched) -> dict[str, set[str]]:
    """List by which shapes each node was judged anew, nodes and shapes as reports write them."""
    judged: dict[str, set[str]] = defaultdict(set)
    for number, nodes in scope.nodes.items():
        for node in nodes:
            judged[format_node(read_node(node))] |= footing.parts[number].reporters
    return judged


def renew(known: Report, fresh: Report, judged: Mapping[str, set[str]]) -> Report:
    """Put new results in the place of those on nodes that were judged anew."""
    kept = (result for result in known.results if result.shape not in judged.get(result.focus, ()))
    return Report(tuple(sorted({*kept, *fresh.results}, key=list_fields)))
