"""Read articles out of JSON: nodes of schema.org in JSON-LD, or plain records; nothing is ever fetched."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from kg.articles.dates import DateFault, DateMatch
from kg.articles.facts import Facts, read_address, read_day, read_language, read_licence
from kg.articles.jsons import list_tables
from kg.articles.markup import tidy_line, tidy_text

# The names of fields that are read, for JSON Lines and JSON-LD alike; the first that says something holds.
HEADLINE: Final = ("headline", "title", "name", "alternativeHeadline")
BODY: Final = ("articleBody", "body", "text")
PUBLISHED: Final = ("datePublished", "published")
URL: Final = ("url", "mainEntityOfPage", "@id")
PUBLISHER: Final = ("publisher", "sourceOrganization", "provider")
LANGUAGE: Final = ("inLanguage", "language")
LICENCE: Final = ("license", "licence")
UPDATES: Final = "liveBlogUpdate"

_VOCABULARY: Final = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)")
_ARTICLE: Final = re.compile(r"(?:[A-Z]\w*)?Article|Report|BlogPosting|LiveBlogPosting|PressRelease")
_WORDS: Final = ("@value", "name", "headline", "url", "@id")  # where a table that stands for a word holds it
_DEPTH: Final = 4  # lists and tables around a word: {"publisher": [{"name": [{"@value": ...}]}]}

Node: TypeAlias = Mapping[str, object]


def find_articles(value: object, where: str) -> list[Node]:
    """Find the nodes of articles in JSON-LD, wherever they lie but in another article.

    Raises:
        ArticleError: far more parts than an article can have.

    >>> [node["headline"] for node in find_articles({"@graph": [{"@type": ["NewsArticle"], "headline": "Gate"}]}, "x")]
    ['Gate']
    """
    known = {
        name: node for node in list_tables(value, where) if isinstance(name := node.get("@id"), str) and len(node) > 1
    }
    return [_resolve(node, known) for node in list_tables(value, where, _is_article) if _is_article(node)]


def _is_article(node: Node) -> bool:
    return any(map(_ARTICLE.fullmatch, _list_types(node)))


def _list_types(node: Node) -> Iterator[str]:
    told = node.get("@type", node.get("type"))
    for word in told if isinstance(told, list) else [told]:
        if isinstance(word, str):
            yield _VOCABULARY.sub("", word)


def _resolve(node: Node, known: Mapping[str, Node]) -> Node:
    """Put what a reference names in its place: `"publisher": {"@id": "#desk"}`."""
    return {name: _follow(value, known) for name, value in node.items()}


def _follow(value: object, known: Mapping[str, Node]) -> object:
    if isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str):
        return known.get(value["@id"], value)
    return value


def read_node(node: Node) -> Facts:
    """Read what a node or a record says of its article; names of fields may have the prefix of schema.org.

    >>> facts = read_node({"title": "Gate opens", "text": "It did.", "published": "2021-05-03"})
    >>> facts.headline, facts.body, facts.day.day
    ('Gate opens', 'It did.', datetime.date(2021, 5, 3))
    """
    node = {_VOCABULARY.sub("", name): value for name, value in node.items()}
    return Facts(
        headline=_first(tidy_line, node, HEADLINE),
        body=tidy_text("\n\n".join(_find_body(node))) or None,
        day=_find_day(node),
        url=_first(read_address, node, URL),
        publisher=_first(_read_name, node, PUBLISHER),
        language=_first(read_language, node, LANGUAGE),
        licence=_first(read_licence, node, LICENCE),
    )


def _find_body(node: Node) -> list[str]:
    """Find the text: one string, a list of paragraphs, or the entries of a live page."""
    for name in BODY:
        if words := [word for word in list_words(node.get(name)) if word.strip()]:
            return words
    updates = node.get(UPDATES)
    entries = [entry for entry in updates if isinstance(entry, dict)] if isinstance(updates, list) else []
    return [word for entry in entries for name in ("headline", "articleBody") for word in list_words(entry.get(name))]


def _find_day(node: Node) -> DateMatch | None:
    for name in PUBLISHED:
        if (value := node.get(name)) is not None:
            words = next(list_words(value), None)
            return DateMatch(str(value)[:60], 0, fault=DateFault.NO_DATE) if words is None else read_day(words)
    return None


def _read_name(words: str) -> str | None:
    """Read the name of a publisher; an address is none."""
    return None if read_address(words) else tidy_line(words)


def _first(read: Callable[[str], str | None], node: Node, names: Sequence[str]) -> str | None:
    """Give the first words under any of the names that can be read."""
    found = (read(words) for name in names for words in list_words(node.get(name)))
    return next(filter(None, found), None)


def list_words(value: object, depth: int = _DEPTH) -> Iterator[str]:
    """List the words that a value of JSON-LD stands for: itself, those of a list, the name or address of a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth:
        for item in value:
            yield from list_words(item, depth - 1)
    elif isinstance(value, dict) and depth:
        for name in _WORDS:
            yield from list_words(value.get(name), depth - 1)
