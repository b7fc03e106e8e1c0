"""The pipeline judges each article by itself, then all together; each scope finds what it is for."""

from pathlib import Path
from typing import NoReturn

import pytest

from kg.pipeline import Lookups, Status, ingest, validate_store
from kg.settings import Settings
from kg.store.writing import Writer
from tests.deployments import SHAPES, OneShape, count_graphs, make_source

BOTH = "s:scope s:ArticleScope , s:MergedScope"
ARTICLE, MERGED = "s:ArticleScope ; sh:deactivated true", "s:MergedScope"
THREE = [("Norway", 12), ("Chile", 9), ("Kenya", 14)]
ONE_OUT = [Status.ACCEPTED, Status.QUARANTINED, Status.ACCEPTED]


def make_lookups(folder: Path, scope: str) -> Lookups:
    """Make lookups whose one shape, of some scope, refuses groups of fewer than ten people."""
    assert BOTH in SHAPES
    (folder / "shapes").mkdir()
    text = SHAPES.replace(BOTH, f"s:scope {scope}").replace("SMALLEST", "10")
    (folder / "shapes" / "one.ttl").write_text(text, encoding="utf-8")
    return OneShape(Settings(data=folder / "data"), folder / "shapes")


def refuse_halving(*_: object) -> NoReturn:
    pytest.fail("the batch was halved")


@pytest.mark.parametrize("scope", [ARTICLE, MERGED], ids=["article", "merged"])
def test_either_scope_sets_the_faulty_article_aside(writer: Writer, tmp_path: Path, scope: str) -> None:
    lookups = make_lookups(tmp_path, scope)
    outcomes = list(ingest((make_source(*told) for told in THREE), writer, lookups))
    assert [outcome.status for outcome in outcomes] == ONE_OUT
    assert count_graphs(writer) == 2


def test_fault_of_one_article_disturbs_no_other(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.ingest_halves", refuse_halving)
    outcomes = list(ingest((make_source(*told) for told in THREE), writer, make_lookups(tmp_path, ARTICLE)))
    assert [outcome.status for outcome in outcomes] == ONE_OUT


@pytest.mark.parametrize(("scope", "named"), [(ARTICLE, 1), (MERGED, 0)], ids=["article", "merged"])
def test_report_names_the_article_that_was_judged_alone(writer: Writer, tmp_path: Path, scope: str, named: int) -> None:
    (outcome,) = ingest([make_source("Chile", 9)], writer, make_lookups(tmp_path, scope))
    (place,) = (tmp_path / "data" / "quarantine").iterdir()
    text = (place / "report.txt").read_text(encoding="utf-8")
    assert text.count(f"told in: {outcome.graph}\n") == named


@pytest.mark.parametrize(("scope", "is_alone"), [(ARTICLE, True), (MERGED, False)], ids=["article", "merged"])
def test_store_is_judged_by_either_scope(writer: Writer, tmp_path: Path, scope: str, *, is_alone: bool) -> None:
    lax, strict = make_lookups(tmp_path, MERGED), tmp_path / "strict"
    list(ingest([make_source("Norway", 12)], writer, lax))
    assert validate_store(writer.quads(), lax).conforms
    strict.mkdir()
    text = (tmp_path / "shapes" / "one.ttl").read_text(encoding="utf-8").replace("10", "13")
    (strict / "one.ttl").write_text(text.replace(MERGED, scope), encoding="utf-8")
    report = validate_store(writer.quads(), OneShape(lax.settings, strict))
    (graph,) = {result.graph for result in report.results}
    assert (graph is not None) == is_alone
    assert not report.conforms
