"""Hold one proposal against its article: each check of the gate, and the reason it gives.

The quote and the words of each filler stand in the text, the words within the quote or a further quote of the same
claim; numbers and days that our own parsers read there equal those proposed; roles belong to the type; analysis tells
no facts; words that give orders to a machine tell nothing. A claim without a trigger of ours in its quote is let
through as such, and trusted less.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.claims.backends.casting import Seat
from kg.claims.backends.fillers import admit_filler, find_within
from kg.claims.backends.holding import (
    AN_ORDER,
    BAD_DAY,
    BAD_TYPE,
    MAX_QUOTE,
    NO_ENDS,
    NO_QUOTE,
    NOT_TOLD,
    TOO_LONG,
    TRUSTED,
    UNVERIFIED,
    UNVERIFIED_RULE,
    Gate,
    RefusedError,
)
from kg.claims.backends.proposals import Proposal, ProposedLink
from kg.claims.backends.schema import FACTUALITIES, LINKS, list_roles
from kg.claims.backends.triggers import find_triggers
from kg.claims.backends.values import read_time
from kg.claims.backends.verbatim import find_words, show_words
from kg.claims.drafts import FACTS
from kg.claims.whens import make_untimed, make_when
from kg.model import (
    Claim,
    ClaimType,
    Document,
    Factuality,
    Filler,
    LinkKind,
    Quote,
    Role,
    SectionKind,
    Span,
    When,
)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Hold a claim that has passed, with the thing that each filler names still to be joined to the others."""

    claim: Claim
    seats: tuple[Seat | None, ...]  # one a filler


def admit_claim(gate: Gate, proposal: Proposal, parts: Sequence[Span]) -> Admitted:
    """Admit a proposal as a claim.

    Args:
        parts: what the back end was shown, the main part first; words are looked for there alone.

    Raises:
        RefusedError: it does not pass; says why.
    """
    kind, factuality = _take_type(proposal.type), _take_factuality(proposal.factuality)
    quotes = tuple(_find(gate, words, parts) for words in (proposal.quote, *proposal.more_quotes))
    for quote in quotes:
        _check_quote(gate, quote)
    section = _find_section(gate.document, quotes[0])
    is_verified = _check_telling(gate, kind, factuality, quotes[0], section)
    rule = f"{gate.name}.{kind}"
    fillers, seats = [], []
    for proposed in proposal.fillers:
        filler, seat = admit_filler(gate, kind, proposed, quotes)
        fillers.append(replace(filler, rule=f"{rule}.{filler.role}"))
        seats.append(seat)
    confidence = TRUSTED if is_verified else UNVERIFIED
    when = _admit_time(gate, proposal, quotes, kind, factuality)
    claim = Claim(
        "",
        kind,
        factuality,
        _list_tellings(gate.document, quotes, fillers),
        tuple(replace(filler, confidence=min(confidence, filler.confidence)) for filler in fillers),
        rule if is_verified else f"{rule}.{UNVERIFIED_RULE}",
        when,
        confidence,
        section,
    )
    return Admitted(claim, tuple(seats))


def _list_tellings(document: Document, quotes: Sequence[Quote], fillers: Sequence[Filler]) -> tuple[Quote, ...]:
    """List what tells a claim: its quote, and what names its source elsewhere; other quotes only hold fillers."""
    tellings = [quotes[0]]
    for filler in fillers:
        span = _find_sentence(document, filler.quote)
        if filler.role == Role.ATTRIBUTED_TO and not any(span.start <= quote.start < span.end for quote in tellings):
            holder = next(quote for quote in quotes if quote.start <= filler.quote.start < quote.end)
            start, end = max(holder.start, span.start), min(holder.end, span.end)
            tellings.append(Quote(document.text[start:end], start, end))
    return tuple(tellings)


def _find_sentence(document: Document, quote: Quote) -> Span:
    spans = (sentence.span for sentence in document.sentences)
    found = (span for span in spans if span.start <= quote.start < span.end)
    return next(found, Span(quote.start, quote.end))


