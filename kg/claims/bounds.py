"""Resolve times against the day of publication: the first and last day that each can mean; never padded.

A weekday is the most recent one up to the day of publication; what has not happened yet lies ahead.
"""

import calendar
from datetime import date, timedelta
from typing import Final

from kg.claims.calendars import UNIT_DAYS, Time
from kg.claims.records import record


@record
class Bounds:
    """Hold the first and last day that a time can mean; `date.min` and `date.max` stand for an open end."""

    low: date
    high: date

    @property
    def first_known(self) -> date:
        """Give the first day that the text bounds: the deadline where only that is told."""
        return self.high if self.low == date.min else self.low


def resolve_time(
    time: Time, published: date | None, *, anchor: Bounds | None = None, is_ahead: bool = False
) -> Bounds | None:
    """Give the first and last day a time can mean; None where nothing tells (no date of publication).

    Args:
        anchor: when the event told before was, for "a day earlier".
        is_ahead: the event lies ahead, so that "Saturday" is the coming one.
    """
    try:
        if time.anchored:
            return _resolve_leaning(time, anchor)
        first = _resolve_fixed(time, published, is_ahead=is_ahead) or _resolve_shift(time, published)
        if first is None or time.last is None:
            return first
        last = _resolve_last(time.last, first, published)
        return Bounds(first.low, last.high) if last is not None and first.low <= last.high else None
    except (ValueError, OverflowError):  # 31 June, year 0
        return None


def _resolve_last(time: Time, first: Bounds, published: date | None) -> Bounds | None:
    """Resolve the end of a range as the first such time from its start on."""
    if time.weekday is not None:
        day = first.low + timedelta(days=(time.weekday - first.low.weekday()) % 7)
        return Bounds(day, day)
    if time.month is not None and time.year is None:
        year = first.low.year
        found = _make_bounds(time, year)
        return found if found.high >= first.low else _make_bounds(time, year + 1)
    return _resolve_fixed(time, published, is_ahead=False) or _resolve_shift(time, published)


def limit_bounds(bounds: Bounds, link: str) -> Bounds:
    """Open a side of the bounds after a word of a limit: "by Friday" and "since May" tell no day.

    >>> limit_bounds(Bounds(date(2026, 5, 4), date(2026, 5, 4)), "before").high
    datetime.date(2026, 5, 3)
    """
    if link in _STARTS:
        return Bounds(bounds.low, date.max)
    if link == "before":
        return Bounds(date.min, bounds.low - timedelta(days=1))
    return Bounds(date.min, bounds.high) if link in _DEADLINES else bounds


_STARTS: Final = frozenset({"since", "after", "from"})
_DEADLINES: Final = frozenset({"by", "until", "till"})


def _resolve_fixed(time: Time, published: date | None, *, is_ahead: bool) -> Bounds | None:
    if time.precision == "year" and time.year is not None:
        return Bounds(date(time.year, 1, 1), date(time.year, 12, 31))
    if time.month is not None and time.weekday is not None:
        year = time.year or _guess_year(time, published, is_ahead=is_ahead)
        return None if year is None else _find_weekday_of(time, year)
    if time.month is not None:
        year = time.year or _guess_year(time, published, is_ahead=is_ahead)
        return None if year is None else _make_bounds(time, year)
    if time.weekday is not None and published is not None:
        return _resolve_weekday(time, published, is_ahead=is_ahead)
    return None


def _find_weekday_of(time: Time, year: int) -> Bounds:
    """Give the day of "the last Friday of April"; `shift` counts from the start of the month, or from its end."""
    month, order = time.month or 1, time.shift or 1
    days = [
        date(year, month, day)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if date(year, month, day).weekday() == time.weekday
    ]
    day = days[order - 1 if order > 0 else order]
    return Bounds(day, day)


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
    if time.year_shift is not None:
        return published.year + time.year_shift
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


def _resolve_shift(time: Time, published: date | None) -> Bounds | None:
    return None if published is None or time.shift is None else _shift(published, time)


def _shift(base: date, time: Time) -> Bounds:
    shift = time.shift or 0
    if time.precision == "year":
        year = base.year + round(shift / UNIT_DAYS["year"])
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    if time.precision == "month":
        return _shift_months(base, round(shift / UNIT_DAYS["month"]))
    if time.precision == "month-day":
        first = _shift_months(base, round(shift / UNIT_DAYS["month"])).low
        return Bounds(day := first.replace(day=time.day or 1), day)
    day = base + timedelta(days=shift)
    if time.precision == "week":
        monday = day - timedelta(days=day.weekday())
        return Bounds(monday, monday + timedelta(days=6))
    return Bounds(day, day)


def _resolve_leaning(time: Time, anchor: Bounds | None) -> Bounds | None:
    """Resolve what leans on the event told before: "the following March", "two days later"."""
    if anchor is None:
        return None
    base = anchor.low
    if time.month is not None:
        return _make_bounds(time, base.year + _count_years(time, base))
    if time.precision in {"day", "week"} and anchor.low != anchor.high:
        return None
    if time.weekday is not None:
        day = base + timedelta(days=(time.weekday - base.weekday() - 1) % 7 + 1)
        return Bounds(day, day)
    if time.precision == "month" and (anchor.high - anchor.low).days > UNIT_DAYS["month"]:
        return None
    return _shift(base, time)


def _count_years(time: Time, base: date) -> int:
    """Count the years from the event told before to the month that leans on it."""
    if time.year_shift is not None:
        return time.year_shift
    month = time.month or 1
    if time.direction < 0:
        return 0 if month < base.month else -1
    return 0 if month > base.month else 1


def _shift_months(base: date, months: int) -> Bounds:
    total = base.year * 12 + base.month - 1 + months
    year, month = divmod(total, 12)
    return Bounds(date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]))
