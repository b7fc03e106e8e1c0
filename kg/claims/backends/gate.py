"""Let through only what the article says in so many words; refuse and count the rest, with the reason.

A claim is refused whole: what is left of a claim without a filler is another claim, which nobody made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kg.claims.backends.admitting import Admitted, admit_claim, admit_link
from kg.claims.backends.casting import Seat, cast_seats
from kg.claims.backends.holding import UNVERIFIED, Gate, RefusedError
from kg.claims.backends.proposals import Proposal, ProposedLink
from kg.claims.backends.verbatim import fold_words, show_words
from kg.model import Claims, ClaimType, Entity, Factuality, Filler, Link, LinkKind, Quote, Refusal, Span

Key: TypeAlias = tuple[object, ...]  # what makes two claims the same telling
Tie: TypeAlias = tuple[LinkKind, Key, Key, Quote]


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what a back end proposes for a part of an article, and which parts it was shown, the main one first."""

    claims: tuple[Proposal, ...]
    links: tuple[ProposedLink, ...]
    parts: tuple[Span, ...]


@dataclass(slots=True)
class Book:
    """Collect what has passed and what has not."""

    admitted: dict[Key, Admitted]
    ties: list[Tie]
    refusals: list[Refusal]


def pass_gate(gate: Gate, answers: Iterable[Shown], *, extractor: str, failures: tuple[str, ...] = ()) -> Claims:
    """Make claims of all that passes, in the order of the text; a claim told twice is one with two quotes."""
    book = Book({}, [], [])
    for shown in answers:
        ids = _admit_claims(gate, shown, book)
        _admit_links(gate, shown, ids, book)
    claims = _assemble(gate, book)
    return replace(claims, extractor=extractor, refusals=tuple(book.refusals), failures=failures)


def _admit_claims(gate: Gate, shown: Shown, book: Book) -> Mapping[str, Key]:
    """Admit claims; gives the key of each that passed by the name that the back end gave it."""
    ids: dict[str, Key] = {}
    for proposal in shown.claims:
        try:
            passed = admit_claim(gate, proposal, shown.parts)
        except RefusedError as refused:
            about = f'{show_words(proposal.type)} "{show_words(proposal.quote)}"'
            book.refusals.append(Refusal(refused.reason, about, refused.detail))
        else:
            ids[proposal.id] = _admit_once(book.admitted, passed)
    return ids


def _admit_once(admitted: dict[Key, Admitted], passed: Admitted) -> Key:
    """Join a claim to one that tells the same in the same words; gives the key of both."""
    claim = passed.claim
    told = tuple((filler.role, fold_words(filler.quote.exact), filler.value) for filler in claim.fillers)
    key = (claim.type, claim.factuality, fold_words(claim.quotes[0].exact), told)
    known = admitted.setdefault(key, passed)
    quotes = tuple(dict.fromkeys([*known.claim.quotes, *claim.quotes]))
    admitted[key] = replace(known, claim=replace(known.claim, quotes=quotes))
    return key


def _admit_links(gate: Gate, shown: Shown, ids: Mapping[str, Key], book: Book) -> None:
    for link in shown.links:
        try:
            kind, quote = admit_link(gate, link, ids, shown.parts)
        except RefusedError as refused:
            about = show_words(f"{link.kind} link from {link.source} to {link.target}")
            book.refusals.append(Refusal(refused.reason, about, refused.detail))
        else:
            book.ties.append((kind, ids[link.source], ids[link.target], quote))


def _assemble(gate: Gate, book: Book) -> Claims:
    ordered = sorted(book.admitted.items(), key=lambda item: (item[1].claim.quotes[0].start, str(item[0])))
    names = dict(zip([key for key, _ in ordered], _number(passed.claim.type for _, passed in ordered), strict=True))
    seats = [seat for _, passed in ordered for seat in passed.seats if seat is not None]
    keys = cast_seats(seats)
    claims = tuple(replace(passed.claim, key=names[key], fillers=tuple(_fill(passed, keys))) for key, passed in ordered)
    entities = {entity.key: entity for entity in keys.values()}
    return Claims(gate.document, tuple(entities.values()), claims, tuple(_tie(gate, book.ties, names)))


def _fill(passed: Admitted, cast: Mapping[Seat, Entity]) -> Iterator[Filler]:
    for filler, seat in zip(passed.claim.fillers, passed.seats, strict=True):
        yield filler if seat is None else replace(filler, entity=cast[seat].key)


def _tie(gate: Gate, ties: Sequence[Tie], names: Mapping[Key, str]) -> Iterator[Link]:
    """Make each link once; that two claims hang together is what our rules have not verified."""
    first = {(kind, names[source], names[target]): quote for kind, source, target, quote in reversed(ties)}
    for (kind, source, target), quote in sorted(first.items()):
        yield Link(kind, source, target, Factuality.ASSERTED, quote, f"{gate.name}.{kind}", UNVERIFIED)


def _number(kinds: Iterable[ClaimType]) -> Iterator[str]:
    counts: dict[ClaimType, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
        yield f"{kind.lower()}-{counts[kind]}"
