"""Words that rules ask for: each list says a word once, in lines that can be read."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import kg.claims
from kg.narrow import take_table, take_text

_FILES = sorted(Path(kg.claims.__file__).parent.glob("words/*.toml"))
_LONGEST = 120  # letters in a line


def _list_repeated(where: str, value: object) -> list[str]:
    """List the words or rows that one list of a file holds twice, by their place."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in _list_repeated(f"{where}.{key}", inner)]
    text = take_text(value, where)
    rows = text.replace("\n", "|").split("|") if "|" in text else text.split()
    return [f"{where}: {row}" for row, times in Counter(rows).items() if row and times > 1]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_no_list_holds_a_word_twice(path: Path) -> None:
    assert _list_repeated(path.stem, dict(take_table(tomllib.loads(path.read_text("utf-8")), path.stem))) == []


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_lists_of_words_keep_to_the_length_of_a_line(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").splitlines() if len(line) > _LONGEST] == []
