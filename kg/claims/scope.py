"""Judge how a text tells an event: as fact, plan, demand, denial or mere possibility.

An operator reaches its own clause and what stands under it, never the whole sentence.
"""

from dataclasses import replace
from typing import Final

from kg.claims.fates import is_refused
from kg.claims.reading import Reading
from kg.claims.records import record
from kg.claims.sketch import REPORTING, Clause
from kg.claims.wishes import is_order, is_subjunctive
from kg.claims.words import read_table, read_words
from kg.model import Factuality, SectionKind

_DEMAND: Final = read_words("scope", "demand")
_PLAN: Final = read_words("scope", "plan")
_DENY: Final = read_words("scope", "deny")
_MAYBE: Final = read_words("scope", "maybe")
_ALLEGE: Final = frozenset(["accuse", "allege", "suspect", "rumour", "rumor"])
_IF: Final = read_words("scope", "if")
_BY_WORD: Final = read_words("by_word", "words")
_MODALS: Final = {word: Factuality(told) for word, told in read_table("modals").items()}
_HOSTS: Final = {word: Factuality(told) for word, told in read_table("hosts").items()}
_PRESUPPOSING: Final = frozenset({"why", "how", "where"})  # "nobody knows why X freed them": X did
_RECALLING: Final = frozenset({"recall", "remember"})
_GIVING_UP: Final = read_words("giving_up", "words")
_AWAITED: Final = frozenset({"until", "till", "once", "when", "whenever", "before"})
_NOUNS: Final = {word: Factuality(told) for word, told in read_table("nouns").items()}
_READY: Final = {
    "able": None,
    "unable": Factuality.DENIED,
    "unlikely": Factuality.HYPOTHETICAL,
    "impossible": Factuality.DENIED,
}
_WISHING: Final = frozenset({"must", "should", "mustn't", "shouldn't"})
_UNREAL: Final = frozenset({"would", "could", "might", "'d"})
_SAID: Final = frozenset({"say", "report", "know", "understand", "confirm", "show", "find", "claim", "announce"})
_HAVING: Final = frozenset({"have", "see", "get"})  # "had him arrested", "the raid saw five men detained"
MAX_DEPTH: Final = 8


@record
class Scope:
    """Hold a judgement: the factuality, the verb of saying over the event if any, and whether a mere decision."""

    factuality: Factuality
    reporter: int | None = None  # index of the verb that reports it
    is_decision: bool = False  # "decision to lift": told as fact elsewhere, it is the same event
    ahead: bool = False  # times lie in the future


def judge_clause(reading: Reading, clause: Clause, depth: int = 0) -> Scope:  # noqa: C901 - one test a case, in their order
    """Judge the event of a verb by its own group, its clause and the verbs above it."""
    own = _judge_own(reading, clause)
    if _is_dated_decision(reading, clause):
        return own
    if depth > MAX_DEPTH or _is_untaken(reading, clause):
        return own
    if clause.opener in _IF or _is_inverted(reading, clause) or _is_awaited(reading, clause):
        return Scope(Factuality.HYPOTHETICAL, ahead=True)
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    is_presupposed = clause.opener in _PRESUPPOSING or (above is not None and _is_reminder(reading, above))
    if above is not None and above.verb != clause.verb and not is_presupposed:
        own = _combine(reading, clause, above, own, depth)
    if above is None and reading.chunks[clause.verb].form == "to" and own.factuality == Factuality.ASSERTED:
        own = _judge_aim(reading, clause)
    if above is None and clause.noun_above is not None:
        own = _judge_rumour(reading, clause, own)
    if own.factuality in {Factuality.PLANNED, Factuality.DEMANDED} and clause.opener == "" and _has_if(reading, clause):
        own = Scope(Factuality.HYPOTHETICAL, own.reporter, ahead=True)
    if reading.is_question and own.factuality == Factuality.ASSERTED:
        own = Scope(Factuality.HYPOTHETICAL)
    return own


def _is_reminder(reading: Reading, above: Clause) -> bool:
    """Recognise "it will be recalled that X freed them": what is brought to mind took place."""
    chunk = reading.chunks[above.verb]
    return chunk.word in _RECALLING and chunk.modal == "will" and not chunk.negated and above.passive


def _is_dated_decision(reading: Reading, clause: Clause) -> bool:
    """Recognise "the decision of Norland of 3 May to include X": what was decided on a day took place."""
    if clause.noun_above is None or clause.noun_above + 1 >= clause.verb:
        return False
    between = reading.chunks[clause.noun_above + 1 : clause.verb]
    is_chain = all(chunk.kind in {"np", "time"} or chunk.word == "of" for chunk in between)
    return is_chain and any(chunk.kind == "time" for chunk in between)


