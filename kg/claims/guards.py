"""Refuse what looks right and is not: roles that are missing, doers that cannot, people who were never held."""

from collections.abc import Sequence
from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.custody import comes_from_custody, goes_to_custody, speaks_of_custody
from kg.claims.drafts import PATIENTS, Slot
from kg.claims.figures import IN_CUSTODY
from kg.claims.frames import Frame
from kg.claims.lookalikes import is_lookalike
from kg.claims.matching import Match
from kg.claims.movings import is_guarded, is_shifted
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.words import read_words
from kg.model import ClaimType, EntityKind, Role


def has_needs(frame: Frame, slots: Sequence[Slot], match: Match, cast: Cast) -> bool:
    """Say whether all roles that a frame needs are filled, and nothing speaks against it."""
    roles = {str(slot.role) for slot in slots}
    sides = {slot.key for slot in slots if slot.role == Role.PARTY}
    known = {"restriction", *roles}  # a restriction is tested where the object is read
    if roles & {"penaltyLength", "penalty"}:
        known.add("term")
    if len(sides) > 1:
        known.add("party2")
    if not set(frame.needs) <= known or (frame.needs_any and not set(frame.needs_any) & roles):
        return False
    if frame.on_sanctions and not cast.is_on_sanctions:
        return False
    if frame.id in _HOLDING and _repeats_measures(slots, match, cast):
        return False
    if is_lookalike(match, slots):
        return False
    if frame.actor_sort == "force" and _is_done_by_other(match, roles):
        return False
    return _has_fit_doers(frame, slots, cast) and _has_fit_patients(frame, slots, match, cast)


def _is_done_by_other(match: Match, roles: set[str]) -> bool:
    """Say whether a subject that is no doer seems to seize people: a photograph, an illness."""
    clause = match.clause
    if clause is None or clause.passive or not clause.subject or "actor" in roles:
        return False
    return not any(match.reading.chunks[at].word in {"they", "men"} for at in clause.subject)


_HOLDING: Final = frozenset({"imposition.subject", "imposition.listed"})


def _repeats_measures(slots: Sequence[Slot], match: Match, cast: Cast) -> bool:
    """Recognise "the listed persons are subject to a freeze": what a listing told before brings, no new one."""
    targets = [slot.key for slot in slots if slot.role == Role.TARGET]
    is_dated = match.clause is not None and bool(match.clause.times)
    is_group = bool(targets) and all(key in cast.bands_by_key for key in targets)
    is_known = match.clause is not None and any(
        match.reading.chunks[at].det == "the"
        or {"they", "both", "those", "listed", "designated"}
        & {match.reading.chunks[at].word, *match.reading.chunks[at].words}
        for at in match.clause.subject
    )
    return cast.measures is not None and is_group and is_known and not is_dated


def _has_fit_doers(frame: Frame, slots: Sequence[Slot], cast: Cast) -> bool:
    doers = [slot.key for slot in slots if slot.role == Role.ACTOR]
    if frame.actor_sort == "state":
        return any(_is_state_like(key, cast) for key in doers)
    if frame.actor_sort == "force":
        return all(_is_force(key, cast) for key in doers)
    if frame.actor_sort == "bench":
        return all(sits_in_court(key, cast) for key in doers)
    return frame.actor_sort != "court" or all(_can_sentence(key, cast) for key in doers)


