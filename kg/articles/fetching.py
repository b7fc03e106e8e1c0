"""Fetch one page from the web: over http(s) only, from public addresses, within limits of size, time and redirects."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Timer
from time import monotonic
from typing import Final, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from kg import __version__
from kg.articles.files import check_size
from kg.errors import ArticleError, KgError, OutsideServiceError
from kg.settings import Settings

REDIRECTS_MAX: Final = 5
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200
_LATER: Final = frozenset({408, 425, 429})  # beside 5xx: the service is away rather than the page
_SERVER_FAULT: Final = 500
_PORTS: Final = {"http": 80, "https": 443}
_SIGNS: Final = "/?=&;:@!$'()*+,~%-._"
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHUNK_BYTES: Final = 64 * 1024
_AGAIN: Final = "Try again later, or save the page and ingest the file."

Address: TypeAlias = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what was fetched; `url` is where it was found at last."""

    url: str
    data: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class _Target:
    """Hold the parts of an address that a request needs."""

    scheme: str
    host: str
    port: int
    path: str  # with the query, fit for a request


def fetch_page(url: str, settings: Settings) -> Page:
    """Fetch a page.

    Loopback, private and other addresses that are not public are refused, behind a redirect too, unless a prefix of
    the setting names that very address. What is checked is the address that is connected to: a name is resolved once.

    Raises:
        ArticleError: the address is refused, there is no such page, or it is too large.
        OutsideServiceError: the site cannot be reached, has a fault of its own, or takes too long.
    """
    deadline = monotonic() + settings.fetch_s
    where = url
    for _ in range(REDIRECTS_MAX + 1):
        target = _parse_target(url, where)
        with _ask(target, url, where, deadline=deadline, settings=settings) as response:
            if response.status not in _MOVED:
                return _read_page(response, url, where, deadline=deadline, max_bytes=settings.article_bytes)
            url = urljoin(url, response.headers.get("Location", "")).partition("#")[0]
    raise ArticleError(f"{where}: redirected more than {REDIRECTS_MAX} times", hint="Give the address it ends at.")


def _parse_target(url: str, where: str) -> _Target:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or _PORTS[parts.scheme]
        has_user = parts.username is not None
    except (KeyError, ValueError) as error:
        raise ArticleError(f"{where}: {url[:200]!r} is no address that can be fetched", hint="Use https.") from error
    if not host or has_user:
        raise ArticleError(f"{where}: {url[:200]!r} has no host, or a password in it", hint="Correct the address.")
    path = quote(parts.path or "/", safe=_SIGNS) + (f"?{quote(parts.query, safe=_SIGNS)}" if parts.query else "")
    return _Target(parts.scheme, host, port, path)


@contextmanager
def _ask(target: _Target, url: str, where: str, *, deadline: float, settings: Settings) -> Iterator[HTTPResponse]:
    """Send the request and wait for the head of the answer; everything ends at the deadline, however slow it drips."""
    try:
        address = _choose_address(target, url, where, settings.service_allow)
        with socket.create_connection((str(address), target.port), timeout=_left(deadline)) as plain:
            connection = HTTPConnection(target.host, target.port)
            connection.sock = _secure(plain, target)
            timer = Timer(_left(deadline), _shut, [plain])
            timer.start()
            try:
                connection.request("GET", target.path, headers=_make_headers())
                with connection.getresponse() as response:
                    yield response
            finally:
                timer.cancel()
                connection.close()
    except (OSError, HTTPException) as error:
        is_late = monotonic() >= deadline
        why = f"no answer within {settings.fetch_s:g} seconds" if is_late else _explain(error)
        raise OutsideServiceError(f"{where}: {target.host} cannot be read from ({why})", hint=_AGAIN) from error


def _left(deadline: float) -> float:
    return max(0.01, deadline - monotonic())


def _shut(plain: socket.socket) -> None:
    """End a connection from another thread; it may have ended by itself."""
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _make_headers() -> dict[str, str]:
    return {"User-Agent": f"clemency-kg/{__version__}", "Accept-Encoding": "identity", "Connection": "close"}


def _explain(error: OSError | HTTPException) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _secure(plain: socket.socket, target: _Target) -> socket.socket:
    if target.scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)


def _choose_address(target: _Target, url: str, where: str, allowed: str) -> Address:
    """Resolve a host once, and take the first address that may be connected to.

    Raises:
        ArticleError: none of them may.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(item[4][0]).partition("%")[0]) for item in found]
    for address in addresses:
        if _is_public(address) or any(_names(prefix, target, address) for prefix in allowed.split(",")):
            return address
    shown = ", ".join(sorted({str(address) for address in addresses}))
    raise ArticleError(
        f"{where}: {url[:200]!r} is refused, since {shown} is no public address",
        hint="If it is meant, name its address in KG_SERVICE_ALLOW, for instance http://127.0.0.1:8080/.",
    )


def _is_public(address: Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def _names(prefix: str, target: _Target, address: Address) -> bool:
    """Say whether a prefix names the very address, not just a name that leads there today."""
    try:
        parts = urlsplit(prefix.strip())
        port = parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError):
        return False
    is_named = parts.hostname == str(address) or (parts.hostname == "localhost" and address.is_loopback)
    is_same = (parts.scheme, port) == (target.scheme, target.port)
    return is_named and is_same and target.path.startswith(parts.path or "/")


def _read_page(response: HTTPResponse, url: str, where: str, *, deadline: float, max_bytes: int) -> Page:
    if response.status != _OK:
        raise _refuse(response, where)
    pieces: list[bytes] = []
    size = 0
    while size <= max_bytes and (piece := response.read1(_CHUNK_BYTES)):
        pieces.append(piece)
        size += len(piece)
    if monotonic() >= deadline:
        raise TimeoutError  # the end of what was read is not the end of the page
    check_size(size, name=where, max_bytes=max_bytes)
    if response.length:
        raise OutsideServiceError(f"{where}: the answer broke off, {response.length} bytes are missing", hint=_AGAIN)
    found = _CHARSET.search(response.headers.get("Content-Type", ""))
    return Page(url, b"".join(pieces), found[1] if found else None)


def _refuse(response: HTTPResponse, where: str) -> KgError:
    said = f"{where}: the site answers {response.status} {response.reason}".rstrip()
    if response.status >= _SERVER_FAULT or response.status in _LATER:
        return OutsideServiceError(said, hint=_AGAIN)
    return ArticleError(said, hint="Check the address, or save the page and ingest the file.")
