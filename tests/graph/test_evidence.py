"""Whatever a graph says of a situation has words of its text behind it, for each role and value by itself."""

from collections import defaultdict
from functools import cache

import pytest

from kg.graph.builder import SINGLE_PROPERTIES
from kg.graph.closure import PROPERTY_PARENTS
from kg.model import Iri, Literal, Quad, Triple
from kg.preparing import list_examples
from kg.terms import RDF_TYPE, Class, Prop
from tests.newsroom import NAMES, Told, shorten, tell
from tests.retellings import CASES

# What a situation is, and not what a text says of it; the closure upwards; words that are their own proof.
UNPROVEN = frozenset(
    {
        *(Prop.FACTUALITY, Prop.STANDING, Prop.MAIN_EVIDENCE, Prop.PARTICIPANT),
        *(Prop.DATE_TEXT, Prop.DURATION, Prop.GIST, Prop.QUOTED_TEXT),
        *(Prop.HAS_UNDERTAKING, Prop.IN_EXCHANGE_FOR),  # the agreement and its sides have the words that tie them
    }
)
BY_PUBLICATION = frozenset({Prop.NOT_AFTER, Prop.ONGOING_ON})  # bounds that may come from the day of publication alone


@cache
def tell_all() -> Told:
    """Take in the bundled examples and the articles that differ."""
    texts = [path.read_text(encoding="utf-8") for path in list_examples()]
    return tell([*texts, *(text for case in CASES.values() for text in case.texts)])


@cache
def group_by_graph() -> dict[Iri, list[Quad]]:
    """Group the quads of articles by their graph."""
    found: dict[Iri, list[Quad]] = defaultdict(list)
    for quad in tell_all().quads:
        if quad.graph.startswith(NAMES.graph("article/")):
            found[quad.graph].append(quad)
    return found


def list_situations(quads: list[Quad]) -> set[Iri]:
    return {quad.subject for quad in quads if quad.triple[1:] == (RDF_TYPE, NAMES.of_class(Class.SITUATION))}


def list_proofs(quads: list[Quad]) -> set[tuple[Iri, Iri, Iri | Literal]]:
    """List what evidence proves: situation, role, and filler or value."""
    facts: dict[Iri, dict[Iri, Iri | Literal]] = defaultdict(dict)
    for quad in quads:
        facts[quad.subject][quad.predicate] = quad.object
    supports, role, filler, value = map(NAMES.prop, (Prop.SUPPORTS, Prop.FOR_ROLE, Prop.FOR_FILLER, Prop.FOR_VALUE))
    proofs = [each for each in facts.values() if supports in each and role in each]
    return {
        (str(each[supports]), str(each[role]), said)
        for each in proofs
        for said in (each.get(filler), each.get(value))
        if said is not None
    }


def list_closed(quads: list[Quad]) -> set[Triple]:
    """List what stands beside a narrower role of the same filler."""
    parents = {NAMES.prop(prop): [NAMES.prop(parent) for parent in above] for prop, above in PROPERTY_PARENTS.items()}
    return {Triple(q.subject, parent, q.object) for q in quads for parent in parents.get(q.predicate, ())}


def is_bound_by_publication(quad: Quad) -> bool:
    """Say whether a bound can come from the day of publication, which no words of the text say."""
    return quad.predicate in {NAMES.prop(prop) for prop in BY_PUBLICATION}


def test_every_role_and_value_of_a_situation_has_evidence_of_its_own() -> None:
    wanted = {NAMES.prop(prop) for prop in set(Prop) - UNPROVEN}
    for quads in group_by_graph().values():
        situations, proofs = list_situations(quads), list_proofs(quads) | list_closed(quads)
        said = [q for q in quads if q.subject in situations and q.predicate in wanted]
        missing = [
            tuple(map(shorten, quad.triple))
            for quad in said
            if quad.triple not in proofs and not is_bound_by_publication(quad)
        ]
        assert missing == []


@pytest.mark.parametrize("prop", sorted(SINGLE_PROPERTIES), ids=str)
def test_one_article_says_one_thing_of_a_single_property(prop: Prop) -> None:
    for graph, quads in group_by_graph().items():
        nodes = [quad.subject for quad in quads if quad.predicate == NAMES.prop(prop)]
        assert len(nodes) == len(set(nodes)), (shorten(graph), prop)


def test_roles_are_written_out_upwards() -> None:
    for quads in group_by_graph().values():
        triples = {quad.triple for quad in quads}
        for prop, parents in PROPERTY_PARENTS.items():
            for quad in (quad for quad in quads if quad.predicate == NAMES.prop(prop)):
                assert all((quad.subject, NAMES.prop(parent), quad.object) in triples for parent in parents)


def test_every_situation_shows_words_that_support_it() -> None:
    for quads in group_by_graph().values():
        main = {quad.subject: quad.object for quad in quads if quad.predicate == NAMES.prop(Prop.MAIN_EVIDENCE)}
        supports = {(quad.subject, quad.object) for quad in quads if quad.predicate == NAMES.prop(Prop.SUPPORTS)}
        assert {node for node in list_situations(quads) if (main.get(node, ""), node) not in supports} == set()
