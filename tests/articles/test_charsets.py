"""Bytes are decoded by what is said of them; nobody guesses, and wrong bytes are named with their line."""

import pytest

from kg.articles.charsets import decode_marked
from kg.errors import ArticleError

WORD = "мір"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (WORD.encode(), None),
        (b"\xef\xbb\xbf" + WORD.encode(), "windows-1251"),
        (WORD.encode("utf-16"), None),
        (WORD.encode("windows-1251"), "Windows-1251"),
        (b'<?xml version="1.0" encoding="windows-1251"?>' + WORD.encode("windows-1251"), None),
        (b'<META http-equiv=x content="text/html; charset=windows-1251">' + WORD.encode("windows-1251"), None),
        (b"<meta charset=utf-16>" + WORD.encode(), None),
        (b"<meta charset=UTF16>" + WORD.encode(), None),
    ],
    ids=["utf-8", "mark-wins", "utf-16", "server", "xml", "meta", "meta-lies", "meta-lies-in-short"],
)
def test_charset_that_is_said_is_taken(data: bytes, charset: str | None) -> None:
    assert decode_marked(data, name="x", charset=charset).endswith(WORD)


def test_latin_1_is_what_browsers_take_it_for() -> None:
    assert decode_marked(b"\x93Gate\x94", name="x", charset="ISO-8859-1") == "“Gate”"


@pytest.mark.parametrize(
    ("data", "charset", "message"),
    [
        (b"a\nb\xe9", None, "x, line 2: not utf-8"),
        (b"a\xe9", "us-ascii; no", "is not known"),
        (b"a", "base64", "'base64' is not known"),
        (b"a", "idna", "'idna' is not known"),
        (b"\xff\xfea", None, "x, line 1: not utf-16"),
        (b"\x81\x9d", "windows-1252", "not windows-1252"),
    ],
)
def test_wrong_or_unknown_charset_is_one_clear_error(data: bytes, charset: str | None, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        decode_marked(data, name="x", charset=charset)
