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
        names with their numbers, and `version`; all is 0 in an empty deployment.

    Raises:
        SettingsError: the folder is none, or was written under another base IRI.
    """
    folder, names = DataFolder(settings.data), Names(settings.base)
    folder.check()
    with read_current(settings) as current:
        if current is None:
            counts: dict[str, int | str] = dict.fromkeys((*COUNTED, "peopleFreed", "triples", "graphs"), 0)
            return {"version": EMPTY_VERSION, **counts, "quarantined": count_refused(folder)}
        snapshot, store = current
        return {
            "version": snapshot.version,
            **_count_types(store, names),
            "peopleFreed": _sum_tally(store, names),
            "triples": sum(1 for _ in store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)),
            "graphs": sum(1 for _ in store.named_graphs()),
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
