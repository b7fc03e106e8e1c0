"""Read who is whose ally from how they are described: "X, a close ally of Y", "Y's closest ally X"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot, draft_phrase
from kg.claims.frames import Frame
from kg.claims.lenses import find_owner
from kg.claims.reading import Reading
from kg.claims.sides import find_sides
from kg.claims.spots import Ref, Spot
from kg.model import ClaimType, Quote, Role

_ALLY: Final = Frame("relation.ally", ClaimType.RELATION)
_GONE: Final = frozenset({"former", "ex", "erstwhile", "one-time", "onetime", "possible", "potential", "natural"})


def find_alliances(reading: Reading, number: int, cast: Cast) -> Iterator[Draft]:
    """Find allies that a sentence names in passing; a former or possible ally is none."""
    for at, chunk in enumerate(reading.chunks):
        is_ally = chunk.kind == "np" and chunk.noun is not None and chunk.noun.lemma == "ally"
        if is_ally and chunk.det != "no" and not set(chunk.words) & _GONE:
            yield from _make_draft(Spot(reading, number, at), cast)


def _make_draft(spot: Spot, cast: Cast) -> Iterator[Draft]:
    subjects, others = _find_subjects(spot, cast), _find_others(spot, cast)
    known = {ref.key for ref in subjects}
    others = [ref for ref in others if ref.key not in known and ref.key in cast.figures]
    if not subjects or not others:
        return
    rule = _ALLY.id
    slots = [Slot(Role.SUBJECT_AGENT, ref.quote, f"{rule}.subjectAgent", ref.key, guess=ref.guess) for ref in subjects]
    slots += [Slot(Role.OBJECT_AGENT, ref.quote, f"{rule}.objectAgent", ref.key, guess=ref.guess) for ref in others]
    slots.append(Slot(Role.RELATION_TYPE, spot.quote(), f"{rule}.relationType", value="alliance"))
    reading, quotes = spot.reading, [spot.quote(), *(slot.quote for slot in slots)]
    start, end = min(quote.start for quote in quotes), max(quote.end for quote in quotes)
    quote = Quote(reading.text[start:end], start, end)
    yield replace(draft_phrase(spot, _ALLY, quote, tuple(slots)), is_present=True)


def _find_subjects(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who is the ally: named in the phrase itself, by the phrase it renames, or the subject of "is"."""
    if spot.chunk.name is not None:
        return find_sides(spot, cast)
    appositions = spot.reading.sketch.appositions
    places = [head for head, renamers in appositions.items() if spot.at in renamers]
    places += appositions.get(spot.at, ())
    for clause in spot.reading.sketch.clauses:
        chunk = spot.reading.chunks[clause.verb]
        is_plain = not (chunk.negated or chunk.modal or chunk.past or chunk.form == "to")
        if chunk.word in {"be", "remain"} and is_plain and any(spot.at in group for group in clause.objects):
            places += clause.subject
    return [ref for at in places for ref in find_sides(spot.move(at), cast) if ref.key in cast.figures]


def _find_others(spot: Spot, cast: Cast) -> list[Ref]:
    """Find whose ally it is: the owner, "of Y", or an adjective of nationality beside a name."""
    owner = find_owner(spot)
    if owner is not None:
        return [ref for ref in find_sides(owner, cast) if not ref.guess]
    chunks, step = spot.reading.chunks, spot.at + 1
    if step + 1 < len(chunks) and chunks[step].kind == "prep" and chunks[step].word == "of":
        group = spot.reading.sketch.groups.get(step + 1, (step + 1,))
        return [ref for at in group for ref in find_sides(spot.move(at), cast)]
    return []
