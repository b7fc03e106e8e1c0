"""Pick the form of a verb that a word is, or none where it is a noun or adjective there."""

from collections.abc import Mapping, Sequence
from typing import Final

from kg.claims.lexicon import Verb
from kg.claims.numbers import parse_number
from kg.claims.tags import CAUSATIVE, SAYING, Tags
from kg.claims.words import read_words

BEFORE_NOUN: Final = frozenset({"det", "possessive", "pos", "num", "adj", "ordinal"})
ORDERS: Final = read_words("orders", "words")
_ORDER_OPENERS: Final = read_words("orders", "openers")
_NOUNY: Final = read_words("tagging", "nouny")
_ASKING: Final = read_words("picking", "asking")
_GRANTED: Final = frozenset({"bail", "parole", "amnesty", "pardon"})


_ITEM_MARKS: Final = frozenset({":", ";", "-", "*", "\u2013", "\u2022"})


class Picking(Tags):
    """Decide between verb, noun and adjective by what stands around."""

    def _is_participle_adjective(self, at: int, verbs: Sequence[Verb]) -> bool:
        is_modifier = self._precedes_noun(at) or (self.previous == "verb" and self._precedes_adjective(at))
        return verbs[0].form in {"ed", "part", "ing"} and is_modifier and self.previous != "be"

    def _pick_verb(self, at: int, verbs: Sequence[Verb], *, is_noun: bool) -> Verb | None:  # noqa: C901, PLR0911 - one test a case, in their order
        """Give the verb reading, or None for a noun or adjective."""
        forms = {verb.form: verb for verb in verbs}
        participle = forms.get("part") or forms.get("ed")
        if self.previous in {"to", "modal", "do"}:
            return forms.get("base")
        if self.previous == "be":
            return participle or forms.get("ing")
        if self.previous == "have":
            return participle
        if self.previous in BEFORE_NOUN or (self.before is not None and self.before.lemma in {"those", "all", "both"}):
            # "the 52 include six nurses"
            counted = forms.get("base") if not is_noun and self._opens_object(at + 1) else None
            return (counted if self.previous == "num" else None) or self._pick_after_determiner(at, participle)
        if self.before is not None and self.before.lemma == "whose" and is_noun:
            return None  # "whose release Norland demanded"
        if self.previous in {"pron", "rel"}:
            return self._pick_after_pronoun(at, forms, participle)
        if self.previous == "prep":
            if is_noun and "ing" in forms and not self._opens_object(at + 1):
                return None  # "hauled in for questioning"
            return forms.get("ing") or (participle if not self._precedes_noun(at) else None)
        if self.previous == "verb" and self.before is not None:
            return self._pick_after_verb(at, forms, participle, self.before.lemma)
        return self._pick_freely(at, forms, participle, is_noun=is_noun)

    def _is_order(self, at: int) -> bool:
        """Recognise a bare verb before its object at the start of a sentence or item: "Free the poet"."""
        starts = self.previous in {"", "quote"} and not self.finite_count
        starts |= self.previous == "mark" and self.before is not None and self.before.lemma in _ITEM_MARKS
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if not starts or after is None or (at and self.tokens[at].is_capital and self.previous == "mark"):
            return False
        return after.low in _ORDER_OPENERS or self._opens_object(at + 1) or self._is_kind(at + 1, "object_pronoun")

    def _pick_after_pronoun(self, at: int, forms: Mapping[str, Verb], participle: Verb | None) -> Verb | None:
        if self.previous == "pron" and self._low(at) in _GRANTED:
            return None  # "to grant him bail"
        finite = forms.get("past") or forms.get("ed") or forms.get("s") or forms.get("base")
        return finite or participle or forms.get("ing")

    def _pick_after_verb(self, at: int, forms: Mapping[str, Verb], participle: Verb | None, before: str) -> Verb | None:
        if self._low(at) == "holding" and before in SAYING:
            return forms.get("ing")  # "denies holding prisoners": no firm
        if self._low(at) in _GRANTED and not self._opens_object(at + 1):
            return None  # "made bail"
        if "ing" in forms and self._opens_gerund(at + 1):
            return forms["ing"]  # "is considering freeing X"
        if before in CAUSATIVE and "base" in forms:
            return forms["base"]
        is_modifier = self._precedes_noun(at) or self._precedes_adjective(at)
        return participle if not is_modifier else None

    def _opens_gerund(self, at: int) -> bool:
        """Say whether a name, a number, an article or a pronoun follows, so that a word in -ing has an object."""
        if at in self.names or (at < len(self.tokens) and parse_number(self.tokens, at) is not None):
            return True
        return bool(self.lexicon.closed.get(self._low(at), frozenset()) & {"det", "possessive", "object_pronoun"})

    def _pick_after_determiner(self, at: int, participle: Verb | None) -> Verb | None:
        lemma = self.before.lemma if self.before is not None else ""
        loose = lemma in {"those", "all", "both", "many", "most", "some", "several", "few"} or self.previous == "num"
        if self.previous == "num" and participle is not None:
            return None if self._low(at + 1) in self.lexicon.nouns or self._is_unknown(at + 1) else participle
        return participle if participle is not None and loose and not self._precedes_noun(at) else None

    def _pick_freely(  # noqa: C901, PLR0911 - one test a case, in their order
        self, at: int, forms: Mapping[str, Verb], participle: Verb | None, *, is_noun: bool
    ) -> Verb | None:
        """Decide after a noun, a name, a time, a mark or at the start."""
        after_noun = self.previous in {"noun", "name", "time", "quote"}
        if self._low(at) in {"figure", "figures"} and self._low(0) in {"among", "in"} and not self.has_finite:
            return forms.get("s") or forms.get("base")  # "Among the freed figure X and Y"
        if "base" in forms and self._is_asking(at, is_noun=is_noun):
            return forms["base"]
        if "base" in forms and self._is_amid_people(at):
            return None
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

    def _is_asking(self, at: int, *, is_noun: bool) -> bool:
        """Recognise "Ask Norland to ...", "Release the men": a bare verb that opens its sentence, before an object."""
        is_first = self.previous in {"", "quote"} or (self.before is not None and self.before.lemma == ":")
        if not is_first or self._low(at) not in _ASKING:
            return False
        return self._opens_gerund(at + 1) or (not is_noun and self._low(at + 1) == "all")

    def _is_amid_people(self, at: int) -> bool:
        """Recognise "three Tatar land campaigners walked": a noun that says what campaigners, before the verb."""
        after, verb = self.lexicon.nouns.get(self._low(at + 1)), self.lexicon.verbs.get(self._low(at + 2), ())
        is_people = after is not None and after.is_plural and after.meaning == "people"
        return is_people and self.previous == "name" and any(each.form in {"ed", "past"} for each in verb)

    def _closes_insertion(self, at: int) -> bool:
        """Recognise "the men, X and Y, face ...": a bare form behind a comma, where no verb was before."""
        is_comma = self.previous == "mark" and self.before is not None and self.before.lemma == ","
        follows = self._low(at + 1) in self.lexicon.nouns or self._low(at + 1) in self.lexicon.compounds
        if not (is_comma and follows) or self.finite_count:
            return False
        return sum(tag is not None and tag.lemma == "," for tag in self.tags[:at]) > 1

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
