"""Load a dump into an empty data folder: all of it or nothing, and the same version as the original."""

import gzip
import io
import shutil
import traceback
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import DumpError, SettingsError
from kg.model import Quad, RegistryRow
from kg.settings import Settings
from kg.store.dataset import describe_store, is_own_quad
from kg.store.deltas import Delta
from kg.store.files import explain_failure, sync_folder
from kg.store.folder import DataFolder
from kg.store.locking import hold_lock
from kg.store.log import build_entry, write_entry
from kg.store.quads import DEFAULT_GRAPH, from_quad
from kg.store.recovery import open_live
from kg.store.rows import format_row
from kg.store.versions import (
    EMPTY_VERSION,
    format_version,
    hash_quad,
    is_version_quad,
    metadata_graph,
    unmerged_graphs,
    version_quad,
)
from kg.terms import Names

_FORMATS: Final = {".nq": ox.RdfFormat.N_QUADS, ".nquads": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
_GZIP_MAGIC: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Hold what was loaded; `notes` say what was put right on the way, a sentence each."""

    version: str
    triples: int
    quads: int
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Count quads and add up their hashes while they stream by."""

    count: int = 0
    total: int = 0

    def add(self, quad: ox.Quad) -> None:
        """Count one quad."""
        self.count += 1
        self.total += hash_quad(quad)


@dataclass(slots=True)
class Intake:
    """Hold what the files said besides their named graphs: the version, and their own merged view."""

    versions: set[str] = field(default_factory=set)
    merged: Tally = field(default_factory=Tally)


def load_dump(
    settings: Settings,
    paths: Sequence[Path],
    *,
    rebuild_rows: Callable[[Iterator[Quad]], Iterable[RegistryRow]] | None = None,
) -> LoadResult:
    """Load N-Quads or TriG files, gzipped or not, into a data folder that holds nothing yet.

    The merged view and the description of the dataset are made anew from the named graphs. A kill leaves nothing,
    or all.

    Args:
        rebuild_rows: makes the rows of the registry from the quads of all named graphs; None leaves it empty.

    Raises:
        SettingsError: the folder holds something, a file's format is none of the two, or the base IRI is another.
        DumpError: a file cannot be read, or is not what its version statement says; names file and line.
        StoreError: the disk refuses; NoSpaceError when it is full.
    """
    sources = [(path, _find_format(path)) for path in paths]
    folder, names = DataFolder(settings.data), Names(settings.base)
    with hold_lock(folder, wait_s=settings.lock_s):
        _refuse_contents(folder)
        for place in (folder.loading, folder.log):
            shutil.rmtree(place, ignore_errors=True)
        try:
            result = _fill_store(folder, sources, names=names, rebuild_rows=rebuild_rows)
            open_live(folder, names)
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)  # they refer to the engine, which would keep its lock
            if not isinstance(error, OSError):
                raise
            raise explain_failure(error, doing="while loading a dump", folder=folder.path) from error
        finally:
            shutil.rmtree(folder.loading, ignore_errors=True)
    return result


def _fill_store(
    folder: DataFolder,
    sources: Sequence[tuple[Path, ox.RdfFormat]],
    *,
    names: Names,
    rebuild_rows: Callable[[Iterator[Quad]], Iterable[RegistryRow]] | None,
) -> LoadResult:
    folder.loading.mkdir()
    store = ox.Store(str(folder.loading / "store"))
    intake = Intake()
    for path, syntax in sources:
        store.bulk_extend(_take_quads(path, syntax, names=names, intake=intake))
    version, quads = _add_version(store, intake, names=names)
    triples, notes = _add_merged(store, intake, names=names)
    if quads:
        described = describe_store(store, names)
        store.extend(described)
        quads += len(described)
    rows = () if rebuild_rows is None else rebuild_rows(map(from_quad, _iterate_named(store)))
    lines = tuple(map(format_row, rows))
    store.flush()
    del store  # the engine lets go of the folder, so that it can be moved
    # Entry first: without the store it did not happen, with it the rows of the registry follow from it.
    write_entry(folder, build_entry(Delta(EMPTY_VERSION, version), lines, sequence=1, rows_start=0))
    (folder.loading / "store").rename(folder.store)
    sync_folder(folder.path)
    return LoadResult(version, triples, quads, notes)


