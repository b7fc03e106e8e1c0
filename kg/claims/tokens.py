"""Cut text into tokens that keep their offsets; nothing is rewritten.

One compiled expression without nested repeats, so that time grows with length only.
"""

import re
from typing import Final

from kg.claims.records import record

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e\u200c\u200d"
)
_LETTER: Final = rf"[^\W\d_{_MARKS}][{_MARKS}]*"
_APOSTROPHE: Final = "['\u2019\u02bc]"
_MONTHS: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_TOKEN: Final = re.compile(
    rf"""
    (?P<abbreviation>(?:[A-Z]\.){{2,}}|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Gov|St|Jr|Sr|Prof|Rev|Capt|Sgt|Maj|No|Hon|Cpl|Adm|Brig|Cmdr|Msgr|Rep|Fr)\.|\b(?:{_MONTHS})\.(?=\s\d))
    |(?P<number>\d[\d,.]*-[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?)
    |(?P<possessive>{_APOSTROPHE}(?:s|re|ve|ll|d|m)\b|(?<=s){_APOSTROPHE}(?=\s\w))
    |(?P<word>(?:{_LETTER})+\d{{0,3}}(?:(?:{_APOSTROPHE}(?!(?:s|re|ve|ll|d|m)\b)|[-\u2010\u2011])(?:{_LETTER}|\d)+)*(?:/\d+)?)
    |(?P<mark>\S)
    """,
    re.VERBOSE,
)
OPEN_QUOTES: Final = frozenset('"\u201c\u00ab\u201e')
CLOSE_QUOTES: Final = frozenset('"\u201d\u00bb')


@record
class Token:
    """Hold one word, number or mark with its place; `low` is for look-up only."""

    text: str
    low: str
    start: int
    end: int
    kind: str  # word, number, possessive, mark
    is_capital: bool  # a word that starts with a capital, or with the article of a name: `al-Mutlaq`


def _is_prefixed(text: str) -> bool:
    prefix, _, rest = text.partition("-")
    return prefix.lower() in _ARTICLES and rest[:1].isupper()


_ARTICLES: Final = frozenset({"al", "el", "an", "ar", "as", "at", "ad", "ez", "ul"})


def cut_tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Cut a stretch of text into tokens, with offsets into the whole text.

    >>> [token.text for token in cut_tokens("Minsk's al-Amin isn't 7-year-old.", 0, 33)]
    ['Minsk', "'s", 'al-Amin', "isn't", '7-year-old', '.']
    >>> [token.text for token in cut_tokens("M23 and A4.", 0, 11)]
    ['M23', 'and', 'A4', '.']
    >>> [token.text for token in cut_tokens("Jan. 5, not Jan.", 0, 16)]
    ['Jan.', '5', ',', 'not', 'Jan', '.']
    """
    return tuple(_make_token(match) for match in _TOKEN.finditer(text, start, end))


def _make_token(match: re.Match[str]) -> Token:
    text, kind = match.group(), match.lastgroup or "mark"
    low = text.lower()
    if not low.isascii():
        low = low.translate(_PLAIN)
    if kind not in {"word", "abbreviation"}:
        return Token(text, low, *match.span(), kind, is_capital=False)
    is_capital = text[0].isupper() or ("-" in text and _is_prefixed(text))
    return Token(text, low, *match.span(), "word", is_capital)


_PLAIN: Final = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2011": "-"})
