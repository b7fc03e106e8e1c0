"""Write a version as files that others can take away, check and load: the same bytes for the same version.

A dump holds the merged view and all named graphs, `metadata` and `reports` included: loading it gives back the
same dataset, and dumping that gives the same bytes. No clock, no host, no history stands in any file.
"""

import gzip
import hashlib
import io
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import SettingsError, StoreError
from kg.settings import Settings
from kg.store.files import explain_failure, sync_folder, sync_tree
from kg.store.folder import DataFolder
from kg.store.quads import DEFAULT_GRAPH
from kg.store.snapshots import read_current
from kg.store.sorting import sort_lines
from kg.store.turtle import write_trig, write_turtle
from kg.store.versions import EMPTY_VERSION
from kg.terms import Names

NQUADS: Final = "clemency.nq.gz"
TRIG: Final = "clemency.trig.gz"
TURTLE: Final = "clemency.ttl.gz"
SUMS: Final = "SHA256SUMS"
_MADE_HERE: Final = frozenset({NQUADS, TRIG, TURTLE, SUMS, "manifest.json", "CITATION.cff", "CHANGES.md"})
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
        for name, content in {**files, **_describe(counts, names, version)}.items():
            (draft / name).write_bytes(content)
        (draft / "manifest.json").write_bytes(_write_manifest(draft, counts, names=names, version=version))
        (draft / SUMS).write_bytes(_write_sums(draft))
        sync_tree(draft)
        listed = tuple(sorted(place.name for place in draft.iterdir()))
        _place_files(draft, target)
    return DumpSet(target, version, listed, **counts)


# ---- data


def _write_data(store: ox.Store, draft: Path, names: Names) -> dict[str, int]:
    prefixes = {**names.prefixes, "ga": names.graph("article/")}
    counted: Counter[str] = Counter()
    keyed = (f"{_graph_key(quad)} {quad} ." for quad in store)
    _write_zipped(draft / NQUADS, _count_graphs(sort_lines(keyed, draft), counted))
    with _open_zipped(draft / NQUADS) as stream:
        merged = takewhile(lambda quad: quad.graph_name == DEFAULT_GRAPH, _parse_lines(stream))
        _write_zipped(draft / TURTLE, write_turtle(merged, prefixes))
    with _open_zipped(draft / NQUADS) as stream:
        _write_zipped(draft / TRIG, write_trig(_parse_lines(stream), prefixes))
    triples = counted.pop("", 0)
    articles = sum(graph.startswith(names.graph("article/")) for graph in counted)
    return {"triples": triples, "quads": counted.total(), "graphs": len(counted), "articles": articles}


def _graph_key(quad: ox.Quad) -> str:
    """Give what to sort by before the line: an IRI holds no space, and nothing comes before the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _count_graphs(keyed: Iterable[str], counted: Counter[str]) -> Iterator[str]:
    for text in keyed:
        graph, _, line = text.partition(" ")
        counted[graph] += 1
        yield f"{line}\n"


def _open_zipped(path: Path) -> io.BufferedReader:
    return io.BufferedReader(gzip.open(path), _BUFFER_BYTES)


def _parse_lines(stream: io.BufferedReader) -> Iterator[ox.Quad]:
    return ox.parse(stream, format=ox.RdfFormat.N_QUADS)


def _write_zipped(path: Path, pieces: Iterable[str]) -> None:
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=raw, mtime=0) as zipped,
        io.BufferedWriter(zipped, _BUFFER_BYTES) as stream,
    ):
        stream.writelines(piece.encode() for piece in pieces)


# ---- what goes with it


def _describe(counts: Mapping[str, int], names: Names, version: str) -> dict[str, bytes]:
    citation = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them with their version.",
        "type: dataset",
        "title: Clemency, a knowledge graph of prisoner releases and sanctions",
        f'version: "{version}"',
        f'url: "{names.base}"',
        "authors:",
        "  - name: The Clemency project",
        "keywords: [knowledge graph, RDF, prisoners, sanctions, human rights, provenance]",
    ]
    changes = [
        f"# Version {version}",
        "",
        f"The merged view holds {counts['triples']} triples, the {counts['graphs']} named graphs hold",
        f"{counts['quads']} quads; {counts['articles']} of the graphs are articles.",
        "",
        "A version is whole by itself: nothing is to be applied to an earlier one. Its number is the sum of the",
        "hashes of its quads, so equal data have an equal number, and what changed between two versions is the",
        "difference of their sorted N-Quads: `diff <(zcat A/clemency.nq.gz) <(zcat B/clemency.nq.gz)`.",
    ]
    return {"CITATION.cff": _join_lines(citation), "CHANGES.md": _join_lines(changes)}


def _join_lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _write_manifest(draft: Path, counts: Mapping[str, int], *, names: Names, version: str) -> bytes:
    files = [
        {"name": place.name, "bytes": place.stat().st_size, "sha256": _hash_file(place)}
        for place in sorted(draft.iterdir())
    ]
    content = {"version": version, "base": names.base, "counts": dict(counts), "files": files}
    return (json.dumps(content, indent=2) + "\n").encode()


def _write_sums(draft: Path) -> bytes:
    return _join_lines(f"{_hash_file(place)}  {place.name}" for place in sorted(draft.iterdir()))


def _hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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
