"""Test the registry file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import RegistryRow
from kg.store.rows import append_rows, format_row, parse_row, read_rows
from tests.store.samples import row

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_ROWS = st.builds(RegistryRow, _TEXTS, _TEXTS, _TEXTS, _TEXTS, st.none() | st.dates(), _TEXTS)


@given(_ROWS)
def test_row_comes_back_as_it_was(given_row: RegistryRow) -> None:
    line = format_row(given_row)
    assert "\n" not in line
    assert parse_row(line, where="here") == given_row


def test_rows_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "registry.jsonl"
    assert read_rows(path) == ()
    rows = (row("b"), RegistryRow("a", "Person", "k", "l\u2028", date(2025, 1, 2), "a person"))
    append_rows(path, map(format_row, rows), start=0)
    assert read_rows(path) == rows


@pytest.mark.parametrize("cut", [0, 5, 60, None])
def test_appending_twice_is_appending_once(tmp_path: Path, cut: int | None) -> None:
    path = tmp_path / "registry.jsonl"
    lines = [format_row(row("a")), format_row(row("b"))]
    append_rows(path, lines, start=0)
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    append_rows(path, lines, start=0)
    assert path.read_bytes() == whole


def test_registry_that_is_too_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not hold at byte 10"):
        append_rows(tmp_path / "registry.jsonl", ["{}"], start=10)


@pytest.mark.parametrize("line", ["{", "[]", '{"slug": 1}', '{"slug": "a", "kind": "b", "key": "c"}', "\\"])
def test_broken_row_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "registry.jsonl"
    path.write_text(format_row(row("a")) + "\n" + line + "\n")
    with pytest.raises(StoreError, match=r"registry\.jsonl, line 2 is no registry row"):
        read_rows(path)
