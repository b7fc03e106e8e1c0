"""Write names, days and numbers as the text says them, for the evaluation format and for people."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Final

from kg.claims.numbers import parse_number
from kg.claims.tokens import cut_tokens
from kg.model import Count, Entity, Quote, When


def write_name(entity: Entity) -> str:
    """Give the name of a thing; of one without a name, such as a group, the words that tell of it first."""
    if entity.names:
        return entity.names[0]
    return drop_article(entity.mentions[0].exact) if entity.mentions else ""


def drop_article(words: str) -> str:
    """Give words without an article before them.

    >>> drop_article("the freed men")
    'freed men'
    """
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return words


_ARTICLES: Final = ("the ", "The ", "a ", "A ", "an ", "An ")


def write_date(when: When | None, published: date | None) -> str | None:  # noqa: PLR0911 - one test a case, in their order
    """Give the ISO day, month or year that holds all days the text allows; None where it bounds one side only."""
    if when is None:
        return None
    if when.on_date is not None:
        return when.on_date.isoformat()
    low, high = when.not_before, when.not_after or when.began_by
    if high is None or when.quote is None:
        return None
    if low is not None and low == when.began_by:
        return low.isoformat()  # what lasts began on that day
    words = when.quote.exact.lower().split()
    if low is None:
        return _write_deadline(high, published, words)
    if high == published and (words[0] in _OPENERS and not _IN_ALL & set(words)):
        return None
    return _write_span(low, high, is_cut=high == published)


def _write_span(low: date, high: date, *, is_cut: bool) -> str | None:
    """Give the month or year of a span; one that publication cuts short ("this year") is as long as it was told."""
    if (low.month, low.day) == (1, 1) and low.year == high.year and (is_cut or (high.month, high.day) == (12, 31)):
        return f"{low:%Y-%m}" if high.month == 1 else f"{low:%Y}"
    if (low.year, low.month) == (high.year, high.month):
        return f"{low:%Y-%m}"
    return f"{low:%Y}" if low.year == high.year and not is_cut else None


def _write_deadline(high: date, published: date | None, words: list[str]) -> str | None:
    """Read "by the end of the month" as that month where the article is of it, and so for a year."""
    if published is None or "end" not in words or high < published:
        return None
    if (high.year, high.month) == (published.year, published.month):
        return f"{high:%Y-%m}"
    is_year = (high.month, high.day) == (12, 31) and high.year == published.year
    return f"{high:%Y}" if is_year and high.day == monthrange(high.year, high.month)[1] else None


_OPENERS: Final = frozenset({"since", "after", "from", "between", "no", "not"})
_IN_ALL: Final = frozenset({"beginning", "start"})  # "since the beginning of the year": the year so far


def write_number(number: int, noun: str) -> str:
    """Write how many of something there are.

    >>> write_number(1, "claim"), write_number(12, "claim")
    ('1 claim', '12 claims')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def write_count(count: Count) -> int | None:
    """Give the number that the words say: of "more than 40" and of "about 40" that is 40, of "dozens" none."""
    low, high = count.told
    number = low if low is not None else high
    if number is not None:
        return number
    return write_rough((count.quote,))


def write_rough(quotes: Iterable[Quote]) -> int | None:
    """Give the number in "some 40 men", which bounds nothing."""
    for quote in quotes:
        tokens = cut_tokens(quote.exact, 0, len(quote.exact))
        found = parse_number(tokens, 0)
        value = parse_number(tokens, 1) if found is not None and found.is_rough else None
        if value is not None:
            return value.exact
    return None
