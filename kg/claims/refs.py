"""Find who or what a phrase means: a name, a pronoun, a description, a group.

Each sort of role has its own reader; a phrase that does not fit the sort means nothing there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.claims.cast import Band, Cast, Sighting
from kg.claims.chunks import Chunk
from kg.claims.lexicon import Noun
from kg.claims.reading import Reading
from kg.claims.words import read_words
from kg.model import Count, EntityKind, Quote

_HE: Final = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_MANY: Final = read_words("refs", "many")
_METONYMS: Final = read_words("refs", "metonyms")
_REACH: Final = 4  # sentences back that a pronoun or description looks


@dataclass(frozen=True, slots=True)
class Ref:
    """Point from words of the text to a figure or band of the cast."""

    key: str
    quote: Quote
    guess: bool = False  # a pronoun or description, not a name


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where in the article a phrase stands."""

    reading: Reading
    number: int  # of the reading
    at: int  # index of the chunk

    @property
    def chunk(self) -> Chunk:
        """Give the phrase."""
        return self.reading.chunks[self.at]

    def move(self, at: int) -> "Spot":
        """Point at another phrase of the sentence."""
        return Spot(self.reading, self.number, at)

    def quote(self) -> Quote:
        """Quote the phrase."""
        return self.reading.quote_chunk(self.at)


# ---- people --------------------------------------------------------------------------------------------------


