"""Every class and property of the ontology is checked, each class in a file of its own."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.graph.builder import SINGLE_PROPERTIES
from kg.shacl.scopes import Scope, select_shapes
from kg.shacl.triples import make_graph
from kg.terms import Class, Prop
from tests.shapes.filling import CASES, HERE, NAMES, ONTOLOGY, ROOT, SHAPES

GRAPH: Final = make_graph(ONTOLOGY)
SCOPED: Final = {scope: select_shapes(SHAPES.graph, scope, NAMES) for scope in Scope}
TABLE: Final = ROOT.parent / "shared" / "notes" / "terms.tsv"
# Files that are about more than one class, or about none.
WIDER: Final = {"concept", "groups", "named-thing", "ontology", "scopes"}
# No datatypes of OWL 2, or of text whose language varies: the ontology says rdfs:Literal, the shapes say which.
FREE: Final = {
    *(XSD.date, XSD.dayTimeDuration, XSD.yearMonthDuration, RDF.langString),
    URIRef("http://www.opengis.net/ont/geosparql#wktLiteral"),
}
# They lead to anything: a property or a thing, which the kind of node and the words of the shape restrict.
ANYTHING: Final = {
    *(Prop.FOR_ROLE, Prop.FOR_FILLER, Prop.FOR_VALUE, Prop.CONTESTED_PROPERTY),
    *(Prop.LINK_FROM, Prop.LINK_TO, Prop.WIKIDATA, Prop.SOURCE_URL),
}


def name_file(name: str) -> str:
    """Give the file of a class: DetentionFacility stands in detention-facility."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def load_file(stem: str) -> Graph:
    return Graph().parse(ROOT / "shapes" / f"{stem}.ttl", format="turtle")


def list_wider(name: Node) -> set[Node]:
    """List a class and all above it."""
    return {wider for wider in GRAPH.transitive_objects(name, RDFS.subClassOf) if wider is not None}


def find_shapes(prop: str, scope: Scope | None = None) -> Iterator[tuple[Graph, Node]]:
    """Find the property shapes that judge the plain values of a property on its domain."""
    domain = next(GRAPH.objects(URIRef(NAMES.prop(Prop(prop))), RDFS.domain))
    for graph in SCOPED.values() if scope is None else (SCOPED[scope],):
        for shape in graph.subjects(SH.path, URIRef(NAMES.prop(Prop(prop)))):
            owners = set(graph.subjects(SH.property, shape))
            classes = {target for owner in owners for target in graph.objects(owner, SH.targetClass)}
            if classes & list_wider(domain) or domain == OWL.Thing:
                yield graph, shape


@pytest.mark.parametrize("name", list(Class), ids=str)
def test_class_has_a_file_of_its_own(name: Class) -> None:
    shapes = load_file(name_file(name))
    targets = {str(target) for target in shapes.objects(None, SH.targetClass)}
    assert targets == {NAMES.of_class(name)}


def test_files_are_named_after_classes() -> None:
    stems = {path.stem for path in (ROOT / "shapes").glob("*.ttl")}
    assert stems == {name_file(name) for name in Class} | WIDER


