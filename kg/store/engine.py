"""Answer one query with the engine; runs inside a reader process that may be killed at any moment.

The engine has no limit of its own: what bounds it is the process around it (`zygote.py`) and the deadline of the
front (`readers.py`). Tables are written by the engine itself: no row becomes Python objects on its way out.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Final, TypeAlias

import pyoxigraph as ox

from kg.store.faults import explain_fault

MIB: Final = 1024 * 1024
IN_MEMORY_BYTES: Final = 8 * MIB
# Ten thousand names of functions fit into a query; each costs one more start of the query.
_MOST_STUBS: Final = 100
_UNKNOWN_FUNCTION: Final = re.compile(r"The custom function <(.+)> is not supported")

Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class _RowSign:
    """Hold the sign that tells rows apart, how many more or fewer there are than rows, and if values may hold it."""

    sign: bytes
    surplus: int
    is_exact: bool


_ROW_SIGNS: Final = {
    "json": _RowSign(b"},{", -1, is_exact=False),
    "csv": _RowSign(b"\n", 1, is_exact=False),
    "tsv": _RowSign(b"\n", 1, is_exact=True),
    "xml": _RowSign(b"<result>", 0, is_exact=True),
}
_TABLE_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPH_FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what the front asks of a reader.

    `default_graphs` of None leaves the dataset to the query; `page` as format means a page of rows for people.
    """

    text: str
    format: str
    base: str
    prefixes: Mapping[str, str]
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...]
    max_bytes: int
    max_rows: int


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what a reader says, and the body in memory or in an unnamed file."""

    header: Mapping[str, object]
    body: bytes = b""
    file: IO[bytes] | None = None


class TooLarge(Exception):  # noqa: N818 - a signal inside the reader; the front raises the error
    """Stop the engine: the result has passed a limit, `bytes` or `rows`."""


@dataclass(slots=True)
class Spool:
    """Take in a result, first in memory, then in an unnamed file, up to a limit."""

    max_bytes: int
    sign: bytes = b"\n"
    size: int = 0
    sign_count: int = 0
    tail: bytes = b""
    memory: bytearray = field(default_factory=bytearray)
    file: IO[bytes] | None = None

    def write(self, data: bytes) -> int:
        """Take in what the engine writes."""
        self.size += len(data)
        if self.size > self.max_bytes:
            raise TooLarge("bytes")
        self.sign_count += (self.tail + data).count(self.sign)
        self.tail = data[len(data) - len(self.sign) + 1 :] if len(self.sign) > 1 else b""
        if self.file is None:
            self.memory += data
            if self.size > IN_MEMORY_BYTES:
                self._move_to_disk()
        else:
            self.file.write(data)
        return len(data)

    def flush(self) -> None:
        """Leave it for the end: the front reads only when all is there."""

    def rewind(self) -> None:
        """Go back to the start of what was taken in."""
        if self.file is not None:
            self.file.seek(0)

    def read_pieces(self) -> Iterator[bytes]:
        """Read again what was taken in, from where the file stands."""
        if self.file is None:
            yield bytes(self.memory)
            return
        while piece := self.file.read(MIB):
            yield piece

    def _move_to_disk(self) -> None:
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the front, which closes it
        self.file.write(self.memory)
        self.memory = bytearray()


def answer_request(store: ox.Store, request: Request) -> Reply:
    """Answer one request: a whole result, or the reason why there is none."""
    try:
        results = _run_query(_pick_dataset(store, request), request)
        if request.format == "page":
            return _answer_page(results, request.max_rows)
        return _write_results(results, request)
    except (TooLarge, SyntaxError, MemoryError, OSError, RuntimeError, ValueError) as error:
        return Reply(_describe_error(error, request))


def _describe_error(error: Exception, request: Request) -> Mapping[str, object]:
    match error:
        case TooLarge():
            return {"kind": "too-large", "limit": str(error)}
        case SyntaxError():
            return {"kind": "syntax", **explain_fault(request.text, str(error), request.base)}
        case MemoryError():
            return {"kind": "memory"}
        case OSError():
            return {"kind": "system", "message": str(error), "number": error.errno}
    return {"kind": "engine", "message": str(error)}


@dataclass(frozen=True, slots=True)
class _Dataset:
    store: ox.Store
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
    named: list[ox.NamedNode | ox.BlankNode] | None = None


def _pick_dataset(store: ox.Store, request: Request) -> _Dataset:
    """Pick the graphs to ask.

    Over several default graphs the engine gives a triple once for each graph that holds it, so these are merged
    into a store of their own, in memory, first.
    """
    if request.default_graphs is None:
        return _Dataset(store)
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in request.named_graphs]
    if len(request.default_graphs) < 2:  # noqa: PLR2004 - several
        return _Dataset(store, [ox.NamedNode(iri) for iri in request.default_graphs], named)
    merged = ox.Store()
    for iri in request.default_graphs:
        _copy_graph(store, merged, ox.NamedNode(iri), ox.DefaultGraph())
    for graph in named:
        _copy_graph(store, merged, graph, graph)
    return _Dataset(merged, [ox.DefaultGraph()], named)


def _copy_graph(
    source: ox.Store,
    target: ox.Store,
    graph: ox.NamedNode | ox.BlankNode,
    to_graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph,
) -> None:
    data = source.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    if data:
        target.bulk_load(data, ox.RdfFormat.N_TRIPLES, to_graph=to_graph)


def _run_query(dataset: _Dataset, request: Request) -> Results:
    """Run a query; a function that nobody knows is an error in its expression, as the standard says."""
    stubs: set[ox.NamedNode] = set()
    while True:
        try:
            return dataset.store.query(
                request.text,
                base_iri=request.base,
                default_graph=dataset.default,
                named_graphs=dataset.named,
                custom_functions=dict.fromkeys(stubs, _give_nothing),
            )
        except RuntimeError as error:
            match = _UNKNOWN_FUNCTION.search(str(error))
            if match is None or len(stubs) >= _MOST_STUBS:
                raise
            stubs.add(ox.NamedNode(match[1]))


def _give_nothing(*_terms: Term) -> None:
    """Stand in for an unknown function: no value is an error in SPARQL."""


def _write_results(results: Results, request: Request) -> Reply:
    if isinstance(results, ox.QueryTriples):
        spool = Spool(request.max_bytes)
        is_empty = _write_graph(results, request, spool)
    else:
        spool = Spool(request.max_bytes, _ROW_SIGNS[request.format].sign)
        results.serialize(spool, _TABLE_FORMATS[request.format])  # type: ignore[arg-type] # it only writes and flushes
        is_empty = not results if isinstance(results, ox.QueryBoolean) else _has_no_row(request, spool)
        _check_rows(request, spool)
    if spool.file is not None:
        spool.file.flush()
    return Reply({"kind": "whole", "size": spool.size, "is_empty": is_empty}, bytes(spool.memory), spool.file)


def _write_graph(triples: ox.QueryTriples, request: Request, spool: Spool) -> bool:
    """Write a graph, and say whether it is empty."""
    counted = _Count(iter(triples), request.max_rows)
    prefixes = dict(request.prefixes) if request.format in {"turtle", "trig"} else None
    ox.serialize(counted, spool, _GRAPH_FORMATS[request.format], prefixes=prefixes)  # type: ignore[arg-type] # it only writes and flushes
    _sort_prefixes(spool)
    return counted.count == 0


@dataclass(slots=True)
class _Count:
    """Hand triples on and count them, up to a limit."""

    triples: Iterator[ox.Triple]
    max_count: int
    count: int = 0

    def __iter__(self) -> "_Count":
        return self

    def __next__(self) -> ox.Triple:
        triple = next(self.triples)
        if self.count >= self.max_count:
            raise TooLarge("rows")
        self.count += 1
        return triple


def _has_no_row(request: Request, spool: Spool) -> bool:
    if request.format == "json":
        return spool.memory.endswith(b'"bindings":[]}}')
    return spool.sign_count <= (0 if request.format == "xml" else 1)


def _sort_prefixes(spool: Spool) -> None:
    """Put the prefix lines into order: the engine's own is another one in each process."""
    if spool.file is not None or not spool.memory.startswith(b"@prefix "):
        return
    end = spool.memory.rfind(b"@prefix ", 0, 16 * 1024)
    end = spool.memory.index(b"\n", end) + 1
    spool.memory[:end] = b"".join(sorted(spool.memory[:end].splitlines(keepends=True)))