def _has_fit_patients(  # noqa: C901, PLR0911 - one test a case, in their order
    frame: Frame, slots: Sequence[Slot], match: Match, cast: Cast
) -> bool:
    patients = [slot.key for slot in slots if slot.role in PATIENTS]
    if frame.held_before and not set(patients) & cast.custody:
        return False
    if frame.needs_kind and not any(_is_held_kind(key, cast) for key in patients):
        return False
    if frame.custody and not any(is_in_custody(key, cast) or _may_be_held(frame, key, cast) for key in patients):
        return bool(frame.nouns) and _speaks_of_custody(match.reading)
    if frame.after_custody and not comes_from_custody(match.reading):
        return False
    if frame.after_release and not (_follows_release(match, cast) and not set(patients) & {*cast.freed}):
        return False
    if frame.speaks_of_custody and not _is_let_out(patients, match, cast):
        return False
    if frame.moved and not _is_captive(match, patients, slots, cast):
        return False
    if frame.needs_custody_words and not _has_custody_words(match):
        return False
    is_aside = frame.type in _SAID_OF and match.clause is not None and match.clause.is_reduced
    if is_aside and match.clause is not None and _is_bare(slots, match.clause, match.reading):
        return False
    return _has_clear_pronouns(slots, match, cast)


_SAID_OF: Final = frozenset({ClaimType.ARREST, ClaimType.SENTENCING})


def _is_let_out(patients: Sequence[str | None], match: Match, cast: Cast) -> bool:
    """Say whether those who are handed on were held, and go to no other prison."""
    if match.clause is not None and goes_to_custody(match.reading, match.clause):
        return False
    is_return = any(chunk.word in _RETURNS for chunk in match.reading.chunks)
    return (
        is_return
        or _follows_release(match, cast)
        or speaks_of_custody(match.reading)
        or any(is_in_custody(key, cast) for key in patients)
    )


def _is_captive(match: Match, patients: Sequence[str | None], slots: Sequence[Slot], cast: Cast) -> bool:
    """Say whether those who are moved are told to be held, or to have just been let go."""
    if any(is_in_custody(key, cast) for key in patients) or _follows_release(match, cast):
        return True
    return is_guarded(match, slots, cast) or is_shifted(match)


def _follows_release(match: Match, cast: Cast) -> bool:
    return cast.last_release is not None and match.number - cast.last_release <= 1


_RETURNS: Final = read_words("letting", "returns") | {"in-return", "in-exchange"}


def _may_be_held(frame: Frame, key: str | None, cast: Cast) -> bool:
    """Say whether a person's health is told where others are held: the text may tell of the person's arrest later."""
    is_state = frame.type in {ClaimType.CONDITION, ClaimType.MISTREATMENT}
    return is_state and cast.is_person(key) and bool(cast.custody)


def _has_clear_pronouns(slots: Sequence[Slot], match: Match, cast: Cast) -> bool:
    """Ask that "they" and "them" mean people who were held, or who stand in the same sentence."""
    if match.frame.type not in {ClaimType.RELEASE, ClaimType.TRANSFER, ClaimType.ARREST}:
        return True
    vague = [slot for slot in slots if slot.role in PATIENTS and slot.guess and slot.quote.exact.lower() in _VAGUE]
    return all(is_in_custody(slot.key, cast) or _is_met_here(slot, match, cast) for slot in vague)


_VAGUE: Final = frozenset({"they", "them"})


def _is_met_here(slot: Slot, match: Match, cast: Cast) -> bool:
    """Say whether the pronoun's band stands in the same sentence before it."""
    start = match.reading.tokens[0].start
    band = cast.bands_by_key.get(slot.key or "")
    return band is not None and any(start <= quote.start < slot.quote.start for quote in band.mentions)


def _is_bare(slots: Sequence[Slot], clause: Clause, reading: Reading) -> bool:
    """Say whether a participle only says which people are meant: "those detained after the protests"."""
    is_dated = any((time := reading.chunks[at].time) is not None and time.link != "of" for at in clause.times)
    if any(slot.role in PATIENTS and _is_anybody(slot) for slot in slots):
        return True
    own = {Role.PLACE, Role.ACTOR, Role.PENALTY, Role.PENALTY_LENGTH}
    return not is_dated and not any(slot.role in own for slot in slots)


def _is_anybody(slot: Slot) -> bool:
    """Recognise "a person convicted of treason", "anyone detained": nobody in particular."""
    first, *rest = slot.quote.exact.lower().split()
    return first in {"anyone", "anybody", "everyone", "whoever"} or (
        first in {"a", "any", "every", "each"} and rest[:1] in (["person"], ["individual"], ["citizen"])
    )


