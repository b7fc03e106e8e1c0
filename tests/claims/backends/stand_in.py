"""A local stand-in for a model's endpoint: it answers what a test tells it to, and keeps what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class StandIn:
    """Hold the replies to give, the last one for good, and the requests that came."""

    replies: list[Reply] = field(default_factory=list)
    asked: list[dict[str, object]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def start_stand_in() -> Iterator[StandIn]:
    """Serve on a free port of this machine for as long as the block, past any proxy."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            stand_in.asked.append(json.loads(self.rfile.read(size)))
            stand_in.keys.append(self.headers.get("Authorization"))
            stand_in.next_reply()(self)

        def log_message(self, *_: object) -> None:
            """Keep the output of tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/v1/chat/completions"
    try:
        with pytest.MonkeyPatch.context() as environment:
            for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
                environment.delenv(name, raising=False)
            yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, length: int | None = None) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def complete(content: object, *, finish: str = "stop") -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps({"choices": [choice]}).encode()


def say(content: object, *, finish: str = "stop") -> Reply:
    """Answer with a completion: text, or what becomes JSON."""
    return lambda handler: send(handler, complete(content, finish=finish))


def fail(status: int, body: bytes = b"busy") -> Reply:
    """Answer with an error."""
    return lambda handler: send(handler, body, status=status)


def cut(content: object) -> Reply:
    """Break off in the middle of an answer."""
    body = complete(content)
    return lambda handler: send(handler, body[: len(body) // 2], length=len(body))


def flood(size: int) -> Reply:
    """Answer with so many bytes."""
    return lambda handler: send(handler, complete("x" * size))


def drip(seconds: float) -> Reply:
    """Answer one byte at a time, for longer than anybody waits."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        body = complete({"claims": []})
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for at in range(len(body)):
            try:
                handler.wfile.write(body[at : at + 1])
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(seconds)

    return reply


def stall(seconds: float) -> Reply:
    """Say nothing for a while."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        try:
            send(handler, complete({"claims": []}))
        except OSError:
            return

    return reply


def redirect(url: str) -> Reply:
    """Send the asker elsewhere."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("Location", url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return reply
