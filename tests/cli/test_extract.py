"""What articles claim is told without a store and without a date."""

import json
from pathlib import Path

from tests.cli.commands import EXAMPLES, make_bad, run


def test_extract_needs_no_date_and_no_store(tmp_path: Path) -> None:
    undated, data = make_bad(tmp_path, "undated"), tmp_path / "data"
    done = run("extract", "--events", str(undated), str(undated), data=data)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [document["text_file"] for document in documents] == ["undated.txt"] * 2
    assert documents[0]["events"][0]["type"] == "Release"
    assert not data.exists()


def test_extract_goes_on_past_an_unreadable_file(tmp_path: Path) -> None:
    done = run("extract", str(make_bad(tmp_path, "empty")), EXAMPLES[0], data=tmp_path / "data")
    assert (done.returncode, len(done.stdout.splitlines())) == (3, 1)
    assert "empty" in done.stderr


def test_extract_why_shows_sentence_rule_and_fillers(tmp_path: Path) -> None:
    done = run("extract", "--why", EXAMPLES[0], data=tmp_path / "data")
    assert all(word in done.stdout for word in ("sentence", "rule", "releasedBy", "Belarus"))
