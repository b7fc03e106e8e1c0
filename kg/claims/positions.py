"""Read posts and awards from how people are named: "Norland's President X", "the envoy of Y", "prize winner X"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.claims.agents import find_agents, find_state_of
from kg.claims.bounds import resolve_time
from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.drafts import Draft, Moment, Slot, draft_phrase
from kg.claims.frames import Frame
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.claims.words import read_words
from kg.model import ClaimType, EntityKind, Quote, Role

_POST: Final = Frame("position.named", ClaimType.POSITION_HOLDING)
_AWARD: Final = Frame("award.named", ClaimType.AWARD_CONFERRAL)
_GONE: Final = frozenset({"former", "ex", "late", "then", "exiled", "ousted", "retired"})
_WINNERS: Final = frozenset({"laureate", "winner", "recipient", "holder"})
_OWN: Final = read_words("positions", "own")


def find_holdings(reading: Reading, number: int, cast: Cast) -> Iterator[Draft]:
    """Find who holds which post, for whom; a post that is past is left out."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind != "np":
            continue
        yield from _read_phrase(Spot(reading, number, at), chunk, cast)
    yield from _read_won(reading, number, cast)


def _read_won(reading: Reading, number: int, cast: Cast) -> Iterator[Draft]:
    """Read "X, who won the prize in 2022", "X was awarded the prize"."""
    for clause in reading.sketch.clauses:
        chunk = reading.chunks[clause.verb]
        places = [
            at
            for group in clause.objects
            for at in group
            if (name := reading.chunks[at].name) is not None and name.kind == "award"
        ]
        is_told = not (chunk.negated or chunk.modal or chunk.form == "to")
        if chunk.word not in (_GIVING if clause.passive else _WINNING) or not places or not is_told:
            continue
        name = reading.chunks[places[0]].name
        award = cast.find_name(reading, name) if name is not None else None
        winners = [ref for at in clause.subject for ref in find_agents(Spot(reading, number, at), cast)]
        if name is None or award is None or not winners:
            continue
        slots = [Slot(Role.RECIPIENT, ref.quote, "award.won.recipient", ref.key, guess=ref.guess) for ref in winners]
        slots.append(Slot(Role.AWARD, reading.quote(name.start, name.end), "award.won.award", award))
        first = min([chunk.start, *(reading.chunks[at].start for at in clause.subject)])
        last = reading.chunks[max(clause.end, clause.verb + 1) - 1].end
        draft = draft_phrase(Spot(reading, number, clause.verb), _WON, reading.quote(first, last), tuple(slots))
        yield replace(draft, moment=_find_year(clause, reading))


def _find_year(clause: Clause, reading: Reading) -> Moment | None:
    """Find the year of a prize, where the clause gives one."""
    for at in clause.times:
        time = reading.chunks[at].time
        if time is not None and time.year is not None:
            return Moment(reading.quote(time.start, time.end), time, resolve_time(time, None))
    return None


_WON: Final = Frame("award.won", ClaimType.AWARD_CONFERRAL)
_WINNING: Final = frozenset({"win", "receive", "share", "get"})
_GIVING: Final = frozenset({"award", "give", "grant"})


def _read_phrase(spot: Spot, chunk: Chunk, cast: Cast) -> Iterator[Draft]:
    person = _find_holder(spot, chunk, cast)
    if person is None:
        return
    yield from _read_award(spot, chunk, cast, person)
    places = [spot.at, *spot.reading.sketch.appositions.get(spot.at, ())]
    places += [head for head, new in spot.reading.sketch.appositions.items() if spot.at in new]
    for at in places:
        draft = _read_post(spot.move(at), cast, person)
        if draft is not None:
            yield draft


def _find_holder(spot: Spot, chunk: Chunk, cast: Cast) -> Slot | None:
    if chunk.name is None or chunk.name.kind != "unknown":
        return None
    key = cast.find_name(spot.reading, chunk.name)
    if not cast.is_person(key):
        return None
    return Slot(Role.HOLDER, spot.reading.quote(chunk.name.start, chunk.name.end), "position.named.holder", key)


