"""Find words that a back end quotes in the stored text, and give the place where they stand.

White space and quote marks are folded, on both sides, and what is sought becomes NFC, as the text is; nothing else is
forgiven, capitals least of all. Offsets are those of the text as stored.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from kg.claims.tokens import cut_tokens
from kg.model import Document, Quote, Span

_MARKS: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u0060\u00b4\u2039\u203a", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
)
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Hold a text with white space and quote marks folded, and where each of its characters stands in the text."""

    text: str
    folded: str
    starts: tuple[int, ...]  # one more than characters: the last is the end of the text
    numbers: tuple[Span, ...]  # the figures of the text: quoted words never begin or end within one


def fold_document(document: Document) -> Folded:
    """Fold the text of an article."""
    text = document.text
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for space in _SPACE.finditer(text):
        parts += [text[at : space.start()], " "]
        starts += [*range(at, space.start()), space.start()]
        at = space.end()
    parts.append(text[at:])
    starts += [*range(at, len(text)), len(text)]
    tokens = cut_tokens(text, 0, len(text))
    numbers = tuple(Span(token.start, token.end) for token in tokens if token.kind == "number")
    return Folded(text, "".join(parts).translate(_MARKS), tuple(starts), numbers)


def fold_words(words: str) -> str:
    r"""Fold words that are sought.

    >>> fold_words(" “freed\n 12 men” ")
    '"freed 12 men"'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFC", words)).strip().translate(_MARKS)


def show_words(words: str, most: int = 120) -> str:
    r"""Give the beginning of words for a message: on one line, and without what would act on a terminal.

    >>> show_words("a\x1b[2J\nb")
    'a?[2J b'
    """
    return "".join(mark if mark.isprintable() else "?" for mark in fold_words(words)[:most])


def find_words(folded: Folded, words: str, within: Span) -> Quote | None:
    """Find the first place within a span where words stand whole; None where there is none.

    Words that stand several times are taken to be the first, within what the back end was shown.
    """
    sought = fold_words(words)
    at = bisect_left(folded.starts, within.start)
    while sought and (at := folded.folded.find(sought, at)) >= 0:
        start, end = folded.starts[at], folded.starts[at + len(sought) - 1] + 1
        if end > within.end:
            return None
        if _is_whole(folded, start, end):
            return Quote(folded.text[start:end], start, end)
        at += 1
    return None


def _is_whole(folded: Folded, start: int, end: int) -> bool:
    return not (_is_inside_word(folded.text, start) or _is_inside_word(folded.text, end)) and not (
        _is_inside_number(folded, start) or _is_inside_number(folded, end)
    )


def _is_inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_wordy(text[at - 1]) and _is_wordy(text[at])


def _is_wordy(mark: str) -> bool:
    return mark.isalnum() or bool(unicodedata.combining(mark))


def _is_inside_number(folded: Folded, at: int) -> bool:
    """Say whether a place is within a figure: "12" is no quote of "12,000"."""
    near = bisect_left(folded.numbers, at, key=lambda span: span.start) - 1
    return near >= 0 and folded.numbers[near].start < at < folded.numbers[near].end
