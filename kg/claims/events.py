"""List the events of claims in the evaluation format."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final

from kg.claims.begun import tells_arrest
from kg.claims.partakers import list_partakers
from kg.claims.writing import write_count, write_date, write_name
from kg.model import (
    Claim,
    Claims,
    ClaimType,
    Entity,
    EntityKind,
    Factuality,
    Gazetteer,
    LinkKind,
    Role,
    SectionKind,
)

_TYPES: Final = {
    ClaimType.RELEASE: "Release",
    ClaimType.TRANSFER: "Transfer",
    ClaimType.ARREST: "Arrest",
    ClaimType.DETENTION: "Arrest",
    ClaimType.SENTENCING: "Sentencing",
    ClaimType.SANCTION_IMPOSITION: "SanctionImposition",
    ClaimType.SANCTION_RENEWAL: "SanctionImposition",
    ClaimType.SANCTION_RELIEF: "SanctionRelief",
    ClaimType.NEGOTIATION: "Talks",
    ClaimType.STATEMENT: "Statement",
    ClaimType.CONDITION: "Condition",
    ClaimType.MISTREATMENT: "Condition",
}
_PATIENTS: Final = (
    Role.RELEASED,
    Role.TRANSFEREE,
    Role.ARRESTED,
    Role.SENTENCED,
    Role.SUBJECT_AGENT,
    Role.VICTIM,
    Role.DETAINEE,
)
_KINDS: Final = {
    "thanks": "thank",
    "denies": "deny",
    "welcomes": "welcome",
    "criticises": "criticise",
    "condemns": "condemn",
    "accuses": "accuse",
    "urges": "demand",
    "predicts": "threaten",
    "promises": "vow",
    "labels": "accuse",
    "hopes": "say",
    "doubts": "criticise",
}
_ACTIONS: Final = {
    "lifted": "lift",
    "eased": "ease",
    "waived": "waive",
    "suspended": "suspend",
    "delisted": "delist",
    "unfrozen": "unfreeze",
    "licensed": "ease",
}


def list_events(claims: Claims, gazetteer: Gazetteer | None = None) -> dict[str, object]:
    """Give one document of the evaluation format; `states` only where a gazetteer says what states there are.

    Source: shared evaluation kit; `modality` is `actual` for what the text tells as fact.
    """
    entities = {entity.key: entity for entity in claims.entities}
    told = [claim for claim in claims.claims if _is_listed(claim, claims)]
    ids = {claim.key: f"e{number}" for number, claim in enumerate(told, 1)}
    events = [_list_event(claim, claims, entities, ids) for claim in told]
    document = claims.document
    file = PurePath(document.name)
    found: dict[str, object] = {"id": _make_id(file), "text_file": file.name}
    if document.published is not None:
        found["published"] = document.published.isoformat()
    if document.dateline is not None:
        found["dateline"] = document.dateline
    found["events"] = events
    found["persons"] = [{"name": entity.names[0]} for entity in claims.entities if entity.kind == EntityKind.PERSON]
    if gazetteer is not None:
        found["states"] = [{"name": name} for name in list_partakers(claims, told, gazetteer)]
    return found


def _make_id(file: PurePath) -> str:
    """Make the id of an article: the name of its file without ending, and its number in a file of several."""
    name, _, number = file.name.rpartition("#")
    return f"{PurePath(name).stem}#{number}" if name and number.isdecimal() else file.stem


def _is_listed(claim: Claim, claims: Claims) -> bool:
    """Say whether a claim is an event of its own in the evaluation format."""
    if claim.type == ClaimType.DETENTION:
        return tells_arrest(claim, claims)
    if claim.type == ClaimType.SANCTION_RENEWAL:
        return claim.factuality == Factuality.ASSERTED or _prolongs(claim, claims)
    if claim.type == ClaimType.STATEMENT:
        return not _is_mere_source(claim, claims)
    return claim.type in _TYPES


def _prolongs(claim: Claim, claims: Claims) -> bool:
    """Say whether words prolong sanctions, and do not tell of new ones at the same place."""
    first = claim.quotes[0]
    is_new = any(
        other.type == ClaimType.SANCTION_IMPOSITION and other.quotes[0].start == first.start for other in claims.claims
    )
    return not is_new and any(stem in first.exact.lower() for stem in _PROLONGING)


_PROLONGING: Final = ("extend", "extension", "prolong", "renew", "widen", "expand")  # no mere keeping of what is


def _is_mere_source(claim: Claim, claims: Claims) -> bool:
    """Say whether a statement only carries another event, which names its speaker, or is none that the format has."""
    if not claim.find(Role.SPEAKER) or claim.section == SectionKind.SCENARIO:
        return True
    attitudes = {filler.value for filler in claim.find(Role.ATTITUDE)}
    listed = {other.key for other in claims.claims if other.type in _TYPES and other.type != ClaimType.DETENTION}
    carries = any(
        link.kind == LinkKind.CONTENT and link.source == claim.key and link.target in listed for link in claims.links
    )
    return (carries and bool(attitudes & {"urges", "denies", "hopes"})) or bool(
        attitudes & {"labels", "hopes", "urges", "doubts", "assesses"}
    )


def _list_event(
    claim: Claim, claims: Claims, entities: Mapping[str, Entity], ids: Mapping[str, str]
) -> dict[str, object]:
    event: dict[str, object] = {
        "id": ids[claim.key],
        "type": _TYPES[claim.type],
        "modality": _modality(claim),
        "evidence": claim.quotes[0].exact,
        "span": [claim.quotes[0].start, claim.quotes[0].end],
    }
    if len(claim.quotes) > 1:
        event["also"] = list(dict.fromkeys(quote.exact for quote in claim.quotes[1:]))
    event |= {
        key: value
        for key, value in _list_fields(claim, entities, claims.document.published)
        if value not in (None, [], "")
    }
    exchanged = [ids[other] for other in _list_exchanged(claim, claims) if other in ids]
    if exchanged:
        event["in_exchange_for"] = exchanged
    return event


def _modality(claim: Claim) -> str:
    """Give what the kit calls a fact, a plan and so on; it has no word for the merely alleged, which is no fact."""
    if claim.factuality in {Factuality.ASSERTED, Factuality.REPORTED, Factuality.INFERRED}:
        return "actual"
    return str(Factuality.HYPOTHETICAL if claim.factuality == Factuality.ALLEGED else claim.factuality)


def _list_fields(claim: Claim, entities: Mapping[str, Entity], published: date | None) -> Iterator[tuple[str, object]]:
    is_sanction = _TYPES[claim.type].startswith("Sanction")
    agents = _names(claim, entities, Role.RELEASED_BY, Role.ACTOR, Role.SPEAKER, Role.PARTY, Role.NEGOTIATOR)
    agents = agents or _names(claim, entities, Role.DETAINING_AUTHORITY)
    if claim.type in {ClaimType.CONDITION, ClaimType.MISTREATMENT}:
        agents = []
    if claim.type == ClaimType.NEGOTIATION:
        agents = _names(claim, entities, Role.NEGOTIATOR) or []
        agents = [*agents, *_parties_without_negotiator(claim, entities)]
    yield ("issuer" if is_sanction else "agent"), agents
    if claim.type != ClaimType.STATEMENT:
        yield "patients", _persons(claim, entities)
        yield "count", _count(claim, entities)
    yield "target_of_sanction", _targets(claim, entities)
    yield "sector", [str(filler.value) for filler in claim.find(Role.TARGET_GOOD)]
    yield "mediator", _names(claim, entities, Role.MEDIATOR)
    yield "attributed_to", _names(claim, entities, Role.ATTRIBUTED_TO)
    yield "place", _names(claim, entities, Role.PLACE, Role.FROM_PLACE, Role.HELD_AT)
    yield "destination", _names(claim, entities, Role.TO_PLACE)
    yield "date", write_date(claim.when, published)
    yield "action", _action(claim)
    yield "sentence", _sentence(claim)
    yield "kind", _kind(claim)


def _names(claim: Claim, entities: Mapping[str, Entity], *roles: Role) -> list[str]:
    found = [
        write_name(entities[filler.entity])
        for role in roles
        for filler in claim.find(role)
        if filler.entity is not None
    ]
    return list(dict.fromkeys(found))


def _parties_without_negotiator(claim: Claim, entities: Mapping[str, Entity]) -> list[str]:
    derived = {filler.entity for filler in claim.find(Role.PARTY) if filler.rule == "talks.party_of_negotiator"}
    return list(
        dict.fromkeys(
            write_name(entities[filler.entity])
            for filler in claim.find(Role.PARTY)
            if filler.entity is not None and filler.entity not in derived
        )
    )


def _persons(claim: Claim, entities: Mapping[str, Entity]) -> list[str]:
    keys = [filler.entity for role in _PATIENTS for filler in claim.find(role) if filler.entity is not None]
    return list(dict.fromkeys(write_name(entities[key]) for key in keys if entities[key].kind == EntityKind.PERSON))


def _targets(claim: Claim, entities: Mapping[str, Entity]) -> list[str]:
    keys = list(dict.fromkeys(filler.entity for filler in claim.find(Role.TARGET) if filler.entity is not None))
    has_names = any(entities[key].kind != EntityKind.GROUP for key in keys)
    return [write_name(entities[key]) for key in keys if not (has_names and entities[key].kind == EntityKind.GROUP)]


def _count(claim: Claim, entities: Mapping[str, Entity]) -> int | None:
    """Give how many people the text tells of; "X and 12 others" are thirteen, though the text quotes twelve."""
    keys = [
        filler.entity for role in (*_PATIENTS, Role.TARGET) for filler in claim.find(role) if filler.entity is not None
    ]
    counts = [(entities[key].count, _count_beside(entities[key], claim, entities)) for key in keys]
    exact = [
        number + beside for count, beside in counts if count is not None and (number := write_count(count)) is not None
    ]
    return max(exact, default=None)


def _count_beside(group: Entity, claim: Claim, entities: Mapping[str, Entity]) -> int:
    """Count the persons named right before "and 12 others", who are not of the twelve."""
    if group.kind != EntityKind.GROUP or not any(_OTHERS & set(each.exact.lower().split()) for each in group.mentions):
        return 0
    keys = {filler.entity for role in _PATIENTS for filler in claim.find(role)} - {None, *group.members}
    named = [entities[key] for key in keys if key is not None and entities[key].kind == EntityKind.PERSON]
    starts = [each.start for each in group.mentions if _OTHERS & set(each.exact.lower().split())]
    return sum(any(_stands_before(person, start) for start in starts) for person in named)


def _stands_before(person: Entity, start: int) -> bool:
    return any(0 <= start - mention.end <= _NEAR for mention in person.mentions)


_OTHERS: Final = frozenset({"other", "others", "more", "fellow"})
_NEAR: Final = 60  # characters over which "X, Y and 12 others" stretches


def _action(claim: Claim) -> str | None:
    if claim.type == ClaimType.SANCTION_RENEWAL:
        return "extend"
    if claim.type == ClaimType.SANCTION_IMPOSITION:
        return "expand" if claim.rule == "imposition.widen" else "impose"
    kinds = [str(filler.value) for filler in claim.find(Role.RELIEF_KIND)]
    return _ACTIONS.get(kinds[0]) if kinds else None


def _sentence(claim: Claim) -> str | None:
    lengths: Sequence[object] = [filler.value for filler in claim.find(Role.PENALTY_LENGTH)]
    if lengths and isinstance(lengths[0], int):
        years, months = divmod(lengths[0], 12)
        return " ".join(
            part for part in (f"{years} years" if years else "", f"{months} months" if months else "") if part
        )
    names = {filler.value for filler in claim.find(Role.PENALTY)}
    return "life" if "life-imprisonment" in names else "death" if "death-penalty" in names else None


def _kind(claim: Claim) -> str | None:
    if claim.type == ClaimType.MISTREATMENT:
        return "mistreatment"
    if claim.type == ClaimType.CONDITION:
        return "health"
    if claim.type == ClaimType.STATEMENT:
        return next((_KINDS.get(str(filler.value)) for filler in claim.find(Role.ATTITUDE)), None)
    return None


def _list_exchanged(claim: Claim, claims: Claims) -> list[str]:
    """Give what was given in return for a release: the other side of its exchanges."""
    found = [
        link.target
        for link in claims.links
        if link.kind == LinkKind.EXCHANGE and link.source == claim.key and claim.type == ClaimType.RELEASE
    ]
    releases = {other.key for other in claims.claims if other.type == ClaimType.RELEASE}
    found += [
        link.source
        for link in claims.links
        if link.kind == LinkKind.EXCHANGE and link.target == claim.key and {link.source, claim.key} <= releases
    ]
    return list(dict.fromkeys(found))
