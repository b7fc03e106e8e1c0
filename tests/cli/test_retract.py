"""Articles are withdrawn and let back in, with a day and a reason."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import ARTICLE, run


@pytest.fixture(scope="module")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Take one article in; give the folder and the IRI of the graph."""
    data = tmp_path_factory.mktemp("one") / "data"
    done = run("ingest", "--json", "-", data=data, given=ARTICLE.encode())
    return data, str(json.loads(done.stdout)["graph"])


def test_retract_undo_and_ingest_end_where_they_began(one_article: tuple[Path, str]) -> None:
    data, graph = one_article
    before = run("stats", data=data).stdout
    done = run("retract", graph, "--reason", "It was wrong.", "--on", "2 April 2025", data=data)
    assert done.stdout == f"retracted   {graph}  withdrawn on 2025-04-02: It was wrong.\n"
    assert "are gone" in done.stderr
    counts = json.loads(run("stats", "--json", data=data).stdout)
    assert (counts["Article"], counts["retracted"], counts["Release"]) == (0, 1, 0)
    again = run("retract", graph, "--reason", "Again.", "--json", data=data)
    told = json.loads(again.stdout)
    assert (again.returncode, told["status"], told["on"], told["reason"]) == (
        *(0, "unchanged", "2025-04-02"),
        "It was wrong.",
    )
    assert set(told) == {"article", "graph", "status", "on", "reason", "gone"}
    refused = run("ingest", "-", data=data, given=ARTICLE.encode())
    assert (refused.returncode, refused.stdout.split()[0], "It was wrong." in refused.stdout) == (3, "rejected", True)
    assert run("retract", graph, "--undo", "--reason", "It was right.", data=data).stdout.startswith("reinstated")
    assert run("ingest", "-", data=data, given=ARTICLE.encode()).stdout.startswith("accepted")
    assert run("stats", data=data).stdout == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--reason", "It was wrong."], "ARTICLE"),
        (["HASH"], "--reason"),
        (["HASH", "--reason", ""], "reason is empty"),
        (["HASH", "--reason", "a\nb"], "reason holds"),
        (["HASH", "--reason", "x" * 501], "500"),
        (["HASH", "--reason", "x", "--on", "31 February"], "not a day"),
        (["HASH", "--reason", "x", "--on", "2999-01-01"], "yet to come"),
        (["0123456789ab", "--reason", "x"], "no article"),
        (["HASH", "0123456789ab", "--reason", "x"], "extra"),
    ],
    ids=["no article", "no reason", "empty", "two lines", "long", "no day", "future", "unknown", "two"],
)
def test_retract_says_what_it_needs(arguments: list[str], words: str, one_article: tuple[Path, str]) -> None:
    data, graph = one_article
    version = json.loads(run("stats", "--json", data=data).stdout)["version"]
    done = run("retract", *(graph[-12:] if each == "HASH" else each for each in arguments), data=data)
    assert (done.returncode, words in done.stderr, done.stdout) == (2, True, "")
    assert json.loads(run("stats", "--json", data=data).stdout)["version"] == version
