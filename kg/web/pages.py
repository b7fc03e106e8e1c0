"""Show the pages: server-made HTML that needs no script and asks nothing of any other host."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlencode

from flask import Blueprint, Flask, Response, render_template, request

from kg.errors import KgError
from kg.store.query import Page, Query
from kg.store.tables import Term, shorten_iri
from kg.terms import XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_INTEGER, XSD_STRING
from kg.web.documents import keep_for_version, send_page
from kg.web.dumps import find_download
from kg.web.examples import list_examples, load_query
from kg.web.negotiate import HTML
from kg.web.problems import HTTP_PROBLEMS
from kg.web.refusals import HttpError
from kg.web.responses import answer_bytes
from kg.web.site import Site, get_site

_COUNT_NAMES: Final = ("people", "releases", "freed", "sanctions", "articles", "triples")
KIB: Final = 1024
_IN_IRIS: Final = "/#?&=%:@!$'()*+,;~"
_SAFE_SCHEMES: Final = ("http://", "https://")

pages = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Home:
    """Hold what the home page shows of one version."""

    version: str
    counts: Mapping[str, int]
    latest: tuple[Mapping[str, Term], ...]


@pages.route("/")
def show_home() -> Response:
    """Show what this is, with live counts, the latest releases and examples that run."""
    site = get_site()
    home = keep_for_version(site, "home", Home, lambda: _ask_home(site))
    html = render_template(
        "home.html",
        home=home,
        version=home.version,
        examples=list_examples(site.names),
        download=find_download(site.settings),
        endpoint=f"{request.url_root}sparql",
    )
    return send_page(html, home.version)


@pages.route("/problem/<code>")
def show_problem_type(code: str) -> Response:
    """Say what a kind of problem means: the `type` of a problem document leads here."""
    titles = {kind.code: kind.title for kind in _list_errors(KgError)}
    titles |= {name: HTTPStatus(status).phrase for status, (name, _, _) in HTTP_PROBLEMS.items()}
    if code not in titles:
        raise HttpError(HTTPStatus.NOT_FOUND, f"no problem is called {code[:80]!r}")
    return answer_bytes(render_template("problem_type.html", code=code, title=titles[code]).encode(), HTML.content_type)


@pages.route("/healthz")
def show_health() -> Response:
    """Say that the process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@pages.route("/readyz")
def show_readiness() -> Response:
    """Say whether queries can be answered: 503 until there is a version of the data."""
    site = get_site()
    try:
        version = site.service.find_version()
        if version is not None:
            site.service.ask(Query("ASK {}", timeout_s=2.0)).body.close()
        state, status = ("ready", 200) if version is not None else ("no data yet: run kg ingest", 503)
    except KgError as error:
        state, status = error.message, HTTPStatus.SERVICE_UNAVAILABLE
    return Response(
        f"{state}\n", status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


@pages.route("/<name>.ttl")
def send_turtle(name: str) -> Response:
    """Send a file that the deployment publishes: ontology.ttl, shapes.ttl."""
    body = get_site().files.get(f"{name}.ttl")
    if body is None:
        raise HttpError(HTTPStatus.NOT_FOUND, f"there is no {name[:80]}.ttl")
    return answer_bytes(body, "text/turtle; charset=utf-8")


def prepare_templates(app: Flask) -> None:
    """Give the templates what they call: how to link and shorten terms, and how to write numbers."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["count"] = lambda number: f"{number:,}"
    app.jinja_env.filters["size"] = _format_size
    app.jinja_env.globals.update(
        shorten=_shorten, find_link=_find_link, run_link=_make_run_link, is_plain=_is_plain, is_number=_is_number
    )


def _ask_home(site: Site) -> Home:
    counts = site.service.ask_page(Query(load_query("pages/counts", site.names)), 1)
    latest = site.service.ask_page(Query(load_query("pages/latest", site.names)), 50)
    return Home(counts.version, _read_counts(counts), _keep_first(latest))


def _read_counts(page: Page) -> Mapping[str, int]:
    found = dict(zip(page.variables, page.rows[0], strict=True)) if page.rows else {}
    return {name: int(term.text) if (term := found.get(name)) is not None else 0 for name in _COUNT_NAMES}


def _keep_first(page: Page) -> tuple[Mapping[str, Term], ...]:
    """Keep the first row of each event: an event told by several articles has one row for each."""
    kept: dict[str, Mapping[str, Term]] = {}
    for row in page.rows:
        line = {name: term for name, term in zip(page.variables, row, strict=True) if term is not None}
        kept.setdefault(line["event"].text, line)
    return tuple(kept.values())


def _is_plain(datatype: str) -> bool:
    """Say whether a datatype goes without saying."""
    return datatype in {XSD_STRING, XSD_INTEGER, XSD_DATE, XSD_BOOLEAN, XSD_DECIMAL}


def _is_number(term: Term | None) -> bool:
    return term is not None and term.datatype in {XSD_INTEGER, XSD_DECIMAL}


def _format_size(size_bytes: int) -> str:
    """Write a size for people.

    >>> _format_size(1536)
    '1.5 KiB'
    """
    size, unit = float(size_bytes), "B"
    for larger in ("KiB", "MiB", "GiB", "TiB"):
        if size < KIB:
            break
        size, unit = size / KIB, larger
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"


def _list_errors(kind: type[KgError]) -> list[type[KgError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _list_errors(child))]


def _shorten(iri: str) -> str:
    return shorten_iri(iri, get_site().names.prefixes)


def _find_link(iri: str) -> str | None:
    """Link things of ours to their place on this host, others to their own; nothing but http is a link."""
    base = get_site().names.base
    if iri.startswith(base):
        return f"/{quote(iri.removeprefix(base), safe=_IN_IRIS)}"
    return iri if iri.startswith(_SAFE_SCHEMES) else None


def _make_run_link(text: str, **more: str) -> str:
    return f"/{'sparql' if more else 'query'}?{urlencode({'query': text, **more})}"
