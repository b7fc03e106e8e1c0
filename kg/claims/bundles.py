"""Collect the tellings of one event, and keep what they say at hand, so that asking costs the same however many tell.

Merging asks each event some ten questions for every telling that might belong to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kg.claims.bounds import Bounds
from kg.claims.drafts import PATIENTS, Draft, Slot
from kg.model import ClaimType, Factuality, Quote, Role, SectionKind

_Rank: TypeAlias = tuple[bool, bool, bool, bool, int, int, int]

LEADER: Final = "leader"  # the post that says least
_SINGLE: Final = frozenset(
    {
        Role.RELIEF_KIND,
        Role.CONDITION_TYPE,
        Role.RELATION_TYPE,
        Role.PENALTY_LENGTH,
        Role.PENALTY,
        Role.DURATION_DAYS,
        Role.ATTITUDE,
        Role.SANCTION_TYPE,
        Role.POSITION,
        Role.ATTRIBUTED_TO,
    }
)


@dataclass(slots=True, eq=False)
class Bundle:
    """Collect the tellings of one event; two bundles are the same only when they are one object."""

    type: ClaimType
    factuality: Factuality
    number: int = 0
    _told: list[tuple[_Rank, Draft]] = field(default_factory=list)
    _keys: dict[Role, set[str]] = field(default_factory=dict)
    _values: dict[Role, set[object]] = field(default_factory=dict)
    _bounds: dict[Bounds, None] = field(default_factory=dict)
    _quotes: dict[int, set[Quote]] = field(default_factory=dict)  # by sentence
    is_aside: bool = False  # a headline, a highlight or analysis is among the tellings

    def add(self, drafts: Iterable[Draft]) -> None:
        """Add tellings behind those that are there."""
        for draft in drafts:
            self._told.append((_rank(draft), draft))
            self._note(draft)

    def retell(self, drafts: Iterable[Draft]) -> None:
        """Put other tellings in the place of those that are there."""
        self._told, self._keys, self._values, self._bounds, self._quotes = [], {}, {}, {}, {}
        self.is_aside = False
        self.add(list(drafts))

    def _note(self, draft: Draft) -> None:
        for slot in draft.slots:
            if slot.key is not None:
                self._keys.setdefault(slot.role, set()).add(slot.key)
            if slot.value is not None:
                self._values.setdefault(slot.role, set()).add(slot.value)
        if draft.moment is not None and draft.moment.bounds is not None:
            self._bounds[draft.moment.bounds] = None
        self._quotes.setdefault(draft.sentence, set()).add(draft.quote)
        self.is_aside |= draft.section != SectionKind.BODY

    @property
    def drafts(self) -> Sequence[Draft]:
        """Give the tellings in the order in which they came."""
        return [draft for _, draft in self._told]

    @property
    def main(self) -> Draft:
        """Give the telling to show: a sentence of the body that says most."""
        return min(self._told, key=_order)[1]

    def slots(self) -> list[Slot]:
        """Give all slots, each filler once, the telling to show first."""
        found: dict[tuple[Role, str | None, object], Slot] = {}
        single: set[Role] = set()
        for _, draft in sorted(self._told, key=_order):
            fresh = [slot for slot in draft.slots if slot.role not in single]
            single.update(slot.role for slot in fresh if slot.role in _SINGLE)
            for slot in fresh:
                known = found.get((slot.role, slot.key, slot.value))
                if known is None or (known.guess and not slot.guess):
                    found[slot.role, slot.key, slot.value] = slot
        return list(found.values())

    def keys(self, *roles: Role) -> set[str]:
        """Give the figures and bands in these roles."""
        return set().union(*(self._keys.get(role, ()) for role in roles))

    def values(self, role: Role) -> set[object]:
        """Give the values of a role."""
        return set(self._values.get(role, ()))

    def bounds(self) -> Sequence[Bounds]:
        """Give all times that the tellings give, each once."""
        return list(self._bounds)

    def shares_sentence(self, draft: Draft) -> bool:
        """Say whether other words of the same sentence tell this event."""
        return any(quote != draft.quote for quote in self._quotes.get(draft.sentence, ()))


def _order(told: tuple[_Rank, Draft]) -> _Rank:
    return told[0]


def _rank(draft: Draft) -> _Rank:
    post = next((slot.quote.exact for slot in draft.slots if slot.role == Role.POSITION), "")
    patients = [slot for slot in draft.slots if slot.role in PATIENTS and slot.quote.start >= draft.quote.start]
    is_vague = bool(patients) and all(
        slot.guess and not any(mark.isdigit() for mark in slot.quote.exact) for slot in patients
    )
    return (
        draft.is_decision,
        draft.is_nominal,
        draft.section != SectionKind.BODY,
        is_vague or draft.frame.id in _STATES,
        0 if post.lower() == LEADER else -len(post),
        -len(draft.slots),
        draft.quote.start,
    )


_STATES: Final = frozenset({"imposition.face", "imposition.under"})  # told as what holds, not as what was done
