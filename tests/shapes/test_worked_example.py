"""The worked example of the design notes keeps to the shapes once it is closed upwards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from kg.model import Severity, Triple
from kg.shacl.reading import parse_rdf_file
from kg.shacl.report import check_triples
from kg.shacl.shapes import load_shapes
from kg.terms import RDF_TYPE, RDFS, Names

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = ROOT.parent / "shared" / "notes" / "example.ttl"
# What it leaves out on purpose ("the other events alike"): names and days of most events, places of the section.
LEFT_OUT: Final = {
    "Situation-label",
    "PersonGroup-label",
    "EventSortDateShape",
    "Section-beginChar",
    "Section-endChar",
    "Sentence-version",
}


def close_upwards(triples: tuple[Triple, ...]) -> Iterator[Triple]:
    wider: dict[str, list[str]] = {}
    for triple in triples:
        if triple.predicate in {RDFS + "subClassOf", RDFS + "subPropertyOf"}:
            wider.setdefault(triple.subject, []).append(str(triple.object))
    for triple in triples:
        yield triple
        queue = [str(triple.object) if triple.predicate == RDF_TYPE else triple.predicate]
        for name in queue:
            queue.extend(wider.get(name, ()))
            is_type = triple.predicate == RDF_TYPE
            yield Triple(triple.subject, RDF_TYPE, name) if is_type else Triple(triple.subject, name, triple.object)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the design notes are not beside the repository")
def test_worked_example_conforms() -> None:
    files = (*sorted((ROOT / "ontology").glob("*.ttl")), EXAMPLE)
    triples = tuple(triple for path in files for triple in parse_rdf_file(path))
    report = check_triples(close_upwards(triples), load_shapes(ROOT / "shapes", Names()))
    assert report.conforms
    assert {result.severity for result in report.results} == {Severity.WARNING}
    assert {result.shape.rsplit("#", 1)[1] for result in report.results} == LEFT_OUT
