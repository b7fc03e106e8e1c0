"""Read a verb that is left out later: "X was sentenced to five years and Y to six", "nine flew to A, ten to B"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.claims.reading import Reading
from kg.claims.sketch import Attached, Clause


def split_gapped(clause: Clause, reading: Reading) -> list[Clause]:
    """Give a clause, or its two halves where a conjunction and a name repeat it without the verb."""
    second = _find_second(clause, reading)
    if second is None:
        first = _cut_counted(clause, reading)
        found = [first, *_list_counted(first, reading)]
        return found if len(found) > 1 else _split_dated(clause, reading)
    first = _cut(clause, second - 1)
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


def _cut(clause: Clause, joint: int) -> Clause:
    """Give the part of a clause before its conjunction."""
    return replace(
        clause,
        objects=tuple(group for group in clause.objects if group[0] < joint),
        attached=tuple(found for found in clause.attached if found.at < joint),
        times=tuple(at for at in clause.times if at < joint),
        end=joint,
    )


def _cut_counted(clause: Clause, reading: Reading) -> Clause:
    """Cut off the numbers behind a conjunction that repeat the clause: "and ten to Lund"."""
    for group in clause.objects:
        at = group[0]
        is_joined = at > 0 and reading.chunks[at - 1].kind == "conj" and reading.chunks[at].number is not None
        if is_joined and at > clause.verb and _repeats(clause.attached, at):
            return _cut(clause, at - 1)
    return clause


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


def _list_counted(clause: Clause, reading: Reading) -> Iterator[Clause]:
    """Repeat a clause for each number behind it that has a phrase of its own: "three to Klow and ten to Lund"."""
    counted = clause.objects[-1] if clause.objects else clause.subject
    if not counted or reading.chunks[counted[0]].number is None:
        return
    at = clause.end
    while (item := _find_counted(clause, reading, at)) is not None:
        number, attached = item
        at, times = _read_times(reading, attached.group[-1] + 1)
        yield replace(
            clause,
            subject=clause.subject if clause.objects else (number,),
            objects=((number,),) if clause.objects else (),
            attached=(attached, *(found for found in clause.attached if found.preposition == "by")),
            times=times or clause.times,
            end=at,
        )


def _read_times(reading: Reading, at: int) -> tuple[int, tuple[int, ...]]:
    """Read the times right behind a phrase: where they end, and which they are."""
    found: list[int] = []
    while at < len(reading.chunks) and reading.chunks[at].kind in {"prep", "time", "adv"}:
        if reading.chunks[at].kind == "time":
            found.append(at)
        at += 1
    return at, tuple(found)


def _find_counted(clause: Clause, reading: Reading, at: int) -> tuple[int, Attached] | None:
    """Find the next number behind a comma or "and", with a phrase like one that the clause has."""
    chunks, first = reading.chunks, at
    while at < len(chunks) and chunks[at].kind in {"comma", "conj"}:
        at += 1
    if at == first or at + 2 >= len(chunks) or chunks[at].number is None or chunks[at + 2].kind != "np":
        return None
    is_like = chunks[at + 1].kind == "prep" and any(old.preposition == chunks[at + 1].word for old in clause.attached)
    group = reading.sketch.groups.get(at + 2, (at + 2,))
    group = group if group[0] == at + 2 else (at + 2,)
    return (at, Attached(chunks[at + 1].word, group, at + 1)) if is_like else None
