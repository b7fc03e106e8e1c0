"""Read sanctions that are only asked for, planned, threatened or blocked: "called for sanctions on the judges"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import SANCTIONS, Draft, draft_phrase
from kg.claims.fates import is_refused
from kg.claims.filling import fill_attached, fill_group
from kg.claims.frames import Frame
from kg.claims.goods import fill_restriction
from kg.claims.matching import Match, list_attached
from kg.claims.nominal import judge_noun
from kg.claims.reading import Reading
from kg.claims.scope import Scope, judge_clause
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.claims.words import read_table, read_words
from kg.model import ClaimType, Factuality

_FRAME: Final = Frame(
    "imposition.prospect",
    ClaimType.SANCTION_IMPOSITION,
    attached={"on": "target", "against": "target"},
    subject="actor",
)
_GOVERNORS: Final = {word: Factuality(told) for word, told in read_table("prospects").items()}
_ASKING: Final = read_words("prospect_words", "asking")
_COMING: Final = read_words("prospect_words", "coming")
_HOSTS: Final = read_words("prospect_words", "hosts")
_KNOWN: Final = frozenset({"the", "its", "his", "her", "their", "our", "these", "those", "this", "that", "all"})


def find_prospects(reading: Reading, number: int, cast: Cast, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Find sanctions of a sentence that are no fact, where no other frame has read them."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind != "np" or chunk.meaning != "restriction" or chunk.det in _KNOWN or chunk.owner is not None:
            continue
        quote = reading.quote_chunk(at)
        if any(
            draft.type in SANCTIONS and draft.quote.start <= quote.start < draft.quote.end
            for draft in drafts
            if draft.number == number
        ):
            continue
        found = _judge(reading, at)
        if found is not None:
            yield _make_draft(Spot(reading, number, at), found, cast)


Found = tuple[Factuality, tuple[int, ...], tuple[int, ...]]  # how it is told, who imposes, on whom


def _judge(reading: Reading, at: int) -> Found | None:
    before = reading.chunks[at - 1] if at else None
    if before is not None and before.kind == "prep":
        hosted = _judge_hosted(reading, at)
        if hosted is not None:
            return hosted
    for clause in reading.sketch.clauses:
        found = _judge_in_clause(reading, clause, at)
        if found is not None:
            return _bend(found, judge_clause(reading, clause), reading, at)
    return None


def _judge_hosted(reading: Reading, at: int) -> Found | None:
    """Judge "calls for sanctions", "the threat of sanctions"; a failed call leaves nothing."""
    host = at - 2
    if host < 0 or reading.chunks[host].kind != "np" or reading.chunks[host].word not in _HOSTS:
        return None
    told = judge_noun(reading, at).factuality
    if is_refused(reading, host):
        told = Factuality.DENIED
    return (told, (), ()) if told in set(_GOVERNORS.values()) | {Factuality.DENIED} else None


def _judge_in_clause(reading: Reading, clause: Clause, at: int) -> Found | None:
    word = reading.chunks[clause.verb].word
    for found in clause.attached:
        if at not in found.group:
            continue
        if found.preposition == "for" and word in _ASKING:
            return Factuality.DEMANDED, _find_asked(clause), ()
        if found.preposition == "with" and word == "threaten":
            return Factuality.HYPOTHETICAL, clause.subject, clause.objects[0] if clause.objects else ()
    if any(at in group for group in clause.objects) and not clause.passive and word in _GOVERNORS:
        told = _GOVERNORS[word]
        return told, () if told in {Factuality.DEMANDED, Factuality.DENIED} else clause.subject, ()
    if at in clause.subject and word in _COMING and reading.chunks[clause.verb].modal:
        return judge_clause(reading, clause).factuality, (), ()
    return None


def _find_asked(clause: Clause) -> tuple[int, ...]:
    """Find who is asked: "called on X for sanctions", "pressed X for sanctions"."""
    named = next((found.group for found in clause.attached if found.preposition in {"on", "to", "upon"}), ())
    return named or (clause.objects[0] if clause.objects else ())


def _bend(found: Found, outer: Scope, reading: Reading, at: int) -> Found:
    told, doers, targets = found
    if outer.factuality == Factuality.DENIED or is_refused(reading, at):
        return Factuality.DENIED, doers, targets
    is_open = outer.factuality == Factuality.HYPOTHETICAL and told == Factuality.PLANNED
    return (Factuality.HYPOTHETICAL if is_open else told), doers, targets


def _make_draft(spot: Spot, found: Found, cast: Cast) -> Draft:
    told, doers, targets = found
    match = Match(_FRAME, spot.reading, spot.number, spot.at, None, Scope(told))
    attached, end = list_attached(spot.reading, spot.at)
    slots = [
        *(fill_restriction(spot, cast, _FRAME.id) or ()),
        *fill_attached(match, attached, cast),
        *fill_group(match, "actor", doers, cast),
        *fill_group(match, "target", targets, cast),
    ]
    quote = spot.reading.quote(spot.chunk.start, spot.reading.chunks[max(end - 1, spot.at)].end)
    draft = replace(draft_phrase(spot, _FRAME, quote, ()), factuality=told, is_nominal=True)
    return draft.with_slots(*slots)
