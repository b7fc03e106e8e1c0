"""A file gives its articles one by one, each under its own number; what is wrong with one keeps no other out."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles.kinds import Kind
from kg.articles.opening import list_articles
from kg.articles.sources import Source, read_source
from kg.errors import ArticleError, SettingsError
from kg.model import Document
from tests.articles.webpages import BODY, NODE, Endless, make_feed, make_item, make_page, make_record

LIMIT = 100_000
RECORD = {"title": "Gate opens", "text": "It did.", "published": "2025-03-03", "url": "https://gazette.example/1"}


def list_all(data: bytes, name: str = "x", kind: Kind | None = None) -> list[Source]:
    return list(list_articles(Source(name, data=data, kind=kind), max_bytes=LIMIT))


def read_all(data: bytes, name: str = "x", kind: Kind | None = None) -> list[Document | str]:
    """Read each article; one that cannot be read is its message."""
    found: list[Document | str] = []
    for source in list_all(data, name, kind):
        try:
            found.append(read_source(source, max_bytes=LIMIT))
        except ArticleError as error:
            found.append(error.message)
    assert all(isinstance(item, Document) or (item.startswith(name) and "\n" not in item) for item in found)
    return found


def make_lines(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Ruritania frees 12 prisoners\nPublished 3 March 2025\n\n" + BODY.encode(), "x.txt"),
        (make_page(node=NODE).encode(), "x.html"),
        (json.dumps(NODE, indent=1).encode(), "x.json"),
        (make_lines(NODE), "x.jsonl"),
        (make_lines(RECORD | {"title": NODE["headline"], "text": BODY}), "x.jsonl"),
    ],
    ids=["text", "html", "jsonld", "linked-line", "line"],
)
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_one_article_is_the_same_in_every_format(data: bytes, name: str, *, is_packed: bool) -> None:
    (document,) = read_all(gzip.compress(data) if is_packed else data, f"{name}.gz" if is_packed else name)
    assert isinstance(document, Document)
    assert (document.title, str(document.published)) == (NODE["headline"], "2025-03-03")
    assert document.text.endswith(f"\n\n{BODY}\n")


def test_lines_are_articles_under_the_number_of_their_line() -> None:
    data = make_lines(RECORD) + b"\n" + b'{"title": \n' + make_lines([1], {"title": "a"}, RECORD)
    assert [source.name for source in list_all(data)] == ["x#1", "x#3", "x#4", "x#5", "x#6"]
    told = read_all(data)
    assert [isinstance(item, Document) for item in told] == [True, False, False, False, True]
    assert [str(item).partition(":")[0] for item in told[1:4]] == ["x, line 3", "x, line 4", "x#5"]


def test_line_that_is_too_long_is_passed_over() -> None:
    data = make_lines({"title": "x" * 3 * LIMIT}, RECORD)
    first, second = read_all(data, "x.jsonl")
    assert first == f"x.jsonl, line 1: longer than {LIMIT} bytes"
    assert isinstance(second, Document)


def test_file_of_several_nodes_gives_each_its_number() -> None:
    pair = [NODE, NODE | {"headline": "Gate opens"}]
    assert [source.name for source in list_all(json.dumps(pair).encode(), "x.json")] == ["x.json#1", "x.json#2"]
    assert [source.name for source in list_all(json.dumps([RECORD]).encode(), "x.json")] == ["x.json"]


def test_items_of_a_feed_are_rejected_one_by_one() -> None:
    pytest.importorskip("feedparser")
    feed = make_feed(make_item(1), make_item(2, text=""), make_item(3, day="soon"), make_item(4))
    told = read_all(feed.encode(), "x.xml")
    assert [isinstance(item, Document) for item in told] == [True, False, False, True]
    assert told[1] == "x.xml#2: it holds no text of an article"
    assert told[2] == "x.xml#3: its day of publication 'soon' is no date"


def test_pages_of_an_archive_have_their_address_and_not_the_day_of_the_crawl() -> None:
    pytest.importorskip("warcio")
    node = {name: NODE[name] for name in ("@type", "headline", "articleBody")}
    data = make_record(make_page(node=node).encode(), url="https://gazette.example/w")
    for packed in (data, gzip.compress(data)):
        (document,) = read_all(packed, "x.warc.gz")
        assert isinstance(document, Document)
        assert (document.url, document.published) == ("https://gazette.example/w", None)


def test_packed_files_that_are_cut_off_give_what_came_before() -> None:
    pytest.importorskip("warcio")
    page = gzip.compress(make_record(make_page(node=NODE).encode()))
    lines = gzip.compress(make_lines(RECORD)) + gzip.compress(make_lines(RECORD))
    for data in (page + page[:-20], lines[:-12]):
        first, *others = read_all(data)
        assert isinstance(first, Document)
        assert "the gzip file is cut off" in str(others[-1])


@pytest.mark.parametrize("left", [12, 60, -60, -12])
def test_archive_that_is_cut_off_in_the_head_of_a_record_says_so(left: int) -> None:
    pytest.importorskip("warcio")
    page = gzip.compress(make_record(make_page(node=NODE).encode()))
    small = gzip.compress(make_record(b"x", head="Content-Type: image/png"))
    first, *others = read_all(page + small[:left])
    assert isinstance(first, Document)
    assert ["record 2: the gzip file is cut off" in str(other) for other in others] == [True]


@pytest.mark.parametrize("kind", [Kind.JSONL, Kind.WARC])
def test_memory_stays_the_same_however_many_articles(kind: Kind) -> None:
    pytest.importorskip("warcio")
    piece = (
        make_lines(RECORD | {"text": BODY * 50}) if kind == Kind.JSONL else make_record(make_page(node=NODE).encode())
    )
    tracemalloc.start()
    source = Source("x", stream=Endless(piece, 1000), kind=kind)
    count = sum(1 for _ in list_articles(source, max_bytes=LIMIT))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert peak < 2_000_000


@pytest.mark.parametrize(
    "data",
    [
        make_lines(RECORD, RECORD),
        json.dumps([NODE, NODE]).encode(),
        make_feed(make_item(1)).encode(),
        make_record(b"x"),
    ],
    ids=["jsonl", "jsonld", "rss", "warc"],
)
def test_one_address_is_not_that_of_several_articles(data: bytes) -> None:
    source = Source("x", data=data, url="https://gazette.example/1")
    with pytest.raises(SettingsError, match="--source names one article"):
        list(list_articles(source, max_bytes=LIMIT))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xfe\x00",
        b"caf\xe9",
        gzip.compress(b"Gate opens" * 100)[:-9],
        gzip.compress(b"0" * 50_000_000),
        b"[" * 99_999,
        b'{"title":' * 10_000,
        b"<div>" * 19_000,
        b"null",
        b'{"title": NaN}',
        b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
        b"<rss><channel><item><title>x</title></item></channel></rss>",
        b"x" * (LIMIT + 1),
    ],
    ids=lambda data: ascii(data[:12]),
)
def test_bad_input_in_any_format_is_one_clear_line(data: bytes, kind: Kind) -> None:
    told = read_all(data, kind=kind)
    assert told
    assert all(isinstance(item, str) or kind == Kind.TEXT for item in told)


def test_missing_file_is_told_as_the_fault_of_its_article(tmp_path: Path) -> None:
    (source,) = list_articles(Source("none.html", path=tmp_path / "none.html"), max_bytes=LIMIT)
    assert isinstance(source.fault, ArticleError)
    assert "there is no such file" in source.fault.message


_PIECES = st.sampled_from(
    [
        *(
            b"{",
            b"}",
            b"[",
            b"]",
            b'"title":',
            b'"text":',
            b'"x"',
            b",",
            b"\n",
            b"\\ud800",
            b"NaN",
            b'"@type":"NewsArticle"',
        ),
        *(b"<p>", b"</p>", b"<rss>", b"<item>", b"<title>", b"<!--", b"<!DOCTYPE x [", b"&amp;", b"&a;", b"]]>"),
        *(
            b"<script type='application/ld+json'>",
            b"</script>",
            b"WARC/1.0\r\n",
            b"\x1f\x8b",
            b"\0",
            b"\xe9",
            b"It did. ",
        ),
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=25).map(b"".join), st.sampled_from([None, *Kind]))
def test_bytes_in_any_format_give_documents_or_clear_errors(data: bytes, kind: Kind | None) -> None:
    for item in read_all(data, kind=kind):
        assert isinstance(item, str) or item.text.endswith("\n")


_TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys((*RECORD, "language", "license", "publisher"), _TEXTS)))
def test_records_of_any_words_give_documents_or_clear_errors(record: dict[str, str]) -> None:
    for item in read_all(make_lines(record), kind=Kind.JSONL):
        assert isinstance(item, str) or item.text.endswith("\n")
