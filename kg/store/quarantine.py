"""Keep what broke a shape apart from the public data, with the report that says why."""

import os
import shutil
from collections.abc import Mapping

from kg.store.files import explain_failure, sync_folder, write_durably
from kg.store.folder import DataFolder


def set_aside(folder: DataFolder, hash12: str, files: Mapping[str, bytes]) -> None:
    """Keep the files of a refused article; an earlier refusal of the same text is replaced.

    Raises:
        StoreError: the disk refuses; NoSpaceError when it is full.
    """
    place = folder.quarantine / hash12
    draft = folder.quarantine / f".{hash12}.{os.getpid()}"
    folder.create()
    try:
        draft.mkdir(parents=True, mode=0o700)
        for name, data in files.items():
            write_durably(draft / name, data)
        shutil.rmtree(place, ignore_errors=True)
        draft.rename(place)
        sync_folder(folder.quarantine)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        size = sum(map(len, files.values()))
        doing = "while setting a refused article aside"
        raise explain_failure(error, doing=doing, folder=folder.path, needed_bytes=size) from error


def release(folder: DataFolder, hash12: str) -> None:
    """Forget that a text was refused: it is public now."""
    shutil.rmtree(folder.quarantine / hash12, ignore_errors=True)


def count_refused(folder: DataFolder) -> int:
    """Count the texts that are set aside."""
    if not folder.quarantine.is_dir():
        return 0
    return sum(1 for place in folder.quarantine.iterdir() if not place.name.startswith("."))
