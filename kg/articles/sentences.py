"""Divide an article into sections and sentences, and find what it prints twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from kg.articles.datelines import Dateline, match_dateline
from kg.articles.head import Head
from kg.articles.lines import Unit
from kg.articles.parts import Part, make_key, name_parts
from kg.articles.splitting import split_sentences
from kg.errors import ArticleError
from kg.model import Section, SectionKind, Sentence, Span

MAX_SENTENCES: Final = 200_000  # a book of 3,000 pages
_COPY_WORDS: Final = 4  # shorter sentences ("He agreed.") come twice by chance


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
    dateline = head.dateline
    walk = _Walk(text, name, head.headline)
    for unit, part in zip(units, parts, strict=True):
        found = _find_dateline(text, unit, dateline) if part == Part.PROSE and (dateline or walk.is_first) else None
        dateline = dateline or found
        walk.add_unit(unit, part, found)
    return Division(tuple(walk.sections), tuple(walk.sentences), dateline)


def _find_dateline(text: str, unit: Unit, first: Dateline | None) -> Dateline | None:
    """Find the dateline of the first paragraph, and the same one again where the text is printed twice."""
    found = match_dateline(text, unit.span.start, unit.span.end)
    if first is None or found is None:
        return found
    is_same = found.place == first.place and (found.date and found.date.words) == (first.date and first.date.words)
    return found if is_same else None


@dataclass(slots=True)
class _Walk:
    """Keep the state of one walk over the units: which section rules, and which sentences came before."""

    text: str
    name: str
    headline: Span | None
    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    is_first: bool = True  # no prose yet
    ruling: SectionKind = SectionKind.BODY
    seen: dict[str, int] = field(default_factory=dict)

    def add_unit(self, unit: Unit, part: Part, dateline: Dateline | None) -> None:
        """Put one unit into its section and its words into sentences."""
        if part == Part.TITLE:
            self._extend(SectionKind.HEADLINE, unit.whole)
            is_headline = self.headline is not None and unit.span.covers(self.headline)
            self._add_sentence(self.headline if is_headline and self.headline else unit.span)
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
        index = self.seen.get(make_key(self.text[span.start : span.end]))
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
        key = make_key(self.text[span.start : span.end])
        index = len(self.sentences)
        is_telling = is_heading or not index or key.count(" ") + 1 >= _COPY_WORDS
        original = self.seen.setdefault(key, index) if key and is_telling else index
        copy_of = None if original == index else original
        self.sentences.append(Sentence(index, span, len(self.sections) - 1, is_heading, copy_of))
