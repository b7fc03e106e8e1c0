"""Describe the situations that claims tell: class, factuality, roles, values, and the words that say so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.graph.agents import list_counts
from kg.graph.closure import close_property, is_event
from kg.graph.evidence import Piece, Proof, describe_types, name_evidence
from kg.graph.literals import make_decimal, make_duration, make_integer, make_months, make_tagged
from kg.graph.telling import Telling, class_of, list_roles
from kg.graph.times import describe_time
from kg.model import Claim, Entity, EntityKind, Factuality, Filler, Iri, Literal, Quote, Role, Triple
from kg.terms import Class, Prop

CONCEPT_ROLES: Final = frozenset(
    {
        Role.RELEASE_MODE,
        Role.RELIEF_KIND,
        Role.SANCTION_TYPE,
        Role.ATTITUDE,
        Role.CONDITION_TYPE,
        Role.RELATION_TYPE,
        Role.PURPOSE,
        Role.OFFENCE,
        Role.POLARITY,
        Role.PENALTY,
    }
)


def describe_claim(telling: Telling, claim: Claim) -> Iterator[Piece]:
    """Describe the situation of one claim.

    Shape: the shape of its class, in the scope of one article.
    """
    node = telling.name_claim(claim.key)
    yield from describe_situation(telling, node, class_of(claim), claim.factuality)
    yield from describe_quotes(telling, claim, node)
    yield from describe_time(telling, claim, node)
    for filler in choose_fillers(telling, (settle_place(telling, filler) for filler in list_roles(claim))):
        yield from describe_filler(telling, claim, node, filler)
    for filler in choose_fillers(telling, claim.find(Role.ATTRIBUTED_TO)):
        yield from prove_source(telling, node, filler)
    yield from prove_subgroups(telling, claim, node)


def describe_situation(telling: Telling, node: Iri, name: Class, factuality: Factuality) -> Iterator[Triple]:
    """Give a situation its classes, its factuality and its standing."""
    names = telling.names
    yield from describe_types(node, name, names)
    yield Triple(node, names.prop(Prop.FACTUALITY), names.concept(factuality.value))
    yield Triple(node, names.prop(Prop.STANDING), names.concept(factuality.standing))


def describe_quotes(telling: Telling, claim: Claim, node: Iri) -> Iterator[Piece]:
    """Give a situation the quotes that tell it, the first as the one to show, each with whose word it is."""
    for number, quote in enumerate(claim.quotes):
        proof = Proof(node, quote, claim.confidence, sources=find_sources(telling, claim, quote))
        if number == 0:
            yield Triple(node, telling.names.prop(Prop.MAIN_EVIDENCE), name_evidence(telling, proof))
        yield proof


def find_sources(telling: Telling, claim: Claim, quote: Quote) -> frozenset[Iri]:
    """Find those whose word a quote is: named in its sentence, else those of the claim for the quote to show."""
    fillers = [filler for filler in claim.find(Role.ATTRIBUTED_TO) if filler.entity is not None]
    place = telling.find_sentence(quote)
    near = [filler for filler in fillers if telling.find_sentence(filler.quote) == place]
    is_plain = claim.factuality == Factuality.ASSERTED  # then the words to show are the own voice of the text
    shared = near or (fillers if quote == claim.quotes[0] and not is_plain else [])
    return frozenset(telling.name_entity(filler.entity) for filler in shared if filler.entity is not None)


def settle_place(telling: Telling, filler: Filler) -> Filler:
    """Take a town or state that people are held in as the place of the detention: only a facility is `heldAt`."""
    is_held_at = filler.role == Role.HELD_AT and filler.entity is not None
    if is_held_at and telling.entities[filler.entity or ""].kind != EntityKind.FACILITY:
        return replace(filler, role=Role.PLACE)
    return filler


def choose_fillers(telling: Telling, fillers: Iterable[Filler]) -> list[Filler]:
    """Choose one filler of those that say the same of a role, the surest; parts of a group in the role go."""
    chosen: dict[tuple[Role, str | int | Decimal | None], Filler] = {}
    for filler in fillers:
        key = (filler.role, filler.value if filler.entity is None else telling.name_entity(filler.entity))
        if key not in chosen or filler.confidence > chosen[key].confidence:
            chosen[key] = filler
    held = {(filler.role, filler.entity) for filler in chosen.values()}
    return [f for f in chosen.values() if not any((f.role, wider) in held for wider in list_wider(telling, f.entity))]


def list_wider(telling: Telling, key: str | None) -> list[str]:
    """List the groups that a group is a part of, the nearest first."""
    found: list[str] = []
    while key is not None and (wider := telling.entities[key].part_of) is not None and wider not in found:
        found.append(wider)
        key = wider
    return found


def describe_filler(telling: Telling, claim: Claim, node: Iri, filler: Filler) -> Iterator[Piece]:
    """Put a filler into its role and into the roles above, with the words that say so."""
    names, prop = telling.names, Prop(filler.role.value)
    if filler.entity is not None:
        target = telling.name_entity(filler.entity)
        for role in close_property(prop) if is_event(class_of(claim)) else (prop,):
            yield Triple(node, names.prop(role), target)
        yield from prove_entity(telling, claim, filler, telling.entities[filler.entity])
    elif filler.role in CONCEPT_ROLES:
        concept = names.concept(str(filler.value))
        yield Triple(node, names.prop(prop), concept)
        yield Proof(node, filler.quote, filler.confidence, prop, filler=concept)
    else:
        yield from describe_value(telling, node, filler)


def prove_entity(telling: Telling, claim: Claim, filler: Filler, entity: Entity) -> Iterator[Proof]:
    """Prove a filler by its words; a counted group by the words with its number, where this claim shows it."""
    node, prop, target = telling.name_claim(claim.key), Prop(filler.role.value), telling.name_entity(entity.key)
    if entity.count is None or claim.key not in telling.count_shown_by[entity.key]:
        yield Proof(node, filler.quote, filler.confidence, prop, target)
        return
    says_number = entity.count.quote.exact in filler.quote.exact  # then it also says of whom: 123 prisoners
    words = filler.quote if says_number else entity.count.quote
    for _, number in list_counts(entity):
        yield Proof(node, words, filler.confidence, prop, target, make_integer(number))


def describe_value(telling: Telling, node: Iri, filler: Filler) -> Iterator[Piece]:
    """Write a value; numbers with evidence that repeats them, words with their quote alone."""
    names, prop, is_text = telling.names, Prop(filler.role.value), isinstance(filler.value, str)
    for name, literal in list_values(telling, filler):
        yield Triple(node, names.prop(name), literal)
        if name == prop:
            yield Proof(node, filler.quote, filler.confidence, prop, value=None if is_text else literal)


def list_values(telling: Telling, filler: Filler) -> list[tuple[Prop, Literal]]:
    """List the literals that a value becomes: a number of days is a duration, too."""
    if filler.role == Role.DURATION_DAYS:
        days = Decimal(filler.value or 0)
        return [(Prop.DURATION_DAYS, make_decimal(days)), (Prop.DURATION, make_duration(days))]
    if filler.role == Role.PENALTY_LENGTH:
        return [(Prop.PENALTY_LENGTH, make_months(int(filler.value or 0)))]
    return [(Prop(filler.role.value), make_tagged(str(filler.value), telling.document.language))]


def prove_source(telling: Telling, node: Iri, filler: Filler) -> Iterator[Proof]:
    """Prove whose word a situation is by the words that name the source."""
    if filler.entity is not None:
        target = telling.name_entity(filler.entity)
        yield Proof(node, filler.quote, filler.confidence, Prop.ATTRIBUTED_TO, target)


def prove_subgroups(telling: Telling, claim: Claim, node: Iri) -> Iterator[Proof]:
    """Prove the parts of the groups in the roles of a claim by the words that tell them.

    They carry no value: the number of an event is that of its widest group.
    """
    queue = [filler.entity for filler in list_roles(claim) if filler.entity in telling.parts]
    for whole in queue:
        for key in telling.parts.get(whole or "", ()):
            words = find_words(telling.entities[key])
            if key not in queue:
                queue.append(key)
                if words is not None:
                    yield Proof(node, words, claim.confidence, Prop.SUBGROUP_OF, telling.name_entity(key))


def find_words(group: Entity) -> Quote | None:
    """Find the words to quote for a group: those with its number, else its first mention."""
    if group.count is not None:
        return group.count.quote
    return group.mentions[0] if group.mentions else None
