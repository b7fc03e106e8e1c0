"""Read the sets of words that single rules ask for; they stand as data in `words/rules.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.narrow import take_table, take_text


@cache
def _load_rules() -> Mapping[str, object]:
    path = Path(__file__).parent / "words" / "rules.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_words(table: str, key: str) -> frozenset[str]:
    """Read one set of words.

    >>> "urge" in read_words("scope", "demand")
    True
    """
    where = f"rules.toml, {table}"
    return frozenset(take_text(take_table(_load_rules()[table], where)[key], f"{where}, {key}").split())
