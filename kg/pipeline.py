"""The order of the stages, nothing else: a file becomes claims, identities, quads, a report, a commit."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from kg.articles.dates import require_published
from kg.articles.opening import list_articles
from kg.articles.sources import Source, read_source
from kg.claims.backends.tally import list_complaints
from kg.errors import ArticleError, ClaimError, IdentityError, OutsideServiceError, blame_us
from kg.judging import find_new
from kg.lookups import Lookups
from kg.model import Change, Claims, Quad, Report
from kg.outcomes import TAKEN, Outcome, Status, refuse, reject
from kg.shacl.report import report_to_triples
from kg.shacl.tellings import Context, check_telling, widen_context
from kg.states import State, add_article, read_state, sum_up
from kg.store.folder import DataFolder
from kg.store.quarantine import release
from kg.store.writing import Writer
from kg.terms import Names

LOGGER: Final = logging.getLogger(__name__)
BATCH: Final = 50  # articles; more would make the first line wait too long


def ingest(sources: Iterable[Source], writer: Writer, lookups: Lookups) -> Iterator[Outcome]:
    """Take articles in, in their order; each outcome is yielded once it is safely stored.

    Articles are judged and committed together, up to `BATCH` at a time, for each commit makes a version of its own.
    What one article breaks never keeps the others out.
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


def ingest_together(claims: Mapping[int, Claims], writer: Writer, lookups: Lookups) -> dict[int, Outcome]:
    """Judge and commit several articles as one change; halve them until only the bad ones are set aside.

    What an article breaks by itself is found before, and sets it aside alone: halves are needed only where articles
    contradict each other or what is there already.
    """
    start = read_state(writer)
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


def prepare(writer: Writer, lookups: Lookups) -> None:
    """Bring ontology and reference data in a store up to those of this program, so that an empty one answers."""
    before = writer.quads()
    own = {quad.graph for quad in lookups.base_quads}
    kept = frozenset(quad for quad in before if quad.graph not in own)
    writer.commit(Change.between(before, sum_up(kept | lookups.base_quads, lookups.names)))
