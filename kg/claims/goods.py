"""Read restrictions: what kind they are, on which good, whose they are, against whom."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import Slot
from kg.claims.frames import Frame
from kg.claims.names import Name
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.claims.words import read_table, read_words
from kg.model import EntityKind, Role

_TYPES: Final = read_table("restrictions")
_SOFT_SIGNS: Final = read_words("goods", "soft_signs")
_NOT_STATES: Final = read_words("goods", "not_states")


def fill_restriction(spot: Spot, cast: Cast, frame_id: str) -> list[Slot] | None:
    """Read a restriction as object of imposing or easing; None where the phrase is none."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return None
    if chunk.noun is None:
        return _recall_targets(spot, cast, frame_id) if chunk.word in {"it", "them"} else None
    if set(chunk.words) & _NOT_STATES:
        return None
    if chunk.meaning == "weak" and not _is_meant(spot, cast):
        return None
    if chunk.meaning not in {"restriction", "weak"} and not (
        frame_id.startswith("relief.from") and any(noun.meaning == "restriction" for _, noun in chunk.nouns)
    ):
        return None
    is_recalling = chunk.det == "such" or chunk.words[:1] == ("such",)
    is_recalling |= chunk.det == "its" and frame_id.startswith("renewal") and not _has_target(spot)
    recalled = _recall_targets(spot, cast, frame_id) if is_recalling else None
    return [*_fill_kind(spot, frame_id), *_fill_owners(spot, cast, frame_id), *(recalled or [])]


def note_restrictions(reading: Reading, number: int, cast: Cast, *, is_acted_on: bool) -> None:
    """Remember whom sanctions are against that a sentence only mentions: "the sanctions of the Union against X".

    Args:
        is_acted_on: the sentence tells an act on sanctions, which says more.
    """
    for at, chunk in enumerate(() if is_acted_on else reading.chunks):
        name = _find_aim(reading, at) if chunk.meaning == "restriction" else None
        if name is not None and name.kind == "state":
            cast.measures = (number, frozenset({cast.add_known(reading, name)}))


def _find_aim(reading: Reading, at: int) -> Name | None:
    """Find the name behind the first "on" or "against" of the phrases that hang on a restriction."""
    chunks = reading.chunks
    for step in range(at + 1, min(at + _SPAN, len(chunks) - 1)):
        if chunks[step].kind not in {"prep", "np"}:
            return None
        if chunks[step].kind == "prep" and chunks[step].word in {"on", "against"}:
            return chunks[step + 1].name
    return None


_SPAN: Final = 5  # phrases


def _has_target(spot: Spot) -> bool:
    """Say whether "on X" or "against X" stands right behind a restriction."""
    chunks, step = spot.reading.chunks, spot.at + 1
    return step < len(chunks) and chunks[step].kind == "prep" and chunks[step].word in {"on", "against"}


def find_restriction(reading: Reading, at: int, clause: Clause | None) -> int:
    """Go on from "a package of sanctions" to the sanctions, and back to them from "sanctions on X, imposed by Y"."""
    chunks = reading.chunks
    is_package = chunks[at].word in _PACKAGES and at + 2 < len(chunks) and chunks[at + 1].word == "of"
    if is_package and chunks[at + 2].meaning in {"restriction", "weak"}:
        return at + 2
    if clause is None or not (clause.is_reduced or clause.opener in {"which", "that"}):
        return at
    step = at
    while chunks[step].meaning not in {"restriction", "weak"}:
        if step < 2 or chunks[step - 1].kind != "prep" or chunks[step - 2].kind != "np":  # noqa: PLR2004 - a place in a row
            return at
        step -= 2
    return step


_PACKAGES: Final = read_words("goods", "packages")


def fill_list_owner(spot: Spot, cast: Cast, frame_id: str) -> list[Slot]:
    """Read whose a list of sanctions is: "the Norlandish blacklist"."""
    is_list = spot.chunk.meaning in {"list", "restriction"}
    return _fill_owners(spot, cast, frame_id) if is_list else []


def recall_measures(spot: Spot, cast: Cast, frame: Frame) -> list[Slot] | None:
    """Read who is meant by "that designation", or by doing likewise: the targets of the act told just before."""
    if frame.follows and not cast.last_act.startswith(frame.follows):
        return None
    if frame.recalls and spot.chunk.det not in {"that", "this", "its", "the", "his", "her", "their"}:
        return None
    return _recall_targets(spot, cast, frame.id)


