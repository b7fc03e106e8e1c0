"""Read JSON of strangers: what is no JSON, says a thing twice or nests without end is refused with its place."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Never

from kg.errors import ArticleError

_NODES_MAX: Final = 100_000  # tables and lists of one file; more is no article
_HINT: Final = "Check the file with a JSON validator, for instance: python3 -m json.tool FILE"


def parse_json(text: str, where: str) -> object:
    """Parse one JSON value.

    Args:
        text: all of it, without a byte order mark.
        where: file, and line or record, for messages.

    Raises:
        ArticleError: no JSON, a key twice in one table, NaN or Infinity, nested too deeply, or a number without end.

    >>> parse_json('{"title": "Gate opens"}', "x.json")
    {'title': 'Gate opens'}
    """
    try:
        value: object = json.loads(text, object_pairs_hook=_make_table, parse_constant=_refuse_constant, strict=False)
    except json.JSONDecodeError as error:
        message = f"{where}: no JSON ({error.msg.lower()} at line {error.lineno}, column {error.colno})"
        raise ArticleError(message, hint=_HINT) from error
    except RecursionError as error:
        raise ArticleError(f"{where}: JSON that is nested too deeply", hint="Give the article alone.") from error
    except ValueError as error:
        raise ArticleError(f"{where}: no JSON ({error})", hint=_HINT) from error
    return value


def _make_table(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice[:60]!r} comes twice in one table")
    return table


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is no number of JSON")


def list_tables(
    value: object, where: str, is_whole: Callable[[Mapping[str, object]], bool] = lambda _: False
) -> Iterator[Mapping[str, object]]:
    """List all tables in a value, however deep they lie, in the order of the file.

    Args:
        is_whole: says of a table that nothing inside it is listed.

    Raises:
        ArticleError: more of them than an article can need.
    """
    waiting, count = [value], 0
    while waiting:
        item = waiting.pop()
        count += 1
        if count > _NODES_MAX:
            raise ArticleError(f"{where}: more than {_NODES_MAX} parts; no article is made of so many")
        if isinstance(item, dict):
            yield item
            parts = () if is_whole(item) else reversed(item.values())
            waiting += [part for part in parts if isinstance(part, dict | list)]
        elif isinstance(item, list):
            waiting += [part for part in reversed(item) if isinstance(part, dict | list)]
