"""Test that a query process may hang, grow or die, and nobody else notices."""

import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import KgError, QueryTimeoutError, StoreError
from kg.settings import Settings
from kg.store.readers import MIB, ReaderLostError, ReaderPool, Version
from kg.store.snapshots import current_snapshot
from tests.store.families import FAMILIES, make_query
from tests.store.samples import commit, labels

EMPTY = Version(None, "0")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"
DOUBLING = (
    "SELECT (STRLEN(?v40) AS ?n) { BIND('aaaaaaaaaa' AS ?v0) "
    + " ".join(f"BIND(CONCAT(?v{i},?v{i}) AS ?v{i + 1})" for i in range(40))
    + " }"
)


def ask_for(text: str, name: str = "json") -> Mapping[str, object]:
    return {
        "text": text,
        "format": name,
        "base": "http://a/",
        "prefixes": {},
        "default_graphs": None,
        "named_graphs": [],
        "max_bytes": 64 * MIB,
        "max_rows": 1_000_000,
    }


@pytest.fixture
def filled(settings: Settings) -> Settings:
    """Give settings of a deployment with a hundred people."""
    settings = replace(settings, memory_bytes=256 * MIB, queue_s=0.2)
    commit(settings, labels([f"n{number}" for number in range(100)], "article/a"))
    return settings


@pytest.fixture
def version(filled: Settings) -> Version:
    snapshot = current_snapshot(filled)
    assert snapshot is not None
    return Version(snapshot.path, snapshot.version)


@pytest.fixture
def pool(filled: Settings) -> Iterator[ReaderPool]:
    pool = ReaderPool(filled)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def crowded() -> Iterator[ReaderPool]:
    """Give readers of an empty deployment that go through many hard queries."""
    pool = ReaderPool(Settings(memory_bytes=512 * MIB))
    yield pool
    pool.close()


def _ask(pool: ReaderPool, text: str, version: Version = EMPTY, timeout_s: float = 10.0) -> bytes:
    header, body = pool.ask(ask_for(text), version, timeout_s)
    with body:
        assert header["kind"] == "whole", header
        return body.read()


def _list_children() -> set[int]:
    """List the processes below this one."""
    found: set[int] = set()
    waiting = [os.getpid()]
    while waiting:
        pid = waiting.pop()
        with suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
            waiting += map(int, children)
            found |= set(map(int, children))
    return found


def test_a_reader_serves_many_queries(pool: ReaderPool, version: Version) -> None:
    for _ in range(3):
        assert b'"100"' in _ask(pool, "SELECT (COUNT(?s) AS ?n) { ?s a ?c }", version)
    assert len(pool.list_idle()) == 1
    assert pool.list_idle()[0].query_count == 3


def test_a_runaway_ends_at_its_deadline_and_the_next_query_is_fine(pool: ReaderPool, version: Version) -> None:
    _ask(pool, "ASK {}", version)
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"time limit of 0\.5 s"):
        _ask(pool, RUNAWAY, version, timeout_s=0.5)
    assert 0.5 <= time.monotonic() - start < 1.0
    assert b"true" in _ask(pool, "ASK {}", version)


def test_memory_is_limited(pool: ReaderPool, version: Version) -> None:
    with pytest.raises(QueryTimeoutError, match="memory limit of 256 MiB"):
        _ask(pool, DOUBLING, version)
    assert b"true" in _ask(pool, "ASK {}", version)


def test_a_crash_is_told_and_survived(pool: ReaderPool, version: Version) -> None:
    _ask(pool, "ASK {}", version)
    reader = pool.list_idle()[0]
    os.kill(reader.pid, signal.SIGSEGV)
    with pytest.raises(QueryTimeoutError, match="broke the process"):
        _ask(pool, "ASK {}", version)
    assert b"true" in _ask(pool, "ASK {}", version)


