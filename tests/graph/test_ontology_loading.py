"""The ontology's Turtle becomes quads under the base in use; faults are named by file and line."""

from pathlib import Path

import pytest

from kg.errors import ShapesError
from kg.graph.ontology import load_ontology
from kg.model import Literal
from kg.terms import RDF_TYPE, XSD_ANY_URI, XSD_DECIMAL, Names

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
GOOD = '@prefix clem: <https://w3id.org/clemency/ontology#> .\nclem:a clem:b 1.50 , "x"@EN , "y" , true .\n'


def write(folder: Path, clemency: str) -> Path:
    (folder / "clemency.ttl").write_text(clemency, "utf-8")
    for name in ("concepts.ttl", "alignments.ttl"):
        (folder / name).write_text("", "utf-8")
    return folder


def test_iris_move_to_the_base_in_use_and_literals_are_canonical(tmp_path: Path) -> None:
    quads = load_ontology(write(tmp_path, GOOD), Names("https://kg.example/"))
    assert {q.subject for q in quads} == {"https://kg.example/ontology#a"}
    assert {q.graph for q in quads} == {"https://kg.example/graph/ontology"}
    literals = [q.object for q in quads if isinstance(q.object, Literal)]
    assert Literal("1.5", XSD_DECIMAL) in literals
    assert sorted(value.lexical for value in literals) == ["1.5", "true", "x", "y"]
    assert {value.language for value in literals} == {"en", None}


def test_address_in_a_literal_moves_to_the_base_in_use(tmp_path: Path) -> None:
    turtle = '<a> <b> "https://w3id.org/clemency/ontology#"^^<http://www.w3.org/2001/XMLSchema#anyURI> .'
    (quad,) = load_ontology(write(tmp_path, turtle), Names("https://kg.example/"))
    assert quad.object == Literal("https://kg.example/ontology#", XSD_ANY_URI)


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        pytest.param("<a> <b> <c> .\n<a> <b> ;;\n<c .\n", r"clemency\.ttl, line \d: this is no Turtle", id="syntax"),
        pytest.param("<a> <b> [] .", r"clemency\.ttl: a node has no IRI", id="blank"),
    ],
)
def test_faulty_file_is_named(tmp_path: Path, turtle: str, message: str) -> None:
    with pytest.raises(ShapesError, match=message):
        load_ontology(write(tmp_path, turtle), Names())


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match=r"clemency\.ttl: the ontology cannot be read"):
        load_ontology(tmp_path, Names())


def test_own_ontology_loads_without_blank_nodes() -> None:
    quads = load_ontology(FOLDER, Names())
    assert len([q for q in quads if q.predicate == RDF_TYPE]) > 150
