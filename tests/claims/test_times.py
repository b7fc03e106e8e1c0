"""Times are resolved against the day of publication and never padded."""

from datetime import date

import pytest

from kg.claims.times import Bounds, find_times, resolve_time
from kg.claims.tokens import cut_tokens

PUBLISHED = date(2026, 5, 14)  # a Thursday


def _day(month: int, day: int, year: int = 2026) -> Bounds:
    return Bounds(date(year, month, day), date(year, month, day))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        pytest.param("freed on Monday", _day(5, 11), id="weekday is the most recent"),
        pytest.param("freed on Thursday", _day(5, 14), id="weekday of publication"),
        pytest.param("freed on 3 December", _day(12, 3, 2025), id="day without year lies behind"),
        pytest.param("freed in 2021", Bounds(date(2021, 1, 1), date(2021, 12, 31)), id="year stays a year"),
        pytest.param("freed in March", Bounds(date(2026, 3, 1), date(2026, 3, 31)), id="month stays a month"),
        pytest.param("freed last week", Bounds(date(2026, 5, 4), date(2026, 5, 10)), id="week"),
        pytest.param("freed three days ago", _day(5, 11), id="days ago"),
        pytest.param("freed on May 2, 2025", _day(5, 2, 2025), id="American order"),
        pytest.param("freed on 31 June 2025", None, id="no such day"),
    ],
)
def test_time_is_resolved(text: str, bounds: Bounds | None) -> None:
    (time,) = find_times(cut_tokens(text, 0, len(text)))
    assert resolve_time(time, PUBLISHED) == bounds


def test_what_lies_ahead_is_the_coming_day() -> None:
    text = "could leave on Saturday"
    (time,) = find_times(cut_tokens(text, 0, len(text)))
    assert resolve_time(time, PUBLISHED, is_ahead=True) == _day(5, 16)


def test_a_day_earlier_counts_from_the_event_before() -> None:
    text = "a day earlier"
    (time,) = find_times(cut_tokens(text, 0, len(text)))
    assert resolve_time(time, PUBLISHED, anchor=date(2026, 5, 12)) == _day(5, 11)
    assert resolve_time(time, PUBLISHED) is None


def test_without_publication_nothing_is_guessed() -> None:
    text = "freed on Monday"
    (time,) = find_times(cut_tokens(text, 0, len(text)))
    assert resolve_time(time, None) is None
