"""Dumps are the same bytes for the same data, and can be loaded back."""

import json
import os
import subprocess
from pathlib import Path

from tests.cli.commands import FEW, KG, run


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_dump_load_dump_is_byte_identical(dumped: Path, tmp_path: Path) -> None:
    again, data = tmp_path / "again", tmp_path / "data"
    assert run("load", str(dumped / "clemency.nq.gz"), data=data).returncode == 0
    assert run("dump", "-o", str(again), data=data).returncode == 0
    files = read_files(dumped)
    assert read_files(again) == files
    assert {"clemency.ttl.gz", "clemency.trig.gz", "manifest.json", "SHA256SUMS"} <= set(files)
    done = run("ingest", *FEW, data=data)
    assert done.stdout.count("unchanged ") == len(FEW), done.stdout


def test_two_runs_give_byte_identical_dumps(tmp_path: Path) -> None:
    """The runs are two processes, so that nothing can hang on the order of a set."""
    data, other = tmp_path / "data", tmp_path / "other"
    assert run("ingest", *FEW, data=data).returncode == 0
    environment = os.environ | {"KG_DATA": str(other), "PYTHONHASHSEED": "7"}
    subprocess.run([KG, "ingest", *FEW], env=environment, stdout=subprocess.DEVNULL, check=True, timeout=120)
    for place, folder in ((data, "a"), (other, "b")):
        assert run("dump", "-o", str(tmp_path / folder), data=place).returncode == 0
    assert read_files(tmp_path / "a") == read_files(tmp_path / "b")


def test_load_refuses_a_folder_that_holds_data(filled: Path, dumped: Path) -> None:
    done = run("load", str(dumped / "clemency.nq.gz"), data=filled)
    assert (done.returncode, "not empty" in done.stderr) == (2, True)


def test_dump_set_is_no_stream(filled: Path) -> None:
    done = run("dump", "-o", "-", data=filled)
    assert (done.returncode, "folder" in done.stderr) == (2, True)


def test_validate_and_load_read_standard_input(filled: Path, dumped: Path, tmp_path: Path) -> None:
    done = run("validate", "-", data=tmp_path / "none", given=b"<https://example.org/a> <https://example.org/b> 1 .")
    assert done.returncode == 0, done.stdout + done.stderr
    zipped = (dumped / "clemency.nq.gz").read_bytes()
    done = run("load", "-", data=tmp_path / "loaded", given=zipped)
    assert done.returncode == 0, done.stderr
    versions = {json.loads(run("stats", "--json", data=d).stdout)["version"] for d in (filled, tmp_path / "loaded")}
    assert len(versions) == 1
