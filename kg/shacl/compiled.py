"""Compile shapes once for many judgements, and let pySHACL's own constraints judge all nodes of a graph, or some.

This is the only module that leans on the inside of pySHACL: on its `Shape` objects, which `pyshacl.validate` makes
anew at each call. Its own options for judging some nodes, `focus_nodes` and `use_shapes`, give wrong verdicts: they
filter the shapes inside other shapes, too, and what is filtered out counts as kept.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from pyshacl import __version__ as pyshacl_version
from pyshacl.errors import ReportableRuntimeError
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, Graph
from rdflib import __version__ as rdflib_version
from rdflib.term import Node

from kg import __version__ as kg_version
from kg.errors import ShapesError
from kg.model import Report
from kg.shacl.footprint import Footprint, Read, UnboundedError, list_reporters, trace_shape
from kg.shacl.results import Found, list_fields, read_result
from kg.shacl.scopes import Scope
from kg.shacl.shapes import Shapes
from kg.shacl.targets import Kinds, Targets, is_target
from kg.shacl.view import RowStore, View

LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold shapes whose results can bear the same names: judged apart, nobody could tell whose results are whose."""

    shapes: tuple[tuple[Shape, Targets], ...]
    reporters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Footing:
    """Hold the parts of compiled shapes by number, and what the verdicts of each rest on."""

    parts: tuple[Part, ...]
    footprint: Footprint


class CompiledShapes:
    """Judge graphs by shapes that are set up once."""

    def __init__(self, lifted: Graph, written: Graph) -> None:
        """Set pySHACL's shapes up.

        Args:
            lifted: what is judged by.
            written: the same as people wrote it; paths in reports are read from it.

        Raises:
            ShapesError: pySHACL cannot work with the shapes.
        """
        self._graph = View(RowStore(chain(lifted, ShapesGraph.system_triples)))
        self._written = written
        with blame_shapes():
            self._shapes: tuple[Shape, ...] = tuple(ShapesGraph(self._graph, debug=False, logger=LOGGER).shapes)

    @cached_property
    def footing(self) -> Footing:
        """Work out what the verdicts of all shapes rest on.

        Raises:
            UnboundedError: nobody can tell; says why.
        """
        if (None, SH.parameter, None) in self._graph:
            raise UnboundedError("the shapes define constraints of their own")
        aimed = [(shape, targets) for shape in self._shapes if (targets := read_targets(shape)).has_any]
        parts = tuple(join_parts((shape, targets, self._name_reporters(shape)) for shape, targets in aimed))
        return Footing(parts, Footprint.index(self._list_reads(parts)))

    def judge_all(self, data: Graph) -> Report:
        """Judge every node of a graph that is a target.

        Raises:
            ShapesError: pySHACL cannot work with the shapes.
        """
        return self._make_report(found for shape in self._shapes for found in run_shape(shape, data))

    def judge_some(self, data: Graph, wanted: Mapping[int, Iterable[Node]]) -> Report:
        """Judge some nodes, each by the shapes of a part by number; one that is no target is passed by.

        Raises:
            ShapesError: pySHACL cannot work with the shapes.
        """
        kinds = Kinds(data)
        return self._make_report(
            found
            for number, nodes in wanted.items()
            for shape, targets in self.footing.parts[number].shapes
            for found in run_shape(shape, data, [node for node in nodes if is_target(node, targets, data, kinds)])
        )

    def _name_reporters(self, shape: Shape) -> frozenset[str]:
        return frozenset(map(str, list_reporters(self._graph, shape.node)))

    def _list_reads(self, parts: Iterable[Part]) -> Iterator[tuple[int, Read]]:
        for number, part in enumerate(parts):
            for shape, targets in part.shapes:
                yield from ((number, read) for read in targets.list_reads())
                yield from ((number, read) for read in trace_shape(self._graph, shape.node))

    def _make_report(self, found: Iterable[Found]) -> Report:
        with blame_shapes():
            results = {read_result(one, self._written) for one in found}
        return Report(tuple(sorted(results, key=list_fields)))


@lru_cache(maxsize=8)
def compile_shapes(shapes: Shapes, scope: Scope) -> CompiledShapes:
    """Compile the shapes of one scope; those compiled last are kept, for articles come one after the other.

    Raises:
        ShapesError: pySHACL cannot work with the shapes.
    """
    return CompiledShapes(shapes.lifted[scope], shapes.graph)


def name_judge(shapes: Shapes) -> str:
    """Name what a report depends on besides the data: equal for equal shapes and programs."""
    return f"{shapes.digest} kg-{kg_version} pyshacl-{pyshacl_version} rdflib-{rdflib_version}"


@contextmanager
def blame_shapes() -> Iterator[None]:
    """Say of what pySHACL refuses that the shapes are at fault."""
    try:
        yield
    except ReportableRuntimeError as error:
        raise ShapesError(f"pySHACL refuses the shapes: {error}") from error


def run_shape(shape: Shape, data: Graph, nodes: list[Node] | None = None) -> list[Found]:
    """Let one shape judge nodes; None for all its targets."""
    _, found = shape.validate(SHACLExecutor(), data, focus=nodes)  # type: ignore[arg-type] # every term in a graph will do
    results: list[Found] = found
    return results


def read_targets(shape: Shape) -> Targets:
    """Read which nodes a shape judges; one that is also a class judges its own instances."""
    nodes, classes, implicit, objects_of, subjects_of = map(frozenset, shape.target())  # type: ignore[no-untyped-call] # as pySHACL has it
    return Targets(nodes, classes | implicit, subjects_of, objects_of)


def join_parts(shapes: Iterable[tuple[Shape, Targets, frozenset[str]]]) -> list[Part]:
    """Join the shapes whose results can bear the same names."""
    parts: list[Part] = []
    for shape, targets, reporters in shapes:
        alike = [part for part in parts if not part.reporters.isdisjoint(reporters)]
        joined = tuple(pair for part in alike for pair in part.shapes)
        parts = [part for part in parts if part.reporters.isdisjoint(reporters)]
        parts.append(Part((*joined, (shape, targets)), reporters.union(*(part.reporters for part in alike))))
    return parts
