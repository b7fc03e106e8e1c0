"""Test loading dumps."""

import gzip
import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DumpError, SettingsError
from kg.model import Quad, RegistryRow
from kg.settings import Settings
from kg.store.dumps import DumpSet, write_dumps
from kg.store.folder import DataFolder
from kg.store.loading import load_dump
from kg.store.snapshots import current_snapshot
from kg.store.versions import EMPTY_VERSION
from tests.store.samples import NAMES, commit, label, labels, quad, read_state, row, run_python

_FILES = {"ontology.ttl": b"# ontology\n"}


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> DumpSet:
    """Write the dump of a small deployment; tests leave it as it is."""
    home = tmp_path_factory.mktemp("dump")
    source = Settings(data=home / "source")
    commit(source, labels(["ada", "bo"], "article/a") | labels(["ada"], "reference"))
    commit(source, {quad("r", "p", label("checked"), "reports"), quad("dataset", "p", label("x"), "metadata")})
    return write_dumps(source, folder=home / "dump", files=_FILES)


def _read_lines(dump: DumpSet) -> list[str]:
    return gzip.decompress((dump.folder / "clemency.nq.gz").read_bytes()).decode().splitlines(keepends=True)


def _write_lines(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("".join(lines))
    return path


def _expect_nothing(settings: Settings) -> None:
    assert not settings.data.exists()
    assert read_state(settings) == (EMPTY_VERSION, frozenset(), [], ())


@pytest.mark.parametrize("name", ["clemency.nq.gz", "clemency.trig.gz", "clemency.nq", "clemency.trig"])
def test_dump_of_what_was_loaded_is_the_same_bytes(
    settings: Settings, tmp_path: Path, dump: DumpSet, name: str
) -> None:
    path = dump.folder / name
    if not path.exists():
        path = tmp_path / name
        path.write_bytes(gzip.decompress((dump.folder / f"{name}.gz").read_bytes()))
    result = load_dump(settings, [path])
    assert (result.version, result.triples, result.quads) == (dump.version, dump.triples, dump.quads)
    assert result.notes == ()
    again = write_dumps(settings, folder=None, files=_FILES)
    for file in dump.files:
        assert (again.folder / file).read_bytes() == (dump.folder / file).read_bytes(), file


def test_work_goes_on_from_a_loaded_dump(settings: Settings, dump: DumpSet) -> None:
    load_dump(settings, [dump.folder / "clemency.nq.gz"])
    snapshot = current_snapshot(settings)
    assert snapshot is not None
    assert snapshot.version == dump.version
    added = labels(["zoe"], "article/z")
    commit(settings, added)
    assert commit(settings, removed=added) == dump.version


def test_registry_is_made_from_the_quads(settings: Settings, dump: DumpSet) -> None:
    def rebuild(quads: Iterator[Quad]) -> list[RegistryRow]:
        return sorted({row(part.subject.rpartition("/")[2]) for part in quads if "article" in part.graph}, key=str)

    load_dump(settings, [dump.folder / "clemency.nq.gz"], rebuild_rows=rebuild)
    assert read_state(settings)[3] == (row("person-ada"), row("person-bo"))


def test_parts_make_one_dataset(settings: Settings, tmp_path: Path, dump: DumpSet) -> None:
    lines = _read_lines(dump)
    parts = [_write_lines(tmp_path / f"{turn}.nq", lines[turn::3]) for turn in range(3)]
    assert load_dump(settings, parts).version == dump.version


def test_default_graph_that_is_no_merged_view_is_made_anew_and_told(
    settings: Settings, tmp_path: Path, dump: DumpSet
) -> None:
    named = [line for line in _read_lines(dump) if "/graph/" in line]
    stray = "<https://w3id.org/clemency/id/stray> <http://e/p> <http://e/o> .\n"
    result = load_dump(settings, [_write_lines(tmp_path / "changed.nq", [stray, *named])])
    assert result.version == dump.version
    assert result.triples == dump.triples
    (note,) = result.notes
    assert note.startswith("the default graph of the dump (1 triples) was not the merged view of its named graphs (4 ")


def test_empty_dump_is_an_empty_deployment(settings: Settings, tmp_path: Path) -> None:
    source = replace(settings, data=tmp_path / "source")
    first = write_dumps(source, folder=tmp_path / "dump", files={})
    assert load_dump(settings, [first.folder / "clemency.nq.gz"]).version == EMPTY_VERSION
    again = write_dumps(settings, folder=None, files={})
    assert (again.folder / "SHA256SUMS").read_bytes() == (first.folder / "SHA256SUMS").read_bytes()


def test_emptied_store_comes_back_the_same(settings: Settings, tmp_path: Path) -> None:
    source = replace(settings, data=tmp_path / "source")
    commit(source, labels(["ada"], "article/a"))
    commit(source, removed=labels(["ada"], "article/a"))
    first = write_dumps(source, folder=tmp_path / "dump", files={})
    load_dump(settings, [first.folder / "clemency.nq.gz"])
    again = write_dumps(settings, folder=None, files={})
    assert (again.folder / "SHA256SUMS").read_bytes() == (first.folder / "SHA256SUMS").read_bytes()


_BAD = {
    "syntax": ("bad.nq", b'<http://e/s> <http://e/p> "x" .\n<http://e/s> <http://e/p> .\n', r"bad\.nq, line 2: "),
    "trig syntax": ("bad.trig", b"@prefix a: <http://e/> .\na:g { a:s a:p ", r"bad\.trig, line 2: "),
    "binary": ("bad.nq", bytes(range(256)), r"bad\.nq, line 1: "),
    "not UTF-8": ("bad.nq", b'<http://e/s> <http://e/p> "\xe9" .\n', r"bad\.nq, line 1: Invalid UTF-8"),
    "blank node": ("bad.nq", b"_:a <http://e/p> <http://e/o> .\n", r"bad\.nq: .* blank node"),
    "blank graph": ("bad.nq", b"<http://e/s> <http://e/p> <http://e/o> _:g .\n", r"bad\.nq: .* blank node"),
    "cut gzip": ("bad.nq.gz", gzip.compress(b"# a comment\n" * 9999)[:60], r"bad\.nq\.gz is cut or damaged"),
    "damaged gzip": ("bad.nq.gz", gzip.compress(b"# x\n")[:-8] + bytes(8), r"bad\.nq\.gz is cut or damaged"),
}


@pytest.mark.parametrize(("name", "content", "message"), _BAD.values(), ids=_BAD)
def test_bad_file_is_named_and_nothing_stays(
    settings: Settings, tmp_path: Path, dump: DumpSet, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DumpError, match=message) as caught:
        load_dump(settings, [dump.folder / "clemency.nq.gz", tmp_path / name])
    assert caught.value.exit_code == 3
    _expect_nothing(settings)
    assert load_dump(settings, [dump.folder / "clemency.nq.gz"]).version == dump.version


@pytest.mark.parametrize("name", ["clemency.ttl.gz", "manifest.json", "SHA256SUMS"])
def test_other_formats_are_refused(settings: Settings, dump: DumpSet, name: str) -> None:
    with pytest.raises(SettingsError, match=rf"{name}: a dump to load is N-Quads"):
        load_dump(settings, [dump.folder / name])
    _expect_nothing(settings)


def test_missing_file_is_said(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match=r"missing\.nq: there is no such file"):
        load_dump(settings, [tmp_path / "missing.nq"])
    _expect_nothing(settings)


def test_dump_that_was_cut_between_lines_does_not_pass_for_whole(
    settings: Settings, tmp_path: Path, dump: DumpSet
) -> None:
    lines = [line for line in _read_lines(dump) if "person-bo> <http://www.w3.org/2000" not in line]
    with pytest.raises(DumpError, match=f"says that it is version {dump.version}, but its quads make"):
        load_dump(settings, [_write_lines(tmp_path / "changed.nq", lines)])
    _expect_nothing(settings)


def test_another_base_is_refused_with_the_way_out(settings: Settings, dump: DumpSet) -> None:
    other = replace(settings, base="https://example.org/")
    with pytest.raises(SettingsError, match=r"KG_BASE is https://example\.org/") as caught:
        load_dump(other, [dump.folder / "clemency.nq.gz"])
    assert "KG_BASE=https://w3id.org/clemency/" in caught.value.hint
    _expect_nothing(settings)


def test_foreign_graph_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n")
    with pytest.raises(SettingsError, match=f"the graph http://e/g is not one of {NAMES.graph('')}"):
        load_dump(settings, [tmp_path / "x.nq"])


def test_folder_that_holds_something_is_left_alone(settings: Settings, dump: DumpSet) -> None:
    version = commit(settings, labels(["ada"], "article/x"), rows=["person-ada"])
    with pytest.raises(SettingsError, match=r"is not empty: it holds store, snapshots, CURRENT, registry\.jsonl"):
        load_dump(settings, [dump.folder / "clemency.nq.gz"])
    assert read_state(settings)[0] == version


_KILL = """
import os, signal, sys
from pathlib import Path
from kg.settings import Settings
from kg.store import loading
from tests.store.samples import row
data, path, step, when = sys.argv[1:]
known = getattr(loading, step)
def die(*args, **kwargs):
    if when == "after":
        known(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(loading, step, die)
loading.load_dump(Settings(data=Path(data)), [Path(path)], rebuild_rows=lambda quads: [row("person-ada")])
"""


@pytest.mark.parametrize(
    ("step", "when", "is_done"),
    [
        ("_add_merged", "before", False),
        ("write_entry", "before", False),
        ("write_entry", "after", False),
        ("sync_folder", "before", True),
        ("open_live", "before", True),
    ],
)
def test_kill_leaves_all_or_nothing(settings: Settings, dump: DumpSet, step: str, when: str, *, is_done: bool) -> None:
    path = dump.folder / "clemency.nq.gz"
    assert run_python(_KILL, settings.data, path, step, when).returncode == -signal.SIGKILL
    version, _, _, rows = read_state(settings)
    assert (version, rows) == ((dump.version, (row("person-ada"),)) if is_done else (EMPTY_VERSION, ()))
    if not is_done:
        assert load_dump(settings, [path]).version == dump.version
    assert not DataFolder(settings.data).loading.exists()
