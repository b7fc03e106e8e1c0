"""The order of the stages: batches, quarantine, faults of the extractor, and versions of an article."""

from pathlib import Path

import pytest

from kg.claims.extract import extract_claims
from kg.lookups import Lookups
from kg.model import Claims, Document
from kg.outcomes import Outcome, Status
from kg.pipeline import ingest
from kg.settings import Settings
from kg.store.writing import Writer, open_writer
from kg.terms import DCTERMS_IS_REPLACED_BY, PROV_WAS_REVISION_OF, RDF_TYPE, Prop
from tests.deployments import count_graphs, find_hash, make_lookups, make_source, take_in

URL = "https://example.org/news/1"


@pytest.fixture
def strict(settings: Settings) -> Lookups:
    return make_lookups(settings, 10)


@pytest.fixture
def lax(settings: Settings) -> Lookups:
    return make_lookups(settings, 1)


def test_one_bad_article_never_keeps_the_others_out(writer: Writer, strict: Lookups) -> None:
    sources = [make_source("Norway", 12), make_source("Chile", 9), make_source("Kenya", 14)]
    outcomes = list(ingest(sources, writer, strict))
    assert [outcome.status for outcome in outcomes] == [Status.ACCEPTED, Status.QUARANTINED, Status.ACCEPTED]
    assert outcomes[1].reason is not None
    assert outcomes[1].reason.startswith("These are too few: ")
    assert count_graphs(writer) == 2


def test_a_quarantined_article_is_kept_with_its_report(writer: Writer, strict: Lookups, settings: Settings) -> None:
    list(ingest([make_source("Chile", 9)], writer, strict))
    (place,) = (settings.data / "quarantine").iterdir()
    assert {file.name for file in place.iterdir()} == {"article.txt", "report.txt", "report.ttl"}
    assert "These are too few" in (place / "report.txt").read_text(encoding="utf-8")
    assert count_graphs(writer) == 0


def test_an_article_that_is_accepted_later_leaves_quarantine(
    writer: Writer, strict: Lookups, lax: Lookups, settings: Settings
) -> None:
    statuses = [take_in(make_source("Chile", 9), writer, by).status for by in (strict, lax)]
    assert statuses == [Status.QUARANTINED, Status.ACCEPTED]
    assert list((settings.data / "quarantine").iterdir()) == []


def test_what_was_wrong_before_is_not_blamed_on_the_next(writer: Writer, strict: Lookups, lax: Lookups) -> None:
    list(ingest([make_source("Chile", 9)], writer, lax))
    assert [o.status for o in ingest([make_source("Norway", 12)], writer, strict)] == [Status.ACCEPTED]


