"""Fill roles from possession and quotation: "X's sentence", "the sentence of X", terms, quoted words."""

from collections.abc import Sequence

from kg.claims.cast import Cast
from kg.claims.drafts import Slot
from kg.claims.filling import fill_group, fill_role
from kg.claims.lenses import find_owner
from kg.claims.matching import Match, end_token, find_below, list_attached
from kg.claims.numbers import parse_number
from kg.claims.penalties import Penalty, find_penalty
from kg.claims.reading import Reading
from kg.claims.sketch import Clause
from kg.claims.spots import Spot
from kg.model import Role


def fill_owner(match: Match, group: Sequence[int], cast: Cast, exclude: frozenset[str]) -> list[Slot]:
    """Fill the role of "X's sentence", "his sentence", "the sentence of X"."""
    reading, role = match.reading, Role(match.frame.owner)
    found: list[Slot] = []
    for at in group:
        found += fill_possessive(match, role, at, cast)
        step = at + 1
        while (
            not found
            and step + 1 < len(reading.chunks)
            and reading.chunks[step].kind == "prep"
            and reading.chunks[step].word in {"of", "for"}
        ):
            for inner in reading.sketch.groups.get(step + 1, (step + 1,)):
                found += fill_role(match, role, Spot(reading, match.number, inner), cast, exclude)
            step += 2
        if not found:
            found += fill_group(match, role.value, _find_holders(reading, at), cast, exclude)
    return found


def _find_holders(reading: Reading, at: int) -> tuple[int, ...]:
    """Find whose "assets belonging to X" or "accounts held by X" are."""
    clause = reading.by_verb.get(at + 1)
    if clause is None or reading.chunks[clause.verb].word not in {"belong", "hold", "own", "control", "link"}:
        return ()
    found = (found.group for found in clause.attached if found.preposition in {"to", "by", "in"})
    return next(found, ())


def fill_possessive(match: Match, role: Role, at: int, cast: Cast) -> list[Slot]:
    """Fill a role by the owner of a phrase; the owner is read as a phrase of its own."""
    owner = find_owner(Spot(match.reading, match.number, at))
    return fill_role(match, role, owner, cast, frozenset()) if owner is not None else []


def fill_term(match: Match, clause: Clause, direct: Sequence[int] = ()) -> list[Slot]:
    """Fill the penalty that a court sets; where the frame says so, it must stand in the object."""
    reading = match.reading
    start, end = reading.chunks[clause.verb].end, end_token(reading, clause)
    if not match.frame.term or "between" in reading.lows(start, end):
        return []
    below = find_below(match.frame, clause, reading) if match.frame.below else None
    if below is not None and below in reading.by_verb:
        start, end = reading.chunks[below].end, end_token(reading, reading.by_verb[below])
    if "and" in match.frame.term:
        end = len(reading.tokens)
    from_to = next((reading.chunks[found.at].end for found in clause.attached if found.preposition == "to"), None)
    from_to = from_to if from_to is not None and from_to >= start else None
    penalty = find_penalty(reading, from_to, end) if from_to is not None else None
    if penalty is None and from_to is not None:
        penalty = _read_bare_term(reading, from_to)
    if penalty is None and "object" in match.frame.term and direct:
        penalty = _find_in_object(match, clause, direct)
    elif penalty is None and "object" not in match.frame.term:
        penalty = find_penalty(reading, start, end) or _find_owned(match, direct)
    return fill_penalty(match, penalty)


def fill_penalty(match: Match, penalty: Penalty | None) -> list[Slot]:
    """Fill the role of a penalty by its length or by its name."""
    if penalty is None:
        return []
    rule = f"{match.frame.id}.term"
    if penalty.months is not None:
        return [Slot(Role.PENALTY_LENGTH, penalty.quote, rule, value=penalty.months)]
    return [Slot(Role.PENALTY, penalty.quote, rule, value=penalty.name)]


def _find_in_object(match: Match, clause: Clause, direct: Sequence[int]) -> Penalty | None:
    """Find the penalty of "gave X ten years", "imposed a term of ten years", "the ten years that it handed down"."""
    chunks = match.reading.chunks
    start = chunks[direct[0]].start
    if direct[0] > clause.verb:
        return find_penalty(match.reading, start, end_token(match.reading, clause))
    first = direct[0] - 2 if direct[0] > 1 and chunks[direct[0] - 1].word == "of" else direct[0]
    last = chunks[list_attached(match.reading, direct[-1])[1] - 1].end
    return find_penalty(match.reading, chunks[first].start, min(last, chunks[clause.verb].start))


def _find_owned(match: Match, direct: Sequence[int]) -> Penalty | None:
    """Find the length of "upheld her eight-year sentence"."""
    chunks = match.reading.chunks
    if not match.frame.owner or not direct:
        return None
    return find_penalty(match.reading, chunks[direct[0]].start, chunks[direct[-1]].end)


def _read_bare_term(reading: Reading, start: int) -> Penalty | None:
    """Read "from twenty years to seven": the unit is that of the longer term before."""
    number = parse_number(reading.tokens, start)
    before = find_penalty(reading, 0, start)
    if number is None or number.exact is None or before is None or before.months is None:
        return None
    unit = 12 if "year" in before.quote.exact else 1
    return Penalty(reading.quote(number.start, number.end), months=number.exact * unit)


def fill_quoted(match: Match, clause: Clause) -> list[Slot]:
    """Take the words in quotation marks right behind a verb of naming."""
    if not match.frame.quoted:
        return []
    chunks = match.reading.chunks
    opening = next(
        (at for at in range(clause.verb + 1, min(clause.verb + 9, len(chunks))) if chunks[at].kind == "quote"), None
    )
    closing = (
        next((at for at in range(opening + 1, len(chunks)) if chunks[at].kind == "quote"), None)
        if opening is not None
        else None
    )
    if opening is None or closing is None:
        return []
    last = closing - 1 if chunks[closing - 1].kind in {"stop", "comma"} else closing
    quote = match.reading.quote(chunks[opening].end, chunks[last].start)
    return [Slot(Role.QUOTED_TEXT, quote, f"{match.frame.id}.quotedText", value=quote.exact)]
