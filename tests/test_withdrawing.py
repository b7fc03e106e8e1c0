"""Withdraw an article: what leaves the public data, what stays on record, and what comes of the text afterwards."""

from datetime import date

import pytest

from kg.articles.sources import Source
from kg.errors import SettingsError
from kg.graph.history import Retraction
from kg.lookups import Lookups
from kg.model import RegistryRow
from kg.outcomes import Status
from kg.pipeline import ingest
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.log import list_entries
from kg.store.writing import Writer
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
from tests.deployments import count_graphs, find_hash, find_releases, make_lookups, make_source, take_in

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


def test_an_empty_deployment_has_no_article(writer: Writer, lookups: Lookups, settings: Settings) -> None:
    with pytest.raises(SettingsError, match="there is no article"):
        retract("0" * 12, DECISION, writer, lookups)
    assert not settings.data.exists() or not DataFolder(settings.data).list_contents()
