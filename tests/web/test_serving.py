"""Test the real server over a socket: clients, attacks, slow peers, and how it stops."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from xml.dom.minidom import Document

import pytest
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg.errors import SettingsError
from kg.settings import Settings
from kg.web.serving import open_port
from tests.store.families import FAMILIES, make_query
from tests.web.conftest import NAMES

ROOT = Path(__file__).parents[2]
LAUNCH = """
import sys
from pathlib import Path
from kg.settings import Settings
from kg.web.serving import serve
serve(Settings(data=Path(sys.argv[1]), port=0, timeout_s=3.0, memory_bytes=512 << 20))
"""


@dataclass(frozen=True)
class Server:
    """Hold a server that runs beside the tests."""

    process: subprocess.Popen[str]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _launch(settings: Settings) -> Server:
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH, str(settings.data)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    match = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert match is not None, line
    return Server(process, int(match[1]))


def _stop(server: Server) -> None:
    server.process.terminate()
    server.process.wait(30)
    assert server.process.stderr is not None
    server.process.stderr.close()


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Server]:
    server = _launch(settings)
    yield server
    assert server.process.poll() is None, "the server has died"
    _stop(server)


def _ask(server: Server, query: str, timeout_s: float = 1.0) -> int:
    """Ask by POST and give the status."""
    body = urllib.parse.urlencode({"query": query, "timeout": timeout_s}).encode()
    try:
        answer = urllib.request.urlopen(f"{server.url}/sparql", body, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        told = json.load(answer)
    assert told.get("status", 200) == answer.status
    return int(answer.status)


def _talk(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        with suppress(ConnectionResetError):  # the server closes while it is still being sent to
            while piece := connection.recv(65536):
                answer += piece
        return answer


def _list_descendants(pid: int) -> set[int]:
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        parent = waiting.pop()
        for task in Path("/proc").glob(f"{parent}/task/*/children"):
            with suppress(OSError):
                children = {int(child) for child in task.read_text(encoding="ascii").split()}
                found |= children
                waiting += children
    return found


def _are_gone(pids: set[int], within_s: float = 20.0) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if not any(_is_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


# ---- clients


@pytest.mark.parametrize("kind", [JSON, XML, CSV])
def test_sparqlwrapper_reads_tables(server: Server, kind: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=kind)
    client.setQuery(f"SELECT ?s {{ ?s a <{NAMES.base}ontology#State> }}")
    result = client.query().convert()
    told = result.toxml() if isinstance(result, Document) else result
    assert NAMES.thing("state-VOS") in (told.decode() if isinstance(told, bytes) else str(told))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_graphs(server: Server, method: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=TURTLE)
    client.setMethod(method)
    client.setQuery(f"CONSTRUCT {{ ?s a ?c }} {{ ?s a ?c FILTER(?c = <{NAMES.base}ontology#State>) }}")
    graph = client.query().convert()
    assert isinstance(graph, bytes)
    assert b"d:state-VOS a clem:State" in graph


def test_the_query_method_reaches_the_app(server: Server) -> None:
    body = b"ASK {}"
    head = f"QUERY /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}"
    answer = _talk(server, head.encode() + b"\r\nConnection: close\r\n\r\n" + body)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b'"boolean":true}')


# ---- attacks


@pytest.mark.parametrize("size_bytes", [5 * 1024, 60 * 1024])
@pytest.mark.parametrize("family", FAMILIES)
def test_queries_that_crash_servers(server: Server, family: str, size_bytes: int) -> None:
    assert _ask(server, make_query(family, size_bytes), 0.3) in {200, 400, 413, 503}
    assert _ask(server, "ASK {}") == 200


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on loopback and remember who came."""
    hits: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:

        def run() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = sock.accept()
                    hits.append(connection.recv(1000))
                    connection.close()

        threading.Thread(target=run, daemon=True).start()
        yield sock.getsockname()[1], hits


