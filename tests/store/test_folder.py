"""Test the paths of a data folder."""

from pathlib import Path

import pytest

from kg.errors import SettingsError, StoreError
from kg.store.folder import DataFolder


def test_missing_folder_is_an_empty_deployment(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "missing")
    folder.check()
    assert folder.list_contents() == ()
    assert not folder.path.exists()


def test_create_says_whether_the_folder_is_new(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "deep" / "er")
    assert folder.create()
    assert not folder.create()


@pytest.mark.parametrize("path", ["file", "file/below"])
def test_a_file_is_no_folder_and_is_named(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match=r"file is a file"):
        DataFolder(tmp_path / path).create()


def test_a_place_that_cannot_be_written_is_named() -> None:
    with pytest.raises(StoreError, match=r"the data folder /proc/clemency cannot be written"):
        DataFolder(Path("/proc/clemency")).create()


def test_contents_are_what_a_deployment_left(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.texts.mkdir()
    folder.registry.touch()
    (tmp_path / "notes.txt").write_text("not ours")
    assert folder.list_contents() == ()
    (folder.texts / "a.txt").write_text("x")
    folder.registry.write_text("x")
    assert folder.list_contents() == ("registry.jsonl", "texts")
