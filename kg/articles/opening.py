"""Take a file apart into its articles, one after the other, so that it never lies in memory as a whole."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from io import BufferedReader, BytesIO
from typing import BinaryIO, Final

from kg.articles.archives import list_pages
from kg.articles.charsets import decode_marked
from kg.articles.feeds import list_items
from kg.articles.files import explain_gzip, look_ahead, open_file, read_whole
from kg.articles.jsons import parse_json
from kg.articles.kinds import Kind, recognise
from kg.articles.linked import BODY, Node, find_articles, read_node
from kg.articles.sources import Source
from kg.errors import ArticleError, SettingsError

_SEVERAL: Final = frozenset({Kind.JSONL, Kind.RSS, Kind.WARC})


def list_articles(source: Source, *, max_bytes: int) -> Iterator[Source]:
    r"""List the articles of a file: itself where it is one; each of several has `#` and its number behind the name.

    The number is that of the line in JSON Lines, of the item in a feed or JSON-LD, of the record in an archive. What
    cannot be read is listed with its fault, and the rest goes on.

    Args:
        max_bytes: longest article, and longest feed or JSON-LD file.

    Raises:
        SettingsError: one address is said to be that of several articles.

    >>> lines = b'{"title": "Gate", "text": "It opens."}\n{"title": "Lock", "text": "It shuts."}\n'
    >>> [article.name for article in list_articles(Source("x.jsonl", data=lines), max_bytes=1000)]
    ['x.jsonl#1', 'x.jsonl#2']
    """
    if source.facts is not None or source.fault is not None:
        yield source
        return
    try:
        with _open(source) as opened, explain_gzip(source.name):
            head, stream = look_ahead(opened)
            kind = source.kind or recognise(head, source.name)
            if source.url is not None and kind in _SEVERAL:
                raise SettingsError(
                    f"--source names one article, but {source.name} may hold several", hint="Leave it out."
                )
            yield from _LISTERS[kind](replace(source, kind=kind, path=None, stream=None), stream, max_bytes)
    except ArticleError as error:
        yield replace(source, fault=error)


def _open(source: Source) -> AbstractContextManager[BinaryIO]:
    if source.path is not None:
        return open_file(source.path, name=source.name)
    return nullcontext(source.stream or BytesIO(source.data))


def _list_whole(source: Source, stream: BufferedReader, max_bytes: int) -> Iterator[Source]:
    yield replace(source, data=read_whole(stream, name=source.name, max_bytes=max_bytes))


def _list_nodes(source: Source, stream: BufferedReader, max_bytes: int) -> Iterator[Source]:
    data = read_whole(stream, name=source.name, max_bytes=max_bytes)
    value = parse_json(decode_marked(data, name=source.name, charset=source.charset), source.name)
    nodes = find_articles(value, source.name) or _find_records(value)
    if not nodes:
        hint = "It needs a node of a type such as NewsArticle, or fields such as title, text and published."
        raise ArticleError(f"{source.name}: no article in this JSON", hint=hint)
    for number, node in enumerate(nodes, start=1):
        name = f"{source.name}#{number}" if len(nodes) > 1 else source.name
        if len(nodes) > 1 and source.url is not None:
            message = f"--source names one article, but {source.name} holds {len(nodes)}"
            raise SettingsError(message, hint="Leave it out.")
        yield replace(source, name=name, facts=read_node(node))


def _find_records(value: object) -> list[Node]:
    """Find tables that are articles though they name no type."""
    return [
        item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict) and _holds_text(item)
    ]


def _holds_text(record: Node) -> bool:
    return any(name in record for name in BODY)


def _list_lines(source: Source, stream: BufferedReader, max_bytes: int) -> Iterator[Source]:
    number = count = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        is_long = len(line) > max_bytes
        while len(line) > max_bytes and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1) or b"\n"  # the rest of a line too long
        if line.strip() or is_long:
            count += 1
            part, where = replace(source, name=f"{source.name}#{number}"), f"{source.name}, line {number}"
            yield _refuse_line(part, where, max_bytes) if is_long else _read_line(part, line.strip(), where)
    if not count:
        raise ArticleError(f"{source.name}: nothing but white space" if number else f"{source.name}: the file is empty")


def _refuse_line(source: Source, where: str, max_bytes: int) -> Source:
    hint = "Shorten it, or raise KG_ARTICLE_BYTES."
    return replace(source, fault=ArticleError(f"{where}: longer than {max_bytes} bytes", hint=hint))


def _read_line(source: Source, line: bytes, where: str) -> Source:
    try:
        value = parse_json(decode_marked(line, name=where), where)
        nodes = find_articles(value, where)
    except ArticleError as error:
        return replace(source, fault=error)
    if not isinstance(value, dict):
        hint = 'Each line is one article: {"title": "...", "text": "...", "published": "2025-12-13"}'
        return replace(source, fault=ArticleError(f"{where}: no table of JSON", hint=hint))
    return replace(source, facts=read_node(nodes[0] if nodes else value))


def _list_feed(source: Source, stream: BufferedReader, max_bytes: int) -> Iterator[Source]:
    data = read_whole(stream, name=source.name, max_bytes=max_bytes)
    text = decode_marked(data, name=source.name, charset=source.charset)
    for number, facts in enumerate(list_items(text, name=source.name), start=1):
        yield replace(source, name=f"{source.name}#{number}", facts=facts, found_at=None)


def _list_archive(source: Source, stream: BufferedReader, max_bytes: int) -> Iterator[Source]:
    for page in list_pages(stream, name=source.name, max_bytes=max_bytes):
        yield replace(
            source,
            name=f"{source.name}#{page.number}",
            data=page.data,
            kind=Kind.HTML if page.is_html else Kind.TEXT,
            charset=page.charset,
            found_at=page.url,
            fault=page.fault,
        )


_LISTERS: Final[Mapping[Kind, Callable[[Source, BufferedReader, int], Iterator[Source]]]] = {
    Kind.TEXT: _list_whole,
    Kind.HTML: _list_whole,
    Kind.JSONLD: _list_nodes,
    Kind.JSONL: _list_lines,
    Kind.RSS: _list_feed,
    Kind.WARC: _list_archive,
}
