"""Run the bank of sentences about arrests, sentences and transfers."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg.claims.events import list_events
from kg.narrow import take_list, take_table, take_text
from tests.claims.conftest import ReadText

_HERE = Path(__file__).parent
_KINDS = ("Arrest", "Sentencing", "Transfer")
_FIELDS = {"whom": "patients", "by": "agent", "at": "place", "to": "destination"}
_SINGLE = {"on": "date", "count": "count", "term": "sentence"}


def _list_rows() -> Iterator[object]:
    for path in sorted(_HERE.glob("bank_custody_*.toml")):
        for name, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if name == "open" else []
            for number, row in enumerate(take_list(rows, path.name), 1):
                text, *wanted = (take_text(part, path.name) for part in take_list(row, path.name))
                yield pytest.param(text, wanted, id=f"{path.stem[13:]}-{name}-{number}", marks=marks)


@pytest.mark.parametrize(("text", "wanted"), list(_list_rows()))
def test_sentence_tells_its_events(text: str, wanted: list[str], read_text: ReadText) -> None:
    told = [take_table(event, "event") for event in take_list(list_events(read_text(text))["events"], "events")]
    events = [event for event in told if event["type"] in _KINDS]
    for want in wanted:
        kind, _, rest = want.partition("; ")
        if kind.startswith("no "):
            assert not [event for event in events if event["type"] == kind[3:] and event["modality"] == "actual"]
            continue
        name, modality = kind.split()
        alike = [event for event in events if (event["type"], event["modality"]) == (name, modality)]
        faults = [_find_faults(event, rest) for event in alike]
        assert [] in faults, (want, faults, events)
        assert len(alike) == sum(other.split(";")[0] == kind for other in wanted), (want, alike)


def _find_faults(event: Mapping[str, object], rest: str) -> list[str]:
    found = []
    for part in rest.split("; ") if rest else ():
        key, _, value = part.partition("=")
        if not _has(event, key, value):
            found.append(f"{key} is {event.get(_FIELDS.get(key) or _SINGLE[key])!r}, not {value!r}")
    return found


def _has(event: Mapping[str, object], key: str, value: str) -> bool:
    held = event.get(_FIELDS.get(key) or _SINGLE[key])
    if value == "none":
        return held is None
    if key in _SINGLE:
        return str(held) == value
    names = {str(name).lower() for name in take_list(held or [], key)}
    wanted = {name.lower() for name in value.split("+")}
    return names == wanted if key == "whom" else all(any(name in other for other in names) for name in wanted)