@pytest.mark.parametrize(
    "template",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ sErViCe<{url}>{{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE#x\n<{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICESILENT<{url}>{{ ?s ?p ?o }} }}",
        "SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
        "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ ?a ?b ?c MINUS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
        "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        "PREFIX service: <a:> PREFIX : <{url}> SELECT * {{ service:x{{ ?s ?p ?o }} }}",
        "LOAD <{url}>",
        "LOAD <{url}> INTO GRAPH <a:b>",
        "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    ],
)
def test_no_query_reaches_out(server: Server, listener: tuple[int, list[bytes]], template: str) -> None:
    port, hits = listener
    assert _ask(server, template.format(url=f"http://127.0.0.1:{port}/")) == 403
    assert hits == []


def test_from_reads_neither_files_nor_hosts(server: Server, listener: tuple[int, list[bytes]]) -> None:
    port, hits = listener
    for iri in (f"http://127.0.0.1:{port}/", "file:///etc/passwd", "data:text/plain,a"):
        assert _ask(server, f"ASK FROM <{iri}> FROM NAMED <{iri}> {{ ?s ?p ?o }}") == 200
    assert hits == []


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET /dumps/../../CURRENT HTTP/1.1\r\nHost: x\r\n", b"404"),
        (b"GET /dumps/latest/../../../CURRENT HTTP/1.1\r\nHost: x\r\n", b"404"),
        (b"GET /sparql?query=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 98_400 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n", b"400"),
        (b"nonsense\r\n", b"400"),
    ],
    ids=["dots", "more dots", "long url", "long header", "two lengths", "nonsense"],
)
def test_odd_requests(server: Server, request_head: bytes, status: bytes) -> None:
    answer = _talk(server, request_head + b"Connection: close\r\n\r\n")
    assert answer.split()[1] == status, answer[:200]
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        (b"Content-Length: 99999999999\r\n", 413, "KG_QUERY_BYTES"),
        (b"Content-Length: -5\r\n", 400, "Content-Length"),
        (b"X-Long: " + b"a" * 120_000 + b"\r\n", 431, "headers"),
        (b"Transfer-Encoding: gzip\r\n", 501, "Transfer-Encoding"),
    ],
    ids=["long body", "bad length", "long headers", "odd encoding"],
)
def test_refusals_before_the_app_are_problems_too(server: Server, fields: bytes, status: int, words: str) -> None:
    head, _, body = _talk(server, b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + fields + b"\r\n").partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"Access-Control-Allow-Origin: *" in head
    problem = json.loads(body)
    assert problem["status"] == status
    assert words in json.dumps(problem)


def test_slow_clients_hold_nobody_up(server: Server) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(40)]
    try:
        for number, connection in enumerate(slow):
            body = b"Content-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK"
            slow_body, slow_head = b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + body, b"GET /sparql HTTP/1.1\r\nHo"
            connection.sendall(slow_body if number % 2 else slow_head)
        start = time.monotonic()
        assert _ask(server, "ASK {}") == 200
        assert time.monotonic() - start < 1
    finally:
        for connection in slow:
            connection.close()


def test_readers_who_stop_reading_hold_nobody_up(server: Server) -> None:
    cross = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h 41 }"
    path = f"/sparql?{urllib.parse.urlencode({'query': cross, 'format': 'csv'})}"
    stuck = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(12)]
    try:
        for connection in stuck:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
        start = time.monotonic()
        assert _ask(server, "ASK {}") == 200
        assert time.monotonic() - start < 1
    finally:
        for connection in stuck:
            connection.close()


# ---- starting and stopping


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_behind(settings: Settings, number: signal.Signals) -> None:
    server = _launch(settings)
    assert _ask(server, "ASK {}") == 200
    children = _list_descendants(server.process.pid)
    assert len(children) >= 2
    os.kill(server.process.pid, number)
    assert server.process.wait(30) == (0 if number != signal.SIGKILL else -number)
    assert _are_gone(children)
    assert server.process.stderr is not None
    with server.process.stderr as stream:
        assert "Traceback" not in stream.read()


def test_a_taken_port_is_named(settings: Settings) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port}: another program listens there"):
            open_port(replace(settings, port=port))


def test_an_address_of_another_machine_is_named(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="no such address"):
        open_port(replace(settings, host="192.0.2.1", port=0))
