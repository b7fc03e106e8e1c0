"""Each response of a web archive that is a page is an article; the day of the crawl is never that of publication."""

import gzip
import sys
from io import BytesIO

import pytest

pytest.importorskip("warcio", reason="needs the extra `web`")

from kg.articles.archives import Page, list_pages
from kg.errors import ArticleError
from tests.articles.webpages import NODE, make_page, make_record

PAGE = make_page(node=NODE).encode()


def read(data: bytes, max_bytes: int = 100_000) -> list[Page]:
    return list(list_pages(BytesIO(data), name="x.warc", max_bytes=max_bytes))


def test_response_with_html_or_text_is_a_page() -> None:
    text = make_record(b"Gate opens", head="Content-Type: text/plain; charset=windows-1251")
    pages = read(make_record(PAGE, url="https://gazette.example/a") + text)
    assert [(page.number, page.is_html, page.charset) for page in pages] == [
        (1, True, "utf-8"),
        (2, False, "windows-1251"),
    ]
    assert (pages[0].url, pages[0].data) == ("https://gazette.example/a", PAGE)


@pytest.mark.parametrize(
    "other",
    [
        make_record(b"x", head="Content-Type: image/png"),
        make_record(b"x", head="X-Other: 1"),
        make_record(PAGE, kind="request").replace(b"HTTP/1.1 200 OK", b"GET / HTTP/1.1 "),
        make_record(PAGE).replace(b"200 OK", b"404 No"),
    ],
    ids=["image", "untyped", "request", "missing"],
)
def test_other_records_are_passed_over_and_counted(other: bytes) -> None:
    assert [page.number for page in read(other + make_record(PAGE))] == [2]


def test_payload_is_unpacked_as_its_head_says() -> None:
    packed = make_record(gzip.compress(PAGE), head="Content-Type: text/html\r\nContent-Encoding: gzip")
    chunked = make_record(
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE), head="Content-Type: text/html\r\nTransfer-Encoding: chunked"
    )
    assert [page.data for page in read(packed + chunked)] == [PAGE, PAGE]


def test_page_that_unpacks_without_end_is_cut_and_the_rest_goes_on() -> None:
    bomb = gzip.compress(b"x" * 20_000_000)
    packed = make_record(bomb, head="Content-Type: text/html\r\nContent-Encoding: gzip")
    first, second = read(packed + make_record(PAGE))
    assert first.fault is not None
    assert "record 1: more than the 100000 bytes" in first.fault.message
    assert second.data == PAGE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no response"),
        (b"Gate opens", "no WARC"),
        (b"WARC/1.0\r\nnonsense", "no response|no WARC"),
        (make_record(b"x", head="Content-Type: image/png"), "no response with HTML or text"),
    ],
    ids=["empty", "text", "cut", "image"],
)
def test_what_holds_no_page_is_one_clear_error(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        read(data)
    assert caught.value.message.startswith("x.warc")
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("before", [b"", make_record(PAGE)], ids=["first", "later"])
def test_head_without_end_is_given_up_soon(before: bytes) -> None:
    pages = list_pages(BytesIO(before + b"WARC/1.0\r\nX: " + b"0" * 50_000_000), name="x.warc", max_bytes=100_000)
    with pytest.raises(ArticleError, match=f"record {1 + bool(before)}: no WARC .a head or a record without end"):
        list(pages)


def test_large_payload_is_read_whole() -> None:
    payload = b"<p>It did.</p>" * 20_000
    head = "Content-Type: text/html\r\nContent-Encoding: gzip"
    (page,) = read(make_record(gzip.compress(payload), head=head), 1_000_000)
    assert page.data == payload


def test_archive_that_breaks_off_gives_the_pages_before_and_says_where() -> None:
    data = make_record(PAGE) + make_record(PAGE) + b"WARC/9 nonsense\r\n\r\n"
    pages = list_pages(BytesIO(data), name="x.warc", max_bytes=100_000)
    assert [next(pages).number, next(pages).number] == [1, 2]
    with pytest.raises(ArticleError, match="record 3"):
        next(pages)


def test_archive_without_its_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(ArticleError, match=r"a web archive needs the extra \[web\]"):
        read(make_record(PAGE))
