"""Test the writer on real stores."""

from dataclasses import replace
from datetime import date

import pytest

from kg.errors import KgError, NoSpaceError, SettingsError, StoreError
from kg.model import Change, Quad, RegistryRow
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.quads import to_quad
from kg.store.snapshots import current_snapshot, read_current
from kg.store.texts import read_text
from kg.store.versions import EMPTY_VERSION
from kg.store.writing import open_writer
from kg.terms import RDFS_LABEL
from tests.store.samples import (
    NAMES,
    commit,
    count_data,
    drop_metadata,
    label,
    labels,
    number,
    quad,
    read_state,
    row,
    run_python,
)


def test_opening_without_writing_leaves_nothing(settings: Settings) -> None:
    with open_writer(settings) as writer:
        assert writer.version == EMPTY_VERSION
        assert (list(writer.find()), list(writer.merged()), writer.rows()) == ([], [], ())
        assert writer.commit(Change()) == EMPTY_VERSION
    assert not settings.data.exists()


def test_an_empty_folder_of_the_user_stays(settings: Settings) -> None:
    settings.data.mkdir()
    with open_writer(settings):
        pass
    assert list(settings.data.iterdir()) == []


def test_commit_is_seen_by_the_next_writer_and_by_readers(settings: Settings) -> None:
    told = labels(["ada", "bo"], "article/aaaaaaaaaaaa")
    version = commit(settings, told, rows=["person-ada"])
    found_version, quads, merged, rows = read_state(settings)
    assert (found_version, rows) == (version, (row("person-ada"),))
    assert told < quads
    assert set(merged) == {part.triple for part in told}
    with read_current(settings) as opened:
        assert opened is not None
        assert opened[0].version == version
        assert count_data(opened[1]) == 2 * len(told)


def test_find_takes_every_pattern(settings: Settings) -> None:
    told = labels(["ada", "bo"], "article/a") | labels(["ada"], "reference")
    commit(settings, told)
    ada = NAMES.thing("person-ada")
    with open_writer(settings) as writer:
        assert {part.graph for part in writer.find(ada)} == {NAMES.graph("article/a"), NAMES.graph("reference")}
        assert {part.subject for part in writer.find(None, RDFS_LABEL, label("bo"))} == {NAMES.thing("person-bo")}
        assert writer.graph(NAMES.graph("reference")) == labels(["ada"], "reference")
        assert len(list(writer.merged(ada))) == 2
        assert drop_metadata(writer.quads()) == told


def test_same_commit_again_writes_nothing(settings: Settings) -> None:
    told = labels(["ada"], "article/a")
    version = commit(settings, told, rows=["person-ada"])
    before = sorted((place, place.stat().st_mtime_ns) for place in settings.data.glob("[!l]*"))
    assert commit(settings, told, rows=["person-ada"]) == version
    assert commit(settings, removed=labels(["zoe"], "article/a")) == version
    assert sorted(
        (place, place.stat().st_mtime_ns) for place in settings.data.glob("[!l]*") if place.name != "store"
    ) == [pair for pair in before if pair[0].name != "store"]


def test_equal_data_have_an_equal_version_whatever_the_way(settings: Settings) -> None:
    one, two = labels(["ada"], "article/a"), labels(["bo"], "article/b")
    commit(settings, one)
    first = commit(settings, two)
    other = replace(settings, data=settings.data.with_name("other"))
    commit(other, two | labels(["zoe"], "article/c"))
    assert commit(other, one, removed=labels(["zoe"], "article/c")) == first
    assert commit(settings, removed=one | two) == EMPTY_VERSION


def test_change_of_metadata_alone_is_published_under_the_same_version(settings: Settings) -> None:
    version = commit(settings, labels(["ada"], "article/a"))
    told = quad("dataset", "p", number(1), "metadata")
    assert commit(settings, [told]) == version
    with read_current(settings) as opened:
        assert opened is not None
        assert to_quad(told) in opened[1]


def test_rows_alone_are_recorded(settings: Settings) -> None:
    assert commit(settings, rows=["person-ada"]) == EMPTY_VERSION
    decision = RegistryRow("person-ada", "Person", "person|bo", "Ada", date(2025, 12, 13), "a person")
    for _ in range(2):
        with open_writer(settings) as writer:
            writer.commit(Change(rows=(decision, row("person-ada"))))
    assert read_state(settings)[3] == (row("person-ada"), decision, decision)


def test_what_is_refused_leaves_the_writer_usable(settings: Settings) -> None:
    kept: list[KgError] = []
    with open_writer(settings) as writer:
        writer.commit(Change(added=labels(["ada"], "article/a")))
        with pytest.raises(StoreError) as caught:
            writer.commit(Change(added=frozenset({quad("a", "p", number(1)._replace(lexical="01"))})))
        kept.append(caught.value)
        version = writer.commit(Change(added=labels(["bo"], "article/a")))
    assert kept
    assert read_state(settings)[0] == version


