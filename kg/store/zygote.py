"""Fork readers on demand: a small process with one thread and no store open, so that a fork is safe.

It is started by `readers.py` before anything else and obeys one socket. A reader opens the snapshot, answers
queries and dies when told, when its memory is used up, or with the zygote; the zygote dies with the front.
"""

import ctypes
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.errors import KgError
from kg.narrow import take_count, take_table, take_text, take_texts
from kg.store.engine import Reply, Request, answer_request
from kg.store.frames import receive_frame, send_frame
from kg.store.snapshots import Snapshot, hold_snapshot, open_snapshot

# Measured: with this stack none of 15 families of nested queries up to 64 KiB crashes; 8 MiB die of 5 KB.
STACK_BYTES: Final = 512 * 1024 * 1024
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000
_DIE_WITH_PARENT: Final = 1


def main(control_fd: int) -> None:
    """Obey the front until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=control_fd)
    children: set[int] = set()
    send_frame(control, {"has_network": not _leave_network()})
    while True:
        try:
            command, _ = receive_frame(control)
        except (EOFError, OSError):
            break
        if command["do"] == "fork":
            _fork_reader(control, command, children)
        else:
            _end_reader(take_count(command["pid"], "pid"), children)
            status = _reap(children, take_count(command["pid"], "pid")) if command["wait"] else 0
            send_frame(control, {"status": status})
        _reap(children)
    for pid in tuple(children):
        _end_reader(pid, children)


def _leave_network() -> bool:
    """Move into a network of our own that reaches nothing; false where the system does not allow it."""
    libc = ctypes.CDLL(None)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def _end_reader(pid: int, children: set[int]) -> None:
    """Kill a reader; to free its memory may take a while, so nobody waits for that here."""
    if pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _reap(children: set[int], pid: int | None = None) -> int:
    """Reap what has ended; for one reader, wait and give how it ended (a negative number is a signal)."""
    status = 0
    for child in tuple(children) if pid is None else {pid} & children:
        ended, code = os.waitpid(child, os.WNOHANG if pid is None else 0)
        if ended:
            children.discard(child)
            status = os.waitstatus_to_exitcode(code)
    return status


def _fork_reader(control: socket.socket, command: Mapping[str, object], children: set[int]) -> None:
    front, own = socket.socketpair()
    try:
        pid = os.fork()
    except OSError as error:
        send_frame(control, {"error": str(error)})
        return
    if pid == 0:
        _run_reader(own, command)
    children.add(pid)
    send_frame(control, {"pid": pid}, (front.fileno(),))
    front.close()
    own.close()


# ---- in the reader ---------------------------------------------------------------------------------------------


def _run_reader(connection: socket.socket, command: Mapping[str, object]) -> None:
    """Be a reader; never comes back."""
    code = 1
    try:
        _prepare_process()
        threading.stack_size(STACK_BYTES)
        allowance = take_count(command["memory_bytes"], "memory_bytes")
        place = take_text(command["path"], "path")
        thread = threading.Thread(target=_serve_queries, args=(connection, place, allowance))
        thread.start()
        thread.join()
        code = 0
    finally:
        os._exit(code)


def _prepare_process() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        with suppress(OSError):  # so that the kernel, short of memory, takes a reader first
            Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The engine prints a trace of its own code when memory ends; nobody can use that.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit_memory(allowance: int) -> None:
    """Allow a query so much on top of what the process has taken already: its stack and the open store included."""
    limit = _measure_memory(column=0) + allowance
    if limit > allowance:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _serve_queries(connection: socket.socket, path: str, allowance: int) -> None:
    """Answer request after request over one snapshot; an empty path means a deployment that holds nothing yet."""
    try:
        store, _held = _open_store(path)
    except KgError as error:
        with suppress(EOFError, OSError):
            receive_frame(connection)
            send_frame(connection, {"kind": "gone", "message": error.message})
        return
    _limit_memory(allowance)
    while True:
        try:
            message, _ = receive_frame(connection)
        except (EOFError, OSError):
            return
        reply = _answer_safely(store, _read_request(message))
        header = {**reply.header, "inline": len(reply.body), "memory_bytes": _measure_memory(column=1)}
        send_frame(connection, header, () if reply.file is None else (reply.file.fileno(),))
        connection.sendall(reply.body)
        if reply.file is not None:
            reply.file.close()


def _open_store(path: str) -> tuple[ox.Store, BinaryIO | None]:
    """Open a snapshot and keep it from being removed while this process lives."""
    if not path:
        return ox.Store(), None
    snapshot = Snapshot(Path(path), version="", sequence=0)
    held = hold_snapshot(snapshot)
    return open_snapshot(snapshot), held


def _answer_safely(store: ox.Store, request: Request) -> Reply:
    try:
        return answer_request(store, request)
    except BaseException as error:  # noqa: BLE001 - a panic of the engine is no Exception; the front reports it
        return Reply({"kind": "panic", "message": f"{type(error).__name__}: {error}"[:1000]})


def _read_request(message: Mapping[str, object]) -> Request:
    graphs = message["default_graphs"]
    return Request(
        text=take_text(message["text"], "text"),
        format=take_text(message["format"], "format"),
        base=take_text(message["base"], "base"),
        prefixes={key: take_text(iri, key) for key, iri in take_table(message["prefixes"], "prefixes").items()},
        default_graphs=None if graphs is None else take_texts(graphs, "default_graphs"),
        named_graphs=take_texts(message["named_graphs"], "named_graphs"),
        max_bytes=take_count(message["max_bytes"], "max_bytes"),
        max_rows=take_count(message["max_rows"], "max_rows"),
    )


def _measure_memory(*, column: int) -> int:
    """Measure what this process has reserved (column 0) or really holds (1), in bytes; 0 where nobody tells."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[column]) * resource.getpagesize()
    return 0
