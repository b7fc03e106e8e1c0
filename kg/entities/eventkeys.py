"""Give every telling of an event a key: what a telling says of it that tells it from other events.

A key is text, made from the claims and identities of one article alone, so that it can be made again from the quads
of its graph. Several tellings of one event have several keys and one slug. Its form, with empty parts left out:

    Release|factual|by=state-BLR|who=person-a,person-b|of=state-UKR|what=potash|at=place-minsk,state-BLR
           |count=123-130|part=250|months=18|day=2025-09-11|from=2021-01-01|until=2021-12-31|published=2025-12-13|nth=2

by: doers or parties, each as the state behind it where there is one. who: named people it was done to, who sat at the
table or held the post. of: states behind the targets of a sanction, or whose citizens a group is. what: goods and
bodies under sanction, post, award, condition. at: places, each with its state. count: of the widest group. part: of
the yet wider group that this is told to be a part of (114 of the 123). months: of a sentence. day, or from and until:
as told, never from publication. published: only where the text tells neither day nor end. nth: of several alike in
one article. Bodies and places of one text alone are in no key.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from kg.errors import IdentityError
from kg.model import ClaimType, Role

SANCTION_ACTS: Final = frozenset({ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RELIEF, ClaimType.SANCTION_RENEWAL})
# Which roles feed which part of the key.
DOERS: Final = (Role.RELEASED_BY, Role.ACTOR, Role.DETAINING_AUTHORITY, Role.PARTY)
PATIENTS: Final = (
    *(Role.RELEASED, Role.TRANSFEREE, Role.ARRESTED, Role.DETAINEE, Role.SENTENCED, Role.VICTIM),
    *(Role.NEGOTIATOR, Role.HOLDER, Role.RECIPIENT, Role.SUBJECT_AGENT),
)
OBJECTS: Final = (Role.TARGET, Role.TARGET_GOOD, Role.POSITION, Role.AWARD, Role.CONDITION_TYPE)
ON_SANCTION: Final = frozenset({Role.TARGET, Role.TARGET_GOOD})  # said of the sanction that an act is on
PLACES: Final = (Role.PLACE, Role.TO_PLACE, Role.HELD_AT)
OF_TEXT: Final = re.compile(r"^[a-z]+-[0-9a-f]{12}(?:-|$)")


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold what one article tells of one situation, in slugs: the common ground of claims and quads.

    `fillers` are pairs of role and slug (of a concept, its name). `counts` and `citizens` are those of its groups,
    `wholes` the counts of the widest groups that these are parts of.
    """

    kind: ClaimType
    standing: str
    fillers: tuple[tuple[Role, str], ...]
    counts: Mapping[str, tuple[int, int]]
    citizens: Mapping[str, tuple[str, ...]]
    wholes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    months: int | None = None
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None
    start: int = 0  # where its main quote begins

    def list_slugs(self, roles: Iterable[Role]) -> tuple[str, ...]:
        """List what fills any of these roles, in the order told."""
        wanted = frozenset(roles)
        return tuple(slug for role, slug in self.fillers if role in wanted)


@dataclass(frozen=True, slots=True)
class EventKey:
    """Hold the parts of a key; `str()` of it is the key."""

    kind: str
    standing: str
    by: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    what: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    count: tuple[int, int] | None = None
    part: tuple[int, int] | None = None
    months: int | None = None
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None
    nth: int = 1

    def __str__(self) -> str:
        sets = (("by", self.by), ("who", self.who), ("of", self.of), ("what", self.what), ("at", self.at))
        days = (("day", self.day), ("from", self.earliest), ("until", self.latest), ("published", self.published))
        numbers = (("count", self.count), ("part", self.part))
        parts = (
            *((name, ",".join(sorted(slugs))) for name, slugs in sets),
            *((name, "-".join(map(str, dict.fromkeys(bounds or ())))) for name, bounds in numbers),
            ("months", "" if self.months is None else str(self.months)),
            *((name, "" if day is None else day.isoformat()) for name, day in days),
            ("nth", "" if self.nth == 1 else str(self.nth)),
        )
        return "|".join((self.kind, self.standing, *(f"{name}={text}" for name, text in parts if text)))


