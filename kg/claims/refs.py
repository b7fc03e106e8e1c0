"""Find who or what a phrase means: a name, a pronoun, a description, a group.

Each sort of role has its own reader; a phrase that does not fit the sort means nothing there.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.claims.bands import cast_band, find_anyone, find_band, has_other, make_count
from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.listings import find_listed
from kg.claims.persons import find_by_description, find_person
from kg.claims.spots import HE, MANY, Ref, Spot, is_plural, is_pronoun, name_quote, point
from kg.claims.words import read_words


def find_people(  # noqa: C901, PLR0911, PLR0912 - one test a case, in their order
    spot: Spot, cast: Cast, *, exclude: frozenset[str] = frozenset()
) -> list[Ref]:
    """Find the people that a phrase means: persons, or a band with the members that the text names with it."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    if chunk.name is not None and chunk.noun is None and chunk.name.kind == "unknown" and _counts_many(chunk):
        return [find_band(spot, cast)]
    if chunk.name is not None and chunk.noun is None and not is_plural(chunk):
        named = _find_renaming(spot, cast) if chunk.det in {"a", "an"} or chunk.number is not None else []
        if named:  # "a Canadian, X"
            return named
    if chunk.name is not None and chunk.name.kind != "demonym":
        key = cast.find_name(spot.reading, chunk.name)
        if not cast.is_person(key) or key is None:
            return []
        if chunk.noun is not None and chunk.number is not None and chunk.noun.is_plural:
            return [find_band(spot, cast), Ref(key, name_quote(spot, chunk))]
        return [Ref(key, name_quote(spot, chunk))]
    if chunk.noun is not None and chunk.noun.lemma in _BARE_GROUPS and (named := _find_renaming(spot, cast)):
        return named  # "a married couple, X and Y"
    if chunk.noun is not None and chunk.noun.lemma in _BARE_GROUPS and _find_whole(spot) is None:
        return _recall_group(spot, cast)
    if chunk.noun is None and chunk.word in HE and not chunk.names:
        free = frozenset(cast.figures) - cast.custody
        key = find_person(spot, cast, chunk.word, exclude | free) or find_person(spot, cast, chunk.word, exclude)
        return [point(spot, cast, key)] if key is not None else []
    if chunk.word in _ANYONE and is_pronoun(chunk):
        return [find_anyone(spot, cast)]
    if chunk.word in _LIBERATED and chunk.det in {"the", "those"} and cast.freed:
        return [Ref(cast.freed[-1], spot.quote(), guess=True)]  # "among the pardoned"
    renamed = _find_renaming(spot, cast)
    if renamed and not is_plural(chunk):
        return renamed
    whole = _find_whole(spot)
    if whole is not None:
        return _find_part(spot, whole, cast)
    if chunk.word in {"they", "them"} and is_pronoun(chunk):
        listed_before = _find_list_before(spot, cast)
        if listed_before:
            return listed_before
    if means_people(chunk) or (is_pronoun(chunk) and chunk.word in MANY):
        return _find_described(spot, cast, renamed, exclude)
    return []


def _counts_many(chunk: Chunk) -> bool:
    """Recognise "all Crimean Tatars", "forty Tuaregs": a capital that names a people, not a person."""
    is_many = chunk.det in {"all", "some", "several", "many", "most", "few"} or (
        chunk.number is not None and (chunk.number.exact or 2) > 1
    )
    return is_many and chunk.words[-1].lower().endswith("s")


def _find_whole(spot: Spot) -> Spot | None:
    """Find what "nine of them" or "all of the men" counts out of; None for a phrase that has its own noun."""
    chunk, chunks = spot.chunk, spot.reading.chunks
    is_collective = chunk.noun is not None and chunk.noun.lemma in _COLLECTIVES and not chunk.names
    if (chunk.noun is not None and not is_collective) or chunk.names or spot.at + 2 >= len(chunks):
        return None
    is_of = chunks[spot.at + 1].kind == "prep" and chunks[spot.at + 1].word == "of" and chunks[spot.at + 2].kind == "np"
    return spot.move(spot.at + 2) if is_of else None


_COLLECTIVES: Final = read_words("refs", "collectives")


def _find_part(spot: Spot, whole: Spot, cast: Cast) -> list[Ref]:
    people = [ref for ref in find_people(whole, cast) if ref.key.startswith("group-")]
    if not people:
        return []
    count = make_count(spot)
    if spot.chunk.det == "all" or spot.chunk.word == "all" or spot.chunk.noun is not None:
        return people
    kind = cast_band(cast, people[0].key).group_kind
    key = cast.add_part(spot.quote(), people[0].key, spot.number)
    part = cast_band(cast, key)
    part.count, part.group_kind = count, kind
    named = _find_renaming(whole, cast)
    if count is None or count.exact != len(named):
        return [Ref(key, spot.quote())]
    part.members |= {ref.key: ref.quote for ref in named}
    return [Ref(key, spot.quote()), *named]


_LIBERATED: Final = frozenset({"freed", "released", "pardoned", "liberated", "amnestied", "free", "release", "pardon"})
_ANYONE: Final = frozenset({"anyone", "anybody", "everyone", "everybody"})
_BARE_GROUPS: Final = frozenset({"group", "pair", "trio", "couple", "duo", "batch", "contingent"})


