"""Build the graph of all that one article says."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from kg.graph.agents import describe_entities
from kg.graph.custody import describe_custody
from kg.graph.events import describe_claim
from kg.graph.evidence import Piece, Proof, describe_evidence
from kg.graph.exchanges import describe_link
from kg.graph.sanctions import describe_sanction, tell_sanction
from kg.graph.telling import FACTUALITY_ORDER, Telling
from kg.model import Claims, Identities, Iri, Quad, Triple
from kg.terms import Names, Prop

# One article says one thing of these; where two of its claims are one situation and differ, the surer one counts.
SINGLE_PROPERTIES: Final = frozenset(
    {
        Prop.FACTUALITY,
        Prop.STANDING,
        Prop.MAIN_EVIDENCE,
        Prop.ON_DATE,
        Prop.NOT_BEFORE,
        Prop.NOT_AFTER,
        Prop.BEGAN_ON,
        Prop.ENDED_ON,
        Prop.BEGAN_BY,
        Prop.ONGOING_ON,
        Prop.DATE_TEXT,
        Prop.DURATION,
        Prop.DURATION_DAYS,
        Prop.POLARITY,
        Prop.RELEASE_MODE,
        Prop.RELIEF_KIND,
        Prop.SANCTION_TYPE,
        Prop.ATTITUDE,
        Prop.GIST,
        Prop.CONDITION_TYPE,
        Prop.RELATION_TYPE,
        Prop.PENALTY,
        Prop.PENALTY_LENGTH,
        Prop.HOLDER,
        Prop.POSITION,
        Prop.AWARD,
        Prop.GROUP_KIND,
        Prop.MEMBER_COUNT,
        Prop.MIN_COUNT,
        Prop.MAX_COUNT,
        Prop.SUBGROUP_OF,
    }
)


def build_article_graph(claims: Claims, identities: Identities, names: Names) -> frozenset[Quad]:
    """Build the named graph of one article: situations, those who take part, and the words that say so.

    Types and roles are closed upwards. The same claims and identities give the same quads.

    Shape: every shape in the scope of one article, such as SituationTellingShape.
    """
    telling = Telling(claims, identities, names)
    pieces = list(describe_telling(telling))
    triples, left = settle_triples((piece for piece in pieces if isinstance(piece, Triple)), names)
    proofs = [piece for piece in pieces if isinstance(piece, Proof) and is_told(piece, left, names)]
    graph = telling.graph
    return frozenset(Quad(*triple, graph) for triple in chain(triples, describe_evidence(telling, proofs)))


def describe_telling(telling: Telling) -> Iterator[Piece]:
    """Describe everything in a telling, the surest claims first."""
    yield from describe_entities(telling)
    for claim in telling.ordered:
        yield from describe_claim(telling, claim)
    for claim in sorted(telling.ordered, key=lambda claim: FACTUALITY_ORDER.index(tell_sanction(claim))):
        yield from describe_sanction(telling, claim)
    yield from describe_custody(telling)
    for number, link in enumerate(telling.claims.links):
        yield from describe_link(telling, number, link)


def settle_triples(triples: Iterable[Triple], names: Names) -> tuple[frozenset[Triple], frozenset[Triple]]:
    """Keep the first value of each property that has only one; gives the triples kept and those left out."""
    single = {names.prop(prop) for prop in SINGLE_PROPERTIES}
    chosen: dict[tuple[Iri, Iri], Triple] = {}
    kept: set[Triple] = set()
    left: set[Triple] = set()
    for triple in triples:
        first = chosen.setdefault((triple.subject, triple.predicate), triple) if triple.predicate in single else triple
        kept.add(first)
        if first != triple:
            left.add(triple)
    return frozenset(kept), frozenset(left)


def is_told(proof: Proof, left: frozenset[Triple], names: Names) -> bool:
    """Say whether what a proof proves was kept: the second value of a single property was not."""
    said = proof.filler if proof.filler is not None else proof.value
    return proof.role is None or said is None or Triple(proof.situation, names.prop(proof.role), said) not in left
