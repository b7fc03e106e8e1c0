"""Read what people are held, charged or convicted for: "for espionage", "on charges of treason", "of insulting"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.drafts import Draft, Slot
from kg.claims.reading import Reading
from kg.claims.words import read_table
from kg.model import ClaimType, Role

OFFENCE_TYPES: Final = frozenset({ClaimType.ARREST, ClaimType.DETENTION, ClaimType.SENTENCING, ClaimType.CHARGE_FILING})
_NAMES: Final = read_table("offences")
_LEADING: Final = frozenset({"for", "of", "on", "over", "with"})
_ENDING: Final = frozenset({"stop", "comma", "sub", "rel", "quote"})
_REACH: Final = 7  # tokens behind the preposition


def find_offences(draft: Draft, reading: Reading) -> Iterator[Slot]:
    """Find the offences that a text names for an arrest, a detention or a sentence, each once."""
    seen: set[str] = set()
    for at in _list_leads(draft, reading):
        for step in range(at + 1, min(at + 1 + _REACH, _find_end(draft, reading))):
            length, name = _match(reading, step)
            if name and name not in seen:
                seen.add(name)
                yield Slot(Role.OFFENCE, reading.quote(step, step + length), "detail.offence", value=name)


def _match(reading: Reading, at: int) -> tuple[int, str]:
    """Match one word or two with a hyphen between in our list."""
    words = reading.lows(at, at + 2)  # one only at the end of a headline, which has no full stop
    pair = "-".join(words)
    if len(words) > 1 and pair in _NAMES:
        return 2, _NAMES[pair]
    return 1, _NAMES.get(words[0], "")


def _list_leads(draft: Draft, reading: Reading) -> Iterator[int]:
    start = reading.chunks[draft.at].end
    yield from (at for at in range(start, _find_end(draft, reading)) if reading.tokens[at].low in _LEADING)


def _find_end(draft: Draft, reading: Reading) -> int:
    later = reading.chunks[draft.at + 1 :]
    return next((chunk.start for chunk in later if chunk.kind in _ENDING), len(reading.tokens))
