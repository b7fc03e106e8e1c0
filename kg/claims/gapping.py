"""Read a verb that is left out the second time: "X was sentenced to five years and Y to six"."""

from dataclasses import replace

from kg.claims.reading import Reading
from kg.claims.sketch import Attached, Clause


def split_gapped(clause: Clause, reading: Reading) -> list[Clause]:
    """Give a clause, or its two halves where a conjunction and a name repeat it without the verb."""
    second = _find_second(clause, reading)
    if second is None:
        return _split_dated(clause, reading)
    joint = second - 1
    first = replace(
        clause,
        objects=tuple(group for group in clause.objects if group[0] < joint),
        attached=tuple(found for found in clause.attached if found.at < joint),
        times=tuple(at for at in clause.times if at < joint),
        end=joint,
    )
    rest = replace(
        clause,
        subject=reading.sketch.groups.get(second, (second,)),
        objects=(),
        attached=tuple(found for found in clause.attached if found.at > second),
        times=tuple(at for at in clause.times if at > second),
    )
    return [first, rest]


def _split_dated(clause: Clause, reading: Reading) -> list[Clause]:
    """Give the two halves of "imposed sanctions on X in May and on Y in June": each has a day of its own."""
    for found in clause.attached:
        joint = found.at - 1
        is_joined = reading.chunks[joint].kind == "conj" and reading.chunks[joint].word == "and"
        earlier = [other for other in clause.attached if other.at < joint]
        is_repeated = any(other.preposition == found.preposition for other in earlier)
        halves = [at for at in clause.times if at < joint], [at for at in clause.times if at > joint]
        if is_joined and is_repeated and all(halves):
            later = tuple(other for other in clause.attached if other.at > joint)
            first = replace(clause, attached=tuple(earlier), times=tuple(halves[0]), end=joint)
            return [first, replace(clause, attached=later, times=tuple(halves[1]))]
    return [clause]


def _find_second(clause: Clause, reading: Reading) -> int | None:
    """Find the name behind the conjunction: a passive verb takes no second object that is a person."""
    if not clause.passive or not clause.subject:
        return None
    for group in clause.objects:
        at = group[0]
        is_name = at > 0 and reading.chunks[at - 1].kind == "conj" and reading.chunks[at].name is not None
        if is_name and _repeats(clause.attached, at):
            return at
    return None


def _repeats(attached: tuple[Attached, ...], at: int) -> bool:
    """Say whether the phrase right behind the name begins with a preposition that the first half has too."""
    before = {found.preposition for found in attached if found.at < at}
    return any(found.at == at + 1 and found.preposition in before for found in attached)
