"""Work out which triples the verdict of a shape rests on, and how to get from such a triple to the nodes judged.

The answer is whole or none: where a shape says something that this module does not know, all must be judged anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from kg.shacl.routes import STAY, Route, UnknownRouteError, join_routes, list_steps, parse_route, turn_round

# What says nothing that a verdict could rest on.
WORDS: Final = (
    *(SH.name, SH.description, SH.message, SH.order, SH.group, SH.severity, SH.defaultValue, SH.deactivated, SH.path),
    *(SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf),
)
# What looks at the value alone, or counts values; `sh:class` and the like are traced below.
LOCAL: Final = (
    *(SH.datatype, SH.nodeKind, SH.minCount, SH.maxCount, SH.minLength, SH.maxLength, SH.pattern, SH.flags),
    *(SH.minExclusive, SH.minInclusive, SH.maxExclusive, SH.maxInclusive, SH.languageIn, SH.uniqueLang),
    *(SH.hasValue, SH["in"], SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.ignoredProperties),
)
PAIRS: Final = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
INNER: Final = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
LISTS: Final = (SH["and"], SH["or"], SH.xone)
TRACED: Final = (SH["class"], SH.closed, SH.qualifiedValueShapesDisjoint, *PAIRS, *INNER, *LISTS)
KNOWN: Final = frozenset({*WORDS, *LOCAL, *TRACED})


class UnboundedError(ValueError):
    """Say why no footprint bounds what a change can do to the verdict of a shape."""


@dataclass(frozen=True, slots=True)
class Read:
    """Name triples that a verdict rests on, as they stand to the node judged.

    Args:
        predicate: theirs; None for every one.
        is_inverse: whether the way from the node judged arrives at their object.
        back: leads from where it arrives to the nodes judged.
        kind: for rdf:type, the class that is asked for; subclasses count, others do not.
    """

    predicate: Node | None
    is_inverse: bool
    back: Route
    kind: Node | None = None


def trace_shape(shapes: Graph, shape: Node, place: Route = STAY, owners: tuple[Node, ...] = ()) -> Iterator[Read]:
    """List what the verdict of a shape rests on.

    Args:
        shapes: the graph that holds the shape.
        shape: the shape.
        place: the way from the node judged in the end to those that this shape judges.
        owners: the shapes that it stands in.

    Raises:
        UnboundedError: the shape says something that is not known here.
    """
    if shape in owners:
        raise UnboundedError(f"{shape} refers to itself")
    check_known(shapes, shape)
    path = shapes.value(shape, SH.path)
    values = place
    if path is not None:
        try:
            route = parse_route(shapes, path)
        except UnknownRouteError as error:
            raise UnboundedError(f"{shape} has {error}") from error
        yield from (Read(step.predicate, step.is_inverse, turn_round(way)) for way, step in list_steps(route, place))
        values = join_routes(place, route)
    yield from trace_values(shapes, shape, place, values)
    for inner in list_inner(shapes, shape):
        yield from trace_shape(shapes, inner, values, (*owners, shape))


def check_known(shapes: Graph, shape: Node) -> None:
    """Refuse what SHACL says in words of its own that are not known here."""
    for predicate in set(shapes.predicates(shape)) - KNOWN:
        if str(predicate).startswith(str(SH)):
            raise UnboundedError(f"{shape} uses sh:{str(predicate).removeprefix(str(SH))}")


def trace_values(shapes: Graph, shape: Node, place: Route, values: Route) -> Iterator[Read]:
    """List what the constraints of one shape read of its values, and beside them."""
    back = turn_round(values)
    for kind in shapes.objects(shape, SH["class"]):
        yield Read(RDF.type, is_inverse=False, back=back, kind=kind)
    for name in PAIRS:
        for other in shapes.objects(shape, name):
            yield Read(other, is_inverse=False, back=turn_round(place))
    if (shape, SH.closed, None) in shapes:
        yield Read(None, is_inverse=False, back=back)


def list_inner(shapes: Graph, shape: Node) -> Iterator[Node]:
    """List the shapes that judge the values of a shape."""
    for name in INNER:
        yield from shapes.objects(shape, name)
    for name in LISTS:
        for members in shapes.objects(shape, name):
            yield from Collection(shapes, members)
    if (shape, SH.qualifiedValueShapesDisjoint, None) in shapes:
        for owner in shapes.subjects(SH.property, shape):
            for sibling in shapes.objects(owner, SH.property):
                yield from shapes.objects(sibling, SH.qualifiedValueShape)


def list_reporters(shapes: Graph, shape: Node) -> Iterator[Node]:
    """List the shapes whose names the results of a shape can bear.

    Raises:
        UnboundedError: results can be about other nodes than those the shape judges, so nobody could tell later whose
            results they are.
    """
    yield shape
    for part in shapes.objects(shape, SH.property):
        if (shape, SH.path, None) in shapes:
            raise UnboundedError(f"{shape} has a path and holds property shapes itself; sh:node would do")
        yield from list_reporters(shapes, part)


# ---- from triples to reads -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Footprint:
    """Find the reads that a triple matters to; `owners` says by number of whose verdict each read is a part."""

    owners: Mapping[Read, frozenset[int]]
    _by_edge: Mapping[tuple[Node | None, Node | None], tuple[Read, ...]]

    @staticmethod
    def index(reads: Iterable[tuple[int, Read]]) -> "Footprint":
        """Index reads, each with the number of its owner."""
        owners: dict[Read, set[int]] = defaultdict(set)
        for owner, read in reads:
            owners[read].add(owner)
        by_edge: dict[tuple[Node | None, Node | None], list[Read]] = defaultdict(list)
        for read in owners:
            by_edge[read.predicate, read.kind].append(read)
        return Footprint(
            {read: frozenset(numbers) for read, numbers in owners.items()},
            {edge: tuple(found) for edge, found in by_edge.items()},
        )

    def find_reads(self, predicate: Node, kinds: Iterable[Node]) -> Iterator[Read]:
        """Find what a triple matters to.

        Args:
            predicate: of the triple.
            kinds: where it says of which class a node is, that class and those above it.
        """
        yield from self._by_edge.get((predicate, None), ())
        yield from self._by_edge.get((None, None), ())
        for kind in kinds:
            yield from self._by_edge.get((predicate, kind), ())
