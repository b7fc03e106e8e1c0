"""Make small data for the tests of the store."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.model import Change, Iri, Literal, Quad, RegistryRow, Triple
from kg.settings import Settings
from kg.store.writing import open_writer
from kg.terms import RDF_LANG_STRING, RDF_TYPE, RDFS_LABEL, XSD_INTEGER, XSD_STRING, Class, Names

NAMES: Final = Names()
ROOT: Final = Path(__file__).parents[2]


def text(value: str) -> Literal:
    """Make a plain string."""
    return Literal(value, XSD_STRING)


def label(value: str, language: str = "en") -> Literal:
    """Make a text in a language."""
    return Literal(value, RDF_LANG_STRING, language)


def number(value: int) -> Literal:
    """Make a whole number."""
    return Literal(str(value), XSD_INTEGER)


def quad(subject: str, predicate: str, value: Iri | Literal, graph: str = "article/aaaaaaaaaaaa") -> Quad:
    """Make a quad from short names."""
    return Quad(NAMES.thing(subject), f"{NAMES.base}ontology#{predicate}", value, NAMES.graph(graph))


def labels(names: Iterable[str], graph: str) -> frozenset[Quad]:
    """Make a type and a label for each name."""
    people = [(NAMES.thing(f"person-{name}"), name) for name in names]
    home = NAMES.graph(graph)
    return frozenset(
        part
        for iri, name in people
        for part in (
            Quad(iri, RDF_TYPE, NAMES.of_class(Class.PERSON), home),
            Quad(iri, RDFS_LABEL, label(name), home),
        )
    )


def row(slug: str) -> RegistryRow:
    """Make a row that a rule decided."""
    return RegistryRow(slug, "Person", f"person|{slug}", slug.title())


def commit(
    settings: Settings, added: Iterable[Quad] = (), removed: Iterable[Quad] = (), rows: Iterable[str] = ()
) -> str:
    """Commit one change with a writer of its own."""
    with open_writer(settings) as writer:
        return writer.commit(Change(frozenset(removed), frozenset(added), tuple(map(row, rows))))


def read_state(settings: Settings) -> tuple[str, frozenset[Quad], list[Triple], tuple[RegistryRow, ...]]:
    """Read all that a writer sees: version, named graphs, sorted merged view, registry."""
    with open_writer(settings) as writer:
        return writer.version, frozenset(writer.quads()), sorted(writer.merged(), key=str), writer.rows()


def drop_metadata(quads: Iterable[Quad]) -> frozenset[Quad]:
    """Leave out the version and what the dataset says of itself."""
    return frozenset(part for part in quads if part.graph != NAMES.graph("metadata"))


def count_data(store: ox.Store) -> int:
    """Count the quads of a store, merged view included, but for the metadata graph."""
    return sum(part.graph_name != ox.NamedNode(NAMES.graph("metadata")) for part in store)


def run_python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, which may die of it."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
