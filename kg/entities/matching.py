"""Decide whether two names can be one person's: surname and given name must agree, and nothing may speak against it.

Alike names are not one person for sure; unlike ones are two. Initials and single tokens agree with nothing
here: what they stand for, only their own text can say (`find_namesake`).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kg.entities.names import fold_name, read_table, split_name
from kg.entities.sounds import is_slavic, spell_sounds, split_gender
from kg.errors import IdentityError

MIN_TOKENS: Final = 2  # a full name has a given name and a surname
UNSTRESSED: Final = frozenset("aei")  # vowels that spellings of one Slavic surname may differ in, once


def load_given_names() -> dict[str, frozenset[str]]:
    """Load the groups of given names: each loose sound leads to the sounds of its group.

    Raises:
        IdentityError: a spelling stands in two groups.
    """
    groups: dict[str, frozenset[str]] = {}
    for is_slavic_group, spellings in read_table("given.tsv"):
        loose = is_slavic_group == "yes"
        sounds = frozenset(s for name in spellings.split() for s in spell_sounds(name, is_loose=loose))
        for sound in sounds:
            if groups.setdefault(sound, sounds) != sounds:
                raise IdentityError(f"given.tsv: {sound!r} of {spellings!r} stands in two groups")
    return groups


def load_slavic_sounds() -> frozenset[str]:
    """Load the sounds of those given names that show a Slavic name."""
    rows = read_table("given.tsv")
    return frozenset(
        s for flag, names in rows if flag == "yes" for n in names.split() for s in spell_sounds(n, is_loose=True)
    )


GIVEN_NAMES: Final = load_given_names()
SLAVIC_SOUNDS: Final = load_slavic_sounds()


@lru_cache(maxsize=65_536)
def names_agree(one: str, other: str) -> bool:
    """Say whether two full names can be spellings of one.

    >>> names_agree("Siarhei Pyatrouski", "Sergey Petrovsky"), names_agree("Alena Pyatrouskaya", "Siarhei Pyatrouski")
    (True, False)
    >>> names_agree("S. Pyatrouski", "Siarhei Pyatrouski"), names_agree("James Morton", "James Martin")
    (False, False)
    """
    first, second = split_name(one), split_name(other)
    if min(len(first), len(second)) < MIN_TOKENS:
        return False
    return _agree_in_order(first, second) or _agree_turned(first, second) or fold_name(one) == fold_name(other)


def _agree_in_order(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Compare given name, surname and what stands between, as written."""
    return (
        given_names_agree(first[0], second[0])
        and surnames_agree(first[-1], second[-1], is_loose=_are_slavic(first, second))
        and _middles_agree(first[1:-1], second[1:-1])
    )


def _agree_turned(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Compare "Given Surname" with "Surname Given", where a known given name shows which is which."""
    if len(first) != MIN_TOKENS or len(second) != MIN_TOKENS or _knows(first[0]) == _knows(first[1]):
        return False
    return _agree_in_order(first, second[::-1])


def _are_slavic(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Say whether both names show that their unstressed vowels may change places."""
    return all(
        is_slavic(name[-1]) or bool(spell_sounds(name[0], is_loose=True) & SLAVIC_SOUNDS) for name in (first, second)
    )


def _knows(token: str) -> bool:
    """Say whether a token is in the table of given names."""
    return any(sound in GIVEN_NAMES for loose in (True, False) for sound in spell_sounds(token, is_loose=loose))


def _middles_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Compare middle names and patronymics: where both names have some, they must share one or its initial."""
    if not first or not second:
        return True
    return any(
        given_names_agree(one, other) or (1 in {len(one), len(other)} and one[0] == other[0])
        for one in first
        for other in second
    )


@lru_cache(maxsize=65_536)
def given_names_agree(one: str, other: str) -> bool:
    """Say whether two given names sound alike or are forms of one name; an initial agrees with nothing.

    >>> given_names_agree("mikalai", "nikolay"), given_names_agree("irina", "arina")
    (True, False)
    """
    if min(len(one), len(other)) < MIN_TOKENS:
        return False
    if spell_sounds(one) & spell_sounds(other):
        return True
    groups = [_find_group(token) for token in (one, other)]
    return bool(groups[0] & groups[1])


def _find_group(given: str) -> frozenset[str]:
    """Find the sounds of the group that a given name is in; none where it is not in the table."""
    sounds = (*spell_sounds(given, is_loose=True), *spell_sounds(given))
    return frozenset(s for sound in sounds for s in GIVEN_NAMES.get(sound, ()))


@lru_cache(maxsize=65_536)
def surnames_agree(one: str, other: str, *, is_loose: bool) -> bool:
    """Say whether two surnames are spellings of one, a man's and a woman's form included.

    >>> surnames_agree("pyatrouskaya", "petrovskaja", is_loose=True), surnames_agree("makarov", "mokrov", is_loose=True)
    (True, False)
    """
    stems = (split_gender(one)[0], split_gender(other)[0])
    first, second = (spell_sounds(stem, is_loose=is_loose) for stem in stems)
    if first & second:
        return True
    return is_loose and is_slavic(one) and is_slavic(other) and _differ_once(first, second)


def _differ_once(first: Iterable[str], second: Iterable[str]) -> bool:
    """Say whether two surnames differ in one unstressed vowel only."""
    return any(
        len(one) == len(other) and [{a, b} <= UNSTRESSED for a, b in zip(one, other, strict=True) if a != b] == [True]
        for one in first
        for other in second
    )


def find_namesake(name: str, full_names: Iterable[str]) -> str | None:
    """Find the one full name of a text that a bare surname or a name with an initial stands for.

    A woman's form never stands for a man; where two names fit, none is found.

    >>> find_namesake("Pyatrouskaya", ["Alena Pyatrouskaya", "Siarhei Pyatrouski"])
    'Alena Pyatrouskaya'
    >>> find_namesake("Orlov", ["Ivan Orlov", "Petr Orlov"])
    """
    fitting = [full for full in full_names if _stands_for(split_name(name), split_name(full))]
    return fitting[0] if len(fitting) == 1 else None


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether a bare surname, or an initial with a surname, can stand for a full name."""
    if not short or len(full) < MIN_TOKENS:
        return False
    given_fits = len(short) == 1 or (len(short[0]) == 1 and short[0] == full[0][0])
    genders = {split_gender(short[-1])[1], split_gender(full[-1])[1]}
    return given_fits and genders != {"m", "f"} and surnames_agree(short[-1], full[-1], is_loose=True)
