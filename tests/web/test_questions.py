"""The questions of a researcher, asked over HTTP of all bundled articles: each has its rows, reviewed by hand.

Only `pytest --update-golden` rewrites the rows in `questions/`; their diff is read against the articles.
"""

import csv
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib.plugins.sparql import prepareQuery

from kg.settings import Settings
from kg.store.query import QueryService
from kg.terms import Names
from kg.web.app import create_app
from kg.web.examples import list_examples

QUESTIONS = {question.name: question for question in list_examples(Names())}
FOLDER = Path(__file__).parent / "questions"
FEDERATED = Path(__file__).resolve().parents[2] / "kg" / "web" / "queries" / "federated"
MOST_S = 1.0


@pytest.fixture(scope="module")
def client(filled: Path) -> Iterator[FlaskClient]:
    """Serve all bundled articles."""
    settings = Settings(data=filled)
    service = QueryService(settings)
    yield create_app(settings, service=service).test_client()
    service.close()


def ask(client: FlaskClient, text: str, accept: str) -> str:
    with client.post("/sparql", data={"query": text}, headers={"Accept": accept}) as answer:
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200, text
        return text


def answer(client: FlaskClient, name: str) -> tuple[str, str]:
    """Ask a question; give its rows as CSV in the order of the answer, or its triples sorted, with the suffix.

    The digest of the shapes changes with each word in them, and says nothing here.
    """
    text = QUESTIONS[name].text
    if "CONSTRUCT" in text:
        return ".nt", "".join(sorted(ask(client, text, "application/n-triples").splitlines(keepends=True)))
    rows = ask(client, text, "text/csv").replace("\r\n", "\n")
    return ".csv", re.sub(r"id/shapes-[0-9a-f]{12}", "id/shapes-DIGEST", rows)


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_is_answered_by_its_rows(client: FlaskClient, name: str, *, update_golden: bool) -> None:
    suffix, found = answer(client, name)
    path = FOLDER / f"{name}{suffix}"
    if update_golden:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; see --update-golden"


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_finds_rows_and_none_twice(client: FlaskClient, name: str) -> None:
    suffix, found = answer(client, name)
    rows = found.splitlines() if suffix == ".nt" else [tuple(row) for row in csv.reader(io.StringIO(found))][1:]
    assert rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_is_answered_in_a_second(client: FlaskClient, name: str) -> None:
    begin = time.perf_counter()
    answer(client, name)
    assert time.perf_counter() - begin < MOST_S


def test_every_question_has_its_rows_and_there_are_no_others() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(QUESTIONS)


def test_questions_differ_and_say_what_they_ask() -> None:
    assert len({question.title for question in QUESTIONS.values()}) == len(QUESTIONS) >= 40
    for question in QUESTIONS.values():
        assert question.title.endswith("?"), question.name
        assert question.description.endswith("."), question.name
        assert question.tags, question.name


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if "CONSTRUCT" not in question.text])
def test_rows_have_an_order(name: str) -> None:
    assert "\nORDER BY " in QUESTIONS[name].text


def test_totals_count_nobody_twice(client: FlaskClient) -> None:
    """What 01 adds up is what the articles tell: 24 in Ankara by parts, 51 or 52 once, no sub-group, no denial."""
    _, found = answer(client, next(iter(QUESTIONS)))
    rows = {(row[0], row[1]): int(row[2]) for row in list(csv.reader(io.StringIO(found)))[1:]}
    assert rows["Belarus", "2025"] == 14 + 51 + 31 + 123
    assert rows["Russia", "2024"] + rows["Belarus", "2024"] + rows["Germany", "2024"] == 15 + 1 + 8
    assert rows["Nicaragua", "2024"] == 135


@pytest.mark.parametrize("path", sorted(FEDERATED.glob("*.rq")), ids=lambda path: path.stem)
def test_federated_forms_are_valid_sparql_and_refused_here(client: FlaskClient, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert prepareQuery(text).algebra is not None
    assert path.stem in QUESTIONS
    assert text not in {question.text for question in QUESTIONS.values()}
    with client.post("/sparql", data={"query": text}) as refusal:
        assert (refusal.status_code, refusal.mimetype) == (403, "application/problem+json")
