"""Read one sentence: tokens, names, tags, phrases and how they hang together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from kg.claims.chunks import Chunk, make_chunks
from kg.claims.clauses import sketch_sentence
from kg.claims.gazetteer import Index
from kg.claims.lexicon import Lexicon
from kg.claims.names import Line, Name, find_names
from kg.claims.records import record
from kg.claims.sketch import Clause, Sketch
from kg.claims.tagging import tag_line
from kg.claims.tags import Tag
from kg.claims.tokens import Token, cut_tokens
from kg.model import Document, Quote, SectionKind, Sentence, Span

MAX_TOKENS = 400  # a "sentence" longer than this is a table or noise; it is read in pieces


@record
class Reading:
    """Hold one sentence with all that the rules look at."""

    text: str  # of the document
    sentence: Sentence
    section: SectionKind
    tokens: tuple[Token, ...]
    words: tuple[str, ...]  # the tokens in lower case
    sketch: Sketch
    chunks: tuple[Chunk, ...]  # those of the sketch: rules ask for them too often to pass through it
    by_verb: Mapping[int, Clause]

    def quote(self, start: int, end: int) -> Quote:
        """Quote tokens, half open."""
        first, last = self.tokens[start].start, self.tokens[max(start, end - 1)].end
        return Quote(self.text[first:last], first, last)

    def quote_chunk(self, at: int) -> Quote:
        """Quote a phrase."""
        return self.quote(self.chunks[at].start, self.chunks[at].end)

    def lows(self, start: int, end: int) -> tuple[str, ...]:
        """Give tokens in lower case."""
        return self.words[start:end]

    @property
    def is_question(self) -> bool:
        """Say whether the sentence asks."""
        return any(token.text == "?" for token in self.tokens[-2:])


class Lens(Protocol):
    """Find names in a sentence and tag its words; all that is read builds on these two."""

    def find_names(self, line: Line, lexicon: Lexicon, index: Index) -> Iterable[Name]:
        """Give the names of a sentence, in order."""

    def tag_line(self, line: Line, names: Sequence[Name], lexicon: Lexicon) -> tuple[Tag | None, ...]:
        """Tag the tokens of a sentence; None for a token inside a longer unit."""


class RulesLens:
    """Find names and tags by our rules."""

    find_names = staticmethod(find_names)
    tag_line = staticmethod(tag_line)


OURS: Final = RulesLens()


def read_document(document: Document, lexicon: Lexicon, index: Index, lens: Lens = OURS) -> tuple[Reading, ...]:
    """Read every sentence that is new; boilerplate is read over, and analysis comes last, whatever its place."""
    wanted = sorted(
        (sentence for sentence in document.sentences if _is_read(document, sentence)),
        key=lambda sentence: _kind_of(document, sentence) == SectionKind.SCENARIO,
    )
    cut = {sentence.index: cut_tokens(document.text, sentence.span.start, sentence.span.end) for sentence in wanted}
    titles = {index_ for index_, tokens in cut.items() if _is_title_case(tokens)}
    titles -= {entry.index for entry in wanted if follows_marker(document.text, entry.span.start)}
    common, proper = _collect_cases(cut, titles)
    return tuple(
        reading
        for sentence in wanted
        for piece in _split_long(cut[sentence.index])
        for reading in [
            _read(document, sentence, Line(piece, sentence.index in titles, common, proper), (lexicon, index, lens))
        ]
        if piece
    )


def follows_marker(text: str, start: int) -> bool:
    """Say whether the mark of a list stands before a place: a bullet, "1." or "(a)" at the start of a line."""
    return _MARKER.search(text[max(0, start - _LONGEST_MARKER) : start]) is not None


_MARKER: Final = re.compile(r"(?:^|\n)[ \t]*(?:\(?[a-z0-9]{1,3}[.)]|[-*\u2022\u2013])[ \t]+$")
_LONGEST_MARKER: Final = 12  # characters


def _is_read(document: Document, sentence: Sentence) -> bool:
    return sentence.copy_of is None and _kind_of(document, sentence) != SectionKind.BOILERPLATE


def _kind_of(document: Document, sentence: Sentence) -> SectionKind:
    return document.sections[sentence.section].kind


def _split_long(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    return [tuple(tokens[at : at + MAX_TOKENS]) for at in range(0, len(tokens), MAX_TOKENS)]


def _is_title_case(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]  # noqa: PLR2004 - a place or length in a row of words
    capitals = sum(token.text[0].isupper() for token in words)
    ends = bool(tokens) and tokens[-1].text in {".", '"', "\u201d", "!"}
    return len(words) > 1 and not ends and capitals * 5 >= len(words) * 4


def _collect_cases(cut: Mapping[int, Sequence[Token]], titles: set[int]) -> tuple[frozenset[str], frozenset[str]]:
    common: set[str] = set()
    proper: set[str] = set()
    for number, tokens in cut.items():
        for at, token in enumerate(tokens):
            if token.kind == "word" and not token.is_capital:
                common.add(token.low)
            elif token.kind == "word" and at and number not in titles and tokens[at - 1].kind == "word":
                proper.add(token.low)
    return frozenset(common), frozenset(proper)


def _read(document: Document, sentence: Sentence, line: Line, kit: tuple[Lexicon, Index, Lens]) -> Reading:
    lexicon, index, lens = kit
    names = tuple(lens.find_names(line, lexicon, index))
    sketch = sketch_sentence(make_chunks(lens.tag_line(line, names, lexicon)))
    kind = document.sections[sentence.section].kind
    by_verb = {clause.verb: clause for clause in sketch.clauses}
    words = tuple([token.low for token in line.tokens])
    return Reading(document.text, sentence, kind, line.tokens, words, sketch, sketch.chunks, by_verb)


def cover(spans: Sequence[Span]) -> Span:
    """Give the smallest span over all."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))