def _find_format(path: Path) -> ox.RdfFormat:
    if not path.is_file():
        raise DumpError(f"{path}: there is no such file", hint="Give the path of a dump: clemency.nq.gz")
    suffix = (path.with_suffix("") if path.suffix == ".gz" else path).suffix
    if suffix not in _FORMATS:
        raise SettingsError(
            f"{path}: a dump to load is N-Quads (.nq) or TriG (.trig), gzipped (.gz) or not",
            hint="Turtle holds the merged view only, without the graphs: load clemency.nq.gz instead.",
        )
    return _FORMATS[suffix]


def _refuse_contents(folder: DataFolder) -> None:
    contents = folder.list_contents()
    if contents:
        raise SettingsError(
            f"the data folder {folder.path} is not empty: it holds {', '.join(contents)}",
            hint="A dump is loaded into an empty folder: give another with --data DIR.",
        )


# ---- reading


def _take_quads(path: Path, syntax: ox.RdfFormat, *, names: Names, intake: Intake) -> Iterator[ox.Quad]:
    """Go through the quads of named graphs in one file, and note the others."""
    for quad in _parse_file(path, syntax):
        _check_quad(quad, path, names)
        if quad.graph_name == DEFAULT_GRAPH:
            intake.merged.add(quad)
        elif is_version_quad(quad, names) and isinstance(quad.object, ox.Literal):
            intake.versions.add(quad.object.value)
        elif not is_own_quad(quad, names):
            yield quad


def _parse_file(path: Path, syntax: ox.RdfFormat) -> Iterator[ox.Quad]:
    with path.open("rb") as raw:
        is_zipped = raw.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
        raw.seek(0)
        stream = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if is_zipped else raw
        try:
            yield from ox.parse(stream, format=syntax)
        except SyntaxError as error:
            reason = error.msg.partition(": ")[2]
            raise DumpError(f"{path}, line {error.lineno}: {reason}", hint="Nothing was loaded.") from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DumpError(f"{path} is cut or damaged: {error}", hint="Fetch it again; nothing was loaded.") from error


def _check_quad(quad: ox.Quad, path: Path, names: Names) -> None:
    if isinstance(quad.graph_name, ox.NamedNode):
        _check_graph(quad.graph_name.value, path, names)
    terms = (quad.subject, quad.object, quad.graph_name)
    if not all(isinstance(term, ox.NamedNode | ox.Literal | ox.DefaultGraph) for term in terms):
        raise DumpError(
            f"{path}: {quad} has a blank node or a statement as a term",
            hint="Published data hold none: load what kg dump wrote. Nothing was loaded.",
        )


def _check_graph(graph: str, path: Path, names: Names) -> None:
    if graph.startswith(names.graph("")):
        return
    base, found, _ = graph.rpartition("/graph/")
    hint = f"Set KG_BASE={base}/ to load it as it is." if found else "Load what kg dump wrote."
    raise SettingsError(
        f"{path}: the graph {graph} is not one of {names.graph('')} (KG_BASE is {names.base})", hint=hint
    )


# ---- what follows from the quads


def _iterate_named(store: ox.Store) -> Iterator[ox.Quad]:
    return (quad for quad in store if quad.graph_name != DEFAULT_GRAPH)


def _add_version(store: ox.Store, intake: Intake, *, names: Names) -> tuple[str, int]:
    counted, everything = Tally(), 0
    metadata = metadata_graph(names)
    for quad in _iterate_named(store):
        everything += 1
        if quad.graph_name != metadata:
            counted.add(quad)
    version = format_version(counted.total)
    if intake.versions - {version}:
        raise DumpError(
            f"the dump says that it is version {', '.join(sorted(intake.versions))}, but its quads make {version}",
            hint="It is cut or was changed: check it against SHA256SUMS and fetch it again; nothing was loaded.",
        )
    if everything or intake.versions:
        store.add(version_quad(names, version))
        everything += 1
    return version, everything


def _add_merged(store: ox.Store, intake: Intake, *, names: Names) -> tuple[int, tuple[str, ...]]:
    outside = unmerged_graphs(names)
    store.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in _iterate_named(store)
        if quad.graph_name not in outside
    )
    merged = Tally()
    for quad in store.quads_for_pattern(None, None, None, DEFAULT_GRAPH):
        merged.add(quad)
    if merged == intake.merged:
        return merged.count, ()
    note = (
        f"the default graph of the dump ({intake.merged.count} triples) was not the merged view of its named "
        f"graphs ({merged.count} triples) and was made anew"
    )
    return merged.count, (note,)
