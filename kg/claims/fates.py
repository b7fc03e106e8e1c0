"""Find what becomes of a request, plan or report that carries an event: "turned down a petition", "came to nothing"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.words import read_words

_REFUSING: Final = read_words("fates", "refusing")
_FAILING: Final = read_words("fates", "failing")
_FUTILE: Final = read_words("fates", "futile")
_SHELVES: Final = read_words("fates", "shelves")
_NO: Final = frozenset({"no", "not", "never", "n't", "longer", "hardly"})
_REACH: Final = 6  # tokens behind "be" in which its complement ends


def is_refused(reading: Reading, at: int) -> bool:
    """Say whether the request or report of a phrase is turned down, or fails."""
    return any(_meets_refusal(reading, clause, at) for clause in reading.sketch.clauses)


def refuses(reading: Reading, clause: Clause) -> bool:
    """Say whether a verb turns down what it is told of: "rejected", "brushed aside", "threw out"."""
    return bool(_REFUSING & set(list_keys(reading, clause)))


def list_keys(reading: Reading, clause: Clause) -> Iterator[str]:
    """Give a verb alone, and with each particle that may belong to it: "turn", "turn-down"."""
    word = reading.chunks[clause.verb].word
    yield word
    yield from (f"{word}-{particle}" for particle in clause.particles)
    step = clause.verb + 1
    if step < len(reading.chunks) and reading.chunks[step].kind in {"particle", "prep", "adv"}:
        yield f"{word}-{reading.chunks[step].word}"


def _meets_refusal(reading: Reading, clause: Clause, at: int) -> bool:
    chunk = reading.chunks[clause.verb]
    if chunk.negated or chunk.modal:
        return False
    if at in clause.subject and not clause.passive:
        return bool(_FAILING & set(list_keys(reading, clause))) or is_futile(reading, clause)
    is_met = at in clause.subject if clause.passive else any(at in group for group in _list_objects(clause))
    return is_met and refuses(reading, clause)


def _list_objects(clause: Clause) -> Iterator[tuple[int, ...]]:
    """Give the objects of a verb, also the one that its particle hides: "turned down a plea"."""
    yield from clause.objects[:1]
    yield from (found.group for found in clause.attached if found.at == clause.verb + 1)


def is_futile(reading: Reading, clause: Clause) -> bool:
    """Recognise "came to nothing", "is out of the question", "is not on the table"."""
    start = reading.chunks[clause.verb].start
    lows = reading.lows(start, min(reading.chunks[clause.verb].end + _REACH, len(reading.tokens)))
    told = " ".join(lows)
    if any(phrase.replace("-", " ") in told for phrase in _FUTILE):
        return True
    return bool(_NO & set(lows)) and any(phrase.replace("-", " ") in told for phrase in _SHELVES)
