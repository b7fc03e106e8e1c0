"""Run the bank of ways to tell of a release: each row of `bank_release.toml` gives its release."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.claims.events import list_events
from kg.narrow import take_list, take_table, take_texts
from tests.claims.conftest import ReadText

_BANK = Path(__file__).parent / "bank_release.toml"


def _list_rows() -> Iterator[object]:
    for group, rows in tomllib.loads(_BANK.read_text(encoding="utf-8")).items():
        for number, row in enumerate(take_list(rows, group), 1):
            yield pytest.param(*take_texts(row, group), id=f"{group}-{number}")


def _list_releases(text: str, read_text: ReadText) -> list[dict[str, object]]:
    events = take_list(list_events(read_text(text)).get("events"), "events")
    tables = [dict(take_table(event, "event")) for event in events]
    return [event for event in tables if event["type"] == "Release"]


def _give(value: object) -> str:
    return "; ".join(sorted(take_texts(value, "filler"))) if isinstance(value, list) else str(value or "")


def _fits(event: dict[str, object], wanted: dict[str, str]) -> bool:
    return all(not value or _give(event.get(field)) == value.strip("-") for field, value in wanted.items())


@pytest.mark.parametrize(("text", "told", "agent", "patients", "count", "day"), list(_list_rows()))
def test_release_is_read_as_it_is_told(
    text: str, told: str, agent: str, patients: str, count: str, day: str, read_text: ReadText
) -> None:
    events = _list_releases(text, read_text)
    if told == "none":
        assert not events
    elif told == "!actual":
        assert not [event for event in events if event["modality"] == "actual"]
    elif told:
        wanted = {"modality": told, "agent": agent, "patients": patients, "count": count, "date": day}
        assert [event for event in events if _fits(event, wanted)], events
        assert len(events) == 1, events
