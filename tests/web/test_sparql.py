"""Test the SPARQL 1.1 Protocol, by hand after the W3C suite, and what INTERFACE adds to it."""

import gzip
import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kg.settings import Settings
from kg.store.query import QueryService
from kg.web.app import create_app
from kg.web.problems import PROBLEM_JSON
from kg.web.sparql import DIRECT, FORM, UPDATE, VERSION_HEADER
from tests.web.conftest import NAMES

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
SELECT = f"SELECT ?label {{ <{NAMES.thing('state-VOS')}> {LABEL} ?label }} ORDER BY ?label"
CONSTRUCT = f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ <{NAMES.thing('state-VOS')}> }} ?s ?p ?o }}"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(9)) + " }"
HTML = {"Accept": "text/html"}


# ---- the protocol


def test_query_by_get(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": SELECT})
    assert answer.status_code == 200
    assert answer.mimetype == "application/sparql-results+json"
    values = [row["label"]["value"] for row in answer.get_json(force=True)["results"]["bindings"]]
    assert sorted(values) == ["Vostria", "Востря"]


def test_query_by_post_form(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"query": "ASK {}"}).get_json(force=True)["boolean"] is True


@pytest.mark.parametrize("method", ["POST", "QUERY"])
@pytest.mark.parametrize("kind", [DIRECT, f"{DIRECT}; charset=utf-8", f'{DIRECT}; charset="UTF-8"'])
def test_query_direct(client: FlaskClient, method: str, kind: str) -> None:
    answer = client.open("/sparql", method=method, data="ASK { FILTER('ж' = 'ж') }".encode(), content_type=kind)
    assert answer.get_json(force=True)["boolean"] is True


