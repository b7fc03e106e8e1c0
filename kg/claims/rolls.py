"""Hold where a sentence lists by name who a group is, and read the names that stand in a row."""

from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.reading import Reading
from kg.claims.records import record

_CLAUSES: Final = frozenset({"vg", "rel", "sub"})


@record
class Roll:
    """Hold the phrases that name people, and the phrase of the group they belong to; None for the group told last."""

    named: tuple[int, ...]
    whole: int | None = None


def list_names(reading: Reading, at: int, *, over_clauses: bool = False) -> tuple[int, ...]:
    """List the names that stand in a row from a phrase on, over ages and what says who each is.

    Args:
        over_clauses: the row goes on behind clauses that describe a name, and need not open with one.
    """
    chunks = reading.chunks
    if not over_clauses and (at >= len(chunks) or not _is_named(chunks[at])):
        return ()
    found = []
    for step in range(at, len(chunks)):
        if _ends_row(chunks[step], over_clauses=over_clauses):
            break
        if _is_named(chunks[step]) and (step == at or chunks[step - 1].kind in _BETWEEN):
            found.append(step)
    return tuple(found)


_BETWEEN: Final = frozenset({"comma", "conj", "adv", "stop"})


def _ends_row(chunk: Chunk, *, over_clauses: bool) -> bool:
    return (chunk.kind == "stop" and chunk.word != ":") or (not over_clauses and chunk.kind in _CLAUSES)


def _is_named(chunk: Chunk) -> bool:
    return chunk.kind == "np" and chunk.name is not None and chunk.name.kind == "unknown"
