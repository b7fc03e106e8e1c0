"""Find the times that a sentence gives and resolve them against the day of publication; never padded.

A weekday is the most recent one up to the day of publication; what has not happened yet lies ahead.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kg.claims.numbers import read_ordinal_number
from kg.claims.tokens import Token
from kg.claims.words import read_words

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name: number
    for number, names in enumerate(
        [
            "",
            "jan jan.",
            "feb feb.",
            "mar mar.",
            "apr apr.",
            "",
            "jun jun.",
            "jul jul.",
            "aug aug.",
            "sep sept sept. sep.",
            "oct oct.",
            "nov nov.",
            "dec dec.",
        ]
    )
    for name in names.split()
}
_WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_PARTS: Final = frozenset(["morning", "evening", "afternoon", "night", "midday", "noon"])
_UNITS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DAY: Final = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
_ISO: Final = re.compile(r"(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})")
_LINKS: Final = read_words("times", "links")
_PRECISIONS: Final = ("year", "month", "week", "day")


@dataclass(frozen=True, slots=True)
class Time:
    """Hold a time as the text gives it, with its tokens, half open; the preposition stands apart in `link`.

    `shift` counts days from the anchor: publication, or the event told before where `anchored`.
    """

    start: int
    end: int
    link: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    precision: str = "day"
    direction: int = 0  # -1 last, +1 next
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hold the first and last day that a time can mean."""

    low: date
    high: date


def find_times(tokens: Sequence[Token]) -> Iterator[Time]:
    """Go through the times of a sentence, longest first at each place."""
    at = 0
    while at < len(tokens):
        found = _parse_time(tokens, at)
        if found is None:
            at += 1
        else:
            link = tokens[at - 1].low if at and tokens[at - 1].low in _LINKS else ""
            yield Time(at, found.end, link, *_tail(found))
            at = found.end


def _tail(time: Time) -> tuple[int | None, int | None, int | None, int | None, int | None, str, int, bool]:
    return time.year, time.month, time.day, time.weekday, time.shift, time.precision, time.direction, time.anchored


def _parse_time(tokens: Sequence[Token], at: int) -> Time | None:
    for rule in (_parse_date, _parse_numeric, _parse_weekday, _parse_relative, _parse_named, _parse_year):
        found = rule(tokens, at)
        if found is not None:
            return found
    return None


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    if _low(tokens, at) not in _MONTHS or not tokens[at].text[0].isupper():
        return False
    return _low(tokens, at) != "may" or at > 0


