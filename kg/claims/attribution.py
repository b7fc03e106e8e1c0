"""Find whose word the text gives: "X said", "according to X", "..., X said." behind the sentence."""

from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, Draft, Slot
from kg.claims.lenses import find_owner
from kg.claims.nominal import judge_noun
from kg.claims.reading import Reading
from kg.claims.scope import judge_clause
from kg.claims.sketch import REPORTING, Clause, is_inserted
from kg.claims.spots import Spot
from kg.model import ClaimType, Factuality, Role

_SAYING: Final = REPORTING - {"think", "believe", "hope", "fear", "find", "show", "see"}
_TELLING: Final = frozenset({"tell", "inform", "brief", "assure"})


def attribute_draft(draft: Draft, reading: Reading, cast: Cast) -> Draft:
    """Add whose word a telling rests on; the reporter's own voice adds nothing."""
    if draft.type in {ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL}:
        return draft
    clause = reading.by_verb.get(draft.verb) if draft.verb is not None else None
    scope = judge_clause(reading, clause) if clause is not None else judge_noun(reading, draft.at)
    source = reading.by_verb.get(scope.reporter) if scope.reporter is not None else None
    slots = _name_speaker(source, reading, draft, cast) if source is not None else []
    slots = slots or _find_according(reading, draft, cast) or _find_trailing(reading, draft, cast)
    slots = slots or (_find_asker(reading, clause, draft, cast) if clause is not None else [])
    agents = set(draft.keys(Role.RELEASED_BY, Role.ACTOR))
    agents |= set(draft.keys(Role.SUBJECT_AGENT)) if draft.type == ClaimType.RELATION else set()
    return draft.with_slots(*(slot for slot in slots if slot.key not in agents or len(slots) > 1))


def _name_speaker(clause: Clause, reading: Reading, draft: Draft, cast: Cast) -> list[Slot]:
    group = clause.subject or _find_understood(clause, reading)
    if reading.chunks[clause.verb].passive:
        group = tuple(at for found in clause.attached if found.preposition == "by" for at in found.group)
    exclude = frozenset(draft.keys(*PATIENTS))  # "X was freed, she said": another than X
    found = []
    for at in group:
        found += [
            Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.verb", ref.key, guess=ref.guess)
            for ref in find_agents(Spot(reading, draft.number, at), cast, exclude=exclude)
        ]
    return found


def _find_understood(clause: Clause, reading: Reading) -> tuple[int, ...]:
    """Find who exhorts in "adopted a text exhorting X to ...": the subject of the verb above or before."""
    if reading.chunks[clause.verb].form != "ing":
        return ()
    earlier = [other for other in reading.sketch.clauses if other.verb < clause.verb and other.subject]
    return earlier[-1].subject if earlier else ()


def _find_asker(reading: Reading, clause: Clause, draft: Draft, cast: Cast) -> list[Slot]:
    """Find who asks in "X's request that Y be extradited"."""
    if clause.noun_above is None or draft.factuality != Factuality.DEMANDED:
        return []
    owner = find_owner(Spot(reading, draft.number, clause.noun_above))
    refs = find_agents(owner, cast) if owner is not None else []
    return [Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.verb", ref.key, guess=ref.guess) for ref in refs]


def _find_according(reading: Reading, draft: Draft, cast: Cast) -> list[Slot]:
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind == "prep" and chunk.word == "according-to" and at + 1 < len(reading.chunks):
            refs = find_agents(Spot(reading, draft.number, at + 1), cast)
            return [
                Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.according", ref.key, guess=ref.guess) for ref in refs
            ]
    return []


def _find_trailing(reading: Reading, draft: Draft, cast: Cast) -> list[Slot]:
    """Read "..., X said" at the end of the sentence, "X, the Forum said, was freed", "as the Forum reported"."""
    for clause in reversed(reading.sketch.clauses):
        chunk = reading.chunks[clause.verb]
        if chunk.word not in _SAYING or chunk.form not in {"fin", "ed"} or not clause.subject or chunk.negated:
            continue
        is_behind = draft.at < min(clause.subject) and not clause.opener and _ends_sentence(reading, clause)
        is_aside = not clause.opener and is_inserted(reading.chunks, clause.verb, clause.subject)
        if is_behind or is_aside or clause.opener == "as":
            return _name_speaker(clause, reading, draft, cast)
    return []


def _ends_sentence(reading: Reading, clause: Clause) -> bool:
    """Say whether a verb of saying stands as a tag behind what is said."""
    first = min(*clause.subject, clause.verb)
    if not first or reading.chunks[first - 1].kind not in {"comma", "quote"}:
        return False
    later = reading.chunks[clause.verb + 1 :]
    stop = next((at for at, chunk in enumerate(later) if chunk.kind == "stop" and chunk.word == ";"), len(later))
    has_object = any(reading.chunks[at].kind == "np" for group in clause.objects for at in group)
    is_last = not any(chunk.kind == "vg" for chunk in later[:stop])
    return is_last and (not has_object or reading.chunks[clause.verb].word in _TELLING)
