"""Join what fillers name to entities of the article: known things by the gazetteer, the others by their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.claims.gazetteer import Entry, Index, find_entry
from kg.claims.tokens import cut_tokens
from kg.model import Count, Document, Entity, EntityKind, Quote


@dataclass(frozen=True, slots=True)
class Seat:
    """Hold one filler that names a thing: its words, its kind, what the gazetteer knows, and how many they count."""

    quote: Quote
    kind: EntityKind
    known: Entry | None = None
    count: Count | None = None
    group_kind: str | None = None


def cast_seats(seats: Iterable[Seat]) -> dict[Seat, Entity]:
    """Give each seat its entity; the same name is the same thing, and a surname that of a full name in the article."""
    ordered = sorted(set(seats), key=lambda seat: (seat.quote.start, seat.quote.end, str(seat.kind)))
    identities = {seat: _identify(seat) for seat in ordered}
    full = sorted({words for kind, words, _ in identities.values() if kind == EntityKind.PERSON}, key=_by_length)
    sorted_out: dict[tuple[EntityKind, tuple[str, ...], Entry | None], list[Seat]] = {}
    for seat, (kind, words, entry) in identities.items():
        name = _find_full(words, full) if kind == EntityKind.PERSON else words
        sorted_out.setdefault((kind, name, entry), []).append(seat)
    found: dict[Seat, Entity] = {}
    for number, ((kind, _, entry), group) in enumerate(sorted_out.items(), 1):
        entity = _make_entity(f"{kind.lower()}-{number}", kind, entry, group)
        found |= dict.fromkeys(group, entity)
    return found


def _by_length(words: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(words), words


def _identify(seat: Seat) -> tuple[EntityKind, tuple[str, ...], Entry | None]:
    if seat.known is not None:
        return seat.kind, (seat.known.ref,), replace(seat.known, words=(), is_demonym=False)
    words = tuple(seat.quote.exact.casefold().split())
    return seat.kind, words if seat.kind != EntityKind.GROUP else (*words, str(seat.quote.start)), None


def find_known(document: Document, quote: Quote, index: Index, *, is_place: bool) -> Entry | None:
    """Find what the gazetteer knows by the whole of some words, "the" apart; as an agent, a capital is its state."""
    tokens = cut_tokens(document.text, quote.start, quote.end)
    first = 1 if len(tokens) > 1 and tokens[0].low == "the" else 0
    entry = find_entry(index, tokens, first) if len(tokens) > first else None
    if entry is None or first + len(entry.words) != len(tokens):
        return None
    return entry if is_place or entry.ref not in index.capitals else _find_entry_of(index.states[entry.ref], index)


def _find_entry_of(ref: str, index: Index) -> Entry | None:
    spellings = (entry for entries in index.by_first.values() for entry in entries)
    return next((entry for entry in spellings if entry.ref == ref and not entry.is_demonym), None)


def _find_full(words: tuple[str, ...], full: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Find the one full name that ends in these words; where several do, they stay apart."""
    longer = [name for name in full if len(name) > len(words) and name[-len(words) :] == words]
    return longer[0] if len(longer) == 1 else words


def _make_entity(key: str, kind: EntityKind, entry: Entry | None, seats: Sequence[Seat]) -> Entity:
    mentions = tuple(sorted({seat.quote for seat in seats}, key=lambda quote: (quote.start, quote.end)))
    spelled = dict.fromkeys(" ".join(quote.exact.split()) for quote in mentions)
    names = tuple(sorted(spelled, key=lambda name: (-len(name), name)))
    if entry is not None:
        return Entity(entry.ref, kind, (entry.label,), mentions, entry.ref)
    if kind != EntityKind.GROUP:
        return Entity(key, kind, names, mentions)
    return Entity(key, kind, (), mentions, count=seats[0].count, group_kind=seats[0].group_kind)
