"""Read sentences passed by courts: "9 years and two months", "life", "a seven-year term"."""

import re
from typing import Final

from kg.claims.numbers import parse_number, read_ordinal_number
from kg.claims.reading import Reading
from kg.claims.records import record
from kg.claims.words import read_words
from kg.model import Quote

TERM_MONTHS: Final = {"year": 12, "years": 12, "month": 1, "months": 1}
PENALTIES: Final = {"life": "life-imprisonment", "death": "death-penalty"}  # what has no length
_COMPOUND: Final = re.compile(r"(\w+)-(year|month)s?")
_AFTER: Final = read_words("penalties", "after")
_TERMS: Final = read_words("penalties", "terms")
_KINDS: Final = read_words("penalties", "kinds")


@record
class Penalty:
    """Hold a length in months, or the name of a penalty that has none."""

    quote: Quote
    months: int | None = None
    name: str = ""


def find_penalty(reading: Reading, start: int, end: int) -> Penalty | None:
    """Find a penalty within tokens, half open."""
    for at in range(start, min(end, len(reading.tokens))):
        low = reading.tokens[at].low
        if low in PENALTIES and _is_penalty_word(reading, at):
            return Penalty(reading.quote(at, at + 1), name=PENALTIES[low])
        compound = _COMPOUND.fullmatch(low)
        if compound is not None and not _names_term(reading, at):
            compound = None
        if compound is not None and (count := read_ordinal_number(compound.group(1))) is not None:
            return Penalty(reading.quote(at, at + 1), months=count * TERM_MONTHS[compound.group(2)])
        found = _read_length(reading, at)
        if found is not None:
            return found
    return None


def _names_term(reading: Reading, at: int) -> bool:
    """Say whether a length such as "ten-year" is that of a term: not of a ban, a contract or a plan."""
    return bool(_TERMS & set(reading.lows(at + 1, at + 5)))


def _is_penalty_word(reading: Reading, at: int) -> bool:
    before = reading.tokens[at - 1].low if at else ""
    after = reading.tokens[at + 1].low if at + 1 < len(reading.tokens) else ""
    if after in _TERMS or (before == "of" and at > 1 and reading.tokens[at - 2].low in _TERMS):
        return True
    return before in {"to", "for", "a", "of", "given", "get", "got", "received"} and (
        after in {*_AFTER, ".", ",", "", "and", "by", "for", "on"}
    )


def _read_length(reading: Reading, at: int) -> Penalty | None:
    number = parse_number(reading.tokens, at)
    if number is None or number.exact is None or number.end >= len(reading.tokens):
        return None
    unit = reading.tokens[number.end].low
    if unit not in TERM_MONTHS or _is_age(reading, number.end + 1):
        return None
    if _is_of_another(reading, number.end + 1):
        return None
    months, end = number.exact * TERM_MONTHS[unit], number.end + 1
    step = end + 1 if end < len(reading.tokens) and reading.tokens[end].low in {"and", ","} else end
    rest = parse_number(reading.tokens, step) if step < len(reading.tokens) else None
    if unit.startswith("year") and rest is not None and rest.exact is not None and _is_months(reading, rest.end):
        months, end = months + rest.exact, rest.end + 1
    return Penalty(reading.quote(number.start, end), months=months)


def _is_of_another(reading: Reading, at: int) -> bool:
    """Recognise "ten years of free meals", "three weeks to leave": lengths that nobody is locked up for."""
    lows = reading.lows(at, at + 2)
    if lows[:1] == ("of",):
        return not _KINDS & set(reading.lows(at + 1, at + 4))
    return lows[:1] == ("to",) and at < len(reading.tokens) and bool(set(lows[1:]) & _DOING)


_DOING: Final = read_words("penalties", "doing")


def _is_months(reading: Reading, at: int) -> bool:
    return at < len(reading.tokens) and reading.tokens[at].low in {"month", "months"}


def _is_age(reading: Reading, at: int) -> bool:
    return at < len(reading.tokens) and reading.tokens[at].low in {"old", "ago", "earlier", "later", "after"}
