"""Test sorting beyond memory."""

from pathlib import Path

import pytest

from kg.store.sorting import sort_lines


@pytest.mark.parametrize("run_lines", [1, 2, 3, 100])
def test_runs_of_any_size_give_one_order(tmp_path: Path, run_lines: int) -> None:
    lines = ["b", "a\u2028x", "c\x85", "\r", "", "a b", "é", "a", "b"]
    assert list(sort_lines(lines, tmp_path, run_lines=run_lines)) == sorted(lines)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_sorted(tmp_path: Path) -> None:
    assert list(sort_lines([], tmp_path)) == []
