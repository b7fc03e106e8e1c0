"""Work out what a change does to the store: net of what is there, and for the merged view.

The default graph is the merged view: a triple enters it when the first graph asserts it and leaves when the last
one drops it. The engine's own union returns a triple once per graph, so counts over it would come out wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Change, MergedChange, Quad
from kg.store.counts import count_change
from kg.store.dataset import follow_change, is_own_quad
from kg.store.quads import DEFAULT_GRAPH, check_literals, from_triple, to_quad
from kg.store.versions import metadata_graph, move_version, unmerged_graphs, version_quad
from kg.terms import Names


@dataclass(frozen=True, slots=True)
class Delta:
    """Hold what really changes, in a fixed order: merged view, version and description of the dataset included.

    `emptied` are the graphs of which nothing is left.
    """

    before: str
    after: str
    removed: tuple[ox.Quad, ...] = ()
    added: tuple[ox.Quad, ...] = ()
    emptied: tuple[ox.NamedNode, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changes."""
        return not self.removed and not self.added


def build_delta(store: ox.Store, change: Change, *, names: Names, version: str) -> Delta:
    """Reduce a change to what is not so already, and add what follows: merged view, version, description.

    Raises:
        StoreError: a quad is not fit to be stored: no IRI, a literal that is not canonical, a graph of another base.
    """
    removed, added = _reduce_change(store, change, names)
    if not removed and not added:
        return Delta(version, version)
    after = _find_version(version, removed, added, names)
    merged_out, merged_in = _follow_merged(store, removed, added, names)
    outdated, described = follow_change(store, count_change(store, merged_out, merged_in, names), names)
    removed, added = removed | outdated, added | described
    if after != version:
        removed |= {version_quad(names, version)} & set(store.quads_for_pattern(*version_quad(names, version)))
        added |= {version_quad(names, after)}
    return Delta(
        before=version,
        after=after,
        removed=tuple(sorted(removed | merged_out, key=str)),
        added=tuple(sorted(added | merged_in, key=str)),
        emptied=tuple(_find_emptied(store, removed, added)),
    )


def find_merged_change(store: ox.Store, change: Change, *, names: Names) -> MergedChange:
    """Work out what a change does to the merged view, and write nothing.

    Raises:
        StoreError: as for `build_delta`.
    """
    removed, added = _follow_merged(store, *_reduce_change(store, change, names), names)
    return MergedChange(frozenset(map(from_triple, removed)), frozenset(map(from_triple, added)))


def write_update(delta: Delta) -> str:
    """Write a delta as one SPARQL Update request, which the engine does whole or not at all."""
    parts = [f"DELETE DATA {{ {_write_block(delta.removed)} }}", f"INSERT DATA {{ {_write_block(delta.added)} }}"]
    parts += [f"DROP SILENT GRAPH {graph}" for graph in delta.emptied]
    return " ;\n".join(parts)


def _reduce_change(store: ox.Store, change: Change, names: Names) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Give what really goes and comes, without what the store says of itself."""
    _check_quads((*change.removed, *change.added), names)
    wanted = {to_quad(quad) for quad in change.added}
    unwanted = {to_quad(quad) for quad in change.removed} - wanted
    return (
        {quad for quad in unwanted if quad in store and not is_own_quad(quad, names)},
        {quad for quad in wanted if quad not in store and not is_own_quad(quad, names)},
    )


def _check_quads(quads: tuple[Quad, ...], names: Names) -> None:
    start = names.graph("")
    for quad in quads:
        if not quad.graph.startswith(start) or quad.graph == start:
            raise StoreError(f"the graph {quad.graph!r} does not start with {start}", hint="Check KG_BASE.")
    check_literals(quads)


def _find_version(version: str, removed: set[ox.Quad], added: set[ox.Quad], names: Names) -> str:
    metadata = metadata_graph(names)
    return move_version(
        version,
        (quad for quad in removed if quad.graph_name != metadata),
        (quad for quad in added if quad.graph_name != metadata),
    )


def _follow_merged(
    store: ox.Store, removed: set[ox.Quad], added: set[ox.Quad], names: Names
) -> tuple[set[ox.Quad], set[ox.Quad]]:
    outside = unmerged_graphs(names)
    gained = {_to_merged(quad) for quad in added if quad.graph_name not in outside}
    lost = {_to_merged(quad) for quad in removed if quad.graph_name not in outside} - gained
    ignored = outside | {DEFAULT_GRAPH}
    return (
        {triple for triple in lost if not _has_holder(store, triple, removed, ignored)},
        {triple for triple in gained if triple not in store},
    )


def _has_holder(
    store: ox.Store, triple: ox.Quad, removed: set[ox.Quad], ignored: frozenset[ox.NamedNode | ox.DefaultGraph]
) -> bool:
    holders = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(quad.graph_name not in ignored and quad not in removed for quad in holders)


def _find_emptied(store: ox.Store, removed: set[ox.Quad], added: set[ox.Quad]) -> Iterator[ox.NamedNode]:
    """Find graphs that lose their last quad: an empty graph would be seen by GRAPH ?g, but not survive a dump."""
    refilled = {quad.graph_name for quad in added}
    for graph in sorted({quad.graph_name for quad in removed} - refilled, key=str):
        if isinstance(graph, ox.NamedNode) and all(
            quad in removed for quad in store.quads_for_pattern(None, None, None, graph)
        ):
            yield graph


def _to_merged(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _write_block(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(
        f"{quad.triple} ." if quad.graph_name == DEFAULT_GRAPH else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )
