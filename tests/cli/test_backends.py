"""The commands read by a model when told to, show what was refused, and never call a failure a success."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.claims.backends.answers import claim, fill
from tests.claims.backends.stand_in import StandIn, fail, say, start_stand_in
from tests.cli.commands import ARTICLE, Done, run

RIGHT = claim(
    "Release",
    "Ruritania freed 12 prisoners on Monday, among them Ada Lovelock",
    fill("releasedBy", "Ruritania", "Organization"),
    fill("released", "12 prisoners", "PersonGroup", low=12, high=12),
    fill("released", "Ada Lovelock", "Person"),
    when={"words": "on Monday"},
)
INVENTED = claim("Release", "Ruritania freed 500 prisoners", id="c2")


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Give an endpoint on this machine."""
    with start_stand_in() as found:
        yield found


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give an article as a file."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def ask(stand_in: StandIn, *arguments: str, data: Path, **more: str) -> Done:
    settings: Mapping[str, str] = {
        "KG_LLM_URL": stand_in.url,
        "KG_LLM_MODEL": "stand-in",
        "KG_LLM_KEY": "s3cret",
        "KG_LLM_TRIES": "1",
    }
    done = run(*arguments, data=data, settings={**settings, **more})
    assert "s3cret" not in done.stdout + done.stderr
    return done


def test_extract_tells_what_passed_and_what_was_refused(stand_in: StandIn, article: str, tmp_path: Path) -> None:
    stand_in.replies = [say({"claims": [RIGHT, INVENTED], "links": []})]
    done = ask(stand_in, "extract", "--extractor", "llm", article, article, data=tmp_path / "data")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first) == (0, second)
    assert [told["type"] for told in first["claims"]] == ["Release"]
    assert [refusal["reason"] for refusal in first["refused"]] == ["the quote is not in the article"]
    assert done.stderr.count('refused Release "Ruritania freed 500 prisoners"') == 2
    assert "2 claims passed, 2 refused (the quote is not in the article: 2)" in done.stderr


def test_why_shows_refusals(stand_in: StandIn, article: str, tmp_path: Path) -> None:
    stand_in.replies = [say({"claims": [RIGHT, INVENTED], "links": []})]
    done = ask(stand_in, "extract", "--why", article, data=tmp_path / "data", KG_EXTRACTOR="llm")
    assert "read by clemency-llm" in done.stdout
    assert 'refused\n    Release "Ruritania freed 500 prisoners": the quote is not in the article' in done.stdout


def test_extract_ends_with_5_when_the_endpoint_fails_and_rules_do_not_fill_in(
    stand_in: StandIn, article: str, tmp_path: Path
) -> None:
    stand_in.replies = [fail(500)]
    done = ask(stand_in, "extract", "--extractor", "llm", article, data=tmp_path / "data")
    found = json.loads(done.stdout)
    assert (done.returncode, found["claims"]) == (5, [])
    assert "it answers 500" in found["failed"][0]
    assert "1 article could not be read whole" in done.stderr


def test_ingest_publishes_who_read_the_article(stand_in: StandIn, article: str, tmp_path: Path) -> None:
    stand_in.replies = [say({"claims": [RIGHT, INVENTED], "links": []})]
    done = ask(stand_in, "ingest", "--extractor", "llm", article, data=tmp_path / "data")
    assert (done.returncode, done.stdout.split()[0]) == (0, "accepted")
    assert "1 claim passed, 1 refused" in done.stderr
    query = "PREFIX clem: <https://w3id.org/clemency/ontology#> SELECT ?who { ?run clem:extractor ?who }"
    assert "clemency-llm" in run("query", query, data=tmp_path / "data").stdout


def test_ingest_rejects_what_the_endpoint_did_not_read_whole(stand_in: StandIn, article: str, tmp_path: Path) -> None:
    stand_in.replies = [say("I would rather not.")]
    done = ask(stand_in, "ingest", "--extractor", "llm", article, data=tmp_path / "data")
    assert (done.returncode, done.stdout.split()[0]) == (5, "rejected")
    assert "no JSON" in done.stdout


def test_ingest_records_which_rules_were_off(article: str, tmp_path: Path) -> None:
    done = run("ingest", article, data=tmp_path / "data", settings={"KG_RULES_OFF": "transfer.*"})
    assert done.returncode == 0
    query = "PREFIX clem: <https://w3id.org/clemency/ontology#> SELECT ?who { ?run clem:extractor ?who }"
    assert "without transfer.*" in run("query", query, data=tmp_path / "data").stdout


def test_a_missing_setting_of_the_model_is_named(article: str, tmp_path: Path) -> None:
    done = run("extract", "--extractor", "llm", article, data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert "KG_LLM_URL" in done.stderr
