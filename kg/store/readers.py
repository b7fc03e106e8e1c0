"""Keep query processes that may be killed, and ask them.

A reader serves many queries of one version, one at a time. It is ended at the deadline of a query, when it has
grown, after a thousand queries, and when a newer version is current; nothing in the front can hang or crash with it.
"""

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import kg
from kg.errors import KgError, QueryTimeoutError, StoreError
from kg.narrow import take_count
from kg.settings import Settings
from kg.store.frames import receive_bytes, receive_frame, send_frame

_MOST_QUERIES: Final = 1000
# A reader that keeps more than this share of its allowance after a query is replaced.
_KEPT_SHARE: Final = 4
_START_S: Final = 20.0
_STOP_S: Final = 5.0
MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Version:
    """Hold what a reader opens: a snapshot's path, or None for a deployment that is empty yet, and its version."""

    path: Path | None
    name: str


@dataclass(slots=True)
class Reader:
    """Hold one query process: where it listens, what it serves, how much it did."""

    pid: int
    connection: socket.socket
    version: Version
    query_count: int = 0


class ReaderLostError(StoreError):
    """Say that a reader or its snapshot was gone before the query began or through no fault of it: ask again."""


class ReaderPool:
    """Own the query processes of one front; `close` ends them."""

    def __init__(self, settings: Settings) -> None:
        """Start nothing yet: the first query does, or `start`."""
        self._settings = settings
        self._turns = threading.BoundedSemaphore(settings.workers)
        self._lock = threading.Lock()
        self._idle: list[Reader] = []
        self._zygote: _Zygote | None = None
        self._is_closed = False

    def start(self) -> None:
        """Start the process that forks readers, and find out what it may do."""
        with self._lock:
            self._get_zygote()

    @property
    def has_network(self) -> bool:
        """Say whether readers could reach a network, were a query to get past the checks."""
        with self._lock:
            return self._get_zygote().has_network

    @property
    def zygote_pid(self) -> int:
        """Give the process that forks readers; starts it unless it runs."""
        with self._lock:
            return self._get_zygote().pid

    def list_idle(self) -> tuple[Reader, ...]:
        """List the readers that wait for a query."""
        with self._lock:
            return tuple(self._idle)

    def ask(
        self, message: Mapping[str, object], version: Version, timeout_s: float
    ) -> tuple[Mapping[str, object], IO[bytes]]:
        """Ask a reader of this version; give its header and the body, to be closed by the caller.

        Raises:
            QueryTimeoutError: no reader came free, the time was up, or the reader died of memory or a crash.
            ReaderLostError: the version or the reader is not there any more.
            StoreError: no query process can be started.
        """
        if not self._turns.acquire(timeout=self._settings.queue_s):
            raise QueryTimeoutError(
                f"all {self._settings.workers} query processes were busy for {self._settings.queue_s:g} s (KG_QUEUE)",
                hint="Try again in a few seconds.",
            )
        try:
            reader = self._take_reader(version)
            is_fit = False
            try:
                header, body = self._exchange(reader, message, timeout_s)
                is_fit = self._is_fit(reader, header)
            finally:
                self._give_back(reader, is_fit=is_fit)
        finally:
            self._turns.release()
        if header.get("kind") == "gone":
            raise ReaderLostError(f"{header.get('message')}", hint="Try again.")
        return header, body

    def close(self) -> None:
        """End all readers."""
        with self._lock:
            self._is_closed = True
            for reader in self._idle:
                reader.connection.close()
            self._idle.clear()
            if self._zygote is not None:
                self._zygote.close()
                self._zygote = None

    # ---- readers -----------------------------------------------------------------------------------------------

    def _take_reader(self, version: Version) -> Reader:
        with self._lock:
            fit = [reader for reader in self._idle if reader.version == version]
            for reader in [reader for reader in self._idle if reader.version != version]:
                self._idle.remove(reader)
                self._get_zygote().end(reader)
            if fit:
                self._idle.remove(fit[-1])
                return fit[-1]
            return self._get_zygote().fork(version)

    def _give_back(self, reader: Reader, *, is_fit: bool) -> None:
        with self._lock:
            if is_fit and not self._is_closed:
                self._idle.append(reader)
            elif self._zygote is not None:
                self._zygote.end(reader)

    def _is_fit(self, reader: Reader, header: Mapping[str, object]) -> bool:
        reader.query_count += 1
        memory = take_count(header.get("memory_bytes", 0), "memory_bytes")
        has_grown = memory > max(self._settings.memory_bytes // _KEPT_SHARE, 64 * MIB)
        return (
            header.get("kind") not in {"gone", "panic", "memory"}
            and not has_grown
            and reader.query_count < _MOST_QUERIES
        )

    def _get_zygote(self) -> "_Zygote":
        if self._is_closed:
            raise StoreError("the server is stopping", hint="Try again in a few seconds.")
        if self._zygote is None or not self._zygote.is_alive:
            if self._zygote is not None:
                self._idle.clear()
                self._zygote.close()
            self._zygote = _Zygote(self._settings.memory_bytes)
        return self._zygote

    # ---- one query ---------------------------------------------------------------------------------------------

    def _exchange(
        self, reader: Reader, message: Mapping[str, object], timeout_s: float
    ) -> tuple[Mapping[str, object], IO[bytes]]:
        deadline = time.monotonic() + timeout_s
        try:
            reader.connection.settimeout(timeout_s)
            send_frame(reader.connection, message)
            header, files = receive_frame(reader.connection, deadline)
            if files:
                os.lseek(files[0], 0, os.SEEK_SET)
                return header, os.fdopen(files[0], "rb")
            size = take_count(header.get("inline", 0), "inline")
            return header, io.BytesIO(receive_bytes(reader.connection, size, deadline))
        except TimeoutError as error:
            raise QueryTimeoutError(
                f"the query took longer than its time limit of {timeout_s:g} s",
                hint="Ask for less: fewer patterns, a LIMIT, or a narrower filter; "
                f"`timeout=` may ask for up to {self._settings.timeout_max_s:g} s.",
            ) from error
        except (EOFError, OSError) as error:
            raise self._explain_death(reader) from error

    def _explain_death(self, reader: Reader) -> KgError:
        with self._lock:
            status = self._zygote.end(reader, wait=True) if self._zygote is not None else 0
        limit = f"the memory limit of {self._settings.memory_bytes // MIB:,} MiB (KG_QUERY_MEMORY)"
        if status in {-signal.SIGABRT, -signal.SIGKILL}:
            return QueryTimeoutError(f"the query needed more than {limit}", hint="Ask for less at a time.")
        if status == 0:
            return ReaderLostError("the query process is gone", hint="Try again.")
        return QueryTimeoutError(
            "the query broke the process that ran it: it is nested too deeply, or too large",
            hint="Ask in several steps; the queries of others are not touched.",
        )


class _Zygote:
    """Own the process that forks readers; used under the lock of its pool."""

    def __init__(self, memory_bytes: int) -> None:
        own, other = socket.socketpair()
        root = Path(kg.__file__).parent.parent
        code = (
            f"import sys; sys.path.insert(0, {str(root)!r}); from kg.store.zygote import main; main({other.fileno()})"
        )
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(other.fileno(),),
            )
            other.close()
            self._control = own
            hello, _ = receive_frame(own, time.monotonic() + _START_S)
        except (OSError, EOFError) as error:
            raise StoreError(f"no query process can be started: {error}", hint="See the messages above.") from error
        self.has_network = bool(hello.get("has_network"))
        self._memory_bytes = memory_bytes

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def fork(self, version: Version) -> Reader:
        path = "" if version.path is None else str(version.path)
        answer, files = self._command({"do": "fork", "path": path, "memory_bytes": self._memory_bytes})
        if not files:
            raise StoreError(
                f"no query process can be started: {answer.get('error')}", hint="Try again in a few seconds."
            )
        return Reader(take_count(answer.get("pid"), "pid"), socket.socket(fileno=files[0]), version)

    def end(self, reader: Reader, *, wait: bool = False) -> int:
        """Kill a reader; when waited for, give how it had ended, 0 if that is not known."""
        with suppress(OSError):
            reader.connection.close()
        try:
            answer, _ = self._command({"do": "end", "pid": reader.pid, "wait": wait})
            return take_count(answer.get("status"), "status")
        except StoreError:
            return 0

    def close(self) -> None:
        self._control.close()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _command(self, message: Mapping[str, object]) -> tuple[Mapping[str, object], list[int]]:
        try:
            send_frame(self._control, message)
            return receive_frame(self._control, time.monotonic() + _START_S)
        except (OSError, EOFError) as error:
            raise StoreError("the process that starts query processes is gone", hint="Try again.") from error
