"""Tell formats apart: by what a file holds first, and by its name where that says nothing."""

import re
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Name a format as `--format` does."""

    TEXT = "text"
    HTML = "html"
    JSONLD = "jsonld"
    JSONL = "jsonl"
    RSS = "rss"
    WARC = "warc"


_SUFFIXES: Final = {
    Kind.HTML: (".html", ".htm", ".xhtml"),
    Kind.JSONLD: (".jsonld", ".json"),
    Kind.JSONL: (".jsonl", ".ndjson"),
    Kind.RSS: (".rss", ".atom", ".xml"),
    Kind.WARC: (".warc",),
}
# Files of a folder that are taken for articles; `.json` and `.xml` are too often something else.
IN_FOLDERS: Final = (".txt", ".html", ".htm", ".xhtml", ".jsonld", ".jsonl", ".ndjson", ".rss", ".atom", ".warc")

_FEED: Final = re.compile(
    r"(?:<\?[^>]*+>|(?><!--.*?-->)|<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*+)?>|\s++)*+<(?:rss|(?:atom:)?feed|rdf:rdf)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1|script)[\s>/]", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[!?/a-zA-Z]")
_TABLE: Final = re.compile(r"\{\s*[\"}]")
_LIST: Final = re.compile(r"\[\s*[{\[\]]")
_LINKED: Final = re.compile(r'"(?:@context|@type|@graph|@id)"\s*:')
_LINES: Final = re.compile(r"\{[^\n]*\}[ \t\r]*\n\s*\{")
_TAGS_CHARS: Final = 2000  # within which the first tag of a page stands


def recognise(head: bytes, name: str) -> Kind:
    """Recognise the format of a file.

    Args:
        head: how it begins, some thousand bytes, unpacked.
        name: its name; an ending `.gz` says nothing.

    >>> recognise(b"<!doctype html><title>Gate", "x.txt"), recognise(b"Gate opens", "x.html"), recognise(b"Gate", "x")
    (<Kind.HTML: 'html'>, <Kind.HTML: 'html'>, <Kind.TEXT: 'text'>)
    """
    if head.startswith(b"WARC/"):
        return Kind.WARC
    named = _recognise_name(name)
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n\f\v")
    if text.startswith("<"):
        return _recognise_tags(text, named)
    if _TABLE.match(text):
        return _recognise_table(text, named)
    if _LIST.match(text):
        return Kind.JSONLD
    return named if text else Kind.TEXT


def _recognise_name(name: str) -> Kind:
    path = name.lower().split("?", maxsplit=1)[0].removesuffix(".gz")
    return next((kind for kind, suffixes in _SUFFIXES.items() if path.endswith(suffixes)), Kind.TEXT)


def _recognise_tags(text: str, named: Kind) -> Kind:
    if _FEED.match(text):
        return Kind.RSS
    if _HTML.search(text[:_TAGS_CHARS]) or (named == Kind.TEXT and _TAG.match(text)):
        return Kind.HTML
    return named


def _recognise_table(text: str, named: Kind) -> Kind:
    """Tell lines of tables from one table: another one begins in the next line, or nothing speaks of linked data."""
    if _LINES.match(text) or named == Kind.JSONL:
        return Kind.JSONL
    return Kind.JSONLD if _LINKED.search(text) or named == Kind.JSONLD or "\n" in text.strip() else Kind.JSONL
