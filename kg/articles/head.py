"""Read the head of an article: its headline and what the lines under it say about day, place and publisher."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, islice
from typing import Final

from kg.articles.datelines import Dateline, match_dateline
from kg.articles.dates import DateFault, DateMatch
from kg.articles.headers import Header, HeaderKind, parse_header, parse_label
from kg.articles.headings import is_page_label, looks_like_heading
from kg.articles.lines import Mark, Unit
from kg.articles.splitting import split_sentences
from kg.errors import ArticleError
from kg.model import Span

_LETTERHEAD_WORDS: Final = 6
_STANDFIRST_WORDS: Final = 45
_PARTICLE_CHARS: Final = 3  # of, the, for: small letters in a name
_HEADLINE_SENTENCES: Final = 2
_ABOVE: Final = frozenset({HeaderKind.PUBLISHED, HeaderKind.UPDATED, HeaderKind.URL, HeaderKind.DATE, HeaderKind.NOTE})
_RANKS: Final = {HeaderKind.PUBLISHED: 0, HeaderKind.DATE: 1, HeaderKind.CREDIT: 1}


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what the lines before the text are.

    `headline` is None for a wire brief that begins with its dateline; its first sentence stands for the headline.
    `titles` and `notes` are indexes of units: headline and subtitles, and lines to read over.
    """

    headline: Span | None
    titles: frozenset[int]
    notes: frozenset[int]
    end: int  # index of the first unit of the text
    headers: tuple[tuple[Header, int], ...]  # with the offset of their line
    letterhead: str | None = None
    dateline: Dateline | None = None  # where the headline itself begins with one


def read_head(text: str, units: Sequence[Unit], *, name: str) -> Head:
    """Read the headline and the header lines under it; one standfirst may stand between them.

    Raises:
        ArticleError: no line could be a headline.
    """
    first = next((i for i, unit in enumerate(units) if not _stands_above(text, unit)), None)
    if first is None:
        raise ArticleError(f"{name}: no headline and no text, only marks and dates", hint="Put the headline first.")
    notes = frozenset(range(first))
    if _is_brief(text, units[first]):
        return Head(None, frozenset(), notes, first, _list_headers(text, units, first))
    letterhead = _find_letterhead(text, units, first)
    top = first if letterhead is None else first + 2
    titles, more_notes, end = _walk_head(text, units, top + 1)
    notes |= more_notes | frozenset(range(first, top))
    headline = units[top].span
    dateline = _match_dated(text, headline)
    if dateline is not None:
        headline = Span(dateline.end, headline.end)
    return Head(headline, titles | {top}, notes, end, _list_headers(text, units, end), letterhead, dateline)


def find_published(
    text: str, headers: Sequence[tuple[Header, int]], dateline: Dateline | None, *, name: str
) -> date | None:
    """Choose the day of publication: a labelled line before a date line before a dateline.

    Raises:
        ArticleError: a date that is no day of the calendar; names the line.
    """
    ranked = [(_RANKS[header.kind], place, header.date) for header, place in headers if header.kind in _RANKS]
    if dateline is not None:
        ranked.append((2, dateline.end, dateline.date))
    for _, place, match in ranked:
        if match is not None and match.fault == DateFault.IMPOSSIBLE:
            line = text.count("\n", 0, place) + 1
            raise ArticleError(f"{name}, line {line}: {match.words!r} {match.fault}", hint="Correct the date.")
    days = [match.day for _, _, match in sorted(ranked, key=_get_rank) if match is not None and match.day is not None]
    return days[0] if days else None


def find_fact(headers: Sequence[tuple[Header, int]], *kinds: HeaderKind) -> str | None:
    """Find the first value that a header line of one of these kinds gives; earlier kinds come first."""
    found = [header.value for kind in kinds for header, _ in headers if header.kind == kind and header.value]
    return found[0] if found else None


def _get_rank(item: tuple[int, int, DateMatch | None]) -> tuple[int, int]:
    return item[:2]


def _get_words(text: str, unit: Unit) -> str:
    return text[unit.span.start : unit.span.end]


