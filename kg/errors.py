"""Every error raised on purpose, drawn as a tree.

KgError                     exit 1    500
  SettingsError             exit 2    500   a knob or an argument is missing or makes no sense
  ArticleError              exit 3    422   unreadable input; names file and line
  ClaimError                exit 3    500   a rule contradicts itself; names rule and sentence
  IdentityError             exit 3    500   a gazetteer or registry row is broken; names the row
  ShapesError               exit 1    500   shapes or ontology are faulty (our fault)
  BrokenShapeError          exit 4    422   the data breaks a shape; carries the report
  OutsideServiceError       exit 5    503   Wikidata or another service is away
  StoreError                exit 1    503   no snapshot, or it cannot be opened
    NoSpaceError            exit 1    507   the disk is full
    DumpError               exit 3    422   a dump cannot be read; names file and line
  QueryError                exit 6    400   asked wrongly
    QuerySyntaxError        exit 6    400   with line, column and the text around it
    UpdateRefusedError      exit 6    403   read-only; a SERVICE or LOAD that is not allowed likewise
    QueryTimeoutError       exit 124  503   with the limit that was hit
    ResultTooLargeError     exit 6    413   with the limit and the way to page or dump
    NotAcceptableError      exit 6    406   with the formats on offer
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from kg.model import Report


class KgError(Exception):
    """Say what was wrong, where, and what to do next.

    Args:
        message: what was wrong and where, one sentence without a full stop.
        hint: what to do next; empty means that the message says it all.
    """

    code: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong in Clemency"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep message and hint apart, so that each reader can lay them out."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(KgError):
    """Name the knob or argument that is missing or makes no sense."""

    code = "bad-setting"
    title = "A setting makes no sense"
    exit_code = 2


class ArticleError(KgError):
    """Name the file, and the line where there is one, that cannot be read."""

    code = "unreadable-article"
    title = "An article cannot be read"
    status = 422
    exit_code = 3


class ClaimError(KgError):
    """Name the rule and the sentence for which extraction contradicts itself."""

    code = "bad-claim"
    title = "A claim contradicts its text"
    exit_code = 3


@contextmanager
def blame_us(name: str) -> Iterator[None]:
    """Turn whatever our rules trip over in one article into an error of that article: the rest of a batch goes on.

    Raises:
        ClaimError: in the place of any error that was not raised on purpose, which it carries as its cause.
    """
    try:
        yield
    except KgError:
        raise
    except Exception as error:
        hint = "This is a fault of Clemency: please report it with the article."
        raise ClaimError(f"{name}: it could not be understood ({error!r})", hint=hint) from error


class IdentityError(KgError):
    """Name the gazetteer or registry row that is broken or ambiguous."""

    code = "bad-identity"
    title = "An identity row is broken"
    exit_code = 3


class ShapesError(KgError):
    """Say which shape or ontology file is faulty: our fault, not the data's."""

    code = "bad-shapes"
    title = "The shapes are faulty"


class BrokenShapeError(KgError):
    """Refuse data that breaks a shape, and carry the report that says why."""

    code = "broken-shape"
    title = "The data breaks a shape"
    status = 422
    exit_code = 4

    def __init__(self, message: str, *, report: "Report", hint: str = "") -> None:
        """Keep the report beside the message."""
        super().__init__(message, hint=hint)
        self.report = report


class OutsideServiceError(KgError):
    """Name the outside service that is away."""

    code = "outside-service"
    title = "An outside service is away"
    status = 503
    exit_code = 5


class StoreError(KgError):
    """Say why the store cannot answer or be written."""

    code = "store-unavailable"
    title = "The store is not available"
    status = 503


class NoSpaceError(StoreError):
    """Say that the disk is full and how much room is needed."""

    code = "no-space"
    title = "The disk is full"
    status = 507


class DumpError(StoreError):
    """Name the file, and the line where there is one, of a dump that cannot be read."""

    code = "unreadable-dump"
    title = "A dump cannot be read"
    status = 422
    exit_code = 3


class QueryError(KgError):
    """Say what is wrong with a query that was asked wrongly."""

    code = "bad-query"
    title = "The query cannot be answered as asked"
    status = 400
    exit_code = 6


class Place(NamedTuple):
    """Point at a character of a query: line and column count from 1."""

    line: int
    column: int
    excerpt: str


class QuerySyntaxError(QueryError):
    """Point at the line and column where a query stops being SPARQL."""

    code = "syntax-error"
    title = "The query is not valid SPARQL 1.1"

    def __init__(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        """Keep the place apart; None where the engine gives none."""
        super().__init__(message, hint=hint)
        self.place = place


class UpdateRefusedError(QueryError):
    """Refuse an update, SERVICE or LOAD."""

    code = "refused"
    title = "This operation is refused"
    status = 403


class QueryTimeoutError(QueryError):
    """Name the time or memory limit that a query hit."""

    code = "query-limit"
    title = "The query hit a limit"
    status = 503
    exit_code = 124


class ResultTooLargeError(QueryError):
    """Name the size limit that a result hit, and the way to page or dump."""

    code = "result-too-large"
    title = "The result is too large"
    status = 413


class NotAcceptableError(QueryError):
    """List the formats on offer."""

    code = "not-acceptable"
    title = "None of the accepted formats is on offer"
    status = 406
