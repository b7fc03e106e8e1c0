"""Judge an event that a noun names: it is a fact only where what governs the noun says that it took place."""

from typing import Final

from kg.claims.doubts import CONTENTS, doubt_report, list_heads
from kg.claims.fates import is_futile, is_refused
from kg.claims.reading import Reading
from kg.claims.scope import RESULT, Scope, classify_verb, judge_clause
from kg.claims.sketch import REPORTING, Clause
from kg.claims.words import read_table, read_words
from kg.model import Factuality, SectionKind

_GOVERNORS: Final = {word: Factuality(told) for word, told in read_table("governors").items()}
_OUTLOOK: Final = {word: Factuality(told) for word, told in read_table("outlook").items()}
_HOSTS: Final = {word: Factuality(told) for word, told in read_table("hosts").items()}
_FACTIVE: Final = read_words("factive", "words")
_PRESENT_BE: Final = read_words("factive", "present_be")
_PHRASAL: Final = read_words("undone", "phrases")
_UNDONE: Final = {"release": read_words("undone", "release"), "talks": read_words("undone", "talks")}
_TALKS: Final = frozenset({"talk", "negotiation", "meeting", "summit", "consultation", "dialogue"})
_NEVER: Final = read_words("before_event", "denied")
_AHEAD: Final = read_words("before_event", "planned")
_CAMPAIGNING: Final = read_words("before_event", "campaigning")
_WAITING: Final = read_words("before_event", "waiting")
_GIVEN: Final = frozenset({"despite", "because-of", "due-to"})  # what stands behind is taken as given
_EXCLUDING: Final = frozenset({"exclude", "rule", "discount"})  # "is not ruled out": it may yet come
_SOFT: Final = frozenset({"in-exchange-for", "in-return-for", "with", "by", "of"})
_ASKED: Final = frozenset({"for", "to", "on", "about", "of", "with", "in-exchange-for", "in-return-for"})
_REPORTS: Final = frozenset({"confirm", "announce", "report"})
_SURE: Final = frozenset({"confirm", "welcome", "hail", "praise", "applaud", "condemn", "announce", "report"})
MAX_STEPS: Final = 4


def judge_noun(reading: Reading, at: int, depth: int = 0) -> Scope:
    """Judge an event that a noun names, by what the noun stands under."""
    chunk = reading.chunks[at]
    if chunk.det in {"no", "neither"}:
        return Scope(Factuality.DENIED)
    if reading.is_question:
        return Scope(Factuality.HYPOTHETICAL)
    told = _find_outlook(reading, chunk.start, chunk.head)
    governed = _judge_governed(reading, at, depth)
    if told is None or governed.factuality == Factuality.DENIED:
        return governed
    return Scope(told, ahead=told != Factuality.ALLEGED)


def _judge_governed(reading: Reading, at: int, depth: int) -> Scope:
    """Judge an event noun by its preposition, or by the verb whose object or subject it is."""
    if at and reading.chunks[at - 1].kind == "prep" and depth < MAX_STEPS:
        return _judge_under_preposition(reading, at, depth)
    for clause in reading.sketch.clauses:
        is_said = reading.chunks[clause.verb].word in REPORTING  # "said reports of X were wrong": no object of "said"
        if any(at in group for group in clause.objects) and not (is_said and _is_subject_later(reading, clause, at)):
            return _judge_object(reading, clause, at)
        if at in clause.subject:
            return _judge_subject(reading, clause, at)
    return Scope(Factuality.ASSERTED)


def _is_subject_later(reading: Reading, clause: Clause, at: int) -> bool:
    return any(at in other.subject for other in reading.sketch.clauses if other.verb > clause.verb)


def _find_outlook(reading: Reading, start: int, end: int) -> Factuality | None:
    """Find a word such as "possible", "planned" or "failed" among tokens."""
    return next((_OUTLOOK[low] for low in reading.lows(start, end) if low in _OUTLOOK), None)


def _judge_under_preposition(  # noqa: PLR0911 - one test a case, in their order
    reading: Reading, at: int, depth: int
) -> Scope:
    before = at - 1
    word = reading.chunks[before].word
    phrasal = reading.by_verb.get(before - 1)
    if phrasal is not None and f"{reading.chunks[before - 1].word}-{word}" in _GOVERNORS:  # "put off the release"
        return _judge_object(reading, phrasal, at)
    if word in _NEVER or _says_no(reading, before):
        return Scope(Factuality.DENIED)
    if reading.lows(max(reading.chunks[before].start - 2, 0), reading.chunks[before].start) == ("nothing", "short"):
        return Scope(Factuality.DEMANDED, ahead=True)
    if word in _GIVEN:
        return Scope(Factuality.ASSERTED)
    hosted = Scope(Factuality.PLANNED, ahead=True) if word in _AHEAD else _judge_hosted(reading, before, depth)
    if hosted is not None:
        return hosted
    for clause in reading.sketch.clauses:
        if any(found.at == before for found in clause.attached):
            return _judge_attached(reading, clause, word)
    return Scope(Factuality.ASSERTED)


