"""Run the bank of sentences that say in more than one place who and how many an event was done to."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.claims.events import list_events
from kg.narrow import take_list, take_table, take_texts
from tests.claims.conftest import ReadText

_BANK = Path(__file__).parent / "bank_people.toml"


def _list_rows() -> Iterator[object]:
    rows = take_list(tomllib.loads(_BANK.read_text(encoding="utf-8"))["told"], _BANK.name)
    for number, row in enumerate(rows, 1):
        yield pytest.param(*take_texts(row, _BANK.name), id=f"{number}")


@pytest.mark.parametrize(("text", "kind", "people", "count"), list(_list_rows()))
def test_event_has_all_the_people_that_its_neighbours_name(
    text: str, kind: str, people: str, count: str, read_text: ReadText
) -> None:
    """An empty count in the bank leaves it open."""
    events = [take_table(event, "event") for event in take_list(list_events(read_text(text))["events"], "events")]
    found = [
        ("; ".join(sorted(take_texts(event.get("patients", []), "patients"))), str(event.get("count", "")))
        for event in events
        if event["type"] == kind
    ]
    wanted = "; ".join(sorted(people.split("; ")))
    assert any(names == wanted and (not count or number == count) for names, number in found), found
