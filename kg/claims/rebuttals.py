"""Read what a later clause or sentence takes back: "...; the ministry denies it", "Was he freed? No."."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.doubts import is_called_false, list_heads
from kg.claims.drafts import FACTS, PATIENTS, Draft, Slot
from kg.claims.fates import refuses
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.claims.words import read_words
from kg.model import ClaimType, Factuality, Role

_RECALLED: Final = read_words("rebuttals", "recalled")
_MANNER: Final = read_words("rebuttals", "manner")
_WITHDRAWING: Final = read_words("rebuttals", "withdrawing")
_POINTING: Final = frozenset(
    {"the", "this", "that", "these", "those", "such", "both", "all", "any", "his", "her", "its"}
)
_BARE: Final = frozenset({"it", "this", "that", "these", "those", "so"})
_SECOND_HAND: Final = frozenset(
    {Factuality.REPORTED, Factuality.ALLEGED, Factuality.DEMANDED, Factuality.PLANNED, Factuality.HYPOTHETICAL}
)
_BARE_REFUSALS: Final = frozenset({"refuse", "decline", "demur"})
_NEGATIVE: Final = frozenset({"no", "never", "nobody", "none"})
_HELPERS: Final = frozenset({"was", "were", "is", "are", "has", "have", "had", "did", "does", "will", "would"})
_ECHO: Final = 5  # words of an answer such as "He was not."
_KINDS: Final = frozenset(
    {
        ClaimType.RELEASE,
        ClaimType.TRANSFER,
        ClaimType.ARREST,
        ClaimType.SENTENCING,
        ClaimType.SANCTION_IMPOSITION,
        ClaimType.SANCTION_RELIEF,
        ClaimType.NEGOTIATION,
    }
)


def rebut_drafts(drafts: Sequence[Draft], readings: Sequence[Reading], cast: Cast) -> list[Draft]:
    """Deny the tellings that the text takes back, and leave out the statements that do no more than that."""
    found = list(drafts)
    spent: set[tuple[int, int]] = set()
    for number, reading in enumerate(readings):
        if _answers_no(reading) and number and readings[number - 1].is_question:
            found = [_deny_answer(draft) if draft.number == number - 1 else draft for draft in found]
        for clause in _list_rebuttals(reading):
            at = _find_target(found, number, clause, reading)
            if at is not None:
                found[at] = _take_back(found[at], Spot(reading, number, clause.verb), clause, cast)
                spent.add((number, clause.verb))
    return [
        draft
        for draft in found
        if (draft.type != ClaimType.STATEMENT or draft.verb is None or (draft.number, draft.verb) not in spent)
        and not _denies_manner(draft, readings[draft.number], found)
    ]


def _deny_answer(draft: Draft) -> Draft:
    is_open = draft.type in _KINDS and draft.factuality in {Factuality.HYPOTHETICAL, Factuality.PLANNED}
    return replace(draft, factuality=Factuality.DENIED) if is_open else draft


def _answers_no(reading: Reading) -> bool:
    """Recognise the answers "No.", "No, said X", "Not yet.", "He was not."."""
    words = [token.low for token in reading.tokens if token.kind != "mark"]
    marks = [token.text for token in reading.tokens[1:2]]
    if words[:1] and words[0] in _NEGATIVE and (len(words) == 1 or marks[0] in {".", ",", ":", ";", "!"}):
        return True
    if words[:2] in (["not", "yet"], ["not", "so"], ["far", "from"], ["not", "at"]):
        return True
    is_echo = len(words) <= _ECHO and words[-1:] != [] and (words[-1] in {"not", "never"} or words[-1].endswith("n't"))
    return is_echo and bool(_HELPERS & {word.removesuffix("n't") for word in words})


def _denies_manner(draft: Draft, reading: Reading, told: Sequence[Draft]) -> bool:
    """Recognise "denied that the men had been freed under pressure", where the text tells as fact that they were."""
    clause = reading.by_verb.get(draft.verb) if draft.verb is not None else None
    is_denied = draft.type in _KINDS and draft.factuality == Factuality.DENIED and bool(draft.keys(Role.ATTRIBUTED_TO))
    if clause is None or not is_denied or reading.chunks[clause.verb].negated:
        return False
    heads = {reading.chunks[at].word for phrase in clause.attached for at in phrase.group}
    return bool(heads & _MANNER) and any(
        other.type == draft.type
        and other.factuality in FACTS
        and set(other.keys(*PATIENTS)) & set(draft.keys(*PATIENTS))
        for other in told
    )


# ---- where something is taken back ---------------------------------------------------------------------------


def _list_rebuttals(reading: Reading) -> Iterator[Clause]:
    for clause in reading.sketch.clauses:
        chunk = reading.chunks[clause.verb]
        if chunk.negated and chunk.word != "be":
            continue
        if _says_no(reading, clause) or _turns_down(reading, clause) or _calls_false(reading, clause):
            yield clause


def _turns_down(reading: Reading, clause: Clause) -> bool:
    chunk = reading.chunks[clause.verb]
    if chunk.modal or not (refuses(reading, clause) or chunk.word in _WITHDRAWING):
        return False
    if clause.passive:
        return any(_recalls(reading, at) for at in clause.subject)
    if chunk.word in _BARE_REFUSALS and not clause.objects and not _has_more(reading, clause):
        return True
    step = clause.verb + 1
    places = [at for group in clause.objects[:1] for at in group]
    places += [at for found in clause.attached if found.at == step for at in found.group]
    return any(_recalls(reading, at) and not _is_subject(reading, at) for at in places)


def _has_more(reading: Reading, clause: Clause) -> bool:
    """Say whether a verb has an infinitive, a clause or a phrase behind it: "refused to comment"."""
    following = reading.chunks[clause.verb + 1] if clause.verb + 1 < len(reading.chunks) else None
    return following is not None and following.kind not in {"stop", "comma"}


def _is_subject(reading: Reading, at: int) -> bool:
    return any(at in clause.subject for clause in reading.sketch.clauses)


def _recalls(reading: Reading, at: int) -> bool:
    """Recognise "it", "this", "the report", "that request": what was told just before."""
    chunk = reading.chunks[at]
    if chunk.noun is None and not chunk.names and chunk.word in _BARE:
        return True
    opens = chunk.owner is not None or chunk.det in _POINTING
    following = reading.chunks[at + 1] if at + 1 < len(reading.chunks) else None
    goes_on = following is not None and (
        following.word in {"that", "of", "for", "about"} or (following.kind == "vg" and following.form == "to")
    )
    return opens and not goes_on and bool(list_heads(reading, at) & _RECALLED)


def _says_no(reading: Reading, clause: Clause) -> bool:
    """Recognise "has said no", "said no to that"."""
    if reading.chunks[clause.verb].word not in {"say", "answer", "reply"}:
        return False
    end = reading.chunks[clause.verb].end
    lows = reading.lows(end, min(end + 3, len(reading.tokens)))
    if lows[:1] != ("no",):
        return False
    return len(lows) == 1 or lows[1] in {".", ",", ";", "!"} or (lows[1] == "to" and lows[-1] in _BARE | {"both"})


def _calls_false(reading: Reading, clause: Clause) -> bool:
    """Recognise "that is not true", "the report is false"."""
    chunk = reading.chunks[clause.verb]
    return (
        chunk.word == "be"
        and not chunk.modal
        and any(_recalls(reading, at) for at in clause.subject)
        and is_called_false(reading, clause)
    )


# ---- what is taken back --------------------------------------------------------------------------------------


def _find_target(drafts: Sequence[Draft], number: int, clause: Clause, reading: Reading) -> int | None:
    """Find the last telling at second hand before a rebuttal, in its sentence or the one before."""
    here = [at for at, draft in enumerate(drafts) if draft.number == number and draft.at < clause.verb]
    told = [at for at in here if _may_be_rebutted(drafts[at]) and _is_parted(reading, drafts[at].at, clause.verb)]
    if not told and not here:
        told = [at for at, draft in enumerate(drafts) if draft.number == number - 1 and _may_be_rebutted(draft)]
    return max(told, key=lambda at: (drafts[at].at, -at), default=None)


def _may_be_rebutted(draft: Draft) -> bool:
    is_told = draft.factuality in _SECOND_HAND or bool(draft.keys(Role.ATTRIBUTED_TO))
    return draft.type in _KINDS and is_told


def _is_parted(reading: Reading, at: int, verb: int) -> bool:
    between = reading.chunks[at + 1 : verb]
    return any(chunk.kind == "stop" or chunk.word in {"but", ",", "which", "and"} for chunk in between)


def _take_back(draft: Draft, spot: Spot, clause: Clause, cast: Cast) -> Draft:
    group = clause.subject
    if clause.passive:
        group = tuple(at for found in clause.attached if found.preposition == "by" for at in found.group)
    deniers = [
        Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.rebuttal", ref.key, guess=ref.guess)
        for at in group
        for ref in find_agents(spot.move(at), cast)
    ]
    is_refused = draft.factuality == Factuality.DEMANDED
    kept = draft.slots if is_refused else tuple(slot for slot in draft.slots if slot.role != Role.ATTRIBUTED_TO)
    denied = replace(draft, factuality=Factuality.DENIED, slots=kept)
    return denied if is_refused else denied.with_slots(*deniers)
