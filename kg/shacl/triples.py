"""Carry triples between our values and rdflib, whose graphs pySHACL reads."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from logging import ERROR, getLogger
from typing import Final

from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.errors import KgError
from kg.model import Iri, Literal, Triple
from kg.terms import RDF_LANG_STRING, XSD_STRING

BLANK_PREFIX: Final = "_:"  # no IRI begins so; files of users may hold blank nodes, published data never do
ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@contextmanager
def quieten_rdflib() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each bad literal; the shapes report them."""
    logger = getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def make_graph(triples: Iterable[Triple]) -> Graph:
    """Make an rdflib graph of our triples, each term once."""
    graph = Graph()
    terms: dict[Iri | Literal, Node] = {}
    with quieten_rdflib():
        for triple in triples:
            for part in triple:
                if part not in terms:
                    terms[part] = make_node(part)
            graph.add((terms[triple.subject], terms[triple.predicate], terms[triple.object]))
    return graph


def make_node(part: Iri | Literal) -> Node:
    """Make an rdflib term; a plain string carries no datatype, as rdflib's own parsers have it.

    >>> make_node("https://example.org/a")
    rdflib.term.URIRef('https://example.org/a')
    """
    if isinstance(part, Literal):
        return make_literal(part)
    return BNode(part.removeprefix(BLANK_PREFIX)) if part.startswith(BLANK_PREFIX) else URIRef(part)


def make_literal(literal: Literal) -> RdflibLiteral:
    """Make an rdflib literal with the very characters of ours: normalising would hide what a shape must see."""
    if literal.language is not None:
        return RdflibLiteral(literal.lexical, lang=literal.language)
    if literal.datatype == XSD_STRING:
        return RdflibLiteral(literal.lexical)
    return RdflibLiteral(literal.lexical, datatype=URIRef(literal.datatype), normalize=False)


def read_node(node: Node) -> Iri | Literal:
    """Read an rdflib term.

    Raises:
        KgError: it is neither an IRI, a blank node nor a literal.
    """
    if isinstance(node, RdflibLiteral):
        if node.language is not None:
            return Literal(str(node), RDF_LANG_STRING, node.language)
        return Literal(str(node), str(node.datatype or XSD_STRING))
    if isinstance(node, BNode):
        return f"{BLANK_PREFIX}{node}"
    if isinstance(node, URIRef):
        return str(node)
    raise KgError(f"{node!r} is no term of RDF 1.1")


def format_node(node: Iri | Literal) -> str:
    """Write a term on one line: an IRI as it is, a literal as N-Triples does, so that the two cannot be mixed up.

    >>> format_node(Literal("12", "http://www.w3.org/2001/XMLSchema#integer"))
    '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if not isinstance(node, Literal):
        return node
    text = node.lexical.translate(ESCAPES)
    if node.language is not None:
        return f'"{text}"@{node.language}'
    return f'"{text}"' if node.datatype == XSD_STRING else f'"{text}"^^<{node.datatype}>'