def test_form_values_are_decoded_once(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": "SELECT ('%20+' AS ?x) {}"}, headers={"Accept": "text/csv"})
    assert answer.data == b"x\r\n%20+\r\n"


@pytest.mark.parametrize(
    "place",
    [
        {"default-graph-uri": [NAMES.graph("reference")]},
        {"named-graph-uri": [NAMES.graph("reference")]},
        {"default-graph-uri": [NAMES.graph("summary")], "named-graph-uri": [NAMES.graph("reference")]},
    ],
    ids=["default", "named", "both"],
)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_dataset_of_the_request(client: FlaskClient, place: dict[str, list[str]], way: str) -> None:
    pattern = f"<{NAMES.thing('state-VOS')}> a ?c"
    inside = pattern if list(place) == ["default-graph-uri"] else f"GRAPH <{NAMES.graph('reference')}> {{ {pattern} }}"
    query = f"ASK FROM <http://nowhere/> {{ {inside} FILTER NOT EXISTS {{ ?x a <{NAMES.base}ontology#Evidence> }} }}"
    if way == "get":
        answer = client.get("/sparql", query_string={"query": query, **place})
    elif way == "form":
        answer = client.post("/sparql", data={"query": query, **place})
    else:
        answer = client.post("/sparql", query_string=place, data=query, content_type=DIRECT)
    assert answer.get_json(force=True)["boolean"] is True


def test_several_default_graphs_give_a_shared_triple_once(client: FlaskClient) -> None:
    graphs = [NAMES.graph("article/aaaa00000001"), NAMES.graph("article/bbbb00000002")]
    query = f"SELECT (COUNT(*) AS ?n) {{ ?r a <{NAMES.base}ontology#Release> }}"
    answer = client.get("/sparql", query_string={"query": query, "default-graph-uri": graphs, "format": "csv"})
    assert answer.data == b"n\r\n1\r\n"


def test_an_empty_graph_field_of_a_form_counts_as_left_out(client: FlaskClient) -> None:
    query = f"ASK {{ ?r a <{NAMES.base}ontology#Release> }}"
    answer = client.post("/sparql", data={"query": query, "default-graph-uri": "", "named-graph-uri": ""})
    assert answer.get_json(force=True)["boolean"] is True


def test_head_says_what_get_says(client: FlaskClient) -> None:
    get = client.get("/sparql", query_string={"query": SELECT})
    head = client.head("/sparql", query_string={"query": SELECT})
    assert head.data == b""
    for name in ("ETag", "Content-Type", "Content-Length", VERSION_HEADER):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize(
    ("kwargs", "status"),
    [
        ({"query_string": "query=ASK%20%7B%7D&query=ASK%20%7B%7D"}, 400),
        ({"query_string": {"query": "ASK {"}}, 400),
        ({"query_string": {"query": ""}}, 400),
        ({"query_string": "query=%ff%fe"}, 400),
        ({"query_string": "query=%ED%A0%80"}, 400),
        ({"query_string": {"update": "CLEAR ALL"}}, 403),
        ({"query_string": {"query": "CLEAR ALL"}}, 403),
        ({"method": "POST", "query_string": {"query": "ASK {}"}}, 415),
        ({"method": "POST", "data": "ASK {}", "content_type": "text/plain"}, 415),
        ({"method": "POST", "data": {"query": "ASK {}"}, "content_type": "multipart/form-data"}, 415),
        ({"method": "POST", "data": "ASK {}".encode("utf-16"), "content_type": f"{DIRECT}; charset=UTF-16"}, 415),
        ({"method": "POST", "data": b"ASK { ?s ?p '\xff' }", "content_type": DIRECT}, 400),
        ({"method": "POST", "data": "x=1", "content_type": FORM}, 400),
        ({"method": "POST", "data": "query=ASK+%7B%7D&query=ASK+%7B%7D", "content_type": FORM}, 400),
        ({"method": "POST", "data": "ASK {}", "content_type": DIRECT, "query_string": {"query": "ASK {}"}}, 400),
        ({"method": "POST", "data": "CLEAR ALL", "content_type": UPDATE}, 403),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
        ({"method": "POST", "data": "ASK {}", "content_type": DIRECT, "headers": {"Content-Encoding": "gzip"}}, 415),
        ({"query_string": {"query": "ASK {}", "default-graph-uri": "not an iri"}}, 400),
        ({"query_string": {"query": "ASK {}", "timeout": "soon"}}, 400),
        ({"query_string": {"query": "ASK {}", "timeout": "-1"}}, 400),
        ({"query_string": {"query": "ASK {}", "format": "docx"}}, 406),
        ({"query_string": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, 406),
        ({"query_string": {"query": "ASK {} #" + "x" * 33_000}}, 414),
        ({"method": "POST", "data": "ASK {} #" + "x" * 66_000, "content_type": DIRECT}, 413),
        ({"method": "POST", "data": {"query": "ASK {} #" + "x" * 66_000}}, 413),
        ({"method": "POST", "data": "x=" + "x" * 400_000, "content_type": FORM}, 413),
        ({"method": "PUT"}, 405),
        ({"method": "DELETE"}, 405),
    ],
)
def test_bad_requests(client: FlaskClient, kwargs: dict[str, object], status: int) -> None:
    answer = client.open("/sparql", **kwargs)  # type: ignore[arg-type] # the table holds what open takes
    assert answer.status_code == status, answer.data
    problem = json.loads(answer.data)
    assert answer.mimetype == PROBLEM_JSON
    assert problem["status"] == status
    assert problem["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    if status == 405:
        assert {"GET", "HEAD", "POST", "OPTIONS", "QUERY"} <= set(answer.headers["Allow"].split(", "))


def test_update_says_why_it_is_refused(client: FlaskClient) -> None:
    for method in ("GET", "POST"):
        answer = client.open("/update", method=method, data="CLEAR ALL", content_type=UPDATE)
        assert answer.status_code == 403
        assert "kg ingest" in json.loads(answer.data)["hint"]


# ---- errors


def test_a_syntax_error_has_line_column_and_excerpt(client: FlaskClient) -> None:
    problem = json.loads(client.get("/sparql", query_string={"query": "SELECT * {\n  ?s ?p }"}).data)
    assert (problem["line"], problem["column"]) == (2, 9)
    assert problem["excerpt"] == "  ?s ?p }\n        ^"
    assert problem["type"] == f"{NAMES.base}problem/syntax-error"


def test_an_unknown_prefix_comes_with_its_line(client: FlaskClient) -> None:
    problem = json.loads(client.get("/sparql", query_string={"query": "ASK { ?r a clem:Release }"}).data)
    assert f"PREFIX clem: <{NAMES.base}ontology#>" in problem["hint"]


def test_the_time_limit_answers_503_with_its_limit(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": RUNAWAY, "timeout": "0.3"})
    assert answer.status_code == 503
    assert "0.3 s" in json.loads(answer.data)["detail"]
    assert answer.headers["Retry-After"]
    assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 200


def test_people_see_the_error_beside_their_query(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT * { ?s <b>& }"}, headers=HTML)
    assert answer.status_code == 400
    assert "SELECT * { ?s &lt;b&gt;&amp; }</textarea>" in answer.text
    assert "Line 1, column 18" in answer.text


# ---- formats, tags, packing


@pytest.mark.parametrize(
    ("query", "name", "media_type"),
    [
        (SELECT, "json", "application/sparql-results+json"),
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "csv", "text/csv"),
        (SELECT, "tsv", "text/tab-separated-values"),
        (SELECT, "html", "text/html"),
        ("ASK {}", "json", "application/sparql-results+json"),
        ("ASK {}", "xml", "application/sparql-results+xml"),
        ("ASK {}", "csv", "text/csv"),
        (CONSTRUCT, "turtle", "text/turtle"),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "nq", "application/n-quads"),
        (CONSTRUCT, "trig", "application/trig"),
        (CONSTRUCT, "rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "jsonld", "application/ld+json"),
        (CONSTRUCT, "html", "text/html"),
        (f"DESCRIBE <{NAMES.thing('state-VOS')}>", "ttl", "text/turtle"),
    ],
)
@pytest.mark.parametrize("key", ["format", "output", "results"])
def test_every_format_by_name(client: FlaskClient, query: str, name: str, media_type: str, key: str) -> None:
    answer = client.get("/sparql", query_string={"query": query, key: name}, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Vostria" in answer.text or query == "ASK {}"


def test_answers_carry_version_tag_and_vary(client: FlaskClient, service: QueryService) -> None:
    answer = client.get("/sparql", query_string={"query": SELECT})
    assert answer.headers[VERSION_HEADER] == service.find_version()
    assert {"Accept", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))
    again = client.get("/sparql", query_string={"query": SELECT}, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(
        "/sparql", query_string={"query": SELECT, "format": "csv"}, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert other.status_code == 200


def test_a_volatile_answer_is_never_unchanged(client: FlaskClient) -> None:
    asked = {"query": "SELECT (RAND() AS ?x) {}"}
    tag = client.get("/sparql", query_string=asked).headers["ETag"]
    assert client.get("/sparql", query_string=asked, headers={"If-None-Match": tag}).status_code == 200


def test_gzip_only_where_asked(client: FlaskClient) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o }", "format": "csv"}
    plain = client.get("/sparql", query_string=asked)
    packed = client.get("/sparql", query_string=asked, headers={"Accept-Encoding": "br, gzip;q=0.5"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    refused = client.get("/sparql", query_string=asked, headers={"Accept-Encoding": "gzip;q=0, *"})
    assert "Content-Encoding" not in refused.headers
    again = client.get(
        "/sparql", query_string=asked, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    )
    assert again.status_code == 304


def test_browsers_elsewhere_may_read(client: FlaskClient) -> None:
    preflight = client.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Accept" in preflight.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in preflight.headers


# ---- people


def test_without_a_query_people_get_a_form_and_programs_a_description(client: FlaskClient) -> None:
    page = client.get("/sparql", headers=HTML)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert '<form action="/query"' in page.text
    for accept, media_type in (("", "text/turtle"), ("application/rdf+xml", "application/rdf+xml")):
        description = client.get("/sparql", headers={"Accept": accept})
        assert description.mimetype == media_type
        assert "sparql-service-description#" in description.text
        assert "127.0.0.1" not in description.text
    assert client.get("/sparql", headers={"Accept": "application/sparql-results+json"}).status_code == 406


def test_a_result_page_links_shortens_and_escapes(client: FlaskClient) -> None:
    query = (
        "SELECT * { VALUES ?x { <javascript:alert(1)> '<script>alert(1)</script>' 'імя'@be <http://example.org/a> } }"
    )
    page = client.get("/query", query_string={"query": query})
    assert "<script" not in page.text
    assert 'href="javascript' not in page.text
    assert '<bdi lang="be">імя</bdi>' in page.text
    assert '<a class="iri" href="http://example.org/a" rel="noreferrer noopener"' in page.text


def test_things_of_ours_lead_to_their_description_here(client: FlaskClient) -> None:
    query = f"SELECT * {{ VALUES ?x {{ <{NAMES.thing('state-VOS')}> }} }}"
    page = client.get("/query", query_string={"query": query})
    assert 'href="/id/state-VOS"' in page.text
    assert ">d:state-VOS</a>" in page.text


def test_a_long_result_is_cut_for_people_and_says_so(client: FlaskClient) -> None:
    query = "SELECT ?a ?b { ?a ?x ?y . ?b ?v ?w }"
    page = client.get("/query", query_string={"query": query})
    assert page.text.count("<tr>") == 1001
    assert "shown; there are more" in page.text
    assert "Download all" in page.text


def test_a_client_may_run_two_queries_at_a_time(settings: Settings, service: QueryService) -> None:
    app = create_app(replace(settings, queue_s=0.05), service=service)
    site = app.extensions["clemency"]
    with site.turns.take("127.0.0.1"), site.turns.take("127.0.0.1"):
        answer = app.test_client().get("/sparql", query_string={"query": "ASK {}"})
        assert answer.status_code == 429
        assert answer.headers["Retry-After"]
        other = app.test_client().get(
            "/sparql", query_string={"query": "ASK {}"}, environ_base={"REMOTE_ADDR": "10.0.0.2"}
        )
        assert other.status_code == 200
    assert app.test_client().get("/sparql", query_string={"query": "ASK {}"}).status_code == 200
