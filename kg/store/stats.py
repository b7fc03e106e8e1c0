"""Count what is in the store, by the names that people use."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from kg.model import Quad
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.quads import DEFAULT_GRAPH, from_quad
from kg.store.quarantine import count_refused
from kg.store.snapshots import read_current
from kg.store.versions import EMPTY_VERSION
from kg.terms import RDF_TYPE, Class, Names, Prop

COUNTED: Final = (
    *(Class.ARTICLE, Class.PERSON, Class.RELEASE, Class.TRANSFER, Class.SANCTION_RELIEF, Class.SANCTION_IMPOSITION),
    *(Class.NEGOTIATION, Class.STATEMENT, Class.EVIDENCE),
)


def read_quads(settings: Settings) -> Iterator[Quad]:
    """Go through the quads of the named graphs as published now; none for an empty deployment."""
    DataFolder(settings.data).check()
    with read_current(settings) as current:
        if current is not None:
            yield from (from_quad(quad) for quad in current[1] if quad.graph_name != DEFAULT_GRAPH)


def count_store(settings: Settings) -> dict[str, int | str]:
    """Count articles, people, events told as fact, and triples as published now.

    Returns:
        names with their numbers, and `version`; all are 0 in an empty deployment.

    Raises:
        SettingsError: the folder is none, or was written under another base IRI.
    """
    folder, names = DataFolder(settings.data), Names(settings.base)
    folder.check()
    with read_current(settings) as current:
        if current is None:
            counts: dict[str, int | str] = dict.fromkeys((*COUNTED, "peopleFreed", "triples", "graphs", "retracted"), 0)
            return {"version": EMPTY_VERSION, **counts, "quarantined": count_refused(folder)}
        snapshot, store = current
        return {
            "version": snapshot.version,
            **_count_types(store, names),
            str(Class.ARTICLE): _count_articles(store, names),
            "peopleFreed": _sum_tally(store, names),
            "triples": sum(1 for _ in store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)),
            "graphs": sum(1 for _ in store.named_graphs()),
            "retracted": len(_find_retracted(store, names)),
            "quarantined": count_refused(folder),
        }


def _count_types(store: ox.Store, names: Names) -> dict[str, int]:
    """Count the things of each type; of situations, those told as fact."""
    told = store.quads_for_pattern(None, ox.NamedNode(names.prop(Prop.STANDING)), None, DEFAULT_GRAPH)
    factual = ox.NamedNode(names.concept("factual"))
    unreal = {quad.subject for quad in told if quad.object != factual}
    counts = {}
    for name in COUNTED:
        pattern = (None, ox.NamedNode(RDF_TYPE), ox.NamedNode(names.of_class(name)), DEFAULT_GRAPH)
        counts[str(name)] = sum(1 for quad in store.quads_for_pattern(*pattern) if quad.subject not in unreal)
    return counts


def _count_articles(store: ox.Store, names: Names) -> int:
    """Count the articles of which a text is public: provenance knows those that were withdrawn, too."""
    retracted = _find_retracted(store, names)
    sources = store.quads_for_pattern(None, ox.NamedNode(names.prop(Prop.ASSERTED_FROM)), None, DEFAULT_GRAPH)
    texts = {quad.object for quad in sources if quad.subject not in retracted}
    versions = store.quads_for_pattern(None, ox.NamedNode(names.prop(Prop.VERSION_OF)), None, DEFAULT_GRAPH)
    return len({quad.object for quad in versions if quad.subject in texts})


def _find_retracted(store: ox.Store, names: Names) -> set[ox.NamedNode | ox.BlankNode | ox.Triple]:
    """Find the graphs of the texts that people have withdrawn."""
    status, retracted = ox.NamedNode(names.prop(Prop.REVIEW_STATUS)), ox.NamedNode(names.concept("retracted"))
    return {quad.subject for quad in store.quads_for_pattern(None, status, retracted, DEFAULT_GRAPH)}


def _sum_tally(store: ox.Store, names: Names) -> int:
    releases = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(RDF_TYPE), ox.NamedNode(names.of_class(Class.RELEASE)), DEFAULT_GRAPH
        )
    }
    tallies = store.quads_for_pattern(None, ox.NamedNode(names.prop(Prop.TALLY)), None, DEFAULT_GRAPH)
    return sum(
        int(quad.object.value) for quad in tallies if quad.subject in releases and isinstance(quad.object, ox.Literal)
    )
