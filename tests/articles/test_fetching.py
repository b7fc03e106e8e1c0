"""Pages are fetched from public addresses or those that a setting names; all else ends in one clear error."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

import pytest

from kg.articles.fetching import Page, fetch_page
from kg.errors import ArticleError, OutsideServiceError
from kg.settings import Settings

PAGE = "Gate opens é".encode("latin-1")


class StandIn(BaseHTTPRequestHandler):
    """Answer by the path that is asked for."""

    def do_GET(self) -> None:
        """Answer."""
        what, _, rest = self.path.strip("/").partition("/")
        if what == "to":
            self._answer(302, headers={"Location": rest})
        elif what == "loop":
            self._answer(307, headers={"Location": "/loop"})
        elif what == "status":
            self._answer(int(rest))
        elif what == "large":
            self._answer(200, b"x" * 3000)
        elif what == "short":
            self._answer(200, b"x" * 10, headers={"Content-Length": "50"})
        elif what == "drip":
            self._drip()
        elif what == "junk":
            self.wfile.write(b"junk\r\n\r\n")
        else:
            self._answer(200, PAGE, headers={"Content-Type": "text/html; charset=ISO-8859-1"})

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(40):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Keep silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve on a free port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetch(url: str, allow: str = "", *, fetch_s: float = 5.0) -> Page:
    return fetch_page(url, Settings(service_allow=allow, article_bytes=1000, fetch_s=fetch_s))


def test_page_is_fetched_with_its_charset(site: str) -> None:
    assert fetch(f"{site}/a?b=1", site) == Page(f"{site}/a?b=1", PAGE, "ISO-8859-1")


def test_redirect_is_followed_and_the_last_address_is_told(site: str) -> None:
    assert fetch(f"{site}/to/{site}/b%23c", site).url == f"{site}/b%23c"
    assert fetch(f"{site}/to//c#part", site).url == f"{site}/c"


def test_loopback_is_refused_unless_a_prefix_names_it(site: str) -> None:
    with pytest.raises(ArticleError, match=r"127\.0\.0\.1 is no public address") as caught:
        fetch(site)
    assert "KG_SERVICE_ALLOW" in caught.value.hint


@pytest.mark.parametrize(
    "allow",
    [
        "http://127.0.0.1:1/",
        "https://{host}/",
        "http://localhost.example/",
        "{site}/b",
        "http://127.0.0.1",
        "127.0.0.1",
        ",",
    ],
)
def test_prefix_names_scheme_host_port_and_path(site: str, allow: str) -> None:
    with pytest.raises(ArticleError, match="no public address"):
        fetch(f"{site}/a", allow.format(site=site, host=site.partition("//")[2]))


def test_name_that_leads_to_loopback_is_refused_though_its_prefix_is_named(site: str) -> None:
    port = site.rpartition(":")[2]
    found = [(2, 1, 6, "", ("127.0.0.1", int(port)))]
    with mock.patch("socket.getaddrinfo", return_value=found), pytest.raises(ArticleError):
        fetch(f"http://news.example:{port}/a", f"http://news.example:{port}/")


def test_localhost_may_be_named(site: str) -> None:
    local = site.replace("127.0.0.1", "localhost")
    assert fetch(f"{local}/a", f"http://other.example/, {local}/").data == PAGE


def test_redirect_to_an_address_that_is_not_named_is_refused(site: str) -> None:
    for target in ("http://127.0.0.1:9/", "http://10.0.0.1/", "http://169.254.169.254/latest"):
        with pytest.raises(ArticleError, match="no public address"):
            fetch(f"{site}/to/{target}", site)


@pytest.mark.parametrize(
    "host",
    [
        *("127.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1"),  # noqa: S104
        *("224.0.0.1", "[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]"),
        *("localhost", "2130706433"),
    ],
)
def test_addresses_that_are_not_public_are_refused(host: str) -> None:
    with pytest.raises(ArticleError, match="no public address"):
        fetch(f"http://{host}/a")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:x"]
)
def test_redirect_to_another_scheme_is_refused(site: str, target: str) -> None:
    with pytest.raises(ArticleError, match="no address that can be fetched"):
        fetch(f"{site}/to/{target}", site)


def test_password_in_an_address_is_refused(site: str) -> None:
    with pytest.raises(ArticleError, match="password"):
        fetch(site.replace("//", "//user:secret@"), site)


def test_redirects_end(site: str) -> None:
    with pytest.raises(ArticleError, match="redirected more than 5 times"):
        fetch(f"{site}/loop", site)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_page_that_is_not_there_is_unreadable(site: str, status: int) -> None:
    with pytest.raises(ArticleError, match=f"answers {status} "):
        fetch(f"{site}/status/{status}", site)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_site_with_a_fault_of_its_own_is_away(site: str, status: int) -> None:
    with pytest.raises(OutsideServiceError, match=f"answers {status} "):
        fetch(f"{site}/status/{status}", site)


def test_large_page_is_read_no_further_than_its_limit(site: str) -> None:
    with pytest.raises(ArticleError, match="more than the 1000 bytes"):
        fetch(f"{site}/large", site)


@pytest.mark.parametrize("path", ["short", "junk"])
def test_answer_that_is_none_or_broken_off_is_an_outside_fault(site: str, path: str) -> None:
    with pytest.raises(OutsideServiceError):
        fetch(f"{site}/{path}", site)


def test_answer_that_drips_ends_at_the_limit(site: str) -> None:
    start = time.monotonic()
    with pytest.raises(OutsideServiceError, match=r"no answer within 0\.5 seconds"):
        fetch(f"{site}/drip", site, fetch_s=0.5)
    assert time.monotonic() - start < 3


def test_closed_port_is_an_outside_fault() -> None:
    with pytest.raises(OutsideServiceError, match=r"127\.0\.0\.1 cannot be read from"):
        fetch("http://127.0.0.1:9/", "http://127.0.0.1:9/")


def test_unknown_host_is_an_outside_fault() -> None:
    with (
        mock.patch("socket.getaddrinfo", side_effect=socket.gaierror(-2, "no such name")),
        pytest.raises(OutsideServiceError, match="no such name"),
    ):
        fetch("https://nowhere.example/")


def test_connection_goes_to_the_address_that_was_checked(site: str) -> None:
    """A name that is asked twice may answer otherwise the second time."""
    port = int(site.rpartition(":")[2])
    first = [(2, 1, 6, "", ("127.0.0.1", port))]
    with (
        mock.patch("socket.getaddrinfo", side_effect=[first, AssertionError("asked twice")]) as ask,
        mock.patch("socket.create_connection", side_effect=OSError("enough")) as connect,
        pytest.raises(OutsideServiceError),
    ):
        fetch(f"http://localhost:{port}/", f"http://localhost:{port}/")
    assert ask.call_count == 1
    assert connect.call_args.args[0] == ("127.0.0.1", port)
