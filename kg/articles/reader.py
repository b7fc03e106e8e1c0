"""Read one file or byte string as an article; what cannot be read is refused with one clear message."""

import errno
import hashlib
import os
import re
import select
import stat
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final

from kg.articles.addresses import is_address
from kg.articles.head import Head, find_fact, find_published, read_head
from kg.articles.headers import HeaderKind
from kg.articles.lines import find_units
from kg.articles.sentences import Division, divide_text
from kg.errors import ArticleError
from kg.model import Document, SectionKind, Span

_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_ADDRESS: Final = re.compile(r"[a-z]+://", re.IGNORECASE)
_PIPE_WAIT_S: Final = 10.0  # for the first byte; programs that write to a pipe of the shell begin far sooner
_CONTROLS: Final = bytes(code for code in (*range(32), 127) if code not in b"\t\n\v\f\r")
_CONTROL_SHARE: Final = 0.1  # texts from terminals hold a few; more than this is no text
_MARKS_MAX: Final = 64  # combining marks in a row; ordering a million of them takes NFC quadratic time
_MARKS_RUN: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{_MARKS_MAX + 1},}}+")
_CONVERT: Final = "Convert it to UTF-8, for instance with: iconv -f {} -t UTF-8 FILE"


def read_file(
    path: Path,
    *,
    name: str | None = None,
    published: date | None = None,
    url: str | None = None,
    language: str = "en",
    max_bytes: int,
) -> Document:
    """Read a file as an article; see `read_article`.

    Args:
        path: the file; no more than `max_bytes` + 1 bytes of it are read.
        name: what messages call it; None for the path as given.

    Raises:
        ArticleError: the file is missing, a directory, not readable, a pipe that nobody writes to, or no article.
    """
    name = name or str(path)
    try:
        with open(path, "rb", opener=_open_readable) as file:
            data = file.read(max_bytes + 1)
            size = max(len(data), os.fstat(file.fileno()).st_size)
    except FileNotFoundError as error:
        if _ADDRESS.match(name):
            hint = "Save the page as text, and give its address with --source."
            raise ArticleError(f"{name}: addresses are not fetched", hint=hint) from error
        raise ArticleError(f"{name}: there is no such file", hint="Check the path.") from error
    except (OSError, ValueError) as error:
        raise ArticleError(f"{name}: {_explain_failure(error)}", hint="Check the path and its permissions.") from error
    _check_size(size, name=name, max_bytes=max_bytes)
    return read_article(data, name=name, published=published, url=url, language=language, max_bytes=max_bytes)


def read_article(
    data: bytes,
    *,
    name: str,
    published: date | None = None,
    url: str | None = None,
    language: str = "en",
    max_bytes: int,
) -> Document:
    r"""Read plain text as an article: headline first, then header lines, then the text.

    Args:
        data: UTF-8; a byte order mark is dropped.
        name: what messages call the file.
        published: wins over what the text says; None leaves it to the text.
        url: likewise.
        max_bytes: longest input; more is refused.

    Raises:
        ArticleError: empty, binary, not UTF-8, too large, without headline or text, or with an impossible date or
            address; names the file and the line or byte.

    >>> data = b"Harbour gate opens\nPublished 3 May 2021\nThe crane has left. Two pilots stay.\n"
    >>> document = read_article(data, name="harbour.txt", max_bytes=1000)
    >>> document.published, [document.text[s.span.start : s.span.end] for s in document.sentences][1:]
    (datetime.date(2021, 5, 3), ['The crane has left.', 'Two pilots stay.'])
    """
    _check_size(len(data), name=name, max_bytes=max_bytes)
    text = _normalise_text(_decode_text(data, name), name)
    units = find_units(text, name=name)
    head = read_head(text, units, name=name)
    division = divide_text(text, units, head, name=name)
    found = None if published else find_published(text, head.headers, division.dateline, name=name)
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        headline=_get_headline(head, division, name),
        sections=division.sections,
        sentences=division.sentences,
        published=published or found,
        dateline=_find_place(head, division),
        publisher=_find_publisher(head),
        url=_find_address(url, head, name),
        language=language,
    )


