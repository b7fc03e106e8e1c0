"""Keep full article texts, which stay private."""

import re
from typing import Final

from kg.errors import StoreError
from kg.store.files import explain_failure, write_durably
from kg.store.folder import DataFolder

_HASH12: Final = re.compile(r"[0-9a-f]{12}")


def keep_text(folder: DataFolder, hash12: str, text: str) -> None:
    """Keep the text of an article version, durably; keeping it twice is keeping it once.

    Raises:
        StoreError: the hash is none, or the disk refuses.
    """
    place = folder.texts / f"{_check_hash(hash12)}.txt"
    data = text.encode()
    folder.create()
    try:
        folder.texts.mkdir(mode=0o700, exist_ok=True)
        if not place.exists() or place.read_bytes() != data:
            write_durably(place, data)
    except OSError as error:
        doing = "while keeping the text of an article"
        raise explain_failure(error, doing=doing, folder=folder.path, needed_bytes=len(data)) from error


def read_text(folder: DataFolder, hash12: str) -> str | None:
    """Read the text of an article version; None where it is not kept (a loaded dump has none)."""
    place = folder.texts / f"{_check_hash(hash12)}.txt"
    return place.read_bytes().decode() if place.exists() else None


def _check_hash(hash12: str) -> str:
    if _HASH12.fullmatch(hash12) is None:
        raise StoreError(f"{hash12!r} is no hash of an article: 12 hexadecimal digits")
    return hash12
