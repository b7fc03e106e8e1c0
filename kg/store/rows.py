"""Keep the registry: decisions about identity as JSON Lines, appended and never changed."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kg.errors import KgError, StoreError
from kg.model import RegistryRow
from kg.narrow import take_table, take_text
from kg.store.files import sync_folder


def format_row(row: RegistryRow) -> str:
    """Write a row as one line of JSON.

    >>> format_row(RegistryRow("person-ada-lark", "Person", "person|ada lark", "Ada Lark"))[:46]
    '{"slug": "person-ada-lark", "kind": "Person", '
    """
    decided_on = None if row.decided_on is None else row.decided_on.isoformat()
    fields = {"slug": row.slug, "kind": row.kind, "key": row.key, "label": row.label}
    return json.dumps({**fields, "decided_on": decided_on, "decider": row.decider}, ensure_ascii=False)


def parse_row(line: str, *, where: str) -> RegistryRow:
    """Read one line of JSON.

    Raises:
        StoreError: it is no row; names the place.
    """
    try:
        table = take_table(json.loads(line), where)
        texts = {name: take_text(table.get(name), f"{where}, {name}") for name in ("slug", "kind", "key", "label")}
        day = table.get("decided_on")
        decided_on = None if day is None else date.fromisoformat(take_text(day, f"{where}, decided_on"))
        return RegistryRow(**texts, decided_on=decided_on, decider=take_text(table.get("decider", "rule"), where))
    except (KgError, ValueError) as error:
        raise StoreError(f"{where} is no registry row: {error}", hint="Restore the line from a backup.") from error


def read_rows(path: Path) -> tuple[RegistryRow, ...]:
    """Read the registry; one that is missing is empty.

    Raises:
        StoreError: a line is broken; names it.
    """
    lines = read_lines(path)
    return tuple(parse_row(line, where=f"{path}, line {place}") for place, line in enumerate(lines, 1) if line)


def read_lines(path: Path) -> list[str]:
    """Read the lines of the registry as they stand; one that is missing is empty."""
    return path.read_bytes().decode().split("\n") if path.exists() else []


def measure_rows(path: Path) -> int:
    """Give the size of the registry in bytes; 0 where there is none."""
    return path.stat().st_size if path.exists() else 0


def append_rows(path: Path, lines: Iterable[str], *, start: int) -> None:
    """Put lines into the registry from a byte offset on, durably; again and again if need be.

    A kill may leave none or a part of the lines: what is there is compared and completed, so that doing it twice
    is doing it once.

    Raises:
        StoreError: the registry is shorter than the offset, or something else stands there.
    """
    data = "".join(f"{line}\n" for line in lines).encode()
    if not data:
        return
    with path.open("a+b") as stream:
        stream.seek(start)
        present = stream.read()
        if measure_rows(path) < start or not (present.startswith(data) or data.startswith(present)):
            raise StoreError(
                f"{path} does not hold at byte {start} what the log says",
                hint="The file is appended to by this program only: restore it from a backup.",
            )
        stream.write(data[len(present) :])
        stream.flush()
        os.fsync(stream.fileno())
    sync_folder(path.parent)
