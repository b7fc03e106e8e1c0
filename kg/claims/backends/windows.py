"""Cut an article into parts that a model is shown one at a time: whole paragraphs, with the headline above each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Document, Span

MAX_CHARS: Final = 3_000  # of one part, headline and dateline included; models lose what stands in the middle of more
_MAX_TITLE: Final = 300
_BREAK: Final = re.compile(r"\n\s*\n\s*")
_GAP: Final = re.compile(r"(?<=[.!?\"\u201d])\s+")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Window:
    """Hold one part: its place in the text, and what the model reads."""

    span: Span
    text: str


def cut_windows(document: Document) -> tuple[Window, ...]:
    """Cut the text below the headline.

    What is longer than a part goes in pieces: paragraphs at sentences, sentences at spaces, words anywhere.
    """
    title = document.title[:_MAX_TITLE]
    head = f"{title}\n\n{document.dateline}\n\n" if document.dateline else f"{title}\n\n"
    room = MAX_CHARS - len(head)
    spans = _pack(document.text, Span(document.headline.end, len(document.text)), room)
    return tuple(Window(span, head + document.text[span.start : span.end]) for span in spans)


def _pack(text: str, whole: Span, room: int) -> Iterator[Span]:
    """Put as many pieces together as fit."""
    start = end = None
    for piece in _cut(text, whole, room, (_BREAK, _GAP, _SPACE)):
        if start is None or end is None:
            start, end = piece.start, piece.end
        elif piece.end - start > room:
            yield Span(start, end)
            start, end = piece.start, piece.end
        else:
            end = piece.end
    if start is not None and end is not None:
        yield Span(start, end)


def _cut(text: str, whole: Span, room: int, breaks: tuple[re.Pattern[str], ...]) -> Iterator[Span]:
    """Cut at the first kind of break; a piece that is too long is cut at the next kind."""
    if whole.end - whole.start <= room and breaks != (_BREAK, _GAP, _SPACE):
        yield whole
        return
    if not breaks:
        yield from (Span(at, min(at + room, whole.end)) for at in range(whole.start, whole.end, room))
        return
    at = whole.start
    for found in breaks[0].finditer(text, whole.start, whole.end):
        if found.start() > at:
            yield from _cut(text, Span(at, found.start()), room, breaks[1:])
        at = found.end()
    if at < whole.end:
        yield from _cut(text, Span(at, whole.end), room, breaks[1:])