def test_reading_that_outlives_its_writer_says_so(settings: Settings) -> None:
    commit(settings, labels(["ada", "bo"], "article/a"))
    with open_writer(settings) as writer:
        reading = writer.find()
        next(reading)
    with pytest.raises(StoreError, match="closed while it was being read"):
        next(reading)
    assert read_state(settings)[0] != EMPTY_VERSION


def test_reading_is_not_disturbed_by_a_commit(settings: Settings) -> None:
    commit(settings, labels(["ada", "bo"], "article/a"))
    with open_writer(settings) as writer:
        reading = writer.merged()
        next(reading)
        writer.commit(Change(removed=writer.graph(NAMES.graph("article/a"))))
        assert len(list(reading)) == 3
        assert list(writer.merged()) == []


def test_another_base_is_refused_by_writer_and_reader(settings: Settings) -> None:
    commit(settings, labels(["ada"], "article/a"))
    other = replace(settings, base="https://example.org/")
    both = r"under the base IRI https://w3id.org/clemency/, but KG_BASE is https://example.org/"
    with pytest.raises(SettingsError, match=both), open_writer(other):
        pass
    with pytest.raises(SettingsError, match=both):
        current_snapshot(other)
    assert read_state(settings)[0] != EMPTY_VERSION


def test_texts_are_kept_apart_and_private(settings: Settings) -> None:
    with open_writer(settings) as writer:
        writer.keep_text("0123456789ab", "Ada\nis frée.\n")
        writer.keep_text("0123456789ab", "Ada\nis frée.\n")
        assert writer.read_text("0123456789ab") == "Ada\nis frée.\n"
        assert writer.read_text("ffffffffffff") is None
        with pytest.raises(StoreError, match="is no hash"):
            writer.keep_text("../../passwd", "x")
    folder = DataFolder(settings.data)
    assert read_text(folder, "0123456789ab") == "Ada\nis frée.\n"
    assert folder.texts.stat().st_mode & 0o077 == 0


_FILL = """
import resource, sys
from pathlib import Path
from kg.errors import NoSpaceError
from kg.model import Change
from kg.settings import Settings
from kg.store.writing import open_writer
from tests.store.samples import drop_metadata, labels
settings = Settings(data=Path(sys.argv[1]))
small, large = labels(["ada"], "article/a"), labels(map(str, range(2000)), "article/b")
with open_writer(settings) as writer:
    first = writer.commit(Change(added=small))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), limit[1]))
    try:
        writer.commit(Change(added=large))
    except NoSpaceError as error:
        print(error.message, error.hint, error.__cause__)
        kept = error
    resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert writer.version == first, (writer.version, first)
    assert writer.graph(next(iter(small)).graph) == small
    writer.commit(Change(added=large))
    assert drop_metadata(writer.quads()) == small | large
"""


@pytest.mark.parametrize(
    ("file_bytes", "cause"), [(500_000, "[Errno 27]"), (1_600_000, "IO error: ")], ids=["log", "engine"]
)
def test_full_disk_is_said_and_healed_without_a_new_process(settings: Settings, file_bytes: int, cause: str) -> None:
    """A limit on the size of a file fails a write as a full disk does, in the log first and then in the engine."""
    done = run_python(_FILL, settings.data, file_bytes)
    assert done.returncode == 0, done.stderr
    assert cause in done.stdout
    assert "is full while writing" in done.stdout
    assert "Make room for at least" in done.stdout


def test_full_disk_is_an_error_of_its_own() -> None:
    assert (NoSpaceError.status, NoSpaceError.exit_code) == (507, 1)


def test_all_quads_follow_what_is_committed(settings: Settings) -> None:
    ada, bo = labels(["ada"], "article/aaaaaaaaaaaa"), labels(["bo"], "article/bbbbbbbbbbbb")
    with open_writer(settings) as writer:
        assert writer.quads() == frozenset()
        for change in (Change(added=ada), Change(removed=ada, added=bo), Change(removed=bo)):
            writer.commit(change)
            assert writer.quads() == frozenset(writer.find())


def test_all_quads_are_read_anew_after_a_refused_change(settings: Settings) -> None:
    told = labels(["ada"], "article/aaaaaaaaaaaa")
    with open_writer(settings) as writer:
        writer.commit(Change(added=told))
        assert drop_metadata(writer.quads()) == told
        with pytest.raises(StoreError):
            writer.commit(Change(added=frozenset({replace_graph(part) for part in told})))
        assert writer.quads() == frozenset(writer.find())


def replace_graph(part: Quad) -> Quad:
    return Quad(*part.triple, "https://elsewhere.example/graph")
