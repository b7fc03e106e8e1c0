"""The twelve queries of a researcher's first hour, on claims made by hand: swaps, joint releases and denials, too."""

import pyoxigraph
import pytest

from kg.graph.summary import build_summary
from kg.model import Quad
from tests.graph.invented import NAMES, build_known
from tests.graph.pages import write_first_page, write_second_page, write_swap_page
from tests.newsroom import PREFIXES, ask, load_store, load_term, write_value


@pytest.fixture(scope="module")
def quads() -> frozenset[Quad]:
    tellings = build_known() | write_first_page().build() | write_second_page().build() | write_swap_page().build()
    return tellings | build_summary(tellings, NAMES)


@pytest.fixture(scope="module")
def store(quads: frozenset[Quad]) -> pyoxigraph.Store:
    return load_store(quads)


def test_store_keeps_every_literal_as_it_is_written(quads: frozenset[Quad], store: pyoxigraph.Store) -> None:
    kept = {tuple(map(str, (q.subject, q.predicate, q.object))) for q in store}
    given = {(f"<{q.subject}>", f"<{q.predicate}>", str(load_term(q.object))) for q in quads}
    assert kept == given


def test_1_sum_of_tallies_counts_nobody_twice(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?state ?year (SUM(?n) AS ?freed) {
             ?r a clem:Release ; clem:tally ?n ; clem:actingState/rdfs:label ?state ; clem:year ?year
             FILTER(lang(?state) = "en")
           } GROUP BY ?state ?year ORDER BY ?state ?year""",
    )
    assert rows == [("Norland", "2024", "23"), ("Norland", "2025", "124"), ("Sudmark", "2024", "16")]


def test_2_each_freed_person_has_one_row_an_article_that_names_them(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?name ?day ?quote ?title {
             ?r a clem:Release ; clem:standing c:factual ; clem:released ?p ; clem:sortDate ?day .
             ?p a clem:Person ; rdfs:label ?name .
             ?e clem:supports ?r ; clem:forFiller ?p ; clem:fromArticle ?a . ?a rdfs:label ?title .
             ?r clem:mainEvidence ?m . ?m clem:fromArticle ?a ; clem:exact ?quote
             FILTER(?day > "2025-01-01"^^xsd:date)
           } ORDER BY ?name ?title""",
    )
    assert [(name, day, title[:16]) for name, day, _, title in rows] == [
        ("Ivo Sand", "2025-03-01", "Norland lets 124"),
        ("Mara Velt", "2025-03-01", "Norland frees 12"),
        ("Mara Velt", "2025-03-01", "Norland lets 124"),
        ("Tomas Brandl", "2025-03-01", "Norland frees 12"),
        ("Tomas Brandl", "2025-03-01", "Norland lets 124"),
    ]


def test_3_told_exchange_wins_over_inferred(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?gave ?how ?got {
             ?gave clem:actingState d:state-SDM ; ?how ?got .
             VALUES ?how { clem:exchangedFor clem:maybeExchangedFor } }""",
    )
    assert rows == [("relief-sdm", "exchangedFor", "release-nrl")]


def test_4_contested_figures_each_have_their_words(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?r ?n ?quote {
             ?r clem:contestedProperty clem:memberCount .
             ?e clem:supports ?r ; clem:forRole clem:released ; clem:forValue ?n ; clem:exact ?quote
           } ORDER BY ?n""",
    )
    assert rows == [("release-nrl", "123", "123 prisoners"), ("release-nrl", "124", "124 prisoners")]


def test_5_denied_or_wished_release_frees_nobody(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?name ?since ?last {
             ?d a clem:Detention ; clem:standing c:factual ; clem:detainee ?p ; clem:sortDate ?since .
             ?p a clem:Person ; rdfs:label ?name . OPTIONAL { ?d clem:ongoingOn ?last }
             FILTER NOT EXISTS {
               ?r a clem:Release ; clem:standing c:factual ; clem:released ?p ; clem:sortDate ?freed
               FILTER(?freed >= ?since) } }""",
    )
    assert rows == [("Piet Marr", "2020-12-31", "2025-03-03")]


def test_6_denied_claims_lead_to_the_factual_telling(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?c ?who ?told {
             ?c clem:standing c:denied ; a clem:Event .
             OPTIONAL { ?s clem:content ?c ; clem:speaker ?who } OPTIONAL { ?c clem:counterpartOf ?told }
           } ORDER BY ?c""",
    )
    assert rows == [("release-marr-denied", "person-lena-ost", "-"), ("release-nrl-denied", "-", "release-nrl")]


