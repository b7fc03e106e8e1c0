"""Count what the merged view holds, as VoID counts it, and keep the counts true with each change.

What a change costs depends on the things it touches, never on the size of the store: a thing's old description is
looked up, and the difference to the new one is what is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.quads import DEFAULT_GRAPH
from kg.terms import RDF_TYPE, Names


class Measure(StrEnum):
    """Say what is counted; the names are properties of VoID."""

    TRIPLES = "triples"
    ENTITIES = "entities"
    SUBJECTS = "distinctSubjects"
    OBJECTS = "distinctObjects"
    CLASSES = "classes"
    PROPERTIES = "properties"


class Count(NamedTuple):
    """Name one count: of everything, of a class, of a property, or of a property on the things of a class."""

    measure: Measure
    of_class: str = ""
    of_property: str = ""


_Pair: TypeAlias = tuple[ox.NamedNode | None, ox.NamedNode | ox.Literal]

_TYPE: Final = ox.NamedNode(RDF_TYPE)
# Each query gives the number first, then class and property as far as it has them.
_RECOUNTS: Final[Mapping[Measure, tuple[str, ...]]] = {
    Measure.TRIPLES: (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) ?p { ?s ?p ?o } GROUP BY ?p",
        "SELECT (COUNT(*) AS ?n) ?c ?p { ?s a ?c ; ?p ?o } GROUP BY ?c ?p",
    ),
    Measure.ENTITIES: (
        'SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s { ?s ?p ?o } } FILTER(STRSTARTS(STR(?s), "SPACE")) }',
        "SELECT (COUNT(*) AS ?n) ?c { ?s a ?c } GROUP BY ?c",
    ),
    Measure.SUBJECTS: (
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(DISTINCT ?s) AS ?n) ?p { ?s ?p ?o } GROUP BY ?p",
    ),
    Measure.OBJECTS: (
        "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(DISTINCT ?o) AS ?n) ?p { ?s ?p ?o } GROUP BY ?p",
    ),
    Measure.CLASSES: ("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",),
    Measure.PROPERTIES: ("SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",),
}


def count_change(
    store: ox.Store, removed: AbstractSet[ox.Quad], added: AbstractSet[ox.Quad], names: Names
) -> Counter[Count]:
    """Say by how much each count changes, but for the numbers of classes and properties.

    Args:
        store: as it is before the change.
        removed: triples that leave the merged view; all are there.
        added: triples that enter it; none is there.
        names: tells the things of ours from those of others.
    """
    change = _compare_subjects(store, removed, added, names)
    change.update(_compare_objects(store, removed, added))
    return Counter({count: difference for count, difference in change.items() if difference})


def recount(store: ox.Store, names: Names) -> Counter[Count]:
    """Count the merged view from the start, all of it; numbers of the whole are there even when they are 0."""
    counts: Counter[Count] = Counter()
    for measure, queries in _RECOUNTS.items():
        for query in queries:
            results = store.query(query.replace("SPACE", names.thing("")))
            if not isinstance(results, ox.QuerySolutions):  # pragma: no cover - these are SELECT queries
                raise StoreError(f"{query} gives no rows")
            variables = [variable.value for variable in results.variables]
            for row in results:
                values = {name: str(getattr(row[name], "value", "")) for name in variables}
                counts[Count(measure, values.get("c", ""), values.get("p", ""))] = int(values["n"])
    return counts


# ---- differences


def _compare_subjects(
    store: ox.Store, removed: AbstractSet[ox.Quad], added: AbstractSet[ox.Quad], names: Names
) -> Counter[Count]:
    gone, come = _group_quads(removed), _group_quads(added)
    change: Counter[Count] = Counter()
    for subject in gone.keys() | come.keys():
        before = set(store.quads_for_pattern(subject, None, None, DEFAULT_GRAPH))
        change.update(_count_subject((before - gone[subject]) | come[subject], names))
        change.subtract(_count_subject(before, names))
    return change


def _group_quads(quads: Iterable[ox.Quad]) -> defaultdict[ox.NamedNode, set[ox.Quad]]:
    groups: defaultdict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            groups[quad.subject].add(quad)
    return groups


def _count_subject(about: AbstractSet[ox.Quad], names: Names) -> Counter[Count]:
    """Count the description of one thing."""
    counts: Counter[Count] = Counter()
    if not about:
        return counts
    classes = [quad.object.value for quad in about if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode)]
    for name, number in Counter(quad.predicate.value for quad in about).items():
        counts[Count(Measure.TRIPLES, "", name)] = number
        counts[Count(Measure.SUBJECTS, "", name)] = 1
        counts.update({Count(Measure.TRIPLES, kind, name): number for kind in classes})
    counts.update({Count(Measure.ENTITIES, kind): 1 for kind in classes})
    counts[Count(Measure.TRIPLES)] = len(about)
    counts[Count(Measure.SUBJECTS)] = 1
    (subject,) = {quad.subject for quad in about}
    counts[Count(Measure.ENTITIES)] = int(
        isinstance(subject, ox.NamedNode) and subject.value.startswith(names.thing(""))
    )
    return counts


def _compare_objects(store: ox.Store, removed: AbstractSet[ox.Quad], added: AbstractSet[ox.Quad]) -> Counter[Count]:
    change: Counter[Count] = Counter()
    come, gone = _pair_objects(added), _pair_objects(removed)
    for pair in come | gone:
        predicate, value = pair
        holders = store.quads_for_pattern(None, predicate, value, DEFAULT_GRAPH)
        was_there = pair in gone or next(holders, None) is not None
        is_there = pair in come or any(quad not in removed for quad in holders)
        change[Count(Measure.OBJECTS, "", "" if predicate is None else predicate.value)] += is_there - was_there
    return change


def _pair_objects(quads: Iterable[ox.Quad]) -> set[_Pair]:
    """Give each object alone and with its predicate."""
    pairs: set[_Pair] = set()
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            pairs |= {(None, quad.object), (quad.predicate, quad.object)}
    return pairs
