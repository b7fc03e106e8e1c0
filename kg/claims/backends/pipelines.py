"""Read articles by our rules through the eyes of a spaCy pipeline: it finds names, and tells verbs from nouns.

Phrases, frames, scope and all that follows stay ours, and so do names that the gazetteer, our lists of awards and of
posts know: what the pipeline finds beside them takes the place of our guesses.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Final, Protocol

from kg.claims.extract import extract_claims
from kg.claims.gazetteer import Index
from kg.claims.lexicon import Lexicon, Noun
from kg.claims.names import Line, Name, find_names
from kg.claims.rules import Rules
from kg.claims.tagging import tag_line
from kg.claims.tags import Tag
from kg.claims.tokens import Token
from kg.errors import ArticleError, SettingsError
from kg.model import Claims, Document, Gazetteer


class Mention(Protocol):
    """Say what is used of a span of spaCy."""

    start_char: int
    end_char: int
    label_: str


class Word(Protocol):
    """Say what is used of a token of spaCy."""

    idx: int
    pos_: str
    tag_: str


class Parsed(Protocol):
    """Say what is used of a document of spaCy."""

    @property
    def ents(self) -> Sequence[Mention]:
        """Give the names."""

    def has_annotation(self, attr: str) -> bool:
        """Say whether a component has set an attribute."""

    def __iter__(self) -> Iterator[Word]:
        """Give the tokens."""


class Pipeline(Protocol):
    """Say what is used of a pipeline of spaCy."""

    @property
    def max_length(self) -> int:
        """Give the longest text that it takes, in characters."""

    @property
    def meta(self) -> Mapping[str, object]:
        """Give its name and version among other things."""

    def __call__(self, text: str) -> Parsed:
        """Give what it finds in a text."""


@dataclass(frozen=True, slots=True)
class PipelineLens:
    """Hold what a pipeline has found in one article, in the order of the text."""

    mentions: tuple[tuple[int, int, str], ...]  # start, end, label
    words: Mapping[int, tuple[str, str]]  # by start: part of speech, finer tag
    has_names: bool

    def find_names(self, line: Line, lexicon: Lexicon, index: Index) -> Iterable[Name]:
        """Give the names of a sentence: known ones, and those of the pipeline."""
        ours = tuple(find_names(line, lexicon, index))
        if not self.has_names:
            return ours
        known = [name for name in ours if name.ref is not None or name.kind in _KEPT]
        return _join(known, [name for mention in self._list_mentions(line) if (name := _take(mention, line.tokens))])

    def _list_mentions(self, line: Line) -> Sequence[tuple[int, int, str]]:
        first, last = line.tokens[0].start, line.tokens[-1].end
        return self.mentions[bisect_left(self.mentions, (first,)) : bisect_left(self.mentions, (last,))]

    def tag_line(self, line: Line, names: Sequence[Name], lexicon: Lexicon) -> tuple[Tag | None, ...]:
        """Tag the tokens of a sentence by our rules, and settle by the pipeline what is a verb and what a noun."""
        tags = tag_line(line, names, lexicon)
        return tuple(
            self._settle(tag, token, lexicon) if tag is not None and tag.length == 1 else tag
            for tag, token in zip(tags, line.tokens, strict=True)
        )

    def _settle(self, tag: Tag, token: Token, lexicon: Lexicon) -> Tag:
        part, fine = self.words.get(token.start, ("", ""))
        if tag.kind == "noun" and part == "VERB":
            forms = _FORMS.get(fine, frozenset())
            verb = next((verb for verb in lexicon.verbs.get(token.low, ()) if verb.form in forms), None)
            return tag if verb is None else Tag("verb", verb.lemma, verb.form)
        if tag.kind == "verb" and part == "NOUN":
            noun = lexicon.nouns.get(token.low)
            return Tag("noun", noun.lemma if isinstance(noun, Noun) else token.low, noun=noun)
        return tag


_KEPT: Final = frozenset({"award", "post"})
_LABELS: Final = {
    "PERSON": ("unknown", "person"),
    "PER": ("unknown", "person"),
    "ORG": ("body", ""),
    "FAC": ("facility", ""),
    "GPE": ("unknown", "place"),
    "LOC": ("unknown", "place"),
}
_FORMS: Final = {
    "VB": frozenset({"base"}),
    "VBP": frozenset({"base"}),
    "VBZ": frozenset({"s"}),
    "VBD": frozenset({"ed", "past"}),
    "VBN": frozenset({"ed", "part"}),
    "VBG": frozenset({"ing"}),
}


def _take(mention: tuple[int, int, str], tokens: Sequence[Token]) -> Name | None:
    """Turn a mention into a name of whole tokens, without an article before it and the owner's mark behind it."""
    start, end, label = mention
    inside = [at for at, token in enumerate(tokens) if start <= token.start and token.end <= end]
    while inside and tokens[inside[0]].low in {"the", "a", "an"}:
        inside.pop(0)
    while inside and tokens[inside[-1]].kind == "possessive":
        inside.pop()
    if not inside or label not in _LABELS:
        return None
    kind, sort = _LABELS[label]
    return Name(inside[0], inside[-1] + 1, kind, sort=sort)


