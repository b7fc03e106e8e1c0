"""The order of the stages, nothing else: a file becomes claims, identities, quads, a report, a commit."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from kg.articles.dates import require_published
from kg.articles.opening import list_articles
from kg.articles.sources import Source, read_source
from kg.claims.backends.choosing import choose_extractor
from kg.claims.backends.protocol import Extractor
from kg.claims.backends.tally import Tally, list_complaints
from kg.claims.languages import explain_silence
from kg.entities.gazetteer import load_gazetteer
from kg.entities.minting import identify, make_article_key
from kg.entities.rebuilding import rebuild_rows
from kg.entities.registry import Registry
from kg.entities.retired import list_hashes
from kg.entities.reviews import may_return
from kg.errors import ArticleError, ClaimError, IdentityError, KgError, OutsideServiceError, blame_us
from kg.graph.builder import build_article_graph
from kg.graph.history import Record, find_text, mark_gone, put_version
from kg.graph.ontology import load_ontology
from kg.graph.provenance import build_provenance
from kg.graph.reference import build_links, build_reference
from kg.graph.summary import build_summary
from kg.judging import Judge, find_new
from kg.model import Change, Claims, Document, Gazetteer, Identities, Quad, RegistryRow, Report, Severity, Triple
from kg.settings import Settings, find_folder
from kg.shacl.report import report_to_text, report_to_triples, report_to_turtle
from kg.shacl.shapes import Shapes, load_shapes
from kg.shacl.tellings import Context, check_dataset, check_telling, widen_context
from kg.store.folder import DataFolder
from kg.store.quarantine import release, set_aside
from kg.store.writing import Writer
from kg.terms import Names

LOGGER: Final = logging.getLogger(__name__)
BATCH: Final = 50  # articles; more would make the first line wait too long
EXAMPLES: Final = Path(__file__).parent / "examples"


class Status(StrEnum):
    """Say what became of an article."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"  # breaks a shape
    REJECTED = "rejected"  # cannot be read


