"""Say where an article comes from and what is said about it from outside, and read it, whatever its format."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote, urlsplit

from kg.articles.addresses import is_address
from kg.articles.charsets import decode_marked
from kg.articles.facts import Facts
from kg.articles.files import explain_gzip, look_ahead, open_file, read_whole
from kg.articles.kinds import Kind, recognise
from kg.articles.pages import read_page
from kg.articles.reader import read_article
from kg.errors import ArticleError, KgError
from kg.model import Document

_URL_SIGNS: Final = ":/?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one article to read, or a file of several: a path, a stream or bytes, and what is said about it.

    What is said about it (`published`, `url`, `language`) wins over what it says itself; `found_at`, the address it
    came from, does not. `facts` are those of an article that was taken out of a file; `fault` says why there is none.
    """

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None
    data: bytes = b""
    published: date | None = None
    url: str | None = None
    language: str | None = None
    kind: Kind | None = None  # None: recognised
    charset: str | None = None  # as the server said
    found_at: str | None = None
    facts: Facts | None = None
    fault: KgError | None = None


def read_source(source: Source, *, max_bytes: int) -> Document:
    r"""Read and divide one article.

    Raises:
        ArticleError: it cannot be read; names file and place.
        OutsideServiceError: it could not be fetched.

    >>> read_source(Source("x.txt", data=b"Ferry comes home\n\nIt came on Monday.\n"), max_bytes=1000).title
    'Ferry comes home'
    """
    if source.fault is not None:
        raise source.fault
    if source.path is not None:
        source = _load(source, source.path, max_bytes)
    document = _read(source, max_bytes)
    if source.url is None and source.found_at and not _is_same_site(document.url, source.found_at):
        found_at = quote(source.found_at, safe=_URL_SIGNS)
        return replace(document, url=found_at if is_address(found_at) else None)
    return document


def _load(source: Source, path: Path, max_bytes: int) -> Source:
    with open_file(path, name=source.name) as file, explain_gzip(source.name):
        head, stream = look_ahead(file)
        kind = source.kind or recognise(head, source.name)
        return replace(source, data=read_whole(stream, name=source.name, max_bytes=max_bytes), kind=kind)


def _read(source: Source, max_bytes: int) -> Document:
    kind = source.kind or recognise(source.data, source.name)
    if source.facts is not None:
        data, facts = compose_text(source.facts, source.name), source.facts
    elif kind == Kind.HTML:
        facts = read_page(decode_marked(source.data, name=source.name, charset=source.charset), name=source.name)
        data = compose_text(facts, source.name)
    elif kind == Kind.TEXT:
        data, facts = source.data, Facts()
    else:
        raise ArticleError(f"{source.name}: this is no single article but {kind}", hint="Ingest or extract the file.")
    return read_article(
        data,
        name=source.name,
        published=source.published,
        url=source.url,
        language=source.language,
        told=facts,
        max_bytes=max_bytes,
    )


def compose_text(facts: Facts, name: str) -> bytes:
    r"""Compose the text that is stored and quoted: the headline, a blank line, the body.

    Raises:
        ArticleError: there is no body, or it holds what no text can.

    >>> compose_text(Facts(headline="Gate opens", body="Gate opens\nIt did."), "x")
    b'Gate opens\n\nIt did.'
    """
    body = (facts.body or "").strip()
    if not body:
        hint = "It stands under articleBody, body or text in JSON, in content or description in a feed."
        raise ArticleError(f"{name}: it holds no text of an article", hint=hint)
    first, _, rest = body.partition("\n")
    if facts.headline and " ".join(first.split()).casefold() == facts.headline.casefold() and rest.strip():
        body = rest.strip()
    try:
        return (f"{facts.headline}\n\n{body}" if facts.headline else body).encode()
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise ArticleError(
            f"{name}: its text holds half a character (\\u{code:04x})", hint="Clean the text."
        ) from error


def _is_same_site(url: str | None, found_at: str) -> bool:
    """Say whether the address that a page gives itself holds: a page may not pass for one of another site.

    The last two parts of host names are compared, for www., m. and amp. are one site.
    """
    try:
        one, two = ((urlsplit(address).hostname or "").split(".")[-2:] for address in (url or "", found_at))
    except ValueError:
        return False
    return one == two
