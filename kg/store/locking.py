"""Let one process write at a time; others wait their turn."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final

from kg.errors import StoreError
from kg.store.folder import DataFolder

_POLL_S: Final = 0.02


@contextmanager
def hold_lock(folder: DataFolder, *, wait_s: float) -> Iterator[None]:
    """Hold the write lock of a data folder; the system gives it back when the process ends, however it ends.

    Raises:
        StoreError: another process holds the lock for longer than `wait_s` seconds; names that process.
    """
    is_new = folder.create()
    stream = _take_lock(folder, deadline=time.monotonic() + wait_s, wait_s=wait_s)
    try:
        yield
    finally:
        _remove_unused(folder, is_new=is_new)
        fcntl.flock(stream, fcntl.LOCK_UN)  # for children that were forked with the handle, too
        stream.close()


def _take_lock(folder: DataFolder, *, deadline: float, wait_s: float) -> BinaryIO:
    while True:
        stream = _open_lock(folder)
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = stream.read().decode(errors="replace").strip()
            stream.close()
            if time.monotonic() >= deadline:
                raise _refuse(folder, holder, wait_s) from error
            time.sleep(_POLL_S)
            continue
        if _is_in_place(folder, stream):
            stream.truncate(0)
            stream.write(b"%d\n" % os.getpid())
            stream.flush()
            return stream
        stream.close()


def _open_lock(folder: DataFolder) -> BinaryIO:
    folder.create()
    try:
        stream = folder.lock.open("a+b")
    except FileNotFoundError:  # another command has just tidied up an unused folder
        return _open_lock(folder)
    except OSError as error:
        raise StoreError(
            f"{folder.lock} cannot be opened: {error.strerror}", hint="Check the rights on the data folder."
        ) from error
    stream.seek(0)
    return stream


def _is_in_place(folder: DataFolder, stream: BinaryIO) -> bool:
    with suppress(FileNotFoundError):
        return folder.lock.stat().st_ino == os.fstat(stream.fileno()).st_ino
    return False


def _refuse(folder: DataFolder, holder: str, wait_s: float) -> StoreError:
    who = f"process {holder}" if holder else "another process"
    return StoreError(
        f"{who} is writing to {folder.path} and was not done within {wait_s:g} s",
        hint="Repeat the command when that one has ended, or wait longer: KG_LOCK sets the seconds.",
    )


def _remove_unused(folder: DataFolder, *, is_new: bool) -> None:
    """Leave no trace of a command that wrote nothing."""
    with suppress(OSError):
        if [place.name for place in folder.path.iterdir()] == [folder.lock.name]:
            folder.lock.unlink()
            if is_new:
                folder.path.rmdir()
