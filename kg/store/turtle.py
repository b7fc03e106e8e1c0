"""Write ordered statements as Turtle, TriG and N-Quads, the same bytes each time.

The engine's own writer puts prefixes in an order that differs from run to run, and things in that of their hashes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

import pyoxigraph as ox

from kg.store.ordering import TYPE, Block, order_few
from kg.terms import XSD_BOOLEAN, XSD_DECIMAL, XSD_INTEGER, Names

WIDTH: Final = 116
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # needs no escape in any Turtle reader
_PREDICATE: Final = itemgetter(0)
_NEXT: Final = " ;\n    "
_BARE: Final = {
    XSD_INTEGER: re.compile(r"[+-]?[0-9]+"),
    XSD_DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD_BOOLEAN: re.compile(r"true|false"),
}


def write_turtle(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Write the blocks of one graph as pieces of Turtle.

    Args:
        blocks: in reading order.
        prefixes: from prefix to namespace, in the order to declare them.
    """
    yield declare_prefixes(prefixes)
    yield from write_sections(blocks, make_block_writer(prefixes))


def write_trig(quads: Iterable[ox.Quad], names: Names) -> Iterator[str]:
    """Write quads, so few that memory holds them, as pieces of TriG."""
    yield declare_prefixes(names.prefixes)
    write_block = make_block_writer(names.prefixes)
    for graph, content in groupby(sorted(quads, key=_find_graph), key=_find_graph):
        yield from write_graph(graph, order_few((f"{quad.triple} ." for quad in content), names), write_block)


def _find_graph(quad: ox.Quad) -> str:
    return str(quad.graph_name) if isinstance(quad.graph_name, ox.NamedNode) else ""


def declare_prefixes(prefixes: Mapping[str, str]) -> str:
    """Write the lines that go on top of Turtle and TriG."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())


def write_sections(blocks: Iterable[Block], write_block: Callable[[Block], str]) -> Iterator[str]:
    """Write the blocks of one graph, with a heading as comment above those of a kind."""
    for section, content in groupby(blocks, key=lambda block: block.section):
        yield f"\n\n{f'# ---- {section} ':-<{WIDTH}}\n"
        yield from (f"\n{write_block(block)}" for block in content)


def write_graph(graph: str, blocks: Iterable[Block], write_block: Callable[[Block], str]) -> Iterator[str]:
    """Write the blocks of one graph as pieces of TriG; the graph is a term of N-Quads, empty for the default graph."""
    if not graph:
        yield from write_sections(blocks, write_block)
        return
    yield f"\n\n{graph} {{\n"
    yield from (f"\n{write_block(block)}" for block in blocks)
    yield "}\n"


def write_nquads(block: Block, graph: str) -> str:
    """Write a block as N-Quads; the graph is a term of N-Quads, or empty for the default graph."""
    end = f" {graph} .\n" if graph else " .\n"
    return "".join(f"{block.subject} {predicate} {value}{end}" for predicate, value in block.pairs)


def make_block_writer(prefixes: Mapping[str, str]) -> Callable[[Block], str]:
    """Make what writes a block in Turtle: one predicate a line, long lists of objects one a line."""
    write_term = _make_term_writer(prefixes)

    def write_block(block: Block) -> str:
        parts = []
        for predicate, same in groupby(block.pairs, key=_PREDICATE):
            verb = "a" if predicate == TYPE else write_term(predicate)
            values = [write_term(value) for _, value in same]
            line = f"{verb} {' , '.join(values)}"
            is_long = len(values) > 1 and len(line) > WIDTH
            parts.append(f"{verb}\n        " + " ,\n        ".join(values) if is_long else line)
        return f"{write_term(block.subject)} {_NEXT.join(parts)} .\n"

    return write_block


def _make_term_writer(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}

    def shorten(iri: str) -> str:
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = by_namespace.get(iri[:end])
        if prefix is None or _LOCAL.fullmatch(iri, end) is None:
            return f"<{iri}>"
        return f"{prefix}:{iri[end:]}"

    @lru_cache(maxsize=1 << 16)
    def write_term(term: str) -> str:
        if term.startswith("<"):
            return shorten(term[1:-1])
        if not term.endswith(">"):
            return term
        quoted, _, datatype = term[:-1].rpartition("^^<")
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(quoted, 1, len(quoted) - 1):
            return quoted[1:-1]
        return f"{quoted}^^{shorten(datatype)}"

    return write_term
