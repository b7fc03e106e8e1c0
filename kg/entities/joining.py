"""Decide whether a telling is of a known event: something must speak for it and nothing against it.

A known event is judged by all its tellings together (`Profile`), so that a vague telling in the middle never ties two
events that differ. Standing and class are the same throughout: candidates come from blocks that carry both.

Source: the rules of the design on tellings; the ten per cent and the days of slip are judgements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from kg.entities.eventkeys import SANCTION_ACTS, EventKey
from kg.entities.local import MIN_PARTIES, MIN_TELLING_COUNT, TALKS, WITH_OBJECT, get_ends
from kg.entities.windows import NEWS_DAYS, PERSONAL, REPEAT_DAYS, Window, find_period_start, find_window
from kg.model import ClaimType

COUNT_TOLERANCE_PERCENT: Final = 10
SLIP_DAYS: Final = 2  # texts that name the same person or sanction may be this far apart on the day
COUNT_SLIP_DAYS: Final = 1  # the same for those that tell the same number: the night, or the next morning
BODY_PREFIXES: Final = ("organization-", "person-", "government-", "stategroup-")

Score: TypeAlias = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold what all tellings of one event say together."""

    slug: str
    keys: tuple[EventKey, ...]

    def collect(self, part: str) -> frozenset[str]:
        """Collect the slugs that any telling gives for one part of the key."""
        return frozenset(slug for key in self.keys for slug in get_slugs(key, part))

    @property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """List the numbers told."""
        return tuple(key.count for key in self.keys if key.count is not None)

    @property
    def days(self) -> frozenset[date]:
        """Give the days told."""
        return frozenset(key.day for key in self.keys if key.day is not None)

    def find_window(self, news_days: int) -> Window:
        """Find the days that all tellings leave open; one that repeats old news without a day narrows nothing."""
        if self.days:  # what is told to the day is surer than what is not, and may differ by a day or two
            return min(self.days), max(self.days)
        low, high = date.min, date.max
        for first, last in (find_window(key, news_days) for key in self.keys):
            if max(low, first) <= min(high, last):
                low, high = max(low, first), min(high, last)
        return low, high


def get_slugs(key: EventKey, part: str) -> frozenset[str]:
    """Give one part of a key by its name."""
    return {"by": key.by, "who": key.who, "of": key.of, "what": key.what, "at": key.at}[part]


def score_join(key: EventKey, event: Profile) -> Score | None:
    """Say how much speaks for a telling being of a known event; None where nothing does, or something against it.

    Of the whole that it counts and of some of the people in it, told apart, a telling is of the whole.
    """
    if not may_be(key, event) or not speaks_for(key, event):
        return None
    shared = len(key.who & event.collect("who")) + len(key.what & event.collect("what"))
    near_count, same_count, same_day = _has_near_count(key, event), key.count in event.counts, key.day in event.days
    doers, places = (len(get_slugs(key, part) & event.collect(part)) for part in ("by", "at"))
    return int(near_count), shared, int(doers > 0), int(same_count), int(same_day), doers + places


def may_be(key: EventKey, event: Profile) -> bool:
    """Say whether nothing that both tell is in conflict."""
    return (
        times_fit(key, event)
        and all(_parts_fit(key, event, part) for part in ("by", "of", "at"))
        and _objects_fit(key, event)
        and _counts_fit(key, event)
        and not any(_is_part(key, other) or _is_part(other, key) for other in event.keys)
        and _terms_fit(key, event)
        and _spans_fit(key, event)
    )


def _parts_fit(key: EventKey, event: Profile, part: str) -> bool:
    """Say whether two sets of slugs share one, or one of them tells nothing; people say nothing of states."""
    mine, known = (
        frozenset(slug for slug in slugs if not slug.startswith("person-"))
        for slugs in (get_slugs(key, part), event.collect(part))
    )
    if not mine or not known or mine & known:
        return _cities_fit(mine, known) if part == "at" else True
    return False


def _cities_fit(mine: frozenset[str], known: frozenset[str]) -> bool:
    """Say whether places below the state agree, where both tell some."""
    one, other = (frozenset(slug for slug in slugs if not slug.startswith("state-")) for slugs in (mine, known))
    return not one or not other or bool(one & other)


def _objects_fit(key: EventKey, event: Profile) -> bool:
    """Say whether goods agree with goods and bodies with bodies, where both are told."""
    known = event.collect("what")
    for is_body in (True, False):
        mine, theirs = (
            frozenset(slug for slug in slugs if slug.startswith(BODY_PREFIXES) == is_body)
            for slugs in (key.what, known)
        )
        if mine and theirs and not mine & theirs:
            return False
    return True


def _counts_fit(key: EventKey, event: Profile) -> bool:
    """Say whether the numbers can be of one event: near each other, or some person is named in both."""
    shares_person = bool(key.who & event.collect("who"))
    if key.count is None or not event.counts:
        return shares_person or key.count is not None or bool(event.counts) or not (key.who and event.collect("who"))
    return shares_person or _has_near_count(key, event)