def find_people(spot: Spot, cast: Cast, *, exclude: frozenset[str] = frozenset()) -> list[Ref]:
    """Find the people that a phrase means: persons, or a band with the members that the text names with it."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    if chunk.name is not None and chunk.name.kind != "demonym":
        key = cast.find_name(spot.reading, chunk.name)
        if not cast.is_person(key) or key is None:
            return []
        if chunk.noun is not None and chunk.number is not None and chunk.noun.is_plural:
            return [_find_band(spot, cast), Ref(key, _name_quote(spot, chunk))]
        return [Ref(key, _name_quote(spot, chunk))]
    if chunk.noun is not None and chunk.noun.lemma == "group" and _find_whole(spot) is None:
        return _recall_group(spot, cast)
    if chunk.noun is None and chunk.word in _HE and not chunk.names:
        free = frozenset(cast.figures) - cast.custody
        key = find_person(spot, cast, chunk.word, exclude | free) or find_person(spot, cast, chunk.word, exclude)
        return [_point(spot, cast, key)] if key is not None else []
    renamed = _find_renaming(spot, cast)
    if renamed and not _is_plural(chunk):
        return renamed
    whole = _find_whole(spot)
    if whole is not None:
        return _find_part(spot, whole, cast)
    if _means_people(chunk) or (_is_pronoun(chunk) and chunk.word in _MANY):
        return _find_described(spot, cast, renamed, exclude)
    return []


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
    cast_band(cast, key).count = count
    cast_band(cast, key).group_kind = kind
    return [Ref(key, spot.quote())]


def _recall_group(spot: Spot, cast: Cast) -> list[Ref]:
    """Read "the group" as the band told before, "a second group" as a new one like it."""
    bands = [band for band in cast.bands if band.in_custody and band.is_plural]
    if not bands or spot.chunk.name is not None:
        return []
    last = next((band for band in bands if band.key in cast.freed), bands[-1])
    if spot.chunk.det in {"the", "this", "that"} and not _has_other(spot.chunk) and "second" not in spot.chunk.words:
        return [Ref(last.key, spot.quote(), guess=True)]
    key = cast.add_part(spot.quote(), last.key, spot.number)
    cast_band(cast, key).part_of = None
    return [Ref(key, spot.quote())]


def _name_quote(spot: Spot, chunk: Chunk) -> Quote:
    name = chunk.name
    return spot.quote() if name is None else spot.reading.quote(name.start, name.end)


def _is_pronoun(chunk: Chunk) -> bool:
    return chunk.noun is None and not chunk.names


def _means_people(chunk: Chunk) -> bool:
    if chunk.meaning == "people":
        return True
    is_nation = (
        chunk.noun is None
        and chunk.name is not None
        and chunk.name.kind == "demonym"
        and (chunk.number is not None or chunk.det in {"the", "several", "many", "two"})
    )
    return is_nation or (chunk.noun is None and chunk.number is not None and not chunk.names)


def _is_plural(chunk: Chunk) -> bool:
    if chunk.number is not None:
        return (chunk.number.exact or 2) > 1
    return (chunk.noun is not None and chunk.noun.is_plural) or chunk.word in _MANY


def _find_renaming(spot: Spot, cast: Cast) -> list[Ref]:
    found = []
    for at in spot.reading.sketch.appositions.get(spot.at, ()):
        chunk = spot.reading.chunks[at]
        key = cast.find_name(spot.reading, chunk.name) if chunk.name is not None else None
        if cast.is_person(key) and key is not None:
            found.append(Ref(key, _name_quote(spot.move(at), chunk)))
    return found


def _find_described(spot: Spot, cast: Cast, renamed: Sequence[Ref], exclude: frozenset[str]) -> list[Ref]:
    chunk = spot.chunk
    if not _is_plural(chunk):
        person = _find_by_description(spot, cast, exclude)
        if person is not None:
            return [person]
        return [_find_band(spot, cast)] if chunk.noun is not None else []
    band = _find_band(spot, cast)
    if not band.key:
        return []
    members = [*renamed, *_find_members(spot, cast)]
    found = cast_band(cast, band.key)
    for member in members:
        found.members.setdefault(member.key, member.quote)
    named = {member.key for member in members}
    known = [Ref(key, quote) for key, quote in found.members.items() if key not in named]
    return [band, *members, *known]


def cast_band(cast: Cast, key: str) -> Band:
    """Get a band by its key."""
    return next(band for band in cast.bands if band.key == key)


def _find_members(spot: Spot, cast: Cast) -> Iterator[Ref]:
    for at in spot.reading.sketch.members.get(spot.at, ()):
        chunk = spot.reading.chunks[at]
        key = cast.find_name(spot.reading, chunk.name) if chunk.name is not None else None
        if cast.is_person(key) and key is not None:
            yield Ref(key, _name_quote(spot, chunk))
        for renamed in _find_renaming(spot.move(at), cast):
            yield renamed


def _find_by_description(spot: Spot, cast: Cast, exclude: frozenset[str]) -> Ref | None:
    """Find the person that "the lawyer" or "her son" means."""
    chunk = spot.chunk
    noun = chunk.noun
    if noun is None:
        return None
    if chunk.det in _HE and noun.lemma in cast.lexicon.lists["kin"]:
        return _find_kin(spot, cast, exclude)
    if chunk.det in {"a", "an", "another", "one", "no", ""} or chunk.number is not None or chunk.owner is not None:
        return None
    near = cast.list_sightings(spot.number, spot.quote().start, _FAR)
    people = [sighting for sighting in near if cast.is_person(sighting.key) and sighting.key not in exclude]
    for sighting in people:
        if noun.lemma in cast.figures[sighting.key].words or _names_person(noun, chunk, cast, sighting.key):
            return _point(spot, cast, sighting.key)
    if noun.kind in {"officials", "experts"} or noun.lemma in _GENERIC or chunk.det != "the":
        return None
    plain = [
        sighting.key
        for sighting in people
        if spot.number - sighting.sentence <= 3 and not _is_described(sighting.key, cast)
    ]
    return _point(spot, cast, plain[0]) if plain else None


_FAR: Final = 40
_GENERIC: Final = read_words("refs", "generic")


def _is_described(key: str, cast: Cast) -> bool:
    """Say whether nouns already say what a person is, so that another noun means someone else."""
    return any(
        noun is not None and noun.meaning == "people"
        for noun in (cast.lexicon.nouns.get(word) for word in cast.figures[key].words)
    )


def _point(spot: Spot, cast: Cast, key: str) -> Ref:
    """Point at a figure by a pronoun or description, and remember that it was spoken of here."""
    quote = spot.quote()
    is_subject = any(spot.at in clause.subject for clause in spot.reading.sketch.clauses)
    cast.sight(Sighting(spot.number, quote.start, key, is_subject))
    return Ref(key, quote, guess=True)


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
    """Find whom "he" or "her" means: the subject told last whose gender fits."""
    gender = _HE.get(pronoun, "")
    start = spot.reading.tokens[spot.chunk.start].start
    best: tuple[tuple[int, int, int], str] | None = None
    for sighting in cast.list_sightings(spot.number, start, _REACH):
        key = sighting.key
        if not cast.is_person(key) or key in exclude or cast.figures[key].gender not in {"", gender}:
            continue
        rank = (sighting.sentence, int(sighting.is_subject), sighting.start)
        if best is None or rank > best[0]:
            best = (rank, key)
    if best is None:
        return None
    cast.figures[best[1]].gender = cast.figures[best[1]].gender or gender
    return best[1]


# ---- bands ---------------------------------------------------------------------------------------------------


def make_count(spot: Spot) -> Count | None:
    """Read the count of a phrase; measures are no counts."""
    number = spot.chunk.number
    if number is None or spot.chunk.meaning == "unit":
        return None
    return Count(number.exact, number.low, number.high, spot.reading.quote(number.start, number.end))


def _find_band(spot: Spot, cast: Cast) -> Ref:
    """Find the band a phrase means, or make one; an empty key where a pronoun leads nowhere."""
    chunk, quote, count = spot.chunk, spot.quote(), make_count(spot)
    if chunk.word in {"they", "them"} and _means_things(spot):
        return Ref("", quote)
    back = _find_earlier_band(spot, cast, count)
    if back is not None:
        back.mentions.append(quote)
        back.sentence = spot.number
        if back.count is None and count is not None:
            back.count = count
        if back.group_kind == "people" and chunk.noun is not None and chunk.noun.kind:
            back.group_kind = chunk.noun.kind
        return Ref(back.key, quote, guess=True)
    if _is_pronoun(chunk) and (chunk.number is None or not _has_near_people(spot, cast)):
        return Ref("", quote)
    kind = chunk.noun.kind if chunk.noun is not None and chunk.noun.kind else "people"
    if kind == "prisoners" and "political" in chunk.words:
        kind = "political-prisoners"
    band = Band(f"group-{len(cast.bands) + 1}", {chunk.word, *chunk.words}, kind, [quote], count, sentence=spot.number)
    for name in chunk.names:
        if name.kind in {"demonym", "state"} and name.ref is not None:
            band.citizen_of.append(cast.add_known(spot.reading, name))
    band.is_plural = _is_plural(chunk)
    band.part_of = _find_wider(spot, cast, band)
    cast.bands.append(band)
    return Ref(band.key, quote)


def _means_things(spot: Spot) -> bool:
    """Say whether "them" has only things to mean in its sentence: "an amnesty for books; nine of them"."""
    plurals = [
        chunk
        for chunk in spot.reading.chunks[: spot.at]
        if chunk.kind == "np" and chunk.noun is not None and chunk.noun.is_plural
    ]
    people = [
        chunk
        for chunk in spot.reading.chunks[: spot.at]
        if chunk.kind == "np" and (chunk.meaning == "people" or chunk.word in _MANY or chunk.name is not None)
    ]
    return bool(plurals) and not people and plurals[-1].meaning in {"", "thing"}


def _find_wider(spot: Spot, cast: Cast, band: Band) -> str | None:
    """Find the band that "nine", "114 people" or "the other nine" are a part of: the larger one that was freed."""
    chunk = spot.chunk
    is_loose = chunk.noun is None or chunk.noun.lemma in {"people", "person"}
    if (
        not is_loose
        or band.count is None
        or band.count.exact is None
        or {"another", "more"} & {chunk.det, *chunk.words}
    ):
        return None
    for key in cast.freed:
        wider = cast_band(cast, key)
        if wider.count is not None and (wider.count.exact or 0) > band.count.exact:
            band.group_kind = wider.group_kind if band.group_kind == "people" else band.group_kind
            return key
    return None


def _has_near_people(spot: Spot, cast: Cast) -> bool:
    """Say whether a bare number ("two more") can count people: some were spoken of just before."""
    return any(spot.number - band.sentence <= 2 for band in cast.bands)


def _find_earlier_band(spot: Spot, cast: Cast, count: Count | None) -> Band | None:
    chunk = spot.chunk
    if chunk.noun is not None and not _is_plural(chunk):
        return None
    is_definite = chunk.det in {"the", "these", "those", "both", "all", "his", "her", "their"} or _is_pronoun(chunk)
    ranked = sorted(
        enumerate(cast.bands),
        key=lambda item: (
            _is_pronoun(chunk) and item[1].sentence == spot.number,
            item[1].in_custody,
            item[1].sentence,
            item[0],
        ),
        reverse=True,
    )
    freed = cast_band(cast, cast.freed[0]) if cast.freed else None
    if chunk.det == "those" and chunk.noun is None and freed is not None and _is_freed(spot):
        return freed
    is_plain = (
        count is None
        and chunk.det in {"the", "all", "those"}
        and chunk.noun is not None
        and chunk.noun.kind in _IN_CUSTODY
        and not _has_other(chunk)
    )
    if is_plain and freed is not None and "political" not in chunk.words:
        return freed
    for _, band in ranked:
        if spot.number - band.sentence > _REACH * 2 and not (
            count is not None and band.count is not None and count.exact == band.count.exact
        ):
            continue
        if count is not None and count.exact is not None:
            if (
                band.count is not None
                and band.count.exact == count.exact
                and _same_sort_of_people(chunk, band)
                and (not _has_other(chunk))
            ):
                return band
            continue
        if count is not None or not is_definite or _has_other(chunk):
            continue
        if _is_pronoun(chunk) and not band.is_plural:
            continue
        if _is_pronoun(chunk) or (chunk.det in {"the", "these", "both", "all"} and _same_sort_of_people(chunk, band)):
            if chunk.det == "both" and band.count is not None and band.count.exact != 2:
                continue
            return band
    return None


def _is_freed(spot: Spot) -> bool:
    """Recognise "those freed", "those released"."""
    chunks = spot.reading.chunks
    return (
        spot.at + 1 < len(chunks)
        and chunks[spot.at + 1].kind == "vg"
        and chunks[spot.at + 1].word in {"free", "release", "pardon", "liberate"}
    )


def _has_other(chunk: Chunk) -> bool:
    return bool(
        {"other", "others", "another", "more", "further", "new", "remaining", "rest", "fellow", "additional"}
        & {chunk.det, chunk.word, *chunk.words}
    )


def _same_sort_of_people(chunk: Chunk, band: Band) -> bool:
    noun = chunk.noun
    if noun is None or noun.lemma in {"person", "people", "individual"}:
        return True
    lemma_or_kind = noun.lemma in band.words or noun.kind == band.group_kind or chunk.word in band.words
    return (
        lemma_or_kind
        or (noun.kind in _IN_CUSTODY and (band.in_custody or band.group_kind in _IN_CUSTODY))
        or band.group_kind == "people"
    )


_IN_CUSTODY: Final = frozenset(["prisoners", "political-prisoners", "detainees", "hostages", "prisoners-of-war"])


# ---- actors, states, places ----------------------------------------------------------------------------------


def find_agents(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who acts: a state (also through its capital), a body, a person, unnamed officials."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    if chunk.noun is None and chunk.name is None:
        return _find_agent_pronoun(spot, cast)
    if chunk.name is not None and (chunk.noun is None or chunk.noun.meaning in {"people", "body", "group", "firm"}):
        key = cast.find_name(spot.reading, chunk.name)
        if key is None:
            return []
        state = cast.index.states.get(key) if key in cast.index.capitals or key.startswith("government-") else None
        if state is not None:
            return [Ref(_add_state(cast, state, spot), _name_quote(spot, chunk))]
        figure = cast.figures[key]
        usable = figure.kind not in {EntityKind.PLACE, EntityKind.SETTLEMENT, EntityKind.AWARD, EntityKind.GOOD}
        return [Ref(key, _name_quote(spot, chunk))] if usable else []
    return _find_agent_noun(spot, cast)


def _add_state(cast: Cast, ref: str, spot: Spot) -> str:
    quote = _name_quote(spot, spot.chunk)
    return cast._add_figure(EntityKind.STATE, quote, ref=ref)


def _find_agent_pronoun(spot: Spot, cast: Cast) -> list[Ref]:
    word = spot.chunk.word
    if word in _HE:
        key = find_person(spot, cast, word, frozenset())
        return [_point(spot, cast, key)] if key is not None else []
    if word in {"it", "its"}:
        near = cast.list_sightings(spot.number, spot.quote().start, 2)
        for sighting in sorted(near, key=lambda found: (found.sentence, found.is_subject, found.start), reverse=True):
            if cast.figures[sighting.key].kind in _ACTING:
                return [Ref(sighting.key, spot.quote(), guess=True)]
    return []


_ACTING: Final = frozenset(
    {EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.INTERGOVERNMENTAL, EntityKind.GOVERNMENT}
)


def _find_agent_noun(spot: Spot, cast: Cast) -> list[Ref]:
    chunk = spot.chunk
    state = find_state_of(spot, cast)
    if chunk.meaning in {"body", "group"}:
        if chunk.noun is not None and chunk.noun.lemma in _METONYMS and state is not None:
            return [Ref(state, spot.quote())]
        return [Ref(cast.add_body(_without_article(spot), of_state=state), spot.quote())]
    if chunk.meaning == "people":
        people = find_people(spot, cast)
        return (
            [ref for ref in people if ref.key][:1] if not (people and cast.is_person(people[-1].key)) else [people[-1]]
        )
    if chunk.meaning == "firm":
        return _find_firms(spot, cast, state)
    if chunk.meaning == "facility":
        return [Ref(cast.add_body(_without_article(spot), of_state=state), spot.quote())]
    return []


def _find_firms(spot: Spot, cast: Cast, state: str | None) -> list[Ref]:
    """Find the firms that "both companies" or "the airline" means: those a sanction was told of just before."""
    chunk = spot.chunk
    if (
        chunk.det in {"both", "the", "these", "all"}
        and cast.measures is not None
        and spot.number - cast.measures[0] <= 2
    ):
        keys = [
            key
            for key in sorted(cast.measures[1])
            if key in cast.figures and cast.figures[key].kind == EntityKind.ORGANIZATION
        ]
        if keys:
            return [Ref(key, spot.quote(), guess=True) for key in keys]
    return [Ref(cast.add_body(_without_article(spot), of_state=state), spot.quote())]


def _without_article(spot: Spot) -> Quote:
    chunk = spot.chunk
    first = spot.reading.tokens[chunk.start]
    start = (
        chunk.start + 1
        if first.low in {"the", "a", "an", "its", "his", "her", "their", "this"} and chunk.end - chunk.start > 1
        else chunk.start
    )
    return spot.reading.quote(start, chunk.end)


def find_state_of(spot: Spot, cast: Cast) -> str | None:
    """Find the state that a phrase belongs to: "Saudi court", "Norway's envoy", "King of Bahrain"."""
    chunk: Chunk | None = spot.chunk
    while chunk is not None:
        for name in chunk.names:
            if name.ref is not None and name.kind in {"state", "demonym", "place", "body"}:
                key = cast.find_name(spot.reading, name) or ""
                state = key if name.kind in {"state", "demonym"} else cast.index.states.get(key)
                if state is not None:
                    return cast.add_known(spot.reading, name) if state == key else _add_state(cast, state, spot)
        chunk = chunk.owner
    step = spot.at + 1
    chunks = spot.reading.chunks
    if (
        step + 1 < len(chunks)
        and chunks[step].kind == "prep"
        and chunks[step].word in {"of", "in", "for"}
        and chunks[step + 1].kind == "np"
    ):
        name_after = chunks[step + 1].name
        if name_after is not None and name_after.kind == "state":
            return cast.add_known(spot.reading, name_after)
    return None


def find_places(spot: Spot, cast: Cast, *, nouns: bool) -> list[Ref]:
    """Find the place a phrase means; common nouns count only for a destination."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    for name in reversed(chunk.names):
        key = cast.find_name(spot.reading, name)
        if key is None or cast.is_person(key) or name.kind in {"demonym", "award", "post"}:
            continue
        if name is chunk.name or chunk.meaning in {"facility", "place"}:
            quote = (
                spot.reading.quote(name.start, name.end)
                if name is chunk.name or name.kind != "facility"
                else spot.reading.quote(name.start, chunk.end)
            )
            return [Ref(key, quote)]
    if chunk.meaning in {"place", "facility"}:
        after = _find_place_after(spot, cast)
        if after:
            return after
        if nouns and chunk.word not in _VAGUE_PLACES:
            quote = _without_article(spot)
            return [Ref(cast.add_post(EntityKind.PLACE, quote, tuple(quote.exact.lower().split())), spot.quote())]
    return []


_VAGUE_PLACES: Final = read_words("refs", "vague_places")


def _find_place_after(spot: Spot, cast: Cast) -> list[Ref]:
    chunks, step = spot.reading.chunks, spot.at + 1
    if step + 1 < len(chunks) and chunks[step].kind == "prep" and chunks[step].word in {"in", "of", "at", "near"}:
        return find_places(spot.move(step + 1), cast, nouns=False)
    return []
