"""Find the releases that tell of some of those whom another release counts: a few by name, or a group within it.

Articles about one release do not all say how many went free: some name two journalists, some count the foreigners. Each
stays an event of its own where nothing ties it to the whole but the hand and the day; counted beside the whole, its
people would be counted twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from kg.graph.acting import find_acting_states
from kg.graph.counting import count_people, find_counts, list_narrower
from kg.graph.dating import EXACT, Dates, date_situation, read_days
from kg.graph.tellings import Tellings
from kg.model import Iri, Literal
from kg.terms import Class, Prop

MONTH_CHARS: Final = 7  # of a day as text: 2025-09
MIN_SIDES: Final = 2
COUNT_TOLERANCE_PERCENT: Final = 10  # as for identity, which may have named both before a text told that they are one
# What all who are freed are: a group of these kinds may be any part of another.
PLAIN_KINDS: Final = frozenset({"people", "prisoners", "political-prisoners", "detainees"})


@dataclass(frozen=True, slots=True)
class Freed:
    """Hold what counts of one release: who is named, how many are told, by which states, on which days."""

    event: Iri
    people: frozenset[Iri]
    number: int | None  # None where people are named only
    states: frozenset[Iri]
    days: frozenset[str]
    dates: Dates

    @property
    def months(self) -> frozenset[str]:
        """List the months in which it is told to be, as far as its days and bounds name them."""
        told = (*self.days, self.dates.low, self.dates.sort)
        return frozenset(day[:MONTH_CHARS] for day in told if day is not None)

    @property
    def size(self) -> int:
        """Give how many people these are, as far as that is told."""
        return self.number if self.number is not None else len(self.people)

    def is_within(self, other: "Freed") -> bool:
        """Say whether another release can be the wider one; of two that tell as many it is that by more states."""
        mine, theirs = ((each.size, each.number is not None, len(each.states)) for each in (self, other))
        return mine < theirs or (mine == theirs and other.event < self.event)


@dataclass(frozen=True)
class Releases:
    """Index the releases that are told as fact: by state and month, and by what the sides in one text sum up to."""

    freed: dict[Iri, Freed] = field(default_factory=dict)
    by_month: dict[tuple[Iri, str], list[Iri]] = field(default_factory=lambda: defaultdict(list))
    by_sum: dict[int, list[list[Iri]]] = field(default_factory=lambda: defaultdict(list))

    def list_near(self, states: Iterable[Iri], months: Iterable[str]) -> set[Iri]:
        """List the releases by one of these states in one of these months."""
        return {event for key in product(states, months) for event in self.by_month.get(key, ())}


def index_releases(tellings: Tellings) -> Releases:
    """Index all releases that are told as fact, in order."""
    found = Releases()
    for event in sorted(node for node in tellings.types if tellings.is_a(node, Class.RELEASE)):
        if tellings.is_factual(event):
            freed = found.freed[event] = describe_freed(tellings, event)
            for state in freed.states:
                for month in freed.months:
                    found.by_month[state, month].append(event)
    for events in tellings.releases.values():
        sides = [event for event in events if event in found.freed and found.freed[event].states]
        states = [state for side in sides for state in found.freed[side].states]
        if len(sides) >= MIN_SIDES and len(states) == len(set(states)):
            found.by_sum[sum(found.freed[side].size for side in sides)].append(sides)
    return found


def describe_freed(tellings: Tellings, event: Iri) -> Freed:
    """Describe one release by what counts."""
    people = frozenset(p for p in tellings.iris(event, Prop.RELEASED) if tellings.is_a(p, Class.PERSON))
    counts = count_people(tellings, event) if any(find_counts(tellings, event, Prop.RELEASED)) else None
    return Freed(
        event=event,
        people=people,
        number=counts.most_reported if counts is not None else None,
        states=frozenset(find_acting_states(tellings, event)),
        days=frozenset(day for prop in EXACT for day in read_days(tellings, event, prop)),
        dates=date_situation(tellings, event),
    )


def find_wider(tellings: Tellings, releases: Releases, part: Freed) -> Iterator[Iri]:
    """Find the releases of which this one tells some; whether their times and doers fit is for the caller to check."""
    sharing = {other for person in part.people for other in tellings.before(Prop.RELEASED, person)}
    for event in sorted(sharing | releases.list_near(part.states, part.months)):
        whole = releases.freed.get(event)
        if whole is not None and event != part.event and part.is_within(whole) and is_share(tellings, part, whole):
            yield event


def is_share(tellings: Tellings, part: Freed, whole: Freed) -> bool:
    """Say whether something proves that a release tells of some of those of a wider one."""
    same_hand = bool(part.states & whole.states)
    if part.number is not None:
        return same_hand and (is_told_subgroup(tellings, part, whole) or is_told_elsewhere(tellings, part, whole))
    if part.people and part.people <= whole.people:
        return True
    if not same_hand or whole.number is None or len(part.people | whole.people) > whole.number:
        return False
    return bool(part.days & whole.days) or is_named_elsewhere(tellings, part, whole)


def is_named_elsewhere(tellings: Tellings, part: Freed, whole: Freed) -> bool:
    """Say whether a release names those of another: as many in the same text, or given for the same in exchange."""
    is_same_text = bool(set(tellings.graphs(part.event)) & set(tellings.graphs(whole.event)))
    if is_same_text and len(part.people) == whole.number:
        return True
    given = (frozenset(list_given(tellings, each.event)) for each in (part, whole))
    return bool(frozenset.intersection(*given))


def is_told_subgroup(tellings: Tellings, part: Freed, whole: Freed) -> bool:
    """Say whether the group of a release is told to be a part of that of another: as many, and nothing else said."""
    groups = list_groups(tellings, part.event)
    wide = tellings.iris(whole.event, Prop.RELEASED)
    narrower = {inner for group in wide for inner in list_narrower(tellings, group)}
    return any(
        is_alike(tellings, group, inner) and part.number in read_sizes(tellings, inner)
        for group in groups
        for inner in narrower
    )


def is_told_elsewhere(tellings: Tellings, part: Freed, whole: Freed) -> bool:
    """Say whether another text counts on the same day about as many, or foreigners where this one counts prisoners.

    Where one text tells both, they are two.
    """
    if not part.days & whole.days or set(tellings.graphs(part.event)) & set(tellings.graphs(whole.event)):
        return False
    is_near = (whole.size - part.size) * 100 <= COUNT_TOLERANCE_PERCENT * whole.size
    return is_near or (is_described(tellings, part) and not is_described(tellings, whole))


def is_described(tellings: Tellings, freed: Freed) -> bool:
    """Say whether some text says more of the group that was freed than that it was people in prison."""
    groups = list_groups(tellings, freed.event)
    kinds = {kind.rpartition("/")[2] for group in groups for kind in tellings.iris(group, Prop.GROUP_KIND)}
    return bool(kinds - PLAIN_KINDS) or any(tellings.values(group, Prop.CITIZEN_OF) for group in groups)


def list_groups(tellings: Tellings, event: Iri) -> list[Iri]:
    """List the groups that a release is told to have freed."""
    return [node for node in tellings.iris(event, Prop.RELEASED) if tellings.is_a(node, Class.PERSON_GROUP)]


def is_alike(tellings: Tellings, first: Iri, second: Iri) -> bool:
    """Say whether two groups are of one kind and of the same citizens, where both are told."""
    for prop in (Prop.GROUP_KIND, Prop.CITIZEN_OF):
        one, other = (tellings.values(group, prop) for group in (first, second))
        if one and other and not one & other:
            return False
    return True


def read_sizes(tellings: Tellings, group: Iri) -> set[int]:
    """Read the numbers that texts tell of a group."""
    return {int(v.lexical) for v in tellings.values(group, Prop.MEMBER_COUNT) if isinstance(v, Literal)}


def list_given(tellings: Tellings, event: Iri) -> Iterator[Iri]:
    """List the events that an event was given for."""
    for own in tellings.before(Prop.FULFILLED_BY, event):
        for other in tellings.iris(own, Prop.IN_EXCHANGE_FOR):
            yield from tellings.iris(other, Prop.FULFILLED_BY)
