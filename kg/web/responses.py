"""Finish answers: entity tags and 304, gzip, and the headers that every answer carries."""

import gzip
import hashlib
import tempfile
import zlib
from typing import IO, Final

from flask import Flask, Response, request
from werkzeug.wsgi import wrap_file

from kg.settings import MIB

_CHUNK: Final = 256 * 1024
_SMALLEST: Final = 1024  # below, gzip makes an answer longer
_LEVEL: Final = 5
# Pages use nothing but their own style sheet and forms; nothing on them runs.
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, Content-Length, ETag, Link, Retry-After, X-Clemency-Version",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def make_tag(*parts: str) -> str:
    """Make an entity tag from all that an answer depends on."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_known(tag: str) -> bool:
    """Say whether the client holds this answer already, packed or not."""
    known = request.if_none_match
    return bool(known) and any(known.contains_weak(name) for name in (tag, f"{tag}-gzip"))


def answer_unchanged(tag: str) -> Response:
    """Answer 304: the client's copy is still right."""
    response = Response(status=304)
    response.set_etag(tag)
    _add_caching(response)
    return response


def answer_bytes(body: bytes, content_type: str, *, tag: str | None = None, status: int = 200) -> Response:
    """Answer with a short body; its tag follows from its content unless one is given."""
    name = tag or hashlib.blake2b(body, digest_size=16).hexdigest()
    if status == 200 and is_known(name):  # noqa: PLR2004 - OK
        return answer_unchanged(name)
    is_packed = len(body) >= _SMALLEST and _takes_gzip()
    response = Response(gzip.compress(body, _LEVEL, mtime=0) if is_packed else body, status, content_type=content_type)
    return _finish(response, name, is_packed=is_packed)


def answer_stream(body: IO[bytes], size: int, content_type: str, *, tag: str) -> Response:
    """Answer with a whole result that lies in memory or in a file; the server sends it at the client's pace."""
    is_packed = size >= _SMALLEST and _takes_gzip()
    if is_packed:
        body, size = _pack(body)
    response = Response(wrap_file(request.environ, body, _CHUNK), content_type=content_type, direct_passthrough=True)
    response.content_length = size
    response.call_on_close(body.close)
    return _finish(response, tag, is_packed=is_packed)


def add_headers(app: Flask) -> None:
    """Add to every answer, errors included, what browsers need to read it safely."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.method == "OPTIONS":
            response.headers.extend(_PREFLIGHT)
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        return response


def _takes_gzip() -> bool:
    return "Accept-Encoding" in request.headers and request.accept_encodings["gzip"] > 0


def _pack(body: IO[bytes]) -> tuple[IO[bytes], int]:
    """Pack a body into memory, or a file when it is long, so that no thread waits for a slow client."""
    packer = zlib.compressobj(_LEVEL, wbits=31)
    target: IO[bytes] = tempfile.SpooledTemporaryFile(8 * MIB)  # noqa: SIM115 - closed with the answer
    with body:
        while chunk := body.read(_CHUNK):
            target.write(packer.compress(chunk))
    target.write(packer.flush())
    size = target.tell()
    target.seek(0)
    return target, size


def _finish(response: Response, tag: str, *, is_packed: bool) -> Response:
    response.set_etag(f"{tag}-gzip" if is_packed else tag)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    _add_caching(response)
    return response


def _add_caching(response: Response) -> None:
    response.headers["Cache-Control"] = "no-cache"  # keep it, but ask each time whether it is still right
    response.vary.update(("Accept", "Accept-Encoding"))
