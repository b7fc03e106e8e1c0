"""Name the formats of results, and know which of them a query can be answered in."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """Hold one format: its short name, media type, file ending, and what else clients call it."""

    name: str
    media_type: str
    extension: str
    is_graph: bool
    aliases: tuple[str, ...] = ()
    other_types: tuple[str, ...] = ()
    has_charset: bool = True

    @property
    def content_type(self) -> str:
        """Give the Content-Type header; text formats say that they are UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.has_charset else self.media_type


# The first of each kind is the default. Order decides ties, so the most useful stand first.
TABLE_FORMATS: Final = (
    Format(
        "json",
        "application/sparql-results+json",
        "json",
        is_graph=False,
        other_types=("application/json", "text/javascript", "application/javascript", "text/json"),
        has_charset=False,
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        "xml",
        is_graph=False,
        other_types=("application/xml", "text/xml"),
        has_charset=False,
    ),
    Format("csv", "text/csv", "csv", is_graph=False),
    Format("tsv", "text/tab-separated-values", "tsv", is_graph=False),
)
GRAPH_FORMATS: Final = (
    Format(
        "turtle",
        "text/turtle",
        "ttl",
        is_graph=True,
        aliases=("ttl", "n3"),
        other_types=("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3"),
    ),
    Format(
        "ntriples",
        "application/n-triples",
        "nt",
        is_graph=True,
        aliases=("nt", "n-triples"),
        other_types=("text/plain",),
        has_charset=False,
    ),
    Format(
        "jsonld",
        "application/ld+json",
        "jsonld",
        is_graph=True,
        aliases=("json-ld", "json"),
        other_types=("application/json",),
        has_charset=False,
    ),
    Format(
        "rdfxml",
        "application/rdf+xml",
        "rdf",
        is_graph=True,
        aliases=("rdf", "rdf+xml", "xml", "rdf-xml"),
        other_types=("application/xml", "text/xml"),
        has_charset=False,
    ),
    Format("trig", "application/trig", "trig", is_graph=True),
    Format("nquads", "application/n-quads", "nq", is_graph=True, aliases=("nq", "n-quads"), has_charset=False),
)


def list_formats(*, is_graph: bool) -> tuple[Format, ...]:
    """List the formats that a graph, or a table, can be written in; the default first."""
    return GRAPH_FORMATS if is_graph else TABLE_FORMATS


def find_format(name: str, *, is_graph: bool) -> Format | None:
    """Find a format by a name, alias or media type that clients use.

    >>> [f.name for f in (find_format("xml", is_graph=True), find_format("JSON", is_graph=False)) if f]
    ['rdfxml', 'json']
    """
    wanted = name.strip().lower()
    for form in list_formats(is_graph=is_graph):
        if wanted in {form.name, form.media_type, *form.aliases, *form.other_types}:
            return form
    return None
