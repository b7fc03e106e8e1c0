"""Read what stands beside an event: purposes of a transfer, length of talks, mediators, what talks bring with them."""

import re
from collections.abc import Iterator
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.drafts import POLITICAL, Draft, Slot
from kg.claims.matching import end_token
from kg.claims.mediation import find_mediators
from kg.claims.offences import OFFENCE_TYPES, find_offences
from kg.claims.reading import Reading
from kg.claims.spots import Spot
from kg.claims.unrest import detail_unrest
from kg.claims.words import read_words
from kg.model import ClaimType, EntityKind, Role

TALK_DAYS: Final = {"day": 1, "week": 7}
_LICENSING: Final = frozenset({"permit", "allow", "authorise", "authorize", "let", "cover"})
PURPOSES: Final = {
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
    if draft.type in POLITICAL:
        return detail_unrest(draft, reading, cast)
    return draft.with_slots(*_find_details(draft, reading, cast))


def _find_details(draft: Draft, reading: Reading, cast: Cast) -> Iterator[Slot]:
    if draft.type in OFFENCE_TYPES:
        yield from find_offences(draft, reading)
    elif draft.type == ClaimType.TRANSFER:
        yield from _find_purposes(draft, reading)
    elif draft.frame.id == "relief.general_licence":
        yield from _find_licensed(draft, reading, cast)
    elif draft.type in {ClaimType.NEGOTIATION, ClaimType.RELEASE}:
        yield from _find_length(draft, reading) if draft.type == ClaimType.NEGOTIATION else ()
        yield from find_mediators(Spot(reading, draft.number, draft.at), cast, is_nominal=draft.is_nominal)
        yield from _find_mode(draft, reading) if draft.type == ClaimType.RELEASE else ()
    elif draft.type == ClaimType.SANCTION_RENEWAL and not draft.keys(Role.TARGET):
        yield from _find_aim(draft, reading, cast)
    elif draft.type == ClaimType.MISTREATMENT and not draft.keys(Role.VICTIM):
        yield from _find_victims(draft, cast)


def _find_aim(draft: Draft, reading: Reading, cast: Cast) -> Iterator[Slot]:
    """Take the state of "keep sanctions to bring about a change in X" as their target."""
    for clause in reading.sketch.clauses:
        if clause.above != draft.at or reading.chunks[clause.verb].form != "to":
            continue
        for found in clause.attached:
            chunk = reading.chunks[found.group[0]]
            if found.preposition == "in" and chunk.name is not None and chunk.name.kind == "state":
                key = cast.add_known(reading, chunk.name)
                yield Slot(Role.TARGET, reading.quote_chunk(found.group[0]), "detail.aim", key, guess=True)
                return


def _find_mode(draft: Draft, reading: Reading) -> Iterator[Slot]:
    """Read how people were let out from what stands in the clause: "on bail", "under an amnesty", "in a swap"."""
    clause = reading.by_verb.get(draft.at)
    if clause is None or draft.values(Role.RELEASE_MODE):
        return
    start, end = reading.chunks[clause.verb].end, end_token(reading, clause)
    opening = next((chunk.start for chunk in reading.chunks if chunk.kind == "comma"), 0)
    is_fronted = (
        bool(clause.subject) and reading.chunks[0].kind == "prep" and opening <= reading.chunks[clause.verb].start
    )
    for at in (*range(start, end), *(range(opening) if is_fronted else ())):
        found = _MODES.get(reading.tokens[at].low)
        if found is not None and set(reading.lows(max(0, at - 3), at)) & found[0]:
            yield Slot(Role.RELEASE_MODE, reading.quote(at, at + 1), "detail.releaseMode", value=found[1])
            return


_IN: Final = frozenset({"in", "under", "by", "through", "as", "with", "part"})
_MODES: Final = {
    "bail": (frozenset({"on"}), "bail"),
    "parole": (frozenset({"on"}), "parole"),
    "amnesty": (_IN, "amnesty"),
    "pardon": (_IN, "pardon"),
    "clemency": (_IN, "pardon"),
    "swap": (_IN, "exchange"),
    "arrest": (frozenset({"house"}), "house-arrest"),
    "exchange": (frozenset({"an", "a", "prisoner"}), "exchange"),
}


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
    is_ground = len(reading.chunks) > 1 and reading.chunks[0].kind == "prep" and reading.chunks[1].word in _GROUNDS
    places += [1] if is_ground else []  # "on humanitarian grounds they were flown to X"
    for at in places:
        words = set(reading.chunks[at].words)
        purpose = next((name for name, signs in PURPOSES.items() if words & signs), None)
        if purpose is not None:
            yield Slot(Role.PURPOSE, reading.quote_chunk(at), "detail.purpose", value=purpose)


_GROUNDS: Final = frozenset({"ground", "grounds", "reason", "reasons"})


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
        if chunk.word in TALK_DAYS and chunk.number is not None and chunk.number.exact is not None:
            yield Slot(
                Role.DURATION_DAYS,
                reading.quote_chunk(place),
                "detail.duration",
                value=chunk.number.exact * TALK_DAYS[chunk.word],
            )
            return
    for word in chunks[at].words:
        match = _LENGTH.fullmatch(word)
        number = _NUMBERS.get(match.group(1)) if match is not None else None
        if match is not None and number is not None:
            yield Slot(
                Role.DURATION_DAYS, reading.quote_chunk(at), "detail.duration", value=number * TALK_DAYS[match.group(2)]
            )
            return


_NUMBERS: Final = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}


_METONYMS: Final = read_words("refs", "metonyms")
_ARMED: Final = read_words("details", "armed")


def is_political(draft: Draft, cast: Cast) -> bool:
    """Say whether talks are between states or political actors, not about an orchestra's archive."""
    for key in draft.keys(Role.PARTY, Role.NEGOTIATOR, Role.MEDIATOR):
        figure = cast.figures.get(key)
        if figure is not None and (
            figure.kind in {EntityKind.STATE, EntityKind.INTERGOVERNMENTAL}
            or figure.of_state is not None
            or figure.words & cast.lexicon.lists["positions"]
            or set(" ".join(figure.names).lower().split()) & _METONYMS
        ):
            return True
        band = cast.bands_by_key.get(key)
        if band is not None and (band.group_kind == "officials" or band.words & _ARMED):
            return True
    return False
