"""Judge a store, or files of RDF, as they are: the graph of each article by itself, and the merged view."""

from collections.abc import Iterable

from kg.lookups import Lookups
from kg.model import Quad, Report, Triple
from kg.shacl.tellings import check_dataset
from kg.terms import Names


def merge(quads: Iterable[Quad], names: Names) -> set[Triple]:
    """Make the merged view: every triple of every public graph but metadata and reports, once."""
    private = {names.graph("metadata"), names.graph("reports")}
    return {quad.triple for quad in quads if quad.graph not in private}


def validate_store(quads: Iterable[Quad], lookups: Lookups) -> Report:
    """Judge a store as it is: the graph of each article by itself, and the merged view."""
    found = tuple(quads)
    return check_dataset(found, merge(found, lookups.names), lookups.shapes, lookups.names)


def validate_file(quads: Iterable[Quad], lookups: Lookups) -> Report:
    """Judge the quads of files together with the ontology and reference data they lean on.

    All are judged as one merged view. Besides, each graph of an article is judged by itself: one that has the name of
    such a graph, as in a dump, or is said to be asserted from a text. Files without names of graphs, such as Turtle,
    hold no such graph and are judged as a merged view only.
    """
    found = (*lookups.base_quads, *quads)
    return check_dataset(found, merge(found, lookups.names), lookups.shapes, lookups.names)