def _says_no(reading: Reading, at: int) -> bool:
    """Recognise "said no to the release", "would not hear of bail", "ruled against"."""
    start = reading.chunks[at].start
    lows = reading.lows(max(start - 4, 0), start + 1)
    return lows[-2:] == ("no", "to") or (
        "hear" in lows and lows[-1] == "of" and bool({"not", "n't", "wouldn't"} & set(lows))
    )


def _judge_hosted(reading: Reading, before: int, depth: int) -> Scope | None:
    """Judge an event noun by the noun that it hangs on: "campaign for", "prospects of", "the day of"."""
    host = before - 1 if before and reading.chunks[before - 1].kind == "np" else None
    word = reading.chunks[before].word
    if host is None or word not in {"for", "of", "on", "about", "to", "over"}:
        return None
    named = next((low for low in (*_list_heads(reading, host), *list_heads(reading, host)) if low in _HOSTS), None)
    if named is not None:
        outer = judge_noun(reading, host, depth + 1)
        is_denied = outer.factuality == Factuality.DENIED or is_refused(reading, host)
        return Scope(Factuality.DENIED if is_denied else _HOSTS[named], ahead=True)
    if word == "about" and host > 1 and reading.chunks[host - 1].word == "of":
        host = host - 2 if list_heads(reading, host - 2) & CONTENTS else host  # "the information of a paper about"
    if list_heads(reading, host) & CONTENTS and word in {"of", "about", "on"}:
        return Scope(doubt_report(reading, host) or judge_noun(reading, host, depth + 1).factuality)
    is_thing = reading.chunks[host].name is None and reading.chunks[host].meaning != "people"
    return judge_noun(reading, host, depth + 1) if word == "of" and is_thing else None


def _list_heads(reading: Reading, host: int) -> tuple[str, ...]:
    chunk = reading.chunks[host]
    return chunk.word, reading.tokens[chunk.end - 1].low


def _judge_attached(reading: Reading, clause: Clause, word: str) -> Scope:
    outer = judge_clause(reading, clause)
    verb = reading.chunks[clause.verb].word
    kind = classify_verb(reading, clause)
    if kind in RESULT and word in _ASKED and verb not in {"be", "have"}:
        return Scope(RESULT[kind], clause.verb, ahead=True)
    if word == "for" and verb in _CAMPAIGNING:
        return Scope(Factuality.DEMANDED, ahead=True)
    if word == "for" and verb in _WAITING:
        return Scope(Factuality.PLANNED if verb == "prepare" else Factuality.HYPOTHETICAL, ahead=True)
    if word in _SOFT:
        return outer
    if outer.factuality in {Factuality.HYPOTHETICAL, Factuality.PLANNED} and word not in {"since", "following"}:
        return outer
    return Scope(Factuality.ASSERTED, outer.reporter)


def _judge_object(reading: Reading, clause: Clause, at: int) -> Scope:
    outer = judge_clause(reading, clause)
    if reading.chunks[clause.verb].passive:
        return _judge_predicate(reading, clause, at, outer)
    told = _govern(reading, clause) or _find_made(reading, clause, at)
    word = reading.chunks[clause.verb].word
    if word == "announce" and reading.chunks[at].word in _TALKS and outer.factuality == Factuality.ASSERTED:
        return Scope(Factuality.PLANNED, clause.verb, ahead=True)
    if told is not None and not (word == "seek" and reading.chunks[clause.verb].negated):
        return _bend(told, outer, clause)
    if word in _SURE and outer.factuality == Factuality.ASSERTED:
        return Scope(Factuality.ASSERTED, clause.verb if word in _REPORTS else None)
    return _judge_told(reading, clause, outer)


def _find_made(reading: Reading, clause: Clause, at: int) -> Factuality | None:
    """Find what an object is made: "makes the release a condition", "made her release possible"."""
    if reading.chunks[clause.verb].word not in {"make", "call", "consider", "deem", "see", "term"}:
        return None
    others = [part for group in clause.objects if at not in group for part in group]
    lows = [low for part in others for low in _list_heads(reading, part)]
    return next((_OUTLOOK[low] for low in (*lows, clause.adjective) if low in _OUTLOOK), None)


