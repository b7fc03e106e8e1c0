"""Find what makes a shape unfit for use: a researcher could not act on its message, or it would judge nothing."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.shacl.footprint import UnboundedError, list_reporters, trace_shape
from kg.shacl.scopes import TARGETS, Scope, list_scopes
from kg.terms import Names

# What each property shape says of itself, so that reports and pages can show it.
NEEDED: Final = (SH.path, SH.name, SH.description, SH.message, SH.order, SH.group, SH.severity)
# Constraints that a node shape may carry itself; the parts inside them report under its message.
LOGIC: Final = (SH["or"], SH["and"], SH["not"], SH.xone, SH.nodeKind, SH["in"], SH["class"], SH.pattern, SH.closed)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Say what is wrong with a shape, and what to do."""

    shape: str
    problem: str
    hint: str


def find_faults(graph: Graph, names: Names) -> list[Fault]:
    """Find the faults of all shapes, sorted.

    Shapes without an IRI inside sh:or and its like are not looked at: their owner speaks for them.
    """
    faults = {
        *find_node_faults(graph, names),
        *find_scope_faults(graph, names),
        *find_property_faults(graph),
        *find_lost_shapes(graph),
        *find_unbounded_shapes(graph),
    }
    return sorted(faults)


def find_node_faults(graph: Graph, names: Names) -> Iterator[Fault]:
    """Find node shapes that have no name, aim at nothing, or refuse without saying why."""
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        if not str(shape).startswith(f"{names.base}shapes#"):
            yield Fault(str(shape), "is not named under the base", "Name it under the prefix of the shapes.")
        if graph.value(shape, RDFS.label) is None:
            yield Fault(str(shape), "has no rdfs:label", "Give it a label.")
        if not any((shape, target, None) in graph for target in TARGETS):
            yield Fault(str(shape), "has no target", "Say which nodes it judges.")
        if any((shape, part, None) in graph for part in LOGIC):
            yield from find_missing(graph, shape, (SH.message, SH.severity))


def find_scope_faults(graph: Graph, names: Names) -> Iterator[Fault]:
    """Find node shapes that judge nothing for want of a scope, or whose results nobody would ever see.

    What is judged on one article alone keeps it out or says nothing: only the report on the merged view is published.
    """
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        scopes = list_scopes(graph, shape, names)
        if not scopes:
            yield Fault(str(shape), "has no scope", "Say what it judges: cs:ArticleScope, cs:MergedScope or both.")
        if (scopes == [Scope.ARTICLE]) != ((shape, SH.deactivated, Literal(True)) in graph):  # noqa: FBT003 - RDF's true
            yield Fault(
                str(shape),
                "must be deactivated if, and only if, it judges single articles alone",
                "Other engines take all active shapes to the merged view.",
            )
        for part in (shape, *graph.objects(shape, SH.property)) if scopes == [Scope.ARTICLE] else ():
            if any(severity != SH.Violation for severity in graph.objects(part, SH.severity)):
                yield Fault(str(part), "is no Violation and judges single articles", "Put it into the merged scope.")


def find_property_faults(graph: Graph) -> Iterator[Fault]:
    """Find property shapes that do not say enough of themselves."""
    for shape in list_property_shapes(graph):
        if not isinstance(shape, URIRef):
            owners = sorted(str(owner) for owner in graph.subjects(SH.property, shape))
            yield Fault(owners[0], "holds a property shape without an IRI", "Give the property shape an IRI.")
            continue
        yield from find_missing(graph, shape, NEEDED)
        if len(set(graph.objects(shape, SH.path))) > 1:
            yield Fault(str(shape), "has more than one sh:path", "Keep one path.")
        for group in graph.objects(shape, SH.group):
            if (group, RDF.type, SH.PropertyGroup) not in graph:
                yield Fault(str(shape), f"names the group {group}, which is not there", "Use a declared group.")


def find_missing(graph: Graph, shape: Node, needed: tuple[URIRef, ...]) -> Iterator[Fault]:
    """Find which of the needed properties a shape lacks."""
    for part in needed:
        if (shape, part, None) not in graph:
            yield Fault(str(shape), f"has no sh:{part.rsplit('#', 1)[-1]}", "Add it to the shape.")


def find_lost_shapes(graph: Graph) -> Iterator[Fault]:
    """Find property shapes that no node shape uses: they would judge nothing, silently."""
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        if (None, SH.property, shape) not in graph:
            yield Fault(str(shape), "belongs to no node shape", "Name it by sh:property in the shape of its class.")


def find_unbounded_shapes(graph: Graph) -> Iterator[Fault]:
    """Find shapes that every change would have judged on all nodes, however small it is."""
    hint = "Use what SHACL Core has, without recursion; SPARQL could look anywhere."
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        try:
            deque(chain(trace_shape(graph, shape), list_reporters(graph, shape)), maxlen=0)
        except UnboundedError as error:
            yield Fault(str(shape), f"has no bounds: {error}", hint)


def list_property_shapes(graph: Graph) -> set[Node]:
    """List what is declared as a property shape, or used as one by a shape with an IRI."""
    used = {part for owner, part in graph.subject_objects(SH.property) if isinstance(owner, URIRef)}
    return used | set(graph.subjects(RDF.type, SH.PropertyShape))
