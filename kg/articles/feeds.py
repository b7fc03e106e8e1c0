"""Read the items of RSS and Atom feeds, with feedparser; what is not well-formed or declares entities is refused."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from xml.parsers import expat

from kg.articles.dates import DateMatch
from kg.articles.extras import load_extra
from kg.articles.facts import Facts, read_address, read_day, read_language, read_licence
from kg.articles.markup import strip_markup, tidy_line
from kg.errors import ArticleError

_DEPTH_MAX: Final = 100  # feeds nest about ten deep
_ATTRIBUTES_MAX: Final = 100  # of one tag; feedparser takes minutes for thousands
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
_XML: Final = {"content-type": "application/xml; charset=utf-8"}
_DATED_BY_DC: Final = ("rss10", "rss090")  # their `dc:date`, which feedparser takes for an update, is the publication

Table = Mapping[str, object]


def list_items(text: str, *, name: str) -> Iterator[Facts]:
    """List what each item of a feed says, in the order of the feed.

    The day is the one printed in the item, in its own zone; that of an update is none.

    Raises:
        ArticleError: feedparser is not installed, or this is no feed; names the line.
    """
    text = _DECLARATION.sub("", text, count=1)
    _check_xml(text, name)
    feedparser = load_extra("feedparser", name=name, purpose="a feed")
    read = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers=_XML,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    feed, entries = _take_table(read.get("feed")), read.get("entries")
    if not isinstance(entries, list) or not entries:
        raise ArticleError(f"{name}: no items in this feed", hint="Is it RSS or Atom?")
    for entry in entries:
        yield _read_item(_take_table(entry), feed, version=str(read.get("version")))


def _check_xml(text: str, name: str) -> None:
    """Check that XML is well-formed, declares nothing and is not too deep: feedparser would try to mend it, slowly."""
    parser = expat.ParserCreate(encoding="utf-8")
    depth = 0

    def open_tag(_tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        where = f"{name}, line {parser.CurrentLineNumber}"
        if depth > _DEPTH_MAX:
            raise ArticleError(f"{where}: tags nested deeper than {_DEPTH_MAX}")
        if len(attributes) > _ATTRIBUTES_MAX:
            raise ArticleError(f"{where}: a tag with more than {_ATTRIBUTES_MAX} attributes")

    def close_tag(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse_declaration(_name: str, _system: object, _public: object, has_subset: object) -> None:
        if has_subset:
            hint = "Take the DOCTYPE out."
            raise ArticleError(f"{name}: a DOCTYPE that declares entities, which no feed needs", hint=hint)

    parser.StartElementHandler, parser.EndElementHandler = open_tag, close_tag
    parser.StartDoctypeDeclHandler = refuse_declaration
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - the C function takes no keyword
    except expat.ExpatError as error:
        message = f"{name}, line {error.lineno}: no well-formed XML ({expat.ErrorString(error.code)})"
        raise ArticleError(message, hint="Check the feed with a feed validator.") from error


def _read_item(entry: Table, feed: Table, *, version: str) -> Facts:
    title = _find_words(entry, "title")
    return Facts(
        headline=title and tidy_line(title),
        body=_find_body(entry) or None,
        day=_find_day(entry, version),
        url=read_address(_find_words(entry, "link") or ""),
        publisher=_find_publisher(entry, feed),
        language=_find_language(entry, feed),
        licence=_find_licence(entry) or _find_licence(feed),
    )


def _find_body(entry: Table) -> str:
    """Find the full text, else the summary."""
    parts = [*_list_tables(entry.get("content")), *_list_tables([entry.get("summary_detail")])]
    for part in parts:
        words = _find_words(part, "value") or ""
        body = words.strip() if part.get("type") == "text/plain" and "<" not in words else strip_markup(words)
        if body:
            return body
    return ""


def _find_day(entry: Table, version: str) -> DateMatch | None:
    names = ("published", "updated") if version in _DATED_BY_DC else ("published",)
    return next((read_day(words) for name in names if (words := _find_words(entry, name))), None)


def _find_publisher(entry: Table, feed: Table) -> str | None:
    told = (
        _find_words(_take_table(entry.get("source")), "title"),
        *(_find_words(table, "publisher") for table in (entry, feed)),
        _find_words(feed, "title"),
    )
    return next((tidy_line(words) for words in told if words and words.strip()), None)


def _find_language(entry: Table, feed: Table) -> str | None:
    details = [*_list_tables(entry.get("content")), *_list_tables([entry.get("title_detail")]), feed]
    return next((tag for part in details if (tag := read_language(_find_words(part, "language") or ""))), None)


def _find_licence(table: Table) -> str | None:
    links = [_find_words(link, "href") for link in _list_tables(table.get("links")) if link.get("rel") == "license"]
    told = (_find_words(table, "license"), *links, _find_words(table, "rights"))
    return next((licence for words in told if words and (licence := read_licence(words))), None)


def _find_words(table: Table, name: str) -> str | None:
    value = table.get(name)
    return value if isinstance(value, str) else None


def _take_table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _list_tables(value: object) -> list[Table]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
