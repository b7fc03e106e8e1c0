"""Find the time of an event within its sentence."""

from typing import Final

from kg.claims.anchors import find_anchor
from kg.claims.bounds import Bounds, limit_bounds, resolve_time
from kg.claims.calendars import YEAR, Time
from kg.claims.drafts import Moment, Story
from kg.claims.matching import Match, find_below, find_host, is_decided, list_attached
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.whens import LASTING
from kg.claims.words import read_words
from kg.model import ClaimType, Factuality

_DATED_BEHIND: Final = frozenset({"until", "till"})


def find_moment(match: Match, story: Story) -> Moment | None:
    """Find the time that a telling gives, as the text says it and resolved."""
    reading = match.reading
    places = _list_times(match)
    for at in places:
        time = reading.chunks[at].time
        if (
            time is None
            or _ends_validity(time, match)
            or (time.link == "of" and not _dates_decision(match, at) and not _is_part_of_day(reading, at))
        ):
            continue
        anchor = find_anchor(time, at, reading, story)
        bounds = resolve_time(time, story.published, anchor=anchor, is_ahead=_is_ahead(match))
        if bounds is not None:
            bounds = _open_bounds(bounds, time, match)
        start = time.start - 1 if time.start and reading.tokens[time.start - 1].low == time.link else time.start
        return Moment(reading.quote(start, time.end), time, bounds)
    return _find_year_within(match, story) or _find_latest(match, story)


def _is_part_of_day(reading: Reading, at: int) -> bool:
    """Recognise "in the early hours of Friday"."""
    return any(reading.chunks[step].word in _PARTS for step in range(max(at - 2, 0), at))


_PARTS: Final = frozenset({"hour", "hours", "morning", "evening", "night", "afternoon", "dawn"})


def _dates_decision(match: Match, at: int) -> bool:
    """Say whether "of 3 May" dates a named event, or the decision that the verb hangs on."""
    clause = match.clause
    return clause is None or (clause.noun_above is not None and clause.noun_above < at < clause.verb)


def _is_ahead(match: Match) -> bool:
    """Say whether a telling is of what is to come: by how it is told, unless the decision is taken, or by its frame."""
    if match.clause is None and _is_order_taken(match):
        return False
    is_open = match.scope.ahead or match.scope.factuality in _OPEN
    return (is_open and not is_decided(match)) or match.frame.factuality in _OPEN


def _is_order_taken(match: Match) -> bool:
    """Recognise "ordered the release of X on Monday": the day is that of the order, which was given."""
    for clause in match.reading.sketch.clauses:
        chunk = match.reading.chunks[clause.verb]
        is_object = any(match.at in group for group in clause.objects)
        if is_object and chunk.word in _ORDERING_VERBS and (chunk.past or chunk.perfect) and not chunk.modal:
            return True
    return False


_ORDERING_VERBS: Final = frozenset({"order", "approve", "authorise", "authorize", "decree", "sign", "grant"})
_OPEN: Final = frozenset({Factuality.PLANNED, Factuality.DEMANDED})


def _find_latest(match: Match, story: Story) -> Moment | None:
    """Bound a release by what its people did next: "the men freed by Norland arrived on Thursday"."""
    clause, reading = match.clause, match.reading
    if clause is None or match.frame.type != ClaimType.RELEASE or not (clause.is_reduced or clause.opener in _WHO):
        return None
    freed = {*clause.subject, *(at for group in clause.objects for at in group)}
    for later in reading.sketch.clauses:
        verb = reading.chunks[later.verb]
        is_next = later.verb > clause.verb and verb.past and not (verb.negated or verb.modal or later.opener)
        if not is_next or later.is_reduced or not freed & set(later.subject):
            continue
        for at in later.times:
            time = reading.chunks[at].time
            bounds = resolve_time(time, story.published, anchor=story.anchor) if time is not None else None
            if time is not None and bounds is not None and time.link in {"", "on", "in"}:
                return Moment(reading.quote(time.start, time.end), time, limit_bounds(bounds, "by"))
    return None


_WHO: Final = frozenset({"who", "whom", "that"})


def _find_year_within(match: Match, story: Story) -> Moment | None:
    """Read the year in "the 2020 protests", "her 2021 arrest"."""
    reading, chunk = match.reading, match.reading.chunks[match.at]
    if match.clause is not None:
        return None
    for at in range(chunk.start + 1, chunk.head):
        if YEAR.fullmatch(reading.tokens[at].text):
            time = Time(at, at + 1, "", year=int(reading.tokens[at].text), precision="year")
            return Moment(reading.quote(at, at + 1), time, resolve_time(time, story.published))
    return None


