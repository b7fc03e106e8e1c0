"""What is no article is refused with one clear message that names file and place; the rest is read as it is."""

import os
import threading
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from kg.articles import files
from kg.articles.reader import read_article
from kg.articles.sources import Source, read_source
from kg.errors import ArticleError
from kg.model import Document

GOOD = "Ferry home\nPublished 9 December 2025\nIt came.\n"


def read(data: bytes, max_bytes: int = 10_000) -> Document:
    return read_article(data, name="ferry.txt", max_bytes=max_bytes)


def read_path(path: Path, name: str | None = None) -> Document:
    return read_source(Source(name or str(path), path=path), max_bytes=1000)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "ferry.txt: the file is empty"),
        (b" \n\t\r\n", "ferry.txt: nothing but white space"),
        (b"\xef\xbb\xbf", "ferry.txt: nothing but white space"),
        ("\u3000\u2028 ".encode(), "ferry.txt: nothing but white space"),
        (b"Ferry\0home", "ferry.txt: binary, not text (byte 5 is NUL)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ferry.txt: binary, not text (byte 8 is NUL)"),
        (b"ab\x01\x02\x03\x04\x05", "ferry.txt: binary, not text (5 control characters in 7 bytes, first at byte 2)"),
        (GOOD.encode("utf-16"), "ferry.txt: UTF-16, not UTF-8 (byte 0)"),
        (b"\xfe\xff\0F", "ferry.txt: UTF-16, not UTF-8 (byte 0)"),
        (GOOD.encode("utf-32"), "ferry.txt: UTF-32, not UTF-8 (byte 0)"),
        (b"Ferry home\nCaf\xe9 closed.\n", "ferry.txt, line 2: not UTF-8 (byte 14 is 0xe9)"),
        (b"Ferry \xed\xa0\x80 home", "ferry.txt, line 1: not UTF-8 (byte 6 is 0xed)"),
        (b"x" * 10_001, "ferry.txt: more than the 10000 bytes that an article may have"),
        (b"Ferry home\n", "ferry.txt: no text under the headline"),
        (b"Ferry home\nPublished 9 December 2025\n- - -\n", "ferry.txt: no text under the headline"),
        (b"Published 9 December 2025\n", "ferry.txt: no headline and no text, only marks and dates"),
        (b"---\n***\n", "ferry.txt: no headline and no text, only marks and dates"),
        ("\u200b\ufeff\n\u2060".encode(), "ferry.txt: no headline and no text, only marks and dates"),
        (
            b"Ferry home\n\nIt ca" + "\u0301".encode() * 99,
            "ferry.txt, line 3: more than 64 combining marks on one letter",
        ),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:60],
)
def test_bad_input_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(data)
    assert caught.value.message == message
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("data", [b"Caf\xe9", GOOD.encode("utf-16")])
def test_wrong_encoding_says_how_to_convert(data: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        read(data)
    assert "iconv" in caught.value.hint


def test_text_is_normalised_and_nothing_else_is_changed() -> None:
    data = "\ufeffFerry home\r\n\r\n  It ca\u0301me.\rTwo  spaces stay.\t\n\n ".encode()
    document = read(data)
    assert document.text == "Ferry home\n\n  It c\u00e1me.\nTwo  spaces stay.\n"
    assert unicodedata.is_normalized("NFC", document.text)


def test_same_words_in_another_encoding_of_them_are_the_same_text() -> None:
    one, two = read(GOOD.encode()), read(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode() + b"\n\n")
    assert one == two


def test_document_holds_what_was_given() -> None:
    given = date(2021, 5, 3)
    document = read_article(
        GOOD.encode(), name="x", published=given, url="https://example.org/f", language="de", max_bytes=99
    )
    assert (document.published, document.url, document.language) == (given, "https://example.org/f", "de")
    assert document.hash12 == document.sha256[:12]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry\ufeff home\n\u200bIt\u200b came.\ufeff\n",
        "\u202eFerry home\n\nIt came \N{FERRY}\ufe0f.\n",
        "Ferry home\n\n\x1bIt came in this way, and the terminal rang \x07 once.\n",
        "Ferry home\n\n\ud7ff\ue000\U0010ffff It came.\n",
        "Ferry home\n\n" + "a\u0301\u0327" * 500 + ".\n",
    ],
)
def test_odd_characters_are_read(text: str) -> None:
    assert len(read(text.encode()).sentences) >= 2


def test_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert read_path(path, name="ferry.txt") == read(GOOD.encode())
    assert read_path(path).name == str(path)


def test_large_file_is_read_no_further_than_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**30)  # sparse: no bytes on the disk, and more than memory holds
    with pytest.raises(ArticleError, match=r"huge\.txt: more than the 1000 bytes"):
        read_path(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero, an endless file")
def test_endless_file_is_refused() -> None:
    with pytest.raises(ArticleError, match="zero: more than the 1000 bytes"):
        read_path(Path("/dev/zero"))


def test_missing_file_and_directory_are_named(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.txt", "there is no such file"), (tmp_path, "this is a directory")):
        with pytest.raises(ArticleError) as caught:
            read_path(path)
        assert caught.value.message.startswith(f"{path}: {reason}")


def test_pipe_that_nobody_writes_to_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PIPE_WAIT_S", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArticleError, match="nobody writes"):
        read_path(tmp_path / "pipe")


def test_address_that_is_no_iri_is_refused() -> None:
    with pytest.raises(ArticleError, match="no address"):
        read(b"Ferry home\nPublished 9 December 2025\nSource: https://example.org/100%\n\nIt came.\n")


def test_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"Gate opens\n\nThe crane has left.\n",))
    writer.start()
    assert read_path(tmp_path / "pipe").title == "Gate opens"
    writer.join()


@pytest.mark.parametrize("address", ["ftp://example.org/a", "https://example.org/100%"])
def test_address_that_cannot_be_fetched_is_not_taken_for_a_path(address: str) -> None:
    with pytest.raises(ArticleError, match="no address that can be fetched") as caught:
        read_path(Path(address), address)
    assert "--source" in caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_forbidden_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ArticleError, match="no permission to read it"):
        read_path(path)


@pytest.mark.parametrize("path", [Path("a\0b"), Path("x" * 5000)])
def test_impossible_path_is_refused(path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_path(path, name="ferry.txt")
