"""The order of the stages: batches, quarantine, faults of the extractor, and versions of an article."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from kg.articles.sources import Source
from kg.claims.extract import extract_claims
from kg.model import Claims, Document, Gazetteer, Quad
from kg.pipeline import Lookups, Outcome, Status, ingest
from kg.settings import Settings
from kg.shacl.shapes import Shapes, load_shapes
from kg.store.writing import Writer, open_writer
from kg.terms import RDF_TYPE, Names, Prop

# One shape that articles break or keep, by the smallest group of people that it lets pass.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix clem: <https://w3id.org/clemency/ontology#> .
@prefix s: <https://w3id.org/clemency/shapes#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
s:Group a sh:PropertyGroup ; rdfs:label "counts"@en .
s:Strict a sh:NodeShape ; rdfs:label "strict"@en ; sh:targetClass clem:PersonGroup ; sh:property s:Strict-memberCount .
s:Strict-memberCount a sh:PropertyShape ; sh:path clem:memberCount ; sh:minInclusive SMALLEST ; sh:name "count"@en ;
    sh:description "A group is not too small."@en ; sh:message "These are too few."@en ; sh:order 1 ;
    sh:group s:Group ; sh:severity sh:Violation .
"""
TEXT = """{state} frees {count} prisoners
Published 3 March 2025

{state} freed {count} prisoners on Monday.
"""


@dataclass(frozen=True)
class OneShape(Lookups):
    """Judge by one shape instead of ours, and share the quads that all deployments begin with."""

    folder: Path
    shared: frozenset[Quad]

    @cached_property
    def shapes(self) -> Shapes:
        return load_shapes(self.folder, Names())

    @cached_property
    def base_quads(self) -> frozenset[Quad]:
        return self.shared


@pytest.fixture(scope="module")
def shared() -> frozenset[Quad]:
    return Lookups(Settings()).base_quads


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def make_lookups(settings: Settings, shared: frozenset[Quad], smallest: int) -> Lookups:
    folder = settings.data.parent / f"shapes-{smallest}"
    folder.mkdir()
    (folder / "one.ttl").write_text(SHAPES.replace("SMALLEST", str(smallest)), encoding="utf-8")
    return OneShape(settings, folder, shared)


@pytest.fixture
def strict(settings: Settings, shared: frozenset[Quad]) -> Lookups:
    return make_lookups(settings, shared, 10)


@pytest.fixture
def lax(settings: Settings, shared: frozenset[Quad]) -> Lookups:
    return make_lookups(settings, shared, 1)


@pytest.fixture
def writer(settings: Settings) -> Iterator[Writer]:
    with open_writer(settings) as opened:
        yield opened


def make_source(state: str, count: int, url: str | None = None) -> Source:
    return Source(f"{state}.txt", data=TEXT.format(state=state, count=count).encode(), url=url)


def count_graphs(writer: Writer) -> int:
    return len({quad.graph for quad in writer.quads() if "/graph/article/" in quad.graph})


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
    statuses = [next(iter(ingest([make_source("Chile", 9)], writer, by))).status for by in (strict, lax)]
    assert statuses == [Status.QUARANTINED, Status.ACCEPTED]
    assert list((settings.data / "quarantine").iterdir()) == []


def test_what_was_wrong_before_is_not_blamed_on_the_next(writer: Writer, strict: Lookups, lax: Lookups) -> None:
    list(ingest([make_source("Chile", 9)], writer, lax))
    assert [o.status for o in ingest([make_source("Norway", 12)], writer, strict)] == [Status.ACCEPTED]


def test_a_fault_of_the_extractor_rejects_one_article(
    writer: Writer, lax: Lookups, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(document: Document, gazetteer: Gazetteer) -> Claims:
        if "Chile" in document.text:
            raise KeyError("group-3")
        return extract_claims(document, gazetteer)

    monkeypatch.setattr("kg.pipeline.extract_claims", stumble)
    outcomes = list(ingest([make_source("Chile", 9), make_source("Norway", 12)], writer, lax))
    assert [outcome.status for outcome in outcomes] == [Status.REJECTED, Status.ACCEPTED]
    assert outcomes[0].reason is not None
    assert "please report" in outcomes[0].reason
    assert "KeyError" in caplog.text


def test_a_new_version_takes_the_place_of_the_old_and_says_so(writer: Writer, lax: Lookups) -> None:
    lookups, url = lax, "https://example.org/news/1"
    outcomes: list[Outcome] = []
    for count in (12, 14):
        outcomes += ingest([make_source("Norway", count, url)], writer, lookups)
    assert len({outcome.article for outcome in outcomes}) == 1
    assert count_graphs(writer) == 1
    versions = {quad.subject for quad in writer.find(predicate=lookups.names.prop(Prop.VERSION_OF))}
    older = {quad.object for quad in writer.find(predicate="http://www.w3.org/ns/prov#wasRevisionOf")}
    assert (len(versions), len(older)) == (1, 1)
    assert not versions & older
    (run,) = {quad.object for quad in writer.find(predicate=lookups.names.prop(Prop.PRODUCED_BY))}
    extractors = {quad.subject for quad in writer.find(predicate=lookups.names.prop(Prop.EXTRACTOR))}
    assert extractors == {run}


def test_going_back_to_the_old_text_gives_the_old_data(writer: Writer, lax: Lookups) -> None:
    lookups, url = lax, "https://example.org/news/1"
    list(ingest([make_source("Norway", 12, url)], writer, lookups))
    first = {quad for quad in writer.quads() if "/graph/article/" in quad.graph}
    for count in (14, 12):
        list(ingest([make_source("Norway", count, url)], writer, lookups))
    assert {quad for quad in writer.quads() if "/graph/article/" in quad.graph} == first


def test_the_same_article_twice_in_one_batch_is_unchanged(writer: Writer, lax: Lookups) -> None:
    outcomes = ingest([make_source("Norway", 12), make_source("Norway", 12)], writer, lax)
    assert [outcome.status for outcome in outcomes] == [Status.ACCEPTED, Status.UNCHANGED]


def test_the_report_is_public_beside_the_data(writer: Writer, lax: Lookups) -> None:
    list(ingest([make_source("Norway", 12)], writer, lax))
    report = writer.graph(lax.names.graph("reports"))
    assert {quad.object for quad in report if quad.predicate == RDF_TYPE} == {
        "http://www.w3.org/ns/shacl#ValidationReport"
    }
    assert not {quad.triple for quad in report} & set(writer.merged())
