"""Rows are written, read and found again; a broken line is refused by its number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.registry import Registry, format_rows, parse_rows
from kg.errors import IdentityError
from kg.model import RegistryRow

ZHUK = RegistryRow("person-ihar-zhuk", "Person", "ihar zhuk", "Ihar Zhuk")
RELEASE = RegistryRow("release-blr", "Release", "Release|factual|by=state-BLR|count=52", "release blr")
DECISION = RegistryRow("person-ihar-zhuk", "Person", "igor zhuk", "Igor Zhuk", date(2026, 1, 2), "reviewer")


def test_rows_are_read_as_written() -> None:
    rows = (ZHUK, RELEASE, DECISION)
    text = format_rows(rows)
    assert parse_rows(text) == rows
    assert format_rows(parse_rows(text)) == text
    assert text.count("\n") == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "registry, line 2: "),
        ("[]", "registry, line 2: expected a table"),
        ('{"slug": "a", "kind": "Person", "key": "a"}', "registry, line 2, label: expected text"),
        ('{"slug": "a b", "kind": "Person", "key": "a", "label": ""}', "registry, line 2: slug, kind and key"),
        ('{"slug": "a", "kind": "Release", "key": "Release|factual|day=soon", "label": ""}', "registry, line 2: "),
        ('{"slug": "a", "kind": "Person", "key": "a", "label": "", "decided_on": "soon"}', "registry, line 2: "),
    ],
)
def test_a_broken_line_is_refused_by_its_number(line: str, message: str) -> None:
    with pytest.raises(IdentityError) as caught:
        parse_rows(f"{format_rows([ZHUK])}{line}\n")
    assert caught.value.message.startswith(message)


def test_the_later_row_of_a_key_counts_and_nothing_is_lost() -> None:
    old = RegistryRow("person-a", "Person", "ihar zhuk", "Ihar Zhuk")
    registry = Registry.from_rows([old]).with_rows([ZHUK])
    assert registry.find_slug("Person", "ihar zhuk") == "person-ihar-zhuk"
    assert registry.rows == (old, ZHUK)
    assert registry.find_rows("person-a") == (old,)


@given(st.lists(st.integers(1, 5), max_size=30))
def test_adding_in_steps_is_adding_at_once(steps: list[int]) -> None:
    names = [f"person-{number}" for number in range(sum(steps))]
    rows = [RegistryRow(name, "Person", name, "Ihar Zhuk") for name in names]
    registry, at = Registry(), 0
    for step in steps:
        before = registry.row_count
        registry = registry.with_rows(rows[at : at + step])
        assert registry.list_after(before) == tuple(rows[at : at + step])
        at += step
    assert registry.rows == tuple(rows)
    assert registry.find_block(["Person|Zk"]) == sorted(names)
    assert all(registry.find_slug("Person", name) == name for name in names)
    assert len(registry.layers) <= 8
