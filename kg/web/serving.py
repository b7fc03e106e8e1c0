"""Serve the app until told to stop: a threaded server in front, the query processes beside it."""

import errno
import json
import logging
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from http import HTTPStatus
from types import FrameType
from typing import Final, Protocol

import waitress  # type: ignore[import-untyped] # ships no types
from flask import Flask
from waitress.channel import HTTPChannel  # type: ignore[import-untyped] # ships no types
from waitress.task import ErrorTask  # type: ignore[import-untyped] # ships no types

from kg.errors import SettingsError
from kg.settings import MIB, Settings
from kg.store.query import QueryService
from kg.web.app import create_app
from kg.web.problems import HTTP_PROBLEMS, PROBLEM_JSON, Problem
from kg.web.responses import HEADERS


class Refusal(Protocol):
    """Name what is read of an error of the server in front."""

    code: int
    reason: str
    body: str


_LOG: Final = logging.getLogger(__name__)
_BACKLOG: Final = 256
_CONNECTIONS: Final = 500
_IDLE_S: Final = 60  # a client that sends or takes nothing for so long is let go
_HEADER_BYTES: Final = 96 * 1024
_EXTRA_THREADS: Final = 8  # so that pages and health checks are answered while queries wait for their turn


def serve(settings: Settings, *, files: Mapping[str, bytes] | None = None) -> None:
    """Serve until SIGTERM or SIGINT; blocks.

    Args:
        settings: where to listen, and all limits.
        files: what to publish beside the data, by name: `ontology.ttl`, `shapes.ttl`.

    Raises:
        SettingsError: the port is taken, or the address is not one of this machine.
    """
    listener = open_port(settings)
    with closing(QueryService(settings)) as service:
        service.start()  # before any thread is there
        serve_app(create_app(settings, service=service, files=files), settings, listener)


def open_port(settings: Settings) -> socket.socket:
    """Take the port, so that a taken one is known before any work is done.

    Raises:
        SettingsError: names the address and why it cannot be had.
    """
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = {
            errno.EADDRINUSE: "another program listens there",
            errno.EACCES: "this needs more rights",
            errno.EADDRNOTAVAIL: "this machine has no such address",
        }.get(error.errno or 0, error.strerror or str(error))
        raise SettingsError(
            f"cannot listen on {settings.host} port {settings.port}: {reason}",
            hint="Choose another one, for instance --port 8001.",
        ) from error


def serve_app(app: Flask, settings: Settings, listener: socket.socket) -> None:
    """Serve an app on a port that is open, until SIGTERM or SIGINT."""
    server = waitress.create_server(
        app,
        sockets=[listener],
        threads=settings.workers + _EXTRA_THREADS,
        connection_limit=_CONNECTIONS,
        channel_timeout=_IDLE_S,
        cleanup_interval=10,
        max_request_header_size=_HEADER_BYTES,
        max_request_body_size=settings.query_bytes * 4 + MIB,
        ident="Clemency",
        asyncore_use_poll=True,
        log_socket_errors=False,
    )
    server.channel_class = make_channel(settings)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waits for a moment is no news
    host, port = listener.getsockname()[:2]
    signal.signal(signal.SIGTERM, _stop)
    address = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"Clemency listens on http://{address}:{port}/ (Ctrl-C stops it)\n")
    sys.stderr.flush()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        _LOG.info("stopping")
    finally:
        server.close()


def make_channel(settings: Settings) -> type[object]:
    """Make the connections answer what never reaches the app, such as a body without end, as the app answers errors."""

    class ProblemTask(ErrorTask):  # type: ignore[misc] # ships no types
        def execute(self) -> None:
            body = f"{json.dumps(find_refusal(self.request.error, settings).describe(settings.base))}\n".encode()
            self.status = f"{self.request.error.code} {self.request.error.reason}"
            self.response_headers.extend([("Content-Type", PROBLEM_JSON), *HEADERS.items()])
            self.set_close_on_finish()
            self.content_length = len(body)
            self.write(body)

    class ProblemChannel(HTTPChannel):  # type: ignore[misc] # ships no types
        error_task_class = ProblemTask

    return ProblemChannel


def find_refusal(error: Refusal, settings: Settings) -> Problem:
    """Say why the server in front refuses a request."""
    code, detail, hint = HTTP_PROBLEMS.get(error.code, HTTP_PROBLEMS[HTTPStatus.BAD_REQUEST])
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        hint = f"A query may have {settings.query_bytes:,} bytes (KG_QUERY_BYTES)."
    return Problem(error.code, code, error.reason, f"{detail}: {error.body}", hint)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
