"""Know who is who within one article: full names and surnames, bodies, places, states, groups.

What kind of thing an unknown name is, is decided once for the whole article from all its mentions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.gazetteer import Index
from kg.claims.lexicon import Lexicon
from kg.claims.names import Name
from kg.claims.reading import Reading
from kg.claims.words import read_table, read_words
from kg.model import Count, EntityKind, Quote

_PLACE_BEFORE: Final = read_words("cast", "place_before")
Words = tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


class Cast:
    """Hold the figures and bands of one article; grows while claims are read."""

    def __init__(self, readings: Sequence[Reading], index: Index, lexicon: Lexicon) -> None:
        """Decide what every name is, before any claim is read."""
        self.readings = readings
        self.index = index
        self.lexicon = lexicon
        self.organs = read_table("organs")
        self.figures: dict[str, Figure] = {}
        self.bands: list[Band] = []
        self.bands_by_key: dict[str, Band] = {}
        self.bands_at: dict[tuple[int, int], str] = {}  # words that made a band -> the band
        self.parts: dict[tuple[int, str], str] = {}  # where a part is named, and of which band
        self.longer: dict[str, list[Words]] = {}  # first or last word of a full name -> the names
        self.by_name: dict[Words, str] = {}
        self.sightings: dict[int, list[Sighting]] = {}
        self.strangers: dict[int, tuple[Stranger, ...]] = {}  # by sentence, read when first asked for
        self.freed: list[str] = []  # bands that were let out, the last one last
        self.measures: tuple[int, frozenset[str]] | None = None  # where a restriction was last told, and its targets
        self.custody: set[str] = set()
        self.stayed: set[str] = set()  # people who would not go where the others went
        self.kin: dict[str, tuple[str, str]] = {}  # person -> (kin word, whose)
        self._name_all(readings)
        self._sight_all(readings)

    # ---- names

    def _name_all(self, readings: Sequence[Reading]) -> None:
        votes: dict[Words, list[str]] = {}
        order: dict[Words, Quote] = {}
        for reading in readings:
            for at, chunk in enumerate(reading.chunks):
                for name in _iterate_names(chunk):
                    if name.kind in {"unknown", "body", "facility", "award"}:
                        words = reading.lows(name.start, name.end)
                        order.setdefault(words, reading.quote(name.start, name.end))
                        votes.setdefault(words, []).extend(self._vote(reading, at, chunk, name))
        for words in sorted(order, key=lambda words: (-len(words), order[words].start)):
            self._admit(words, order[words], votes[words])

    def _vote(self, reading: Reading, at: int, chunk: Chunk, name: Name) -> Iterator[str]:
        if name.kind != "unknown":
            yield {"body": "body!", "facility": "facility!", "award": "award!"}[name.kind]
            return
        yield from self._vote_by_noun(reading, chunk, name)
        yield from ("body!",) if _is_employer(reading, chunk, name) else ()
        yield from ("person",) if _acts_as_person(reading, at, chunk, name) else ()
        before = reading.chunks[at - 1] if at else None
        if (
            before is not None
            and before.kind == "prep"
            and before.word in _PLACE_BEFORE
            and chunk.noun is None
            and chunk.name is name
        ):
            yield "place"
        for renamed in reading.sketch.appositions.get(at, ()):
            yield from self._vote_by_meaning(reading.chunks[renamed])
        for head, renamers in reading.sketch.appositions.items():
            if at in renamers and chunk.noun is None:
                yield from self._vote_by_meaning(reading.chunks[head])
        after = reading.chunks[at + 1 : at + 3]
        if len(after) > 1 and after[0].word == "(" and after[1].meaning in {"group", "firm", "body"}:
            yield "body!"
        if any(next_.kind == "rel" and next_.word in {"who", "whom"} for next_ in after) and chunk.name is name:
            yield "person"

    def _vote_by_noun(self, reading: Reading, chunk: Chunk, name: Name) -> Iterator[str]:
        """Let the noun right before a name say what it is: "the lawyer X", "the group X"."""
        nouns = [noun for place, noun in chunk.nouns if place < name.start]
        if nouns and chunk.name is name:
            if nouns[-1].meaning == "people":
                yield "person!"
            elif nouns[-1].meaning in {"body", "group", "firm"}:
                yield "body!"
            elif nouns[-1].meaning in {"facility", "place"}:
                yield "place!"
        title = reading.tokens[name.start - 1].low if name.start else ""
        if title in self.lexicon.lists["titles"]:
            yield "person!"
        if chunk.det in {"the", "a"} and len(reading.lows(name.start, name.end)) == 1 and chunk.noun is None:
            yield "body"
        if any(place >= name.end for place, _ in chunk.nouns) and chunk.name is not name:
            yield "modifier"

    def _vote_by_meaning(self, chunk: Chunk) -> Iterator[str]:
        if chunk.meaning == "people":
            yield "person!"
        elif chunk.meaning in {"body", "group", "firm"}:
            yield "body!"

    def _admit(self, words: Words, quote: Quote, votes: Sequence[str]) -> None:
        sort = self._decide(words, votes)
        if sort == "person":
            key = self._find_longer(words) or self.add_figure(EntityKind.PERSON, quote)
            self.by_name[words] = key
            words = _turn_round(words)
            self.by_name.setdefault(words, key)
            for word in {words[0], words[-1]}:
                self.longer.setdefault(word, []).append(words)
            for tail in self._list_short(words):
                if len(tail) > 1 or not self._is_plain(tail[0]):
                    self.by_name.setdefault(tail, key)
            return
        kind = {
            "body": EntityKind.ORGANIZATION,
            "place": EntityKind.PLACE,
            "facility": EntityKind.FACILITY,
            "award": EntityKind.AWARD,
        }[sort]
        self.by_name[words] = self.add_figure(kind, quote)

    def _decide(self, words: Words, votes: Sequence[str]) -> str:
        for sort in ("body", "facility", "award", "person", "place"):
            if f"{sort}!" in votes:
                return sort
        if len(words) == 1 and words in self.by_name and self.figures[self.by_name[words]].kind == EntityKind.PERSON:
            return "person"
        if "person" in votes:
            return "person"
        places = votes.count("place")
        if places and places * 2 >= len(votes) - votes.count("modifier"):
            return "place"
        if len(words) == 1:
            return "person" if self._find_longer(words) else "body"
        return "person"

    def _find_longer(self, words: Words) -> str | None:
        """Find the fuller name that this one shortens."""
        if words in self.by_name:
            return self.by_name[words]
        for longer in self.longer.get(words[-1], ()):
            key = self.by_name[longer]
            if len(longer) > len(words) and set(words) <= set(longer) and self.figures[key].kind == EntityKind.PERSON:
                return key
        return None

    def _is_plain(self, word: str) -> bool:
        """Say whether a word is a title or says what bodies are, so that alone it names no person."""
        noun = self.lexicon.nouns.get(word)
        return word in self.lexicon.lists["titles"] or (noun is not None and noun.meaning in {"body", "group"})

    def _list_short(self, words: Words) -> Iterator[Words]:
        last = len(words) - 1
        if len(words) > 1 and words[-1] not in {"jr.", "jr", "sr."}:
            yield words[-1:]
        for start in range(1, last):
            yield words[start:]
        if len(words) > 1:
            yield words[:1]
        if words[-1] in {"jr.", "jr", "sr."}:
            yield words[:-1]
            yield words[-2:-1]

    def add_figure(self, kind: EntityKind, quote: Quote, *, ref: str | None = None, name: str | None = None) -> str:
        """Add a thing under a key, once."""
        key = ref or f"{kind.lower()}-{len(self.figures) + 1}"
        if key not in self.figures:
            self.figures[key] = Figure(key, kind, [name or quote.exact], [], ref)
            self.figures[key].mentions.append(quote)
        return key

    # ---- sightings

    def _sight_all(self, readings: Sequence[Reading]) -> None:
        for number, reading in enumerate(readings):
            subjects = {at for clause in reading.sketch.clauses for at in clause.subject}
            for at, chunk in enumerate(reading.chunks):
                if chunk.kind != "np":
                    continue
                for name in _iterate_names(chunk):
                    key = self.find_name(reading, name)
                    if key is not None:
                        self._sight(number, reading, key, (at, name, at in subjects and chunk.name is name))
                self._describe(reading, at, chunk)

    def _sight(self, number: int, reading: Reading, key: str, place: tuple[int, Name, bool]) -> None:
        _, name, is_subject = place
        quote = reading.quote(name.start, name.end)
        figure = self.figures[key]
        figure.mentions.append(quote)
        if name.kind == "demonym" or quote.exact in figure.names:
            pass
        elif figure.kind == EntityKind.PERSON or (figure.ref is not None and figure.names != [quote.exact]):
            figure.names.append(quote.exact)
        self.sight(Sighting(number, quote.start, key, is_subject))

    def sight(self, sighting: Sighting) -> None:
        """Add a sighting, also of a pronoun or description once it is understood."""
        self.sightings.setdefault(sighting.sentence, []).append(sighting)

    def list_sightings(self, number: int, start: int, reach: int) -> list[Sighting]:
        """List sightings before a place, the nearest first, over some sentences back."""
        found = [
            sighting for back in range(max(0, number - reach), number + 1) for sighting in self.sightings.get(back, ())
        ]
        return sorted(
            (sighting for sighting in found if sighting.number_start < (number, start)),
            key=lambda sighting: sighting.number_start,
            reverse=True,
        )

    def _describe(self, reading: Reading, at: int, chunk: Chunk) -> None:
        """Note what the nouns beside a name say of a person: gender, profession, family, nationality."""
        if chunk.name is None or (key := self.find_name(reading, chunk.name)) is None:
            return
        renamers = [reading.chunks[i] for i in reading.sketch.appositions.get(at, ())]
        heads = [reading.chunks[i] for i, new in reading.sketch.appositions.items() if at in new]
        for other in (chunk, *renamers, *heads):
            if other is chunk or other.name is None:
                self._take_words(self.figures[key], other, reading)
        title = reading.tokens[chunk.name.start - 1].low if chunk.name.start else ""
        self._take_gender(self.figures[key], {title})

    def _take_words(self, figure: Figure, chunk: Chunk, reading: Reading) -> None:
        words = {noun.lemma for _, noun in chunk.nouns}
        figure.words |= words
        self._take_gender(figure, words)
        for name in chunk.names:
            if (
                name.kind == "demonym"
                and name.ref is not None
                and figure.kind == EntityKind.PERSON
                and not words & self.lexicon.lists["positions"]
            ):
                self.add_known(reading, name)
                if name.ref not in figure.citizen_of:
                    figure.citizen_of.append(name.ref)

    def _take_gender(self, figure: Figure, words: set[str]) -> None:
        if words & self.lexicon.lists["feminine"]:
            figure.gender = figure.gender or "f"
        elif words & self.lexicon.lists["masculine"]:
            figure.gender = figure.gender or "m"

    # ---- look-up

    def find_name(self, reading: Reading, name: Name) -> str | None:
        """Find the figure of a name; known places and bodies are added when first met."""
        if name.ref is not None:
            return self.add_known(reading, name)
        return self.by_name.get(reading.lows(name.start, name.end))

    def add_known(self, reading: Reading, name: Name) -> str:
        """Add a state, body, place or award that the gazetteer knows."""
        kind = self.index.kinds.get(name.ref or "", EntityKind.PLACE)
        return self.add_figure(kind, reading.quote(name.start, name.end), ref=name.ref)

    def add_body(self, quote: Quote, *, of_state: str | None) -> str:
        """Add a body that a noun names ("the appeals court")."""
        words = tuple(quote.exact.lower().split())
        key = self.by_name.get(words)
        if key is None:
            key = self.add_figure(EntityKind.ORGANIZATION, quote)
            self.by_name[words] = key
            self.figures[key].of_state = of_state
        self.figures[key].mentions.append(quote)
        return key

    def add_post(self, kind: EntityKind, quote: Quote, words: Words) -> str:
        """Add a post or award by its words."""
        key = self.by_name.get((str(kind), *words))
        if key is None:
            key = self.add_figure(kind, quote)
            self.by_name[str(kind), *words] = key
        self.figures[key].mentions.append(quote)
        return key

    def list_names(self, figure: Figure) -> tuple[str, ...]:
        """List the spellings, the fullest first; a demonym only where the text has no other word."""
        names = dict.fromkeys(figure.names)
        plain = [name for name in names if figure.ref is None or name.lower() not in self.index.demonyms]
        return tuple(sorted(plain or names, key=lambda name: (-len(name), name)))

    def add_part(self, quote: Quote, whole: str, number: int) -> str:
        """Add a part of a band, known by no count."""
        known = self.parts.get((quote.start, whole))
        if known is not None:
            return known
        kind = self.bands_by_key[whole].group_kind
        band = Band(
            f"group-{len(self.bands) + 1}", {quote.exact.lower()}, kind, [quote], part_of=whole, sentence=number - 9
        )
        band.in_custody = self.bands_by_key[whole].in_custody
        self.parts[quote.start, whole] = band.key
        return self.add_band(band)

    def add_band(self, band: Band) -> str:
        """Add a band and give its key."""
        self.bands.append(band)
        self.bands_by_key[band.key] = band
        return band.key

    def list_bands(self, keys: Iterable[str]) -> list[Band]:
        """List the bands among keys, in the order of the text."""
        return [self.bands_by_key[key] for key in sorted(keys, key=_order_key) if key in self.bands_by_key]

    def find_state(self, key: str) -> str:
        """Give the state that a figure is, belongs to or is the capital of; empty where none is known."""
        figure = self.figures.get(key)
        if figure is None:
            return ""
        return key if figure.kind == EntityKind.STATE else figure.of_state or self.index.states.get(key) or ""

    def is_person(self, key: str | None) -> bool:
        """Say whether a key is that of a named person."""
        return key is not None and key in self.figures and self.figures[key].kind == EntityKind.PERSON


def _is_employer(reading: Reading, chunk: Chunk, name: Name) -> bool:
    """Recognise "of the Daily Star": no person has an article, and a body stands behind "of" or "for"."""
    is_bare = chunk.noun is None and chunk.name is name and chunk.names == (name,) and chunk.det == "the"
    before = reading.lows(chunk.start - 1, chunk.start) if chunk.start else ()
    return is_bare and name.end - name.start > 1 and before in {("of",), ("for",)}


def _acts_as_person(reading: Reading, at: int, chunk: Chunk, name: Name) -> bool:
    """Recognise a bare surname: by its ending, where it acts, and by deeds that only people do, as to pardon."""
    if chunk.name is not name or chunk.noun is not None or chunk.det or name.end - name.start > 1:
        return False
    deeds = {reading.chunks[clause.verb].word for clause in reading.sketch.clauses if at in clause.subject}
    low = reading.tokens[name.start].low
    is_surname = low.endswith(_SURNAME_ENDS) and len(low) > _SHORTEST_SURNAME
    return bool(deeds & _PERSONAL) or (bool(deeds) and is_surname)


_SURNAME_ENDS: Final = tuple(sorted(read_words("cast", "surname_ends")))
_SHORTEST_SURNAME: Final = 5  # letters
_PERSONAL: Final = read_words("cast", "personal_deeds")


def _turn_round(words: Words) -> Words:
    """Put the name of a register, "NAME, Given", in the order in which it is spoken."""
    if "," not in words:
        return words
    comma = words.index(",")
    return words[comma + 1 :] + words[:comma]


def _order_key(key: str) -> tuple[int, str]:
    number = key.rpartition("-")[2]
    return int(number) if number.isdigit() else 0, key


def _iterate_names(chunk: Chunk) -> Iterator[Name]:
    if chunk.owner is not None:
        yield from _iterate_names(chunk.owner)
    yield from chunk.names
