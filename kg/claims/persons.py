"""Find the one person that a pronoun, a description or a word of family means."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.cataphora import find_ahead
from kg.claims.chunks import Chunk
from kg.claims.figures import IN_OFFICE
from kg.claims.lexicon import Noun
from kg.claims.spots import HE, REACH, Ref, Spot, point
from kg.claims.strangers import Rank, hides_name
from kg.claims.words import read_words


def find_by_description(spot: Spot, cast: Cast, exclude: frozenset[str]) -> Ref | None:  # noqa: PLR0911 - one test a case, in their order
    """Find the person that "the lawyer" or "her son" means."""
    chunk = spot.chunk
    noun = chunk.noun
    if noun is None:
        return None
    if chunk.det in HE and noun.lemma in cast.lexicon.lists["kin"]:
        return _find_kin(spot, cast, exclude)
    if chunk.det in {"a", "an", "another", "one", "no", ""} or chunk.number is not None or chunk.owner is not None:
        return None
    near = cast.list_sightings(spot.number, spot.quote().start, _FAR)
    people = [sighting for sighting in near if cast.is_person(sighting.key) and sighting.key not in exclude]
    for sighting in people:
        if noun.lemma in cast.figures[sighting.key].words or _names_person(noun, chunk, cast, sighting.key):
            return point(spot, cast, sighting.key)
    if noun.lemma.endswith("-year-old") and chunk.det == "the":
        held = [sighting.key for sighting in people if sighting.key in cast.custody]
        keys = held or [sighting.key for sighting in people if spot.number - sighting.sentence <= 1]
        return point(spot, cast, keys[0]) if keys else None
    if noun.kind in IN_OFFICE or noun.lemma in _GENERIC or chunk.det != "the":
        return None
    plain = [
        sighting.key
        for sighting in people
        if spot.number - sighting.sentence <= 3 and not _is_described(sighting.key, cast)  # noqa: PLR2004 - a place or length in a row of words
    ]
    return point(spot, cast, plain[0]) if plain else None


_FAR: Final = 40


_GENERIC: Final = read_words("refs", "generic")


def _is_described(key: str, cast: Cast) -> bool:
    """Say whether nouns already say what a person is, so that another noun means someone else."""
    return any(
        noun is not None and noun.meaning == "people"
        for noun in (cast.lexicon.nouns.get(word) for word in cast.figures[key].words)
    )


def _names_person(noun: Noun, chunk: Chunk, cast: Cast, key: str) -> bool:
    gender = cast.figures[key].gender
    title = any(noun.lemma in name.lower().split() for name in cast.figures[key].names)
    generic = (
        noun.lemma in {"man", "woman"} and gender == {"man": "m", "woman": "f"}[noun.lemma] and not chunk.words[1:-1]
    )
    return title or (generic and key in cast.custody)


def _find_kin(spot: Spot, cast: Cast, exclude: frozenset[str]) -> Ref | None:
    owner = find_person(spot, cast, spot.chunk.det, exclude - {""})
    known = cast.kin.get(owner or "")
    return Ref(known[1], spot.quote(), guess=True) if known is not None else None


def find_person(spot: Spot, cast: Cast, pronoun: str, exclude: frozenset[str]) -> str | None:
    """Find whom "he" or "her" means: the subject told last whose gender fits; nobody where an unnamed one is nearer."""
    gender = HE.get(pronoun, "")
    start = spot.reading.tokens[spot.chunk.start].start
    best: tuple[Rank, str] | None = None
    for sighting in cast.list_sightings(spot.number, start, REACH):
        key = sighting.key
        if not cast.is_person(key) or key in exclude or cast.figures[key].gender not in {"", gender}:
            continue
        rank = (sighting.sentence, int(sighting.is_subject), sighting.start)
        if best is None or rank > best[0]:
            best = (rank, key)
    if best is None or best[0][0] < spot.number:
        ahead = find_ahead(spot, cast, gender)
        if ahead is not None and ahead not in exclude:
            return ahead
    if best is None or hides_name(spot, cast, gender, best[0]):
        return None
    cast.figures[best[1]].gender = cast.figures[best[1]].gender or gender
    return best[1]
