"""Refuse what looks like a release, an arrest or a renewal and is none: patients, film, players, things as they are."""

from collections.abc import Sequence
from typing import Final

from kg.claims.drafts import FACTS, PATIENTS, Slot
from kg.claims.matching import Match
from kg.claims.movings import is_put_out
from kg.claims.sketch import Clause
from kg.claims.words import read_words
from kg.model import ClaimType

_LEAVING: Final = read_words("unheld", "leaving")
_SHOWN: Final = read_words("unheld", "shown")
_HEART: Final = read_words("unheld", "heart")
_STAFF: Final = read_words("unheld", "staff")
_PLAYERS: Final = read_words("unheld", "players")
_CUSTODY: Final = read_words("unheld", "custody")
_KEEPING: Final = read_words("states", "keeping")


def is_lookalike(match: Match, slots: Sequence[Slot]) -> bool:
    """Say whether a clause with all its roles filled still tells another kind of thing."""
    clause, kind = match.clause, match.frame.type
    if clause is None:
        return False
    if kind == ClaimType.SANCTION_RENEWAL:
        return match.scope.factuality in FACTS and match.reading.chunks[match.at].word in _KEEPING
    if kind == ClaimType.TRANSFER:
        return is_put_out(match)
    if kind == ClaimType.ARREST:
        is_thing = any(_is_of_thing(match, at) for at in _list_undergoing(clause))
        return is_thing or _is_picture(match, clause) or _is_done_by_event(match, clause)
    if kind == ClaimType.RELEASE and (_is_figurative(match, clause) or _is_visit(match, clause)):
        return True
    return kind == ClaimType.RELEASE and not _speaks_of_custody(match) and _frees_otherwise(match, clause, slots)


def _is_figurative(match: Match, clause: Clause) -> bool:
    """Recognise "prisoners of the incubator", "400 head of cattle", and a title: "released "Prisoner of the Reef"."""
    chunks = match.reading.chunks
    freed = _list_undergoing(clause)
    return any(_is_of_thing(match, at) or _is_title(match, at) for at in freed if chunks[at].kind == "np")


def _list_undergoing(clause: Clause) -> tuple[int, ...]:
    return clause.subject if clause.passive else tuple(at for group in clause.objects for at in group)


def _is_of_thing(match: Match, at: int) -> bool:
    chunks = match.reading.chunks
    if at + 2 >= len(chunks) or chunks[at + 1].word != "of":
        return False
    owner = chunks[at + 2]
    is_whole = chunks[at].word in _HELD and owner.det == "the"
    is_herd = chunks[at].word == "head" and not owner.det
    return owner.kind == "np" and (is_whole or is_herd) and owner.name is None and owner.meaning in {"", "thing"}


def _is_title(match: Match, at: int) -> bool:
    reading = match.reading
    is_quoted = at > 0 and reading.chunks[at - 1].kind == "quote"
    chunk = reading.chunks[at]
    return is_quoted and all(token.is_capital for token in reading.tokens[chunk.start : chunk.end])


_HELD: Final = frozenset({"prisoner", "captive", "hostage"})


def _frees_otherwise(match: Match, clause: Clause, slots: Sequence[Slot]) -> bool:
    return _is_dismissal(match, clause, slots) or _is_rescue(match, clause) or _is_permission(match, clause)


def _is_visit(match: Match, clause: Clause) -> bool:
    """Recognise "left the prison after a visit": who comes to look was not held."""
    is_leaving = bool(match.frame.intransitive)
    return is_leaving and _has_attached(match, clause, frozenset({"after", "following", "during", "from"}), _VISITS)


_VISITS: Final = read_words("unheld", "visits")


