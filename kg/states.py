"""Work out what all public quads become, and who is who in them, with one article more; nothing is stored."""

from dataclasses import dataclass

from kg.claims.languages import explain_silence
from kg.entities.minting import identify, make_article_key
from kg.entities.registry import Registry
from kg.entities.retired import list_hashes
from kg.entities.reviews import may_return
from kg.errors import ArticleError, blame_us
from kg.graph.builder import build_article_graph
from kg.graph.history import Record, find_text, mark_gone, put_version
from kg.graph.provenance import build_provenance
from kg.graph.summary import build_summary
from kg.lookups import Lookups
from kg.model import Claims, Document, Identities, Quad, RegistryRow
from kg.outcomes import Outcome, Status
from kg.store.writing import Writer
from kg.terms import Names


@dataclass(frozen=True, slots=True)
class State:
    """Hold all quads of the named graphs and who is who in them, at one moment."""

    quads: frozenset[Quad]
    registry: Registry
    rows: tuple[RegistryRow, ...] = ()  # since the last commit


def read_state(writer: Writer) -> State:
    """Read what is stored."""
    return State(writer.quads(), Registry.from_rows(writer.rows()))


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
