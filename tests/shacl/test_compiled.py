"""Tests of kg/shacl/compiled.py, and of all that it takes for granted of the inside of pySHACL."""

import inspect

import pytest
from pyshacl import validate
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, Graph, URIRef

from kg.errors import ShapesError
from kg.model import Triple
from kg.shacl.compiled import CompiledShapes, compile_shapes, run_shape
from kg.shacl.scopes import Scope
from kg.shacl.view import View
from kg.terms import RDF_TYPE
from tests.shapes.filling import SHAPES

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .\n"
NESTED = Graph().parse(
    data=f"""{HEAD}
e:A a sh:NodeShape ; sh:targetClass e:C ; sh:node e:B ; sh:property e:Q .
e:B a sh:NodeShape ; sh:not e:N ; sh:property e:P .
e:N a sh:NodeShape ; sh:property e:R .
e:P a sh:PropertyShape ; sh:path e:p ; sh:minCount 1 .
e:Q a sh:PropertyShape ; sh:path e:q ; sh:qualifiedValueShape e:B ; sh:qualifiedMinCount 1 .
e:R a sh:PropertyShape ; sh:path e:p ; sh:minCount 1 .
"""
)
NODES = [f"http://e/{name}" for name in "xyz"]
DATA = [Triple(node, RDF_TYPE, "http://e/C") for node in NODES]


def test_pyshacl_has_the_inside_that_is_built_upon() -> None:
    assert list(inspect.signature(Shape.validate).parameters) == [
        "self", "executor", "target_graph", "focus", "_evaluation_path",
    ]  # fmt: skip
    assert list(inspect.signature(ShapesGraph.__init__).parameters) == ["self", "graph", "debug", "logger"]
    plain = SHACLExecutor()
    assert (plain.focus_nodes, plain.sparql_mode, plain.abort_on_first, plain.advanced_mode) == (None, *[False] * 3)
    assert len(ShapesGraph.system_triples) == 2


def test_a_result_of_pyshacl_is_a_text_a_node_and_triples_on_it() -> None:
    (shape,) = (shape for shape in ShapesGraph(NESTED).shapes if shape.node == URIRef("http://e/P"))
    ((text, node, triples),) = run_shape(shape, View.of_triples(()), [URIRef("http://e/x")])
    assert isinstance(text, str)
    assert {predicate for subject, predicate, _ in triples if subject == node} >= {
        *(SH.focusNode, SH.resultPath, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape),
    }


def test_the_targets_of_a_shape_are_read_in_the_order_that_pyshacl_gives_them() -> None:
    text = "sh:targetNode e:a ; sh:targetClass e:b ; sh:targetObjectsOf e:c ; sh:targetSubjectsOf e:d"
    graph = Graph().parse(data=f"{HEAD} e:S a sh:NodeShape ; {text} .")
    part = CompiledShapes(graph, graph).footing.parts[0]
    ((_, targets),) = part.shapes
    found = (targets.nodes, targets.classes, targets.objects_of, targets.subjects_of)
    assert [[str(node)[-1] for node in nodes] for nodes in found] == [["a"], ["b"], ["c"], ["d"]]


def test_some_nodes_get_just_the_results_that_they_have_in_a_whole_run() -> None:
    compiled = CompiledShapes(NESTED, NESTED)
    whole = compiled.judge_all(View.of_triples(DATA))
    assert len(whole.results) == 2 * len(NODES)
    some = compiled.judge_some(View.of_triples(DATA), {0: [URIRef(NODES[0])]})
    assert list(some.results) == [result for result in whole.results if result.focus == NODES[0]]


def test_the_option_of_pyshacl_for_some_nodes_is_wrong_still() -> None:
    """Were it right, it could take the place of `judge_some`."""
    text = "sh:targetNode e:x ; sh:property [ sh:path e:q ; sh:node [ sh:class e:D ] ] . e:x e:q e:y"
    graph = Graph().parse(data=f"{HEAD} e:S a sh:NodeShape ; {text} .")
    verdicts = [validate(graph, shacl_graph=graph, focus_nodes=nodes)[0] for nodes in (None, NODES[:1])]
    assert verdicts == [False, True]


def test_shapes_are_compiled_once() -> None:
    assert compile_shapes(SHAPES, Scope.MERGED) is compile_shapes(SHAPES, Scope.MERGED)


def test_own_shapes_have_bounds_and_stand_alone() -> None:
    for scope in Scope:
        parts = compile_shapes(SHAPES, scope).footing.parts
        assert len(parts) > 250
        assert sum(len(part.shapes) for part in parts) == len(parts)


@pytest.mark.parametrize(
    "text", ["e:S a sh:NodeShape ; sh:path e:p .", "e:S a sh:PropertyShape ."], ids=["node", "path"]
)
def test_shapes_that_pyshacl_refuses_are_blamed(text: str) -> None:
    graph = Graph().parse(data=HEAD + text)
    with pytest.raises(ShapesError, match="pySHACL refuses the shapes"):
        CompiledShapes(graph, graph)
