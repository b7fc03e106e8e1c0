"""Pair events: those given in exchange for each other, and what is denied or wished with what happened."""

from collections.abc import Iterator
from typing import Final

from kg.graph.acting import find_acting_states, find_agents_of
from kg.graph.counting import PATIENT_ROLES, count_people, find_class
from kg.graph.dating import date_situation, spans_years
from kg.graph.tellings import FACTUAL, Tellings
from kg.model import Factuality, Iri
from kg.terms import Class, Prop

MAYBE: Final = frozenset({Factuality.INFERRED.standing, Factuality.ALLEGED.standing})
SANCTION_CLASSES: Final = (Class.SANCTION_IMPOSITION, Class.SANCTION_RELIEF, Class.SANCTION_RENEWAL)


def find_exchanges(tellings: Tellings, event: Iri) -> dict[Iri, bool]:
    """Find the factual events that one was given for; True where that is told as fact, False where inferred."""
    found: dict[Iri, bool] = {}
    for own in tellings.before(Prop.FULFILLED_BY, event):
        for other in tellings.iris(own, Prop.IN_EXCHANGE_FOR):
            standings = {tellings.concept(side, Prop.STANDING) for side in (own, other)}
            if standings <= MAYBE | {FACTUAL}:
                for given in tellings.iris(other, Prop.FULFILLED_BY):
                    if given != event and tellings.is_factual(given):
                        found[given] = found.get(given, False) or standings == {FACTUAL}
    return found


def find_related_year(tellings: Tellings, event: Iri) -> int | None:
    """Find the year of an event that tells none by what it is part of or has as parts, or by the swap that it is in."""
    if spans_years(tellings, event):
        return None
    wholes, parts = tellings.iris(event, Prop.PART_OF), tellings.before(Prop.PART_OF, event)
    swaps = [other for other, is_told in find_exchanges(tellings, event).items() if is_told]
    is_release = tellings.is_a(event, Class.RELEASE)
    near = [*wholes, *parts, *(other for other in swaps if is_release and tellings.is_a(other, Class.RELEASE))]
    facts = [date_situation(tellings, other) for other in near if other != event and tellings.is_factual(other)]
    years = {dates.year for dates in facts if dates.year is not None}
    return years.pop() if len(years) == 1 else None


def find_counterpart(tellings: Tellings, node: Iri) -> Iri | None:
    """Find the factual telling of the same matter as one that is denied, planned, demanded or supposed.

    The same matter: the same class, no other state behind it, no contradiction in days, and the same people by
    name, the same number of them, or the same sanction. Of several the one with most in common; of equals none.
    """
    scores: dict[Iri, int] = {}
    for other in set(find_candidates(tellings, node)):
        if other != node and tellings.is_factual(other):
            score = score_match(tellings, node, other)
            if score and is_compatible(tellings, node, other):
                scores[other] = score
    best = max(scores.values(), default=0)
    matches = [other for other, score in scores.items() if score == best]
    return matches[0] if len(matches) == 1 else None


def find_candidates(tellings: Tellings, node: Iri) -> Iterator[Iri]:
    """Find what is of the class of a situation and shares a person, a sanction, or a state and a number with it."""
    name = find_class(tellings, node)
    if name is not None:
        for filler in tellings.iris(node, PATIENT_ROLES[name]):
            yield from (other for other in tellings.before(PATIENT_ROLES[name], filler) if tellings.is_a(other, name))
    if name == Class.RELEASE and count_people(tellings, node) is not None:
        for state in find_acting_states(tellings, node):
            for agent in find_agents_of(tellings, state):
                yield from tellings.before(Prop.RELEASED_BY, agent)
    for act in SANCTION_CLASSES:
        if tellings.is_a(node, act):
            sanctions = find_like_sanctions(tellings, node)
            yield from (o for s in sanctions for o in tellings.before(Prop.ACTION_ON, s) if tellings.is_a(o, act))


def find_like_sanctions(tellings: Tellings, node: Iri) -> set[Iri]:
    """Find the sanctions that an event acts on, and those of the same target, sender and goods."""
    own = tellings.iris(node, Prop.ACTION_ON)
    found = set(own)
    for sanction in own:
        for target in tellings.iris(sanction, Prop.TARGET):
            found |= {o for o in tellings.before(Prop.TARGET, target) if is_like_sanction(tellings, sanction, o)}
    return found


def is_like_sanction(tellings: Tellings, first: Iri, second: Iri) -> bool:
    """Say whether two sanctions aim at the same by the same hand."""
    return all(
        tellings.values(first, prop) == tellings.values(second, prop)
        for prop in (Prop.SENDER, Prop.TARGET, Prop.TARGET_GOOD)
    )


def is_compatible(tellings: Tellings, first: Iri, second: Iri) -> bool:
    """Say whether nothing speaks against two tellings being of the same matter."""
    states = [find_acting_states(tellings, node) for node in (first, second)]
    if all(states) and not states[0] & states[1]:
        return False
    dates = [date_situation(tellings, node) for node in (first, second)]
    low = max((d.low for d in dates if d.low is not None), default="")
    high = min((d.high for d in dates if d.high is not None), default="9999")
    return low <= high


def score_match(tellings: Tellings, node: Iri, other: Iri) -> int:
    """Say how much two compatible tellings have in common; 0 is not enough to call them one matter."""
    if any(tellings.is_a(node, act) for act in SANCTION_CLASSES):
        return 1
    name = find_class(tellings, node)
    if name is None:
        return 0
    people = {p for p in tellings.iris(node, PATIENT_ROLES[name]) if tellings.is_a(p, Class.PERSON)}
    shared = people.intersection(tellings.iris(other, PATIENT_ROLES[name]))
    if people:
        return len(shared) if shared == people else 0
    return int(is_same_count(tellings, node, other))


def is_same_count(tellings: Tellings, node: Iri, other: Iri) -> bool:
    """Say whether the number of one telling lies among those of the other."""
    first, second = count_people(tellings, node), count_people(tellings, other)
    if first is None or second is None or first.most_reported is None or second.low is None:
        return False
    return second.low <= first.most_reported <= (second.high or second.most_reported or second.low)
