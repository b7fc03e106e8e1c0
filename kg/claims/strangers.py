"""Find persons without a name whom a pronoun may mean: "a thief", "the suspect", "a 23-year-old man"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.figures import IN_CUSTODY, IN_OFFICE, Stranger
from kg.claims.reading import Reading
from kg.claims.sketch import REPORTING, Clause
from kg.claims.spots import HE, REACH, Spot
from kg.claims.words import read_words

Rank = tuple[int, int, int]  # sentence, whether a subject, place: the greatest is the likeliest

_GENERIC: Final = read_words("refs", "generic")
_NEW: Final = frozenset({"a", "an", "another"})
_ALIKE: Final = frozenset({"as", "like"})


def hides_name(spot: Spot, cast: Cast, gender: str, named: Rank) -> bool:
    """Say whether an unnamed person stands nearer to a pronoun than the name of this rank."""
    first = max(0, spot.number - REACH, named[0])
    ranks = [rank for number in range(first, spot.number + 1) for rank in _rank_strangers(spot, cast, number, gender)]
    if any(rank > named for rank in ranks):
        return True
    is_told = any(rank[0] == named[0] for rank in ranks) and _is_teller(cast.readings[named[0]], named[2])
    return is_told and not any(spot.at in clause.subject for clause in _list_speech(spot.reading))


def _rank_strangers(spot: Spot, cast: Cast, number: int, gender: str) -> Iterator[Rank]:
    for stranger in _list_strangers(cast, number):
        if stranger.gender not in {"", gender} or (number == spot.number and stranger.at >= spot.at):
            continue
        is_other = number == spot.number and spot.at in stranger.partners  # the pronoun in "a guard beat her"
        if stranger.is_held and not is_other:
            yield number, 1, stranger.start
        elif gender in stranger.others:
            continue
        elif stranger.is_subject and not is_other:
            if stranger.is_told_of:
                yield number, 1, stranger.start
        elif stranger.is_met:
            yield number, 0, stranger.start


def _list_strangers(cast: Cast, number: int) -> tuple[Stranger, ...]:
    """List the unnamed persons of a sentence, read once."""
    found = cast.strangers.get(number)
    if found is None:
        found = cast.strangers[number] = tuple(_read_strangers(cast, number))
    return found


def _read_strangers(cast: Cast, number: int) -> Iterator[Stranger]:
    reading = cast.readings[number]
    doing, meeting = _map_clauses(reading)
    renaming = _find_renaming(reading, doing, meeting)
    new = {lemma for near in cast.readings[max(0, number - REACH) : number + 1] for lemma in _list_new(near)}
    for at, chunk in enumerate(reading.chunks):
        if at in renaming or not _is_stranger(chunk, new):
            continue
        clauses = doing.get(at, [])
        partners = frozenset(i for clause in clauses for group in clause.objects for i in group)
        yield Stranger(
            at,
            reading.tokens[chunk.start].start,
            _get_gender(chunk, cast),
            _is_held(chunk, meeting.get(at, [])),
            bool(clauses),
            any(_is_told_of(reading, clause, chunk) for clause in clauses),
            any(_is_met(reading, clause, chunk) for clause in meeting.get(at, [])),
            partners,
            frozenset(HE[word] for i in partners if (word := reading.chunks[i].word) in HE),
        )


Clauses = dict[int, list[Clause]]


def _map_clauses(reading: Reading) -> tuple[Clauses, Clauses]:
    """Map phrases to the clauses of which they are subjects, and of which they are objects."""
    doing: Clauses = {}
    meeting: Clauses = {}
    for clause in reading.sketch.clauses:
        for at in clause.subject:
            doing.setdefault(at, []).append(clause)
        for at in {at for group in clause.objects for at in group}:
            meeting.setdefault(at, []).append(clause)
    return doing, meeting


def _is_stranger(chunk: Chunk, new: set[str]) -> bool:
    """Say whether a phrase means one person who has no name; `new` are the nouns that brought someone in."""
    if chunk.kind != "np" or chunk.owner is not None or not _means_person(chunk):
        return False
    if any(name.kind == "unknown" for name in chunk.names):
        return False
    if _is_new(chunk) or chunk.noun is None:
        return True
    return chunk.det == "the" and (chunk.noun.lemma in _GENERIC or chunk.noun.lemma in new)


def _is_new(chunk: Chunk) -> bool:
    return chunk.det in _NEW or (chunk.number is not None and chunk.number.exact == 1)


def _means_person(chunk: Chunk) -> bool:
    """Recognise "a nurse", and without a noun "a Norlandish" or "a 30-year-old"."""
    if chunk.noun is not None and chunk.noun.meaning:
        return chunk.noun.meaning == "people" and not chunk.noun.is_plural
    is_nation = chunk.noun is None and chunk.name is not None and chunk.name.kind == "demonym"
    return chunk.det in _NEW and (is_nation or chunk.word.endswith("-year-old"))


def _is_held(chunk: Chunk, clauses: list[Clause]) -> bool:
    """Say whether someone is brought in as held: of such people deeds are told, wherever they stand in a sentence."""
    is_called = any(len(clause.objects) > 1 for clause in clauses)
    return chunk.noun is not None and chunk.noun.kind in IN_CUSTODY and _is_new(chunk) and not is_called


def _list_new(reading: Reading) -> Iterator[str]:
    """List the nouns that bring someone in: behind "a thief", "the thief" is no name's."""
    renaming = _find_renaming(reading, *_map_clauses(reading))
    for at, chunk in enumerate(reading.chunks):
        if chunk.det in _NEW and chunk.noun is not None and at not in renaming:
            yield chunk.noun.lemma


