"""Lift targets from node shapes to their property shapes, which pySHACL then runs once instead of once a node."""

from typing import Final

from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kg.shacl.scopes import TARGETS

# What pySHACL would look at for each shape at each run, to no end.
IDLE: Final = frozenset({RDFS.label, SH.name, SH.description, SH.order, SH.group})

DISJOINT: Final = SH.qualifiedValueShapesDisjoint  # finds its siblings through the node shape


def lift_targets(shapes: Graph) -> Graph:
    """Make shapes that give the very same results sooner.

    A node shape hands each of its nodes to each of its property shapes by sh:property: pySHACL sets up every
    constraint anew for each such pair, and that takes most of its time. A property shape may as well have the
    targets itself; its results, which name the property shape, do not change. Node shapes that others refer to
    are left alone, for there their parts belong together.

    Returns:
        A new graph; the given one, which pages and reports read, stays as it was written.
    """
    lifted = Graph(store="SimpleMemory")
    for triple in shapes:
        if triple[1] not in IDLE:
            lifted.add(triple)
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        if can_lift(shapes, shape):
            lift_shape(lifted, shape)
    return lifted


def can_lift(shapes: Graph, shape: Node) -> bool:
    """Say whether a node shape is used through its targets alone."""
    return (
        isinstance(shape, URIRef)
        and (None, None, shape) not in shapes
        and (shape, SH.deactivated, None) not in shapes
        and not any((part, DISJOINT, None) in shapes for part in shapes.objects(shape, SH.property))
    )


def lift_shape(lifted: Graph, shape: Node) -> None:
    """Give the targets of a node shape to its property shapes, and take those out of it."""
    targets = [(name, target) for name in TARGETS for target in lifted.objects(shape, name)]
    for part in list(lifted.objects(shape, SH.property)):
        lifted.remove((shape, SH.property, part))
        for name, target in targets:
            lifted.add((part, name, target))
