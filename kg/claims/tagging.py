"""Tag each token with its part of speech by lexicon and neighbours: small rules, no statistics."""

import re
from collections.abc import Sequence
from typing import Final

from kg.claims.lexicon import Lexicon, Noun, Verb
from kg.claims.names import Line, Name
from kg.claims.numbers import parse_number
from kg.claims.picking import BEFORE_NOUN, ORDERS, Picking
from kg.claims.tags import Tag
from kg.claims.tokens import CLOSE_QUOTES, OPEN_QUOTES
from kg.claims.words import read_table, read_words

_PLACE_AFTER_TO: Final = read_words("tagging", "place_after_to")
_PHRASES: Final = {tuple(phrase.split("-")): kind for phrase, kind in read_table("phrases").items()}
_BEHIND_OBJECT: Final = frozenset({"over", "back", "up", "away", "down", "off", "in"})
_BEFORE_PEOPLE: Final = read_words("tagging", "before_people")  # "marched off two nurses", not "marched off a bus"
_BEFORE_TERMS: Final = read_words("tagging", "before_terms")
_LET_PLACES: Final = frozenset({"out", "back", "home"})
_LET_ENDS: Final = frozenset(
    {"", ".", ",", ";", "!", "on", "in", "at", "after", "before", "and", "last", "early", "for", "under"}
)
_AT_ONCE: Final = frozenset({"all", "at", "immediately", "unconditionally", "now"})
_DOWN: Final = frozenset({"turn", "hand", "knock", "track", "strike", "vote", "hunt"})
_DUE_TO: Final = ("due", "to")
_PHRASE_STARTS: Final = frozenset(words[0] for words in _PHRASES)
_PHRASAL: Final = read_words("tagging", "phrasal")
_TELLING: Final = read_words("sketch", "reporting") | {"mean", "ensure", "agree", "decide", "order", "see"}
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")


def tag_line(line: Line, names: Sequence[Name], lexicon: Lexicon) -> tuple[Tag | None, ...]:
    """Tag the tokens of a sentence; None for a token inside a longer unit.

    Source: the order of the tests is the rule; the first that fits decides.
    """
    tagger = _Tagger(line, {name.start: name for name in names}, lexicon)
    return tagger.tag_all()


