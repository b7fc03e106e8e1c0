"""Match frames against clauses and nouns, and fill their roles.

A frame fits only when its arguments are of the right sort: what is freed must be people, what is lifted must be a
restriction. The sort is tested here and nowhere else.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kg.claims.arguments import fill_noun, fill_verb
from kg.claims.bands import cast_band
from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, POLITICAL, SANCTIONS, Draft, Moment, Slot, Story
from kg.claims.frames import Frame, FrameBook
from kg.claims.gapping import split_gapped
from kg.claims.guards import has_needs
from kg.claims.matching import Match, fits_words, is_decided, list_attached
from kg.claims.moments import find_moment
from kg.claims.nominal import judge_noun
from kg.claims.reading import Reading
from kg.claims.scope import Scope, judge_clause
from kg.claims.sketch import Clause
from kg.claims.unmaking import unmake
from kg.model import ClaimType, Factuality, Quote, Role


def find_drafts(reading: Reading, number: int, book: FrameBook, cast: Cast, story: Story) -> Iterator[Draft]:
    """Find all tellings in one sentence, in the order of their triggers."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind == "vg" and at in reading.by_verb:
            yield from _match_verb(reading, number, at, (book, cast, story))
        elif chunk.kind == "np":
            yield from _match_noun(reading, number, at, (book, cast, story))


Kit = tuple[FrameBook, Cast, Story]


def _match_verb(reading: Reading, number: int, at: int, kit: Kit) -> Iterator[Draft]:
    for clause in split_gapped(reading.by_verb[at], reading):
        yield from _match_clause(reading, number, clause, kit)


def _match_clause(reading: Reading, number: int, clause: Clause, kit: Kit) -> Iterator[Draft]:
    book, cast, story = kit
    at = clause.verb
    taken: set[ClaimType] = set()
    judged: dict[bool, Scope | None] = {}  # statements are judged apart
    for frame in book.by_verb.get(reading.chunks[at].word, ()):
        if frame.type in taken or not fits_words(frame, clause, reading):
            continue
        is_speech = frame.type == ClaimType.STATEMENT
        if is_speech not in judged:
            judged[is_speech] = _judge(frame, reading, at)
        scope = judged[is_speech]
        if scope is None:
            continue
        match = Match(frame, reading, number, at, clause, scope)
        slots = fill_verb(match, cast)
        if slots is None or not has_needs(frame, slots, match, cast) or _is_free_already(match, slots, story):
            continue
        taken.add(frame.type)
        draft = _make_draft(match, slots, story, cast)
        if draft.type == ClaimType.RELEASE and draft.factuality in _FACTS:
            story.freed.update(draft.keys(Role.RELEASED))
        yield draft


def _match_noun(reading: Reading, number: int, at: int, kit: Kit) -> Iterator[Draft]:
    book, cast, story = kit
    chunk = reading.chunks[at]
    for frame in book.by_noun.get(chunk.word, ()):
        scope = _judge(frame, reading, at)
        if scope is None:
            continue
        match = Match(frame, reading, number, at, None, scope)
        slots = fill_noun(match, at, cast)
        if slots is not None and has_needs(frame, slots, match, cast):
            yield _make_draft(match, slots, story, cast)
            return


def _is_free_already(match: Match, slots: Sequence[Slot], story: Story) -> bool:
    """Say whether "if they are not freed" leads to people who were told to be free: it means others."""
    vague = [slot for slot in slots if slot.role == Role.RELEASED and slot.quote.exact.lower() in {"they", "them"}]
    is_open = match.scope.factuality in {Factuality.HYPOTHETICAL, Factuality.DEMANDED, Factuality.PLANNED}
    asked = match.scope.reporter
    if match.scope.factuality == Factuality.DEMANDED and asked is not None and match.reading.chunks[asked].perfect:
        return False  # "had urged X to let them go": that came before
    return is_open and bool(vague) and all(slot.key in story.freed for slot in vague)


def _judge(frame: Frame, reading: Reading, at: int) -> Scope | None:
    """Judge a telling; None where the text tells a story or a habit instead of an event."""
    clause = reading.by_verb.get(at)
    scope = judge_clause(reading, clause) if clause is not None else judge_noun(reading, at)
    return scope if frame.type == ClaimType.STATEMENT else unmake(reading, at, scope)


