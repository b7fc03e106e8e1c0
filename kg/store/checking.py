"""Check a query against the limits and the ban on updates, SERVICE and LOAD, before any engine reads it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin

from kg.errors import QueryError, QuerySyntaxError, UpdateRefusedError
from kg.store.tokens import Kind, Limits, Token, decode_escapes, locate, refuse_surrogates, scan_query
from kg.terms import Names


class Form(StrEnum):
    """Name the four forms of a query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def is_graph(self) -> bool:
        """Say whether the result is a graph, not a table."""
        return self in {Form.CONSTRUCT, Form.DESCRIBE}


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """Hold what the tokens of a query tell: its form, its dataset, and whether each run may answer differently.

    `star_variables` are the variables of a SELECT * in the order in which the query names them.
    """

    form: Form
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    is_volatile: bool = False
    pattern_count: int = 0
    depth: int = 0
    row_count: int = 0
    star_variables: tuple[str, ...] = ()


def check_query(text: str, limits: Limits, names: Names | None = None) -> QueryFacts:
    """Check a query and say what it is.

    Args:
        text: the query as it came.
        limits: what it may cost.
        names: known prefixes, to be suggested where a query forgot one.

    Raises:
        QueryError: a limit is passed; names it.
        QuerySyntaxError: what cannot be SPARQL, with its place; an undeclared prefix, with the line to add.
        UpdateRefusedError: an update, SERVICE or LOAD.

    >>> check_query("SELECT * { ?s ?p 'SERVICE' }", Limits()).form
    <Form.SELECT: 'SELECT'>
    """
    refuse_surrogates(text)
    size = len(text.encode())
    if size > limits.bytes:
        raise QueryError(
            f"the query has {size:,} bytes; the limit is {limits.bytes:,} (KG_QUERY_BYTES)",
            hint="Ask in several steps.",
        )
    reading = _Reading(text, limits, names or Names())
    try:
        for token in scan_query(text):
            reading.take(token)
    except QuerySyntaxError:
        _refuse_disguised(text)
        raise
    return reading.finish()


_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_NOTHING: Final = Token(Kind.MARK, "", 0)
_TERM_WORDS: Final = frozenset({"a", "true", "false", "UNDEF"})
_OPENERS: Final = frozenset({"{", "(", "[", "<<", "<<(", "{|"})
_CLOSERS: Final = frozenset({"}", ")", "]", ">>", ")>>", "|}"})
_STEPS: Final = frozenset({"/", "|", "^"})


class _Area(StrEnum):
    """Name what a pair of brackets holds."""

    GROUP = "patterns"
    DATA = "VALUES rows"
    LIST = "a collection or a path"
    NODE = "a blank node or an annotation"
    TERM = "a quoted triple"
    EXPRESSION = "an expression"


@dataclass(slots=True)
class _Frame:
    """Remember one open pair of brackets."""

    area: _Area
    in_statement: bool = False
    is_select: bool = False
    has_tuples: bool = False


