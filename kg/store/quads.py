"""Turn our quads into the engine's terms and back, exactly.

The engine rewrites literals when it stores them: `"01"^^xsd:integer` and `"1"^^xsd:int` come back as
`"1"^^xsd:integer`, `"0.90"` as `"0.9"`, `"1.0"^^xsd:decimal` as `"1"`, `"PT24H"` as `"P1D"`, `"+00:00"` as
`"Z"`, and language tags in lower case. Only a literal that comes back as it was is canonical and may be stored.
"""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Iri, Literal, Quad, Triple
from kg.terms import RDF_LANG_STRING, XSD_STRING

Pattern: TypeAlias = tuple[
    ox.NamedNode | None, ox.NamedNode | None, ox.NamedNode | ox.Literal | None, ox.NamedNode | ox.DefaultGraph | None
]

DEFAULT_GRAPH: Final = ox.DefaultGraph()


def to_node(iri: Iri) -> ox.NamedNode:
    """Make the engine's term for an IRI.

    Raises:
        StoreError: it is no absolute IRI.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{iri!r} is not an IRI: {error}") from error


def to_literal(literal: Literal) -> ox.Literal:
    """Make the engine's term for a literal, whether canonical or not.

    Raises:
        StoreError: the text, language tag or datatype is none.
    """
    try:
        if literal.language is not None:
            return ox.Literal(literal.lexical, language=literal.language)
        if literal.datatype == RDF_LANG_STRING:
            raise StoreError(f"{literal!r} lacks its language")
        return ox.Literal(literal.lexical, datatype=ox.NamedNode(literal.datatype))
    except ValueError as error:
        raise StoreError(f"{literal!r} cannot be stored: {error}") from error


def to_object(value: Iri | Literal) -> ox.NamedNode | ox.Literal:
    """Make the engine's term for the object of a statement."""
    return to_literal(value) if isinstance(value, Literal) else to_node(value)


def to_quad(quad: Quad) -> ox.Quad:
    """Make the engine's quad; see `check_literals` for what it would store differently."""
    return ox.Quad(to_node(quad.subject), to_node(quad.predicate), to_object(quad.object), to_node(quad.graph))


def from_object(term: object) -> Iri | Literal:
    """Make our value from the engine's object.

    Raises:
        StoreError: it is a blank node, a statement or a literal with a direction, which we never publish.
    """
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal) and term.direction is None:
        return Literal(term.value, term.datatype.value, term.language)
    raise StoreError(f"{term} is no IRI or plain literal, so it has no place in published data")


def from_node(term: object) -> Iri:
    """Make our IRI from the engine's node.

    Raises:
        StoreError: it is a blank node or a statement.
    """
    if isinstance(term, ox.NamedNode):
        return term.value
    raise StoreError(f"{term} is no IRI, so it has no place in published data")


def from_quad(quad: ox.Quad) -> Quad:
    """Make our quad from the engine's quad of a named graph."""
    return Quad(from_node(quad.subject), quad.predicate.value, from_object(quad.object), from_node(quad.graph_name))


def from_triple(quad: ox.Quad) -> Triple:
    """Make our triple from the engine's quad, whatever its graph."""
    return Triple(from_node(quad.subject), quad.predicate.value, from_object(quad.object))


def canonical_literal(literal: Literal) -> Literal:
    """Say how the engine would give this literal back; equal for a canonical one.

    >>> canonical_literal(Literal("0.90", "http://www.w3.org/2001/XMLSchema#decimal")).lexical
    '0.9'
    """
    node = ox.NamedNode("urn:x")
    store = ox.Store()
    store.add(ox.Quad(node, node, to_literal(literal)))
    value = from_object(next(iter(store)).object)
    return value if isinstance(value, Literal) else literal


def check_literals(quads: Iterable[Quad]) -> None:
    """Refuse literals that the engine would store differently.

    Raises:
        StoreError: one is not canonical; names it, its statement and the canonical form.
    """
    doubtful = {quad.object: quad for quad in quads if isinstance(quad.object, Literal) and not _is_plain(quad.object)}
    for literal, quad in doubtful.items():
        canonical = canonical_literal(literal)
        if canonical != literal:
            raise StoreError(
                f"{_show(literal)} of {quad.predicate} on {quad.subject} is not canonical",
                hint=f"Write {_show(canonical)}: the store would turn it into that.",
            )


def select_quads(store: ox.Store, pattern: Pattern) -> Iterator[ox.Quad]:
    """Go through the quads of named graphs that fit; the merged view is left out."""
    return (quad for quad in store.quads_for_pattern(*pattern) if quad.graph_name != DEFAULT_GRAPH)


def parse_turtle(data: bytes | str, *, name: str) -> Iterator[Triple]:
    """Read Turtle without blank nodes.

    Raises:
        StoreError: the text is no Turtle; names the line.
    """
    return (from_triple(quad) for quad in _parse(data, ox.RdfFormat.TURTLE, name))


def parse_nquads(data: bytes | str, *, name: str) -> Iterator[Quad]:
    """Read the named graphs of N-Quads; statements of the default graph are left out.

    Raises:
        StoreError: the text is no N-Quads; names the line.
    """
    quads = _parse(data, ox.RdfFormat.N_QUADS, name)
    return (from_quad(quad) for quad in quads if quad.graph_name != DEFAULT_GRAPH)


def _parse(data: bytes | str, syntax: ox.RdfFormat, name: str) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(data, format=syntax)
    except SyntaxError as error:
        raise StoreError(f"{name}, line {error.lineno}: {error.msg.partition(': ')[2]}") from error


def _is_plain(literal: Literal) -> bool:
    """Say whether a literal is canonical for sure, without asking the engine."""
    if literal.language is not None:
        return literal.language == literal.language.lower() and literal.datatype == RDF_LANG_STRING
    return literal.datatype == XSD_STRING


def _show(literal: Literal) -> str:
    return str(to_literal(literal)) if literal.language is None else f'"{literal.lexical}"@{literal.language}'
