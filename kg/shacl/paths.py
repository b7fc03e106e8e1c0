"""Write the path of a property shape the way SPARQL writes property paths."""

from typing import Final

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

SUFFIXES: Final = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))


def format_path(graph: Graph, path: Node) -> str:
    """Write a path: a single property as its bare IRI, everything else as a SPARQL property path.

    >>> format_path(Graph(), URIRef("https://example.org/knows"))
    'https://example.org/knows'
    """
    return str(path) if isinstance(path, URIRef) else format_step(graph, path)


def format_step(graph: Graph, path: Node) -> str:
    """Write a path or a part of one; what SHACL has no path for comes out as it is."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(format_step(graph, part) for part in Collection(graph, path))
    choices = graph.value(path, SH.alternativePath)
    if choices is not None:
        return "(" + "|".join(format_step(graph, part) for part in Collection(graph, choices)) + ")"
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{format_step(graph, inverse)}"
    for name, suffix in SUFFIXES:
        inner = graph.value(path, name)
        if inner is not None:
            return f"({format_step(graph, inner)}){suffix}"
    return str(path)