def _speaks_of_custody(reading: Reading) -> bool:
    return any(
        chunk.noun is not None
        and (chunk.noun.kind in IN_CUSTODY or chunk.word in {"detention", "custody", "prison", "jail"})
        for chunk in reading.chunks
    )


def _can_sentence(key: str | None, cast: Cast) -> bool:
    """Say whether a doer can pass sentence: a court, a judge, an officer, a state."""
    figure = cast.figures.get(key or "")
    if figure is None:
        band = cast.bands_by_key.get(key or "")
        return band is not None and bool(band.words & _JUDGES or band.group_kind == "officials")
    lows = set(" ".join(figure.names).lower().split())
    return figure.ref is not None or bool((lows | figure.words) & _JUDGES)


def _is_force(key: str | None, cast: Cast) -> bool:
    """Say whether a doer can seize people: police, soldiers, armed men, a state; no parent, guide or picture."""
    figure, band = cast.figures.get(key or ""), cast.bands_by_key.get(key or "")
    if band is not None:
        return band.group_kind in {"officials", "soldiers", "authorities"} or _has_force_end(band.words)
    if figure is None:
        return False
    words = set(" ".join(figure.names).lower().split()) | figure.words
    is_body = figure.kind in {EntityKind.ORGANIZATION, EntityKind.GOVERNMENT} and not words & _PEACEFUL
    return figure.ref is not None or figure.of_state is not None or is_body or _has_force_end(words)


_PEACEFUL: Final = read_words("movings", "clubs")


def _has_force_end(words: set[str]) -> bool:
    return bool(words & _FORCES or {part for word in words for part in word.split("-")} & _FORCES)


_FORCES: Final = read_words("roles", "forces")


def sits_in_court(key: str | None, cast: Cast) -> bool:
    """Say whether a doer is a court or a judge: a minister may reject an appeal for calm."""
    figure, band = cast.figures.get(key or ""), cast.bands_by_key.get(key or "")
    words = band.words if band is not None else set()
    if figure is not None:
        words = set(" ".join(figure.names).lower().split()) | figure.words
    return bool(words & _COURTS)


_COURTS: Final = read_words("roles", "courts")
_JUDGES: Final = read_words("roles", "judges")


def _is_held_kind(key: str | None, cast: Cast) -> bool:
    band = cast.bands_by_key.get(key or "")
    return band is not None and band.group_kind in IN_CUSTODY


def _is_state_like(key: str | None, cast: Cast) -> bool:
    if key is None or key not in cast.figures:
        return False
    figure = cast.figures[key]
    return figure.ref is not None or figure.of_state is not None


def is_in_custody(key: str | None, cast: Cast) -> bool:
    """Say whether someone is told to be, or to have been, held."""
    if key is None:
        return False
    if key in cast.custody:
        return True
    figure = cast.figures.get(key)
    if figure is not None:
        return bool(figure.words & _HELD)
    band = cast.bands_by_key.get(key)
    return band is not None and (band.in_custody or band.group_kind in IN_CUSTODY)


_HELD: Final = read_words("guards", "held")


def _is_facility(chunk: Chunk) -> bool:
    return chunk.meaning == "facility" or (chunk.name is not None and chunk.name.kind == "facility")


def _has_custody_words(match: Match) -> bool:
    clause, reading = match.clause, match.reading
    if clause is None:
        return False
    if not clause.passive:
        objects = [reading.chunks[at] for group in clause.objects for at in group]
        if any(chunk.noun is not None and chunk.noun.kind in IN_CUSTODY for chunk in objects):
            return True
    for found in clause.attached:
        if any(
            _is_facility(reading.chunks[at]) or reading.chunks[at].word in {"custody", "detention", "captivity", "cell"}
            for at in found.group
        ):
            return True
    times = [reading.chunks[at].time for at in clause.times]
    return clause.passive and any(time is not None and time.link in {"since", "in"} for time in times)
