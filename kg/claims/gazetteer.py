"""Index the gazetteer that the caller hands in, so that names are found word by word."""

from collections.abc import Iterator, Mapping, Sequence

from kg.claims.records import record
from kg.claims.tokens import Token, cut_tokens
from kg.model import EntityKind, Gazetteer, GazetteerEntry


@record
class Entry:
    """Hold one spelling of a known thing: its words, and whether it is a demonym."""

    words: tuple[str, ...]
    forms: tuple[str, ...]  # what a token is compared to, see `_fold`
    ref: str
    kind: EntityKind
    is_demonym: bool
    label: str


@record
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
            yield Entry(words, _fold(words), entry.ref, entry.kind, is_demonym=False, label=entry.label)
    for name in entry.demonyms:
        for spelling in (name, name + "s"):
            words = _cut(spelling)
            if words:
                yield Entry(words, _fold(words), entry.ref, entry.kind, is_demonym=True, label=entry.label)


def _cut(name: str) -> tuple[str, ...]:
    is_plain = name.isascii() and name.replace(" ", "").isalpha()  # most are: cut in a fifth of the time
    words = tuple(name.split() if is_plain else (token.text for token in cut_tokens(name, 0, len(name))))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _fold(words: Sequence[str]) -> tuple[str, ...]:
    """Write words as a text may: short ones in capitals as they stand ("US" is not "us"), others in lower case."""
    is_fixed = [word.isupper() and len(word) <= 4 for word in words]  # noqa: PLR2004 - a length of a word
    return tuple(word if fixed else word.lower() for word, fixed in zip(words, is_fixed, strict=True))


def find_entry(index: Index, tokens: Sequence[Token], at: int) -> Entry | None:
    """Find the longest known spelling that starts at a token."""
    if tokens[at].kind != "word" or not tokens[at].text[0].isupper():
        return None
    for entry in index.by_first.get(tokens[at].low, ()):
        found = tokens[at : at + len(entry.forms)]
        if len(found) == len(entry.forms) and all(
            form in (token.low, token.text) for form, token in zip(entry.forms, found, strict=True)
        ):
            return entry
    return None
