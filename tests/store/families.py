"""Make queries that crash or hang an engine without protection, in any size."""

from collections.abc import Callable, Mapping
from typing import Final

FAMILIES: Final[Mapping[str, Callable[[int], str]]] = {
    "nested groups": lambda n: "SELECT * " + "{" * n + "?s ?p ?o" + "}" * n,
    "nested brackets": lambda n: "SELECT * { ?s ?p ?o FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "not not not": lambda n: "SELECT * { ?s ?p ?o FILTER(" + "!" * n + "?o) }",
    "long sum": lambda n: "SELECT (" + "1+" * n + "1 AS ?x) {}",
    "nested EXISTS": lambda n: "SELECT * { " + "FILTER EXISTS { " * n + "?s ?p ?o" + " }" * n + " }",
    "nested path": lambda n: "SELECT * { ?s " + "(" * n + "<p:>" + ")*" * n + " ?o }",
    "nested OPTIONAL": lambda n: "SELECT * { " + "OPTIONAL { " * n + "?s ?p ?o" + " }" * n + " }",
    "nested SELECT": lambda n: "SELECT * { " + "{ SELECT * { " * n + "?s ?p ?o" + " } }" * n + " }",
    "chain of MINUS": lambda n: "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p 1 } " * n + "}",
    "chain of OR": lambda n: "SELECT * { ?s ?p ?o FILTER(" + "?o=1||" * n + "?o=2) }",
    "chain of BIND": lambda n: "SELECT * { " + " ".join(f"BIND({i} AS ?v{i})" for i in range(n)) + " }",
    "chain of UNION": lambda n: "SELECT * { " + "{ ?s ?p 1 } UNION " * n + "{ ?s ?p 2 } }",
    "nested blank nodes": lambda n: "SELECT * { ?s ?p " + "[ <p:> " * n + "1" + " ]" * n + " }",
    "long path": lambda n: "SELECT * { ?s " + "/".join(["<p:>"] * (n + 1)) + " ?o }",
    "chain of triples": lambda n: "SELECT * { " + " ".join(f"?v{i} <p:> ?v{i + 1} ." for i in range(n)) + " }",
}


def make_query(family: str, size_bytes: int) -> str:
    """Make the longest query of a family that fits a size."""
    build = FAMILIES[family]
    low, high = 0, size_bytes
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(build(middle)) <= size_bytes else (low, middle - 1)
    return build(low)
