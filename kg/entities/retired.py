"""Read from provenance what the registry must keep of texts that were withdrawn, and of events that none tells now."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.entities.graphs import Graph
from kg.entities.reviews import RETRACTED, make_review
from kg.entities.slugs import get_word
from kg.model import ClaimType, RegistryRow
from kg.terms import DCTERMS_DATE, PROV_WAS_DERIVED_FROM, PROV_WAS_INVALIDATED_BY, RDFS_COMMENT

EVENT_WORDS: Final = frozenset(get_word(kind) for kind in ClaimType)
RETIRED: Final = "Retired"  # the kind of a row that keeps a slug from being given again


def list_reviews(provenance: Graph) -> Iterator[RegistryRow]:
    """List the rows of the texts that people have withdrawn."""
    for node in provenance.triples:
        for decision in provenance.list_iris(node, PROV_WAS_INVALIDATED_BY):
            reasons = provenance.list_texts(decision, RDFS_COMMENT)
            for reason, day in zip(reasons, provenance.list_texts(decision, DCTERMS_DATE), strict=False):
                yield make_review(node.rpartition("/")[2], RETRACTED, reason, date.fromisoformat(day))


def list_retired(provenance: Graph) -> Iterator[RegistryRow]:
    """List rows for the events that no text tells any more: their keys went with the texts, so nothing gets the slug.

    What is known by a name alone goes without: it has the same slug again as soon as a text names it.
    """
    for node in provenance.triples:
        slug = provenance.get_slug(node)
        if provenance.list_values(node, PROV_WAS_DERIVED_FROM) and slug.partition("-")[0] in EVENT_WORDS:
            yield RegistryRow(slug, RETIRED, slug, slug.replace("-", " "))
