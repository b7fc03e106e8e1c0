"""Times are resolved against the day of publication and never padded."""

from datetime import date

import pytest

from kg.claims.bounds import Bounds, resolve_time
from kg.claims.events import list_events
from kg.claims.times import find_times
from kg.claims.tokens import cut_tokens
from kg.model import ClaimType
from tests.claims.conftest import ReadText

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
        pytest.param("freed this year", Bounds(date(2026, 1, 1), date(2026, 12, 31)), id="this year"),
        pytest.param("freed twelve months ago", Bounds(date(2025, 5, 1), date(2025, 5, 31)), id="months ago"),
        pytest.param("freed three days ago", _day(5, 11), id="days ago"),
        pytest.param("freed on May 2, 2025", _day(5, 2, 2025), id="American order"),
        pytest.param("freed on 31 June 2025", None, id="no such day"),
        pytest.param("freed between 3 and 5 January", Bounds(date(2026, 1, 3), date(2026, 1, 5)), id="between days"),
        pytest.param("met on 3-5 May", Bounds(date(2026, 5, 3), date(2026, 5, 5)), id="days with a dash"),
        pytest.param("met on May 3 and 4, 2025", Bounds(date(2025, 5, 3), date(2025, 5, 4)), id="American days"),
        pytest.param(
            "met from 30 April to 2 May", Bounds(date(2026, 4, 30), date(2026, 5, 2)), id="days of two months"
        ),
        pytest.param("held from Friday to Monday", Bounds(date(2026, 5, 8), date(2026, 5, 11)), id="weekdays"),
        pytest.param(
            "freed between January and April 2025", Bounds(date(2025, 1, 1), date(2025, 4, 30)), id="between months"
        ),
        pytest.param("freed in March-May 2025", Bounds(date(2025, 3, 1), date(2025, 5, 31)), id="months with a dash"),
        pytest.param(
            "between November and February 2025", Bounds(date(2024, 11, 1), date(2025, 2, 28)), id="over the new year"
        ),
        pytest.param("between 2019 and 2021", Bounds(date(2019, 1, 1), date(2021, 12, 31)), id="between years"),
        pytest.param("freed on May 3 and 4 men fled", _day(5, 3), id="a number of people is no day"),
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
    assert resolve_time(time, PUBLISHED, anchor=Bounds(date(2026, 5, 12), date(2026, 5, 12))) == _day(5, 11)
    assert resolve_time(time, PUBLISHED) is None


def test_without_publication_nothing_is_guessed() -> None:
    text = "freed on Monday"
    (time,) = find_times(cut_tokens(text, 0, len(text)))
    assert resolve_time(time, None) is None


def test_name_of_two_months_is_no_range() -> None:
    text = "the baker Jun-Jun Abaya"
    assert not list(find_times(cut_tokens(text, 0, len(text))))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        pytest.param(
            "Norland released Ana Kobel between 3 and 5 January.",
            (None, date(2026, 1, 3), date(2026, 1, 5)),
            id="range",
        ),
        pytest.param("Norland released Ana Kobel by 1 March.", (None, None, date(2026, 3, 1)), id="by"),
        pytest.param("Norland will release Ana Kobel by Friday.", (None, None, date(2026, 5, 15)), id="by what comes"),
        pytest.param("Norland must release Ana Kobel before July.", (None, None, date(2026, 6, 30)), id="before"),
        pytest.param(
            "Norland will release Ana Kobel no later than 20 May.", (None, None, date(2026, 5, 20)), id="no later than"
        ),
        pytest.param(
            "Norland has arrested Ana Kobel since 3 May.", (None, date(2026, 5, 3), date(2026, 5, 14)), id="since"
        ),
        pytest.param(
            "Norland released Ana Kobel after 3 May.", (None, date(2026, 5, 3), date(2026, 5, 14)), id="after"
        ),
        pytest.param(
            "Norland will free Ana Kobel on 20 May at the latest.", (None, None, date(2026, 5, 20)), id="latest"
        ),
        pytest.param(
            "Norland will free Ana Kobel not before 20 May.", (None, date(2026, 5, 20), None), id="not before"
        ),
        pytest.param("Norland and Borduria held talks until 5 May.", (None, None, date(2026, 5, 5)), id="until"),
        pytest.param(
            "Norland extended sanctions on Borduria until 5 May 2027.",
            (None, None, date(2026, 5, 14)),
            id="end of what is renewed",
        ),
        pytest.param("Norland imposed sanctions on Borduria from 3 May.", (date(2026, 5, 3), None, None), id="from"),
    ],
)
def test_ranges_and_limits_are_no_days(
    text: str, when: tuple[date | None, date | None, date | None], read_text: ReadText
) -> None:
    (found,) = (claim.when for claim in read_text(text).claims)
    assert found is not None
    assert (found.on_date, found.not_before, found.not_after) == when


def test_custody_since_a_day_began_on_it(read_text: ReadText) -> None:
    (claim,) = read_text("Ana Kobel has been held in prison since 3 May.").claims
    assert claim.when is not None
    assert (claim.when.not_before, claim.when.began_by) == (date(2026, 5, 3), date(2026, 5, 3))


def test_free_since_a_day_was_freed_on_it(read_text: ReadText) -> None:
    (claim,) = read_text("Ana Kobel has been free since 3 May.").claims
    assert claim.when is not None
    assert claim.when.on_date == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        pytest.param("on 3 May", "2026-05-03", id="day"),
        pytest.param("in March", "2026-03", id="month"),
        pytest.param("this month", "2026-05", id="month so far"),
        pytest.param("in May", "2026-05", id="month of publication"),
        pytest.param("earlier this year", "2026", id="earlier this year"),
        pytest.param("last year", "2025", id="year"),
        pytest.param("this year", "2026", id="year so far"),
        pytest.param("between January and December 2025", "2025", id="range that is a year"),
        pytest.param("between January and April 2025", "2025", id="range of months"),
        pytest.param("between 2019 and 2021", None, id="range of years"),
        pytest.param("on 1 and 2 May", "2026-05", id="range of days"),
        pytest.param("last week", "2026-05", id="week"),
        pytest.param("by 1 March", None, id="deadline"),
        pytest.param("since January", None, id="start"),
    ],
)
def test_listed_event_has_the_day_month_or_year_that_holds_it_all(
    time: str, told: str | None, read_text: ReadText
) -> None:
    events = list_events(read_text(f"Norland arrested Ana Kobel {time}."))["events"]
    assert isinstance(events, list)
    assert [event.get("date") for event in events] == [told]


def test_second_of_two_joined_events_keeps_its_own_month(read_text: ReadText) -> None:
    claims = read_text(
        "Levan Abaya, 41, was arrested in March 2025 and sentenced last July to six years for theft."
    ).claims
    found = {
        claim.type: (claim.when.quote.exact, claim.when.not_before, claim.when.not_after)
        for claim in claims
        if claim.when is not None and claim.when.quote is not None
    }
    assert found == {
        ClaimType.ARREST: ("in March 2025", date(2025, 3, 1), date(2025, 3, 31)),
        ClaimType.SENTENCING: ("last July", date(2025, 7, 1), date(2025, 7, 31)),
    }
