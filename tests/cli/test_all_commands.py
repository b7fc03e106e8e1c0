"""What holds for every command: help, settings, an empty deployment, streams that fail, faults of ours."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import EXAMPLES, KG, run, start_kg


@pytest.mark.parametrize("command", [["stats"], ["query", "ASK {}"], ["--help"]], ids=["stats", "query", "help"])
def test_output_that_cannot_be_written_is_an_error_in_one_line(command: list[str], filled: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = start_kg(*command, data=filled, stdout=full, stderr=subprocess.PIPE)
        _, said = done.communicate(timeout=60)
    assert (done.returncode, len(said.splitlines()), b"No space" in said) == (1, 1, True)


def test_closed_streams_lead_nowhere(filled: Path) -> None:
    line = f"{KG} ingest --json - <&- >&-; echo $?"
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=os.environ | {"KG_DATA": str(filled)}, capture_output=True, check=True, timeout=60
    )
    assert (done.stdout, b"Traceback" in done.stderr) == (b"3\n", False)


def test_empty_folder_is_an_empty_deployment(tmp_path: Path) -> None:
    data = tmp_path / "none"
    assert json.loads(run("stats", "--json", data=data).stdout)["triples"] == 0
    assert run("query", "--format", "csv", "SELECT * { ?s ?p ?o }", data=data).returncode == 0
    assert run("validate", data=data).returncode == 0
    assert not data.exists()


def test_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for command in (["stats"], ["ingest", EXAMPLES[0]], ["query", "ASK {}"], ["validate"], ["dump"]):
        done = run(*command, data=file)
        assert (done.returncode, str(file) in done.stderr, "Traceback" in done.stderr) == (2, True, False), command


def test_empty_data_folder_name_is_not_the_folder_one_stands_in() -> None:
    done = run("--data", "", "stats", data=Path("unused"))
    assert (done.returncode, "--data is empty" in done.stderr) == (2, True)


def test_unknown_command_and_bad_setting_exit_with_2(tmp_path: Path) -> None:
    assert run("frobnicate", data=tmp_path).returncode == 2
    assert run("serve", "--port", "eighty", data=tmp_path).returncode == 2


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run("--help", data=tmp_path)
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in ("ingest", "extract", "validate", "query", "dump", "load"))


def test_the_installed_command_is_kg() -> None:
    done = subprocess.run([KG, "--version"], capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().startswith("kg, version ")


def test_a_fault_of_ours_is_one_line_without_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("kg.store.stats.count_store", stumble)
    done = run("stats", data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "KeyError('x') at test_all_commands.py:" in done.stderr