def _recall_group(spot: Spot, cast: Cast) -> list[Ref]:
    """Read "the group" as the band told before, "a second group" as a new one like it."""
    bands = [band for band in cast.bands[-20:] if band.in_custody and band.is_plural]
    if not bands or spot.chunk.name is not None:
        return []
    last = next((band for band in bands if band.key in cast.freed), bands[-1])
    if spot.chunk.det in {"the", "this", "that"} and not has_other(spot.chunk) and "second" not in spot.chunk.words:
        return [Ref(last.key, spot.quote(), guess=True)]
    key = cast.add_part(spot.quote(), last.key, spot.number)
    cast_band(cast, key).part_of = None
    return [Ref(key, spot.quote())]


def means_people(chunk: Chunk) -> bool:
    """Say whether a phrase speaks of people: by its noun, by a nation, or by a bare number."""
    if chunk.meaning == "people":
        return True
    is_nation = (
        chunk.noun is None
        and chunk.name is not None
        and chunk.name.kind == "demonym"
        and (chunk.number is not None or chunk.det in {"the", "several", "many", "two", "a", "an", "another"})
    )
    return is_nation or (chunk.noun is None and chunk.number is not None and not chunk.names)


def _find_renaming(spot: Spot, cast: Cast) -> list[Ref]:
    found = []
    for at in spot.reading.sketch.appositions.get(spot.at, ()):
        chunk = spot.reading.chunks[at]
        key = cast.find_name(spot.reading, chunk.name) if chunk.name is not None else None
        if cast.is_person(key) and key is not None:
            found.append(Ref(key, name_quote(spot.move(at), chunk)))
    return found


def _find_described(spot: Spot, cast: Cast, renamed: Sequence[Ref], exclude: frozenset[str]) -> list[Ref]:
    chunk = spot.chunk
    pair = _find_pair(spot, cast)
    if pair:
        return pair
    if not is_plural(chunk):
        person = find_by_description(spot, cast, exclude)
        if person is not None:
            return [person]
        return [find_band(spot, cast)] if chunk.noun is not None else []
    band = find_band(spot, cast)
    if not band.key:
        return []
    listed = [ref for ref in find_listed(spot, cast) if cast.is_person(ref.key)]
    members = [*renamed, *list_members(spot, cast), *listed]
    found = cast_band(cast, band.key)
    for member in members:
        found.members.setdefault(member.key, member.quote)
    named = {member.key for member in members}
    known = [Ref(key, quote) for key, quote in found.members.items() if key not in named]
    return [band, *members, *known]


def _find_list_before(spot: Spot, cast: Cast) -> list[Ref]:
    """Read "them" as the persons that the sentence before lists by name, where it tells of no group."""
    if not spot.number or any(band.sentence >= spot.number - 1 for band in cast.bands[-_RECENT:]):
        return []
    before = cast.readings[spot.number - 1]
    groups = sorted(set(before.sketch.groups.values()), key=len, reverse=True)
    names = [before.chunks[at].name for at in groups[0]] if groups else []
    keys = [cast.find_name(before, name) if name is not None else None for name in names]
    if len(keys) < _PAIR or not all(key is not None and cast.is_person(key) for key in keys):
        return []
    return [Ref(key, spot.quote(), guess=True) for key in keys if key is not None]


_RECENT: Final = 9  # bands


def _find_pair(spot: Spot, cast: Cast) -> list[Ref]:
    """Read a bare "both", "the two" or "all three" as the persons that its sentence, or else the one before, names."""
    size = _count_named(spot.chunk)
    if size is None:
        return []
    if any(band.count and band.count.exact == size and spot.number - band.sentence <= 1 for band in cast.bands[-9:]):
        return []
    near = cast.list_sightings(spot.number, spot.quote().start, 1)
    for number in (spot.number, spot.number - 1):
        named = [sighting.key for sighting in near if sighting.sentence == number and cast.is_person(sighting.key)]
        keys = list(dict.fromkeys(reversed(named)))
        if keys:
            return [Ref(key, spot.quote(), guess=True) for key in keys] if len(keys) == size else []
    return []


def _count_named(chunk: Chunk) -> int | None:
    """Give how many people "both", "the two" or "all three" are; None for any other phrase."""
    if chunk.noun is not None or chunk.names:
        return None
    if "both" in {chunk.det, chunk.word}:
        return _PAIR
    exact = chunk.number.exact if chunk.number is not None else None
    is_small = exact is not None and _PAIR <= exact <= _MOST
    return exact if is_small and chunk.det in {"the", "all", "these", "those"} else None


_MOST: Final = 6  # people that a sentence may name and the next call by their number
_PAIR: Final = 2


def list_members(spot: Spot, cast: Cast) -> Iterator[Ref]:
    """List the persons that a sentence names behind a group: "nine men, including X"."""
    for at in spot.reading.sketch.members.get(spot.at, ()):
        chunk = spot.reading.chunks[at]
        key = cast.find_name(spot.reading, chunk.name) if chunk.name is not None else None
        if cast.is_person(key) and key is not None:
            yield Ref(key, name_quote(spot, chunk))
        yield from _find_renaming(spot.move(at), cast)
