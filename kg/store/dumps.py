"""Write a version as files that others can take away, check and load: the same bytes for the same version.

A dump holds the merged view and all named graphs, `metadata` and `reports` included: loading it gives back the
same dataset, and dumping that gives the same bytes. It is written in one pass, in memory that does not grow with
it. No clock, no host and no history of runs stand in any file.
"""

import gzip
import io
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import SettingsError, StoreError
from kg.settings import Settings
from kg.store.dataset import find_prefixes
from kg.store.files import explain_failure, sync_folder, sync_tree
from kg.store.folder import DataFolder
from kg.store.ordering import Block, order_blocks
from kg.store.papers import (
    CHANGES,
    CITATION,
    MANIFEST,
    NQUADS,
    SUMS,
    TRIG,
    TURTLE,
    VOID_FILE,
    cite_version,
    read_history,
    tell_changes,
    write_manifest,
    write_sums,
)
from kg.store.quads import DEFAULT_GRAPH
from kg.store.rendering import render_graph, write_description
from kg.store.snapshots import read_current
from kg.store.turtle import declare_prefixes, make_block_writer, write_graph, write_nquads
from kg.store.versions import EMPTY_VERSION
from kg.terms import Names

_MADE_HERE: Final = frozenset({NQUADS, TRIG, TURTLE, VOID_FILE, SUMS, MANIFEST, CITATION, CHANGES})
_LEVEL: Final = 6  # of gzip: 9 takes three times as long and saves 2 %
_BUFFER_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class DumpSet:
    """Hold where a dump lies and how much is in it: triples of the merged view, quads of named graphs."""

    folder: Path
    version: str
    files: tuple[str, ...]
    triples: int
    quads: int
    graphs: int
    articles: int


def write_dumps(settings: Settings, *, folder: Path | None, files: Mapping[str, bytes]) -> DumpSet:
    """Write the current version as a dump set.

    Args:
        folder: the files go right there, beside what else may be in it; None means `dumps/VERSION` of the data
            folder, to which `dumps/latest` then leads.
        files: further files of the set, by name: `ontology.ttl`, `shapes.ttl`.

    Raises:
        SettingsError: the folder is a file.
        StoreError: the snapshot or the disk refuses; NoSpaceError when the disk is full.
    """
    _check_names(files)
    data = DataFolder(settings.data)
    with read_current(settings) as opened:
        store, version = (ox.Store(), EMPTY_VERSION) if opened is None else (opened[1], opened[0].version)
        target = data.dumps / version if folder is None else folder
        _check_target(target)
        try:
            dump = _build_dump(store, target, names=Names(settings.base), version=version, files=files)
            if folder is None:
                _point_latest(data.dumps, version)
        except OSError as error:
            raise explain_failure(error, doing="while writing a dump", folder=target) from error
    return dump


def _build_dump(store: ox.Store, target: Path, *, names: Names, version: str, files: Mapping[str, bytes]) -> DumpSet:
    with _make_draft(target) as draft:
        counts = _write_data(store, draft, names)
        (draft / VOID_FILE).write_bytes(render_graph(write_description(store, names, version), "turtle", names))
        (draft / CITATION).write_bytes(cite_version(names, version))
        (draft / CHANGES).write_bytes(tell_changes(read_history(store, names), counts, version=version))
        for name, content in files.items():
            (draft / name).write_bytes(content)
        (draft / MANIFEST).write_bytes(write_manifest(draft, counts, names=names, version=version))
        (draft / SUMS).write_bytes(write_sums(draft))
        sync_tree(draft)
        listed = tuple(sorted(place.name for place in draft.iterdir()))
        _place_files(draft, target)
    return DumpSet(target, version, listed, **counts)


# ---- data


