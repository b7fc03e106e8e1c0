"""Hold the phrases of a sentence and how they hang together: who does what to whom, under which verb."""

from collections.abc import Sequence
from dataclasses import field
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.records import record
from kg.claims.words import read_words

REPORTING: Final = read_words("sketch", "reporting")


OBJECT_CONTROL: Final = read_words("sketch", "object_control")


CALLING: Final = read_words("sketch", "calling")


DENYING: Final = read_words("scope", "deny")


TOLD: Final = read_words("sketch", "told").union(
    *(read_words("doubt", f"nouns_{sort}") for sort in ("alleged", "reported", "hypothetical", "plain"))
)


@record
class Attached:
    """Hold a prepositional phrase: its preposition and the coordinated noun phrases under it."""

    preposition: str
    group: tuple[int, ...]
    at: int  # index of the preposition


@record
class Clause:
    """Hold one verb with what belongs to it; all numbers are indexes of chunks.

    `opener` is the word that makes it depend ("if", "that", "who"); `above` the verb it stands under, as infinitive,
    reported clause or participle; `noun_above` the noun that it explains ("decision to lift").
    """

    verb: int
    opener: str = ""
    subject: tuple[int, ...] = ()
    objects: tuple[tuple[int, ...], ...] = ()
    attached: tuple[Attached, ...] = ()
    particles: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
    adjective: str = ""
    above: int | None = None
    noun_above: int | None = None
    end: int = 0
    passive: bool = False
    is_reduced: bool = False  # a bare participle that describes a noun


@record
class Sketch:
    """Hold the phrases of one sentence and how they hang together."""

    chunks: tuple[Chunk, ...]
    clauses: tuple[Clause, ...]
    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)  # any member -> its coordination
    appositions: dict[int, tuple[int, ...]] = field(default_factory=dict)  # noun phrase -> phrases that rename it
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)  # noun phrase -> named members ("including")

    def find_clause(self, verb: int) -> Clause | None:
        """Find the clause of a verb group."""
        return next((clause for clause in self.clauses if clause.verb == verb), None)


def is_full_name(chunk: Chunk) -> bool:
    """Say whether a phrase is a name of several words."""
    return chunk.name is not None and chunk.name.kind == "unknown" and chunk.name.end - chunk.name.start > 1


def sort_phrase(chunk: Chunk) -> str:
    """Give the rough sort of a noun phrase, so that only like is joined with like; empty fits all."""
    if chunk.name is not None:
        if chunk.name.kind in {"state", "place", "facility"}:
            return "place"
        return (
            "people"
            if chunk.name.kind == "unknown" and chunk.noun is not None and chunk.noun.meaning == "people"
            else ""
        )
    if chunk.noun is None:
        return "people" if chunk.word in {"he", "she", "they", "him", "her", "them", "who", "others"} else ""
    if chunk.noun.meaning == "people":
        return "people"
    return {"body": "agent", "group": "agent", "firm": "agent", "weak": "restriction"}.get(
        chunk.noun.meaning, chunk.noun.meaning
    )


def is_inserted(chunks: Sequence[Chunk], verb: int, subject: tuple[int, ...]) -> bool:
    """Recognise an insertion between commas: "X, the Forum said, was freed", "Norland, says the minister, has ..."."""
    first, last = min(*subject, verb), max(*subject, verb)
    return (
        first > 0 and last + 1 < len(chunks) and chunks[first - 1].kind == "comma" and chunks[last + 1].kind == "comma"
    )
