"""Run the bank of sentences that are told as fact, plan, demand, denial or possibility."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg.claims.events import list_events
from kg.narrow import take_list, take_table, take_texts
from tests.claims.conftest import ReadText

_BANK = Path(__file__).with_name("bank_truth.toml")
_ASIDE = frozenset({"Statement", "Condition"})


def _list_cases() -> Iterator[object]:
    for section, table in tomllib.loads(_BANK.read_text(encoding="utf-8")).items():
        for name, rows in take_table(table, section).items():
            marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if name == "open" else []
            for number, row in enumerate(take_list(rows, section), 1):
                yield pytest.param(take_texts(row, section), id=f"{section}-{name}-{number}", marks=marks)


def _parse_wanted(line: str) -> tuple[str, dict[str, list[str]]]:
    kind, *fields = (part.strip() for part in line.split(";"))
    split = (field.split(" ", 1) for field in fields)
    return kind, {name: [value.strip() for value in values.split(",")] for name, values in split}


def _fits(event: Mapping[str, object], wanted: tuple[str, dict[str, list[str]]]) -> bool:
    kind, fields = wanted
    return f"{event['type']} {event['modality']}" == kind and all(
        any(value.lower() in found.lower() for found in _list_values(event.get(name)))
        for name, values in fields.items()
        for value in values
    )


def _list_values(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [] if value is None else [str(value)]


@pytest.mark.parametrize("case", list(_list_cases()))
def test_events_have_the_truth_that_their_scope_gives(case: tuple[str, ...], read_text: ReadText) -> None:
    text, *lines = case
    events = [take_table(row, "event") for row in take_list(list_events(read_text(text))["events"], "events")]
    wanted = [_parse_wanted(line) for line in lines]
    assert not [kind for kind, fields in wanted if not any(_fits(event, (kind, fields)) for event in events)], events
    told = {kind for kind, _ in wanted}
    facts = [f"{row['type']} actual" for row in events if row["modality"] == "actual" and row["type"] not in _ASIDE]
    assert not [fact for fact in facts if fact not in told], events
