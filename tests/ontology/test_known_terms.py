"""No file speaks of a term that is not declared: code, queries, pages, shapes, documents, whole articles and cases."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.ontology.sources import NAMES, ROOT, find_all_concepts, find_terms

PLACES: Final = (
    "kg",
    "ontology",
    "shapes",
    "benchmarks",
    "tests/golden",
    "tests/shapes",
    "README.md",
    "CHANGELOG.md",
    "server.py",
)
KINDS: Final = {".css", ".html", ".js", ".json", ".jsonld", ".md", ".py", ".rq", ".toml", ".trig", ".tsv", ".ttl"}
# A prefixed name in running text, or the whole IRI; `c:` after a letter, as in a path, is no prefix of ours.
NAME: Final = re.compile(r"(?<![\w:/.\-<])(clem|c):([A-Za-z][\w-]*)")
IRI: Final = re.compile(re.escape(NAMES.base) + r"(ontology#|concept/)([A-Za-z][\w-]*)")
DECLARED: Final = {"clem": find_terms(), "c": find_all_concepts()}
SPACES: Final = {"ontology#": "clem", "concept/": "c"}


def find_unknown(text: str) -> set[str]:
    """Find the terms in a text that are not declared."""
    found = [*NAME.findall(text), *((SPACES[space], name) for space, name in IRI.findall(text))]
    return {f"{prefix}:{name}" for prefix, name in found if name not in DECLARED[prefix]}


def list_files() -> Iterator[Path]:
    for place in (ROOT / name for name in PLACES):
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (path for path in files if path.is_file() and path.suffix in KINDS)


def find_named_concepts(path: Path) -> Iterator[str]:
    """Find the concepts that code asks `names.concept` for by a name written in place."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "concept":
            yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_files_speak_of_declared_terms_only() -> None:
    unknown = {str(path.relative_to(ROOT)): find_unknown(path.read_text(encoding="utf-8")) for path in list_files()}
    assert {path: terms for path, terms in unknown.items() if terms} == {}


def test_all_places_are_looked_at() -> None:
    seen = {path.relative_to(ROOT).as_posix() for path in list_files()}
    assert {"kg/graph/builder.py", "kg/web/templates/home.html", "shapes/release.ttl", "README.md"} <= seen
    for start in ("kg/web/queries/", "tests/golden/", "tests/shapes/release/", "ontology/"):
        assert [path for path in seen if path.startswith(start)], start


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("?r clem:releasedFrm ?d", {"clem:releasedFrm"}, id="property"),
        pytest.param("a clem:Relase .", {"clem:Relase"}, id="class"),
        pytest.param("FILTER(?s = c:factul)", {"c:factul"}, id="concept"),
        pytest.param("<https://w3id.org/clemency/ontology#Swap>", {"clem:Swap"}, id="iri"),
        pytest.param("a clem:Release ; clem:standing c:factual .", set(), id="declared"),
        pytest.param("https://w3id.org/clemency/concept/factual", set(), id="declared iri"),
        pytest.param("the disc:label of src:file", set(), id="no prefix of ours"),
    ],
)
def test_undeclared_terms_are_found(text: str, unknown: set[str]) -> None:
    assert find_unknown(text) == unknown


def test_concepts_named_in_code_are_declared() -> None:
    named = {name for path in sorted((ROOT / "kg").rglob("*.py")) for name in find_named_concepts(path)} - {""}
    assert {"accepted", "machine"} <= named
    assert named <= DECLARED["c"]
