"""Options and fixtures that several folders of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.settings import Settings
from kg.store.writing import Writer, open_writer

TOP = Path(__file__).resolve().parent.parent
SHARED = TOP.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files; review the diff as code")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long suites unless they, or single tests, are asked for."""
    if config.getoption("markexpr"):
        return
    for item in items:
        for marker in ("long", "soak"):
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{marker}: run with `pytest -m {marker}`"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings for a data folder that does not exist yet."""
    return Settings(data=tmp_path / "data")


@pytest.fixture
def writer(settings: Settings) -> Iterator[Writer]:
    with open_writer(settings) as opened:
        yield opened


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take all examples in; nobody changes what is there."""
    from tests.cli.commands import EXAMPLES, run  # noqa: PLC0415 - slow to load, and few tests need it

    data = tmp_path_factory.mktemp("filled") / "data"
    done = run("ingest", *EXAMPLES, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    return data


@pytest.fixture(scope="session")
def seed_path() -> Path:
    path = SHARED / "seed" / "belarus-frees-123-prisoners.txt"
    if not path.exists():
        pytest.skip("../shared/seed is missing: the seed article is not part of the project")
    return path
