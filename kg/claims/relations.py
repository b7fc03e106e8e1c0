"""Settle what a frame says of how states stand to each other: both ends, its polarity, how surely it is told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.claims.drafts import Draft, Slot
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.words import read_words
from kg.model import ClaimType, Factuality, Role

_AIMS: Final = frozenset({"attempt", "effort", "bid", "move", "step", "drive", "way", "gesture", "push"})
_WANTING: Final = frozenset({"seek", "want", "hope", "wish", "need", "try", "look"})
_ASSESSING: Final = read_words("relations", "assessing")


def settle_relation(draft: Draft, reading: Reading) -> Iterator[Draft]:
    """Give a relation its two ends and its polarity; recognition by several is one relation for each."""
    if draft.type != ClaimType.RELATION:
        yield draft
        return
    clause = reading.by_verb.get(draft.at)
    settled = _give_two_ends(draft)
    if clause is not None:
        settled = _negate(replace(settled, factuality=_judge_aim(settled, clause, reading)), clause, reading)
    if "recognition" not in settled.values(Role.RELATION_TYPE):
        yield settled
        return
    subjects = [slot for slot in settled.slots if slot.role == Role.SUBJECT_AGENT]
    others = tuple(slot for slot in settled.slots if slot.role != Role.SUBJECT_AGENT)
    for slot in subjects:
        yield replace(settled, slots=(slot, *others))


def _give_two_ends(draft: Draft) -> Draft:
    """Turn the second of "between X and Y" into the other end."""
    ends = [slot for slot in draft.slots if slot.role == Role.SUBJECT_AGENT]
    if len(ends) < 2 or draft.keys(Role.OBJECT_AGENT):  # noqa: PLR2004 - a pair
        return draft
    turned = [replace(slot, role=Role.OBJECT_AGENT) if slot in ends[1:] else slot for slot in draft.slots]
    return replace(draft, slots=tuple(turned))


def _judge_aim(draft: Draft, clause: Clause, reading: Reading) -> Factuality:
    """Tell what somebody tries to bring about as planned, and what others take for the aim as no more than possible."""
    noun = reading.chunks[clause.noun_above].word if clause.noun_above is not None else ""
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    if above is not None and reading.chunks[above.verb].word in _ASSESSING:
        return Factuality.HYPOTHETICAL
    is_own_wish = above is not None and not above.objects and reading.chunks[above.verb].word in _WANTING
    is_aim = (noun in _AIMS or is_own_wish) and draft.factuality != Factuality.DENIED
    return Factuality.PLANNED if is_aim else draft.factuality


def _negate(draft: Draft, clause: Clause, reading: Reading) -> Draft:
    """Tell "does not recognise X" as a fact: that there is no recognition."""
    chunk = reading.chunks[clause.verb]
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    is_refused = above is not None and reading.chunks[above.verb].word in {"refuse", "decline"}
    is_neither = any(reading.chunks[at].det in {"no", "neither"} for at in clause.subject)
    if (
        draft.factuality != Factuality.DENIED
        or not (chunk.negated or is_refused or is_neither)
        or draft.values(Role.POLARITY)
    ):
        return draft
    slot = Slot(Role.POLARITY, reading.quote_chunk(clause.verb), f"{draft.frame.id}.polarity", value="negated")
    return replace(draft, factuality=Factuality.ASSERTED).with_slots(slot)
