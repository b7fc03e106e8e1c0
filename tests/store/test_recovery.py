"""Test what a kill leaves, at each step of a commit."""

import shutil
import signal

import pytest

from kg.errors import StoreError
from kg.model import Quad, RegistryRow
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.log import list_entries
from kg.store.snapshots import current_snapshot, find_pointer, read_current
from kg.store.versions import EMPTY_VERSION
from kg.store.writing import open_writer
from tests.store.samples import commit, drop_metadata, labels, read_state, row, run_python

_ONE = labels(["ada", "bo"], "article/a")
_TWO = labels(["ada", "zoe"], "article/b")

_KILL = """
import os, signal, sys
from pathlib import Path
from kg.model import Change
from kg.settings import Settings
from kg.store import writing
from tests.store.samples import labels, row
data, step, when = sys.argv[1:]
known = getattr(writing, step)
def die(*args, **kwargs):
    if when == "after":
        known(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
with writing.open_writer(Settings(data=Path(data))) as writer:
    setattr(writing, step, die)
    removed, added = labels(["bo"], "article/a"), labels(["ada", "zoe"], "article/b")
    writer.commit(Change(removed, added, (row("person-zoe"),)))
"""
# Each step of a commit, and whether the change is there after a kill before it.
_STEPS = [
    ("write_entry", False),
    ("apply_delta", False),
    ("flush_store", True),
    ("append_rows", True),
    ("make_snapshot", True),
    ("switch_pointer", True),
    ("remove_old", True),
]


def _expect(*, is_done: bool) -> tuple[frozenset[Quad], tuple[RegistryRow, ...]]:
    if is_done:
        return labels(["ada"], "article/a") | _TWO, (row("person-ada"), row("person-zoe"))
    return _ONE, (row("person-ada"),)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("step", "is_done"), _STEPS, ids=[step for step, _ in _STEPS])
def test_kill_leaves_all_or_nothing(settings: Settings, step: str, when: str, *, is_done: bool) -> None:
    first = commit(settings, _ONE, rows=["person-ada"])
    assert run_python(_KILL, settings.data, step, when).returncode == -signal.SIGKILL
    is_done = is_done or (step, when) == ("apply_delta", "after")
    version, quads, merged, rows = read_state(settings)
    told, expected_rows = _expect(is_done=is_done)
    assert drop_metadata(quads) == told
    assert len(merged) == len({part.triple for part in told})
    assert rows == expected_rows
    assert (version != first) is is_done
    with read_current(settings) as opened:
        assert opened is not None
        assert opened[0].version == version
        assert len(opened[1]) == len(quads) + len(merged)


@pytest.mark.parametrize("step", [step for step, _ in _STEPS])
def test_same_commit_after_a_kill_ends_as_without_one(settings: Settings, step: str) -> None:
    commit(settings, _ONE, rows=["person-ada"])
    run_python(_KILL, settings.data, step, "before")
    version = commit(settings, _TWO, labels(["bo"], "article/a"), rows=["person-zoe"])
    assert read_state(settings)[3] == (row("person-ada"), row("person-zoe"))
    assert version == read_state(settings)[0]
    numbers = list_entries(DataFolder(settings.data))
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_kill_during_the_very_first_commit_leaves_an_empty_deployment(settings: Settings) -> None:
    for step in ("write_entry", "open_engine", "apply_delta"):
        run_python(_KILL, settings.data, step, "after" if step != "apply_delta" else "before")
        assert read_state(settings) == (EMPTY_VERSION, frozenset(), [], ())
        assert current_snapshot(settings) is None


def test_kill_while_only_rows_are_recorded(settings: Settings) -> None:
    code = _KILL.replace("Change(removed, added,", "Change(frozenset(), frozenset(),")
    commit(settings, _ONE)
    run_python(code, settings.data, "append_rows", "before")
    assert read_state(settings)[3] == (row("person-zoe"),)


def test_half_written_rows_are_completed(settings: Settings) -> None:
    commit(settings, _ONE, rows=["person-ada", "person-bo"])
    registry = DataFolder(settings.data).registry
    whole = registry.read_bytes()
    registry.write_bytes(whole[:-10])
    assert len(read_state(settings)[3]) == 2
    assert registry.read_bytes() == whole


def test_registry_that_was_tampered_with_is_refused(settings: Settings) -> None:
    commit(settings, _ONE, rows=["person-ada"])
    DataFolder(settings.data).registry.write_text("{}\n")
    with pytest.raises(StoreError, match="does not hold at byte 0 what the log says"), open_writer(settings):
        pass


@pytest.mark.parametrize("lost", ["pointer", "snapshots", "log", "broken pointer"])
def test_what_can_be_made_anew_is(settings: Settings, lost: str) -> None:
    version = commit(settings, _ONE)
    folder = DataFolder(settings.data)
    if lost == "pointer":
        folder.pointer.unlink()
    elif lost == "broken pointer":
        folder.pointer.write_text("{")
    else:
        shutil.rmtree(getattr(folder, lost))
    assert read_state(settings)[0] == version
    current = find_pointer(folder)
    assert current is not None
    assert current.version == version
    assert commit(settings, _TWO) != version


def test_lost_store_is_said(settings: Settings) -> None:
    commit(settings, _ONE)
    shutil.rmtree(DataFolder(settings.data).store)
    with pytest.raises(StoreError, match="the live store is gone"), open_writer(settings):
        pass


def test_damaged_store_is_said(settings: Settings) -> None:
    commit(settings, _ONE)
    for place in DataFolder(settings.data).store.glob("MANIFEST*"):
        place.write_bytes(b"broken")
    with pytest.raises(StoreError, match="cannot be opened") as caught, open_writer(settings):
        pass
    assert "kg --data NEW load" in caught.value.hint


def test_log_of_another_folder_is_refused(settings: Settings) -> None:
    commit(settings, _ONE)
    commit(settings, _TWO)
    folder = DataFolder(settings.data)
    entry = folder.log / "00000002.json"
    entry.write_text(entry.read_text().replace('"before": "', '"before": "f').replace('"after": "', '"after": "f'))
    with pytest.raises(StoreError, match="but the store holds"), open_writer(settings):
        pass
    entry.write_text("{")
    with pytest.raises(StoreError, match=r"00000002.json cannot be read"), open_writer(settings):
        pass
