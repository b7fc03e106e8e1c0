"""Index the gazetteer that the caller hands in, so that names are found word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.claims.tokens import Token, cut_tokens
from kg.model import EntityKind, Gazetteer, GazetteerEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one spelling of a known thing: its words, and whether it is a demonym."""

    words: tuple[str, ...]
    ref: str
    kind: EntityKind
    is_demonym: bool
    label: str


@dataclass(frozen=True, slots=True)
class Index:
    """Hold spellings by their first word, longest first, and which state a capital stands for."""

    by_first: Mapping[str, tuple[Entry, ...]]
    states: Mapping[str, str]  # ref of a capital or government -> ref of its state
    capitals: frozenset[str]
    kinds: Mapping[str, EntityKind]  # by ref
    demonyms: frozenset[str]  # in lower case


def build_index(gazetteer: Gazetteer) -> Index:
    """Index all names and demonyms; an earlier entry wins where two share a spelling."""
    by_first: dict[str, list[Entry]] = {}
    for ref in sorted(gazetteer.entries):
        for entry in _spell_entry(gazetteer.entries[ref]):
            by_first.setdefault(entry.words[0].lower(), []).append(entry)
    states = {ref: entry.state for ref, entry in gazetteer.entries.items() if entry.state is not None}
    capitals = {entry.capital: ref for ref, entry in gazetteer.entries.items() if entry.capital is not None}
    return Index(
        {
            word: tuple(sorted(found, key=lambda e: (-len(e.words), e.is_demonym, e.ref)))
            for word, found in by_first.items()
        },
        {**states, **capitals},
        frozenset(capitals),
        {ref: entry.kind for ref, entry in gazetteer.entries.items()},
        frozenset(" ".join(entry.words).lower() for found in by_first.values() for entry in found if entry.is_demonym),
    )


def _spell_entry(entry: GazetteerEntry) -> Iterator[Entry]:
    for name in dict.fromkeys((entry.label, *entry.names)):
        words = _cut(name)
        if words:
            yield Entry(words, entry.ref, entry.kind, is_demonym=False, label=entry.label)
    for name in entry.demonyms:
        for spelling in (name, name + "s"):
            words = _cut(spelling)
            if words:
                yield Entry(words, entry.ref, entry.kind, is_demonym=True, label=entry.label)


def _cut(name: str) -> tuple[str, ...]:
    words = tuple(token.text for token in cut_tokens(name, 0, len(name)))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def find_entry(index: Index, tokens: Sequence[Token], at: int) -> Entry | None:
    """Find the longest known spelling that starts at a token."""
    if tokens[at].kind != "word" or not tokens[at].text[0].isupper():
        return None
    for entry in index.by_first.get(tokens[at].low, ()):
        if all(
            at + step < len(tokens) and _same(word, tokens[at + step].text) for step, word in enumerate(entry.words)
        ):
            return entry
    return None


def _same(word: str, text: str) -> bool:
    if word.isupper() and len(word) <= 4:  # noqa: PLR2004 - a place or length in a row of words
        return word == text
    return word.lower() == text.lower().replace("\u2019", "'")
