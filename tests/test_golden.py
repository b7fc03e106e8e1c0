"""Whole articles through all stages, compared with reviewed files; only `pytest --update-golden` rewrites them."""

import json
from pathlib import Path

import pytest

from kg.articles.sources import Source, read_source
from kg.claims.extract import extract_claims
from kg.claims.output import claims_to_json
from kg.entities.registry import Registry
from kg.lookups import Lookups
from kg.preparing import list_examples
from kg.settings import Settings
from kg.shacl.report import check_triples, report_to_text
from kg.states import State, add_article
from kg.store.quads import to_quad
from kg.store.turtle import write_trig
from kg.validating import merge

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = [*list_examples(), *sorted(GOLDEN.glob("*/article.txt"))]


def name_of(path: Path) -> str:
    return path.parent.name if path.name == "article.txt" else path.stem


@pytest.fixture(scope="module")
def lookups() -> Lookups:
    return Lookups(Settings())


def make_files(path: Path, lookups: Lookups) -> dict[str, str]:
    document = read_source(Source(path.name, path=path), max_bytes=lookups.settings.article_bytes)
    claims = extract_claims(document, lookups.gazetteer)
    _, state = add_article(claims, State(lookups.base_quads, Registry.from_rows(())), lookups)
    own = state.quads - lookups.base_quads
    return {
        "claims.json": json.dumps(claims_to_json(claims), ensure_ascii=False, indent=1) + "\n",
        "graph.trig": "".join(write_trig(map(to_quad, own), lookups.names)),
        "report.txt": report_to_text(check_triples(merge(state.quads, lookups.names), lookups.shapes)) + "\n",
    }


@pytest.mark.parametrize("path", ARTICLES, ids=name_of)
def test_article_gives_its_golden_files(path: Path, lookups: Lookups, *, update_golden: bool) -> None:
    folder = GOLDEN / name_of(path)
    made = make_files(path, lookups)
    if update_golden:
        folder.mkdir(exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    for name, text in made.items():
        assert text == (folder / name).read_text(encoding="utf-8"), f"{folder / name} differs; see --update-golden"


def test_every_golden_folder_has_an_article() -> None:
    assert {path.name for path in GOLDEN.iterdir() if path.is_dir()} == {name_of(path) for path in ARTICLES}
