"""The vocabulary, the shapes and the lists of terms, read once for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.graph.ontology import FILES
from kg.terms import Names

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "ontology"
SHARED: Final = ROOT.parent / "shared"
NAMES: Final = Names()
TERMS: Final = f"{NAMES.base}ontology#"
CONCEPTS: Final = f"{NAMES.base}concept/"
PROPERTY_KINDS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty)
CODINGS: Final = ("cameo", "plover")  # lists of others' codes, in alignments.ttl


def load_graph(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


ONTOLOGY: Final = load_graph(*(FOLDER / name for name in FILES))
SHAPES: Final = load_graph(*sorted((ROOT / "shapes").glob("*.ttl")))


def find_declared(*kinds: URIRef) -> set[str]:
    """Find the terms of our own that are declared as one of the kinds, without their namespace."""
    nodes = {str(node) for kind in kinds for node in ONTOLOGY.subjects(RDF.type, kind)}
    return {node.removeprefix(TERMS) for node in nodes if node.startswith(TERMS)}


def find_terms() -> set[str]:
    """Find all classes and properties of our own, without their namespace."""
    return find_declared(OWL.Class, *PROPERTY_KINDS)


def find_concepts(scheme: str) -> set[str]:
    nodes = ONTOLOGY.subjects(SKOS.inScheme, URIRef(CONCEPTS + scheme))
    return {str(node).removeprefix(CONCEPTS) for node in nodes}


def find_all_concepts() -> set[str]:
    """Find every concept and every list of concepts."""
    nodes = {str(node) for kind in (SKOS.Concept, SKOS.ConceptScheme) for node in ONTOLOGY.subjects(RDF.type, kind)}
    return {node.removeprefix(CONCEPTS) for node in nodes if node.startswith(CONCEPTS)}


def is_below(node: Node, wider: Node) -> bool:
    return wider in ONTOLOGY.transitive_objects(node, RDFS.subClassOf)


def list_iris(graph: Graph) -> Iterator[str]:
    """List all IRIs of a graph, once for each place."""
    return (str(node) for triple in graph for node in triple if isinstance(node, URIRef))