def _ends_validity(time: Time, match: Match) -> bool:
    """Say whether a time tells how long a thing holds, not when it happens: "renewed until 5 May"."""
    if time.link not in _DATED_BEHIND or time.last is not None:
        return False
    clause = match.clause if match.clause is not None else find_host(match.reading, match.at)
    verb = match.reading.chunks[clause.verb].word if clause is not None else ""
    return match.frame.type != ClaimType.NEGOTIATION or verb not in _LASTING


def _open_bounds(bounds: Bounds, time: Time, match: Match) -> Bounds:
    """Read a limit as such; what lasts, like sanctions or custody, begins on the day it holds from."""
    is_start = time.link == "from" and match.frame.type in LASTING
    is_state = match.clause is not None and match.reading.chunks[match.clause.verb].word == "be"
    lasts = is_state or match.frame.since_only or match.frame.type == ClaimType.DETENTION
    is_start = is_start or (time.link == "since" and lasts)
    return bounds if time.last is not None or is_start else limit_bounds(bounds, time.link)


_LASTING: Final = frozenset({"hold", "last", "run", "continue", "meet", "go", "talk", "negotiate"})


def _list_times(match: Match) -> tuple[int, ...]:
    """List the times of a clause: its own, that of "in June, when ...", that of a verb below without an event."""
    reading, clause = match.reading, match.clause
    is_state = match.frame.type == ClaimType.RELATION
    is_punished = match.frame.type in {ClaimType.SENTENCING, ClaimType.ARREST, ClaimType.DETENTION}
    if clause is None:
        return _times_after(reading, match.at) or _times_of_host(reading, match.at)
    if clause.times:
        dated = (at for at in clause.times if not (is_state and _dates_another(reading, clause.verb, at)))
        return tuple(at for at in dated if not (is_punished and _dates_crime(reading, clause.verb, at)))
    near = _time_before_opener(reading, clause) or _times_within(reading, clause)
    if near:
        return near
    joined = _times_of_completing(match, clause) or _times_of_joined(reading, clause)
    if joined:
        return joined if _goes_together(match, joined) else ()
    return _times_of_cause(reading, clause) or _times_at_front(reading, clause) or _times_below(reading, clause)


