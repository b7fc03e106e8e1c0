"""Tell which nodes of a graph a shape judges."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, Graph
from rdflib.term import Node

from kg.shacl.footprint import Read
from kg.shacl.routes import STAY


@dataclass(frozen=True, slots=True)
class Targets:
    """Say which nodes a shape judges; classes are without their subclasses."""

    nodes: frozenset[Node]
    classes: frozenset[Node]
    subjects_of: frozenset[Node]
    objects_of: frozenset[Node]

    @property
    def has_any(self) -> bool:
        """Say whether the shape judges anything by itself."""
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    def list_reads(self) -> Iterator[Read]:
        """List what makes a node a target."""
        for kind in self.classes:
            yield Read(RDF.type, is_inverse=False, back=STAY, kind=kind)
        for predicate in self.subjects_of:
            yield Read(predicate, is_inverse=False, back=STAY)
        for predicate in self.objects_of:
            yield Read(predicate, is_inverse=True, back=STAY)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Find the classes of nodes in a graph, with those above them; good while the graph does not change."""

    graph: Graph
    _above: dict[Node, frozenset[Node]] = field(default_factory=dict, repr=False)
    _of: dict[Node, frozenset[Node]] = field(default_factory=dict, repr=False)

    def list_above(self, kind: Node) -> frozenset[Node]:
        """List a class and those above it."""
        if kind not in self._above:
            self._above[kind] = frozenset(filter(None, self.graph.transitive_objects(kind, RDFS.subClassOf)))
        return self._above[kind]

    def list_of(self, node: Node) -> frozenset[Node]:
        """List the classes of a node."""
        if node not in self._of:
            kinds = self.graph.objects(node, RDF.type)
            self._of[node] = frozenset(above for kind in kinds for above in self.list_above(kind))
        return self._of[node]


def is_target(node: Node, targets: Targets, data: Graph, kinds: Kinds) -> bool:
    """Say whether a shape with such targets judges a node."""
    return (
        node in targets.nodes
        or (bool(targets.classes) and not targets.classes.isdisjoint(kinds.list_of(node)))
        or any((node, predicate, None) in data for predicate in targets.subjects_of)
        or any((None, predicate, node) in data for predicate in targets.objects_of)
    )
