"""Tests of kg/shacl/shapes.py and kg/shacl/lint.py."""

from pathlib import Path
from typing import Final

import pytest
from pyshacl import validate
from rdflib import SH, Graph, URIRef

from kg.errors import ShapesError
from kg.shacl.shapes import load_shapes
from kg.terms import DEFAULT_BASE, Names

SHAPES: Final = Path(__file__).parents[2] / "shapes"
HEAD: Final = """@prefix clem: <https://w3id.org/clemency/ontology#> .
@prefix cs: <https://w3id.org/clemency/shapes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
cs:NamesGroup a sh:PropertyGroup ; rdfs:label "names"@en .
"""
GOOD: Final = (
    HEAD
    + """
cs:BoatShape a sh:NodeShape ;
    rdfs:label "boat"@en ;
    cs:scope cs:MergedScope ;
    sh:targetClass clem:Boat ;
    sh:property cs:Boat-name .

cs:Boat-name a sh:PropertyShape ;
    sh:path rdfs:label ;
    sh:minCount 1 ;
    sh:name "name"@en ;
    sh:description "What it is called."@en ;
    sh:message "Name the boat."@en ;
    sh:order 1 ;
    sh:group cs:NamesGroup ;
    sh:severity sh:Violation .
"""
)


def write_shapes(folder: Path, text: str) -> Path:
    (folder / "boat.ttl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.long
def test_shapes_pass_the_shapes_of_shacl() -> None:
    shapes = Graph() + load_shapes(SHAPES, Names()).graph  # in a store of its own: pySHACL asks for one with contexts
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_same_files_have_the_same_digest(tmp_path: Path) -> None:
    first = load_shapes(write_shapes(tmp_path, GOOD), Names())
    assert load_shapes(tmp_path, Names()) == first
    assert len(first.digest) == 64


@pytest.mark.parametrize("change", ["# a comment\n", "\n"], ids=["comment", "line"])
def test_changed_file_has_another_digest(tmp_path: Path, change: str) -> None:
    first = load_shapes(write_shapes(tmp_path, GOOD), Names())
    assert load_shapes(write_shapes(tmp_path, GOOD + change), Names()).digest != first.digest


def test_other_base_moves_every_iri_and_the_digest() -> None:
    here, there = load_shapes(SHAPES, Names()), load_shapes(SHAPES, Names("https://example.org/kg/"))
    moved = {str(node) for triple in there.graph for node in triple if isinstance(node, URIRef)}
    assert "https://example.org/kg/shapes#Release-released" in moved
    assert not [iri for iri in moved if iri.startswith(DEFAULT_BASE)]
    assert here.digest != there.digest


def test_bad_turtle_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match=r"boat\.ttl line 6: Bad syntax"):
        load_shapes(write_shapes(tmp_path, HEAD + "cs:BoatShape a ; .\n"), Names())


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="there are no shapes"):
        load_shapes(tmp_path, Names())


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "boat.ttl").write_bytes(b"\xff\xfe")
    with pytest.raises(ShapesError, match="cannot be read"):
        load_shapes(tmp_path, Names())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('    sh:message "Name the boat."@en ;\n', "line 13: .*Boat-name has no sh:message"),
        ("    sh:severity sh:Violation .\n", "Boat-name has no sh:severity"),
        ('    sh:description "What it is called."@en ;\n', "Boat-name has no sh:description"),
        ("    sh:path rdfs:label ;\n", "Boat-name has no sh:path"),
        ("    sh:targetClass clem:Boat ;\n", "line 7: .*BoatShape has no target"),
        ('    rdfs:label "boat"@en ;\n', "BoatShape has no rdfs:label"),
        ("    cs:scope cs:MergedScope ;\n", "BoatShape has no scope"),
        ("    sh:property cs:Boat-name .\n", "Boat-name belongs to no node shape"),
        ('cs:NamesGroup a sh:PropertyGroup ; rdfs:label "names"@en .\n', "names the group .*NamesGroup"),
    ],
    ids=["message", "severity", "description", "path", "target", "label", "scope", "unused", "group"],
)
def test_shape_that_lacks_something_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    assert line in GOOD
    with pytest.raises(ShapesError, match=problem):
        load_shapes(write_shapes(tmp_path, close_blocks(GOOD.replace(line, ""))), Names())


def close_blocks(text: str) -> str:
    """End each block with a full stop, where the line that did is gone."""
    blocks = [block.rstrip() for block in text.split("\n\n")]
    return "\n\n".join(block[:-1] + "." if block.endswith(";") else block for block in blocks) + "\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "cs:Boat-name .",
            "cs:Boat-name , [ sh:path rdfs:label ] .",
            "BoatShape holds a property shape without an IRI",
        ),
        ("sh:path rdfs:label ;", "sh:path rdfs:label , rdfs:comment ;", "has more than one sh:path"),
        (
            "sh:property cs:Boat-name .",
            "sh:property cs:Boat-name ; sh:nodeKind sh:IRI .",
            "BoatShape has no sh:message",
        ),
        ("cs:BoatShape a", "<http://other.example/BoatShape> a", "is not named under the base"),
        ("cs:scope cs:MergedScope ;", "cs:scope cs:ArticleScope ;", "must be deactivated if"),
        ("cs:scope cs:MergedScope ;", "cs:scope cs:MergedScope ; sh:deactivated true ;", "must be deactivated if"),
        ("sh:severity sh:Violation .\n", "sh:severity sh:Warning .\n", "is no Violation and judges single articles"),
        ("sh:minCount 1 ;", "sh:node [ sh:sparql [] ] ;", "BoatShape has no bounds: .* uses sh:sparql"),
    ],
    ids=["no-iri", "two-paths", "silent-node-shape", "foreign-name", "active", "inactive", "warning", "sparql"],
)
def test_shape_that_is_odd_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if "Warning" in new:
        text = text.replace("cs:MergedScope ;", "cs:ArticleScope ; sh:deactivated true ;")
    with pytest.raises(ShapesError, match=problem):
        load_shapes(write_shapes(tmp_path, text), Names())


def test_shapes_have_one_severity_and_an_english_message() -> None:
    graph = load_shapes(SHAPES, Names()).graph
    for shape in graph.subjects(SH.message):
        assert len(list(graph.objects(shape, SH.severity))) == 1, shape
        assert [getattr(text, "language", None) for text in graph.objects(shape, SH.message)] == ["en"], shape
