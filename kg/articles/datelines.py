"""Read the origin at the beginning of a wire report: `MINSK, 13 December 2025 (Agency) -`."""

import re
from dataclasses import dataclass
from typing import Final

from kg.articles.dates import DateFault, DateMatch, match_date

DATELINE_CHARS: Final = 160  # longest dateline

_WORD: Final = r"[^\W\d_][\w.'’-]*"
_PLACE_WORDS: Final = rf"{_WORD}(?:[ /]{_WORD}){{0,3}}"
_PLACE: Final = re.compile(rf"(?P<place>{_PLACE_WORDS}(?:,\s{_PLACE_WORDS})?)")
_AGENCY: Final = re.compile(r"[\s,.]{0,2}(?:\([^\W\d_a-z][^()\n]{1,40}\)|/[^/\s]{2,20}/)")
_DASH: Final = re.compile(r"\s*(?:[–—]|--)\s*|\s+-\s+|-\s+")
_SOFT_END: Final = re.compile(r"[.:]\s+")
_GAP: Final = re.compile(r"[,.]?\s?")
_OPEN: Final = re.compile(r"[\s,]{0,2}\((?=[^()]{6,40}\))")
_NO_PLACE: Final = re.compile(
    r"""(?:urgent|breaking|updates?|updated|exclusive|flash|live|analysis|explainer|opinion|factbox|correction|comment
    |editorial|watch|video|on|in|at|by|from|since|after|before|until|of|the|this|it)[,.]?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Hold the beginning of a wire report, before its first sentence: `MINSK, 13 December (Agency) -`."""

    end: int  # where the sentence begins
    place: str | None = None
    date: DateMatch | None = None


def match_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Match a wire dateline at the beginning of a paragraph; what follows it begins a sentence.

    It needs a dash and, before it, a date, a place in capitals, or an agency in brackets; full stop or colon stand
    for the dash only behind a place with one of the others.

    >>> line = "MINSK, 13 December 2025 (Agency) - A plane landed."
    >>> match_dateline(line, 0, len(line)).place
    'MINSK'
    """
    window = text[start : min(end, start + DATELINE_CHARS)]
    for place_end, place in list_places(window):
        position, date, has_agency = read_origin(window, place_end)
        is_told = _tells_origin(place, date, has_agency=has_agency)
        closing = _DASH.match(window, position)
        if closing is None and is_told and place:
            closing = _SOFT_END.match(window, position)
        if closing is not None and window[closing.end() : closing.end() + 1].islower():
            continue  # goes on like a sentence
        if closing is not None and (is_told or (place and _is_capitals(place))):
            return Dateline(start + closing.end(), place, date)
    return None


def _tells_origin(place: str | None, date: DateMatch | None, *, has_agency: bool) -> bool:
    """Ask for a date or an agency; where no place is told, the date must be whole."""
    if place is None:
        return has_agency or (date is not None and date.fault != DateFault.NO_YEAR)
    return date is not None or has_agency


def list_places(window: str) -> list[tuple[int, str | None]]:
    """List where a place name may end, the longest first; a month is no place, nor is a kicker."""
    found = _PLACE.match(window)
    ends = [position for position in range(found.end(), 0, -1) if _ends_word(window, position)] if found else []
    places = [(position, window[:position]) for position in ends]
    return [(position, place) for position, place in places if _may_be_place(place)] + [(0, None)]


def _ends_word(window: str, position: int) -> bool:
    return position == len(window) or (window[position] in " ,(–—" and window[position - 1] not in " ,/")


def _may_be_place(place: str) -> bool:
    first, *others = place.split()
    has_date = any(map(match_date, (place, *others)))
    return place[0].isupper() and _NO_PLACE.fullmatch(first) is None and not has_date


def _is_capitals(place: str) -> bool:
    head = place.split(",", maxsplit=1)[0]
    return head.isupper() and sum(map(str.isalpha, head)) > 2  # noqa: PLR2004 - "EU - ..." is no place


def read_origin(window: str, position: int) -> tuple[int, DateMatch | None, bool]:
    """Read the date and the agency behind a place, in either order."""
    date, has_agency = None, False
    for _ in range(2):
        agency = _AGENCY.match(window, position)
        if agency is not None and not has_agency:
            position, has_agency = agency.end(), True
        bracket = _OPEN.match(window, position)
        gap = bracket or _GAP.match(window, position)
        found = match_date(window, gap.end()) if gap and date is None else None
        if found is not None and (bracket is None or window[found.end : found.end + 1] == ")"):
            position, date = found.end + (bracket is not None), found
    return position, date, has_agency
