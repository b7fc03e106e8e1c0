"""Name what each unit of an article is: title, note, highlight, heading or prose."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from kg.articles.head import Head
from kg.articles.headers import parse_label
from kg.articles.headings import is_highlights_label, is_page_label, is_scenario_heading, looks_like_heading
from kg.articles.lines import Mark, Unit

_STOP_CHARS: Final = 8  # by which a repeated headline may be longer
_LABEL_LINES: Final = 8  # longest list of highlights without bullets
_LISTS: Final = frozenset({Mark.BULLET, Mark.NUMBER})
_WORD: Final = re.compile(r"\w+")


class Part(Enum):
    """Say what one unit of the text is."""

    TITLE = auto()
    NOTE = auto()
    LABEL = auto()  # "Highlights": names its section, is no sentence
    HIGHLIGHT = auto()
    HEADING = auto()
    SCENARIO = auto()  # heading of a speculative section
    PROSE = auto()


def name_parts(text: str, units: Sequence[Unit], head: Head) -> tuple[Part, ...]:
    """Name what each unit is, from its words and from its neighbours."""
    lines = [text[unit.span.start : unit.span.end] for unit in units]
    title = "" if head.headline is None else text[head.headline.start : head.headline.end]
    parts: list[Part] = []
    highlights_end = _find_bullets_end(units, head.end)
    for index, unit in enumerate(units):
        if index in head.titles:
            parts.append(Part.TITLE)
        elif index in head.notes or _is_note(lines, units, index, title=title):
            parts.append(Part.NOTE)
        elif index < highlights_end:
            parts.append(Part.HIGHLIGHT)
        elif is_highlights_label(lines[index]) and (end := _find_highlights_end(units, index)):
            parts.append(Part.LABEL)
            highlights_end = end
        elif unit.mark in {Mark.NONE, Mark.HEADING} and index + 1 < len(units):
            parts.append(_name_line(lines, units, parts, title=title))
        else:
            parts.append(Part.PROSE)
    return tuple(parts)


def _name_line(lines: Sequence[str], units: Sequence[Unit], parts: Sequence[Part], *, title: str) -> Part:
    """Tell a heading from prose and from the lines of a list, for the unit behind those named so far."""
    index = len(parts)
    line = lines[index]
    if _repeats(line, title):
        return Part.HEADING
    if is_scenario_heading(line) and not re.search(r"[.!;,]$", line):
        return Part.SCENARIO
    if not looks_like_heading(line):
        return Part.PROSE
    is_listed = _is_list_line(lines, units, index + 1) or (
        _shares_block(units, index - 1) and (lines[index - 1].endswith(":") or _was_listed(lines, parts, index - 1))
    )
    return Part.PROSE if is_listed else Part.HEADING


def _is_list_line(lines: Sequence[str], units: Sequence[Unit], index: int) -> bool:
    """Say whether the next line, without a blank one between, looks like a heading too: then both are a list."""
    is_plain = units[index].mark == Mark.NONE and _shares_block(units, index - 1)
    return is_plain and looks_like_heading(lines[index]) and not is_scenario_heading(lines[index])


def _was_listed(lines: Sequence[str], parts: Sequence[Part], index: int) -> bool:
    return parts[index] == Part.PROSE and looks_like_heading(lines[index])


def _shares_block(units: Sequence[Unit], index: int) -> bool:
    return index >= 0 and units[index].block == units[index + 1].block


def _is_note(lines: Sequence[str], units: Sequence[Unit], index: int, *, title: str) -> bool:
    if is_page_label(lines[index]):
        return True
    if units[index].mark != Mark.NONE:
        return False
    is_label = (
        0 < index < len(units) - 1
        and is_page_label(lines[index - 1])
        and looks_like_heading(lines[index])
        and _repeats(lines[index + 1], title)
    )
    return is_label or parse_label(lines[index]) is not None


def _find_bullets_end(units: Sequence[Unit], start: int) -> int:
    """Find the end of bullets that come before the text; 0 where the bullets are the text."""
    end = start
    while end < len(units) and units[end].mark == Mark.BULLET:
        end += 1
    return end if end < len(units) else 0


def _find_highlights_end(units: Sequence[Unit], label: int) -> int:
    """Find the end of the list under a label: its bullets, or a few lines up to a blank one; 0 for no list."""
    end = label + 1
    if end < len(units) and units[end].mark in _LISTS:
        while end < len(units) and units[end].mark in _LISTS:
            end += 1
        return end
    block = units[end].block if end < len(units) else -1
    while end < len(units) and units[end].block == block:
        end += 1
    return end if label + 1 < end <= label + _LABEL_LINES and end < len(units) else 0


def _repeats(line: str, title: str) -> bool:
    """Say whether a line has the words of the headline, but for its stops and capitals."""
    return bool(title) and abs(len(line) - len(title)) <= _STOP_CHARS and make_key(line) == make_key(title)


def make_key(words: str) -> str:
    """Make the key by which two sentences are the same: their words, without stops and capitals."""
    return " ".join(_WORD.findall(words.casefold()))
