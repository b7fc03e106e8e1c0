"""The class and property tables in code say what the ontology says."""

from pathlib import Path

import rdflib

from kg.graph.closure import CLASS_PARENTS, PROPERTY_PARENTS
from kg.terms import DEFAULT_BASE, RDFS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology" / "clemency.ttl"
OURS = DEFAULT_BASE + "ontology#"


def read_parents(predicate: str) -> set[tuple[str, str]]:
    graph = rdflib.Graph().parse(ONTOLOGY, format="turtle")
    pairs = {(str(s), str(o)) for s, o in graph.subject_objects(rdflib.URIRef(RDFS + predicate))}
    return {(s.removeprefix(OURS), o.removeprefix(OURS)) for s, o in pairs if s.startswith(OURS) and o.startswith(OURS)}


def test_class_table_is_that_of_the_ontology() -> None:
    table = {(str(name), str(parent)) for name, parents in CLASS_PARENTS.items() for parent in parents}
    assert table == read_parents("subClassOf")


def test_property_table_is_that_of_the_ontology() -> None:
    table = {(str(name), str(parent)) for name, parents in PROPERTY_PARENTS.items() for parent in parents}
    assert table == read_parents("subPropertyOf")