def _is_part(key: EventKey, other: EventKey) -> bool:
    """Say whether one telling is of some of those whom another is of: 114 of the 123, fewer to fewer places, a side.

    A part is no telling of its whole, however near the numbers are.
    """
    if key.count is None and other.count is not None and key.kind == ClaimType.RELEASE:
        mine, theirs = (frozenset(slug for slug in each.by if slug.startswith("state-")) for each in (key, other))
        return bool(mine) and mine < theirs and len(key.who) < other.count[0]
    if key.count is None or other.count is None or key.count == other.count:
        return False
    if key.part is not None and _measure_gap(key.part, other.count) < _measure_gap(key.count, other.count):
        return True
    sides = frozenset(key.by if key.kind == ClaimType.RELEASE else ())
    is_side = bool(sides) and sides < other.by
    return key.count[1] < other.count[0] and (is_side or get_ends(key) < get_ends(other))


def _measure_gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Measure how far apart two numbers are; 0 where their bounds overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _has_near_count(key: EventKey, event: Profile) -> bool:
    """Say whether a number is near one that any telling of an event gives."""
    return key.count is not None and any(counts_agree(key.count, count) for count in event.counts)


def counts_agree(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two numbers, or their bounds, are within ten per cent of the larger.

    >>> counts_agree((52, 52), (51, 51)), counts_agree((31, 31), (2, 2)), counts_agree((250, 300), (252, 252))
    (True, False, True)
    """
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return gap * 100 <= COUNT_TOLERANCE_PERCENT * max(one[1], other[1])


def _terms_fit(key: EventKey, event: Profile) -> bool:
    """Say whether the lengths of a sentence agree, or its day does."""
    known = {other.months for other in event.keys if other.months is not None}
    return key.months is None or not known or key.months in known or key.day in event.days


def _spans_fit(key: EventKey, event: Profile) -> bool:
    """Say whether both tell a total over a period from the same day, or neither does; else the same number is told."""
    if key.kind != ClaimType.RELEASE or _has_same_count(key, event):
        return True
    return {find_period_start(key)} >= {find_period_start(other) for other in event.keys}


def times_fit(key: EventKey, event: Profile) -> bool:
    """Say whether a telling can be of the time that all tellings of an event leave open."""
    if key.day is not None and event.days:
        return key.day in event.days or _may_slip(key, event)
    news_days = REPEAT_DAYS if _has_same_count(key, event) else NEWS_DAYS
    low, high = find_window(key, news_days)
    first, last = event.find_window(news_days)
    return low <= last and first <= high


def _may_slip(key: EventKey, event: Profile) -> bool:
    """Say whether a telling may be of an event that others date a day or two apart: who or how many is the same."""
    gap = max((abs((key.day - day).days) for day in event.days), default=0) if key.day is not None else 0
    same_things = key.kind in SANCTION_ACTS and bool(key.what & event.collect("what"))
    if key.who & event.collect("who") or same_things:
        return gap <= SLIP_DAYS
    names_others = bool(key.who and event.collect("who"))
    is_count = key.kind not in PERSONAL and _has_same_count(key, event) and not names_others
    return is_count and gap <= COUNT_SLIP_DAYS


def _has_same_count(key: EventKey, event: Profile) -> bool:
    """Say whether a number that can hardly be chance is the same."""
    return key.count is not None and key.count[0] >= MIN_TELLING_COUNT and key.count in event.counts


def speaks_for(key: EventKey, event: Profile) -> bool:
    """Say whether enough is the same: who, how many, or which doer of an event that is told barely."""
    shares_person = bool(key.who & event.collect("who"))
    if key.kind in TALKS:
        shared = len(key.by & event.collect("by")) + bool(key.at & event.collect("at"))
        return shares_person or shared >= MIN_PARTIES
    if key.kind in SANCTION_ACTS:
        return _sanctions_agree(key, event)
    if key.kind in WITH_OBJECT:
        return shares_person and bool(key.what & event.collect("what"))
    if shares_person:
        return True
    if key.who and event.collect("who") and key.kind in PERSONAL:
        return False
    return _groups_agree(key, event)


def _sanctions_agree(key: EventKey, event: Profile) -> bool:
    """Say whether two acts on sanctions are of one sanction: the same things, or one of both names none."""
    known = event.collect("what")
    same_sides = bool(key.by & event.collect("by")) and bool(key.of & event.collect("of"))
    shares_object = bool(key.what & known)
    shares_side = bool(key.by & event.collect("by")) or bool(key.of & event.collect("of"))
    return (shares_object and shares_side) or (same_sides and not (key.what and known))


def _groups_agree(key: EventKey, event: Profile) -> bool:
    """Say whether two tellings without a common name speak of one group."""
    shares_doer = bool(key.by & event.collect("by")) or bool(get_ends(key) & event.collect("at"))
    is_same = _has_same_count(key, event)
    if is_same or _has_near_count(key, event):
        return shares_doer or (is_same and (key.day in event.days or bool(key.at & event.collect("at"))))
    if key.kind in PERSONAL:
        return False
    return shares_doer and (_is_bare([key]) or _is_bare(event.keys) or _names_some(key, event))


def _names_some(key: EventKey, event: Profile) -> bool:
    """Say whether one side only names, and the other counts enough, of those whom one doer let go on one day."""
    counts = [key.count] if key.count is not None else []
    if key.day not in event.days or bool(counts) == bool(event.counts):
        return False
    most = max(high for _, high in (*counts, *event.counts))
    return len(key.who | event.collect("who")) <= most


def _is_bare(keys: Iterable[EventKey]) -> bool:
    """Say whether tellings give neither a name nor a number."""
    return not any(key.who or key.count is not None for key in keys)
