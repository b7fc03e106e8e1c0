"""Show rdflib, and so pySHACL, the triples of a store as they would be after a change, read only where it looks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from rdflib import Graph
from rdflib import Literal as RdflibLiteral
from rdflib.store import Store
from rdflib.term import Node

from kg.model import Literal, Triple, TripleSource
from kg.shacl.triples import make_node, read_node

Row: TypeAlias = tuple[Node, Node, Node]
Pattern: TypeAlias = tuple[Node | None, Node | None, Node | None]


@dataclass(slots=True)
class Answers:
    """Ask a source each question once, and count the questions; good while the source does not change."""

    source: TripleSource
    count: int = 0
    _known: dict[Pattern, tuple[Row, ...]] = field(default_factory=dict, repr=False)

    def find(self, pattern: Pattern) -> tuple[Row, ...]:
        """Find the triples that fit; None fits everything."""
        rows = self._known.get(pattern)
        if rows is None:
            self.count += 1
            rows = self._known[pattern] = tuple(self._ask(pattern))
        return rows

    def _ask(self, pattern: Pattern) -> Iterator[Row]:
        subject, predicate, value = (None if part is None else read_node(part) for part in pattern)
        if not isinstance(subject, Literal) and not isinstance(predicate, Literal):
            yield from map(make_row, self.source.merged(subject, predicate, value))


def make_row(triple: Triple) -> Row:
    """Make three rdflib terms of a triple."""
    return make_node(triple.subject), make_node(triple.predicate), make_node(triple.object)


class RowStore(Store):
    """Answer rdflib from rows in memory, each pattern by one look-up; nothing can be written.

    rdflib's own memory is made for writing, too: reading it takes several times as long.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """Index rows by every pattern that they fit."""
        super().__init__()
        self._index = index_rows(rows)

    def triples(
        self, triple_pattern: Pattern, context: Graph | None = None
    ) -> Iterator[tuple[Row, Iterator[Graph | None]]]:
        """Find the triples that fit."""
        for row in self._index.get(triple_pattern, ()):
            yield row, iter((context,))

    def __len__(self, context: Graph | None = None) -> int:
        return len(self._index.get((None, None, None), ()))


class ChangedStore(RowStore):
    """Answer rdflib from a source with a change laid over it."""

    def __init__(self, answers: Answers, removed: Iterable[Row], added: Iterable[Row]) -> None:
        """Lay a change over the answers of a source."""
        super().__init__(added)
        self._answers = answers
        self._removed = frozenset(removed)

    def triples(
        self, triple_pattern: Pattern, context: Graph | None = None
    ) -> Iterator[tuple[Row, Iterator[Graph | None]]]:
        """Find the triples that fit, each once; nothing is said of a literal."""
        if isinstance(triple_pattern[0], RdflibLiteral):
            return
        for row in self._answers.find(triple_pattern):
            if row not in self._removed:
                yield row, iter((context,))
        yield from super().triples(triple_pattern, context)

    def __len__(self, context: Graph | None = None) -> int:
        return sum(1 for _ in self.triples((None, None, None), context))


def index_rows(rows: Iterable[Row]) -> Mapping[Pattern, list[Row]]:
    """Index rows by every pattern that they fit."""
    index: dict[Pattern, list[Row]] = defaultdict(list)
    for row in dict.fromkeys(rows):
        for subject, predicate, value in product(*((part, None) for part in row)):
            index[subject, predicate, value].append(row)
    return index


class View(Graph):
    """Show a store that is only read as a graph of rdflib."""

    def __init__(self, store: RowStore) -> None:
        """Show a store."""
        super().__init__(store, bind_namespaces="none")

    @staticmethod
    def of_change(answers: Answers, removed: Iterable[Row], added: Iterable[Row]) -> "View":
        """Show a source with a change laid over it: what is removed is there, what is added is not."""
        return View(ChangedStore(answers, removed, added))

    @staticmethod
    def of_triples(triples: Iterable[Triple]) -> "View":
        """Show triples in memory."""
        return View(RowStore(map(make_row, triples)))

    def __bool__(self) -> bool:
        """Be true always: pySHACL asks at each result, and counting would read the whole store."""
        return True
