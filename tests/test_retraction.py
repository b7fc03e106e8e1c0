"""Withdraw an article: what leaves the public data, what stays on record, and what comes of the text afterwards."""

import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from kg.articles.sources import Source
from kg.errors import SettingsError
from kg.graph.history import Retraction
from kg.model import RegistryRow
from kg.pipeline import Lookups, Status, ingest, rebuild_registry
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.loading import load_dump
from kg.store.log import list_entries
from kg.store.query import Query, QueryService
from kg.store.writing import Writer, open_writer
from kg.terms import (
    DCTERMS_DATE,
    OWL_DEPRECATED,
    PROV_WAS_DERIVED_FROM,
    PROV_WAS_INVALIDATED_BY,
    PROV_WAS_REVISION_OF,
    RDF_TYPE,
    RDFS_COMMENT,
    Class,
    Names,
    Prop,
)
from kg.withdrawing import Withdrawal, reinstate, retract
from tests.deployments import count_graphs, find_hash, make_lookups, make_source, take_in
from tests.newsroom import load_term
from tests.store.samples import run_python

NAMES = Names()
URL = "https://example.org/news/1"
DECISION = Retraction(date(2025, 4, 1), "The publisher took it back.")
LATER = Retraction(date(2025, 4, 9), "It was right after all.")
# Two texts about one release.
FIRST, SECOND = make_source("Norway", 12), make_source("Norway", 12, URL)
SECOND = Source("second.txt", data=SECOND.data.replace(b"frees 12", b"lets go 12"), url=URL)


@pytest.fixture
def lookups(settings: Settings) -> Lookups:
    return make_lookups(settings, 1)


def find_releases(writer: Writer) -> set[str]:
    return {triple.subject for triple in writer.merged(predicate=RDF_TYPE, value=NAMES.of_class(Class.RELEASE))}


def list_values(writer: Writer, subject: str, predicate: str) -> list[str]:
    return [
        value if isinstance(value := quad.object, str) else value.lexical for quad in writer.find(subject, predicate)
    ]


def test_the_graph_leaves_the_data_and_the_record_stays(writer: Writer, lookups: Lookups) -> None:
    outcome = take_in(FIRST, writer, lookups)
    done = retract(find_hash(outcome), DECISION, writer, lookups)
    assert done == Withdrawal("retracted", str(outcome.article), str(outcome.graph), DECISION, done.gone_count)
    assert count_graphs(writer) == 0
    assert find_releases(writer) == set()
    assert list_values(writer, done.graph, NAMES.prop(Prop.REVIEW_STATUS)) == [NAMES.concept("retracted")]
    (node,) = list_values(writer, done.graph, PROV_WAS_INVALIDATED_BY)
    assert list_values(writer, node, DCTERMS_DATE) == ["2025-04-01"]
    assert list_values(writer, node, RDFS_COMMENT) == [DECISION.reason]
    (text,) = list_values(writer, done.graph, NAMES.prop(Prop.ASSERTED_FROM))
    assert list_values(writer, text, NAMES.prop(Prop.VERSION_OF)) == [done.article]


def test_the_private_text_stays(writer: Writer, lookups: Lookups) -> None:
    outcome = take_in(FIRST, writer, lookups)
    retract(find_hash(outcome), DECISION, writer, lookups)
    text = writer.read_text(find_hash(outcome))
    assert text == FIRST.data.decode()


def test_it_is_one_commit(writer: Writer, lookups: Lookups, settings: Settings) -> None:
    outcome = take_in(FIRST, writer, lookups)
    before = list_entries(DataFolder(settings.data))[-1]
    retract(find_hash(outcome), DECISION, writer, lookups)
    assert list_entries(DataFolder(settings.data))[-1] == before + 1


def test_what_another_article_says_stays_under_its_iri(writer: Writer, lookups: Lookups) -> None:
    first = take_in(FIRST, writer, lookups)
    (release,) = find_releases(writer)
    second = take_in(SECOND, writer, lookups)
    assert list_values(writer, release, NAMES.prop(Prop.SOURCE_COUNT)) == ["2"]
    retract(find_hash(first), DECISION, writer, lookups)
    assert find_releases(writer) == {release}
    assert list_values(writer, release, NAMES.prop(Prop.SOURCE_COUNT)) == ["1"]
    assert {quad.graph for quad in writer.find(release, RDF_TYPE)} == {second.graph}
    assert list(writer.find(release, OWL_DEPRECATED)) == []


