"""Commands take pages, feeds, lines and addresses: one output line for each article, and the code that fits."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.articles.webpages import BODY, NODE, make_feed, make_item, make_page
from tests.cli.commands import run

RECORD = {"title": "Ruritania frees 12 prisoners", "text": BODY, "published": "2025-03-03"}
LINES = [json.dumps(RECORD), "{", json.dumps(RECORD | {"text": BODY.replace("12", "13"), "published": "soon"})]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve one page of our own, and nothing else."""

    class StandIn(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response({"/12": 200, "/away": 503}.get(self.path, 404))
            self.end_headers()
            self.wfile.write(make_page(node={name: NODE[name] for name in NODE if name != "url"}).encode())

        def log_message(self, *_: object) -> None:
            """Keep silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_each_article_of_a_file_has_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(LINES), encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(make_page(node=NODE).encode()))
    done = run("ingest", "--json", str(tmp_path), data=tmp_path / "data")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(Path(line["file"]).name, line["status"]) for line in told] == [
        ("a.jsonl#1", "accepted"),
        ("a.jsonl#2", "rejected"),
        ("a.jsonl#3", "rejected"),
        ("b.html.gz", "accepted"),
    ]
    assert "a.jsonl, line 2: no JSON" in told[1]["reason"]
    assert "'soon' is no date" in told[2]["reason"]
    assert set(told[0]) == {"file", "status", "article", "graph", "reason"}
    assert done.returncode == 3


def test_day_that_is_given_wins_over_that_of_each_article(tmp_path: Path) -> None:
    given = "\n".join([LINES[0], LINES[2]]).encode()
    done = run("extract", "-", "--published", "2025-03-04", data=tmp_path / "data", given=given)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["text_file"], line["published"]) for line in told] == [("-#1", "2025-03-04"), ("-#2", "2025-03-04")]


def test_format_may_be_said(tmp_path: Path) -> None:
    data = json.dumps(RECORD).encode()
    assert run("extract", "--format", "text", "-", data=tmp_path, given=data).returncode == 3
    assert run("extract", "--format", "jsonl", "-", data=tmp_path, given=data).returncode == 0


def test_one_address_for_a_file_of_several_is_a_usage_error(tmp_path: Path) -> None:
    done = run(
        "ingest", "-", "--source", "https://example.org/a", data=tmp_path / "data", given="\n".join(LINES).encode()
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "--source" in done.stderr


@pytest.mark.parametrize(("command", "how"), [("ingest", "page"), ("extract", "page"), ("extract", "option")])
def test_article_in_another_language_is_taken_and_says_that_nothing_is_read(
    command: str, how: str, tmp_path: Path
) -> None:
    lang = "fr-FR" if how == "page" else "en"
    page = make_page(node={name: NODE[name] for name in NODE if name != "inLanguage"}, lang=lang).encode()
    option = [] if how == "page" else ["--language", "fr"]
    done = run(command, *option, "-", data=tmp_path / "data", given=page)
    assert done.returncode == 0
    assert "language 'fr' is not read" in done.stdout + done.stderr
    if command == "extract":
        assert json.loads(done.stdout)["claims"] == []
    else:
        assert done.stdout.startswith("accepted ")
        assert json.loads(run("stats", "--json", data=tmp_path / "data").stdout)["Article"] == 1


def test_region_of_english_is_read(tmp_path: Path) -> None:
    done = run("extract", "--language", "en-GB", "-", data=tmp_path, given=make_page(node=NODE, lang="en-AU").encode())
    assert json.loads(done.stdout)["claims"]


def test_extract_reads_all_articles_of_a_feed(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "feed.xml").write_text(
        make_feed(make_item(12), make_item(13, text=""), make_item(14)), encoding="utf-8"
    )
    done = run("extract", "--events", str(tmp_path / "feed.xml"), data=tmp_path / "data")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["text_file"]) for line in told] == [("feed#1", "feed.xml#1"), ("feed#3", "feed.xml#3")]
    assert (done.returncode, "feed.xml#2" in done.stderr) == (3, True)


def test_page_is_fetched_known_by_its_address_and_unchanged_the_second_time(site: str, tmp_path: Path) -> None:
    allowed = {"KG_SERVICE_ALLOW": f"{site}/"}
    for status in ("accepted", "unchanged"):
        done = run("ingest", f"{site}/12", data=tmp_path / "data", settings=allowed)
        assert (done.returncode, done.stdout.split()[:2]) == (0, [status, f"{site}/12"])
    found = run(
        "query", f"ASK {{ ?a <https://w3id.org/clemency/ontology#sourceUrl> <{site}/12> }}", data=tmp_path / "data"
    )
    assert found.stdout == "yes\n"


def test_page_that_cannot_be_had_is_one_line_and_the_rest_goes_on(site: str, tmp_path: Path) -> None:
    allowed = {"KG_SERVICE_ALLOW": f"{site}/"}
    urls = [f"{site}/{path}" for path in ("away", "missing", "12")]
    done = run("ingest", *urls, data=tmp_path / "data", settings=allowed)
    away, missing, there, _ = done.stdout.splitlines()
    assert [line.split()[0] for line in (away, missing, there)] == ["rejected", "rejected", "accepted"]
    assert ("answers 503" in away, "answers 404" in missing, done.returncode) == (True, True, 5)


def test_address_of_this_machine_is_refused_and_says_which_setting_names_it(site: str, tmp_path: Path) -> None:
    done = run("ingest", f"{site}/12", data=tmp_path / "data")
    assert done.returncode == 3
    assert "KG_SERVICE_ALLOW" in done.stdout
