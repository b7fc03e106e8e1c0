"""Test that the IRI of each thing and graph leads somewhere, and says so where the thing is gone."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from kg.model import Change, Quad
from kg.settings import Settings
from kg.store.quads import parse_turtle
from kg.store.query import QueryService
from kg.store.writing import open_writer
from kg.web.app import create_app
from tests.web.conftest import NAMES

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
RETIRED = """
@prefix clem: <https://w3id.org/clemency/ontology#> . @prefix d: <https://w3id.org/clemency/id/> .
@prefix g: <https://w3id.org/clemency/graph/article/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
d:text-aaaaaaaaaaaa a clem:ArticleVersion .
g:aaaaaaaaaaaa clem:assertedFrom d:text-aaaaaaaaaaaa ; prov:wasInvalidatedBy d:retraction-aaaaaaaaaaaa .
d:retraction-aaaaaaaaaaaa a prov:Activity ; dcterms:date "2031-05-01"^^xsd:date ; rdfs:comment "wrong place" .
d:text-bbbbbbbbbbbb owl:deprecated true ; dcterms:isReplacedBy d:text-cccccccccccc .
d:text-cccccccccccc owl:deprecated true ; dcterms:isReplacedBy d:text-dddddddddddd .
d:text-dddddddddddd a clem:ArticleVersion .
d:release-gone owl:deprecated true ; prov:wasDerivedFrom d:text-aaaaaaaaaaaa .
d:release-dropped owl:deprecated true ; prov:wasDerivedFrom d:text-bbbbbbbbbbbb .
"""


@pytest.fixture(scope="module")
def retired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Serve a deployment in which texts were withdrawn and replaced."""
    settings = Settings(data=tmp_path_factory.mktemp("retired") / "data")
    quads = {Quad(*triple, NAMES.graph("provenance")) for triple in parse_turtle(RETIRED, name="retired")}
    with open_writer(settings) as writer:
        writer.commit(Change(added=frozenset(quads)))
    service = QueryService(settings)
    yield create_app(settings, service=service).test_client()
    service.close()


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/turtle", "/data/release-vostria-2031-04.ttl"),
        ("application/ld+json", "/data/release-vostria-2031-04.jsonld"),
        ("application/n-triples", "/data/release-vostria-2031-04.nt"),
        ("application/rdf+xml", "/data/release-vostria-2031-04.rdf"),
        ("application/trig", "/data/release-vostria-2031-04.trig"),
        ("text/html", "/query?query=DESCRIBE"),
    ],
)
def test_thing_leads_to_the_document_that_is_liked_best(client: FlaskClient, accept: str, place: str) -> None:
    answer = client.get("/id/release-vostria-2031-04", headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(place)
    assert "Accept" in answer.headers["Vary"]
    followed = client.get(answer.headers["Location"], headers={"Accept": accept})
    assert (followed.status_code, followed.mimetype) == (200, accept)


def test_document_has_the_words_and_the_articles_that_say_so(client: FlaskClient) -> None:
    answer = client.get("/data/release-vostria-2031-04.ttl")
    for words in ("Vostria let 41 go", "forty-one walked free", "Timber for freedom"):
        assert words in answer.text
    assert answer.headers["Link"] == f'<{NAMES.thing("release-vostria-2031-04")}>; rel="describes"'
    assert (
        client.get("/data/release-vostria-2031-04.ttl", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 304
    )


def test_document_of_a_person_has_the_events_and_the_words_that_name_them(client: FlaskClient) -> None:
    text = client.get("/data/person-ilva-torren.ttl").text
    assert text.count("clem:exact") == 2


@pytest.mark.parametrize(
    "path",
    [
        "/id/none",
        "/data/none.ttl",
        "/data/person-ilva-torren",
        "/data/person-ilva-torren.png",
        "/graph/none",
        "/graph/article/eeeeeeeeeeee",
        "/id/a%3Eb",
        "/graph/%7B",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_never_was_is_not_found(client: FlaskClient, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == 404


def test_the_dataset_leads_to_its_description(client: FlaskClient) -> None:
    assert client.get("/id/dataset").headers["Location"] == "/void"
    assert client.get("/id/dataset", headers=HTML).headers["Location"] == "/dumps/"
    assert client.get("/graph/default").headers["Location"] == "/void"


@pytest.mark.parametrize(("accept", "kind"), [("*/*", "text/turtle"), ("application/n-quads", "application/n-quads")])
def test_named_graph_is_sent_as_it_stands(client: FlaskClient, accept: str, kind: str) -> None:
    answer = client.get("/graph/article/aaaa00000001", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert "Vostria let 41 go" in answer.text
    assert "forty-one walked free" not in answer.text


def test_named_graph_is_shown_to_people_as_a_table(client: FlaskClient) -> None:
    page = client.get("/graph/article/aaaa00000001", headers=HTML, follow_redirects=True)
    assert page.status_code == 200
    assert "Vostria let 41 go" in page.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/id/release-gone", "withdrawn on 2031-05-01: wrong place"),
        ("/data/release-gone.ttl", "withdrawn on 2031-05-01: wrong place"),
        ("/id/evidence-aaaaaaaaaaaa-1-2", "withdrawn on 2031-05-01: wrong place"),
        ("/graph/article/aaaaaaaaaaaa", "withdrawn on 2031-05-01: wrong place"),
        ("/graph/article/bbbbbbbbbbbb", "a newer text took the place"),
        ("/id/sentence-bbbbbbbbbbbb-7", "a newer text took the place"),
        ("/id/release-dropped", "no article tells of this any more"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_gone_says_why(retired: FlaskClient, path: str, words: str, accept: str) -> None:
    answer = retired.get(path, headers={"Accept": accept})
    assert answer.status_code == 410
    assert words in answer.text


def test_replaced_text_leads_to_the_last_of_the_chain(retired: FlaskClient) -> None:
    answer = retired.get("/id/text-bbbbbbbbbbbb", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/id/text-dddddddddddd")
    assert answer.headers["Cache-Control"] == "no-cache"
    data = retired.get("/data/text-bbbbbbbbbbbb.ttl")
    assert (data.status_code, data.headers["Location"]) == (303, "/data/text-dddddddddddd.ttl")


def test_withdrawn_text_is_still_described(retired: FlaskClient) -> None:
    assert retired.get("/data/text-aaaaaaaaaaaa.ttl").status_code == 200
