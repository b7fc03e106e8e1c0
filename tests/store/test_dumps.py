"""Test dump sets."""

import gzip
import hashlib
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SettingsError, StoreError
from kg.model import Literal, Quad
from kg.settings import Settings
from kg.store.dumps import DumpSet, write_dumps
from kg.store.folder import DataFolder
from kg.store.versions import EMPTY_VERSION
from kg.store.writing import open_writer
from kg.terms import (
    DCTERMS_DATE,
    DCTERMS_IS_REPLACED_BY,
    PROV_WAS_INVALIDATED_BY,
    RDFS_COMMENT,
    RDFS_LABEL,
    VOID,
    XSD_DATE,
    Prop,
)
from tests.store.samples import NAMES, commit, drop_metadata, label, labels, quad, text

_FILES = {"ontology.ttl": b"# ontology\n", "shapes.ttl": b"# shapes\n"}


def _fill(settings: Settings) -> str:
    commit(settings, labels(["ada", "bo"], "article/a"))
    commit(settings, labels(["zoe"], "article/z"))
    commit(settings, labels(["ada"], "reference") | {quad("r", "p", label("checked"), "reports")})
    return commit(settings, removed=labels(["zoe"], "article/z"))


def _read_files(dump: DumpSet) -> dict[str, bytes]:
    return {name: (dump.folder / name).read_bytes() for name in dump.files}


def test_dump_goes_where_latest_leads(settings: Settings) -> None:
    version = _fill(settings)
    dump = write_dumps(settings, folder=None, files=_FILES)
    latest = DataFolder(settings.data).dumps / "latest"
    assert (dump.version, dump.folder.name, str(latest.readlink())) == (version, version, version)
    assert sorted(place.name for place in latest.iterdir()) == sorted(dump.files)
    assert set(dump.files) == {
        "clemency.ttl.gz", "clemency.nq.gz", "clemency.trig.gz", "ontology.ttl", "shapes.ttl",
        "void.ttl", "manifest.json", "SHA256SUMS", "CITATION.cff", "CHANGES.md",
    }  # fmt: skip
    assert sorted(place.name for place in DataFolder(settings.data).dumps.iterdir()) == [version, "latest"]


def test_counts_are_those_of_the_data(settings: Settings) -> None:
    _fill(settings)
    dump = write_dumps(settings, folder=None, files=_FILES)
    with open_writer(settings) as writer:
        told = list(writer.quads())
    assert (dump.triples, dump.graphs, dump.articles) == (4, 4, 1)
    assert dump.quads == len(told)
    assert len(drop_metadata(told)) == 4 + 2 + 1
    files = _read_files(dump)
    merged = list(ox.parse(gzip.decompress(files["clemency.ttl.gz"]), format=ox.RdfFormat.TURTLE))
    nquads = set(ox.parse(gzip.decompress(files["clemency.nq.gz"]), format=ox.RdfFormat.N_QUADS))
    trig = set(ox.parse(gzip.decompress(files["clemency.trig.gz"]), format=ox.RdfFormat.TRIG))
    assert len(merged) == dump.triples
    assert set(merged) == {part for part in nquads if part.graph_name == ox.DefaultGraph()}
    assert nquads == trig
    assert len(nquads) == dump.triples + dump.quads


def test_two_builds_are_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    _fill(settings)
    first = _read_files(write_dumps(settings, folder=None, files=_FILES))
    again = _read_files(write_dumps(settings, folder=None, files=_FILES))
    elsewhere = _read_files(write_dumps(settings, folder=tmp_path / "x" / "y", files=_FILES))
    assert first == again == elsewhere


def test_other_way_to_the_same_data_gives_the_same_bytes(settings: Settings) -> None:
    _fill(settings)
    other = replace(settings, data=settings.data.with_name("other"))
    commit(other, {quad("r", "p", label("checked"), "reports")} | labels(["ada"], "reference"))
    commit(other, labels(["ada", "bo"], "article/a"))
    dumps = [write_dumps(one, folder=None, files=_FILES) for one in (settings, other)]
    assert _read_files(dumps[0]) == _read_files(dumps[1])


