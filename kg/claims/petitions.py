"""Read what is asked for someone by a noun alone: "saw his request for release rejected", "her bail application"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.cast import Cast
from kg.claims.doubts import list_heads
from kg.claims.drafts import Draft, Slot, draft_phrase
from kg.claims.fates import is_refused
from kg.claims.frames import Frame
from kg.claims.guards import is_in_custody
from kg.claims.lenses import find_owner
from kg.claims.matching import list_attached
from kg.claims.reading import Reading
from kg.claims.refs import find_people
from kg.claims.spots import Ref, Spot
from kg.claims.words import read_words
from kg.model import ClaimType, Factuality, Role

_PLEA: Final = Frame("release.petition", ClaimType.RELEASE)
_ASKING: Final = read_words("petitions", "nouns")
_RELEASES: Final = read_words("petitions", "releases")
_SIDES: Final = frozenset({"on-behalf-of", "in-favour-of", "in-favor-of", "by", "from", "for"})
_GRANTING: Final = read_words("petitions", "granting")


def find_petitions(reading: Reading, number: int, cast: Cast) -> Iterator[Draft]:
    """Find releases that are asked for, refused or granted by a noun without a verb of its own."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind == "np" and list_heads(reading, at) & _ASKING and not _has_clause(reading, at):
            draft = _make_draft(Spot(reading, number, at), cast)
            if draft is not None:
                yield draft


def _has_clause(reading: Reading, at: int) -> bool:
    """Say whether a verb says what is asked: then its own frame reads it."""
    return any(clause.noun_above == at for clause in reading.sketch.clauses)


def _make_draft(spot: Spot, cast: Cast) -> Draft | None:
    reading = spot.reading
    is_named = _names_release(spot)
    told = _judge(spot, is_named=is_named)
    if told is None:
        return None
    people = [ref for ref in _find_asked_for(spot, cast) if cast.is_person(ref.key) or is_in_custody(ref.key, cast)]
    if not people or not (is_named or _is_clear(spot, people, cast)):
        return None
    _, end = list_attached(reading, spot.at)
    quote = reading.quote(spot.chunk.start, reading.chunks[max(end - 1, spot.at)].end)
    rule = f"{_PLEA.id}.{Role.RELEASED}"
    slots = tuple(Slot(Role.RELEASED, ref.quote, rule, ref.key, guess=ref.guess) for ref in people)
    return replace(draft_phrase(spot, _PLEA, quote, slots), factuality=told)


def _is_clear(spot: Spot, people: Sequence[Ref], cast: Cast) -> bool:
    """Say whether a bare "request" can only be one for freedom: nothing else is asked, and prisoners are the matter."""
    if any(
        found.preposition in {"for", "about", "over", "against"} for found in list_attached(spot.reading, spot.at)[0]
    ):
        return False
    is_appeal = spot.chunk.word in {"appeal", "motion", "application", "bid"}
    is_story = bool(cast.freed or cast.custody)
    return not is_appeal and (is_story or all(is_in_custody(ref.key, cast) for ref in people))


def _judge(spot: Spot, *, is_named: bool) -> Factuality | None:
    if is_refused(spot.reading, spot.at):
        return Factuality.DENIED
    if not is_named:
        return None
    return Factuality.PLANNED if _is_granted(spot) else Factuality.DEMANDED


def _is_granted(spot: Spot) -> bool:
    return any(
        spot.reading.chunks[clause.verb].word in _GRANTING
        and (spot.at in clause.subject if clause.passive else any(spot.at in group for group in clause.objects))
        for clause in spot.reading.sketch.clauses
    )


def _names_release(spot: Spot) -> bool:
    """Recognise "request for release", "bail application", "plea for clemency": those with nobody behind "of"."""
    chunks = spot.reading.chunks
    words = set(spot.reading.lows(spot.chunk.start, spot.chunk.end - 1))
    if words & _RELEASES:
        return True
    return any(
        found.preposition == "for" and chunks[at].word in _RELEASES and chunks[at].owner is None
        for found in list_attached(spot.reading, spot.at)[0]
        for at in found.group
    )


def _find_asked_for(spot: Spot, cast: Cast) -> list[Ref]:
    owner = find_owner(spot)
    people = find_people(owner, cast) if owner is not None else []
    if people:
        return [ref for ref in people if ref.key]
    for found in list_attached(spot.reading, spot.at)[0]:
        if found.preposition in _SIDES:
            people = [ref for at in found.group for ref in find_people(spot.move(at), cast) if ref.key]
            if people:
                return people
    return []
