"""Commands as users run them: output, exit codes, bad input, and nothing half-stored."""

import json
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, NamedTuple
from unittest import mock

import pytest

from kg.cli import main
from kg.pipeline import list_examples
from kg.preparing import prepare_store
from kg.published import read_published_files
from kg.settings import Settings

TOP = Path(__file__).resolve().parent.parent
EXAMPLES = [str(path) for path in list_examples()]
ARTICLE = """Ruritania frees 12 prisoners
Published 3 March 2025

Ruritania freed 12 prisoners on Monday, among them Ada Lovelock. They were taken to Strelsau Bridge.
"""


KG = Path(sys.executable).parent / "kg"


class Done(NamedTuple):
    """Hold what a command printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, data: Path, given: bytes = b"") -> Done:
    """Run a command in this process, as `kg` would: the imports of a process of its own would take most of the time."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | {"KG_DATA": str(data)}
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.object(sys, "stdin", TextIOWrapper(BytesIO(given), "utf-8")),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
        pytest.raises(SystemExit) as left,
    ):
        main(list(arguments))
    for stream in (out, err):
        stream.flush()
    printed = [stream.buffer.getvalue().decode() for stream in (out, err) if isinstance(stream.buffer, BytesIO)]
    return Done(int(left.value.code or 0), *printed)


