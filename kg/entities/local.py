"""Say whether a telling says too little to be known again: then its event belongs to its text alone."""

from typing import Final

from kg.entities.eventkeys import SANCTION_ACTS, EventKey, is_of_text
from kg.entities.windows import PERSONAL
from kg.model import ClaimType

MIN_TELLING_COUNT: Final = 10  # a count that is the same and this large speaks for an event whose doer is not told
MIN_PARTIES: Final = 2

# What no key tells apart surely enough: each text has its own.
OF_ONE_TEXT: Final = frozenset(
    {
        ClaimType.STATEMENT,
        ClaimType.RELATION,
        ClaimType.ELECTION,
        ClaimType.PROTEST,
        ClaimType.REPRESSION,
        ClaimType.CHARGE_FILING,
    }
)
WITH_OBJECT: Final = frozenset({ClaimType.CONDITION, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL})
MOVES: Final = frozenset({ClaimType.RELEASE, ClaimType.TRANSFER})
TALKS: Final = frozenset({ClaimType.NEGOTIATION, ClaimType.AGREEMENT})


def is_local(key: EventKey) -> bool:
    """Say whether a telling says too little to be known again: then its event belongs to its text alone.

    >>> from kg.entities.eventkeys import parse_key
    >>> is_local(parse_key("Release|factual|published=2025-12-13")), is_local(parse_key("Release|factual|by=state-BLR"))
    (True, False)
    """
    kind, people = ClaimType(key.kind), [slug for slug in key.who if not is_of_text(slug)]
    if kind in OF_ONE_TEXT:
        return True
    if kind in TALKS:
        return not people and len(key.by) + bool(key.at) < MIN_PARTIES
    if kind in SANCTION_ACTS:
        return not (key.of or key.what) or not (key.by or (key.of and key.what))
    if kind in WITH_OBJECT:
        return not (people and key.what)
    if kind in PERSONAL:
        return not people and not (key.by and key.count)
    return _is_local_move(key, has_people=bool(people))


def _is_local_move(key: EventKey, *, has_people: bool) -> bool:
    """Say whether a release or transfer tells too little: no doer, no one by name, and no number to go by."""
    is_bare = not key.who and key.count is None
    has_number = (bool(get_ends(key)) and key.count is not None) or get_telling_count(key) is not None
    has_side = bool(key.by) or has_people or has_number
    return not has_side or (is_bare and key.standing != "factual")


def get_telling_count(key: EventKey) -> int | None:
    """Give the number that a release or transfer is known by, where doers are not told: exact, and with a day or place.

    >>> from kg.entities.eventkeys import parse_key
    >>> get_telling_count(parse_key("Release|factual|count=52|day=2025-09-11"))
    52
    """
    low, high = key.count or (0, 0)
    is_counted = key.kind in MOVES and low == high and low >= MIN_TELLING_COUNT
    return low if is_counted and (key.day is not None or key.at) else None


def get_ends(key: EventKey) -> frozenset[str]:
    """Give the places that a transfer leads to; for any other event, a place is no side of it."""
    return key.at if key.kind == ClaimType.TRANSFER else frozenset()