TAKEN: Final = frozenset({Status.ACCEPTED, Status.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what became of one article, and where its graph is; `reason` is None when all went well.

    `file` is the name of its file; in a file of several articles, a number sign and its number stand behind. A text
    in a language that is not read is taken in, and `reason` says that nothing was extracted.
    """

    file: str
    status: Status
    article: str | None = None
    graph: str | None = None
    reason: str | None = None
    is_away: bool = False  # an outside service is, so that trying again later may help


@dataclass(frozen=True)
class Lookups:
    """Load what the stages look things up in, each when it is first needed."""

    settings: Settings

    @cached_property
    def names(self) -> Names:
        """Turn names into IRIs under the base of the settings."""
        return Names(self.settings.base)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Hold what is known beforehand."""
        return load_gazetteer()

    @cached_property
    def extractor(self) -> Extractor:
        """Hold the back end that reads articles."""
        return choose_extractor(self.settings, self.gazetteer)

    @cached_property
    def tally(self) -> Tally:
        """Count what the back end proposed in vain."""
        return Tally()

    def load_extractor(self) -> Extractor:
        """Load the back end before anything is opened, so that a setting that makes no sense is told first."""
        return self.extractor

    @cached_property
    def shapes(self) -> Shapes:
        """Hold the shapes, compiled."""
        return load_shapes(find_folder("shapes"), self.names)

    @cached_property
    def judge(self) -> Judge:
        """Judge the merged view, and keep what is said of it."""
        return Judge(self.shapes, DataFolder(self.settings.data))

    @cached_property
    def base_quads(self) -> frozenset[Quad]:
        """Hold the graphs that come from no article: ontology, reference data and its links."""
        return (
            load_ontology(find_folder("ontology"), self.names)
            | build_reference(self.gazetteer, self.names)
            | build_links(self.gazetteer, self.names)
        )


def ingest(sources: Iterable[Source], writer: Writer, lookups: Lookups) -> Iterator[Outcome]:
    """Take articles in, in their order; each outcome is yielded once it is safely stored.

    Articles are judged and committed together, up to `BATCH` at a time: judging is what takes time, and it takes
    hardly more for many than for one. What one article breaks never keeps the others out.
    """
    limit = lookups.settings.article_bytes
    rest = (article for source in sources for article in list_articles(source, max_bytes=limit))
    while batch := list(islice(rest, BATCH)):
        outcomes: dict[int, Outcome] = {}
        claims: dict[int, Claims] = {}
        for number, source in enumerate(batch):
            try:
                claims[number] = understand(source, lookups)
            except (ArticleError, ClaimError, OutsideServiceError) as error:
                outcomes[number] = reject(source.name, error)
        if claims:
            prepare(writer, lookups)
            outcomes |= ingest_together(claims, writer, lookups)
        yield from (outcomes[number] for number in range(len(batch)))


def reject(name: str, error: KgError) -> Outcome:
    """Say why an article is not taken in; where the fault is ours, the log says more."""
    if error.__cause__ is not None and isinstance(error, ClaimError):
        LOGGER.error("%s brings out a fault", name, exc_info=error.__cause__)
    reason = f"{error.message}. {error.hint}" if error.hint else error.message
    return Outcome(name, Status.REJECTED, reason=reason, is_away=isinstance(error, OutsideServiceError))


def understand(source: Source, lookups: Lookups) -> Claims:
    """Read one article that says its day, and what it claims.

    Raises:
        ArticleError: it cannot be read, or does not say its day.
        ClaimError: the extractor has a fault that this article brings out.
        OutsideServiceError: the back end could not read all of it; what it read is not taken for the whole.
    """
    document = read_source(source, max_bytes=lookups.settings.article_bytes)
    require_published(document)
    with blame_us(source.name):
        claims = lookups.extractor.extract(document)
    lookups.tally.add(claims)
    for complaint in list_complaints(claims):
        LOGGER.warning("%s", complaint)
    if claims.failures:
        raise OutsideServiceError(f"it was not read whole: no answer for {claims.failures[0]}")
    return claims


@dataclass(frozen=True, slots=True)
class State:
    """Hold all quads of the named graphs and who is who in them, at one moment."""

    quads: frozenset[Quad]
    registry: Registry
    rows: tuple[RegistryRow, ...] = ()  # since the last commit


def ingest_together(claims: Mapping[int, Claims], writer: Writer, lookups: Lookups) -> dict[int, Outcome]:
    """Judge and commit several articles as one change; halve them until only the bad ones are set aside.

    What an article breaks by itself is found before, and sets it aside alone: halves are needed only where articles
    contradict each other or what is there already.
    """
    start = State(frozenset(writer.quads()), Registry.from_rows(writer.rows()))
    outcomes, state = add_articles(claims, start, lookups)
    left = {number: told for number, told in claims.items() if outcomes[number].status in TAKEN}
    if has_versions(outcomes.values()):
        return outcomes | ingest_halves(left, writer, lookups)
    report, new = judge_state(start, state, writer, lookups)
    if not new.conforms and len(left) > 1:
        return outcomes | ingest_halves(left, writer, lookups)
    if not new.conforms:
        return outcomes | {number: refuse(told, outcomes[number], new, lookups) for number, told in left.items()}
    for told in left.values():
        writer.keep_text(told.document.hash12, told.document.text)
    commit_judged(start, state, report, writer, lookups)
    for told in left.values():
        release(DataFolder(lookups.settings.data), told.document.hash12)
    return outcomes


def ingest_halves(claims: Mapping[int, Claims], writer: Writer, lookups: Lookups) -> dict[int, Outcome]:
    """Judge and commit the first half of several articles, then the second."""
    numbers = list(claims)
    halves = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    first, second = ({number: claims[number] for number in half} for half in halves)
    return ingest_together(first, writer, lookups) | ingest_together(second, writer, lookups)


def has_versions(outcomes: Iterable[Outcome]) -> bool:
    """Say whether one article came twice: together, its second text would be judged without the first."""
    articles = [outcome.article for outcome in outcomes if outcome.status == Status.ACCEPTED]
    return len(set(articles)) < len(articles)


def add_articles(claims: Mapping[int, Claims], state: State, lookups: Lookups) -> tuple[dict[int, Outcome], State]:
    """Take articles through identities, quads and the shapes for one article, one on top of the other.

    One that breaks a shape by itself is set aside at once and leaves no trace in the state; nothing is stored yet.
    """
    outcomes: dict[int, Outcome] = {}
    context = widen_context(Context(), state.quads, lookups.names)
    for number, told in claims.items():
        try:
            outcome, after = add_article(told, state, lookups)
        except (ArticleError, ClaimError, IdentityError) as error:
            outcomes[number] = reject(told.document.name, error)
            continue
        report, wider = judge_article(outcome, after, context, lookups)
        outcomes[number] = outcome if report.conforms else refuse(told, outcome, report, lookups)
        if report.conforms:
            state, context = after, wider
    return outcomes, state


def judge_article(outcome: Outcome, state: State, context: Context, lookups: Lookups) -> tuple[Report, Context]:
    """Judge one article by itself; gives the context with it, too. One that is there already was judged before."""
    if outcome.graph is None or outcome.status == Status.UNCHANGED:
        return Report(), context
    public = {outcome.graph, lookups.names.graph("provenance")}
    older = replace(context, sources={})  # provenance comes whole: what a newer text replaced must not stay
    wider = widen_context(older, (quad for quad in state.quads if quad.graph in public), lookups.names)
    told = (quad.triple for quad in state.quads if quad.graph == outcome.graph)
    return check_telling(outcome.graph, told, wider, lookups.shapes, lookups.names), wider


def add_article(claims: Claims, state: State, lookups: Lookups) -> tuple[Outcome, State]:
    """Take the claims of one article through identities and quads.

    Raises:
        ArticleError: people have withdrawn this text.
    """
    names, document = lookups.names, claims.document
    record = find_text(document.hash12, state.quads, names)
    if record is not None:
        check_return(record, state)
        state = recognise(document, record, state, names)
    with blame_us(document.name):
        identities = identify(claims, state.registry)
        after = assemble(claims, identities, state, lookups)
    outcome = Outcome(
        document.name,
        Status.UNCHANGED if after == state.quads else Status.ACCEPTED,
        names.thing(identities.article),
        names.graph(f"article/{document.hash12}"),
        explain_silence(claims),
    )
    return outcome, State(after, state.registry.with_rows(identities.rows), state.rows + identities.rows)


def check_return(record: Record, state: State) -> None:
    """Refuse a text that people have withdrawn, unless they have decided that it may return.

    Raises:
        ArticleError: says when it was withdrawn, why, and how to undo that.
    """
    retraction = record.retraction
    if retraction is not None and not may_return(record.hash12, state.registry):
        raise ArticleError(
            f"this text was withdrawn on {retraction.day.isoformat()}: {retraction.reason.rstrip('.')}",
            hint=f"If that was a mistake: kg retract {record.hash12} --undo --reason TEXT, then ingest it again.",
        )


def recognise(document: Document, record: Record, state: State, names: Names) -> State:
    """Let a text that is public already be its article also at this address, or without one: one text, one article."""
    key = make_article_key(document.url, document.sha256)
    if record.retraction is not None or state.registry.find_slug("Article", key):
        return state
    slug = record.article.removeprefix(names.thing(""))
    row = RegistryRow(slug, "Article", key, " ".join(document.title.split()))
    return State(state.quads, state.registry.with_rows((row,)), (*state.rows, row))


def refuse(claims: Claims, outcome: Outcome, report: Report, lookups: Lookups) -> Outcome:
    """Set one article that breaks a shape aside, with its report."""
    document = claims.document
    files = describe_refusal(document, report, lookups.names)
    set_aside(DataFolder(lookups.settings.data), document.hash12, files)
    return replace(outcome, status=Status.QUARANTINED, reason=explain_refusal(report))


def assemble(claims: Claims, identities: Identities, state: State, lookups: Lookups) -> frozenset[Quad]:
    """Put the quads of one article in the place of its older version, and sum up all tellings anew."""
    names, document = lookups.names, claims.document
    article_graph = build_article_graph(claims, identities, names)
    provenance = build_provenance(
        document, identities, names, shapes_digest=lookups.shapes.digest, extractor=claims.extractor
    )
    article, text = names.thing(identities.article), names.thing(f"text-{document.hash12}")
    tellings = put_version(state.quads, article_graph | provenance, article=article, text=text, names=names)
    return finish(tellings, state, names)


def finish(tellings: frozenset[Quad], state: State, names: Names) -> frozenset[Quad]:
    """Mark what is told no more, and sum up all that is."""
    marked = mark_gone(state.quads, tellings, names, lambda slug: list_hashes(slug, state.registry))
    return sum_up(marked, names)


def sum_up(quads: frozenset[Quad], names: Names) -> frozenset[Quad]:
    """Put the summary of all tellings in the place of the one that was."""
    tellings = frozenset(quad for quad in quads if quad.graph != names.graph("summary"))
    return tellings | build_summary(tellings, names)


def merge(quads: Iterable[Quad], names: Names) -> set[Triple]:
    """Make the merged view: every triple of every public graph but metadata and reports, once."""
    private = {names.graph("metadata"), names.graph("reports")}
    return {quad.triple for quad in quads if quad.graph not in private}


def judge_state(start: State, state: State, writer: Writer, lookups: Lookups) -> tuple[Report | None, Report]:
    """Judge the merged view as a state would leave it; gives all that is said of it, and what is new.

    Where nothing changes, nothing is judged, and what is said of it is None.
    """
    if state.quads == start.quads:
        return None, Report()
    report = lookups.judge.judge_after(writer, Change.between(start.quads, state.quads))
    return report, report if report.conforms else find_new(report, lookups.judge.judge_store(writer))


def commit_judged(start: State, state: State, report: Report | None, writer: Writer, lookups: Lookups) -> None:
    """Commit a state with the report on it, if it is another: warnings and hints are public with the data."""
    after = start.quads if report is None else publish_report(state.quads, report, lookups.names)
    version = writer.commit(Change.between(start.quads, after, state.rows))
    if report is not None:
        lookups.judge.keep(version, report)


def publish_report(quads: frozenset[Quad], report: Report, names: Names) -> frozenset[Quad]:
    """Put what the shapes say of the merged view into its own graph, in the place of what they said before."""
    graph = names.graph("reports")
    told = {Quad(*triple, graph) for triple in report_to_triples(report, names)}
    return frozenset(quad for quad in quads if quad.graph != graph) | told


def explain_refusal(report: Report) -> str:
    """Say in one line which shape was broken first, and how often any was."""
    broken = [result for result in report.results if result.severity == Severity.VIOLATION]
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    return f"{broken[0].message.rstrip('.')}: {broken[0].focus}{more}"


def describe_refusal(document: Document, report: Report, names: Names) -> dict[str, bytes]:
    """Make the files that are kept of an article that broke a shape."""
    return {
        "article.txt": document.text.encode(),
        "report.txt": report_to_text(report).encode(),
        "report.ttl": report_to_turtle(report, names).encode(),
    }


def prepare(writer: Writer, lookups: Lookups) -> None:
    """Bring ontology and reference data in a store up to those of this program, so that an empty one answers."""
    before = frozenset(writer.quads())
    own = {quad.graph for quad in lookups.base_quads}
    kept = frozenset(quad for quad in before if quad.graph not in own)
    writer.commit(Change.between(before, sum_up(kept | lookups.base_quads, lookups.names)))


def validate_store(quads: Iterable[Quad], lookups: Lookups) -> Report:
    """Judge a store as it is: the graph of each article by itself, and the merged view."""
    found = tuple(quads)
    return check_dataset(found, merge(found, lookups.names), lookups.shapes, lookups.names)


def validate_file(quads: Iterable[Quad], lookups: Lookups) -> Report:
    """Judge the quads of files together with the ontology and reference data they lean on.

    All are judged as one merged view. Besides, each graph of an article is judged by itself: one that has the name of
    such a graph, as in a dump, or is said to be asserted from a text. Files without names of graphs, such as Turtle,
    hold no such graph and are judged as a merged view only.
    """
    found = (*lookups.base_quads, *quads)
    return check_dataset(found, merge(found, lookups.names), lookups.shapes, lookups.names)


def rebuild_registry(quads: Iterable[Quad], lookups: Lookups) -> tuple[RegistryRow, ...]:
    """Make the registry of a loaded dump, so that ingest goes on from there."""
    return rebuild_rows(quads, lookups.names)


def list_examples() -> list[Path]:
    """List the bundled example articles, in the order in which a demonstration takes them in."""
    return sorted(EXAMPLES.glob("*.txt"))