def _recall_targets(spot: Spot, cast: Cast, frame_id: str) -> list[Slot] | None:
    """Read "them" or "such bans" as the restriction told just before, with its targets."""
    if cast.measures is None or spot.number - cast.measures[0] > _MEMORY:
        return None
    return [
        Slot(Role.TARGET, spot.quote(), f"{frame_id}.target.recalled", key, guess=True)
        for key in sorted(cast.measures[1])
    ]


_MEMORY: Final = 6  # sentences that "the measures" reaches back


def _is_meant(spot: Spot, cast: Cast) -> bool:
    """Say whether a weak word ("measures", "bans", "listings") speaks of sanctions here."""
    chunk = spot.chunk
    is_recalled = cast.measures is not None and spot.number - cast.measures[0] <= _MEMORY
    if chunk.det in {"the", "these", "those"} and is_recalled:
        return True
    is_aimed = cast.is_on_sanctions and _find_aim(spot.reading, spot.at) is not None
    named = is_aimed or chunk.word in {"listing", "designation"} or any(name.ref is not None for name in chunk.names)
    return named or bool(set(chunk.words) & _SOFT_SIGNS)


def _fill_kind(spot: Spot, frame_id: str) -> list[Slot]:
    found = []
    chunk = spot.chunk
    for at, noun in chunk.nouns:
        if noun.lemma in _TYPES:
            found.append(
                Slot(
                    Role.SANCTION_TYPE,
                    spot.reading.quote(at, chunk.end),
                    f"{frame_id}.sanctionType",
                    value=_TYPES[noun.lemma],
                )
            )
        elif noun.meaning == "good":
            found.append(
                Slot(Role.TARGET_GOOD, spot.reading.quote(at, at + 1), f"{frame_id}.targetGood", value=noun.kind)
            )
    return found


def _fill_owners(spot: Spot, cast: Cast, frame_id: str) -> list[Slot]:
    """Read "US sanctions", "EU sanctions", "Norway's travel ban": whose the restriction is."""
    chunk = spot.chunk
    found = []
    for name in chunk.names:
        if name.ref is not None and name.kind in {"state", "demonym", "body"}:
            key = cast.find_name(spot.reading, name)
            if key is not None:
                found.append(Slot(Role.ACTOR, spot.reading.quote(name.start, name.end), f"{frame_id}.actor.owner", key))
    found += _fill_of(spot, cast, frame_id)
    if chunk.owner is not None and chunk.owner.name is not None:
        key = cast.find_name(spot.reading, chunk.owner.name)
        if key is not None and not cast.is_person(key):
            name = chunk.owner.name
            found.append(Slot(Role.ACTOR, spot.reading.quote(name.start, name.end), f"{frame_id}.actor.owner", key))
    return found


def _fill_of(spot: Spot, cast: Cast, frame_id: str) -> list[Slot]:
    """Read "the sanctions of the European Union"."""
    chunks, step = spot.reading.chunks, spot.at + 2
    name = chunks[step].name if step < len(chunks) and chunks[step - 1].word == "of" else None
    if name is None or name.ref is None or name.kind not in {"state", "body"}:
        return []
    quote = spot.reading.quote(name.start, name.end)
    return [Slot(Role.ACTOR, quote, f"{frame_id}{_OWNER}", cast.find_name(spot.reading, name))]


def is_owner(slot: Slot) -> bool:
    """Say whether a doer was read from the words before "sanctions" alone."""
    return slot.rule.endswith(_OWNER)


_OWNER: Final = ".actor.owner"


def turn_owners(slots: Sequence[Slot], cast: Cast) -> list[Slot]:
    """Turn the state before "sanctions" into their target where another is named as doer."""
    doers = {slot.key for slot in slots if slot.role == Role.ACTOR and not is_owner(slot)}
    if doers and any(slot.rule.startswith("imposition.join") for slot in slots):
        return [slot for slot in slots if not is_owner(slot)]
    return [_turn(slot, cast) if doers and is_owner(slot) and slot.key not in doers else slot for slot in slots]


def _turn(slot: Slot, cast: Cast) -> Slot:
    figure = cast.figures.get(slot.key or "")
    if figure is None or figure.kind != EntityKind.STATE:
        return slot
    return replace(slot, role=Role.TARGET, rule=slot.rule.replace(_OWNER, ".target.owner"))
