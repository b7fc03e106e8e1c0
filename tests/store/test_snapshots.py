"""Test that readers stand on finished versions."""

from pathlib import Path

import pytest

from kg.errors import SettingsError, StoreError
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.log import list_entries, read_entries
from kg.store.snapshots import Snapshot, current_snapshot, hold_snapshot, open_snapshot, read_current
from tests.store.samples import commit, count_data, labels


def _get_current(settings: Settings) -> Snapshot:
    snapshot = current_snapshot(settings)
    assert snapshot is not None
    return snapshot


def _add(settings: Settings, *names: str) -> Snapshot:
    for name in names:
        commit(settings, labels([name], f"article/{name}"))
    return _get_current(settings)


def test_empty_deployment_has_no_snapshot(settings: Settings) -> None:
    assert current_snapshot(settings) is None
    with read_current(settings) as opened:
        assert opened is None
    assert not settings.data.exists()


def test_current_and_previous_are_kept_and_log_reaches_as_far(settings: Settings) -> None:
    current = _add(settings, *"abcde")
    folder = DataFolder(settings.data)
    assert [place.name[:8] for place in sorted(folder.snapshots.iterdir())] == ["00000004", "00000005"]
    assert (current.sequence, list_entries(folder)) == (5, [4, 5])


def test_held_snapshot_stays_until_it_is_let_go(settings: Settings) -> None:
    old = _add(settings, "a")
    stream = hold_snapshot(old)
    store = open_snapshot(old)
    _add(settings, *"bcdef")
    assert count_data(store) == 2 + 2
    assert len(open_snapshot(old)) == len(store)
    entries = list(read_entries(DataFolder(settings.data), after=old.sequence, until=6))
    assert entries[0].before == old.version
    stream.close()
    _add(settings, "g")
    assert not old.path.exists()
    with pytest.raises(StoreError, match="is gone"):
        hold_snapshot(old)
    with pytest.raises(StoreError, match="cannot be read"):
        list(read_entries(DataFolder(settings.data), after=old.sequence, until=6))


def test_entries_lead_from_one_snapshot_to_the_next(settings: Settings) -> None:
    old = _add(settings, "a")
    with hold_snapshot(old):
        new = _add(settings, "b", "c")
        followed = {str(quad) for quad in open_snapshot(old)}
        for entry in read_entries(DataFolder(settings.data), after=old.sequence, until=new.sequence):
            followed = (followed - set(entry.removed)) | set(entry.added)
        assert followed == {str(quad) for quad in open_snapshot(new)}


def test_reader_that_is_overtaken_takes_the_newer_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    old = _add(settings, "a")
    new = _add(settings, *"bcd")
    answers = iter([old, new])
    monkeypatch.setattr("kg.store.snapshots.current_snapshot", lambda _: next(answers))
    with read_current(settings) as opened:
        assert opened is not None
        assert opened[0] == new


def test_broken_pointer_and_damaged_snapshot_are_said(settings: Settings) -> None:
    current = _add(settings, "a")
    for place in current.path.glob("MANIFEST*"):
        place.write_bytes(b"broken")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_snapshot(current)
    DataFolder(settings.data).pointer.write_text("?")
    with pytest.raises(StoreError, match=r"the pointer .* cannot be read"):
        current_snapshot(settings)


def test_data_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("x")
    with pytest.raises(SettingsError, match="is a file"):
        current_snapshot(Settings(data=place))
