"""Say what became of an article, and set aside the one that breaks a shape."""

import logging
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kg.errors import ClaimError, KgError, OutsideServiceError
from kg.lookups import Lookups
from kg.model import Claims, Document, Report, Severity
from kg.shacl.report import report_to_text, report_to_turtle
from kg.store.folder import DataFolder
from kg.store.quarantine import set_aside
from kg.terms import Names

LOGGER: Final = logging.getLogger(__name__)


class Status(StrEnum):
    """Say what became of an article."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"  # breaks a shape
    REJECTED = "rejected"  # cannot be read


TAKEN: Final = frozenset({Status.ACCEPTED, Status.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what became of one article, and where its graph is; `reason` is None when all went well.

    `file` is the name of its file; in a file of several articles, a number sign and its number stand behind. A text
    in a language that is not read is taken in, and `reason` says that nothing was extracted.
    """

    file: str
    status: Status
    article: str | None = None
    graph: str | None = None
    reason: str | None = None
    is_away: bool = False  # an outside service is, so that trying again later may help


def reject(name: str, error: KgError) -> Outcome:
    """Say why an article is not taken in; where the fault is ours, the log says more."""
    if error.__cause__ is not None and isinstance(error, ClaimError):
        LOGGER.error("%s brings out a fault", name, exc_info=error.__cause__)
    reason = f"{error.message}. {error.hint}" if error.hint else error.message
    return Outcome(name, Status.REJECTED, reason=reason, is_away=isinstance(error, OutsideServiceError))


def refuse(claims: Claims, outcome: Outcome, report: Report, lookups: Lookups) -> Outcome:
    """Set one article that breaks a shape aside, with its report."""
    document = claims.document
    files = describe_refusal(document, report, lookups.names)
    set_aside(DataFolder(lookups.settings.data), document.hash12, files)
    return replace(outcome, status=Status.QUARANTINED, reason=explain_refusal(report))


def explain_refusal(report: Report) -> str:
    """Say in one line which shape was broken first, and how often any was."""
    broken = [result for result in report.results if result.severity == Severity.VIOLATION]
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    return f"{broken[0].message.rstrip('.')}: {broken[0].focus}{more}"


def describe_refusal(document: Document, report: Report, names: Names) -> dict[str, bytes]:
    """Make the files that are kept of an article that broke a shape."""
    return {
        "article.txt": document.text.encode(),
        "report.txt": report_to_text(report).encode(),
        "report.ttl": report_to_turtle(report, names).encode(),
    }