class _Tagger(Picking):
    """Give each token its tag, in the order of the sentence."""

    def tag_all(self) -> tuple[Tag | None, ...]:
        at = 0
        while at < len(self.tokens):
            self.at = at
            tag = self._tag(at)
            self.tags[at] = tag
            self._remember(tag)
            at += tag.length
        return tuple(self.tags)

    def _tag(self, at: int) -> Tag:
        token = self.tokens[at]
        if at in self.times:
            time = self.times[at]
            return Tag("time", token.low, time=time, length=time.end - time.start)
        if at in self.names:
            name = self.names[at]
            return Tag("name", token.low, name=name, length=name.end - name.start)
        if self._is_honorific(at):
            return Tag("title", token.low)
        return (
            self._tag_phrase(at)
            or self._tag_number(at)
            or self._tag_mark(at)
            or self._tag_compound(at)
            or self._tag_word(at)
        )

    def _tag_phrase(self, at: int) -> Tag | None:
        if self.tokens[at].low not in _PHRASE_STARTS:
            return None
        for length in (3, 2, 1):
            words = tuple(token.low for token in self.tokens[at : at + length])
            is_due = words == _DUE_TO and self.previous == "be" and self._is_infinitive(at + 1)
            if words in _PHRASES and not is_due:
                return Tag(_PHRASES[words], "-".join(words), length=len(words))
        return None

    def _tag_number(self, at: int) -> Tag | None:
        is_phrasal = (
            self.previous == "verb"
            and self.before is not None
            and self.before.lemma in _PHRASAL
            and self._low(at) in {"over", "up"}
        )
        number = parse_number(self.tokens, at) if not is_phrasal else None
        if number is None or any(step in self.names or step in self.times for step in range(at, number.end)):
            return None
        low = self.tokens[at].low
        if low == "one" and number.end == at + 1 and self._low(at + 1) in {"of", ",", "learned", "in", "by"}:
            return Tag("pron", "one")
        return Tag("num", low, number=number, length=number.end - at)

    def _tag_mark(self, at: int) -> Tag | None:
        token = self.tokens[at]
        if token.kind == "mark":
            quote = token.text in OPEN_QUOTES or token.text in CLOSE_QUOTES
            return Tag("quote" if quote else "mark", token.text)
        if token.kind == "possessive":
            return self._tag_possessive(at)
        if token.kind == "number":
            if _CLOCK.fullmatch(token.text):
                return Tag("adv", token.low)
            is_age = token.low.endswith("-old")
            if is_age and self.previous == "det" and not self._precedes_noun(at):
                return Tag("noun", token.low, noun=Noun(token.low, "people", "people"))
            return Tag("adj" if "-" in token.low or is_age else "num", token.low)
        return None

    def _tag_possessive(self, at: int) -> Tag:
        low = self.tokens[at].low
        if low in {"'s", "'"} and self.previous in {"pron", "rel"}:
            return Tag("be", "be", "s")
        if low in {"'s", "'"}:
            return Tag("pos", "'s")
        return {"'re": Tag("be", "be"), "'m": Tag("be", "be"), "'ve": Tag("have", "have")}.get(low, Tag("modal", low))

    def _tag_compound(self, at: int) -> Tag | None:
        longest = self.lexicon.compounds.get(self.tokens[at].low, 0)
        for length in range(longest, 1, -1):
            words = [token.low for token in self.tokens[at : at + length]]
            noun = self.lexicon.nouns.get("-".join(words)) if len(words) == length else None
            if noun is not None and not any(step in self.names for step in range(at + 1, at + length)):
                return Tag("noun", noun.lemma, noun=noun, length=length)
        return None

    def _tag_word(self, at: int) -> Tag:
        low = self.tokens[at].low
        if low in ORDERS and self._is_order(at):
            return Tag("verb", low, "base")
        closed = self.lexicon.closed.get(low, frozenset())
        is_base = (
            self.previous in {"to", "modal"}
            and low not in {"be", "have", "do"}
            and any(verb.form == "base" for verb in self.lexicon.verbs.get(low, ()))
        )
        tag = self._tag_closed(at, low, closed) if closed and not is_base else None
        return tag or self._tag_open(at, low, closed)

    def _tag_closed(self, at: int, low: str, closed: frozenset[str]) -> Tag | None:
        for kind in ("be", "have", "do", "modal"):
            if kind in closed and not (kind == "modal" and low == "may" and at and self.tokens[at].text == "May"):
                return Tag(kind, kind if kind != "modal" else low, low if kind != "modal" else "")
        if "negation" in closed:
            return Tag("neg", low)
        if low == "to":
            return Tag("to", "to") if self._is_infinitive(at) else Tag("prep", "to")
        if low in {"that", "her", "home", "no", "one", "so"} or (low in {"each", "both", "all"} and self._floats(at)):
            return self._tag_shifting(at, low)
        return self._tag_plain(at, low, closed)

    def _floats(self, at: int) -> bool:
        """Recognise the "each" of "X and Y each freed 30 men", which belongs to the verb."""
        is_number = at + 2 < len(self.tokens) and parse_number(self.tokens, at + 2) is not None
        is_verb = any(
            verb.form in {"ed", "past", "part", "base"} for verb in self.lexicon.verbs.get(self._low(at + 1), ())
        )
        if self.previous == "be":
            return is_verb
        return is_verb and is_number and self._low(at) == "each" and self.previous in {"name", "noun", "have", "modal"}

    def _is_infinitive(self, at: int) -> bool:
        step = at + 1
        while (self._is_kind(step, "adverb") and self._low(step) != "home") or self._is_manner(step):
            step += 1
        low = self._low(step)
        if low in {"be", "have", "do", "not"}:
            return True
        if low in _PLACE_AFTER_TO:
            return low == "free"
        if step in self.names or parse_number(self.tokens, step) is not None:
            return False
        if any(verb.form == "base" for verb in self.lexicon.verbs.get(low, ())):
            return True
        return self._is_unknown(step) and not self.tokens[step].is_capital and self._opens_object(step + 1)

    def _is_manner(self, at: int) -> bool:
        """Recognise the adverbs inside "to immediately and unconditionally release"."""
        if self._low(at) == "and":
            return self._is_manner(at - 1) and self._is_manner(at + 1)
        low = self._low(at)
        is_other = low in self.lexicon.nouns or low in self.lexicon.verbs or at in self.names
        return low.endswith("ly") and not is_other and not self.tokens[at].is_capital

    def _tag_shifting(self, at: int, low: str) -> Tag:
        after = self._low(at + 1)
        if low == "that":
            is_noun = after in self.lexicon.nouns and not self.lexicon.nouns[after].is_plural
            if (
                is_noun
                and self.previous in {"verb", "prep", "to"}
                and self.before is not None
                and (self.before.form != "ed" or self.before.lemma not in _TELLING)
            ):
                return Tag("det", low)
            is_relative = self.previous in {"noun", "name", "pron"} and not (
                self.saying in {"prep", "tell"} and not self._is_verb_at(at + 1)
            )
            return Tag("rel" if is_relative else "sub", low)
        if low == "her":
            open_word = after in self.lexicon.nouns or self._is_kind(at + 1, "adjective") or self._is_unknown(at + 1)
            return Tag("possessive", low) if open_word and at + 1 not in self.times else Tag("pron", low)
        if low == "home":
            return (
                Tag("noun", low, noun=self.lexicon.nouns[low]) if self.previous in BEFORE_NOUN else Tag("particle", low)
            )
        if low == "one":
            return Tag("pron", low)
        return Tag("det", low) if low == "no" else Tag("adv", low)

    def _is_verb_free(self, at: int) -> bool:
        """Recognise the verb in "Free X now" and in "Should Norland free X"."""
        is_subject = self.previous in {"name", "noun", "pron"} and self._is_helper_open()
        is_first = self.previous in {"", "quote"} or (self.before is not None and self.before.lemma == ":")
        is_calling = is_first and (
            at + 1 in self.names or self._is_kind(at + 1, "det") or self._low(at + 1) in _AT_ONCE
        )
        is_urgent = is_calling and self._low(at + 1) in _AT_ONCE
        return is_urgent or ((is_subject or is_calling) and (self._opens_object(at + 1) or self._is_honorific(at + 1)))

    def _is_helper_open(self) -> bool:
        """Say whether the sentence opens with a helping verb that still waits for its main verb."""
        told = [tag for tag in self.tags if tag is not None]
        helpers = [tag for tag in told if tag.kind in {"modal", "do", "verb", "be", "have"}]
        return len(helpers) == 1 and helpers[0].kind in {"modal", "do"} and told[0] is helpers[0]

    def _tag_plain(self, at: int, low: str, closed: frozenset[str]) -> Tag | None:  # noqa: C901, PLR0911 - one test a case, in their order
        if low == "free" and self._is_verb_free(at):
            return Tag("verb", low, "base")
        if "relative" in closed and (
            low in {"who", "whom", "whose", "which"} or self.previous in {"noun", "name", "mark"}
        ):
            return Tag("rel", low)
        if "particle" in closed and self.previous in {"verb", "pron"} and self._is_particle(at):
            return Tag("particle", low)
        if self._is_let_place(at, low):
            return Tag("particle", low)
        if self.is_phrasal and low in _BEHIND_OBJECT and self.previous in {"name", "noun"} and self._is_particle(at):
            return Tag("particle", low)
        if low in {"out", "back", "away"} and self.previous == "be" and self._low(at + 1) != "of":
            return Tag("particle", low)
        if "particle" in closed and self._low(at + 1) in {"", ".", ",", ";", "!"}:
            return Tag("particle", low)
        if low in {"long", "first"} and self.previous == "have":
            return Tag("adv", low)
        if low == "following" and self.previous in {"det", "possessive"}:
            return Tag("adj", low)
        if low in {"both", "all", "each", "either", "most", "several", "few", "many", "some", "half", "another", "any"}:
            return Tag("det", low)
        for group, kind in _CLOSED_ORDER:
            if group in closed:
                return Tag(kind, low)
        return None

    def _is_let_place(self, at: int, low: str) -> bool:
        """Recognise the particle behind the object of "let X out", "got X back"."""
        is_behind = self.is_letting and low in _LET_PLACES and self.previous in {"name", "noun", "num"}
        return is_behind and (low in {"back", "home"} or self._closes_letting(at + 1))

    def _closes_letting(self, at: int) -> bool:
        """Say whether nothing that "out" could lead to follows: "let X out on bail", "let X out."."""
        return at in self.times or self._low(at) in _LET_ENDS

    def _is_particle(self, at: int) -> bool:
        after = self._low(at + 1)
        low = self._low(at)
        if low in {"free", "back", "away", "loose", "home", "aside", "apart", "go"}:
            return low != "go"
        if self._completes_verb(at, low):
            return True
        if low in {"in", "through", "apart", "aside"} and (
            at + 1 in self.times or self._opens_object(at + 1) or after in self.lexicon.nouns
        ):
            return False
        before_object = (
            at + 1 in self.times
            or self._is_unknown(at + 1)
            or after in self.lexicon.nouns
            or self._is_kind(at + 1, "det")
            or at + 1 in self.names
            or self._is_kind(at + 1, "possessive")
        )
        return (
            not before_object
            or (low in {"up", "over", "out"} and self.previous == "verb")
            or (low == "down" and self.before is not None and self.before.lemma in _DOWN)
            or after in {"", ".", ","}
        )

    def _completes_verb(self, at: int, low: str) -> bool:
        """Recognise the particle before an object: "marched off two nurses", "handed down ten years"."""
        if self.previous != "verb" or self.before is None:
            return False
        pair = f"{self.before.lemma}-{low}"
        return pair in _BEFORE_TERMS or (pair in _BEFORE_PEOPLE and self._names_people(at + 1))

    def _names_people(self, at: int) -> bool:
        """Say whether a phrase of people begins at a token."""
        for step in range(at, min(at + 4, len(self.tokens))):
            if step in self.names:
                return self.names[step].kind in {"unknown", "person"}
            noun = self.lexicon.nouns.get(self._low(step))
            if noun is not None:
                return noun.meaning == "people"
            if self._is_kind(step, "preposition") or self.tokens[step].kind == "mark":
                return False
        return False

    def _opens_reduced(self, at: int, low: str) -> bool:
        """Recognise an unknown word in -ing behind a noun and before an object."""
        is_long = low.endswith("ing") and len(low) > _LONGEST_STEM
        return is_long and self.previous in {"noun", "name"} and self._opens_gerund(at + 1)

    def _tag_open(self, at: int, low: str, closed: frozenset[str]) -> Tag:  # noqa: C901 - one test a case
        verbs = self.lexicon.verbs.get(low, ())
        noun = self.lexicon.nouns.get(low)
        is_adjective = "adjective" in closed or "ordinal" in closed
        if not verbs:
            verbs = _guess_verb(low) if noun is None and not is_adjective else ()
        if not verbs and noun is None and self.previous == "rel" and low.endswith("s") and not low.endswith("ss"):
            verbs = (Verb(low[:-1], "s"),)  # "who edits a weekly"
        if not verbs and noun is None and self._opens_reduced(at, low):
            verbs = (Verb(low[:-3], "ing"),)  # "a video mocking the army"
        if not verbs and self.previous == "to" and noun is None and not self._is_manner(at):
            verbs = (Verb(low, "base"),)
        if verbs:
            verb = self._pick_verb(at, verbs, is_noun=noun is not None or low in self.lexicon.lists["common"])
            if verb is not None:
                return Tag("verb", verb.lemma, verb.form)
            if self._is_participle_adjective(at, verbs):
                return Tag("adj", low)
        if is_adjective and not (noun is not None and not self._precedes_noun(at)):
            return Tag("adj", low)
        if noun is None and not verbs:
            return Tag(_guess_kind(low), low, noun=_guess_people(low))
        return Tag(
            "noun", noun.lemma if noun else verbs[0].lemma, noun=noun, form=verbs[0].form if verbs and not noun else ""
        )


