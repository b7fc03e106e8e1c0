"""Group tagged tokens into noun phrases, verb groups and the small words between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.claims.calendars import Time
from kg.claims.lexicon import Noun
from kg.claims.names import Name
from kg.claims.numbers import Number
from kg.claims.records import record
from kg.claims.tags import Tag
from kg.claims.words import read_words


@record
class Chunk:
    """Hold one phrase by its tokens, half open.

    `kind`: np, vg, prep, time, comma, stop, quote, conj, sub, rel, adj, adv, particle, incl. `word` is the lemma
    of the head (or the preposition, conjunction ...). Fields from `det` on are for noun phrases, from `form` on
    for verb groups.
    """

    kind: str
    start: int
    end: int
    word: str = ""
    head: int = 0
    det: str = ""
    noun: Noun | None = None
    name: Name | None = None
    number: Number | None = None
    names: tuple[Name, ...] = ()
    nouns: tuple[tuple[int, Noun], ...] = ()
    words: tuple[str, ...] = ()
    owner: "Chunk | None" = None
    form: str = ""  # fin, to, part (bare participle, or past: decided by the clause), ing
    passive: bool = False
    perfect: bool = False
    past: bool = False
    modal: str = ""
    negated: bool = False
    time: Time | None = None

    @property
    def meaning(self) -> str:
        """Give the class of the head noun; empty for a bare name or pronoun."""
        return self.noun.meaning if self.noun is not None else ""


_NOMINAL: Final = frozenset({"det", "possessive", "num", "adj", "noun", "name", "title"})
_VERBAL: Final = frozenset({"modal", "have", "be", "do", "to", "verb"})
_LONE_DETS: Final = read_words("chunks", "lone_dets")
_APPOSED: Final = frozenset({"people", "body", "group", "firm", "facility", "place"})
_STOPS: Final = frozenset(";:.!?-\u2013\u2014()[]/")


def make_chunks(tags: Sequence[Tag | None]) -> tuple[Chunk, ...]:
    """Group the tags of one sentence."""
    found: list[Chunk] = []
    at = 0
    while at < len(tags):
        tag = tags[at]
        if tag is None:
            at += 1
            continue
        chunk = _make_chunk(tags, at, tag)
        found.append(chunk)
        at = max(chunk.end, at + 1)
    return tuple(found)


def _make_chunk(tags: Sequence[Tag | None], at: int, tag: Tag) -> Chunk:
    if tag.kind in _NOMINAL:
        return _make_noun_phrase(tags, at)
    if tag.kind in _VERBAL or (tag.kind == "neg" and _leads_verb(tags, at)):
        return _make_verb_group(tags, at)
    end = at + tag.length
    if tag.kind == "pron":
        return Chunk("np", at, end, tag.lemma, at)
    if tag.kind == "mark":
        return Chunk("comma" if tag.lemma == "," else "stop" if tag.lemma in _STOPS else "adv", at, end, tag.lemma)
    if tag.kind == "pos":
        return Chunk("adv", at, end, "'s")
    return Chunk(tag.kind, at, end, tag.lemma, time=tag.time)


def _leads_verb(tags: Sequence[Tag | None], at: int) -> bool:
    tag = tags[at]
    after = at + (tag.length if tag is not None else 1)
    return after < len(tags) and (following := tags[after]) is not None and following.kind in {"to", "verb"}


@dataclass(slots=True)
class _Phrase:
    """Collect the parts of a noun phrase while it is read."""

    start: int
    end: int
    det: str = ""
    number: Number | None = None
    nouns: list[tuple[int, Noun | None, str]] = field(default_factory=list)
    names: list[tuple[int, Name]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    last: str = ""


def _make_noun_phrase(tags: Sequence[Tag | None], at: int) -> Chunk:
    owner: Chunk | None = None
    while True:
        phrase = _read_phrase(tags, at)
        chunk = _close_phrase(phrase, owner)
        following = tags[phrase.end] if phrase.end < len(tags) else None
        if following is None or following.kind != "pos" or not _has_head(tags, phrase.end + 1):
            return chunk
        owner, at = chunk, phrase.end + 1


def _has_head(tags: Sequence[Tag | None], at: int) -> bool:
    return at < len(tags) and (tag := tags[at]) is not None and tag.kind in _NOMINAL


def _read_phrase(tags: Sequence[Tag | None], at: int) -> _Phrase:
    phrase = _Phrase(at, at)
    while phrase.end < len(tags):
        tag = tags[phrase.end]
        if tag is not None and tag.kind == "conj" and tag.lemma == "and" and _joins_modifiers(phrase, tags):
            phrase.end += 1
            continue
        if tag is None or tag.kind not in _NOMINAL or _breaks(phrase, tag, tags):
            break
        _take_tag(phrase, tag)
        phrase.end += tag.length
    if phrase.end == phrase.start:
        phrase.end += 1
    return phrase


def _joins_modifiers(phrase: _Phrase, tags: Sequence[Tag | None]) -> bool:
    """Recognise "six Thai and foreign officials": two modifiers of one noun."""
    if (
        phrase.nouns
        or phrase.last not in {"name", "adj"}
        or (phrase.last == "name" and not (phrase.det or phrase.number or _is_demonym(phrase)))
    ):
        return False
    step = phrase.end + 1
    first = tags[step] if step < len(tags) else None
    if first is None or not (first.kind in {"adj", "name"} or (first.kind == "noun" and first.noun is None)):
        return False
    head = tags[step + first.length] if step + first.length < len(tags) else None
    return head is not None and head.kind == "noun" and head.noun is not None


def _is_demonym(phrase: _Phrase) -> bool:
    return phrase.names[-1][1].kind in {"demonym", "body"}


def _take_tag(phrase: _Phrase, tag: Tag) -> None:
    at = phrase.end
    if tag.kind in {"det", "possessive"} and not phrase.det:
        phrase.det = tag.lemma
    elif tag.kind == "num":
        phrase.number = tag.number or phrase.number
    elif tag.kind == "noun":
        phrase.nouns.append((at, tag.noun, tag.lemma))
    elif tag.name is not None:
        phrase.names.append((at, tag.name))
    phrase.words.append(tag.lemma)
    phrase.last = tag.kind


def _breaks(phrase: _Phrase, tag: Tag, tags: Sequence[Tag | None]) -> bool:  # noqa: C901, PLR0911 - one test a case, in their order
    has_head = bool(phrase.nouns or phrase.names)
    if tag.kind in {"det", "possessive"}:
        return has_head or phrase.last == "num" or (bool(phrase.det) and phrase.det not in _LONE_DETS)
    if tag.kind == "num":
        return (
            bool(phrase.nouns)
            or phrase.number is not None
            or (bool(phrase.names) and not _is_modifier(phrase.names[-1][1]))
        )
    if tag.kind in {"adj", "noun"} and phrase.last in {"noun", "name"} and _follows_people(phrase, tags):
        return True
    if tag.kind == "adj" and phrase.last == "noun":
        return not _has_noun_ahead(tags, phrase.end + tag.length)
    if tag.kind == "adj":
        return bool(phrase.names) and phrase.last == "name" and not _is_modifier(phrase.names[-1][1])
    if tag.kind == "title":
        return phrase.last in {"name", "num"}
    if tag.kind == "noun" and phrase.last == "name" and tag.lemma in _FATES:
        return not _is_modifier(phrase.names[-1][1])
    if tag.kind == "noun" and phrase.last == "noun":
        return _completes(phrase, tag)
    if tag.name is not None:
        return _breaks_at_name(phrase, tag.name) or _ends_place(phrase, tag.name, tags)
    return False


def _follows_people(phrase: _Phrase, tags: Sequence[Tag | None]) -> bool:
    """Recognise "granted nine militants provisional liberty": what is granted is no part of the people."""
    noun = phrase.nouns[-1][1] if phrase.nouns else None
    is_group = phrase.last == "noun" and noun is not None and noun.is_plural and noun.meaning == "people"
    is_named = phrase.last == "name" and phrase.names[-1][1].kind == "unknown"
    ahead = tags[phrase.end : phrase.end + _GIFT_REACH] if is_group or is_named else ()
    return any(tag is not None and tag.kind == "noun" and tag.lemma in _GIFTS for tag in ahead)


_GIFT_REACH: Final = 3
_GIFTS: Final = read_words("chunks", "gifts")
_FATES: Final = frozenset({"hostage", "prisoner", "captive"})  # "took the nurse X hostage"


def _completes(phrase: _Phrase, tag: Tag) -> bool:
    """Recognise "took three nurses hostage": a singular behind a plural is no part of the phrase."""
    noun = phrase.nouns[-1][1]
    both_people = (
        noun is not None and noun.meaning == "people" and tag.noun is not None and tag.noun.meaning == "people"
    )
    return both_people and noun is not None and noun.is_plural and tag.noun is not None and not tag.noun.is_plural


def _has_noun_ahead(tags: Sequence[Tag | None], at: int) -> bool:
    return at < len(tags) and (tag := tags[at]) is not None and tag.kind in {"noun", "name", "adj"}


def _is_modifier(name: Name) -> bool:
    return name.kind in {"demonym", "state", "body", "award", "post", "place"}


def _ends_place(phrase: _Phrase, name: Name, tags: Sequence[Tag | None]) -> bool:
    """Recognise the state of "In Norland Ana Petrova was freed": a full name goes on behind it."""
    before = tags[phrase.start - 1] if phrase.start else None
    is_bare = len(phrase.names) == 1 and not phrase.nouns and not phrase.det and phrase.number is None
    is_where = is_bare and phrase.names[0][1].kind == "state" and before is not None and before.lemma == "in"
    return is_where and name.kind == "unknown" and name.end - name.start > 1


def _breaks_at_name(phrase: _Phrase, name: Name) -> bool:
    if phrase.last == "name":
        return not _is_modifier(phrase.names[-1][1])
    if phrase.last == "noun":
        noun = phrase.nouns[-1][1]
        if noun is not None and noun.meaning == "place" and phrase.names and name.kind == "unknown":
            return True  # "the governor of Klow district Ana Petrova"
        if noun is None and _describes(phrase, name):
            return False
        return (
            noun is None
            or noun.meaning not in _APPOSED
            or (name.kind in {"state", "demonym"} and noun.meaning != "people")
        )
    return False


def _describes(phrase: _Phrase, name: Name) -> bool:
    """Take a singular noun that we do not know as what a full name is: "the shipowner Ana Petrova"."""
    word = phrase.nouns[-1][2]
    is_doer = word.endswith(("er", "or", "ant", "man", "ary", "ee", "eur"))
    return phrase.det in {"the", "a", "an"} and is_doer and name.kind == "unknown" and name.end - name.start > 1


def _close_phrase(phrase: _Phrase, owner: Chunk | None) -> Chunk:
    start = owner.start if owner is not None else phrase.start
    names = tuple(name for _, name in phrase.names)
    nouns = tuple((at, noun) for at, noun, _ in phrase.nouns if noun is not None)
    ends_in_name = bool(phrase.names) and (not phrase.nouns or phrase.names[-1][0] > phrase.nouns[-1][0])
    main = names[-1] if ends_in_name else None
    if phrase.nouns:
        head_at, noun, word = phrase.nouns[-1]
    else:
        head_at, noun, word = (
            (phrase.names[-1][0] if names else phrase.end - 1),
            None,
            phrase.words[-1] if phrase.words else "",
        )
    kind = "np" if phrase.nouns or names or phrase.det or phrase.number or owner else "adj"
    if noun is None and phrase.nouns:
        noun = Noun(word, "", is_plural=word.endswith("s") and not word.endswith("ss"))
    return Chunk(
        kind,
        start,
        phrase.end,
        word,
        head_at,
        phrase.det,
        noun,
        main,
        phrase.number,
        names,
        nouns,
        tuple(phrase.words),
        owner,
    )


def _make_verb_group(tags: Sequence[Tag | None], at: int) -> Chunk:
    kinds: list[Tag] = []
    end, head, is_negated = at, at, False
    while end < len(tags) and (found := tags[end]) is not None and _joins(found, kinds, tags, end):
        tag = _turn_get(found, tags, end)
        is_negated |= tag.kind == "neg" or _is_short_negation(tag)
        if tag.kind not in {"adv", "neg", "conj", "det"}:
            kinds.append(tag)
            head = end
        end += tag.length
        if tag.kind == "verb":
            break
    return _close_group(kinds, at, head + 1, head, is_negated=is_negated)


def _turn_get(tag: Tag, tags: Sequence[Tag | None], at: int) -> Tag:
    """Take the "got" of "got released" for "be"."""
    if tag.kind != "verb" or tag.lemma != "get" or at + 1 >= len(tags):
        return tag
    after = tags[at + 1]
    is_passive = after is not None and after.kind == "verb" and after.form in {"ed", "part"}
    return replace(tag, kind="be", lemma="be", form=_GET.get(tag.form, tag.form)) if is_passive else tag


_GET: Final = {"past": "was", "ed": "was", "ing": "being"}


def _floats(tag: Tag, kinds: Sequence[Tag], tags: Sequence[Tag | None], at: int) -> bool:
    """Recognise the quantifier of "were all released", "have both been freed"."""
    after = tags[at + 1] if at + 1 < len(tags) else None
    is_within = bool(kinds) and kinds[-1].kind in {"be", "have", "modal"}
    is_quantity = tag.kind == "det" and tag.lemma in _FLOATING
    return is_quantity and is_within and after is not None and after.kind in {"verb", "be", "have"}


_FLOATING: Final = frozenset({"all", "both", "each"})


def _is_short_negation(tag: Tag) -> bool:
    return tag.lemma.endswith("n't") or tag.form.endswith("n't") or "cannot" in {tag.lemma, tag.form}


def _joins(tag: Tag, kinds: Sequence[Tag], tags: Sequence[Tag | None], at: int) -> bool:
    if _floats(tag, kinds, tags, at) or (tag.kind == "neg" and bool(kinds) and kinds[-1].kind == "be"):
        return True
    if tag.kind in {"adv", "neg"} or (tag.kind == "conj" and _joins_adverbs(tags, at)):
        return _has_verb_ahead(tags, at, kinds)
    if tag.kind == "to":
        return not kinds
    return tag.kind in _VERBAL and not (kinds and kinds[-1].kind == "verb")


def _joins_adverbs(tags: Sequence[Tag | None], at: int) -> bool:
    """Recognise the conjunction in "immediately and unconditionally"."""
    tag = tags[at]
    near = (tags[at - 1] if at else None, tags[at + 1] if at + 1 < len(tags) else None)
    return tag is not None and tag.kind == "conj" and all(other is not None and other.kind == "adv" for other in near)


def _has_verb_ahead(tags: Sequence[Tag | None], at: int, kinds: Sequence[Tag]) -> bool:
    for step in range(at + 1, min(at + 4, len(tags))):
        tag = tags[step]
        if tag is not None and tag.kind not in {"adv", "neg"} and not _joins_adverbs(tags, step):
            return (tag.kind in _VERBAL and tag.kind != "to") or (
                bool(kinds) and kinds[-1].kind in {"be", "have", "modal"} and tag.kind == "verb"
            )
    return bool(kinds) and (tag := tags[at]) is not None and tag.kind == "neg"


def _close_group(kinds: Sequence[Tag], start: int, end: int, head: int, *, is_negated: bool) -> Chunk:
    main = kinds[-1] if kinds else Tag("verb", "")
    helpers = kinds[:-1]
    modal = next((tag.lemma for tag in kinds if tag.kind == "modal"), "")
    is_finite = bool(modal) or any(
        tag.kind in {"be", "have", "do"} and tag.form not in {"been", "being", "having"} for tag in helpers
    )
    form = _find_form(kinds, main, is_finite=is_finite)
    passive = main.form in {"ed", "part"} and bool(helpers) and helpers[-1].kind == "be"
    perfect = any(tag.kind == "have" for tag in helpers)
    past = main.form in {"past", "ed"} or any(
        tag.form in {"was", "were", "had", "did", "wasn't", "weren't"} for tag in kinds
    )
    return Chunk(
        "vg",
        start,
        end,
        main.lemma,
        head,
        form=form,
        passive=passive,
        perfect=perfect,
        past=past,
        modal=modal,
        negated=is_negated,
    )


def _find_form(kinds: Sequence[Tag], main: Tag, *, is_finite: bool) -> str:
    if kinds and kinds[0].kind == "to":
        return "to"
    if is_finite or main.kind in {"be", "have", "do", "modal"} or main.form in {"s", "past"}:
        return "ing" if main.form in {"being", "having"} else "fin"
    if main.form == "ing" or (kinds and kinds[0].form in {"being", "having"}):
        return "ing"
    return "fin" if main.form == "base" else "part" if main.form == "part" else "ed"
