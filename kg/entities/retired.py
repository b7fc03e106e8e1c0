"""Read from provenance what the registry must keep of texts that were withdrawn, and of events that none tells now."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Final

from kg.entities.graphs import Graph
from kg.entities.registry import EVENT_KINDS, Registry
from kg.entities.reviews import RETRACTED, make_review
from kg.entities.slugs import get_word
from kg.model import ClaimType, RegistryRow
from kg.terms import DCTERMS_DATE, DCTERMS_IDENTIFIER, PROV_WAS_DERIVED_FROM, PROV_WAS_INVALIDATED_BY, RDFS_COMMENT

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
    """List rows for the events that no text tells any more: only who has the same key gets the slug again.

    What is known by a name alone goes without: it has the same slug again as soon as a text names it.
    """
    for node in provenance.triples:
        slug = provenance.get_slug(node)
        if provenance.list_values(node, PROV_WAS_DERIVED_FROM) and slug.partition("-")[0] in EVENT_WORDS:
            label = slug.replace("-", " ")
            for key in provenance.list_texts(node, DCTERMS_IDENTIFIER) or (slug,):
                yield RegistryRow(slug, RETIRED, key, label)


def hash_key(key: str) -> str:
    """Hash the key of an event: what is gone is known again by it, but no longer told.

    >>> hash_key("Release|factual|by=state-BLR|day=2025-12-13")
    '0ec40a9a2c900c3234a997af1bb88868'
    """
    return sha256(key.encode()).hexdigest()[:32]


def list_hashes(slug: str, registry: Registry) -> list[str]:
    """List the hashes of the keys that an event has had, sorted."""
    rows = registry.find_rows(slug)
    told = {hash_key(row.key) for row in rows if row.kind in EVENT_KINDS}
    return sorted(told | {row.key for row in rows if row.kind == RETIRED and row.key != slug})


def find_retired(key: str, registry: Registry) -> str | None:
    """Find the slug of an event that was gone when the data were loaded, by its key."""
    return registry.find_slug(RETIRED, hash_key(key))
