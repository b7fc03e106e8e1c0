"""Read times that lean on another one, and parts of months and years.

"That same evening", "the following March", "October of the preceding year", "the end of May", "mid-March",
"the last Friday of April", "the day before yesterday", "New Year's Eve".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.calendars import DAY, MONTHS, PARTS, SEASONS, UNIT_DAYS, WEEKDAYS, YEAR, Time
from kg.claims.tokens import Token

_STEPS: Final = {
    "following": 1,
    "next": 1,
    "subsequent": 1,
    "ensuing": 1,
    "previous": -1,
    "preceding": -1,
    "same": 0,
    "prior": -1,
}
_EDGES: Final = frozenset({"beginning", "start", "end", "middle", "close", "turn", "outset"})
_NEAR: Final = frozenset({"early", "late", "mid"})
_ORDINAL: Final = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)")
_OWNED: Final = frozenset({"'s", "\u2019s"})


def parse_sequel(tokens: Sequence[Token], at: int) -> Time | None:
    """Read such a time that starts at a token."""
    lows = [token.low for token in tokens[at : at + _LONGEST]]
    for rule in _RULES:
        found = rule(lows)
        if found is not None:
            return replace(found, start=at, end=found.end + at)
    return None


_LONGEST: Final = 8  # tokens


def _get(lows: Sequence[str], at: int) -> str:
    return lows[at] if at < len(lows) else ""


def _parse_step(lows: Sequence[str]) -> Time | None:
    """Read "the following March", "the previous year", "that same evening", "the next day"."""
    if _get(lows, 0) not in {"the", "that"} or (_get(lows, 1) not in _STEPS and _get(lows, 0) != "that"):
        return None
    step = _STEPS.get(_get(lows, 1))
    at, step = (2, step) if step is not None else (1, 0)
    word = _get(lows, at)
    if word in PARTS or word in UNIT_DAYS:
        unit = "day" if word in PARTS else word
        return Time(0, at + 1, "", shift=step * UNIT_DAYS[unit], precision=unit, anchored=True)
    return _step_to_name(word, at, step)


def _step_to_name(word: str, at: int, step: int) -> Time | None:
    if word in MONTHS and step:
        return Time(0, at + 1, "", month=MONTHS[word], precision="month", direction=step, anchored=True)
    if word in SEASONS:
        return Time(0, at + 1, "", month=SEASONS[word][0], precision="season", direction=step or 1, anchored=True)
    if word in WEEKDAYS and step >= 0:
        return Time(0, at + 1, "", weekday=WEEKDAYS[word], direction=step or 1, anchored=True)
    return None


def _parse_month_of(lows: Sequence[str]) -> Time | None:
    """Read "October of the preceding year"."""
    month = MONTHS.get(_get(lows, 0))
    if month is None or _get(lows, 1) != "of":
        return None
    at = 3 if _get(lows, 2) == "the" else 2
    step = 0 if _get(lows, at) == "that" else _STEPS.get(_get(lows, at))
    at += 1 + (_get(lows, at) == "that" and _get(lows, at + 1) == "same")
    if step is None or _get(lows, at) != "year":
        return None
    return Time(0, at + 1, "", month=month, precision="month", anchored=True, year_shift=step)


def _parse_month_by_year(lows: Sequence[str]) -> Time | None:
    """Read "May last year", "3 May of last year", "May 3 this year"."""
    days = [match for low in lows[:2] if (match := DAY.fullmatch(low))]
    names = [at for at, low in enumerate(lows[:2]) if low in MONTHS]
    if not names or (names[0] == 1 and not days):
        return None
    at = 1 + bool(days)
    at += _get(lows, at) == "of"
    step = {"last": -1, "this": 0, "next": 1}.get(_get(lows, at))
    if step is None or _get(lows, at + 1) != "year":
        return None
    month, day = MONTHS[lows[names[0]]], int(days[0].group(1)) if days else None
    return Time(0, at + 2, "", month=month, day=day, precision="day" if days else "month", year_shift=step)


def _parse_year_after(lows: Sequence[str]) -> Time | None:
    """Read "the year after", "the day before" where nothing follows, "the day before yesterday"."""
    unit, side = _get(lows, 1), _get(lows, 2)
    if _get(lows, 0) != "the" or unit not in UNIT_DAYS or side not in {"before", "after"}:
        return None
    sign = 1 if side == "after" else -1
    deictic = {"yesterday": -1, "tomorrow": 1}.get(_get(lows, 3))
    if deictic is not None and unit == "day":
        return Time(0, 4, "", shift=sign + deictic)
    if _get(lows, 3) not in {"", ".", ",", ";"}:
        return None
    return Time(0, 3, "", shift=sign * UNIT_DAYS[unit], precision=unit, anchored=True)


def _parse_edge(lows: Sequence[str]) -> Time | None:
    """Read "the end of May 2025", "the beginning of the year", "the end of this month"."""
    at = 1 if _get(lows, 0) == "the" else 0
    if _get(lows, at) not in _EDGES or _get(lows, at + 1) != "of":
        return None
    at += 2
    at += _get(lows, at) in {"the", "this"}
    word = _get(lows, at)
    if word in MONTHS:
        return _end_month(lows, at)
    if word in {"month", "year", "week"}:
        return Time(0, at + 1, "", shift=0, precision=word)
    return Time(0, at + 1, "", year=int(word), precision="year") if YEAR.fullmatch(word) else None


def _end_month(lows: Sequence[str], at: int) -> Time:
    skip = at + 2 if _get(lows, at + 1) in {",", "of"} else at + 1
    year = int(lows[skip]) if YEAR.fullmatch(_get(lows, skip)) else None
    return Time(0, skip + 1 if year else at + 1, "", year, MONTHS[lows[at]], precision="month")


def _parse_near(lows: Sequence[str]) -> Time | None:
    """Read "late April", "mid-March 2024", "early 2025", "early this month", "later this month"."""
    first, _, rest = _get(lows, 0).partition("-")
    if first == "mid" and rest in MONTHS:
        return _end_month([rest, *lows[1:]], 0)
    if first in {*_NEAR, "later", "earlier"} and not rest and _get(lows, 1) == "this" and _get(lows, 2) in UNIT_DAYS:
        return Time(0, 3, "", shift=0, precision=_get(lows, 2))
    if first not in _NEAR or rest:
        return None
    if _get(lows, 1) in MONTHS:
        return _end_month(lows, 1)
    return Time(0, 2, "", year=int(lows[1]), precision="year") if YEAR.fullmatch(_get(lows, 1)) else None


def _parse_nth_weekday(lows: Sequence[str]) -> Time | None:
    """Read "the last Friday of April": the month; which day that is needs the year."""
    at = 1 if _get(lows, 0) == "the" else 0
    order = _ORDER.get(_get(lows, at))
    if order is None or _get(lows, at + 1) not in WEEKDAYS or _get(lows, at + 2) not in {"of", "in"}:
        return None
    if _get(lows, at + 3) not in MONTHS:
        return None
    return replace(_end_month(lows, at + 3), weekday=WEEKDAYS[lows[at + 1]], shift=order, precision="day")


_ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def _parse_night(lows: Sequence[str]) -> Time | None:
    """Read "the night of Tuesday", "the night from Tuesday to Wednesday", "the early hours of Wednesday"."""
    at = 1 if _get(lows, 0) == "the" else 0
    at += _get(lows, at) in {"early", "small", "late"}
    if _get(lows, at) not in {"night", "hours", "morning", "evening", "afternoon"}:
        return None
    if _get(lows, at + 1) not in {"of", "from"} or _get(lows, at + 2) not in WEEKDAYS:
        return None
    is_double = _get(lows, at + 3) in {"to", "on"} and _get(lows, at + 4) in WEEKDAYS
    return Time(0, at + 5 if is_double else at + 3, "", weekday=WEEKDAYS[lows[at + 2]])


def _parse_feast(lows: Sequence[str]) -> Time | None:
    """Read "New Year's Day", "New Year's Eve", "Christmas Eve", "Christmas Day"."""
    if lows[:2] == ["new", "year"]:
        at = 2
    elif _get(lows, 0) == "christmas":
        at = 1
    else:
        return None
    at += _get(lows, at) in _OWNED
    days = {("new", "day"): (1, 1), ("new", "eve"): (12, 31), ("christmas", "eve"): (12, 24)}
    days["christmas", "day"] = (12, 25)
    found = days.get((lows[0], _get(lows, at)))
    return Time(0, at + 1, "", month=found[0], day=found[1]) if found is not None else None


def _parse_day_of(lows: Sequence[str]) -> Time | None:
    """Read "the 3rd of this month", "the 3rd of last month"."""
    at = 1 if _get(lows, 0) == "the" else 0
    day = _ORDINAL.fullmatch(_get(lows, at))
    step = {"this": 0, "last": -1, "next": 1}.get(_get(lows, at + 2))
    if day is None or _get(lows, at + 1) != "of" or step is None or _get(lows, at + 3) != "month":
        return None
    return Time(0, at + 4, "", day=int(day.group(1)), shift=step * UNIT_DAYS["month"], precision="month-day")


def _parse_season(lows: Sequence[str]) -> Time | None:
    """Read "the summer of 2024", "summer 2024"."""
    at = 1 if _get(lows, 0) == "the" else 0
    if _get(lows, at) not in SEASONS:
        return None
    skip = at + 1 + (_get(lows, at + 1) == "of")
    if not YEAR.fullmatch(_get(lows, skip)):
        return None
    return Time(0, skip + 1, "", int(lows[skip]), SEASONS[lows[at]][0], precision="season")


_RULES: Final[tuple[Callable[[Sequence[str]], Time | None], ...]] = (
    _parse_step,
    _parse_month_of,
    _parse_month_by_year,
    _parse_year_after,
    _parse_edge,
    _parse_near,
    _parse_nth_weekday,
    _parse_night,
    _parse_feast,
    _parse_day_of,
    _parse_season,
)
SEQUEL_OPENERS: Final = frozenset(
    ["the", "that", "new", "later", "earlier", "night", "first", "christmas", *_NEAR, *_EDGES, *MONTHS, *SEASONS]
)
