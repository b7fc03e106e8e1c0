"""Let pySHACL judge triples, and write what it says for people, programs and the graph."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from itertools import groupby
from typing import Final

from rdflib import SH, Graph

from kg.model import Iri, Literal, Report, Severity, ShapeResult, Triple
from kg.shacl.compiled import compile_shapes
from kg.shacl.results import list_fields
from kg.shacl.scopes import Scope
from kg.shacl.shapes import Shapes
from kg.shacl.triples import BLANK_PREFIX, make_graph, quieten_rdflib, read_node
from kg.shacl.view import View
from kg.terms import PROV_WAS_DERIVED_FROM, RDF_TYPE, XSD_BOOLEAN, XSD_STRING, Names

SHACL: Final = str(SH)
SEVERITY_WORDS: Final = {
    Severity.VIOLATION: ("violation", "violations"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("hint", "hints"),
}
# What to do, by the kind of constraint that was broken; the message of the shape says what is wrong.
ADVICE: Final = {
    "MinCountConstraintComponent": "add the missing value",
    "MaxCountConstraintComponent": "keep one value and take out the others, or split what was joined by mistake",
    "ClassConstraintComponent": "describe the value with its class, or put the right value",
    "DatatypeConstraintComponent": "write the value in the datatype that is asked for",
    "InConstraintComponent": "choose a value of the list",
    "HasValueConstraintComponent": "add the value that is asked for",
    "UniqueLangConstraintComponent": "keep one text for each language",
    "PatternConstraintComponent": "write the value in the form that is asked for",
    "NodeKindConstraintComponent": "put a value of the kind that is asked for",
    "LessThanConstraintComponent": "compare the two values and correct the wrong one",
    "LessThanOrEqualsConstraintComponent": "compare the two values and correct the wrong one",
    "EqualsConstraintComponent": "make both say the same",
    "DisjointConstraintComponent": "take the value out of one of the two",
    "NotConstraintComponent": "take out the value that does not belong there",
}
OTHER_ADVICE: Final = "compare the data with the shape and correct them"


def check_triples(triples: Iterable[Triple], shapes: Shapes, scope: Scope = Scope.MERGED) -> Report:
    """Judge triples, taken as one graph, by the shapes of one scope.

    Args:
        triples: the whole merged view, or one article in its context (see `check_telling`); with the class tree of
            the ontology, for that is read from the data.
        shapes: from `load_shapes`.

    Returns:
        The results, each once and sorted; a Violation is a result and no exception.

    Raises:
        ShapesError: pySHACL cannot work with the shapes.
    """
    with quieten_rdflib():
        return compile_shapes(shapes, scope).judge_all(View.of_triples(triples))


# ---- for people ----------------------------------------------------------------------------------------------


def report_to_text(report: Report) -> str:
    """Write a report for people: what is wrong with each thing, and what to do about it.

    >>> print(report_to_text(Report()), end="")
    The data keep to all shapes.
    """
    if not report.results:
        return "The data keep to all shapes.\n"
    lines = [count_results(report), ""]
    for focus, results in groupby(report.results, key=lambda result: result.focus):
        lines.append(focus)
        for result in results:
            lines.extend(describe_result(result))
        lines.append("")
    return "\n".join([*lines, conclude(report), ""])


def count_results(report: Report) -> str:
    """Say how many results there are of each severity, and on how many things."""
    counts = [sum(result.severity == severity for result in report.results) for severity in Severity]
    words = ", ".join(f"{n} {SEVERITY_WORDS[s][n != 1]}" for s, n in zip(Severity, counts, strict=True) if n)
    focus_count = len({result.focus for result in report.results})
    return f"{words} on {focus_count} {'thing' if focus_count == 1 else 'things'}:"


def describe_result(result: ShapeResult) -> list[str]:
    """Describe one result in a few lines."""
    lines = [f"  {SEVERITY_WORDS[result.severity][0].capitalize()}: {result.message}"]
    if result.value is not None and result.value != result.focus:
        lines.append(f"    found: {result.value}")
    if result.path is not None:
        lines.append(f"    property: {result.path}")
    if result.graph is not None:
        lines.append(f"    told in: {result.graph}")
    if result.severity != Severity.INFO:  # a hint is worth knowing and asks for nothing
        lines.append(f"    to do: {ADVICE.get(shorten(result.component), OTHER_ADVICE)}")
    lines.append(f"    shape: {shorten(result.shape)}")
    return lines


def shorten(iri: str) -> str:
    """Give the last part of an IRI."""
    return iri.rsplit("#", 1)[-1]


def conclude(report: Report) -> str:
    """Say what the report means for the data."""
    if report.conforms:
        return "Nothing stands in the way of publishing; what is said above is published with the data."
    return "Violations keep the data out; warnings and hints do not."


# ---- for programs --------------------------------------------------------------------------------------------


def report_to_json(report: Report) -> str:
    """Write a report as JSON: `conforms` while there is no Violation, and the results in their order."""
    content = {"conforms": report.conforms, "results": [asdict(result) for result in report.results]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def report_to_turtle(report: Report, names: Names) -> str:
    """Write a report as Turtle in the vocabulary of SHACL, without blank nodes; equal reports give equal bytes."""
    graph = make_graph(report_to_triples(report, names))
    for prefix, namespace in {**names.prefixes, "sh": SHACL}.items():
        graph.bind(prefix, namespace, replace=True)
    return graph.serialize(format="turtle")


def report_to_triples(report: Report, names: Names) -> tuple[Triple, ...]:
    """Write a report as triples; report and results are named after what they say.

    As the standard has it, `sh:conforms` is true only where there is no result at all, not even a hint.
    """
    nodes = [name_by_content("result", list_fields(result), names) for result in report.results]
    node = name_by_content("report", nodes, names)
    conforms = Literal("false" if report.results else "true", XSD_BOOLEAN)
    triples = [Triple(node, RDF_TYPE, SHACL + "ValidationReport"), Triple(node, SHACL + "conforms", conforms)]
    for name, result in zip(nodes, report.results, strict=True):
        triples.append(Triple(node, SHACL + "result", name))
        triples.extend(describe_as_triples(name, result))
    return tuple(triples)


def describe_as_triples(node: Iri, result: ShapeResult) -> list[Triple]:
    """Describe one result; a path of several steps has no IRI and is left to the shape.

    A result about one article alone is derived from that article's graph.
    """
    parts: list[tuple[str, Iri | Literal]] = [
        ("focusNode", read_formatted(result.focus)),
        ("sourceConstraintComponent", result.component),
        ("sourceShape", result.shape),
        ("resultSeverity", SHACL + result.severity),
        ("resultMessage", Literal(result.message, XSD_STRING)),
    ]
    if result.path is not None and "<" not in result.path:
        parts.append(("resultPath", result.path))
    if result.value is not None:
        parts.append(("value", read_formatted(result.value)))
    source = () if result.graph is None else (Triple(node, PROV_WAS_DERIVED_FROM, result.graph),)
    kind = Triple(node, RDF_TYPE, SHACL + "ValidationResult")
    return [kind, *(Triple(node, SHACL + p, o) for p, o in parts), *source]


def read_formatted(text: str) -> Iri | Literal:
    """Read back what `format_node` wrote; a blank node gets an IRI, for a report holds none."""
    if text.startswith(BLANK_PREFIX):
        return f"urn:blank:{text.removeprefix(BLANK_PREFIX)}"
    if not text.startswith('"'):
        return text
    graph = Graph().parse(data=f"<urn:s> <urn:p> {text} .", format="turtle")
    return read_node(next(graph.objects()))


def name_by_content(kind: str, parts: Iterable[str], names: Names) -> Iri:
    """Name a node after what it says, so that the same result has the same IRI in every report."""
    digest = sha256("\n".join(part.removeprefix(names.base) for part in parts).encode()).hexdigest()
    return names.thing(f"{kind}-{digest[:16]}")
