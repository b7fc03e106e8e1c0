"""Tell a pardon as a plan while the text says that the pardoned are still inside or walk out later."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.claims.cast import Cast
from kg.claims.merging import Bundle, bands_fit
from kg.model import ClaimType, Factuality, Role

_FACTS: Final = frozenset({Factuality.ASSERTED, Factuality.REPORTED})
_OPEN: Final = frozenset({Factuality.PLANNED, Factuality.DENIED})
_SIGNED: Final = frozenset(
    {"release.pardon", "release.amnesty", "release.grant", "release.noun_pardon", "release.freedom"}
)
_NEAR: Final = 6  # sentences behind the pardon


def hold_pardons(bundles: Sequence[Bundle], cast: Cast) -> list[Bundle]:
    """Turn a mere pardon into a plan where a later sentence plans or denies that the pardoned have left."""
    kept = list(bundles)
    for pardon in bundles:
        if pardon.type != ClaimType.RELEASE or pardon.factuality not in _FACTS or not _is_signed(pardon):
            continue
        later = [other for other in kept if other is not pardon and _holds_back(pardon, other, cast)]
        if later:
            pardon.factuality = Factuality.PLANNED
            pardon.drafts = [replace(draft, moment=None) for draft in pardon.drafts]  # the day is that of the signature
        for other in later:
            if other.factuality == Factuality.PLANNED:
                pardon.drafts.extend(other.drafts)
                kept.remove(other)
    return kept


def _is_signed(bundle: Bundle) -> bool:
    """Say whether every telling speaks of a pardon, and none of people let out."""
    return all(draft.frame.id in _SIGNED for draft in bundle.drafts)


def _holds_back(pardon: Bundle, other: Bundle, cast: Cast) -> bool:
    if other.type != ClaimType.RELEASE or other.factuality not in _OPEN:
        return False
    first = min(draft.number for draft in pardon.drafts)
    if not any(first <= draft.number <= first + _NEAR for draft in other.drafts):
        return False
    theirs, mine = pardon.keys(Role.RELEASED), other.keys(Role.RELEASED)
    if theirs & mine:
        return True
    return not any(cast.is_person(key) for key in mine) and bands_fit(theirs, mine, cast)
