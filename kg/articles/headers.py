"""Read single header lines: publication day, URL, publisher, byline, place and day of writing."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.articles.datelines import DATELINE_CHARS, list_places, read_origin
from kg.articles.dates import DateMatch, match_date, match_tail

_LINE_CHARS: Final = 2000  # a longer line is no header; keeps the look at one line constant
_CREDIT_WORDS: Final = 8  # longest part of a line like "NAME - Press release - DATE"


class HeaderKind(StrEnum):
    """Say what a header line tells, and so how far it is trusted."""

    PUBLISHED = "published"  # labelled: holds wherever it stands
    UPDATED = "updated"  # read over: the day of an update is not the day of publication
    URL = "url"
    PUBLISHER = "publisher"
    BYLINE = "byline"  # only in the head of an article, as are the two below
    DATE = "date"
    CREDIT = "credit"
    NOTE = "note"  # "Press release", "10:30": read over


@dataclass(frozen=True, slots=True)
class Header:
    """Hold what one header line says."""

    kind: HeaderKind
    date: DateMatch | None = None
    place: str | None = None
    value: str | None = None  # URL or publisher


_LABEL: Final = re.compile(
    r"(?:first|last|publi|date|posted|issued|updated|modified|edited|source|url|link|original|canonical|web|outlet|for)",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"[0-9]")
_PUBLISHED: Final = re.compile(
    r"""(?:first\s)?(?:published|publication(?:\sdate)?|date(?:\s(?:published|of\spublication))?|posted|issued|dated
    |for\simmediate\srelease)(?:\son|\sat)?(?P<colon>\s?:)?\s(?:[0-9]{1,2}[:.][0-9]{2}(?:\s?[A-Z.]{2,5}){0,2},?\s(?:on\s)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_UPDATED: Final = re.compile(r"(?:last\s)?(?:updated|modified|edited)(?:\son|\sat)?(?P<colon>\s?:)?\s", re.IGNORECASE)
_URL: Final = re.compile(
    r"(?:source|url|link|original|canonical|web)(?:\s(?:url|link|article))?\s?:\s*"
    r"(?P<url>https?://[^\s<>\"{}|\\^`]+)$",
    re.IGNORECASE,
)
_PUBLISHER: Final = re.compile(
    r"(?:publisher|outlet|source|published\sby)\s?:\s*(?P<name>[^\s:.!?][^\s:]*(?:\s[^\s:]+){0,6})(?<![.!?])$",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"[Bb][Yy]\s(?P<name>[^\W\d_a-z][^,|.;]*(?:\.[^,|;]{1,40})?)(?:\s?[,|]\s(?P<outlet>[^,|]{2,80}))?$"
)
_JOB: Final = re.compile(r"\b(?:correspondent|editor|reporter|writer|analyst|staff|bureau|columnist)\b", re.IGNORECASE)
_GENRE: Final = re.compile(
    r"(?:press|news|media)\s?(?:release|statement|note|advisory)|statement|communiqu[eé]|news|for\simmediate\srelease",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?", re.IGNORECASE)
_DATED_BYLINE: Final = re.compile(r"[Bb][Yy]\s[^\W\d_a-z][^,|.;0-9]{1,80}?(?:,|\s[|•·–—-])\s")
_PARTS: Final = re.compile(r"\s+(?:[-–—|·•]{1,2})\s+")


def parse_header(line: str) -> Header | None:
    """Read a whole line as a header line.

    Args:
        line: without line break and white space at its ends.

    Returns:
        What the line says; None for any other line. Outside the head only `parse_label` holds.

    >>> parse_header("Published 13 December 2025").date.day
    datetime.date(2025, 12, 13)
    >>> parse_header("By Ilse Maran, Harbour Gazette").value
    'Harbour Gazette'
    """
    label = parse_label(line)
    if label is not None or not line or len(line) > DATELINE_CHARS:
        return label
    if _GENRE.fullmatch(line) or _CLOCK.fullmatch(line):
        return Header(HeaderKind.NOTE)
    if _DIGIT.search(line) is None:
        return _read_byline(line)
    return _read_dated_byline(line) or _read_credits(line) or _read_date_line(line)


def parse_label(line: str) -> Header | None:
    """Read a whole line as a labelled header line, which it is wherever in the text it stands.

    >>> parse_label("Source: https://example.org/harbour").value
    'https://example.org/harbour'
    """
    if line[:1] in {"*", "_"}:
        line = line.replace("**", "").replace("__", "").strip("*_ ")  # Markdown's bold labels
    if _LABEL.match(line) is None or len(line) > _LINE_CHARS:
        return None
    return _read_labelled_date(line) or _read_url(line) or _read_publisher(line)


def _read_labelled_date(line: str) -> Header | None:
    for pattern, kind in ((_PUBLISHED, HeaderKind.PUBLISHED), (_UPDATED, HeaderKind.UPDATED)):
        label = pattern.match(line)
        if label is None:
            continue
        date = match_date(line, label.end())
        if date is not None and match_tail(line, date.end):
            return Header(kind, date=date)
        if label["colon"] and len(line.split()) <= _CREDIT_WORDS and not line.endswith("."):
            return Header(kind)
    return None


def _read_url(line: str) -> Header | None:
    found = _URL.match(line)
    return found and Header(HeaderKind.URL, value=found["url"])


def _read_publisher(line: str) -> Header | None:
    found = _PUBLISHER.match(line)
    return found and Header(HeaderKind.PUBLISHER, value=found["name"].strip())


def _read_byline(line: str) -> Header | None:
    found = _BYLINE.match(line)
    if found is None or line[-1] in ".!?:;" or len(line.split()) > 2 * _CREDIT_WORDS:
        return None
    outlet = found["outlet"]
    return Header(HeaderKind.BYLINE, value=None if outlet is None or _JOB.search(outlet) else outlet.strip())


def _read_dated_byline(line: str) -> Header | None:
    """Read `By NAME, DATE`."""
    found = _DATED_BYLINE.match(line)
    date = match_date(line, found.end()) if found else None
    return Header(HeaderKind.CREDIT, date=date) if date and _is_dated(date) and match_tail(line, date.end) else None


def _read_date_line(line: str) -> Header | None:
    """Read a date alone, or a place and a date."""
    date = match_date(line)
    if date is not None:
        return Header(HeaderKind.DATE, date=date) if match_tail(line, date.end) and _is_dated(date) else None
    for place_end, place in list_places(line):
        position, date, _ = read_origin(line, place_end)
        if place and date is not None and _is_dated(date) and match_tail(line, position):
            return Header(HeaderKind.DATE, date=date, place=place)
    return None


def _is_dated(date: DateMatch) -> bool:
    """Say whether the words hold a digit: a weekday alone is a heading rather than a date line."""
    return any(map(str.isdigit, date.words))


def _read_credits(line: str) -> Header | None:
    """Read `NAME - Press release - DATE`, in any order of its parts."""
    parts = _PARTS.split(line)
    dates = {part: date for part in parts if (date := match_date(part)) and match_tail(part, date.end)}
    others = [part for part in parts if part not in dates and not _DIGIT.search(part)]
    names = [part for part in others if not _GENRE.fullmatch(part)]
    is_short = all(len(part.split()) <= _CREDIT_WORDS and part[-1:] not in ".!?" for part in parts)
    if len(dates) != 1 or not others or not is_short:
        return None
    by = [found["name"] for name in names if (found := _BYLINE.match(name))]
    publishers = [name for name in names if not _BYLINE.match(name)]
    date = next(iter(dates.values()))
    return Header(HeaderKind.CREDIT, date=date, value=None if by or not publishers else publishers[0])
