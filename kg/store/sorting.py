"""Sort more lines than memory holds: sorted runs in files, merged as they are read."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

_RUN_LINES: Final = 250_000  # about 100 MiB in memory


def sort_lines(lines: Iterable[str], folder: Path, *, run_lines: int = _RUN_LINES) -> Iterator[str]:
    r"""Sort lines that hold no "\n" by code point; runs beyond the first lie in the folder while they are read."""
    source = iter(lines)
    run = sorted(islice(source, run_lines))
    with ExitStack() as stack:
        runs: list[Iterable[str]] = []
        while run:
            following = sorted(islice(source, run_lines))
            if not runs and not following:
                yield from run
                return
            runs.append(_spool_run(run, stack.enter_context(_open_run(folder / f"run-{len(runs)}"))))
            run = following
        yield from heapq.merge(*runs)


def _open_run(path: Path) -> TextIO:
    return path.open("w+", encoding="utf-8", newline="\n")


def _spool_run(run: list[str], stream: TextIO) -> Iterator[str]:
    Path(stream.name).unlink()  # the system frees the room when the stream is closed, however that comes about
    stream.writelines(f"{line}\n" for line in run)
    stream.seek(0)
    return (line.removesuffix("\n") for line in stream)
