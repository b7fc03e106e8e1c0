"""Hold the decisions about identity so far, and look them up by key, by slug and by what is alike.

Rows are appended and never changed; of two rows with one kind and key the later counts. A registry is a value: adding
rows gives a new one, which shares all but the newest layers with the old (each layer at least twice as large as the
next), so that a thousand articles cost a thousand small steps.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg.entities.blocks import list_blocks as list_event_blocks
from kg.entities.eventkeys import EventKey, parse_key
from kg.entities.names import split_name
from kg.entities.sounds import spell_skeletons
from kg.errors import IdentityError, KgError
from kg.model import ClaimType, RegistryRow
from kg.narrow import take_table, take_text

SLUG: Final = re.compile(r"[a-z0-9][A-Za-z0-9-]*")
EVENT_KINDS: Final = frozenset(kind.value for kind in ClaimType)
COLUMNS: Final = ("slug", "kind", "key", "label")


@dataclass(frozen=True, slots=True)
class Layer:
    """Hold some rows in the order they were added, with their look-ups."""

    rows: tuple[RegistryRow, ...]
    by_key: dict[tuple[str, str], str] = field(default_factory=dict)
    by_slug: dict[str, list[RegistryRow]] = field(default_factory=dict)
    by_block: dict[str, dict[str, None]] = field(default_factory=dict)

    @staticmethod
    def of(rows: tuple[RegistryRow, ...]) -> "Layer":
        """Make a layer of rows."""
        layer = Layer(rows)
        for row in rows:
            layer.by_key[row.kind, row.key] = row.slug
            layer.by_slug.setdefault(row.slug, []).append(row)
            for block in list_blocks(row):
                layer.by_block.setdefault(block, {})[row.slug] = None
        return layer


@dataclass(frozen=True, slots=True)
class Registry:
    """Hold all rows, oldest layer first.

    >>> row = RegistryRow("person-ihar-zhuk", "Person", "ihar zhuk", "Ihar Zhuk")
    >>> registry = Registry.from_rows([row])
    >>> registry.find_slug("Person", "ihar zhuk"), registry.find_slug("Person", "alena zhuk")
    ('person-ihar-zhuk', None)
    """

    layers: tuple[Layer, ...] = ()

    @staticmethod
    def from_rows(rows: Iterable[RegistryRow]) -> "Registry":
        """Make a registry of rows in the order they were added."""
        return Registry().with_rows(rows)

    def with_rows(self, rows: Iterable[RegistryRow]) -> "Registry":
        """Give a registry that has these rows, too."""
        new, layers = tuple(rows), list(self.layers)
        if not new:
            return self
        while layers and len(layers[-1].rows) < 2 * len(new):
            new = layers.pop().rows + new
        return Registry((*layers, Layer.of(new)))

    @property
    def rows(self) -> tuple[RegistryRow, ...]:
        """Give all rows in the order they were added."""
        return tuple(row for layer in self.layers for row in layer.rows)

    @property
    def row_count(self) -> int:
        """Count the rows."""
        return sum(len(layer.rows) for layer in self.layers)

    def list_after(self, row_count: int) -> tuple[RegistryRow, ...]:
        """List the rows behind the first so many."""
        found: tuple[RegistryRow, ...] = ()
        missing = self.row_count - row_count
        for layer in reversed(self.layers):
            if missing > len(found):
                found = layer.rows + found
        return found[max(len(found) - missing, 0) :]

    def find_slug(self, kind: str, key: str) -> str | None:
        """Find the slug that a key has, by the latest row."""
        return next((layer.by_key[kind, key] for layer in reversed(self.layers) if (kind, key) in layer.by_key), None)

    def has_slug(self, slug: str) -> bool:
        """Say whether a slug has been given."""
        return any(slug in layer.by_slug for layer in self.layers)

    def find_rows(self, slug: str) -> tuple[RegistryRow, ...]:
        """Find the rows of a slug, in the order they were added."""
        return tuple(row for layer in self.layers for row in layer.by_slug.get(slug, ()))

    def find_block(self, blocks: Iterable[str]) -> list[str]:
        """Find the slugs that share a block, sorted."""
        return sorted({slug for block in blocks for layer in self.layers for slug in layer.by_block.get(block, ())})


def parse_event(row: RegistryRow) -> EventKey:
    """Read the key of the row of an event."""
    return parse_key(row.key)


def list_blocks(row: RegistryRow) -> frozenset[str]:
    """List what a row is found by when its key is not known: skeletons of a name, sides of an event."""
    if row.kind == "Person":
        return list_name_blocks(row.label)
    return list_event_blocks(parse_key(row.key)) if row.kind in EVENT_KINDS else frozenset()


def list_name_blocks(name: str) -> frozenset[str]:
    """List the skeletons of the first and last tokens: either may be the surname."""
    tokens = split_name(name)
    ends = {tokens[0], tokens[-1]} if tokens else set()
    return frozenset(f"Person|{skeleton}" for token in ends for skeleton in spell_skeletons(token))


def format_rows(rows: Iterable[RegistryRow]) -> str:
    """Write rows as JSON Lines, one a line, without what is not set."""
    return "".join(json.dumps(_describe_row(row), ensure_ascii=False) + "\n" for row in rows)


def _describe_row(row: RegistryRow) -> dict[str, str]:
    """Describe a row by its fields; a rule's row carries neither day nor decider."""
    fields = {"slug": row.slug, "kind": row.kind, "key": row.key, "label": row.label}
    if row.decided_on is not None:
        fields["decided_on"] = row.decided_on.isoformat()
    return fields if row.decider == "rule" else {**fields, "decider": row.decider}


def parse_rows(text: str) -> tuple[RegistryRow, ...]:
    """Read rows from JSON Lines; empty lines are read over.

    Raises:
        IdentityError: a line is no row; names the line.

    >>> parse_rows(format_rows([RegistryRow("place-brest", "Settlement", "brest", "Brest")]))[0].slug
    'place-brest'
    """
    lines = enumerate(text.split("\n"), start=1)
    return tuple(_parse_row(line, f"registry, line {number}") for number, line in lines if line.strip())


def _parse_row(line: str, where: str) -> RegistryRow:
    """Read one row."""
    try:
        found = take_table(json.loads(line), where)
        slug, kind, key, label = (take_text(found.get(column), f"{where}, {column}") for column in COLUMNS)
        day = found.get("decided_on")
        row = RegistryRow(
            slug=slug,
            kind=kind,
            key=key,
            label=label,
            decided_on=None if day is None else date.fromisoformat(take_text(day, where)),
            decider=take_text(found.get("decider", "rule"), f"{where}, decider"),
        )
        list_blocks(row)
    except KgError as error:
        raise IdentityError(error.message if where in error.message else f"{where}: {error.message}") from error
    except (ValueError, RecursionError) as error:
        raise IdentityError(f"{where}: {error}") from error
    if SLUG.fullmatch(slug) is None or not kind or not key:
        raise IdentityError(f"{where}: slug, kind and key must be set, and a slug is letters, digits and hyphens")
    return row
