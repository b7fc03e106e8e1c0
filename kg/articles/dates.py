"""Find full dates in the spellings of news pages; a day that is not told is never made up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kg.errors import ArticleError
from kg.model import Document, Section, SectionKind


class DateFault(StrEnum):
    """Say why words in the shape of a date give no day."""

    IMPOSSIBLE = "is no day of the calendar"
    AMBIGUOUS = "may be read as day/month or as month/day"
    SHORT_YEAR = "has a year of two digits"
    NO_YEAR = "has no year"
    NO_DAY = "names no day"
    NO_DATE = "is no date"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """Hold words in the shape of a date; either `day` or `fault` is None, never both."""

    words: str
    end: int
    day: date | None = None
    fault: DateFault | None = None


_WEEKDAY: Final = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:r)?(?:s)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH: Final = r"""(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?
    |aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"""
_DAY: Final = r"(?P<{}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:[ ,-]{{1,2}}(?P<{}>[0-9]{{4}}|'?[0-9]{{2}}(?![0-9:.h]))\b)?"
_SHAPES: Final = re.compile(
    rf"""(?:{_WEEKDAY}(?:,?\s|,)(?:the\s)?)?\s?
    (?: (?P<y1>[0-9]{{4}})(?P<sep>[-/.])(?P<m1>[0-9]{{1,2}})(?P=sep)(?P<d1>[0-9]{{1,2}})(?![0-9])
    | {_DAY.format("d2")}(?:\.?[ -]|\s(?:of|day\sof)\s){_MONTH.format("m2")}{_YEAR.format("y2")}
    | {_MONTH.format("m3")}[ ]{_DAY.format("d3")}(?![0-9]){_YEAR.format("y3")}
    | {_MONTH.format("m5")},?[ ](?P<y5>[0-9]{{4}})\b
    | (?P<n1>[0-9]{{1,2}})(?P<sep4>[/.-])(?P<n2>[0-9]{{1,2}})(?P=sep4)(?P<y4>[0-9]{{4}}|[0-9]{{2}})(?![0-9])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY_ALONE: Final = re.compile(rf"{_WEEKDAY}(?!\w)", re.IGNORECASE)
_TIME: Final = r"[0-9]{1,2}[:.h][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s?[ap]\.?m\.?)?|[0-9]{1,2}\s?[ap]\.?m\.?"
_ZONE: Final = r"\s?(?:\(?[A-Z]{1,5}\)?)?(?:[+-][0-9]{1,2}:?(?:[0-9]{2})?)?"
_TAIL: Final = re.compile(
    rf"""(?:[T.,|·•–—/-]|\s|\bat\b){{0,6}}(?:(?:{_TIME}){_ZONE})?
    (?:,\s[a-z ]{{1,20}}:\s?\S{{1,20}})?
    (?:\s?[|·•,]?\s(?-i:[Bb]y\s[^\W\d_a-z][\w.'’-]+(?:,?\s[\w.'’-]+){{0,7}}))?
    (?:\s?\([^()]{{1,40}}\))?
    (?:\s?[|·•]\s?[^|·•.!?]{{1,40}}){{0,3}}
    (?:[\s.,;|(·•–—/-]{{1,4}}(?:last\s)?(?:updated|modified|edited|amended)\b.*)?
    \s?\.?$""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH_NUMBERS: Final[Mapping[str, int]] = {
    word: number
    for number, word in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}


def match_date(text: str, start: int = 0) -> DateMatch | None:
    """Match a date that begins at an offset, with the name of the weekday before it if there is one.

    Returns:
        The words and where they end; None where no date begins.

    >>> match_date("Saturday, 13 December 2025, was cold").day
    datetime.date(2025, 12, 13)
    >>> match_date("03/04/2026").fault
    <DateFault.AMBIGUOUS: 'may be read as day/month or as month/day'>
    """
    found = _SHAPES.match(text, start)
    if found is None:
        weekday = _WEEKDAY_ALONE.match(text, start)
        return weekday and DateMatch(weekday[0], weekday.end(), fault=DateFault.NO_YEAR)
    day = _read_numbers(found) if found["n1"] else _read_words(found)
    words = found[0].strip()
    return DateMatch(words, found.end(), *((None, day) if isinstance(day, DateFault) else (day, None)))


def match_tail(text: str, start: int) -> bool:
    """Say whether a line ends after its date, but for a time of day, a note in brackets or the day of an update."""
    return _TAIL.match(text, start) is not None


def require_published(document: Document) -> date:
    """Get the day of publication.

    Raises:
        ArticleError: nothing in the file says the day; names the line that nearly does.
    """
    if document.published is not None:
        return document.published
    raise ArticleError(
        describe_undated(document),
        hint="Give --published YYYY-MM-DD, or put a line like 'Published 13 December 2025' under the headline.",
    )


def describe_undated(document: Document) -> str:
    """Say of a text without a day of publication that it has none, and which line nearly says it."""
    near = next(filter(None, (_describe_near_miss(document, section) for section in document.sections)), "")
    return f"{document.name}: no publication date{near}"


def _read_words(found: re.Match[str]) -> date | DateFault:
    suffix = next((suffix for suffix in "123" if found[f"d{suffix}"]), None)
    if suffix is None:
        return DateFault.NO_DAY
    year, month, day = (found[f"{part}{suffix}"] for part in "ymd")
    if year is None:
        return DateFault.NO_YEAR
    if len(year) < 4:  # noqa: PLR2004 - digits of a whole year
        return DateFault.SHORT_YEAR
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3].lower()]
    return _make_day(int(year), number, int(day))


def _read_numbers(found: re.Match[str]) -> date | DateFault:
    if len(found["y4"]) == 2:  # noqa: PLR2004 - two digits of a year
        return DateFault.SHORT_YEAR
    first, second, year = int(found["n1"]), int(found["n2"]), int(found["y4"])
    if found["sep4"] == ".":  # with full stops the day comes first wherever dates are written so
        return _make_day(year, second, first)
    readings = {_make_day(year, second, first), _make_day(year, first, second)} - {DateFault.IMPOSSIBLE}
    if len(readings) > 1:
        return DateFault.AMBIGUOUS
    return readings.pop() if readings else DateFault.IMPOSSIBLE


def _make_day(year: int, month: int, day: int) -> date | DateFault:
    try:
        return date(year, month, day)
    except ValueError:
        return DateFault.IMPOSSIBLE


def _describe_near_miss(document: Document, section: Section) -> str:
    if section.kind != SectionKind.BOILERPLATE:
        return ""
    words = document.text[section.span.start : section.span.end]
    for found in re.finditer(r"\b\w", words[:2000]):
        match = match_date(words, found.start())
        if match is not None and match.fault is not None:
            line = document.text.count("\n", 0, section.span.start + found.start()) + 1
            return f" (line {line}: {match.words!r} {match.fault})"
    return ""
