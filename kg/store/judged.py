"""Keep what the shapes say of a version of the data, so that the next process need not ask again."""

import json
import logging
from dataclasses import asdict, dataclass
from typing import Final

from kg.model import Report, Severity, ShapeResult
from kg.store.files import write_durably
from kg.store.folder import DataFolder

_LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold the report on the merged view of a version; `judge` names shapes and programs that it comes from."""

    version: str
    judge: str
    report: Report


def keep_judged(folder: DataFolder, judged: Judged) -> None:
    """Keep a report in the place of the one kept before; where that fails, the next process judges anew."""
    content = {"version": judged.version, "judge": judged.judge, "results": [asdict(r) for r in judged.report.results]}
    try:
        write_durably(folder.judged, json.dumps(content, ensure_ascii=False).encode())
    except OSError:
        _LOGGER.warning("%s could not be written", folder.judged, exc_info=True)


def read_judged(folder: DataFolder) -> Judged | None:
    """Read the report that was kept; None where there is none, or none that can be read."""
    try:
        content = json.loads(folder.judged.read_bytes())
        results = tuple(ShapeResult(**{**row, "severity": Severity(row["severity"])}) for row in content["results"])
        return Judged(content["version"], content["judge"], Report(results))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError):
        _LOGGER.warning("%s cannot be read: all is judged anew", folder.judged, exc_info=True)
        return None
