"""Know who is who within one article: full names and surnames, bodies, places, states, groups.

What kind of thing an unknown name is, is decided once for the whole article from all its mentions.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.figures import Band, Figure, Sighting, Stranger
from kg.claims.gazetteer import Index
from kg.claims.lexicon import Lexicon
from kg.claims.names import PARTICLES, Name
from kg.claims.reading import Reading
from kg.claims.votes import list_votes
from kg.claims.words import read_table, read_words
from kg.model import EntityKind, Quote

Words = tuple[str, ...]
_SIGNS = read_words("cast", "sanctions")
_DECIDED: Final = frozenset({"unknown", "body", "facility", "award"})
_INITIAL: Final = 2  # letters of "J.", which names nobody


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
        self.first_seen: dict[str, int] = {}  # figure -> the first sentence, no heading, that it is sighted in
        self.strangers: dict[int, tuple[Stranger, ...]] = {}  # by sentence, read when first asked for
        self.last_release: int | None = None  # sentence in which a release was last told
        self.freed: list[str] = []  # bands that were let out, the last one last
        self.measures: tuple[int, frozenset[str]] | None = None  # where a restriction was last told, and its targets
        self.last_act = ""  # the frame of the act on sanctions that was told last
        self.is_on_sanctions = any(not _SIGNS.isdisjoint(reading.words) for reading in readings)
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
                    if name.kind in _DECIDED or (name.kind == "place" and name.ref is None):
                        words = reading.lows(name.start, name.end)
                        order.setdefault(words, reading.quote(name.start, name.end))
                        votes.setdefault(words, []).extend(list_votes(reading, at, name, self.lexicon))
        for words in sorted(order, key=lambda words: (-len(words), order[words].start)):
            self._admit(words, order[words], votes[words])

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
        self.figures[self.by_name[words]].is_guess = sort == "body" and len(words) == 1 and "body!" not in votes

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
        return "body" if any(self._is_common(word) for word in words) else "person"

    def _is_common(self, word: str) -> bool:
        """Say whether a word means a thing, an office or a body wherever it stands, so that no person is called it."""
        noun = self.lexicon.nouns.get(word)
        return noun is not None and bool(noun.meaning) and noun.meaning not in {"people", "month", "unit"}

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
        for middle in range(1, last):  # "Ana Kobel Ruiz" may be called Kobel
            if words[middle] not in PARTICLES and len(words[middle]) > _INITIAL:
                yield from (words[middle : middle + 1], words[: middle + 1])
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
        if not self.readings[sighting.sentence].sentence.is_heading:
            first = self.first_seen.get(sighting.key, sighting.sentence)
            self.first_seen[sighting.key] = min(first, sighting.sentence)

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
