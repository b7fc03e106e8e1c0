"""Find the releases that a total over a period sums up: "has released 314 prisoners since July 2024".

Such a total is told beside the releases that it is made of; added up with them it would count everybody twice.
"""

from datetime import date
from typing import Final

from kg.graph.shares import Freed, Releases
from kg.model import Iri

PERIOD_DAYS: Final = 31  # what may have been on any day of a longer time is no one day's work
MIN_TOTAL: Final = 10
MONTHS_A_YEAR: Final = 12
MAX_MONTHS: Final = 240


def list_periods(releases: Releases) -> list[Freed]:
    """List the releases that are totals over a period, the shortest first: by one state, counted, without a day."""
    found = [
        (period[1] - period[0], freed)
        for freed in releases.freed.values()
        if len(freed.states) == 1 and (freed.number or 0) >= MIN_TOTAL and not freed.days
        if (period := find_period(freed)) is not None
    ]
    return [freed for _, freed in sorted(found, key=lambda pair: (pair[0], pair[1].event))]


def find_period(freed: Freed) -> tuple[date, date] | None:
    """Find the first and the last day of a release, where both are told and far apart."""
    low, high = freed.dates.low, freed.dates.high
    if low is None or high is None:
        return None
    first, last = date.fromisoformat(low), date.fromisoformat(high)
    return (first, last) if (last - first).days > PERIOD_DAYS else None


def find_summed(releases: Releases, total: Freed, parts: dict[Iri, set[Iri]]) -> set[Iri]:
    """Find the releases in the time of a total, by the same state, that it has room for.

    Args:
        parts: what is known so far of which release is part of which; parts of parts are not told again.
    """
    period = find_period(total)
    if period is None:
        return set()
    near = releases.list_near(total.states, list_months(*period))
    inside = {event for event in near if is_inside(releases.freed[event], total, *period)}
    tops = inside - {inner for event in inside for inner in parts.get(event, ())}
    has_room = sum(releases.freed[event].size for event in tops) <= (total.number or 0)
    return tops if has_room else set()


def is_inside(freed: Freed, total: Freed, first: date, last: date) -> bool:
    """Say whether a release is smaller than a total, by the same state alone, and wholly within its time."""
    begin, end = freed.dates.low or freed.dates.sort, freed.dates.high or freed.dates.sort
    if freed.event == total.event or freed.states != total.states or freed.size >= (total.number or 0):
        return False
    return begin is not None and end is not None and first.isoformat() <= begin <= end <= last.isoformat()


def list_months(first: date, last: date) -> list[str]:
    """List the months from one day to another, the first of them where they are too many.

    >>> list_months(date(2024, 11, 30), date(2025, 1, 2))
    ['2024-11', '2024-12', '2025-01']
    """
    begin, end = (day.year * MONTHS_A_YEAR + day.month - 1 for day in (first, last))
    numbers = range(begin, min(end, begin + MAX_MONTHS) + 1)
    return [f"{number // MONTHS_A_YEAR:04d}-{number % MONTHS_A_YEAR + 1:02d}" for number in numbers]
