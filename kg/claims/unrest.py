"""Read what else is told of votes, protests and force: who took part, where, and in which year."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot
from kg.claims.reading import Reading
from kg.claims.spots import Spot
from kg.claims.words import read_words
from kg.model import ClaimType, Role

_PARTS: Final = read_words("unrest", "parts")
_JOINING: Final = read_words("unrest", "joining")
_KINDS: Final = read_words("unrest", "kinds")
_DISSENT: Final = read_words("unrest", "dissent")


def detail_unrest(draft: Draft, reading: Reading, cast: Cast) -> Draft:
    """Add the people who took part in a protest, and the state that stands before "election"."""
    spot = Spot(reading, draft.number, draft.at)
    if draft.type == ClaimType.PROTEST:
        return draft.with_slots(*_find_participants(spot, cast), *_find_state(spot, cast))
    if draft.type == ClaimType.REPRESSION:
        kept = [slot for slot in draft.slots if slot.role != Role.PARTICIPANT or _is_people(slot, cast)]
        return replace(draft, slots=tuple(kept))
    return draft.with_slots(*_find_state(spot, cast)) if draft.type == ClaimType.ELECTION else draft


def _is_people(slot: Slot, cast: Cast) -> bool:
    """Say whether those hit by a crackdown are people or a body with a name: "civil society" is neither."""
    figure = cast.figures.get(slot.key or "")
    return figure is None or figure.names[0][:1].isupper()


def is_unrest(draft: Draft, reading: Reading) -> bool:
    """Say whether a vote, protest or use of force is a political one: told with its state, year, people or kind."""
    chunk = reading.chunks[draft.at]
    words = set(chunk.words) | (set(chunk.owner.words) if chunk.owner is not None else set())
    if draft.type == ClaimType.REPRESSION:
        near = {word for other in reading.chunks[draft.at : draft.at + _NEAR] for word in (other.word, *other.words)}
        return bool(near & _DISSENT)
    is_bare = chunk.word == "protest" and chunk.noun is not None and not (chunk.noun.is_plural or chunk.det)
    is_placed = bool(draft.keys(Role.PLACE, Role.ACTOR, Role.PARTICIPANT)) or draft.moment is not None
    return not is_bare and (is_placed or bool(words & _KINDS) or _is_crushed(reading, draft.at))


_NEAR: Final = 4  # phrases


def _is_crushed(reading: Reading, at: int) -> bool:
    """Say whether a protest is what a crackdown was on: "the suppression of protests"."""
    return at > 1 and reading.chunks[at - 1].word in {"of", "on"} and reading.chunks[at - 2].word in _FORCE


_FORCE: Final = frozenset({"suppression", "crackdown", "repression", "clampdown"})


def _find_participants(spot: Spot, cast: Cast) -> Iterator[Slot]:
    """Read "X, a key figure in the protests", "leaders of the protests", "X took part in the protests"."""
    for at in _list_participants(spot):
        for ref in find_agents(spot.move(at), cast):
            rule = "protest.noun.participant"
            yield Slot(Role.PARTICIPANT, ref.quote, rule + (".guess" if ref.guess else ""), ref.key, guess=ref.guess)


def _list_participants(spot: Spot) -> Iterator[int]:
    reading = spot.reading
    host = spot.at - 2
    is_under = host >= 0 and reading.chunks[spot.at - 1].kind == "prep" and reading.chunks[host].kind == "np"
    if is_under and reading.chunks[host].word in _PARTS:
        heads = [head for head, renamers in reading.sketch.appositions.items() if host in renamers]
        yield from heads or ([host] if reading.chunks[host].name is not None or not _is_single(reading, host) else [])
    for clause in reading.sketch.clauses:
        if reading.chunks[clause.verb].negated or reading.chunks[clause.verb].modal or clause.passive:
            continue
        is_object = any(spot.at in group for group in clause.objects)
        is_in = any(spot.at in found.group for found in clause.attached if found.preposition == "in")
        word = reading.chunks[clause.verb].word
        if (is_object and word in _JOINING) or (is_in and word in {"participate", "take"}):
            yield from clause.subject


def _is_single(reading: Reading, at: int) -> bool:
    noun = reading.chunks[at].noun
    return noun is None or not noun.is_plural


def _find_state(spot: Spot, cast: Cast) -> Iterator[Slot]:
    """Take the state of "the Bordurian election" or "Borduria's election" as its place."""
    owner = spot.chunk.owner
    for name in (*spot.chunk.names, *(owner.names if owner is not None else ())):
        if name.kind in {"state", "demonym"} and (name.ref or "").startswith("state-"):
            quote = spot.reading.quote(name.start, name.end)
            yield Slot(Role.PLACE, quote, "unrest.place", cast.add_known(spot.reading, name))
