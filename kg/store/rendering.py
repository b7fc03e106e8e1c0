"""Write one small graph the same way each time: as Turtle that reads well, or in another format of RDF."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.store.dataset import describe_store, find_prefixes
from kg.store.ordering import order_few
from kg.store.turtle import write_turtle
from kg.store.versions import EMPTY_VERSION, version_quad
from kg.terms import Names

_ENGINE_FORMATS: Final = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def render_graph(ntriples: bytes, format_name: str, names: Names) -> bytes:
    """Write a graph in a format of `kg.store.results`.

    Args:
        ntriples: the graph, in any order; memory holds it.
        format_name: the short name of a graph format.
        names: gives the prefixes of the Turtle.
    """
    lines = sorted(set(ntriples.decode().split("\n")) - {""})
    if format_name == "turtle":
        prefixes = _pick_used(find_prefixes(names), "".join(lines))
        return "".join(write_turtle(order_few(lines, names), prefixes)).encode()
    triples = (quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES))
    return ox.serialize(triples, format=_ENGINE_FORMATS[format_name]) or b""


def describe_nothing(names: Names) -> bytes:
    """Describe a dataset that holds nothing yet, as N-Triples."""
    described = describe_store(ox.Store(), names) | {version_quad(names, EMPTY_VERSION)}
    return _join_lines(f"{quad.triple} ." for quad in described)


def _pick_used(prefixes: dict[str, str], text: str) -> dict[str, str]:
    return {prefix: namespace for prefix, namespace in prefixes.items() if f"<{namespace}" in text}


def _join_lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
