"""What articles claim is told without a store and without a date."""

import json
from pathlib import Path

import pytest

from kg import cli
from kg.articles.kinds import Kind
from kg.claims.backends import choosing
from tests.cli.commands import ARTICLE, EXAMPLES, make_bad, run


def test_extract_needs_no_date_and_no_store(tmp_path: Path) -> None:
    undated, data = make_bad(tmp_path, "undated"), tmp_path / "data"
    done = run("extract", "--events", str(undated), str(undated), data=data)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [document["text_file"] for document in documents] == ["undated.txt"] * 2
    assert documents[0]["events"][0]["type"] == "Release"
    assert not data.exists()


@pytest.mark.parametrize("view", ["--events", "--json", "--why"])
def test_extract_says_of_an_undated_article_that_it_is_and_what_that_means(view: str, tmp_path: Path) -> None:
    undated = make_bad(tmp_path, "undated")
    done = run("extract", view, str(undated), EXAMPLES[0], data=tmp_path / "data")
    assert done.returncode == 0
    assert done.stderr == f"kg: {undated}: no publication date; words such as 'on Monday' give no day\n"


@pytest.mark.parametrize(
    ("command", "one", "two"),
    [
        ("extract", "why", "json"),
        ("extract", "json", "why"),
        ("extract", "events", "json"),
        ("validate", "json", "turtle"),
    ],
)
def test_two_views_at_once_are_a_usage_error(command: str, one: str, two: str, tmp_path: Path) -> None:
    done = run(command, f"--{one}", f"--{two}", EXAMPLES[0], data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--{one} and --{two} cannot go together" in done.stderr


def test_extract_goes_on_past_an_unreadable_file(tmp_path: Path) -> None:
    done = run("extract", str(make_bad(tmp_path, "empty")), EXAMPLES[0], data=tmp_path / "data")
    assert (done.returncode, len(done.stdout.splitlines())) == (3, 1)
    assert "empty" in done.stderr


def test_extract_why_shows_sentence_rule_and_fillers(tmp_path: Path) -> None:
    done = run("extract", "--why", EXAMPLES[0], data=tmp_path / "data")
    assert "\n  | [" in done.stdout
    assert all(word in done.stdout for word in ("rule release.", "releasedBy", "Russia [203:209]"))


def test_extract_lists_its_rules_without_a_file(tmp_path: Path) -> None:
    done = run("extract", "--rules", data=tmp_path / "data")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert any(line.startswith("release.free ") and "released 41 prisoners" in line for line in lines)
    assert lines == sorted(lines)


def test_extract_without_a_file_is_a_usage_error(tmp_path: Path) -> None:
    done = run("extract", data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no file" in done.stderr


def test_a_rule_that_is_off_reads_nothing_and_the_run_says_so(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    found = {}
    for off in ("transfer.*", "transfer.*,release.free"):
        done = run("extract", str(article), data=tmp_path / "data", settings={"KG_RULES_OFF": off})
        found[off] = json.loads(done.stdout)
    told = [[claim["type"] for claim in document["claims"]] for document in found.values()]
    assert told == [["Release"], []]
    assert found["transfer.*"]["extractor"].endswith(" without transfer.*")


def test_an_unknown_rule_is_a_setting_error_that_names_those_near(tmp_path: Path) -> None:
    done = run("extract", EXAMPLES[0], data=tmp_path / "data", settings={"KG_RULES_OFF": "release.fre"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "'release.fre'" in done.stderr
    assert "release.free" in done.stderr


def test_ingest_with_an_unknown_rule_touches_no_store(tmp_path: Path) -> None:
    done = run("ingest", EXAMPLES[0], data=tmp_path / "data", settings={"KG_RULES_OFF": "nothing.at.all"})
    assert done.returncode == 2
    assert not (tmp_path / "data").exists()


def test_the_command_offers_the_back_ends_and_formats_that_there_are() -> None:
    assert cli.BACKENDS == choosing.BACKENDS
    assert list(cli.FORMATS) == ["auto", *Kind]
