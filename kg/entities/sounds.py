"""Spell the sound of a token as Belarusian, Russian, Ukrainian, Polish and German romanisations mean it.

Sounds are sets: `ch`, `ck`, `ou` and `rz` can be read in several ways, and two tokens sound alike when one
reading is the same. Loose sounds also let unstressed vowels change places (o and a, e and ia), which is right for
names of these languages only: Morton is not Martin, Wong is not Wang.

Source: the Slavic consonant skeleton of the linking notes, with vowels kept in classes, since without them
Patterson and Peterson are one name.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# What is looked for, and each way to read it; one after the other, on every reading found so far.
READINGS: Final = (
    (re.compile(r"s?zcz|stch|tsch(?=o|i)"), ("shch",)),
    (re.compile(r"tsch|tch|cz"), ("ch",)),
    (re.compile(r"sch|sz"), ("sh",)),
    (re.compile(r"ch"), ("ch", "kh")),
    (re.compile(r"rz"), ("zh", "rz")),
    (re.compile(r"ck"), ("tsk", "k")),
    (re.compile(r"(?<![cskpztw])h"), ("g", "kh")),  # Hanna is Ganna, Harbachou is Gorbachev, Homich is Khomich
    (re.compile(r"(?<=[aeioy])u(?![aeiouy])"), ("v", "u")),  # short u before a consonant: Kavalchuk, Slauk
)
# What spells one sound gets one form; capitals are sounds that plain letters need two signs for.
STRICT: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(.)\1+", r"\1"),
        (r"shch", "X"),
        (r"zh", "Z"),
        (r"sh", "S"),
        (r"ch|(?<=i)c$", "C"),
        (r"kh", "H"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"dz(?=[ieyjmv])", "d"),
        (r"(?:ts|tz|c)(?=[iyj])|tse", "t"),
        (r"ts|tz", "c"),
        (r"w", "v"),
        (r"[jy]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
LOOSE: Final = (
    *STRICT,
    *((re.compile(pattern), form) for pattern, form in ((r"i[aeo]", "e"), (r"o", "a"), (r"(.)\1+", r"\1"))),
)
VOWELS: Final = re.compile(r"[aeiou]")
# Endings that tell a woman's surname from a man's, on the letters as spelled; the form of both is the man's.
FEMININE: Final = (
    (re.compile(r"(?<=.{2}[sctz]k)(?:a|aya|aja|aia|ayia|aiia|aiya)$"), "i"),
    (re.compile(r"(?<=.{2}[oeau][vw])a$"), ""),
    (re.compile(r"(?<=.{3}[iy]n)a$"), ""),
)
MASCULINE: Final = (
    (re.compile(r"(?<=.{2}[sctz]k)(?:i|y|iy|ii|ij|yi|yj)$"), "i"),
    (re.compile(r"(?<=.{2}[oeau])[uvw]$"), "v"),
    (re.compile(r"(?<=.{3}[iy])n$"), "n"),
)
SLAVIC_ENDING: Final = re.compile(r"(?:[ae]v|ski|cki|viC|enka)$")  # on the loose sound of the man's form


@lru_cache(maxsize=65_536)
def spell_sounds(token: str, *, is_loose: bool = False) -> frozenset[str]:
    """Spell every way a token of a name (from `split_name`) can sound.

    >>> sorted(spell_sounds("pyatrouski", is_loose=True) & spell_sounds("petrovsky", is_loose=True))
    ['petravski']
    >>> spell_sounds("morton", is_loose=True) & spell_sounds("martin", is_loose=True)
    frozenset()
    """
    readings = {token}
    for pattern, forms in READINGS:
        readings = {pattern.sub(form, reading) for reading in readings for form in forms}
    return frozenset(_replace_all(reading, LOOSE if is_loose else STRICT) for reading in readings)


def _replace_all(text: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """Apply replacements one after the other."""
    for pattern, form in rules:
        text = pattern.sub(form, text)
    return text


@lru_cache(maxsize=65_536)
def spell_skeletons(token: str) -> frozenset[str]:
    """Spell the consonants of a surname, the man's form, for finding candidates; the sound itself if it has none.

    >>> "grnvC" in spell_skeletons("hrynevich") & spell_skeletons("grinevitch"), spell_skeletons("orlova")
    (True, frozenset({'rlv'}))
    """
    sounds = spell_sounds(split_gender(token)[0], is_loose=True)
    return frozenset(VOWELS.sub("", sound).replace("c", "t") or sound for sound in sounds)


@lru_cache(maxsize=65_536)
def split_gender(surname: str) -> tuple[str, str]:
    """Give the man's form of a surname, and "f" or "m" where its ending tells the bearer.

    >>> split_gender("zarskaja"), split_gender("orlau"), split_gender("petrenko")
    (('zarski', 'f'), ('orlav', 'm'), ('petrenko', ''))
    """
    for gender, rules in (("f", FEMININE), ("m", MASCULINE)):
        for pattern, form in rules:
            if pattern.search(surname):
                return pattern.sub(form, surname), gender
    return surname, ""


def is_slavic(surname: str) -> bool:
    """Say whether a surname has an ending of the languages whose unstressed vowels change places."""
    sounds = spell_sounds(split_gender(surname)[0], is_loose=True)
    return any(SLAVIC_ENDING.search(sound) for sound in sounds)
