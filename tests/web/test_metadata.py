"""Test what the dataset says of itself over HTTP: VoID, the catalogue, prefixes and the JSON-LD context."""

import hashlib
import json

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from kg.settings import Settings
from kg.store.dumps import write_dumps
from kg.store.folder import DataFolder
from kg.terms import DCAT, SPDX, VOID, Names
from kg.web.dumps import Manifest
from kg.web.metadata import make_catalog
from tests.web.conftest import NAMES

PATHS = ["/void.ttl", "/catalog.jsonld", "/prefixes.json", "/context.jsonld"]


def test_void_counts_what_the_endpoint_counts(client: FlaskClient) -> None:
    answer = client.get("/void.ttl")
    graph = Graph().parse(data=answer.text, format="turtle")
    rows = client.get("/sparql?format=csv&query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text.split()
    found = graph.objects(URIRef(NAMES.dataset), URIRef(f"{VOID}triples"))
    assert list(map(str, found)) == rows[1:]
    assert answer.headers["X-Clemency-Version"] == client.get("/sparql?query=ASK {}").headers["X-Clemency-Version"]


def test_void_stands_where_programs_look_for_it(client: FlaskClient) -> None:
    answer = client.get("/.well-known/void")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/void.ttl")
    parts = client.get("/void", headers={"Accept": "application/n-triples"})
    assert parts.mimetype == "application/n-triples"
    assert len(Graph().parse(data=parts.text, format="nt")) == len(
        Graph().parse(data=client.get("/void.ttl").text, format="turtle")
    )


def test_void_is_that_of_the_dump_of_the_same_version(client: FlaskClient, empty_client: FlaskClient) -> None:
    assert client.get("/void.ttl").data == client.get("/dumps/latest/void.ttl").data
    write_dumps(empty_client.application.extensions["clemency"].settings, folder=None, files={})
    assert empty_client.get("/void.ttl").data == empty_client.get("/dumps/latest/void.ttl").data


def test_void_of_an_empty_deployment_says_that_it_holds_nothing(empty_client: FlaskClient) -> None:
    answer = empty_client.get("/void.ttl")
    assert answer.status_code == 200
    assert "void:triples 0 " in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_metadata_have_tags_and_can_be_read_from_everywhere(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(client.get(path).data)


def test_catalogue_has_size_and_checksum_of_the_files_of_the_latest_dump(
    client: FlaskClient, settings: Settings
) -> None:
    entry = json.loads(client.get("/catalog.jsonld").text)
    latest = DataFolder(settings.data).dumps / "latest"
    assert {part["name"] for part in entry["distribution"]} == {
        "clemency.ttl.gz",
        "clemency.trig.gz",
        "clemency.nq.gz",
    }
    for part in entry["distribution"]:
        content = (latest / part["name"]).read_bytes()
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
        assert part["dcat:byteSize"]["@value"] == str(len(content))
        assert client.head(part["contentUrl"].replace(NAMES.base, "/")).status_code == 200


def test_catalogue_is_rdf_without_blank_nodes(client: FlaskClient) -> None:
    quads = list(ox.parse(client.get("/catalog.jsonld").data, format=ox.RdfFormat.JSON_LD))
    assert not [quad for quad in quads if ox.BlankNode in {type(quad.subject), type(quad.object)}]
    predicates = {quad.predicate.value for quad in quads}
    assert {f"{DCAT}distribution", "https://schema.org/distribution", f"{SPDX}checksumValue"} <= predicates


def test_catalogue_without_a_dump_names_no_files(empty_client: FlaskClient) -> None:
    entry = json.loads(empty_client.get("/catalog.jsonld").text)
    assert (entry["@id"], "distribution" in entry, "temporalCoverage" in entry) == (NAMES.dataset, False, False)


def test_catalogue_follows_the_base() -> None:
    file = {"name": "clemency.nq.gz", "bytes": 7, "sha256": "ab"}
    entry = make_catalog(Names("https://example.org/kg/"), Manifest("v1", (file,)), "v2", "2031-01-01/2031-02-02")
    assert "w3id.org" not in json.dumps(entry)
    assert entry["temporalCoverage"] == "2031-01-01/2031-02-02"


def test_broken_manifest_is_as_none(empty_client: FlaskClient) -> None:
    settings = empty_client.application.extensions["clemency"].settings
    place = DataFolder(settings.data).dumps / "v1"
    place.mkdir(parents=True)
    (place / "manifest.json").write_text('{"version": 3}')
    place.with_name("latest").symlink_to("v1")
    assert "distribution" not in json.loads(empty_client.get("/catalog.jsonld").text)


def test_prefixes_are_those_of_the_program(client: FlaskClient) -> None:
    assert json.loads(client.get("/prefixes.json").text) == dict(NAMES.prefixes)