def start_kg(*arguments: str, data: Path, stdout: BinaryIO, stderr: int) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own."""
    environment = os.environ | {"KG_DATA": str(data)}
    return subprocess.Popen([KG, *arguments], env=environment, stdout=stdout, stderr=stderr)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("filled") / "data"
    done = run("ingest", *EXAMPLES, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    return data


def make_bad(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.txt"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "blank":
            path.write_bytes(b" \n\t\n")
        case "binary":
            path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50)
        case "latin-1":
            path.write_bytes(ARTICLE.replace("freed", "libér\xe9").encode("latin-1"))
        case "undated":
            path.write_text(ARTICLE.replace("Published 3 March 2025\n", ""), encoding="utf-8")
        case "huge":
            with path.open("wb") as file:
                file.truncate(50 * 1024 * 1024)
        case "folder":
            path = folder / "missing-folder" / "article.txt"
    return path


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


def test_one_source_for_two_files_is_refused(tmp_path: Path) -> None:
    done = run("ingest", *EXAMPLES[:2], "--source", "https://example.org/a", data=tmp_path / "data")
    assert done.returncode == 2
    assert "--source" in done.stderr


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


def test_query_file_that_is_missing_is_named(filled: Path) -> None:
    done = run("query", "missing.rq", data=filled)
    assert (done.returncode, "missing.rq" in done.stderr, "file" in done.stderr) == (3, True, True)


def test_query_longer_than_a_file_name_is_a_query(filled: Path) -> None:
    assert run("query", f"DESCRIBE <https://example.org/{'a' * 300}>", data=filled).returncode == 0


def test_query_that_is_no_utf8_is_unreadable(filled: Path) -> None:
    assert run("query", "-", data=filled, given=b"ASK {} # \xff").returncode == 3


def test_dump_set_is_no_stream(filled: Path) -> None:
    done = run("dump", "-o", "-", data=filled)
    assert (done.returncode, "folder" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", [["stats"], ["query", "ASK {}"], ["--help"]], ids=["stats", "query", "help"])
def test_output_that_cannot_be_written_is_an_error_in_one_line(command: list[str], filled: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = start_kg(*command, data=filled, stdout=full, stderr=subprocess.PIPE)
        _, said = done.communicate(timeout=60)
    assert (done.returncode, len(said.splitlines()), b"No space" in said) == (1, 1, True)


def test_closed_streams_lead_nowhere(filled: Path) -> None:
    line = f"{KG} ingest --json - <&- >&-; echo $?"
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=os.environ | {"KG_DATA": str(filled)}, capture_output=True, check=True, timeout=60
    )
    assert (done.stdout, b"Traceback" in done.stderr) == (b"3\n", False)


def test_published_files_have_the_base_in_use() -> None:
    files = read_published_files(Settings(base="https://example.org/x/"))
    assert all(b"https://example.org/x/ontology#" in content for content in files.values())
    assert not any(b"w3id.org/clemency" in content for content in files.values())


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


def test_empty_folder_is_an_empty_deployment(tmp_path: Path) -> None:
    data = tmp_path / "none"
    assert json.loads(run("stats", "--json", data=data).stdout)["triples"] == 0
    assert run("query", "--format", "csv", "SELECT * { ?s ?p ?o }", data=data).returncode == 0
    assert run("validate", data=data).returncode == 0
    assert not data.exists()


def test_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for command in (["stats"], ["ingest", EXAMPLES[0]], ["query", "ASK {}"], ["validate"], ["dump"]):
        done = run(*command, data=file)
        assert (done.returncode, str(file) in done.stderr, "Traceback" in done.stderr) == (2, True, False), command


def test_store_conforms_and_reports_in_three_forms(filled: Path) -> None:
    done = run("validate", data=filled)
    assert done.returncode == 0, done.stdout
    assert json.loads(run("validate", "--json", data=filled).stdout)["conforms"] is True
    assert "ValidationReport" in run("validate", "--turtle", data=filled).stdout


def test_a_file_that_breaks_a_shape_exits_with_4(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(
        "@prefix clem: <https://w3id.org/clemency/ontology#> . <https://example.org/r> a clem:Release .",
        encoding="utf-8",
    )
    done = run("validate", str(file), data=tmp_path / "data")
    assert done.returncode == 4
    assert "https://example.org/r" in done.stdout


@pytest.mark.parametrize("text", ["<a> <b> .", "<a:x> a", "\x00"], ids=["wrong", "cut", "binary"])
def test_a_file_that_is_no_rdf_exits_with_3(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(text, encoding="utf-8")
    done = run("validate", str(file), data=tmp_path / "data")
    assert (done.returncode, "bad.ttl" in done.stderr, "Traceback" in done.stderr) == (3, True, False)
    assert "index out of range" not in done.stderr


def test_dump_load_dump_is_byte_identical(filled: Path, tmp_path: Path) -> None:
    first, second, data = tmp_path / "first", tmp_path / "second", tmp_path / "data"
    assert run("dump", "-o", str(first), data=filled).returncode == 0
    assert run("load", str(first / "clemency.nq.gz"), data=data).returncode == 0
    assert run("dump", "-o", str(second), data=data).returncode == 0
    files = {path.name: path.read_bytes() for path in first.iterdir()}
    assert {path.name: path.read_bytes() for path in second.iterdir()} == files
    assert {"clemency.ttl.gz", "clemency.trig.gz", "manifest.json", "SHA256SUMS"} <= set(files)
    done = run("ingest", *EXAMPLES, data=data)
    assert done.stdout.count("unchanged ") == len(EXAMPLES), done.stdout


def test_two_runs_give_byte_identical_dumps(filled: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run("ingest", *EXAMPLES, data=again).returncode == 0
    for data, folder in ((filled, "a"), (again, "b")):
        assert run("dump", "-o", str(tmp_path / folder), data=data).returncode == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()} == files


def test_load_refuses_a_folder_that_holds_data(filled: Path, tmp_path: Path) -> None:
    assert run("dump", "-o", str(tmp_path / "dump"), data=filled).returncode == 0
    done = run("load", str(tmp_path / "dump" / "clemency.nq.gz"), data=filled)
    assert (done.returncode, "not empty" in done.stderr) == (2, True)


def test_empty_data_folder_name_is_not_the_folder_one_stands_in() -> None:
    done = run("--data", "", "stats", data=Path("unused"))
    assert (done.returncode, "--data is empty" in done.stderr) == (2, True)


def test_unknown_command_and_bad_setting_exit_with_2(tmp_path: Path) -> None:
    assert run("frobnicate", data=tmp_path).returncode == 2
    assert run("serve", "--port", "eighty", data=tmp_path).returncode == 2


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run("--help", data=tmp_path)
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in ("ingest", "extract", "validate", "query", "dump", "load"))


def test_the_installed_command_is_kg() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "kg", "--version"], capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().startswith("kg, version ")


def test_validate_and_load_read_standard_input(filled: Path, tmp_path: Path) -> None:
    done = run("validate", "-", data=tmp_path / "none", given=b"<https://example.org/a> <https://example.org/b> 1 .")
    assert done.returncode == 0, done.stdout + done.stderr
    assert run("dump", "-o", str(tmp_path / "dump"), data=filled).returncode == 0
    zipped = (tmp_path / "dump" / "clemency.nq.gz").read_bytes()
    done = run("load", "-", data=tmp_path / "loaded", given=zipped)
    assert done.returncode == 0, done.stderr
    versions = {json.loads(run("stats", "--json", data=d).stdout)["version"] for d in (filled, tmp_path / "loaded")}
    assert len(versions) == 1


def test_a_fault_of_ours_is_one_line_without_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("kg.store.stats.count_store", stumble)
    done = run("stats", data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "KeyError('x') at test_cli.py:" in done.stderr


def test_what_serves_never_loads_the_judge(tmp_path: Path) -> None:
    program = """
import sys, server
app = server.create()
assert app.test_client().get("/healthz").status_code == 200
print(sorted({"pyshacl", "kg.pipeline"} & set(sys.modules)))
"""
    environment = os.environ | {"KG_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=TOP, capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().strip() == "[]"


def test_demo_fills_an_empty_folder_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(data=tmp_path / "data")
    for _ in range(2):
        prepare_store(settings, demo=True)
    said = capsys.readouterr().err
    assert said.count("accepted ") == len(EXAMPLES)
    assert "holds articles already" in said
    assert (tmp_path / "data" / "dumps" / "latest" / "clemency.ttl.gz").is_file()
