"""Test the pages and documents of the vocabulary on an ontology of a few terms."""

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg.model import Change, Quad
from kg.settings import Settings
from kg.store.quads import parse_turtle
from kg.store.query import QueryService
from kg.store.writing import open_writer
from kg.terms import Names
from kg.web.app import create_app

NAMES = Names("https://example.org/kg/")
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ONTOLOGY = """
@base <https://example.org/kg/> .
@prefix clem: <https://example.org/kg/ontology#> . @prefix c: <https://example.org/kg/concept/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<ontology> a owl:Ontology ; owl:versionIRI <ontology/7.0.0> ; owl:versionInfo "7.0.0" ; rdfs:comment "All stays."@en ;
    dcterms:description "A few terms."@en ; skos:changeNote "7.0.0: all new"@en .
clem:Event a owl:Class ; rdfs:label "event"@en ; rdfs:comment "What happens."@en .
clem:Release a owl:Class ; rdfs:subClassOf clem:Event ; rdfs:label "release"@en , "вызваленне"@be ;
    rdfs:comment "People go free & walk."@en ; skos:example "“14 went home”"@en ; skos:closeMatch c:code-1 .
clem:releaseMode a owl:ObjectProperty ; rdfs:label "mode"@en ; rdfs:comment "How."@en ; rdfs:domain clem:Release ;
    rdfs:range skos:Concept .
c:modes a skos:ConceptScheme ; rdfs:label "modes"@en ; skos:definition "Ways of release."@en .
c:pardon a skos:Concept ; rdfs:label "pardon"@en ; skos:prefLabel "pardon"@en ; skos:inScheme c:modes ;
    skos:definition "Forgiven."@en ; skos:altLabel "clemency"@en ; skos:notation "P1" .
c:royal-pardon a skos:Concept ; skos:prefLabel "royal pardon"@en ; skos:inScheme c:modes ; skos:broader c:pardon .
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    settings = Settings(data=tmp_path_factory.mktemp("vocabulary") / "data", base=NAMES.base)
    quads = {Quad(*triple, NAMES.graph("ontology")) for triple in parse_turtle(ONTOLOGY, name="ontology")}
    for turn in range(3):
        told = f"{NAMES.prefixes['clem']}releaseMode"
        quads.add(Quad(NAMES.thing(f"release-{turn}"), told, NAMES.concept("pardon"), NAMES.graph("summary")))
    with open_writer(settings) as writer:
        writer.commit(Change(added=frozenset(quads)))
    service = QueryService(settings)
    yield create_app(settings, service=service, files={"shapes.ttl": b"# shapes"}).test_client()
    service.close()


def test_page_shows_each_term_at_the_anchor_of_its_iri(client: FlaskClient) -> None:
    page = client.get("/ontology", headers=HTML)
    assert page.mimetype == "text/html"
    assert set(re.findall(r'<article class="term" id="([^"]+)">', page.text)) == {"Event", "Release", "releaseMode"}
    term = page.text.partition('id="Release"')[2].partition("</article>")[0]
    for words in (
        "People go free &amp; walk.",
        "“14 went home”",
        "вызваленне",
        'href="/ontology#Event"',
        "/concept/code-1",
    ):
        assert words in term
    mode = page.text.partition('id="releaseMode"')[2].partition("</article>")[0]
    assert "3 triples" in mode
    assert 'href="/ontology#Release"' in mode


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_ontology_is_the_same_graph_in_every_format(client: FlaskClient, accept: str, kind: ox.RdfFormat) -> None:
    answer = client.get("/ontology", headers={"Accept": accept})
    assert (answer.mimetype, answer.headers["Vary"]) == (accept, "Accept, Accept-Encoding")
    told = {quad.triple for quad in ox.parse(ONTOLOGY, format=ox.RdfFormat.TURTLE)}
    assert {quad.triple for quad in ox.parse(answer.data, format=kind)} == told


def test_version_leads_to_the_vocabulary(client: FlaskClient) -> None:
    answer = client.get("/ontology/7.0.0")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/ontology")
    assert client.get("/ontology/6.0.0").status_code == 404


def test_concept_has_a_page_with_its_uses(client: FlaskClient) -> None:
    page = client.get("/concept/pardon", headers=HTML).text
    for words in (
        "Forgiven.",
        "P1",
        "clemency",
        "royal pardon",
        "3 times",
        'href="/ontology#releaseMode"',
        ">modes</a>",
    ):
        assert words in page
    link = re.search(r'href="(/query[^"]+)">3 times', page)
    assert link is not None
    assert client.get(link[1].replace("&amp;", "&"), headers=HTML).text.count("release-") >= 3


def test_list_of_concepts_has_a_page_with_its_members(client: FlaskClient) -> None:
    page = client.get("/concept/modes", headers=HTML).text
    assert "Ways of release." in page
    assert 'href="/concept/royal-pardon"' in page
    assert client.get("/concept/").headers["Location"] == "/ontology#lists"


@pytest.mark.parametrize("path", ["/concept/pardon", "/concept/pardon.ttl", "/concept/pardon?format=ttl"])
def test_concept_is_sent_as_rdf(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.mimetype == "text/turtle"
    assert "c:pardon a skos:Concept ;" in answer.text
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
@pytest.mark.parametrize("name", ["none", "a%3E", "code-1", "%00", "x" * 600])
def test_unknown_concept_is_not_found(client: FlaskClient, name: str, accept: str) -> None:
    assert client.get(f"/concept/{name}", headers={"Accept": accept}).status_code == 404


def test_only_what_is_on_offer_is_sent(client: FlaskClient) -> None:
    answer = client.get("/ontology", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_names_of_shapes_lead_to_them(client: FlaskClient) -> None:
    assert client.get("/shapes", follow_redirects=True).text == "# shapes"


def test_empty_deployment_says_that_there_is_no_vocabulary_yet(empty_client: FlaskClient) -> None:
    assert "not loaded yet" in empty_client.get("/ontology", headers=HTML).text
    assert empty_client.get("/ontology", headers={"Accept": "application/ld+json"}).status_code == 404
