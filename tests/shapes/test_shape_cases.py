"""Each shape lets its good cases pass and refuses its bad ones for exactly the stated reasons.

A case is a Turtle file in the folder of its shapes file: `good-*` gives no result at all, `bad-*` lists in its first
lines what it must give (`# expect: SHAPE COMPONENT`, without the ending ConstraintComponent). All cases are judged in
one run beside `world.ttl`, so each puts its nodes under the prefix `x:`, which gets the name of the case. What is dull
is filled in: classes are closed upwards (unless a case says `# types: as written`), and a node of which only
`clem:supports` is told becomes a whole quote.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest
from rdflib import OWL, RDF, SH, URIRef

from kg.model import Iri, Literal, Report, ShapeResult, Triple
from kg.shacl.reading import parse_rdf_file
from kg.shacl.report import check_triples
from kg.shacl.shapes import load_shapes
from kg.shacl.triples import format_node
from kg.terms import RDF_TYPE, RDFS, XSD_DECIMAL, XSD_INTEGER, XSD_STRING, Class, Names, Prop

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
NAMES: Final = Names()
SHAPES: Final = load_shapes(ROOT / "shapes", NAMES)
ONTOLOGY: Final = tuple(t for path in sorted((ROOT / "ontology").glob("*.ttl")) for t in parse_rdf_file(path))
WORLD: Final = parse_rdf_file(HERE / "world.ttl")
CASES: Final = sorted(HERE.glob("*/*.ttl"))
IDS: Final = [f"{path.parent.name}/{path.stem}" for path in CASES]
EXPECT: Final = re.compile(r"^# expect: (\S+) (\S+)$", re.MULTILINE)
# What a property shape says of itself; the rest are constraints.
DESCRIPTION: Final = {RDF.type, SH.path, SH.name, SH.description, SH.message, SH.order, SH.group, SH.severity}


def load_case(path: Path, folder: Path) -> tuple[Triple, ...]:
    text = path.read_text(encoding="utf-8")
    copy = folder / f"{path.parent.name}-{path.name}"
    copy.write_text(text.replace("/id/CASE-", f"/id/{copy.stem}/"), encoding="utf-8")
    triples = parse_rdf_file(copy)
    return triples if "# types: as written" in text else tuple(close_types(triples))


def close_types(triples: Iterable[Triple]) -> Iterator[Triple]:
    parents: dict[Iri, list[Iri]] = {}
    for triple in ONTOLOGY:
        if triple.predicate == RDFS + "subClassOf":
            parents.setdefault(triple.subject, []).append(str(triple.object))
    for triple in triples:
        yield triple
        queue = [str(triple.object)] if triple.predicate == RDF_TYPE else []
        for name in queue:
            queue.extend(parents.get(name, ()))
            yield Triple(triple.subject, RDF_TYPE, name)


def complete_quotes(triples: set[Triple]) -> Iterator[Triple]:
    typed = {triple.subject for triple in triples if triple.predicate == RDF_TYPE}
    quotes = {triple.subject for triple in triples if triple.predicate == NAMES.prop(Prop.SUPPORTS)} - typed
    values: list[tuple[Prop, Iri | Literal]] = [
        (Prop.EXACT, Literal("14 sailors", XSD_STRING)),
        (Prop.BEGIN_CHAR, Literal("4", XSD_INTEGER)),
        (Prop.END_CHAR, Literal("14", XSD_INTEGER)),
        (Prop.CONFIDENCE, Literal("0.9", XSD_DECIMAL)),
        (Prop.FROM_SENTENCE, NAMES.thing("sentence")),
        (Prop.FROM_VERSION, NAMES.thing("text")),
        (Prop.FROM_ARTICLE, NAMES.thing("article")),
    ]
    for quote in sorted(quotes):
        yield from (Triple(quote, RDF_TYPE, NAMES.of_class(name)) for name in (Class.EVIDENCE, Class.TEXT_SPAN))
        yield from (Triple(quote, NAMES.prop(prop), value) for prop, value in values)


def judge(told: set[Triple]) -> Report:
    return check_triples({*ONTOLOGY, *told, *complete_quotes(told)}, SHAPES)


def name_reason(result: ShapeResult) -> tuple[str, str]:
    component = result.component.rsplit("#", 1)[1].removesuffix("ConstraintComponent")
    return result.shape.rsplit("#", 1)[1], component


def list_foci(name: str, case: tuple[Triple, ...]) -> set[str]:
    """List the nodes that results of a case are about: its own, and what it alone points to."""
    shared = {triple.subject for triple in (*ONTOLOGY, *WORLD)}
    prefix = NAMES.thing(name.replace("/", "-"))
    foci = {part for triple in case for part in (triple.subject, format_node(triple.object))} - shared
    return {focus for focus in foci if focus.startswith((prefix, '"', "http://www.wikidata.org/"))}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Triple, ...]]:
    folder = tmp_path_factory.mktemp("cases")
    return {name: load_case(path, folder) for name, path in zip(IDS, CASES, strict=True)}


@pytest.fixture(scope="module")
def report(cases: dict[str, tuple[Triple, ...]]) -> Report:
    return judge({*close_types(WORLD), *(triple for triples in cases.values() for triple in triples)})


def test_world_gives_no_result() -> None:
    assert judge(set(close_types(WORLD))).results == ()


@pytest.mark.parametrize(("name", "path"), list(zip(IDS, CASES, strict=True)), ids=IDS)
def test_case_gives_what_it_expects(
    name: str, path: Path, cases: dict[str, tuple[Triple, ...]], report: Report
) -> None:
    foci = list_foci(name, cases[name])
    expected = set(EXPECT.findall(path.read_text(encoding="utf-8")))
    assert bool(expected) == path.name.startswith("bad-")
    assert {name_reason(result) for result in report.results if result.focus in foci} == expected


def test_results_all_belong_to_a_case(cases: dict[str, tuple[Triple, ...]], report: Report) -> None:
    foci = {focus for name, case in cases.items() for focus in list_foci(name, case)}
    assert {result.focus for result in report.results} <= foci


@pytest.mark.parametrize("path", sorted((ROOT / "shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_shapes_file_has_good_and_bad_cases(path: Path) -> None:
    if path.stem == "groups":
        return  # headings only
    names = {case.stem.split("-", 1)[0] for case in CASES if case.parent.name == path.stem}
    assert names == {"good", "bad"}


def test_constraints_are_each_broken_by_some_case() -> None:
    broken = {pair for path in CASES for pair in EXPECT.findall(path.read_text(encoding="utf-8"))}
    for shape in SHAPES.graph.subjects(RDF.type, SH.PropertyShape):
        local = str(shape).rsplit("#", 1)[1]
        for predicate in set(SHAPES.graph.predicates(shape)) - DESCRIPTION:
            name = str(predicate).rsplit("#", 1)[1]
            if not local.endswith("-kind"):  # the next test breaks those, pair by pair
                assert (local, name[0].upper() + name[1:]) in broken


def test_disjoint_classes_are_told_apart() -> None:
    pairs = [(t.subject, str(t.object)) for t in ONTOLOGY if t.predicate == str(OWL.disjointWith)]
    nodes = {NAMES.thing(f"both-{number}"): pair for number, pair in enumerate(pairs)}
    typed = {Triple(node, RDF_TYPE, name) for node, pair in nodes.items() for name in pair}
    found = {result.focus for result in judge(set(close_types(typed))).results if result.shape.endswith("-kind")}
    assert found == set(nodes)
    assert len(pairs) == 10 + 15 + 3 + 45


def test_shapes_speak_of_terms_that_exist() -> None:
    declared = {triple.subject for triple in ONTOLOGY}
    own = (f"{NAMES.base}ontology#", f"{NAMES.base}concept/")
    used = {str(node) for triple in SHAPES.graph for node in triple if isinstance(node, URIRef)}
    assert {iri for iri in used if iri.startswith(own)} <= declared
