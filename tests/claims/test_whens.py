"""Claims have as their time what the bounds of the words allow, and no later than publication what has happened."""

from datetime import date

import pytest

from kg.claims.bounds import Bounds
from kg.claims.whens import make_untimed, make_when
from kg.model import ClaimType, Quote, When

QUOTE = Quote("in May", 0, 6)
THIRD, FIFTH, LATEST = date(2026, 5, 3), date(2026, 5, 5), date(2026, 5, 14)
END = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("kind", "bounds", "when"),
    [
        pytest.param(ClaimType.RELEASE, Bounds(THIRD, THIRD), When(on_date=THIRD), id="day"),
        pytest.param(ClaimType.RELEASE, Bounds(THIRD, FIFTH), When(not_before=THIRD, not_after=FIFTH), id="span"),
        pytest.param(ClaimType.RELEASE, Bounds(THIRD, END), When(not_before=THIRD, not_after=LATEST), id="span cut"),
        pytest.param(ClaimType.RELEASE, Bounds(date.min, FIFTH), When(not_after=FIFTH), id="deadline"),
        pytest.param(ClaimType.RELEASE, Bounds(THIRD, date.max), When(not_before=THIRD, not_after=LATEST), id="start"),
        pytest.param(
            ClaimType.DETENTION, Bounds(THIRD, THIRD), When(not_before=THIRD, began_by=THIRD), id="held since"
        ),
        pytest.param(
            ClaimType.DETENTION, Bounds(END, END), When(not_before=END, began_by=END), id="held from a day ahead"
        ),
        pytest.param(
            ClaimType.RELATION, Bounds(THIRD, END), When(not_before=THIRD, began_by=LATEST), id="allied since"
        ),
    ],
)
def test_bounds_become_the_time_of_a_claim(kind: ClaimType, bounds: Bounds, when: When) -> None:
    found = make_when(kind, bounds, QUOTE, LATEST)
    assert found.quote == QUOTE
    assert (found.on_date, found.not_before, found.not_after, found.began_by) == (
        when.on_date,
        when.not_before,
        when.not_after,
        when.began_by,
    )


def test_what_has_not_happened_is_not_cut_at_publication() -> None:
    assert make_when(ClaimType.RELEASE, Bounds(THIRD, END), QUOTE, None).not_after == END


def test_only_what_is_open_ended_goes_on() -> None:
    kinds = (ClaimType.DETENTION, ClaimType.RELEASE)
    told = [make_when(kind, Bounds(THIRD, FIFTH), QUOTE, LATEST, LATEST).ongoing_on for kind in kinds]
    assert told == [LATEST, None]


def test_without_a_time_it_had_happened_by_publication() -> None:
    assert (make_untimed(LATEST), make_untimed(None)) == (When(not_after=LATEST), None)
