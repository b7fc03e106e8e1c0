"""Dates of news pages: every usual spelling gives its day, and no other words give one."""

from datetime import date

import pytest

from kg.articles.dates import DateFault, match_date, match_tail, require_published
from kg.articles.reader import read_article
from kg.errors import ArticleError
from kg.model import Document

DAY = date(2025, 12, 9)


def read(text: str) -> Document:
    return read_article(text.encode(), name="ferry.txt", max_bytes=10_000)


@pytest.mark.parametrize(
    "words",
    [
        "9 December 2025",
        "09 December 2025",
        "9th December 2025",
        "9th of December 2025",
        "9 December, 2025",
        "9 Dec 2025",
        "9 Dec. 2025",
        "9-Dec-2025",
        "December 9, 2025",
        "December 9 2025",
        "Dec. 9, 2025",
        "DECEMBER 9TH, 2025",
        "Tuesday, 9 December 2025",
        "Tue 9 Dec 2025",
        "Tuesday, December 9, 2025",
        "2025-12-09",
        "2025-12-09T21:30:00Z",
        "2025-12-09T21:30:00.000+02:00",
        "2025/12/09",
        "2025.12.09",
        "9 December 2025, 21:30 GMT",
        "9 December 2025 at 9.30 p.m.",
        "9 December 2025 | 21:30",
        "9 December 2025 (times in GMT)",
        "09 December 2025 | 14:20 | Riga",
        "9 December 2025 | Updated 10 December 2025",
        "9 December 2025, last updated 10 December 2025 at 08:00",
        "9 December 2025. 21.30",
        "9 December 2025, 21.30. Updated 22.10",
    ],
)
def test_usual_spelling_gives_the_day(words: str) -> None:
    match = match_date(words)
    assert match is not None
    assert match.day == DAY
    assert match_tail(words, match.end)
    assert read(f"A ferry returns\nPublished {words}\nIt was late.\n").published == DAY


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("03/04/2026", DateFault.AMBIGUOUS),
        ("3-4-2026", DateFault.AMBIGUOUS),
        ("12.13.2026", DateFault.IMPOSSIBLE),
        ("23/06/26", DateFault.SHORT_YEAR),
        ("9 Dec 25", DateFault.SHORT_YEAR),
        ("9 December", DateFault.NO_YEAR),
        ("December 9, 10:30", DateFault.NO_YEAR),
        ("Tuesday", DateFault.NO_YEAR),
        ("December 2025", DateFault.NO_DAY),
        ("31 February 2025", DateFault.IMPOSSIBLE),
        ("2025-02-29", DateFault.IMPOSSIBLE),
        ("32/13/2025", DateFault.IMPOSSIBLE),
        ("0 May 2025", DateFault.IMPOSSIBLE),
    ],
)
def test_fault_is_named_and_no_day_made_up(words: str, fault: DateFault) -> None:
    match = match_date(words)
    assert match is not None
    assert (match.day, match.fault) == (None, fault)


@pytest.mark.parametrize(
    "words", ["", "Monthly report", "Maybe 9", "Decembrist 9, 2025", "9 lives", "1234", "20251209"]
)
def test_other_words_are_no_date(words: str) -> None:
    assert match_date(words) is None


@pytest.mark.parametrize("words", ["23/06/2026", "06/23/2026", "23.06.2026", "23-6-2026"])
def test_numbers_with_one_reading_are_a_date(words: str) -> None:
    match = match_date(words)
    assert match is not None
    assert match.day == date(2026, 6, 23)


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("03/04/2026", "line 2: '03/04/2026' may be read as day/month or as month/day"),
        ("Published: 9 December", "line 2: '9 December' has no year"),
        ("Published December 2025", "line 2: 'December 2025' names no day"),
        ("Date: 9.12.25", "line 2: '9.12.25' has a year of two digits"),
    ],
)
def test_missing_day_is_an_error_that_shows_the_line_that_nearly_says_it(line: str, near: str) -> None:
    document = read(f"A ferry returns\n{line}\nIt was late.\n")
    with pytest.raises(ArticleError) as caught:
        require_published(document)
    assert caught.value.message == f"ferry.txt: no publication date ({near})"
    assert "--published" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "A ferry returns\nIt left on 9 December 2025 and was late.\n",
        "A ferry returns\n\nOn 9 December 2025 it sank.\n\n9 December 2025 is a day to remember.\n",
        "A ferry returns\n\nThe captain tells all.\n\n9 December 2025\n\nIt left.\n\n10 December 2025\n\nIt came.\n",
        "A ferry returns\nPublished in 2025, the book was late.\nIt sold well.\n",
        "A ferry returns\nUpdated 9 December 2025\nIt was late.\n",
        "A ferry returns\n\n9 December 2025. It was late.\n\nNobody waited.\n",
        "A ferry returns\n\nTALLINN, 9 December (Agency) - It was late.\n",
    ],
    ids=["sentence", "begins-sentence", "timeline", "no-day", "update", "diary", "dateline-without-year"],
)
def test_other_dates_are_not_the_day_of_publication(text: str) -> None:
    document = read(text)
    assert document.published is None
    with pytest.raises(ArticleError, match=r"ferry\.txt: no publication date"):
        require_published(document)


