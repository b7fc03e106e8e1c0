"""What is served is prepared by another process, and the serving one stays small."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.preparing import prepare_store
from kg.published import read_published_files
from kg.settings import Settings
from tests.cli.commands import FEW

TOP = Path(__file__).resolve().parents[2]


def test_published_files_have_the_base_in_use() -> None:
    files = read_published_files(Settings(base="https://example.org/x/"))
    assert all(b"https://example.org/x/ontology#" in content for content in files.values())
    assert not any(b"w3id.org/clemency" in content for content in files.values())


def test_what_serves_never_loads_the_judge(tmp_path: Path) -> None:
    program = """
import sys, server
app = server.create()
assert app.test_client().get("/healthz").status_code == 200
print(sorted({"pyshacl", "kg.pipeline"} & set(sys.modules)))
"""
    environment = os.environ | {"KG_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=TOP, capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().strip() == "[]"


def test_demo_fills_an_empty_folder_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.preparing.list_examples", lambda: list(map(Path, FEW)))
    settings = Settings(data=tmp_path / "data")
    for _ in range(2):
        prepare_store(settings, demo=True)
    said = capsys.readouterr().err
    assert said.count("accepted ") == len(FEW)
    assert "holds articles already" in said
    assert (tmp_path / "data" / "dumps" / "latest" / "clemency.ttl.gz").is_file()
