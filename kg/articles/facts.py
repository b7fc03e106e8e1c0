"""Hold what a file says of an article beside its text, whatever its format, and read the words that say it."""

import re
from dataclasses import dataclass, fields, replace
from typing import Final

from kg.articles.addresses import is_address
from kg.articles.dates import DateFault, DateMatch, match_date, match_tail

_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:T[0-9]{4,6}Z?)?")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_COMMONS: Final = re.compile(r"CC[ -](BY(?:-(?:NC-SA|NC-ND|NC|SA|ND))?)[ -]([1-4]\.0)", re.IGNORECASE)
_ZERO: Final = re.compile(r"CC[ -]?0(?: 1\.0)?", re.IGNORECASE)
_CREATIVE: Final = "https://creativecommons.org/"


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what is said of one article; None for what is not said.

    `headline` is one line, `body` plain text; `day` may hold a fault: words that ought to give the day but do not.
    """

    headline: str | None = None
    body: str | None = None
    day: DateMatch | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    licence: str | None = None

    def fill(self, other: "Facts") -> "Facts":
        """Take from another source what this one does not say, and its day where this one has none that is whole."""
        day = other.day if other.day and other.day.day and not (self.day and self.day.day) else self.day or other.day
        gaps = {item.name: getattr(other, item.name) for item in fields(self) if not getattr(self, item.name)}
        return replace(self, **gaps | {"day": day})


def read_day(words: str) -> DateMatch | None:
    """Read words that ought to be a day, with or without a time; the day is that of the place where it was written.

    >>> read_day("Tue, 27 Oct 2026 23:30:00 -0500").day, read_day("yesterday").fault.value
    (datetime.date(2026, 10, 27), 'is no date')
    """
    words = " ".join(words.split())
    if not words:
        return None
    compact = _COMPACT.fullmatch(words)
    if compact is not None:
        words = "-".join(compact.groups())
    found = match_date(words)
    if found is None or not match_tail(words, found.end):
        return DateMatch(words[:60], len(words), fault=DateFault.NO_DATE)
    return found


def read_language(words: str) -> str | None:
    """Read a language tag; region and script are left out, for they say nothing to the rules.

    >>> read_language("en-GB"), read_language("pt_BR"), read_language("x-default")
    ('en', 'pt', None)
    """
    found = _LANGUAGE.fullmatch(words.strip())
    return found[1].lower() if found and found[1].lower() != "und" else None


def read_licence(words: str) -> str | None:
    """Read the address of a licence, or the usual short name of a Creative Commons one.

    >>> read_licence("CC BY-SA 4.0"), read_licence("all rights reserved")
    ('https://creativecommons.org/licenses/by-sa/4.0/', None)
    """
    words = words.strip()
    if is_address(words):
        return words
    if _ZERO.fullmatch(words):
        return f"{_CREATIVE}publicdomain/zero/1.0/"
    found = _COMMONS.fullmatch(words)
    return f"{_CREATIVE}licenses/{found[1].lower()}/{found[2]}/" if found else None


def read_address(words: str) -> str | None:
    """Read an address of a page; None for any other words."""
    words = words.strip()
    return words if is_address(words) else None