def _open_readable(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to is given up after a while, not waited for without end."""
    handle = os.open(path, flags | os.O_NONBLOCK)
    is_pipe = stat.S_ISFIFO(os.fstat(handle).st_mode)
    if is_pipe and not select.select([handle], [], [], _PIPE_WAIT_S)[0]:
        os.close(handle)
        raise TimeoutError(errno.ETIMEDOUT, "a pipe that nobody writes to")
    os.set_blocking(handle, True)
    return handle


def _explain_failure(error: OSError | ValueError) -> str:
    if isinstance(error, IsADirectoryError):
        return "this is a directory, not a file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"


def _check_size(size: int, *, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise ArticleError(
            f"{name}: {size} bytes, more than the {max_bytes} bytes that an article may have",
            hint="Split the file, or raise KG_ARTICLE_BYTES.",
        )


def _decode_text(data: bytes, name: str) -> str:
    if not data.strip():
        raise ArticleError(f"{name}: the file is empty" if not data else f"{name}: nothing but white space")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            raise ArticleError(f"{name}: {encoding}, not UTF-8 (byte 0)", hint=_CONVERT.format(encoding))
    _refuse_binary(data, name)
    try:
        return data.decode().lstrip("\ufeff")  # joined files begin with several byte order marks
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{name}, line {line}: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})",
            hint=_CONVERT.format("WINDOWS-1252"),
        ) from error


def _refuse_binary(data: bytes, name: str) -> None:
    null = data.find(b"\0")
    if null >= 0:
        raise ArticleError(f"{name}: binary, not text (byte {null} is NUL)", hint="Give a text file in UTF-8.")
    count = len(data) - len(data.translate(None, _CONTROLS))
    if count > _CONTROL_SHARE * len(data):
        first = next(place for place, byte in enumerate(data) if byte in _CONTROLS)
        raise ArticleError(
            f"{name}: binary, not text ({count} control characters in {len(data)} bytes, first at byte {first})",
            hint="Give a text file in UTF-8.",
        )


def _normalise_text(text: str, name: str) -> str:
    """Make newlines and NFC; all else stays, so that offsets fit the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for run in _MARKS_RUN.finditer(text):
        _check_marks(text, run, name)
    text = unicodedata.normalize("NFC", text).rstrip()
    if not text:
        raise ArticleError(f"{name}: nothing but white space")
    return f"{text}\n"


def _check_marks(text: str, run: re.Match[str], name: str) -> None:
    count = 0
    for place in range(run.start(), run.end()):
        count = count + 1 if unicodedata.combining(text[place]) else 0
        if count > _MARKS_MAX:
            line = text.count("\n", 0, place) + 1
            raise ArticleError(
                f"{name}, line {line}: more than {_MARKS_MAX} combining marks on one letter", hint="Clean the text."
            )


def _get_headline(head: Head, division: Division, name: str) -> Span:
    told = [s for s in division.sentences if division.sections[s.section].kind != SectionKind.HEADLINE]
    if not told:
        raise ArticleError(
            f"{name}: no text under the headline", hint="Put the headline in a line of its own, then the text."
        )
    return told[0].span if head.headline is None else head.headline


def _find_address(url: str | None, head: Head, name: str) -> str | None:
    address = url or find_fact(head.headers, HeaderKind.URL)
    if address is not None and not is_address(address):
        raise ArticleError(
            f"{name}: {address!r} is no address of a page on the web", hint="Correct it, or give --source."
        )
    return address


def _find_place(head: Head, division: Division) -> str | None:
    places = [header.place for header, _ in head.headers if header.place]
    if division.dateline is not None and division.dateline.place:
        return division.dateline.place
    return places[0] if places else None


def _find_publisher(head: Head) -> str | None:
    told = find_fact(head.headers, HeaderKind.PUBLISHER, HeaderKind.BYLINE)
    return told or head.letterhead or find_fact(head.headers, HeaderKind.CREDIT)
