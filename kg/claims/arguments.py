"""Read the arguments of a verb or noun for a frame: subject, objects, what is understood."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.claims.barring import find_entered
from kg.claims.cast import Cast
from kg.claims.drafts import Slot
from kg.claims.filling import fill_attached, fill_group
from kg.claims.frames import Frame
from kg.claims.goods import fill_restriction, find_restriction, is_owner, recall_measures, turn_owners
from kg.claims.matching import Match, find_below, find_host, find_particle_object, list_attached
from kg.claims.mediation import find_hosts, find_mediators
from kg.claims.owners import fill_owner, fill_penalty, fill_possessive, fill_quoted, fill_term
from kg.claims.penalties import find_penalty
from kg.claims.reading import Reading
from kg.claims.recalls import recall_sentenced
from kg.claims.sketch import Attached, Clause
from kg.claims.spots import Spot
from kg.claims.tallies import fill_tally
from kg.claims.understood import find_understood
from kg.claims.words import read_words
from kg.model import ClaimType, Role

_MEANS: Final = read_words("arguments", "means")
_FEASTS: Final = read_words("feasts", "words")


def _split_objects(  # noqa: C901, PLR0911 - one test a case, in their order
    frame: Frame, clause: Clause, reading: Reading
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Give subject, direct object and indirect object as in the active sentence; the subject is empty in a passive."""
    objects = list(clause.objects)
    if frame.below:
        below = find_below(frame, clause, reading)
        inner = reading.by_verb.get(below) if below is not None else None
        if inner is not None and not objects and inner.subject:
            objects = [inner.subject]
    if reading.sketch.appositions:
        clause = replace(clause, subject=_lift_apposition(clause.subject, reading))
    if frame.ergative and not clause.passive:
        return (), clause.subject, ()
    particled = find_particle_object(frame, clause)
    if particled:
        return clause.subject, particled, ()
    if frame.object_preposition and not clause.passive:
        found = next((found for found in clause.attached if found.preposition == frame.object_preposition), None)
        return clause.subject, found.group if found is not None else (), ()
    if clause.passive:
        subject = clause.subject or (
            find_understood(clause, reading) if reading.chunks[clause.verb].form in {"to", "ing"} else ()
        )
        subject = (*subject, *_find_also(clause, reading))
        if frame.indirect and objects:
            return (), objects[0], subject
        return (), subject, ()
    if frame.indirect and len(objects) > 1:
        return clause.subject, objects[1], objects[0]
    if frame.object_sort == "restriction" and len(objects) > 1:  # "put in place an embargo"
        sorted_first = sorted(objects, key=lambda group: not _is_sanction(reading, group))
        return clause.subject, sorted_first[0], ()
    return clause.subject, objects[0] if objects else (), ()


def _lift_apposition(subject: tuple[int, ...], reading: Reading) -> tuple[int, ...]:
    """Take "the two men" as subject of "the two men, X and Y, face ...", where X and Y stand right before the verb."""
    heads = (head for head, renamers in reading.sketch.appositions.items() if subject and renamers == subject)
    return next(((head,) for head in heads), subject)


def _find_also(clause: Clause, reading: Reading) -> tuple[int, ...]:
    """Find those to whom the same was done: "X was freed, and so were Y and Z"."""
    later = next((other for other in reading.sketch.clauses if other.verb > clause.verb), None)
    if later is None or later.opener or reading.chunks[later.verb].word != "be" or not later.objects:
        return ()
    return later.objects[0] if reading.chunks[later.verb - 1].word == "so" else ()