def test_sums_and_manifest_tell_the_truth(settings: Settings) -> None:
    version = _fill(settings)
    dump = write_dumps(settings, folder=None, files=_FILES)
    check = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=dump.folder, check=False)
    assert check.returncode == 0
    manifest = json.loads((dump.folder / "manifest.json").read_bytes())
    assert (manifest["version"], manifest["base"], manifest["counts"]["triples"]) == (version, settings.base, 4)
    assert {part["name"] for part in manifest["files"]} == set(dump.files) - {"manifest.json", "SHA256SUMS"}
    for part in manifest["files"]:
        content = (dump.folder / part["name"]).read_bytes()
        assert (part["bytes"], part["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_manifest_says_what_each_file_is(settings: Settings) -> None:
    dump = write_dumps(settings, folder=None, files=_FILES)
    manifest = json.loads((dump.folder / "manifest.json").read_bytes())
    about = {part["name"]: part for part in manifest["files"]}
    assert all(part["holds"] and "/" in part["mediaType"] for part in manifest["files"])
    assert (about["clemency.nq.gz"]["mediaType"], about["clemency.nq.gz"]["unpackedMediaType"]) == (
        "application/gzip",
        "application/n-quads",
    )


def test_void_file_counts_the_turtle_file(settings: Settings) -> None:
    _fill(settings)
    files = _read_files(write_dumps(settings, folder=None, files={}))
    merged = list(ox.parse(gzip.decompress(files["clemency.ttl.gz"]), format=ox.RdfFormat.TURTLE))
    described = set(ox.parse(files["void.ttl"], format=ox.RdfFormat.TURTLE))
    dataset, count = ox.NamedNode(NAMES.dataset), ox.NamedNode(f"{VOID}triples")
    assert [quad.object.value for quad in described if (quad.subject, quad.predicate) == (dataset, count)] == [
        str(len(merged))
    ]


def test_description_of_an_empty_deployment_is_true_too(settings: Settings) -> None:
    content = _read_files(write_dumps(settings, folder=None, files={}))["void.ttl"].decode()
    assert "    void:triples 0 " in content
    assert "void:classPartition" not in content


def test_citation_has_what_the_format_asks_for(settings: Settings) -> None:
    version = _fill(settings)
    text = _read_files(write_dumps(settings, folder=None, files={}))["CITATION.cff"].decode()
    lines = [line.partition(":") for line in text.splitlines() if not line.startswith(" ")]
    top = {key: value.strip() for key, _, value in lines}
    assert {"cff-version", "message", "title", "authors"} <= set(top)
    assert (top["cff-version"], top["type"], json.loads(top["version"]), top["license"]) == (
        "1.2.0",
        "dataset",
        version,
        "CC0-1.0",
    )
    assert "\n  - name: The Clemency project\n" in text


def test_changes_tell_months_replaced_and_withdrawn_texts(settings: Settings) -> None:
    graph, clem = NAMES.graph("article/aaaaaaaaaaaa"), NAMES.prefixes["clem"]
    told: list[tuple[str, str, str | Literal]] = [
        (NAMES.thing("article-x"), f"{clem}{Prop.PUBLISHED}", Literal("2031-04-02", XSD_DATE)),
        (NAMES.thing("article-x"), RDFS_LABEL, label("Old\nnews")),
        (NAMES.thing("text-aaaaaaaaaaaa"), f"{clem}{Prop.VERSION_OF}", NAMES.thing("article-x")),
        (NAMES.thing("text-bbbbbbbbbbbb"), DCTERMS_IS_REPLACED_BY, NAMES.thing("text-aaaaaaaaaaaa")),
        (graph, f"{clem}{Prop.ASSERTED_FROM}", NAMES.thing("text-aaaaaaaaaaaa")),
        (graph, PROV_WAS_INVALIDATED_BY, NAMES.thing("retraction-aaaaaaaaaaaa")),
        (NAMES.thing("retraction-aaaaaaaaaaaa"), DCTERMS_DATE, Literal("2031-05-01", XSD_DATE)),
        (NAMES.thing("retraction-aaaaaaaaaaaa"), RDFS_COMMENT, text("wrong place")),
    ]
    commit(settings, {Quad(*statement, NAMES.graph("provenance")) for statement in told})
    changes = _read_files(write_dumps(settings, folder=None, files={}))["CHANGES.md"].decode()
    assert "- 2031-04: 1\n" in changes
    assert "- bbbbbbbbbbbb, replaced by aaaaaaaaaaaa\n" in changes
    assert "- aaaaaaaaaaaa, 2031-05-01: Old news (wrong place)\n" in changes


def test_no_clock_and_no_name_stand_in_a_gzip_header(settings: Settings) -> None:
    _fill(settings)
    dump = write_dumps(settings, folder=None, files={})
    assert (dump.folder / "clemency.nq.gz").read_bytes()[3:8] == bytes(5)


def test_empty_deployment_has_a_dump(settings: Settings) -> None:
    dump = write_dumps(settings, folder=None, files=_FILES)
    assert (dump.version, dump.triples, dump.quads) == (EMPTY_VERSION, 0, 0)
    assert gzip.decompress((dump.folder / "clemency.nq.gz").read_bytes()) == b""


def test_files_go_right_into_a_given_folder_and_leave_others_alone(settings: Settings, tmp_path: Path) -> None:
    _fill(settings)
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    (target / "manifest.json").write_text("old")
    dump = write_dumps(settings, folder=target, files=_FILES)
    assert dump.folder == target
    assert sorted(place.name for place in target.iterdir()) == sorted([*dump.files, "mine.txt"])
    assert not DataFolder(settings.data).dumps.exists()


def test_draft_of_a_dead_process_is_removed(settings: Settings) -> None:
    _fill(settings)
    draft = DataFolder(settings.data).dumps / ".dump.999999999.tmp"
    draft.mkdir(parents=True)
    write_dumps(settings, folder=None, files={})
    assert not draft.exists()


def test_folder_that_is_a_file_is_said(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match=r"the dump cannot be written to .*file is a file"):
        write_dumps(settings, folder=tmp_path / "file" / "below", files={})


@pytest.mark.parametrize("name", ["manifest.json", "../x", ".x", "a/b"])
def test_further_files_cannot_pose_as_others(settings: Settings, name: str) -> None:
    with pytest.raises(StoreError, match="cannot hold"):
        write_dumps(settings, folder=None, files={name: b""})
