"""Run the banks of sentences: what each tells, and what it does not."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from kg.claims.events import list_events
from kg.model import Claims, LinkKind
from kg.narrow import take_list, take_table, take_text, take_texts
from tests.claims.conftest import ReadText

_FOLDER = Path(__file__).parent
_TYPES = {
    "imposition": "SanctionImposition",
    "relief": "SanctionRelief",
    "talks": "Talks",
    "release": "Release",
}
_FIELDS = {"by": ("issuer", "agent"), "with": ("agent",), "on": ("target_of_sanction",), "at": ("place",)} | {
    "through": ("mediator",)
}


def _list_rows() -> Iterator[object]:
    for path in (_FOLDER / "bank_sanctions.toml", _FOLDER / "bank_talks.toml"):
        for group, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for number, row in enumerate(take_list(rows, path.name), 1):
                texts = take_texts(row, f"{path.name}, {group} {number}")
                marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if group == "not_yet" else []
                yield pytest.param(texts[0], texts[1:], id=f"{path.stem}-{group}-{number}", marks=marks)


@pytest.mark.parametrize(("text", "wanted"), list(_list_rows()))
def test_sentence_tells_what_the_bank_says(text: str, wanted: Sequence[str], read_text: ReadText) -> None:
    claims = read_text(text)
    assert not [want for want in wanted if not _holds(want, claims)]


def _holds(want: str, claims: Claims) -> bool:
    if want == "linked":
        return any(link.kind == LinkKind.EXCHANGE for link in claims.links)
    listed = take_list(list_events(claims)["events"], "events")
    events = [take_table(event, "event") for event in listed]
    if want.startswith("no "):
        kind = _TYPES[want.removeprefix("no ")]
        return not any(event["type"] == kind and event["modality"] == "actual" for event in events)
    head, *fields = want.split("; ")
    kind, modality = head.split()
    told = [event for event in events if event["type"] == _TYPES[kind] and event["modality"] == modality]
    return any(all(_agrees(field, event) for field in fields) for event in told)


def _agrees(field: str, event: Mapping[str, object]) -> bool:
    key, _, text = field.partition(" ")
    if key in {"date", "action", "count"}:
        return str(event.get(key)) == text
    found: list[str] = []
    for name in _FIELDS[key]:
        if name in event:
            found += [take_text(filler, name) for filler in take_list(event[name], name)]
    return sorted(_SAME.get(name, name) for name in found) == sorted(text.split(" + "))


_SAME = {"EU": "European Union", "Norlandish": "Norland", "Norlandish ministry": "Norland"}
