"""Sum up all tellings: one label, one date, one count for each, whatever the number of articles.

The summary is a pure function of what the articles say. It is computed node by node over an index, so that it
can be kept up for the nodes that a change touches.
"""

from collections.abc import Iterable, Iterator

from kg.graph.acting import find_acting_states, find_affected_states
from kg.graph.counting import count_people, find_tally
from kg.graph.dating import date_situation
from kg.graph.labels import label_node
from kg.graph.literals import make_integer
from kg.graph.pairing import find_counterpart, find_exchanges, find_related_year
from kg.graph.parts import infer_parts
from kg.graph.tellings import Tellings, index_quads
from kg.model import Iri, Literal, Quad, Triple
from kg.terms import XSD_DATE, Class, Names, Prop

# Properties of which a text says one thing: where articles say different ones, the event is contested.
CONTESTABLE = (Prop.RELEASE_MODE, Prop.RELIEF_KIND, Prop.PENALTY, Prop.PENALTY_LENGTH, Prop.DURATION_DAYS)


def build_summary(quads: Iterable[Quad], names: Names) -> frozenset[Quad]:
    """Build the graph of what follows from all tellings together.

    Args:
        quads: the graphs of all articles, reference data and provenance; other graphs are read over.

    Shape: SituationMergedShape, EventMergedShape, PersonGroupMergedShape and NamedThingShape.
    """
    tellings, graph = index_quads(quads, names), names.graph("summary")
    parts = [(part, whole) for part, whole in infer_parts(tellings) if whole not in tellings.iris(part, Prop.PART_OF)]
    for part, whole in parts:
        tellings.add_part(part, whole)
    part_of = names.prop(Prop.PART_OF)
    inferred = frozenset(Quad(part, part_of, whole, graph) for part, whole in parts)
    return inferred.union(Quad(*triple, graph) for node in tellings.facts for triple in summarize_node(tellings, node))


def summarize_node(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Sum up one node: its label, and, for a situation, what its tellings come to."""
    yield from label_node(tellings, node)
    if not tellings.is_a(node, Class.SITUATION):
        return
    if tellings.is_factual(node):
        yield from summarize_fact(tellings, node)
    elif (counterpart := find_counterpart(tellings, node)) is not None:
        yield Triple(node, tellings.names.prop(Prop.COUNTERPART_OF), counterpart)


def summarize_fact(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Sum up a situation that is told as fact: its sources and dates; for an event, all the rest."""
    names, dates = tellings.names, date_situation(tellings, node)
    articles = {tellings.sources[graph].article for graph in tellings.graphs(node)}
    yield Triple(node, names.prop(Prop.SOURCE_COUNT), make_integer(len(articles)))
    days = [(Prop.DATE_LOW, dates.low), (Prop.DATE_HIGH, dates.high)]
    if tellings.is_a(node, Class.EVENT):
        days.append((Prop.SORT_DATE, dates.sort))
        year = dates.year if dates.year is not None else find_related_year(tellings, node)
        if year is not None:
            yield Triple(node, names.prop(Prop.YEAR), make_integer(year))
        yield from summarize_counts(tellings, node)
        yield from summarize_states(tellings, node)
        yield from summarize_exchanges(tellings, node)
        for prop in find_contested(tellings, node):
            yield Triple(node, names.prop(Prop.CONTESTED_PROPERTY), names.prop(prop))
    for prop, day in days:
        if day is not None:
            yield Triple(node, names.prop(prop), Literal(day, XSD_DATE))


def summarize_counts(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Sum up how many people an event is about, and what of that to add up."""
    counts = count_people(tellings, node)
    if counts is None:
        return
    numbers = (
        (Prop.COUNT_LOW, counts.low),
        (Prop.COUNT_HIGH, counts.high),
        (Prop.COUNT_MOST_REPORTED, counts.most_reported),
        (Prop.TALLY, find_tally(tellings, node)),
    )
    for prop, number in numbers:
        if number is not None:
            yield Triple(node, tellings.names.prop(prop), make_integer(number))


def summarize_states(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Sum up which states act in an event and which are hit by it."""
    for state in find_acting_states(tellings, node):
        yield Triple(node, tellings.names.prop(Prop.ACTING_STATE), state)
    for state in find_affected_states(tellings, node):
        yield Triple(node, tellings.names.prop(Prop.AFFECTED_STATE), state)


def summarize_exchanges(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Sum up what an event was given for."""
    for other, is_told in find_exchanges(tellings, node).items():
        prop = Prop.EXCHANGED_FOR if is_told else Prop.MAYBE_EXCHANGED_FOR
        yield Triple(node, tellings.names.prop(prop), other)


def find_contested(tellings: Tellings, node: Iri) -> Iterator[Prop]:
    """Find the properties on which the articles that tell an event differ."""
    counts = count_people(tellings, node)
    if counts is not None and counts.is_contested:
        yield Prop.MEMBER_COUNT
    if date_situation(tellings, node).is_contested:
        yield Prop.ON_DATE
    yield from (prop for prop in CONTESTABLE if len(tellings.values(node, prop)) > 1)
