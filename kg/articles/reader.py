"""Read one byte string as an article; what cannot be read is refused with one clear message."""

import hashlib
import re
import unicodedata
from datetime import date
from typing import Final

from kg.articles.addresses import is_address
from kg.articles.facts import Facts
from kg.articles.files import check_size
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
_NOTHING: Final = Facts()
_CONTROLS: Final = bytes(code for code in (*range(32), 127) if code not in b"\t\n\v\f\r")
_CONTROL_SHARE: Final = 0.1  # texts from terminals hold a few; more than this is no text
_MARKS_MAX: Final = 64  # combining marks in a row; ordering a million of them takes NFC quadratic time
_MARKS_RUN: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{_MARKS_MAX + 1},}}+")
_CONVERT: Final = "Convert it to UTF-8, for instance with: iconv -f {} -t UTF-8 FILE"


def read_article(
    data: bytes,
    *,
    name: str,
    published: date | None = None,
    url: str | None = None,
    language: str | None = None,
    told: Facts = _NOTHING,
    max_bytes: int,
) -> Document:
    r"""Read plain text as an article: headline first, then header lines, then the text.

    Args:
        data: UTF-8; a byte order mark is dropped.
        name: what messages call the file.
        published: wins over what the text says; None leaves it to the text.
        url: likewise.
        language: of the text; None for what `told` says, else English.
        told: what is said of it beside its text; wins over the text, too.
        max_bytes: longest input; more is refused.

    Raises:
        ArticleError: empty, binary, not UTF-8, too large, without headline or text, or with an impossible date or
            address; names the file and the line or byte.

    >>> data = b"Harbour gate opens\nPublished 3 May 2021\nThe crane has left. Two pilots stay.\n"
    >>> document = read_article(data, name="harbour.txt", max_bytes=1000)
    >>> document.published, [document.text[s.span.start : s.span.end] for s in document.sentences][1:]
    (datetime.date(2021, 5, 3), ['The crane has left.', 'Two pilots stay.'])
    """
    check_size(len(data), name=name, max_bytes=max_bytes)
    text = _normalise_text(_decode_text(data, name), name)
    units = find_units(text, name=name)
    head = read_head(text, units, name=name)
    division = divide_text(text, units, head, name=name)
    day = published or find_told_day(told, name) or find_published(text, head.headers, division.dateline, name=name)
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        headline=_get_headline(head, division, name),
        sections=division.sections,
        sentences=division.sentences,
        published=day,
        dateline=_find_place(head, division),
        publisher=told.publisher or _find_publisher(head),
        url=_find_address(url or told.url, head, name),
        language=language or told.language or "en",
        licence=told.licence,
    )


def find_told_day(told: Facts, name: str) -> date | None:
    """Get the day that a file tells beside its text.

    Raises:
        ArticleError: it tells one, and that is none.
    """
    if told.day is not None and told.day.day is None:
        hint = "Correct it, or give --published YYYY-MM-DD."
        raise ArticleError(f"{name}: its day of publication {told.day.words!r} {told.day.fault}", hint=hint)
    return told.day.day if told.day is not None else None


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
