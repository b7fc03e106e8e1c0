"""Say in few words where a query stops being SPARQL, and what should stand there.

The engine tells the furthest place that any rule looked at, which is often some characters too far, and a list of
everything it tried. So it is asked again with ever shorter beginnings of the query: the first token after which it
no longer waits for more is the fault.
"""

import re
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from kg.errors import QuerySyntaxError
from kg.store.tokens import Kind, Token, scan_query

# Keywords that fail near the end of the text are reported at the end; 64 blanks keep them away from it.
_PADDING: Final = " " * 64
# About 14 attempts at one parse each: fast below this size, and longer queries get the engine's own place.
_LONGEST: Final = 16 * 1024
_POSITION: Final = re.compile(r"error at (\d+):(\d+): ")
_RANGE: Final = re.compile(r"\[[^\]]*\]")
_SENTENCE: Final = re.compile(r"(?:^|of |, )([A-Z][a-z]+ [^,\[\"]{6,160})")
_KNOWN: Final = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor aggregated",
    "IRI parsing failed": "this IRI is not well formed",
    "The query limit should be a non negative integer": "LIMIT needs a whole number",
}
_KINDS: Final = {'"?"': "a variable", '"<"': "an IRI", '"\\""': "a literal", "['0'..='9']": "a number"}
_SIGNS: Final = ('"{"', '"}"', '"("', '")"', '"."', '";"', '","', '"="')
_MOST_WORDS: Final = 5


def explain_fault(text: str, message: str, base: str) -> Mapping[str, object]:
    """Find the offset of the fault and say what is wrong.

    Args:
        text: the query that the engine did not take.
        message: what the engine said.
        base: the IRI that relative IRIs are resolved against.

    >>> explain_fault("SELECT * { ?s ?p }", "error at 1:20: expected OPTIONAL", "http://a/")["message"]
    'found } where a variable, an IRI or a literal should stand'
    """
    known = next((words for words in _SENTENCE.findall(message) if words.strip() != "Prefix not found"), "").strip()
    told = _KNOWN.get(known, known)
    try:
        tokens = list(scan_query(text))
    except QuerySyntaxError as error:  # pragma: no cover - checked before the query came here
        return {"offset": 0, "message": error.message}
    if len(text) > _LONGEST:
        return {"offset": _find_offset(text, message), "message": told or "the engine cannot read on from about here"}
    index = _find_first(text, tokens, base)
    if index == len(tokens):
        wanted = _list_expected(_ask_engine(text + _PADDING, base))
        return {"offset": len(text), "message": told or f"the query ends where {wanted} should stand"}
    start = tokens[index].start
    before = _ask_engine(text[: tokens[index - 1].end] + _PADDING, base) if index else message
    again = _find_named_again(tokens[:index]) if tokens[index].text == "}" else None
    if again is not None:
        return {"offset": again.start, "message": f"BIND names {again.text}, which is used before it in this group"}
    found = tokens[index].text[:60]
    return {"offset": start, "message": told or f"found {found} where {_list_expected(before)} should stand"}


def _find_first(text: str, tokens: list[Token], base: str) -> int:
    """Find the first token after which no ending could make the text a query; the number of tokens if there is none."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if _waits_for_more(text[: tokens[middle].end] + _PADDING, base):
            low = middle + 1
        else:
            high = middle
    return low


def _waits_for_more(text: str, base: str) -> bool:
    message = _ask_engine(text, base)
    return not message or _find_offset(text, message) >= len(text)


def _ask_engine(text: str, base: str) -> str:
    try:
        ox.Store().query(text, base_iri=base)
    except SyntaxError as error:
        return str(error)
    except (RuntimeError, ValueError, OSError):
        return ""
    return ""


def _find_offset(text: str, message: str) -> int:
    match = _POSITION.match(message)
    if match is None:
        return len(text)
    line, column = int(match[1]), int(match[2])
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    return min(len(text), starts[min(line, len(starts)) - 1] + column - 1)


def _list_expected(message: str) -> str:
    kinds = [name for sign, name in _KINDS.items() if sign in message]
    if "a literal" in kinds and "a number" in kinds:
        kinds.remove("a number")
    signs = [sign.strip('"') for sign in _SIGNS if sign in message]
    words = sorted(set(re.findall(r"\b[A-Z]{2,}(?: BY)?\b", _RANGE.sub("", _POSITION.sub("", message)))))
    kept = kinds if "a literal" in kinds else [*kinds, *signs, *(words if len(words) <= _MOST_WORDS else [])]
    if not kept:
        return "something else"
    return f"{', '.join(kept[:-1])} or {kept[-1]}" if len(kept) > 1 else kept[0]


def _find_named_again(tokens: list[Token]) -> Token | None:
    """Find a BIND to a variable that is in use already: the engine sees that only where the group ends."""
    seen: set[str] = set()
    for index, token in enumerate(tokens):
        if token.text in seen and tokens[index - 1].text.upper() == "AS" and tokens[index + 1 : index + 2]:
            return token
        if token.kind == Kind.VARIABLE:
            seen.add(token.text)
    return None
