"""Ask an OpenAI-compatible endpoint for one chat completion, within limits of time and size.

The key goes into one header and nowhere else: no message holds it, and no redirect is followed, which would carry it
to another address.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Final, TypeAlias
from urllib.error import HTTPError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from kg.claims.backends.verbatim import show_words
from kg.errors import KgError
from kg.narrow import take_list, take_table

Message: TypeAlias = Mapping[str, str]
_PASSING: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})  # what may go well when asked again
_CHUNK: Final = 64 * 1024
_SHOWN: Final = 200  # characters of what the other side says


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Hold where to ask, and how long and how often."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    tries: int = 3
    max_bytes: int = 1024 * 1024
    pause_s: float = 0.5  # before the second try, twice as long before each further one


class AwayError(KgError):
    """Say that the endpoint cannot be asked; `is_passing` means that it may answer when asked again."""

    def __init__(self, message: str, *, is_passing: bool) -> None:
        """Keep whether another try makes sense."""
        super().__init__(message)
        self.is_passing = is_passing


class NoAnswerError(KgError):
    """Say that the endpoint answered, and that there is no completion in what it said."""


def _make_opener() -> OpenerDirector:
    """Make what asks: proxies as everywhere, and no redirects."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    return opener


def ask_chat(endpoint: Endpoint, messages: Sequence[Message], schema: Mapping[str, object]) -> str:
    """Ask once and give the words of the answer.

    Raises:
        AwayError: no answer came, or one that says no.
        NoAnswerError: the answer holds no completion, or one that was refused or cut.
    """
    body, headers = _write_body(endpoint, messages, schema), _write_headers(endpoint)
    request = Request(endpoint.url, body, headers, method="POST")  # noqa: S310 - the settings ask for http or https
    ends = time.monotonic() + endpoint.timeout_s
    try:
        with _make_opener().open(request, timeout=endpoint.timeout_s) as response:
            return _read_completion(_read_body(response, endpoint, ends))
    except HTTPError as error:
        with error:
            raise AwayError(_describe(error, endpoint), is_passing=error.code in _PASSING) from None
    except TimeoutError as error:
        raise AwayError(f"no whole answer within {endpoint.timeout_s:g} s", is_passing=True) from error
    except (HTTPException, OSError) as error:
        said = getattr(error, "reason", None) or error
        is_late = isinstance(said, TimeoutError)
        said = f"no answer within {endpoint.timeout_s:g} s" if is_late else f"{type(said).__name__}: {said}"
        raise AwayError(_hide(said, endpoint), is_passing=True) from error


def _write_headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "clemency"}
    return headers | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})


def _write_body(endpoint: Endpoint, messages: Sequence[Message], schema: Mapping[str, object]) -> bytes:
    shape = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
    body = {"model": endpoint.model, "temperature": 0, "messages": list(messages), "response_format": shape}
    return json.dumps(body, ensure_ascii=True, sort_keys=True).encode()


def _read_body(response: HTTPResponse, endpoint: Endpoint, ends: float) -> bytes:
    """Read a whole body; one that ends before its stated length is as good as none."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > endpoint.max_bytes:
            raise NoAnswerError(f"the answer is larger than {endpoint.max_bytes} bytes")
        if time.monotonic() > ends:
            raise TimeoutError
    if response.length:
        raise AwayError(f"the answer was cut, {response.length} bytes are missing", is_passing=True)
    return b"".join(parts)


def _describe(error: HTTPError, endpoint: Endpoint) -> str:
    if error.headers.get("Location") and 300 <= error.code < 400:  # noqa: PLR2004 - redirects
        return _hide(f"it redirects to {error.headers['Location'][:_SHOWN]}; give that address itself", endpoint)
    try:
        said = error.read(_SHOWN).decode("utf-8", "replace")
    except (HTTPException, OSError):
        said = ""
    return _hide(f"it answers {error.code}{f': {said}' if said else ''}", endpoint)


def _hide(said: str, endpoint: Endpoint) -> str:
    """Keep the key out of a message, whoever repeats it."""
    return show_words(said.replace(endpoint.key, "***") if endpoint.key else said, 400)


def _read_completion(body: bytes) -> str:
    try:
        found = take_table(json.loads(body), "the answer")
        choice = take_table(take_list(found.get("choices"), "choices")[0], "choices[0]")
        message = take_table(choice.get("message"), "choices[0].message")
    except (KgError, ValueError, IndexError, RecursionError) as error:
        raise NoAnswerError("the answer is no chat completion") from error
    if message.get("refusal"):
        raise NoAnswerError(f"the model refuses: {show_words(str(message['refusal']), _SHOWN)}")
    if choice.get("finish_reason") in {"length", "content_filter"}:
        raise NoAnswerError(f"the model stopped early ({choice['finish_reason']})")
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        raise NoAnswerError("the model says nothing")
    return content
