"""Judge what a text tells at second hand: false reports, rumours, "it is not true that"."""

from typing import Final

from kg.claims.fates import is_refused
from kg.claims.reading import Reading
from kg.claims.sketch import REPORTING, Clause
from kg.claims.words import read_words
from kg.model import Factuality

_ALLEGED: Final = read_words("doubt", "nouns_alleged")
_REPORTED: Final = read_words("doubt", "nouns_reported")
_OPEN_NOUNS: Final = read_words("doubt", "nouns_hypothetical")
_FALSE: Final = read_words("doubt", "false")
CONTENTS: Final = _ALLEGED | _REPORTED | _FALSE | frozenset({"information", "word", "talk"})
_CONTENTS: Final = _ALLEGED | _REPORTED | _OPEN_NOUNS | _FALSE | read_words("doubt", "nouns_plain")
_TRUE: Final = read_words("doubt", "true")
_UNCONFIRMED: Final = read_words("doubt", "unconfirmed")
_OPEN: Final = read_words("doubt", "open")
_DENYING: Final = read_words("doubt", "deny")
_APPEARING: Final = read_words("doubt", "appear")
_FALSELY: Final = read_words("doubt", "falsely")
_BEHIND: Final = 4  # chunks between "turned out" and "to be false"
MAX_DEPTH: Final = 6


def doubt_clause(reading: Reading, clause: Clause) -> Factuality | None:
    """Find what a clause is made by the noun or verb that carries its content; None where nothing doubts it."""
    current: Clause | None = clause
    for _ in range(MAX_DEPTH):
        if current is None:
            break
        told = _doubt_noun(reading, current) or _doubt_verb(reading, current)
        if told is not None:
            return told
        current = reading.by_verb.get(current.above) if current.above is not None else None
    return _doubt_source(reading, clause)


def _doubt_noun(reading: Reading, clause: Clause) -> Factuality | None:
    """Judge "reports that X were false", "rejected claims that X"."""
    at = _find_content_noun(reading, clause)
    return doubt_report(reading, at) if at is not None else None


def doubt_report(reading: Reading, at: int) -> Factuality | None:
    """Judge what a report, claim or rumour tells by what is said of it; None where nothing is."""
    chunk = reading.chunks[at]
    lows = set(reading.lows(chunk.start, chunk.end))
    heads = list_heads(reading, at)
    if lows & _FALSE or (chunk.det == "no" and heads & (_ALLEGED | _REPORTED)) or _is_contested(reading, at):
        return Factuality.DENIED
    if lows & _UNCONFIRMED or heads & _ALLEGED or _is_unconfirmed(reading, at):
        return Factuality.ALLEGED
    return Factuality.HYPOTHETICAL if heads & _OPEN_NOUNS else None


def _find_content_noun(reading: Reading, clause: Clause) -> int | None:
    """Find the noun before "that" whose content the clause is."""
    if clause.opener != "that":
        return None
    step = min([clause.verb, *clause.subject]) - 1
    while step > 0 and reading.chunks[step].word != "that":
        if reading.chunks[step].kind in {"vg", "stop"}:
            return None
        step -= 1
    at = step - 1
    while at > 0 and reading.chunks[at].kind in {"comma", "time", "adv"}:
        at -= 1
    for _ in range(2):  # "a report on Channel 9 that ..."
        is_inner = at > 1 and reading.chunks[at].kind == "np" and reading.chunks[at - 1].kind == "prep"
        if not is_inner or list_heads(reading, at) & _CONTENTS:
            break
        at -= 2
    if step <= 0 or reading.chunks[at].kind != "np":
        return None
    return at if list_heads(reading, at) & _CONTENTS else None


def list_heads(reading: Reading, at: int) -> set[str]:
    """Give the head of a phrase by its lemma, as it stands and without its ending."""
    low = reading.tokens[reading.chunks[at].end - 1].low
    return {reading.chunks[at].word, low, low.removesuffix("s")}


def _is_contested(reading: Reading, at: int) -> bool:
    """Say whether the sentence calls a report false or denies it."""
    if at > 1 and reading.chunks[at - 1].kind == "prep" and _names_no_truth(reading, at - 2):
        return True
    if is_refused(reading, at):
        return True
    for clause in reading.sketch.clauses:
        word = reading.chunks[clause.verb].word
        if any(at in group for group in clause.objects) or at in clause.subject:
            passive = reading.chunks[clause.verb].passive
            if word in _DENYING and passive == (at in clause.subject):
                return True
            if word in _APPEARING and is_called_false(reading, clause):
                return True
    return False


