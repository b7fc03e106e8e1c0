"""Turn every error into problem+json (RFC 9457) or a page; know the errors that only HTTP knows."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import KgError, Place, QuerySyntaxError
from kg.web.negotiate import prefers_html
from kg.web.refusals import HttpError
from kg.web.site import get_site

_LOG: Final = logging.getLogger(__name__)
_RETRY_S: Final = "5"
PROBLEM_JSON: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold what went wrong, for people and programs."""

    status: int
    code: str
    title: str
    detail: str
    hint: str = ""
    place: Place | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def describe(self, base: str) -> dict[str, object]:
        """Give the members of the problem document."""
        document: dict[str, object] = {
            "type": f"{base}problem/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.hint:
            document["hint"] = self.hint
        if self.place is not None:
            document |= {"line": self.place.line, "column": self.place.column, "excerpt": self.place.excerpt}
        return document


# What HTTP alone knows: code, and words for errors that Flask raises itself.
HTTP_PROBLEMS: Final[Mapping[int, tuple[str, str, str]]] = {
    400: ("bad-request", "the request cannot be understood", ""),
    401: ("token-missing", "this needs a token", ""),
    403: ("refused", "this is not allowed", ""),
    404: ("not-found", "there is nothing at this address", "The home page leads to everything there is."),
    405: ("method-not-allowed", "this method is not allowed here", "The Allow header lists those that are."),
    410: ("gone", "this was here and has been withdrawn", ""),
    413: ("too-large", "the request is too large", ""),
    414: ("url-too-long", "the URL is too long", "Use POST."),
    415: ("unsupported-type", "this content type is not understood here", ""),
    416: ("range-not-satisfiable", "the range lies outside the file", ""),
    429: ("too-many", "too many requests", "Wait a little."),
    431: ("headers-too-large", "the headers are too large", ""),
}


def find_problem(error: Exception) -> Problem:
    """Say what is wrong; only what was raised on purpose tells its details."""
    if isinstance(error, KgError) and (error.status != HTTPStatus.INTERNAL_SERVER_ERROR):
        place = error.place if isinstance(error, QuerySyntaxError) else None
        headers = {"Retry-After": _RETRY_S} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        return Problem(error.status, error.code, error.title, error.message, error.hint, place, headers)
    if isinstance(error, HttpError):
        code, _, hint = HTTP_PROBLEMS[error.status]
        return Problem(error.status, code, error.status.phrase, error.detail, error.hint or hint, None, error.headers)
    if isinstance(error, HTTPException) and error.code is not None and error.code in HTTP_PROBLEMS:
        code, detail, hint = HTTP_PROBLEMS[error.code]
        headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Content-Range"}}
        return Problem(error.code, code, HTTPStatus(error.code).phrase, detail, hint, None, headers)
    _LOG.error("a request failed", exc_info=error)
    return Problem(500, KgError.code, KgError.title, "the fault is ours", "The server's log says more.")


def answer_problem(problem: Problem) -> Response:
    """Write a problem as a page for browsers, else as problem+json."""
    if prefers_html(request.headers.get("Accept", "")):
        response = make_response(render_template("problem.html", problem=problem), problem.status)
    else:
        body = json.dumps(problem.describe(get_site().settings.base), ensure_ascii=False) + "\n"
        response = Response(body, problem.status, content_type=PROBLEM_JSON)
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


def handle_errors(app: Flask) -> None:
    """Send every error through one handler."""

    @app.errorhandler(Exception)
    def handle(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException) and error.code is not None and error.code < HTTPStatus.BAD_REQUEST:
            return error  # a redirect
        return answer_problem(find_problem(error))
