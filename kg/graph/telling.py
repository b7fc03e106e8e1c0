"""One article's telling, with every look-up that the builders of its graph need."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.graph.closure import is_event
from kg.graph.texts import name_graph, name_sections, name_version
from kg.model import (
    Claim,
    Claims,
    ClaimType,
    Document,
    Entity,
    EntityKind,
    Factuality,
    Filler,
    Identities,
    Iri,
    Quote,
    Role,
    Sentence,
)
from kg.terms import Class, Names

FACTUALITY_ORDER: Final = tuple(Factuality)  # the surest first
# A group that fills roles of several events is one group and belongs to the first of these (DESIGN, section 4).
GROUP_OWNERS: Final = (
    ClaimType.RELEASE,
    ClaimType.TRANSFER,
    ClaimType.ARREST,
    ClaimType.SENTENCING,
    ClaimType.DETENTION,
)
UNSHOWN_ROLES: Final = frozenset({Role.TARGET, Role.TARGET_GOOD, Role.SANCTION_TYPE, Role.ATTRIBUTED_TO})

EVENT_ROLES: Final = frozenset(
    {Role.ACTOR, Role.MEDIATOR, Role.PARTY, Role.PLACE, Role.PURPOSE, Role.OFFENCE, Role.DURATION_DAYS}
)


@dataclass(frozen=True)
class Telling:
    """Hold what one article says together with who is who, and answer which IRI is meant."""

    claims: Claims
    identities: Identities
    names: Names

    @property
    def document(self) -> Document:
        """Give the text that tells."""
        return self.claims.document

    @cached_property
    def version(self) -> Iri:
        """Name the text version."""
        return name_version(self.document, self.names)

    @cached_property
    def graph(self) -> Iri:
        """Name the graph that everything goes to."""
        return name_graph(self.document, self.names)

    @cached_property
    def article(self) -> Iri:
        """Name the article."""
        return self.names.thing(self.identities.article)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Find an entity by its key."""
        return {entity.key: entity for entity in self.claims.entities}

    @cached_property
    def ordered(self) -> tuple[Claim, ...]:
        """List the claims, the surest first: where two are one situation, its one value is the first's."""
        return tuple(sorted(self.claims.claims, key=lambda claim: FACTUALITY_ORDER.index(claim.factuality)))

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """List the parts of each group that has some, by key."""
        found: dict[str, list[str]] = {}
        for entity in self.claims.entities:
            if entity.part_of is not None:
                found.setdefault(entity.part_of, []).append(entity.key)
        return found

    @cached_property
    def situations(self) -> frozenset[Iri]:
        """List the situations that claims of their own tell."""
        return frozenset(self.name_claim(claim.key) for claim in self.claims.claims)

    @cached_property
    def sections(self) -> tuple[Iri, ...]:
        """Name the sections of the text, in its order."""
        return name_sections(self.document, self.names)

    @cached_property
    def starts(self) -> list[int]:
        """List where the sentences begin."""
        return [sentence.span.start for sentence in self.document.sentences]

    @cached_property
    def by_key(self) -> dict[str, Claim]:
        """Find a claim by its key."""
        return {claim.key: claim for claim in self.claims.claims}

    @cached_property
    def users(self) -> dict[str, list[Claim]]:
        """List the claims in which an entity plays a role, by its key, the surest first."""
        found: dict[str, list[Claim]] = {}
        for claim in self.ordered:
            for key in dict.fromkeys(filler.entity for filler in list_roles(claim) if filler.entity is not None):
                found.setdefault(key, []).append(claim)
        return found

    @cached_property
    def count_shown_by(self) -> dict[str, frozenset[str]]:
        """Say for each counted group which claims show its number.

        The claim that owns the group does, and each that is told in the sentence with the number; the others
        only point to the group.
        """
        return {
            entity.key: frozenset(claim.key for claim in find_counting_claims(self, entity))
            for entity in self.claims.entities
            if entity.count is not None
        }

    def name_entity(self, key: str) -> Iri:
        """Name an entity; a good is a concept."""
        entity, slug = self.entities[key], self.identities.entities[key]
        return self.names.concept(slug) if entity.kind == EntityKind.GOOD else self.names.thing(slug)

    def name_claim(self, key: str) -> Iri:
        """Name the situation that a claim, or a part of it such as `c3/sanction`, tells."""
        return self.names.thing(self.identities.claims[key])

    def find_sentence(self, quote: Quote) -> Sentence:
        """Find the sentence in which a quote begins; before the first sentence, that one."""
        return self.document.sentences[max(bisect_right(self.starts, quote.start) - 1, 0)]


def class_of(claim: Claim) -> Class:
    """Give the class of the situation that a claim tells."""
    return Class(claim.type.value)


def find_counting_claims(telling: Telling, group: Entity) -> list[Claim]:
    """Find the claims that show the number of a group: its owner, and those told in the sentence with the number."""
    users = telling.users.get(group.key, [])
    if group.count is None or not users:
        return []
    place = telling.find_sentence(group.count.quote)
    return [min(users, key=rank_as_owner), *(claim for claim in users if is_told_in(telling, claim, place))]


def rank_as_owner(claim: Claim) -> int:
    """Say how near a claim stands to owning its groups; the least does."""
    return GROUP_OWNERS.index(claim.type) if claim.type in GROUP_OWNERS else len(GROUP_OWNERS)


def list_roles(claim: Claim) -> list[Filler]:
    """List the fillers that are roles of the situation itself, not of its sanction or its evidence."""
    left_out = UNSHOWN_ROLES if is_event(class_of(claim)) else UNSHOWN_ROLES | EVENT_ROLES
    return [filler for filler in claim.fillers if filler.role not in left_out]


def is_told_in(telling: Telling, claim: Claim, sentence: Sentence) -> bool:
    """Say whether one of the quotes of a claim stands in a sentence."""
    return any(telling.find_sentence(quote) == sentence for quote in claim.quotes)