def _check_rows(request: Request, spool: Spool) -> None:
    """Refuse more rows than allowed; a sign that may stand inside a value is only a reason to count exactly."""
    known = _ROW_SIGNS[request.format]
    count = spool.sign_count - known.surplus
    if count > request.max_rows and not known.is_exact:
        spool.rewind()
        count = _count_csv(spool) if request.format == "csv" else _count_json(spool, request.max_rows)
    if count > request.max_rows:
        raise TooLarge("rows")


def _count_csv(spool: Spool) -> int:
    """Count line ends outside quotes; a doubled quote inside a value changes nothing."""
    count, is_quoted = -1, False
    for piece in spool.read_pieces():
        parts = piece.split(b'"')
        count += sum(part.count(b"\n") for part in parts[is_quoted::2])
        is_quoted ^= len(parts) % 2 == 0
    return count


def _count_json(spool: Spool, most: int) -> int:
    source = bytes(spool.memory) if spool.file is None else spool.file
    rows = ox.parse_query_results(source, ox.QueryResultsFormat.JSON)
    return sum(1 for _ in islice(rows, most + 1)) if isinstance(rows, ox.QuerySolutions) else 1


# ---- a page of rows for people ---------------------------------------------------------------------------------


def _answer_page(results: Results, max_rows: int) -> Reply:
    if isinstance(results, ox.QueryBoolean):
        page: dict[str, object] = {"boolean": bool(results)}
    elif isinstance(results, ox.QuerySolutions):
        rows = [[_write_term(term) for term in solution] for solution in islice(results, max_rows + 1)]
        page = {"variables": [variable.value for variable in results.variables], "rows": rows}
    else:
        rows = [[_write_term(term) for term in triple] for triple in islice(results, max_rows + 1)]
        page = {"variables": ["subject", "predicate", "object"], "rows": rows}
    body = json.dumps(page).encode()
    return Reply({"kind": "whole", "size": len(body)}, body)


def _write_term(term: Term | None) -> list[str] | None:
    """Write a term as kind, text, datatype and language; None for a variable without a value."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["uri", term.value]
    if isinstance(term, ox.BlankNode):
        return ["bnode", term.value]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language or ""]
    return ["triple", str(term)]
