"""Tell what a text reported before and now takes back."""

from typing import Final

from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.words import read_words

_EARLIER: Final = read_words("doubt", "earlier")
_OWN_SAYING: Final = read_words("doubt", "own_saying")
_SELF: Final = frozenset({"we", "i"})


def is_taken_back(reading: Reading, clause: Clause) -> bool:
    """Recognise "earlier we reported that ..." over a clause."""
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    if above is None or reading.chunks[above.verb].word not in _OWN_SAYING:
        return False
    is_own = any(reading.chunks[at].word in _SELF for at in above.subject)
    return is_own and bool(set(reading.lows(0, reading.chunks[clause.verb].start)) & _EARLIER)
