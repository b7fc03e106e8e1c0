"""List the states and blocs that have a part in what an article tells, under the names the gazetteer gives them."""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.claims.gazetteer import build_index, find_entry
from kg.claims.tokens import cut_tokens
from kg.claims.words import read_words
from kg.model import Claim, Claims, Entity, EntityKind, Gazetteer, Role, SectionKind, Sentence

_BLOCS: Final = frozenset({EntityKind.STATE, EntityKind.STATE_GROUP, EntityKind.INTERGOVERNMENTAL})
# Roles in which armed groups and movements act as states do.
_ACTING: Final = frozenset({Role.RELEASED_BY, Role.PARTY, Role.NEGOTIATOR, Role.MEDIATOR, Role.ACTOR})
_ORGANS: Final = read_words("partakers", "organs")
_DIGEST: Final = 2  # sentences at the top, which say whose news it is


def list_partakers(claims: Claims, told: Sequence[Claim], gazetteer: Gazetteer) -> list[str]:
    """List states and blocs that act, are named beside the events, or are the state of who does.

    Args:
        told: the events that count; without any, nobody has a part in them.
    """
    if not told:
        return []
    entities = {entity.key: entity for entity in claims.entities}
    keys = dict.fromkeys(
        (filler.entity, filler.role) for claim in told for filler in claim.fillers if filler.entity is not None
    )
    found: dict[str, None] = {}
    for key, role in keys:
        found.update(dict.fromkeys(_list_behind(entities[key], role, gazetteer)))
    found.update(dict.fromkeys(_list_named(claims, told, gazetteer)))
    return list(found)


def _list_behind(entity: Entity, role: Role, gazetteer: Gazetteer) -> Iterator[str]:
    """Give a state or bloc itself, and the states that a body, a place or a person belongs to."""
    for ref in (entity.ref, entity.of_state, *entity.citizen_of):
        yield from _name_state(ref, gazetteer)
    if entity.kind == EntityKind.ORGANIZATION and role in _ACTING and entity.of_state is entity.ref is None:
        yield from (name for name in entity.names[:1] if _is_movement(name))


def _is_movement(name: str) -> bool:
    """Say whether a name may be that of an armed group or movement: all capitals, and no organ of a state."""
    words = name.split()
    return all(word[:1].isupper() for word in words) and not {word.lower() for word in words} & _ORGANS


def _name_state(ref: str | None, gazetteer: Gazetteer) -> Iterator[str]:
    entry = gazetteer.entries.get(ref or "")
    if entry is None:
        return
    if entry.kind in _BLOCS or entry.acts_for == entry.ref:
        yield entry.label
    else:
        yield from _name_state(entry.acts_for or entry.state, gazetteer)


def _list_named(claims: Claims, told: Sequence[Claim], gazetteer: Gazetteer) -> Iterator[str]:
    """Give those named at the top and in the sentences of the events, by name, people or capital."""
    index = build_index(gazetteer)
    document = claims.document
    places = [document.text[near.span.start : near.span.end] for near in _list_near(claims, told)]
    for words in (*places, document.dateline or "", document.publisher or ""):
        tokens = cut_tokens(words, 0, len(words))
        for at in range(len(tokens)):
            entry = find_entry(index, tokens, at)
            if entry is not None:
                yield from _name_state(entry.ref, gazetteer)
                yield from _name_state(index.states.get(entry.ref), gazetteer)


def _list_near(claims: Claims, told: Sequence[Claim]) -> Iterator[Sentence]:
    quotes = [quote for claim in told for quote in claim.quotes if claim.section != SectionKind.SCENARIO]
    for number, sentence in enumerate(claims.document.sentences):
        span = sentence.span
        if number < _DIGEST or any(span.start < quote.end and quote.start < span.end for quote in quotes):
            yield sentence
