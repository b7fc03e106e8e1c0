"""Test that an address of an article is one that the data can hold."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.addresses import is_address

SIGNS = "abZ09-._~:/?#[]@!$&'()*+,;=%41 <>\"{}|\\^`éжß\u4e2d\u202e\u00a0\ufdd0\ue000\U0001f600²\u0301\x01"


@given(st.text(SIGNS, max_size=12))
def test_an_address_is_an_iri(rest: str) -> None:
    address = f"https://example.org{rest}"
    if is_address(address):
        assert ox.NamedNode(address).value == address


@given(st.text(max_size=30))
def test_any_text_has_an_answer(text: str) -> None:
    assert is_address(text) in {True, False}
