"""Hold what an article says of one named thing and of one group, and the places where it speaks of them."""

from dataclasses import dataclass, field
from typing import Final

from kg.claims.records import record
from kg.model import Count, EntityKind, Quote

# Kinds of groups that say by themselves that their people are held.
IN_CUSTODY: Final = frozenset(["prisoners", "political-prisoners", "detainees", "hostages", "prisoners-of-war"])
# Kinds of people who have a say in what befalls others, and are not these.
IN_OFFICE: Final = frozenset(["officials", "experts", "authorities"])


@dataclass(slots=True)
class Figure:
    """Collect what the article says of one named thing."""

    key: str
    kind: EntityKind
    names: list[str] = field(default_factory=list)
    mentions: list[Quote] = field(default_factory=list)
    ref: str | None = None
    gender: str = ""
    words: set[str] = field(default_factory=set)  # nouns that describe it: lawyer, journalist
    citizen_of: list[str] = field(default_factory=list)
    of_state: str | None = None
    is_guess: bool = False  # one word of which nothing in the text says what it is: a body, or a place


@dataclass(slots=True)
class Band:
    """Collect what the article says of one group of people without names."""

    key: str
    words: set[str]
    group_kind: str
    mentions: list[Quote]
    count: Count | None = None
    members: dict[str, Quote] = field(default_factory=dict)  # person -> the words that name them as one of these
    citizen_of: list[str] = field(default_factory=list)
    part_of: str | None = None
    sentence: int = 0
    in_custody: bool = False
    is_plural: bool = True
    freed_by: set[str] = field(default_factory=set)  # states that are told to have let them go
    is_told_part: bool = False  # the text counts these out of the wider group, and may tell no more of them


@record
class Sighting:
    """Hold one place where a named thing is spoken of."""

    sentence: int
    start: int
    key: str
    is_subject: bool

    @property
    def number_start(self) -> tuple[int, int]:
        """Give what orders sightings: sentence, then place."""
        return self.sentence, self.start


@record
class Stranger:
    """Hold one place where a single person without a name is brought in or spoken of."""

    at: int  # index of the chunk
    start: int
    gender: str
    is_held: bool
    is_subject: bool
    is_told_of: bool  # the subject of what is told, not of saying
    is_met: bool  # the object of what is told
    partners: frozenset[int]  # objects of the verbs that it is the subject of
    others: frozenset[str]  # genders of the pronouns among these: it is none of them
