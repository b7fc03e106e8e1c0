"""Read corrections: "earlier we reported that 60 were arrested; the ministry now gives the number as 48"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.claims.agents import find_agents
from kg.claims.bands import cast_band, make_count
from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, Draft, Slot
from kg.claims.figures import Band
from kg.claims.reading import Reading
from kg.claims.spots import Spot
from kg.claims.takebacks import is_taken_back
from kg.claims.words import read_words
from kg.model import Factuality, Role

_FIGURES: Final = read_words("corrections", "figures")
_CORRECTING: Final = read_words("corrections", "verbs")


def correct_figures(drafts: Sequence[Draft], readings: Sequence[Reading], cast: Cast) -> list[Draft]:
    """Put the corrected figure in the place of the one that the text takes back."""
    return [_correct(draft, readings, cast) or draft for draft in drafts]


def _correct(draft: Draft, readings: Sequence[Reading], cast: Cast) -> Draft | None:
    clause = readings[draft.number].by_verb.get(draft.verb) if draft.verb is not None else None
    if clause is None or draft.number + 1 >= len(readings) or not is_taken_back(readings[draft.number], clause):
        return None
    spot = _find_figure(readings[draft.number + 1], draft.number + 1)
    old = next((slot for slot in draft.slots if slot.role in PATIENTS and slot.key in cast.bands_by_key), None)
    if spot is None or old is None or old.key is None:
        return None
    new = Slot(old.role, spot.quote(), f"{draft.frame.id}.corrected", _make_band(spot, cast, old.key))
    rest = tuple(slot for slot in draft.slots if slot.role not in PATIENTS and slot.role != Role.ATTRIBUTED_TO)
    reading = spot.reading
    return replace(
        draft,
        factuality=Factuality.REPORTED,
        number=spot.number,
        sentence=reading.sentence.index,
        quote=reading.quote(0, len(reading.tokens)),
        trigger=spot.quote(),
        section=reading.section,
        slots=(*rest, new, *_name_source(spot, cast)),
        verb=None,
        at=spot.at,
    )


def _find_figure(reading: Reading, number: int) -> Spot | None:
    """Find the bare number of a sentence that speaks of a figure or corrects one."""
    lows = {token.low for token in reading.tokens}
    if not (
        lows & _FIGURES or any(reading.chunks[clause.verb].word in _CORRECTING for clause in reading.by_verb.values())
    ):
        return None
    found = [
        at
        for at, chunk in enumerate(reading.chunks)
        if chunk.kind == "np" and chunk.number is not None and chunk.meaning in {"", "people"}
    ]
    return Spot(reading, number, found[-1]) if found else None


def _make_band(spot: Spot, cast: Cast, old: str) -> str:
    band = cast_band(cast, old)
    fresh = Band(
        f"group-{len(cast.bands) + 1}",
        set(band.words),
        band.group_kind,
        [spot.quote()],
        make_count(spot),
        sentence=spot.number,
    )
    fresh.is_plural = True
    return cast.add_band(fresh)


def _name_source(spot: Spot, cast: Cast) -> list[Slot]:
    subject = next((clause.subject for clause in spot.reading.sketch.clauses if clause.subject), ())
    return [
        Slot(Role.ATTRIBUTED_TO, ref.quote, "attribution.corrected", ref.key, guess=ref.guess)
        for at in subject
        for ref in find_agents(spot.move(at), cast)
    ]
