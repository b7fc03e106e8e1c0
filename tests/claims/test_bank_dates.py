"""Run the bank of sentences that say when something happened."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.claims.events import list_events
from kg.narrow import take_list, take_table, take_texts
from tests.claims.conftest import ReadText

_BANK = Path(__file__).parent / "bank_dates.toml"


def _list_rows() -> Iterator[object]:
    rows = take_list(tomllib.loads(_BANK.read_text(encoding="utf-8"))["dated"], _BANK.name)
    for number, row in enumerate(rows, 1):
        yield pytest.param(*take_texts(row, _BANK.name), id=f"{number}")


@pytest.mark.parametrize(("text", "kind", "day"), list(_list_rows()))
def test_event_has_the_day_that_its_sentence_tells(text: str, kind: str, day: str, read_text: ReadText) -> None:
    events = [take_table(event, "event") for event in take_list(list_events(read_text(text))["events"], "events")]
    assert day in [event.get("date") for event in events if event["type"] == kind], events
