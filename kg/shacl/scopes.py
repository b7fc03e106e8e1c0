"""Take shapes apart by what they judge: the telling of one article, or all tellings together."""

from enum import StrEnum
from typing import Final

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.terms import Names

TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class Scope(StrEnum):
    """Say what a shape judges.

    ARTICLE is the graph of one article with its provenance, where counts are exact; MERGED is the merged view, where
    tellings may differ and keys must not. `shapes/scopes.ttl` explains both to the readers of the shapes.
    """

    ARTICLE = "ArticleScope"
    MERGED = "MergedScope"


def name_scope(scope: Scope, names: Names) -> URIRef:
    """Give the IRI by which shapes name a scope."""
    return URIRef(f"{names.base}shapes#{scope}")


def list_scopes(graph: Graph, shape: Node, names: Names) -> list[Scope]:
    """List the scopes of a node shape; a shape that names none judges nothing."""
    prop = URIRef(f"{names.base}shapes#scope")
    return [scope for scope in Scope if (shape, prop, name_scope(scope, names)) in graph]


def select_shapes(graph: Graph, scope: Scope, names: Names) -> Graph:
    """Select the node shapes of one scope, and all that they lead to.

    Returns:
        A new graph. Shapes of the other scope alone are left out whole, so that nothing is set up in vain. Those for
        one article alone, which are deactivated for engines that know nothing of scopes, are active in it.
    """
    queue: list[Node] = [
        shape for shape in graph.subjects(RDF.type, SH.NodeShape) if scope in list_scopes(graph, shape, names)
    ]
    selected = Graph(store="SimpleMemory")
    seen = set(queue)
    for node in queue:
        for triple in graph.triples((node, None, None)):
            if triple[1] == SH.deactivated and list_scopes(graph, node, names) == [Scope.ARTICLE]:
                continue
            selected.add(triple)
            if triple[2] not in seen:
                seen.add(triple[2])
                queue.append(triple[2])
    return selected
