"""Articles are taken in one by one: what cannot be read is said in one line, and nothing is half-stored."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.commands import ARTICLE, EXAMPLES, make_bad, run

BAD = {
    "missing": "missing.txt",
    "folder": "article.txt",
    "empty": "empty",
    "blank": "blank.txt",
    "binary": "binary",
    "latin-1": "UTF-8",
    "undated": "--published",
    "huge": "KG_ARTICLE_BYTES",
}


@pytest.fixture(scope="module")
def bad_lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Ingest every kind of bad file and one good one in one batch; give the line of each."""
    folder = tmp_path_factory.mktemp("bad")
    paths = {kind: make_bad(folder, kind) for kind in BAD} | {"good": folder / "good.txt"}
    paths["good"].write_text(ARTICLE, encoding="utf-8")
    done = run("ingest", *map(str, paths.values()), data=folder / "data")
    *lines, totals = done.stdout.splitlines()
    assert totals == f"{len(paths)} articles: 1 accepted, 0 unchanged, 0 quarantined, {len(BAD)} rejected"
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    return dict(zip(paths, lines, strict=True))


@pytest.mark.parametrize(("kind", "words"), BAD.items(), ids=BAD)
def test_bad_input_is_one_clear_line(kind: str, words: str, bad_lines: dict[str, str]) -> None:
    assert bad_lines[kind].startswith("rejected")
    assert f"{kind}.txt" in bad_lines[kind] or kind == "folder"
    assert words in bad_lines[kind]


def test_the_rest_of_a_batch_goes_on(bad_lines: dict[str, str]) -> None:
    assert bad_lines["good"].startswith("accepted")


def test_a_batch_of_unreadable_files_leaves_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run("ingest", str(make_bad(tmp_path, "empty")), data=data)
    assert done.returncode == 3
    assert not data.exists() or not list(data.iterdir())


def test_published_gives_the_day_that_a_text_lacks(tmp_path: Path) -> None:
    undated = make_bad(tmp_path, "undated")
    done = run("ingest", str(undated), "--published", "2025-03-03", data=tmp_path / "data")
    assert (done.returncode, done.stdout.split()[0]) == (0, "accepted")


def test_a_day_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    done = run("ingest", "x.txt", "--published", "31 February", data=tmp_path / "data")
    assert done.returncode == 2
    assert "not a day" in done.stderr


@pytest.mark.parametrize("files", [EXAMPLES[:2], [str(Path(EXAMPLES[0]).parent)]], ids=["files", "folder"])
def test_one_source_for_several_files_is_refused(files: list[str], tmp_path: Path) -> None:
    done = run("ingest", *files, "--source", "https://example.org/a", data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--source names one article, but {EXAMPLES[1]} is another" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "option",
    [("--source", "somewhere"), ("--source", "https://example.org/%"), ("--language", "e n"), ("--source", "")],
)
def test_options_that_cannot_stand_in_the_data_are_usage_errors(option: tuple[str, str], tmp_path: Path) -> None:
    done = run("ingest", EXAMPLES[0], *option, data=tmp_path / "data")
    assert (done.returncode, option[0] in done.stderr, done.stdout) == (2, True, "")


def test_article_with_an_impossible_address_keeps_no_other_out(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(ARTICLE.replace("\n\n", "\nSource: https://example.org/100%\n\n", 1), encoding="utf-8")
    done = run("ingest", str(bad), EXAMPLES[0], data=tmp_path / "data")
    assert [line.split()[0] for line in done.stdout.splitlines()[:2]] == ["rejected", "accepted"]
    assert done.returncode == 3


def test_ingest_twice_is_unchanged_and_adds_no_triple(filled: Path) -> None:
    before = json.loads(run("stats", "--json", data=filled).stdout)
    done = run("ingest", "--json", *EXAMPLES, data=filled)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["status"] for line in lines] == ["unchanged"] * len(EXAMPLES)
    assert [line["file"] for line in lines] == EXAMPLES
    assert set(lines[0]) == {"file", "status", "article", "graph", "reason"}
    assert json.loads(run("stats", "--json", data=filled).stdout) == before


@pytest.mark.long
def test_one_by_one_gives_the_same_version_as_together(filled: Path, tmp_path: Path) -> None:
    for example in EXAMPLES:
        assert run("ingest", example, data=tmp_path / "data").returncode == 0
    versions = {json.loads(run("stats", "--json", data=data).stdout)["version"] for data in (filled, tmp_path / "data")}
    assert len(versions) == 1


def test_standard_input_is_an_article(tmp_path: Path) -> None:
    done = run("ingest", "-", data=tmp_path / "data", given=ARTICLE.encode())
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["accepted", "-"])


def test_a_changed_text_under_one_url_supersedes_the_old(tmp_path: Path) -> None:
    data, url = tmp_path / "data", "https://example.org/12"
    for text in (ARTICLE, ARTICLE.replace("12 prisoners", "13 prisoners")):
        assert run("ingest", "-", "--source", url, data=data, given=text.encode()).returncode == 0
    counts = json.loads(run("stats", "--json", data=data).stdout)
    assert (counts["Article"], counts["peopleFreed"]) == (1, 13)


def test_odd_file_names_keep_one_line_each_and_machines_get_them_back(tmp_path: Path) -> None:
    names = ["two\nlines.txt", "\x1b[31mred.txt", os.fsdecode(b"byte\xff.txt")]
    paths = [str(tmp_path / name) for name in names]
    done = run("ingest", *paths, data=tmp_path / "data")
    assert (done.returncode, len(done.stdout.splitlines())) == (3, len(names) + 1)
    assert "two\\nlines.txt" in done.stdout
    assert "\x1b" not in done.stdout
    lines = run("ingest", "--json", *paths, data=tmp_path / "data").stdout.splitlines()
    assert [json.loads(line)["file"] for line in lines] == paths


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_empty_name_is_not_the_folder_one_stands_in(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run(command, "", data=tmp_path / "data")
    assert (done.returncode, done.stdout, "empty" in done.stderr) == (2, "", True)


def test_folder_without_articles_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    done = run("ingest", str(tmp_path), data=tmp_path / "data")
    assert (done.returncode, "directory" in done.stdout) == (3, True)


@pytest.mark.parametrize("name", ["x" * 300, "x\0"], ids=["long", "nul"])
def test_name_that_no_file_can_have_keeps_no_other_out(name: str, tmp_path: Path) -> None:
    done = run("extract", name, EXAMPLES[0], data=tmp_path / "data")
    assert (done.returncode, len(done.stdout.splitlines()), "cannot be read" in done.stderr) == (3, 1, True)
