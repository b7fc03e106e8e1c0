"""Add the people whom a sentence names as those of a group to that group, and find the phrases that name them.

"Those let out include A and B", "The freed were named as A and B", "three prisoners: A, B and C", "The three, A, B and
C, ...", "A is among them, and so is B". What clauses tell with "among", "one of" and "include" is in `aggregation`.
"""

from collections.abc import Iterator
from typing import Final

from kg.claims.aggregation import list_told
from kg.claims.bands import add_member
from kg.claims.cast import Cast
from kg.claims.figures import Band
from kg.claims.parts import find_near_band
from kg.claims.reading import Reading
from kg.claims.refs import find_people
from kg.claims.rolls import Roll, list_names
from kg.claims.spots import Ref, Spot, is_plural
from kg.claims.words import read_words

_LEADS: Final = read_words("rollcalls", "leads")
_NAMING: Final = read_words("rollcalls", "naming")
_REACH: Final = 8  # phrases between the group and the word that names its people
_HEADS: Final = frozenset({"np", "vg", "particle", "prep", "time", "adv"})


def call_roll(reading: Reading, number: int, cast: Cast) -> None:
    """Add the people that a sentence names as part of a band to that band."""
    for roll in (*list_told(reading), *_list_stood(reading)):
        named = (at for at in roll.named if reading.chunks[at].word != "they")
        people = [ref for at in named for ref in _find_named(Spot(reading, number, at), cast)]
        band = _find_band(roll, Spot(reading, number, 0), cast, len(people)) if people else None
        if band is not None:
            for ref in people:
                add_member(cast, band, ref)


def _list_stood(reading: Reading) -> Iterator[Roll]:
    """Go through the rolls that stand beside a group, and those that lead back to the group told last."""
    for rule in (_list_after_colon, _list_renamed, _list_led, _list_too):
        yield from rule(reading)


def _find_named(spot: Spot, cast: Cast) -> Iterator[Ref]:
    yield from (ref for ref in find_people(spot, cast) if cast.is_person(ref.key))


def _find_band(roll: Roll, spot: Spot, cast: Cast, count: int) -> Band | None:
    """Find the group of a roll; none where it has fewer people than the roll names."""
    if roll.whole is None:
        found = find_near_band(spot.number, cast, at_least=count)
    elif roll.whole < len(spot.reading.chunks):
        keys = (ref.key for ref in find_people(spot.move(roll.whole), cast))
        found = next((cast.bands_by_key[key] for key in keys if key in cast.bands_by_key), None)
    else:
        return None
    exact = found.count.exact if found is not None and found.count is not None else None
    return None if exact is not None and exact < count else found


def _list_after_colon(reading: Reading) -> Iterator[Roll]:
    """Read "freed three prisoners on Monday: A, B and C"."""
    chunks = reading.chunks
    for colon, chunk in enumerate(chunks):
        if chunk.kind != "stop" or chunk.word != ":" or not 0 < colon < len(chunks) - 1:
            continue
        named = list_names(reading, colon + 1)
        wholes = [at for at in range(colon) if chunks[at].kind == "np" and chunks[at].meaning == "people"]
        if not named or not wholes:
            continue
        whole = chunks[wholes[-1]]
        exact = whole.number.exact if whole.number is not None else None
        is_one = len(named) == 1 and not is_plural(whole) and whole.name is None and whole.det in _NEW
        if exact == len(named) or is_one:
            yield Roll(named, wholes[-1])


_NEW: Final = frozenset({"a", "an", "another", "one"})


def _list_renamed(reading: Reading) -> Iterator[Roll]:
    """Read "The three, A, B and C, had been held"."""
    chunks = reading.chunks
    for at, chunk in enumerate(chunks[:-2]):
        exact = chunk.number.exact if chunk.number is not None else None
        if chunk.kind != "np" or chunk.det != "the" or exact is None or chunks[at + 1].kind not in {"comma", "dash"}:
            continue
        named = list_names(reading, at + 2)
        if len(named) == exact and not chunk.names:
            yield Roll(named, at)


def _list_led(reading: Reading) -> Iterator[Roll]:
    """Read "Those let out include A and B", "The freed were named as A", "Among the beneficiaries are A and B"."""
    chunks = reading.chunks
    first = 1 if chunks and chunks[0].word == "among" else 0
    if len(chunks) < first + 2 or chunks[first].kind != "np" or chunks[first].word not in _LEADS or chunks[first].names:
        return
    if chunks[first].det not in {"the", "those", "these", ""} or chunks[first].number is not None:
        return
    for at in range(first + 1, min(first + _REACH, len(chunks) - 1)):
        if chunks[at].word in _NAMING or chunks[at].kind == "incl":
            named = list_names(reading, at + 2 if chunks[at + 1].word in {"as", ":"} else at + 1)
            if named:
                yield Roll(named)
            return
        if chunks[at].kind not in _HEADS and chunks[at].kind != "comma":
            return


def _list_too(reading: Reading) -> Iterator[Roll]:
    """Read the second name of "A is among them, and so is B"."""
    chunks = reading.chunks
    for at in range(len(chunks) - 2):
        is_among = chunks[at].kind == "incl" and chunks[at].word == "among-them"
        so = next((step for step in range(at + 1, min(at + 5, len(chunks) - 2)) if chunks[step].word == "so"), None)
        if is_among and so is not None and chunks[so + 1].word == "be":
            yield Roll(list_names(reading, so + 2))
