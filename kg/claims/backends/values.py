"""Read numbers, days and words again by our own parsers, from the words that a back end quotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.claims.bounds import Bounds, limit_bounds, resolve_time
from kg.claims.calendars import WEEKDAYS, Time
from kg.claims.details import PURPOSES, TALK_DAYS
from kg.claims.frames import load_frames
from kg.claims.lexicon import Lexicon, Noun
from kg.claims.numbers import Number, parse_number, read_ordinal_number
from kg.claims.penalties import PENALTIES, TERM_MONTHS
from kg.claims.times import find_times
from kg.claims.tokens import Token, cut_tokens
from kg.claims.whens import LASTING
from kg.claims.words import read_table
from kg.model import ClaimType, Count, Document, Factuality, Quote, Role


def cut_line(document: Document, quote: Quote) -> tuple[Token, ...]:
    """Cut the sentence of some words into tokens: "at least" counts though only "12 men" is quoted."""
    start, end = quote.start, quote.end
    for sentence in document.sentences:
        if sentence.span.start < quote.end and quote.start < sentence.span.end:
            start, end = min(start, sentence.span.start), max(end, sentence.span.end)
    return cut_tokens(document.text, start, end)


def _overlaps(tokens: Sequence[Token], start: int, end: int, quote: Quote) -> bool:
    return tokens[start].start < quote.end and quote.start < tokens[end - 1].end


# ---- numbers -------------------------------------------------------------------------------------------------


def read_count(document: Document, quote: Quote) -> Count | None:
    """Read how many people words count, with the bounds that stand before them; None where they give no number."""
    tokens = cut_line(document, quote)
    number = _find_number(tokens, quote)
    if number is None or number.exact is number.low is number.high is None:
        return None
    start, end = tokens[number.start].start, tokens[number.end - 1].end
    return Count(number.exact, number.low, number.high, Quote(document.text[start:end], start, end))


def _find_number(tokens: Sequence[Token], quote: Quote) -> Number | None:
    at = 0
    while at < len(tokens):
        number = parse_number(tokens, at)
        if number is not None and _overlaps(tokens, number.start, number.end, quote):
            return number
        at = number.end if number is not None else at + 1
    return None


def read_length(document: Document, quote: Quote, role: Role) -> int | None:
    """Read a length: of talks in days, of a sentence in months; the unit may stand right behind the words."""
    units = _DAYS if role == Role.DURATION_DAYS else TERM_MONTHS
    tokens = cut_line(document, quote)
    total, at = 0, 0
    while at < len(tokens):
        number = parse_number(tokens, at)
        if number is not None and number.exact is not None and _precedes_unit(tokens, number, quote):
            total += number.exact * units.get(tokens[number.end].low, 0)
        elif number is None and _overlaps(tokens, at, at + 1, quote):
            count, _, unit = tokens[at].low.partition("-")  # "two-day talks"
            total += (read_ordinal_number(count) or 0) * units.get(unit, 0)
        at = number.end if number is not None else at + 1
    return total or None


def _precedes_unit(tokens: Sequence[Token], number: Number, quote: Quote) -> bool:
    return number.end < len(tokens) and _overlaps(tokens, number.start, number.end, quote)


_DAYS: Final = TALK_DAYS | {f"{unit}s": days for unit, days in TALK_DAYS.items()}


# ---- days ----------------------------------------------------------------------------------------------------

_AHEAD: Final = frozenset({Factuality.PLANNED, Factuality.DEMANDED})


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a time that words give; `bounds` is None where it hangs on another event, or on a day nobody gives."""

    bounds: Bounds | None


def read_time(document: Document, quote: Quote, kind: ClaimType, factuality: Factuality) -> Told | None:
    """Read the first and last day that words mean; None where they are no time."""
    tokens = cut_line(document, quote)
    time = next((time for time in find_times(tokens) if _is_meant(tokens, time, quote)), None)
    if time is None:
        return None
    bounds = resolve_time(time, document.published, is_ahead=factuality in _AHEAD)
    is_limit = bounds is not None and time.last is None and not _begins(time, kind)
    return Told(limit_bounds(bounds, time.link) if bounds is not None and is_limit else bounds)


def _is_meant(tokens: Sequence[Token], time: Time, quote: Quote) -> bool:
    """Say whether words hold a time, or are the weekday right before one: "on Saturday, 21 June"."""
    if _overlaps(tokens, time.start, time.end, quote):
        return True
    comma = time.start - 1
    is_next = comma > 0 and tokens[comma].text == "," and tokens[comma - 1].end == quote.end
    return is_next and tokens[comma - 1].low in WEEKDAYS


def _begins(time: Time, kind: ClaimType) -> bool:
    """Say whether a time is that on which a thing began that lasts: "held since May"."""
    return (time.link == "from" and kind in LASTING) or (time.link == "since" and kind == ClaimType.DETENTION)


# ---- words ---------------------------------------------------------------------------------------------------


def read_values(words: str, role: Role, lexicon: Lexicon) -> frozenset[str]:
    """Read which values of a role words can mean; empty where our lists know none of them."""
    lows = _list_lows(words)
    nouns = _find_nouns(lows, lexicon)
    if role == Role.TARGET_GOOD:
        return frozenset(noun.kind for noun in nouns if noun.meaning == "good")
    if role in _TABLES:
        table = read_table(_TABLES[role])
        return frozenset(table[low] for low in [*lows, *(noun.lemma for noun in nouns)] if low in table)
    if role == Role.PENALTY:
        return frozenset(name for word, name in PENALTIES.items() if word in lows)
    if role == Role.PURPOSE:
        return frozenset(name for name, signs in PURPOSES.items() if signs & set(lows))
    lemmas = {noun.lemma for noun in nouns} | {verb.lemma for low in lows for verb in lexicon.verbs.get(low, ())}
    frames = (frame for frame in load_frames().frames if (frame.verbs | frame.nouns) & lemmas)
    return frozenset(frame.values[role] for frame in frames if role in frame.values)


_TABLES: Final = {Role.OFFENCE: "offences", Role.SANCTION_TYPE: "restrictions"}


def read_group_kind(words: str, lexicon: Lexicon) -> str | None:
    """Read what kind of people words name: "political prisoners"; None where no noun of ours does."""
    nouns = _find_nouns(_list_lows(words), lexicon)
    return next((noun.kind for noun in reversed(nouns) if noun.meaning == "people" and noun.kind), None)


def _list_lows(words: str) -> list[str]:
    """List words in lower case, and behind them each two that stand together, as our lists join them."""
    lows = [token.low for token in cut_tokens(words, 0, len(words))]
    return [*lows, *(f"{first}-{second}" for first, second in pairwise(lows))]


def _find_nouns(lows: Sequence[str], lexicon: Lexicon) -> list[Noun]:
    return [noun for low in lows if (noun := lexicon.nouns.get(low)) is not None]
