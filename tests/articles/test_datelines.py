"""Datelines of wire reports: they tell place and day, and are no part of the first sentence."""

from datetime import date

import pytest

from kg.articles.datelines import match_dateline
from kg.articles.reader import read_article
from kg.model import Document

DAY = date(2025, 12, 9)


def read(text: str) -> Document:
    return read_article(text.encode(), name="ferry.txt", max_bytes=10_000)


def tell(document: Document) -> list[str]:
    return [document.text[sentence.span.start : sentence.span.end] for sentence in document.sentences]


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("RIGA, 9 December 2025 (Agency) - A ferry came.", "RIGA", DAY),
        ("RIGA, 9 December 2025 - A ferry came.", "RIGA", DAY),
        ("RIGA, Dec. 9, 2025 (Agency) -- A ferry came.", "RIGA", DAY),
        ("RIGA (Agency) 9 December 2025 - A ferry came.", "RIGA", DAY),
        ("Riga, 9 December 2025 (Agency of the Coast) \N{EN DASH} A ferry came.", "Riga", DAY),
        ("Riga, Tuesday, 9 December 2025 \N{EM DASH} A ferry came.", "Riga", DAY),
        ("Riga, December 9, 2025. /Agency/. A ferry came.", "Riga", DAY),
        ("RIGA, Latvia (Agency) \N{EM DASH} A ferry came.", "RIGA, Latvia", None),
        ("NEW SALEM/RIGA, 9 December (Agency) - A ferry came.", "NEW SALEM/RIGA", None),
        ("ST. HELIER, Tuesday (Agency) - A ferry came.", "ST. HELIER", None),
        ("Riga (Coast Radio) \N{EM DASH} A ferry came.", "Riga", None),
        ("RIGA - A ferry came.", "RIGA", None),
        ("RIGA\N{EM DASH}A ferry came.", "RIGA", None),
        ("9 December 2025 - A ferry came.", None, DAY),
        ("(Agency) - A ferry came.", None, None),
    ],
)
def test_dateline_gives_place_and_day_and_is_no_part_of_the_sentence(line: str, place: str | None, day: date) -> None:
    found = match_dateline(line, 0, len(line))
    assert found is not None
    assert (found.place, found.date and found.date.day) == (place, day)
    document = read(f"A ferry returns\n\n{line}\n")
    assert tell(document) == ["A ferry returns", "A ferry came."]
    assert (document.dateline, document.published) == (place, day)


@pytest.mark.parametrize(
    "line",
    [
        "Ilse Maran - a pilot - came home.",
        "URGENT - A ferry came.",
        "EU - US ferries sail again.",
        "In Riga on 9 December 2025 a ferry came - late.",
        "Riga, a port, was cold.",
        "Ilse Maran (Coast Party) - a pilot - came home.",
        "Monday - a cold day - was calm.",
        "9 December - a cold day - was calm.",
        "Well-known pilots came.",
        "RIGA",
    ],
)
def test_other_paragraph_has_no_dateline(line: str) -> None:
    assert match_dateline(line, 0, len(line)) is None
