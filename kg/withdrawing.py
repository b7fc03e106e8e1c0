"""Withdraw the text of an article, or let it return: decisions of people, recorded with their day."""

from dataclasses import dataclass, replace

from kg.entities.registry import Registry
from kg.entities.reviews import MACHINE, RETRACTED, clean_reason, make_review, may_return
from kg.graph.history import Retraction, count_gone, find_record, withdraw_version
from kg.lookups import Lookups
from kg.model import Change
from kg.pipeline import commit_judged
from kg.states import State, finish, read_state
from kg.store.writing import Writer


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Say what became of a text that people withdrew or let return; `gone_count` things are told by no text now."""

    status: str  # retracted, reinstated, unchanged
    article: str
    graph: str
    retraction: Retraction | None
    gone_count: int = 0


def retract(article: str, decision: Retraction, writer: Writer, lookups: Lookups) -> Withdrawal:
    """Withdraw the current text of an article; withdrawing it again changes nothing.

    What is withdrawn goes whatever the shapes say of the rest. The private text stays.

    Args:
        article: its hash, or the IRI of its graph, version or work; the last part of one will do.
        decision: when, and why.
        writer: the store to write.
        lookups: names and shapes.

    Raises:
        SettingsError: there is no such article, or the reason is none to be published.
    """
    names, state = lookups.names, read_state(writer)
    decision = replace(decision, reason=clean_reason(decision.reason))
    record = find_record(article, state.quads, names)
    row = make_review(record.hash12, RETRACTED, decision.reason, decision.day)
    if record.retraction is not None:
        if may_return(record.hash12, state.registry):
            writer.commit(Change(rows=(row,)))
        return Withdrawal("unchanged", record.article, record.graph, record.retraction)
    after = finish(withdraw_version(state.quads, record, decision, names), state, names)
    report = lookups.judge.judge_after(writer, Change.between(state.quads, after))
    commit_judged(state, State(after, state.registry, (row,)), report, writer, lookups)
    return Withdrawal(RETRACTED, record.article, record.graph, decision, count_gone(after) - count_gone(state.quads))


def reinstate(article: str, decision: Retraction, writer: Writer, lookups: Lookups) -> Withdrawal:
    """Let a text return that was withdrawn; it is public again once it is ingested.

    Raises:
        SettingsError: as for `retract`.
    """
    decision = replace(decision, reason=clean_reason(decision.reason))
    record = find_record(article, writer.quads(), lookups.names)
    if record.retraction is None or may_return(record.hash12, Registry.from_rows(writer.rows())):
        return Withdrawal("unchanged", record.article, record.graph, record.retraction)
    writer.commit(Change(rows=(make_review(record.hash12, MACHINE, decision.reason, decision.day),)))
    return Withdrawal("reinstated", record.article, record.graph, record.retraction)