def _take_type(name: str) -> ClaimType:
    if name not in frozenset(ClaimType) or ClaimType(name) not in list_roles():
        raise RefusedError(BAD_TYPE, f"type {name!r}")
    return ClaimType(name)


def _take_factuality(name: str) -> Factuality:
    if name not in FACTUALITIES:
        raise RefusedError(BAD_TYPE, f"factuality {name!r}")
    return Factuality(name)


def _find(gate: Gate, words: str, parts: Sequence[Span]) -> Quote:
    for part in parts:
        quote = find_words(gate.folded, words, part)
        if quote is not None:
            return quote
    raise RefusedError(NO_QUOTE, f'"{show_words(words)}"')


def _check_quote(gate: Gate, quote: Quote) -> None:
    if len(quote.exact) > MAX_QUOTE:
        raise RefusedError(TOO_LONG, f"{len(quote.exact)} characters")
    for span in gate.orders:
        if span.start < quote.end and quote.start < span.end:
            raise RefusedError(AN_ORDER, f'"{show_words(gate.document.text[span.start : span.end])}"')


def _find_section(document: Document, quote: Quote) -> SectionKind:
    kinds = (section.kind for section in document.sections if section.span.start <= quote.start < section.span.end)
    return next(kinds, SectionKind.BODY)


def _check_telling(gate: Gate, kind: ClaimType, factuality: Factuality, quote: Quote, section: SectionKind) -> bool:
    """Say whether a trigger of ours stands in the quote; refuse as a fact what our scope tells as none."""
    if factuality in FACTS and section == SectionKind.SCENARIO and kind != ClaimType.STATEMENT:
        raise RefusedError(NOT_TOLD, "it stands in a section of analysis")
    told = find_triggers(kind, quote, gate.readings, gate.lexicon)
    if told and kind not in _SETTLED and factuality in FACTS and not any(one in FACTS or one in _OPEN for one in told):
        raise RefusedError(NOT_TOLD, f"it is told as {told[0]}")
    return bool(told)


# "Do not recognise" is a fact, with its polarity beside it; who a person is, is told even in a question about them.
_SETTLED: Final = frozenset({ClaimType.RELATION, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL})
_OPEN: Final = frozenset({Factuality.ALLEGED, Factuality.INFERRED})


def _admit_time(
    gate: Gate, proposal: Proposal, quotes: Sequence[Quote], kind: ClaimType, factuality: Factuality
) -> When | None:
    latest = gate.document.published if factuality in FACTS | {Factuality.ALLEGED} else None
    if proposal.when is None:
        return make_untimed(latest)
    quote = find_within(gate, proposal.when.words, quotes)
    told = read_time(gate.document, quote, kind, factuality)
    bounds = told.bounds if told is not None else None
    given = (None, None) if bounds is None else (_show_day(bounds.low), _show_day(bounds.high))
    claimed = (proposal.when.first, proposal.when.last)
    if told is None or claimed not in {(None, None), given}:
        means = f"gives {given[0]} to {given[1]}" if told is not None else "is no time"
        raise RefusedError(BAD_DAY, f'{claimed[0]} to {claimed[1]} for "{quote.exact}", which {means}')
    return make_when(kind, bounds, quote, latest) if bounds is not None else make_untimed(latest)


def _show_day(day: date) -> str | None:
    return None if day in {date.min, date.max} else day.isoformat()


# ---- links ---------------------------------------------------------------------------------------------------


def admit_link(gate: Gate, link: ProposedLink, ids: Collection[str], parts: Sequence[Span]) -> tuple[LinkKind, Quote]:
    """Admit a link between two claims that have passed.

    Raises:
        RefusedError: it does not pass; says why.
    """
    if link.kind not in LINKS:
        raise RefusedError(BAD_TYPE, f"link {link.kind!r}")
    if link.source not in ids or link.target not in ids or link.source == link.target:
        raise RefusedError(NO_ENDS, f"{link.source}, {link.target}")
    quote = _find(gate, link.quote, parts)
    _check_quote(gate, quote)
    return LinkKind(link.kind), quote
