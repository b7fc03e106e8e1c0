"""Say where a graph comes from: article, text version, sections, extraction run, shapes."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from kg.graph.evidence import describe_place, describe_types
from kg.graph.literals import make_day, make_integer, make_tagged, make_text
from kg.graph.texts import name_graph, name_sections, name_version
from kg.model import Document, Identities, Iri, Quad, Triple
from kg.terms import DCTERMS, DCTERMS_IDENTIFIER, RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, Class, Names, Prop

CONFORMS_TO: Final = DCTERMS + "conformsTo"
LICENSE: Final = DCTERMS + "license"
STANDARD: Final = DCTERMS + "Standard"
URL_SIGNS: Final = ":/?#[]@!$&'()*+,;=%~"  # RFC 3986: all that may stand in a URL beside letters, digits and -._


def build_provenance(
    document: Document, identities: Identities, names: Names, *, shapes_digest: str, extractor: str
) -> frozenset[Quad]:
    """Build the provenance of one article's graph; no clock is read.

    Args:
        shapes_digest: hex digest of the shapes that the graph was judged by.
        extractor: name and version of the code that read the text.

    Shape: ArticleShape, ArticleVersionShape, AssertionGraphShape, ExtractionRunShape.
    """
    graph = names.graph("provenance")
    triples = (
        *describe_article(document, names.thing(identities.article), names),
        *describe_version(document, names.thing(identities.article), names),
        *describe_run(document, names, shapes_digest=shapes_digest, extractor=extractor),
    )
    return frozenset(Quad(*triple, graph) for triple in triples)


def describe_article(document: Document, node: Iri, names: Names) -> Iterator[Triple]:
    """Describe the article as a work: headline, day, publisher, address, licence."""
    yield from describe_types(node, Class.ARTICLE, names)
    yield Triple(node, RDFS_LABEL, make_tagged(document.title, document.language))
    if document.published is not None:
        yield Triple(node, names.prop(Prop.PUBLISHED), make_day(document.published))
    if document.publisher is not None:
        publisher = names.thing(f"publisher-{slugify(document.publisher)}")
        yield Triple(node, names.prop(Prop.PUBLISHER), publisher)
        yield from describe_types(publisher, Class.ORGANIZATION, names)
        yield Triple(publisher, SKOS_ALT_LABEL, make_tagged(document.publisher, document.language))
    if document.url is not None:
        yield Triple(node, names.prop(Prop.SOURCE_URL), quote(document.url, safe=URL_SIGNS))
    if document.licence is not None:
        yield Triple(node, LICENSE, quote(document.licence, safe=URL_SIGNS))


def slugify(name: str) -> str:
    """Make the last part of an IRI out of a name.

    >>> slugify("The Vilnius  Courier")
    'the-vilnius-courier'
    """
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unknown"


def describe_version(document: Document, article: Iri, names: Names) -> Iterator[Triple]:
    """Describe the exact text and its sections."""
    node = name_version(document, names)
    yield from describe_types(node, Class.ARTICLE_VERSION, names)
    yield Triple(node, names.prop(Prop.VERSION_OF), article)
    yield Triple(node, names.prop(Prop.SHA256), make_text(document.sha256))
    yield Triple(node, names.prop(Prop.CHAR_LENGTH), make_integer(len(document.text)))
    for part, section in zip(name_sections(document, names), document.sections, strict=True):
        yield Triple(node, names.prop(Prop.HAS_SECTION), part)
        yield from describe_types(part, Class.SECTION, names)
        yield Triple(part, names.prop(Prop.SECTION_KIND), names.concept(section.kind.value))
        yield from describe_place(part, section.span.start, section.span.end, names)


def describe_run(document: Document, names: Names, *, shapes_digest: str, extractor: str) -> Iterator[Triple]:
    """Describe the graph as a set of assertions: from which text, by which code, judged by which shapes."""
    graph, run = name_graph(document, names), names.thing(f"run-{document.hash12}-{slugify(extractor)}")
    shapes = names.thing(f"shapes-{shapes_digest[:12]}")
    yield from describe_types(graph, Class.ASSERTION_GRAPH, names)
    yield Triple(graph, names.prop(Prop.ASSERTED_FROM), name_version(document, names))
    yield Triple(graph, names.prop(Prop.PRODUCED_BY), run)
    yield Triple(graph, names.prop(Prop.REVIEW_STATUS), names.concept("machine"))
    yield Triple(graph, CONFORMS_TO, shapes)
    yield from describe_types(run, Class.EXTRACTION_RUN, names)
    yield Triple(run, names.prop(Prop.EXTRACTOR), make_text(extractor))
    yield Triple(shapes, RDF_TYPE, STANDARD)
    yield Triple(shapes, DCTERMS_IDENTIFIER, make_text(shapes_digest))