def test_what_no_text_tells_any_more_is_marked_until_one_does(writer: Writer, lookups: Lookups) -> None:
    first = take_in(FIRST, writer, lookups)
    (release,) = find_releases(writer)
    done = retract(find_hash(first), DECISION, writer, lookups)
    assert list_values(writer, release, OWL_DEPRECATED) == ["true"]
    assert list_values(writer, release, PROV_WAS_DERIVED_FROM) == [NAMES.thing(f"text-{find_hash(first)}")]
    assert done.gone_count == len(list(writer.find(predicate=OWL_DEPRECATED)))
    take_in(SECOND, writer, lookups)
    assert find_releases(writer) == {release}
    assert list(writer.find(release, OWL_DEPRECATED)) == []
    assert list(writer.find(release, PROV_WAS_DERIVED_FROM)) == []


def test_what_has_the_hash_of_its_text_in_its_name_is_not_marked(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    evidence = {quad.subject for quad in writer.find(predicate=RDF_TYPE, value=NAMES.of_class(Class.EVIDENCE))}
    assert all(hash12 in node for node in evidence)
    retract(hash12, DECISION, writer, lookups)
    assert not {quad.subject for quad in writer.find(predicate=OWL_DEPRECATED)} & evidence


def test_a_revision_marks_what_only_the_older_text_told(writer: Writer, lookups: Lookups) -> None:
    take_in(make_source("Norway", 12, URL), writer, lookups)
    (release,) = find_releases(writer)
    take_in(make_source("Kenya", 12, URL), writer, lookups)
    assert list_values(writer, release, OWL_DEPRECATED) == ["true"]
    take_in(make_source("Norway", 12, URL), writer, lookups)
    assert list(writer.find(release, OWL_DEPRECATED)) == []


def test_a_second_time_changes_nothing(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    retract(hash12, DECISION, writer, lookups)
    version, rows = writer.version, writer.rows()
    again = retract(hash12, LATER, writer, lookups)
    assert (again.status, again.retraction) == ("unchanged", DECISION)
    assert (writer.version, writer.rows()) == (version, rows)


def test_the_decision_is_a_row_with_its_day(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    retract(hash12, DECISION, writer, lookups)
    row = RegistryRow("retracted", "ReviewStatus", hash12, DECISION.reason, DECISION.day, "people")
    assert writer.rows()[-1] == row


def test_a_withdrawn_text_does_not_come_back_by_itself(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    retract(hash12, DECISION, writer, lookups)
    version = writer.version
    outcome = take_in(FIRST, writer, lookups)
    assert outcome.status == Status.REJECTED
    assert outcome.reason is not None
    assert all(words in outcome.reason for words in ("2025-04-01", DECISION.reason, f"kg retract {hash12} --undo"))
    assert writer.version == version


def test_a_batch_with_a_withdrawn_text_takes_the_others_in(writer: Writer, lookups: Lookups) -> None:
    retract(find_hash(take_in(FIRST, writer, lookups)), DECISION, writer, lookups)
    outcomes = ingest([make_source("Kenya", 14), FIRST, make_source("Chile", 15)], writer, lookups)
    assert [outcome.status for outcome in outcomes] == [Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED]


def test_undo_and_ingest_give_the_data_back(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    version = writer.version
    retract(hash12, DECISION, writer, lookups)
    withdrawn = writer.version
    assert reinstate(hash12, LATER, writer, lookups).status == "reinstated"
    assert reinstate(hash12, LATER, writer, lookups).status == "unchanged"
    assert writer.version == withdrawn
    assert take_in(FIRST, writer, lookups).status == Status.ACCEPTED
    assert writer.version == version


def test_withdrawing_again_takes_the_leave_to_return_back(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    retract(hash12, DECISION, writer, lookups)
    reinstate(hash12, LATER, writer, lookups)
    assert retract(hash12, LATER, writer, lookups).status == "unchanged"
    assert take_in(FIRST, writer, lookups).status == Status.REJECTED


def test_undo_of_a_public_text_changes_nothing(writer: Writer, lookups: Lookups) -> None:
    hash12 = find_hash(take_in(FIRST, writer, lookups))
    done = reinstate(hash12, LATER, writer, lookups)
    assert (done.status, done.retraction, writer.rows()[-1].kind != "ReviewStatus") == ("unchanged", None, True)


def test_a_new_version_of_a_withdrawn_article_is_taken_in(writer: Writer, lookups: Lookups) -> None:
    old = take_in(make_source("Norway", 12, URL), writer, lookups)
    retract(find_hash(old), DECISION, writer, lookups)
    new = take_in(make_source("Norway", 14, URL), writer, lookups)
    assert (new.status, new.article) == (Status.ACCEPTED, old.article)
    (link,) = writer.find(predicate=PROV_WAS_REVISION_OF)
    assert (link.subject[-12:], str(link.object)[-12:]) == (find_hash(new), find_hash(old))
    assert list_values(writer, str(old.graph), NAMES.prop(Prop.REVIEW_STATUS)) == [NAMES.concept("retracted")]
    assert list(writer.find(NAMES.thing(f"text-{find_hash(old)}"), OWL_DEPRECATED)) == []
    assert retract(str(new.article), LATER, writer, lookups).graph == new.graph


def test_the_older_text_does_not_come_back_when_the_newer_is_withdrawn(writer: Writer, lookups: Lookups) -> None:
    old, new = (take_in(make_source("Norway", count, URL), writer, lookups) for count in (12, 14))
    done = retract(str(new.article), DECISION, writer, lookups)
    assert (done.graph, count_graphs(writer)) == (new.graph, 0)
    with pytest.raises(SettingsError, match="no longer public") as caught:
        retract(find_hash(old), DECISION, writer, lookups)
    assert find_hash(new) in caught.value.hint


SPELLINGS = {
    "hash": "{hash12}",
    "graph": "https://w3id.org/clemency/graph/article/{hash12}",
    "text": "https://w3id.org/clemency/id/text-{hash12}",
    "text alone": "text-{hash12}",
    "article": "https://w3id.org/clemency/id/{slug}",
    "article alone": "{slug}",
    "as the server shows it": "http://127.0.0.1:8000/article/{hash12}/",
}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str, str]:
    settings = Settings(data=tmp_path_factory.mktemp("one") / "data")
    with open_writer(settings) as writer:
        outcome = take_in(FIRST, writer, make_lookups(settings, 1))
    return settings, find_hash(outcome), str(outcome.article).rpartition("/")[2]


@pytest.fixture
def copied(one: tuple[Settings, str, str], settings: Settings) -> tuple[str, str]:
    shutil.copytree(one[0].data, settings.data)
    return one[1:]


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_an_article_has_many_names(
    spelling: str, copied: tuple[str, str], settings: Settings, lookups: Lookups
) -> None:
    hash12, slug = copied
    with open_writer(settings) as writer:
        done = retract(spelling.format(hash12=hash12, slug=slug), DECISION, writer, lookups)
    assert (done.status, done.graph[-12:]) == ("retracted", hash12)


@pytest.mark.parametrize("name", ["", "/", "0" * 12, "release-nor-2025-03", "text-", "https://w3id.org/clemency/id/"])
def test_an_unknown_article_is_named(name: str, copied: tuple[str, str], settings: Settings, lookups: Lookups) -> None:
    assert copied
    with open_writer(settings) as writer, pytest.raises(SettingsError, match="there is no article"):
        retract(name, DECISION, writer, lookups)


def test_an_empty_deployment_has_no_article(writer: Writer, lookups: Lookups, settings: Settings) -> None:
    with pytest.raises(SettingsError, match="there is no article"):
        retract("0" * 12, DECISION, writer, lookups)
    assert not settings.data.exists() or not DataFolder(settings.data).list_contents()


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
    done = load_dump(settings, [tmp_path / "dump.nq"], rebuild_rows=lambda quads: rebuild_registry(quads, lookups))
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


def test_a_running_server_answers_from_the_new_version(
    copied: tuple[str, str], settings: Settings, lookups: Lookups
) -> None:
    service = QueryService(settings)
    service.start()
    ask = Query("ASK { ?release a <https://w3id.org/clemency/ontology#Release> }")
    try:
        assert not service.ask(ask).is_empty
        with open_writer(settings) as writer:
            retract(copied[0], DECISION, writer, lookups)
        assert service.ask(ask).is_empty
    finally:
        service.close()


KILL = """
import os, signal, sys
from datetime import date
from pathlib import Path
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
    step: str, copied: tuple[str, str], settings: Settings, lookups: Lookups, *, is_done: bool
) -> None:
    hash12 = copied[0]
    assert run_python(KILL, settings.data, step, hash12).returncode == -signal.SIGKILL
    with open_writer(settings) as writer:
        assert (count_graphs(writer) == 0) is is_done
        assert any(row.kind == "ReviewStatus" for row in writer.rows()) is is_done
        assert retract(hash12, DECISION, writer, lookups).status == ("unchanged" if is_done else "retracted")
        assert take_in(FIRST, writer, lookups).status == Status.REJECTED
