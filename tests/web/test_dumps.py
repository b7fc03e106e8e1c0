"""Test that dump files are sent as they lie, and nothing else is."""

import gzip
import hashlib
import json
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.query import QueryService
from kg.web.app import create_app

HTML = {"Accept": "text/html"}


def test_a_dump_is_sent_as_it_lies(client: FlaskClient, settings: Settings) -> None:
    answer = client.get("/dumps/latest/clemency.ttl.gz", headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.mimetype) == (200, "application/gzip")
    assert "Content-Encoding" not in answer.headers
    path = DataFolder(settings.data).dumps / "latest" / "clemency.ttl.gz"
    assert answer.data == path.read_bytes()
    assert b"Vostria" in gzip.decompress(answer.data)


def test_a_data_folder_by_a_relative_path_is_served(
    settings: Settings, service: QueryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(settings.data.parent)
    app = create_app(replace(settings, data=Path(settings.data.name)), service=service)
    answer = app.test_client().get("/dumps/latest/manifest.json", buffered=True)
    assert answer.status_code == HTTPStatus.OK


def test_sums_fit_the_files(client: FlaskClient) -> None:
    sums = client.get("/dumps/latest/SHA256SUMS")
    assert sums.headers["Content-Type"] == "text/plain; charset=utf-8"
    for line in sums.text.splitlines():
        digest, name = line.split(maxsplit=1)
        body = client.get(f"/dumps/latest/{name.lstrip('*')}").data
        assert hashlib.sha256(body).hexdigest() == digest


def test_the_manifest_is_json(client: FlaskClient) -> None:
    answer = client.get("/dumps/latest/manifest.json")
    version = json.loads(answer.data)["version"]
    assert answer.headers["X-Clemency-Version"] == version
    assert client.get(f"/dumps/{version}/manifest.json").data == answer.data


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=5-2", "bytes=abc", "items=0-1"])
def test_what_is_not_one_range_means_the_whole_file(asked: str, client: FlaskClient) -> None:
    answer = client.get("/dumps/latest/clemency.nq.gz", headers={"Range": asked})
    assert (answer.status_code, answer.headers["Accept-Ranges"]) == (200, "bytes")
    assert answer.data == client.get("/dumps/latest/clemency.nq.gz").data


def test_ranges(client: FlaskClient) -> None:
    whole = client.get("/dumps/latest/clemency.nq.gz").data
    part = client.get("/dumps/latest/clemency.nq.gz", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    tail = client.get("/dumps/latest/clemency.nq.gz", headers={"Range": "bytes=-5"})
    assert tail.data == whole[-5:]
    beyond = client.get("/dumps/latest/clemency.nq.gz", headers={"Range": "bytes=999999999-"})
    assert beyond.status_code == 416


def test_tags_and_head(client: FlaskClient) -> None:
    head = client.head("/dumps/latest/clemency.nq.gz")
    assert int(head.headers["Content-Length"]) > 0
    again = client.get("/dumps/latest/clemency.nq.gz", headers={"If-None-Match": head.headers["ETag"]})
    assert again.status_code == 304


def test_the_list_names_every_file(client: FlaskClient) -> None:
    page = client.get("/dumps/", headers=HTML).text
    for name in (
        "clemency.ttl.gz",
        "clemency.trig.gz",
        "clemency.nq.gz",
        "ontology.ttl",
        "manifest.json",
        "SHA256SUMS",
    ):
        assert f">{name}</a>" in page
    assert client.get("/dumps").status_code == 308
    assert client.get("/dumps/latest/", headers=HTML).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../../CURRENT",
        "..%2f..%2fCURRENT",
        "%2e%2e/%2e%2e/CURRENT",
        "latest/..%2f..%2fCURRENT",
        "latest/%2e%2e",
        "latest/.hidden",
        "latest//etc/passwd",
        "/etc/passwd",
        "latest/clemency.ttl.gz%00",
        "latest/none",
        "none/clemency.ttl.gz",
        "latest/link",
    ],
)
def test_nothing_outside_a_dump_is_sent(client: FlaskClient, settings: Settings, path: str) -> None:
    link = DataFolder(settings.data).dumps / "latest" / "link"
    if not link.is_symlink():
        link.symlink_to(Path("/etc/passwd"))
    answer = client.get(f"/dumps/{path}")
    assert answer.status_code == 404
    assert b"root:" not in answer.data
