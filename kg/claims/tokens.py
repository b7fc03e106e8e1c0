"""Cut text into tokens that keep their offsets; nothing is rewritten.

One compiled expression without nested repeats, so that time grows with length only.
"""

import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e\u200c\u200d"
)
_LETTER: Final = rf"[^\W\d_{_MARKS}][{_MARKS}]*"
_APOSTROPHE: Final = "['\u2019\u02bc]"
_TOKEN: Final = re.compile(
    rf"""
    (?P<abbreviation>(?:[A-Z]\.){{2,}}|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Gov|St|Jr|Sr|Prof|Rev|Capt|Sgt|Maj|No|Hon|Cpl|Adm|Brig|Cmdr|Msgr|Rep|Fr)\.)
    |(?P<number>\d[\d,.]*-[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?)
    |(?P<possessive>{_APOSTROPHE}(?:s|re|ve|ll|d|m)\b|(?<=s){_APOSTROPHE}(?=\s\w))
    |(?P<word>(?:{_LETTER})+(?:(?:{_APOSTROPHE}(?!(?:s|re|ve|ll|d|m)\b)|[-\u2010\u2011])(?:{_LETTER}|\d)+)*(?:/\d+)?)
    |(?P<mark>\S)
    """,
    re.VERBOSE,
)
OPEN_QUOTES: Final = frozenset('"\u201c\u00ab\u201e')
CLOSE_QUOTES: Final = frozenset('"\u201d\u00bb')


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word, number or mark with its place; `low` is for look-up only."""

    text: str
    low: str
    start: int
    end: int
    kind: str  # word, number, possessive, mark

    @property
    def is_capital(self) -> bool:
        """Say whether it starts with a capital, or is an article of a name such as `al-Mutlaq` with one inside."""
        return self.kind == "word" and (self.text[0].isupper() or _is_prefixed(self.text))


def _is_prefixed(text: str) -> bool:
    prefix, mark, rest = text.partition("-")
    return (
        bool(mark) and prefix.lower() in {"al", "el", "an", "ar", "as", "at", "ad", "ez", "ul"} and rest[:1].isupper()
    )


def cut_tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Cut a stretch of text into tokens, with offsets into the whole text.

    >>> [token.text for token in cut_tokens("Minsk's al-Amin isn't 7-year-old.", 0, 33)]
    ['Minsk', "'s", 'al-Amin', "isn't", '7-year-old', '.']
    """
    found = []
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        word = match.group()
        low = word.lower().replace("\u2019", "'").replace("\u02bc", "'").replace("\u2011", "-")
        found.append(Token(word, low, match.start(), match.end(), "word" if kind == "abbreviation" else kind))
    return tuple(found)
