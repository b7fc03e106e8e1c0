"""Give a release or talks the mediator that another sentence names: "The exchange was mediated by X"."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, TypeAlias

from kg.claims.agents import find_parties
from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.drafts import FACTS, Slot
from kg.claims.mediation import BETWEEN, MEDIATING, PATRONAGE, list_patrons
from kg.claims.reading import Reading
from kg.claims.scope import judge_clause
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.claims.words import read_words
from kg.model import ClaimType, Role

_ARRANGING: Final = MEDIATING | {"negotiate", "arrange"}  # of a deal told before, also in the active
_RECALLING: Final = read_words("brokers", "recalling")
_POINTING: Final = frozenset({"the", "this", "that"})
_REACH: Final = 8  # sentences
_Place: TypeAlias = tuple[int, int, Bundle]  # where an event is told, and its number among the events


def name_brokers(bundles: Sequence[Bundle], readings: Sequence[Reading], cast: Cast) -> list[Bundle]:
    """Add mediators that a sentence of its own names for a release told elsewhere."""
    releases = [b for b in bundles if b.type == ClaimType.RELEASE and b.factuality in FACTS]
    ordered = sorted(((d.number, b.number, b) for b in releases for d in b.drafts), key=lambda place: place[:2])
    for number, reading in enumerate(readings if releases else ()):
        for clause in reading.sketch.clauses:
            slots = _find_brokers(clause, reading, number, cast)
            for bundle in _find_recalled(number, ordered) if slots else ():
                main = bundle.main
                bundle.retell(draft.with_slots(*slots) if draft is main else draft for draft in bundle.drafts)
    return list(bundles)


def _find_brokers(clause: Clause, reading: Reading, number: int, cast: Cast) -> list[Slot]:
    """Find who mediated "the exchange", "the deal", "this release"."""
    word = reading.chunks[clause.verb].word
    patient = clause.subject if clause.passive else (clause.objects[0] if clause.objects else ())
    is_recalled = any(reading.chunks[at].word in _RECALLING and reading.chunks[at].det in _POINTING for at in patient)
    is_recalled |= word in _ARRANGING and _goes_between(clause, reading)
    is_recalled |= bool(_list_thanked(clause, reading) or _list_obliging(clause, reading)) or _acts_between(
        clause, reading
    )
    if not is_recalled or judge_clause(reading, clause).factuality not in FACTS:
        return []
    groups: tuple[tuple[int, ...], ...] = ()
    if (word in _ARRANGING or _acts_between(clause, reading)) and not clause.passive:
        groups = (clause.subject,)
    elif word in _ARRANGING:
        groups = tuple(found.group for found in clause.attached if found.preposition == "by")
    groups = (
        *groups,
        *_list_obliging(clause, reading),
        tuple(at for at in list_patrons(reading) if clause.verb < at < clause.end),
        *_list_thanked(clause, reading),
    )
    places = [at for group in groups for at in group]
    refs = [ref for at in places for ref in find_parties(Spot(reading, number, at), cast)]
    return [Slot(Role.MEDIATOR, ref.quote, "detail.broker", ref.key, guess=ref.guess) for ref in refs if ref.key]


def _goes_between(clause: Clause, reading: Reading) -> bool:
    """Recognise "mediated between the two sides"."""
    groups = [found.group for found in clause.attached if found.preposition == "between"]
    return not clause.objects and any(reading.chunks[at].word in _SIDES for group in groups for at in group)


def _list_obliging(clause: Clause, reading: Reading) -> list[tuple[int, ...]]:
    """List those "whose good offices made this possible"."""
    at = min(clause.subject, default=0)
    is_theirs = clause.opener == "whose" and at > 1 and reading.chunks[at].word in PATRONAGE
    if not is_theirs:
        return []
    before = next((step for step in range(at - 1, -1, -1) if reading.chunks[step].kind == "np"), None)
    return [reading.sketch.groups.get(before, (before,))] if before is not None else []


def _acts_between(clause: Clause, reading: Reading) -> bool:
    """Recognise "acted as mediator", "served as the go-between"."""
    heads = [reading.chunks[at].word for found in clause.attached if found.preposition == "as" for at in found.group]
    return reading.chunks[clause.verb].word in {"act", "serve"} and any(head in BETWEEN for head in heads)


def _list_thanked(clause: Clause, reading: Reading) -> list[tuple[int, ...]]:
    """List who is thanked "for its mediation"."""
    is_for = any(
        found.preposition == "for" and reading.chunks[found.group[0]].word in {"mediation", "brokering", "mediating"}
        for found in clause.attached
    )
    return [clause.objects[0]] if is_for and reading.chunks[clause.verb].word == "thank" and clause.objects else []


_SIDES: Final = frozenset({"side", "sides", "party", "parties", "country", "government", "capital"})


def _find_recalled(number: int, ordered: Sequence[_Place]) -> list[Bundle]:
    """Find the releases that were told last before a sentence: both sides of a swap where one sentence tells both."""
    first, end = (bisect_left(ordered, place, key=_get_place) for place in (number - _REACH, number + 2))
    near = [(place, bundle) for place, _, bundle in ordered[first:end]]
    before = [place for place, _ in near if place <= number]
    last = before[-1] if before else number + 1
    found = {bundle.number: bundle for place, bundle in near if place == last}
    return [bundle for bundle in found.values() if not bundle.keys(Role.MEDIATOR)]


def _get_place(entry: _Place) -> int:
    return entry[0]
