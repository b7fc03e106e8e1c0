"""The rules of OWL RL find no clash in the ontology, in whole articles, or in the good cases of the shapes."""

from pathlib import Path
from typing import Final

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from tests.ontology.sources import ONTOLOGY, ROOT, load_graph

# The reasoner tells of a clash by a node of this class; it raises nothing.
CLASH: Final = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
MESSAGE: Final = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
AXIOMS: Final = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith}
ARTICLES: Final = sorted((ROOT / "tests" / "golden").glob("*/graph.trig"))
CASES: Final = sorted((ROOT / "tests" / "shapes").glob("*/good-*.ttl"))
TEXT: Final = {str(XSD.string), str(RDF.langString)}


def load_axioms() -> Graph:
    """Load what the rules can use: texts would only slow them down."""
    graph = Graph()
    for triple in ONTOLOGY:
        if triple[1] in AXIOMS:
            graph.add(triple)
    return graph


def load_article(path: Path) -> Graph:
    graph = Graph()
    for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
            graph.add((URIRef(subject.value), URIRef(quad.predicate.value), URIRef(value.value)))
        elif isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal) and value.datatype.value not in TEXT:
            literal = Literal(value.value, datatype=URIRef(value.datatype.value))
            graph.add((URIRef(subject.value), URIRef(quad.predicate.value), literal))
    return graph


def load_case(path: Path) -> Graph:
    """Load a case under the name of its file, as all cases have the same prefix for their nodes."""
    text = path.read_text(encoding="utf-8").replace("/id/CASE-", f"/id/{path.parent.name}-{path.stem}-")
    return Graph().parse(data=text, format="turtle")


def find_clashes(*data: Graph) -> list[str]:
    """Find what the rules of OWL RL call an inconsistency in the ontology together with the data."""
    graph = load_axioms()
    for part in data:
        graph += part
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(text) for node in graph.subjects(RDF.type, CLASH) for text in graph.objects(node, MESSAGE))


def test_articles_together_have_no_clash() -> None:
    assert len(ARTICLES) > 5
    assert find_clashes(*map(load_article, ARTICLES)) == []


def test_good_cases_of_the_shapes_have_no_clash() -> None:
    world = load_graph(ROOT / "tests" / "shapes" / "world.ttl")
    assert len(CASES) > 20
    assert find_clashes(world, *map(load_case, CASES)) == []


@pytest.mark.parametrize(
    "turtle",
    [
        pytest.param("d:x a clem:Person , clem:State .", id="person-and-state"),
        pytest.param("d:x a clem:Release , clem:Sanction .", id="event-and-sanction"),
        pytest.param("d:x clem:released d:y . d:y a clem:Position .", id="by-range"),
        pytest.param("d:x clem:hasNamedMember d:y ; clem:capital d:z .", id="by-domains"),
        pytest.param('d:x clem:memberCount "three"^^<http://www.w3.org/2001/XMLSchema#integer> .', id="number"),
    ],
)
def test_clash_is_found(turtle: str) -> None:
    prefixes = "@prefix clem: <https://w3id.org/clemency/ontology#> . @prefix d: <https://w3id.org/clemency/id/> . "
    assert find_clashes(Graph().parse(data=prefixes + turtle, format="turtle"))
