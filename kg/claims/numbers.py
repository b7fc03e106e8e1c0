"""Read numbers, in digits and in words, with their bounds: "at least 40", "some", "a dozen", "more than".

Whether a number counts people is not decided here: it belongs to the noun that it stands before.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kg.claims.records import record
from kg.claims.tokens import Token
from kg.claims.words import read_list

_UNITS: Final = {word: value for value, word in enumerate(read_list("numbers", "units"))}
_TENS: Final = {word: value * 10 for value, word in enumerate(read_list("numbers", "tens"), 2)}
_SMALL: Final = {**_TENS, **_UNITS}
_ARTICLES: Final = {"a": 1, "an": 1}
NUMBER_WORDS: Final = frozenset([*_SMALL, *_ARTICLES])  # what a number that `read_ordinal_number` knows begins with
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_FIXED: Final = {"dozen": 12, "score": 20}
_COUNTS: Final = {**_FIXED, **_SCALES}
_VAGUE: Final = frozenset({"dozens", "hundreds", "thousands", "scores"})  # many, and no bound that a text gives
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_LOWER: Final = {
    ("at", "least"),
    ("more", "than"),
    ("over",),
    ("upwards", "of"),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
}
_UPPER: Final = {
    ("up", "to"),
    ("at", "most"),
    ("fewer", "than"),
    ("less", "than"),
    ("no", "more", "than"),
    ("under",),
    ("nearly",),
    ("almost",),
}
_ROUGH: Final = {("some",), ("about",), ("around",), ("roughly",), ("approximately",)}  # near it, on either side
_EXACT: Final = {("a", "total", "of")}
_BOUNDS: Final[Mapping[str, Collection[tuple[str, ...]]]] = {"low": _LOWER, "high": _UPPER, "rough": _ROUGH, "": _EXACT}
_BOUND_STARTS: Final = frozenset(words[0] for table in _BOUNDS.values() for words in table)
_OPENERS: Final = _BOUND_STARTS | _VAGUE | {"between", "a"}
MAX_WORDS: Final = 12


@record
class Number:
    """Hold a number and the tokens that say it, half open; `exact` is None for "about 40" and "at least 40"."""

    start: int
    end: int
    exact: int | None
    low: int | None
    high: int | None
    is_rough: bool = False  # "about 40": near a number that is said, and no bound


def parse_number(tokens: Sequence[Token], start: int) -> Number | None:
    """Read the number that starts at a token, with the words of its bounds.

    >>> from kg.claims.tokens import cut_tokens
    >>> parse_number(cut_tokens("at least forty-one men", 0, 22), 0)
    Number(start=0, end=3, exact=None, low=41, high=None, is_rough=False)
    """
    if start >= len(tokens) or not _may_open(tokens[start]):
        return None
    return _read_between(tokens, start) or _read_bounded(tokens, start)


def _read_bounded(tokens: Sequence[Token], start: int) -> Number | None:
    bound, at = _read_bound(tokens, start)
    found = _read_value(tokens, at)
    if found is None:
        return None
    value, end = found
    is_vague = tokens[end - 1].low in _VAGUE
    if bound == "rough" or is_vague:
        return Number(start, end, None, None, None, is_rough=not is_vague)
    if bound == "low":
        return Number(start, end, None, value + _is_strict(tokens[start:at]), None)
    if bound == "high":
        return Number(start, end, None, None, value - _is_strict(tokens[start:at]))
    return Number(start, end, value, value, value)


def _may_open(token: Token) -> bool:
    """Say whether a number may start here: most words are asked, and few do."""
    return token.kind == "number" or token.low in _OPENERS or token.low.partition("-")[0] in _SMALL


def _read_between(tokens: Sequence[Token], start: int) -> Number | None:
    """Read "between 40 and 50" as bounds on both sides; years are none."""
    is_between = start < len(tokens) and tokens[start].low == "between"
    low = _read_value(tokens, start + 1) if is_between else None
    if low is None or low[1] >= len(tokens) or tokens[low[1]].low != "and":
        return None
    high = _read_value(tokens, low[1] + 1)
    if high is None or low[0] >= high[0] or low[0] in _YEARS:
        return None
    return Number(start, high[1], None, low[0], high[0])


_YEARS: Final = range(1900, 2100)


def _is_strict(words: Sequence[Token]) -> int:
    lows = [token.low for token in words]
    return int((lows[-1] == "than" and "no" not in lows) or lows in (["over"], ["under"]))


def _read_bound(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    if start >= len(tokens) or tokens[start].low not in _BOUND_STARTS:
        return "", start
    for length in (3, 2, 1):
        words = tuple(token.low for token in tokens[start : start + length])
        for name, table in _BOUNDS.items():
            if words in table:
                return name, start + length
    return "", start


def _read_value(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    if start >= len(tokens):
        return None
    low = tokens[start].low
    if tokens[start].kind == "number":
        return _read_digits(tokens, start)
    if low in _VAGUE:
        return 0, start + 1
    if low in {"a", "half", "several"} and start + 1 < len(tokens):
        value = _COUNTS.get(tokens[start + 1].low)
        return (value, start + 2) if low == "a" and value is not None else None
    return _read_words(tokens, start)


def _read_digits(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    token = tokens[start]
    if not _DIGITS.fullmatch(token.text):
        return None
    value = int(token.text.replace(",", ""))
    if start + 1 < len(tokens) and tokens[start + 1].low in _SCALES:
        return value * _SCALES[tokens[start + 1].low], start + 2
    return value, start + 1


def _read_words(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    total, group, at, seen = 0, 0, start, False
    while at < min(len(tokens), start + MAX_WORDS):
        low = tokens[at].low
        parts = low.split("-")
        if all(part in _SMALL for part in parts):
            group += sum(_SMALL[part] for part in parts)
        elif low in _SCALES and seen:
            group = max(group, 1) * _SCALES[low]
            total, group = (total + group, 0) if low != "hundred" else (total, group)
        elif low in _FIXED and seen:
            group *= _FIXED[low]
        elif not (low == "and" and seen and group >= 100 and _continues(tokens, at + 1)):  # noqa: PLR2004 - a place or length in a row of words
            break
        seen = True
        at += 1
    return (total + group, at) if seen else None


def _continues(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and all(part in _SMALL for part in tokens[at].low.split("-"))


def read_ordinal_number(text: str) -> int | None:
    """Read one bare number word or figure; None for anything else.

    >>> read_ordinal_number("nineteen"), read_ordinal_number("19"), read_ordinal_number("ninth")
    (19, 19, None)
    """
    if text.isascii() and text.isdigit() and len(text) <= 7:  # noqa: PLR2004 - a place or length in a row of words
        return int(text)
    parts = text.lower().split("-")
    if all(part in _SMALL for part in parts):
        return sum(_SMALL[part] for part in parts)
    return _ARTICLES.get(parts[0]) if len(parts) == 1 else None