def _is_awaited(reading: Reading, clause: Clause) -> bool:
    """Recognise "until X frees them": the present tense behind such a word has not come yet."""
    chunk = reading.chunks[clause.verb]
    is_present = chunk.form == "fin" and not (chunk.past or chunk.perfect or chunk.modal)
    return is_present and clause.opener in _AWAITED and reading.section == SectionKind.BODY


def _is_untaken(reading: Reading, clause: Clause) -> bool:
    """Recognise "no decision to free her was taken" and "the decision to free her has not been taken"."""
    noun = reading.chunks[clause.noun_above] if clause.noun_above is not None else None
    if noun is None or _NOUNS.get(noun.word) != Factuality.PLANNED:
        return False
    return noun.det == "no" or any(
        clause.noun_above in other.subject
        and other.verb != clause.verb
        and other.passive
        and reading.chunks[other.verb].negated
        for other in reading.sketch.clauses
    )


def _judge_gerund(reading: Reading, clause: Clause) -> Factuality | None:
    """Judge "no sign of freeing X", "the chance of freeing X": by the noun that the gerund explains."""
    at = clause.verb - 2
    is_under = reading.chunks[clause.verb].form == "ing" and at >= 0 and reading.chunks[at + 1].word == "of"
    if not is_under or reading.chunks[at].kind != "np":
        return None
    if reading.chunks[at].det == "no":
        return Factuality.DENIED
    return _HOSTS.get(reading.chunks[at].word)


def _judge_aim(reading: Reading, clause: Clause) -> Scope:
    """Judge an infinitive under a noun or on its own: "the campaign to free her began", "the claim to have freed"."""
    before = reading.chunks[clause.verb - 1] if clause.verb else None
    told = _HOSTS.get(before.word, Factuality.PLANNED) if before is not None else Factuality.PLANNED
    if reading.chunks[clause.verb].perfect:
        return Scope(Factuality.ALLEGED)
    return Scope(told, ahead=True)


def _judge_rumour(reading: Reading, clause: Clause, own: Scope) -> Scope:
    """Judge "reports that X would ... were denied by Y", "the request that X be freed was turned down"."""
    noun = clause.noun_above
    if noun is not None and reading.chunks[noun].word in _NOUNS:
        if is_refused(reading, noun):
            return Scope(Factuality.DENIED, ahead=own.ahead)
        return own if own.factuality != Factuality.ASSERTED else Scope(_NOUNS[reading.chunks[noun].word], ahead=True)
    for other in reading.sketch.clauses:
        if (
            clause.noun_above in other.subject
            and other.verb != clause.verb
            and reading.chunks[other.verb].word in _DENY
        ):
            return Scope(Factuality.DENIED, other.verb, ahead=own.ahead)
    return own


def _judge_own(reading: Reading, clause: Clause) -> Scope:
    chunk = reading.chunks[clause.verb]
    if is_order(reading, clause) or (chunk.modal in _WISHING and chunk.negated):
        return Scope(Factuality.DEMANDED, ahead=True)
    if chunk.negated or _has_negative_subject(reading, clause) or _is_untaken(reading, clause):
        return Scope(Factuality.DENIED)
    if chunk.modal:
        factuality = _MODALS.get(chunk.modal, Factuality.HYPOTHETICAL)
        if chunk.modal == "should" and (clause.adjective or chunk.word == "be") and clause.times:
            factuality = Factuality.PLANNED
        return Scope(factuality, ahead=factuality in {Factuality.PLANNED, Factuality.HYPOTHETICAL})
    if is_subjunctive(reading, clause):
        return Scope(Factuality.DEMANDED, ahead=True)
    words = set(reading.lows(max(chunk.start - 2, 0), chunk.end + 1))
    if "allegedly" in words:
        return Scope(Factuality.ALLEGED)
    return Scope(Factuality.REPORTED if words & {"reportedly", "apparently"} else Factuality.ASSERTED)


def _has_negative_subject(reading: Reading, clause: Clause) -> bool:
    return any(
        reading.chunks[at].det in {"no", "neither"} or reading.chunks[at].word in {"nobody", "none", "nothing"}
        for at in clause.subject
    )


def _is_inverted(reading: Reading, clause: Clause) -> bool:
    """Recognise "Should X do so, ..." and "Were X to ..."."""
    helper = min(clause.subject, default=0) - 1
    if helper >= 0 and _is_condition(reading, helper, clause):
        return True
    first = reading.chunks[0] if reading.chunks else None
    if first is None or first.kind != "vg" or reading.is_question:
        return False
    word = reading.tokens[first.start].low
    if word not in {"should", "were", "had"}:
        return False
    comma = next((at for at, chunk in enumerate(reading.chunks) if chunk.kind == "comma"), 0)
    return clause.verb < comma


