"""Find whose word the text gives: "X said", "according to X", "..., X said." behind the sentence."""

from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot
from kg.claims.nominal import judge_noun
from kg.claims.reading import Reading
from kg.claims.scope import judge_clause
from kg.claims.sketch import REPORTING, Clause
from kg.claims.spots import Spot
from kg.model import ClaimType, Role

_SAYING: Final = REPORTING - {"think", "believe", "hope", "fear", "find", "show", "see"}


def attribute_draft(draft: Draft, reading: Reading, cast: Cast) -> Draft:
    """Add whose word a telling rests on; the reporter's own voice adds nothing."""
    if draft.type in {ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL}:
        return draft
    clause = reading.by_verb.get(draft.verb) if draft.verb is not None else None
    scope = judge_clause(reading, clause) if clause is not None else judge_noun(reading, draft.at)
    source = reading.by_verb.get(scope.reporter) if scope.reporter is not None else None
    slots = _name_speaker(source, reading, draft.number, cast) if source is not None else []
    slots = slots or _find_according(reading, draft, cast) or _find_trailing(reading, draft, cast)
    agents = set(draft.keys(Role.RELEASED_BY, Role.ACTOR))
    agents |= set(draft.keys(Role.SUBJECT_AGENT)) if draft.type == ClaimType.RELATION else set()
    return draft.with_slots(*(slot for slot in slots if slot.key not in agents or len(slots) > 1))


def _name_speaker(clause: Clause, reading: Reading, number: int, cast: Cast) -> list[Slot]:
    group = clause.subject
    if reading.chunks[clause.verb].passive:
        group = tuple(at for found in clause.attached if found.preposition == "by" for at in found.group)
    found = []
    for at in group:
        found += [
            Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.verb", ref.key, guess=ref.guess)
            for ref in find_agents(Spot(reading, number, at), cast)
        ]
    return found


def _find_according(reading: Reading, draft: Draft, cast: Cast) -> list[Slot]:
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind == "prep" and chunk.word == "according-to" and at + 1 < len(reading.chunks):
            refs = find_agents(Spot(reading, draft.number, at + 1), cast)
            return [
                Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.according", ref.key, guess=ref.guess) for ref in refs
            ]
    return []


def _find_trailing(reading: Reading, draft: Draft, cast: Cast) -> list[Slot]:
    """Read "..., X said" at the end of the sentence: it covers all main clauses before."""
    for clause in reversed(reading.sketch.clauses):
        chunk = reading.chunks[clause.verb]
        if chunk.word not in _SAYING or chunk.form not in {"fin", "ed"} or clause.opener or not clause.subject:
            continue
        first = min(clause.subject)
        later = reading.chunks[clause.verb + 1 :]
        stop = next((at for at, chunk in enumerate(later) if chunk.kind == "stop" and chunk.word == ";"), len(later))
        is_last = not any(chunk.kind == "vg" for chunk in later[:stop])
        behind = draft.at < first and first > 0 and reading.chunks[first - 1].kind in {"comma", "quote"}
        if is_last and behind and not any(reading.chunks[at].kind == "np" for group in clause.objects for at in group):
            return _name_speaker(clause, reading, draft.number, cast)
    return []