def fill_verb(match: Match, cast: Cast) -> list[Slot] | None:  # noqa: C901 - one test a case, in their order
    """Fill the roles around a verb; None where an argument is not of the sort that the frame asks for."""
    frame, clause, reading = match.frame, match.clause, match.reading
    if clause is None:
        return None
    subject, direct, indirect = _split_objects(frame, clause, reading)
    if (not subject or reading.chunks[clause.verb].form == "ing") and not clause.passive:
        subject = find_understood(clause, reading) or subject
    sorted_slots = _fill_sorts(match, subject, direct, cast)
    if sorted_slots is None:
        return None
    slots = sorted_slots
    by_phrase = (
        tuple(
            at
            for found in clause.attached
            if found.preposition == "by"
            for at in found.group
            if reading.chunks[at].word not in _FEASTS and reading.chunks[found.at - 1].word not in _MEANS
        )
        if clause.passive
        else ()
    )
    doers = subject or by_phrase
    if frame.intransitive:
        if clause.passive and not clause.subject:
            return None
        slots += fill_group(match, frame.intransitive, subject or clause.subject, cast)
    is_own = bool(clause.subject) and reading.chunks[clause.verb].form != "ing"
    if frame.subject and not any(slot.role == frame.subject and not (is_own and is_owner(slot)) for slot in slots):
        slots += fill_group(match, frame.subject, doers, cast)
    exclude = frozenset(slot.key for slot in slots if slot.key is not None)
    if frame.object:
        slots += fill_group(match, frame.object, direct, cast, exclude)
    if frame.indirect:
        slots += fill_group(match, frame.indirect, indirect, cast, exclude)
    if frame.owner:
        slots += fill_owner(match, direct if not frame.subject_nouns else clause.subject, cast, exclude)
    if frame.entering and not any(slot.role == Role.ACTOR for slot in slots):
        entered = find_entered(clause, reading)
        slots += fill_group(match, "actor", (entered,) if entered is not None else (), cast)
    slots = turn_owners([*slots, *fill_attached(match, clause.attached, cast)], cast)
    if frame.follows and any(slot.role == Role.TARGET and not slot.guess for slot in slots):
        slots = [slot for slot in slots if not slot.rule.endswith(".recalled")]
    slots += fill_term(match, clause, direct)
    if frame.subject_nouns and frame.type == ClaimType.TRANSFER:
        slots += fill_attached(match, _find_landing(clause, reading), cast)
    slots += fill_quoted(match, clause)
    return recall_sentenced(match, slots, cast)


def _refers(match: Match, direct: Sequence[int]) -> bool:
    """Say whether a bare "that" or "it" stands for the sentence told before: "trimmed that to nine"."""
    chunks = match.reading.chunks
    return match.frame.recalls_held and bool(direct) and chunks[direct[0]].word in {"that", "it", "this"}


def _find_landing(clause: Clause, reading: Reading) -> tuple[Attached, ...]:
    """Give where "a plane carrying X landed in Y" comes down."""
    for other in reading.sketch.clauses:
        if other.verb > clause.verb and reading.chunks[other.verb].word in _LANDING and not other.passive:
            return tuple(Attached("to", found.group, found.at) for found in other.attached if found.preposition in _AT)
    return ()


_LANDING: Final = frozenset({"land", "arrive", "touch", "come"})
_AT: Final = frozenset({"in", "at", "to"})


def _fill_sorts(match: Match, subject: tuple[int, ...], direct: tuple[int, ...], cast: Cast) -> list[Slot] | None:  # noqa: PLR0911 - one test a case, in their order
    """Read what must be of a sort; None where it is not: heads and words of the object, restrictions."""
    frame, reading = match.frame, match.reading
    slots: list[Slot] = []
    if frame.object_nouns and not (_has_noun(reading, direct, frame.object_nouns) or _refers(match, direct)):
        return None
    if frame.object_words and not any(frame.object_words & set(reading.chunks[at].words) for at in direct):
        return None
    if frame.object_under and not _has_under(reading, direct, frame.object_under):
        return None
    if frame.object_sort and not _has_sort(match, direct, cast, slots):
        return None
    if frame.subject_sort and not _has_sort(match, subject, cast, slots):
        return None
    if frame.recalls or frame.follows:
        recalled = _recall(match, direct, cast)
        return [*slots, *recalled] if recalled is not None else None
    return slots


def _recall(match: Match, direct: tuple[int, ...], cast: Cast) -> list[Slot] | None:
    """Recall whom "that designation" or "followed suit" means; None where nothing is recalled, nor told anew."""
    clause = match.clause
    told = [found.group for found in clause.attached] if clause is not None else []
    recalled = recall_measures(Spot(match.reading, match.number, direct[0] if direct else match.at), cast, match.frame)
    if recalled is None:
        return [] if any(_is_sanction(match.reading, group) for group in told) else None
    return recalled


def _has_noun(reading: Reading, group: Sequence[int], nouns: frozenset[str]) -> bool:
    return any(
        reading.chunks[at].word in nouns or nouns & {noun.lemma for _, noun in reading.chunks[at].nouns[-1:]}
        for at in group
    )


def _has_under(reading: Reading, group: Sequence[int], words: frozenset[str]) -> bool:
    """Say whether a word stands in a phrase or in one right under it: "request for bail"."""
    for at in group:
        last = min(at + 4, len(reading.chunks) - 1)
        ends = (step for step in range(at + 1, last) if reading.chunks[step].kind not in {"prep", "np"})
        end = next(ends, last)
        if words & {reading.chunks[step].word for step in range(at, end + 1)} or words & set(reading.chunks[at].words):
            return True
    return False


