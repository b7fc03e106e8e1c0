"""Name every place of a deployment's data folder.

A folder that is missing or empty is a valid, empty deployment; it is made when something is written.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import SettingsError, StoreError

_OWN_NAMES: Final = ("store", "snapshots", "CURRENT", "registry.jsonl", "texts", "quarantine")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Hold the paths of one deployment.

    >>> DataFolder(Path("data")).registry.as_posix()
    'data/registry.jsonl'
    """

    path: Path

    @property
    def store(self) -> Path:
        """Give the live store: only the one writer may open it."""
        return self.path / "store"

    @property
    def snapshots(self) -> Path:
        """Give the folder of finished versions, one folder each."""
        return self.path / "snapshots"

    @property
    def pointer(self) -> Path:
        """Give the file that says which snapshot is current."""
        return self.path / "CURRENT"

    @property
    def log(self) -> Path:
        """Give the private folder of log entries, one file a commit."""
        return self.path / "log"

    @property
    def aside(self) -> Path:
        """Give the folder for log entries that did not happen."""
        return self.log / "aside"

    @property
    def registry(self) -> Path:
        """Give the append-only file of decisions about identity."""
        return self.path / "registry.jsonl"

    @property
    def texts(self) -> Path:
        """Give the private folder of full article texts."""
        return self.path / "texts"

    @property
    def quarantine(self) -> Path:
        """Give the private folder of articles that broke a shape."""
        return self.path / "quarantine"

    @property
    def judged(self) -> Path:
        """Give the private file that says what the shapes say of which version."""
        return self.path / "judged.json"

    @property
    def dumps(self) -> Path:
        """Give the folder of dump sets, one folder a version."""
        return self.path / "dumps"

    @property
    def lock(self) -> Path:
        """Give the file whose lock the one writer holds."""
        return self.path / "lock"

    @property
    def loading(self) -> Path:
        """Give the folder in which a dump is loaded before it counts."""
        return self.path / "loading.tmp"

    def check(self) -> None:
        """Refuse a path that cannot be a data folder.

        Raises:
            SettingsError: the path, or a parent of it, is a file.
        """
        for place in (self.path, *self.path.parents):
            if place.exists() and not place.is_dir():
                raise SettingsError(
                    f"the data folder {self.path} cannot be used: {place} is a file",
                    hint="Give a folder with --data DIR or KG_DATA; it is made when it is missing.",
                )

    def create(self) -> bool:
        """Make the folder where it is missing, and say whether it was.

        Raises:
            SettingsError: the path is a file.
            StoreError: the folder cannot be made or written to.
        """
        self.check()
        is_new = not self.path.exists()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._refuse(error.strerror or str(error)) from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise self._refuse("no right to write there")
        return is_new

    def list_contents(self) -> tuple[str, ...]:
        """Name what a deployment has left here; empty for an empty deployment."""
        return tuple(name for name in _OWN_NAMES if _has_content(self.path / name))

    def _refuse(self, reason: str) -> StoreError:
        return StoreError(
            f"the data folder {self.path} cannot be written: {reason}",
            hint="Give a folder you may write to with --data DIR or KG_DATA.",
        )


def _has_content(place: Path) -> bool:
    if place.is_dir():
        return any(place.iterdir())
    return place.exists() and place.stat().st_size > 0