def test_7_wikidata_items_join(store: pyoxigraph.Store) -> None:
    rows = ask(store, "SELECT ?x { VALUES ?wd { wd:Q1 } ?x clem:wikidata ?wd ; <https://schema.org/sameAs> ?wd }")
    assert rows == [("state-NRL",)]


def test_8_timeline_has_every_factual_event_once_with_its_label(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        "SELECT ?day ?label { ?e a clem:Event ; clem:sortDate ?day . OPTIONAL { ?e rdfs:label ?label } } ORDER BY ?day",
    )
    assert sorted(rows) == [
        ("2020-12-31", "Detention of Piet Marr"),
        ("2024-08-01", "Release of 15 prisoners by Norland"),
        ("2024-08-01", "Release of 24 people"),
        ("2024-08-01", "Release of 9 spies by Sudmark"),
        ("2024-08-05", "Release of Rik Kroon by Norland"),
        ("2024-08-09", "Release of 7 sailors by Norland and Sudmark"),
        ("2025-03-01", "Release of 123 or 124 prisoners by Norland"),
        ("2025-03-02", "Sudmark lifts sanctions on timber against Norland"),
        ("2025-03-02", "Transfer of 123 prisoners to Sudmark"),
        ("2025-03-03", "Agreement between Olen Karst and Sudmark"),
        ("2025-03-03", "Lena Ost denies the release of Piet Marr"),
    ]


def test_9_one_number_has_its_source(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?published ?quote ?begin {
             ?e clem:forValue 124 ; clem:supports d:release-nrl ; clem:exact ?quote ; clem:beginChar ?begin ;
                clem:fromArticle/clem:published ?published }""",
    )
    assert rows == [("2025-03-03", "124 prisoners", "80")]


def test_10_what_one_says_and_what_one_is_the_source_of(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?attitude ?gist ?about {
             { ?s clem:speaker d:person-lena-ost ; clem:attitude ?attitude .
               OPTIONAL { ?s clem:gist ?gist } OPTIONAL { ?s clem:content ?about } }
             UNION { ?e clem:attributedTo d:person-lena-ost ; clem:supports ?about ; clem:exact ?gist .
                     BIND("is the source" AS ?attitude) } } ORDER BY ?attitude""",
    )
    assert sorted(rows) == [
        ("denies", "Marr was not released.", "release-marr-denied"),
        ("is the source", "President Olen Karst pardoned 124 prisoners on Saturday", "release-nrl"),
    ]


def test_11_which_article_says_that_the_president_freed_them(store: pyoxigraph.Store) -> None:
    rows = ask(
        store,
        """SELECT ?title {
             GRAPH ?g { ?r a clem:Release ; clem:standing c:factual ; clem:releasedBy d:person-olen-karst }
             ?g clem:assertedFrom/clem:versionOf/rdfs:label ?title }""",
    )
    assert rows == [("Norland lets 124 go in exchange for timber relief",)]


def test_12_one_event_with_evidence_people_and_articles(store: pyoxigraph.Store) -> None:
    found = store.query(
        PREFIXES
        + """CONSTRUCT { ?s ?p ?o } {
               { VALUES ?s { d:release-nrl } ?s ?p ?o } UNION { ?s clem:supports d:release-nrl ; ?p ?o }
               UNION { d:release-nrl clem:participant ?s . ?s ?p ?o }
               UNION { ?e clem:supports d:release-nrl ; clem:fromArticle ?s . ?s ?p ?o } }"""
    )
    assert isinstance(found, pyoxigraph.QueryTriples)
    subjects = {write_value(triple.subject) for triple in found}
    assert {"release-nrl", "person-ivo-sand", "person-olen-karst", "article-norland-frees-123"} <= subjects


def test_denied_event_has_no_count_date_or_source(store: pyoxigraph.Store) -> None:
    derived = "clem:tally clem:countMostReported clem:sourceCount clem:sortDate clem:year clem:actingState"
    rows = ask(store, f"SELECT ?r ?p {{ ?r clem:standing c:denied ; ?p ?o VALUES ?p {{ {derived} }} }}")
    assert rows == []
