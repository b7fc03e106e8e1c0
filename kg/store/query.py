"""Ask the store: check a query, run it in a process that may die, and give a whole result or an honest error."""

import errno
import io
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Final

from kg.errors import (
    KgError,
    NoSpaceError,
    NotAcceptableError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    StoreError,
)
from kg.narrow import take_count, take_list, take_table, take_text, take_texts
from kg.settings import Settings
from kg.store.checking import Form, QueryFacts, check_query
from kg.store.readers import MIB, ReaderLostError, ReaderPool, Version
from kg.store.results import Format, find_format, list_formats
from kg.store.snapshots import current_snapshot
from kg.store.tables import Term, format_rows
from kg.store.tokens import Limits, locate
from kg.store.versions import EMPTY_VERSION
from kg.terms import Names

_LOG: Final = logging.getLogger(__name__)
_TRIES: Final = 3  # a snapshot may be overtaken by a commit, a reader be taken by the system


@dataclass(frozen=True, slots=True)
class Query:
    """Hold one query and how it is to be run.

    Graphs given here replace those that the text names with FROM; `timeout_s` of None means the setting.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the first rows of a result for people to read; `verdict` is set for ASK alone."""

    form: Form
    version: str
    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    is_whole: bool = True
    verdict: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold a whole result; the caller closes `body`, which stands at its start.

    `is_empty` says that nothing was found: no row, no triple, or an ASK with the answer no. `page` is set instead
    of a body where a table for people was asked for.
    """

    form: Form
    format: Format
    version: str
    size: int
    body: IO[bytes]
    is_empty: bool
    page: Page | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_table(self) -> bool:
        """Say whether this is to be laid out by `format_table`."""
        return self.page is not None

    def open(self) -> IO[bytes]:
        """Give the body, to be used in a `with` block."""
        return self.body

    def read(self) -> bytes:
        """Give all of the body and close it."""
        with self.body:
            return self.body.read()


class QueryService:
    """Answer queries over the current version of a deployment; owns the query processes."""

    def __init__(self, settings: Settings, pool: ReaderPool | None = None) -> None:
        """Start nothing yet."""
        self._settings = settings
        self._names = Names(settings.base)
        self._pool = pool or ReaderPool(settings)

    def start(self) -> None:
        """Start the process that forks readers: best before the server starts its threads."""
        self._pool.start()
        if self._pool.has_network:
            _LOG.warning("query processes have network access here; SERVICE is still refused before they see a query")

    def close(self) -> None:
        """End the query processes."""
        self._pool.close()

    def find_version(self) -> str | None:
        """Say which version is current; None while there is none."""
        snapshot = current_snapshot(self._settings)
        return None if snapshot is None else snapshot.version

    def check(self, text: str) -> QueryFacts:
        """Check a query without running it; raises as `kg.store.checking.check_query` does."""
        return check_query(text, Limits.of(self._settings), self._names)

    def ask(self, query: Query, format_name: str = "", facts: QueryFacts | None = None) -> Answer:
        """Run a query and write its result.

        Args:
            query: what is asked.
            format_name: a short name, alias or media type of `kg.store.results`; empty means the default.
            facts: what `check` said, when that was asked before.

        Raises:
            QueryError: and its kinds: the query is wrong, refused, hit a limit, or its result did.
            NotAcceptableError: the format does not fit the form of the query.
            StoreError: the store cannot be read.
        """
        known = facts or self.check(query.text)
        form = _pick_format(format_name, known.form)
        header, body, version = self._run(query, known, format_name=form.name, max_rows=self._settings.result_rows)
        size = take_count(header.get("size"), "size")
        return Answer(known.form, form, version, size, body, is_empty=bool(header.get("is_empty")))

    def ask_page(self, query: Query, max_rows: int, facts: QueryFacts | None = None) -> Page:
        """Run a query for its first rows; raises as `ask` does."""
        known = facts or self.check(query.text)
        _, body, version = self._run(query, known, format_name="page", max_rows=max_rows)
        with body:
            page = take_table(json.load(body), "a page of rows")
        if "boolean" in page:
            return Page(known.form, version, (), (), verdict=bool(page["boolean"]))
        rows = tuple(_read_row(row) for row in take_list(page["rows"], "rows"))
        variables = take_texts(page["variables"], "variables")
        if set(known.star_variables) >= set(variables):
            variables, rows = _order_columns(known.star_variables, variables, rows)
        return Page(known.form, version, variables, rows[:max_rows], is_whole=len(rows) <= max_rows)

    def _run(
        self, query: Query, facts: QueryFacts, *, format_name: str, max_rows: int
    ) -> tuple[Mapping[str, object], IO[bytes], str]:
        message = self._write_message(query, facts, format_name=format_name, max_rows=max_rows)
        timeout_s = min(query.timeout_s or self._settings.timeout_s, self._settings.timeout_max_s)
        for tries_left in range(_TRIES, 0, -1):
            snapshot = current_snapshot(self._settings)
            version = Version(None, EMPTY_VERSION) if snapshot is None else Version(snapshot.path, snapshot.version)
            try:
                header, body = self._pool.ask(message, version, timeout_s)
            except ReaderLostError:
                if tries_left == 1:
                    raise
                continue
            if header.get("kind") != "whole":
                body.close()
                raise _make_error(header, query.text, self._settings)
            return header, body, version.name
        raise StoreError("no query process could be kept alive", hint="Try again.")  # pragma: no cover

    def _write_message(
        self, query: Query, facts: QueryFacts, *, format_name: str, max_rows: int
    ) -> Mapping[str, object]:
        default, named = query.default_graphs, query.named_graphs
        is_given = bool(default or named)
        if not is_given and len(facts.default_graphs) > 1:
            default, named, is_given = facts.default_graphs, facts.named_graphs, True
        return {
            "text": query.text,
            "format": format_name,
            "base": self._settings.base,
            "prefixes": self._names.prefixes,
            "default_graphs": list(dict.fromkeys(default)) if is_given else None,
            "named_graphs": list(dict.fromkeys(named)),
            "max_bytes": self._settings.result_bytes,
            "max_rows": max_rows,
        }


@contextmanager
def open_service(settings: Settings) -> Iterator[QueryService]:
    """Answer queries in one command: the processes end with the block, on Ctrl-C too."""
    service = QueryService(settings)
    try:
        yield service
    finally:
        service.close()


def answer_query(settings: Settings, text: str, *, kind: str | None = None) -> Answer:
    """Answer one query and end its process; raises as `QueryService.ask` does.

    Args:
        settings: limits, and where the data are.
        text: the query.
        kind: a format; None or `table` lays rows out for people, and gives graphs as Turtle.
    """
    with open_service(settings) as service:
        facts = service.check(text)
        if facts.form.is_graph or kind not in {None, "table"}:
            return service.ask(Query(text), "" if kind in {None, "table"} else str(kind), facts)
        page = service.ask_page(Query(text), settings.result_rows, facts)
        if not page.is_whole:
            raise _make_size_error({"limit": "rows"}, settings)
        is_empty = not page.rows and not page.verdict
        table = list_formats(is_graph=False)[0]
        prefixes = Names(settings.base).prefixes
        return Answer(page.form, table, page.version, 0, io.BytesIO(), is_empty, page, prefixes)


def format_table(answer: Answer) -> str:
    """Lay an answer out for people; empty for one that has no table."""
    if answer.page is None:
        return ""
    if answer.page.verdict is not None:
        return "yes" if answer.page.verdict else "no"
    return format_rows(answer.page.variables, answer.page.rows, answer.prefixes)


def _pick_format(name: str, form: Form) -> Format:
    if not name:
        return list_formats(is_graph=form.is_graph)[0]
    found = find_format(name, is_graph=form.is_graph)
    if found is None:
        offer = ", ".join(known.name for known in list_formats(is_graph=form.is_graph))
        raise NotAcceptableError(f"{form} has no format {name[:80]!r}", hint=f"On offer: {offer}.")
    return found


def _order_columns(
    wanted: tuple[str, ...], variables: tuple[str, ...], rows: tuple[tuple[Term | None, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
    """Put the columns of a SELECT * in the order of the query; the engine sorts them by name."""
    order = [variables.index(name) for name in wanted if name in variables]
    return tuple(variables[at] for at in order), tuple(tuple(row[at] for at in order) for row in rows)


def _read_row(row: object) -> tuple[Term | None, ...]:
    cells = take_list(row, "a row")
    return tuple(None if cell is None else Term(*take_texts(cell, "a cell")) for cell in cells)


def _make_error(header: Mapping[str, object], text: str, settings: Settings) -> KgError:
    """Turn what a reader reports into the error that says it."""
    message = str(header.get("message", ""))
    match header.get("kind"):
        case "syntax":
            offset = take_count(header.get("offset"), "offset")
            return QuerySyntaxError(take_text(message, "message"), place=locate(text, offset))
        case "too-large":
            return _make_size_error(header, settings)
        case "memory":
            limit = f"{settings.memory_bytes // MIB:,} MiB (KG_QUERY_MEMORY)"
            return QueryTimeoutError(f"the query needed more than the memory limit of {limit}", hint="Ask for less.")
        case "engine":
            return QueryError(f"the query cannot be answered: {message[:300]}")
        case "system" if header.get("number") == errno.ENOSPC:
            return NoSpaceError("there is no room on the disk for this result", hint="Ask for less, or free some room.")
    _LOG.error("a query process reports %s: %s", header.get("kind"), message)
    return StoreError("the store could not be read", hint="The server's log says more.")


def _make_size_error(header: Mapping[str, object], settings: Settings) -> ResultTooLargeError:
    limit = (
        f"{settings.result_rows:,} rows (KG_RESULT_ROWS)"
        if header.get("limit") == "rows"
        else f"{settings.result_bytes // MIB:,} MiB (KG_RESULT_BYTES)"
    )
    return ResultTooLargeError(
        f"the result has more than {limit}",
        hint="Page through it with ORDER BY, LIMIT and OFFSET, or take the whole data from /dumps/latest/.",
    )
