"""Test the net change and the merged view."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Change, Quad
from kg.store.dataset import is_own_quad
from kg.store.deltas import build_delta, find_merged_change, write_update
from kg.store.quads import DEFAULT_GRAPH, from_quad, from_triple, to_quad
from kg.store.versions import EMPTY_VERSION, move_version, read_version
from kg.terms import OWL_VERSION_INFO
from tests.store.samples import NAMES, number, quad
from tests.store.strategies import CHANGES

_OUTSIDE = {NAMES.graph("metadata"), NAMES.graph("reports")}


def _apply(store: ox.Store, change: Change) -> str:
    delta = build_delta(store, change, names=NAMES, version=read_version(store, NAMES))
    if not delta.is_empty:
        store.update(write_update(delta))
    return delta.after


def _read_named(store: ox.Store) -> set[Quad]:
    return {from_quad(found) for found in store if found.graph_name != DEFAULT_GRAPH}


@given(st.lists(CHANGES, max_size=6))
def test_store_is_what_the_changes_make_of_it_whatever_their_order(changes: list[Change]) -> None:
    store, expected = ox.Store(), set[Quad]()
    for change in changes:
        version = _apply(store, change)
        expected = (expected - change.removed) | change.added
        found = _read_named(store)
        own = {part for part in found if is_own_quad(to_quad(part), NAMES)}
        merged = [from_triple(part) for part in store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)]
        assert found - own == expected
        assert sorted(merged, key=str) == sorted({p.triple for p in expected if p.graph not in _OUTSIDE}, key=str)
        assert version == read_version(store, NAMES)
        counted = [
            part for part in store if part.graph_name not in {DEFAULT_GRAPH, ox.NamedNode(NAMES.graph("metadata"))}
        ]
        assert version == move_version(EMPTY_VERSION, (), counted)
        assert {graph.value for graph in store.named_graphs()} == {part.graph for part in found}


@given(st.lists(CHANGES, max_size=6))
def test_change_of_the_merged_view_is_known_before_it_is_made(changes: list[Change]) -> None:
    store = ox.Store()
    for change in changes:
        before = set(map(from_triple, store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)))
        merged = find_merged_change(store, change, names=NAMES)
        assert merged.removed <= before
        assert not merged.added & before
        _apply(store, change)
        after = set(map(from_triple, store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)))
        assert after == (before - merged.removed) | merged.added


def _count_triples(store: ox.Store) -> int:
    results = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(results, ox.QuerySolutions)
    (count,) = next(results)
    assert isinstance(count, ox.Literal)
    return int(count.value)


def test_shared_triple_stands_once_until_the_last_graph_drops_it() -> None:
    store = ox.Store()
    told = [quad("a", "p", number(1), f"article/{name}") for name in ("x", "y", "z")]
    _apply(store, Change(added=frozenset(told)))
    assert _count_triples(store) == 1
    _apply(store, Change(removed=frozenset(told[:2])))
    assert _count_triples(store) == 1
    _apply(store, Change(removed=frozenset(told[2:])))
    assert _count_triples(store) == 0


def test_quad_that_is_put_in_and_taken_out_at_once_stays() -> None:
    store = ox.Store()
    both = frozenset({quad("a", "p", number(1))})
    _apply(store, Change(both, both))
    assert both < _read_named(store)


def test_version_statement_cannot_be_changed_from_outside() -> None:
    store = ox.Store()
    _apply(store, Change(added=frozenset({quad("a", "p", number(1))})))
    (statement,) = (part for part in _read_named(store) if part.predicate == OWL_VERSION_INFO)
    delta = build_delta(store, Change(removed=frozenset({statement})), names=NAMES, version="0" * 32)
    assert delta.is_empty


@pytest.mark.parametrize("graph", ["", "https://example.org/graph/reference", NAMES.graph("")])
def test_graph_of_another_base_is_refused(graph: str) -> None:
    bad = quad("a", "p", number(1))._replace(graph=graph)
    with pytest.raises(StoreError, match="does not start with"):
        build_delta(ox.Store(), Change(added=frozenset({bad})), names=NAMES, version=EMPTY_VERSION)
