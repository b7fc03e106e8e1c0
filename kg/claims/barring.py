"""Read what people are kept out of, and lists that are no lists of sanctions."""

from typing import Final

from kg.claims.reading import Reading
from kg.claims.sketch import Clause

_ENTRY: Final = frozenset({"entry", "entering", "territory", "soil", "country", "admission", "visit"})
_HOMES: Final = frozenset({"country", "territory", "soil", "state", "bloc", "union", "nation", "land", "it"})
_LISTED: Final = frozenset(
    {
        "sanction",
        "person",
        "individual",
        "entity",
        "people",
        "name",
        "official",
        "firm",
        "company",
        "terrorist",
        "target",
    }
)


def find_entered(clause: Clause, reading: Reading) -> int | None:
    """Find the state in "barred from entering X" or "from its territory"; None where nobody is kept out of one."""
    for found in clause.attached:
        for at in found.group if found.preposition == "from" else ():
            chunk = reading.chunks[at]
            if chunk.word in _ENTRY or (chunk.name is not None and chunk.name.kind == "state"):
                return at
    return _find_entered_below(clause, reading)


def _find_entered_below(clause: Clause, reading: Reading) -> int | None:
    for step in range(clause.verb + 1, min(clause.verb + 8, len(reading.chunks))):
        chunk = reading.chunks[step]
        inner = reading.by_verb.get(step) if chunk.kind == "vg" else None
        if inner is None:
            continue
        is_from = reading.chunks[step - 1].word == "from" and chunk.word in {"enter", "visit", "travel"}
        groups = (*inner.objects, *(found.group for found in inner.attached if found.preposition == "to"))
        places = [at for group in groups for at in group] if is_from else []
        return next((at for at in places if _is_state(reading, at)), None)
    return None


def _is_state(reading: Reading, at: int) -> bool:
    chunk = reading.chunks[at]
    return chunk.word in _HOMES or (chunk.name is not None and chunk.name.kind in {"state", "body"})


def lists_others(reading: Reading, at: int) -> bool:
    """Recognise "its list of candidates", "the shopping list": lists on which no sanctioned people stand."""
    chunks = reading.chunks
    if chunks[at].word != "list" or at + 2 >= len(chunks) or chunks[at + 1].word != "of":
        return False
    listed = chunks[at + 2]
    return listed.meaning != "restriction" and listed.word not in _LISTED
