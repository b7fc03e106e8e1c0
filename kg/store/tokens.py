"""Read a query's tokens before the engine sees it: what it asks for, how large it is, what it must not do.

One linear pass. Its strings, escapes, IRIs and comments end exactly where the engine's end: whatever cannot be told
apart for sure is refused, so that SERVICE cannot hide in what only looks like a string, an IRI or a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from kg.errors import Place, QueryError, QuerySyntaxError
from kg.settings import Settings


class Kind(StrEnum):
    """Name the kinds of token."""

    STRING = "string"
    IRI = "iri"
    NAME = "name"  # prefix:local
    BLANK = "blank"
    VARIABLE = "variable"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


class Token(NamedTuple):
    """Hold one token: what it is, its text, and where it starts."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Give the offset behind the token."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound a query: bytes, nesting of brackets, triple patterns and path steps, VALUES rows."""

    bytes: int = 64 * 1024
    depth: int = 128
    patterns: int = 1000
    values: int = 10_000

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Take the limits from the settings."""
        return cls(settings.query_bytes, settings.query_depth, settings.query_patterns, settings.query_values)


_LETTER: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER: Final = _LETTER + "_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CODE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE: Final = r"\\[tbnrf\"'\\]|" + _CODE
_LOCAL_ESCAPE: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# A prefix longer than 200 characters is no prefix here: looking further at every dot would cost quadratic time.
_PREFIX: Final = rf"(?:[{_LETTER}][{_INNER}.\-]{{0,200}}+)?+:"

_SKIP: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_TOKEN: Final = re.compile(
    rf"""
      (?P<string>  \"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*+\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'''
                 | (?!\"\"\")\"(?:[^\"\\\r\n]|{_ESCAPE})*+\"        | (?!''')'(?:[^'\\\r\n]|{_ESCAPE})*+' )
    | (?P<iri>     <(?:[^<>\"{{}}|^`\\\x00-\x20]|{_CODE})*+> )
    | (?P<name>    {_PREFIX}(?:(?:[{_LETTER}_:0-9]|{_LOCAL_ESCAPE})(?:[{_INNER}.:\-]|{_LOCAL_ESCAPE})*+)?+ )
    | (?P<blank>   _:[{_LETTER}_0-9][{_INNER}.\-]*+ )
    | (?P<variable>[?$][{_LETTER}_0-9][{_LETTER}_0-9\u00b7\u0300-\u036f\u203f-\u2040]*+ )
    | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+ )
    | (?P<number>  (?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)[eE][+\-]?[0-9]++ | [0-9]*+\.[0-9]++ | [0-9]++ )
    | (?P<word>    [A-Za-z][A-Za-z0-9_]*+ )
    | (?P<mark>    <<\( | \)>> | \{{\| | \|\}} | \^\^ | && | \|\| | <= | >= | != | << | >>
                 | [{{}}()\[\];,.+\-*/<>=!^|~?] )
    """,
    re.VERBOSE,
)


def scan_query(text: str) -> Iterator[Token]:
    """Cut a query into tokens, leaving out white space and comments.

    Raises:
        QuerySyntaxError: a character or an unfinished string fits no token, or a "<" could be read in two ways that
            would hide something.

    >>> [token.text for token in scan_query("ASK { ?s a ex:Service } # SERVICE")]
    ['ASK', '{', '?s', 'a', 'ex:Service', '}']
    """
    brackets = _Brackets()
    last, place = Token(Kind.MARK, "", 0), 0
    while (place := _end_of(_SKIP.match(text, place), place)) < len(text):
        token = _read_token(text, place)
        if token.kind == Kind.IRI and brackets.may_compare and _is_operand(last):
            token = _choose_reading(text, token)
        brackets.follow(token)
        yield token
        last, place = token, token.end


def _read_token(text: str, place: int) -> Token:
    match = _TOKEN.match(text, place)
    if match is None or match.lastgroup is None:
        raise QuerySyntaxError(_say_lost(text, place), place=locate(text, place))
    kind, found = Kind(match.lastgroup), match.group()
    return Token(kind, _drop_dots(found) if kind in {Kind.NAME, Kind.BLANK} else found, place)


def _is_operand(token: Token) -> bool:
    return token.kind != Kind.MARK or token.text in {")", "]", "}"}


def _choose_reading(text: str, token: Token) -> Token:
    """Decide between "less than" and an IRI behind an operand in round brackets: (?a<?b&&?c>?d) is no IRI.

    A wrong choice may swallow a quote, a comment sign or a bracket and hide what follows. Where that could hide a
    SERVICE, the query has to be written clearly.
    """
    inner = token.text[1:-1]
    if set(inner) & set("'#()[]") and "service" in text.lower():
        raise QuerySyntaxError(
            "this < can be read as less-than or as the start of an IRI",
            place=locate(text, token.start),
            hint="Write a space behind a less-than sign, or give the IRI as a prefixed name.",
        )
    is_comparison = inner.startswith(("?", "$")) or "&&" in inner or "||" in inner
    return Token(Kind.MARK, "<", token.start) if is_comparison else token


class _Brackets:
    """Know whether a comparison may stand here: in round brackets that are no row of VALUES."""

    def __init__(self) -> None:
        self._open = ["{"]
        self._awaits_rows = False

    @property
    def may_compare(self) -> bool:
        return self._open[-1] == "("

    def follow(self, token: Token) -> None:
        if token.kind == Kind.WORD:
            self._awaits_rows = token.text.upper().endswith("VALUES")
        elif token.kind != Kind.MARK:
            self._awaits_rows = self._awaits_rows and token.kind == Kind.VARIABLE
        elif token.text in {"(", "[", "{"}:
            self._push(token.text)
        elif token.text in {")", "]", "}"} and len(self._open) > 1:
            self._open.pop()

    def _push(self, mark: str) -> None:
        in_rows = self._open[-1] == "rows"
        self._open.append("rows" if mark == "{" and self._awaits_rows else "row" if in_rows else mark)
        self._awaits_rows = self._awaits_rows and mark == "("


def locate(text: str, offset: int) -> Place:
    r"""Give line, column (both from 1) and the line with a caret below it.

    >>> locate("ASK {\n  ?s ?p }", 14).excerpt
    '  ?s ?p }\n        ^'
    """
    before = re.split(r"\r\n|\n|\r", text[:offset])
    line = re.split(r"[\r\n]", before[-1] + text[offset : offset + 160])[0].replace("\t", " ")
    column = len(before[-1])
    cut = max(0, column - 80)
    return Place(len(before), column + 1, f"{line[cut : cut + 160]}\n{' ' * (column - cut)}^")


def refuse_surrogates(text: str) -> None:
    """Refuse text that has no UTF-8 form, or a NUL."""
    for index, character in enumerate(text):
        if "\ud800" <= character <= "\udfff" or character == "\0":
            raise QueryError(f"character {index + 1} of the query is U+{ord(character):04X}, which is no text")


def _end_of(match: re.Match[str] | None, place: int) -> int:
    return place if match is None else match.end()


def _drop_dots(found: str) -> str:
    """Give back the full stops behind a name: they end the statement, unless escaped."""
    bare = found.rstrip(".")
    return found[: len(bare) + 1] if bare.endswith("\\") else bare


def _say_lost(text: str, place: int) -> str:
    if text[place] in "\"'":
        return "a string that starts here has no end, or holds an unknown escape"
    if text[place] == "\\":
        return "an escape stands outside a string, an IRI or a name"
    return f"the character {text[place]!r} fits nothing in SPARQL here"


def decode_escapes(text: str) -> str:
    r"""Put in the characters that \u and \U escapes stand for; what names no character stays.

    >>> decode_escapes(r"\u0053ERVICE")
    'SERVICE'
    """
    return re.sub(_CODE, _decode_one, text)


def _decode_one(match: re.Match[str]) -> str:
    code = int(match.group().lstrip("\\uU"), 16)
    return match.group() if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004 - Unicode's own
