"""Test the home page, operations and published files."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.model import Change, Quad
from kg.settings import Settings
from kg.store.query import QueryService
from kg.store.writing import open_writer
from kg.terms import RDF_TYPE, RDFS_LABEL, Class, Names, Prop
from kg.web.app import create_app
from kg.web.examples import list_examples, load_query
from kg.web.sparql import VERSION_HEADER
from tests.web.conftest import NAMES, ONTOLOGY, label, make_quads, number

HTML = {"Accept": "text/html"}
PAGES = ["/", "/query", "/dumps/", "/ontology", "/nothing", "/problem/syntax-error", "/query?query=ASK+%7B%7D"]


def test_home_shows_live_counts_and_quotes(client: FlaskClient) -> None:
    page = client.get("/", headers=HTML)
    assert page.status_code == 200
    counts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page.text))
    assert counts["people freed"] == "41"
    assert counts["releases"] == "1"
    assert counts["articles"] == "2"
    assert "“Vostria let 41 go”" in page.text or "“forty-one walked free”" in page.text
    assert "/dumps/latest/clemency.ttl.gz" in page.text
    assert page.text.count("<h1") == 1


def test_home_of_an_empty_deployment_says_so(empty_client: FlaskClient) -> None:
    page = empty_client.get("/", headers=HTML)
    assert page.status_code == 200
    assert "There are no articles here yet" in page.text
    assert "No dump has been written yet" in empty_client.get("/dumps/", headers=HTML).text


def test_home_is_unchanged_until_the_data_change(client: FlaskClient) -> None:
    page = client.get("/", headers=HTML)
    again = client.get("/", headers={**HTML, "If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert page.headers[VERSION_HEADER]


@pytest.mark.parametrize("path", PAGES)
def test_pages_run_no_script_and_ask_no_other_host(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    assert "<script" not in page.text
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", page.text)
    assert not re.search(r"\son\w+=|style=", page.text)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES)
def test_links_of_pages_lead_somewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    for link in set(re.findall(r'(?:href|action)="(/[^"#]*)"', page.text)) - {"/shapes.ttl"}:
        answer = client.get(link.replace("&amp;", "&"), headers=HTML, follow_redirects=True)
        assert answer.status_code == 200, link


def test_examples_follow_the_base() -> None:
    examples = list_examples(Names("https://example.org/kg/"))
    assert not any("w3id.org" in example.text for example in examples)
    assert "w3id.org" not in load_query("pages/description", Names("https://example.org/kg/"))


def test_the_description_of_the_service_counts_the_data(client: FlaskClient, empty_client: FlaskClient) -> None:
    count = client.get("/sparql?format=tsv&query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text.split()[1]
    text = client.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert text.count(f"void:triples {count} ") == 2  # of the dataset, and of its default graph
    assert "void:class clem:Release" in text
    assert "void:triples 0 " in empty_client.get("/sparql", headers={"Accept": "text/turtle"}).text


def test_home_leaves_withdrawn_articles_out(tmp_path: Path) -> None:
    provenance, settings = NAMES.graph("provenance"), Settings(data=tmp_path / "data")
    quads = set()
    for name, status in (("a", "machine"), ("b", "retracted")):
        article, text, graph = (
            NAMES.thing(f"article-{name}"),
            NAMES.thing(f"text-{name}"),
            NAMES.graph(f"article/{name}"),
        )
        quads |= {
            Quad(article, RDF_TYPE, NAMES.of_class(Class.ARTICLE), provenance),
            Quad(text, NAMES.prop(Prop.VERSION_OF), article, provenance),
            Quad(graph, NAMES.prop(Prop.ASSERTED_FROM), text, provenance),
            Quad(graph, NAMES.prop(Prop.REVIEW_STATUS), NAMES.concept(status), provenance),
        }
    with open_writer(settings) as writer:
        writer.commit(Change(added=frozenset(quads)))
    with closing(QueryService(settings)) as service:
        page = create_app(settings, service=service).test_client().get("/", headers=HTML)
    assert "<dt>articles</dt><dd>1</dd>" in page.text


def test_home_quotes_the_article_that_tells_the_figure(tmp_path: Path) -> None:
    quads, settings = set(make_quads()), Settings(data=tmp_path / "data")
    words, graph = NAMES.thing("evidence-bbbb00000002"), NAMES.graph("article/bbbb00000002")
    quads |= {
        Quad(words, NAMES.prop(Prop.FOR_ROLE), NAMES.prop(Prop.RELEASED), graph),
        Quad(words, NAMES.prop(Prop.FOR_VALUE), number(41), graph),
        Quad(NAMES.thing("article-aaaa00000001"), RDFS_LABEL, label("A first title"), NAMES.graph("provenance")),
    }
    with open_writer(settings) as writer:
        writer.commit(Change(added=frozenset(quads)))
    with closing(QueryService(settings)) as service:
        page = create_app(settings, service=service).test_client().get("/", headers=HTML)
    assert "“forty-one walked free”" in page.text
    assert "“Vostria let 41 go”" not in page.text


def test_health_and_readiness(client: FlaskClient, empty_client: FlaskClient) -> None:
    assert client.get("/healthz").data == b"ok\n"
    assert (client.get("/readyz").status_code, client.get("/readyz").data) == (200, b"ready\n")
    assert empty_client.get("/healthz").status_code == 200
    assert empty_client.get("/readyz").status_code == 503


def test_published_files(client: FlaskClient) -> None:
    answer = client.get("/ontology.ttl")
    assert (answer.mimetype, answer.data) == ("text/turtle", ONTOLOGY)
    assert client.get("/ontology.ttl", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/shapes.ttl").status_code == 404
    assert client.head("/ontology.ttl").headers["Content-Length"] == str(len(ONTOLOGY))


def test_a_kind_of_problem_has_a_page(client: FlaskClient) -> None:
    assert "syntax-error" in client.get("/problem/syntax-error").text
    assert client.get("/problem/none").status_code == 404


def test_odd_paths_are_told_in_words(client: FlaskClient) -> None:
    for path in ("/%00", "/<script>", "/\u202ea", "/" + "a" * 5000, "/..%2f..%2fetc/passwd"):
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 404, path
        assert "<script>" not in answer.text
        assert "Traceback" not in answer.text
