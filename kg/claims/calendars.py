"""Hold a time as a text gives it, and the words of the calendar by which texts give one."""

import calendar
import re
from typing import Final

from kg.claims.records import record

_SHORT_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **_SHORT_MONTHS,
    **{f"{name}.": number for name, number in _SHORT_MONTHS.items()},
}
WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
PARTS: Final = frozenset(["morning", "evening", "afternoon", "night", "midday", "noon"])
UNIT_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
YEAR: Final = re.compile(r"(?:19|20)\d\d")
DAY: Final = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")


@record
class Time:
    """Hold a time as the text gives it, with its tokens, half open; the preposition stands apart in `link`.

    `shift` counts days from the anchor: publication, or the event told before where `anchored`.
    `last` is the other end of a range. `link` is also "by" or "since" where the time holds the words of a limit.
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
    last: "Time | None" = None
    year_shift: int | None = None  # years from the year of the event told before
