"""Tests of kg/shacl/lifting.py."""

from pathlib import Path
from typing import Final

from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef

from kg.shacl.lifting import lift_targets

ROOT: Final = Path(__file__).parents[2]
HEAD: Final = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .\n"
SHAPES: Final = (
    HEAD
    + """
e:A a sh:NodeShape ; sh:targetClass e:C ; sh:targetNode e:n ; sh:property e:P , e:Q .
e:B a sh:NodeShape ; sh:targetSubjectsOf e:q ; sh:property e:P ; sh:nodeKind sh:BlankNode .
e:D a sh:NodeShape ; sh:targetClass e:C ; sh:node e:E .
e:E a sh:NodeShape ; sh:targetObjectsOf e:p ; sh:property e:Q .
e:P a sh:PropertyShape ; sh:path e:p ; sh:minCount 1 .
e:Q a sh:PropertyShape ; sh:path e:q ; sh:maxCount 1 ; sh:nodeKind sh:IRI .
"""
)
DATA: Final = HEAD + "e:a a e:C ; e:q 1 , 2 . e:b a e:C ; e:p e:a . e:c e:q e:a . e:d e:p e:c , e:b ."


def parse(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def list_results(data: Graph, shapes: Graph) -> list[tuple[str, ...]]:
    _, report, _ = validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    parts = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.value, SH.resultSeverity)
    results = set(report.subjects(RDF.type, SH.ValidationResult))
    return sorted({tuple(str(report.value(node, part)) for part in parts) for node in results})


def test_lifted_shapes_give_the_same_results() -> None:
    results = list_results(parse(DATA), parse(SHAPES))
    assert len(results) > 8
    assert list_results(parse(DATA), lift_targets(parse(SHAPES))) == results


def test_shape_that_another_refers_to_is_left_alone() -> None:
    lifted = lift_targets(parse(SHAPES))
    assert (URIRef("http://e/E"), SH.property, URIRef("http://e/Q")) in lifted
    assert (URIRef("http://e/A"), SH.property, None) not in lifted


def test_siblings_that_must_differ_stay_together() -> None:
    lifted = lift_targets(parse(SHAPES.replace("sh:minCount 1 .", "sh:qualifiedValueShapesDisjoint true .")))
    assert (URIRef("http://e/A"), SH.property, None) in lifted


def test_given_graph_stays_as_it_was() -> None:
    shapes = parse(SHAPES)
    before = set(shapes)
    lift_targets(shapes)
    assert set(shapes) == before


def test_own_shapes_lifted_give_the_same_results() -> None:
    shapes, data = Graph(), Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        shapes.parse(path, format="turtle")
    for case in sorted((ROOT / "tests" / "shapes").glob("*/bad-*.ttl")):
        text = case.read_text(encoding="utf-8").replace("/id/CASE-", f"/id/{case.parent.name}-{case.stem}/")
        data.parse(data=text, format="turtle")
    results = list_results(data, shapes)
    assert len(results) > 300
    assert list_results(data, lift_targets(shapes)) == results
