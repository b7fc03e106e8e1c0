"""Make finished versions that others may read while the writer goes on, and say which one is current.

A snapshot is a folder of hard links: it costs milliseconds and hardly any room. Whoever reads one holds a shared
lock on its `held` file; a snapshot goes when nobody holds it and it is not one of the newest two.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.errors import KgError, StoreError
from kg.narrow import take_table, take_text
from kg.settings import Settings
from kg.store.files import sync_folder, sync_tree, write_durably
from kg.store.folder import DataFolder
from kg.store.versions import refuse_base

_KEPT: Final = 2
_TRIES: Final = 5  # a reader may be overtaken by this many commits before it gives up


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Point at one finished version; `path` is what the engine opens, `sequence` the number of its log entry."""

    path: Path
    version: str
    sequence: int

    @property
    def held(self) -> Path:
        """Give the file on which readers hold a shared lock."""
        return self.path.parent / "held"


def current_snapshot(settings: Settings) -> Snapshot | None:
    """Say which version is current; None for an empty deployment. Reads one small file.

    Raises:
        SettingsError: the data were written under another base IRI, or the data folder is a file.
        StoreError: the pointer is broken.
    """
    folder = DataFolder(settings.data)
    folder.check()
    pointer = _read_pointer(folder)
    if pointer is None:
        return None
    snapshot, base = pointer
    refuse_base(base, settings.base)
    return snapshot


def hold_snapshot(snapshot: Snapshot) -> BinaryIO:
    """Keep a snapshot from being removed until the file given back is closed or the process ends.

    Raises:
        StoreError: the snapshot is gone; ask `current_snapshot` again.
    """
    gone = StoreError(f"the snapshot {snapshot.path.parent} is gone", hint="Ask for the current one again.")
    try:
        stream = snapshot.held.open("rb")
    except FileNotFoundError as error:
        raise gone from error
    try:
        fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:  # it is just being removed
        stream.close()
        raise gone from error
    if not snapshot.held.exists():
        stream.close()
        raise gone
    return stream


def open_snapshot(snapshot: Snapshot) -> ox.Store:
    """Open a snapshot for reading; hold it first.

    Raises:
        StoreError: the engine cannot read it.
    """
    try:
        return ox.Store.read_only(str(snapshot.path))
    except (OSError, RuntimeError) as error:  # the second is how the engine says that files are damaged
        raise StoreError(
            f"the snapshot {snapshot.path} cannot be opened: {error}",
            hint="Remove the file CURRENT: the next command that writes makes a new snapshot.",
        ) from error


@contextmanager
def read_current(settings: Settings) -> Iterator[tuple[Snapshot, ox.Store] | None]:
    """Hold and open the current snapshot; None for an empty deployment.

    Raises:
        StoreError: the snapshot cannot be opened.
    """
    for tries_left in range(_TRIES, 0, -1):
        snapshot = current_snapshot(settings)
        if snapshot is None:
            yield None
            return
        try:
            stream = hold_snapshot(snapshot)
        except StoreError:
            if tries_left == 1:
                raise
            continue
        with stream:
            yield snapshot, open_snapshot(snapshot)
        return


def find_pointer(folder: DataFolder) -> Snapshot | None:
    """Read the pointer, if it leads to a snapshot that is there; None tells to make it anew."""
    with suppress(StoreError):
        pointer = _read_pointer(folder)
        if pointer is not None and pointer[0].path.is_dir():
            return pointer[0]
    return None


def make_snapshot(store: ox.Store, folder: DataFolder, *, sequence: int, version: str) -> Snapshot:
    """Make a snapshot of a store that is flushed; it counts only once the pointer is switched to it."""
    place = folder.snapshots / f"{sequence:08d}-{version}"
    snapshot = Snapshot(place / "store", version, sequence)
    if place.is_dir():  # its name is given last, so it is whole
        return snapshot
    draft = folder.snapshots / f".{place.name}.tmp"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    store.backup(str(draft / "store"))
    (draft / "held").touch()
    sync_tree(draft)
    draft.rename(place)
    sync_folder(folder.snapshots)
    sync_folder(folder.path)
    return snapshot


def switch_pointer(folder: DataFolder, snapshot: Snapshot, *, base: str) -> None:
    """Make a snapshot the current one, at once and durably."""
    content = {"base": base, "sequence": snapshot.sequence, "version": snapshot.version}
    write_durably(folder.pointer, (json.dumps(content) + "\n").encode())


def remove_old(folder: DataFolder, *, current: int) -> int:
    """Remove snapshots that nobody holds, except the newest two, and give the number of the oldest left."""
    places = sorted(place for place in folder.snapshots.iterdir() if not place.name.startswith("."))
    numbers = [(int(place.name.partition("-")[0]), place) for place in places]
    spare = [(number, place) for number, place in numbers if number != current][: 1 - _KEPT]
    removed = {number for number, place in spare if _remove_free(place)}
    return min(number for number, _ in numbers if number not in removed)


def remove_leftovers(folder: DataFolder) -> None:
    """Remove drafts and half-removed snapshots that a kill left behind."""
    if folder.snapshots.is_dir():
        for place in folder.snapshots.iterdir():
            if place.name.startswith("."):
                shutil.rmtree(place)


def _read_pointer(folder: DataFolder) -> tuple[Snapshot, str] | None:
    try:
        table = take_table(json.loads(folder.pointer.read_bytes()), str(folder.pointer))
        version = take_text(table.get("version"), "version")
        sequence = int(str(table.get("sequence")))
        base = take_text(table.get("base"), "base")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KgError) as error:
        raise StoreError(
            f"the pointer {folder.pointer} cannot be read: {error}",
            hint="Remove it: the next command that writes makes it anew.",
        ) from error
    return Snapshot(folder.snapshots / f"{sequence:08d}-{version}" / "store", version, sequence), base


def _remove_free(place: Path) -> bool:
    with (place / "held").open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        trash = place.with_name(f".{place.name}.old")
        place.rename(trash)
    shutil.rmtree(trash)
    return True
