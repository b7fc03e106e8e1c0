"""File events by their sides and months, so that a telling is compared with few of all that are known."""

from typing import Final

from kg.entities.eventkeys import EventKey
from kg.entities.joining import SLIP_DAYS
from kg.entities.local import get_telling_count
from kg.entities.windows import REPEAT_DAYS, find_window, shift_day

MONTHS_A_YEAR: Final = 12
MAX_MONTHS: Final = 14  # of a window that is filed month by month: a year back from any day
ANY_MONTH: Final = "any"  # files what can have been in any month
ALL_MONTHS: Final = "all"  # files everything, for those who ask without a month


def list_blocks(key: EventKey) -> frozenset[str]:
    """List what a telling is filed under: each side of its event, with the months that it can have been in.

    A side stands without a month for those who ask without one (`list_queries`).
    """
    months = list_months(key) or (ANY_MONTH,)
    return frozenset(f"{side}|{month}" for side in list_sides(key) for month in (*months, ALL_MONTHS))


def list_queries(key: EventKey) -> frozenset[str]:
    """List the blocks in which every event that a telling can be of is filed.

    >>> from kg.entities.eventkeys import parse_key
    >>> sorted(list_queries(parse_key("Release|factual|by=state-BLR|day=2025-09-11")))
    ['Release|factual|state-BLR|2025-09', 'Release|factual|state-BLR|any']
    """
    months = list_months(key, SLIP_DAYS)
    wanted = (*months, ANY_MONTH) if months else (ALL_MONTHS,)
    return frozenset(f"{side}|{month}" for side in list_sides(key) for month in wanted)


def list_sides(key: EventKey) -> list[str]:
    """List the sides of an event, with its class and standing; without any it can match nothing."""
    count = get_telling_count(key)
    numbers = {f"count-{count}"} if count is not None else set()
    return [f"{key.kind}|{key.standing}|{slug}" for slug in key.by | key.who | key.of | key.what | key.at | numbers]


def list_months(key: EventKey, slip_days: int = 0) -> tuple[str, ...]:
    """List the months in which an event can have been, or so many days off; none where they are many or open."""
    first, last = find_window(key, REPEAT_DAYS)
    first, last = shift_day(first, -slip_days), shift_day(last, slip_days)
    count = (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month + 1
    if count > MAX_MONTHS:
        return ()
    numbers = (first.year * MONTHS_A_YEAR + first.month - 1 + step for step in range(count))
    return tuple(f"{number // MONTHS_A_YEAR:04d}-{number % MONTHS_A_YEAR + 1:02d}" for number in numbers)
