"""Keep the history of articles: which text is current, which one it replaced, what was withdrawn, what is gone.

An article has one current text in the public data, whose graph holds what it says. All else stands in the graph
`provenance`, so that it goes with every dump:

- a newer text `prov:wasRevisionOf` the one whose place it took; the older one is `owl:deprecated` and
  `dcterms:isReplacedBy` the newer one, and its graph is gone;
- a text that people withdrew keeps its record. Its graph, which is empty, has the status retracted and
  `prov:wasInvalidatedBy` the retraction, with its day (`dcterms:date`) and reason (`rdfs:comment`);
- a thing that no text tells any more is `owl:deprecated` and `prov:wasDerivedFrom` the texts that told it last; an
  event keeps the hashes of its keys (`dcterms:identifier`), so that any copy of the data knows it again. What has the
  hash of a withdrawn or replaced text in its name (quotes, sentences, statements) goes without: the state of the text
  says it, and a page that is corrected every hour would leave thousands of marks.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.errors import SettingsError
from kg.graph.literals import make_day, make_text
from kg.model import Iri, Literal, Quad
from kg.terms import (
    DCTERMS_DATE,
    DCTERMS_IDENTIFIER,
    DCTERMS_IS_REPLACED_BY,
    OWL_DEPRECATED,
    PROV_ACTIVITY,
    PROV_WAS_DERIVED_FROM,
    PROV_WAS_INVALIDATED_BY,
    PROV_WAS_REVISION_OF,
    RDF_TYPE,
    RDFS_COMMENT,
    XSD_BOOLEAN,
    Names,
    Prop,
)

# On what is gone.
MARKS: Final = frozenset({OWL_DEPRECATED, DCTERMS_IDENTIFIER, DCTERMS_IS_REPLACED_BY, PROV_WAS_DERIVED_FROM})
HASH: Final = re.compile(r"(?<![^-])[0-9a-f]{12}(?![^-])")
TRUE: Final = Literal("true", XSD_BOOLEAN)


@dataclass(frozen=True, slots=True)
class Retraction:
    """Hold the decision to withdraw a text, as people took it."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """Hold what provenance says of one text and its graph; `retraction` is None while the text is public."""

    article: Iri
    text: Iri
    graph: Iri
    quads: frozenset[Quad]  # but not which text it replaced: that stays true
    retraction: Retraction | None = None

    @property
    def hash12(self) -> str:
        """Give the hash of the text."""
        return find_hash(self.graph)


def find_hash(graph: Iri) -> str:
    """Give the hash of the text that the graph of an article is made from."""
    return graph.rpartition("/")[2]


def list_records(quads: Iterable[Quad], names: Names) -> tuple[Record, ...]:
    """List the records of all texts that are public or withdrawn, by the IRI of their graph."""
    provenance, source = names.graph("provenance"), names.prop(Prop.ASSERTED_FROM)
    told: dict[Iri, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad.graph == provenance:
            told[quad.subject].append(quad)
    pairs = sorted((q.subject, q.object) for each in told.values() for q in each if q.predicate == source)
    return tuple(read_record(graph, text, told, names) for graph, text in pairs if isinstance(text, str))


def find_text(hash12: str, quads: Iterable[Quad], names: Names) -> Record | None:
    """Find the record of a text that is public or withdrawn; None where there is none."""
    graph = names.graph(f"article/{hash12}")
    return next((record for record in list_records(quads, names) if record.graph == graph), None)


def find_record(article: str, quads: Iterable[Quad], names: Names) -> Record:
    """Find the text that somebody means: the one of a hash, or the current one of an article.

    Args:
        article: the hash, or the IRI of graph, text or article; its last part will do, whatever the host before it.
        quads: all quads.
        names: turns names into IRIs.

    Raises:
        SettingsError: there is none, or more than one, or another text has taken its place.
    """
    name, told = article.rstrip("/").rpartition("/")[2], list(quads)
    records = list_records(told, names)
    found = [record for record in records if name in {record.hash12, record.text.removeprefix(names.thing(""))}]
    found = found or [record for record in records if name and record.article == names.thing(name)]
    found = [record for record in found if record.retraction is None] or found
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"Give the hash of one of them: {', '.join(record.hash12 for record in found)}."
        raise SettingsError(f"{article} has {len(found)} texts", hint=hint)
    text = names.thing(f"text-{name.removeprefix('text-')}")
    newer = [quad.object for quad in told if quad.subject == text and quad.predicate == DCTERMS_IS_REPLACED_BY]
    if newer:
        raise SettingsError(f"{article} is no longer public", hint=f"This text took its place: {newer[0]}")
    raise SettingsError(
        f"there is no article {article!r}", hint="Give the hash at the end of the graph that kg ingest printed."
    )


def read_record(graph: Iri, text: Iri, told: Mapping[Iri, list[Quad]], names: Names) -> Record:
    """Read the record of one text from the quads of provenance, by subject."""
    own = [*told.get(graph, ()), *told.get(text, ())]
    leading = {names.prop(Prop.HAS_SECTION), names.prop(Prop.PRODUCED_BY), PROV_WAS_INVALIDATED_BY}
    parts = {quad.object for quad in own if quad.predicate in leading and isinstance(quad.object, str)}
    quads = [*own, *(quad for part in parts for quad in told.get(part, ()))]
    version_of = names.prop(Prop.VERSION_OF)
    return Record(
        article=min((q.object for q in own if q.predicate == version_of and isinstance(q.object, str)), default=""),
        text=text,
        graph=graph,
        quads=frozenset(quad for quad in quads if quad.predicate != PROV_WAS_REVISION_OF),
        retraction=read_retraction(graph, quads),
    )


def read_retraction(graph: Iri, quads: Iterable[Quad]) -> Retraction | None:
    """Read on which day and why a graph was withdrawn; None where it was not."""
    told = list(quads)
    nodes = {quad.object for quad in told if quad.subject == graph and quad.predicate == PROV_WAS_INVALIDATED_BY}
    values = {quad.predicate: quad.object for quad in told if quad.subject in nodes}
    day, reason = values.get(DCTERMS_DATE), values.get(RDFS_COMMENT)
    if not isinstance(day, Literal) or not isinstance(reason, Literal):
        return None
    return Retraction(date.fromisoformat(day.lexical), reason.lexical)


def put_version(
    before: frozenset[Quad], new: frozenset[Quad], *, article: Iri, text: Iri, names: Names
) -> frozenset[Quad]:
    """Put a text in the place of the current one of its article; the same text once more adds its address.

    Args:
        before: all quads so far.
        new: the graph of the text and its provenance.
        article: the article that the text is a version of.
        text: the version.
        names: turns names into IRIs.
    """
    provenance = names.graph("provenance")
    records = [record for record in list_records(before, names) if record.article == article]
    replaced = [record for record in records if record.retraction is None or record.text == text]
    graphs = {record.graph for record in replaced}
    old = frozenset[Quad]().union(*(record.quads for record in replaced))
    kept = {
        quad
        for quad in before
        if quad.graph not in graphs
        and quad not in old
        and (quad.graph != provenance or not is_outdated(quad, article=article, text=text))
    }
    return frozenset(kept).union(
        new, revise(records, kept, text, provenance), keep_addresses(before, replaced, text, names)
    )


def keep_addresses(before: frozenset[Quad], replaced: Iterable[Record], text: Iri, names: Names) -> frozenset[Quad]:
    """Keep where on the web the very same text is known to stand."""
    articles = {record.article for record in replaced if record.text == text}
    found = (quad for quad in before if quad.predicate == names.prop(Prop.SOURCE_URL) and quad.subject in articles)
    return frozenset(found)


def is_outdated(quad: Quad, *, article: Iri, text: Iri) -> bool:
    """Say whether a quad of provenance is not so when this text becomes the current one of its article."""
    if quad.subject == text:
        return quad.predicate in MARKS
    return quad.subject == article or (quad.predicate == PROV_WAS_REVISION_OF and quad.object == text)


def revise(records: Iterable[Record], kept: Iterable[Quad], text: Iri, provenance: Iri) -> Iterator[Quad]:
    """Say which text this one revises: the current one, else those that were withdrawn without a successor."""
    others = [record for record in records if record.text != text]
    current = [record for record in others if record.retraction is None]
    revised = {quad.object for quad in kept if quad.predicate == PROV_WAS_REVISION_OF}
    for record in current or [record for record in others if record.text not in revised]:
        yield Quad(text, PROV_WAS_REVISION_OF, record.text, provenance)
    for record in current:
        yield Quad(record.text, OWL_DEPRECATED, TRUE, provenance)
        yield Quad(record.text, DCTERMS_IS_REPLACED_BY, text, provenance)


def withdraw_version(before: frozenset[Quad], record: Record, retraction: Retraction, names: Names) -> frozenset[Quad]:
    """Take the graph of a text out of the data and write into its record that it was withdrawn, when and why."""
    provenance, status = names.graph("provenance"), names.prop(Prop.REVIEW_STATUS)
    node = names.thing(f"retraction-{record.hash12}")
    kept = {
        quad
        for quad in before
        if quad.graph != record.graph and (quad.subject, quad.predicate) != (record.graph, status)
    }
    return frozenset(kept) | {
        Quad(record.graph, status, names.concept("retracted"), provenance),
        Quad(record.graph, PROV_WAS_INVALIDATED_BY, node, provenance),
        Quad(node, RDF_TYPE, PROV_ACTIVITY, provenance),
        Quad(node, DCTERMS_DATE, make_day(retraction.day), provenance),
        Quad(node, RDFS_COMMENT, make_text(retraction.reason), provenance),
    }


def mark_gone(
    before: frozenset[Quad], after: frozenset[Quad], names: Names, list_keys: Callable[[str], Iterable[str]]
) -> frozenset[Quad]:
    """Mark what texts told before and no longer tell, and take the marks off what is told again.

    Args:
        before: all quads before the change.
        after: all quads after it.
        names: turns names into IRIs.
        list_keys: lists the hashes by which a thing is known again, by its slug.
    """
    provenance, things, articles = names.graph("provenance"), names.thing(""), names.graph("article/")
    new = after - before
    told_again = {quad.subject for quad in new if quad.predicate == RDF_TYPE and quad.graph.startswith(articles)}
    kept = frozenset(
        quad
        for quad in after
        if quad.graph != provenance or quad.subject not in told_again or quad.predicate not in MARKS
    )
    return kept | {
        mark
        for node, graphs in find_gone(before, kept, names).items()
        for mark in (
            Quad(node, OWL_DEPRECATED, TRUE, provenance),
            *(
                Quad(node, PROV_WAS_DERIVED_FROM, names.thing(f"text-{find_hash(graph)}"), provenance)
                for graph in graphs
            ),
            *(
                Quad(node, DCTERMS_IDENTIFIER, make_text(key), provenance)
                for key in list_keys(node.removeprefix(things))
            ),
        )
    }


def find_gone(before: frozenset[Quad], after: frozenset[Quad], names: Names) -> dict[Iri, set[Iri]]:
    """Find the things that texts told before and no longer tell, with the graphs that told them."""
    things, articles = names.thing(""), names.graph("article/")
    lost: dict[Iri, set[Iri]] = defaultdict(set)
    for quad in before - after:
        if quad.predicate == RDF_TYPE and quad.graph.startswith(articles) and quad.subject.startswith(things):
            lost[quad.subject].add(quad.graph)
    living = {quad.subject for quad in after if quad.predicate == RDF_TYPE and quad.subject in lost}
    hashes = {find_hash(graph) for graph in set().union(*lost.values()) - {quad.graph for quad in after}}
    return {
        node: graphs
        for node, graphs in lost.items()
        if node not in living and hashes.isdisjoint(HASH.findall(node.removeprefix(things)))
    }


def count_gone(quads: Iterable[Quad]) -> int:
    """Count the things that no text tells any more."""
    return len({quad.subject for quad in quads if quad.predicate == PROV_WAS_DERIVED_FROM})
