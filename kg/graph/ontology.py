"""Load the ontology, its concepts and its alignments from Turtle files into quads of its own graph."""

from collections.abc import Iterator
from decimal import InvalidOperation
from pathlib import Path
from typing import Final

import rdflib
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import BNode, Node, URIRef

from kg.errors import ShapesError
from kg.graph.literals import normalize_literal
from kg.model import Iri, Literal, Quad
from kg.terms import DEFAULT_BASE, XSD_ANY_URI, XSD_STRING, Names

FILES: Final = ("clemency.ttl", "concepts.ttl", "alignments.ttl")


def load_ontology(folder: Path, names: Names) -> frozenset[Quad]:
    """Load the ontology into its graph, under the base IRI in use.

    Raises:
        ShapesError: a file is missing, is no Turtle, or holds a blank node; names the file and the line.
    """
    graph = names.graph("ontology")
    return frozenset(quad for name in FILES for quad in read_quads(folder / name, graph, names))


def read_quads(path: Path, graph: Iri, names: Names) -> Iterator[Quad]:
    """Read one Turtle file."""
    for subject, predicate, value in parse_turtle(path):
        yield Quad(
            read_iri(subject, path, names),
            read_iri(predicate, path, names),
            read_literal(value, path, names) if isinstance(value, rdflib.Literal) else read_iri(value, path, names),
            graph,
        )


def parse_turtle(path: Path) -> rdflib.Graph:
    """Parse one Turtle file; raises ShapesError with file and line."""
    try:
        return rdflib.Graph().parse(data=path.read_text("utf-8"), format="turtle", publicID=DEFAULT_BASE)
    except BadSyntax as error:
        raise ShapesError(
            f"{path.name}, line {error.lines + 1}: this is no Turtle: {error.message}",
            hint="Mend the file: a wrong sign often stands shortly before the place that is named.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ShapesError(f"{path.name}: the ontology cannot be read: {error}") from error


def read_iri(node: Node, path: Path, names: Names) -> Iri:
    """Give the IRI of a node, moved from the default base to the one in use."""
    if isinstance(node, BNode):
        raise ShapesError(
            f"{path.name}: a node has no IRI", hint="Published data hold no blank nodes; give the node a name."
        )
    return move_iri(str(node), names)


def move_iri(iri: Iri, names: Names) -> Iri:
    """Move an IRI of ours from the default base to the one in use; leave others as they are."""
    return names.base + iri.removeprefix(DEFAULT_BASE) if iri.startswith(DEFAULT_BASE) else iri


def read_literal(node: rdflib.Literal, path: Path, names: Names) -> Literal:
    """Give a literal in the form that the store keeps; an address of ours in it moves to the base in use, too."""
    datatype = str(node.datatype) if isinstance(node.datatype, URIRef) else XSD_STRING
    lexical = move_iri(str(node), names) if datatype == XSD_ANY_URI else str(node)
    try:
        return normalize_literal(lexical, datatype, node.language)
    except (ValueError, InvalidOperation) as error:
        raise ShapesError(f"{path.name}: {lexical!r} is no {datatype}") from error
