"""Find the counted parts of a group: "14 of them foreigners", "including six nurses", "they were among 52 men".

A part plays no role of its own: it says how many of the people that a claim tells of are what. So it is a group with
a count and a kind that is part of the wider one.
"""

from collections.abc import Iterator
from typing import Final

from kg.claims.bands import add_member, cast_band, find_band, list_nations, make_count
from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.exclusions import is_negated
from kg.claims.figures import Band
from kg.claims.reading import Reading
from kg.claims.records import record
from kg.claims.refs import find_people, list_members, means_people
from kg.claims.sketch import Clause
from kg.claims.spots import Spot, is_pronoun
from kg.claims.words import read_table, read_words
from kg.model import Quote

_IF: Final = read_words("scope", "if")
_MODALS: Final = read_table("modals")
_HOLDING: Final = read_words("parts", "holding")
_RECENT: Final = 20  # bands that are looked at, so that time grows with length only
_NEAR: Final = 2  # sentences back that "them" leads to people of whom no release is told


@record
class Share:
    """Hold where a text counts a part out of a whole; `kind` is the phrase that says what these people are."""

    part: int
    whole: int | None  # None where "them" stands for people told before
    kind: int | None = None


def gather_parts(reading: Reading, number: int, cast: Cast) -> None:
    """Add the counted parts that a sentence names to the groups that they are parts of."""
    for share in _list_shares(reading):
        whole = _find_whole(Spot(reading, number, share.part), share, cast)
        part = _find_part(Spot(reading, number, share.part), share, whole, cast) if whole is not None else None
        if whole is None or part is None or not _may_hold(whole, part, cast):
            continue
        part.part_of, part.is_told_part = whole.key, True
        if part.group_kind == "people":
            part.group_kind = whole.group_kind
        _add_members(Spot(reading, number, share.kind or share.part), part, cast)


def find_near_band(number: int, cast: Cast, *, at_least: int = 1, other_than: Band | None = None) -> Band | None:
    """Find the group that "them" means: the nearest that was let out, else the nearest spoken of."""
    bands = [
        band
        for band in cast.bands[-_RECENT:]
        if band is not other_than
        and band.is_plural
        and (band.in_custody or number - band.sentence <= _NEAR)
        and _has_room(band, at_least)
    ]
    return max(bands, key=lambda band: _rank(band, cast), default=None)


def _rank(band: Band, cast: Cast) -> tuple[bool, int, int]:
    is_freed = band.key in cast.freed or band.part_of in cast.freed
    return is_freed, band.sentence, int(band.key.rpartition("-")[2])


def _has_room(band: Band, at_least: int) -> bool:
    return band.count is None or (band.count.exact or band.count.low or at_least) >= at_least


# ---- where a part is told ------------------------------------------------------------------------------------


def _list_shares(reading: Reading) -> Iterator[Share]:
    for at, chunk in enumerate(reading.chunks):
        if _is_counted_out(reading, at):
            yield Share(at, at + 2, _find_kind(reading, at + 2))
        elif chunk.kind == "np":
            told = [member for member in reading.sketch.members.get(at, ()) if _is_counted(reading, member)]
            yield from (Share(member, at, _find_kind(reading, member)) for member in told)
        elif chunk.word == "of-whom" and at and _is_bare_count(reading.chunks[at - 1]):
            yield from (Share(at - 1, whole, _find_kind(reading, at)) for whole in _list_before(reading, at - 2))
    yield from _list_fronted(reading)
    for clause in reading.sketch.clauses:
        if is_stated(reading, clause):
            yield from _list_from_clause(reading, clause)


def is_stated(reading: Reading, clause: Clause) -> bool:
    """Say whether a clause tells who belongs to a group: not what may be, nor what is not."""
    is_open = _MODALS.get(reading.chunks[clause.verb].modal) in {"hypothetical", "denied", "demanded"}
    return not is_open and clause.opener not in _IF and not is_negated(reading, clause)


def _list_before(reading: Reading, at: int) -> Iterator[int]:
    """Give the group right before a comma: "52 men, 14 of whom"."""
    while at >= 0 and reading.chunks[at].kind in {"comma", "time", "prep", "adv"}:
        at -= 1
    if at >= 0 and reading.chunks[at].kind == "np":
        yield at


def _list_fronted(reading: Reading) -> Iterator[Share]:
    """Recognise "Of the 52, 14 are foreigners"."""
    chunks = reading.chunks
    if len(chunks) < _SHORTEST or chunks[0].kind != "prep" or chunks[0].word != "of" or chunks[1].kind != "np":
        return
    comma = next((at for at, chunk in enumerate(chunks[:_FRONT]) if chunk.kind == "comma"), None)
    if comma is not None and comma + 1 < len(chunks) and _is_bare_count(chunks[comma + 1]):
        yield Share(comma + 1, 1, _find_kind(reading, comma + 1))


_SHORTEST: Final = 5  # phrases: "of", the whole, a comma, the part, a verb
_FRONT: Final = 8  # phrases in which the comma must come


def _is_bare_count(chunk: Chunk) -> bool:
    return chunk.kind == "np" and is_pronoun(chunk) and chunk.number is not None


def _is_counted(reading: Reading, at: int) -> bool:
    chunk = reading.chunks[at]
    is_named = chunk.name is not None and chunk.name.kind != "demonym"
    return chunk.number is not None and not is_named and means_people(chunk) and not _is_counted_out(reading, at)


def _is_counted_out(reading: Reading, at: int) -> bool:
    """Recognise "14 of them", "six of those freed"."""
    chunks = reading.chunks
    if at + 2 >= len(chunks) or not _is_bare_count(chunks[at]):
        return False
    return chunks[at + 1].kind == "prep" and chunks[at + 1].word == "of" and chunks[at + 2].kind == "np"


