"""Lay rows out for people to read in a terminal; shorten IRIs with the prefixes that everybody here knows."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.terms import XSD_STRING

_LOCAL: Final = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.\-]*)?(?<!\.)")
_WIDEST: Final = 80


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one value of a page: `kind` is uri, literal, bnode or triple."""

    kind: str
    text: str
    datatype: str = ""
    language: str = ""


def shorten_iri(iri: str, prefixes: Mapping[str, str]) -> str:
    """Write an IRI as a prefixed name where that can be read back; else as it stands.

    >>> shorten_iri("http://a/b#c", {"a": "http://a/", "b": "http://a/b#"})
    'b:c'
    """
    for prefix, start in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if iri.startswith(start) and _LOCAL.fullmatch(iri, len(start)):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def format_term(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Write a value in one line: control characters cannot move a terminal's cursor."""
    if term is None:
        return ""
    text = "".join(" " if unicodedata.category(mark)[0] == "C" else mark for mark in term.text)
    if term.kind == "uri":
        return shorten_iri(text, prefixes)
    if term.kind == "bnode":
        return f"_:{text}"
    if term.language:
        return f"{text} @{term.language}"
    known = not term.datatype or term.datatype == XSD_STRING or re.fullmatch(r"[+\-]?[0-9.:\-TZ]+|true|false", text)
    return text if known else f"{text} ^^{shorten_iri(term.datatype, prefixes)}"


def format_rows(variables: Sequence[str], rows: Sequence[Sequence[Term | None]], prefixes: Mapping[str, str]) -> str:
    """Lay out rows under their variables, a line each; the last line says how many there are.

    >>> print(format_rows(["n"], [[Term("literal", "41")]], {}))
    n
    --
    41
    (1 row)
    """
    cells = [[format_term(term, prefixes) for term in row] for row in rows]
    widths = [
        min(_WIDEST, max((_measure(line[column]) for line in cells), default=0)) for column in range(len(variables))
    ]
    widths = [max(width, _measure(name)) for width, name in zip(widths, variables, strict=True)]
    lines = [_lay_out(line, widths) for line in (variables, ["-" * width for width in widths], *cells)]
    return "\n".join([*lines, f"({len(rows):,} row{'' if len(rows) == 1 else 's'})"])


def _lay_out(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _measure(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()


def _measure(text: str) -> int:
    """Count the columns that a terminal takes for a text."""
    wide = sum(unicodedata.east_asian_width(mark) in {"W", "F"} for mark in text)
    return len(text) + wide - sum(unicodedata.combining(mark) > 0 for mark in text)
