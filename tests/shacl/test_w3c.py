"""The test suite of SHACL, judged whole and by changes; it is no part of the project and lies beside it.

A case says which nodes break which constraint with which value; the texts of results are free.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark import ParameterSet
from pyshacl.monkey import rdflib_bool_patch, rdflib_bool_unpatch
from rdflib import RDF, SH, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.errors import ShapesError
from kg.model import MergedChange, Report, Triple
from kg.shacl.changes import judge_change
from kg.shacl.compiled import CompiledShapes
from kg.shacl.reading import make_triple
from kg.shacl.results import read_severity
from kg.shacl.triples import format_node, quieten_rdflib, read_node
from tests.conftest import SHARED
from tests.shacl.sources import Memory

SUITE: Final = SHARED / "w3c" / "shacl" / "tests"
MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT: Final = Namespace("http://www.w3.org/ns/shacl-test#")
GAPS: Final = {
    "sparql/node/prefixes-001": "pySHACL looks for prefixes in the data, not behind owl:imports",
    "sparql/pre-binding/shapesGraph-001": "pySHACL does not hand the shapes to queries",
}
# What no footprint bounds is judged whole at each change, here several thousand times.
SLOW: Final = ("sparql/", "core/complex/shacl-shacl")

Row = tuple[str, str, str, str]


def parse_file(place: str) -> Graph:
    """Read a file as pySHACL reads shapes: "1" is not the same as "true"."""
    rdflib_bool_patch()  # type: ignore[no-untyped-call] # as pySHACL has it
    try:
        return Graph().parse(place)
    finally:
        rdflib_bool_unpatch()  # type: ignore[no-untyped-call] # the same


@dataclass(frozen=True)
class Case:
    """Hold one case of the suite."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(SUITE).with_suffix("").as_posix()

    @cached_property
    def manifest(self) -> Graph:
        return parse_file(self.path.as_uri())

    @property
    def node(self) -> Node:
        return next(self.manifest.subjects(RDF.type, SHT.Validate))

    def read_graph(self, name: URIRef) -> Graph:
        """Read the data or the shapes, which mostly stand in the file of the case itself."""
        action = self.manifest.value(self.node, MF.action)
        place = str(self.manifest.value(action, name))
        return self.manifest if place == self.path.as_uri() else parse_file(place)

    @property
    def shapes(self) -> CompiledShapes:
        graph = self.read_graph(SHT.shapesGraph)
        return CompiledShapes(graph, graph)

    @property
    def data(self) -> list[Triple]:
        rows = self.read_graph(SHT.dataGraph)
        return [make_triple(*(read_node(part) for part in row)) for row in sorted(rows)]

    @property
    def expected(self) -> list[Row] | None:
        """List the results that there must be, each once; None where the shapes must be refused."""
        report = self.manifest.value(self.node, MF.result)
        if report == SHT.Failure:
            return None
        graph = self.manifest
        return sorted(
            {
                (
                    format_node(read_node(graph.value(node, SH.focusNode) or node)),
                    "" if (value := graph.value(node, SH.value)) is None else format_node(read_node(value)),
                    str(graph.value(node, SH.sourceConstraintComponent)),
                    read_severity(graph.value(node, SH.resultSeverity) or node),
                )
                for node in graph.objects(report, SH.result)
            }
        )


def list_cases(part: str) -> Iterator[Case]:
    for path in sorted((SUITE / part).rglob("*.ttl")):
        if path.name != "manifest.ttl" and "sht:Validate" in path.read_text(encoding="utf-8"):
            yield Case(path)


def list_rows(report: Report) -> list[Row]:
    return sorted({(r.focus, r.value or "", r.component, r.severity) for r in report.results})


def judge_slowly(shapes: CompiledShapes, data: list[Triple]) -> tuple[Report, Report]:
    """Put triples in one by one, and take them out again; gives the reports on all and on none."""
    source, known, reports = Memory(), judge_change(shapes, Memory(), MergedChange(), None).report, []
    for order in (data, data[::-1]):
        for triple in order:
            after, change = source.become(source.triples ^ {triple})
            known = judge_change(shapes, source, change, known).report
            source = after
        reports.append(known)
    return reports[0], reports[1]


CASES: Final = [*list_cases("core"), *list_cases("sparql")]
ABSENT: Final = "../shared/w3c/shacl is missing: the suite is not part of the project"


def list_params(*, by_changes: bool) -> list[ParameterSet]:
    """Give each case its name, and mark known gaps and what takes long."""
    params = []
    for case in CASES:
        marks = [pytest.mark.xfail(reason=GAPS[case.name], strict=True)] if case.name in GAPS else []
        slow = [pytest.mark.long] if by_changes and case.name.startswith(SLOW) else []
        params.append(pytest.param(case, id=case.name, marks=(*marks, *slow)))
    return params


@pytest.mark.skipif(not CASES, reason=ABSENT)
def test_the_suite_is_whole() -> None:
    assert [len(list(list_cases(part))) for part in ("core", "sparql")] == [98, 23]


@pytest.mark.parametrize("case", list_params(by_changes=False))
def test_case_judged_whole(case: Case) -> None:
    with quieten_rdflib():
        if case.expected is None:
            with pytest.raises(ShapesError):
                judge_change(case.shapes, Memory(frozenset(case.data)), MergedChange(), None)
            return
        report = judge_change(case.shapes, Memory(frozenset(case.data)), MergedChange(), None).report
    assert list_rows(report) == case.expected


@pytest.mark.parametrize("case", list_params(by_changes=True))
def test_case_judged_by_changes(case: Case) -> None:
    if case.expected is None:
        pytest.skip("there is nothing to judge by")
    whole, nothing = judge_slowly(case.shapes, case.data)
    assert list_rows(whole) == case.expected
    assert nothing == judge_change(case.shapes, Memory(), MergedChange(), None).report
