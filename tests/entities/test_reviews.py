"""Decisions about texts: which reasons may be published, and which of two decisions counts."""

from datetime import date

import pytest

from kg.entities.registry import Registry, format_rows, parse_rows
from kg.entities.reviews import MACHINE, MAX_REASON, RETRACTED, clean_reason, make_review, may_return
from kg.errors import SettingsError

TEXT, DAY = "29dd04bd1100", date(2025, 4, 1)
BAD = {
    "empty": "",
    "blank": " \t ",
    "two lines": "one\ntwo",
    "NUL": "a\0b",
    "escape": "\x1b[31mred",
    "line separator": "a\u2028b",
    "turned": "a\u202eb",
    "half a character": "a\udcffb",
    "unassigned": "a\uffffb",
    "too long": "x" * (MAX_REASON + 1),
}


@pytest.mark.parametrize("reason", BAD.values(), ids=BAD)
def test_a_reason_is_one_line_of_plain_text(reason: str) -> None:
    with pytest.raises(SettingsError, match="reason"):
        clean_reason(reason)


@pytest.mark.parametrize("reason", ["x" * MAX_REASON, "Памылка ў тэксце", "\u092e\u094d\u200d\u092f", "a\u00a0b"])
def test_any_script_will_do(reason: str) -> None:
    assert clean_reason(reason) == reason


def test_a_reason_is_stored_in_one_form() -> None:
    assert clean_reason(" cafe\u0301 ") == "caf\u00e9"


@pytest.mark.parametrize(
    ("decisions", "may"),
    [([], False), ([RETRACTED], False), ([RETRACTED, MACHINE], True), ([RETRACTED, MACHINE, RETRACTED], False)],
    ids=["none", "withdrawn", "let return", "withdrawn again"],
)
def test_the_latest_decision_counts(decisions: list[str], *, may: bool) -> None:
    rows = [make_review(TEXT, decision, "why", DAY) for decision in decisions]
    assert may_return(TEXT, Registry.from_rows(rows)) is may


def test_a_decision_survives_its_file() -> None:
    row = make_review(TEXT, RETRACTED, "The publisher took it back.", DAY)
    assert parse_rows(format_rows([row])) == (row,)
