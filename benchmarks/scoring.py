"""Compare events with gold events: which were found, how surely, and with which fillers.

A gold filler may give alternatives ("Norland|Klow"); one that begins with "?" is welcome and not asked for, and so is
an event marked optional. Each gold event is paired with one event at most, the best first.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.narrow import take_list, take_table, take_text

Event = Mapping[str, object]
LISTS = ("agent", "patients", "place", "destination", "issuer", "target_of_sanction", "mediator", "attributed_to")
SINGLE = ("count", "date", "action", "sentence", "kind")
ROLES = (*LISTS, *SINGLE)
CORE = ("Release", "Arrest", "Sentencing", "Transfer", "SanctionImposition", "SanctionRelief", "Talks")
OVERLAP = 0.3  # of the shorter quote, what `_compare` adds included: headline and lead of one event share less


@dataclass(slots=True)
class Tally:
    """Count what was right, what was too much and what was missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Give the share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Give the share of what was to be found that was found; 1 where nothing was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall; 1 where there was nothing to find and nothing found."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0


@dataclass(slots=True)
class Scores:
    """Collect the tallies of all articles."""

    events: Tally = field(default_factory=Tally)
    with_modality: Tally = field(default_factory=Tally)
    facts: Tally = field(default_factory=Tally)
    roles: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})
    right: set[tuple[str, str]] = field(default_factory=set)  # article and id of each event that is right
    mistaken: int = 0  # told as facts, and asked for as something else: planned, demanded, denied, ...

    def add(self, article: str, text: str, found: Sequence[Event], gold: Sequence[Event]) -> None:
        """Add one article."""
        pairs = dict(_pair(text, found, gold))
        taken = {id(gold[at]) for at in pairs.values()}
        missed = [event for event in gold if id(event) not in taken and not event.get("optional")]
        for at, event in enumerate(found):
            mate = gold[pairs[at]] if at in pairs else None
            if mate is None or not mate.get("optional"):
                self._count(article, event, mate)
        for event in missed:
            self.events.missed += 1
            self.with_modality.missed += 1
            self.facts.missed += event.get("modality") == "actual"
            self._count_roles({}, event)

    def _count(self, article: str, event: Event, mate: Event | None) -> None:
        is_fact = event.get("modality") == "actual"
        is_same = mate is not None and event.get("modality") == mate.get("modality")
        self.mistaken += is_fact and mate is not None and not is_same
        _note(self.events, is_right=mate is not None, is_asked=mate is not None)
        _note(self.with_modality, is_right=is_same, is_asked=mate is not None)
        if is_fact:
            _note(self.facts, is_right=is_same, is_asked=False)
        self.facts.missed += not is_same and mate is not None and mate.get("modality") == "actual"
        self._count_roles(event, mate or {})
        if is_same:
            self.right.add((article, str(event.get("id"))))

    def _count_roles(self, event: Event, mate: Event) -> None:
        for role in ROLES:
            said, asked = list(_list_fillers(event, role)), list(_list_fillers(mate, role))
            tally = self.roles[role]
            for filler in asked:
                match = next((word for word in said if _fits(word, filler)), None)
                if match is not None:
                    said.remove(match)
                is_asked = not filler.startswith("?")
                tally.right += match is not None and is_asked
                tally.missed += match is None and is_asked
            tally.extra += len(said)


def _note(tally: Tally, *, is_right: bool, is_asked: bool) -> None:
    tally.right += is_right
    tally.extra += not is_right
    tally.missed += is_asked and not is_right


def _pair(text: str, found: Sequence[Event], gold: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Pair events of one type whose quotes overlap, the most alike first."""
    alike = [
        (_compare(text, event, mate), at, place)
        for at, event in enumerate(found)
        for place, mate in enumerate(gold)
        if event["type"] in {mate["type"], *take_list(mate.get("alt_types", []), "alt_types")}
    ]
    used: tuple[set[int], set[int]] = set(), set()
    for share, at, place in sorted(alike, key=lambda row: (-row[0], row[1], row[2])):
        if share >= OVERLAP and at not in used[0] and place not in used[1]:
            used[0].add(at)
            used[1].add(place)
            yield at, place


def _compare(text: str, event: Event, mate: Event) -> float:
    """Give the greatest share of a quote that two events have in common, and a little for like fillers."""
    ours, theirs = list(_find_spans(text, event)), list(_find_spans(text, mate))
    shares = (
        (min(one[1], other[1]) - max(one[0], other[0])) / min(one[1] - one[0], other[1] - other[0])
        for one in ours
        for other in theirs
    )
    like = sum(
        any(_fits(word, filler) for word in _list_fillers(event, role))
        for role in ROLES
        for filler in _list_fillers(mate, role)
    )
    is_same = event.get("modality") == mate.get("modality")
    best = max(shares, default=0.0)
    return best + 0.05 * like + 0.1 * is_same if best > 0 else 0.0


def _find_spans(text: str, event: Event) -> Iterator[tuple[int, int]]:
    quotes = [event["evidence"], *take_list(event.get("also", []), "also")]
    for quote in (take_text(each, "evidence") for each in quotes):
        start = text.find(quote) if quote else -1
        if start >= 0:
            yield start, start + len(quote)


def _list_fillers(event: Event, role: str) -> Iterator[str]:
    value = event.get(role)
    if value is not None:
        yield from (str(each) for each in (take_list(value, role) if isinstance(value, list) else [value]))


def _fits(word: str, filler: str) -> bool:
    """Say whether a filler is one of the accepted ones: the same words, or the last ones of a name."""
    said = _fold(word)
    return any(said == other or _ends(said, other) or _ends(other, said) for other in _fold_all(filler))


def _ends(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(other) and tuple(one[-len(other) :]) == tuple(other)


def _fold_all(filler: str) -> Iterable[tuple[str, ...]]:
    return [_fold(each) for each in filler.removeprefix("?").split("|")]


def _fold(words: str) -> tuple[str, ...]:
    """Give the words in lower case, without accents and articles."""
    plain = "".join(mark for mark in unicodedata.normalize("NFD", words) if not unicodedata.combining(mark))
    return tuple(word for word in plain.lower().replace("-", " ").split() if word not in {"the", "a", "an"})


def read_gold(document: object, where: str) -> list[Event]:
    """Give the events of a gold document."""
    events = take_list(take_table(document, where)["events"], where)
    return [take_table(event, f"{where}, event {number}") for number, event in enumerate(events, 1)]