@pytest.mark.parametrize("size_bytes", [4 * 1024, 64 * 1024])
@pytest.mark.parametrize("family", FAMILIES)
def test_queries_that_crash_engines_end_in_time(crowded: ReaderPool, family: str, size_bytes: int) -> None:
    """The checks would refuse most of these: here the engine really gets them."""
    start = time.monotonic()
    with suppress(QueryTimeoutError):
        header, body = crowded.ask(ask_for(make_query(family, size_bytes)), EMPTY, 0.3)
        body.close()
        assert header["kind"] in {"whole", "syntax", "engine"}
    assert time.monotonic() - start < 1.5
    assert b"true" in _ask(crowded, "ASK {}")


def test_readers_move_on_with_the_version(pool: ReaderPool, filled: Settings, version: Version) -> None:
    _ask(pool, "ASK {}", version)
    first = pool.list_idle()[0].pid
    name = commit(filled, labels(["late"], "article/b"))
    snapshot = current_snapshot(filled)
    assert snapshot is not None
    assert b'"101"' in _ask(pool, "SELECT (COUNT(?s) AS ?n) { ?s a ?c }", Version(snapshot.path, name))
    assert [reader.pid != first for reader in pool.list_idle()] == [True]


def test_a_reader_keeps_its_snapshot_from_being_removed(pool: ReaderPool, filled: Settings, version: Version) -> None:
    _ask(pool, "ASK {}", version)
    for number in range(4):
        commit(filled, labels([f"more{number}"], f"article/m{number}"))
    assert version.path is not None
    assert version.path.exists()
    assert b'"100"' in _ask(pool, "SELECT (COUNT(?s) AS ?n) { ?s a ?c }", version)


def test_a_snapshot_that_is_gone_is_told(pool: ReaderPool, tmp_path: Path) -> None:
    with pytest.raises(ReaderLostError):
        _ask(pool, "ASK {}", Version(tmp_path / "gone" / "store", "1"))


def test_busy_readers_make_others_wait_then_refuse(filled: Settings, version: Version) -> None:
    pool = ReaderPool(replace(filled, workers=1))
    failures: list[KgError] = []

    def run() -> None:
        try:
            _ask(pool, RUNAWAY, version, 1.5)
        except KgError as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.4)
    with pytest.raises(QueryTimeoutError, match="KG_QUEUE"):
        _ask(pool, "ASK {}", version)
    thread.join()
    assert "time limit" in str(failures[0])
    assert b"true" in _ask(pool, "ASK {}", version)
    pool.close()


def test_light_queries_run_beside_a_heavy_one(pool: ReaderPool, version: Version) -> None:
    def run() -> None:
        with suppress(KgError):
            _ask(pool, RUNAWAY, version, 1.0)

    thread = threading.Thread(target=run)
    thread.start()
    _ask(pool, "ASK {}", version)
    start = time.monotonic()
    for _ in range(20):
        _ask(pool, "ASK {}", version)
    assert time.monotonic() - start < 1.0
    thread.join()


def test_the_zygote_may_be_killed(pool: ReaderPool, version: Version) -> None:
    _ask(pool, "ASK {}", version)
    os.kill(pool.zygote_pid, signal.SIGKILL)
    time.sleep(0.1)
    with suppress(StoreError):
        _ask(pool, "ASK {}", version)
    assert b"true" in _ask(pool, "ASK {}", version)


def test_closing_leaves_no_process(filled: Settings, version: Version) -> None:
    before = _list_children()
    pool = ReaderPool(filled)
    _ask(pool, "ASK {}", version)
    assert _list_children() > before
    pool.close()
    deadline = time.monotonic() + 5
    while _list_children() - before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _list_children() <= before
    with pytest.raises(StoreError, match="stopping"):
        _ask(pool, "ASK {}", version)


def test_readers_have_no_network(pool: ReaderPool) -> None:
    if pool.has_network:
        pytest.skip("this system does not allow a process to leave the network")
    header, body = pool.ask(ask_for("SELECT * { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }"), EMPTY, 5.0)
    body.close()
    assert header["kind"] == "system"
