"""Give each test of the store a data folder of its own."""

from pathlib import Path

import pytest

from kg.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings for a data folder that does not exist yet."""
    return Settings(data=tmp_path / "data", lock_s=5)
