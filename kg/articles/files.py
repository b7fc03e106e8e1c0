"""Open files whatever they are, and look ahead in streams of bytes; gzip is unpacked on the way."""

import errno
import os
import re
import select
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from kg.errors import ArticleError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES: Final = 64 * 1024  # enough to recognise a format by
_ADDRESS: Final = re.compile(r"[a-z]+://", re.IGNORECASE)
_PIPE_WAIT_S: Final = 10.0  # for the first byte; programs that write to a pipe of the shell begin far sooner
_GZIP: Final = b"\x1f\x8b"


@contextmanager
def open_file(path: Path, *, name: str) -> Iterator[BufferedReader]:
    """Open a file for reading.

    Raises:
        ArticleError: it is missing, a directory, not readable, or a pipe that nobody writes to.
    """
    try:
        with open(path, "rb", opener=_open_readable) as file:
            yield file
    except FileNotFoundError as error:
        if _ADDRESS.match(name):
            hint = "Write https:// and what stands in no address as %XX; or save the page, and give it with --source."
            raise ArticleError(f"{name}: no address that can be fetched", hint=hint) from error
        raise ArticleError(f"{name}: there is no such file", hint="Check the path.") from error
    except BadGzipFile:
        raise
    except (OSError, ValueError) as error:
        raise ArticleError(f"{name}: {_explain_failure(error)}", hint="Check the path and its permissions.") from error


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


def read_whole(file: BinaryIO, *, name: str, max_bytes: int) -> bytes:
    """Read a stream to its end.

    Raises:
        ArticleError: it holds more than `max_bytes`; no more of it is read.
    """
    data = file.read(max_bytes + 1)
    check_size(len(data), name=name, max_bytes=max_bytes)
    return data


def check_size(size: int, *, name: str, max_bytes: int) -> None:
    """Refuse what is larger than an article may be."""
    if size > max_bytes:
        raise ArticleError(
            f"{name}: more than the {max_bytes} bytes that an article may have",
            hint="Split the file, or raise KG_ARTICLE_BYTES.",
        )


class _Readable(Protocol):
    """Say what of a stream is needed."""

    def read(self, size: int, /) -> bytes: ...


class _Replay(RawIOBase):
    """Give the first bytes of a stream again, then the rest: standard input cannot be rewound."""

    def __init__(self, head: bytes, rest: _Readable) -> None:
        """Take the bytes that were read, and the stream they were read from."""
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read what fits."""
        view = memoryview(buffer)
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


class _Unpacked:
    """Unpack what there is: a file that is cut off gives all that came before."""

    def __init__(self, packed: BufferedReader) -> None:
        """Take the packed stream."""
        self._file = GzipFile(fileobj=packed)

    def read(self, size: int, /) -> bytes:
        """Read some bytes, at least one before the end."""
        return self._file.read1(size)


def look_ahead(stream: BinaryIO) -> tuple[bytes, BufferedReader]:
    """Read the first bytes of a stream, and give a stream that begins with them again; gzip is unpacked, once."""
    head, whole = read_ahead(stream)
    return read_ahead(_Unpacked(whole)) if head.startswith(_GZIP) else (head, whole)


def read_ahead(stream: _Readable) -> tuple[bytes, BufferedReader]:
    """Wait for the first bytes of a stream, and give a stream that begins with them again."""
    head = b""
    try:
        while len(head) < HEAD_BYTES and (piece := stream.read(HEAD_BYTES - len(head))):
            head += piece
    except EOFError:  # comes again when this place is read
        if not head:
            raise
    return head, BufferedReader(_Replay(head, stream))


@contextmanager
def explain_gzip(name: str) -> Iterator[None]:
    """Turn what is wrong with a packed stream into one message.

    Raises:
        ArticleError: it is cut off or broken.
    """
    try:
        yield
    except EOFError as error:
        raise ArticleError(f"{name}: the gzip file is cut off", hint="Fetch or pack it again.") from error
    except (BadGzipFile, zlib.error) as error:
        raise ArticleError(f"{name}: the gzip file is broken ({error})", hint="Fetch or pack it again.") from error
