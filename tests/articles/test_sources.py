"""Whatever the format, an article becomes one text with its headline first, and its quotes stand in that text."""

import unicodedata
from datetime import date

import pytest

from kg.articles.facts import Facts
from kg.articles.kinds import Kind
from kg.articles.sources import Source, compose_text, read_source
from kg.errors import ArticleError, OutsideServiceError
from kg.model import Document
from tests.articles.webpages import BODY, NODE, make_page

FACTS = Facts(headline="Gate opens", body="It did.\n\nIt shut.")


def read(source: Source) -> Document:
    return read_source(source, max_bytes=100_000)


def test_page_becomes_a_document_with_all_that_it_tells() -> None:
    document = read(Source("x.html", data=make_page(node=NODE).encode()))
    assert document.text == f"{NODE['headline']}\n\n{BODY}\n"
    assert (document.title, document.published) == (NODE["headline"], date(2025, 3, 3))
    assert (document.url, document.publisher) == ("https://gazette.example/12", "Harbour Gazette")
    assert (document.language, document.licence) == ("en", NODE["license"])


def test_text_is_normalised_and_offsets_refer_to_it() -> None:
    node = NODE | {"articleBody": "Jose\u0301 came home. Ange\u0301lica did, too."}
    document = read(Source("x.html", data=make_page(node=node).encode()))
    assert unicodedata.is_normalized("NFC", document.text)
    told = [document.text[sentence.span.start : sentence.span.end] for sentence in document.sentences]
    assert told == [NODE["headline"], "José came home.", "Angélica did, too."]


def test_what_is_said_wins_over_the_page() -> None:
    said = Source("x.html", published=date(2026, 1, 1), url="https://example.org/other", language="de")
    document = read(
        Source(said.name, data=make_page(node=NODE).encode(), published=said.published, url=said.url, language="de")
    )
    assert (document.published, document.url, document.language) == (said.published, said.url, "de")


@pytest.mark.parametrize(
    ("found_at", "url"),
    [
        ("https://www.gazette.example/amp/12", "https://gazette.example/12"),
        ("https://evil.example/12", "https://evil.example/12"),
        ("https://evil.example/a b", "https://evil.example/a%20b"),
        ("dns:gazette.example", None),
        (None, "https://gazette.example/12"),
    ],
)
def test_page_does_not_pass_for_one_of_another_site(found_at: str | None, url: str | None) -> None:
    assert read(Source("x", data=make_page(node=NODE).encode(), found_at=found_at)).url == url


def test_headline_is_not_told_twice() -> None:
    assert compose_text(Facts(headline="Gate opens", body="GATE  opens\nIt did."), "x") == b"Gate opens\n\nIt did."
    assert compose_text(Facts(headline="Gate opens", body="Gate opens"), "x") == b"Gate opens\n\nGate opens"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(headline="Gate opens"), "no text of an article"),
        (Facts(headline="Gate opens", body=" \n "), "no text of an article"),
        (Facts(headline="Gate opens", body="It \ud800 did."), r"half a character \(\\ud800\)"),
        (Facts(headline="Gate opens", body="It \0 did."), "binary, not text"),
        (Facts(headline="Gate opens", body="\u200b"), "no text under the headline"),
        (Facts(headline="Gate opens", body="x" * 100_001), "more than the 100000 bytes"),
    ],
    ids=["none", "blank", "half", "nul", "invisible", "long"],
)
def test_article_without_a_sound_text_is_refused(facts: Facts, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        read(Source("x.jsonl#3", facts=facts))
    assert caught.value.message.startswith("x.jsonl#3")


def test_article_without_a_headline_begins_with_its_text() -> None:
    assert read(Source("x", facts=Facts(body="Gate opens\n\nIt did."))).title == "Gate opens"


def test_fault_is_told_when_the_article_is_read() -> None:
    with pytest.raises(OutsideServiceError, match="away"):
        read(Source("x", fault=OutsideServiceError("away")))


def test_file_of_several_articles_is_no_article() -> None:
    with pytest.raises(ArticleError, match="no single article but jsonl"):
        read(Source("x.jsonl", data=b'{"a": 1}\n{"a": 2}\n', kind=Kind.JSONL))