def _is_condition(reading: Reading, helper: int, clause: Clause) -> bool:
    """Recognise "..., would have freed them had Norland asked": a bare "had" before the subject, after a "would"."""
    chunk = reading.chunks[helper]
    is_bare = chunk.kind == "vg" and reading.lows(chunk.start, chunk.end) == ("had",)
    is_part = reading.chunks[clause.verb].form in {"ed", "part"}
    return is_bare and is_part and any(other.modal in _UNREAL for other in reading.chunks[:helper])


def _has_if(reading: Reading, clause: Clause) -> bool:
    """Say whether the sentence has a condition for its main clause."""
    stops = [at for at, chunk in enumerate(reading.chunks) if chunk.kind == "stop" and chunk.word in {";", ":"}]
    low = max((at for at in stops if at < clause.verb), default=-1)
    high = min((at for at in stops if at > clause.verb), default=len(reading.chunks))
    conditions = any(
        chunk.kind == "sub" and chunk.word in _IF - {"whether"} for chunk in reading.chunks[low + 1 : high]
    )
    return conditions or (reading.tokens[0].low in {"should", "were"} and reading.chunks[0].kind == "vg")


def classify_verb(reading: Reading, clause: Clause) -> str:
    """Give what a verb does to what stands under it: demand, plan, deny, maybe, allege, report or fact."""
    word = reading.chunks[clause.verb].word
    if word == "rule" and "out" in clause.particles:
        return "deny"
    if word in {"be", "have"}:
        return "plan"
    for name, table in (("demand", _DEMAND), ("plan", _PLAN), ("deny", _DENY), ("maybe", _MAYBE), ("allege", _ALLEGE)):
        if word in table:
            return name
    return "report" if word in REPORTING else "fact"


RESULT: Final = {
    "demand": Factuality.DEMANDED,
    "plan": Factuality.PLANNED,
    "deny": Factuality.DENIED,
    "maybe": Factuality.HYPOTHETICAL,
    "allege": Factuality.ALLEGED,
}


def _combine(  # noqa: C901, PLR0911 - one test a case, in their order
    reading: Reading, clause: Clause, above: Clause, own: Scope, depth: int
) -> Scope:
    outer = judge_clause(reading, above, depth + 1)
    chunk = reading.chunks[clause.verb]
    is_telling = chunk.form == "to" and reading.chunks[above.verb].word == "tell"  # "told Norland to free them"
    kind = "demand" if is_telling else classify_verb(reading, above)
    if reading.chunks[above.verb].word == "hesitate" and outer.factuality == Factuality.DENIED:
        return Scope(Factuality.PLANNED, outer.reporter, ahead=True)  # "will not hesitate to": means to do so
    if reading.chunks[above.verb].word == "insist" and own.factuality != Factuality.DEMANDED:
        kind = "report"  # "insists that it has freed them"
    noun = reading.chunks[clause.noun_above] if clause.noun_above is not None else None
    if noun is not None and noun.word in _NOUNS:
        is_given_up = outer.factuality == Factuality.DENIED or reading.chunks[above.verb].word in _GIVING_UP
        is_given_up |= is_refused(reading, clause.noun_above or 0)
        factuality = Factuality.DENIED if is_given_up else _NOUNS[noun.word]
        return Scope(factuality, is_decision=noun.word == "decision", ahead=noun.word != "decision")
    if chunk.form == "ing" and clause.verb and reading.chunks[clause.verb - 1].kind == "comma":
        return outer
    if (
        chunk.form == "ing"
        and reading.chunks[above.verb].word == "aim"
        and reading.chunks[clause.verb - 1].word == "at"
    ):
        return Scope(Factuality.PLANNED, outer.reporter, ahead=True)
    hosted = _judge_gerund(reading, clause)
    if hosted is not None:
        return Scope(Factuality.DENIED if outer.factuality == Factuality.DENIED else hosted, outer.reporter, ahead=True)
    if chunk.form == "ing" and kind not in {"deny", "demand", "maybe", "allege"}:
        return Scope(own.factuality if outer.factuality == Factuality.ASSERTED else outer.factuality, outer.reporter)
    if kind in {"report", "demand", "deny", "maybe", "plan"} and chunk.form in {"fin", "ed"} and not clause.is_reduced:
        is_future = (
            chunk.modal in {"would", "'d"}
            and not chunk.negated
            and clause.opener not in _IF
            and not _has_if(reading, clause)
        )
        told = _judge_reported(kind, own, outer, above, is_future=is_future)
        is_by_word = reading.chunks[above.verb].word in _BY_WORD and not _tells_of_self(reading, clause)
        if is_by_word and told.factuality == Factuality.ASSERTED:
            return replace(told, factuality=Factuality.REPORTED)
        return told
    return _judge_below(reading, clause, above, kind, own, outer)