def _make_draft(match: Match, slots: list[Slot], story: Story, cast: Cast) -> Draft:
    frame, reading = match.frame, match.reading
    quote = _quote_claim(match)
    trigger = reading.quote_chunk(match.at)
    saying = _quote_saying(match, trigger)
    shown = saying if frame.type == ClaimType.RELATION else trigger
    values = [
        Slot(role, saying if role == Role.ATTITUDE else shown, f"{frame.id}.{role}", value=value)
        for role, value in frame.values.items()
    ]
    moment = find_moment(match, story)
    _note_custody(frame, slots, match.number, cast)
    kind, factuality = _settle(match)
    if kind != frame.type:
        values = []
    if factuality in _FACTS and moment is not None and _lies_ahead(moment, story):
        factuality = Factuality.PLANNED
    draft = Draft(
        frame,
        kind,
        factuality,
        match.number,
        reading.sentence.index,
        quote,
        trigger,
        reading.section,
        (),
        moment,
        match.scope.is_decision,
        match.clause is None,
        match.at if match.clause is not None else None,
        match.at,
        is_present=_is_present(match),
    ).with_slots(*slots, *values)
    if (
        moment is not None
        and moment.bounds is not None
        and date.min < moment.bounds.low
        and moment.bounds.high < date.max
        and (moment.bounds.high - moment.bounds.low).days < _DAYS_OF_A_YEAR
        and draft.factuality == Factuality.ASSERTED
    ):
        story.anchor = moment.bounds
        story.day = moment.bounds if moment.bounds.low == moment.bounds.high else story.day
    return draft


_DAYS_OF_A_YEAR: Final = 366
_FACTS: Final = frozenset({Factuality.ASSERTED, Factuality.REPORTED, Factuality.ALLEGED})


def _lies_ahead(moment: Moment, story: Story) -> bool:
    """Say whether a day is later than the article: what is told of it can only be planned."""
    return moment.bounds is not None and story.published is not None and moment.bounds.first_known > story.published


def _quote_saying(match: Match, trigger: Quote) -> Quote:
    """Quote what shows the attitude: the verb, with its object where that carries it ("expressed her gratitude")."""
    clause = match.clause
    if clause is not None and match.frame.adjectives and clause.adjective:
        later = range(match.at + 1, len(match.reading.chunks))
        last = next((at for at in later if match.reading.chunks[at].word == clause.adjective), match.at)
        return match.reading.quote(match.reading.chunks[match.at].start, match.reading.chunks[last].end)
    if clause is None or not match.frame.object_nouns or not clause.objects or clause.passive:
        return trigger
    last = clause.objects[0][0]
    return match.reading.quote(match.reading.chunks[match.at].start, match.reading.chunks[last].end)


def _is_present(match: Match) -> bool:
    """Say whether a verb tells what lasts: "remain", "is held", "has been held"."""
    if match.clause is None or match.clause.is_reduced:
        return False
    chunk = match.reading.chunks[match.at]
    helpers = set(match.reading.lows(chunk.start, chunk.head))
    is_simple = not helpers - _PLAIN and chunk.form == "fin" and not chunk.past
    return is_simple or (bool(helpers & _LASTING) and not helpers & _PAST)


_LASTING: Final = frozenset({"is", "are", "am", "has", "have", "still", "'s", "'re"})
_PAST: Final = frozenset({"was", "were", "had"})
_PLAIN: Final = frozenset({"do", "does", "not", "don't", "doesn't"})  # "do not recognise" is as present as "recognise"


def _settle(match: Match) -> tuple[ClaimType, Factuality]:
    """Settle type and factuality: "must not be lifted" asks that a sanction stays, not that it goes."""
    frame, told = match.frame, match.scope.factuality
    if told == Factuality.DENIED and frame.id in _HOLDING and _is_over(match):
        return ClaimType.SANCTION_RELIEF, Factuality.ASSERTED
    is_negated = match.clause is not None and match.reading.chunks[match.clause.verb].negated
    if is_negated and told == Factuality.DEMANDED:
        if frame.type == ClaimType.SANCTION_RELIEF:
            return ClaimType.SANCTION_RENEWAL, Factuality.DEMANDED
        return frame.type, Factuality.DENIED
    if told == Factuality.PLANNED and is_decided(match):
        return frame.type, Factuality.ASSERTED
    if frame.factuality is not None and told == Factuality.ASSERTED:
        return frame.type, frame.factuality
    return frame.type, told


_HOLDING: Final = frozenset({"imposition.subject", "imposition.on_list", "imposition.under", "imposition.impose"})


def _is_over(match: Match) -> bool:
    """Say whether sanctions are told to hold "no longer": they have been lifted."""
    chunk = match.reading.chunks[match.at]
    is_present = match.clause is not None and not match.reading.chunks[match.clause.verb].past
    return is_present and "longer" in match.reading.lows(max(chunk.start - 2, 0), chunk.end + 2)


