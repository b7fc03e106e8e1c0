"""Keep the log: what each commit is about to do, on disk before it is done.

It is the only hand-over to whoever follows the store (`read_entries`): one file an entry, named by its number,
without gaps. A number is also that of the snapshot made by the commit.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import KgError, StoreError
from kg.narrow import take_table, take_text, take_texts
from kg.store.deltas import Delta
from kg.store.files import sync_folder, write_durably
from kg.store.folder import DataFolder

_NAME: Final = re.compile(r"\d{8,}\.json")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Hold one commit as text: quads as canonical N-Quads lines (the merged view is the default graph).

    `rows_start` is the size of the registry before `rows` are appended to it.
    """

    sequence: int
    before: str
    after: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    rows_start: int = 0

    def to_delta(self) -> Delta:
        """Make the delta that the entry tells of."""
        return Delta(
            self.before,
            self.after,
            removed=_parse_lines(self.removed),
            added=_parse_lines(self.added),
            emptied=tuple(map(ox.NamedNode, self.emptied)),
        )


def build_entry(delta: Delta, rows: tuple[str, ...], *, sequence: int, rows_start: int) -> LogEntry:
    """Write down what a commit is about to do."""
    return LogEntry(
        sequence=sequence,
        before=delta.before,
        after=delta.after,
        removed=tuple(map(str, delta.removed)),
        added=tuple(map(str, delta.added)),
        emptied=tuple(graph.value for graph in delta.emptied),
        rows=rows,
        rows_start=rows_start,
    )


def write_entry(folder: DataFolder, entry: LogEntry) -> None:
    """Put an entry on disk, durably."""
    if not folder.log.exists():
        folder.log.mkdir(mode=0o700)
        sync_folder(folder.path)
    write_durably(_find_place(folder, entry.sequence), format_entry(entry).encode())


def format_entry(entry: LogEntry) -> str:
    """Write an entry as JSON."""
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"


def find_last_entry(folder: DataFolder) -> LogEntry | None:
    """Read the newest entry; None where the log is empty."""
    numbers = list_entries(folder)
    return read_entry(_find_place(folder, numbers[-1])) if numbers else None


def list_entries(folder: DataFolder) -> list[int]:
    """Number the entries that are there, oldest first."""
    if not folder.log.exists():
        return []
    return sorted(int(place.stem) for place in folder.log.iterdir() if _NAME.fullmatch(place.name))


def read_entries(folder: DataFolder, *, after: int, until: int) -> Iterator[LogEntry]:
    """Go through the entries that lead from one snapshot to another, both given by number.

    Raises:
        StoreError: one is gone or broken: load the newer snapshot instead.
    """
    return (read_entry(_find_place(folder, sequence)) for sequence in range(after + 1, until + 1))


def read_entry(path: Path) -> LogEntry:
    """Read one entry.

    Raises:
        StoreError: it is gone or broken; names the file.
    """
    try:
        table = take_table(json.loads(path.read_text(encoding="utf-8")), str(path))
        texts = {name: take_texts(table.get(name), name) for name in ("removed", "added", "emptied", "rows")}
        return LogEntry(
            sequence=int(path.stem),
            before=take_text(table.get("before"), "before"),
            after=take_text(table.get("after"), "after"),
            rows_start=int(str(table.get("rows_start"))),
            **texts,
        )
    except (OSError, ValueError, KgError) as error:
        raise StoreError(f"the log entry {path} cannot be read: {error}", hint="Restore it from a backup.") from error


def set_aside(folder: DataFolder, entry: LogEntry) -> None:
    """Take an entry that did not happen out of the log; it is kept for whoever wants to look."""
    folder.aside.mkdir(exist_ok=True)
    place = _find_place(folder, entry.sequence)
    place.replace(folder.aside / place.name)
    sync_folder(folder.log)


def remove_entries(folder: DataFolder, *, below: int) -> None:
    """Remove entries that lead to snapshots nobody can stand on any more."""
    for sequence in list_entries(folder):
        if sequence < below:
            _find_place(folder, sequence).unlink()


def _find_place(folder: DataFolder, sequence: int) -> Path:
    return folder.log / f"{sequence:08d}.json"


def _parse_lines(lines: tuple[str, ...]) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse("".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_QUADS))
