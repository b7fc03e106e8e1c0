"""Infer which events are parts of a wider one: of a swap the sides, of a transfer those who went one way.

Texts tell a whole and its parts side by side and leave it to the reader that adding both up counts people twice. What
is inferred is what numbers and names prove: a group told to be part of the whole's group, sides that sum up to the
whole, some of the people of a release told apart, or releases within the time of a total.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kg.graph.acting import find_acting_states, find_agents_of
from kg.graph.counting import PATIENT_ROLES, Counts, count_people, find_class, list_narrower
from kg.graph.dating import date_situation
from kg.graph.periods import find_summed, list_periods
from kg.graph.shares import MIN_SIDES, Releases, find_wider, index_releases, list_given
from kg.graph.tellings import Tellings
from kg.model import Iri
from kg.terms import Class, Prop

MOST_DAYS: Final = 7  # a side of a swap that is told without its day was then
SIDED: Final = Class.RELEASE
EXCHANGE: Final = "exchange"


def infer_parts(tellings: Tellings) -> Iterator[tuple[Iri, Iri]]:
    """Infer which factual event is part of which, as pairs in order; of several wholes the nearest."""
    releases = index_releases(tellings)
    parts: dict[Iri, set[Iri]] = {}
    for event in tellings.types:
        if find_class(tellings, event) is not None and tellings.is_factual(event):
            parts[event] = {*find_subgroups(tellings, event), *find_sides(tellings, releases, event)}
    for freed in releases.freed.values():
        for whole in find_wider(tellings, releases, freed):
            if is_like(tellings, freed.event, whole) and whole not in parts[freed.event]:
                parts[whole].add(freed.event)
    for total in list_periods(releases):
        parts[total.event] |= find_summed(releases, total, parts)
    for event in sorted(parts):
        farther = {inner for part in parts[event] for inner in parts.get(part, ())}
        yield from ((part, event) for part in sorted(parts[event] - farther))


def find_subgroups(tellings: Tellings, whole: Iri) -> Iterator[Iri]:
    """Find the events whose group is told to be a part of the group of this one, and that lead to one of its places."""
    name = find_class(tellings, whole)
    if name is None:
        return
    role = PATIENT_ROLES[name]
    own = set(tellings.iris(whole, role))
    narrower = {part for group in own for part in list_narrower(tellings, group)} - own
    for part in {event for group in narrower for event in tellings.before(role, group)}:
        if part != whole and is_like(tellings, part, whole) and not own & set(tellings.iris(part, role)):
            yield part


def is_like(tellings: Tellings, part: Iri, whole: Iri) -> bool:
    """Say whether an event can be part of another: of its class and hand, told as fact, in its time, to its places."""
    if find_class(tellings, part) != find_class(tellings, whole) or not tellings.is_factual(part):
        return False
    ends, places = (set(tellings.iris(node, Prop.TO_PLACE)) for node in (part, whole))
    doers, all_doers = (find_acting_states(tellings, node) for node in (part, whole))
    fits = (not places or ends <= places) and (not all_doers or doers <= all_doers)
    return fits and is_same_time(tellings, part, whole)


def is_same_time(tellings: Tellings, first: Iri, second: Iri) -> bool:
    """Say whether two events can have been at the same time, and are not told far apart."""
    dates = [date_situation(tellings, node) for node in (first, second)]
    low = max((d.low for d in dates if d.low is not None), default="")
    high = min((d.high for d in dates if d.high is not None), default="9999")
    days = [date.fromisoformat(d.sort) for d in dates if d.sort is not None]
    return low <= high and (len(days) < len(dates) or abs(days[0] - days[1]).days <= MOST_DAYS)


def find_sides(tellings: Tellings, releases: Releases, whole: Iri) -> list[Iri]:
    """Find the sides of a swap: releases by some of its doers each, told apart, that sum up to it.

    Sides given in exchange for each other need not account for everybody, nor need those of a swap in its own text,
    which then counts for all. A side may be of several doers (five states freed eight); what its own doers did one by
    one are then parts of the side.
    """
    doers = find_acting_states(tellings, whole) if tellings.is_a(whole, SIDED) else set()
    counts = count_people(tellings, whole) if len(doers) != 1 else None
    if not tellings.is_a(whole, SIDED) or counts is None or counts.most_reported is None:
        return []
    by_doers: dict[frozenset[Iri], list[Iri]] = {}
    for side in find_side_candidates(tellings, whole, doers):
        states = frozenset(find_acting_states(tellings, side))
        if (len(states) == 1 or states < doers) and is_like(tellings, side, whole):
            by_doers.setdefault(states, []).append(side)
    single = {states: each for states, each in by_doers.items() if len(states) == 1}
    widest = {states: each for states, each in by_doers.items() if not any(states < other for other in by_doers)}
    for sides in (pick_sides(group, doers) for group in (single, widest)):
        if add_up(tellings, sides, counts) or fall_short(tellings, whole, sides, counts):
            return sides
    return [] if doers else find_told_sides(tellings, releases, whole, counts.most_reported)


def pick_sides(by_doers: dict[frozenset[Iri], list[Iri]], doers: set[Iri]) -> list[Iri]:
    """Give one side for each set of doers where no doer stands in two of them, and none that the swap names in none."""
    states = [state for each in by_doers for state in each]
    is_clear = len(by_doers) >= MIN_SIDES and all(len(each) == 1 for each in by_doers.values())
    if not is_clear or len(set(states)) < len(states) or (doers and set(states) != doers):
        return []
    return [side for each in by_doers.values() for side in each]


def add_up(tellings: Tellings, sides: list[Iri], counts: Counts) -> bool:
    """Say whether sides account for a number that is told of the whole, or are given for each other."""
    total, told = sum_people(tellings, sides), {counts.low, counts.high, counts.most_reported} - {None}
    most = max((number for number in told if number is not None), default=0)
    return total > 0 and (total in told or (total < most and are_exchanged(tellings, sides)))


def fall_short(tellings: Tellings, whole: Iri, sides: list[Iri], counts: Counts) -> bool:
    """Say whether one text tells a swap and, for the same day, what each of its doers freed, but not of everybody.

    "They exchanged 26 people, two children among them": the sides count the 24 prisoners.
    """
    together = [{*tellings.graphs(event)} for event in (whole, *sides)]
    days = {date_situation(tellings, event).sort for event in (whole, *sides)}
    is_one_telling = bool(set.intersection(*together)) and len(days) == 1
    return is_swap(tellings, whole) and is_one_telling and 0 < sum_people(tellings, sides) < (counts.most_reported or 0)


def find_told_sides(tellings: Tellings, releases: Releases, whole: Iri, number: int) -> list[Iri]:
    """Find the sides of an exchange that names no doers, where another text tells them all and they sum up to it."""
    for sides in releases.by_sum.get(number, ()):
        is_meant = whole not in sides and (is_swap(tellings, whole) or are_exchanged(tellings, sides))
        if is_meant and all(is_like(tellings, side, whole) for side in sides):
            return sides
    return []


def is_swap(tellings: Tellings, event: Iri) -> bool:
    """Say whether a text calls a release an exchange."""
    return tellings.concept(event, Prop.RELEASE_MODE) == EXCHANGE


def find_side_candidates(tellings: Tellings, whole: Iri, doers: Iterable[Iri]) -> set[Iri]:
    """Find the releases that may be sides: by the doers of the swap, or, where it names none, in the same texts."""
    agents = {agent for state in doers for agent in find_agents_of(tellings, state)}
    found = {event for agent in agents for event in tellings.before(Prop.RELEASED_BY, agent)}
    if not agents:
        found = {event for graph in tellings.graphs(whole) for event in tellings.releases.get(graph, ())}
    return {event for event in found if event != whole and tellings.is_a(event, SIDED)}


def sum_people(tellings: Tellings, events: Iterable[Iri]) -> int:
    """Add up the people of events; 0 where one of them tells no number."""
    numbers = [counts.most_reported if counts else None for counts in (count_people(tellings, e) for e in events)]
    return sum(number for number in numbers if number is not None) if None not in numbers else 0


def are_exchanged(tellings: Tellings, sides: Iterable[Iri]) -> bool:
    """Say whether each side is told, or inferred, to have been given for another one of them."""
    wanted = set(sides)
    return all(wanted.intersection(list_given(tellings, side)) for side in wanted)
