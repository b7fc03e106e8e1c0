"""Answer for the IRIs of things and graphs: lead to what describes them, and say so where they are gone."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from kg.store.query import Query
from kg.store.results import GRAPH_FORMATS, Format
from kg.web.documents import ask_rows, check_name, choose_document, find_ending, send_graph, write_query
from kg.web.negotiate import HTML
from kg.web.refusals import HttpError
from kg.web.site import Site, get_site

# What was made from one text has the hash of the text in its name.
_HASH: Final = re.compile(r"(?<![^-])[0-9a-f]{12}(?![^-])")
_NO_HASH: Final = "urn:none"

things = Blueprint("things", __name__)


@dataclass(frozen=True, slots=True)
class Fate:
    """Hold what became of a thing: its IRI now when it was replaced, else why it is gone; both empty if it lives."""

    successor: str = ""
    end: str = ""


@things.route("/id/<name>")
def lead_to_thing(name: str) -> AnyResponse:
    """Lead from a thing to a document about it: HTML for people, RDF for programs."""
    site, form = get_site(), choose_document()
    iri = site.names.thing(check_name(name))
    if iri == site.names.dataset:
        return _lead("/dumps/" if form == HTML else "/void")
    fate = find_fate(site, iri)
    _refuse_gone(fate)
    if fate.successor:
        response = _lead(_make_local(site, fate.successor), HTTPStatus.PERMANENT_REDIRECT)
        response.headers["Cache-Control"] = "no-cache"  # an old text may become the current one again
        return response
    if form == HTML:
        return _lead(f"/query?{urlencode({'query': f'DESCRIBE <{iri}>'})}")
    return _lead(f"/data/{quote(name)}.{form.extension}")


@things.route("/data/<name>")
def send_thing(name: str) -> AnyResponse:
    """Send what is known of a thing, with the words and the articles that say so."""
    site = get_site()
    stem, form = find_ending(check_name(name))
    if form is None:
        raise HttpError(HTTPStatus.NOT_FOUND, f"{name[:80]!r} has no known ending", hint=_list_endings())
    iri = site.names.thing(stem)
    fate = find_fate(site, iri)
    _refuse_gone(fate)
    if fate.successor:
        return _lead(f"/data/{fate.successor.removeprefix(site.names.thing(''))}.{form.extension}")
    response = send_graph(site, Query(write_query(site, "thing", iri)), form)
    if response is None:
        raise _miss(stem)
    response.headers["Link"] = f'<{iri}>; rel="describes"'
    return response


@things.route("/graph/<path:name>")
def send_named_graph(name: str) -> AnyResponse:
    """Send a named graph as it stands, Turtle unless another format is liked better."""
    site, form = get_site(), choose_document()
    iri = site.names.graph(check_name(name))
    if iri == site.names.graph("default"):
        return _lead("/void")
    if form == HTML:
        _find_graph(site, iri, GRAPH_FORMATS[1]).close()
        query = f"SELECT ?thing ?property ?value {{ GRAPH <{iri}> {{ ?thing ?property ?value }} }}"
        return _lead(f"/query?{urlencode({'query': query})}")
    return _find_graph(site, iri, form)


def find_fate(site: Site, iri: str) -> Fate:
    """Find out what became of a thing.

    Raises:
        HttpError: 404, there never was such a thing.
    """
    match = _HASH.search(iri.removeprefix(site.names.thing("")))
    text = site.names.thing(f"text-{match[0]}") if match else _NO_HASH
    page = ask_rows(site, write_query(site, "fate", iri).replace("<urn:text>", f"<{text}>"))
    rows = [[term.text for term in row if term is not None] for row in page.rows]
    found = {row[0]: row[1:] for row in rows}
    if "living" in found:
        return Fate()
    if "successor" in found:
        return Fate(successor=found["successor"][0])
    if "withdrawn" in found:
        day, reason = found["withdrawn"]
        return Fate(end=f"the article that told of this was withdrawn on {day}: {reason}")
    if "replaced text" in found:
        return Fate(end=f"a newer text took the place of the one that this is from: {found['replaced text'][0]}")
    if "gone" in found:
        return Fate(end="no article tells of this any more")
    raise _miss(iri.removeprefix(site.names.thing("")))


def _find_graph(site: Site, iri: str, form: Format) -> Response:
    response = send_graph(site, Query(write_query(site, "graph"), default_graphs=(iri,)), form)
    if response is not None:
        return response
    start = site.names.graph("article/")
    if iri.startswith(start):
        _refuse_gone(find_fate(site, site.names.thing(f"sentence-{iri.removeprefix(start)}")))
    raise HttpError(HTTPStatus.NOT_FOUND, f"there is no graph {iri[:200]}")


def _refuse_gone(fate: Fate) -> None:
    if fate.end:
        raise HttpError(HTTPStatus.GONE, fate.end, hint="The IRI is kept and will never mean anything else.")


def _miss(name: str) -> HttpError:
    return HttpError(HTTPStatus.NOT_FOUND, f"nothing here is called {name[:80]!r}")


def _lead(place: str, status: HTTPStatus = HTTPStatus.SEE_OTHER) -> AnyResponse:
    """Redirect on the host that was asked; where to depends on Accept."""
    response = redirect(place, status)
    response.vary.add("Accept")
    return response


def _make_local(site: Site, iri: str) -> str:
    return f"/{iri.removeprefix(site.names.base)}"


def _list_endings() -> str:
    return f"Use one of {', '.join(f'.{form.extension}' for form in GRAPH_FORMATS)}."
