"""Take short articles of our own through all stages, in memory, and ask what they come to together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

import pyoxigraph

from kg.articles.sources import Source
from kg.entities.minting import identify
from kg.entities.registry import Registry
from kg.graph.builder import build_article_graph
from kg.graph.provenance import build_provenance
from kg.graph.summary import build_summary
from kg.lookups import Lookups
from kg.model import Claims, Literal, Quad
from kg.pipeline import understand
from kg.settings import Settings
from kg.terms import RDF_TYPE, Class, Names, Prop

NAMES = Names()
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMES.prefixes.items())
TOTALS = """SELECT ?state ?year (SUM(?n) AS ?freed) {
  ?r a clem:Release ; clem:tally ?n ; clem:actingState ?state ; clem:year ?year } GROUP BY ?state ?year"""
SINGLE = (  # what a summary says of an event, it says once
    *(Prop.SOURCE_COUNT, Prop.COUNT_LOW, Prop.COUNT_HIGH, Prop.COUNT_MOST_REPORTED, Prop.TALLY),
    *(Prop.DATE_LOW, Prop.DATE_HIGH, Prop.SORT_DATE, Prop.YEAR, Prop.COUNTERPART_OF),
)


@cache
def get_lookups() -> Lookups:
    """Give the look-ups that all articles share."""
    return Lookups(Settings())


@cache
def read_claims(text: str, url: str | None = None) -> Claims:
    """Read what one article claims; the same text is read once."""
    return understand(Source("own.txt", data=text.encode(), url=url), get_lookups())


@cache
def get_reference() -> frozenset[Quad]:
    """Give what is known beforehand, without the vocabulary."""
    quads = get_lookups().base_quads
    return frozenset(quad for quad in quads if quad.graph != NAMES.graph("ontology"))


@dataclass(frozen=True)
class Told:
    """Hold the quads of several articles and of their summary; each article by its number."""

    quads: frozenset[Quad]
    registry: Registry

    def list_values(self, slug: str, prop: Prop) -> list[str]:
        """List the values of a property of a thing over all graphs, in order, IRIs by their last part."""
        node, iri = NAMES.thing(slug), NAMES.prop(prop)
        return sorted({shorten(q.object) for q in self.quads if q.subject == node and q.predicate == iri})

    def list_events(self, name: Class = Class.RELEASE, *, standing: str = "factual") -> list[str]:
        """List the situations of a class and standing, by slug."""
        of_class, of_standing = NAMES.of_class(name), NAMES.concept(standing)
        typed = {quad.subject for quad in self.quads if quad.predicate == RDF_TYPE and quad.object == of_class}
        held = {quad.subject for quad in self.quads if quad.object == of_standing}
        return sorted(shorten(node) for node in typed & held)

    def count_graphs(self, slug: str) -> int:
        """Count the articles that tell a thing."""
        node, prefix = NAMES.thing(slug), NAMES.graph("article/")
        return len({quad.graph for quad in self.quads if quad.subject == node and quad.graph.startswith(prefix)})

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Ask the merged view a SELECT query; IRIs are cut to their last part, what is unbound is a dash."""
        return ask(load_store(self.quads - get_reference()), query)

    def total(self) -> dict[tuple[str, str], int]:
        """Ask how many were freed, by state and year."""
        return {(state, year): int(number) for state, year, number in self.ask(TOTALS)}


def tell(texts: Iterable[str], *, urls: Mapping[int, str] | None = None) -> Told:
    """Take articles in, in their order; a text with the address of an earlier one takes its place."""
    registry, graphs = Registry(), dict[str, frozenset[Quad]]()
    for number, text in enumerate(texts):
        claims = read_claims(text, (urls or {}).get(number))
        found = identify(claims, registry)
        registry = registry.with_rows(found.rows)
        provenance = build_provenance(claims.document, found, NAMES, shapes_digest="0" * 64, extractor="test")
        graphs[found.article] = build_article_graph(claims, found, NAMES) | provenance
    quads = get_reference().union(*graphs.values())
    return Told(quads | build_summary(quads, NAMES), registry)


def list_doubles(told: Told) -> Iterator[tuple[str, str]]:
    """List what the summary says twice of one event though it may be said once."""
    seen: set[tuple[str, str]] = set()
    wanted = {NAMES.prop(prop) for prop in SINGLE}
    for quad in told.quads:
        pair = (quad.subject, quad.predicate)
        if quad.predicate in wanted and quad.graph == NAMES.graph("summary"):
            if pair in seen:
                yield pair
            seen.add(pair)


def shorten(value: str | Literal) -> str:
    """Cut an IRI to its last part; a literal to its words."""
    return value.lexical if isinstance(value, Literal) else value.rpartition("/")[2].rpartition("#")[2]


def load_term(value: str | Literal) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    """Make a term of the engine."""
    if isinstance(value, str):
        return pyoxigraph.NamedNode(value)
    if value.language is not None:
        return pyoxigraph.Literal(value.lexical, language=value.language)
    return pyoxigraph.Literal(value.lexical, datatype=pyoxigraph.NamedNode(value.datatype))


def load_store(quads: Iterable[Quad]) -> pyoxigraph.Store:
    """Load quads, each also into the default graph: the merged view has each triple once."""
    store = pyoxigraph.Store()
    for quad in quads:
        subject, predicate = pyoxigraph.NamedNode(quad.subject), pyoxigraph.NamedNode(quad.predicate)
        store.add(pyoxigraph.Quad(subject, predicate, load_term(quad.object), pyoxigraph.NamedNode(quad.graph)))
        store.add(pyoxigraph.Quad(subject, predicate, load_term(quad.object)))
    return store


def ask(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    """Ask a SELECT query; IRIs are cut to their last part, what is unbound is a dash."""
    found = store.query(PREFIXES + query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [tuple(write_value(value) for value in row) for row in found]


def write_value(value: object) -> str:
    """Write what a query found."""
    if isinstance(value, pyoxigraph.NamedNode):
        return shorten(value.value)
    return value.value if isinstance(value, pyoxigraph.Literal) else "-"


def write_article(title: str, day: str, *sentences: str) -> str:
    """Write a short article: headline, day, and a body of one paragraph."""
    return f"{title}\nPublished {day}\n\n{' '.join(sentences)}\n"


def shuffle(texts: Sequence[str], limit: int = 24) -> Iterator[tuple[str, ...]]:
    """Give texts in different orders: all of them where they are few, else evenly chosen ones."""
    orders = list(permutations(texts))
    yield from orders[:: max(1, len(orders) // limit)]
