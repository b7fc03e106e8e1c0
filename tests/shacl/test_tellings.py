"""Tests of kg/shacl/tellings.py and kg/shacl/scopes.py."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import pytest
from rdflib import SH

from kg.model import Iri, Literal, Quad, Report, Severity, Triple
from kg.shacl.report import report_to_text, report_to_triples
from kg.shacl.scopes import Scope, list_scopes, name_scope
from kg.shacl.tellings import Context, check_dataset, check_telling, widen_context
from kg.terms import PROV_WAS_DERIVED_FROM, RDF_LANG_STRING, RDF_TYPE, SKOS_ALT_LABEL, XSD_INTEGER, Class, Prop
from tests.shapes.filling import GRAPH, NAMES, ONTOLOGY, SHAPES, make_world_context, tell_sentence, world

CREW: Final = NAMES.thing("crew")
COUNT: Final = NAMES.prop(Prop.MEMBER_COUNT)
FIRST, SECOND = NAMES.graph("article/aaaaaaaaaaaa"), NAMES.graph("article/bbbbbbbbbbbb")


def tell_crew(*counts: int) -> list[Triple]:
    """Tell of a crew with some numbers of people."""
    types = [Triple(CREW, RDF_TYPE, NAMES.of_class(name)) for name in (Class.PERSON_GROUP, Class.AGENT)]
    return types + [Triple(CREW, COUNT, Literal(str(count), XSD_INTEGER)) for count in counts]


def put_into(graph: Iri, triples: Iterable[Triple]) -> set[Quad]:
    return {Quad(*triple, graph) for triple in triples}


def judge(*quads: set[Quad]) -> Report:
    found = set().union(put_into(NAMES.graph("ontology"), ONTOLOGY), *quads)
    return check_dataset(found, {quad.triple for quad in found}, SHAPES, NAMES)


def list_reasons(report: Report) -> list[tuple[str, Severity, Iri | None]]:
    reasons = [(result.shape.rsplit("#", 1)[1], result.severity, result.graph) for result in report.results]
    return [reason for reason in reasons if reason[0] != "PersonGroup-label"]


def test_two_numbers_in_one_article_are_a_fault_of_that_article() -> None:
    report = judge(put_into(FIRST, tell_crew(14, 15)), put_into(SECOND, tell_crew(14)))
    fault, hint = (
        ("PersonGroup-oneMemberCount", Severity.VIOLATION, FIRST),
        ("PersonGroup-oneCount", Severity.INFO, None),
    )
    assert sorted(list_reasons(report)) == sorted([fault, hint])


def test_two_articles_may_give_different_numbers() -> None:
    report = judge(put_into(FIRST, tell_crew(14)), put_into(SECOND, tell_crew(15)))
    assert list_reasons(report) == [("PersonGroup-oneCount", Severity.INFO, None)]


def test_what_both_scopes_find_is_said_once_and_names_the_article() -> None:
    report = judge(put_into(FIRST, tell_crew(-1)))
    assert list_reasons(report) == [("PersonGroup-memberCount", Severity.VIOLATION, FIRST)]


def test_file_without_names_of_graphs_is_a_merged_view_only() -> None:
    report = judge(put_into("file:///crew.ttl", tell_crew(14, 15)))
    assert list_reasons(report) == [("PersonGroup-oneCount", Severity.INFO, None)]


def test_graph_that_is_said_to_come_from_a_text_is_an_article() -> None:
    graph = "https://other.example/graphs/1"
    said = Triple(graph, NAMES.prop(Prop.ASSERTED_FROM), NAMES.thing("text"))
    report = judge(put_into("file:///a.trig", [said, *world()]), put_into(graph, tell_crew(14, 15)))
    assert ("PersonGroup-oneMemberCount", Severity.VIOLATION, graph) in list_reasons(report)


def test_only_what_an_article_describes_is_judged() -> None:
    captain = NAMES.thing("captain")
    elsewhere = put_into(SECOND, [Triple(captain, RDF_TYPE, NAMES.of_class(Class.PERSON))])
    told = [*tell_crew(14), Triple(CREW, NAMES.prop(Prop.HAS_NAMED_MEMBER), captain)]
    for known, shapes in ((elsewhere, []), (set[Quad](), ["PersonGroup-hasNamedMember"])):
        context = widen_context(make_world_context(), known, NAMES)
        report = check_telling(GRAPH, told, context, SHAPES, NAMES)
        assert [name for name, _, _ in list_reasons(report) if name.startswith("Person")] == shapes


def test_article_may_name_what_reference_data_class() -> None:
    state = NAMES.thing("state-XAA")
    name = Triple(state, SKOS_ALT_LABEL, Literal("The North", RDF_LANG_STRING, "en"))
    told = [*tell_crew(14), Triple(CREW, NAMES.prop(Prop.CITIZEN_OF), state), name]
    assert "Agent-citizenOf" not in str(check_telling(GRAPH, told, make_world_context(), SHAPES, NAMES))
    untyped = Triple(CREW, NAMES.prop(Prop.CITIZEN_OF), NAMES.thing("nowhere"))
    assert "Agent-citizenOf" in str(check_telling(GRAPH, [*told, untyped], make_world_context(), SHAPES, NAMES))


def test_class_tree_of_the_context_is_needed() -> None:
    told = [Triple(CREW, RDF_TYPE, NAMES.of_class(Class.RELEASE))]
    found = check_telling(GRAPH, told, make_world_context(), SHAPES, NAMES).results
    assert {"Situation-type", "Event-type"} <= {result.shape.rsplit("#", 1)[1] for result in found}


def test_wider_context_leaves_the_narrower_as_it_was() -> None:
    narrow = widen_context(Context(), put_into(FIRST, tell_crew(14)), NAMES)
    wide = widen_context(narrow, put_into(SECOND, [Triple(CREW, RDF_TYPE, NAMES.of_class(Class.PERSON))]), NAMES)
    assert (len(narrow.types[CREW]), len(wide.types[CREW])) == (2, 3)


def test_article_is_walked_to_its_own_sources_only() -> None:
    other = NAMES.thing("other-article")
    reprint = Triple(NAMES.thing("article"), NAMES.prop(Prop.REPRINT_OF), other)
    unfinished = Triple(other, RDF_TYPE, NAMES.of_class(Class.ARTICLE))
    context = widen_context(make_world_context(), put_into(NAMES.graph("provenance"), [reprint, unfinished]), NAMES)
    assert check_telling(GRAPH, tell_sentence(), context, SHAPES, NAMES) == Report()


def test_report_names_the_article() -> None:
    report = judge(put_into(FIRST, tell_crew(-1)))
    assert f"    told in: {FIRST}\n" in report_to_text(report)
    assert FIRST in {
        triple.object for triple in report_to_triples(report, NAMES) if triple.predicate == PROV_WAS_DERIVED_FROM
    }


def test_result_on_an_article_has_another_name_than_one_on_all() -> None:
    result = next(result for result in judge(put_into(FIRST, tell_crew(-1))).results if result.graph == FIRST)
    reports = [Report((found,)) for found in (result, replace(result, graph=None))]
    first, second = (report_to_triples(report, NAMES)[0].subject for report in reports)
    assert first != second


@pytest.mark.parametrize(
    ("shape", "scopes"),
    [
        ("ReleaseShape", [Scope.ARTICLE, Scope.MERGED]),
        ("ReleaseTellingShape", [Scope.ARTICLE]),
        ("ReleaseMergedShape", [Scope.MERGED]),
        ("WikidataItemShape", [Scope.MERGED]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_shape_judges_in_the_scopes_that_it_names(shape: str, scopes: list[Scope]) -> None:
    node = name_scope(Scope.ARTICLE, NAMES).replace("ArticleScope", shape)
    (found,) = [subject for subject in set(SHAPES.graph.subjects()) if str(subject) == node]
    assert list_scopes(SHAPES.graph, found, NAMES) == scopes
    for scope in Scope:
        parts = set(SHAPES.graph.objects(found, SH.property))
        assert bool(parts & set(SHAPES.lifted[scope].subjects())) == (scope in scopes)
