"""Numbers are read in words and digits, with their bounds."""

import pytest

from kg.claims.numbers import parse_number
from kg.claims.tokens import cut_tokens
from kg.model import ClaimType, EntityKind
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "exact", "low", "high"),
    [
        pytest.param("1,104 people", 1104, 1104, 1104, id="thousands"),
        pytest.param("One hundred and ninety-eight men", 198, 198, 198, id="words"),
        pytest.param("a dozen women", 12, 12, 12, id="dozen"),
        pytest.param("a total of 40 people", 40, 40, 40, id="total"),
        pytest.param("some 40 people", None, None, None, id="some"),
        pytest.param("about two dozen people", None, None, None, id="about"),
        pytest.param("nearly 4,000 people", None, None, 4000, id="nearly"),
        pytest.param("at least 40 people", None, 40, None, id="at least"),
        pytest.param("more than 1,000 people", None, 1001, None, id="more than"),
        pytest.param("up to 20 people", None, None, 20, id="up to"),
        pytest.param("dozens of people", None, None, None, id="dozens"),
    ],
)
def test_number_is_read(text: str, exact: int | None, low: int | None, high: int | None) -> None:
    number = parse_number(cut_tokens(text, 0, len(text)), 0)
    assert number is not None
    assert (number.exact, number.low, number.high) == (exact, low, high)


@pytest.mark.parametrize("text", ["33-year-old", "the men", "", "second"])
def test_no_number(text: str) -> None:
    assert parse_number(cut_tokens(text, 0, len(text)), 0) is None


def test_rough_number_is_a_group_of_its_own(read_text: ReadText) -> None:
    claims = read_text("Norland freed 60 pilots on Monday. About 40 were taken to Canada. The 40 thanked Canada.")
    counts = [entity.count for entity in claims.entities if entity.kind == EntityKind.GROUP]
    assert [count and count.exact for count in counts] == [60, None]


@pytest.mark.parametrize("headline", ["Norland frees nearly 40 pilots", "Norland frees about 40 pilots"])
def test_rough_headline_tells_what_the_text_counts(headline: str, read_text: ReadText) -> None:
    claims = read_text("Norland freed 38 pilots on Monday.", headline=headline)
    assert [claim.type for claim in claims.claims] == [ClaimType.RELEASE]
