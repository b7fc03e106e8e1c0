"""Judge the merged view of a store, and what a change would make of it, by no more than the change touches."""

from kg.model import Change, MergedChange, Report
from kg.shacl.changes import judge_change
from kg.shacl.compiled import CompiledShapes, compile_shapes, name_judge
from kg.shacl.scopes import Scope
from kg.shacl.shapes import Shapes
from kg.store.folder import DataFolder
from kg.store.judged import Judged, keep_judged, read_judged
from kg.store.writing import Writer


class Judge:
    """Keep the report on the merged view of one store in step with it.

    A report belongs to a version of the data and to the shapes. Where none is known of the version that is there, as
    after other shapes, after `kg load` or in a new store, the whole view is judged once.
    """

    def __init__(self, shapes: Shapes, folder: DataFolder) -> None:
        """Remember what to judge by; nothing is compiled yet."""
        self._shapes = shapes
        self._folder = folder
        self._name = name_judge(shapes)
        self._known: Judged | None = None

    def judge_store(self, writer: Writer) -> Report:
        """Judge the merged view as it is."""
        self._known = known = self._find_known(writer.version) or self._judge_whole(writer)
        return known.report

    def judge_after(self, writer: Writer, change: Change) -> Report:
        """Judge the merged view as a change would leave it."""
        merged = writer.find_merged_change(change)
        return judge_change(self._compiled, writer, merged, self.judge_store(writer)).report

    def keep(self, version: str, report: Report) -> None:
        """Keep the report on the version that a commit has made."""
        self._known = Judged(version, self._name, report)
        keep_judged(self._folder, self._known)

    @property
    def _compiled(self) -> CompiledShapes:
        return compile_shapes(self._shapes, Scope.MERGED)

    def _find_known(self, version: str) -> Judged | None:
        if self._fits(self._known, version):
            return self._known
        kept = read_judged(self._folder)
        return kept if self._fits(kept, version) else None

    def _judge_whole(self, writer: Writer) -> Judged:
        report = judge_change(self._compiled, writer, MergedChange(), None).report
        return Judged(writer.version, self._name, report)

    def _fits(self, known: Judged | None, version: str) -> bool:
        return known is not None and (known.version, known.judge) == (version, self._name)


def find_new(after: Report, before: Report) -> Report:
    """Find what is wrong only now: what was wrong before is never blamed on the newcomer."""
    known = frozenset(before.results)
    return Report(tuple(result for result in after.results if result not in known))
