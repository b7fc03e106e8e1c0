"""A format is recognised by what the file holds, and by its name only where that says nothing."""

import time

import pytest

from kg.articles.kinds import Kind, recognise


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("Gate opens\n\nIt did.", "x.txt", Kind.TEXT),
        ("Gate opens\n\nIt did.", "page.html", Kind.HTML),
        ("", "feed.xml", Kind.TEXT),
        ("[LIVE] Gate opens", "x", Kind.TEXT),
        ("{Gate} opens", "x", Kind.TEXT),
        ("< 5 prisoners are left", "x.txt", Kind.TEXT),
        ("<!DOCTYPE html><html>", "x.txt", Kind.HTML),
        ("\ufeff\n <html lang=en>", "x", Kind.HTML),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html>', "x", Kind.HTML),
        ("<!-- saved --><p>Gate opens</p>", "x", Kind.HTML),
        ('<?xml version="1.0"?>\n<!-- x --><rss version="2.0">', "x.html", Kind.RSS),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "x", Kind.RSS),
        ("<rdf:RDF xmlns=''>", "x", Kind.RSS),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "x.xml", Kind.RSS),
        ('{"@context": "https://schema.org", "@type": "NewsArticle"}', "x", Kind.JSONLD),
        ('[{"@type": "NewsArticle"}]', "x", Kind.JSONLD),
        ('{\n  "title": "Gate"\n}', "x", Kind.JSONLD),
        ('{"title": "Gate"}\n{"title": "Lock"}\n', "x", Kind.JSONL),
        ('{"title": "Gate"}\n', "x", Kind.JSONL),
        ('{"@type": "NewsArticle"}\n', "x.jsonl", Kind.JSONL),
        ("WARC/1.0\r\n", "x.txt", Kind.WARC),
    ],
)
def test_format_is_recognised(head: str, name: str, kind: Kind) -> None:
    assert recognise(head.encode(), name) == kind


def test_feed_in_utf_16_is_recognised() -> None:
    assert recognise("<rss>".encode("utf-16"), "x") == Kind.RSS


@pytest.mark.parametrize("piece", ["<!-- -->", "<!--", "<?x>", "<!doctype x>", "{\n", "[", " ", "<x"])
def test_no_beginning_takes_long_to_recognise(piece: str) -> None:
    start = time.perf_counter()
    recognise((piece * 65_536)[:65_536].encode(), "x")
    assert time.perf_counter() - start < 2
