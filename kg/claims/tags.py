"""Hold the tags given so far to the words of a sentence, and what they make likely for the next."""

from collections.abc import Mapping
from typing import Final

from kg.claims.calendars import Time
from kg.claims.lexicon import Lexicon, Noun
from kg.claims.names import Line, Name
from kg.claims.numbers import Number
from kg.claims.records import record
from kg.claims.times import find_times
from kg.claims.words import read_words


@record
class Tag:
    """Hold what a token is here; a compound, name, number or time tags its first token and spans `length`."""

    kind: str
    lemma: str
    form: str = ""
    noun: Noun | None = None
    name: Name | None = None
    number: Number | None = None
    time: Time | None = None
    length: int = 1


FINITE: Final = frozenset({"verb", "be", "have", "do", "modal"})
_PHRASAL: Final = read_words("tagging", "phrasal")
_TELLING: Final = frozenset(["tell", "inform", "warn", "assure", "remind", "notify", "convince"])
SAYING: Final = read_words("tagging", "saying")
_HONORIFICS: Final = read_words("tagging", "honorifics")
_LETTING: Final = frozenset({"let", "allow", "get", "want", "win", "send", "bring", "have", "permit"})
CAUSATIVE: Final = frozenset({"let", "make", "help", "see", "have"})


class Tags:
    """Hold the tags given so far: a tag depends on those before it."""

    def __init__(self, line: Line, names: Mapping[int, Name], lexicon: Lexicon) -> None:
        """Begin a sentence."""
        self.tokens = line.tokens
        self.names = names
        self.lexicon = lexicon
        self.is_title = line.is_title
        self.times = {time.start: time for time in find_times(line.tokens)}
        self.tags: list[Tag | None] = [None] * len(line.tokens)
        self.at = 0
        self.is_phrasal = False  # a verb that a particle may complete behind its object: "handed X over"
        self.previous = ""  # kind of the tag before, adverbs left out
        self.before: Tag | None = None
        self.has_finite = False
        self.finite_count = 0
        self.is_loose = False  # the only verb so far may be a bare participle: "the men freed by Norland"
        self.has_causative = False
        self.is_letting = False  # a verb behind whose object "out" or "back" may stand: "let X out", "got X back"
        self.saying = ""  # verb of saying whose clause has not begun, and "prep" once a phrase follows it
        self.after_that = False

    def _remember(self, tag: Tag) -> None:
        if tag.kind in {"adv", "neg"} or (tag.kind == "conj" and self._joins_adverbs(self.at)):
            return
        if tag.kind in {"verb", "mark", "sub", "rel", "prep"}:
            self.is_phrasal = tag.kind == "verb" and tag.lemma in _PHRASAL
            self.is_letting = tag.kind == "verb" and tag.lemma in _LETTING
        if tag.kind in {"mark", "sub", "rel"} or (
            tag.kind == "prep"
            and tag.lemma in {"as", "after", "before", "since", "until"}
            and self.at + tag.length not in self.times
        ):
            self.has_finite = False
        if tag.kind in {"be", "have", "do", "modal"} or (
            tag.kind == "verb" and tag.form in {"s", "past", "ed", "base"}
        ):
            self.has_finite = True
        self.is_loose = (self.is_loose or self._is_participle(tag)) and tag.kind in {
            "prep",
            "name",
            "det",
            "noun",
            "num",
        }
        self._remember_saying(tag)
        self.has_causative = (self.has_causative and tag.kind not in {"mark", "sub"}) or tag.lemma in CAUSATIVE
        self.finite_count += tag.kind in FINITE
        self.previous, self.before = tag.kind, tag

    def _is_participle(self, tag: Tag) -> bool:
        """Say whether a preposition right behind "freed" leaves open whether that was the verb of the sentence."""
        before = self.before
        is_bare = before is not None and before.kind == "verb" and before.form in {"ed", "past", "part"}
        return tag.kind == "prep" and is_bare and self.finite_count == 1

    def _joins_adverbs(self, at: int) -> bool:
        """Recognise "immediately and unconditionally"."""
        before = self.tags[at - 1] if at else None
        is_after = self._is_kind(at + 1, "adverb") or (self._is_unknown(at + 1) and self._low(at + 1).endswith("ly"))
        return before is not None and before.kind == "adv" and is_after

    def _remember_saying(self, tag: Tag) -> None:
        if tag.kind == "verb":
            self.saying = "tell" if tag.lemma in _TELLING else "verb" if tag.lemma in SAYING else ""
        elif tag.kind == "prep" and self.saying == "verb":
            self.saying = "prep"
        elif tag.kind in {"sub", "rel", "mark"}:
            self.saying = ""
        if tag.kind in {"sub", "rel", "mark"}:
            self.after_that = tag.kind == "sub" and tag.lemma == "that"

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _is_kind(self, at: int, kind: str) -> bool:
        return kind in self.lexicon.closed.get(self._low(at), frozenset())

    def _is_verb_at(self, at: int) -> bool:
        low = self._low(at)
        tags = self.lexicon.closed.get(low, frozenset())
        return bool(tags & {"be", "have", "do", "modal"}) or (
            low in self.lexicon.verbs and low not in self.lexicon.nouns
        )

    def _is_unknown(self, at: int) -> bool:
        token = self.tokens[at] if at < len(self.tokens) else None
        return token is not None and token.kind == "word" and not self.lexicon.has(token.low) and at not in self.names

    def _is_honorific(self, at: int) -> bool:
        """Recognise "Mr", "Lt." before a name or before another of their kind."""
        if self._low(at) not in _HONORIFICS or not self.tokens[at].text[0].isupper():
            return False
        return at + 1 in self.names or (self._low(at + 1) in self.lexicon.lists["titles"] and self._is_title_ahead(at))

    def _is_title_ahead(self, at: int) -> bool:
        return any(step in self.names for step in range(at + 2, at + 4))

    def _precedes_noun(self, at: int) -> bool:
        after = self._low(at + 1)
        return after in self.lexicon.nouns or at + 1 in self.names or self._is_unknown(at + 1)

    def _precedes_adjective(self, at: int) -> bool:
        """Recognise the participle in "imposed targeted financial sanctions"."""
        return (
            self._is_kind(at + 1, "adjective") and at + 1 not in self.times and self._low(at + 2) in self.lexicon.nouns
        )