def _write_data(store: ox.Store, draft: Path, names: Names) -> dict[str, int]:
    """Write the three data files in one pass over the graphs, and count what is in them."""
    prefixes = find_prefixes(names)
    write_block = make_block_writer(prefixes)
    counted: Counter[str] = Counter({"": 0})
    with ExitStack() as stack:
        turtle, trig, nquads = (stack.enter_context(_open_zipped(draft / name)) for name in (TURTLE, TRIG, NQUADS))
        turtle.write(declare_prefixes(prefixes))
        trig.write(declare_prefixes(prefixes))
        for graph in ("", *sorted(str(graph) for graph in store.named_graphs())):
            for piece in write_graph(
                graph, _tee(_order_graph(store, graph, draft, names), graph, nquads, counted), write_block
            ):
                trig.write(piece)
                if not graph:
                    turtle.write(piece)
    triples = counted.pop("")
    articles = sum(graph.startswith(f"<{names.graph('article/')}") for graph in counted)
    return {"triples": triples, "quads": counted.total(), "graphs": len(counted), "articles": articles}


def _tee(blocks: Iterable[Block], graph: str, nquads: io.TextIOBase, counted: Counter[str]) -> Iterator[Block]:
    """Hand blocks on, and write them as N-Quads on the way."""
    for block in blocks:
        counted[graph] += len(block.pairs)
        nquads.write(write_nquads(block, graph))
        yield block


def _order_graph(store: ox.Store, graph: str, draft: Path, names: Names) -> Iterator[Block]:
    """Go through the things of a graph in reading order; the engine gives the statements of each together."""
    spool = draft / ".graph.nt"
    source = ox.NamedNode(graph[1:-1]) if graph else DEFAULT_GRAPH
    store.dump(str(spool), ox.RdfFormat.N_TRIPLES, from_graph=source)
    with spool.open(encoding="utf-8", newline="\n") as lines:
        spool.unlink()  # the system frees the room when the stream is closed, however that comes about
        yield from order_blocks(lines, draft, names)


@contextmanager
def _open_zipped(path: Path) -> Iterator[io.TextIOWrapper]:
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=raw, mtime=0) as zipped,
        io.BufferedWriter(zipped, _BUFFER_BYTES) as buffer,
        io.TextIOWrapper(buffer, encoding="utf-8", newline="\n") as stream,
    ):
        yield stream


# ---- places


def _check_names(files: Mapping[str, bytes]) -> None:
    bad = [name for name in files if name in _MADE_HERE or Path(name).name != name or name.startswith(".")]
    if bad:
        raise StoreError(f"a dump cannot hold further files named {', '.join(sorted(bad))}")


def _check_target(target: Path) -> None:
    for place in (target, *target.parents):
        if place.exists() and not place.is_dir():
            raise SettingsError(
                f"the dump cannot be written to {target}: {place} is a file", hint="Give a folder with -o DIR."
            )


@contextmanager
def _make_draft(target: Path) -> Iterator[Path]:
    """Make a folder on the target's file system that is gone in the end unless it became the target."""
    parent = target if target.is_dir() else target.parent
    parent.mkdir(parents=True, exist_ok=True)
    _remove_stale(parent)
    draft = parent / f".dump.{os.getpid()}.tmp"
    draft.mkdir()
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _remove_stale(parent: Path) -> None:
    """Remove drafts of processes that are no more."""
    for place in parent.glob(".dump.*.tmp"):
        process = int(place.name.split(".")[2])
        if process == os.getpid() or not _is_running(process):
            shutil.rmtree(place, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _place_files(draft: Path, target: Path) -> None:
    if target.is_dir():
        names = sorted((place.name for place in draft.iterdir()), key=lambda name: (name == SUMS, name))
        for name in names:  # the checksums come last: until then a reader sees that the set is being replaced
            (draft / name).replace(target / name)
    else:
        draft.rename(target)
    sync_folder(target)
    sync_folder(target.parent)


def _point_latest(dumps: Path, version: str) -> None:
    link = dumps / f".latest.{os.getpid()}"
    with suppress(FileNotFoundError):
        link.unlink()
    link.symlink_to(version, target_is_directory=True)
    link.replace(dumps / "latest")
    sync_folder(dumps)
