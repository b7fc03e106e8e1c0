"""Hold the fillers of a proposal against the quotes of their claim: words, kinds, numbers and values."""

from collections.abc import Sequence
from typing import Final

from kg.claims.backends.casting import Seat, find_known
from kg.claims.backends.holding import (
    BAD_NUMBER,
    BAD_TYPE,
    BAD_VALUE,
    NO_WORDS,
    TRUSTED,
    UNVERIFIED,
    Gate,
    RefusedError,
)
from kg.claims.backends.proposals import ProposedFiller
from kg.claims.backends.schema import LENGTHS, PEOPLE, list_kinds, list_roles, list_values
from kg.claims.backends.values import read_count, read_group_kind, read_length, read_values
from kg.claims.backends.verbatim import find_words, show_words
from kg.model import ClaimType, Count, EntityKind, Filler, Quote, Role, Span


def admit_filler(
    gate: Gate, kind: ClaimType, proposed: ProposedFiller, quotes: Sequence[Quote]
) -> tuple[Filler, Seat | None]:
    """Admit one filler of a claim, with its thing where it names one; the rule is left to the claim.

    Raises:
        RefusedError: it does not pass; says why.
    """
    if proposed.role not in list_roles()[kind]:
        raise RefusedError(BAD_TYPE, f"role {proposed.role!r} of {kind}")
    role = Role(proposed.role)
    quote = find_within(gate, proposed.words, quotes)
    if role in LENGTHS:
        return Filler(role, quote, "", value=_check_length(gate, proposed, quote, role)), None
    if role == Role.QUOTED_TEXT:
        return Filler(role, quote, "", value=quote.exact), None
    if role in list_values():
        return _check_value(gate, proposed, quote, role), None
    seat = _seat(gate, proposed, quote, role)
    return Filler(role, quote, "", entity=""), seat


def find_within(gate: Gate, words: str, quotes: Sequence[Quote]) -> Quote:
    """Find words within the quotes of a claim, the first first.

    Raises:
        RefusedError: they stand in none of them.
    """
    for quote in quotes:
        found = find_words(gate.folded, words, Span(quote.start, quote.end))
        if found is not None:
            return found
    raise RefusedError(NO_WORDS, f'"{show_words(words)}"')


def _check_length(gate: Gate, proposed: ProposedFiller, quote: Quote, role: Role) -> int:
    length = read_length(gate.document, quote, role)
    if length is None or proposed.value not in {None, length}:
        raise RefusedError(BAD_NUMBER, f'{proposed.value} for "{quote.exact}", which gives {length}')
    return length


def _check_value(gate: Gate, proposed: ProposedFiller, quote: Quote, role: Role) -> Filler:
    if proposed.value not in list_values()[role]:
        raise RefusedError(BAD_VALUE, f"there is no {role} {proposed.value!r}")
    meant = read_values(quote.exact, role, gate.lexicon)
    if meant and proposed.value not in meant | _PLAIN:
        raise RefusedError(BAD_VALUE, f'{proposed.value!r} for "{quote.exact}", which gives {", ".join(sorted(meant))}')
    return Filler(role, quote, "", value=proposed.value, confidence=TRUSTED if proposed.value in meant else UNVERIFIED)


_PLAIN: Final = frozenset({"asserts", "assesses"})  # attitudes of whoever says anything at all


def _seat(gate: Gate, proposed: ProposedFiller, quote: Quote, role: Role) -> Seat:
    kinds = list_kinds(role)
    if proposed.kind not in kinds:
        raise RefusedError(BAD_TYPE, f"kind {proposed.kind!r} for {role}")
    kind = EntityKind(proposed.kind)
    known = find_known(gate.document, quote, gate.index, is_place=not kinds & PEOPLE)
    is_people = kind == EntityKind.PERSON or (kind == EntityKind.GROUP and known is not None and not known.is_demonym)
    if known is not None and (is_people or known.kind not in kinds):
        raise RefusedError(BAD_TYPE, f'"{quote.exact}" is a {known.kind}, and no {kind} for {role}')
    count = _check_count(gate, proposed, quote, kind)
    if kind == EntityKind.GROUP:
        return Seat(quote, kind, None, count, read_group_kind(quote.exact, gate.lexicon))
    return Seat(quote, kind if known is None else known.kind, known)


def _check_count(gate: Gate, proposed: ProposedFiller, quote: Quote, kind: EntityKind) -> Count | None:
    claimed = (proposed.low, proposed.high)
    count = read_count(gate.document, quote) if kind == EntityKind.GROUP else None
    given = count.told if count is not None else (None, None)
    if claimed not in {(None, None), given}:
        raise RefusedError(BAD_NUMBER, f'{_show_range(claimed)} for "{quote.exact}", which gives {_show_range(given)}')
    return count


def _show_range(bounds: tuple[int | None, int | None]) -> str:
    low, high = bounds
    if low == high:
        return "no number" if low is None else str(low)
    return f"{'' if low is None else low} to {'' if high is None else high}".strip()
