"""Read from one mention of a name what kind of thing it may be: a person, a body, a place."""

from collections.abc import Iterator
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.lexicon import Lexicon
from kg.claims.names import Name
from kg.claims.reading import Reading
from kg.claims.words import read_words

_GIVING: Final = read_words("votes", "giving")
_PLACE_BEFORE: Final = read_words("votes", "place_before")


def list_votes(reading: Reading, at: int, name: Name, lexicon: Lexicon) -> Iterator[str]:
    """List what one mention of a name says of its kind; "!" marks what outweighs all that is unmarked.

    Args:
        at: index of the phrase that holds the name.
    """
    chunk = reading.chunks[at]
    if name.kind != "unknown":
        yield {"body": "body!", "facility": "facility!", "award": "award!"}[name.kind]
        return
    yield from _vote_by_noun(reading, chunk, name, lexicon)
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
        yield "person" if _is_given(reading, at) else "place"
    for renamed in reading.sketch.appositions.get(at, ()):
        yield from _vote_by_meaning(reading.chunks[renamed])
    for head, renamers in reading.sketch.appositions.items():
        if at in renamers and chunk.noun is None:
            yield from _vote_by_meaning(reading.chunks[head])
    after = reading.chunks[at + 1 : at + 3]
    if len(after) > 1 and after[0].word == "(" and after[1].meaning in {"group", "firm", "body"}:
        yield "body!"
    if any(next_.kind == "rel" and next_.word in {"who", "whom"} for next_ in after) and chunk.name is name:
        yield "person"


def _is_given(reading: Reading, at: int) -> bool:
    """Recognise the "to X" of "handed down ten years to X": who is given something is a person."""
    return reading.chunks[at - 1].word == "to" and any(
        found.at == at - 1 and reading.chunks[clause.verb].word in _GIVING
        for clause in reading.sketch.clauses
        for found in clause.attached
    )


def _vote_by_noun(reading: Reading, chunk: Chunk, name: Name, lexicon: Lexicon) -> Iterator[str]:
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
    if title in lexicon.lists["titles"]:
        yield "person!"
    if chunk.det in {"the", "a"} and len(reading.lows(name.start, name.end)) == 1 and chunk.noun is None:
        yield "body"
    if any(place >= name.end for place, _ in chunk.nouns) and chunk.name is not name:
        yield "modifier"


def _vote_by_meaning(chunk: Chunk) -> Iterator[str]:
    if chunk.meaning == "people":
        yield "person!"
    elif chunk.meaning in {"body", "group", "firm"}:
        yield "body!"


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


_SURNAME_ENDS: Final = tuple(sorted(read_words("votes", "surname_ends")))
_SHORTEST_SURNAME: Final = 5  # letters
_PERSONAL: Final = read_words("votes", "personal_deeds")
