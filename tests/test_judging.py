"""The pipeline judges each article by itself, then all together; each scope finds what it is for."""

from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from kg.graph.history import Retraction
from kg.lookups import Lookups
from kg.model import Change, MergedChange, Quad, Triple, TripleSource
from kg.outcomes import Status
from kg.pipeline import ingest
from kg.settings import Settings
from kg.shacl.changes import Judgement, judge_everything
from kg.shacl.compiled import CompiledShapes
from kg.shacl.report import check_triples, report_to_triples
from kg.store.folder import DataFolder
from kg.store.writing import Writer, open_writer
from kg.validating import validate_store
from kg.withdrawing import retract
from tests.deployments import SHAPES, OneShape, count_graphs, find_hash, make_source

BOTH = "s:scope s:ArticleScope , s:MergedScope"
ARTICLE, MERGED = "s:ArticleScope ; sh:deactivated true", "s:MergedScope"
THREE = [("Norway", 12), ("Chile", 9), ("Kenya", 14)]
ONE_OUT = [Status.ACCEPTED, Status.QUARANTINED, Status.ACCEPTED]


def make_lookups(folder: Path, scope: str, severity: str = "Violation") -> Lookups:
    """Make lookups whose one shape, of some scope, refuses groups of fewer than ten people."""
    assert BOTH in SHAPES
    (folder / "shapes").mkdir()
    text = SHAPES.replace(BOTH, f"s:scope {scope}").replace("SMALLEST", "10").replace("sh:Violation", f"sh:{severity}")
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


# ---- the report is kept up by changes ------------------------------------------------------------------------


def count_whole_runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note why all nodes are judged, each time that they are."""
    reasons: list[str] = []

    def note(shapes: CompiledShapes, source: TripleSource, change: MergedChange, reason: str) -> Judgement:
        reasons.append(reason)
        return judge_everything(shapes, source, change, reason)

    monkeypatch.setattr("kg.shacl.changes.judge_everything", note)
    return reasons


def judge_whole(writer: Writer, lookups: Lookups) -> set[Triple]:
    """Write the report that a run over the whole merged view gives."""
    return set(report_to_triples(check_triples(writer.merged(), lookups.shapes), lookups.names))


def read_report(writer: Writer, lookups: Lookups) -> set[Triple]:
    return {quad.triple for quad in writer.graph(lookups.names.graph("reports"))}


def test_a_known_store_is_never_judged_whole_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = count_whole_runs(monkeypatch)
    for number, told in enumerate(THREE):
        lookups = make_lookups(tmp_path, MERGED) if not number else OneShape(settings, tmp_path / "shapes")
        with open_writer(settings) as writer:  # as another process would
            list(ingest([make_source(*told)], writer, lookups))
            assert read_report(writer, lookups) == judge_whole(writer, lookups)
    assert reasons == ["nothing is known of the data before"]


@pytest.mark.parametrize("loss", ["report", "shapes", "version"])
def test_a_store_of_which_too_little_is_known_is_judged_whole(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    lookups = make_lookups(tmp_path, MERGED)
    with open_writer(settings) as writer:
        list(ingest([make_source("Norway", 12)], writer, lookups))
        if loss == "version":
            writer.commit(Change(added=frozenset({Quad("urn:a", "urn:b", "urn:c", lookups.names.graph("notes"))})))
    if loss == "report":
        DataFolder(settings.data).judged.unlink()
    if loss == "shapes":
        (tmp_path / "shapes" / "two.ttl").write_text("# other shapes\n", encoding="utf-8")
    reasons = count_whole_runs(monkeypatch)
    lookups = OneShape(settings, tmp_path / "shapes")
    with open_writer(settings) as writer:
        list(ingest([make_source("Kenya", 14)], writer, lookups))
        assert read_report(writer, lookups) == judge_whole(writer, lookups)
    assert len(reasons) == 1


def test_a_report_that_was_kept_is_read_once(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_writer(settings) as writer:
        list(ingest([make_source("Norway", 12)], writer, make_lookups(tmp_path, MERGED)))
        reasons = count_whole_runs(monkeypatch)
        judge = OneShape(settings, tmp_path / "shapes").judge  # as another process would
        report = judge.judge_store(writer)
        DataFolder(settings.data).judged.unlink()
        assert judge.judge_store(writer) == report
    assert reasons == []


def test_report_follows_a_withdrawal(writer: Writer, tmp_path: Path) -> None:
    lookups = make_lookups(tmp_path, MERGED, "Warning")
    outcomes = list(ingest((make_source(*told) for told in THREE), writer, lookups))
    reported = read_report(writer, lookups)
    retract(find_hash(outcomes[1]), Retraction(date(2025, 4, 1), "It was wrong."), writer, lookups)
    left = read_report(writer, lookups)
    assert left == judge_whole(writer, lookups)
    assert len(left) < len(reported)
