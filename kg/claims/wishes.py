"""Recognise the grammar of wishes: "that he be freed", "Free them at once"."""

from typing import Final

from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.words import read_words

_ORDERS: Final = read_words("orders", "words")


_ITEM_MARKS: Final = frozenset({":", ";", "-", "\u2013", "\u2014", "!"})


def is_subjunctive(reading: Reading, clause: Clause) -> bool:
    """Recognise the bare "be" of "asked that he be freed"."""
    chunk = reading.chunks[clause.verb]
    is_bare = reading.tokens[chunk.start].low == "be" or reading.lows(chunk.start, chunk.start + 2) == ("not", "be")
    return is_bare and chunk.form == "fin" and bool(clause.subject)


def is_order(reading: Reading, clause: Clause) -> bool:
    """Recognise a bare verb without a subject, at the start of a sentence or of an item: "Release them"."""
    chunk = reading.chunks[clause.verb]
    if clause.subject or clause.opener or chunk.form != "fin" or chunk.past or chunk.perfect or chunk.modal:
        return False
    is_bare = reading.tokens[chunk.head].low == chunk.word and not chunk.passive
    if not is_bare or not (chunk.word in _ORDERS or (clause.objects and not chunk.negated)):
        return False
    before = clause.verb - 1
    while before >= 0 and reading.chunks[before].kind in {"adv", "quote", "conj"}:
        before -= 1
    opens = before < 0 or reading.chunks[before].word in _ITEM_MARKS
    return opens or (chunk.word in _ORDERS and _goes_on(reading, clause))


def _goes_on(reading: Reading, clause: Clause) -> bool:
    """Say whether the verb goes on with an order before it: "free them and drop the charges"."""
    earlier = [other for other in reading.sketch.clauses if other.verb < clause.verb]
    return bool(earlier) and is_order(reading, earlier[-1])