def _is_rescue(match: Match, clause: Clause) -> bool:
    """Recognise "firefighters freed the driver", "the hospital discharged her", "freed from red tape"."""
    chunks = match.reading.chunks
    doers = [at for found in clause.attached if found.preposition == "by" for at in found.group]
    acting = [chunks[at] for at in (doers if clause.passive else clause.subject)]
    lemmas = {noun.lemma for chunk in acting for _, noun in chunk.nouns} | {chunk.word for chunk in acting}
    if lemmas & _RESCUERS:
        return True
    freed = _list_undergoing(clause)
    behind = [at for at in freed if at + 2 < len(chunks) and chunks[at + 1].word in _STUCK]
    return bool(behind) or _has_attached(match, clause, frozenset({"from", "of"}), _TRAPS)


def _is_permission(match: Match, clause: Clause) -> bool:
    """Recognise "cleared to travel", "is free for an interview"."""
    chunks, chunk = match.reading.chunks, match.reading.chunks[match.at]
    after = chunks[match.at + 1] if match.at + 1 < len(chunks) else None
    if chunk.word == "clear":
        return after is not None and after.kind == "vg" and after.form == "to"
    is_being = chunk.word == "be" and (clause.adjective == "free" or {"free", "at-liberty"} & set(clause.particles))
    below = match.reading.chunks[min(match.at + 2, len(chunks) - 1)]
    if is_being and below.kind == "vg" and below.form == "to":
        return True  # "is free to go on"
    return bool(is_being) and any(found.preposition == "for" for found in clause.attached)


_RESCUERS: Final = read_words("unheld", "rescuers")
_TRAPS: Final = read_words("unheld", "traps")
_STUCK: Final = frozenset({"trap", "bury", "strand"})


def _speaks_of_custody(match: Match) -> bool:
    return any(token.low in _CUSTODY for token in match.reading.tokens)


def _has_attached(match: Match, clause: Clause, prepositions: frozenset[str], nouns: frozenset[str]) -> bool:
    chunks, tokens = match.reading.chunks, match.reading.tokens
    return any(
        chunks[at].word in nouns or tokens[chunks[at].end - 1].low in nouns
        for found in clause.attached
        if found.preposition in prepositions
        for at in found.group
    )


def _is_picture(match: Match, clause: Clause) -> bool:
    """Recognise "captured on film", "captured the hearts of"."""
    objects = (match.reading.chunks[at].word for group in clause.objects for at in group)
    return _has_attached(match, clause, frozenset({"on", "in", "by"}), _SHOWN) or any(
        word in _HEART for word in objects
    )


def _is_done_by_event(match: Match, clause: Clause) -> bool:
    """Recognise "swap captured sailors": an event takes nobody captive, the participle describes."""
    nouns = [match.reading.chunks[at] for at in clause.subject]
    return not clause.passive and bool(nouns) and nouns[-1].meaning == "event"


def _is_dismissal(match: Match, clause: Clause, slots: Sequence[Slot]) -> bool:
    """Recognise "released from hospital", "released by their club", "the company released 40 workers"."""
    if _has_attached(match, clause, frozenset({"from", "out-of"}), _LEAVING):
        return True
    chunks = match.reading.chunks
    doers = [at for found in clause.attached if found.preposition == "by" for at in found.group]
    firms = [chunks[at] for at in (doers if clause.passive else clause.subject)]
    freed = _list_undergoing(clause)
    lows = {low for at in freed for low in match.reading.lows(chunks[at].start, chunks[at].end)}
    lemmas = {noun.lemma for at in freed for _, noun in chunks[at].nouns}
    words = (lows - _list_tails(lemmas)) | lemmas
    if words & _PLAYERS:
        return True
    is_firm = any(chunk.meaning == "firm" for chunk in firms)
    return is_firm and bool(words & _STAFF) and any(slot.role in PATIENTS for slot in slots)


def _list_tails(lemmas: set[str]) -> set[str]:
    """List the words that stand for nothing by themselves: a "rights defender" is no defender of a team."""
    return {part for lemma in lemmas - _PLAYERS for part in lemma.split("-")[1:]}
