"""Say which roles a claim type has and what may fill them, by our frames; and the same as a JSON schema."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, TypeAlias

from kg.claims.details import PURPOSES
from kg.claims.frames import Frame, load_frames
from kg.claims.lexicon import load_lexicon
from kg.claims.penalties import PENALTIES
from kg.claims.whereabouts import PLACE_ROLES, PLACES
from kg.claims.words import read_table
from kg.model import ClaimType, EntityKind, Factuality, LinkKind, Role

Json: TypeAlias = Mapping[str, object]

PEOPLE: Final = frozenset({EntityKind.PERSON, EntityKind.GROUP})
BODIES: Final = frozenset(
    {EntityKind.STATE, EntityKind.STATE_GROUP, EntityKind.ORGANIZATION, EntityKind.GOVERNMENT}
) | {EntityKind.INTERGOVERNMENTAL}

# Whoever something is done to is a person or a group; roles that are not here take any agent.
KINDS: Final[Mapping[Role, frozenset[EntityKind]]] = {
    **dict.fromkeys(
        (Role.RELEASED, Role.TRANSFEREE, Role.ARRESTED, Role.DETAINEE, Role.SENTENCED, Role.ACCUSED, Role.VICTIM),
        PEOPLE,
    ),
    **dict.fromkeys((Role.HOLDER, Role.NEGOTIATOR, Role.PARTICIPANT), PEOPLE),
    **dict.fromkeys(PLACE_ROLES, PLACES),
    Role.POSITION: frozenset({EntityKind.POSITION}),
    Role.AWARD: frozenset({EntityKind.AWARD}),
}
LENGTHS: Final = frozenset({Role.DURATION_DAYS, Role.PENALTY_LENGTH})  # whole numbers that our own parser must give

# What code, not a frame, reads beside a type.
_BESIDE: Final[Mapping[ClaimType, tuple[Role, ...]]] = {
    ClaimType.RELEASE: (Role.MEDIATOR,),
    ClaimType.TRANSFER: (Role.PURPOSE,),
    ClaimType.ARREST: (Role.OFFENCE,),
    ClaimType.DETENTION: (Role.OFFENCE,),
    ClaimType.CHARGE_FILING: (Role.OFFENCE,),
    ClaimType.SENTENCING: (Role.OFFENCE, Role.PENALTY, Role.PENALTY_LENGTH),
    ClaimType.SANCTION_IMPOSITION: (Role.TARGET_GOOD,),
    ClaimType.SANCTION_RELIEF: (Role.TARGET_GOOD, Role.SANCTION_TYPE),
    ClaimType.SANCTION_RENEWAL: (Role.TARGET_GOOD, Role.SANCTION_TYPE),
    ClaimType.NEGOTIATION: (Role.NEGOTIATOR, Role.ON_BEHALF_OF, Role.DURATION_DAYS),
    ClaimType.STATEMENT: (Role.QUOTED_TEXT,),
    ClaimType.PROTEST: (Role.PARTICIPANT,),
    ClaimType.POSITION_HOLDING: (Role.HOLDER, Role.POSITION, Role.ON_BEHALF_OF),
    ClaimType.AWARD_CONFERRAL: (Role.RECIPIENT, Role.AWARD),
}
_UNSOURCED: Final = frozenset({ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL})
FACTUALITIES: Final = tuple(told for told in Factuality if told != Factuality.INFERRED)  # inferring is left to us
LINKS: Final = (LinkKind.EXCHANGE, LinkKind.CONTENT, LinkKind.OUTCOME)


@cache
def list_roles() -> Mapping[ClaimType, tuple[Role, ...]]:
    """List the roles of each type: those that its frames fill, and those that code reads beside them."""
    found: dict[ClaimType, set[Role]] = {kind: set(roles) for kind, roles in _BESIDE.items()}
    for frame in load_frames().frames:
        found.setdefault(frame.type, set()).update(_list_frame_roles(frame))
    for kind in found:
        found[kind] |= set() if kind in _UNSOURCED else {Role.ATTRIBUTED_TO}
    return {kind: tuple(role for role in Role if role in found[kind]) for kind in ClaimType if kind in found}


def _list_frame_roles(frame: Frame) -> Iterator[Role]:
    named = {frame.subject, frame.object, frame.indirect, frame.intransitive, frame.owner, *frame.attached.values()}
    yield from (Role(name) for name in named if name in frozenset(Role))
    yield from frame.values


@cache
def list_values() -> Mapping[Role, tuple[str, ...]]:
    """List the words that a role may have as its value."""
    found: dict[Role, set[str]] = {
        Role.OFFENCE: set(read_table("offences").values()),
        Role.SANCTION_TYPE: set(read_table("restrictions").values()),
        Role.PENALTY: set(PENALTIES.values()),
        Role.CONDITION_TYPE: {"poor-health", "poor-human-rights-record"},
        Role.PURPOSE: set(PURPOSES),
        Role.RELATION_TYPE: {"alliance"},
        Role.TARGET_GOOD: {noun.kind for noun in load_lexicon().nouns.values() if noun.meaning == "good"},
    }
    for frame in load_frames().frames:
        for role, value in frame.values.items():
            found.setdefault(role, set()).add(value)
    return {role: tuple(sorted(values - {""})) for role, values in found.items()}


def list_kinds(role: Role) -> frozenset[EntityKind]:
    """List what kinds of things may fill a role."""
    return KINDS.get(role, PEOPLE | BODIES)


@cache
def make_schema() -> Json:
    """Make the schema that answers have, in the strict form: each key is required, and may be null."""
    claims = {"type": "array", "items": {"anyOf": [_make_claim(*item) for item in list_roles().items()]}}
    link = _make_object(
        kind={"type": "string", "enum": [str(kind) for kind in LINKS]}, source=_TEXT, target=_TEXT, quote=_TEXT
    )
    return _make_object(claims=claims, links={"type": "array", "items": link})


_TEXT: Final = {"type": "string"}
_MAYBE_TEXT: Final = {"type": ["string", "null"]}
_MAYBE_NUMBER: Final = {"type": ["integer", "null"]}


def _make_object(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _make_claim(kind: ClaimType, roles: tuple[Role, ...]) -> Json:
    time = _make_object(words=_TEXT, first=_MAYBE_TEXT, last=_MAYBE_TEXT)
    return _make_object(
        id=_TEXT,
        type={"type": "string", "enum": [str(kind)]},
        factuality={"type": "string", "enum": list(map(str, FACTUALITIES))},
        quote=_TEXT,
        more_quotes={"type": "array", "items": _TEXT},
        fillers={"type": "array", "items": {"anyOf": list(_make_fillers(roles))}},
        when={"anyOf": [time, {"type": "null"}]},
    )


def _make_fillers(roles: tuple[Role, ...]) -> Iterator[Json]:
    by_kinds: dict[frozenset[EntityKind], list[str]] = {}
    for role in roles:
        if role == Role.QUOTED_TEXT:
            yield _make_object(role=_name(str(role)), words=_TEXT)
        elif role in LENGTHS:
            yield _make_object(role=_name(str(role)), words=_TEXT, value=_MAYBE_NUMBER)
        elif role in list_values():
            yield _make_object(role=_name(str(role)), words=_TEXT, value=_name(*list_values()[role]))
        else:
            by_kinds.setdefault(list_kinds(role), []).append(str(role))
    for kinds, names in by_kinds.items():
        kind = _name(*sorted(map(str, kinds)))
        yield _make_object(role=_name(*names), words=_TEXT, kind=kind, low=_MAYBE_NUMBER, high=_MAYBE_NUMBER)


def _name(*words: str) -> Json:
    return {"type": "string", "enum": list(words)}
