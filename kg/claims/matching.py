"""Say whether a frame fits the words of a clause: particles, complements, phrases that must stand there."""

from typing import Final

from kg.claims.barring import find_entered, lists_others
from kg.claims.custody import is_custody
from kg.claims.frames import Frame
from kg.claims.penalties import find_penalty
from kg.claims.reading import Reading
from kg.claims.records import record
from kg.claims.scope import Scope
from kg.claims.sketch import Attached, Clause
from kg.claims.words import read_words
from kg.model import ClaimType


@record
class Match:
    """Hold a frame met at a verb or noun, while its roles are filled."""

    frame: Frame
    reading: Reading
    number: int
    at: int  # chunk of the trigger
    clause: Clause | None
    scope: Scope


def is_decided(match: Match) -> bool:
    """Say whether a decision is told as taken: "the Council decided to extend" keeps a sanction in force by itself."""
    clause = match.clause
    above = match.reading.by_verb.get(clause.above) if clause is not None and clause.above is not None else None
    chunk = match.reading.chunks[above.verb] if above is not None else None
    is_plain = chunk is not None and not (chunk.modal or chunk.negated or chunk.passive)
    is_renewal = match.frame.type == ClaimType.SANCTION_RENEWAL
    return is_renewal and chunk is not None and is_plain and chunk.word == "decide" and (chunk.past or chunk.perfect)


def fits_words(  # noqa: C901, PLR0911, PLR0912 - one test a case, in their order
    frame: Frame, clause: Clause, reading: Reading
) -> bool:
    """Say whether the words around a verb are those that the frame asks for."""
    chunk = reading.chunks[clause.verb]
    if (frame.particles or frame.adjectives) and not _is_completed(frame, clause, reading):
        return False
    if frame.below and find_below(frame, clause, reading) is None:
        return False
    if frame.no_object and any(reading.chunks[at].meaning != "unit" for group in clause.objects for at in group):
        return False
    if frame.passive_only and not clause.passive:
        return False
    if frame.with_prepositions and not {found.preposition for found in clause.attached} & set(frame.with_prepositions):
        return False
    if frame.active_only and clause.passive:
        return False
    if not _fits_adverbs(frame, clause, reading):
        return False
    if frame.past_only and not (chunk.past or chunk.perfect):
        return False
    if frame.since_only and not _has_since(clause, reading):
        return False
    if any(found.preposition in frame.excludes and not _is_far_of(clause, found) for found in clause.attached):
        return False
    if frame.subject_nouns and not any(reading.chunks[i].word in frame.subject_nouns for i in clause.subject):
        return False
    if frame.attached_nouns and not _has_attached(frame, clause, reading):
        return False
    if frame.complement and not _has_complement(frame, clause, reading):
        return False
    if frame.behind and not frame.behind & set(reading.lows(chunk.end, len(reading.tokens))):
        return False
    if frame.entering and find_entered(clause, reading) is None:
        return False
    if frame.attached_sort and not _has_attached_sort(frame, clause, reading):
        return False
    if frame.attached_words and not _has_attached_words(frame, clause, reading):
        return False
    return not (frame.excludes_term and find_penalty(reading, chunk.end, end_token(reading, clause)))


_ANEW: Final = frozenset({"back", "again", "once-more", "anew"})


def _is_far_of(clause: Clause, found: Attached) -> bool:
    """Recognise the "of" of "regained their liberty before the end of May": it hangs on another noun."""
    first = clause.objects[0][-1] if clause.objects else clause.verb
    return found.preposition == "of" and found.at != first + 1


def find_particle_object(frame: Frame, clause: Clause) -> tuple[int, ...]:
    """Find the sanctions or entries of "called off X" and "brought in X", whose particle was read as preposition."""
    is_sorted = bool(frame.object_sort or frame.object_nouns)
    if not (frame.particles and is_sorted) or clause.objects or clause.passive or not clause.attached:
        return ()
    first = clause.attached[0]
    return first.group if first.preposition in frame.particles and first.at == clause.verb + 1 else ()


def _fits_adverbs(frame: Frame, clause: Clause, reading: Reading) -> bool:
    """Say whether the words within a verb group fit: "are still detained" tells of no arrest."""
    chunk = reading.chunks[clause.verb]
    if frame.again and not chunk.modal and not _ANEW & set(reading.lows(chunk.start, end_token(reading, clause))):
        return False
    lows = reading.lows(chunk.start, chunk.end)
    is_state = clause.passive and "still" in lows
    return (not frame.adverb or bool(frame.adverb & set(lows))) and not (frame.type == ClaimType.ARREST and is_state)


def _has_since(clause: Clause, reading: Reading) -> bool:
    return any((time := reading.chunks[at].time) is not None and time.link == "since" for at in clause.times)


def _complement(clause: Clause, reading: Reading) -> str:
    """Give the word that completes a verb: "free", "guilty", "took them hostage"."""
    if clause.adjective:
        return clause.adjective
    if len(clause.objects) > (0 if clause.passive else 1):
        return reading.chunks[clause.objects[-1][0]].word
    step = clause.verb + 1
    return reading.chunks[step].word if step < len(reading.chunks) and reading.chunks[step].kind == "adj" else ""


