"""Test the query service over a real deployment."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.errors import (
    NotAcceptableError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    UpdateRefusedError,
)
from kg.settings import Settings
from kg.store.query import Query, QueryService, answer_query, format_table, open_service
from kg.store.readers import MIB
from kg.store.versions import EMPTY_VERSION
from tests.store.samples import NAMES, commit, labels, quad, text

PREFIX = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX d: <{NAMES.base}id/>"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(16)) + " }"


@pytest.fixture
def filled(settings: Settings) -> Settings:
    commit(settings, labels(["Ilva", "Torren"], "article/a"))
    return replace(settings, memory_bytes=256 * MIB)


@pytest.fixture
def service(filled: Settings) -> Iterator[QueryService]:
    with open_service(filled) as service:
        yield service


def test_an_answer_is_whole_and_tells_its_version(service: QueryService) -> None:
    answer = service.ask(Query(f"{PREFIX} SELECT ?name {{ ?s rdfs:label ?name }} ORDER BY ?name"), "csv")
    assert answer.version == service.find_version()
    body = answer.read()
    assert body == b"name\r\nIlva\r\nTorren\r\n"
    assert answer.size == len(body)


def test_an_empty_deployment_answers(settings: Settings) -> None:
    with open_service(settings) as service:
        answer = service.ask(Query("SELECT * { ?s ?p ?o }"))
        assert (answer.version, answer.is_empty) == (EMPTY_VERSION, True)
        answer.body.close()
        assert service.find_version() is None


def test_a_commit_is_seen_within_a_second(filled: Settings, service: QueryService) -> None:
    count = Query("SELECT (COUNT(?s) AS ?n) { ?s a ?c }")
    assert b"\n2" in service.ask(count, "csv").read()
    version = commit(filled, labels(["Late"], "article/b"))
    start = time.monotonic()
    answer = service.ask(count, "csv")
    assert (answer.version, b"\n3" in answer.read()) == (version, True)
    assert time.monotonic() - start < 1


def test_several_from_give_a_shared_triple_once(filled: Settings, service: QueryService) -> None:
    shared = quad("s", "p", text("shared"), "article/x")
    commit(filled, [shared, shared._replace(graph=NAMES.graph("article/y"))])
    graphs = (NAMES.graph("article/x"), NAMES.graph("article/y"))
    from_text = "".join(f" FROM <{graph}>" for graph in graphs)
    asked = [
        Query(f"SELECT (COUNT(*) AS ?n){from_text} {{ ?s ?p ?o }}"),
        Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graphs=graphs),
        Query("SELECT (COUNT(*) AS ?n) FROM <a:b> FROM <a:c> { ?s ?p ?o }", default_graphs=graphs),
    ]
    for query in asked:
        assert service.ask(query, "tsv").read() == b"?n\n1\n"


def test_relative_iris_start_at_the_base(service: QueryService) -> None:
    assert not service.ask(Query("ASK { <id/person-Ilva> ?p ?o }")).is_empty


def test_a_page_shows_the_first_rows_in_the_order_of_the_query(service: QueryService) -> None:
    page = service.ask_page(Query("SELECT * { ?who ?how ?what }"), 3)
    assert page.variables == ("who", "how", "what")
    assert (len(page.rows), page.is_whole) == (3, False)
    assert service.ask_page(Query("SELECT * { ?who ?how ?what }"), 4).is_whole
    assert service.ask_page(Query("ASK {}"), 3).verdict is True


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        ("SELECT * { ?s ?p }", QuerySyntaxError, "found }"),
        ("SELECT * { ?s rdfs:label ?o }", QuerySyntaxError, "rdfs: is not declared"),
        ("INSERT DATA { <a:> <b:> <c:> }", UpdateRefusedError, "INSERT"),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", UpdateRefusedError, "SERVICE"),
        (RUNAWAY, QueryTimeoutError, "time limit of 0.5 s"),
    ],
)
def test_errors_are_told(service: QueryService, asked: str, kind: type[QueryError], words: str) -> None:
    with pytest.raises(kind, match=words):
        service.ask(Query(asked, timeout_s=0.5))


def test_a_fault_has_its_place(service: QueryService) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        service.ask(Query("SELECT * {\n  ?s ?p }"))
    place = caught.value.place
    assert place is not None
    assert (place.line, place.column, place.excerpt) == (2, 9, "  ?s ?p }\n        ^")


def test_large_results_are_refused_with_the_limit(filled: Settings) -> None:
    cross = "SELECT * { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(6)) + " }"
    for settings, text_asked, limit in (
        (replace(filled, result_rows=3), "SELECT * { ?s ?p ?o }", "3 rows"),
        (replace(filled, result_bytes=MIB), cross, "1 MiB"),
    ):
        with open_service(settings) as service, pytest.raises(ResultTooLargeError, match=limit):
            service.ask(Query(text_asked))


def test_a_result_over_8_mib_is_whole(service: QueryService) -> None:
    cross = "SELECT * { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(7)) + " }"
    answer = service.ask(Query(cross), "tsv")
    assert answer.size > 8 * MIB
    body = answer.read()
    assert len(body) == answer.size
    assert body.count(b"\n") == 4**7 + 1


def test_the_time_limit_has_a_limit(filled: Settings) -> None:
    settings = replace(filled, timeout_max_s=0.3)
    with open_service(settings) as service, pytest.raises(QueryTimeoutError, match=r"time limit of 0\.3 s"):
        service.ask(Query(RUNAWAY, timeout_s=500.0))


def test_a_format_that_does_not_fit_is_refused_with_the_list(service: QueryService) -> None:
    with pytest.raises(NotAcceptableError) as caught:
        service.ask(Query("ASK {}"), "turtle")
    assert "csv" in caught.value.hint


def test_a_table_is_laid_out_for_people(filled: Settings) -> None:
    answer = answer_query(filled, f"{PREFIX} SELECT ?s ?name {{ ?s rdfs:label ?name }} ORDER BY ?name")
    assert answer.is_table
    assert not answer.is_empty
    assert format_table(answer).splitlines() == [
        "s                name",
        "---------------  ----------",
        "d:person-Ilva    Ilva @en",
        "d:person-Torren  Torren @en",
        "(2 rows)",
    ]


def test_ask_is_answered_with_yes_or_no(filled: Settings) -> None:
    assert format_table(answer_query(filled, "ASK {}")) == "yes"
    answer = answer_query(filled, "ASK { ?s ?p 'none' }", kind="table")
    assert (format_table(answer), answer.is_empty) == ("no", True)


def test_a_graph_for_people_is_turtle(filled: Settings) -> None:
    answer = answer_query(filled, f"{PREFIX} DESCRIBE d:person-Ilva")
    assert not answer.is_table
    with answer.open() as body:
        assert b'rdfs:label "Ilva"@en' in body.read()


def test_a_table_too_long_for_people_is_refused(filled: Settings) -> None:
    with pytest.raises(ResultTooLargeError):
        answer_query(replace(filled, result_rows=2), "SELECT * { ?s ?p ?o }")
