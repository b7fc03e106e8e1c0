"""Test that one process writes at a time."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from kg.errors import StoreError
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.locking import hold_lock
from tests.store.samples import ROOT, commit, drop_metadata, labels, read_state

_WRITE = """
import sys
from pathlib import Path
from kg.model import Change
from kg.settings import Settings
from kg.store.writing import open_writer
from tests.store.samples import labels
for turn in range(int(sys.argv[3])):
    with open_writer(Settings(data=Path(sys.argv[1]))) as writer:
        writer.commit(Change(added=labels([f"{sys.argv[2]}{turn}"], f"article/{sys.argv[2]}")))
"""


def test_waiting_ends_and_names_the_writer(settings: Settings) -> None:
    folder = DataFolder(settings.data)
    start = time.monotonic()
    with (
        hold_lock(folder, wait_s=1),
        pytest.raises(StoreError, match=rf"process {os.getpid()} is writing to") as caught,
    ):
        commit(replace(settings, lock_s=0.1), labels(["ada"], "article/a"))
    assert 0.1 <= time.monotonic() - start < 3
    assert "KG_LOCK" in caught.value.hint


def test_two_processes_take_turns_and_nothing_is_lost(settings: Settings) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    turns = 5
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITE, settings.data, name, str(turns)], env=environment)
        for name in ("a", "b")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    _, quads, merged, _ = read_state(settings)
    assert len(merged) == 2 * 2 * turns
    assert len(drop_metadata(quads)) == 2 * 2 * turns
