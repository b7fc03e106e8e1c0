"""Read what pySHACL finds into results of ours."""

from collections import defaultdict
from typing import Final, TypeAlias

from rdflib import SH, Graph
from rdflib.term import Node

from kg.model import Severity, ShapeResult
from kg.shacl.paths import format_path
from kg.shacl.triples import format_node, read_node

SHACL: Final = str(SH)
# A result inside pySHACL: a text, the node of the result, and triples on it and on the results inside it. An object is
# a term, or a pair of the graph that it comes from and the term.
Found: TypeAlias = tuple[str, Node, list[tuple[Node, Node, object]]]


def read_result(found: Found, written: Graph) -> ShapeResult:
    """Read one result.

    Args:
        found: what pySHACL says.
        written: the shapes; the path is read from there, where it is whole.
    """
    _, node, triples = found
    said: dict[Node, list[Node]] = defaultdict(list)
    for subject, predicate, part in triples:
        term = part[1] if isinstance(part, tuple) else part
        if subject == node and isinstance(term, Node):
            said[predicate].append(term)
    (shape,) = said[SH.sourceShape]
    path = written.value(shape, SH.path)
    return ShapeResult(
        focus=format_node(read_node(said[SH.focusNode][0])),
        path=None if path is None else format_path(written, path),
        value=format_node(read_node(said[SH.value][0])) if said[SH.value] else None,
        component=str(said[SH.sourceConstraintComponent][0]),
        shape=str(shape),
        severity=read_severity(said[SH.resultSeverity][0]),
        message=" ".join(sorted({str(text) for text in said[SH.resultMessage]})),
    )


def read_severity(severity: Node) -> Severity:
    """Read a severity; one that SHACL does not know keeps data out, for nobody knows better.

    >>> read_severity(SH.Info)
    <Severity.INFO: 'Info'>
    """
    name = str(severity).removeprefix(SHACL)
    return Severity(name) if name in set(Severity) else Severity.VIOLATION


def list_fields(result: ShapeResult) -> tuple[str, ...]:
    """List the fields of a result as text: the order of a report, and what names a result."""
    parts = (result.focus, result.path, result.component, result.value, result.shape, result.severity, result.message)
    graph = () if result.graph is None else (result.graph,)
    return (*("" if part is None else str(part) for part in parts), *graph)