def _bend(told: Factuality, outer: Scope, clause: Clause) -> Scope:
    """Give what a governor makes of an event; a plan or approval that is denied leaves nothing."""
    if outer.factuality == Factuality.DENIED:
        return Scope(Factuality.DENIED, clause.verb)
    return Scope(told, clause.verb, ahead=True)


def _govern(reading: Reading, clause: Clause) -> Factuality | None:
    """Find how a verb tells what it governs, by itself or with its particle."""
    word = reading.chunks[clause.verb].word
    if word in _PHRASAL:
        particles = (*clause.particles, *(reading.chunks[at].word for at in _list_particles(reading, clause)))
        return next((_GOVERNORS[key] for key in (f"{word}-{part}" for part in particles) if key in _GOVERNORS), None)
    return _GOVERNORS.get(word)


def _list_particles(reading: Reading, clause: Clause) -> tuple[int, ...]:
    step = clause.verb + 1
    return (step,) if step < len(reading.chunks) and reading.chunks[step].kind in {"particle", "prep", "adv"} else ()


def _judge_told(reading: Reading, clause: Clause, outer: Scope) -> Scope:
    """Take the clause's own standing; the bare present tells a fact only with a factive verb, or in a headline."""
    chunk = reading.chunks[clause.verb]
    is_told = chunk.past or chunk.perfect or chunk.form in {"ing", "to"} or clause.is_reduced
    if outer.factuality != Factuality.ASSERTED or is_told or chunk.word in _FACTIVE:
        return outer
    is_headline = reading.section != SectionKind.BODY
    return outer if is_headline else Scope(Factuality.HYPOTHETICAL, outer.reporter)


def _judge_subject(reading: Reading, clause: Clause, at: int) -> Scope:
    return _judge_predicate(reading, clause, at, judge_clause(reading, clause))


def _judge_predicate(reading: Reading, clause: Clause, at: int, outer: Scope) -> Scope:
    """Judge "the release was cancelled", "the exchange fell through", "her release is imminent"."""
    chunk = reading.chunks[clause.verb]
    told = _govern(reading, clause) if chunk.passive else None
    if told is not None and chunk.negated and chunk.word in _EXCLUDING:
        return Scope(Factuality.HYPOTHETICAL, ahead=True)
    if told is not None:
        return _bend(told, outer, clause)
    if _never_took_place(reading, clause, at) or is_futile(reading, clause):
        return Scope(Factuality.DENIED)
    if chunk.word == "be" and not chunk.passive:
        return _judge_being(reading, clause, outer)
    if outer.factuality == Factuality.DENIED and chunk.word not in {"take", "happen", "occur", "begin", "start"}:
        return Scope(Factuality.ASSERTED, outer.reporter)
    return _judge_told(reading, clause, outer)


def _never_took_place(reading: Reading, clause: Clause, at: int) -> bool:
    word = reading.chunks[clause.verb].word
    sort = "talks" if reading.chunks[at].word in _TALKS else "release"
    particles = (*clause.particles, *(reading.chunks[step].word for step in _list_particles(reading, clause)))
    if word in _UNDONE[sort] or any(f"{word}-{part}" in _UNDONE[sort] for part in particles):
        return True
    lows = reading.lows(reading.chunks[clause.verb].end, len(reading.tokens))
    return "before" in lows and bool({"began", "begin", "start", "started", "starting", "beginning"} & set(lows))


def _judge_being(reading: Reading, clause: Clause, outer: Scope) -> Scope:
    """Judge what stands behind "be": "is imminent", "was a victory", "is our priority"."""
    end = max(clause.end, clause.verb + 2)
    last = min(end, len(reading.chunks)) - 1
    start, stop = reading.chunks[clause.verb].end, reading.chunks[last].end
    told = _find_outlook(reading, start, stop)
    if told is not None:
        opposite = {Factuality.DENIED: Factuality.HYPOTHETICAL}
        return Scope(told if outer.factuality != Factuality.DENIED else opposite.get(told, Factuality.HYPOTHETICAL))
    chunk = reading.chunks[clause.verb]
    is_told = chunk.past or chunk.perfect or bool(set(reading.lows(start, stop)) & _PRESENT_BE)
    if outer.factuality != Factuality.ASSERTED or is_told or reading.section != SectionKind.BODY:
        return outer
    return Scope(Factuality.HYPOTHETICAL, outer.reporter)
