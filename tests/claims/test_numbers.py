"""Numbers are read in words and digits, with their bounds."""

import pytest

from kg.claims.numbers import parse_number
from kg.claims.tokens import cut_tokens


@pytest.mark.parametrize(
    ("text", "exact", "low", "high"),
    [
        pytest.param("1,104 people", 1104, 1104, 1104, id="thousands"),
        pytest.param("One hundred and ninety-eight men", 198, 198, 198, id="words"),
        pytest.param("a dozen women", 12, 12, 12, id="dozen"),
        pytest.param("some 40 people", 40, 40, 40, id="some"),
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
