"""Tie situations together: what came before, what was said, what was given for what."""

from collections.abc import Iterator
from typing import Final

from kg.graph.closure import close_property, is_event
from kg.graph.events import describe_situation
from kg.graph.evidence import Piece, Proof, name_evidence
from kg.graph.sanctions import is_sender
from kg.graph.telling import Telling, class_of
from kg.model import Claim, Factuality, Iri, Link, LinkKind, Role, Triple
from kg.terms import Class, Prop

LINK_PROPERTIES: Final = {
    LinkKind.PRECEDED_BY: Prop.PRECEDED_BY,
    LinkKind.OUTCOME: Prop.OUTCOME,
    LinkKind.CONTENT: Prop.CONTENT,
    LinkKind.PART_OF: Prop.PART_OF,
    LinkKind.CAUSED_BY: Prop.CAUSED_BY,
    LinkKind.GOAL: Prop.HAS_GOAL,
}
EVENT_LINKS: Final = frozenset({LinkKind.PRECEDED_BY, LinkKind.PART_OF})  # both ends are events
TOLD: Final = frozenset({Factuality.ASSERTED, Factuality.REPORTED, Factuality.ALLEGED, Factuality.INFERRED})
DOER_ROLES: Final = (Role.RELEASED_BY, Role.ACTOR, Role.DETAINING_AUTHORITY)


def describe_link(telling: Telling, number: int, link: Link) -> Iterator[Piece]:
    """Write one link between claims; `number` is its place in the list, by which its parts are named."""
    if link.kind == LinkKind.EXCHANGE:
        yield from describe_exchange(telling, number, link)
        return
    if not is_writable(telling, link):
        return
    source, target = telling.name_claim(link.source), telling.name_claim(link.target)
    prop = LINK_PROPERTIES[link.kind]
    yield Triple(source, telling.names.prop(prop), target)
    yield Proof(source, link.quote, link.confidence, prop, target)
    ends = [telling.by_key[key].factuality.standing for key in (link.source, link.target)]
    if link.kind == LinkKind.OUTCOME and ends == [link.factuality.standing] * 2:
        yield from describe_parties(telling, target, telling.by_key[link.source], (Role.PARTY,))


def describe_parties(telling: Telling, node: Iri, claim: Claim, roles: tuple[Role, ...]) -> Iterator[Piece]:
    """Write as parties of an agreement the states and bodies that fill some roles of talks or of a side of it."""
    for filler in (filler for role in roles for filler in claim.find(role)):
        if is_sender(telling, filler.entity):
            party = telling.name_entity(filler.entity or "")
            for prop in close_property(Prop.PARTY):
                yield Triple(node, telling.names.prop(prop), party)
            yield Proof(node, filler.quote, filler.confidence, Prop.PARTY, party)


def is_writable(telling: Telling, link: Link) -> bool:
    """Say whether a link is told at all, and whether its ends are what its property is for."""
    if telling.name_claim(link.source) == telling.name_claim(link.target):
        return False
    if link.kind == LinkKind.CONTENT:  # what is spoken of has its own factuality
        return True
    ends = (telling.by_key[link.source], telling.by_key[link.target])
    fits = link.kind not in EVENT_LINKS or all(is_event(class_of(claim)) for claim in ends)
    fits = fits and (link.kind != LinkKind.GOAL or is_event(class_of(ends[0])))
    return fits and link.factuality in TOLD


def describe_exchange(telling: Telling, number: int, link: Link) -> Iterator[Piece]:
    """Write a quid pro quo: an agreement of two undertakings, each given for the other."""
    names, agreement = telling.names, telling.name_claim(f"link{number}/agreement")
    sides = {side: telling.name_claim(f"link{number}/{side}") for side in ("source", "target")}
    if agreement not in telling.situations:
        yield from describe_agreement(telling, link, agreement)
    for side, other, key in (("source", "target", link.source), ("target", "source", link.target)):
        node = sides[side]
        yield Triple(agreement, names.prop(Prop.HAS_UNDERTAKING), node)
        yield from describe_undertaking(telling, link, node, telling.by_key[key])
        yield Triple(node, names.prop(Prop.IN_EXCHANGE_FOR), sides[other])
        if link.factuality.standing == tell_agreement(telling, link, agreement).standing:
            yield from describe_parties(telling, agreement, telling.by_key[key], DOER_ROLES)


def tell_agreement(telling: Telling, link: Link, node: Iri) -> Factuality:
    """Say how surely the agreement of an exchange is told: by a claim of its own, else as the exchange is."""
    own = (claim for claim in telling.ordered if telling.name_claim(claim.key) == node)
    return next((claim.factuality for claim in own), link.factuality)


def describe_agreement(telling: Telling, link: Link, node: Iri) -> Iterator[Piece]:
    """Write the agreement that an exchange shows, as surely as the exchange is told."""
    yield from describe_situation(telling, node, Class.AGREEMENT, link.factuality)
    yield from prove_link(telling, link, node)


def describe_undertaking(telling: Telling, link: Link, node: Iri, claim: Claim) -> Iterator[Piece]:
    """Write one side of an exchange: who owes it, and the event that carries it out."""
    names, event = telling.names, telling.name_claim(claim.key)
    yield from describe_situation(telling, node, Class.UNDERTAKING, link.factuality)
    yield from prove_link(telling, link, node)
    yield Triple(node, names.prop(Prop.FULFILLED_BY), event)
    yield Proof(node, claim.quotes[0], claim.confidence, Prop.FULFILLED_BY, event)
    for filler in (filler for role in DOER_ROLES for filler in claim.find(role)):
        if filler.entity is None:
            continue
        doer = telling.name_entity(filler.entity)
        yield Triple(node, names.prop(Prop.UNDERTAKEN_BY), doer)
        yield Proof(node, filler.quote, filler.confidence, Prop.UNDERTAKEN_BY, doer)


def prove_link(telling: Telling, link: Link, node: Iri) -> Iterator[Piece]:
    """Prove a part of an exchange by the words that tie its ends together."""
    main = Proof(node, link.quote, link.confidence)
    yield Triple(node, telling.names.prop(Prop.MAIN_EVIDENCE), name_evidence(telling, main))
    yield main
