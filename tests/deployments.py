"""Make small deployments for tests of the whole way: one shape instead of ours, three states, no ontology."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.articles.sources import Source
from kg.entities.gazetteer import load_gazetteer
from kg.graph.reference import build_links, build_reference
from kg.lookups import Lookups
from kg.model import Quad
from kg.outcomes import Outcome
from kg.pipeline import ingest
from kg.settings import Settings
from kg.shacl.shapes import Shapes, load_shapes
from kg.store.writing import Writer
from kg.terms import RDF_TYPE, Class, Names

# One shape that articles break or keep, by the smallest group of people that it lets pass.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix clem: <https://w3id.org/clemency/ontology#> .
@prefix s: <https://w3id.org/clemency/shapes#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
s:Group a sh:PropertyGroup ; rdfs:label "counts"@en .
s:Strict a sh:NodeShape ; rdfs:label "strict"@en ; sh:targetClass clem:PersonGroup ; sh:property s:Strict-memberCount ;
    s:scope s:ArticleScope , s:MergedScope .
s:Strict-memberCount a sh:PropertyShape ; sh:path clem:memberCount ; sh:minInclusive SMALLEST ; sh:name "count"@en ;
    sh:description "A group is not too small."@en ; sh:message "These are too few."@en ; sh:order 1 ;
    sh:group s:Group ; sh:severity sh:Violation .
"""
STATES = ("NOR", "CHL", "KEN")
TEXT = """{state} frees {count} prisoners
Published {day}

{state} freed {count} prisoners on {weekday}.
"""


@dataclass(frozen=True)
class OneShape(Lookups):
    """Judge by one shape instead of ours; deployments begin with what is known of three states."""

    folder: Path

    @cached_property
    def shapes(self) -> Shapes:
        return load_shapes(self.folder, Names())

    @cached_property
    def base_quads(self) -> frozenset[Quad]:
        gazetteer = load_gazetteer()
        quads = build_reference(gazetteer, Names()) | build_links(gazetteer, Names())
        return frozenset(quad for quad in quads if quad.subject.endswith(STATES))


def make_lookups(settings: Settings, smallest: int) -> Lookups:
    """Make lookups whose shape lets groups of so many people pass."""
    folder = settings.data.parent / f"shapes-{smallest}"
    folder.mkdir(exist_ok=True)
    (folder / "one.ttl").write_text(SHAPES.replace("SMALLEST", str(smallest)), encoding="utf-8")
    return OneShape(settings, folder)


def make_source(
    state: str, count: int, url: str | None = None, *, day: str = "3 March 2025", weekday: str = "Monday"
) -> Source:
    """Make an article about one release."""
    text = TEXT.format(state=state, count=count, day=day, weekday=weekday)
    return Source(f"{state}.txt", data=text.encode(), url=url)


def take_in(source: Source, writer: Writer, lookups: Lookups) -> Outcome:
    """Take in one article by itself."""
    return next(ingest([source], writer, lookups))


def find_hash(outcome: Outcome) -> str:
    """Give the hash of a text that is public now."""
    assert outcome.graph is not None
    return outcome.graph[-12:]


def find_releases(writer: Writer) -> set[str]:
    """Find the releases that public articles tell."""
    return {triple.subject for triple in writer.merged(predicate=RDF_TYPE, value=Names().of_class(Class.RELEASE))}


def count_graphs(writer: Writer) -> int:
    """Count the graphs of articles that are public."""
    return len({quad.graph for quad in writer.quads() if "/graph/article/" in quad.graph})
