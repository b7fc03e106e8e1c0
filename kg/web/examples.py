"""Read the example queries that the pages offer; each file is one query with its title and description on top."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from kg.errors import KgError
from kg.terms import DEFAULT_BASE, Names

_FOLDER: Final = "queries"
_KEYS: Final = ("title", "description", "tags")


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one example: the file's name, what it asks in words, what it is about, and the query with its PREFIX lines.

    The first of `tags` is the main one: pages group the examples by it. Those tagged "first" stand on the home page.
    """

    name: str
    title: str
    description: str
    text: str
    tags: tuple[str, ...]


@cache
def list_examples(names: Names) -> tuple[Example, ...]:
    """List the examples in the order of their file names, written for the base IRI of this deployment."""
    folder = files("kg.web") / _FOLDER
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    return tuple(_read_example(file.name, file.read_text(encoding="utf-8"), names) for file in found)


def load_query(name: str, names: Names) -> str:
    """Load a query of the pages' own by its name, such as `pages/counts`."""
    folder, _, file = name.rpartition("/")
    text = (files("kg.web") / _FOLDER / folder / f"{file}.rq").read_text(encoding="utf-8")
    return text.replace(DEFAULT_BASE, names.base)


def group_examples(examples: Iterable[Example]) -> dict[str, tuple[Example, ...]]:
    """Group examples by their main tag; groups, and the examples in them, stand in the order of their first example."""
    groups: dict[str, tuple[Example, ...]] = {}
    for example in examples:
        tag = next(iter(example.tags), "")
        groups[tag] = (*groups.get(tag, ()), example)
    return groups


def _read_example(name: str, text: str, names: Names) -> Example:
    lines = text.splitlines()
    title, description, tags = (_read_comment(lines, key) for key in _KEYS)
    if not title or not description:
        raise KgError(
            f"the example {name} has no title or no description", hint="Both are comments on its first lines."
        )
    comments = tuple(f"# {key}:" for key in _KEYS)
    query = "\n".join(line for line in lines if not line.startswith(comments)).strip()
    words = tuple(tag.strip() for tag in tags.split(",") if tag.strip())
    return Example(name.removesuffix(".rq"), title, description, query.replace(DEFAULT_BASE, names.base), words)


def _read_comment(lines: list[str], key: str) -> str:
    start = f"# {key}:"
    return next((line.removeprefix(start).strip() for line in lines if line.startswith(start)), "")
