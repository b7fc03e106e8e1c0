"""Write the store: one process at a time, each change whole and durable before it is acknowledged."""

import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakSet

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Change, Iri, Literal, MergedChange, Quad, RegistryRow, Triple
from kg.settings import Settings
from kg.store.deltas import Delta, build_delta, find_merged_change
from kg.store.files import explain_failure
from kg.store.folder import DataFolder
from kg.store.locking import hold_lock
from kg.store.log import LogEntry, build_entry, remove_entries, write_entry
from kg.store.quads import DEFAULT_GRAPH, Pattern, from_quad, from_triple, select_quads, to_node, to_object
from kg.store.recovery import LiveStore, apply_delta, flush_store, open_engine, open_live
from kg.store.rows import append_rows, format_row, measure_rows, read_lines, read_rows
from kg.store.snapshots import make_snapshot, remove_old, switch_pointer
from kg.store.texts import keep_text, read_text
from kg.terms import Names

_LOGGER: Final = logging.getLogger(__name__)


@contextmanager
def open_writer(settings: Settings) -> Iterator["Writer"]:
    """Hold the data folder for writing and recover what an earlier process left undone.

    A folder that is missing or empty is an empty deployment: nothing is left there unless something is written.

    Raises:
        SettingsError: the folder is a file, or was written under another base IRI.
        StoreError: another process writes for too long, or the store cannot be opened.
    """
    folder = DataFolder(settings.data)
    with hold_lock(folder, wait_s=settings.lock_s):
        writer = Writer(folder, Names(settings.base))
        try:
            writer.recover()
            yield writer
        finally:
            writer.close()


class Reading(Iterator[ox.Quad]):
    """Go through quads as they were when it began, until its writer closes.

    The engine cannot be opened again while one of its iterators lives, so the writer ends them; one that is ended
    says so instead of seeming complete.
    """

    def __init__(self, quads: Iterator[ox.Quad]) -> None:
        """Hold the engine's iterator."""
        self._quads: Iterator[ox.Quad] | None = quads

    def __next__(self) -> ox.Quad:
        if self._quads is None:
            raise StoreError("the store was closed while it was being read")
        return next(self._quads)

    def end(self) -> None:
        """Let go of the engine."""
        self._quads = None


