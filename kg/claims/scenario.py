"""Read what an analysis section supposes: each sentence is a statement, and nothing in it is told as fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.details import detail_draft
from kg.claims.drafts import FACTS, Draft, Slot, Story
from kg.claims.frames import Frame, FrameBook
from kg.claims.lenses import find_owner
from kg.claims.merging import fits_bundle
from kg.claims.reading import Reading
from kg.claims.relations import settle_relation
from kg.claims.relevance import is_relevant
from kg.claims.roles import find_drafts
from kg.claims.sides import find_sides
from kg.claims.sketch import REPORTING, Clause
from kg.claims.spots import Ref, Spot
from kg.claims.words import read_table, read_words
from kg.model import ClaimType, EntityKind, Factuality, Quote, Role

_FRAMES: Final = {name: Frame(f"scenario.{name}", ClaimType.STATEMENT) for name in ("predicts", "urges", "assesses")}
_URGING: Final = read_words("scenario", "urging")
_PREDICTING: Final = read_words("scenario", "predicting")
_RECALLING: Final = frozenset(read_table("recalled"))
_KEPT: Final = frozenset({Factuality.DENIED, Factuality.DEMANDED})
_PLACES: Final = frozenset({EntityKind.PLACE, EntityKind.SETTLEMENT, EntityKind.FACILITY, EntityKind.AWARD})


def suppose_drafts(
    readings: Sequence[tuple[int, Reading]], kit: tuple[FrameBook, Cast, Story], known: Sequence[Bundle]
) -> list[Draft]:
    """Find what analysis supposes: one statement a sentence, and the events that it holds to be possible.

    Args:
        readings: the sentences of analysis, each with its number.
        kit: the frames, the cast, and a story of its own, so that no day of the text depends on analysis.
        known: what the text tells elsewhere; analysis that recalls it tells no new event.
    """
    found: list[Draft] = []
    facts = _list_facts(known)
    for number, reading in readings:
        if reading.sentence.is_heading:
            continue
        events = list(_suppose_events(reading, number, kit, facts))
        found += [*events, *_make_statement(Spot(reading, number, 0), kit[1], has_content=bool(events))]
    return found


def _list_facts(known: Sequence[Bundle]) -> Mapping[ClaimType, Sequence[Bundle]]:
    """List the factual events by type, so many that time grows with length only."""
    found: dict[ClaimType, list[Bundle]] = {}
    for bundle in known:
        if bundle.factuality in FACTS and len(found.setdefault(bundle.type, [])) < _MOST:
            found[bundle.type].append(bundle)
    return found


_MOST: Final = 40


def _suppose_events(
    reading: Reading, number: int, kit: tuple[FrameBook, Cast, Story], known: Mapping[ClaimType, Sequence[Bundle]]
) -> Iterator[Draft]:
    book, cast, story = kit
    for draft in find_drafts(reading, number, book, cast, story):
        for part in settle_relation(draft, reading):
            if part.type == ClaimType.STATEMENT or not is_relevant(part, reading, cast):
                continue
            if not _is_recalled(part, reading, known, cast):
                told = part.factuality if part.factuality in _KEPT else Factuality.HYPOTHETICAL
                yield detail_draft(replace(part, factuality=told), reading, cast)


def _is_recalled(draft: Draft, reading: Reading, known: Mapping[ClaimType, Sequence[Bundle]], cast: Cast) -> bool:
    """Say whether analysis speaks of an event that the text tells: "the release could ...", "after X freed them"."""
    chunk = reading.chunks[draft.at]
    facts = known.get(draft.type, ())
    if draft.is_nominal:
        return bool(facts) and (chunk.det in {"the", "this"} or chunk.owner is not None)
    return draft.factuality in FACTS and any(fits_bundle(bundle, draft, cast) for bundle in facts)


def _make_statement(spot: Spot, cast: Cast, *, has_content: bool) -> Iterator[Draft]:
    reading = spot.reading
    speakers, about = _find_speakers(spot, cast), _find_subjects(spot, cast)
    if not (has_content or speakers or about or _recalls(reading)):
        return
    attitude, trigger = _find_attitude(reading)
    frame = _FRAMES[attitude]
    spoken = {ref.key for ref in speakers}
    is_said = bool(spoken) and spoken <= set(cast.figures)  # somebody with a name did say so
    slots = [Slot(Role.SPEAKER, ref.quote, f"{frame.id}.speaker", ref.key, guess=ref.guess) for ref in speakers]
    slots += [
        Slot(Role.ABOUT_AGENT, ref.quote, f"{frame.id}.aboutAgent", ref.key, guess=ref.guess)
        for ref in about
        if ref.key not in spoken
    ]
    slots.append(Slot(Role.ATTITUDE, trigger, f"{frame.id}.attitude", value=attitude))
    verb = next((at for at, chunk in enumerate(reading.chunks) if chunk.kind == "vg"), 0)
    yield Draft(
        frame,
        ClaimType.STATEMENT,
        Factuality.ASSERTED if is_said else Factuality.HYPOTHETICAL,
        spot.number,
        reading.sentence.index,
        reading.quote(0, len(reading.tokens)),
        trigger,
        reading.section,
        tuple(slots),
        at=verb,
    )


def _recalls(reading: Reading) -> bool:
    return any(chunk.kind == "np" and chunk.word in _RECALLING and chunk.det for chunk in reading.chunks)


def _find_attitude(reading: Reading) -> tuple[str, Quote]:
    """Say whether a sentence asks for something, foresees it, or weighs; with the words that show it."""
    for name, words in (("urges", _URGING), ("predicts", _PREDICTING)):
        at = next((at for at, token in enumerate(reading.tokens) if token.low in words), None)
        if at is not None:
            return name, reading.quote(at, at + 1)
    verbs = (clause.verb for clause in reading.sketch.clauses if not clause.opener and not clause.is_reduced)
    verb = next((at for at in verbs if reading.chunks[at].form in {"fin", "ed"}), None)
    return "assesses", reading.quote_chunk(verb) if verb is not None else reading.quote(0, len(reading.tokens))


def _find_speakers(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who is said to think so: the people or body that are the subject of a verb of saying."""
    clauses = [clause for clause in spot.reading.sketch.clauses if _is_saying(spot.reading, clause)]
    refs = (ref for clause in clauses[:1] for at in clause.subject for ref in find_agents(spot.move(at), cast))
    return [ref for ref in refs if ref.key]


def _is_saying(reading: Reading, clause: Clause) -> bool:
    chunk = reading.chunks[clause.verb]
    return chunk.word in REPORTING | {"caution", "see"} and not chunk.passive and chunk.form in {"fin", "ed"}


def _find_subjects(spot: Spot, cast: Cast) -> list[Ref]:
    """Find of whom a sentence speaks: the states, bodies and persons that are, or own, its subjects."""
    chunks = spot.reading.chunks
    topic = next((at for at, chunk in enumerate(chunks) if chunk.kind in {"np", "vg"}), 0)
    subjects = (at for clause in spot.reading.sketch.clauses for at in clause.subject)
    found: dict[str, Ref] = {}
    for at in dict.fromkeys((topic, *subjects)):
        for ref in _find_side(spot.move(at), cast):
            figure = cast.figures.get(ref.key)
            if figure is not None and figure.names[0][:1].isupper() and figure.kind not in _PLACES:
                found.setdefault(ref.key, ref)
    return list(found.values())


def _find_side(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who a subject is; of "X's regime" it is X."""
    owner = find_owner(spot) if spot.chunk.meaning == "body" else None
    refs = find_sides(owner, cast) if owner is not None else []
    return refs or find_sides(spot, cast)
