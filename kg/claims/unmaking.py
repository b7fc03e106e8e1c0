"""Take back what words inside or around a clause unmake: "freed no one", "almost freed", habits, stories, doubts."""

from dataclasses import replace
from typing import Final

from kg.claims.doubts import doubt_clause
from kg.claims.reading import Reading
from kg.claims.scope import Scope
from kg.claims.sketch import Clause
from kg.claims.takebacks import is_taken_back
from kg.claims.words import read_words
from kg.model import Factuality

_BARELY: Final = read_words("barely", "verbs")
_HARDLY: Final = read_words("barely", "quantities")
_NEVER: Final = read_words("before_event", "denied")
_HABITS: Final = read_words("habits", "adverbs")
_EACH: Final = read_words("habits", "each")
_UNITS: Final = read_words("habits", "units")
_WORKS: Final = read_words("fiction", "nouns")
_SONGS: Final = frozenset({"song", "anthem", "hymn", "ballad", "album", "single"})
_SETTINGS: Final = read_words("fiction", "settings")
_TELLING: Final = read_words("fiction", "telling")
_DREAMING: Final = read_words("fiction", "dreaming")
_POSITIVE: Final = frozenset({Factuality.ASSERTED, Factuality.REPORTED, Factuality.ALLEGED, Factuality.PLANNED})
_NOBODY: Final = frozenset({"nobody", "none", "nothing", "no-one"})
_INVERTED: Final = 6  # tokens between "nor" and the verb of its clause
_HELPERS: Final = frozenset({"did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "will", "would"})
_SHORT_OF: Final = frozenset({("far", "from"), ("short", "of"), ("close", "to"), ("near", "to"), ("away", "from")})
_FEWER: Final = frozenset({"fewer", "less", "longer"})


def unmake(reading: Reading, at: int, scope: Scope) -> Scope | None:
    """Judge a telling once more by what stands around it; None where the text tells no event at all."""
    clause = reading.by_verb.get(at)
    home = clause or _find_home(reading, at)
    if _is_story(reading, at, home):
        return None
    if scope.factuality not in _POSITIVE:
        return scope
    if clause is not None and (_is_negated_inside(reading, clause) or _stands_instead(reading, at)):
        return replace(scope, factuality=Factuality.DENIED)
    if home is not None and _is_habit(reading, home):
        return None
    if clause is not None and is_taken_back(reading, clause):
        return replace(scope, factuality=Factuality.DENIED)
    told = doubt_clause(reading, home) if home is not None else None
    return scope if told is None else replace(scope, factuality=told)


def _find_home(reading: Reading, at: int) -> Clause | None:
    """Find the clause that an event noun belongs to."""
    for clause in reading.sketch.clauses:
        if (
            at in clause.subject
            or any(at in group for group in clause.objects)
            or any(at in found.group for found in clause.attached)
        ):
            return clause
    return None


# ---- negation within a clause --------------------------------------------------------------------------------


def _is_negated_inside(reading: Reading, clause: Clause) -> bool:
    chunk = reading.chunks[clause.verb]
    groups = [at for group in (*clause.objects[:1], clause.subject if chunk.passive else ()) for at in group]
    if any(_is_none(reading, at) for at in groups):
        return True
    if _follows_nor(reading, clause):
        return True
    before = reading.lows(max(chunk.start - 1, 0), chunk.head + 1)
    return any(low in _BARELY | _HARDLY for low in before[-2:-1])


def _is_none(reading: Reading, at: int) -> bool:
    """Recognise "no prisoners", "neither of them", "hardly any", "nobody"."""
    chunk = reading.chunks[at]
    lows = reading.lows(chunk.start, chunk.end)
    if chunk.word in _NOBODY or chunk.det == "neither":
        return True
    if chunk.det == "no":
        return not set(lows[1:2]) & _FEWER
    before = set(reading.lows(max(chunk.start - 2, 0), chunk.start))
    return (chunk.det in {"any", "a", "one"} and bool(before & _HARDLY)) or (
        bool(before & {"not"}) and lows[:2] in {("a", "single"), ("one", "of")}
    )


def _follows_nor(reading: Reading, clause: Clause) -> bool:
    """Recognise "nor did it lift the ban"."""
    lows = reading.lows(max(reading.chunks[clause.verb].start - _INVERTED, 0), reading.chunks[clause.verb].start)
    if "nor" in lows and set(lows[lows.index("nor") + 1 : lows.index("nor") + 2]) & _HELPERS:
        return True
    step = min([clause.verb, *clause.subject]) - 1
    while step >= 0 and reading.chunks[step].kind in {"adv", "vg"}:
        step -= 1
    return step >= 0 and reading.chunks[step].word == "nor" and any(at > step for at in (clause.verb, *clause.subject))


def _stands_instead(reading: Reading, at: int) -> bool:
    """Recognise a verb under "without", "instead of" or "rather than", also as the second of a pair."""
    start = reading.chunks[at].start
    if reading.chunks[at].form == "ing" and reading.lows(max(start - 2, 0), start) in _SHORT_OF:
        return True
    for step in range(at - 1, -1, -1):
        chunk = reading.chunks[step]
        if chunk.word in _NEVER or (chunk.word == "against" and step == at - 1):
            return True
        if chunk.kind not in {"np", "conj", "adv"} and not (chunk.kind == "vg" and chunk.form == "ing"):
            return False
        if chunk.kind == "np" and step == at - 1:
            return False
    return False


# ---- habits --------------------------------------------------------------------------------------------------


def _is_habit(reading: Reading, clause: Clause) -> bool:
    """Recognise "usually frees", "frees ten every year": no event of its own."""
    chunk = reading.chunks[clause.verb]
    first = max(chunk.start - 2, 0)
    if set(reading.lows(first, chunk.head + 1)) & _HABITS or reading.tokens[0].low in _HABITS:
        return True
    if chunk.perfect or chunk.modal:
        return False
    last = reading.chunks[min(max(clause.end, clause.verb + 1), len(reading.chunks)) - 1].end
    start = 0 if not clause.opener and clause.above is None else chunk.start
    lows = reading.lows(start, last)
    return any(low in _EACH and lows[at + 1] in _UNITS for at, low in enumerate(lows[:-1]))


# ---- stories and dreams --------------------------------------------------------------------------------------


def _is_story(reading: Reading, at: int, home: Clause | None) -> bool:
    """Recognise what only a film, a novel or a dream tells."""
    current, steps = home, 0
    while current is not None and steps < len(reading.sketch.clauses):
        above = reading.by_verb.get(current.above) if current.above is not None else None
        if above is not None and reading.chunks[above.verb].word in _DREAMING:
            return True
        current, steps = above, steps + 1
    chunks = reading.chunks[:at]
    return _is_title(reading, at) or any(
        chunk.word in _WORKS and _frames_story(reading, step, at) for step, chunk in enumerate(chunks)
    )


def _is_title(reading: Reading, at: int) -> bool:
    """Recognise the verb of the song "Set Them Free": it opens what is sung, or how a work is called."""
    if at < 2 or reading.chunks[at - 1].kind != "quote":  # noqa: PLR2004 - a title has something before its mark
        return False
    host = reading.chunks[at - 2]
    is_called = host.kind == "vg" and (host.word == "sing" or (host.passive and host.word in {"call", "title", "name"}))
    return is_called or (host.kind == "np" and host.word in _WORKS | _SONGS)


def _frames_story(reading: Reading, step: int, at: int) -> bool:
    """Say whether the phrase at a step is a work that tells what stands behind it."""
    chunk = reading.chunks[step]
    if chunk.kind != "np" or chunk.noun is None:
        return False
    before = reading.chunks[step - 1] if step else None
    if before is not None and before.kind == "prep":
        opens = step == 1 or reading.chunks[step - 2].kind in {"comma", "stop", "quote", "sub"}
        if before.word in {"in", "in-a"} and chunk.word in _SETTINGS and opens:
            return True
    tells = next((clause for clause in reading.sketch.clauses if step in clause.subject), None)
    if tells is not None and not tells.is_reduced and reading.chunks[tells.verb].word in _TELLING:
        return at > tells.verb
    following = reading.chunks[step + 1] if step + 1 < len(reading.chunks) else None
    return following is not None and (
        following.word == "about" or (following.word in {"in", "where"} and _opens_relative(reading, step + 1))
    )


def _opens_relative(reading: Reading, at: int) -> bool:
    return reading.chunks[at].kind == "rel" or (at + 1 < len(reading.chunks) and reading.chunks[at + 1].kind == "rel")
