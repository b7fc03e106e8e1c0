"""Read the cases of this folder, and fill in what is dull.

Classes are closed upwards, unless a case says `# types: as written`; a node without a class that supports something
becomes a whole quote; what one article tells gets the sentence of the world that its quotes stand in, and its roles are
closed upwards, too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kg.model import Iri, Literal, Quad, Triple
from kg.shacl.reading import parse_rdf_file
from kg.shacl.scopes import Scope
from kg.shacl.shapes import load_shapes
from kg.shacl.tellings import Context, widen_context
from kg.terms import RDF_TYPE, RDFS, XSD_DECIMAL, XSD_INTEGER, XSD_STRING, Class, Names, Prop

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
NAMES: Final = Names()
SHAPES: Final = load_shapes(ROOT / "shapes", NAMES)
ONTOLOGY: Final = tuple(t for path in sorted((ROOT / "ontology").glob("*.ttl")) for t in parse_rdf_file(path))
EXPECT: Final = re.compile(r"^# expect: (\S+) (\S+)$", re.MULTILINE)
GRAPH: Final = NAMES.thing("graph")
SENTENCE: Final = NAMES.thing("sentence")


@dataclass(frozen=True)
class Case:
    """Hold one case: its file, its scope, its results as they should be, and what it tells."""

    path: Path

    @property
    def name(self) -> str:
        """Give folder and file."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def text(self) -> str:
        """Give the Turtle, with the name of the case in its prefix."""
        return self.path.read_text(encoding="utf-8").replace("/id/CASE-", f"/id/{self.name.replace('/', '-')}/")

    @property
    def scope(self) -> Scope:
        """Say by which shapes it is judged."""
        return Scope.ARTICLE if "# scope: article\n" in self.text else Scope.MERGED

    @property
    def expected(self) -> set[tuple[str, str]]:
        """List the shapes and components that it must break."""
        return set(EXPECT.findall(self.text))

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """Give what it tells, filled in."""
        with TemporaryDirectory() as folder:
            copy = Path(folder) / f"{self.name.replace('/', '-')}.ttl"
            copy.write_text(self.text, encoding="utf-8")
            told = set(parse_rdf_file(copy))
        told |= set(complete_quotes(told))
        if self.scope == Scope.ARTICLE:
            told |= tell_sentence()
            told |= set(close_roles(told))
        return frozenset(told if "# types: as written" in self.text else close_types(told))


CASES: Final = [Case(path) for path in sorted(HERE.glob("*/*.ttl"))]


@cache
def world() -> frozenset[Triple]:
    """Give the things that all cases speak of."""
    told = set(parse_rdf_file(HERE / "world.ttl"))
    return frozenset(close_types({*told, *complete_quotes(told)}))


@cache
def tell_sentence() -> frozenset[Triple]:
    """Tell of the one sentence of the world, and whose it is."""
    owner = NAMES.prop(Prop.HAS_SENTENCE)
    return frozenset(t for t in world() if t.subject == SENTENCE or (t.predicate == owner and t.object == SENTENCE))


@cache
def make_world_context() -> Context:
    """Make the context of what one article tells: the ontology, and the world as its provenance."""
    quads = {Quad(*triple, NAMES.graph("ontology")) for triple in ONTOLOGY}
    quads |= {Quad(*triple, NAMES.graph("provenance")) for triple in world()}
    return widen_context(Context(), quads, NAMES)


@cache
def find_wider(term: Iri) -> tuple[Iri, ...]:
    """Find the classes or properties right above a term."""
    links = {RDFS + "subClassOf", RDFS + "subPropertyOf"}
    return tuple(str(t.object) for t in ONTOLOGY if t.subject == term and t.predicate in links)


def close_types(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Give things the classes above theirs."""
    for triple in triples:
        yield triple
        queue = [str(triple.object)] if triple.predicate == RDF_TYPE else []
        for name in queue:
            queue.extend(find_wider(name))
            yield Triple(triple.subject, RDF_TYPE, name)


def close_roles(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Repeat who is in a role in the roles above it."""
    for triple in triples:
        for wider in find_wider(triple.predicate):
            yield Triple(triple.subject, wider, triple.object)


def complete_quotes(triples: set[Triple]) -> Iterator[Triple]:
    """Make whole quotes of nodes that have no class and support something."""
    typed = {triple.subject for triple in triples if triple.predicate == RDF_TYPE}
    quotes = {triple.subject for triple in triples if triple.predicate == NAMES.prop(Prop.SUPPORTS)} - typed
    values: list[tuple[Prop, Iri | Literal]] = [
        (Prop.EXACT, Literal("14 sailors", XSD_STRING)),
        (Prop.BEGIN_CHAR, Literal("4", XSD_INTEGER)),
        (Prop.END_CHAR, Literal("14", XSD_INTEGER)),
        (Prop.CONFIDENCE, Literal("0.9", XSD_DECIMAL)),
        (Prop.FROM_SENTENCE, SENTENCE),
        (Prop.FROM_VERSION, NAMES.thing("text")),
        (Prop.FROM_ARTICLE, NAMES.thing("article")),
    ]
    for quote in sorted(quotes):
        yield from (Triple(quote, RDF_TYPE, NAMES.of_class(name)) for name in (Class.EVIDENCE, Class.TEXT_SPAN))
        yield from (Triple(quote, NAMES.prop(prop), value) for prop, value in values)
