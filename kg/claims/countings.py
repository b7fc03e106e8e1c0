"""Match the number of a headline with the names of the text: "two reporters" are X and Y, where X and Y report."""

from collections.abc import Sequence
from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, Draft, Slot
from kg.claims.figures import Band
from kg.claims.words import read_words

_ANYBODY: Final = read_words("countings", "anybody")
_GENDERS: Final = {"man": "m", "woman": "f"}


def names_all(drafts: Sequence[Draft], cast: Cast) -> bool:
    """Say whether one telling counts the people whom another one names, and note them as members."""
    slots = {slot.key: slot for draft in drafts for slot in draft.slots if slot.role in PATIENTS and slot.key}
    persons = [slot for key, slot in slots.items() if cast.is_person(key)]
    bands = cast.list_bands(key for key in slots if key is not None)
    if len(bands) != 1 or len(persons) < _FEWEST or not _may_mean(bands[0], persons, cast):
        return False
    for slot in persons:
        if slot.key is not None:
            bands[0].members.setdefault(slot.key, slot.quote)
    return True


_FEWEST: Final = 2  # one person is matched by what describes them


def _may_mean(band: Band, persons: Sequence[Slot], cast: Cast) -> bool:
    """Say whether number, profession and gender of a group are those of the persons."""
    if band.count is None or band.count.exact != len(persons) or set(band.members) - {slot.key for slot in persons}:
        return False
    nouns = [noun for word in sorted(band.words) if (noun := cast.lexicon.nouns.get(word)) is not None]
    lemmas = {noun.lemma for noun in nouns if noun.meaning == "people"}
    figures = [cast.figures[slot.key] for slot in persons if slot.key is not None]
    genders = {gender for word, gender in _GENDERS.items() if word in lemmas}
    if genders and any(figure.gender and figure.gender not in genders for figure in figures):
        return False
    trades = lemmas - _ANYBODY
    return not trades or any(figure.words & trades for figure in figures)
