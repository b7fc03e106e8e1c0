"""Say in words for people why each claim was made: the sentence, the rule, each filler with its words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Final

from kg.claims.rules import describe_rule
from kg.claims.writing import drop_article, write_name, write_number
from kg.model import Claim, Claims, Count, Document, Entity, Factuality, Filler, Link, Quote, Role, When

WIDTH: Final = 100  # columns of the sentence; fillers take the line that they need
Row = tuple[str, str, str]


def explain_claims(claims: Claims) -> str:
    """Give one paragraph a claim: what it is, its sentence with the quote in brackets, the rule, each filler.

    Offsets are half open, in code points of the text. A filler whose words are its name shows them once, and a group
    is called by the words of the text.
    """
    entities = {entity.key: entity for entity in claims.entities}
    lines = list(_introduce(claims))
    for claim in claims.claims:
        lines += ["", *_explain_claim(claim, claims.document, entities)]
    if claims.links:
        lines += ["", "links", *_lay_out(_show_link(link) for link in claims.links)]
    if claims.refusals:
        lines += ["", "refused", *(f"    {one.about}: {one.reason}: {one.detail}" for one in claims.refusals)]
    if claims.failures:
        lines += ["", "not read", *(f"    {failure}" for failure in claims.failures)]
    return "\n".join(lines) + "\n"


def _introduce(claims: Claims) -> Iterator[str]:
    document = claims.document
    day = f"published {document.published.isoformat()}" if document.published is not None else "gives no day"
    counts = f"{write_number(len(claims.claims), 'claim')}, {write_number(len(claims.links), 'link')}"
    yield _join_lines(document.title)
    told = counts if claims.claims else "not read" if claims.failures else "nothing found"
    yield f"{document.name}: {day}; {told}; read by {claims.extractor}"


def _explain_claim(claim: Claim, document: Document, entities: dict[str, Entity]) -> Iterator[str]:
    yield f"{claim.key}: {claim.type}, {_TOLD[claim.factuality]}, confidence {claim.confidence}"
    yield from (f"  | {line}" for line in wrap(_mark_sentence(document, claim.quotes[0]), WIDTH))
    example = describe_rule(claim.rule)
    yield f"  rule {claim.rule}{f': {example}' if example else ''}"
    yield from _lay_out([*_show_quotes(claim.quotes), *_show_when(claim.when), *_show_fillers(claim, entities)])


_TOLD: Final = {
    Factuality.ASSERTED: "told as a fact",
    Factuality.REPORTED: "reported by a source",
    Factuality.ALLEGED: "alleged",
    Factuality.INFERRED: "inferred",
    Factuality.PLANNED: "planned",
    Factuality.DEMANDED: "demanded",
    Factuality.HYPOTHETICAL: "held possible",
    Factuality.DENIED: "denied",
}


def _mark_sentence(document: Document, quote: Quote) -> str:
    """Give the sentence of a quote on one line, the quote in brackets."""
    start, end = quote.start, quote.end
    for sentence in document.sentences:
        if sentence.span.start <= quote.start < sentence.span.end:
            start, end = sentence.span.start, max(sentence.span.end, quote.end)
    text = document.text
    return _join_lines(f"{text[start : quote.start]}[{quote.exact}]{text[quote.end : end]}")


def _lay_out(rows: Iterable[Row]) -> Iterator[str]:
    """Set rows in columns; a cell that is too wide for its column moves only its own line."""
    table = list(rows)
    first = max([len(name) for name, _, _ in table], default=0)
    second = max([len(words) for _, words, rule in table if rule and len(words) <= _WIDEST], default=0)
    yield from (f"    {name:<{first}}  {words:<{second}}  {rule}".rstrip() for name, words, rule in table)


_WIDEST: Final = 60  # columns that words may take before the rule


def _show_quotes(quotes: Sequence[Quote]) -> Iterator[Row]:
    """Show where it is told; what the brackets hold is not repeated."""
    yield "told at", _place(quotes[0]), ""
    for quote in quotes[1:]:
        yield "also", _show(quote), ""


def _show_when(when: When | None) -> Iterator[Row]:
    if when is None:
        return
    days = "".join(f", {name} {day.isoformat()}" for name, day in _list_days(when))
    yield "when", f"{days.removeprefix(', ')}, {_source(when)}", ""


def _list_days(when: When) -> Iterator[tuple[str, date]]:
    days = (when.on_date, when.not_before, when.not_after, when.began_by, when.ongoing_on)
    yield from ((name, day) for name, day in zip(_DAYS, days, strict=True) if day is not None)


_DAYS: Final = ("on", "not before", "not after", "began by", "ongoing on")


def _source(when: When) -> str:
    return _show(when.quote) if when.quote is not None else "the day of publication"


def _show_fillers(claim: Claim, entities: dict[str, Entity]) -> Iterator[Row]:
    for filler in claim.fillers:
        sure = "" if filler.confidence >= claim.confidence else f", confidence {filler.confidence}"
        yield filler.role, _show_filler(filler, entities), filler.rule + sure


def _show_filler(filler: Filler, entities: dict[str, Entity]) -> str:
    name, words = _name(filler, entities), _join_lines(filler.quote.exact)
    is_same = name in {"", words, drop_article(words)}
    shown = f"{words} {_place(filler.quote)}" if is_same else f"{name}, {_show(filler.quote)}"
    number = _show_count(entities[filler.entity].count) if filler.entity is not None else ""
    is_plain = f" {number} " in f" {name.replace(',', '')} "
    return f"{shown}, counted as {number}" if number and not is_plain else shown


def _name(filler: Filler, entities: dict[str, Entity]) -> str:
    if filler.entity is None:
        return str(filler.value) if filler.role not in _WORDS else "in words"
    return _join_lines(write_name(entities[filler.entity]))


_WORDS: Final = frozenset({Role.QUOTED_TEXT, Role.GIST})  # the value is the words themselves


def _show_count(count: Count | None) -> str:
    """Give what a number was read as: "12", "at least 12", "20 to 40"; empty where none was."""
    low, high = count.told if count is not None else (None, None)
    if low == high:
        return "" if low is None else str(low)
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def _show_link(link: Link) -> Row:
    return f"{link.source} {link.kind} {link.target}", f"{_TOLD[link.factuality]}, {_show(link.quote)}", link.rule


def _show(quote: Quote) -> str:
    return f'"{_join_lines(quote.exact)}" {_place(quote)}'


def _join_lines(words: str) -> str:
    return " ".join(words.split())


def _place(quote: Quote) -> str:
    return f"[{quote.start}:{quote.end}]"
