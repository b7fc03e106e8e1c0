"""Fill the roles of a frame: who stands where, and of what sort it must be."""

from collections.abc import Sequence
from typing import Final

from kg.claims.agents import find_agents, find_parties, raise_ruler
from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, POLITICAL, SANCTIONS, Slot
from kg.claims.goods import fill_list_owner, fill_restriction
from kg.claims.lenses import find_owner
from kg.claims.listings import find_listed
from kg.claims.matching import Match
from kg.claims.places import find_places
from kg.claims.refs import find_people
from kg.claims.sides import find_sides
from kg.claims.sketch import Attached
from kg.claims.spots import Spot
from kg.claims.whereabouts import PLACE_ROLES
from kg.model import Role

_PEOPLE_ROLES: Final = frozenset({*PATIENTS, Role.ACCUSED})


def fill_group(
    match: Match, role_name: str, group: Sequence[int], cast: Cast, exclude: frozenset[str] = frozenset()
) -> list[Slot]:
    """Fill a role with every phrase of a coordination."""
    if not role_name:
        return []
    role = Role(role_name)
    found: list[Slot] = []
    for at in group:
        found += fill_role(match, role, Spot(match.reading, match.number, at), cast, exclude)
    return found


def fill_role(match: Match, role: Role, spot: Spot, cast: Cast, exclude: frozenset[str]) -> list[Slot]:
    """Fill a role with what a phrase means, read by the sort that the role asks for."""
    rule = f"{match.frame.id}.{role}"
    if match.frame.type in POLITICAL and role not in PLACE_ROLES:
        refs = find_sides(spot, cast)
    elif role in _PEOPLE_ROLES:
        refs = find_people(spot, cast, exclude=exclude)
    elif role in PLACE_ROLES:
        refs = find_places(spot, cast, nouns=role == Role.TO_PLACE)
    elif role in {Role.TARGET, Role.ABOUT_AGENT}:
        listed = list(find_listed(spot, cast))
        people = find_people(spot, cast) or ([] if listed else find_agents(spot, cast))
        refs = [*people, *(ref for ref in listed if ref.key not in {found.key for found in people})]
        refs = refs or (find_sides(spot, cast) if role == Role.ABOUT_AGENT else [])
    elif role in {Role.PARTY, Role.MEDIATOR} or (role == Role.ACTOR and match.frame.type in SANCTIONS):
        # a minister acts here for the state
        refs = find_parties(spot, cast)
    else:
        refs = find_agents(spot, cast, exclude=exclude)
    if role in {Role.RELEASED_BY, Role.DETAINING_AUTHORITY}:
        refs = [raise_ruler(ref, spot, cast) for ref in refs]
    return [
        Slot(role, ref.quote, rule + (".guess" if ref.guess else ""), ref.key, guess=ref.guess)
        for ref in refs
        if ref.key
    ]


def fill_attached(match: Match, attached: Sequence[Attached], cast: Cast) -> list[Slot]:
    """Fill the roles that prepositions lead to."""
    found: list[Slot] = []
    for phrase in attached:
        name = match.frame.attached.get(phrase.preposition, "")
        if not name or (phrase.preposition == "of" and not _follows_word(match, phrase.at)):
            continue
        if name == Role.TARGET and _hangs_on_another(match, phrase, attached):
            continue
        for at in phrase.group:
            found += _fill_phrase(match, name, Spot(match.reading, match.number, at), cast)
    return found


def _follows_word(match: Match, at: int) -> bool:
    """Say whether "of X" stands right behind the word of a frame, or behind its adjective: "remain wary of X"."""
    before = match.reading.chunks[at - 1]
    is_object = match.frame.object_sort == "facility" and at == match.at + 2 and before.kind == "np"
    if is_object or before.kind == "particle":  # "emptied its jails of 200 men", "let go of X"
        return True
    return at == match.at + 1 or (at == match.at + 2 and match.reading.chunks[match.at + 1].kind == "adj")


def _hangs_on_another(match: Match, phrase: Attached, attached: Sequence[Attached]) -> bool:
    """Say whether a later "against X" belongs to a noun right before it: "sanctions on X for the war against Y"."""
    host = match.reading.chunks[phrase.at - 1]
    is_later = any(other.at < phrase.at and match.frame.attached.get(other.preposition) for other in attached)
    return is_later and host.kind == "np" and host.meaning not in {"restriction", "weak"} and host.name is None


def _fill_phrase(match: Match, name: str, spot: Spot, cast: Cast) -> list[Slot]:
    """Fill one phrase; "restriction" is no role, but names whose sanctions someone is under."""
    if name == "owner":
        return fill_list_owner(spot, cast, match.frame.id)
    if name == "restriction":
        return fill_restriction(spot, cast, match.frame.id) or []
    if name == "holder":
        return _fill_holder(match, spot, cast)
    role = Role(name)
    return fill_target(match, spot, cast) if role == Role.TARGET else fill_role(match, role, spot, cast, frozenset())


def _fill_holder(match: Match, spot: Spot, cast: Cast) -> list[Slot]:
    """Fill who takes people whose fate is told as "fell into X's hands" or "into the hands of X"."""
    after = spot.at + 2
    is_of = after < len(spot.reading.chunks) and spot.reading.chunks[after - 1].word == "of"
    owner = spot.move(after) if is_of else find_owner(spot)
    return fill_role(match, Role.ACTOR, owner, cast, frozenset()) if owner is not None else []


def fill_target(match: Match, spot: Spot, cast: Cast) -> list[Slot]:
    """Fill what a sanction is aimed at: people, a state, a firm, a good and whose it is."""
    chunk, rule = spot.chunk, f"{match.frame.id}.target"
    found = fill_role(match, Role.TARGET, spot, cast, frozenset())
    for place, noun in chunk.nouns:
        if noun.meaning == "good":
            found.append(Slot(Role.TARGET_GOOD, spot.reading.quote(place, place + 1), f"{rule}Good", value=noun.kind))
    if not found or all(slot.role == Role.TARGET_GOOD for slot in found):
        for name in chunk.names:
            if name.ref is not None and name.kind in {"state", "demonym"}:
                found.append(
                    Slot(
                        Role.TARGET, spot.reading.quote(name.start, name.end), rule, cast.add_known(spot.reading, name)
                    )
                )
    return found
