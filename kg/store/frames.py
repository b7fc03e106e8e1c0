"""Send and receive messages between the front and its query processes: a length, JSON, and perhaps an open file."""

import json
import os
import socket
import struct
import time
from collections.abc import Mapping
from typing import Final

from kg.narrow import take_table

_LENGTH: Final = struct.Struct("!I")
_CHUNK: Final = 1024 * 1024


def send_frame(connection: socket.socket, message: Mapping[str, object], files: tuple[int, ...] = ()) -> None:
    """Send one message, and the open files that go with it."""
    data = json.dumps(message).encode()
    socket.send_fds(connection, [_LENGTH.pack(len(data))], files)
    connection.sendall(data)


def receive_frame(connection: socket.socket, deadline: float | None = None) -> tuple[Mapping[str, object], list[int]]:
    """Receive one message.

    Args:
        connection: a stream socket.
        deadline: by the monotonic clock; None waits for ever.

    Returns:
        The message and the files that came with it, to be closed by the caller.

    Raises:
        TimeoutError: the deadline has passed.
        EOFError: the other side is gone.
    """
    _set_timeout(connection, deadline)
    head, files, _, _ = socket.recv_fds(connection, _LENGTH.size, 1)
    if not head:
        raise EOFError
    try:
        head += receive_bytes(connection, _LENGTH.size - len(head), deadline)
        message = json.loads(receive_bytes(connection, _LENGTH.unpack(head)[0], deadline))
    except BaseException:
        for number in files:
            os.close(number)
        raise
    return take_table(message, "a message between processes"), files


def receive_bytes(connection: socket.socket, size: int, deadline: float | None = None) -> bytearray:
    """Receive so many bytes; raises as `receive_frame` does."""
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size:
        _set_timeout(connection, deadline)
        count = connection.recv_into(view[done : done + _CHUNK])
        if not count:
            raise EOFError
        done += count
    return data


def _set_timeout(connection: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        connection.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