def _read_post(spot: Spot, cast: Cast, holder: Slot) -> Draft | None:
    chunk = spot.chunk
    posts = [(at, noun) for at, noun in chunk.nouns if noun.lemma in cast.lexicon.lists["positions"]]
    if not posts or set(chunk.words) & _GONE or chunk.noun is None:
        return None
    at, noun = posts[-1]
    if noun is not chunk.noun:
        return None
    length = 1 if "-" in spot.reading.tokens[at].low else 1 + noun.lemma.count("-")
    quote = spot.reading.quote(at, at + length)
    owners = _find_owner(spot, cast)
    if not owners and noun.lemma in {
        "leader",
        "director",
        "chairman",
        "chairwoman",
        "minister",
        "commissioner",
        "governor",
        "mayor",
    }:
        return None
    state = next(
        (slot.key for slot in owners if slot.key is not None and cast.figures[slot.key].kind == EntityKind.STATE), None
    )
    if noun.lemma in _OWN:
        state = state or _find_state_sent_by(spot, cast)
        words = (noun.lemma, *((state,) if state is not None else ()))
    else:
        words = (noun.lemma, *sorted(slot.key or "" for slot in owners))
    key = cast.add_post(EntityKind.POSITION, quote, words)
    cast.figures[key].of_state = cast.figures[key].of_state or state
    slots = (holder, Slot(Role.POSITION, quote, "position.named.position", key), *owners)
    return draft_phrase(spot, _POST, _cover(spot, holder), slots)


def _find_state_sent_by(spot: Spot, cast: Cast) -> str | None:
    """Find the state behind "the special envoy of US President X"."""
    chunks, step = spot.reading.chunks, spot.at + 1
    is_of = step + 1 < len(chunks) and chunks[step].word == "of" and chunks[step + 1].kind == "np"
    state = find_state_of(spot.move(step + 1), cast) if is_of else None
    return state if state is not None and cast.figures[state].kind == EntityKind.STATE else None


def _find_owner(spot: Spot, cast: Cast) -> list[Slot]:
    """Find for whom a post is held: the owner, "of X", "for X", or an adjective of nationality."""
    rule = "position.named.onBehalfOf"
    chunk, reading = spot.chunk, spot.reading
    if chunk.owner is not None and chunk.owner.name is not None:
        key = cast.find_name(reading, chunk.owner.name)
        if key is not None:
            return [Slot(Role.ON_BEHALF_OF, reading.quote(chunk.owner.name.start, chunk.owner.name.end), rule, key)]
    step = spot.at + 1
    if (
        step + 1 < len(reading.chunks)
        and reading.chunks[step].kind == "prep"
        and reading.chunks[step].word in {"of", "for", "to"}
    ):
        found = find_agents(spot.move(step + 1), cast)
        if found and reading.chunks[step].word != "to":
            return [Slot(Role.ON_BEHALF_OF, ref.quote, rule, ref.key) for ref in found if ref.key in cast.figures]
    for name in chunk.names:
        if name.kind in {"state", "demonym", "body"} and name.ref is not None:
            key = cast.find_name(reading, name)
            if key is not None:
                return [Slot(Role.ON_BEHALF_OF, reading.quote(name.start, name.end), rule, key)]
    state = find_state_of(spot, cast)
    return [Slot(Role.ON_BEHALF_OF, spot.quote(), rule, state)] if state is not None else []


def _read_award(spot: Spot, chunk: Chunk, cast: Cast, holder: Slot) -> Iterator[Draft]:
    for other in (chunk, *(spot.reading.chunks[at] for at in spot.reading.sketch.appositions.get(spot.at, ()))):
        award = next((name for name in other.names if name.kind == "award"), None)
        if award is None or not _WINNERS & set(other.words):
            continue
        key = cast.find_name(spot.reading, award)
        if key is not None:
            recipient = Slot(Role.RECIPIENT, holder.quote, "award.named.recipient", holder.key)
            slot = Slot(Role.AWARD, spot.reading.quote(award.start, award.end), "award.named.award", key)
            yield draft_phrase(spot, _AWARD, spot.quote(), (recipient, slot))


def _cover(spot: Spot, holder: Slot) -> Quote:
    quote = spot.quote()
    start, end = min(quote.start, holder.quote.start), max(quote.end, holder.quote.end)
    return Quote(spot.reading.text[start:end], start, end)
