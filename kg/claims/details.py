"""Read what stands beside an event: purposes of a transfer, length of talks, mediators, what talks bring with them."""

import re
from collections.abc import Iterator
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot
from kg.claims.matching import list_attached
from kg.claims.reading import Reading
from kg.claims.spots import Spot
from kg.claims.words import read_words
from kg.model import ClaimType, EntityKind, Role

_DAYS: Final = {"day": 1, "week": 7}
_HOSTS: Final = read_words("details", "hosts")
_LICENSING: Final = frozenset({"permit", "allow", "authorise", "authorize", "let", "cover"})
_MEDIATING: Final = frozenset(["broker", "mediate", "facilitate", "coordinate"])
_PURPOSES: Final = {
    "medical-assistance": frozenset(
        {"medical", "health", "treatment", "care", "hospital", "surgery", "rehabilitation"}
    ),
    "humanitarian": frozenset({"humanitarian"}),
    "resettlement": frozenset({"resettlement"}),
    "family-reunification": frozenset({"reunification", "reunion"}),
}
_LENGTH: Final = re.compile(r"(\w+)-(day|week)")


def detail_draft(draft: Draft, reading: Reading, cast: Cast) -> Draft:
    """Add what the words around say of the event."""
    if draft.type == ClaimType.TRANSFER:
        return draft.with_slots(*_find_purposes(draft, reading))
    if draft.frame.id == "relief.general_licence":
        return draft.with_slots(*_find_licensed(draft, reading, cast))
    if draft.type == ClaimType.NEGOTIATION:
        return draft.with_slots(*_find_hosts(draft, reading, cast), *_find_length(draft, reading))
    if draft.type == ClaimType.RELEASE:
        return draft.with_slots(*_find_mediators(draft, reading, cast))
    if draft.type == ClaimType.MISTREATMENT and not draft.keys(Role.VICTIM):
        return draft.with_slots(*_find_victims(draft, cast))
    return draft


def _find_licensed(draft: Draft, reading: Reading, cast: Cast) -> Iterator[Slot]:
    """Read "a general licence that permits payments to X"."""
    for clause in reading.sketch.clauses:
        if clause.verb < draft.at or reading.chunks[clause.verb].word not in _LICENSING:
            continue
        for found in clause.attached:
            for at in found.group if found.preposition in {"to", "with"} else ():
                for ref in find_agents(Spot(reading, draft.number, at), cast):
                    yield Slot(Role.TARGET, ref.quote, "detail.licensed", ref.key, guess=ref.guess)


def _find_purposes(draft: Draft, reading: Reading) -> Iterator[Slot]:
    clause = reading.by_verb.get(draft.at)
    places = [at for found in clause.attached if found.preposition == "for" for at in found.group] if clause else []
    for at in places:
        words = set(reading.chunks[at].words)
        purpose = next((name for name, signs in _PURPOSES.items() if words & signs), None)
        if purpose is not None:
            yield Slot(Role.PURPOSE, reading.quote_chunk(at), "detail.purpose", value=purpose)


def _find_victims(draft: Draft, cast: Cast) -> Iterator[Slot]:
    """Take the prisoners that the sentence spoke of before as those who were mistreated."""
    for band in reversed(cast.bands[-9:]):
        quote = next(
            (quote for quote in band.mentions if draft.quote.start - _SENTENCE < quote.start < draft.quote.start), None
        )
        if quote is not None and band.sentence == draft.number:
            yield Slot(Role.VICTIM, quote, "detail.victim", band.key, guess=True)
            return


_SENTENCE: Final = 400  # characters


def _find_length(draft: Draft, reading: Reading) -> Iterator[Slot]:
    """Read "two days of talks", "three-day talks", "met for two days"."""
    chunks, at = reading.chunks, draft.at
    before = chunks[at - 2] if at > 1 and chunks[at - 1].word == "of" else None
    places = [at - 2] if before is not None else []
    clause = reading.by_verb.get(at)
    if clause is not None:
        places += [place for found in clause.attached if found.preposition == "for" for place in found.group]
    for place in places:
        chunk = chunks[place]
        if chunk.word in _DAYS and chunk.number is not None and chunk.number.exact is not None:
            yield Slot(
                Role.DURATION_DAYS,
                reading.quote_chunk(place),
                "detail.duration",
                value=chunk.number.exact * _DAYS[chunk.word],
            )
            return
    for word in chunks[at].words:
        match = _LENGTH.fullmatch(word)
        number = _NUMBERS.get(match.group(1)) if match is not None else None
        if match is not None and number is not None:
            yield Slot(
                Role.DURATION_DAYS, reading.quote_chunk(at), "detail.duration", value=number * _DAYS[match.group(2)]
            )
            return


_NUMBERS: Final = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}


def _find_hosts(draft: Draft, reading: Reading, cast: Cast) -> Iterator[Slot]:
    """Take the parties from "X held talks with Y", and the place from "talks will take place in Z"."""
    for clause in reading.sketch.clauses:
        is_object = any(draft.at in group for group in clause.objects) and reading.chunks[clause.verb].word in _HOSTS
        if is_object and not clause.passive:
            for at in clause.subject:
                for ref in find_agents(Spot(reading, draft.number, at), cast):
                    yield Slot(Role.PARTY, ref.quote, "detail.host", ref.key, guess=ref.guess)


def _find_mediators(draft: Draft, reading: Reading, cast: Cast) -> Iterator[Slot]:
    """Read "brokered by X", "X secured the release", "under the auspices of X"."""
    for at in _list_mediators(draft, reading):
        for ref in find_agents(Spot(reading, draft.number, at), cast):
            yield Slot(Role.MEDIATOR, ref.quote, "detail.mediator", ref.key)


def _list_mediators(draft: Draft, reading: Reading) -> Iterator[int]:
    for clause in reading.sketch.clauses:
        word = reading.chunks[clause.verb].word
        if word in _MEDIATING and clause.passive:
            yield from (at for found in clause.attached if found.preposition == "by" for at in found.group)
        elif word in _MEDIATING or (
            draft.is_nominal and word in _SECURING and any(draft.at in o for o in clause.objects)
        ):
            yield from clause.subject
    for at, chunk in enumerate(reading.chunks):
        if chunk.word in {"auspice", "auspices", "mediation"} and chunk.kind == "np":
            yield from (place for found in list_attached(reading, at)[0][:1] for place in found.group)


_SECURING: Final = frozenset({"secure", "win", "obtain", "negotiate", "broker", "arrange"})


def is_political(draft: Draft, cast: Cast) -> bool:
    """Say whether talks are between states or political actors, not about an orchestra's archive."""
    for key in draft.keys(Role.PARTY, Role.NEGOTIATOR):
        figure = cast.figures.get(key)
        if figure is not None and (
            figure.kind in {EntityKind.STATE, EntityKind.INTERGOVERNMENTAL}
            or figure.of_state is not None
            or figure.words & cast.lexicon.lists["positions"]
        ):
            return True
        if key in cast.bands_by_key and cast.bands_by_key[key].group_kind == "officials":
            return True
    return False