@pytest.mark.parametrize("path", sorted((ROOT / "shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_shapes_file_has_good_and_bad_cases(path: Path) -> None:
    if path.stem in {"groups", "scopes"}:
        return  # words only
    cases = [case for case in CASES if case.path.parent == HERE / path.stem]
    assert {case.path.stem.split("-", 1)[0] for case in cases} == {"good", "bad"}
    needed = {Scope.ARTICLE} if "cs:scope cs:ArticleScope ;" in path.read_text(encoding="utf-8") else set()
    assert needed <= {case.scope for case in cases}


def test_every_shape_is_broken_by_some_case() -> None:
    broken = {shape for case in CASES for shape, _ in case.expected}
    shapes = {shape for scope in Scope for shape in list_judging(SCOPED[scope])}
    assert sorted(shapes - broken) == []


def list_judging(graph: Graph) -> Iterator[str]:
    """List the shapes that have results of their own."""
    for shape in graph.subjects(SH.message):
        yield str(shape).rsplit("#", 1)[1]


@pytest.mark.parametrize("prop", list(Prop), ids=str)
def test_property_is_checked_for_its_range(prop: Prop) -> None:
    (told,) = set(GRAPH.objects(URIRef(NAMES.prop(prop)), RDFS.range))
    found = [(graph, shape) for graph, shape in find_shapes(prop)]
    assert found
    if prop in ANYTHING:
        assert any((shape, SH.nodeKind, None) in graph or (shape, SH["or"], None) in graph for graph, shape in found)
    elif told == SKOS.Concept:
        assert any(checks_concepts(graph, shape) for graph, shape in found)
    elif (URIRef(NAMES.prop(prop)), RDF.type, OWL.ObjectProperty) in GRAPH:
        assert any((shape, SH["class"], told) in graph for graph, shape in found)
    else:
        types = {datatype for graph, shape in found for datatype in graph.objects(shape, SH.datatype)}
        assert len(types) == 1
        assert types <= (FREE if told == RDFS.Literal else {told})


def checks_concepts(graph: Graph, shape: Node) -> bool:
    """Say whether a shape takes concepts only: by their class, or by a list that holds each of its scheme."""
    if (shape, SH["class"], SKOS.Concept) in graph:
        return True
    lists = [set(Collection(graph, node)) for node in graph.objects(shape, SH["in"])]
    return any(listed and listed <= set(GRAPH.subjects(RDF.type, SKOS.Concept)) for listed in lists)


@pytest.mark.parametrize("prop", sorted(SINGLE_PROPERTIES), ids=str)
def test_what_an_article_says_once_has_one_value_in_its_graph(prop: Prop) -> None:
    assert any((shape, SH.maxCount, None) in graph for graph, shape in find_shapes(prop, Scope.ARTICLE))


def read_counts() -> Iterator[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if "property" in row["kind"]:
                yield row["term"], row["count"]


@pytest.mark.skipif(not TABLE.exists(), reason="the table of terms is not beside the repository")
def test_counts_are_those_of_the_table() -> None:
    wrong = [f"{prop} {count}" for prop, count in read_counts() if not has_count(prop, count)]
    assert wrong == []


def has_count(prop: str, count: str) -> bool:
    """Say whether a scope has the bounds of a count; a text that is silent breaks none, see groups.ttl."""
    bounds = [(graph.value(s, SH.minCount), graph.value(s, SH.maxCount)) for graph, s in find_shapes(prop)]
    has_low = count[0] == "0" or prop in OPEN or any(low is not None and int(str(low)) == 1 for low, _ in bounds)
    has_high = count.endswith("*") or any(high is not None and int(str(high)) == 1 for _, high in bounds)
    return has_low and has_high


# Derived for factual events only, see EventSortDateShape; the places of spans are asked for class by class.
OPEN: Final = {Prop.SORT_DATE, Prop.BEGIN_CHAR, Prop.END_CHAR}


def test_closed_lists_hold_their_whole_scheme() -> None:
    graph = SHAPES.graph
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        listed = {item for node in graph.objects(shape, SH["in"]) for item in Collection(graph, node)}
        schemes = {scheme for item in listed for scheme in GRAPH.objects(item, SKOS.inScheme)}
        if schemes:
            assert listed in [set(GRAPH.subjects(SKOS.inScheme, scheme)) for scheme in schemes], shape


# These alone let data in: texts may differ, or somebody should have a look. A severity is interface, as a shape is.
WARNINGS: Final = """
    Concept-definition Concept-inScheme Condition-subject DetentionFacility-type EventSortDateShape
    Evidence-type Government-type IntergovernmentalOrganization-type LinkedThing-decision NegotiationSidesShape
    Organization-type Person-type PersonGroup-label PersonGroup-type Release-people Release-widestGroup
    Section-beginChar Section-endChar Section-type Sentence-type Sentence-version Settlement-type
    Situation-agreedPolarity Situation-label State-type StateGroup-type Transfer-widestGroup
    Undertaking-agreement Undertaking-doer
"""
HINTS: Final = """
    Condition-agreedConditionType ElectionShape Event-agreedDurationDays Event-oneDate
    PersonGroup-agreedGroupKind PersonGroup-agreedSubgroupOf PersonGroup-bounds PersonGroup-oneCount
    ProtestShape Release-agreedReleaseMode RepressionShape Sanction-agreedProgramme Sanction-agreedSanctionType
    SanctionRelief-agreedReliefKind Sentencing-agreedPenalty Sentencing-agreedPenaltyLength
    Situation-agreedBeganOn Situation-agreedEndedOn Situation-bounds
"""


@pytest.mark.parametrize(("severity", "names"), [(SH.Warning, WARNINGS), (SH.Info, HINTS)], ids=["warning", "hint"])
def test_only_these_shapes_do_not_keep_data_out(severity: URIRef, names: str) -> None:
    found = {str(shape).rsplit("#", 1)[1] for shape in SHAPES.graph.subjects(SH.severity, severity)}
    assert sorted(found) == sorted(names.split())


def test_severities_are_three() -> None:
    assert set(SHAPES.graph.objects(None, SH.severity)) == {SH.Violation, SH.Warning, SH.Info}


def test_no_shape_asks_in_sparql() -> None:
    terms = {node for triple in SHAPES.graph for node in triple}
    assert not terms & {SH.sparql, SH.SPARQLConstraint, SH.SPARQLTarget, SH.select, SH.ask, SH.ConstraintComponent}


def test_docstrings_name_shapes_that_exist() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py")]
    lines = [line for text in texts for line in re.findall(r"^ +Shape: (.*)$", text, re.MULTILINE)]
    named = {name for line in lines for name in re.findall(r"\w+Shape", line)}
    known = {str(shape).rsplit("#", 1)[1] for shape in SHAPES.graph.subjects(RDF.type, SH.NodeShape)}
    assert len(named) > 3
    assert named <= known
