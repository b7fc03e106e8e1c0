"""Test the number of a version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Quad
from kg.settings import Settings
from kg.store.quads import to_quad
from kg.store.versions import EMPTY_VERSION, move_version
from tests.store.samples import commit, number, quad, text
from tests.store.strategies import QUADS


def test_the_hash_is_fixed_for_good() -> None:
    """A change here would give every published dataset another version."""
    quads = [to_quad(quad("a", "p", number(1))), to_quad(quad("b", "q", text('"é"\t\n')))]
    assert move_version(EMPTY_VERSION, (), quads) == "524f753629fdf9ef72faf09734e76d16"


@given(st.frozensets(QUADS, max_size=5), st.frozensets(QUADS, max_size=5))
def test_taking_out_what_was_put_in_gives_the_version_before(old: frozenset[Quad], new: frozenset[Quad]) -> None:
    before = move_version(EMPTY_VERSION, (), map(to_quad, old))
    after = move_version(before, map(to_quad, old), map(to_quad, new))
    assert after == move_version(EMPTY_VERSION, (), map(to_quad, new))
    assert len(after) == len(EMPTY_VERSION)


@pytest.mark.parametrize(("graph", "counts"), [("reports", True), ("metadata", False), ("reference", True)])
def test_all_named_graphs_count_except_metadata(settings: Settings, graph: str, *, counts: bool) -> None:
    before = commit(settings, [quad("a", "p", number(1), "links")])
    assert (commit(settings, [quad("a", "p", number(1), graph)]) != before) is counts
