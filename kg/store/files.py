"""Write files so that a kill or a power cut leaves the old one or the new one, never half of one."""

import errno
import os
import shutil
from pathlib import Path
from typing import Final

from kg.errors import NoSpaceError, StoreError

MIB: Final = 1024 * 1024
# The engine needs room for its write-ahead log and one table file on top of the change itself.
SPARE_BYTES: Final = 32 * MIB
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FULL_WORDS: Final = ("No space left", "quota exceeded", "File too large")


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file by one that is safely on disk."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make what was created, renamed or removed in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(path: Path) -> None:
    """Make a whole folder durable, except files that are hard links to what the engine has synced already."""
    for place, _, names in os.walk(path):
        for name in names:
            file = Path(place, name)
            if file.stat().st_nlink == 1:
                _sync_file(file)
        sync_folder(Path(place))


def is_full(error: OSError) -> bool:
    """Say whether the system or the engine complains that there is no room."""
    return error.errno in _FULL or any(words in str(error) for words in _FULL_WORDS)


def explain_failure(error: OSError, *, doing: str, folder: Path, needed_bytes: int = 0) -> StoreError:
    """Turn what the system or the engine says into an error that tells what to do.

    Args:
        doing: what was being done, as in "while writing".
        needed_bytes: size of what was to be written.
    """
    if is_full(error):
        needed_mib = (2 * needed_bytes + SPARE_BYTES) // MIB
        return NoSpaceError(
            f"the disk that holds {folder} is full {doing} ({_free_mib(folder)} MiB free)",
            hint=f"Make room for at least {needed_mib} MiB and repeat the command; nothing is half-stored.",
        )
    return StoreError(
        f"{folder} cannot be used {doing}: {error.strerror or error}", hint="Check the disk and its rights."
    )


def _free_mib(folder: Path) -> int:
    place = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    return shutil.disk_usage(place).free // MIB


def _sync_file(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
