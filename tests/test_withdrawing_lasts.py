"""A withdrawal lasts: through a dump and its loading, under a running server, and whenever the process is killed."""

import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from kg.entities.rebuilding import rebuild_rows
from kg.graph.history import Retraction
from kg.lookups import Lookups
from kg.outcomes import Status
from kg.settings import Settings
from kg.store.loading import load_dump
from kg.store.query import Query, QueryService
from kg.store.writing import Writer, open_writer
from kg.terms import OWL_DEPRECATED, PROV_WAS_DERIVED_FROM, Names
from kg.withdrawing import reinstate, retract
from tests.deployments import count_graphs, find_hash, find_releases, make_lookups, make_source, take_in
from tests.newsroom import load_term
from tests.store.samples import run_python

NAMES = Names()
DECISION = Retraction(date(2025, 4, 1), "The publisher took it back.")
LATER = Retraction(date(2025, 4, 9), "It was right after all.")
FIRST = make_source("Norway", 12)


@pytest.fixture
def lookups(settings: Settings) -> Lookups:
    return make_lookups(settings, 1)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    settings = Settings(data=tmp_path_factory.mktemp("one") / "data")
    with open_writer(settings) as writer:
        outcome = take_in(FIRST, writer, make_lookups(settings, 1))
    return settings, find_hash(outcome)


@pytest.fixture
def hash12(one: tuple[Settings, str], settings: Settings) -> str:
    """Copy a deployment of one article; gives the hash of its text."""
    shutil.copytree(one[0].data, settings.data)
    return one[1]


def write_dump(writer: Writer, path: Path) -> None:
    """Write the named graphs, as a dump has them."""
    lines = (f"<{q.subject}> <{q.predicate}> {load_term(q.object)} <{q.graph}> .\n" for q in writer.quads())
    path.write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def loaded(writer: Writer, lookups: Lookups, tmp_path: Path) -> Settings:
    """Withdraw a text and load a dump of what is left into another folder."""
    retract(find_hash(take_in(FIRST, writer, lookups)), DECISION, writer, lookups)
    take_in(make_source("Kenya", 14), writer, lookups)
    write_dump(writer, tmp_path / "dump.nq")
    settings = Settings(data=tmp_path / "loaded")
    done = load_dump(settings, [tmp_path / "dump.nq"], rebuild_rows=lambda quads: rebuild_rows(quads, lookups.names))
    assert done.version == writer.version
    return settings


def test_what_was_withdrawn_stays_so_after_a_dump_and_its_loading(loaded: Settings, lookups: Lookups) -> None:
    with open_writer(loaded) as writer:
        outcome = take_in(FIRST, writer, lookups)
        assert outcome.status == Status.REJECTED
        assert DECISION.reason.rstrip(".") in str(outcome.reason)
        rows = [row for row in writer.rows() if row.kind == "ReviewStatus"]
        assert [(row.slug, row.label, row.decided_on) for row in rows] == [("retracted", DECISION.reason, DECISION.day)]


def test_a_retired_iri_is_not_given_to_another_event_after_loading(loaded: Settings, lookups: Lookups) -> None:
    with open_writer(loaded) as writer:
        retired = {quad.subject for quad in writer.find(predicate=PROV_WAS_DERIVED_FROM) if "/release-" in quad.subject}
        take_in(make_source("Norway", 300, day="31 March 2025"), writer, lookups)
        assert len(find_releases(writer)) == 2
        assert retired
        assert not retired & find_releases(writer)


def test_an_event_that_returns_after_loading_has_its_old_iri(loaded: Settings, lookups: Lookups) -> None:
    with open_writer(loaded) as writer:
        retired = {quad.subject for quad in writer.find(predicate=PROV_WAS_DERIVED_FROM)}
        withdrawn = next(row.key for row in writer.rows() if row.kind == "ReviewStatus")
        reinstate(withdrawn, LATER, writer, lookups)
        take_in(FIRST, writer, lookups)
        assert find_releases(writer) & retired
        assert list(writer.find(predicate=OWL_DEPRECATED)) == []


def test_after_loading_a_text_can_be_withdrawn_and_let_return(loaded: Settings, lookups: Lookups) -> None:
    with open_writer(loaded) as writer:
        kenya = next(q.subject[-12:] for q in writer.find(value=NAMES.concept("machine")))
        assert retract(kenya, LATER, writer, lookups).status == "retracted"
        assert reinstate(kenya, LATER, writer, lookups).status == "reinstated"
        assert take_in(make_source("Kenya", 14), writer, lookups).status == Status.ACCEPTED


def test_a_running_server_answers_from_the_new_version(hash12: str, settings: Settings, lookups: Lookups) -> None:
    service = QueryService(settings)
    service.start()
    ask = Query("ASK { ?release a <https://w3id.org/clemency/ontology#Release> }")
    try:
        assert not service.ask(ask).is_empty
        with open_writer(settings) as writer:
            retract(hash12, DECISION, writer, lookups)
        assert service.ask(ask).is_empty
    finally:
        service.close()


KILL = """
import os, signal, sys
from datetime import date
from pathlib import Path
from kg.entities.rebuilding import rebuild_rows
from kg.graph.history import Retraction
from kg.settings import Settings
from kg.store import writing
from kg.withdrawing import retract
from tests.deployments import make_lookups
data, step, hash12 = sys.argv[1:]
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
settings = Settings(data=Path(data))
with writing.open_writer(settings) as writer:
    setattr(writing, step, die)
    retract(hash12, Retraction(date(2025, 4, 1), "The publisher took it back."), writer, make_lookups(settings, 1))
"""
STEPS = {
    "write_entry": False,
    "apply_delta": False,
    "flush_store": True,
    "append_rows": True,
    "make_snapshot": True,
    "switch_pointer": True,
    "remove_old": True,
}


@pytest.mark.parametrize(("step", "is_done"), STEPS.items(), ids=STEPS)
def test_a_kill_leaves_all_of_it_or_nothing(
    step: str, hash12: str, settings: Settings, lookups: Lookups, *, is_done: bool
) -> None:
    assert run_python(KILL, settings.data, step, hash12).returncode == -signal.SIGKILL
    with open_writer(settings) as writer:
        assert (count_graphs(writer) == 0) is is_done
        assert any(row.kind == "ReviewStatus" for row in writer.rows()) is is_done
        assert retract(hash12, DECISION, writer, lookups).status == ("unchanged" if is_done else "retracted")
        assert take_in(FIRST, writer, lookups).status == Status.REJECTED
