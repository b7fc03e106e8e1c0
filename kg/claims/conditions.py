"""Read how people in custody fare from phrases: "in poor health", "with a stomach ulcer", "some in poor health"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.agents import find_state_of
from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot, draft_phrase
from kg.claims.frames import Frame
from kg.claims.guards import is_in_custody
from kg.claims.reading import Reading
from kg.claims.refs import find_people
from kg.claims.sides import find_sides
from kg.claims.spots import Ref, Spot
from kg.claims.words import read_words
from kg.model import ClaimType, Quote, Role

_HEALTH: Final = Frame("condition.phrase", ClaimType.CONDITION)
_BAD: Final = read_words("conditions", "bad")
_ILLNESSES: Final = read_words("conditions", "illnesses")
_STATES: Final = frozenset(["ill", "sick", "blind", "wounded", "injured", "frail", "unconscious"])


def find_conditions(reading: Reading, number: int, cast: Cast) -> Iterator[Draft]:
    """Find health told in passing, of people who are or were held."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind == "np" and chunk.word in _RECORDS and _BAD & set(chunk.words):
            yield from _make_record(Spot(reading, number, at), cast)
        elif chunk.kind == "np" and at and reading.chunks[at - 1].kind == "prep":
            word = reading.chunks[at - 1].word
            is_health = word == "in" and chunk.word == "health" and _BAD & set(chunk.words)
            if is_health or (word in {"with", "from", "of"} and chunk.word in _ILLNESSES):
                yield from _make_draft(Spot(reading, number, at), cast, at - 1)
    for clause in reading.sketch.clauses:
        if clause.adjective in _STATES and reading.chunks[clause.verb].word in {"be", "fall", "become"}:
            yield from _make_draft(Spot(reading, number, clause.verb), cast, clause.verb)


_RECORDS: Final = frozenset({"human-rights-record", "rights-record"})


def _make_record(spot: Spot, cast: Cast) -> Iterator[Draft]:
    """Read "Norland's poor human rights record", "his government's poor human rights record"."""
    refs = _find_ruled(spot, cast) or find_sides(spot, cast)
    if refs and all(ref.key in cast.figures for ref in refs):
        rule = "condition.record"
        slots = [Slot(Role.SUBJECT_AGENT, ref.quote, f"{rule}.subjectAgent", ref.key, guess=ref.guess) for ref in refs]
        slots.append(Slot(Role.CONDITION_TYPE, spot.quote(), f"{rule}.conditionType", value="poor-human-rights-record"))
        yield draft_phrase(spot, Frame(rule, ClaimType.CONDITION), spot.quote(), tuple(slots))


def _find_ruled(spot: Spot, cast: Cast) -> list[Ref]:
    """Take "his government" as the state of the ruler who is the subject before it: "Norland's President X"."""
    owner = spot.chunk.owner
    if owner is None or owner.meaning != "body" or owner.det not in {"his", "her"}:
        return []
    subjects = [at for clause in spot.reading.sketch.clauses for at in clause.subject if at < spot.at]
    states = [state for at in reversed(subjects) if (state := find_state_of(spot.move(at), cast)) is not None]
    quote = spot.reading.quote(owner.start, owner.end)
    return [Ref(states[0], quote, guess=True)] if states else []


def _make_draft(spot: Spot, cast: Cast, before: int) -> Iterator[Draft]:
    people, start = _find_sufferers(spot, cast, before)
    if not people:
        return
    end = spot.quote().end
    if spot.chunk.kind == "vg":
        later = range(spot.at + 1, len(spot.reading.chunks))
        step = next((at for at in later if spot.reading.chunks[at].kind == "adj"), spot.at)
        end = spot.reading.quote_chunk(min(step, len(spot.reading.chunks) - 1)).end
    quote = Quote(spot.reading.text[start:end], start, end)
    slots = [
        Slot(Role.SUBJECT_AGENT, ref.quote, "condition.phrase.subjectAgent", ref.key, guess=ref.guess) for ref in people
    ]
    slots.append(Slot(Role.CONDITION_TYPE, spot.quote(), "condition.phrase.conditionType", value="poor-health"))
    yield draft_phrase(spot, _HEALTH, quote, tuple(slots))


def _find_sufferers(spot: Spot, cast: Cast, before: int) -> tuple[list[Ref], int]:
    reading = spot.reading
    near = before - 1
    if (
        (
            near >= 0
            and reading.chunks[near].kind == "np"
            and reading.chunks[near].word in {"some", "many", "several", "most", "others", "one"}
        )
        and near
        and reading.chunks[near - 1].kind == "incl"
    ):
        return _make_part(spot.move(near), cast), reading.quote_chunk(near).start
    for clause in reversed(reading.sketch.clauses):
        if clause.verb <= spot.at and (clause.subject or clause.objects):
            group = (
                clause.objects[0]
                if clause.objects and not clause.passive and spot.chunk.kind != "vg"
                else clause.subject
            )
            people = [
                ref
                for at in group
                for ref in find_people(spot.move(at), cast)
                if ref.key and is_in_custody(ref.key, cast)
            ]
            return people, reading.quote_chunk(before).start
    return [], 0


def _make_part(spot: Spot, cast: Cast) -> list[Ref]:
    """Make the band of "including some in poor health": a part of the band before, without a count."""
    whole = next((at for at, parts in spot.reading.sketch.members.items() if spot.at in parts), None)
    wholes = find_people(spot.move(whole), cast) if whole is not None else []
    key = next((ref.key for ref in wholes if ref.key.startswith("group-")), None)
    if key is None:
        return []
    return [Ref(cast.add_part(spot.quote(), key, spot.number), spot.quote())]
