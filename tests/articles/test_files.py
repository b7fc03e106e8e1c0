"""Streams are looked into without losing a byte, and gzip is unpacked on the way, as far as it is sound."""

import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.files import HEAD_BYTES, explain_gzip, look_ahead, read_whole
from kg.errors import ArticleError


def read(data: bytes, max_bytes: int = 1_000_000) -> bytes:
    with explain_gzip("x"):
        return read_whole(look_ahead(BytesIO(data))[1], name="x", max_bytes=max_bytes)


@given(st.binary(max_size=300), st.integers(0, 3))
def test_no_byte_is_lost(data: bytes, times: int) -> None:
    whole = data * times * 700
    if whole[:2] != b"\x1f\x8b":
        assert read(whole) == whole
        assert look_ahead(BytesIO(whole))[0] == whole[:HEAD_BYTES]


def test_gzip_is_unpacked_with_all_its_members() -> None:
    assert read(gzip.compress(b"Gate ") + gzip.compress(b"opens")) == b"Gate opens"


def test_bomb_is_unpacked_no_further_than_the_limit() -> None:
    with pytest.raises(ArticleError, match="more than the 1000000 bytes"):
        read(gzip.compress(b"0" * 50_000_000))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (gzip.compress(b"Gate opens" * 100)[:-12], "cut off"),
        (b"\x1f\x8b\x08", "cut off"),
        (b"\x1f\x8b\x09\x00\x00\x00\x00\x00\x00\x03xx", "broken"),
        (gzip.compress(b"Gate opens" * 100)[:20] + b"\xff" * 40, "broken|cut off"),
    ],
    ids=["cut", "head", "method", "noise"],
)
def test_broken_gzip_is_one_clear_error(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        read(data)
