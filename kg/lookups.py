"""Load what the stages look things up in: gazetteer, the back end that reads, shapes, ontology and reference data."""

from dataclasses import dataclass
from functools import cached_property

from kg.claims.backends.choosing import choose_extractor
from kg.claims.backends.protocol import Extractor
from kg.claims.backends.tally import Tally
from kg.entities.gazetteer import load_gazetteer
from kg.graph.ontology import load_ontology
from kg.graph.reference import build_links, build_reference
from kg.judging import Judge
from kg.model import Gazetteer, Quad
from kg.settings import Settings, find_folder
from kg.shacl.shapes import Shapes, load_shapes
from kg.store.folder import DataFolder
from kg.terms import Names


@dataclass(frozen=True)
class Lookups:
    """Load what the stages look things up in, each when it is first needed."""

    settings: Settings

    @cached_property
    def names(self) -> Names:
        """Turn names into IRIs under the base of the settings."""
        return Names(self.settings.base)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Hold what is known beforehand."""
        return load_gazetteer()

    @cached_property
    def extractor(self) -> Extractor:
        """Hold the back end that reads articles."""
        return choose_extractor(self.settings, self.gazetteer)

    @cached_property
    def tally(self) -> Tally:
        """Count what the back end proposed in vain."""
        return Tally()

    def load_extractor(self) -> Extractor:
        """Load the back end before anything is opened, so that a setting that makes no sense is told first."""
        return self.extractor

    @cached_property
    def shapes(self) -> Shapes:
        """Hold the shapes, compiled."""
        return load_shapes(find_folder("shapes"), self.names)

    @cached_property
    def judge(self) -> Judge:
        """Judge the merged view, and keep what is said of it."""
        return Judge(self.shapes, DataFolder(self.settings.data))

    @cached_property
    def base_quads(self) -> frozenset[Quad]:
        """Hold the graphs that come from no article: ontology, reference data and its links."""
        return (
            load_ontology(find_folder("ontology"), self.names)
            | build_reference(self.gazetteer, self.names)
            | build_links(self.gazetteer, self.names)
        )
