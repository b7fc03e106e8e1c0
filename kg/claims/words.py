"""Read the sets of words that single rules ask for: `words/rules.toml`, and `words/truth.toml` for what is no fact."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.narrow import take_table, take_text


@cache
def _load_rules() -> Mapping[str, object]:
    folder = Path(__file__).parent / "words"
    tables = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in ("rules.toml", "truth.toml")]
    return {name: table for found in tables for name, table in found.items()}


def read_list(table: str, key: str) -> tuple[str, ...]:
    """Read one list of words in its order.

    >>> read_list("numbers", "tens")[:2]
    ('twenty', 'thirty')
    """
    where = f"words, {table}"
    return tuple(take_text(take_table(_load_rules()[table], where)[key], f"{where}, {key}").split())


def read_table(table: str) -> Mapping[str, str]:
    """Read a table of words by key, turned round: each word leads to its key.

    >>> read_table("modals")["must"]
    'demanded'
    """
    keys = take_table(_load_rules()[table], f"words, {table}")
    return {word: key for key in keys for word in read_list(table, key)}


def read_words(table: str, key: str) -> frozenset[str]:
    """Read one set of words.

    >>> "urge" in read_words("scope", "demand")
    True
    """
    return frozenset(read_list(table, key))
