"""Turn the first and last day that words can mean into the time of a claim."""

from datetime import date
from typing import Final

from kg.claims.bounds import Bounds
from kg.model import ClaimType, Quote, When

# What begins on the day from which it holds: "sanctions from May".
LASTING: Final = frozenset(
    {ClaimType.DETENTION, ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RENEWAL, ClaimType.SANCTION_RELIEF}
)
_OPEN_ENDED: Final = frozenset({ClaimType.DETENTION, ClaimType.RELATION})


def make_when(kind: ClaimType, bounds: Bounds, quote: Quote, latest: date | None, ongoing: date | None = None) -> When:
    """Make the time of a claim; what has happened is never later than the day of publication.

    Args:
        latest: the day of publication, where what is told has happened.
        ongoing: the day on which a state is told to last, kept for what is open-ended.
    """
    low, high = (None if day in {date.min, date.max} else day for day in (bounds.low, bounds.high))
    is_day = low is not None and low == high
    end = high if is_day else _earlier(high, latest)
    if kind in _OPEN_ENDED:
        return When(not_before=low, began_by=end, ongoing_on=ongoing, quote=quote)
    return When(on_date=low, quote=quote) if is_day else When(not_before=low, not_after=end, quote=quote)


def make_untimed(latest: date | None) -> When | None:
    """Make the time of what is told without one: it had happened by the day of publication."""
    return When(not_after=latest) if latest is not None else None


def _earlier(day: date | None, other: date | None) -> date | None:
    return day if other is None or (day is not None and day <= other) else other
