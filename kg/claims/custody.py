"""Say where a text speaks of people who are held, and of people who come from where they were held."""

from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.words import read_words

_PLACES: Final = read_words("custody", "places")
_HELD: Final = read_words("custody", "held")
_SPEAKING: Final = _PLACES | _HELD | read_words("unheld", "custody") | read_words("custody", "speaking")
_SPENDING: Final = read_words("custody", "spending")
_HOLDING: Final = read_words("custody", "holding")
_ELSEWHERE: Final = read_words("custody", "elsewhere")
_FROM: Final = frozenset({"after", "from", "following", "since"})
_INTO: Final = frozenset({"to", "into"})
_REACH: Final = 8  # phrases behind "after"


def speaks_of_custody(reading: Reading) -> bool:
    """Say whether a sentence has a word for prisons or for those held there."""
    is_told = any(token.low in _SPEAKING for token in reading.tokens)
    return is_told or any(is_custody(chunk) for chunk in reading.chunks if chunk.kind == "np")


def is_custody(chunk: Chunk) -> bool:
    """Recognise a prison, by its noun or its name, or "detention"."""
    is_named = chunk.name is not None and chunk.name.kind == "facility"
    return is_named or chunk.meaning == "facility" or chunk.word in _PLACES


def goes_to_custody(reading: Reading, clause: Clause) -> bool:
    """Recognise "returned the man to his cell": nobody is let go."""
    return any(
        found.preposition in _INTO and any(is_custody(reading.chunks[at]) for at in found.group)
        for found in clause.attached
    )


def comes_from_custody(reading: Reading) -> bool:
    """Recognise "after six years in prison", "from a cell in Klow", "after being held for a year"."""
    chunks = reading.chunks
    return any(
        chunk.kind == "prep" and chunk.word in _FROM and _leads_to_custody(reading, at)
        for at, chunk in enumerate(chunks)
    ) or _tells_of_swap(reading)


def _leads_to_custody(reading: Reading, at: int) -> bool:
    for step in range(at + 1, min(at + _REACH, len(reading.chunks))):
        chunk = reading.chunks[step]
        lows = set(reading.lows(chunk.start, chunk.end))
        if chunk.kind in {"stop", "sub", "rel"} or lows & _ELSEWHERE:
            return False
        if chunk.kind == "vg":
            if chunk.word in _HOLDING and chunk.passive:
                return True
            if chunk.word not in _SPENDING:
                return False
        elif chunk.kind == "np" and (is_custody(chunk) or lows & _HELD):
            return True
    return False


def _tells_of_swap(reading: Reading) -> bool:
    """Recognise "in a prisoner swap"."""
    return any(
        chunk.word in {"swap", "exchange"} and "prisoner" in reading.lows(chunk.start, chunk.end)
        for chunk in reading.chunks
        if chunk.kind == "np"
    )