def _get_header(text: str, unit: Unit) -> Header | None:
    return parse_header(_get_words(text, unit)) if unit.mark == Mark.NONE else None


def _is_note(text: str, unit: Unit) -> bool:
    return is_page_label(_get_words(text, unit)) or _get_header(text, unit) is not None


def _stands_above(text: str, unit: Unit) -> bool:
    """Say whether a line may stand before the headline; a byline or a credit there is rather the headline."""
    header = _get_header(text, unit)
    return is_page_label(_get_words(text, unit)) or (header is not None and header.kind in _ABOVE)


def _list_headers(text: str, units: Sequence[Unit], end: int) -> tuple[tuple[Header, int], ...]:
    """List all headers of the head, and the labelled days of publication that stand below it."""
    found = [(_get_header(text, unit), unit.span.start) for unit in units[:end]]
    found += [(parse_label(_get_words(text, unit)), unit.span.start) for unit in units[end:]]
    below = {place for header, place in found[end:] if header and header.kind != HeaderKind.PUBLISHED}
    return tuple((header, place) for header, place in found if header is not None and place not in below)


def _is_brief(text: str, unit: Unit) -> bool:
    """Say whether the text begins at once: after a dateline, or as a paragraph of several sentences."""
    if text[unit.span.end - 1] not in '.!"”':
        return False
    sentences = islice(split_sentences(text, *_get_ends(unit.span)), _HEADLINE_SENTENCES + 1)
    return _match_dated(text, unit.span) is not None or len([*sentences]) > _HEADLINE_SENTENCES


def _match_dated(text: str, span: Span) -> Dateline | None:
    """Match a dateline with a date and words behind it; a place in capitals alone may begin a headline."""
    dateline = match_dateline(text, *_get_ends(span))
    return dateline if dateline and dateline.date and dateline.end < span.end else None


def _get_ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _find_letterhead(text: str, units: Sequence[Unit], first: int) -> str | None:
    """Find the sender's name above a bare date, where a longer headline follows after a blank line."""
    if len(units) < first + 4:
        return None
    name, day, headline, body = units[first : first + 4]
    header = _get_header(text, day)
    words = _get_words(text, name).split()
    is_name = len(words) <= _LETTERHEAD_WORDS and all(
        word[0].isupper() or len(word) <= _PARTICLE_CHARS for word in words
    )
    is_letter = header is not None and header.kind == HeaderKind.DATE and name.block == day.block
    is_headline = day.block < headline.block < body.block and looks_like_heading(_get_words(text, headline))
    if is_name and is_letter and is_headline and len(_get_words(text, headline).split()) > len(words):
        return " ".join(words)
    return None


def _walk_head(text: str, units: Sequence[Unit], start: int) -> tuple[frozenset[int], frozenset[int], int]:
    """Go over header lines, rulers, a subtitle and one standfirst, up to the text."""
    titles, notes, index = set[int](), set[int](), start
    while index < len(units):
        if _is_note(text, units[index]):
            notes.add(index)
        elif not titles and _is_standfirst(text, units, index):
            titles.add(index)
        else:
            break
        index += 1
    return frozenset(titles), frozenset(notes), index


def _is_standfirst(text: str, units: Sequence[Unit], index: int) -> bool:
    """Say whether a line belongs to the headline, for a header line comes right under it."""
    unit, below = units[index], units[index + 1 :]
    header = _get_header(text, below[0]) if below else None
    if all(_is_note(text, other) for other in below):
        return False
    if header is None or unit.mark != Mark.NONE or header.kind == HeaderKind.UPDATED:
        return False
    rest = dropwhile(lambda other: _is_note(text, other), below)
    return len(_get_words(text, unit).split()) <= _STANDFIRST_WORDS and not _dates_again(text, [*rest])


def _dates_again(text: str, units: Sequence[Unit]) -> bool:
    """Say whether bare dates stand further down, as they do in a timeline."""
    return any(
        (header := _get_header(text, unit)) is not None and header.kind == HeaderKind.DATE and header.place is None
        for unit in units
    )
