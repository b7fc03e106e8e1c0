"""Open the live store, and put right what a kill or a power cut left undone.

Every commit goes: log entry, update, flush, registry rows, snapshot, pointer. So at most the last entry is in
doubt, and the version that the store states says whether it happened. If it did, what follows it is done again;
if not, the entry is set aside, and its registry rows with it: they were never appended.
"""

import logging
import shutil
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.deltas import Delta, write_update
from kg.store.files import is_full
from kg.store.folder import DataFolder
from kg.store.log import LogEntry, find_last_entry, set_aside
from kg.store.rows import append_rows
from kg.store.snapshots import Snapshot, find_pointer, make_snapshot, remove_leftovers, switch_pointer
from kg.store.versions import EMPTY_VERSION, read_version
from kg.terms import Names

_LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveStore:
    """Hold the open live store with the version and log number at which it stands."""

    store: ox.Store
    version: str
    sequence: int


def open_live(folder: DataFolder, names: Names) -> LiveStore:
    """Open the live store of a data folder whose lock is held; a folder without one gets none on disk yet.

    Raises:
        SettingsError: the store was written under another base IRI.
        StoreError: the store cannot be opened, or does not stand where its log says.
    """
    shutil.rmtree(folder.loading, ignore_errors=True)
    remove_leftovers(folder)
    if not folder.store.exists():
        return _open_empty(folder)
    store = open_engine(folder)
    version = read_version(store, names)
    live = LiveStore(store, version, _settle_log(folder, store, version))
    _settle_snapshot(folder, live, names)
    return live


def open_engine(folder: DataFolder) -> ox.Store:
    """Open the engine's files.

    Raises:
        StoreError: they are damaged, or the system refuses.
        OSError: the disk is full.
    """
    try:
        return ox.Store(str(folder.store))
    except (OSError, RuntimeError) as error:  # the second is how the engine says that files are damaged
        if isinstance(error, OSError) and is_full(error):
            raise
        raise StoreError(
            f"the store {folder.store} cannot be opened: {error}",
            hint="Load the last dump into a fresh folder: kg --data NEW load FILE.",
        ) from error


def apply_delta(store: ox.Store, delta: Delta) -> None:
    """Do a delta in one transaction."""
    if not delta.is_empty:
        store.update(write_update(delta))


def flush_store(store: ox.Store) -> None:
    """Put on disk what the engine has committed; without this a power cut loses it."""
    store.flush()


def _open_empty(folder: DataFolder) -> LiveStore:
    if folder.pointer.exists():
        raise StoreError(
            f"the live store is gone from {folder.store}, though {folder.pointer} speaks of one",
            hint="Copy the store folder of the newest snapshot there, or load a dump into a fresh folder.",
        )
    entry = find_last_entry(folder)
    if entry is not None:
        set_aside(folder, entry)
    return LiveStore(ox.Store(), EMPTY_VERSION, 0)


def _settle_log(folder: DataFolder, store: ox.Store, version: str) -> int:
    """Decide on the last entry and give the number at which the store stands."""
    entry = find_last_entry(folder)
    if entry is None:  # nobody has cause to remove the log, but the pointer knows the number as well
        current = find_pointer(folder)
        return 0 if current is None else current.sequence
    if version == entry.after:
        _finish_entry(folder, store, entry)
        return entry.sequence
    if version == entry.before:
        _LOGGER.warning("log entry %d did not happen and is set aside", entry.sequence)
        set_aside(folder, entry)
        return entry.sequence - 1
    raise StoreError(
        f"the last log entry of {folder.path} leads from version {entry.before} to {entry.after}, "
        f"but the store holds {version}",
        hint="Store and log are not of one data folder: restore both from one backup.",
    )


def _finish_entry(folder: DataFolder, store: ox.Store, entry: LogEntry) -> None:
    if entry.before == entry.after:  # only metadata or rows: the version cannot tell, and twice is as good as once
        apply_delta(store, entry.to_delta())
    append_rows(folder.registry, entry.rows, start=entry.rows_start)


def _settle_snapshot(folder: DataFolder, live: LiveStore, names: Names) -> None:
    current = find_pointer(folder)
    is_current = current is not None and (current.sequence, current.version) == (live.sequence, live.version)
    if not is_current and (len(live.store) or folder.pointer.exists()):
        publish_snapshot(folder, live, names)


def publish_snapshot(folder: DataFolder, live: LiveStore, names: Names) -> Snapshot:
    """Make a snapshot of the live store and switch the pointer to it."""
    flush_store(live.store)
    snapshot = make_snapshot(live.store, folder, sequence=live.sequence, version=live.version)
    switch_pointer(folder, snapshot, base=names.base)
    return snapshot
