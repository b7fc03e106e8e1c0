"""Tie background to what it stands behind: aims, causes, order, and what a statement weighs or calls the largest."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.claims.bundles import Bundle
from kg.claims.drafts import FACTS, POLITICAL, Draft
from kg.claims.exchanges import Telling, Tellings
from kg.claims.reading import Reading
from kg.claims.records import record
from kg.claims.words import read_table, read_words
from kg.model import ClaimType, Factuality, Link, LinkKind, Quote, Role, SectionKind

_OPEN: Final = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL, Factuality.DEMANDED})
_ASIDE: Final = frozenset(
    {ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL, ClaimType.CONDITION}
)
_CAUSAL: Final = frozenset({"due-to", "because-of", "over"})
_ORDERING: Final = frozenset({"after", "following"})
_ASSESSING: Final = read_words("relations", "assessing")
_WEIGHING: Final = frozenset({"assesses", "asserts"})
_TALKED_OUT: Final = frozenset({ClaimType.RELEASE, ClaimType.TRANSFER, ClaimType.SANCTION_RELIEF})
_POINTING: Final = frozenset({"the", "this", "that", "his", "her", "their"})
_EVENTS: Final = {word: ClaimType(name) for word, name in read_table("recalled").items()}


def link_background(told: Tellings, readings: Sequence[Reading]) -> Iterator[Link]:
    """Find the aims, causes and order that one sentence tells."""
    facts = Facts.collect(told)
    for number in sorted(told):
        is_told = readings[number].section != SectionKind.SCENARIO
        for telling in told[number]:
            if is_told:
                yield from _link_aim(telling, told, readings[number], facts)
                yield from _link_causes(telling, told[number], readings[number])
                yield from _link_order(telling, told[number], readings[number])
                yield from _link_talks(telling, told[number], readings[number])
            yield from _link_weighed(telling, told, readings[number], facts)


@record
class Facts:
    """Hold the factual events of an article by type, with their sentences in order, for quick recall."""

    keys: frozenset[str]
    places: Mapping[ClaimType, Sequence[int]]
    named: Mapping[ClaimType, Sequence[str]]

    @staticmethod
    def collect(told: Tellings) -> "Facts":
        """Collect the factual events of all tellings."""
        places: dict[ClaimType, list[int]] = {}
        named: dict[ClaimType, list[str]] = {}
        for place in sorted(told):
            for key, bundle, _ in told[place]:
                if bundle.factuality in FACTS:
                    places.setdefault(bundle.type, []).append(place)
                    named.setdefault(bundle.type, []).append(key)
        return Facts(frozenset(key for keys in named.values() for key in keys), places, named)

    def recall(self, reading: Reading, number: int, at: int) -> str | None:
        """Find the event that "the release" or "X's lifting of sanctions" means: the last one told, else the first."""
        chunk = reading.chunks[at]
        kind = _EVENTS.get(chunk.word)
        if kind is None or kind not in self.places or not (chunk.det in _POINTING or chunk.owner is not None):
            return None
        return self.named[kind][max(bisect_right(self.places[kind], number) - 1, 0)]


def _link_aim(telling: Telling, told: Tellings, reading: Reading, facts: Facts) -> Iterator[Link]:
    """Tie an event to the relation that its doer wants: "is part of an attempt to ...", "freed them to ..."."""
    key, bundle, draft = telling
    clause = reading.by_verb.get(draft.at)
    above = reading.by_verb.get(clause.above) if clause is not None and clause.above is not None else None
    if bundle.type != ClaimType.RELATION or bundle.factuality not in _OPEN or above is None:
        return
    if reading.chunks[above.verb].word in _ASSESSING:
        return
    places = (*above.subject, above.verb, above.verb - 1)
    for source in _find_events(places, told.get(draft.number, ()), reading, facts):
        yield Link(LinkKind.GOAL, source, key, Factuality.ASSERTED, draft.quote, "link.goal")


def _find_events(places: Sequence[int], near: Sequence[Telling], reading: Reading, facts: Facts) -> list[str]:
    """List the factual events that stand at some phrases, or that these phrases recall."""
    here = [
        key
        for key, bundle, draft in near
        if draft.at in places and bundle.factuality in FACTS and bundle.type not in _ASIDE | POLITICAL
    ]
    number = near[0][2].number if near else 0
    recalled = (facts.recall(reading, number, at) for at in places if reading.chunks[at].kind == "np")
    return list(dict.fromkeys([*here, *(key for key in recalled if key is not None)]))


def _link_causes(telling: Telling, near: Sequence[Telling], reading: Reading) -> Iterator[Link]:
    """Tie a relation to what the sentence gives as its cause: "isolated due to the suppression of protests"."""
    key, bundle, draft = telling
    clause = reading.by_verb.get(draft.at)
    if bundle.type != ClaimType.RELATION or bundle.factuality not in FACTS or clause is None:
        return
    for found in (each for each in clause.attached if each.preposition in _CAUSAL):
        for other_key, other, other_draft in near:
            is_cause = other.type in POLITICAL | {ClaimType.CONDITION} and _stands_in(
                other_draft.at, found.group, reading
            )
            if is_cause and other.factuality in FACTS:
                quote = _span(reading, draft, other_draft)
                yield Link(LinkKind.CAUSED_BY, key, other_key, Factuality.ASSERTED, quote, "link.cause.background")


def _stands_in(at: int, group: Sequence[int], reading: Reading) -> bool:
    """Say whether a phrase is one of a group, or joined to its last by "and"."""
    return at in group or (at - 2 in group and reading.chunks[at - 1].kind == "conj")


def _link_order(telling: Telling, near: Sequence[Telling], reading: Reading) -> Iterator[Link]:
    """Tie "protests following elections" and "the suppression of protests" in their order."""
    key, bundle, draft = telling
    if bundle.type not in POLITICAL - {ClaimType.RELATION}:
        return
    for other_key, other, other_draft in near:
        joint = other_draft.at - 1
        is_next = other.type in POLITICAL and joint - 1 == draft.at and other_key != key
        word = reading.chunks[joint].word if is_next else ""
        is_target = bundle.type == ClaimType.REPRESSION and word in {"of", "on", "against"}
        if word in _ORDERING or is_target:
            quote = _span(reading, draft, other_draft)
            yield Link(LinkKind.PRECEDED_BY, key, other_key, Factuality.ASSERTED, quote, "link.order.background")


def _link_talks(telling: Telling, near: Sequence[Telling], reading: Reading) -> Iterator[Link]:
    """Tie what was done "after talks with X" to these talks, in their order."""
    key, bundle, draft = telling
    clause = reading.by_verb.get(draft.at)
    if bundle.type not in _TALKED_OUT or bundle.factuality not in FACTS or clause is None:
        return
    behind = {at for each in clause.attached if each.preposition in _ORDERING for at in each.group}
    for other_key, other, other_draft in near:
        if other.type == ClaimType.NEGOTIATION and other.factuality in FACTS and other_draft.at in behind:
            quote = _span(reading, draft, other_draft)
            yield Link(LinkKind.PRECEDED_BY, key, other_key, Factuality.ASSERTED, quote, "link.order.talks")


def _link_weighed(telling: Telling, told: Tellings, reading: Reading, facts: Facts) -> Iterator[Link]:
    """Tie a statement that weighs something to the event that is its subject and to what it takes for its aim."""
    key, bundle, draft = telling
    clause = reading.by_verb.get(draft.at)
    is_supposed = draft.section == SectionKind.SCENARIO
    if bundle.type != ClaimType.STATEMENT or not (is_supposed or _WEIGHING & bundle.values(Role.ATTITUDE)):
        return
    places: Sequence[int] = range(len(reading.chunks)) if is_supposed else ()
    if clause is not None and not is_supposed:
        places = (*clause.subject, *(at for group in clause.objects for at in group))
    is_weighed = bool(_WEIGHING & bundle.values(Role.ATTITUDE))  # who foresees or urges speaks of what is to come
    contents = _find_events(places, told[draft.number], reading, facts) if is_weighed else []
    contents += [
        other_key
        for other_key, other, other_draft in told[draft.number]
        if (is_supposed and other.type not in _ASIDE) or _is_within(other, other_draft, draft)
    ]
    for content in dict.fromkeys(contents):
        told_as = Factuality.ASSERTED if content in facts.keys else Factuality.HYPOTHETICAL
        yield Link(LinkKind.CONTENT, key, content, told_as, draft.quote, "link.content.weighed")


def _is_within(other: Bundle, other_draft: Draft, draft: Draft) -> bool:
    return other.type == ClaimType.RELATION and draft.quote.start <= other_draft.trigger.start < draft.quote.end


def _span(reading: Reading, first: Draft, second: Draft) -> Quote:
    start = min(first.trigger.start, second.trigger.start)
    end = max(first.trigger.end, second.trigger.end)
    return Quote(reading.text[start:end], start, end)
