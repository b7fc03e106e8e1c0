"""Load the trigger frames: which words say that something happened, and where its roles stand."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field, fields
from functools import cache
from pathlib import Path
from typing import Final

from kg.claims.records import record
from kg.errors import ClaimError
from kg.model import ClaimType, Factuality, Role
from kg.narrow import take_list, take_table, take_text, take_texts

FOLDER: Final = Path(__file__).parent / "frames"


@record
class Frame:
    """Hold one way to say that something happened.

    `subject` and `object` are the roles of an active sentence; a passive turns them. `intransitive`: the subject is
    who it happens to. `ergative`: the subject stands where others have their object ("the sanctions expired").
    `owner`: the role of "X's" or "of X" at the object. `attached` maps prepositions to roles; the word "restriction"
    in place of a role says that the phrase names the sanctions.
    `object_nouns` are heads that the object must have, `object_words` words that must stand in it ("the largest");
    `adverb` are words of which one must stand within the verb group ("still"). `object_under` are words that must stand
    in the object or right under it ("request for bail").
    `attached_words` are words that one of these prepositional phrases must hold. `speaks_of_custody`: the sentence or
    what is known of the patients must speak of custody; `after_custody`: it must say that they come from there.
    `again`: a word such as "back" must say that it is a new turn. `moved`: the patients must be told to be held.
    `complement` are heads of which one must stand
    behind the verb ("took effect"), `object_preposition` what its object stands under ("did away with").
    `on_sanctions`: the article must speak of sanctions; `entering`: people are barred from entering a state;
    `recalls`: the sanction told before is meant where the phrase names none; `listed`: a noun needs a list behind it;
    `follows`: the act on sanctions that was told last, which is done likewise here.
    `behind` are words of which one must stand behind the verb, in whatever clause.
    `recalls_held`: a court may mean the prisoner of whom the text spoke last.
    """

    id: str
    type: ClaimType
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    object_nouns: frozenset[str] = frozenset()
    object_words: frozenset[str] = frozenset()
    subject_nouns: frozenset[str] = frozenset()
    object_under: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    adverb: frozenset[str] = frozenset()
    object_sort: str = ""
    subject_sort: str = ""
    object_preposition: str = ""
    follows: str = ""
    linker: str = "of"
    subject: str = ""
    object: str = ""
    indirect: str = ""
    intransitive: str = ""
    owner: str = ""
    actor_sort: str = ""
    context: str = ""
    custody: bool = False
    needs_custody_words: bool = False
    excludes_term: bool = False
    passive_only: bool = False
    quoted: bool = False
    needs_kind: bool = False
    speaks_of_custody: bool = False
    after_custody: bool = False
    after_release: bool = False
    no_object: bool = False
    held_before: bool = False
    active_only: bool = False
    past_only: bool = False
    since_only: bool = False
    ergative: bool = False
    again: bool = False
    moved: bool = False
    on_sanctions: bool = False
    entering: bool = False
    recalls: bool = False
    listed: bool = False
    recalls_held: bool = False
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    with_prepositions: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    attached: Mapping[str, str] = field(default_factory=dict)
    attached_sort: Mapping[str, str] = field(default_factory=dict)
    attached_nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attached_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    values: Mapping[Role, str] = field(default_factory=dict)
    factuality: Factuality | None = None


@record
class FrameBook:
    """Hold all frames by the words that set them off."""

    frames: tuple[Frame, ...]
    by_verb: Mapping[str, tuple[Frame, ...]]
    by_noun: Mapping[str, tuple[Frame, ...]]

    def list_verbs(self) -> tuple[str, ...]:
        """List the verbs that the lexicon must know."""
        below = [word for frame in self.frames for word in frame.below]
        return tuple(sorted({*self.by_verb, *below}))


@cache
def load_frames() -> FrameBook:
    """Load all frames in the order of their files and rows."""
    return index_frames(tuple(frame for path in sorted(FOLDER.glob("*.toml")) for frame in read_frames(path)))


def index_frames(frames: tuple[Frame, ...]) -> FrameBook:
    """Index frames by their words, keeping their order."""
    by_verb: dict[str, list[Frame]] = {}
    by_noun: dict[str, list[Frame]] = {}
    for frame in frames:
        for verb in frame.verbs:
            by_verb.setdefault(verb, []).append(frame)
        for noun in frame.nouns:
            by_noun.setdefault(noun, []).append(frame)
    return FrameBook(frames, _freeze(by_verb), _freeze(by_noun))


def _freeze(table: Mapping[str, list[Frame]]) -> Mapping[str, tuple[Frame, ...]]:
    return {word: tuple(frames) for word, frames in table.items()}


def read_frames(path: Path) -> Iterator[Frame]:
    """Read the frames of one file.

    Raises:
        KgError: a row has a key that no frame has, or a value of another sort; names the file and the frame.
    """
    rows = take_list(tomllib.loads(path.read_text(encoding="utf-8")).get("frame", []), path.name)
    for number, row in enumerate(rows, 1):
        yield _make_frame(take_table(row, f"{path.name}, frame {number}"), path.name)


def _make_frame(row: Mapping[str, object], where: str) -> Frame:
    where = f"{where}, frame {take_text(row.get('id'), where)}"
    given = {key: _read_value(key, value, where) for key, value in row.items()}
    return Frame(**given)  # type: ignore[arg-type] # _read_value gives each key its type


def _read_value(key: str, value: object, where: str) -> object:  # noqa: PLR0911 - one test a case, in their order
    """Read a value as the field of Frame that it fills has it."""
    sort = _SORTS.get(key)
    if sort is None:
        raise ClaimError(f"{where}: there is no key {key!r}", hint="See the fields of Frame in kg/claims/frames.py.")
    if sort == frozenset[str]:
        return frozenset(take_text(value, where).split())
    if sort is str:
        return take_text(value, where)
    if sort is bool:
        return value is True
    if sort == tuple[str, ...]:
        return take_texts(value, where)
    if sort is ClaimType:
        return ClaimType(take_text(value, where))
    if sort == Factuality | None:
        return Factuality(take_text(value, where))
    return _read_mapping(sort, take_table(value, where), where)


_SORTS: Final = {each.name: each.type for each in fields(Frame)}


def _read_mapping(sort: object, table: Mapping[str, object], where: str) -> object:
    texts = {key: take_text(value, where) for key, value in table.items()}
    if sort == Mapping[Role, str]:
        return {Role(role): word for role, word in texts.items()}
    if sort == Mapping[str, frozenset[str]]:
        return {word: frozenset(nouns.split()) for word, nouns in texts.items()}
    return texts
