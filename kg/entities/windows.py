"""Say when the event of a telling can have been: its day, its bounds, or how fresh news is."""

from datetime import date
from typing import Final, TypeAlias

from kg.entities.eventkeys import EventKey
from kg.model import ClaimType

NEWS_DAYS: Final = 7  # an event without a day is held to be this fresh when it is published
REPEAT_DAYS: Final = 60  # the same where the text repeats the number of people
RECALL_DAYS: Final = 365  # how far back a text may recall a named person's release without a day
CONDITION_DAYS: Final = 90  # two tellings of someone's health this far apart are of two states of health
PERIOD_DAYS: Final = 31  # a number told for a longer time is a total of several releases

# What someone in particular underwent: texts recall it years later, and only the same person makes it the same event.
PERSONAL: Final = frozenset(
    {
        ClaimType.ARREST,
        ClaimType.DETENTION,
        ClaimType.SENTENCING,
        ClaimType.MISTREATMENT,
        ClaimType.CONDITION,
        ClaimType.POSITION_HOLDING,
        ClaimType.AWARD_CONFERRAL,
    }
)

Window: TypeAlias = tuple[date, date]


def find_window(key: EventKey, news_days: int) -> Window:
    """Find the first and the last day on which the event of a telling can have been."""
    if key.day is not None:
        return key.day, key.day
    high = key.latest or key.published or date.max
    if key.earliest is not None or key.latest is not None:
        return key.earliest or date.min, high
    if key.kind == ClaimType.CONDITION:
        return shift_day(high, -CONDITION_DAYS), high
    if key.kind in PERSONAL and key.who:
        return date.min, high
    recalls = key.kind == ClaimType.RELEASE and key.who and key.count is None
    return shift_day(high, -(RECALL_DAYS if recalls else news_days)), high


def shift_day(day: date, days: int) -> date:
    """Go forward or back some days, but not out of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def find_period_start(key: EventKey) -> date | None:
    """Find since when a total is counted: "has released 314 since July 2024"; None for what is no total.

    >>> from kg.entities.eventkeys import parse_key
    >>> find_period_start(parse_key("Release|factual|by=state-BLR|count=314|from=2024-07-01|published=2025-09-12"))
    datetime.date(2024, 7, 1)
    """
    last = key.latest or key.published
    if key.count is None or key.day is not None or key.earliest is None or last is None:
        return None
    return key.earliest if (last - key.earliest).days > PERIOD_DAYS else None
