"""The store and RDF files are judged by the shapes; the report comes in three forms."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import run


def test_store_conforms(filled: Path) -> None:
    done = run("validate", "--json", data=filled)
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["conforms"] is True


@pytest.mark.parametrize(
    ("form", "words"), [((), "Violation: "), (("--turtle",), "a sh:ValidationReport")], ids=["text", "turtle"]
)
def test_a_file_that_breaks_a_shape_exits_with_4(form: tuple[str, ...], words: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(
        "@prefix clem: <https://w3id.org/clemency/ontology#> . <https://example.org/r> a clem:Release .",
        encoding="utf-8",
    )
    done = run("validate", *form, str(file), data=tmp_path / "data")
    assert done.returncode == 4
    assert "https://example.org/r" in done.stdout
    assert words in done.stdout


@pytest.mark.parametrize("text", ["<a> <b> .", "<a:x> a", "\x00"], ids=["wrong", "cut", "binary"])
def test_a_file_that_is_no_rdf_exits_with_3(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(text, encoding="utf-8")
    done = run("validate", str(file), data=tmp_path / "data")
    assert (done.returncode, "bad.ttl" in done.stderr, "Traceback" in done.stderr) == (3, True, False)
    assert "index out of range" not in done.stderr
