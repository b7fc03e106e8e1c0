"""Describe the dataset for programs: VoID, a catalogue entry with checksums, prefixes, the JSON-LD context."""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import KgError
from kg.narrow import take_text
from kg.settings import find_folder
from kg.store.dataset import DESCRIPTION, DUMP_KINDS, KEYWORDS, TITLE
from kg.store.papers import CREATOR
from kg.store.query import Query
from kg.store.rendering import describe_nothing, render_graph
from kg.store.results import GRAPH_FORMATS, Format
from kg.terms import CC0, DCAT, DCTERMS, DEFAULT_BASE, MEDIA_TYPES, SPDX, Names
from kg.web.documents import ask_rows, choose_document, keep_for_version, write_query
from kg.web.dumps import Manifest, find_manifest
from kg.web.negotiate import HTML, say_type
from kg.web.responses import answer_bytes
from kg.web.site import Site, get_site
from kg.web.sparql import VERSION_HEADER

_TURTLE: Final = GRAPH_FORMATS[0]
JSON_LD: Final = "application/ld+json"

metadata = Blueprint("metadata", __name__)


@metadata.route("/void.ttl")
def send_void() -> Response:
    """Send what the dataset says of itself, as Turtle."""
    return _send_description(get_site(), _TURTLE)


@metadata.route("/void")
def send_parts() -> AnyResponse:
    """Send the document that the names of the dataset's parts lead to."""
    form = choose_document()
    return redirect("/dumps/", HTTPStatus.SEE_OTHER) if form == HTML else _send_description(get_site(), form)


@metadata.route("/.well-known/void")
def lead_to_void() -> AnyResponse:
    """Lead to the description, from the place where programs look for it."""
    return redirect("/void.ttl", HTTPStatus.SEE_OTHER)


@metadata.route("/catalog.jsonld")
def send_catalog() -> Response:
    """Send the catalogue entry of the dataset, with the files of the latest dump."""
    site = get_site()
    version, span = site.find_version(), keep_for_version(site, "span", str, lambda: _find_span(site))
    entry = make_catalog(site.names, find_manifest(site.settings), version, span)
    response = answer_bytes(f"{json.dumps(entry, ensure_ascii=False, indent=2)}\n".encode(), JSON_LD)
    response.headers[VERSION_HEADER] = version
    return response


@metadata.route("/prefixes.json")
def send_prefixes() -> Response:
    """Send the prefixes that our files and examples use."""
    return answer_bytes(_read_file("prefixes.json", get_site().names), "application/json")


@metadata.route("/context.jsonld")
def send_context() -> Response:
    """Send the JSON-LD context that turns our JSON into RDF."""
    return answer_bytes(_read_file("context.jsonld", get_site().names), JSON_LD)


def make_catalog(names: Names, manifest: Manifest | None, version: str, span: str) -> Mapping[str, object]:
    """Make the catalogue entry: DCAT for catalogues, schema.org for search engines.

    Args:
        names: the base.
        manifest: of the latest dump; None while there is none.
        version: of the data as they are now; a dump may be older, and has its own.
        span: from the first day of publication to the last, empty without articles.
    """
    files = () if manifest is None else manifest.files
    known = {kind.file: kind for kind in DUMP_KINDS}
    parts = [_describe_file(file, manifest, names) for file in files if manifest and file.get("name") in known]
    prefixes = {"dcat": DCAT, "dcterms": DCTERMS, "spdx": SPDX, "xsd": names.prefixes["xsd"]}
    return {
        "@context": {"@vocab": names.prefixes["schema"], **prefixes},
        "@id": names.dataset,
        "@type": ["Dataset", "dcat:Dataset"],
        "name": TITLE,
        "description": DESCRIPTION,
        "version": version,
        "license": CC0,
        "url": names.base,
        "isAccessibleForFree": True,
        "keywords": list(KEYWORDS),
        "creator": {"@type": "Organization", "@id": names.part("creator"), "name": CREATOR},
        **({"temporalCoverage": span} if span else {}),
        "dcterms:title": {"@value": TITLE, "@language": "en"},
        "dcterms:description": {"@value": DESCRIPTION, "@language": "en"},
        "dcterms:license": {"@id": CC0},
        "dcat:version": version,
        "dcat:landingPage": {"@id": names.base},
        **({"distribution": parts, "dcat:distribution": [{"@id": part["@id"]} for part in parts]} if parts else {}),
    }


def _describe_file(file: Mapping[str, object], manifest: Manifest, names: Names) -> Mapping[str, object]:
    name, digest = take_text(file["name"], "name"), take_text(file["sha256"], "sha256")
    kind = next(kind for kind in DUMP_KINDS if kind.file == name)
    url = f"{names.base}dumps/{manifest.version}/{name}"
    return {
        "@id": url,
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": name,
        "description": kind.title,
        "contentUrl": url,
        "encodingFormat": [kind.media_type, "application/gzip"],
        "contentSize": f"{file['bytes']} B",
        "sha256": digest,
        "version": manifest.version,
        "license": CC0,
        "dcterms:title": {"@value": kind.title, "@language": "en"},
        "dcterms:license": {"@id": CC0},
        "dcat:accessURL": {"@id": f"{names.base}dumps/"},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{kind.media_type}"},
        "dcat:compressFormat": {"@id": f"{MEDIA_TYPES}application/gzip"},
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@id": f"{url}#sha256",
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": f"{SPDX}checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": digest, "@type": "xsd:hexBinary"},
        },
    }


def _send_description(site: Site, form: Format) -> Response:
    body = keep_for_version(site, f"void {form.name}", bytes, lambda: _write_description(site, form))
    response = answer_bytes(body, say_type(form, request.headers.get("Accept", "")))
    response.headers[VERSION_HEADER] = site.find_version()
    return response


def _write_description(site: Site, form: Format) -> bytes:
    """Write what the dataset says of itself; one that holds nothing yet says so."""
    answer = site.service.ask(Query(write_query(site, "void", site.names.part(""))), "ntriples")
    return render_graph(answer.read() or describe_nothing(site.names), form.name, site.names)


def _find_span(site: Site) -> str:
    """Say from which day to which day articles were published; empty without any."""
    page = ask_rows(site, write_query(site, "span"))
    days = [term.text for term in page.rows[0] if term is not None] if page.rows else []
    return "/".join(days)


@cache
def _read_file(name: str, names: Names) -> bytes:
    """Read a file of the ontology's folder, under the base IRI in use."""
    try:
        text = (find_folder("ontology") / name).read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(f"{name} is missing from this installation") from error
    return text.replace(DEFAULT_BASE, names.base).encode()