_LONGEST_STEM: Final = 5  # letters of the shortest word in -ing that may be a verb
_CLOSED_ORDER: Final = (
    ("possessive", "possessive"),
    ("subject", "pron"),
    ("object_pronoun", "pron"),
    ("reflexive", "pron"),
    ("conjunction", "conj"),
    ("preposition", "prep"),
    ("subordinator", "sub"),
    ("det", "det"),
    ("adverb", "adv"),
    ("relative", "rel"),
    ("particle", "particle"),
)


def _guess_kind(low: str) -> str:
    if low.endswith("ly") and len(low) > 4:  # noqa: PLR2004 - a place or length in a row of words
        return "adv"
    if (
        low.endswith(("ous", "ful", "ical", "able", "ible", "ive", "less", "ian", "ish", "ese", "ary"))
        and "-" not in low
    ):
        return "adj"
    return "noun"


def _guess_verb(low: str) -> tuple[Verb, ...]:
    if low.endswith("ed") and len(low) > 4 and "-" not in low:  # noqa: PLR2004 - a place or length in a row of words
        return (Verb(low[:-2], "ed"),)
    return ()


def _guess_people(low: str) -> Noun | None:
    """Guess that a word in -ist, -ian or -eer means a person."""
    stem = low.removesuffix("s")
    is_person = stem.endswith(("ist", "eer", "woman", "women", "men")) and len(stem) > 5 and "-" not in low  # noqa: PLR2004 - a place or length in a row of words
    return Noun(stem, "people", "people", is_plural=stem != low or stem.endswith("men")) if is_person else None