def test_a_fault_of_the_extractor_rejects_one_article(
    writer: Writer, lax: Lookups, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(document: Document, *_: object) -> Claims:
        if "Chile" in document.text:
            raise KeyError("group-3")
        return extract_claims(document, lax.gazetteer)

    monkeypatch.setattr("kg.claims.backends.protocol.extract_claims", stumble)
    outcomes = list(ingest([make_source("Chile", 9), make_source("Norway", 12)], writer, lax))
    assert [outcome.status for outcome in outcomes] == [Status.REJECTED, Status.ACCEPTED]
    assert outcomes[0].reason is not None
    assert "please report" in outcomes[0].reason
    assert "KeyError" in caplog.text


def take_versions(counts: list[int], writer: Writer, lookups: Lookups) -> list[Outcome]:
    """Take in texts of one article, each by itself, that differ in how many were freed."""
    return [take_in(make_source("Norway", count, URL), writer, lookups) for count in counts]


def list_links(writer: Writer, predicate: str) -> list[tuple[str, str]]:
    return [(quad.subject[-12:], str(quad.object)[-12:]) for quad in sorted(writer.find(predicate=predicate))]


def test_a_new_version_takes_the_place_of_the_old_and_says_so(writer: Writer, lax: Lookups) -> None:
    outcomes = take_versions([12, 14], writer, lax)
    old, new = map(find_hash, outcomes)
    assert len({outcome.article for outcome in outcomes}) == 1
    assert count_graphs(writer) == 1
    versions = {quad.subject[-12:] for quad in writer.find(predicate=lax.names.prop(Prop.VERSION_OF))}
    assert versions == {new}
    assert list_links(writer, PROV_WAS_REVISION_OF) == [(new, old)]
    assert list_links(writer, DCTERMS_IS_REPLACED_BY) == [(old, new)]
    (run,) = {quad.object for quad in writer.find(predicate=lax.names.prop(Prop.PRODUCED_BY))}
    extractors = {quad.subject for quad in writer.find(predicate=lax.names.prop(Prop.EXTRACTOR))}
    assert extractors == {run}


def test_a_chain_of_versions_is_kept_whole(writer: Writer, lax: Lookups) -> None:
    first, second, third = map(find_hash, take_versions([12, 14, 15], writer, lax))
    assert set(list_links(writer, PROV_WAS_REVISION_OF)) == {(second, first), (third, second)}
    assert set(list_links(writer, DCTERMS_IS_REPLACED_BY)) == {(first, second), (second, third)}


def test_the_current_version_again_is_unchanged(writer: Writer, lax: Lookups) -> None:
    take_versions([12, 14], writer, lax)
    version = writer.version
    assert [outcome.status for outcome in take_versions([14], writer, lax)] == [Status.UNCHANGED]
    assert writer.version == version


def test_going_back_to_the_old_text_gives_the_old_data(writer: Writer, lax: Lookups) -> None:
    take_versions([12], writer, lax)
    first = {quad for quad in writer.quads() if "/graph/article/" in quad.graph}
    back, other = map(find_hash, reversed(take_versions([14, 12], writer, lax)))
    assert {quad for quad in writer.quads() if "/graph/article/" in quad.graph} == first
    assert list_links(writer, PROV_WAS_REVISION_OF) == [(back, other)]
    assert list_links(writer, DCTERMS_IS_REPLACED_BY) == [(other, back)]


def test_the_text_taken_in_last_is_current_whatever_day_it_prints(writer: Writer, lax: Lookups) -> None:
    take_versions([12], writer, lax)
    early = make_source("Norway", 14, URL, day="2 March 2025", weekday="Sunday")
    outcome = take_in(early, writer, lax)
    assert outcome.status == Status.ACCEPTED
    assert {quad.graph for quad in writer.quads() if "/graph/article/" in quad.graph} == {outcome.graph}


def test_a_version_that_breaks_a_shape_leaves_the_old_one_public(writer: Writer, strict: Lookups) -> None:
    outcomes = take_versions([12], writer, strict)
    version = writer.version
    assert [outcome.status for outcome in take_versions([9], writer, strict)] == [Status.QUARANTINED]
    assert writer.version == version
    assert {quad.graph for quad in writer.quads() if "/graph/article/" in quad.graph} == {outcomes[0].graph}


@pytest.mark.parametrize("counts", [[12, 14, 15], [9, 14, 15], [12, 9, 15]], ids=["good", "bad first", "bad second"])
def test_versions_in_one_batch_end_as_one_by_one(counts: list[int], tmp_path: Path) -> None:
    told = []
    for name in ("together", "apart"):
        settings = Settings(data=tmp_path / name)
        with open_writer(settings) as writer:
            lookups = make_lookups(settings, 10)
            sources = [make_source("Norway", count, URL) for count in counts]
            steps = [sources] if name == "together" else [[source] for source in sources]
            statuses = [outcome.status for step in steps for outcome in ingest(step, writer, lookups)]
            told.append((statuses, writer.version))
    assert told[0] == told[1]


def test_the_same_article_twice_in_one_batch_is_unchanged(writer: Writer, lax: Lookups) -> None:
    outcomes = ingest([make_source("Norway", 12), make_source("Norway", 12)], writer, lax)
    assert [outcome.status for outcome in outcomes] == [Status.ACCEPTED, Status.UNCHANGED]


@pytest.mark.parametrize(
    "urls", [(URL, f"{URL}/copy"), (None, URL, f"{URL}/copy"), (URL, None, f"{URL}/copy", URL)], ids=len
)
def test_one_text_at_two_addresses_is_one_article(urls: tuple[str | None, ...], writer: Writer, lax: Lookups) -> None:
    outcomes = [take_in(make_source("Norway", 12, url), writer, lax) for url in urls]
    assert {outcome.status for outcome in outcomes} <= {Status.ACCEPTED, Status.UNCHANGED}
    assert len({outcome.article for outcome in outcomes}) == count_graphs(writer) == 1
    addresses = {quad.object for quad in writer.find(predicate=lax.names.prop(Prop.SOURCE_URL))}
    assert addresses == {URL, f"{URL}/copy"}
    version = writer.version
    again = [take_in(make_source("Norway", 12, url), writer, lax) for url in urls]
    assert ({outcome.status for outcome in again}, writer.version) == ({Status.UNCHANGED}, version)


def test_the_report_is_public_beside_the_data(writer: Writer, lax: Lookups) -> None:
    list(ingest([make_source("Norway", 12)], writer, lax))
    report = writer.graph(lax.names.graph("reports"))
    assert {quad.object for quad in report if quad.predicate == RDF_TYPE} == {
        "http://www.w3.org/ns/shacl#ValidationReport"
    }
    assert not {quad.triple for quad in report} & set(writer.merged())
