"""Read the pages of a web archive (WARC) one after the other, with warcio."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from typing import BinaryIO, Final, Protocol

from kg.articles.extras import load_extra
from kg.errors import ArticleError

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_HEAD_BYTES: Final = 1024 * 1024  # of the head of a record and the blank lines before it; warcio reads ahead 16 KiB
_REST_BYTES: Final = 1024 * 1024 * 1024  # of a record; what is longer would keep us for minutes
_CHUNK_BYTES: Final = 64 * 1024
_HINT: Final = "Fetch the archive again, or take the other records out with warcio recompress."


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one page of an archive; `number` counts all records from 1, `fault` says why there is no data."""

    number: int
    url: str | None = None
    data: bytes = b""
    is_html: bool = True
    charset: str | None = None
    fault: ArticleError | None = None


class Partly(Protocol):
    """Read what there is: of a stream that is cut off, all before the cut."""

    def read1(self, size: int = ..., /) -> bytes:
        """Read some bytes, at least one before the end."""
        ...


class _Guard:
    """Read from a stream no further than what is left: warcio joins the pieces of a line in quadratic time.

    It keeps whether the stream broke off, since warcio takes that for the end where a head should stand.
    """

    def __init__(self, stream: Partly) -> None:
        """Begin before the head of a record."""
        self.left_bytes = _HEAD_BYTES
        self.is_cut = False
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes."""
        try:
            data = self._stream.read1(size)
        except EOFError:
            self.is_cut = True
            raise
        self.left_bytes -= len(data)
        if self.left_bytes < 0:
            raise ValueError("a head or a record without end")
        return data


class _Headers(Protocol):
    """Say what of the headers of a record is asked."""

    def get_header(self, name: str, default: str, /) -> str: ...
    def get_statuscode(self) -> str: ...


class _Record(Protocol):
    """Say what of a record is asked."""

    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None
    raw_stream: BinaryIO

    def content_stream(self) -> BinaryIO: ...


def list_pages(stream: Partly, *, name: str, max_bytes: int) -> Iterator[Page]:
    """List the responses of an archive that are HTML or plain text and were a success; memory stays constant.

    The day of a record is that of the crawl, never of publication: it is not read.

    Args:
        stream: unpacked.
        max_bytes: longest page.

    Raises:
        ArticleError: warcio is not installed, there is no page, or the archive breaks off; pages before are listed.
    """
    iterator = load_extra("warcio.archiveiterator", name=name, purpose="a web archive")
    guard = _Guard(stream)
    number = count = 0
    try:
        for record in iterator.ArchiveIterator(guard):
            guard.left_bytes = _REST_BYTES
            number += 1
            if (page := _read_record(record, number, name, max_bytes)) is not None:
                count += 1
                yield page
            while record.raw_stream.read(_CHUNK_BYTES):
                pass  # what nobody wants of it
            guard.left_bytes = _HEAD_BYTES
    except EOFError:
        guard.is_cut = True
    except Exception as error:  # whatever warcio trips over
        raise ArticleError(f"{name}, record {number + 1}: no WARC ({error})", hint=_HINT) from error
    if guard.is_cut:
        raise ArticleError(f"{name}, record {number + 1}: the gzip file is cut off", hint=_HINT)
    if not count:
        raise ArticleError(f"{name}: no response with HTML or text in this archive")


def _read_record(record: _Record, number: int, name: str, max_bytes: int) -> Page | None:
    """Read the payload of a response; None for any other record."""
    http = record.http_headers
    if record.rec_type != "response" or http is None or not http.get_statuscode().startswith("2"):
        return None
    media = Message()
    media["content-type"] = http.get_header("Content-Type", "")
    kind = media.get_content_type() if media["content-type"] else ""
    if kind not in _HTML and kind != "text/plain":
        return None
    page = Page(number, record.rec_headers.get_header("WARC-Target-URI", "").strip("<>") or None, is_html=kind in _HTML)
    where = f"{name}, record {number}"
    try:
        data = _read_payload(record.content_stream(), max_bytes)
    except EOFError:
        raise
    except Exception as error:  # noqa: BLE001 - of one record: wrong chunks, or packed otherwise than it says
        return replace(page, fault=ArticleError(f"{where}: cannot be unpacked ({error})", hint=_HINT))
    if len(data) > max_bytes:
        message = f"{where}: more than the {max_bytes} bytes that an article may have"
        return replace(page, fault=ArticleError(message, hint="Raise KG_ARTICLE_BYTES."))
    return replace(page, data=data, charset=media.get_content_charset())


def _read_payload(stream: BinaryIO, max_bytes: int) -> bytes:
    """Read a payload, no further than one byte behind the limit; one call gives a part of it only."""
    pieces: list[bytes] = []
    left = max_bytes + 1
    while left > 0 and (piece := stream.read(min(left, _CHUNK_BYTES))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