def _join(known: Sequence[Name], found: Sequence[Name]) -> Iterator[Name]:
    """Put names in order; of two that overlap the longer stays, the known one where they are equally long."""
    taken: set[int] = set()
    kept: list[Name] = []
    for name in sorted([*known, *found], key=lambda name: (name.start - name.end, name.ref is None, name.start)):
        places = set(range(name.start, name.end))
        if not places & taken:
            taken |= places
            kept.append(name)
    yield from sorted(kept, key=lambda name: name.start)


@dataclass(frozen=True, slots=True)
class PipelineExtractor:
    """Read by rules over what a pipeline finds."""

    pipeline: Pipeline
    gazetteer: Gazetteer
    rules: Rules

    @property
    def name(self) -> str:
        """Name the extractor as provenance records it."""
        meta = self.pipeline.meta
        return f"{self.rules.extractor}, names by spaCy {meta.get('lang')}_{meta.get('name')} {meta.get('version')}"

    def extract(self, document: Document) -> Claims:
        """Give all claims that the rules find.

        Raises:
            ArticleError: the text is longer than the pipeline takes.
        """
        if len(document.text) > self.pipeline.max_length:
            raise ArticleError(
                f"{document.name}: {len(document.text)} characters are more than the {self.pipeline.max_length} that "
                "the spaCy pipeline takes",
                hint="Give the article in parts, or read it by --extractor rules.",
            )
        lens = look(self.pipeline(document.text))
        return replace(extract_claims(document, self.gazetteer, self.rules, lens), extractor=self.name)


def look(parsed: Parsed) -> PipelineLens:
    """Keep of what a pipeline has found what rules use."""
    mentions = tuple(sorted((one.start_char, one.end_char, one.label_) for one in parsed.ents))
    has_parts = parsed.has_annotation("POS")
    words = {word.idx: (word.pos_, word.tag_) for word in parsed if word.pos_} if has_parts else {}
    return PipelineLens(mentions, words, parsed.has_annotation("ENT_IOB"))


def make_pipeline_extractor(model: str, gazetteer: Gazetteer, rules: Rules) -> PipelineExtractor:
    """Load the pipeline that the user has installed; nothing is downloaded.

    Raises:
        SettingsError: spaCy or the pipeline is missing, or it finds neither names nor parts of speech.
    """
    if not model:
        raise SettingsError(
            "KG_SPACY_MODEL is not set, and the back end spacy reads by it",
            hint="Give the name or folder of a pipeline, for instance en_core_web_sm.",
        )
    pipeline = _load(model)
    lens = look(pipeline("Norland freed Ana Petrova."))
    if not (lens.has_names or lens.words):
        raise SettingsError(
            f"the spaCy pipeline {model!r} finds neither names nor parts of speech",
            hint="Take one with an entity recogniser, or with a tagger.",
        )
    return PipelineExtractor(pipeline, gazetteer, rules)


def _load(model: str) -> Pipeline:
    try:
        load: Callable[[str], Pipeline] = import_module("spacy").load
    except ImportError as error:
        raise SettingsError(
            f"the back end spacy needs the package spacy ({error})",
            hint="Install it: pip install -c constraints.txt -e '.[spacy]' (or pip install 'clemency-kg[spacy]').",
        ) from error
    try:
        return load(model)
    except (OSError, ValueError, ImportError) as error:
        raise SettingsError(
            f"KG_SPACY_MODEL is {model!r}, and spaCy cannot load it ({' '.join(str(error).split())[:200]})",
            hint=f"python -m spacy download {model}, if that is a pipeline of spaCy's own; else give its folder.",
        ) from error
