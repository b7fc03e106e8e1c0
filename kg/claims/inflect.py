"""Generate the forms of English verbs and nouns."""

from collections.abc import Iterator
from typing import Final

_VOWELS: Final = frozenset("aeiou")
_SIBILANTS: Final = ("s", "x", "z", "ch", "sh")


def inflect_verb(lemma: str, *, doubles: bool) -> Iterator[tuple[str, str]]:
    """Give each regular form with its name: base, s, ed, ing.

    >>> list(inflect_verb("free", doubles=False))
    [('free', 'base'), ('frees', 's'), ('freed', 'ed'), ('freeing', 'ing')]
    """
    yield lemma, "base"
    yield pluralise(lemma), "s"
    if lemma.endswith("ee"):
        yield lemma + "d", "ed"
        yield lemma + "ing", "ing"
    elif lemma.endswith("e"):
        yield lemma + "d", "ed"
        yield lemma[:-1] + "ing", "ing"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield lemma[:-1] + "ied", "ed"
        yield lemma + "ing", "ing"
    else:
        stems = [lemma + lemma[-1]] if doubles else [lemma]
        if doubles and lemma.endswith("l"):
            stems.append(lemma)  # American spelling: labeled, traveling
        for stem in stems:
            yield stem + "ed", "ed"
            yield stem + "ing", "ing"


def pluralise(noun: str) -> str:
    """Give the regular plural of a noun (and the s-form of a verb).

    >>> [pluralise(noun) for noun in ("talk", "embassy", "crew", "bush", "tax", "spokesman")]
    ['talks', 'embassies', 'crews', 'bushes', 'taxes', 'spokesmen']
    """
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("man") and noun not in {"human", "german", "shaman"}:
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


_IRREGULAR: Final = {
    "person": "persons",
    "child": "children",
    "wife": "wives",
    "prisoner-of-war": "prisoners-of-war",
    "prisoner-of-conscience": "prisoners-of-conscience",
    "tooth": "teeth",
    "police": "police",
    "have": "has",
    "go": "goes",
    "do": "does",
    "attorney-general": "attorneys-general",
    "secretary-of-state": "secretaries-of-state",
    "head-of-state": "heads-of-state",
}
