"""Run commands as users do, on an article of our own and on files that are none."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, NamedTuple
from unittest import mock

import pytest

from kg.cli import main
from kg.preparing import list_examples
from kg.shacl.shapes import load_shapes

EXAMPLES = [str(path) for path in list_examples()]
FEW = EXAMPLES[:3]  # where their number says nothing more
ARTICLE = """Ruritania frees 12 prisoners
Published 3 March 2025

Ruritania freed 12 prisoners on Monday, among them Ada Lovelock. They were taken to Strelsau Bridge.
"""
KG = Path(sys.executable).parent / "kg"
_LOAD_SHAPES = cache(load_shapes)  # they are the same for every command, and take a second


class Done(NamedTuple):
    """Hold what a command printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, data: Path, given: bytes = b"", settings: Mapping[str, str] | None = None) -> Done:
    """Run a command in this process, as `kg` would: the imports of a process of its own would take most of the time."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | {"KG_DATA": str(data)}
    environment |= settings or {}
    with (
        mock.patch("kg.lookups.load_shapes", _LOAD_SHAPES),
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.object(sys, "stdin", TextIOWrapper(BytesIO(given), "utf-8")),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
        pytest.raises(SystemExit) as left,
    ):
        main(list(arguments))
    for stream in (out, err):
        stream.flush()
    printed = [stream.buffer.getvalue().decode() for stream in (out, err) if isinstance(stream.buffer, BytesIO)]
    return Done(int(left.value.code or 0), *printed)


def start_kg(*arguments: str, data: Path, stdout: BinaryIO, stderr: int) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own."""
    environment = os.environ | {"KG_DATA": str(data)}
    return subprocess.Popen([KG, *arguments], env=environment, stdout=stdout, stderr=stderr)


def make_bad(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.txt"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "blank":
            path.write_bytes(b" \n\t\n")
        case "binary":
            path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50)
        case "latin-1":
            path.write_bytes(ARTICLE.replace("freed", "libér\xe9").encode("latin-1"))
        case "undated":
            path.write_text(ARTICLE.replace("Published 3 March 2025\n", ""), encoding="utf-8")
        case "huge":
            with path.open("wb") as file:
                file.truncate(50 * 1024 * 1024)
        case "folder":
            path = folder / "missing-folder" / "article.txt"
    return path
