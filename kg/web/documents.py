"""Send what the store says of something: as a document in the format that the client likes best."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, TypeVar

from flask import Response, request

from kg.settings import MIB
from kg.store.query import Page, Query
from kg.store.rendering import render_graph
from kg.store.results import Format, find_format
from kg.web.examples import load_query
from kg.web.negotiate import HTML, choose_graph_format, say_type
from kg.web.refusals import HttpError
from kg.web.responses import answer_bytes, answer_stream, make_tag
from kg.web.site import Site
from kg.web.sparql import VERSION_HEADER

_LARGEST_IN_ORDER: Final = 4 * MIB  # as N-Triples; putting this into order takes about 0.2 s
_MOST_ROWS: Final = 50_000
_UNSAFE: Final = frozenset(' <>"{}|\\^`')
_LONGEST_NAME: Final = 512
Kept = TypeVar("Kept")


def choose_document() -> Format:
    """Choose the format of a document, HTML among them: `format=` in the address wins over Accept."""
    return choose_graph_format(request.headers.get("Accept", ""), named=request.args.get("format"))


def find_ending(name: str) -> tuple[str, Format | None]:
    """Part the name of a document from the ending that says its format; None where there is no such ending."""
    stem, _, ending = name.rpartition(".")
    form = find_format(ending, is_graph=True) if stem else None
    return (stem, form) if form is not None and form.extension == ending else (name, None)


def check_name(name: str) -> str:
    """Let only such names through as can stand in an IRI.

    Raises:
        HttpError: 404 for any other: nothing is called so.
    """
    if len(name) > _LONGEST_NAME or not name.isprintable() or _UNSAFE & set(name):
        raise HttpError(HTTPStatus.NOT_FOUND, f"nothing here is called {name[:80]!r}")
    return name


def write_query(site: Site, name: str, iri: str = "") -> str:
    """Load a query of the pages' own, and put the IRI that it asks about in the place of `<urn:asked>`."""
    return load_query(f"pages/{name}", site.names).replace("<urn:asked>", f"<{iri}>")


def ask_rows(site: Site, text: str) -> Page:
    """Ask for a table that a page shows in full."""
    with site.turns.take(request.remote_addr or ""):
        return site.service.ask_page(Query(text), _MOST_ROWS)


def send_graph(site: Site, query: Query, form: Format) -> Response | None:
    """Send the result of a CONSTRUCT; None where it is empty."""
    with site.turns.take(request.remote_addr or ""):
        answer = site.service.ask(query, "ntriples")
        if answer.size > _LARGEST_IN_ORDER and form.name != "ntriples":
            answer.body.close()
            answer = site.service.ask(query, form.name)
    if answer.is_empty:
        answer.body.close()
        return None
    content_type = say_type(form, request.headers.get("Accept", ""))
    if answer.size > _LARGEST_IN_ORDER:
        tag = make_tag(answer.version, query.text, *query.default_graphs, form.name)
        response = answer_stream(answer.body, answer.size, content_type, tag=tag)
    else:
        response = answer_bytes(render_graph(answer.read(), form.name, site.names), content_type)
    response.headers[VERSION_HEADER] = answer.version
    return response


def send_page(html: str, version: str) -> Response:
    """Send a page made from the data of a version."""
    response = answer_bytes(html.encode(), HTML.content_type)
    response.headers[VERSION_HEADER] = version
    return response


def keep_for_version(site: Site, key: str, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
    """Make what follows from the data once for each version; what a commit overtook while it was made is not kept.

    Args:
        site: keeps it.
        key: what it is called there.
        kind: its type.
        make: makes it.
    """
    version = site.find_version()
    with site.lock:
        kept = site.kept.get(f"{key} {version}")
    if isinstance(kept, kind):
        return kept
    made = make()
    if site.find_version() != version:
        return made
    with site.lock:
        for old in [known for known in site.kept if known.startswith(f"{key} ")]:
            del site.kept[old]
        site.kept[f"{key} {version}"] = made
    return made
