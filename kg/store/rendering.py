"""Write one small graph the same way each time: as Turtle that reads well, or in another format of RDF."""

from typing import Final

import pyoxigraph as ox

from kg.store.dataset import describe_store, find_own, find_prefixes
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


def write_description(store: ox.Store, names: Names, version: str) -> bytes:
    """Write what a store says of itself, as N-Triples; one that is empty, or was written long ago, is described now."""
    described = (find_own(store, names) or describe_store(store, names)) | {version_quad(names, version)}
    return "".join(f"{quad.triple} .\n" for quad in described).encode()


def describe_nothing(names: Names) -> bytes:
    """Describe a dataset that holds nothing yet, as N-Triples."""
    return write_description(ox.Store(), names, EMPTY_VERSION)


def _pick_used(prefixes: dict[str, str], text: str) -> dict[str, str]:
    return {prefix: namespace for prefix, namespace in prefixes.items() if f"<{namespace}" in text}