@dataclass(slots=True)
class _Reading:
    """Follow a query token by token; the state is gone with the call."""

    text: str
    limits: Limits
    names: Names
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(_Area.GROUP, is_select=True)])
    last: Token = _NOTHING
    before: Token = _NOTHING
    form: Form | None = None
    base: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)
    default_graphs: list[str] = field(default_factory=list)
    named_graphs: list[str] = field(default_factory=list)
    is_volatile: bool = False
    awaits_data: bool = False
    data_in_tuples: bool = False
    patterns: int = 0
    rows: int = 0
    depth: int = 0
    is_star: bool = False
    variables: dict[str, None] = field(default_factory=dict)

    def take(self, token: Token) -> None:
        """Take in the next token."""
        if token.kind == Kind.WORD:
            self._take_word(token)
        elif token.kind == Kind.MARK:
            self._take_mark(token)
        elif self.form is None:
            self._take_prologue(token)
        else:
            self._take_term(token)
        self.before, self.last = self.last, token

    def finish(self) -> QueryFacts:
        """Say what was read."""
        if self.form is None:
            raise QuerySyntaxError(
                "the query is empty" if self.last.text == "" else "SELECT, ASK, CONSTRUCT or DESCRIBE is missing",
                place=locate(self.text, len(self.text)),
            )
        return QueryFacts(
            self.form,
            tuple(dict.fromkeys(self.default_graphs)),
            tuple(dict.fromkeys(self.named_graphs)),
            self.is_volatile,
            self.patterns,
            self.depth,
            self.rows,
            tuple(self.variables) if self.is_star else (),
        )

    # ---- words -----------------------------------------------------------------------------------------------

    def _take_word(self, token: Token) -> None:
        word = token.text.upper()
        if "SERVICE" in word:
            raise _refuse_service(self.text, token)
        if self.form is None:
            self._take_first_word(token, word)
        if word in _VOLATILE:
            self.is_volatile = True
        frame = self.frames[-1]
        if token.text in _TERM_WORDS:
            self._take_term(token)
            return
        frame.in_statement = False
        # Keywords may stick to what stands before them: the engine reads trueVALUES as two words.
        if word.endswith("VALUES"):
            self.awaits_data, self.data_in_tuples = True, False
        if "SELECT" in word or word.endswith(("GROUP", "ORDER", "HAVING")):
            frame.is_select = True
        elif word == "WHERE" and len(self.frames) > 1:
            frame.is_select = False

    def _take_first_word(self, token: Token, word: str) -> None:
        if word in {"PREFIX", "BASE", "VERSION"}:
            return
        update = next((update for update in _UPDATES if word.startswith(update)), None)
        if update is not None:
            raise UpdateRefusedError(
                f"{update} is an update, and this endpoint only answers queries",
                hint="Data come in through `kg ingest`.",
            )
        self.form = next((form for form in Form if word.startswith(form.value)), None)
        if self.form is None:
            raise QuerySyntaxError(
                f"a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {token.text[:40]!r}",
                place=locate(self.text, token.start),
            )

    # ---- prologue and dataset ----------------------------------------------------------------------------------

    def _take_prologue(self, token: Token) -> None:
        if token.kind != Kind.IRI:
            return
        iri = self._resolve(token)
        if self.last.text.upper() == "BASE":
            self.base = iri
        elif self.last.kind == Kind.NAME and self.before.text.upper() == "PREFIX":
            self.prefixes[self.last.text.removesuffix(":")] = iri

    def _take_graph(self, token: Token) -> None:
        if self.last.text.upper().endswith("FROM"):
            self.default_graphs.append(self._resolve(token))
        elif self.last.text.upper() == "NAMED" and self.before.text.upper().endswith("FROM"):
            self.named_graphs.append(self._resolve(token))

    def _resolve(self, token: Token) -> str:
        if token.kind == Kind.NAME:
            prefix, _, local = token.text.partition(":")
            return self.prefixes.get(prefix, "") + local.replace("\\", "")
        iri = decode_escapes(token.text[1:-1])
        return urljoin(self.base or self.names.base, iri) if ":" not in iri.split("/")[0] else iri

    # ---- terms -------------------------------------------------------------------------------------------------

    def _take_term(self, token: Token) -> None:
        if token.kind == Kind.NAME:
            self._check_prefix(token)
        elif token.kind == Kind.VARIABLE:
            self.variables[token.text[1:]] = None
        if token.kind in {Kind.NAME, Kind.IRI} and len(self.frames) == 1:
            self._take_graph(token)
        frame = self.frames[-1]
        follows_word = self.last.kind == Kind.WORD and self.last.text not in _TERM_WORDS
        if frame.area == _Area.LIST:
            self._count_patterns(token)
        elif frame.area == _Area.DATA and not frame.has_tuples and self.last.text != "^^":
            self._count_rows(token)
        elif not follows_word and token.kind != Kind.LANGUAGE:
            self._open_statement(token)

    def _check_prefix(self, token: Token) -> None:
        prefix = token.text.partition(":")[0]
        if prefix in self.prefixes:
            return
        known = self.names.prefixes.get(prefix)
        raise QuerySyntaxError(
            f"the prefix {prefix}: is not declared",
            place=locate(self.text, token.start),
            hint=f"Add at the top: PREFIX {prefix}: <{known}>"
            if known
            else f"Add at the top a line such as PREFIX {prefix}: <http://...>",
        )

    def _open_statement(self, token: Token) -> None:
        frame = self.frames[-1]
        if frame.area in {_Area.GROUP, _Area.NODE} and not frame.in_statement and len(self.frames) > 1:
            frame.in_statement = True
            self._count_patterns(token)

    # ---- brackets and signs --------------------------------------------------------------------------------------

    def _take_mark(self, token: Token) -> None:
        mark, frame = token.text, self.frames[-1]
        if mark == "*" and len(self.frames) == 1 and self.last.kind == Kind.WORD:
            self.is_star = True
        if mark == "{" and self.last.kind == Kind.NAME and "service" in self.last.text.partition(":")[0].lower():
            # The engine reads `service:x {` as SERVICE :x { wherever a pattern may start.
            raise _refuse_service(self.text, self.last)
        if mark in _OPENERS:
            self._open(token)
        elif mark in _CLOSERS:
            self._close(mark)
        elif mark == "." and frame.area == _Area.GROUP:
            frame.in_statement = False
        elif frame.area in {_Area.GROUP, _Area.NODE} and (
            mark in _STEPS or (mark in {";", ","} and frame.in_statement)
        ):
            self._count_patterns(token)

    def _open(self, token: Token) -> None:
        area = self._find_area(token.text)
        if area in {_Area.LIST, _Area.NODE, _Area.TERM} and token.text != "{|":
            self._open_statement(token)
        if token.text == "(" and self.frames[-1].area == _Area.DATA:
            self._count_rows(token)
        has_tuples = area == _Area.DATA and self.data_in_tuples
        self.awaits_data = self.awaits_data and token.text == "("
        self.data_in_tuples = self.data_in_tuples or self.awaits_data
        self.frames.append(_Frame(area, has_tuples=has_tuples))
        self.depth = max(self.depth, len(self.frames) - 1)
        if self.depth > self.limits.depth:
            raise self._refuse_size(
                token, f"more than {self.limits.depth:,} brackets inside each other (KG_QUERY_DEPTH)"
            )

    def _find_area(self, mark: str) -> _Area:
        if mark == "{":
            return _Area.DATA if self.awaits_data else _Area.GROUP
        if mark in {"[", "{|"}:
            return _Area.NODE
        if mark != "(":
            return _Area.TERM
        frame = self.frames[-1]
        if frame.area in {_Area.LIST, _Area.NODE, _Area.TERM}:
            return _Area.LIST
        return _Area.LIST if frame.area == _Area.GROUP and self._is_list(frame) else _Area.EXPRESSION

    def _is_list(self, frame: _Frame) -> bool:
        """Say whether a round bracket among patterns is a collection or a path, not an expression."""
        if self.awaits_data or frame.is_select:
            return False
        if self.last.kind == Kind.WORD:
            return self.last.text in _TERM_WORDS
        calls = self.last.kind in {Kind.NAME, Kind.IRI} and self.before.text.upper().endswith("FILTER")
        return not calls

    def _close(self, mark: str) -> None:
        if len(self.frames) > 1:
            self.frames.pop()
        if mark == "}":
            self.frames[-1].in_statement = False

    # ---- limits --------------------------------------------------------------------------------------------------

    def _count_patterns(self, token: Token) -> None:
        self.patterns += 1
        if self.patterns > self.limits.patterns:
            limit = f"{self.limits.patterns:,} triple patterns and path steps (KG_QUERY_PATTERNS)"
            raise self._refuse_size(token, f"more than {limit}")

    def _count_rows(self, token: Token) -> None:
        self.rows += 1
        if self.rows > self.limits.values:
            raise self._refuse_size(token, f"more than {self.limits.values:,} VALUES rows (KG_QUERY_VALUES)")

    def _refuse_size(self, token: Token, what: str) -> QueryError:
        place = locate(self.text, token.start)
        return QueryError(
            f"the query has {what}; line {place.line}, column {place.column}", hint="Ask in several steps."
        )


def _refuse_service(text: str, token: Token) -> UpdateRefusedError:
    place = locate(text, token.start)
    return UpdateRefusedError(
        f"SERVICE is not allowed here: this endpoint makes no requests to others (line {place.line}, "
        f"column {place.column})",
        hint="Fetch the other side's rows first and give them in VALUES, or run the query on an engine of your own.",
    )


def _refuse_disguised(text: str) -> None:
    """Refuse a SERVICE that is spelled with code point escapes: today's engine reads none there, a later one may."""
    plain = decode_escapes(text)
    if plain == text:
        return
    try:
        tokens = [token for token in scan_query(plain) if token.kind == Kind.WORD]
    except QuerySyntaxError:
        return
    for token in tokens:
        if "SERVICE" in token.text.upper() or token.text.upper() == "LOAD":
            raise _refuse_service(plain, token)
