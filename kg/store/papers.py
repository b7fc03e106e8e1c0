"""Write the papers that go with a dump: manifest, checksums, how to cite it, and how its articles changed.

All follows from the data: no clock, no host, no number of runs.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.store.dataset import DESCRIPTION, DUMP_KINDS, KEYWORDS, TITLE
from kg.store.quads import DEFAULT_GRAPH
from kg.terms import (
    CC0,
    DCTERMS_DATE,
    DCTERMS_IS_REPLACED_BY,
    PROV_WAS_INVALIDATED_BY,
    RDFS_COMMENT,
    RDFS_LABEL,
    Names,
    Prop,
)

TURTLE: Final = "clemency.ttl.gz"
TRIG: Final = "clemency.trig.gz"
NQUADS: Final = "clemency.nq.gz"
VOID_FILE: Final = "void.ttl"
MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
CITATION: Final = "CITATION.cff"
CHANGES: Final = "CHANGES.md"
CREATOR: Final = "The Clemency project"
_MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".gz": "application/gzip",
    ".ttl": "text/turtle",
    ".cff": "application/yaml",
    ".md": "text/markdown",
}
_HOLDS: Final[Mapping[str, str]] = {
    **{kind.file: kind.title for kind in DUMP_KINDS},
    "ontology.ttl": "The vocabulary: classes, properties and concepts",
    "shapes.ttl": "The SHACL shapes that all data conform to",
    VOID_FILE: "What the dataset says of itself: counts for each class and property, files, licence",
    CITATION: "How to cite this version",
    CHANGES: "Which articles this version has, and which were replaced or withdrawn",
}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Hold a text that was withdrawn: the end of its graph's IRI, its headline, the day and the reason."""

    hash12: str
    headline: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class History:
    """Hold how many articles each month brought, which texts newer ones replaced, and which were withdrawn."""

    months: Mapping[str, int]
    replaced: tuple[tuple[str, str], ...]
    withdrawn: tuple[Withdrawal, ...]


# ---- checksums


def write_manifest(folder: Path, counts: Mapping[str, int], *, names: Names, version: str) -> bytes:
    """List the files of a dump with size, checksum, type and what each holds."""
    files = [_describe_file(place, counts) for place in sorted(folder.iterdir())]
    content = {
        "title": TITLE,
        "version": version,
        "base": names.base,
        "license": CC0,
        "counts": dict(counts),
        "files": files,
    }
    return (json.dumps(content, indent=2) + "\n").encode()


def write_sums(folder: Path) -> bytes:
    """Write the checksums as `sha256sum -c` reads them."""
    return _join_lines(f"{_hash_file(place)}  {place.name}" for place in sorted(folder.iterdir()))


def _describe_file(place: Path, counts: Mapping[str, int]) -> dict[str, str | int]:
    packed = {kind.file: kind.media_type for kind in DUMP_KINDS}
    about: dict[str, str | int] = {
        "name": place.name,
        "bytes": place.stat().st_size,
        "sha256": _hash_file(place),
        "mediaType": _MEDIA_TYPES.get(place.suffix, "text/plain"),
    }
    if place.name in packed:
        about["unpackedMediaType"] = packed[place.name]
        about["statements"] = counts["triples"] + (0 if place.name == TURTLE else counts["quads"])
    if place.name in _HOLDS:
        about["holds"] = _HOLDS[place.name]
    return about


def _hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# ---- citation


def cite_version(names: Names, version: str) -> bytes:
    """Say how to cite a version, in the Citation File Format 1.2.0."""
    return _join_lines(
        (
            "cff-version: 1.2.0",
            "message: If you use these data, please cite them with their version.",
            "type: dataset",
            f"title: {json.dumps(TITLE)}",
            f"abstract: {json.dumps(DESCRIPTION)}",
            "authors:",
            f"  - name: {CREATOR}",
            f"version: {json.dumps(version)}",
            "license: CC0-1.0",
            f"url: {json.dumps(names.base)}",
            "keywords:",
            *(f"  - {word}" for word in KEYWORDS),
        )
    )


# ---- changes


def read_history(store: ox.Store, names: Names) -> History:
    """Read from the provenance of a store how its articles changed."""
    published = _read_pairs(store, names.prop(Prop.PUBLISHED))
    replaced = _read_pairs(store, DCTERMS_IS_REPLACED_BY)
    start = names.thing("text-")
    return History(
        months=Counter(day[:7] for _, day in published),
        replaced=tuple((old.removeprefix(start), new.removeprefix(start)) for old, new in replaced),
        withdrawn=tuple(_read_withdrawals(store, names)),
    )


def tell_changes(history: History, counts: Mapping[str, int], *, version: str) -> bytes:
    """Tell which articles a version has, which texts newer ones replaced, and which were withdrawn."""
    return _join_lines(
        (
            f"# Version {version}",
            "",
            f"The merged view holds {counts['triples']:,} triples, the {counts['graphs']} named graphs hold",
            f"{counts['quads']:,} quads; {counts['articles']} of the graphs are what one article says.",
            "",
            "## Articles by month of publication",
            "",
            *([f"- {month}: {number}" for month, number in sorted(history.months.items())] or ["None yet."]),
            "",
            "## Texts that newer versions of the article replaced",
            "",
            *([f"- {old}, replaced by {new}" for old, new in history.replaced] or ["None."]),
            "",
            "## Withdrawn texts",
            "",
            *([_tell_withdrawal(withdrawal) for withdrawal in history.withdrawn] or ["None."]),
            "",
            "## What changed since another version",
            "",
            "A version is whole by itself: nothing is to be applied to an earlier one. It is named by a sum over its",
            "statements, so equal data have an equal version. The difference between the dumps A and B:",
            "",
            "    LC_ALL=C comm -3 <(zcat A/clemency.nq.gz | LC_ALL=C sort) <(zcat B/clemency.nq.gz | LC_ALL=C sort)",
        )
    )


def _tell_withdrawal(withdrawal: Withdrawal) -> str:
    headline, reason = (" ".join(words.split()) for words in (withdrawal.headline, withdrawal.reason))
    return f"- {withdrawal.hash12}, {withdrawal.day}: {headline} ({reason})"


def _read_withdrawals(store: ox.Store, names: Names) -> Iterator[Withdrawal]:
    for graph, node in _read_pairs(store, PROV_WAS_INVALIDATED_BY):
        text = _read_value(store, graph, names.prop(Prop.ASSERTED_FROM))
        article = _read_value(store, text, names.prop(Prop.VERSION_OF))
        yield Withdrawal(
            hash12=graph.rpartition("/")[2],
            headline=_read_value(store, article, RDFS_LABEL),
            day=_read_value(store, node, DCTERMS_DATE),
            reason=_read_value(store, node, RDFS_COMMENT),
        )


def _read_pairs(store: ox.Store, predicate: str) -> list[tuple[str, str]]:
    quads = store.quads_for_pattern(None, ox.NamedNode(predicate), None, DEFAULT_GRAPH)
    return sorted((_give_text(quad.subject), _give_text(quad.object)) for quad in quads)


def _read_value(store: ox.Store, subject: str, predicate: str) -> str:
    """Read the first value, by its text; empty where there is none."""
    if not subject:
        return ""
    quads = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, DEFAULT_GRAPH)
    return min((_give_text(quad.object) for quad in quads), default="")


def _give_text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _join_lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
