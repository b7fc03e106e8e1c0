"""Make small data for the tests of the store; the Hypothesis strategies of all of them stand here."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from kg.model import Change, Iri, Literal, Quad, RegistryRow, Triple
from kg.settings import Settings
from kg.store.writing import open_writer
from kg.terms import RDF_LANG_STRING, RDF_TYPE, RDFS_LABEL, XSD_DATE, XSD_DECIMAL, XSD_INTEGER, XSD_STRING, Class, Names

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


def run_python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, which may die of it."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


_TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LOCALS: Final = st.from_regex(r"[a-zé]{1,3}(/[a-z0-9._~-]{1,3})?", fullmatch=True)
_IRIS: Final = _LOCALS.map(NAMES.thing)
_DECIMALS: Final = (
    st.decimals(-1000, 1000, places=3)
    .map(lambda value: f"{value.normalize():f}")
    .map(lambda lexical: "0" if lexical == "-0" else lexical)
)
LITERALS: Final = st.one_of(
    _TEXTS.map(text),
    st.builds(label, _TEXTS, st.sampled_from(["en", "be", "be-tarask", "zh-hant"])),
    st.integers(-(10**30), 10**30).map(number),
    st.dates().map(lambda day: Literal(day.isoformat(), XSD_DATE)),
    _DECIMALS.map(lambda lexical: Literal(lexical, XSD_DECIMAL)),
)
_GRAPHS: Final = st.sampled_from(["article/a", "article/b", "reference", "reports", "metadata"]).map(NAMES.graph)
QUADS: Final = st.builds(Quad, _IRIS, _IRIS, st.one_of(_IRIS, LITERALS), _GRAPHS)
_FEW: Final = st.builds(
    quad,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["p", "q"]),
    st.sampled_from([number(1), text("x")]),
    st.sampled_from(["article/a", "article/b", "reference", "reports", "metadata"]),
)
CHANGES: Final = st.builds(Change, st.frozensets(_FEW, max_size=6), st.frozensets(_FEW, max_size=6))
