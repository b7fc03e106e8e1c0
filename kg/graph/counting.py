"""Count the people of an event over all its tellings, so that adding up counts nobody twice."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.graph.acting import find_acting_states
from kg.graph.dating import spans_years
from kg.graph.tellings import Source, Tellings
from kg.model import Iri, Literal
from kg.terms import Class, Prop

# The role whose people an event is about.
PATIENT_ROLES: Final = {
    Class.RELEASE: Prop.RELEASED,
    Class.TRANSFER: Prop.TRANSFEREE,
    Class.ARREST: Prop.ARRESTED,
    Class.SENTENCING: Prop.SENTENCED,
    Class.DETENTION: Prop.DETAINEE,
    Class.MISTREATMENT: Prop.VICTIM,
}


@dataclass(frozen=True, slots=True)
class ToldCount:
    """Hold the number, or the bounds, that one article tells of an event.

    `low` stands for the telling in a sum: the exact number, or the lower bound ("more than 1,000" adds 1,000).
    """

    low: int | None
    high: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold what all tellings together say; None where no number bounds them ("more than 1,000", "up to 40")."""

    low: int | None
    high: int | None
    most_reported: int | None
    is_contested: bool = False


def find_class(tellings: Tellings, event: Iri) -> Class | None:
    """Find which kind of event with people in it this is; None for the others."""
    return next((name for name in PATIENT_ROLES if tellings.is_a(event, name)), None)


def count_people(tellings: Tellings, event: Iri) -> Counts | None:
    """Count the people of an event: by the numbers told, else by those named; None where neither is told."""
    name = find_class(tellings, event)
    if name is None:
        return None
    told = list(find_counts(tellings, event, PATIENT_ROLES[name]))
    return join_counts(told) if told else count_named(tellings, event, PATIENT_ROLES[name])


def find_counts(tellings: Tellings, event: Iri, role: Prop) -> Iterator[ToldCount]:
    """Find the number that each article tells: that of the widest groups in the role."""
    for graph in tellings.graphs(event):
        groups = find_widest(tellings, event, graph, role)
        bounds = [bound for group in groups if (bound := read_bounds(tellings, group, graph)) is not None]
        if bounds:
            lows = [low for low, _ in bounds if low is not None]
            highs = [high for _, high in bounds if high is not None]
            is_closed = len(highs) == len(groups)
            source = tellings.sources[graph]
            yield ToldCount(sum(lows) if lows else None, sum(highs) if is_closed else None, source)


def find_widest(tellings: Tellings, event: Iri, graph: Iri, role: Prop) -> list[Iri]:
    """Find the groups in a role that are no part of another one in it."""
    fillers = tellings.told_iris(event, graph, role)
    groups = [filler for filler in fillers if tellings.is_a(filler, Class.PERSON_GROUP)]
    return [group for group in groups if not set(tellings.told(group, graph, Prop.SUBGROUP_OF)).intersection(groups)]


def list_narrower(tellings: Tellings, group: Iri) -> list[Iri]:
    """List the groups that are told to be parts of a group, and their parts."""
    found = [group]
    for each in found:
        found.extend(part for part in tellings.before(Prop.SUBGROUP_OF, each) if part not in found)
    return found[1:]


def read_bounds(tellings: Tellings, group: Iri, graph: Iri) -> tuple[int | None, int | None] | None:
    """Read the number of a group in one article as bounds; None where it tells none."""
    exact, low, high = (
        read_number(tellings, group, graph, prop) for prop in (Prop.MEMBER_COUNT, Prop.MIN_COUNT, Prop.MAX_COUNT)
    )
    if exact is not None:
        return exact, exact
    return None if low is None and high is None else (low, high)


def read_number(tellings: Tellings, node: Iri, graph: Iri, prop: Prop) -> int | None:
    """Read a whole number in one article."""
    return min(
        (int(value.lexical) for value in tellings.told(node, graph, prop) if isinstance(value, Literal)), default=None
    )