def _find_renaming(reading: Reading, doing: Clauses, meeting: Clauses) -> set[int]:
    """Find the phrases that say only what another is: "Ana Kern, a judge", "declared her a judge"."""
    found = {at for renamers in reading.sketch.appositions.values() for at in renamers}
    for head, renamers in reading.sketch.appositions.items():
        if any(reading.chunks[at].name is not None for at in renamers):
            found.add(head)
    for at, before in enumerate(reading.chunks[:-1]):
        if at + 1 not in doing and (before.kind == "np" or before.word in _ALIKE):
            found.add(at + 1)
    for at, clauses in meeting.items():
        if any(
            reading.chunks[clause.verb].word in _BEING and not clause.passive and not _tells_of_being(reading, clause)
            for clause in clauses
        ):
            found.add(at)
    return found


_BEING: Final = frozenset({"be", "become", "remain"})


def _tells_of_being(reading: Reading, clause: Clause) -> bool:
    """Recognise "there was a guard": it brings someone in."""
    return "there" in reading.lows(max(reading.chunks[clause.verb].start - 1, 0), reading.chunks[clause.verb].start)


def _get_gender(chunk: Chunk, cast: Cast) -> str:
    words = {noun.lemma for _, noun in chunk.nouns}
    if words & cast.lexicon.lists["feminine"]:
        return "f"
    return "m" if words & cast.lexicon.lists["masculine"] else ""


def _is_told_of(reading: Reading, clause: Clause, chunk: Chunk) -> bool:
    """Say whether a clause is about its subject: not "a guard said", nor an official who acts."""
    verb = reading.chunks[clause.verb]
    if (verb.word in REPORTING or verb.form == "ing") and not clause.passive:
        return False
    return clause.passive or chunk.noun is None or chunk.noun.kind not in IN_OFFICE


def _is_met(reading: Reading, clause: Clause, chunk: Chunk) -> bool:
    """Say whether a clause brings in its object, with no pronoun for a person as its subject."""
    is_office = chunk.noun is not None and chunk.noun.kind in IN_OFFICE
    return not is_office and not any(reading.chunks[subject].word in HE for subject in clause.subject)


def _list_speech(reading: Reading) -> list[Clause]:
    return [clause for clause in reading.sketch.clauses if reading.chunks[clause.verb].word in REPORTING]


def _is_teller(reading: Reading, start: int) -> bool:
    """Say whether the name at this place only tells what its sentence says."""
    return any(
        reading.tokens[reading.chunks[at].start].start <= start < reading.tokens[reading.chunks[at].end - 1].end
        for clause in _list_speech(reading)
        if not clause.passive
        for at in clause.subject
    )