@lru_cache(maxsize=65_536)
def parse_key(text: str) -> EventKey:
    """Read a key again.

    Raises:
        IdentityError: the text has no such form.

    >>> key = parse_key("Release|factual|by=state-BLR|count=123|published=2025-12-13")
    >>> key.by, key.count, str(parse_key(str(key))) == str(key)
    (frozenset({'state-BLR'}), (123, 123), True)
    """
    kind, _, rest = text.partition("|")
    standing, *pairs = rest.split("|")
    parts = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    try:
        return EventKey(
            kind=kind,
            standing=standing,
            by=_parse_slugs(parts.get("by")),
            who=_parse_slugs(parts.get("who")),
            of=_parse_slugs(parts.get("of")),
            what=_parse_slugs(parts.get("what")),
            at=_parse_slugs(parts.get("at")),
            count=_parse_count(parts.get("count")),
            part=_parse_count(parts.get("part")),
            months=int(parts["months"]) if "months" in parts else None,
            day=_parse_day(parts.get("day")),
            earliest=_parse_day(parts.get("from")),
            latest=_parse_day(parts.get("until")),
            published=_parse_day(parts.get("published")),
            nth=int(parts.get("nth", "1")),
        )
    except ValueError as error:
        raise IdentityError(f"the event key {text!r} is broken: {error}") from error


def _parse_slugs(text: str | None) -> frozenset[str]:
    return frozenset(text.split(",")) if text else frozenset()


def _parse_count(text: str | None) -> tuple[int, int] | None:
    if not text:
        return None
    low, _, high = text.partition("-")
    return int(low), int(high or low)


def _parse_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def make_key(telling: Telling, states: Mapping[str, str], *, nth: int = 1) -> EventKey:
    """Make the key of a telling.

    Args:
        telling: what one article tells.
        states: the state behind a body, government, post, place or office-holder, all by slug; a state stands for
            itself and need not be in it.
        nth: which of several tellings in one article that have the same key otherwise, counted from 1.
    """
    latest = None if telling.latest == telling.published else telling.latest
    doers = frozenset(find_state(slug, states) or slug for slug in telling.list_slugs(DOERS))
    counted = max(telling.counts, key=lambda group: (telling.counts[group][::-1], group), default="")
    is_dated = telling.day is not None or latest is not None
    return EventKey(
        kind=telling.kind.value,
        standing=telling.standing,
        by=frozenset(slug for slug in doers if not is_of_text(slug)),
        who=frozenset(slug for slug in telling.list_slugs(PATIENTS) if slug.startswith("person-")),
        of=_list_affected(telling, states),
        what=_list_objects(telling),
        at=_list_places(telling, states),
        count=telling.counts.get(counted),
        part=telling.wholes.get(counted),
        months=telling.months,
        day=telling.day,
        earliest=None if telling.day else telling.earliest,
        latest=None if telling.day else latest,
        published=None if is_dated else telling.published,
        nth=nth,
    )


def is_of_text(slug: str) -> bool:
    """Say whether a slug is of a group, or of something known by half a name: of its text alone, so no common ground.

    >>> is_of_text("organization-29dd04bd1100-court-952"), is_of_text("group-release-blr-2025-12-released")
    (True, True)
    """
    return slug.startswith("group-") or OF_TEXT.search(slug) is not None


def find_state(slug: str, states: Mapping[str, str]) -> str | None:
    """Find the state behind something: itself, or what the slug or the table says."""
    if slug.startswith("state-"):
        return slug
    return f"state-{slug.removeprefix('government-')}" if slug.startswith("government-") else states.get(slug)


def _list_affected(telling: Telling, states: Mapping[str, str]) -> frozenset[str]:
    """List the states behind the targets of a sanction, or whose citizens the groups are."""
    behind = (find_state(slug, states) for slug in telling.list_slugs([Role.TARGET]))
    return frozenset(slug for slug in (*behind, *(s for c in telling.citizens.values() for s in c)) if slug)


def _list_places(telling: Telling, states: Mapping[str, str]) -> frozenset[str]:
    """List the places of an event and the states that they lie in."""
    places = telling.list_slugs(PLACES)
    known = (slug for slug in places if not is_of_text(slug))
    return frozenset((*known, *(state for slug in places if (state := find_state(slug, states)) is not None)))


def _list_objects(telling: Telling) -> frozenset[str]:
    """List goods and bodies under sanction, posts, awards and conditions; a state as target is in `of`."""
    told = telling.list_slugs(OBJECTS)
    return frozenset(slug for slug in told if not slug.startswith("state-") and not is_of_text(slug))


def number_keys(tellings: Iterable[tuple[str, Telling]], states: Mapping[str, str]) -> dict[str, EventKey]:
    """Make the keys of all tellings of one article, numbered where several are alike, by name of the telling."""
    seen: dict[str, int] = {}
    keys: dict[str, EventKey] = {}
    for name, telling in sorted(tellings, key=lambda pair: pair[1].start):
        plain = str(make_key(telling, states))
        seen[plain] = seen.get(plain, 0) + 1
        keys[name] = make_key(telling, states, nth=seen[plain])
    return keys
