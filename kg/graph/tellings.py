"""An index of what all articles tell, by node and by graph, so that one event can be summed up by itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from kg.model import Iri, Literal, Quad
from kg.terms import RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, Class, Names, Prop

Value: TypeAlias = Iri | Literal
Facts: TypeAlias = dict[str, list[Value]]  # by property name
TYPE: Final = "type"
LABEL: Final = "label"
ALT_LABEL: Final = "altLabel"
FACTUAL: Final = "factual"

# What a summary looks at; words and places of quotes, links and the vocabulary are left out of the index.
READ_PROPERTIES: Final = frozenset(Prop) - {
    Prop.EXACT,
    Prop.PREFIX,
    Prop.SUFFIX,
    Prop.END_CHAR,
    Prop.CONFIDENCE,
    Prop.FOR_ROLE,
    Prop.FOR_FILLER,
    Prop.FOR_VALUE,
    Prop.FROM_VERSION,
    Prop.FROM_ARTICLE,
    Prop.ATTRIBUTED_TO,
    Prop.SHA256,
    Prop.CHAR_LENGTH,
    Prop.HAS_SENTENCE,
    Prop.HAS_SECTION,
    Prop.PARTICIPANT,
    Prop.ISO_ALPHA2,
    Prop.ISO_ALPHA3,
    Prop.WIKIDATA,
}
# Properties that are also followed from their object.
BACKWARD_PROPERTIES: Final = frozenset(
    {
        Prop.SUPPORTS,
        Prop.PART_OF,
        Prop.SUBGROUP_OF,
        Prop.FULFILLED_BY,
        Prop.HOLDER,
        Prop.RELEASED,
        Prop.TRANSFEREE,
        Prop.ARRESTED,
        Prop.DETAINEE,
        Prop.SENTENCED,
        Prop.VICTIM,
        Prop.RELEASED_BY,
        Prop.TARGET,
        Prop.ACTION_ON,
        Prop.OF_STATE,
        Prop.JURISDICTION,
        Prop.POSITION,
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the article behind a graph, the original one for a reprint, and its day (empty where not said)."""

    article: Iri
    published: str


@dataclass(frozen=True)
class Tellings:
    """Hold facts by node and graph, classes by node, backward links by property and object."""

    names: Names
    facts: dict[Iri, dict[Iri, Facts]] = field(default_factory=dict)
    types: dict[Iri, set[str]] = field(default_factory=dict)
    backward: dict[str, dict[Iri, set[Iri]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    @cached_property
    def sources(self) -> dict[Iri, Source]:
        """Find the article behind each graph of an article."""
        return {
            graph: Source(article := find_original(self, self.first(version, Prop.VERSION_OF)), self.day_of(article))
            for graph in self.facts
            for version in self.values(graph, Prop.ASSERTED_FROM)
            if isinstance(version, str)
        }

    @cached_property
    def releases(self) -> dict[Iri, list[Iri]]:
        """List the releases that each graph of an article tells."""
        found: dict[Iri, list[Iri]] = {}
        for node, types in self.types.items():
            if Class.RELEASE in types:
                for graph in self.graphs(node):
                    found.setdefault(graph, []).append(node)
        return found

    def add_part(self, part: Iri, whole: Iri) -> None:
        """Take in what follows from all texts together: that one event is part of another."""
        facts = self.facts[part].setdefault(self.names.graph("summary"), {})
        facts.setdefault(Prop.PART_OF, []).append(whole)
        self.backward[Prop.PART_OF][whole].add(part)

    def day_of(self, article: Iri) -> str:
        """Give the day on which an article was published; empty where it is not said."""
        return min((value.lexical for value in self.literals(article, Prop.PUBLISHED)), default="")

    def graphs(self, node: Iri) -> list[Iri]:
        """List the graphs of articles that give a node a class, in order: those that tell it."""
        tellings = self.facts.get(node, {})
        return sorted(graph for graph, facts in tellings.items() if TYPE in facts and graph in self.sources)

    def told(self, node: Iri, graph: Iri, key: str) -> list[Value]:
        """List the values of a property in one graph."""
        return self.facts.get(node, {}).get(graph, {}).get(key, [])

    def told_iris(self, node: Iri, graph: Iri, key: str) -> list[Iri]:
        """List the nodes that a property leads to in one graph."""
        return sorted(value for value in self.told(node, graph, key) if isinstance(value, str))

    def values(self, node: Iri, key: str) -> set[Value]:
        """Collect the values of a property over all graphs."""
        return {value for facts in self.facts.get(node, {}).values() for value in facts.get(key, ())}

    def iris(self, node: Iri, key: str) -> list[Iri]:
        """List the nodes that a property leads to, in order."""
        return sorted(value for value in self.values(node, key) if isinstance(value, str))

    def literals(self, node: Iri, key: str) -> list[Literal]:
        """List the literals of a property, in order."""
        return sorted(value for value in self.values(node, key) if isinstance(value, Literal))

    def first(self, node: Iri, key: str) -> Iri:
        """Give the first node that a property leads to; empty where there is none."""
        return min(self.iris(node, key), default="")

    def is_a(self, node: Iri, name: Class) -> bool:
        """Say whether a node is of a class in any graph."""
        return name in self.types.get(node, ())

    def concept(self, node: Iri, key: str) -> str:
        """Give the name of the concept that a property leads to; empty where there is none."""
        return self.first(node, key).rpartition("/")[2]

    def is_factual(self, node: Iri) -> bool:
        """Say whether a situation is told as fact."""
        return self.concept(node, Prop.STANDING) == FACTUAL

    def before(self, key: str, node: Iri) -> list[Iri]:
        """List the nodes from which a property leads to this one, in order."""
        return sorted(self.backward.get(key, {}).get(node, ()))


def find_original(tellings: Tellings, article: Iri) -> Iri:
    """Find the article that another reprints; an article that reprints nothing is its own."""
    seen = [article]
    while (original := tellings.first(seen[-1], Prop.REPRINT_OF)) and original not in seen:
        seen.append(original)
    return seen[-1]


def index_quads(quads: Iterable[Quad], names: Names) -> Tellings:
    """Index the quads of articles, reference data and provenance; one pass."""
    keys = {names.prop(prop): str(prop) for prop in READ_PROPERTIES}
    keys |= {RDF_TYPE: TYPE, RDFS_LABEL: LABEL, SKOS_ALT_LABEL: ALT_LABEL}
    classes: dict[Value, str] = {names.of_class(name): str(name) for name in Class}
    unread = {names.graph(name) for name in ("ontology", "links", "summary", "metadata", "reports")}
    tellings = Tellings(names)
    facts, types, backward = tellings.facts, tellings.types, tellings.backward
    for subject, predicate, value, graph in quads:
        key = keys.get(predicate)
        if key is None or graph in unread:
            continue
        facts.setdefault(subject, {}).setdefault(graph, {}).setdefault(key, []).append(value)
        if key == TYPE:
            types.setdefault(subject, set()).add(classes.get(value, ""))
        elif key in BACKWARD_PROPERTIES and isinstance(value, str):
            backward[key][value].add(subject)
    return tellings
