"""Load our own lexicon: closed classes, verbs with all their forms, nouns by what they mean."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.claims.inflect import inflect_verb, pluralise
from kg.claims.records import record
from kg.narrow import take_table, take_text

FOLDER: Final = Path(__file__).parent


@record
class Verb:
    """Name a verb form: base, s, ed (past or participle), past, part, ing."""

    lemma: str
    form: str


@record
class Noun:
    """Say what a noun means: its class (people, body, restriction ...) and, of people, the kind of group."""

    lemma: str
    meaning: str
    kind: str = ""
    is_plural: bool = False


@record
class Lexicon:
    """Hold all words that the rules know; keys are lower case, compounds are joined by hyphens."""

    closed: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[Verb, ...]]
    nouns: Mapping[str, Noun]
    compounds: Mapping[str, int]  # first word of a compound -> its longest length in words
    lists: Mapping[str, frozenset[str]]

    def has(self, low: str) -> bool:
        """Say whether this is a word that we know, so not likely a name."""
        return low in self.nouns or low in self.verbs or low in self.closed or low in self.lists["common"]


def _read_words(name: str) -> Mapping[str, object]:
    return tomllib.loads((FOLDER / "words" / name).read_text(encoding="utf-8"))


@cache
def load_lexicon(frame_verbs: tuple[str, ...] = ()) -> Lexicon:
    """Load the lexicon, with the verbs that the frames bring.

    >>> load_lexicon().verbs["sought"]
    (Verb(lemma='seek', form='ed'),)
    """
    nouns = _load_nouns(_read_words("nouns.toml"))
    return Lexicon(
        closed=_load_closed(),
        verbs=_load_verbs(frame_verbs),
        nouns=nouns,
        compounds=_measure_compounds(nouns),
        lists=_load_lists(),
    )


def _load_closed() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for tag, words in _read_words("closed.toml").items():
        for word in take_text(words, tag).split():
            found.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in found.items()}


def _load_verbs(extra: Iterable[str]) -> Mapping[str, tuple[Verb, ...]]:
    words = _read_words("verbs.toml")
    doubling = set(take_text(words["doubling"], "doubling").split())
    forms: dict[str, list[Verb]] = {}
    irregular = {}
    for row in take_text(words["irregular"], "irregular").replace("\n", "|").split("|"):
        if row.strip():
            lemma, past, part = row.split()
            irregular[lemma] = (past, part)
    for lemma in dict.fromkeys([*take_text(words["general"], "general").split(), *extra, *irregular]):
        for word, form in inflect_verb(lemma, doubles=lemma in doubling):
            if not (form == "ed" and lemma in irregular):
                forms.setdefault(word, []).append(Verb(lemma, form))
        if lemma in irregular:
            past, part = irregular[lemma]
            for word, form in [(past, "ed")] if past == part else [(past, "past"), (part, "part")]:
                forms.setdefault(word, []).append(Verb(lemma, form))
    return {word: tuple(dict.fromkeys(verbs)) for word, verbs in forms.items()}


_MEANINGS: Final = (
    ("restriction", "words", "restriction"),
    ("restriction", "weak", "weak"),
    ("restriction", "lists", "list"),
    ("body", "government", "body"),
    ("body", "group", "group"),
    ("body", "firm", "firm"),
    ("facility", "words", "facility"),
    ("unit", "words", "unit"),
    ("event", "words", "event"),
    ("place", "words", "place"),
    ("thing", "words", "thing"),
)


def _load_nouns(words: Mapping[str, object]) -> Mapping[str, Noun]:
    found: dict[str, Noun] = {}
    for table, key, meaning in _MEANINGS:
        for lemma in take_text(take_table(words[table], table)[key], table).split():
            _add_noun(found, lemma, meaning, "")
    _add_kinds(found, take_table(words["people"], "people"), "people")
    for lemma in take_text(take_table(words["kin"], "kin")["words"], "kin").split():
        _add_noun(found, lemma, "people", found[lemma].kind if lemma in found else "people")
    _add_kinds(found, take_table(words["goods"], "goods"), "good")
    for word in ("people", "police", "troops", "persons", "staff", "others"):
        noun = found.get(word, Noun(word, "people", "people"))
        found[word] = Noun(noun.lemma, noun.meaning, noun.kind, is_plural=True)
    return found


def _add_kinds(found: dict[str, Noun], kinds: Mapping[str, object], meaning: str) -> None:
    for kind, lemmas in kinds.items():
        for lemma in take_text(lemmas, kind).split():
            _add_noun(found, lemma, meaning, kind)


def _add_noun(found: dict[str, Noun], lemma: str, meaning: str, kind: str) -> None:
    if lemma in found and not (meaning == "people" and found[lemma].meaning in {"thing", "event", "place"}):
        return
    found[lemma] = Noun(lemma, meaning, kind)
    plural = pluralise(lemma)
    if plural not in found or found[plural].lemma == lemma:
        found[plural] = Noun(lemma, meaning, kind, is_plural=True)


def _measure_compounds(nouns: Mapping[str, Noun]) -> Mapping[str, int]:
    longest: dict[str, int] = {}
    for noun in nouns:
        parts = noun.split("-")
        for length in range(1, len(parts)):
            first = "-".join(parts[:length])
            longest[first] = max(longest.get(first, 0), len(parts) - length + 1)
    return longest


def _load_lists() -> Mapping[str, frozenset[str]]:
    words = _read_words("nouns.toml")
    wanted = (
        ("titles", "words"),
        ("titles", "feminine"),
        ("titles", "masculine"),
        ("positions", "words"),
        ("kin", "words"),
        ("org_words", "words"),
        ("place_words", "words"),
        ("award_words", "words"),
        ("common", "words"),
    )
    return {
        table if key == "words" else key: frozenset(take_text(take_table(words[table], table)[key], table).split())
        for table, key in wanted
    }