@pytest.mark.parametrize(
    "head",
    [
        "Published: 9 December 2025 09:12 GMT",
        "Port of Narva - Press release - 9 December 2025",
        "Port of Narva\nPress release\n9 December 2025\n10:30",
        "FOR IMMEDIATE RELEASE\nDecember 9, 2025",
        "FOR IMMEDIATE RELEASE: December 9, 2025",
        "Press Statement\nIlse Maran, Harbour Master\nDecember 9, 2025",
        "NEWS | 9 December 2025",
        "Published on December 9, 2025 by Ilse Maran",
        "By Ilse Maran, December 9, 2025 3:15 pm",
        "By ILSE MARAN and JOHN ROE\nDec. 9, 2025 Updated 4:31 pm ET",
        "Posted: Dec 9, 2025 / 10:04 AM EST / Updated: Dec 10, 2025 / 1:00 PM EST",
        "Last modified on Wed 10 Dec 2025\nFirst published on Tue 9 Dec 2025 07.00 CET",
        "Issued on: 09/12/2025 - 14:12\nModified: 23/12/2025 - 10:00\nDate: 9.12.2025",
        "Riga, 09.12.2025",
        "Statement by the Harbour Master\nRiga, 09.12.2025 - 14:00, UNIQUE ID: 251209_3",
        "Tuesday the 9th of December 2025",
        "Tuesday 9 December 2025. Last updated 18.40 Riga time. Ilse Maran in Riga, John Roe in Narva",
        "Riga, 9 December 2025. Updated 10 December 2025",
        "RIGA (9 December 2025) – The harbour said that the ferry was late.",
    ],
)
def test_head_of_real_pages_gives_the_day_of_publication(head: str) -> None:
    assert read(f"A ferry returns\n\n{head}\n\nIt was late. Nobody waited.\n").published == DAY


@pytest.mark.parametrize(
    "head", ["Release date: 9 December 2025", "By Ilse Maran, December 9", "Press release\nUpdated 9 December 2025"]
)
def test_other_lines_of_a_head_give_no_day(head: str) -> None:
    assert read(f"A ferry returns\n\n{head}\n\nIt was late. Nobody waited.\n").published is None


def test_day_comes_first_in_a_date_with_full_stops() -> None:
    match = match_date("03.04.2026")
    assert match is not None
    assert match.day == date(2026, 4, 3)


def test_time_of_day_may_come_before_the_date() -> None:
    assert read("A ferry returns\nPublished 9:30 AM EST, Tue December 9, 2025\nIt was late.\n").published == DAY


def test_label_may_be_bold() -> None:
    assert read("# A ferry returns\n\n**Published:** 2025-12-09\n\nIt was late.\n").published == DAY


def test_day_that_is_given_wins_over_the_text() -> None:
    text = b"A ferry returns\nPublished 31 February 2025\nIt was late.\n"
    document = read_article(text, name="x", published=DAY, max_bytes=1000)
    assert require_published(document) == DAY


@pytest.mark.parametrize("head", ["Published 31 February 2025", "31 February 2025", "Oslo, 31 February 2025"])
def test_impossible_day_is_an_error_that_names_the_line(head: str) -> None:
    with pytest.raises(ArticleError, match=r"ferry\.txt, line 3: '31 February 2025' is no day of the calendar"):
        read(f"A ferry returns\n\n{head}\n\nIt was late.\n")


def test_impossible_day_in_a_dateline_is_an_error() -> None:
    with pytest.raises(ArticleError, match="line 2: '30 Feb 2025' is no day"):
        read("A ferry returns\nOSLO, 30 Feb 2025 (Agency) - It was late.\n")
