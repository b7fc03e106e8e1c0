"""Describe the sanction that an act imposes, eases or renews: who, against whom, on what."""

from collections.abc import Iterator
from typing import Final

from kg.graph.events import choose_fillers, describe_situation
from kg.graph.evidence import Piece, Proof, name_evidence
from kg.graph.telling import Telling
from kg.model import Claim, ClaimType, EntityKind, Factuality, Filler, Iri, Role, Triple
from kg.terms import Class, Prop

SANCTION_ACTIONS: Final = frozenset(
    {ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RELIEF, ClaimType.SANCTION_RENEWAL}
)
SENDER_KINDS: Final = frozenset(
    {
        EntityKind.STATE,
        EntityKind.STATE_GROUP,
        EntityKind.ORGANIZATION,
        EntityKind.GOVERNMENT,
        EntityKind.INTERGOVERNMENTAL,
    }
)
SANCTION_PROPERTIES: Final = {
    Role.ACTOR: Prop.SENDER,
    Role.TARGET: Prop.TARGET,
    Role.TARGET_GOOD: Prop.TARGET_GOOD,
    Role.SANCTION_TYPE: Prop.SANCTION_TYPE,
}


def describe_sanction(telling: Telling, claim: Claim) -> Iterator[Piece]:
    """Describe the sanction of an act on sanctions, as a situation of its own with its own evidence.

    Shape: SanctionShape.
    """
    key = f"{claim.key}/sanction"
    if claim.type not in SANCTION_ACTIONS or key not in telling.identities.claims:
        return
    node, names = telling.name_claim(key), telling.names
    act = telling.name_claim(claim.key)
    yield Triple(act, names.prop(Prop.ACTION_ON), node)
    yield Proof(act, claim.quotes[0], claim.confidence, Prop.ACTION_ON, node)
    yield from describe_situation(telling, node, Class.SANCTION, tell_sanction(claim))
    main = Proof(node, claim.quotes[0], claim.confidence)
    yield Triple(node, names.prop(Prop.MAIN_EVIDENCE), name_evidence(telling, main))
    yield main
    for filler in choose_fillers(telling, list_sanction_fillers(telling, claim)):
        yield from describe_sanction_filler(telling, node, filler)


def tell_sanction(claim: Claim) -> Factuality:
    """Say how surely a sanction is told: what is eased or renewed, or may be, is in force; else as its imposition."""
    return claim.factuality if claim.type == ClaimType.SANCTION_IMPOSITION else Factuality.ASSERTED


def list_sanction_fillers(telling: Telling, claim: Claim) -> list[Filler]:
    """List the fillers that say something of the sanction: states and bodies are its senders, people are not."""
    return [
        filler
        for filler in claim.fillers
        if filler.role in SANCTION_PROPERTIES and (filler.role != Role.ACTOR or is_sender(telling, filler.entity))
    ]


def is_sender(telling: Telling, key: str | None) -> bool:
    """Say whether the doer of an act on sanctions is one who has them in force."""
    return key is not None and telling.entities[key].kind in SENDER_KINDS


def describe_sanction_filler(telling: Telling, node: Iri, filler: Filler) -> Iterator[Piece]:
    """Write one property of a sanction with its evidence."""
    prop = SANCTION_PROPERTIES[filler.role]
    concept = telling.names.concept(str(filler.value))
    target = concept if filler.entity is None else telling.name_entity(filler.entity)
    yield Triple(node, telling.names.prop(prop), target)
    yield Proof(node, filler.quote, filler.confidence, prop, target)
