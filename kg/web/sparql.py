"""Speak the SPARQL 1.1 Protocol: read a request strictly, run the query, answer in the format asked for."""

import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from flask import Blueprint, Response, render_template, request

from kg.errors import KgError, QueryError, UpdateRefusedError
from kg.settings import Settings
from kg.store.checking import QueryFacts
from kg.store.query import Page, Query
from kg.store.results import Format, list_formats
from kg.web.description import describe_service
from kg.web.examples import group_examples, list_examples
from kg.web.negotiate import HTML, choose_format, choose_graph_format, prefers_html, say_type
from kg.web.problems import find_problem
from kg.web.refusals import HttpError
from kg.web.responses import answer_bytes, answer_stream, answer_unchanged, is_known, make_tag
from kg.web.site import Site, get_site

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
VERSION_HEADER: Final = "X-Clemency-Version"
PAGE_ROWS: Final = 1000  # measured in a browser: 1,000 rows 0.5 s, 10,000 rows 1.6 s
_MOST_PARAMETERS: Final = 200
_BAD_FORM_ROOM: Final = 64 * 1024  # of parameters beside the query
_WIDEST_CODE: Final = 3  # a byte of a query takes up to three in a form

sparql = Blueprint("sparql", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what a request asks: the query, None where there is none, and the format by name."""

    query: Query | None
    format_name: str | None


@sparql.route("/sparql", methods=["GET", "POST", "QUERY"])
def answer_sparql() -> Response:
    """Answer a query; without one, show the query page or describe the service."""
    site = get_site()
    accept = request.headers.get("Accept", "")
    if request.method not in {"GET", "HEAD"} or not prefers_html(accept):
        return _answer_programs(site, accept)
    return _answer_people(site)


@sparql.route("/query", methods=["GET"])
def show_query_page() -> Response:
    """Show the query page, and the result of the query in the address."""
    return _answer_people(get_site())


@sparql.route("/update", methods=["GET", "POST"])
def refuse_update() -> Response:
    """Say why there are no updates here."""
    raise _refuse_update()


def _answer_programs(site: Site, accept: str) -> Response:
    asked = read_request(site.settings)
    if asked.query is None:
        form = choose_graph_format(accept, named=asked.format_name)
        if form == HTML:
            return _show_page(site, "")
        body, version = describe_service(site, form)
        response = answer_bytes(body, say_type(form, accept))
        response.headers[VERSION_HEADER] = version
        return response
    return _answer_query(site, asked.query, accept=accept, named=asked.format_name)


def _answer_query(site: Site, query: Query, *, accept: str, named: str | None) -> Response:
    facts = site.service.check(query.text)
    form = choose_format(facts.form, accept=accept, named=named)
    if form == HTML:
        return _show_result(site, query, facts)
    tag = _tag_answer(site.find_version(), query, facts, form.name)
    if is_known(tag):
        return answer_unchanged(tag)
    with site.turns.take(request.remote_addr or ""):
        answer = site.service.ask(query, form.name, facts)
    tag = _tag_answer(answer.version, query, facts, form.name)
    content_type = form.content_type if named else say_type(form, accept)
    response = answer_stream(answer.body, answer.size, content_type, tag=tag)
    response.headers[VERSION_HEADER] = answer.version
    response.headers["Content-Disposition"] = f'inline; filename="result.{form.extension}"'
    return response


def _tag_answer(version: str, query: Query, facts: QueryFacts, format_name: str) -> str:
    """Make the tag from all that the answer follows from; a query with NOW() or RAND() never has the same twice."""
    fresh = uuid.uuid4().hex if facts.is_volatile else ""
    return make_tag(version, query.text, *query.default_graphs, "named", *query.named_graphs, format_name, fresh)


# ---- people ------------------------------------------------------------------------------------------------------


def _answer_people(site: Site) -> Response:
    asked = read_request(site.settings)
    if asked.query is None or not asked.query.text.strip():
        return _show_page(site, "")
    if asked.format_name and asked.format_name.lower() != "html":
        return _answer_query(site, asked.query, accept="", named=asked.format_name)
    try:
        return _show_result(site, asked.query, site.service.check(asked.query.text))
    except (KgError, HttpError) as error:
        problem = find_problem(error)
        return _show_page(site, asked.query.text, problem=problem, status=problem.status, headers=problem.headers)


def _show_result(site: Site, query: Query, facts: QueryFacts) -> Response:
    with site.turns.take(request.remote_addr or ""):
        page = site.service.ask_page(query, PAGE_ROWS, facts)
    return _show_page(site, query.text, page=page, formats=list_formats(is_graph=facts.form.is_graph))


def _show_page(
    site: Site,
    text: str,
    *,
    page: Page | None = None,
    formats: Sequence[Format] = (),
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    version = page.version if page is not None else site.find_version()
    html = render_template(
        "query.html",
        text=text,
        page=page,
        formats=formats,
        version=version,
        examples=list_examples(site.names),
        groups=group_examples(list_examples(site.names)),
        row_limit=PAGE_ROWS,
        **more,
    )
    response = answer_bytes(html.encode(), HTML.content_type, status=status)
    response.headers[VERSION_HEADER] = version
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers.update(headers or {})
    return response


# ---- requests ----------------------------------------------------------------------------------------------------


def read_request(settings: Settings) -> Asked:
    """Read the request as the protocol lays down.

    Raises:
        HttpError: a body of another type, another charset, too long; a parameter twice.
        QueryError: a parameter makes no sense.
        UpdateRefusedError: it carries an update.
    """
    if len(request.full_path.encode("utf-8", "surrogatepass")) > settings.url_bytes:
        raise HttpError(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            f"the URL is longer than {settings.url_bytes:,} bytes (KG_URL_BYTES)",
            hint="Send the query with POST.",
        )
    pairs = _parse_parameters(request.query_string, "the URL")
    if request.method in {"GET", "HEAD"}:
        return _read_asked(pairs, settings)
    kind = request.mimetype
    _check_charset()
    if kind == UPDATE:
        raise _refuse_update()
    if kind == FORM:
        room = settings.query_bytes * _WIDEST_CODE + _BAD_FORM_ROOM
        pairs += _parse_parameters(_read_body(room, settings), "the form")
        return _require(_read_asked(pairs, settings))
    if kind == DIRECT:
        text = _decode(_read_body(settings.query_bytes, settings))
        if any(name in {"query", "update"} for name, _ in pairs):
            raise HttpError(HTTPStatus.BAD_REQUEST, "the query stands in the body and in the URL", hint="Send it once.")
        return _read_asked([*pairs, ("query", text)], settings)
    raise HttpError(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"the body is {kind[:80] or 'of no type'}" if kind else "the request has no Content-Type",
        hint=f"Send {DIRECT} or {FORM}.",
        Accept=f"{DIRECT}, {FORM}",
    )


def _read_asked(pairs: Sequence[tuple[str, str]], settings: Settings) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _refuse_update()
    queries = values.get("query", [])
    if len(queries) > 1:
        raise HttpError(HTTPStatus.BAD_REQUEST, f"there are {len(queries)} queries", hint="Send one.")
    named = next((values[key][0] for key in ("format", "output", "results") if values.get(key, [""])[0]), None)
    if not queries:
        return Asked(None, named)
    if len(queries[0].encode("utf-8", "surrogatepass")) > settings.query_bytes:
        raise _refuse_length(settings)
    query = Query(
        queries[0],
        tuple(filter(None, values.get("default-graph-uri", ()))),  # forms send the field empty, too
        tuple(filter(None, values.get("named-graph-uri", ()))),
        _read_timeout(values.get("timeout", [])),
    )
    _check_graphs(query)
    return Asked(query, named)


def _require(asked: Asked) -> Asked:
    if asked.query is None:
        raise HttpError(HTTPStatus.BAD_REQUEST, "the form has no query", hint="Send it as the parameter `query`.")
    return asked


def _check_graphs(query: Query) -> None:
    for iri in (*query.default_graphs, *query.named_graphs):
        scheme = iri.partition(":")[0]
        if scheme == iri or not scheme.isalnum() or set(iri) & set(' <>"{}|\\^`\n\t') or len(iri) > _BAD_FORM_ROOM:
            raise QueryError(f"{iri[:200]!r} is not the IRI of a graph", hint="Give a full IRI, without < and >.")


def _read_timeout(values: Sequence[str]) -> float | None:
    if not values or not values[0].strip():
        return None
    try:
        seconds = float(values[0])
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise QueryError(f"timeout={values[0][:40]!r} is no number of seconds", hint="Give for instance timeout=20.")
    return seconds


def _parse_parameters(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:  # UnicodeDecodeError is one
        raise HttpError(
            HTTPStatus.BAD_REQUEST,
            f"the parameters in {where} cannot be read: {error}",
            hint="Encode them as UTF-8, then with percent signs.",
        ) from error


def _read_body(most: int, settings: Settings) -> bytes:
    if "Content-Encoding" in request.headers:
        raise HttpError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a packed body is not taken", hint="Send it as it is.")
    if (request.content_length or 0) > most:
        raise _refuse_length(settings)
    data = request.stream.read(most + 1)
    if len(data) > most:
        raise _refuse_length(settings)
    return data


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise HttpError(HTTPStatus.BAD_REQUEST, f"byte {error.start + 1} of the query is not UTF-8") from error


def _check_charset() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").strip("'\"").lower()
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise HttpError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the charset is {charset[:40]}", hint="Send UTF-8.")


def _refuse_length(settings: Settings) -> HttpError:
    return HttpError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"the query is longer than {settings.query_bytes:,} bytes (KG_QUERY_BYTES)",
        hint="Ask in several steps.",
    )


def _refuse_update() -> UpdateRefusedError:
    return UpdateRefusedError(
        "this endpoint answers queries and takes no updates: its data follow from articles and recorded decisions",
        hint="Data come in through `kg ingest`; updates over HTTP are for a later version.",
    )
