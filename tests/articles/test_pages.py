"""A page tells its article by JSON-LD, then by its meta tags, then by time tags and headings."""

import sys
from datetime import date

import pytest

from kg.articles.pages import read_page
from kg.errors import ArticleError
from tests.articles.webpages import ARTICLE, BODY, NODE, make_page

DAY = date(2025, 3, 3)
BARE: dict[str, object] = {"@type": "NewsArticle", "articleBody": BODY}


def tell_day(head: str = "", body: str = "") -> date | None:
    day = read_page(make_page(node=BARE, head=head, body=body), name="x.html").day
    return day.day if day is not None else None


def test_json_ld_tells_all() -> None:
    facts = read_page(make_page(node=NODE), name="x.html")
    assert facts.day is not None
    assert (facts.headline, facts.body, facts.day.day) == (NODE["headline"], BODY, DAY)
    assert (facts.url, facts.publisher, facts.language) == ("https://gazette.example/12", "Harbour Gazette", "en")
    assert facts.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_page_with_a_body_in_json_ld_needs_no_other_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert read_page(make_page(node=NODE), name="x.html").body == BODY


def test_page_without_one_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ArticleError, match=r"x\.html: .*needs the extra \[web\]") as caught:
        read_page(make_page(), name="x.html")
    assert "pip install" in caught.value.hint


def test_body_is_found_among_the_rest_of_a_page() -> None:
    pytest.importorskip("trafilatura")
    body = read_page(make_page(), name="x.html").body or ""
    assert "Ruritania freed 12 prisoners on Monday, among them Ada Lovelock.\n\nThey were taken" in body
    assert "World" not in body


@pytest.mark.parametrize("html", ["", "<html></html>", "<p>", "<div>" * 5000, "<b><a href=x>" * 3000], ids=len)
def test_page_without_an_article_is_one_clear_error(html: str) -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(ArticleError, match=r"^x\.html: no article found in the page"):
        read_page(html, name="x.html")


def test_broken_json_ld_is_passed_over_and_named_where_nothing_else_tells() -> None:
    pytest.importorskip("trafilatura")
    broken = '<script type="application/ld+json">{"@type": "NewsArticle",}</script>'
    assert read_page(make_page(head=broken), name="x.html").body
    with pytest.raises(ArticleError, match=r"no article found in the page \(JSON-LD block 1: no JSON"):
        read_page(make_page(head=broken, body=""), name="x.html")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-03T21:10:00+01:00">',
        '<meta name="DC.date.issued" content="2025-03-03">',
        '<meta itemprop="datePublished" content="3 March 2025">',
        "<meta name=pubdate content=20250303>",
        '<meta name="date" content="soon"><meta name="pubdate" content="2025-03-03">',
    ],
)
def test_meta_tags_tell_the_day(head: str) -> None:
    assert tell_day(head) == DAY


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time itemprop="datePublished" datetime="2025-03-03">x</time><time datetime="2025-03-05">x</time>', DAY),
        ('<time pubdate datetime="2025-03-03T10:00">x</time>', DAY),
        ('<span itemprop=datePublished content="2025-03-03">', DAY),
        ('<time datetime="2025-03-03">3 March</time> <time datetime="2025-03-03">x</time>', DAY),
        ('<time datetime="2025-03-03">x</time><time datetime="2025-03-04">x</time>', None),
        ('Last updated <time datetime="2025-03-03">x</time>', None),
        ('<time class="entry-updated" datetime="2025-03-03">x</time>', None),
        ('<time itemprop="dateModified" datetime="2025-03-03">x</time>', None),
        ("<time>3 March 2025</time>", None),
    ],
)
def test_time_tags_tell_the_day_only_where_they_can_mean_no_other(body: str, day: date | None) -> None:
    assert tell_day(body=body) == day


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:modified_time" content="2025-03-03">',
        '<meta property="og:updated_time" content="2025-03-03">',
        '<meta name="last-modified" content="2025-03-03">',
    ],
)
def test_update_is_no_publication(tag: str) -> None:
    assert tell_day(tag) is None


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ('<meta property="og:title" content="Gate &amp; lock">', "<h1>Other</h1>", "Gate & lock"),
        ("", "<h1>Gate <b>and</b>\n lock</h1>", "Gate and lock"),
        ('<meta property="og:site_name" content="Gazette">', "", "Ruritania"),
        ("", "<h1>One</h1><h1>Two</h1>", "Ruritania | Gazette"),
    ],
)
def test_headline_is_found(head: str, body: str, headline: str) -> None:
    assert read_page(make_page(node=BARE, head=head, body=body), name="x").headline == headline


def test_article_of_the_page_is_told_from_others_that_it_lists() -> None:
    other = NODE | {"headline": "Other", "url": "https://gazette.example/13"}
    head = f'<link rel="canonical" href="{NODE["url"]}">'
    facts = read_page(make_page(node={"@graph": [other, NODE]}, head=head), name="x")
    assert facts.headline == NODE["headline"]


def test_links_tell_address_and_licence() -> None:
    head = '<link rel="canonical" href="https://gazette.example/1"><link href="https://example.org/l" rel="license">'
    facts = read_page(make_page(node=BARE, head=head), name="x")
    assert (facts.url, facts.licence) == ("https://gazette.example/1", "https://example.org/l")


def test_large_page_is_refused_before_it_takes_minutes() -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(ArticleError, match="too large"):
        read_page(ARTICLE + "<p>x" * 200_000, name="x")
