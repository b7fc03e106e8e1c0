"""Give each state of the data its version: equal data have an equal version, wherever they lie.

The version is the sum of the hashes of the quads of all named graphs except `metadata`, modulo 2^128, as 32
hexadecimal digits. A sum can be kept up with each change, and it does not depend on order or number of runs.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.errors import SettingsError
from kg.terms import OWL_VERSION_INFO, Names

EMPTY_VERSION: Final = "0" * 32
_MODULUS: Final = 2**128
_VERSION_INFO: Final = ox.NamedNode(OWL_VERSION_INFO)


def hash_quad(quad: ox.Quad) -> int:
    """Hash a quad: BLAKE2b with 16 bytes over its line in canonical N-Quads, without the full stop."""
    return int.from_bytes(hashlib.blake2b(str(quad).encode(), digest_size=16).digest())


def move_version(version: str, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> str:
    """Give the version after a change.

    >>> move_version(EMPTY_VERSION, (), ())
    '00000000000000000000000000000000'
    """
    total = int(version, 16) - sum(map(hash_quad, removed)) + sum(map(hash_quad, added))
    return format_version(total)


def format_version(total: int) -> str:
    """Write a sum of hashes as a version."""
    return f"{total % _MODULUS:032x}"


def metadata_graph(names: Names) -> ox.NamedNode:
    """Name the graph that holds the version and is not counted in it."""
    return ox.NamedNode(names.graph("metadata"))


def unmerged_graphs(names: Names) -> frozenset[ox.NamedNode]:
    """Name the graphs that are public but no part of the merged view."""
    return frozenset({metadata_graph(names), ox.NamedNode(names.graph("reports"))})


def version_quad(names: Names, version: str) -> ox.Quad:
    """Make the statement of the version, which is the store's own."""
    dataset = ox.NamedNode(names.thing("dataset"))
    return ox.Quad(dataset, _VERSION_INFO, ox.Literal(version), metadata_graph(names))


def is_version_quad(quad: ox.Quad, names: Names) -> bool:
    """Say whether a quad states the version."""
    if quad.predicate != _VERSION_INFO or not isinstance(quad.object, ox.Literal):
        return False
    return quad == version_quad(names, quad.object.value)


def read_version(store: ox.Store, names: Names) -> str:
    """Read the version that the store states; a store that states none is empty.

    Raises:
        SettingsError: the store was written under another base IRI.
    """
    dataset = ox.NamedNode(names.thing("dataset"))
    for quad in store.quads_for_pattern(dataset, _VERSION_INFO, None, metadata_graph(names)):
        if isinstance(quad.object, ox.Literal):
            return quad.object.value
    check_base(store, names)
    return EMPTY_VERSION


def check_base(store: ox.Store, names: Names) -> None:
    """Refuse a store in which another base IRI has a metadata graph.

    Raises:
        SettingsError: names both.
    """
    ending = names.graph("metadata").removeprefix(names.base)
    for quad in store.quads_for_pattern(None, _VERSION_INFO, None, None):
        if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.endswith(f"/{ending}"):
            refuse_base(quad.graph_name.value.removesuffix(ending), names.base)


def refuse_base(written: str, given: str) -> None:
    """Refuse to mix two base IRIs.

    Raises:
        SettingsError: they differ.
    """
    if written != given:
        raise SettingsError(
            f"the data were written under the base IRI {written}, but KG_BASE is {given}",
            hint=f"Set KG_BASE={written}, or give another data folder.",
        )
