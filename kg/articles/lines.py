"""Find the units of a text: lines, or paragraphs where a file is hard-wrapped, without their marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from kg.articles.headers import parse_label
from kg.articles.splitting import EDGE, trim_span
from kg.errors import ArticleError
from kg.model import Span

MAX_LINES: Final = 200_000  # a book of 3,000 pages; what is longer is no article and would take gigabytes
_WRAP_MIN: Final = 40  # shorter lines are headings and lists
_WRAP_MAX: Final = 100  # widest column that people wrap text to
_WRAP_SHARE: Final = (
    0.3  # of the line breaks in paragraphs stand before a small letter when text is wrapped (about 0.75)
)
_SLACK: Final = 0.8  # of the width; a line this full may have been broken for the next word


class Mark(StrEnum):
    """Name what stands before the words of a line."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"
    TIME = "time"  # time stamp of a live page
    SPEAKER = "speaker"  # Q: and A:
    HEADING = "heading"  # Markdown's number signs


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a line or a wrapped paragraph; sentences never reach over its ends.

    `span` are its words, `whole` includes the mark; units of one `block` have no blank line between them.
    """

    span: Span
    whole: Span
    block: int
    mark: Mark = Mark.NONE


_LINE: Final = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")
_MARKS: Final = re.compile(
    r"""(?P<time>[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s{0,3}(?:[-–—|]|:(?=\s))\s{0,3}(?=\S))
    | (?P<speaker>(?:Q|A|Question|Answer)[0-9]{0,2}\s?:\s{1,3}(?=\S))
    | (?P<bullet>[-*•·–—▪◦‣●]\s{1,9}(?=\S))
    | (?P<number>(?:[0-9]{1,2}[.)]|\([0-9]{1,2}\)|\(?[a-z]\)|\((?:i{1,3}|iv|vi{0,3}|ix|x)\))\s{1,9}(?=\S))
    | (?P<heading>\#{1,6}\s{1,9}(?=\S))
    """,
    re.VERBOSE,
)
_ENDS: Final = tuple('.!?…:;"”»)')


def find_units(text: str, *, name: str) -> tuple[Unit, ...]:
    r"""Divide a text into lines, and join the lines of paragraphs that were wrapped to a column.

    Args:
        text: normalised; line breaks are newlines (and the rarer ones of Unicode).
        name: of the file, for the message.

    Raises:
        ArticleError: more than `MAX_LINES` lines.

    >>> [unit.mark.value for unit in find_units("Harbour opens\n- A crane arrives.\n", name="x")]
    ['none', 'bullet']
    """
    lines = tuple(_find_lines(text, name))
    is_wrapped = _is_wrapped(text, lines)
    width = max((len(_words(text, line)) for line in lines if len(_words(text, line)) <= _WRAP_MAX), default=0)
    units: list[Unit] = []
    for line in lines:
        if is_wrapped and units and _continues(text, units, line, width=width):
            last = units[-1]
            joined = Span(last.span.start, line.span.end)
            units[-1] = Unit(joined, Span(last.whole.start, line.span.end), last.block, last.mark)
        else:
            units.append(line)
    return tuple(units)


def _find_lines(text: str, name: str) -> Iterator[Unit]:
    block, before, count = 0, 0, 0
    for found in _LINE.finditer(text):
        for span in trim_span(text, found.start(), found.end()):
            block += count > 0 and text.count("\n", before, span.start) > 1
            before = span.end
            count += 1
            if count > MAX_LINES:
                raise ArticleError(f"{name}: more than {MAX_LINES} lines; no article is that long")
            yield _mark_line(text, span, block)


def _mark_line(text: str, span: Span, block: int) -> Unit:
    found = _MARKS.match(text, span.start, span.end)
    if found is None:
        return Unit(span, span, block)
    return Unit(Span(found.end(), span.end), span, block, Mark(found.lastgroup or "none"))


def _is_wrapped(text: str, lines: Sequence[Unit]) -> bool:
    """Say whether lines of a column's width break in the middle of sentences."""
    pairs = [(one, two) for one, two in pairwise(lines) if one.block == two.block and two.mark == Mark.NONE]
    breaks = sum(1 for one, two in pairs if _breaks_sentence(text, one, two))
    return breaks > 0 and breaks >= _WRAP_SHARE * len(pairs)


def _breaks_sentence(text: str, one: Unit, two: Unit) -> bool:
    is_column = _WRAP_MIN <= one.whole.end - one.whole.start <= _WRAP_MAX
    first = text[two.span.start]
    return is_column and first.isalpha() and not first.isupper() and text[one.span.end - 1] not in _ENDS


def _continues(text: str, units: Sequence[Unit], line: Unit, *, width: int) -> bool:
    """Say whether a line goes on with the unit above it; headers, marks and the headline's end stop a paragraph."""
    last = units[-1]
    if last.block != line.block or line.mark != Mark.NONE:
        return False
    start = max(text.rfind("\n", 0, last.span.end), last.whole.start - 1) + 1
    above = text[start : last.span.end].strip(EDGE)
    if parse_label(above) or parse_label(_words(text, line)):
        return False
    if _breaks_sentence(text, Unit(Span(start, last.span.end), Span(start, last.span.end), 0), line):
        return True
    first_word = text[line.span.start : line.span.start + width + 1].split(maxsplit=1)[0]
    is_full = len(above) >= _WRAP_MIN and len(above) + 1 + len(first_word) > width * _SLACK
    return is_full and len(units) > 1 and len(above) <= _WRAP_MAX


def _words(text: str, line: Unit) -> str:
    return text[line.whole.start : line.whole.end]
