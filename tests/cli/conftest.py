"""Share what is slow to make: a deployment with all examples, and its dump."""

from pathlib import Path

import pytest

from tests.cli.commands import EXAMPLES, run


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take all examples in; nobody changes what is there."""
    data = tmp_path_factory.mktemp("filled") / "data"
    done = run("ingest", *EXAMPLES, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    return data


@pytest.fixture(scope="session")
def dumped(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dump all examples."""
    folder = tmp_path_factory.mktemp("dumped") / "dump"
    assert run("dump", "-o", str(folder), data=filled).returncode == 0
    return folder
