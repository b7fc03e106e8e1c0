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
        yield {"body": "body!", "facility": "facility!", "award": "award!", "place": "place!"}[name.kind]
        return
    yield from (f"{name.sort}!",) if name.sort else ()
    yield from _vote_by_noun(reading, chunk, name, lexicon)
    yield from ("body!",) if _is_employer(reading, chunk, name) else ()
    yield from ("person",) if _acts_as_person(reading, at, chunk, name) else ()
    yield from ("person!",) if chunk.name is name and _is_given_liberty(reading, at) else ()
    is_bare = chunk.noun is None and chunk.name is name
    before = reading.chunks[at - 1] if at else None
    is_where = is_bare and before is not None and before.kind == "prep" and before.word in _PLACE_BEFORE
    if is_where and _is_given(reading, at):
        yield "person"
    elif is_where or (is_bare and _follows_place(reading, at)) or reading.tokens[name.start].low in _COMPASS:
        yield "place"
    if not any(place >= name.end for place, _ in chunk.nouns):
        yield from _vote_by_renaming(reading, at)
    after = reading.chunks[at + 1 : at + 3]
    if len(after) > 1 and after[0].word == "(" and after[1].meaning in {"group", "firm", "body"}:
        yield "body!"
    is_of = before is not None and before.kind == "prep" and before.word in {"from", "of"} and at > 1
    is_of_people = is_of and reading.chunks[at - 2].meaning == "people"
    if any(next_.kind == "rel" and next_.word in {"who", "whom"} for next_ in after) and chunk.name is name:
        yield "place" if is_of_people else "person"
    if is_bare and _has_age(reading, name):
        yield "person!"


def _vote_by_renaming(reading: Reading, at: int) -> Iterator[str]:
    """Let what renames a name, and what it renames, say what it is."""
    for renamed in reading.sketch.appositions.get(at, ()):
        yield from _vote_by_meaning(reading.chunks[renamed])
    if reading.chunks[at].noun is None:
        for head, renamers in reading.sketch.appositions.items():
            if at in renamers:
                yield from _vote_by_meaning(reading.chunks[head])


def _follows_place(reading: Reading, at: int) -> bool:
    """Recognise the wider place behind a comma: "in Boma, North Kasa"."""
    if at < _PLACE_REACH or reading.chunks[at - 1].word != ",":
        return False
    place, before = reading.chunks[at - 2], reading.chunks[at - 3]
    is_named = place.name is not None and place.noun is None
    is_subject = any(at in clause.subject for clause in reading.sketch.clauses)
    return is_named and before.kind == "prep" and before.word in {"in", "at", "near"} and not is_subject


_PLACE_REACH: Final = 3  # phrases: the preposition, the place, the comma
_COMPASS: Final = read_words("votes", "compass")


def _has_age(reading: Reading, name: Name) -> bool:
    """Recognise "NAME, 33," and "NAME (33)": only people have their age told like that."""
    tokens = reading.tokens[name.end : name.end + 3]
    if len(tokens) < _AGE_LENGTH or tokens[0].text not in {",", "("} or tokens[2].text not in {",", ".", ")", ";"}:
        return False
    return tokens[1].text.isdigit() and _YOUNGEST <= int(tokens[1].text) <= _OLDEST


_AGE_LENGTH: Final = 3
_YOUNGEST: Final = 5  # years
_OLDEST: Final = 110


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
    if title in lexicon.lists["titles"] and not lexicon.has(reading.tokens[name.start].low):
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


def _is_given_liberty(reading: Reading, at: int) -> bool:
    """Recognise "bail to X", "bail was refused to X": no place gets bail."""
    before = reading.chunks[at - 3 : at] if at > 2 else reading.chunks[:at]  # noqa: PLR2004 - a place in a row
    is_under = bool(before) and before[-1].kind == "prep" and before[-1].word in {"to", "for"}
    return is_under and any(chunk.kind == "np" and chunk.word in _GIFTS for chunk in before[:-1])


_GIFTS: Final = read_words("chunks", "gifts")


def _is_employer(reading: Reading, chunk: Chunk, name: Name) -> bool:
    """Recognise "of the Daily Star": no person has an article, and a body stands behind "of" or "for"."""
    is_bare = chunk.noun is None and chunk.name is name and chunk.names == (name,) and chunk.det == "the"
    is_bare = is_bare and name.start == chunk.start + 1  # not "of the general X"
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
