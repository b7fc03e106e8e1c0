"""Each item of a feed is an article with the day that it prints; what is no sound XML is refused with its line."""

import sys
from datetime import date

import pytest

pytest.importorskip("feedparser", reason="needs the extra `web`")

from kg.articles.feeds import list_items
from kg.errors import ArticleError
from tests.articles.webpages import BODY, make_feed, make_item

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title><entry>
<title type="html">Gate &amp;amp; lock</title><link href="https://gazette.example/a"/>
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>{}<updated>2025-03-09T00:00:00Z</updated>
<content type="html">&lt;p&gt;It opens.&lt;/p&gt;&lt;p&gt;It shuts.&lt;/p&gt;</content></entry></feed>"""


def tell_day(feed: str) -> date | None:
    day = next(list_items(feed, name="x")).day
    return day.day if day is not None else None


def test_item_of_rss_tells_all() -> None:
    facts = next(list_items(make_feed(make_item(12)), name="x"))
    assert facts.day is not None
    assert (facts.headline, facts.body, facts.day.day) == ("Ruritania frees 12 prisoners", BODY, date(2025, 3, 3))
    assert (facts.url, facts.publisher, facts.language) == ("https://gazette.example/12", "Harbour Gazette", "en")


def test_entry_of_atom_tells_all() -> None:
    facts = next(list_items(ATOM.format("<published>2025-03-03T23:59:00-05:00</published>"), name="x"))
    assert facts.day is not None
    assert (facts.headline, facts.body, facts.day.day) == ("Gate & lock", "It opens.\n\nIt shuts.", date(2025, 3, 3))
    assert (facts.url, facts.licence) == ("https://gazette.example/a", "https://creativecommons.org/licenses/by/4.0/")


def test_update_of_an_entry_is_no_publication() -> None:
    assert tell_day(ATOM.format("")) is None


def test_item_without_a_day_or_text_says_so_and_keeps_its_place() -> None:
    facts = list(list_items(make_feed(make_item(1), make_item(2, day=""), make_item(3, text="")), name="x"))
    assert [bool(item.body) for item in facts] == [True, True, False]
    assert [item.day is not None for item in facts] == [True, False, True]


def test_summary_stands_in_for_a_full_text() -> None:
    item = "<item><title>Gate</title><description>It &lt;b&gt;opens&lt;/b&gt;.</description></item>"
    assert next(list_items(make_feed(item), name="x")).body == "It opens."


def test_rss_1_tells_its_day_by_dublin_core() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>G</title></channel><item rdf:about="y">
    <title>Gate</title><description>It opens.</description><dc:date>2025-03-03</dc:date></item></rdf:RDF>"""
    assert tell_day(feed) == date(2025, 3, 3)


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        ("", "no well-formed XML"),
        ("<rss>", "line 1: no well-formed XML"),
        ("<rss>\n<a></b></rss>", "line 2: no well-formed XML"),
        (f'<!DOCTYPE rss [<!ENTITY a0 "x">{BOMB}]><rss>&a9;</rss>', "a DOCTYPE that declares entities"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "a DOCTYPE that declares entities"),
        ("<rss>" + "<a>" * 100_000, "nested deeper than 100"),
        ("<rss " + " ".join(f"a{n}=''" for n in range(101)) + "/>", "more than 100 attributes"),
        ("<rss>&unknown;</rss>", "undefined entity"),
        ("<rss><channel><title>x</title></channel></rss>", "no items"),
        ("<gate/>", "no items"),
        ("<rss>\x00</rss>", "no well-formed XML"),
    ],
    ids=["empty", "cut", "crossed", "bomb", "outside", "deep", "wide", "entity", "itemless", "other", "nul"],
)
def test_what_is_no_sound_feed_is_one_clear_error(feed: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        list(list_items(feed, name="x.xml"))
    assert caught.value.message.startswith("x.xml")
    assert "\n" not in caught.value.message


def test_feed_without_its_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(ArticleError, match=r"a feed needs the extra \[web\]"):
        list(list_items(make_feed(make_item(1)), name="x"))
