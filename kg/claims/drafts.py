"""Hold claims while they are made: one draft for each telling, before tellings of one event are joined."""

from dataclasses import dataclass, field, replace
from datetime import date

from kg.claims.bounds import Bounds
from kg.claims.calendars import Time
from kg.claims.frames import Frame
from kg.claims.records import record
from kg.claims.spots import Spot
from kg.model import ClaimType, Factuality, FillerValue, Quote, Role, SectionKind


@record
class Slot:
    """Fill a role with a figure, a band or a value, by the words that say so."""

    role: Role
    quote: Quote
    rule: str
    key: str | None = None
    value: FillerValue | None = None
    guess: bool = False


@record
class Moment:
    """Hold the time of a telling as the text gives it and as it resolves."""

    quote: Quote
    time: Time
    bounds: Bounds | None


@record
class Draft:
    """Hold one telling of one event."""

    frame: Frame
    type: ClaimType
    factuality: Factuality
    number: int  # of the reading
    sentence: int
    quote: Quote
    trigger: Quote
    section: SectionKind
    slots: tuple[Slot, ...]
    moment: Moment | None = None
    is_decision: bool = False
    is_nominal: bool = False
    verb: int | None = None  # chunk of the verb, for links within a sentence
    at: int = 0  # chunk of the trigger
    is_present: bool = False  # told in the present or present perfect

    def keys(self, *roles: Role) -> tuple[str, ...]:
        """Give the figures and bands in these roles."""
        return tuple(slot.key for slot in self.slots if slot.role in roles and slot.key is not None)

    def values(self, role: Role) -> tuple[FillerValue, ...]:
        """Give the values of a role."""
        return tuple(slot.value for slot in self.slots if slot.role == role and slot.value is not None)

    def with_slots(self, *slots: Slot) -> "Draft":
        """Give the draft with more slots; a slot that is there already is left out."""
        known = {(slot.role, slot.key, slot.value) for slot in self.slots}
        fresh = [slot for slot in slots if (slot.role, slot.key, slot.value) not in known]
        return replace(self, slots=(*self.slots, *fresh)) if fresh else self


def draft_phrase(spot: Spot, frame: Frame, quote: Quote, slots: tuple[Slot, ...]) -> Draft:
    """Make the telling of what a phrase says in passing, as a fact."""
    return Draft(
        frame,
        frame.type,
        Factuality.ASSERTED,
        spot.number,
        spot.reading.sentence.index,
        quote,
        spot.quote(),
        spot.reading.section,
        slots,
        at=spot.at,
    )


@dataclass(slots=True)
class Story:
    """Collect drafts and what the last event was, for "a day earlier"."""

    published: date | None
    drafts: list[Draft] = field(default_factory=list)
    anchor: Bounds | None = None  # when that was
    day: Bounds | None = None  # the last day of an event, for "on the same day"
    told: tuple[Bounds, ...] = ()  # the times told last, for "in the same month"
    freed: set[str] = field(default_factory=set)  # figures and bands told to be free


PATIENTS = (
    Role.RELEASED,
    Role.TRANSFEREE,
    Role.ARRESTED,
    Role.DETAINEE,
    Role.SENTENCED,
    Role.SUBJECT_AGENT,
    Role.VICTIM,
)
# What only stands behind releases and sanctions: how states stand to each other, votes, protests, force.
POLITICAL = frozenset({ClaimType.RELATION, ClaimType.ELECTION, ClaimType.PROTEST, ClaimType.REPRESSION})
# The acts on sanctions, and what is told as a fact.
SANCTIONS = frozenset({ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RELIEF, ClaimType.SANCTION_RENEWAL})
FACTS = frozenset({Factuality.ASSERTED, Factuality.REPORTED})
AGENTS = (Role.RELEASED_BY, Role.ACTOR, Role.DETAINING_AUTHORITY)