def _read_year(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    skip = at + 1 if _low(tokens, at) in {",", "of"} else at
    if _YEAR.fullmatch(_low(tokens, skip)):
        return int(tokens[skip].text), skip + 1
    return None, at


def _parse_date(tokens: Sequence[Token], at: int) -> Time | None:
    """Read "12 May 2026", "May 12, 2026", "May 2026", "the 12th of May", "May"."""
    day = _DAY.fullmatch(_low(tokens, at))
    if day:
        month_at = at + 2 if _low(tokens, at + 1) == "of" else at + 1
        if _is_month(tokens, month_at):
            year, end = _read_year(tokens, month_at + 1)
            return Time(at, end, "", year, _MONTHS[_low(tokens, month_at)], int(day.group(1)))
        return None
    if not _is_month(tokens, at):
        return None
    month = _MONTHS[_low(tokens, at)]
    day = _DAY.fullmatch(_low(tokens, at + 1))
    if day:
        year, end = _read_year(tokens, at + 2)
        return Time(at, end, "", year, month, int(day.group(1)))
    year, end = _read_year(tokens, at + 1)
    link = _low(tokens, at - 1)
    if year is None and link not in {*_LINKS, "last", "next", "this", "early", "late", "and"}:
        return None
    direction = {"last": -1, "next": 1}.get(link, 0)
    return Time(at, end, "", year, month, precision="month", direction=direction)


def _parse_numeric(tokens: Sequence[Token], at: int) -> Time | None:
    match = _ISO.fullmatch(_low(tokens, at)) if tokens[at].kind == "number" else None
    if match is None:
        return None
    first, second, third = (int(part) for part in match.groups())
    year, month, day = (first, second, third) if first > 31 else (third, second, first)  # noqa: PLR2004 - the calendar
    if not (1900 < year < 2100 and 1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - the calendar
        return None
    return Time(at, at + 1, "", year, month, day)


def _parse_weekday(tokens: Sequence[Token], at: int) -> Time | None:
    first = _low(tokens, at)
    lead = 1 if first in {"last", "next", "this"} else 0
    if _low(tokens, at + lead) not in _WEEKDAYS or not tokens[at + lead].text[0].isupper():
        return None
    end = at + lead + 1
    end += _low(tokens, end) in _PARTS
    if _low(tokens, end) == "," and _parse_date(tokens, end + 1) is not None:
        return None
    direction = {"last": -1, "next": 1}.get(first, 0)
    return Time(at, end, "", weekday=_WEEKDAYS[_low(tokens, at + lead)], direction=direction)


def _parse_relative(tokens: Sequence[Token], at: int) -> Time | None:
    """Read "today", "last week", "this morning", "three days ago", "a day earlier", "the same day"."""
    first, second, third = (_low(tokens, at + step) for step in range(3))
    if first in _DEICTIC:
        return Time(at, at + 1, "", shift=_DEICTIC[first])
    if first in {"last", "next", "this"}:
        return _parse_next(tokens, at, first)
    if (first, second) == ("earlier", "this") and third in _UNITS:
        return Time(at, at + 3, "", shift=0, precision=third.rstrip("s"))
    if first in {"the", "that"} and (second, third) == ("same", "day"):
        return Time(at, at + 3, "", shift=0, anchored=True)
    if (first, second) in {("that", "day"), ("that", "year"), ("that", "month")}:
        return Time(at, at + 2, "", shift=0, precision=second, anchored=True)
    return _parse_ago(tokens, at)


_DEICTIC: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0, "tonight": 0}


def _parse_next(tokens: Sequence[Token], at: int, first: str) -> Time | None:
    second = _low(tokens, at + 1)
    direction = {"last": -1, "next": 1, "this": 0}[first]
    if second in _SEASONS:
        return Time(at, at + 2, "", month=_SEASONS[second][0], precision="season", direction=direction)
    if first == "this" and second in _PARTS:
        return Time(at, at + 2, "", shift=0)
    if first == "last" and second == "night":
        return Time(at, at + 2, "", shift=-1)
    if second in _UNITS and second != "days" and not second.endswith("s"):
        return Time(at, at + 2, "", shift=direction * _UNITS[second], precision=second, direction=direction)
    return None


def _parse_ago(tokens: Sequence[Token], at: int) -> Time | None:
    count, unit, word = (_low(tokens, at + step) for step in range(3))
    number = read_ordinal_number(count)
    if number is None or unit not in _UNITS or word not in {"ago", "earlier", "later", "before", "after"}:
        return None
    if word in {"before", "after"} and not _ends_clause(tokens, at + 3):
        return None
    sign = -1 if word in {"ago", "earlier", "before"} else 1
    precision = unit.rstrip("s")
    return Time(at, at + 3, "", shift=sign * number * _UNITS[unit], precision=precision, anchored=word != "ago")


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    return _low(tokens, at) in {"", ".", ",", ";"}


def _parse_named(tokens: Sequence[Token], at: int) -> Time | None:
    if _low(tokens, at) == "christmas" and _low(tokens, at - 1) in _LINKS:
        return Time(at, at + 1, "", month=12, day=25)
    return None


def _parse_year(tokens: Sequence[Token], at: int) -> Time | None:
    if tokens[at].kind != "number" or not _YEAR.fullmatch(tokens[at].text):
        return None
    if _low(tokens, at - 1) in {*_LINKS, "early", "late", "mid", "and", "("}:
        return Time(at, at + 1, "", year=int(tokens[at].text), precision="year")
    return None


def resolve_time(
    time: Time, published: date | None, *, anchor: date | None = None, is_ahead: bool = False
) -> Bounds | None:
    """Give the first and last day a time can mean; None where nothing tells (no date of publication).

    Args:
        anchor: day of the event told before, for "a day earlier".
        is_ahead: the event lies ahead, so that "Saturday" is the coming one.
    """
    try:
        return _resolve_fixed(time, published, is_ahead=is_ahead) or _resolve_shift(time, published, anchor)
    except (ValueError, OverflowError):  # 31 June, year 0
        return None


def _resolve_fixed(time: Time, published: date | None, *, is_ahead: bool) -> Bounds | None:
    if time.precision == "year" and time.year is not None:
        return Bounds(date(time.year, 1, 1), date(time.year, 12, 31))
    if time.month is not None:
        year = time.year or _guess_year(time, published, is_ahead=is_ahead)
        return None if year is None else _make_bounds(time, year)
    if time.weekday is not None and published is not None:
        return _resolve_weekday(time, published, is_ahead=is_ahead)
    return None


def _resolve_weekday(time: Time, published: date, *, is_ahead: bool) -> Bounds:
    back = (published.weekday() - (time.weekday or 0)) % 7
    day = published - timedelta(days=back)
    if time.direction > 0 or (is_ahead and time.direction == 0):
        day += timedelta(days=7)
    elif time.direction < 0 and back == 0:
        day -= timedelta(days=7)
    return Bounds(day, day)


def _guess_year(time: Time, published: date | None, *, is_ahead: bool) -> int | None:
    """Take the year in which the month or day last was, or next will be."""
    if published is None or time.month is None:
        return None
    given = (time.month, time.day or 1)
    year = published.year
    if is_ahead:
        return year if given >= (published.month, published.day) or time.month == published.month else year + 1
    if time.direction < 0 and time.precision == "month" and time.month == published.month:
        return year - 1
    return year if given <= (published.month, published.day) else year - 1


def _make_bounds(time: Time, year: int) -> Bounds:
    month = time.month or 1
    if time.precision == "season":
        last = (month + 1) % 12 + 1
        high_year = year + (last < month)
        return Bounds(date(year, month, 1), date(high_year, last, calendar.monthrange(high_year, last)[1]))
    if time.day is None:
        return Bounds(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Bounds(date(year, month, time.day), date(year, month, time.day))


def _resolve_shift(time: Time, published: date | None, anchor: date | None) -> Bounds | None:
    base = (anchor if time.anchored else None) or (None if time.anchored else published)
    if base is None or time.shift is None:
        return None
    if time.precision in {"month", "year"}:
        return _shift_months(base, round(time.shift / _UNITS[time.precision]) * (12 if time.precision == "year" else 1))
    day = base + timedelta(days=time.shift)
    if time.precision == "week":
        monday = day - timedelta(days=day.weekday())
        return Bounds(monday, monday + timedelta(days=6))
    return Bounds(day, day)


def _shift_months(base: date, months: int) -> Bounds:
    total = base.year * 12 + base.month - 1 + months
    year, month = divmod(total, 12)
    if months % 12 == 0 and months:
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    return Bounds(date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]))
