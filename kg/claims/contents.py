"""Read what statements are about where no event frame says it: denied prisoners, hopes for those still held."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot
from kg.claims.figures import IN_CUSTODY
from kg.claims.frames import Frame
from kg.claims.reading import Reading
from kg.claims.refs import find_people
from kg.claims.spots import Spot
from kg.model import ClaimType, Factuality, Role

_DENIED: Final = Frame("content.denied_detention", ClaimType.DETENTION)
_HOPED: Final = Frame("content.hoped_release", ClaimType.RELEASE)


def find_contents(statement: Draft, reading: Reading, cast: Cast) -> Iterator[Draft]:
    """Find the situation that a denial or hope speaks of."""
    attitude = next(iter(statement.values(Role.ATTITUDE)), "")
    if attitude == "denies":
        yield from _find_denied(statement, reading, cast)
    elif attitude == "hopes":
        yield from _find_hoped(statement, reading, cast)


def _find_denied(statement: Draft, reading: Reading, cast: Cast) -> Iterator[Draft]:
    """Read "denied the existence of political prisoners", "denied that X has any political prisoners"."""
    for at in range(statement.at + 1, len(reading.chunks)):
        chunk = reading.chunks[at]
        if chunk.kind == "stop" or (chunk.kind == "vg" and chunk.word not in {"have", "hold", "be", "exist", "keep"}):
            return
        if chunk.kind != "np" or chunk.noun is None or (chunk.noun.kind not in IN_CUSTODY):
            continue
        if _does_another_thing(reading, at):
            return  # "denied that prisoners had been freed" denies no detention
        slots = [
            Slot(Role.DETAINEE, ref.quote, "content.denied_detention.detainee", ref.key)
            for ref in find_people(Spot(reading, statement.number, at), cast)
            if ref.key
        ][:1]
        verb = next((step for step in range(statement.at + 1, at) if reading.chunks[step].kind == "vg"), None)
        holder = reading.by_verb[verb].subject if verb is not None else ()
        for place in holder:
            refs = find_agents(Spot(reading, statement.number, place), cast)
            slots += [
                Slot(Role.DETAINING_AUTHORITY, ref.quote, "content.denied_detention.detainingAuthority", ref.key)
                for ref in refs
            ]
        yield _make(statement, reading, _DENIED, at, (Factuality.DENIED, tuple(slots)))
        return


def _does_another_thing(reading: Reading, at: int) -> bool:
    """Say whether prisoners are denied to have done or undergone something else than being held."""
    told = (clause for clause in reading.sketch.clauses if at in clause.subject and not clause.is_reduced)
    verbs = (reading.chunks[clause.verb] for clause in told)
    return any(verb.form in {"fin", "ed"} and verb.word not in _BEING for verb in verbs)


_BEING: Final = frozenset({"exist", "be", "hold", "keep", "remain", "detain", "imprison", "jail"})


def _find_hoped(statement: Draft, reading: Reading, cast: Cast) -> Iterator[Draft]:
    """Read "the hope for others still imprisoned"."""
    for at in range(statement.at + 1, len(reading.chunks)):
        chunk = reading.chunks[at]
        if chunk.kind == "stop":
            return
        held = next(
            (
                step
                for step in range(at + 1, min(at + 4, len(reading.chunks)))
                if reading.chunks[step].word in {"imprison", "jail", "detain", "hold"}
            ),
            None,
        )
        if (
            chunk.kind == "np"
            and chunk.meaning == "people"
            and held is not None
            and reading.chunks[at - 1].word == "for"
        ):
            refs = [ref for ref in find_people(Spot(reading, statement.number, at), cast) if ref.key]
            slots = tuple(Slot(Role.RELEASED, ref.quote, "content.hoped_release.released", ref.key) for ref in refs)
            if slots:
                draft = _make(statement, reading, _HOPED, at, (Factuality.HYPOTHETICAL, slots))
                yield replace(
                    draft, quote=reading.quote(reading.chunks[max(at - 2, 0)].start, reading.chunks[held].end)
                )
            return


def _make(
    statement: Draft, reading: Reading, frame: Frame, at: int, told: tuple[Factuality, tuple[Slot, ...]]
) -> Draft:
    start = reading.chunks[statement.at].start
    quote = reading.quote(start, reading.chunks[at].end)
    return Draft(
        frame,
        frame.type,
        told[0],
        statement.number,
        statement.sentence,
        quote,
        reading.quote_chunk(at),
        statement.section,
        told[1],
        at=at,
    )