def _has_sort(match: Match, group: Sequence[int], cast: Cast, slots: list[Slot]) -> bool:
    for at in (find_restriction(match.reading, at, match.clause) for at in group):
        chunk = match.reading.chunks[at]
        if "restriction" in {match.frame.object_sort, match.frame.subject_sort}:
            found = fill_restriction(Spot(match.reading, match.number, at), cast, match.frame.id)
            if found is not None:
                slots.extend(found)
                if match.clause is not None and at < match.at:
                    slots.extend(fill_attached(match, list_attached(match.reading, at)[0], cast))
                return True
        elif chunk.meaning == match.frame.object_sort or (
            chunk.name is not None and chunk.name.kind == match.frame.object_sort
        ):
            return True
    return False


def fill_noun(match: Match, at: int, cast: Cast) -> list[Slot] | None:  # noqa: C901 - one test a case, in their order
    """Fill the roles around a noun that names an event; None where it does not fit."""
    frame, reading = match.frame, match.reading
    attached, last = list_attached(reading, at)
    slots: list[Slot] = []
    is_told_apart = frame.id == "imposition.naming" and _is_undone(reading, at)
    if is_told_apart or (frame.listed and not _names_list(reading, at, attached)):
        return None
    if frame.term:
        slots += fill_penalty(match, find_penalty(reading, reading.chunks[at].start, reading.chunks[last - 1].end))
    first_of = next((found for found in attached if found.preposition == frame.linker and found.at == at + 1), None)
    if frame.object_sort == "restriction":
        group = first_of.group if first_of is not None else (at,)
        if not _has_sort(match, group, cast, slots):
            return None
    if frame.object and first_of is not None:
        slots += fill_group(match, frame.object, first_of.group, cast)
        slots += fill_possessive(match, Role(frame.subject), at, cast) if frame.subject else []
    elif frame.object:
        slots += fill_possessive(match, Role(frame.object), at, cast) or fill_tally(match, at, cast)
    elif frame.subject:
        slots += fill_possessive(match, Role(frame.subject), at, cast)
    if frame.subject == "speaker" and not slots:
        slots += fill_group(match, frame.subject, _find_sayer(reading, at), cast)
    slots += fill_attached(match, attached, cast)
    if frame.type == ClaimType.NEGOTIATION:
        spot = Spot(reading, match.number, at)
        slots += [*find_hosts(spot, cast), *find_mediators(spot, cast, is_nominal=True)]
    host = find_host(reading, at)
    if host is not None:
        slots += fill_attached(match, host.attached, cast)
        if frame.subject and reading.chunks[host.verb].word in _MAKING and at not in host.subject:
            slots += fill_group(match, frame.subject, host.subject, cast)
    by_phrase = [place for found in attached if found.preposition == "by" for place in found.group]
    if frame.subject:
        slots += fill_group(match, frame.subject, by_phrase, cast)
    return slots


_MAKING: Final = frozenset({"make", "carry", "conduct"})


def _is_undone(reading: Reading, at: int) -> bool:
    """Say whether a verb takes back the designation that a noun names: that telling is of the relief."""
    for clause in reading.sketch.clauses:
        is_part = any(at in group for group in clause.objects) or (clause.passive and at in clause.subject)
        if is_part and reading.chunks[clause.verb].word in _UNDOING:
            return True
    return False


_UNDOING: Final = read_words("goods", "undoing")


def _is_sanction(reading: Reading, group: Sequence[int]) -> bool:
    return any(reading.chunks[at].meaning == "restriction" for at in group)


def _names_list(reading: Reading, at: int, attached: Sequence[Attached]) -> bool:
    """Say whether a noun of removing names the list: "the removal of X from the list"."""
    heads = [i for found in attached if found.preposition in {"from", "off"} for i in found.group]
    return reading.chunks[at].word == "delisting" or any(reading.chunks[i].meaning in _LISTS for i in heads)


_LISTS: Final = frozenset({"list", "restriction"})


def _find_sayer(reading: Reading, at: int) -> tuple[int, ...]:
    """Find who voices a hope: the subject of the verb of voicing that it stands under."""
    for clause in reversed(reading.sketch.clauses):
        if clause.verb < at and reading.chunks[clause.verb].word in _VOICING:
            return (
                clause.subject
                if clause.subject and reading.chunks[clause.verb].form != "ing"
                else find_understood(clause, reading) or clause.subject
            )
    return ()


_VOICING: Final = read_words("roles", "voicing")
