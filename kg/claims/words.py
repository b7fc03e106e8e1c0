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


def read_list(table: str, key: str) -> tuple[str, ...]:
    """Read one list of words in its order.

    >>> read_list("numbers", "tens")[:2]
    ('twenty', 'thirty')
    """
    where = f"rules.toml, {table}"
    return tuple(take_text(take_table(_load_rules()[table], where)[key], f"{where}, {key}").split())


def read_table(table: str) -> Mapping[str, str]:
    """Read a table of words by key, turned round: each word leads to its key.

    >>> read_table("modals")["must"]
    'demanded'
    """
    keys = take_table(_load_rules()[table], f"rules.toml, {table}")
    return {word: key for key in keys for word in read_list(table, key)}


def read_words(table: str, key: str) -> frozenset[str]:
    """Read one set of words.

    >>> "urge" in read_words("scope", "demand")
    True
    """
    return frozenset(read_list(table, key))
