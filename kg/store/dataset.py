"""Let the dataset describe itself in its metadata graph: VoID with true counts, DCAT with what can be fetched.

The description follows from the merged view and the base IRI alone. It is the store's own: it changes with each
commit that changes the merged view, and nobody else can change it. Sizes and checksums of files stand in a dump's
manifest, not here. A class or property that nothing uses has no partition.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.store.counts import Count, Measure, recount
from kg.store.versions import is_version_quad, metadata_graph
from kg.terms import (
    CC0,
    DCAT,
    DCTERMS,
    FOAF,
    FORMATS,
    MEDIA_TYPES,
    OWL,
    PROV,
    RDF,
    RDF_TYPE,
    RDFS,
    SCHEMA,
    SKOS,
    VOID,
    XSD_INTEGER,
    Names,
)

TITLE: Final = "Clemency: releases of prisoners and sanctions, as news tells them"
DESCRIPTION: Final = (
    "Who freed whom, when and for what, and which sanctions were imposed, eased or lifted: what news articles say, "
    "each statement with the words of the article that make it. The counts describe the default graph, which holds "
    "every triple of the public named graphs once, this description and the validation reports apart."
)
KEYWORDS: Final = ("prisoner releases", "political prisoners", "sanctions", "diplomacy", "news", "provenance")
_LOCAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Names of partitions follow from these, so a change here changes published names.
_PREFIXES: Final[Mapping[str, str]] = {
    RDF: "rdf",
    RDFS: "rdfs",
    OWL: "owl",
    SKOS: "skos",
    DCTERMS: "dcterms",
    PROV: "prov",
    FOAF: "foaf",
    SCHEMA: "schema",
}
_COUNTED: Final = frozenset(f"{VOID}{measure}" for measure in Measure)
_LINKS: Final = frozenset({f"{VOID}classPartition", f"{VOID}propertyPartition"})


@dataclass(frozen=True, slots=True)
class DumpKind:
    """Hold what one data file of a dump set is; `media_type` is that of what is packed in it."""

    key: str
    file: str
    title: str
    media_type: str
    format_name: str


DUMP_KINDS: Final = (
    DumpKind(
        "turtle", "clemency.ttl.gz", "The merged view: every triple once, without graphs", "text/turtle", "Turtle"
    ),
    DumpKind("trig", "clemency.trig.gz", "Everything public, with its named graphs", "application/trig", "TriG"),
    DumpKind("nquads", "clemency.nq.gz", "Everything public, with its named graphs", "application/n-quads", "N-Quads"),
)


def is_own_quad(quad: ox.Quad, names: Names) -> bool:
    """Say whether a quad states the version or belongs to the description, which only the store may change."""
    if quad.graph_name != metadata_graph(names) or not isinstance(quad.subject, ox.NamedNode):
        return False
    if quad.subject.value.startswith(names.part("")) or is_version_quad(quad, names):
        return True
    return quad.subject.value == names.dataset and quad.predicate.value.startswith((RDF_TYPE, VOID, DCAT, DCTERMS))


def describe_store(store: ox.Store, names: Names) -> set[ox.Quad]:
    """Describe a store from the start: counts everything."""
    return _describe_counts(recount(store, names), names) | _describe_whole(names)


def find_own(store: ox.Store, names: Names) -> set[ox.Quad]:
    """Find the description that a store holds, the version apart."""
    return {
        quad
        for quad in store.quads_for_pattern(None, None, None, metadata_graph(names))
        if is_own_quad(quad, names) and not is_version_quad(quad, names)
    }


def find_prefixes(names: Names) -> dict[str, str]:
    """List the prefixes of the files that hold all of the dataset, in reading order."""
    own = {"ga": names.graph("article/"), "part": names.part("")}
    return {**names.prefixes, "void": VOID, "dcat": DCAT, **own}


def follow_change(store: ox.Store, change: Counter[Count], names: Names) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Say which quads of the description leave and enter with a change of the counts.

    A store without a description, or with one that another version of this program wrote, gets it anew.
    """
    whole, found = _describe_whole(names), _find_whole(store, names)
    is_new = whole != found
    counts = recount(store, names) if is_new else Counter()
    touched = {*counts, *change, Count(Measure.CLASSES), Count(Measure.PROPERTIES)}
    old = {count: counts[count] if is_new else _read_count(store, count, names) for count in touched}
    new = {count: value + change[count] for count, value in old.items()}
    for count, value in new.items():
        if (number := _find_number(count)) is not None:
            new[number] += (value > 0) - (old[count] > 0)
    leaving = find_own(store, names) if is_new else _describe_counts(old, names)
    entering = _describe_counts(new, names) | (whole if is_new else set())
    return leaving - entering, entering - leaving


def _find_number(count: Count) -> Count | None:
    """Say which number of things of a kind a count belongs to, if it is that of one class or property."""
    if count.of_class and count.measure == Measure.ENTITIES:
        return Count(Measure.CLASSES)
    if count.of_property and not count.of_class and count.measure == Measure.TRIPLES:
        return Count(Measure.PROPERTIES)
    return None


# ---- counts


def _read_count(store: ox.Store, count: Count, names: Names) -> int:
    pattern = (_find_node(count, names), ox.NamedNode(f"{VOID}{count.measure}"), None, metadata_graph(names))
    quad = next(store.quads_for_pattern(*pattern), None)
    return int(quad.object.value) if quad is not None and isinstance(quad.object, ox.Literal) else 0


