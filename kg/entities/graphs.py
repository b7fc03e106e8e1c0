"""Read the quads of named graphs in slugs: what a dump holds, as the registry names things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from kg.entities.eventkeys import find_state
from kg.entities.things import get_known_states
from kg.model import ClaimType, Iri, Literal, Quad
from kg.terms import RDF_TYPE, Names, Prop

STATE_PROPERTIES: Final = (Prop.GOVERNS, Prop.OF_STATE, Prop.IN_STATE, Prop.JURISDICTION)


@dataclass(frozen=True)
class Graph:
    """Hold the triples of one named graph, by subject and property, and read them in slugs."""

    names: Names
    triples: Mapping[Iri, Mapping[Iri, tuple[Iri | Literal, ...]]]
    name: str = ""

    def get_slug(self, iri: Iri) -> str:
        """Give the last part of the IRI of a thing or concept."""
        return iri.removeprefix(self.names.thing("")).removeprefix(self.names.concept(""))

    def list_values(self, node: Iri, prop: Prop | Iri) -> tuple[Iri | Literal, ...]:
        """List the values of a property, sorted."""
        iri = self.names.prop(prop) if isinstance(prop, Prop) else prop
        return self.triples.get(node, {}).get(iri, ())

    def list_iris(self, node: Iri, prop: Prop | Iri) -> tuple[Iri, ...]:
        """List the values that are IRIs."""
        return tuple(value for value in self.list_values(node, prop) if isinstance(value, str))

    def list_slugs(self, node: Iri, prop: Prop) -> tuple[str, ...]:
        """List the values that are things or concepts, as slugs."""
        return tuple(self.get_slug(iri) for iri in self.list_iris(node, prop))

    def list_texts(self, node: Iri, prop: Prop | Iri) -> tuple[str, ...]:
        """List the values that are literals, as written."""
        return tuple(value.lexical for value in self.list_values(node, prop) if isinstance(value, Literal))

    def find_day(self, node: Iri, props: Iterable[Prop]) -> date | None:
        """Find the first day that one of these properties gives."""
        texts = (text for prop in props for text in self.list_texts(node, prop))
        return next((date.fromisoformat(text) for text in texts), None)

    def find_kind(self, node: Iri, kinds: Iterable[str]) -> str | None:
        """Find the one of these classes that a node has."""
        types = {iri.rpartition("#")[2] for iri in self.list_iris(node, RDF_TYPE)}
        return next((kind for kind in kinds if kind in types), None)

    @cached_property
    def states(self) -> dict[str, str]:
        """Find the state behind each body, place, post and office-holder, by slug."""
        states = dict(get_known_states())
        for node in self.triples:
            for state in (slug for prop in STATE_PROPERTIES for slug in self.list_slugs(node, prop)):
                states.setdefault(self.get_slug(node), state)
        for node in self.triples:
            if self.find_kind(node, [ClaimType.POSITION_HOLDING]) and "factual" in self.list_slugs(node, Prop.STANDING):
                posts = (find_state(post, states) for post in self.list_slugs(node, Prop.POSITION))
                found = next((state for state in posts if state is not None), None)
                for holder in self.list_slugs(node, Prop.HOLDER) if found is not None else ():
                    states.setdefault(holder, found or "")
        return states


def collect_graphs(quads: Iterable[Quad], names: Names) -> dict[str, Graph]:
    """Collect the triples of the provenance graph and of every article graph, by the end of the graph's name."""
    prefix, wanted = names.graph(""), re.compile(r"provenance|article/([0-9a-f]+)")
    found: dict[str, dict[Iri, dict[Iri, set[Iri | Literal]]]] = {}
    for quad in quads:
        name = quad.graph.removeprefix(prefix)
        if wanted.fullmatch(name) is not None:
            triples = found.setdefault(name.removeprefix("article/"), defaultdict(lambda: defaultdict(set)))
            triples[quad.subject][quad.predicate].add(quad.object)
    return {name: Graph(names, sort_values(triples), name) for name, triples in found.items()}


def sort_values(
    triples: Mapping[Iri, Mapping[Iri, Iterable[Iri | Literal]]],
) -> dict[Iri, dict[Iri, tuple[Iri | Literal, ...]]]:
    """Put subjects and values in one order, whatever the order of the dump."""
    return {
        node: {prop: tuple(sorted(values, key=str)) for prop, values in triples[node].items()}
        for node in sorted(triples)
    }
