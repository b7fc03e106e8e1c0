"""Write sorted statements as Turtle and TriG, the same bytes each time.

The engine's own writer puts prefixes in an order that differs from run to run.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from kg.store.quads import DEFAULT_GRAPH
from kg.terms import RDF_TYPE, XSD_BOOLEAN, XSD_DECIMAL, XSD_INTEGER, XSD_STRING

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # needs no escape in any Turtle reader
_BARE: Final = {
    XSD_INTEGER: re.compile(r"[+-]?[0-9]+"),
    XSD_DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD_BOOLEAN: re.compile(r"true|false"),
}


def write_turtle(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Write quads, whatever their graph, as pieces of Turtle.

    Args:
        quads: sorted, so that equal subjects and equal predicates stand together.
        prefixes: from prefix to namespace, in the order to declare them.
    """
    yield from _declare(prefixes)
    yield from _write_subjects(quads, _shortener(prefixes), indent="")


def write_trig(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Write quads as pieces of TriG.

    Args:
        quads: sorted by graph first, the default graph before all others.
        prefixes: as for `write_turtle`.
    """
    shorten = _shortener(prefixes)
    yield from _declare(prefixes)
    for graph, content in groupby(quads, key=lambda quad: quad.graph_name):
        if graph == DEFAULT_GRAPH:
            yield from _write_subjects(content, shorten, indent="")
        else:
            yield f"\n{_write_term(graph, shorten)} {{\n"
            yield from _write_subjects(content, shorten, indent="    ")
            yield "}\n"


def _declare(prefixes: Mapping[str, str]) -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    yield "\n"


def _write_subjects(quads: Iterable[ox.Quad], shorten: Callable[[str], str], *, indent: str) -> Iterator[str]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        parts = []
        for predicate, same in groupby(about, key=lambda quad: quad.predicate):
            verb = "a" if predicate.value == RDF_TYPE else shorten(predicate.value)
            parts.append(f"{verb} {', '.join(_write_term(quad.object, shorten) for quad in same)}")
        yield f"{indent}{_write_term(subject, shorten)} {f' ;{chr(10)}{indent}    '.join(parts)} .\n"


def _write_term(term: object, shorten: Callable[[str], str]) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if not isinstance(term, ox.Literal) or term.language is not None or term.datatype.value == XSD_STRING:
        return str(term)
    bare = _BARE.get(term.datatype.value)
    if bare is not None and bare.fullmatch(term.value):
        return term.value
    return f"{ox.Literal(term.value)}^^{shorten(term.datatype.value)}"


def _shortener(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}

    def shorten(iri: str) -> str:
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = by_namespace.get(iri[:end])
        if prefix is None or _LOCAL.fullmatch(iri, end) is None:
            return f"<{iri}>"
        return f"{prefix}:{iri[end:]}"

    return shorten
