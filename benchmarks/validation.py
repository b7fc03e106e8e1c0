"""Time the judging of one article more, in small and in large stores, against judging the whole merged view.

    python benchmarks/validation.py [TRIPLES ...]

The stores are filled with the example articles, again and again under other names, up to each size (10,000 and 100,000
triples of the merged view, unless others are given). Ratios within one run count. Other work disturbs, so processor
time is taken, the best of several rounds; look-ups are counted and have no noise.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.articles.sources import Source
from kg.entities.registry import Registry
from kg.lookups import Lookups
from kg.model import Change, Iri, Literal, MergedChange, Quad, Report
from kg.pipeline import prepare, understand
from kg.preparing import list_examples
from kg.settings import Settings
from kg.shacl.changes import Judgement, Touched, judge_change
from kg.shacl.compiled import CompiledShapes, compile_shapes
from kg.shacl.scopes import Scope
from kg.states import State, add_article
from kg.store.writing import Writer, open_writer

SIZES = (10_000, 100_000)
ROUNDS = 5
ADDED = "belarus-52-freed-wire.txt"  # the article that comes on top
HASH = re.compile(r"[0-9a-f]{64}")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Copies:
    """Hold what articles tell, to be told again of other things."""

    quads: frozenset[Quad]
    kept: frozenset[Iri]  # what is known beforehand keeps its name
    home: str

    def make(self, number: int) -> frozenset[Quad]:
        """Tell all of it again, of things with other names."""
        return frozenset(self._rename(quad, number) for quad in self.quads)

    def _rename(self, quad: Quad, number: int) -> Quad:
        subject, graph = (self._name(iri, number) for iri in (quad.subject, quad.graph))
        if isinstance(quad.object, Literal):
            text = f"{number:064x}"[-8:] + quad.object.lexical[8:] if HASH.fullmatch(quad.object.lexical) else None
            value: Iri | Literal = quad.object if text is None else quad.object._replace(lexical=text)
        else:
            value = self._name(quad.object, number)
        return Quad(subject, quad.predicate, value, graph)

    def _name(self, iri: Iri, number: int) -> Iri:
        is_own = iri.startswith((f"{self.home}id/", f"{self.home}graph/article/")) and iri not in self.kept
        return f"{iri}-copy{number}" if is_own else iri


def read_examples(lookups: Lookups, names: set[str] | None = None) -> Copies:
    """Read what the example articles come to together, or some of them."""
    state = State(lookups.base_quads, Registry())
    for path in list_examples():
        if names is None or path.name in names:
            _, state = add_article(understand(Source(path.name, path=path), lookups), state, lookups)
    known = frozenset(quad.subject for quad in lookups.base_quads)
    return Copies(state.quads - lookups.base_quads, known, lookups.names.base)


def fill(writer: Writer, lookups: Lookups, size: int) -> int:
    """Fill a store up to a size; gives the triples that it holds."""
    prepare(writer, lookups)
    copies, number, count = read_examples(lookups), 0, sum(1 for _ in writer.merged())
    while count < size:
        writer.commit(Change(added=copies.make(number)))
        number, count = number + 1, sum(1 for _ in writer.merged())
    return count


def time_best(work: Callable[[], Result], rounds: int) -> tuple[float, Result]:
    """Give the best processor time in seconds of several rounds, and the result."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        result = work()
        times.append(time.process_time() - begin)
    return min(times), result


def judge(shapes: CompiledShapes, writer: Writer, change: Change, known: Report | None) -> Judgement:
    """Judge a change as `kg ingest` does; without a known report, all nodes."""
    return judge_change(shapes, writer, writer.find_merged_change(change), known)


def measure(size: int, lookups: Lookups) -> Iterator[float]:
    """Print one line for a size; gives time and look-ups of the change."""
    shapes = compile_shapes(lookups.shapes, Scope.MERGED)
    with tempfile.TemporaryDirectory() as folder, open_writer(Settings(data=Path(folder) / "data")) as writer:
        count = fill(writer, lookups, size)
        change = Change(added=read_examples(lookups, {ADDED}).make(1_000_000))
        whole, judged = time_best(lambda: judge_change(shapes, writer, MergedChange(), None), 1)
        part, judgement = time_best(lambda: judge(shapes, writer, change, judged.report), ROUNDS)
        if not isinstance(judgement.scope, Touched):
            sys.exit(f"all was judged: {judgement.scope.reason}")
    print(
        f"{count:>9,} triples: whole {whole:6.2f} s, one article of {len(change.added)} quads {part:5.3f} s, "
        f"ratio {whole / part:4.0f}, {judgement.scope.pair_count} pairs, {judgement.lookup_count} look-ups"
    )
    yield from (part, judgement.lookup_count)


def main() -> None:
    """Print one line a size, and how time and look-ups grow from the first size to the last."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    lookups = Lookups(Settings())
    lines = [tuple(measure(size, lookups)) for size in sizes]
    times, counts = ([line[place] for line in lines] for place in (0, 1))
    print(f"largest to smallest: time {times[-1] / times[0]:.2f}, look-ups {counts[-1] / counts[0]:.3f}")


if __name__ == "__main__":
    main()
