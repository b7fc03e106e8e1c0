"""Test that the description of the dataset is true after every change, and is the store's own."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Change, Quad
from kg.store.counts import Count, Measure, recount
from kg.store.dataset import describe_store, is_own_quad
from kg.store.deltas import build_delta, write_update
from kg.store.quads import from_quad, to_quad
from kg.store.versions import EMPTY_VERSION, is_version_quad, read_version
from kg.terms import RDF_TYPE, SKOS, Names
from tests.store.samples import NAMES, labels, number, quad

_HOMES = ["article/a", "article/b", "reports", "metadata"]
_TYPED = st.builds(
    lambda subject, kind, graph: Quad(subject, RDF_TYPE, kind, NAMES.graph(graph)),
    st.sampled_from([NAMES.thing("a"), NAMES.thing("b"), "https://example.org/c"]),
    st.sampled_from([f"{SKOS}Concept", f"{NAMES.base}ontology#Release", "https://example.org/odd-class"]),
    st.sampled_from(_HOMES),
)
_TOLD = st.builds(
    quad,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["p", "q"]),
    st.sampled_from([number(1), number(2), NAMES.thing("a"), NAMES.thing("b")]),
    st.sampled_from(_HOMES),
)
_QUADS = st.frozensets(st.one_of(_TYPED, _TOLD), max_size=6)


def _apply(store: ox.Store, *, added: frozenset[Quad] = frozenset(), removed: frozenset[Quad] = frozenset()) -> None:
    change = Change(removed, added)
    delta = build_delta(store, change, names=NAMES, version=read_version(store, NAMES))
    if not delta.is_empty:
        store.update(write_update(delta))


def _read_description(store: ox.Store) -> set[ox.Quad]:
    return {part for part in store if is_own_quad(part, NAMES) and not is_version_quad(part, NAMES)}


@given(st.lists(st.tuples(_QUADS, _QUADS), min_size=1, max_size=6))
def test_description_is_that_of_a_full_recount_after_every_change(
    changes: list[tuple[frozenset[Quad], frozenset[Quad]]],
) -> None:
    store = ox.Store()
    for added, removed in changes:
        _apply(store, added=added, removed=removed)
        assert len(store) == 0 or _read_description(store) == describe_store(store, NAMES)


def test_counts_are_those_of_the_merged_view() -> None:
    store = ox.Store()
    _apply(store, added=labels(["ada", "bo"], "article/a") | labels(["ada"], "article/b"))
    _apply(store, added=frozenset({quad("x", "p", number(1), "reports")}))
    person = NAMES.base + "ontology#Person"
    counts = recount(store, NAMES)
    assert (counts[Count(Measure.TRIPLES)], counts[Count(Measure.ENTITIES)]) == (4, 2)
    assert (counts[Count(Measure.CLASSES)], counts[Count(Measure.PROPERTIES)]) == (1, 2)
    assert (counts[Count(Measure.ENTITIES, person)], counts[Count(Measure.TRIPLES, person, RDF_TYPE)]) == (2, 2)


def test_counts_can_be_asked_for_in_sparql() -> None:
    store = ox.Store()
    _apply(store, added=labels(["ada", "bo"], "article/a"))
    query = f"""PREFIX void: <http://rdfs.org/ns/void#> PREFIX clem: <{NAMES.prefixes["clem"]}>
        ASK {{ GRAPH <{NAMES.graph("metadata")}> {{
            <{NAMES.dataset}> void:classPartition ?part . ?part void:class clem:Person ; void:entities 2
        }} }}"""
    assert store.query(query)


def test_description_counts_neither_for_the_version_nor_for_the_merged_view() -> None:
    store = ox.Store()
    added = labels(["ada"], "article/a")
    _apply(store, added=added)
    version = read_version(store, NAMES)
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == len(added)
    _apply(store, removed=added)
    assert (version == EMPTY_VERSION, read_version(store, NAMES)) == (False, EMPTY_VERSION)


def test_nobody_else_can_change_the_description() -> None:
    store = ox.Store()
    _apply(store, added=labels(["ada"], "article/a"))
    own = _read_description(store)
    lie = quad("dataset", "x", number(9), "metadata")._replace(predicate="http://rdfs.org/ns/void#triples")
    statements = frozenset(from_quad(part)._replace(object=number(9)) for part in own)
    _apply(store, added=statements | {lie})
    assert _read_description(store) == own


def test_description_of_another_program_is_replaced_whole() -> None:
    store = ox.Store()
    _apply(store, added=labels(["ada"], "article/a"))
    title = next(part for part in _read_description(store) if part.predicate.value.endswith("terms/title"))
    store.remove(title)
    store.add(to_quad(quad("x", "p", number(1), "metadata")._replace(subject=NAMES.part("class-Gone"))))
    _apply(store, added=labels(["bo"], "article/a"))
    assert _read_description(store) == describe_store(store, NAMES)


@pytest.mark.parametrize("base", ["https://w3id.org/clemency/", "https://example.org/kg/"])
def test_description_holds_no_blank_node_and_own_names_start_with_the_base(base: str) -> None:
    names = Names(base)
    store = ox.Store()
    change = Change(added=frozenset({Quad(names.thing("a"), RDF_TYPE, f"{SKOS}Concept", names.graph("reference"))}))
    store.update(write_update(build_delta(store, change, names=names, version=EMPTY_VERSION)))
    own = [part for part in store if is_own_quad(part, names)]
    assert all(str(part.subject).startswith(f"<{base}") for part in own)
    assert not any("w3id.org/clemency" in str(part) for part in own if base != "https://w3id.org/clemency/")
