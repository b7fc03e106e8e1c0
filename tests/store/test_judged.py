"""Test how the report on a version is kept."""

import pytest

from kg.model import Report, Severity, ShapeResult
from kg.settings import Settings
from kg.store.folder import DataFolder
from kg.store.judged import Judged, keep_judged, read_judged

RESULT = ShapeResult("https://example.org/é", None, '"1"', "component", "shape", Severity.INFO, "Look twice.")
JUDGED = Judged("f" * 32, "shapes of today", Report((RESULT,)))


@pytest.fixture
def folder(settings: Settings) -> DataFolder:
    settings.data.mkdir()
    return DataFolder(settings.data)


def test_what_is_kept_is_read_again(folder: DataFolder) -> None:
    keep_judged(folder, JUDGED)
    assert read_judged(folder) == JUDGED


def test_nothing_is_known_of_a_new_folder(settings: Settings) -> None:
    assert read_judged(DataFolder(settings.data)) is None


@pytest.mark.parametrize("content", ["", "[]", '{"version": "1"}', '{"version": "1", "judge": "2", "results": [{}]}'])
def test_what_cannot_be_read_counts_as_unknown(
    folder: DataFolder, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder.judged.write_text(content, encoding="utf-8")
    assert read_judged(folder) is None
    assert "all is judged anew" in caplog.text


def test_a_report_that_cannot_be_kept_stops_nobody(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    keep_judged(DataFolder(settings.data), JUDGED)
    assert "could not be written" in caplog.text
