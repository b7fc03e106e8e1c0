"""Recall whom a court means that goes on about a sentence: "An appeals court trimmed that to nine"."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import Slot
from kg.claims.guards import sits_in_court
from kg.claims.matching import Match
from kg.model import Role

_TERMS: Final = frozenset({Role.PENALTY_LENGTH, Role.PENALTY})
_NEAR: Final = 1  # sentences back


def recall_sentenced(match: Match, slots: list[Slot], cast: Cast) -> list[Slot]:
    """Add the person in custody of whom the text spoke last, where a court sets a term for nobody named."""
    roles = {slot.role for slot in slots}
    courts = [slot for slot in slots if slot.role == Role.ACTOR and sits_in_court(slot.key, cast)]
    if not match.frame.recalls_held or Role.SENTENCED in roles or not roles & _TERMS or not courts:
        return slots
    start = match.reading.chunks[match.at].start
    near = cast.list_sightings(match.number, match.reading.tokens[start].start, _NEAR)
    held = [found for found in near if cast.is_person(found.key) and found.key in cast.custody]
    if not held:
        return slots
    last = max(held, key=lambda found: (found.sentence, found.start))
    rule = f"{match.frame.id}.sentenced.recalled"
    return [*slots, Slot(Role.SENTENCED, match.reading.quote_chunk(match.at), rule, last.key, guess=True)]