class Writer:
    """Write the live store; get one from `open_writer`. Not for use by several threads."""

    def __init__(self, folder: DataFolder, names: Names) -> None:
        """Remember the place; nothing is opened yet."""
        self._folder = folder
        self._names = names
        self._live: LiveStore | None = None
        self._known_rows: set[str] = set()
        self._quads: frozenset[Quad] | None = None  # of all named graphs, once somebody has asked for all
        self._readings: WeakSet[Reading] = WeakSet()

    @property
    def version(self) -> str:
        """Give the version of the data as committed last."""
        return self.recover().version

    def recover(self) -> LiveStore:
        """Open the store unless it is open, and put right what was left undone.

        Raises:
            StoreError: the store cannot be opened; NoSpaceError when the disk is full.
        """
        if self._live is None:
            try:
                self._live = open_live(self._folder, self._names)
            except OSError as error:
                self._let_go(error)
                raise explain_failure(error, doing="while opening the store", folder=self._folder.path) from error
            except BaseException as error:
                self._let_go(error)
                raise
        return self._live

    def close(self) -> None:
        """Let go of the store; readings that are still going on end with an error."""
        for reading in self._readings:
            reading.end()
        self._live = None
        self._known_rows.clear()
        self._quads = None

    # ---- reading

    def find(
        self,
        subject: Iri | None = None,
        predicate: Iri | None = None,
        value: Iri | Literal | None = None,
        graph: Iri | None = None,
    ) -> Iterator[Quad]:
        """Find quads of named graphs; None fits everything."""
        return map(from_quad, self._read(subject, predicate, value, None if graph is None else to_node(graph)))

    def merged(
        self, subject: Iri | None = None, predicate: Iri | None = None, value: Iri | Literal | None = None
    ) -> Iterator[Triple]:
        """Find triples of the merged view, each once; None fits everything."""
        return map(from_triple, self._read(subject, predicate, value, DEFAULT_GRAPH))

    def find_merged_change(self, change: Change) -> MergedChange:
        """Find what a change would do to the merged view.

        Raises:
            StoreError: a quad is not fit to be stored.
        """
        return find_merged_change(self.recover().store, change, names=self._names)

    def graph(self, iri: Iri) -> frozenset[Quad]:
        """Give all quads of one named graph."""
        return frozenset(self.find(graph=iri))

    def quads(self) -> frozenset[Quad]:
        """Give the quads of all named graphs; they are read once and then follow what is committed."""
        if self._quads is None:
            self._quads = frozenset(self.find())
        return self._quads

    def rows(self) -> tuple[RegistryRow, ...]:
        """Give the rows of the registry, in the order in which they were recorded."""
        self.recover()
        return read_rows(self._folder.registry)

    def read_text(self, hash12: str) -> str | None:
        """Read the private text of an article version; None where it is not kept."""
        return read_text(self._folder, hash12)

    # ---- writing

    def keep_text(self, hash12: str, text: str) -> None:
        """Keep the private text of an article version, durably; do it before the commit."""
        keep_text(self._folder, hash12, text)

    def commit(self, change: Change) -> str:
        """Publish a change whole and durably, and give the new version.

        What is there already, or gone already, is no error: only the net change counts, and where there is none,
        nothing is written. A rule's row that is recorded already is not recorded again. An error leaves the store
        as it was, or as after the change (the kill came late); repeating the commit is safe.

        Raises:
            NoSpaceError: the disk is full.
            StoreError: a quad is not fit to be stored, or the disk refuses.
        """
        try:
            return self._commit(change)
        except OSError as error:
            self._let_go(error)
            size = sum(len(str(quad)) for quad in (*change.removed, *change.added))
            raise explain_failure(error, doing="while writing", folder=self._folder.path, needed_bytes=size) from error
        except BaseException as error:
            self._let_go(error)
            raise

    def _commit(self, change: Change) -> str:
        live = self.recover()
        delta = build_delta(live.store, change, names=self._names, version=live.version)
        rows = self._select_rows(change.rows)
        if not delta.is_empty or rows:
            start = measure_rows(self._folder.registry)
            entry = build_entry(delta, rows, sequence=live.sequence + 1, rows_start=start)
            self._live = None  # in doubt until all is done: whatever happens, the next use recovers
            self._publish(live, delta, entry)
            self._known_rows.update(rows)
        return delta.after

    def _publish(self, live: LiveStore, delta: Delta, entry: LogEntry) -> None:
        folder, quads, self._quads = self._folder, self._quads, None
        write_entry(folder, entry)
        store = live.store if folder.store.exists() else open_engine(folder)
        apply_delta(store, delta)
        flush_store(store)
        append_rows(folder.registry, entry.rows, start=entry.rows_start)
        snapshot = make_snapshot(store, folder, sequence=entry.sequence, version=entry.after)
        switch_pointer(folder, snapshot, base=self._names.base)
        self._live = LiveStore(store, entry.after, entry.sequence)
        if quads is not None:
            self._quads = quads.difference(list_named(delta.removed)).union(list_named(delta.added))
        self._tidy(entry.sequence)

    def _let_go(self, error: BaseException) -> None:
        """Free the engine's handle from the frames of an error: it cannot be opened again while one refers to it."""
        traceback.clear_frames(error.__traceback__)
        if self._live is None:
            self.close()

    def _tidy(self, current: int) -> None:
        try:
            remove_entries(self._folder, below=remove_old(self._folder, current=current))
        except OSError:  # the commit stands; the next one tries again
            _LOGGER.warning("old snapshots of %s could not be removed", self._folder.path, exc_info=True)

    def _select_rows(self, rows: tuple[RegistryRow, ...]) -> tuple[str, ...]:
        if rows and not self._known_rows:
            self._known_rows.update(read_lines(self._folder.registry))
        lines = [(row, format_row(row)) for row in dict.fromkeys(rows)]
        return tuple(line for row, line in lines if row.decided_on is not None or line not in self._known_rows)

    def _read(
        self,
        subject: Iri | None,
        predicate: Iri | None,
        value: Iri | Literal | None,
        graph: ox.NamedNode | ox.DefaultGraph | None,
    ) -> Reading:
        pattern: Pattern = (
            None if subject is None else to_node(subject),
            None if predicate is None else to_node(predicate),
            None if value is None else to_object(value),
            graph,
        )
        store = self.recover().store
        reading = Reading(store.quads_for_pattern(*pattern) if graph is not None else select_quads(store, pattern))
        self._readings.add(reading)
        return reading


def list_named(quads: Iterable[ox.Quad]) -> Iterator[Quad]:
    """List the quads of named graphs as ours."""
    return (from_quad(quad) for quad in quads if quad.graph_name != DEFAULT_GRAPH)