def _find_kind(reading: Reading, whole: int) -> int | None:
    """Find what the part is said to be: "14 of them foreigners", "six of those freed are nurses"."""
    chunks, step = reading.chunks, whole + 1
    while step < len(chunks) and chunks[step].kind in {"vg", "adv"}:
        is_being = chunks[step].kind == "vg" and chunks[step].word == "be"
        if chunks[step].kind == "vg" and (chunks[step].negated or not (is_being or _describes(reading, step))):
            return None
        step += 1
    is_kind = step < len(chunks) and chunks[step].kind == "np" and _says_kind(chunks[step])
    return step if is_kind else None


def _describes(reading: Reading, verb: int) -> bool:
    clause = reading.sketch.find_clause(verb)
    return clause is not None and clause.is_reduced


def _says_kind(chunk: Chunk) -> bool:
    """Recognise a bare plural, or a nation: "foreigners", "Norlanders"."""
    is_nation = chunk.noun is None and chunk.name is not None and chunk.name.kind == "demonym"
    is_plural = is_nation or (chunk.meaning == "people" and chunk.noun is not None and chunk.noun.is_plural)
    return is_plural and not chunk.det and chunk.number is None and chunk.owner is None


def _list_from_clause(reading: Reading, clause: Clause) -> Iterator[Share]:
    word, objects = reading.chunks[clause.verb].word, [at for group in clause.objects for at in group]
    told = [at for at in objects if _is_counted(reading, at)]
    if word in _HOLDING and clause.subject and not clause.passive:
        yield from (Share(at, clause.subject[0]) for at in told)
    elif word == "be" and (whole := _find_among(reading, clause)) is not None:
        yield from (Share(at, whole) for at in (*clause.subject, *told) if _is_group(reading, at))
    elif word == "be" and _says_among_them(reading, clause):
        yield from (Share(at, None) for at in (*clause.subject, *told) if _is_counted(reading, at))


def _is_group(reading: Reading, at: int) -> bool:
    return _is_counted(reading, at) or reading.chunks[at].word in {"they", "these"}


def _find_among(reading: Reading, clause: Clause) -> int | None:
    """Find the whole of "... were among 52 prisoners" and "among those freed are ..."."""
    under = find_under_among(clause)
    is_fronted = reading.chunks[0].kind == "prep" and reading.chunks[0].word == "among" and clause.verb > 1
    return under if under is not None or not is_fronted else 1


def find_under_among(clause: Clause) -> int | None:
    """Find the whole of "X and Y are among the freed nurses"."""
    return next((found.group[0] for found in clause.attached if found.preposition == "among"), None)


def _says_among_them(reading: Reading, clause: Clause) -> bool:
    near = (*reading.chunks[: 1 if clause.verb else 0], *reading.chunks[clause.verb + 1 : clause.verb + 2])
    return any(chunk.kind == "incl" and chunk.word == "among-them" for chunk in near)


# ---- who is meant --------------------------------------------------------------------------------------------


def _find_whole(spot: Spot, share: Share, cast: Cast) -> Band | None:
    if share.whole is None:
        count = make_count(spot)
        return find_near_band(spot.number, cast, at_least=1 + ((count.exact or 0) if count is not None else 0))
    found = [ref for ref in find_people(spot.move(share.whole), cast) if ref.key in cast.bands_by_key]
    return cast_band(cast, found[0].key) if found else None


def _find_part(spot: Spot, share: Share, whole: Band, cast: Cast) -> Band | None:
    """Find or make the band of a part; none for a phrase that leads nowhere or has no count."""
    if is_pronoun(spot.chunk) and spot.chunk.number is None:
        return find_near_band(spot.number, cast, other_than=whole)
    if make_count(spot) is None:
        return None
    if not is_pronoun(spot.chunk):
        return cast_band(cast, find_band(spot, cast).key)
    return _count_out(spot, share, whole, cast)


def _count_out(spot: Spot, share: Share, whole: Band, cast: Cast) -> Band:
    """Make the band of "14 of them foreigners", or find it where the text told it before."""
    has_role = (spot.quote().start, whole.key) in cast.parts
    part = cast_band(cast, cast.add_part(spot.quote(), whole.key, spot.number))
    part.count = part.count or make_count(spot)
    if _is_subject(spot) and not has_role:
        part.sentence = spot.number  # "they" behind it means the part: nothing else was told of it
    if share.kind is None:
        return part
    chunk = spot.reading.chunks[share.kind]
    part.words |= {chunk.word, *chunk.words}
    part.group_kind = chunk.noun.kind if chunk.noun is not None and chunk.noun.kind else part.group_kind
    part.mentions.append(_quote_over(spot, share.kind))
    part.citizen_of += list_nations(spot.move(share.kind), cast)
    return part


def _quote_over(spot: Spot, last: int) -> Quote:
    return spot.reading.quote(spot.chunk.start, spot.reading.chunks[last].end)


def _is_subject(spot: Spot) -> bool:
    return any(spot.at in clause.subject for clause in spot.reading.sketch.clauses)


def _may_hold(whole: Band, part: Band, cast: Cast) -> bool:
    """Say whether the counts allow the part, and the whole is no part of it."""
    above: Band | None = whole
    while above is not None:
        if above is part:
            return False
        above = cast.bands_by_key.get(above.part_of or "")
    if part.part_of not in {None, whole.key}:
        return False
    most = whole.count.exact if whole.count is not None else None
    least = (part.count.exact or part.count.low) if part.count is not None else None
    return most is None or least is None or least < most


def _add_members(spot: Spot, part: Band, cast: Cast) -> None:
    """Add the people that the text names behind a part."""
    for ref in list_members(spot, cast):
        add_member(cast, part, ref)
