"""Divide an article into sections and sentences, and find what it prints twice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain
from typing import Final

from kg.articles.head import Head
from kg.articles.headers import Dateline, match_dateline, parse_label
from kg.articles.headings import is_highlights_label, is_page_label, is_scenario_heading, looks_like_heading
from kg.articles.lines import Mark, Unit
from kg.articles.splitting import split_sentences
from kg.errors import ArticleError
from kg.model import Section, SectionKind, Sentence, Span

MAX_SENTENCES: Final = 200_000  # a book of 3,000 pages
_COPY_WORDS: Final = 4  # shorter sentences ("He agreed.") come twice by chance
_STOP_CHARS: Final = 8  # by which a repeated headline may be longer
_LABEL_LINES: Final = 8  # longest list of highlights without bullets


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


@dataclass(frozen=True, slots=True)
class Division:
    """Hold the sections and sentences of a text, and the dateline before its first paragraph."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None


def divide_text(text: str, units: Sequence[Unit], head: Head, *, name: str) -> Division:
    """Divide a text into sections and sentences.

    A speculative heading rules until the next heading, or until body text begins that was printed before. The
    words of a dateline belong to no sentence.

    Raises:
        ArticleError: more than `MAX_SENTENCES` sentences.
    """
    parts = name_parts(text, units, head)
    dateline: Dateline | None = None
    walk = _Walk(text, name)
    for unit, part in zip(units, parts, strict=True):
        found = _find_dateline(text, unit, dateline) if part == Part.PROSE and (dateline or walk.is_first) else None
        dateline = dateline or found
        walk.add_unit(unit, part, found)
    return Division(tuple(walk.sections), tuple(walk.sentences), dateline)


def name_parts(text: str, units: Sequence[Unit], head: Head) -> tuple[Part, ...]:
    """Name what each unit is, from its words and from its neighbours."""
    lines = [text[unit.span.start : unit.span.end] for unit in units]
    title = "" if head.headline is None else text[head.headline.start : head.headline.end]
    parts: list[Part] = []
    highlights_end = _find_bullets_end(units, head.end) if head.end else 0
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
    if end < len(units) and units[end].mark in {Mark.BULLET, Mark.NUMBER}:
        while end < len(units) and units[end].mark in {Mark.BULLET, Mark.NUMBER}:
            end += 1
        return end
    block = units[end].block if end < len(units) else -1
    while end < len(units) and units[end].block == block:
        end += 1
    return end if label + 1 < end <= label + _LABEL_LINES and end < len(units) else 0


def _find_dateline(text: str, unit: Unit, first: Dateline | None) -> Dateline | None:
    """Find the dateline of the first paragraph, and the same one again where the text is printed twice."""
    found = match_dateline(text, unit.span.start, unit.span.end)
    if first is None or found is None:
        return found
    return (
        found
        if found.place == first.place and (found.date and found.date.words) == (first.date and first.date.words)
        else None
    )


def _repeats(line: str, title: str) -> bool:
    """Say whether a line has the words of the headline, but for its stops and capitals."""
    return bool(title) and abs(len(line) - len(title)) <= _STOP_CHARS and _get_key(line) == _get_key(title)


def _get_key(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


@dataclass(slots=True)
class _Walk:
    """Keep the state of one walk over the units: which section rules, and which sentences came before."""

    text: str
    name: str
    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    is_first: bool = True  # no prose yet
    ruling: SectionKind = SectionKind.BODY
    seen: dict[str, int] = field(default_factory=dict)

    def add_unit(self, unit: Unit, part: Part, dateline: Dateline | None) -> None:
        """Put one unit into its section and its words into sentences."""
        if part == Part.TITLE:
            self._extend(SectionKind.HEADLINE, unit.whole)
            self._add_sentence(unit.span)
        elif part == Part.NOTE:
            self._extend(SectionKind.BOILERPLATE, unit.whole)
        elif part == Part.LABEL:
            self._open(SectionKind.HIGHLIGHTS, unit.whole, heading=unit.span)
        elif part == Part.HIGHLIGHT:
            self._extend(SectionKind.HIGHLIGHTS, unit.whole)
            self._add_all(split_sentences(self.text, unit.span.start, unit.span.end))
        elif part == Part.PROSE:
            self._add_prose(unit, dateline)
        else:
            self.ruling = SectionKind.SCENARIO if part == Part.SCENARIO else SectionKind.BODY
            self._open(self.ruling, unit.whole, heading=unit.span)
            self._add_sentence(unit.span, is_heading=True)

    def _add_prose(self, unit: Unit, dateline: Dateline | None) -> None:
        self.is_first = False
        start = unit.span.start if dateline is None else dateline.end
        if dateline is not None:
            self._extend(SectionKind.BOILERPLATE, Span(unit.whole.start, dateline.end))
        spans = split_sentences(self.text, start, unit.span.end)
        first = next(spans, None)
        if first is not None:
            self._extend(self._choose_kind(first), Span(start if dateline else unit.whole.start, unit.whole.end))
            self._add_all(chain((first,), spans))

    def _choose_kind(self, first: Span) -> SectionKind:
        """Let a paragraph printed before bring its section with it; body text ends a speculative section."""
        original = self._find_original(first)
        if original is None:
            return self.ruling
        kind = self.sections[original.section].kind
        if kind == SectionKind.SCENARIO:
            return kind
        self.ruling = SectionKind.BODY
        return self.ruling

    def _find_original(self, span: Span) -> Sentence | None:
        index = self.seen.get(_get_key(self.text[span.start : span.end]))
        return None if index is None else self.sentences[index]

    def _open(self, kind: SectionKind, span: Span, *, heading: Span | None = None) -> None:
        self.sections.append(Section(kind, span, heading))

    def _extend(self, kind: SectionKind, span: Span) -> None:
        last = self.sections[-1] if self.sections else None
        if last is not None and last.kind == kind:
            self.sections[-1] = Section(kind, Span(last.span.start, span.end), last.heading)
        else:
            self._open(kind, span)

    def _add_all(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self._add_sentence(span)

    def _add_sentence(self, span: Span, *, is_heading: bool = False) -> None:
        if len(self.sentences) >= MAX_SENTENCES:
            raise ArticleError(f"{self.name}: more than {MAX_SENTENCES} sentences; no article is that long")
        key = _get_key(self.text[span.start : span.end])
        index = len(self.sentences)
        is_telling = is_heading or not index or key.count(" ") + 1 >= _COPY_WORDS
        original = self.seen.setdefault(key, index) if key and is_telling else index
        copy_of = None if original == index else original
        self.sentences.append(Sentence(index, span, len(self.sections) - 1, is_heading, copy_of))
