"""Find the time that another one leans on: "the same month" is that of the time told last, of whatever was told then.

"A day later" counts from the event told before instead.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kg.claims.bounds import Bounds, resolve_time
from kg.claims.calendars import UNIT_DAYS, Time
from kg.claims.chunks import Chunk
from kg.claims.drafts import Story
from kg.claims.reading import Reading

_RECENT: Final = 8  # times told before that are kept


def note_times(reading: Reading, story: Story) -> None:
    """Keep the times that a sentence gives for those that lean on them in later ones."""
    story.told = (*story.told, *_resolve_all(reading.chunks, story.published))[-_RECENT:]


def find_anchor(time: Time, at: int, reading: Reading, story: Story) -> Bounds | None:
    """Find what the time of a phrase leans on.

    Args:
        at: index of the phrase.
    """
    if not time.anchored or time.shift != 0 or time.precision not in UNIT_DAYS:
        return story.anchor
    told = (*story.told, *_resolve_all(reading.chunks[:at], story.published))
    near = next((bounds for bounds in reversed(told) if _is_within(bounds, time.precision)), None)
    return near or (story.day if time.precision == "day" else story.anchor)


def _resolve_all(chunks: Iterable[Chunk], published: date | None) -> Iterator[Bounds]:
    times = (chunk.time for chunk in chunks if chunk.time is not None and not chunk.time.anchored)
    for time in times:
        bounds = resolve_time(time, published)
        if bounds is not None:
            yield bounds


def _is_within(bounds: Bounds, unit: str) -> bool:
    """Say whether a time lies in one unit of the calendar: in one month, in one year."""
    low, high = bounds.low, bounds.high
    if unit in {"month", "year"}:
        return low.year == high.year and (unit == "year" or low.month == high.month)
    return (high - low).days < UNIT_DAYS[unit]