def _describe_counts(counts: Mapping[Count, int], names: Names) -> set[ox.Quad]:
    return {quad for count, value in counts.items() for quad in _describe_count(count, value, names)}


def _describe_count(count: Count, value: int, names: Names) -> set[ox.Quad]:
    """State one count; an empty partition is not there at all."""
    is_partition = bool(count.of_class or count.of_property)
    if is_partition and not value:
        return set()
    graph, node = metadata_graph(names), _find_node(count, names)
    number = ox.Literal(str(value), datatype=ox.NamedNode(XSD_INTEGER))
    quads = {ox.Quad(node, ox.NamedNode(f"{VOID}{count.measure}"), number, graph)}
    if is_partition:
        kind, term = ("property", count.of_property) if count.of_property else ("class", count.of_class)
        whole = _find_node(count._replace(of_property="", of_class=count.of_class if count.of_property else ""), names)
        quads.add(ox.Quad(whole, ox.NamedNode(f"{VOID}{kind}Partition"), node, graph))
        quads.add(ox.Quad(node, ox.NamedNode(f"{VOID}{kind}"), ox.NamedNode(term), graph))
    return quads


@lru_cache(maxsize=8192)  # each commit names the same few hundred parts
def _find_node(count: Count, names: Names) -> ox.NamedNode:
    """Name the part of the description that a count belongs to."""
    parts = [("class", count.of_class), ("property", count.of_property)]
    name = "-".join(f"{kind}-{_name_term(term, names)}" for kind, term in parts if term)
    return ox.NamedNode(names.part(name) if name else names.dataset)


def _name_term(iri: str, names: Names) -> str:
    """Shorten the IRI of a term to a name that no other term has; ours go without a prefix.

    >>> [_name_term(iri, Names()) for iri in (Names().base + "ontology#Release", SKOS + "Concept")]
    ['Release', 'skos-Concept']
    """
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = "" if iri[:end] == names.prefixes["clem"] else _PREFIXES.get(iri[:end])
    if prefix is None or not _LOCAL.fullmatch(iri, end):
        return quote(iri, safe="").replace("-", "%2D")
    return f"{prefix}-{iri[end:]}" if prefix else iri[end:]


# ---- the whole


def _find_whole(store: ox.Store, names: Names) -> set[ox.Quad]:
    """Find what the description says besides counts and partitions."""
    graph = metadata_graph(names)
    subjects = {names.dataset, *(names.part(f"dump-{kind.key}") for kind in DUMP_KINDS)}
    about = (quad for name in subjects for quad in store.quads_for_pattern(ox.NamedNode(name), None, None, graph))
    return {
        quad
        for quad in about
        if is_own_quad(quad, names)
        and not is_version_quad(quad, names)
        and quad.predicate.value not in _COUNTED | _LINKS
    }


@lru_cache(maxsize=8)
def _describe_whole(names: Names) -> frozenset[ox.Quad]:
    graph = metadata_graph(names)
    return frozenset(
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph)
        for subject, predicate, value in (*_describe_dataset(names), *_describe_files(names))
    )


def _describe_dataset(names: Names) -> Iterator[tuple[str, str, ox.NamedNode | ox.Literal]]:
    iris = (
        (RDF_TYPE, (f"{VOID}Dataset", f"{DCAT}Dataset")),
        (f"{DCTERMS}license", (CC0,)),
        (f"{DCAT}landingPage", (names.base,)),
        (f"{DCAT}distribution", tuple(names.part(f"dump-{kind.key}") for kind in DUMP_KINDS)),
        (f"{VOID}dataDump", tuple(_find_file(kind, names) for kind in DUMP_KINDS)),
        (f"{VOID}feature", tuple(f"{FORMATS}{kind.format_name}" for kind in DUMP_KINDS)),
        (f"{VOID}sparqlEndpoint", (f"{names.base}sparql",)),
        (f"{VOID}vocabulary", (f"{names.base}ontology#", SKOS, SCHEMA, PROV)),
    )
    yield from ((names.dataset, predicate, ox.NamedNode(iri)) for predicate, values in iris for iri in values)
    yield names.dataset, f"{DCTERMS}title", ox.Literal(TITLE, language="en")
    yield names.dataset, f"{DCTERMS}description", ox.Literal(DESCRIPTION, language="en")
    yield names.dataset, f"{VOID}uriSpace", ox.Literal(names.thing(""))
    yield from ((names.dataset, f"{DCAT}keyword", ox.Literal(word, language="en")) for word in KEYWORDS)


def _describe_files(names: Names) -> Iterator[tuple[str, str, ox.NamedNode | ox.Literal]]:
    for kind in DUMP_KINDS:
        node = names.part(f"dump-{kind.key}")
        yield node, RDF_TYPE, ox.NamedNode(f"{DCAT}Distribution")
        yield node, f"{DCTERMS}title", ox.Literal(kind.title, language="en")
        yield node, f"{DCTERMS}license", ox.NamedNode(CC0)
        yield node, f"{DCAT}accessURL", ox.NamedNode(f"{names.base}dumps/")
        yield node, f"{DCAT}downloadURL", ox.NamedNode(_find_file(kind, names))
        yield node, f"{DCAT}mediaType", ox.NamedNode(f"{MEDIA_TYPES}{kind.media_type}")
        yield node, f"{DCAT}compressFormat", ox.NamedNode(f"{MEDIA_TYPES}application/gzip")


def _find_file(kind: DumpKind, names: Names) -> str:
    return f"{names.base}dumps/latest/{kind.file}"