def join_counts(told: list[ToldCount]) -> Counts:
    """Join the numbers of all articles; they are contested when no number fits all of them.

    An upper bound is told by a number or by "up to"; where every text leaves it open, so does the summary.
    """
    lows = [count.low for count in told if count.low is not None]
    highs = [count.high for count in told if count.high is not None]
    is_contested = bool(lows and highs) and max(lows) > min(highs)
    high = max((*highs, *lows)) if highs else None
    return Counts(min(lows, default=None), high, choose_number(told), is_contested)


def choose_number(told: list[ToldCount]) -> int | None:
    """Choose the number told by most articles; of equals the later published, then the smaller.

    Bounds count only where no article tells an exact number, and then by the lower one: so many are certain.
    """
    exact = [count for count in told if count.high == count.low]
    articles: dict[int, set[Source]] = defaultdict(set)
    for count in exact or told:
        if count.low is not None:
            articles[count.low].add(count.source)
    ranks = {
        number: (len({s.article for s in sources}), max(s.published for s in sources))
        for number, sources in articles.items()
    }
    most = max(ranks.values(), default=None)
    return min((number for number, rank in ranks.items() if rank == most), default=None)


def count_named(tellings: Tellings, event: Iri, role: Prop) -> Counts | None:
    """Count the people who are named; a group without a number leaves the upper bound open."""
    fillers = tellings.iris(event, role)
    named = sum(tellings.is_a(filler, Class.PERSON) for filler in fillers)
    if not named:
        return None
    return Counts(named, named if named == len(fillers) else None, named)


def find_tally(tellings: Tellings, event: Iri) -> int | None:
    """Find the number to add up for an event: given on a whole or on its parts, never on both."""
    counts = count_people(tellings, event)
    if counts is None or is_carried_by_parts(tellings, event) or is_carried_by_whole(tellings, event, frozenset()):
        return None
    return counts.most_reported


def find_parts(tellings: Tellings, event: Iri) -> list[Iri]:
    """Find the factual parts of an event that are of its own kind."""
    name = find_class(tellings, event)
    return [
        part
        for part in tellings.before(Prop.PART_OF, event)
        if part != event and tellings.is_factual(part) and find_class(tellings, part) == name
    ]


def is_carried_by_parts(tellings: Tellings, event: Iri) -> bool:
    """Say whether the parts of an event account for all its people, and say more than it does of who let them go.

    Where texts differ on the number of the whole, the smallest will do. A total over several years leaves it to any
    parts, which have a year.
    """
    counts, total = count_people(tellings, event), sum_parts(tellings, event, frozenset({event}))
    if total > 0 and spans_years(tellings, event):
        return True
    if total == 0 or (counts is not None and total < (counts.low or counts.most_reported or 0)):
        return False
    states = find_acting_states(tellings, event)
    by_part = [find_acting_states(tellings, part) for part in find_parts(tellings, event)]
    tells_more = any(each != states for each in by_part)
    return counts is None or (tells_more and states <= set[Iri]().union(*by_part))


def sum_parts(tellings: Tellings, event: Iri, seen: frozenset[Iri]) -> int:
    """Add up the people of the parts of an event, each by itself or by its own parts, whichever is more."""
    total = 0
    for part in find_parts(tellings, event):
        if part not in seen:
            counts = count_people(tellings, part)
            inner = sum_parts(tellings, part, seen | {part})
            total += max(inner, (counts.most_reported or 0) if counts else 0)
    return total


def is_carried_by_whole(tellings: Tellings, event: Iri, seen: frozenset[Iri]) -> bool:
    """Say whether a whole that an event is part of carries the number itself."""
    name = find_class(tellings, event)
    for whole in tellings.iris(event, Prop.PART_OF):
        if whole == event or whole in seen or not tellings.is_factual(whole) or find_class(tellings, whole) != name:
            continue
        is_carrier = count_people(tellings, whole) is not None and not is_carried_by_parts(tellings, whole)
        if is_carrier or is_carried_by_whole(tellings, whole, seen | {event}):
            return True
    return False