def _tells_of_self(reading: Reading, clause: Clause) -> bool:
    """Recognise "said it was lifting ...": who acts says so."""
    return not clause.passive and any(
        reading.chunks[at].word in {"it", "he", "she", "we", "i"} for at in clause.subject
    )


def _judge_reported(kind: str, own: Scope, outer: Scope, above: Clause, *, is_future: bool) -> Scope:
    """Judge a clause of reported speech: "said it would ...", "denied that ...", "ordered that he be freed"."""
    if kind == "plan" and own.factuality == Factuality.DEMANDED:
        return Scope(Factuality.PLANNED, above.verb, ahead=True)
    if kind == "deny":
        return Scope(Factuality.DENIED, above.verb)
    if kind == "demand":
        return Scope(Factuality.DEMANDED, above.verb)
    if kind == "maybe" or outer.factuality in {Factuality.HYPOTHETICAL, Factuality.DENIED}:
        return Scope(Factuality.HYPOTHETICAL, above.verb, ahead=own.ahead)
    factuality = Factuality.PLANNED if is_future else own.factuality
    return Scope(factuality, above.verb, ahead=own.ahead)


def _judge_below(reading: Reading, clause: Clause, above: Clause, kind: str, own: Scope, outer: Scope) -> Scope:  # noqa: C901, PLR0911 - one test a case, in their order
    if reading.chunks[above.verb].word in {"be", *_HAVING} and reading.chunks[clause.verb].form != "to":
        return Scope(own.factuality if outer.factuality == Factuality.ASSERTED else outer.factuality, outer.reporter)
    if reading.chunks[clause.verb].form == "to" and reading.chunks[clause.verb].perfect and kind != "deny":
        return _judge_past_below(reading, above, outer)  # "is said to have freed"
    if (above.adjective == "free" or "free" in above.particles) and reading.chunks[above.verb].word == "be":
        return Scope(Factuality.HYPOTHETICAL, outer.reporter, ahead=True)
    if above.adjective in _READY and reading.chunks[above.verb].word == "be":
        factuality = _READY[above.adjective] or outer.factuality
        return Scope(factuality, outer.reporter)
    if outer.factuality != Factuality.ASSERTED and kind in {"plan", "fact", "report"}:
        return Scope(outer.factuality, outer.reporter, ahead=outer.ahead)
    if kind in RESULT:
        result = RESULT[kind]
        is_source = kind in {"demand", "deny", "plan"} and reading.chunks[above.verb].word not in {"be", "have"}
        return Scope(result, above.verb if is_source else outer.reporter, ahead=True)
    if reading.chunks[clause.verb].form == "to" and _is_ruled(reading, above):
        return Scope(Factuality.HYPOTHETICAL, outer.reporter, ahead=True)
    if reading.chunks[clause.verb].form == "to" and not _is_implied(reading, above):
        return Scope(Factuality.PLANNED, outer.reporter, ahead=True)
    return Scope(own.factuality, outer.reporter, ahead=own.ahead)


def _judge_past_below(reading: Reading, above: Clause, outer: Scope) -> Scope:
    """Judge what is said, believed or wished to have happened."""
    if outer.factuality != Factuality.ASSERTED:
        return Scope(outer.factuality, outer.reporter)
    word = reading.chunks[above.verb].word
    if word in _SAID:
        return Scope(Factuality.REPORTED, above.verb)
    is_wish = word in {"hope", "want", "wish", "like", "love", "need", "expect", "plan", "intend", "mean"}
    return Scope(Factuality.HYPOTHETICAL if is_wish else Factuality.ALLEGED, above.verb)


def _is_ruled(reading: Reading, above: Clause) -> bool:
    """Recognise "the law allows police to detain people": nobody is detained by a law."""
    return any(reading.chunks[at].word in _LAWS for at in above.subject)


_LAWS: Final = frozenset({"law", "bill", "decree", "constitution", "rule", "code", "act", "article", "regulation"})


def _is_implied(reading: Reading, above: Clause) -> bool:
    return reading.chunks[above.verb].word in {
        "manage",
        "begin",
        "start",
        "help",
        "force",
        "get",
        "let",
        "allow",
        "permit",
        "continue",
        "go",
        "come",
        "serve",
        "compel",
        "see",
        "persuade",
        "convince",
        "induce",
        "prompt",
        "lead",
        "cause",
    }