def _names_no_truth(reading: Reading, at: int) -> bool:
    """Recognise "no truth in reports that"."""
    return reading.chunks[at].word in _TRUE and reading.chunks[at].det in {"no", "little"}


def is_called_false(reading: Reading, clause: Clause) -> bool:
    """Say whether what follows "be", "prove", "turn out to be" is false, or not true."""
    start = reading.chunks[clause.verb].start
    last = clause.verb
    while last + 1 < len(reading.chunks) and last - clause.verb < _BEHIND:
        if reading.chunks[last + 1].kind in {"comma", "stop", "sub", "rel"}:
            break
        last += 1
    lows = reading.lows(start, reading.chunks[last].end)
    is_negated = reading.chunks[clause.verb].negated or bool({"not", "n't", "never", "hardly", "no"} & set(lows))
    is_negated |= any(low.endswith("n't") for low in lows)
    return bool(set(lows) & (_TRUE if is_negated else _FALSE))


def _is_unconfirmed(reading: Reading, at: int) -> bool:
    """Recognise "reports that X could not be confirmed"."""
    return any(
        at in clause.subject
        and reading.chunks[clause.verb].negated
        and reading.chunks[clause.verb].word in {"confirm", "verify", "prove", "corroborate", "substantiate"}
        for clause in reading.sketch.clauses
    )


def _doubt_verb(reading: Reading, clause: Clause) -> Factuality | None:
    """Judge "it is not true that X", "it is unclear that X", "was wrongly reported to", "rumours said that X"."""
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    if above is None:
        return None
    chunk = reading.chunks[above.verb]
    if not above.verb and not above.subject and chunk.word in _ALLEGED:  # "Claims that X": a noun read as a verb
        return Factuality.DENIED if _is_rejected_later(reading, clause) else Factuality.ALLEGED
    lows = set(reading.lows(max(chunk.start - 1, 0), chunk.end + 1))
    if chunk.word in REPORTING and lows & _FALSELY:
        return Factuality.DENIED
    if chunk.word in _APPEARING and clause.opener in {"that", ""} and reading.chunks[clause.verb].form != "ing":
        if is_called_false(reading, above):
            return Factuality.DENIED
        if above.adjective in _OPEN:
            return Factuality.HYPOTHETICAL
    return _doubt_speaker(reading, above.subject) if chunk.word in REPORTING else None


def _is_rejected_later(reading: Reading, clause: Clause) -> bool:
    later = [other for other in reading.sketch.clauses if other.verb > clause.verb]
    return any(
        (reading.chunks[other.verb].word in _DENYING and reading.chunks[other.verb].passive)
        or (reading.chunks[other.verb].word in _APPEARING and is_called_false(reading, other))
        for other in later
    )


def _doubt_speaker(reading: Reading, group: tuple[int, ...]) -> Factuality | None:
    """Judge a report by its source: "a false post", "unconfirmed reports", "rumours"."""
    for at in group:
        lows = set(reading.lows(reading.chunks[at].start, reading.chunks[at].end))
        if lows & _FALSE:
            return Factuality.DENIED
        if lows & _UNCONFIRMED or reading.chunks[at].word in _ALLEGED:
            return Factuality.ALLEGED
    return None


def _doubt_source(reading: Reading, clause: Clause) -> Factuality | None:
    """Judge the source that frames a whole sentence: "according to rumours", a quotation "claimed a false post"."""
    named = [(at + 1,) for at, chunk in enumerate(reading.chunks[:-1]) if chunk.word == "according-to"]
    tags = [_name_tag(reading, other) for other in reading.sketch.clauses if other.verb > clause.verb]
    found = (_doubt_speaker(reading, group) for group in (*named, *tags))
    return next((told for told in found if told is not None), None)


def _name_tag(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Give who speaks in a tag behind what is said: "..., rumours say", "..., claimed a false post"."""
    if reading.chunks[clause.verb].word not in REPORTING:
        return ()
    if reading.chunks[clause.verb - 1].kind in {"quote", "comma"}:
        return clause.objects[0] if clause.objects else ()
    first = min(clause.subject, default=0)
    is_behind = bool(first) and reading.chunks[first - 1].kind in {"quote", "comma"}
    return clause.subject if is_behind else ()
