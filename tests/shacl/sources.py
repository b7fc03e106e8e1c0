"""Hold triples in memory where a store would be, and change them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Iri, Literal, MergedChange, Triple


@dataclass(frozen=True)
class Memory:
    """Answer look-ups in a few triples."""

    triples: frozenset[Triple] = frozenset()

    def merged(
        self, subject: Iri | None = None, predicate: Iri | None = None, value: Iri | Literal | None = None
    ) -> Iterator[Triple]:
        wanted = (subject, predicate, value)
        for triple in self.triples:
            if all(part is None or part == found for part, found in zip(wanted, triple, strict=True)):
                yield triple

    def become(self, triples: Iterable[Triple]) -> tuple["Memory", MergedChange]:
        """Change to other triples; gives the net change, too."""
        after = Memory(frozenset(triples))
        return after, MergedChange(self.triples - after.triples, after.triples - self.triples)