def _time_before_opener(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Take the day that a relative clause tells of: "in June, when ..."."""
    opener = next((at for at in range(clause.verb - 1, -1, -1) if reading.chunks[at].kind in {"sub", "rel"}), 0)
    if clause.opener not in {"when", "which", "where", "whereby"} or opener <= 1:
        return ()
    before = opener - 1
    while before > 0 and reading.chunks[before].kind in {"comma", "prep"}:
        before -= 1
    return (before,) if reading.chunks[before].kind == "time" else ()


def _times_below(reading: Reading, clause: Clause) -> tuple[int, ...]:
    if reading.chunks[clause.verb].word not in {"ban", "bar"}:
        return ()
    below = [other for other in reading.sketch.clauses if other.above == clause.verb]
    return next(
        (other.times for other in below if reading.chunks[other.verb].form in {"ing", "to"} and other.times), ()
    )


def _times_of_cause(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Take the day of what brought it about: "in May they talked the rebels into letting her go"."""
    above = next((other for other in reading.sketch.clauses if other.verb == clause.above), None)
    if above is None or reading.chunks[above.verb].word not in _CAUSING:
        return ()
    return above.times


def _times_at_front(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Take the day that opens a sentence, whatever stands between: "Last May, with no ado, they freed her"."""
    first = next((at for at, chunk in enumerate(reading.chunks[:_FRONT]) if chunk.kind == "time"), None)
    if first is None or clause.opener or clause.is_reduced or clause.above is not None:
        return ()
    if any(reading.chunks[at].kind not in {"prep", "adj", "adv", "np", "vg", "quote"} for at in range(first)):
        return ()
    comma = reading.chunks[first + 1].kind if first + 1 < len(reading.chunks) else ""
    earlier = [other for other in reading.sketch.clauses if other.verb < clause.verb]
    takers = [other for other in earlier if first in other.times and reading.chunks[other.verb].word != "date"]
    is_free = all(other.verb < first or other.opener or other.is_reduced for other in earlier)
    return (first,) if comma == "comma" and is_free and not takers else ()


_CAUSING: Final = read_words("moments", "causing")
_FRONT: Final = 4  # phrases before which the time that opens a sentence stands


def _times_of_completing(match: Match, clause: Clause) -> tuple[int, ...]:
    """Take the times of the verb that completes the frame: "let the ban lapse in March"."""
    inner = find_below(match.frame, clause, match.reading) if match.frame.below else None
    return match.reading.by_verb[inner].times if inner is not None and inner in match.reading.by_verb else ()


def _times_within(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Take the day of what went on meanwhile: "was seized as she tried to board a plane in April"."""
    inner = next((other for other in reading.sketch.clauses if other.verb > clause.verb), None)
    if clause.opener or inner is None or inner.opener not in {"as", "when", "while"}:
        return ()
    opener = next((at for at in range(inner.verb - 1, -1, -1) if reading.chunks[at].word == inner.opener), 0)
    if opener not in {clause.end, clause.end + 1}:
        return ()
    below = next((other for other in reading.sketch.clauses if other.above == inner.verb), None)
    return inner.times or (below.times if below is not None else ())


def _goes_together(match: Match, times: tuple[int, ...]) -> bool:
    """Say whether the day of the verb before is that of this one too: an arrest in 2019 dates no sentence."""
    kind, reading = match.frame.type, match.reading
    if kind not in {ClaimType.SENTENCING, ClaimType.ARREST, ClaimType.TRANSFER} or match.clause is None:
        return True
    earlier = max((other.verb for other in reading.sketch.clauses if other.verb < match.at), default=match.at)
    if kind == ClaimType.SENTENCING:
        return reading.chunks[earlier].word in _TRYING
    return all((time := reading.chunks[at].time) is not None and time.precision == "day" for at in times)


_TRYING: Final = frozenset({"try", "convict", "find", "judge", "sentence", "plead", "rule", "hear", "retry"})


def _times_of_joined(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Take the day of the main clause before, in "X freed two on Monday and let one go"."""
    if clause.opener or clause.is_reduced or clause.above is not None:
        return ()
    for earlier in reversed(reading.sketch.clauses):
        if earlier.verb >= clause.verb or earlier.opener or earlier.is_reduced:
            continue
        between = reading.chunks[earlier.verb : clause.verb]
        is_joined = any(chunk.kind == "conj" for chunk in between) and not any(
            chunk.kind in {"stop", "sub"} for chunk in between
        )
        return (
            _leave_spans(earlier.times, reading)
            if is_joined and not reading.chunks[clause.verb].modal and reading.chunks[clause.verb].form != "to"
            else ()
        )
    return ()


def _leave_spans(times: tuple[int, ...], reading: Reading) -> tuple[int, ...]:
    """Leave out since when something lasted: "had been held since March and were flown out" flies nobody in March."""
    return tuple(
        at
        for at in times
        if (time := reading.chunks[at].time) is not None and time.link not in {"since", "until", "till"}
    )


def _times_of_host(reading: Reading, at: int) -> tuple[int, ...]:
    """Take the time of "talks will take place on Monday"."""
    host = find_host(reading, at)
    return host.times if host is not None else ()


def _times_after(reading: Reading, at: int) -> tuple[int, ...]:
    _, end = list_attached(reading, at)
    comma = next((step for step in range(at + 1, end) if reading.chunks[step].kind == "comma"), end)
    places = (step for step in range(at + 1, comma) if reading.chunks[step].kind == "time")
    found = tuple(step for step in places if not _dates_another(reading, at, step))
    return found or _times_owning(reading, at)


def _times_owning(reading: Reading, at: int) -> tuple[int, ...]:
    """Take the day of "Monday's release"."""
    is_owned = at > 1 and reading.chunks[at - 1].word == "'s" and reading.chunks[at - 2].kind == "time"
    return (at - 2,) if is_owned else ()


def _dates_another(reading: Reading, at: int, time: int) -> bool:
    """Say whether a time belongs to an event that the one before it followed: "protests after the vote in 2020"."""
    between = range(at + 1, time)
    return any(reading.chunks[step].kind == "prep" and reading.chunks[step].word in _ORDERING for step in between)


def _dates_crime(reading: Reading, at: int, time: int) -> bool:
    """Say whether a time is that of the deed: "jailed for a murder in 2019", but not "jailed for theft on Monday"."""
    told = reading.chunks[time].time
    is_exact = told is not None and (told.weekday is not None or told.shift is not None)
    return any(
        reading.chunks[step].kind == "prep"
        and reading.chunks[step].word in {"for", "over"}
        and (reading.chunks[step + 1].word in _DEEDS or (not is_exact and reading.chunks[step + 1].meaning != "unit"))
        for step in range(at + 1, time - 1)
    )


_DEEDS: Final = read_words("deeds", "words")
_ORDERING: Final = frozenset({"after", "before", "following", "since", "over", "due-to", "because-of"})