def _is_completed(frame: Frame, clause: Clause, reading: Reading) -> bool:
    """Say whether the particle or adjective stands there that the verb needs: "took away", "found guilty"."""
    if frame.particles & set(clause.particles) or find_particle_object(frame, clause):
        return True
    if _is_negated(clause, reading):
        return False
    return _complement(clause, reading) in frame.adjectives or _goes_on(frame, clause, reading)


def _goes_on(frame: Frame, clause: Clause, reading: Reading) -> bool:
    """Recognise "left the sentence standing": a participle right behind the object completes the verb."""
    after = reading.chunks[clause.end] if clause.end < len(reading.chunks) else None
    is_verb = after is not None and after.kind == "vg" and after.form in {"ing", "fin"}
    return is_verb and after is not None and reading.tokens[after.head].low in frame.adjectives


def _is_negated(clause: Clause, reading: Reading) -> bool:
    """Recognise "found not guilty": the word that completes the verb is denied."""
    end = min(clause.verb + 4, len(reading.chunks))
    return any(reading.chunks[at].kind == "neg" for at in range(clause.verb + 1, end))


def find_below(frame: Frame, clause: Clause, reading: Reading) -> int | None:
    """Find the verb below that completes the frame: "let them go home", "allowed to leave"."""
    for step in range(clause.verb + 1, min(clause.verb + 5, len(reading.chunks))):
        chunk = reading.chunks[step]
        if chunk.kind == "vg":
            return step if chunk.word in frame.below and chunk.form in {"to", "fin"} else None
        if chunk.kind not in {"np", "adv", "prep"}:
            return None
    return None


def _has_complement(frame: Frame, clause: Clause, reading: Reading) -> bool:
    """Say whether the phrase that completes the verb stands behind it: "took effect", "entered into force"."""
    groups = (*clause.objects, *(found.group for found in clause.attached))
    return clause.adjective in frame.complement or any(
        reading.chunks[at].word in frame.complement for group in groups for at in group
    )


def _has_attached(frame: Frame, clause: Clause, reading: Reading) -> bool:
    for found in clause.attached:
        nouns = frame.attached_nouns.get(found.preposition, frozenset())
        if any(
            (reading.chunks[at].word in nouns or nouns & {noun.lemma for _, noun in reading.chunks[at].nouns})
            and not lists_others(reading, at)
            for at in found.group
        ):
            return True
    return any(particle in frame.attached_nouns for particle in clause.particles) and any(
        reading.chunks[at].word in frame.attached_nouns.get(particle, frozenset())
        for particle in clause.particles
        for group in clause.objects
        for at in group
    )


def _has_attached_words(frame: Frame, clause: Clause, reading: Reading) -> bool:
    """Say whether a phrase that hangs on the verb holds one of the words that the frame asks for."""
    return any(
        frame.attached_words.get(found.preposition, frozenset()) & set(reading.lows(*_span(reading, found)))
        for found in clause.attached
    )


def _span(reading: Reading, found: Attached) -> tuple[int, int]:
    return reading.chunks[found.group[0]].start, reading.chunks[found.group[-1]].end


def _has_attached_sort(frame: Frame, clause: Clause, reading: Reading) -> bool:
    for found in clause.attached:
        sort = frame.attached_sort.get(found.preposition)
        for at in found.group:
            chunk = reading.chunks[at]
            if sort == "custody" and is_custody(chunk):
                return True
            if sort is not None and (chunk.meaning == sort or (chunk.name is not None and chunk.name.kind == sort)):
                return True
    return False


def end_token(reading: Reading, clause: Clause) -> int:
    """Give the token where a clause ends."""
    last = min(clause.end, len(reading.chunks)) - 1
    return reading.chunks[last].end


def list_attached(reading: Reading, at: int) -> tuple[list[Attached], int]:
    """List the prepositional phrases that follow a noun, and where they end."""
    found: list[Attached] = []
    step = reading.sketch.groups.get(at, (at,))[-1] + 1
    chunks = reading.chunks
    while step < len(chunks):
        chunk = chunks[step]
        if chunk.kind == "prep" and step + 1 < len(chunks) and chunks[step + 1].kind == "np":
            group = reading.sketch.groups.get(step + 1, (step + 1,))
            group = group if group[0] == step + 1 else (step + 1,)
            found.append(Attached(chunk.word, group, step))
            step = group[-1] + 1
        elif chunk.kind in {"time", "adv", "prep"}:
            step += 1
        elif chunk.kind == "comma" and _is_apposed_after(reading, step + 1):
            step += 2
            if step < len(chunks) and chunks[step].kind == "comma":
                step += 1
        else:
            break
    return found, step


def _is_apposed_after(reading: Reading, at: int) -> bool:
    return any(at in new for new in reading.sketch.appositions.values())


def find_host(reading: Reading, at: int) -> Clause | None:
    """Find the clause that says that a named event takes place."""
    for clause in reading.sketch.clauses:
        is_part = at in clause.subject or any(at in group for group in clause.objects)
        if is_part and reading.chunks[clause.verb].word in _HOSTING:
            return clause
    return None


_HOSTING: Final = read_words("matching", "hosting")
