"""Tag each token with its part of speech by lexicon and neighbours: small rules, no statistics."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.claims.lexicon import Lexicon, Noun, Verb
from kg.claims.names import Line, Name
from kg.claims.numbers import Number, parse_number
from kg.claims.times import Time, find_times
from kg.claims.tokens import CLOSE_QUOTES, OPEN_QUOTES
from kg.claims.words import read_table, read_words


@dataclass(frozen=True, slots=True)
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


_FINITE: Final = frozenset({"verb", "be", "have", "do", "modal"})
_BEFORE_NOUN: Final = frozenset({"det", "possessive", "pos", "num", "adj", "ordinal"})
_WITHIN_PHRASE: Final = frozenset({"prep", "name", "det", "noun", "num"})
_OPENS_OBJECT: Final = frozenset({"det", "num", "name", "possessive", "adj", "pron"})
_NOUNY: Final = read_words("tagging", "nouny")
_PLACE_AFTER_TO: Final = read_words("tagging", "place_after_to")
_PHRASES: Final = {tuple(phrase.split("-")): kind for phrase, kind in read_table("phrases").items()}
_BEHIND_OBJECT: Final = frozenset({"over", "back", "up"})
_DUE_TO: Final = ("due", "to")
_PHRASE_STARTS: Final = frozenset(words[0] for words in _PHRASES)
_GRANTED: Final = frozenset({"bail", "parole", "amnesty", "pardon"})
_PHRASAL: Final = read_words("tagging", "phrasal")
_TELLING: Final = frozenset(["tell", "inform", "warn", "assure", "remind", "notify", "convince"])
_SAYING: Final = read_words("tagging", "saying")
_HONORIFICS: Final = read_words("tagging", "honorifics")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")
_CAUSATIVE: Final = frozenset({"let", "make", "help", "see", "have"})


def tag_line(line: Line, names: Sequence[Name], lexicon: Lexicon) -> tuple[Tag | None, ...]:
    """Tag the tokens of a sentence; None for a token inside a longer unit.

    Source: the order of the tests is the rule; the first that fits decides.
    """
    tagger = _Tagger(line, {name.start: name for name in names}, lexicon)
    return tagger.tag_all()


class _Tagger:
    """Hold the tags given so far: a tag depends on those before it."""

    def __init__(self, line: Line, names: Mapping[int, Name], lexicon: Lexicon) -> None:
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
        self.is_loose = False  # the only verb so far may be a bare participle: "the men freed by Norland"
        self.has_causative = False
        self.saying = ""  # verb of saying whose clause has not begun, and "prep" once a phrase follows it
        self.after_that = False

    def tag_all(self) -> tuple[Tag | None, ...]:
        at = 0
        while at < len(self.tokens):
            self.at = at
            tag = self._tag(at)
            self.tags[at] = tag
            self._remember(tag)
            at += tag.length
        return tuple(self.tags)

    def _remember(self, tag: Tag) -> None:
        if tag.kind in {"adv", "neg"} or (tag.kind == "conj" and self._joins_adverbs(self.at)):
            return
        if tag.kind in {"verb", "mark", "sub", "rel", "prep"}:
            self.is_phrasal = tag.kind == "verb" and tag.lemma in _PHRASAL
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
        self.has_causative = (self.has_causative and tag.kind not in {"mark", "sub"}) or tag.lemma in _CAUSATIVE
        self.previous, self.before = tag.kind, tag

    def _is_participle(self, tag: Tag) -> bool:
        """Say whether a preposition right behind "freed" leaves open whether that was the verb of the sentence."""
        before = self.before
        is_bare = before is not None and before.kind == "verb" and before.form in {"ed", "past", "part"}
        told = [earlier for earlier in self.tags[: self.at] if earlier is not None and earlier.kind in _FINITE]
        return tag.kind == "prep" and is_bare and len(told) == 1

    def _joins_adverbs(self, at: int) -> bool:
        """Recognise "immediately and unconditionally"."""
        before = self.tags[at - 1] if at else None
        is_after = self._is_kind(at + 1, "adverb") or (self._is_unknown(at + 1) and self._low(at + 1).endswith("ly"))
        return before is not None and before.kind == "adv" and is_after

    def _remember_saying(self, tag: Tag) -> None:
        if tag.kind == "verb":
            self.saying = "tell" if tag.lemma in _TELLING else "verb" if tag.lemma in _SAYING else ""
        elif tag.kind == "prep" and self.saying == "verb":
            self.saying = "prep"
        elif tag.kind in {"sub", "rel", "mark"}:
            self.saying = ""
        if tag.kind in {"sub", "rel", "mark"}:
            self.after_that = tag.kind == "sub" and tag.lemma == "that"

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

    def _is_honorific(self, at: int) -> bool:
        """Recognise "Mr", "Lt." before a name or before another of their kind."""
        if self._low(at) not in _HONORIFICS or not self.tokens[at].text[0].isupper():
            return False
        return at + 1 in self.names or (self._low(at + 1) in self.lexicon.lists["titles"] and self._is_title_ahead(at))

    def _is_title_ahead(self, at: int) -> bool:
        return any(step in self.names for step in range(at + 2, at + 4))

    def _tag_phrase(self, at: int) -> Tag | None:
        if self.tokens[at].low not in _PHRASE_STARTS:
            return None
        for length in (3, 2, 1):
            words = tuple(token.low for token in self.tokens[at : at + length])
            is_due = words == _DUE_TO and self.previous == "be" and self._is_infinitive(at + 1)
            if words in _PHRASES and not is_due:
                return Tag(_PHRASES[words], "-".join(words), length=length)
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

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _tag_word(self, at: int) -> Tag:
        low = self.tokens[at].low
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
        if low in {"that", "her", "home", "no", "one", "so"}:
            return self._tag_shifting(at, low)
        return self._tag_plain(at, low, closed)

    def _is_infinitive(self, at: int) -> bool:
        step = at + 1
        while (self._is_kind(step, "adverb") and self._low(step) != "home") or self._is_manner(step):
            step += 1
        low = self._low(step)
        if low in {"be", "have", "do", "not"}:
            return True
        if low in _PLACE_AFTER_TO:
            return low == "free"
        if step in self.names:
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

    def _is_kind(self, at: int, kind: str) -> bool:
        return kind in self.lexicon.closed.get(self._low(at), frozenset())

    def _tag_shifting(self, at: int, low: str) -> Tag:
        after = self._low(at + 1)
        if low == "that":
            is_noun = after in self.lexicon.nouns and not self.lexicon.nouns[after].is_plural
            if (
                is_noun
                and self.previous in {"verb", "prep", "to"}
                and self.before is not None
                and self.before.form != "ed"
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
                Tag("noun", low, noun=self.lexicon.nouns[low])
                if self.previous in _BEFORE_NOUN
                else Tag("particle", low)
            )
        if low == "one":
            return Tag("pron", low)
        return Tag("det", low) if low == "no" else Tag("adv", low)

    def _is_verb_at(self, at: int) -> bool:
        low = self._low(at)
        tags = self.lexicon.closed.get(low, frozenset())
        return bool(tags & {"be", "have", "do", "modal"}) or (
            low in self.lexicon.verbs and low not in self.lexicon.nouns
        )

    def _is_unknown(self, at: int) -> bool:
        token = self.tokens[at] if at < len(self.tokens) else None
        return token is not None and token.kind == "word" and not self.lexicon.has(token.low) and at not in self.names

    def _tag_plain(self, at: int, low: str, closed: frozenset[str]) -> Tag | None:  # noqa: C901, PLR0911 - one test a case, in their order
        if "relative" in closed and (
            low in {"who", "whom", "whose", "which"} or self.previous in {"noun", "name", "mark"}
        ):
            return Tag("rel", low)
        if "particle" in closed and self.previous in {"verb", "pron"} and self._is_particle(at):
            return Tag("particle", low)
        if self.is_phrasal and low in _BEHIND_OBJECT and self.previous in {"name", "noun"} and self._is_particle(at):
            return Tag("particle", low)
        if low in {"out", "back", "away"} and self.previous == "be" and self._low(at + 1) != "of":
            return Tag("particle", low)
        if "particle" in closed and self._low(at + 1) in {"", ".", ",", ";", "!"}:
            return Tag("particle", low)
        if low == "following" and self.previous in {"det", "possessive"}:
            return Tag("adj", low)
        if low in {"both", "all", "each", "either", "most", "several", "few", "many", "some", "half", "another", "any"}:
            return Tag("det", low)
        for group, kind in _CLOSED_ORDER:
            if group in closed:
                return Tag(kind, low)
        return None

    def _is_particle(self, at: int) -> bool:
        after = self._low(at + 1)
        low = self._low(at)
        if low in {"free", "back", "away", "loose", "home", "aside", "apart", "go"}:
            return low != "go"
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
            not before_object or (low in {"up", "over", "out"} and self.previous == "verb") or after in {"", ".", ","}
        )

    def _tag_open(self, at: int, low: str, closed: frozenset[str]) -> Tag:
        verbs = self.lexicon.verbs.get(low, ())
        noun = self.lexicon.nouns.get(low)
        is_adjective = "adjective" in closed or "ordinal" in closed
        if not verbs:
            verbs = _guess_verb(low) if noun is None and not is_adjective else ()
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

    def _precedes_noun(self, at: int) -> bool:
        after = self._low(at + 1)
        return after in self.lexicon.nouns or at + 1 in self.names or self._is_unknown(at + 1)

    def _precedes_adjective(self, at: int) -> bool:
        """Recognise the participle in "imposed targeted financial sanctions"."""
        return (
            self._is_kind(at + 1, "adjective") and at + 1 not in self.times and self._low(at + 2) in self.lexicon.nouns
        )

    def _is_participle_adjective(self, at: int, verbs: Sequence[Verb]) -> bool:
        is_modifier = self._precedes_noun(at) or (self.previous == "verb" and self._precedes_adjective(at))
        return verbs[0].form in {"ed", "part", "ing"} and is_modifier and self.previous != "be"

    def _pick_verb(self, at: int, verbs: Sequence[Verb], *, is_noun: bool) -> Verb | None:  # noqa: PLR0911 - one test a case, in their order
        """Give the verb reading, or None for a noun or adjective."""
        forms = {verb.form: verb for verb in verbs}
        participle = forms.get("part") or forms.get("ed")
        if self.previous in {"to", "modal", "do"}:
            return forms.get("base")
        if self.previous == "be":
            return participle or forms.get("ing")
        if self.previous == "have":
            return participle
        if self.previous in _BEFORE_NOUN or (self.before is not None and self.before.lemma in {"those", "all", "both"}):
            # "the 52 include six nurses"
            counted = forms.get("base") if not is_noun and self._opens_object(at + 1) else None
            return (counted if self.previous == "num" else None) or self._pick_after_determiner(at, participle)
        if self.previous in {"pron", "rel"}:
            return self._pick_after_pronoun(at, forms, participle)
        if self.previous == "prep":
            return forms.get("ing") or (participle if not self._precedes_noun(at) else None)
        if self.previous == "verb" and self.before is not None:
            return self._pick_after_verb(at, forms, participle, self.before.lemma)
        return self._pick_freely(at, forms, participle, is_noun=is_noun)

    def _pick_after_pronoun(self, at: int, forms: Mapping[str, Verb], participle: Verb | None) -> Verb | None:
        if self.previous == "pron" and self._low(at) in _GRANTED:
            return None  # "to grant him bail"
        finite = forms.get("past") or forms.get("ed") or forms.get("s") or forms.get("base")
        return finite or participle or forms.get("ing")

    def _pick_after_verb(self, at: int, forms: Mapping[str, Verb], participle: Verb | None, before: str) -> Verb | None:
        if self._low(at) == "holding" and before in _SAYING:
            return forms.get("ing")  # "denies holding prisoners": no firm
        if before in _CAUSATIVE and "base" in forms:
            return forms["base"]
        is_modifier = self._precedes_noun(at) or self._precedes_adjective(at)
        return participle if not is_modifier else None

    def _pick_after_determiner(self, at: int, participle: Verb | None) -> Verb | None:
        lemma = self.before.lemma if self.before is not None else ""
        loose = lemma in {"those", "all", "both", "many", "most", "some", "several", "few"} or self.previous == "num"
        if self.previous == "num" and participle is not None:
            return None if self._low(at + 1) in self.lexicon.nouns or self._is_unknown(at + 1) else participle
        return participle if participle is not None and loose and not self._precedes_noun(at) else None

    def _pick_freely(  # noqa: PLR0911 - one test a case, in their order
        self, at: int, forms: Mapping[str, Verb], participle: Verb | None, *, is_noun: bool
    ) -> Verb | None:
        """Decide after a noun, a name, a time, a mark or at the start."""
        after_noun = self.previous in {"noun", "name", "time", "quote"}
        if "past" in forms or participle is not None:
            lone = self._low(at + 1) in self.lexicon.nouns or self._is_unknown(at + 1)
            lone = lone and parse_number(self.tokens, at + 1) is None
            goes_on = self.previous == "conj" and self.has_finite
            return forms.get("past") or participle if after_noun or goes_on or not lone else None
        if "ing" in forms:
            return forms["ing"] if not (is_noun and self.previous in {"", "conj"}) else None
        if "s" in forms:
            return forms["s"] if self._is_present(at, is_noun=is_noun) else None
        if self.has_causative and after_noun:
            return forms.get("base")
        if after_noun and self.after_that and not self.has_finite and self._opens_object(at + 1):
            return forms.get("base")
        if not is_noun and self._closes_insertion(at):
            return forms.get("base")
        if is_noun or not after_noun:
            goes_on = self._opens_object(at + 1) or self._is_calling(at)
            return forms.get("base") if goes_on and self._is_bare_verb() else None
        goes_on = self.previous == "conj" or bool(self.saying) or (self.is_loose and self.previous == "name")
        return forms.get("base") if not self.has_finite or goes_on else None

    def _closes_insertion(self, at: int) -> bool:
        """Recognise "the men, X and Y, face ...": a bare form behind a comma, where no verb was before."""
        is_comma = self.previous == "mark" and self.before is not None and self.before.lemma == ","
        told = [tag for tag in self.tags[:at] if tag is not None]
        is_first = not any(tag.kind in _FINITE for tag in told)
        follows = self._low(at + 1) in self.lexicon.nouns or self._low(at + 1) in self.lexicon.compounds
        return is_comma and is_first and follows and sum(tag.lemma == "," for tag in told) > 1

    def _is_bare_verb(self) -> bool:
        plural = self.before is not None and self.before.noun is not None and self.before.noun.is_plural
        return plural and not self.has_finite

    def _is_present(self, at: int, *, is_noun: bool) -> bool:
        if self.has_finite and self.previous != "conj":
            return False
        if not is_noun or self._is_calling(at):
            return True
        if self.previous not in {"noun", "name"}:
            return self.previous == "conj" and self._opens_object(at + 1) and self.has_finite
        strict = self._low(at) in _NOUNY
        return self._opens_object(at + 1) or (not strict and not self._is_plural_before())

    def _is_calling(self, at: int) -> bool:
        """Recognise "Norland calls on Ruritania to ...": not "phone calls on", nor "Norlandish calls on"."""
        if self._low(at) not in {"call", "calls"} or self._low(at + 1) not in {"on", "upon"} or self.before is None:
            return False
        name, noun = self.before.name, self.before.noun
        is_caller = noun is not None and noun.meaning in {"people", "body", "group", "firm"}
        return is_caller or (name is not None and name.kind != "demonym")

    def _is_plural_before(self) -> bool:
        return self.before is not None and self.before.noun is not None and self.before.noun.is_plural

    def _opens_object(self, at: int) -> bool:
        if at in self.names or (at < len(self.tokens) and parse_number(self.tokens, at) is not None):
            return True
        if at < len(self.tokens) and self._is_honorific(at):
            return True
        tags = self.lexicon.closed.get(self._low(at), frozenset())
        return bool(tags & {"det", "possessive", "object_pronoun", "adjective"}) or (
            self._low(at) in self.lexicon.nouns and self.is_title
        )


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
