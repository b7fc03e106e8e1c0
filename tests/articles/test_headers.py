"""Header lines and datelines: what they tell, and what is no header."""

from datetime import date

import pytest

from kg.articles.headers import HeaderKind, parse_header, parse_label
from kg.articles.reader import read_article
from kg.model import Document

DAY = date(2025, 12, 9)


def read(text: str) -> Document:
    return read_article(text.encode(), name="ferry.txt", max_bytes=10_000)


def tell(document: Document) -> list[str]:
    return [document.text[sentence.span.start : sentence.span.end] for sentence in document.sentences]


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("Source: https://example.org/ferry?x=1", HeaderKind.URL, "https://example.org/ferry?x=1"),
        ("URL: http://example.org/", HeaderKind.URL, "http://example.org/"),
        ("Publisher: Harbour Gazette", HeaderKind.PUBLISHER, "Harbour Gazette"),
        ("Source: Harbour Gazette", HeaderKind.PUBLISHER, "Harbour Gazette"),
        ("By Ilse Maran, Harbour Gazette", HeaderKind.BYLINE, "Harbour Gazette"),
        ("By Ilse Maran | Harbour Gazette", HeaderKind.BYLINE, "Harbour Gazette"),
        ("By Ilse Maran", HeaderKind.BYLINE, None),
        ("By Ilse Maran, chief correspondent", HeaderKind.BYLINE, None),
        ("Port of Narva - Press release - 9 December 2025", HeaderKind.CREDIT, "Port of Narva"),
        ("9 December 2025 | Harbour Gazette", HeaderKind.CREDIT, "Harbour Gazette"),
        ("By Ilse Maran - 9 December 2025", HeaderKind.CREDIT, None),
        ("Updated: 10 December 2025", HeaderKind.UPDATED, None),
        ("Published: today", HeaderKind.PUBLISHED, None),
    ],
)
def test_header_line_tells_its_kind_and_value(line: str, kind: HeaderKind, value: str | None) -> None:
    header = parse_header(line)
    assert header is not None
    assert (header.kind, header.value) == (kind, value)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday they were gone.",
        "by the harbour",
        "Published in Riga, the list has nine names.",
        "Published 9 December 2025 in Riga, the list has nine names.",
        "Source: the minister said that the ferry would not come back before spring.",
        "Date palms grow here",
        "Monday",
        "Riga",
        "",
        "On 9 December 2025",
        "9 December 2025 was cold",
    ],
)
def test_other_line_is_no_header(line: str) -> None:
    assert parse_header(line) is None


@pytest.mark.parametrize("line", ["9 December 2025", "By Ilse Maran", "Riga, 9 December 2025"])
def test_line_without_label_is_no_header_in_the_body(line: str) -> None:
    assert parse_header(line) is not None
    assert parse_label(line) is None


def test_head_gives_day_url_and_publisher_and_none_of_its_lines_is_a_sentence() -> None:
    document = read(
        "A ferry returns\nPublished 9 December 2025\nSource: https://example.org/ferry\nPublisher: Harbour Gazette\n"
        "By Ilse Maran, Coast Radio\n\nIt was late.\n"
    )
    assert tell(document) == ["A ferry returns", "It was late."]
    assert (document.published, document.url, document.publisher) == (
        DAY,
        "https://example.org/ferry",
        "Harbour Gazette",
    )


def test_url_that_is_given_wins() -> None:
    text = b"A ferry returns\nSource: https://example.org/ferry\nIt was late.\n"
    assert read_article(text, name="x", url="https://example.org/2", max_bytes=100).url == "https://example.org/2"


def test_labelled_day_wins_over_dateline() -> None:
    assert read("A ferry returns\nPublished 9 December 2025\nRIGA, 8 December 2025 - It was late.\n").published == DAY


def test_labelled_day_counts_at_the_end_too() -> None:
    assert read("A ferry returns\n\nIt was late.\n\nPublished: 9 December 2025\n").published == DAY


def test_standfirst_may_come_before_the_date() -> None:
    document = read("A ferry returns\n\nIts captain tells why it was late.\n\n9 December 2025\n\nIt was the ice.\n")
    assert document.published == DAY
    assert document.title == "A ferry returns"


def test_sender_above_a_date_is_the_publisher_and_no_headline() -> None:
    document = read("Coast Watch Forum\n9 December 2025\n\nWe ask why the ferry was late\n\nIt was the ice.\n")
    assert (document.title, document.publisher) == ("We ask why the ferry was late", "Coast Watch Forum")
    assert document.published == DAY


def test_date_line_gives_place() -> None:
    document = read("A ferry returns\n\nRiga, Tuesday 9 December 2025\n\nIt was late.\n")
    assert (document.dateline, document.published) == ("Riga", DAY)


def test_date_may_stand_above_the_headline() -> None:
    document = read("9 December 2025\n\nA ferry returns\n\nIt was late.\n")
    assert (document.title, document.published) == ("A ferry returns", DAY)


def test_headline_that_looks_like_a_byline_is_the_headline() -> None:
    assert read("By Ferry And Train\nIt was late.\n").title == "By Ferry And Train"


def test_headline_may_begin_with_its_dateline() -> None:
    document = read("RIGA, 9 December 2025 - A ferry returns\n\nIt was late.\n")
    assert (document.title, document.published, document.dateline) == ("A ferry returns", DAY, "RIGA")
    assert tell(document) == ["A ferry returns", "It was late."]
