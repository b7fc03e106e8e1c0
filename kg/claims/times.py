"""Find the times that a sentence gives, as it gives them.

A range ("between 3 and 5 January") is one time with two ends, and a deadline ("by Friday") is no day.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.calendars import DAY, MONTHS, PARTS, SEASONS, UNIT_DAYS, WEEKDAYS, YEAR, Time
from kg.claims.numbers import NUMBER_WORDS, read_ordinal_number
from kg.claims.sequels import SEQUEL_OPENERS, parse_sequel
from kg.claims.tokens import Token
from kg.claims.words import read_words

_DEICTIC: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0, "tonight": 0}
_UNITS: Final = {**UNIT_DAYS, **{f"{unit}s": days for unit, days in UNIT_DAYS.items()}}
_ISO: Final = re.compile(r"(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})")
_LINKS: Final = read_words("times", "links")
_DASHES: Final = frozenset({"-", "\u2013", "\u2014", "\u2010", "\u2011"})
_TO: Final = frozenset({"to", "until", "till", "through"})
_WORDS: Final = frozenset([*MONTHS, *WEEKDAYS, *_DEICTIC, *NUMBER_WORDS])
_OPENERS: Final = _WORDS | read_words("times", "openers") | SEQUEL_OPENERS
_AFTER_DAY: Final = frozenset({"", ".", ",", ";", ")", "and", "in", "at", "with"})


def find_times(tokens: Sequence[Token]) -> Iterator[Time]:
    """Go through the times of a sentence, longest first at each place."""
    end = 0
    for at, token in enumerate(tokens):
        if at < end or not _may_open(token):
            continue
        lone = _parse_time(tokens, at)  # longer ones may begin with it
        found = _parse_limit(tokens, at, lone) or _parse_range(tokens, at, lone) or lone
        if found is not None:
            link = tokens[at - 1].low if at and tokens[at - 1].low in _LINKS else ""
            yield replace(found, start=at, link=found.link or link)
            end = found.end


def _may_open(token: Token) -> bool:
    """Say whether a rule below may take this token as its first: few words do, and most of a text is passed by."""
    return token.kind == "number" or token.low.partition("-")[0] in _OPENERS


def _parse_limit(tokens: Sequence[Token], at: int, lone: Time | None) -> Time | None:
    """Read "no later than 5 May", "not before Friday", "on 5 May at the latest"."""
    words = [_low(tokens, at + step) for step in range(3)]
    if words[0] in {"no", "not"} and words[2] == "than":
        link, skip = {"later": "by", "earlier": "since", "sooner": "since"}.get(words[1]), at + 3
    elif words[0] == "not" and words[1] in {"before", "until", "till"}:
        link, skip = "since", at + 2
    else:
        return _parse_superlative(tokens, lone)
    time = _parse_time(tokens, skip) if skip < len(tokens) else None
    return None if time is None or link is None else replace(time, link=link)


def _parse_superlative(tokens: Sequence[Token], time: Time | None) -> Time | None:
    if time is None or [_low(tokens, time.end + step) for step in range(2)] != ["at", "the"]:
        return None
    link = {"latest": "by", "earliest": "since"}.get(_low(tokens, time.end + 2))
    return None if link is None else replace(time, end=time.end + 3, link=link)


def _parse_range(tokens: Sequence[Token], at: int, lone: Time | None) -> Time | None:
    """Read "3 and 5 January", "3-5 May", "May 3-5", "January to April 2025", "2019 and 2021" as one time."""
    pair = _parse_hyphened(tokens, at) or _parse_days(tokens, at) or _parse_pair(tokens, at, lone)
    if pair is None:
        return None
    first, last = pair
    if first.year is None and last.year is not None and first.month is not None and last.month is not None:
        is_later = (first.month, first.day or 1) > (last.month, last.day or 1)
        first = replace(first, year=last.year - is_later)
    return replace(first, end=last.end, last=last)


def _joins(tokens: Sequence[Token], at: int, link: str) -> bool:
    word = _low(tokens, at)
    return word in _DASHES or (word == "and" if link == "between" else word in _TO and link == "from")


def _parse_hyphened(tokens: Sequence[Token], at: int) -> tuple[Time, Time] | None:
    """Read "January-April 2025"."""
    first, _, last = _low(tokens, at).partition("-")
    year, end = _read_year(tokens, at + 1)
    is_told = year is not None or _low(tokens, at - 1) in _LINKS
    if first not in MONTHS or last not in MONTHS or first == last or not (is_told and tokens[at].text[0].isupper()):
        return None
    opening = Time(at, at + 1, "", None, MONTHS[first], precision="month")
    return opening, replace(opening, end=end, year=year, month=MONTHS[last])


def _parse_days(tokens: Sequence[Token], at: int) -> tuple[Time, Time] | None:
    """Read "3 and 5 January", "3-5 January 2026", "May 3-5", "May 3 and 4, 2026": the month stands once."""
    link = _low(tokens, at - 1)
    if link == "the":
        link = _low(tokens, at - 2)
    day = DAY.fullmatch(_low(tokens, at))
    if day is not None:
        if not (_joins(tokens, at + 1, link) or (_low(tokens, at + 1) in {"and", "to"} and link in _LINKS)):
            return None
        skip = at + 3 if _low(tokens, at + 2) == "the" else at + 2
        last = _parse_date(tokens, skip) if DAY.fullmatch(_low(tokens, skip)) else None
        return None if last is None else (replace(last, start=at, day=int(day.group(1))), last)
    first = _parse_date(tokens, at)
    if first is None or first.day is None or not _is_month(tokens, at):
        return None
    return _read_second_day(tokens, first, link)


def _read_second_day(tokens: Sequence[Token], first: Time, link: str) -> tuple[Time, Time] | None:
    at = first.end + 1
    day = DAY.fullmatch(_low(tokens, at))
    if day is None or _is_month(tokens, at + 1):
        return None
    year, end = _read_year(tokens, at + 1)
    is_list = _low(tokens, first.end) == "and" and (year is not None or _low(tokens, end) in _AFTER_DAY)
    if not (_joins(tokens, first.end, link) or is_list):
        return None
    return first, replace(first, end=end, day=int(day.group(1)), year=year or first.year)


def _parse_pair(tokens: Sequence[Token], at: int, lone: Time | None) -> tuple[Time, Time] | None:
    """Read two whole times: "30 April and 2 May", "Monday to Wednesday", "2019-2021", "in March and April"."""
    link = _low(tokens, at - 1)
    first = lone or _parse_month(tokens, at, link)
    if first is None or first.end + 1 >= len(tokens):
        return None
    joint, after = _low(tokens, first.end), first.end + 1
    is_list = joint == "and" and link in _LINKS
    if not (_joins(tokens, first.end, link) or is_list):
        return None
    last = _parse_time(tokens, after) or _parse_month(tokens, after, link or joint) or _parse_bare_year(tokens, after)
    if last is None or (is_list and link != "between" and _shape(first) != _shape(last)):
        return None
    return first, last


def _shape(time: Time) -> tuple[str, bool, bool, bool]:
    return time.precision, time.month is None, time.weekday is None, time.shift is None


def _parse_month(tokens: Sequence[Token], at: int, link: str) -> Time | None:
    """Read the month of a range, whose year and preposition stand with the other end."""
    if not _is_month(tokens, at) or not link:
        return None
    year, end = _read_year(tokens, at + 1)
    return Time(at, end, "", year, MONTHS[_low(tokens, at)], precision="month")


def _parse_bare_year(tokens: Sequence[Token], at: int) -> Time | None:
    if tokens[at].kind != "number" or not YEAR.fullmatch(tokens[at].text):
        return None
    return Time(at, at + 1, "", year=int(tokens[at].text), precision="year")


def _parse_time(tokens: Sequence[Token], at: int) -> Time | None:
    return next((found for rule in _RULES if (found := rule(tokens, at)) is not None), None)


def _may_lean(token: Token) -> bool:
    return token.kind == "number" or token.low in SEQUEL_OPENERS or "-" in token.low


def _parse_leaning(tokens: Sequence[Token], at: int) -> Time | None:
    found = parse_sequel(tokens, at) if _may_lean(tokens[at]) else None
    if found is None:
        return None
    is_deadline = _low(tokens, at - 1) == "before" and any(token.low == "end" for token in tokens[at : at + 2])
    return replace(found, link="by") if is_deadline else found


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    if _low(tokens, at) not in MONTHS or not tokens[at].text[0].isupper():
        return False
    return _low(tokens, at) != "may" or at > 0


def _read_year(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    skip = at + 1 if _low(tokens, at) in {",", "of"} else at
    if YEAR.fullmatch(_low(tokens, skip)):
        return int(tokens[skip].text), skip + 1
    return None, at


def _parse_date(tokens: Sequence[Token], at: int) -> Time | None:
    """Read "12 May 2026", "May 12, 2026", "May 2026", "the 12th of May", "May"."""
    day = DAY.fullmatch(_low(tokens, at))
    if day:
        month_at = at + 2 if _low(tokens, at + 1) == "of" else at + 1
        if _is_month(tokens, month_at):
            year, end = _read_year(tokens, month_at + 1)
            return Time(at, end, "", year, MONTHS[_low(tokens, month_at)], int(day.group(1)))
        return None
    if not _is_month(tokens, at):
        return None
    month = MONTHS[_low(tokens, at)]
    day = DAY.fullmatch(_low(tokens, at + 1))
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
    if _low(tokens, at + lead) not in WEEKDAYS or not tokens[at + lead].text[0].isupper():
        return None
    end = at + lead + 1
    end += _low(tokens, end) in PARTS
    if _low(tokens, end) == "," and _parse_date(tokens, end + 1) is not None:
        return None
    direction = {"last": -1, "next": 1}.get(first, 0)
    return Time(at, end, "", weekday=WEEKDAYS[_low(tokens, at + lead)], direction=direction)


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


def _parse_next(tokens: Sequence[Token], at: int, first: str) -> Time | None:
    second = _low(tokens, at + 1)
    direction = {"last": -1, "next": 1, "this": 0}[first]
    if _is_month(tokens, at + 1):
        return _parse_date(tokens, at + 1)
    if second in SEASONS:
        return Time(at, at + 2, "", month=SEASONS[second][0], precision="season", direction=direction)
    if first == "this" and second in PARTS:
        return Time(at, at + 2, "", shift=0)
    if first == "last" and second == "night":
        return Time(at, at + 2, "", shift=-1)
    if second in UNIT_DAYS:
        return Time(at, at + 2, "", shift=direction * UNIT_DAYS[second], precision=second, direction=direction)
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
    is_told = _low(tokens, at - 1) in {*_LINKS, "early", "late", "mid", "and", "("}
    return _parse_bare_year(tokens, at) if is_told else None


_RULES: Final = (
    _parse_leaning,
    _parse_date,
    _parse_numeric,
    _parse_weekday,
    _parse_relative,
    _parse_named,
    _parse_year,
)