def _note_custody(frame: Frame, slots: Sequence[Slot], number: int, cast: Cast) -> None:
    if frame.type in SANCTIONS:
        cast.last_act = frame.id
        cast.measures = (
            number,
            frozenset(slot.key for slot in slots if slot.role == Role.TARGET and slot.key is not None),
        )
    if (
        frame.type
        in {ClaimType.STATEMENT, ClaimType.TRANSFER, ClaimType.CONDITION, ClaimType.CHARGE_FILING} | POLITICAL
    ):
        return
    if frame.type == ClaimType.RELEASE:
        cast.last_release = number
    doers = {cast.find_state(slot.key) for slot in slots if slot.role == Role.RELEASED_BY and slot.key is not None}
    for slot in slots:
        if slot.role in PATIENTS and slot.key is not None:
            cast.custody.add(slot.key)
            if slot.key.startswith("group-"):
                cast_band(cast, slot.key).in_custody = True
                if frame.type == ClaimType.RELEASE:
                    cast.freed.append(slot.key)
                    cast_band(cast, slot.key).freed_by |= doers - {""}


def _quote_claim(match: Match) -> Quote:
    reading, clause = match.reading, match.clause
    if clause is None:
        _, end = list_attached(reading, match.at)
        while end - 1 > match.at and reading.chunks[end - 1].kind in {"adv", "prep", "comma"}:
            end -= 1
        first = match.at - 2 if _is_length_of(reading, match.at) else match.at
        return reading.quote(reading.chunks[first].start, reading.chunks[max(end - 1, match.at)].end)
    subject = clause.subject if reading.chunks[clause.verb].form != "ing" else ()
    before = [*subject, *(at for group in clause.objects for at in group)]
    start = min([reading.chunks[clause.verb].start, *(reading.chunks[at].start for at in before if at < clause.verb)])
    if reading.chunks[clause.verb].form == "to" and not clause.subject:
        start = min(start, _start_above(reading, clause))
    last = min(clause.end, len(reading.chunks)) - 1
    loose = {"comma", "stop", "conj", "quote", "prep", "rel", "sub"}
    while last > clause.verb and (reading.chunks[last].kind in loose or reading.chunks[last].word == "so"):
        last -= 1
    if match.frame.type == ClaimType.STATEMENT:
        last = max(last, _end_below(reading, clause))
    return reading.quote(start, reading.chunks[_close_marks(reading, reading.chunks[clause.verb].start, last)].end)


def _end_below(reading: Reading, clause: Clause) -> int:
    """Give the last phrase of the clauses that stand under a verb of saying, up to the next mark."""
    last, below = min(clause.end, len(reading.chunks)) - 1, {clause.verb}
    for other in reading.sketch.clauses:
        between = reading.chunks[last + 1 : other.verb]
        if other.verb > clause.verb and any(chunk.kind == "stop" for chunk in between):
            break
        is_aside = bool(between) and between[-1].kind == "comma" and reading.chunks[other.verb].form == "ing"
        is_below = (other.above in below and other.above != other.verb and not is_aside) or (
            other.is_reduced and other.verb == last + 1
        )
        if is_below:
            below.add(other.verb)
            last = max(last, min(other.end, len(reading.chunks)) - 1)
    while last > clause.verb and reading.chunks[last].kind in {"comma", "stop", "conj", "prep", "rel", "sub"}:
        last -= 1
    return last


def _close_marks(reading: Reading, start: int, last: int) -> int:
    """Go on to the closing mark where a quotation was opened within."""
    marks = [at for at in range(last + 1) if reading.chunks[at].kind == "quote" and reading.chunks[at].start >= start]
    if len(marks) % 2 == 0:
        return last
    return next((at for at in range(last + 1, len(reading.chunks)) if reading.chunks[at].kind == "quote"), last)


def _is_length_of(reading: Reading, at: int) -> bool:
    """Recognise "two days of" before talks."""
    return at > 1 and reading.chunks[at - 1].word == "of" and reading.chunks[at - 2].meaning == "unit"


def _start_above(reading: Reading, clause: Clause) -> int:
    """Start the quote of an infinitive at what it hangs on: "X continues to deny", "X's decision to lift"."""
    if clause.noun_above is not None:
        return reading.chunks[clause.noun_above].start
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    if above is None:
        return reading.chunks[clause.verb].start
    places = [at for at in above.subject if at < clause.verb]
    return min([reading.chunks[above.verb].start, *(reading.chunks[at].start for at in places)])
