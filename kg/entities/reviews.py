"""Record what people decide about a text: that it is withdrawn, or that it may be taken in again."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.entities.registry import Registry
from kg.errors import SettingsError
from kg.model import RegistryRow

REVIEW: Final = "ReviewStatus"  # the kind of such rows; the key is the hash of the text, the slug its status
RETRACTED: Final = "retracted"
MACHINE: Final = "machine"
PEOPLE: Final = "people"
MAX_REASON: Final = 500
UNFIT: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they turn the text behind them


def clean_reason(reason: str) -> str:
    """Give a reason as it is published: one line without blanks around it, in NFC.

    Raises:
        SettingsError: it is empty, too long, or holds control characters.

    >>> clean_reason(" The publisher took it back. ")
    'The publisher took it back.'
    """
    text = unicodedata.normalize("NFC", reason).strip()
    unfit = next(find_unfit(text), None)
    if unfit is not None:
        raise SettingsError(f"the reason holds the character {unfit!a}", hint="Give one line of plain text.")
    if not text:
        raise SettingsError("the reason is empty", hint="Say why: it is public, and readers will ask.")
    if len(text) > MAX_REASON:
        raise SettingsError(f"the reason has {len(text)} characters; the limit is {MAX_REASON}", hint="Say it shorter.")
    return text


def find_unfit(text: str) -> Iterator[str]:
    """Find the characters that are none to be shown in a line."""
    return (char for char in text if unicodedata.category(char) in UNFIT or char in TURNING)


def make_review(hash12: str, status: str, reason: str, day: date) -> RegistryRow:
    """Make the row that records a decision of people about a text."""
    return RegistryRow(status, REVIEW, hash12, reason, decided_on=day, decider=PEOPLE)


def may_return(hash12: str, registry: Registry) -> bool:
    """Say whether people have decided that a text which they withdrew may be taken in again."""
    return registry.find_slug(REVIEW, hash12) == MACHINE
