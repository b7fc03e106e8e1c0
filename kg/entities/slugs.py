"""Spell the slugs of situations and of what hangs on them, from the slugs of those who take part.

Slugs are for people to recognise; nothing is read back out of them but the prefix of a kind and the code of a state.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Final

from kg.entities.eventkeys import EventKey, is_of_text
from kg.model import ClaimType, Factuality

MAX_LENGTH: Final = 100  # a longer slug is cut and gets a hash of the whole
MAX_READABLE: Final = 60  # what is spelled from names is cut at a hyphen: a longer slug is no help to a reader
WORDS: Final = {
    ClaimType.SANCTION_IMPOSITION: "imposition",
    ClaimType.SANCTION_RELIEF: "relief",
    ClaimType.SANCTION_RENEWAL: "renewal",
    ClaimType.POSITION_HOLDING: "holding",
    ClaimType.AWARD_CONFERRAL: "conferral",
}
PREFIX: Final = re.compile(r"(?:state|stategroup|government|organization|person|place|position|award)-(?:the-)?")


def get_word(kind: ClaimType) -> str:
    """Give the word that begins the slugs of a kind of situation."""
    return WORDS.get(kind, kind.value.lower())


def shorten(slug: str) -> str:
    """Take off the kind of a slug, and an article: state-BLR is blr, person-ihar-zhuk is ihar-zhuk."""
    return PREFIX.sub("", slug, count=1).lower()


def join_words(words: Iterable[str]) -> str:
    """Join words to a slug, cut where it gets too long."""
    slug = "-".join(word for word in words if word)
    if len(slug) <= MAX_LENGTH:
        return slug
    return f"{slug[:MAX_LENGTH].rstrip('-')}-x{hashlib.sha256(slug.encode()).hexdigest()[:8]}"


def number_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Give the slug as wanted, or with the first free number behind it.

    >>> number_slug("place-horki", {"place-horki", "place-horki-2"}.__contains__)
    'place-horki-3'
    """
    number, slug = 1, wanted
    while is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def spell_event(key: EventKey) -> str:
    """Spell the slug of an event: its kind, who, what and when.

    >>> from kg.entities.eventkeys import parse_key
    >>> spell_event(parse_key("SanctionRelief|factual|by=state-USA|of=state-BLR|what=potash|published=2025-12-13"))
    'relief-usa-blr-potash-2025-12'
    >>> spell_event(parse_key("Sentencing|alleged|who=person-ihar-zhuk|from=2021-01-01|until=2021-12-31"))
    'sentencing-ihar-zhuk-2021-alleged'
    """
    places = sorted(slug for slug in key.at if not slug.startswith("state-"))
    if key.kind in {ClaimType.NEGOTIATION, ClaimType.AGREEMENT}:
        words = (places or list_doers(key) or _name_people(key))[:2]
    elif key.kind in {ClaimType.RELEASE, ClaimType.TRANSFER} and (key.by or len(key.who) != 1):
        words = list_doers(key) or places or sorted(key.at) or _name_people(key)
    else:
        words = [*_name_people(key), *sorted(key.of), *sorted(key.what)]
    names = dict.fromkeys(shorten(slug) for slug in words)
    tail = join_words((spell_month(key), spell_standing(key.standing)))
    head = "-".join((get_word(ClaimType(key.kind)), *names))
    return join_words((cut_words(head, MAX_READABLE - len(tail)), tail))


def cut_words(slug: str, max_length: int) -> str:
    """Cut a slug at a hyphen, so that it is no longer than wanted.

    >>> cut_words("relief-usa-zubr-air", 15), cut_words("relief-usa-zubr-air", 60)
    ('relief-usa-zubr', 'relief-usa-zubr-air')
    """
    return slug if len(slug) <= max_length else slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]


def _name_people(key: EventKey) -> list[str]:
    """Name the people of an event, at most one of them; the doers where none is named."""
    named = sorted(slug for slug in key.who if not is_of_text(slug))
    return [*named[:1], *(["others"] if named[1:] else [])] or list_doers(key)


def list_doers(key: EventKey) -> list[str]:
    """List the states and bodies behind an event, or else the people."""
    return sorted((slug for slug in key.by if not slug.startswith("person-")), key=rank_doer) or sorted(key.by)


def rank_doer(slug: str) -> tuple[bool, str]:
    """Say where a doer stands in a slug: states first."""
    return not slug.startswith("state-"), slug


def spell_month(key: EventKey) -> str:
    """Spell the month, or the year where no more is told; nothing for what has no time of its own."""
    if key.day is not None:
        return key.day.isoformat()[:7]
    if key.earliest is not None and key.latest is not None:
        month, last = key.earliest.isoformat()[:7], key.latest.isoformat()[:7]
        return month if month == last else (month[:4] if month[:4] == last[:4] else "")
    known = key.latest or (None if key.who and key.kind not in FRESH else key.published)
    return known.isoformat()[:7] if known is not None else ""


FRESH: Final = frozenset(
    {
        *(ClaimType.RELEASE, ClaimType.TRANSFER, ClaimType.NEGOTIATION, ClaimType.AGREEMENT),
        *(ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RELIEF, ClaimType.SANCTION_RENEWAL),
    }
)


def spell_standing(standing: str) -> str:
    """Spell what a slug ends in: nothing for what is told as fact."""
    return "" if standing == "factual" else standing


def spell_sanction(key: EventKey, types: Iterable[str]) -> str | None:
    """Spell the slug of the sanction that an act is on; None where the text does not say whose or against whom.

    >>> from kg.entities.eventkeys import parse_key
    >>> spell_sanction(parse_key("SanctionRelief|planned|by=state-USA|of=state-BLR|what=potash"), ["trade-restriction"])
    'sanction-usa-blr-potash'
    """
    senders = sorted((slug for slug in key.by if not slug.startswith("person-")), key=rank_doer)
    targets = sorted(key.of) or sorted(key.what)
    if not senders or not targets:
        return None
    objects = sorted(key.what) if key.of else []
    words = [shorten(slug) for slug in (*senders, *targets, *(objects or sorted(types)))]
    standing = key.standing if key.kind == ClaimType.SANCTION_IMPOSITION else "factual"
    slug = "-".join(("sanction", *dict.fromkeys(words)))
    cut = cut_words(slug, MAX_READABLE)  # no number tells two of them apart, so what is cut off is hashed
    digest = "" if cut == slug else f"x{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
    return join_words((cut, digest, spell_standing(standing)))


def spell_undertaking(event: str, factuality: Factuality) -> str:
    """Spell the slug of the undertaking that an event fulfils.

    >>> spell_undertaking("release-blr-2025-12", Factuality.INFERRED)
    'undertaking-release-blr-2025-12-inferred'
    """
    return join_words(("undertaking", event, spell_standing(factuality.standing)))


def spell_agreement(events: Iterable[str], factuality: Factuality) -> str:
    """Spell the slug of the agreement that an exchange of events shows."""
    return join_words(("agreement", *sorted(events), spell_standing(factuality.standing)))
