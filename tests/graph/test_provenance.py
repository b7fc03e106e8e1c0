"""Provenance, reference data and links; each node of them has what its shape asks for."""

from dataclasses import replace
from datetime import date

from kg.graph.provenance import build_provenance
from kg.model import Identities, Quad
from tests.graph.invented import DIGEST, NAMES, build_known, make_document
from tests.graph.test_builder import show

WHO = Identities("article-quiet", {}, {})


def build(publisher: str | None = None, url: str | None = None) -> frozenset[Quad]:
    document = replace(make_document("Quiet", "Nothing happened."), publisher=publisher, url=url)
    return build_provenance(document, WHO, NAMES, shapes_digest=DIGEST, extractor="by-hand 1")


def test_article_has_headline_day_publisher_and_address() -> None:
    quads = build("The Nordby Courier", "https://courier.example/a b?x=1")
    assert show(quads, "article-quiet") == [
        "label Quiet@en",
        "published 2025-03-02",
        "publisher publisher-the-nordby-courier",
        "sourceUrl a%20b?x=1",
        "type Article",
    ]
    assert show(quads, "publisher-the-nordby-courier") == ["altLabel The Nordby Courier@en", "type Organization"]


def test_article_tells_the_licence_that_its_file_names() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    document = replace(make_document("Quiet", "Nothing happened."), licence=licence)
    quads = build_provenance(document, WHO, NAMES, shapes_digest=DIGEST, extractor="by-hand 1")
    told = [quad.object for quad in quads if quad.predicate == "http://purl.org/dc/terms/license"]
    assert told == [licence]


def test_version_has_hash_length_and_sections() -> None:
    document = make_document("Quiet", "Nothing happened.")
    lines = show(build(), f"text-{document.hash12}")
    assert lines == [
        "charLength 24",
        f"hasSection section-{document.hash12}-body",
        f"hasSection section-{document.hash12}-headline",
        f"sha256 {document.sha256}",
        "type ArticleVersion",
        "versionOf article-quiet",
    ]


def test_run_is_named_without_a_clock() -> None:
    hash12 = make_document("Quiet", "Nothing happened.").hash12
    assert show(build(), f"run-{hash12}-by-hand-1") == ["extractor by-hand 1", "type ExtractionRun"]
    graph = [q for q in build() if q.subject == NAMES.graph(f"article/{hash12}")]
    assert sorted(q.object for q in graph if isinstance(q.object, str)) == sorted(
        [
            NAMES.base + "ontology#AssertionGraph",
            NAMES.concept("machine"),
            NAMES.thing(f"run-{hash12}-by-hand-1"),
            NAMES.thing(f"text-{hash12}"),
            NAMES.thing("shapes-abababababab"),
        ]
    )


def test_day_of_publication_changes_only_the_article() -> None:
    later = replace(make_document("Quiet", "Nothing happened."), published=date(2025, 3, 9))
    other = build_provenance(later, WHO, NAMES, shapes_digest=DIGEST, extractor="by-hand 1")
    assert {q.subject for q in other ^ build()} == {NAMES.thing("article-quiet")}


def test_reference_data_have_one_label_one_name_a_language_codes_and_capital() -> None:
    assert show(build_known(), "state-NRL") == [
        "altLabel Nordlande@de",
        "altLabel the Norlands@en",
        "capital place-nordby",
        "isoAlpha2 NR",
        "isoAlpha3 NRL",
        "label Norland@en",
        "prefLabel Nordland@de",
        "prefLabel Norland@en",
        "sameAs Q1",
        "type Place",
        "type State",
        "wikidata Q1",
    ]
    assert "inState state-NRL" in show(build_known(), "place-nordby")
    assert "jurisdiction state-NRL" in show(build_known(), "position-president-NRL")


def test_links_are_decisions_with_score_and_method() -> None:
    assert show(build_known(), "link-state-SDM") == [
        "linkFrom state-SDM",
        "linkMethod state-table",
        "linkScore 1",
        "linkStatus accepted",
        "linkTo Q2",
        "type EntityLink",
    ]
