"""Tests of kg/shacl/report.py."""

import json
from pathlib import Path
from typing import Final

import pytest
from rdflib import RDF, SH, BNode, Graph

from kg.errors import ShapesError
from kg.model import Literal, Report, Severity, ShapeResult, Triple
from kg.shacl.paths import format_path
from kg.shacl.report import check_triples, report_to_json, report_to_text, report_to_triples, report_to_turtle
from kg.shacl.scopes import Scope
from kg.shacl.shapes import Shapes, load_shapes
from kg.terms import RDF_LANG_STRING, RDF_TYPE, RDFS_LABEL, XSD_DATE, XSD_INTEGER, Class, Names, Prop

NAMES: Final = Names()
SHAPES: Final = load_shapes(Path(__file__).parents[2] / "shapes", NAMES)
ADA: Final = NAMES.thing("person-ada")
DATE: Final = NAMES.prop(Prop.BIRTH_DATE)
PERSON: Final = tuple(Triple(ADA, RDF_TYPE, NAMES.of_class(name)) for name in (Class.PERSON, Class.AGENT))
NAMED: Final = (*PERSON, Triple(ADA, RDFS_LABEL, Literal("Ada", RDF_LANG_STRING, "en")))


def make_result(number: int, severity: Severity = Severity.VIOLATION) -> ShapeResult:
    return ShapeResult(
        focus=NAMES.thing(f"person-{number}"),
        path=DATE,
        value=f'"{number}"^^<{XSD_INTEGER}>',
        component=str(SH.DatatypeConstraintComponent),
        shape=f"{NAMES.base}shapes#Person-birthDate",
        severity=severity,
        message="Give a day.",
    )


def test_nothing_to_judge_conforms() -> None:
    assert check_triples((), SHAPES) == Report()


def test_result_names_focus_path_shape_and_component() -> None:
    report = check_triples(PERSON, SHAPES)
    (result,) = report.results
    assert not report.conforms
    assert (result.focus, result.path, result.value) == (ADA, RDFS_LABEL, None)
    assert result.shape == f"{NAMES.base}shapes#NamedThing-label"
    assert result.component == str(SH.MinCountConstraintComponent)
    assert result.severity == Severity.VIOLATION
    assert result.message.startswith("Give the thing a name")


def test_value_keeps_its_very_characters() -> None:
    report = check_triples((*NAMED, Triple(ADA, DATE, Literal("0042", XSD_INTEGER))), SHAPES)
    assert [result.value for result in report.results] == [f'"0042"^^<{XSD_INTEGER}>']


def test_bad_date_is_a_result_and_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    report = check_triples((*NAMED, Triple(ADA, DATE, Literal("2031-02-30", XSD_DATE))), SHAPES)
    assert [result.component for result in report.results] == [str(SH.DatatypeConstraintComponent)]
    assert not caplog.records


def test_canonical_date_conforms() -> None:
    assert check_triples((*NAMED, Triple(ADA, DATE, Literal("2031-02-28", XSD_DATE))), SHAPES) == Report()


def test_order_of_triples_does_not_matter() -> None:
    triples = [Triple(NAMES.thing(f"person-{n}"), RDF_TYPE, NAMES.of_class(Class.PERSON)) for n in range(20)]
    first, second = check_triples(triples, SHAPES), check_triples(reversed(triples), SHAPES)
    assert first == second
    assert [result.focus for result in first.results] == sorted(result.focus for result in first.results)


def test_inverse_path_is_written_as_in_sparql() -> None:
    codes = [Triple(NAMES.thing(f"x{n}"), NAMES.prop(Prop.SHA256), Literal("a", XSD_DATE)) for n in (1, 2)]
    report = check_triples(codes, SHAPES)
    paths = {result.path for result in report.results if result.shape.endswith("Sha256-text")}
    assert paths == {f"^<{NAMES.prop(Prop.SHA256)}>"}


def test_path_of_every_kind_is_written() -> None:
    graph = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
        e:x sh:path ( [ sh:zeroOrMorePath e:a ] [ sh:alternativePath ( e:b [ sh:inversePath e:c ] ) ]
            [ sh:oneOrMorePath e:d ] [ sh:zeroOrOnePath e:f ] ) .""",
        format="turtle",
    )
    path = graph.value(None, SH.path) or next(graph.objects(None, SH.path))
    assert format_path(graph, path) == "(<http://e/a>)*/(<http://e/b>|^<http://e/c>)/(<http://e/d>)+/(<http://e/f>)?"


def test_shapes_that_pyshacl_refuses_raise() -> None:
    broken = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
        e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P . e:P sh:path e:a , e:b .""",
        format="turtle",
    )
    with pytest.raises(ShapesError, match="pySHACL refuses the shapes"):
        check_triples((), Shapes("0", broken, {Scope.MERGED: broken}))


def test_text_says_what_is_wrong_and_what_to_do() -> None:
    text = report_to_text(Report((make_result(1), make_result(2, Severity.WARNING))))
    assert text.startswith("1 violation, 1 warning on 2 things:\n")
    assert f"{NAMES.thing('person-1')}\n  Violation: Give a day.\n" in text
    assert f'found: "1"^^<{XSD_INTEGER}>' in text
    assert "to do: write the value in the datatype that is asked for" in text
    assert "Violations keep the data out" in text


def test_text_of_hints_alone_says_that_nothing_stands_in_the_way() -> None:
    text = report_to_text(Report((make_result(1, Severity.INFO),)))
    assert text.startswith("1 hint on 1 thing:")
    assert "to do" not in text
    assert "Nothing stands in the way of publishing" in text


def test_json_holds_every_field() -> None:
    content = json.loads(report_to_json(Report((make_result(1),))))
    assert content["conforms"] is False
    assert content["results"][0]["severity"] == "Violation"
    fields = {"focus", "path", "value", "component", "shape", "severity", "message", "graph"}
    assert set(content["results"][0]) == fields


def test_turtle_is_a_report_without_blank_nodes() -> None:
    graph = Graph().parse(data=report_to_turtle(Report((make_result(1), make_result(2))), NAMES), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert len(list(graph.objects(report, SH.result))) == 2
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_turtle_of_equal_reports_is_equal_byte_for_byte() -> None:
    report = Report(tuple(make_result(number) for number in range(30)))
    assert report_to_turtle(report, NAMES) == report_to_turtle(Report(report.results), NAMES)


def test_result_has_the_same_iri_in_every_report() -> None:
    alone = {triple.object for triple in report_to_triples(Report((make_result(1),)), NAMES)}
    beside = {triple.object for triple in report_to_triples(Report((make_result(1), make_result(2))), NAMES)}
    named = {node for node in alone if isinstance(node, str) and "/id/result-" in node}
    assert len(named) == 1
    assert named <= beside


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("_:b1", "urn:blank:b1"),
        ('"a \\"b\\"\\n"@en', Literal('a "b"\n', RDF_LANG_STRING, "en")),
        ("http://e/", "http://e/"),
    ],
    ids=["blank", "text", "iri"],
)
def test_values_come_back_as_terms(value: str, expected: object) -> None:
    plain = make_result(1)
    result = ShapeResult(plain.focus, None, value, plain.component, plain.shape, plain.severity, plain.message)
    triples = report_to_triples(Report((result,)), NAMES)
    assert expected in [triple.object for triple in triples if triple.predicate == str(SH.value)]
