"""Find persons without a name whom a pronoun may mean: "a thief", "the suspect", "a 23-year-old man"."""

from collections.abc import Iterator
from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.reading import Reading
from kg.claims.sketch import REPORTING, Clause
from kg.claims.spots import HE, REACH, Spot
from kg.claims.words import read_words

Rank = tuple[int, int, int]  # sentence, whether a subject, place: the greatest is the likeliest

_GENERIC: Final = read_words("refs", "generic")
_NEW: Final = frozenset({"a", "an", "another"})
_OFFICE: Final = frozenset({"officials", "experts", "authorities"})
_HELD: Final = frozenset({"prisoners", "political-prisoners", "detainees", "hostages", "prisoners-of-war"})
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
    reading = cast.readings[number]
    limit = spot.at if number == spot.number else len(reading.chunks)
    for at, chunk in enumerate(reading.chunks[:limit]):
        if not _is_stranger(reading, at, cast, number) or _get_gender(chunk, cast) not in {"", gender}:
            continue
        clauses = [clause for clause in reading.sketch.clauses if at in clause.subject]
        if _is_held(reading, at) and not (number == spot.number and _shares_clause(spot, clauses)):
            yield number, 1, reading.tokens[chunk.start].start
            continue
        if any(_acts_on(reading, clause, gender) for clause in clauses):
            continue
        if clauses and not (number == spot.number and _shares_clause(spot, clauses)):
            if any(_is_told_of(reading, clause, chunk) for clause in clauses):
                yield number, 1, reading.tokens[chunk.start].start
        elif any(_is_met(reading, clause, at) for clause in reading.sketch.clauses):
            yield number, 0, reading.tokens[chunk.start].start


def _is_stranger(reading: Reading, at: int, cast: Cast, number: int) -> bool:
    """Say whether a phrase brings in one person who has no name."""
    chunk = reading.chunks[at]
    noun = chunk.noun
    if chunk.kind != "np" or chunk.owner is not None or not _means_person(chunk):
        return False
    if any(name.kind == "unknown" for name in chunk.names) or _is_renaming(reading, at):
        return False
    if _is_new(chunk) or noun is None:
        return True
    return chunk.det == "the" and (noun.lemma in _GENERIC or _was_new(noun.lemma, cast, number))


def _is_new(chunk: Chunk) -> bool:
    return chunk.det in _NEW or (chunk.number is not None and chunk.number.exact == 1)


def _means_person(chunk: Chunk) -> bool:
    """Recognise "a nurse", and without a noun "a Norlandish" or "a 30-year-old"."""
    if chunk.noun is not None and chunk.noun.meaning:
        return chunk.noun.meaning == "people" and not chunk.noun.is_plural
    is_nation = chunk.noun is None and chunk.name is not None and chunk.name.kind == "demonym"
    return chunk.det in _NEW and (is_nation or chunk.word.endswith("-year-old"))


def _is_held(reading: Reading, at: int) -> bool:
    """Say whether someone is brought in as held: of such people deeds are told, wherever they stand in a sentence."""
    chunk = reading.chunks[at]
    is_called = any(
        len(clause.objects) > 1 for clause in reading.sketch.clauses if any(at in g for g in clause.objects)
    )
    is_held = chunk.noun is not None and chunk.noun.kind in _HELD
    return is_held and _is_new(chunk) and not is_called


def _was_new(lemma: str, cast: Cast, number: int) -> bool:
    """Say whether "the thief" was "a thief" a few sentences before."""
    return any(
        chunk.det in _NEW and chunk.noun is not None and chunk.noun.lemma == lemma and not _is_renaming(reading, at)
        for reading in cast.readings[max(0, number - REACH) : number + 1]
        for at, chunk in enumerate(reading.chunks)
    )


def _is_renaming(reading: Reading, at: int) -> bool:
    """Say whether a phrase says only what another is: "Ana Kern, a judge", "declared her a judge"."""
    before = reading.chunks[at - 1] if at else None
    if before is not None and (before.kind == "np" or before.word in _ALIKE):
        return True
    for head, renamers in reading.sketch.appositions.items():
        if at in renamers or (at == head and any(reading.chunks[other].name is not None for other in renamers)):
            return True
    return any(
        reading.chunks[clause.verb].word in {"be", "become", "remain"}
        and not clause.passive
        and not _tells_of_being(reading, clause)
        for clause in reading.sketch.clauses
        if any(at in group for group in clause.objects)
    )


def _tells_of_being(reading: Reading, clause: Clause) -> bool:
    """Recognise "there was a guard": it brings someone in."""
    return "there" in reading.lows(max(reading.chunks[clause.verb].start - 1, 0), reading.chunks[clause.verb].start)


def _get_gender(chunk: Chunk, cast: Cast) -> str:
    words = {noun.lemma for _, noun in chunk.nouns}
    if words & cast.lexicon.lists["feminine"]:
        return "f"
    return "m" if words & cast.lexicon.lists["masculine"] else ""


def _acts_on(reading: Reading, clause: Clause, gender: str) -> bool:
    """Say whether a clause has such a pronoun as its object, so that its subject is another: "a guard beat her"."""
    return any(HE.get(reading.chunks[at].word) == gender for group in clause.objects for at in group)


def _shares_clause(spot: Spot, clauses: list[Clause]) -> bool:
    """Say whether a pronoun is the object of what the unnamed one does: "a guard beat her"."""
    return any(any(spot.at in group for group in clause.objects) for clause in clauses)


def _is_told_of(reading: Reading, clause: Clause, chunk: Chunk) -> bool:
    """Say whether a clause is about its subject: not "a guard said", nor an official who acts."""
    if reading.chunks[clause.verb].word in REPORTING and not clause.passive:
        return False
    return clause.passive or chunk.noun is None or chunk.noun.kind not in _OFFICE


def _is_met(reading: Reading, clause: Clause, at: int) -> bool:
    """Say whether a clause has the phrase as its object, and no pronoun for a person as its subject."""
    chunk = reading.chunks[at]
    is_office = chunk.noun is not None and chunk.noun.kind in _OFFICE
    is_object = any(at in group for group in clause.objects)
    return is_object and not is_office and not any(reading.chunks[subject].word in HE for subject in clause.subject)


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
