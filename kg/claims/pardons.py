"""Tell a pardon and the freeing that follows it as one event.

A pardon is a plan while the text says that the pardoned are still inside; once they walked out, that is the release.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from kg.claims.bounds import Bounds
from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.drafts import FACTS, Draft
from kg.claims.merging import bands_fit
from kg.model import ClaimType, Factuality, Role

_OPEN: Final = frozenset({Factuality.PLANNED, Factuality.DENIED})
_SIGNED: Final = frozenset(
    f"release.{name}"
    for name in (
        "pardon",
        "amnesty",
        "grant",
        "noun_pardon",
        "extend_clemency",
        "grant_amnesty",
        "noun_amnesty",
        "grant_liberty",
        "grant_release",
        "receive_pardon",
        "benefit_pardon",
        "cover_pardon",
        "not_guilty",
    )
)
_SOON: Final = timedelta(days=7)
_NEAR: Final = 6  # sentences behind the pardon


def hold_pardons(bundles: Sequence[Bundle], cast: Cast) -> list[Bundle]:
    """Turn a mere pardon into a plan where a later sentence plans or denies that the pardoned have left."""
    gone: set[Bundle] = set()
    near = _Neighbours(bundles)
    for pardon in bundles:
        if pardon.type != ClaimType.RELEASE or pardon.factuality not in FACTS or not _is_signed(pardon):
            continue
        others = [other for other in near.list_behind(pardon) if other is not pardon and other not in gone]
        later = [other for other in others if _holds_back(pardon, other, cast)]
        if later:
            pardon.factuality = Factuality.PLANNED
            pardon.retell(replace(draft, moment=None) for draft in pardon.drafts)  # the day is that of the signature
        for other in later:
            if other.factuality == Factuality.PLANNED:
                pardon.add(other.drafts)
                near.note(pardon, other.drafts)
                gone.add(other)
    kept = [bundle for bundle in bundles if bundle not in gone]
    for bundle in kept:
        _date_release(bundle)
    return _join_releases(kept, cast)


class _Neighbours:
    """Hold releases by the sentences that tell them, so that a pardon is compared with those near it alone."""

    def __init__(self, bundles: Sequence[Bundle]) -> None:
        self._places = {bundle: place for place, bundle in enumerate(bundles) if bundle.type == ClaimType.RELEASE}
        self._by_number: dict[int, list[Bundle]] = {}
        for bundle in self._places:
            self.note(bundle, bundle.drafts)

    def note(self, bundle: Bundle, drafts: Sequence[Draft]) -> None:
        """Add sentences that tell a release."""
        for number in {draft.number for draft in drafts}:
            self._by_number.setdefault(number, []).append(bundle)

    def list_behind(self, pardon: Bundle) -> list[Bundle]:
        """List the releases that a sentence of the pardon or one of the next tells, in the order of the text."""
        first = min(draft.number for draft in pardon.drafts)
        found = {bundle for number in range(first, first + _NEAR + 1) for bundle in self._by_number.get(number, ())}
        return sorted(found, key=lambda bundle: self._places[bundle])


def _date_release(bundle: Bundle) -> None:
    """Leave the day of a signature out where other tellings, on another day or none, tell of people let out."""
    is_signed = [draft.frame.id in _SIGNED for draft in bundle.drafts]
    is_told = any(not signed and _tells(draft) for signed, draft in zip(is_signed, bundle.drafts, strict=True))
    if bundle.type == ClaimType.RELEASE and any(is_signed) and is_told:
        bundle.retell(
            replace(draft, moment=None) if signed else draft
            for signed, draft in zip(is_signed, bundle.drafts, strict=True)
        )


def _tells(draft: Draft) -> bool:
    """Say whether a telling has a verb that tells of people let out: "those freed" only mentions them."""
    people = [slot.quote.end for slot in draft.slots if slot.role == Role.RELEASED]
    is_mention = draft.moment is None and any(end + 1 == draft.trigger.start for end in people)
    return not draft.is_nominal and not is_mention


def _join_releases(bundles: Sequence[Bundle], cast: Cast) -> list[Bundle]:
    """Join a pardon to the release that it led to: its manner is that of the pardon, its day that of the release."""
    releases = [bundle for bundle in bundles if bundle.type == ClaimType.RELEASE and bundle.factuality in FACTS]
    freeing: dict[frozenset[str], list[Bundle]] = {}  # by the people named
    for release in releases:
        if not _is_signed(release):
            freeing.setdefault(_list_named(release, cast), []).append(release)
    gone: set[Bundle] = set()
    for pardon in releases:
        named = _list_named(pardon, cast) if _is_signed(pardon) else frozenset()
        same = freeing.get(named, ()) if named else ()
        carried = next((release for release in same if _carries_out(pardon, release)), None)
        if carried is not None:
            carried.add(replace(draft, moment=None) for draft in pardon.drafts)
            gone.add(pardon)
    return [bundle for bundle in bundles if bundle not in gone]


def _list_named(bundle: Bundle, cast: Cast) -> frozenset[str]:
    return frozenset(key for key in bundle.keys(Role.RELEASED) if cast.is_person(key))


def _carries_out(pardon: Bundle, release: Bundle) -> bool:
    """Say whether a release of the same people lies a few days from the pardon: weekdays tell no order."""
    signed, freed = _find_days(pardon), _find_days(release)
    if signed is None or freed is None or not release.values(Role.RELEASE_MODE) <= pardon.values(Role.RELEASE_MODE):
        return False
    return freed.low - signed.high <= _SOON and signed.low - freed.high <= _SOON


def _find_days(bundle: Bundle) -> Bounds | None:
    """Give the narrowest time that the tellings give."""
    return min(bundle.bounds(), key=lambda bounds: bounds.high - bounds.low, default=None)


def _is_signed(bundle: Bundle) -> bool:
    """Say whether every telling speaks of a pardon, and none of people let out."""
    return all(draft.frame.id in _SIGNED for draft in bundle.drafts)


def _holds_back(pardon: Bundle, other: Bundle, cast: Cast) -> bool:
    """Say whether a release near a pardon, planned or denied, is that of the pardoned."""
    if other.type != ClaimType.RELEASE or other.factuality not in _OPEN:
        return False
    theirs, mine = pardon.keys(Role.RELEASED), other.keys(Role.RELEASED)
    if theirs & mine:
        return True
    return not any(cast.is_person(key) for key in mine) and bands_fit(theirs, mine, cast)
