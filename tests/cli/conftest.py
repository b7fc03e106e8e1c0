"""Share what is slow to make: the dump of all examples."""

from pathlib import Path

import pytest

from tests.cli.commands import run


@pytest.fixture(scope="session")
def dumped(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dump all examples."""
    folder = tmp_path_factory.mktemp("dumped") / "dump"
    assert run("dump", "-o", str(folder), data=filled).returncode == 0
    return folder
