"""Find the group of people that a phrase means: told before, a part of it, or new."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.figures import IN_CUSTODY, IN_OFFICE, Band
from kg.claims.letting import is_freed_by_other, is_given_in_return, is_let_go
from kg.claims.spots import MANY, REACH, Ref, Spot, is_plural, is_pronoun
from kg.model import Count


def cast_band(cast: Cast, key: str) -> Band:
    """Get a band by its key."""
    return cast.bands_by_key[key]


def add_member(cast: Cast, band: Band, ref: Ref) -> None:
    """Add a person to a group, and to the wider groups that it is a part of."""
    wider: Band | None = band
    while wider is not None and ref.key not in wider.members:
        wider.members[ref.key] = ref.quote
        if wider.in_custody:
            cast.custody.add(ref.key)
        wider = cast.bands_by_key.get(wider.part_of or "")


def make_count(spot: Spot) -> Count | None:
    """Read the count of a phrase, without a number where it says "about 40"; measures and "dozens" are no counts."""
    number = spot.chunk.number
    if number is None or spot.chunk.meaning == "unit" or (not number.is_rough and number.low is number.high is None):
        return None
    return Count(number.exact, number.low, number.high, spot.reading.quote(number.start, number.end))


def find_band(spot: Spot, cast: Cast) -> Ref:
    """Find the band a phrase means, or make one; an empty key where a pronoun leads nowhere."""
    chunk, quote, count = spot.chunk, spot.quote(), make_count(spot)
    if chunk.word in {"they", "them"} and _means_things(spot):
        return Ref("", quote)
    back = None if _is_still_held(spot) else _find_earlier_band(spot, cast, count)
    if back is not None:
        _note_mention(back, spot, count)
        return Ref(back.key, quote, guess=True)
    alike = _find_alike(spot, cast)
    if alike is not None:
        alike.mentions.append(quote)
        return Ref(alike.key, quote)
    if is_pronoun(chunk) and not _is_still_held(spot) and (chunk.number is None or not _has_near_people(spot, cast)):
        return Ref("", quote)
    return Ref(_make_band(spot, cast, count), quote)


def find_anyone(spot: Spot, cast: Cast) -> Ref:
    """Make the group of "anyone convicted of theft": nobody told before."""
    return Ref(_make_band(spot, cast, None), spot.quote())


def find_voices(spot: Spot, cast: Cast) -> Ref:
    """Find the group that "rights groups" means: one throughout a text."""
    words = {spot.chunk.word, *spot.chunk.words} - {"the"}
    known = next((band for band in cast.bands[-LATEST:] if band.words == words and band.count is None), None)
    if known is None:
        key = f"group-{len(cast.bands) + 1}"
        known = Band(key, words, "human-rights-defenders", [spot.quote()], sentence=spot.number)
        cast.add_band(known)
    elif spot.quote() not in known.mentions:
        known.mentions.append(spot.quote())
    return Ref(known.key, spot.quote())


def _find_alike(spot: Spot, cast: Cast) -> Band | None:
    """Find the group of the same words that spoke before: "opposition leaders" are the same throughout a text."""
    noun, words = spot.chunk.noun, {spot.chunk.word, *spot.chunk.words} - {"the"}
    if noun is None or noun.kind not in _VOICES or not noun.is_plural or spot.chunk.number is not None:
        return None
    return next(
        (b for b in cast.bands[-LATEST:] if b.count is None and b.is_plural and b.words - {"the"} == words), None
    )


_VOICES: Final = frozenset({"opposition-leaders", "experts"})


def _is_still_held(spot: Spot) -> bool:
    """Recognise "those unjustly held": others than the people that the text spoke of before."""
    chunk, chunks = spot.chunk, spot.reading.chunks
    near = [other for other in chunks[spot.at + 1 : spot.at + 3] if other.kind == "vg"]
    return "those" in chunk.words and chunk.noun is None and bool(near) and near[0].word in _HOLDING


_HOLDING: Final = frozenset({"hold", "detain", "imprison", "jail", "arrest", "behind"})


def _note_mention(band: Band, spot: Spot, count: Count | None) -> None:
    noun = spot.chunk.noun
    band.mentions.append(spot.quote())
    band.sentence = spot.number
    band.count = band.count or count
    if band.group_kind == "people" and noun is not None and noun.kind:
        band.group_kind = noun.kind


def _make_band(spot: Spot, cast: Cast, count: Count | None) -> str:
    chunk, quote = spot.chunk, spot.quote()
    known = cast.bands_at.get((quote.start, quote.end))
    if known is not None:
        return known
    kind = chunk.noun.kind if chunk.noun is not None and chunk.noun.kind else "people"
    kind = "detainees" if _is_still_held(spot) else kind
    if kind == "prisoners" and "political" in chunk.words:
        kind = "political-prisoners"
    words = {chunk.word, *chunk.words}
    band = Band(f"group-{len(cast.bands) + 1}", words, kind, [quote], count, sentence=spot.number)
    band.citizen_of += list_nations(spot, cast)
    band.is_plural = is_plural(chunk)
    band.part_of = _find_wider(spot, cast, band)
    cast.bands_at[quote.start, quote.end] = band.key
    return cast.add_band(band)


_REASONS: Final = frozenset({"grounds", "ground", "reason", "reasons", "terms", "circumstances"})


def list_nations(spot: Spot, cast: Cast) -> list[str]:
    """List the states that a phrase gives as those of its people: "six Norlanders", "five citizens of Norland"."""
    chunks, names = spot.reading.chunks, list(spot.chunk.names)
    under = spot.at + 2
    if spot.chunk.noun is not None and spot.chunk.noun.kind == "citizens" and under < len(chunks):
        names += chunks[under].names if chunks[under - 1].word == "of" and chunks[under].noun is None else ()
    known = [name for name in names if name.kind in {"demonym", "state"} and name.ref is not None]
    return [cast.add_known(spot.reading, name) for name in known]


def _means_things(spot: Spot) -> bool:
    """Say whether "them" has only things to mean in its sentence: "an amnesty for books; nine of them"."""
    plurals = [
        chunk
        for chunk in spot.reading.chunks[: spot.at]
        if chunk.kind == "np" and chunk.noun is not None and chunk.noun.is_plural and chunk.word not in _REASONS
    ]
    people = [
        chunk
        for chunk in spot.reading.chunks[: spot.at]
        if chunk.kind == "np" and (chunk.meaning == "people" or chunk.word in MANY or chunk.name is not None)
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
        or is_let_go(spot)
        or is_given_in_return(spot)
    ):
        return None
    for key in cast.freed:
        wider = cast_band(cast, key)
        if is_freed_by_other(spot, wider, cast):
            continue
        if band.citizen_of and wider.citizen_of and not set(band.citizen_of) & set(wider.citizen_of):
            continue
        if wider.count is not None and (wider.count.exact or 0) > band.count.exact:
            band.group_kind = wider.group_kind if band.group_kind == "people" else band.group_kind
            return key
    return None


def _has_near_people(spot: Spot, cast: Cast) -> bool:
    """Say whether a bare number ("two more") can count people: some were spoken of just before."""
    return any(spot.number - band.sentence <= _NEAR for band in cast.bands[-LATEST:])


_NEAR: Final = 4  # sentences
LATEST: Final = 40  # bands that are looked at, so that time grows with length only
_DEFINITE: Final = frozenset({"the", "these", "those", "both", "all", "his", "her", "their"})


def _find_earlier_band(spot: Spot, cast: Cast, count: Count | None) -> Band | None:
    chunk = spot.chunk
    if chunk.noun is not None and not is_plural(chunk):
        return None
    freed = cast_band(cast, cast.freed[0]) if cast.freed else None
    if freed is not None and count is None and _means_freed(spot):
        return freed
    ranked = sorted(cast.bands[-LATEST:], key=lambda band: _rank_band(band, spot), reverse=True)
    return next((band for band in ranked if _is_meant(spot, band, count, cast)), None)


def _rank_band(band: Band, spot: Spot) -> tuple[bool, bool, int, int]:
    is_here = is_pronoun(spot.chunk) and band.sentence == spot.number
    return is_here, band.in_custody, band.sentence, int(band.key.rpartition("-")[2])


def _means_freed(spot: Spot) -> bool:
    """Recognise "those freed" and plain "the prisoners": the people that were let out."""
    chunk = spot.chunk
    if chunk.noun is None:
        return chunk.det == "those" and _is_freed(spot)
    is_plain = chunk.det in {"the", "all", "those"} and chunk.noun.kind in IN_CUSTODY - {"political-prisoners"}
    return is_plain and not has_other(chunk) and "political" not in chunk.words


def _is_meant(spot: Spot, band: Band, count: Count | None, cast: Cast) -> bool:
    chunk = spot.chunk
    same_count = count is not None and band.count is not None and _is_same_number(spot, count, band.count)
    nations = {name.ref for name in chunk.names if name.kind in {"demonym", "state"}}
    if nations and band.citizen_of and not nations & set(band.citizen_of):
        return False
    is_far = spot.number - band.sentence > REACH * 2 and not same_count
    if has_other(chunk) or is_far or _has_other_event(spot, band, cast):
        return False
    if count is not None:
        return same_count and _same_sort_of_people(chunk, band, cast)
    is_same = chunk.det in _DEFINITE and _same_sort_of_people(chunk, band, cast) and not _stands_outside(chunk, band)
    if not is_pronoun(chunk) and not is_same:
        return False
    if (
        chunk.det == "all"
        and not is_pronoun(chunk)
        and set(chunk.words) - {"all", "these", "those", "the"} - band.words
    ):
        return False
    is_pair = chunk.det != "both" or band.count is None or band.count.exact == 2  # noqa: PLR2004 - both are two
    return band.is_plural and is_pair


def _is_same_number(spot: Spot, count: Count, told: Count) -> bool:
    """Compare two counts; "the 40" may mean "about 40"."""
    if count.exact is None or told.exact is not None:
        return count.exact is not None and count.exact == told.exact
    return spot.chunk.det == "the" and told.quote.exact.endswith(f" {count.quote.exact}")


def _has_other_event(spot: Spot, band: Band, cast: Cast) -> bool:
    """Say whether a new release is told of a phrase: by another state, in return, or for others than a part."""
    if is_freed_by_other(spot, band, cast):
        return True
    is_new = is_given_in_return(spot) or (band.is_told_part and is_let_go(spot))
    return is_new and spot.chunk.det not in _DEFINITE


def _is_freed(spot: Spot) -> bool:
    """Recognise "those freed", "those released"."""
    chunks = spot.reading.chunks
    return (
        spot.at + 1 < len(chunks)
        and chunks[spot.at + 1].kind == "vg"
        and chunks[spot.at + 1].word in {"free", "release", "pardon", "liberate", "acquit", "clear", "amnesty"}
    )


def has_other(chunk: Chunk) -> bool:
    """Say whether a phrase speaks of others than those told before: "other prisoners", "the remaining men"."""
    return bool(
        {"other", "others", "another", "more", "further", "new", "remaining", "rest", "fellow", "additional"}
        & {chunk.det, chunk.word, *chunk.words}
    )


def _same_sort_of_people(chunk: Chunk, band: Band, cast: Cast) -> bool:
    noun = chunk.noun
    if noun is None or noun.lemma in _ANYBODY:
        return True
    same_kind = noun.kind == band.group_kind and noun.kind != "people"
    return (
        noun.lemma in band.words
        or chunk.word in band.words
        or same_kind
        or (noun.kind in IN_CUSTODY and (band.in_custody or band.group_kind in IN_CUSTODY))
        or (band.group_kind == "people" and not _is_described(band, cast))
    )


def _stands_outside(chunk: Chunk, band: Band) -> bool:
    """Say whether a phrase names those who speak of "seven people" or for them: "the experts", "their lawyers"."""
    noun = chunk.noun
    is_outside = noun is not None and noun.kind in _OUTSIDE and noun.kind != band.group_kind
    return is_outside and not {chunk.word, noun.lemma if noun is not None else ""} & band.words


_OUTSIDE: Final = IN_OFFICE | {"lawyers"}
_ANYBODY: Final = frozenset(
    {"beneficiary", "returnee", "person", "people", "individual", "man", "woman", "figure", "human", "member"}
)


def _is_described(band: Band, cast: Cast) -> bool:
    """Say whether a noun says what the people of a band are, so that another noun means others."""
    nouns = [cast.lexicon.nouns.get(word) for word in band.words]
    return any(noun is not None and noun.meaning == "people" and noun.lemma not in _ANYBODY for noun in nouns)
