"""Read the path of a property shape as a route that can be turned round and walked over a graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Step:
    """Go over one property, against its direction where it is inverse."""

    predicate: URIRef
    is_inverse: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Go over several parts, one after the other; without a part, stay where you are."""

    parts: tuple["Route", ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Go over any of several parts."""

    parts: tuple["Route", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Go over a part as often as you like, or once at most; not at all only where it `may_stay`."""

    part: "Route"
    may_stay: bool
    is_endless: bool


Route: TypeAlias = Step | Chain | Choice | Repeat
STAY: Final = Chain()
REPEATS: Final = {
    SH.zeroOrMorePath: (True, True),
    SH.oneOrMorePath: (False, True),
    SH.zeroOrOnePath: (True, False),
}


class UnknownRouteError(ValueError):
    """Say that a path is none that pySHACL walks as the standard has it."""


def parse_route(shapes: Graph, path: Node) -> Route:
    """Read a path of SHACL.

    Raises:
        UnknownRouteError: it is no path, or the inverse of several steps, which pySHACL 0.40 walks in a wrong order.
    """
    if isinstance(path, URIRef):
        return Step(path)
    if (path, RDF.first, None) in shapes:
        return Chain(tuple(parse_route(shapes, part) for part in Collection(shapes, path)))
    choices = shapes.value(path, SH.alternativePath)
    if choices is not None:
        return Choice(tuple(parse_route(shapes, part) for part in Collection(shapes, choices)))
    inner = shapes.value(path, SH.inversePath)
    if inner is not None:
        return invert_step(parse_route(shapes, inner))
    for name, (may_stay, is_endless) in REPEATS.items():
        part = shapes.value(path, name)
        if part is not None:
            return Repeat(parse_route(shapes, part), may_stay, is_endless)
    raise UnknownRouteError("a path that SHACL does not know")


def invert_step(route: Route) -> Route:
    """Turn round what stands under sh:inversePath."""
    if holds_chain(route):
        raise UnknownRouteError("the inverse of a path of several steps")
    return turn_round(route)


def holds_chain(route: Route) -> bool:
    """Say whether the order of steps matters anywhere in a route."""
    match route:
        case Step():
            return False
        case Repeat():
            return holds_chain(route.part)
        case Choice():
            return any(holds_chain(part) for part in route.parts)
        case Chain():
            return True


def turn_round(route: Route) -> Route:
    """Give the way back.

    >>> turn_round(Chain((Step(RDF.type), Step(RDF.value, is_inverse=True)))) == Chain(
    ...     (Step(RDF.value), Step(RDF.type, is_inverse=True))
    ... )
    True
    """
    match route:
        case Step():
            return Step(route.predicate, not route.is_inverse)
        case Chain():
            return Chain(tuple(turn_round(part) for part in reversed(route.parts)))
        case Choice():
            return Choice(tuple(turn_round(part) for part in route.parts))
        case Repeat():
            return Repeat(turn_round(route.part), route.may_stay, route.is_endless)


def join_routes(first: Route, second: Route) -> Route:
    """Go over one route, then over another."""
    parts = (part for route in (first, second) for part in (route.parts if isinstance(route, Chain) else (route,)))
    flat = tuple(parts)
    return flat[0] if len(flat) == 1 else Chain(flat)


def list_steps(route: Route, before: Route = STAY) -> Iterator[tuple[Route, Step]]:
    """List every step of a route, each with the way that leads to it; `before` leads to the route itself."""
    match route:
        case Step():
            yield before, route
        case Chain():
            for part in route.parts:
                yield from list_steps(part, before)
                before = join_routes(before, part)
        case Choice():
            for part in route.parts:
                yield from list_steps(part, before)
        case Repeat():
            again = Repeat(route.part, may_stay=True, is_endless=True)
            yield from list_steps(route.part, join_routes(before, again) if route.is_endless else before)


def walk_route(graph: Graph, nodes: Iterable[Node], route: Route) -> set[Node]:
    """Find where a route leads from any of several nodes."""
    found = set(nodes)
    match route:
        case Step():
            return {end for node in found for end in take_step(graph, node, route)}
        case Chain():
            for part in route.parts:
                found = walk_route(graph, found, part)
            return found
        case Choice():
            return {end for part in route.parts for end in walk_route(graph, found, part)}
        case Repeat():
            ends = walk_on if route.is_endless else walk_route
            return (found if route.may_stay else set()) | ends(graph, found, route.part)


def walk_on(graph: Graph, nodes: Iterable[Node], route: Route) -> set[Node]:
    """Find where a route leads, gone over once or as often as you like."""
    found: set[Node] = set()
    edge = set(nodes)
    while edge:
        edge = walk_route(graph, edge, route) - found
        found |= edge
    return found


def take_step(graph: Graph, node: Node, step: Step) -> Iterable[Node]:
    """Find the neighbours of a node; nothing leads on from a literal."""
    if step.is_inverse:
        return graph.subjects(step.predicate, node)
    return () if isinstance(node, Literal) else graph.objects(node, step.predicate)
