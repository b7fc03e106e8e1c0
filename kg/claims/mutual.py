"""Split what two sides do alike: "X and Y exchanged 303 prisoners each" is a release by X and one by Y."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from kg.claims.cast import Cast
from kg.claims.drafts import Draft, Slot
from kg.claims.figures import Band
from kg.claims.reading import Reading
from kg.model import ClaimType, Role

States: TypeAlias = frozenset[str]
Shares: TypeAlias = dict[States, dict[str, str]]  # the two sides -> the state of each -> the people that it frees

_SIDES: Final = frozenset({"side", "country", "state", "nation", "party"})
_NAMING: Final = frozenset({Role.RELEASED_BY, Role.PARTY})
_REACH: Final = 2  # sentences from where the sides are named to "each side"
_PAIR: Final = 2


def split_mutual(drafts: Sequence[Draft], readings: Sequence[Reading], cast: Cast) -> list[Draft]:
    """Give each side a release of its own; what tells both as one, without a number, goes along with it."""
    shares: Shares = {}
    found: list[Draft] = []
    for draft in drafts:
        sides = _find_sides(draft, readings[draft.number], drafts, cast)
        band = _find_people(draft, cast)
        if not sides or band is None or band.count is None:
            found.append(draft)
            continue
        shares[frozenset(sides)] = _share_out(band, sides, shares.get(frozenset(sides), {}), cast)
        found.extend(_split(draft, sides, shares[frozenset(sides)]))
    return [part for draft in found for part in _split_uncounted(draft, shares, cast)]


def _find_sides(draft: Draft, reading: Reading, drafts: Sequence[Draft], cast: Cast) -> Mapping[str, Slot]:
    """Find the two sides that do it each: named here ("X and Y each"), or just before ("each side")."""
    if draft.type != ClaimType.RELEASE or draft.verb is None or not _says_each(draft.verb, reading):
        return {}
    own = _list_states(draft, cast)
    if own:
        return own if len(own) == _PAIR else {}
    near = [other for other in drafts if other is not draft and 0 <= draft.number - other.number <= _REACH]
    pairs = [sides for other in reversed(near) if len(sides := _list_states(other, cast)) == _PAIR]
    return pairs[0] if pairs else {}


def _list_states(draft: Draft, cast: Cast) -> dict[str, Slot]:
    """List who does it by the state that each is or acts for; none where one of them is of no state."""
    doers = [slot for slot in draft.slots if slot.role in _NAMING and slot.key is not None]
    found = {cast.find_state(slot.key or ""): slot for slot in doers}
    return {} if "" in found else found


def _says_each(verb: int, reading: Reading) -> bool:
    """Recognise "each" with the verb, behind what is counted, and in "each side"."""
    clause, chunks = reading.by_verb[verb], reading.chunks
    for at in range(min([verb, *clause.subject]), min(clause.end, len(chunks))):
        chunk = chunks[at]
        is_verbal = chunk.kind in {"adv", "vg"} and "each" in reading.lows(chunk.start, chunk.end)
        is_side = chunk.kind == "np" and chunk.det == "each" and chunk.word in _SIDES
        is_alone = chunk.kind == "np" and chunk.word == "each" and chunks[at - 1].number is not None
        if is_verbal or is_side or (is_alone and not (at + 1 < len(chunks) and chunks[at + 1].kind == "vg")):
            return True
    return False


def _find_people(draft: Draft, cast: Cast) -> Band | None:
    """Find the one group that is let go; named people leave open whose they are."""
    keys = draft.keys(Role.RELEASED)
    band = cast.bands_by_key.get(keys[0]) if len(keys) == 1 else None
    return band if band is not None and not band.members else None


def _share_out(band: Band, sides: Mapping[str, Slot], known: dict[str, str], cast: Cast) -> dict[str, str]:
    """Give each side a group of that size; told twice, the groups stay the same."""
    if band.key in known.values():
        return known
    shares: dict[str, str] = {}
    for state in sides:
        copy = replace(band, key=f"group-{len(cast.bands) + 1}", mentions=list(band.mentions), freed_by={state})
        shares[state] = cast.add_band(copy) if shares else band.key
    band.freed_by = {next(iter(sides))}
    return shares


def _split(draft: Draft, sides: Mapping[str, Slot], shares: Mapping[str, str]) -> Iterator[Draft]:
    rest = tuple(slot for slot in draft.slots if slot.role not in {Role.RELEASED_BY, Role.RELEASED})
    people = next(slot for slot in draft.slots if slot.role == Role.RELEASED)
    rule = f"{draft.frame.id}.each"
    for state, slot in sides.items():
        doer = replace(slot, role=Role.RELEASED_BY, rule=rule)
        yield replace(draft, slots=(doer, replace(people, key=shares[state], rule=rule), *rest))


def _split_uncounted(draft: Draft, shares: Shares, cast: Cast) -> Iterator[Draft]:
    """Take "X and Y exchanged prisoners" as what "each side freed 90" counts."""
    sides = _list_states(draft, cast)
    band = _find_people(draft, cast)
    is_joint = draft.type == ClaimType.RELEASE and len(sides) == _PAIR and frozenset(sides) in shares
    if not is_joint or band is None or band.count is not None:
        yield draft
        return
    yield from _split(draft, sides, shares[frozenset(sides)])
