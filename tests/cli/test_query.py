"""Queries come as text, from a file or standard input; those that are refused say why."""

from pathlib import Path

import pytest

from tests.cli.commands import run


def test_query_file_that_is_missing_is_named(filled: Path) -> None:
    done = run("query", "missing.rq", data=filled)
    assert (done.returncode, "missing.rq" in done.stderr, "file" in done.stderr) == (3, True, True)


def test_query_longer_than_a_file_name_is_a_query(filled: Path) -> None:
    assert run("query", f"DESCRIBE <https://example.org/{'a' * 300}>", data=filled).returncode == 0


def test_query_that_is_no_utf8_is_unreadable(filled: Path) -> None:
    assert run("query", "-", data=filled, given=b"ASK {} # \xff").returncode == 3


def test_query_answers_from_text_file_and_standard_input(filled: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?r a <https://w3id.org/clemency/ontology#Release> }"
    file = tmp_path / "q.rq"
    file.write_text(query, encoding="utf-8")
    answers = {
        run("query", "--format", "csv", query, data=filled).stdout,
        run("query", "--format", "csv", str(file), data=filled).stdout,
        run("query", "--format", "csv", "-", data=filled, given=query.encode()).stdout,
    }
    assert len(answers) == 1
    assert int(answers.pop().split()[1]) >= 4


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("SELECT * { ?s ?p }", 6, "line 1"),
        ("INSERT DATA { <a:> <b:> <c:> }", 6, "update"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 6, "SERVICE"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l", 124, "limit"),
        ("SELECT * " + "{" * 3000 + "?s ?p ?o" + "}" * 3000, 6, "128"),
    ],
    ids=["syntax", "update", "service", "runaway", "deep"],
)
def test_refused_queries_say_why(query: str, code: int, words: str, filled: Path) -> None:
    done = run("query", "--timeout", "1", query, data=filled)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_fail_empty_exits_with_4(filled: Path) -> None:
    query = "SELECT * { ?s <https://example.org/nothing> ?o }"
    assert run("query", query, data=filled).returncode == 0
    assert run("query", "--fail-empty", query, data=filled).returncode == 4
