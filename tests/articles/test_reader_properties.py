"""Whatever comes in, the reader gives a sound Document or one ArticleError, in time linear in the input."""

import time
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles.reader import read_article
from kg.errors import ArticleError
from kg.model import Document, SectionKind

MIB: Final = 2**20
_SHAPES: Final = (
    "Published 9 December 2025|31 February 2025|Highlights|- |-\n|Rewritten Article|Outlook|What next?|Q: |A: |05:50 - "
    "|RIGA, 9 May 2021 (Agency) - |By Ilse Maran|Source: https://example.org/|U.S. |Gen. |1. |(a) |It came. |...|…|?!"
    "|Ferry Comes Home|Why?” she asked. |.”|\n|\n\n|\r\n|\ufeff|\u200b|\u2028|\x85|\x0b|e\u0301|\u0301|\N{FERRY}|ß|İ"
    "|al-Noor |www.example.Org |a.B|[1]|(|)|\t|\x07"
    "|The ferry that has lain at the pier since the first days of the frost will leave\nfor the south. "
)
PIECES: Final = st.sampled_from(_SHAPES.split("|"))
TEXTS: Final = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def read(data: bytes) -> Document | None:
    """Read bytes; None stands for the one error that is allowed, whose message is one line that names the file."""
    try:
        return read_article(data, name="any.txt", max_bytes=12 * MIB)
    except ArticleError as error:
        if not error.message.startswith("any.txt") or "\n" in error.message:
            raise
        return None


def check_document(document: Document) -> None:
    text = document.text
    assert text.endswith("\n")
    assert text == text.rstrip() + "\n"
    assert document.title.strip() == document.title != ""
    ends = 0
    for index, sentence in enumerate(document.sentences):
        words = text[sentence.span.start : sentence.span.end]
        section = document.sections[sentence.section]
        assert sentence.index == index
        assert ends <= sentence.span.start < sentence.span.end <= len(text)
        assert words.strip() == words
        assert section.span.covers(sentence.span)
        assert section.kind != SectionKind.BOILERPLATE
        assert sentence.copy_of is None or document.sentences[sentence.copy_of].copy_of is None
        assert sentence.copy_of is None or sentence.copy_of < index
        ends = sentence.span.end
    check_sections(document)


def check_sections(document: Document) -> None:
    ends = 0
    for section in document.sections:
        assert ends <= section.span.start < section.span.end <= len(document.text)
        assert section.heading is None or section.span.covers(section.heading)
        ends = section.span.end


@given(st.binary(max_size=300))
def test_bytes_give_a_sound_document_or_an_error(data: bytes) -> None:
    document = read(data)
    if document is not None:
        check_document(document)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_text_gives_a_sound_document_or_an_error(text: str) -> None:
    document = read(text.encode("utf-8", "surrogatepass"))
    if document is not None:
        check_document(document)
        assert read(text.encode()) == document


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_letter_of_the_text_lies_in_a_section(text: str) -> None:
    document = read(text.encode())
    if document is not None:
        inside = {place for section in document.sections for place in range(section.span.start, section.span.end)}
        assert not [place for place, char in enumerate(document.text) if char.isalnum() and place not in inside]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_reading_the_normalised_text_gives_the_same_document(text: str) -> None:
    document = read(text.encode())
    if document is not None:
        assert read(document.text.encode()) == document


def repeat(piece: str, size_bytes: int) -> bytes:
    return b"Ferry home\n\nIt came. " + piece.encode() * (size_bytes // len(piece.encode()))


@pytest.mark.long
@pytest.mark.parametrize(
    "piece",
    ["x", ". ", "Mr. ", ".", ".)", "\u200b", "\n", "(", "A. ", "- ", "a\nb c\n", "[1]", "a\u0301\u0327 "],
    ids=ascii,
)
def test_time_grows_no_faster_than_the_input(piece: str) -> None:
    """Sixteen times the input may take forty times the time (noise); a quadratic step would take 256 times."""
    small = min(measure(repeat(piece, MIB // 16)) for _ in range(3))
    assert measure(repeat(piece, MIB)) < 40 * small + 0.5


def measure(data: bytes) -> float:
    start = time.perf_counter()
    read(data)
    return time.perf_counter() - start


@pytest.mark.parametrize("piece", ["x", "word "], ids=["letters", "words"])
def test_ten_mebibytes_in_one_line_are_read(piece: str) -> None:
    start = time.perf_counter()
    document = read(repeat(piece, 10 * MIB))
    assert document is not None
    assert len(document.sentences) == 2
    assert time.perf_counter() - start < 30
