"""Tie the phrases of a sentence together: who does what to whom, and which verb stands under which.

No parse tree: each verb group looks left for its subject and right for its objects, over what lies between.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.words import read_words


@dataclass(frozen=True, slots=True)
class Attached:
    """Hold a prepositional phrase: its preposition and the coordinated noun phrases under it."""

    preposition: str
    group: tuple[int, ...]
    at: int  # index of the preposition


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold one verb with what belongs to it; all numbers are indexes of chunks.

    `opener` is the word that makes it depend ("if", "that", "who"); `above` the verb it stands under, as infinitive,
    reported clause or participle; `noun_above` the noun that it explains ("decision to lift").
    """

    verb: int
    opener: str = ""
    subject: tuple[int, ...] = ()
    objects: tuple[tuple[int, ...], ...] = ()
    attached: tuple[Attached, ...] = ()
    particles: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
    adjective: str = ""
    above: int | None = None
    noun_above: int | None = None
    end: int = 0
    passive: bool = False
    is_reduced: bool = False  # a bare participle that describes a noun


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hold the phrases of one sentence and how they hang together."""

    chunks: tuple[Chunk, ...]
    clauses: tuple[Clause, ...]
    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)  # any member -> its coordination
    appositions: dict[int, tuple[int, ...]] = field(default_factory=dict)  # noun phrase -> phrases that rename it
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)  # noun phrase -> named members ("including")

    def find_clause(self, verb: int) -> Clause | None:
        """Find the clause of a verb group."""
        return next((clause for clause in self.clauses if clause.verb == verb), None)


REPORTING: Final = read_words("clauses", "reporting")
_OBJECT_CONTROL: Final = read_words("clauses", "object_control")
_TOLD: Final = read_words("clauses", "told")
_SKIPPED: Final = frozenset({"adv", "time", "particle", "quote", "adj"})


def sketch_sentence(chunks: Sequence[Chunk]) -> Sketch:
    """Tie the phrases of one sentence together."""
    return _Sketcher(chunks).sketch()


class _Sketcher:
    """Hold what is known while a sentence is tied together from left to right."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = list(chunks)
        self.finite: dict[int, bool] = {}
        self.groups: dict[int, tuple[int, ...]] = {}
        self.appositions: dict[int, tuple[int, ...]] = {}
        self.members: dict[int, tuple[int, ...]] = {}
        self.subjects: dict[int, tuple[int, ...]] = {}
        self.openers: dict[int, int] = {}
        self.gaps: dict[int, tuple[int, ...]] = {}

    def sketch(self) -> Sketch:
        self._settle_finite()
        self._turn_prepositions()
        self._join_groups()
        self._find_appositions()
        self._find_members()
        verbs = [at for at, chunk in enumerate(self.chunks) if chunk.kind == "vg"]
        for verb in verbs:
            self.subjects[verb] = self._find_subject(verb)
        clauses = tuple(self._make_clause(verb) for verb in verbs)
        return Sketch(tuple(self.chunks), clauses, self.groups, self.appositions, self.members)

    # ---- is a bare participle the main verb, or does it describe a noun?

    def _settle_finite(self) -> None:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "vg":
                self.finite[at] = chunk.form == "fin" or (chunk.form == "ed" and self._is_main(at))

    def _is_main(self, at: int) -> bool:
        """Decide "ed" forms: an object behind speaks for a main verb, a later finite verb against it."""
        before = self.chunks[at - 1] if at else None
        has_object = at + 1 < len(self.chunks) and self.chunks[at + 1].kind in {"np", "sub"}
        if before is None or before.kind in {"prep", "stop", "incl"} or (self._is_loose(before) and not has_object):
            return False
        if (
            before.kind == "np"
            and before.det == "both"
            and before.noun is None
            and at > 1
            and self.chunks[at - 2].kind == "comma"
        ):
            return False
        if before.kind == "comma" and not self._has_inserted(at):
            return False
        if self._completes_opener(at):
            return True
        if before.kind in {"conj", "rel"} or (
            before.kind == "np" and before.word in {"he", "she", "it", "they", "we", "i", "who"}
        ):
            return True
        return has_object or not self._has_later_finite(at)

    def _is_loose(self, before: Chunk) -> bool:
        """Recognise "those" and "all" before a participle: "those freed"."""
        return before.kind == "np" and before.det in {"those", "all"} and before.noun is None and before.number is None

    def _has_inserted(self, at: int) -> bool:
        """Say whether the comma before closes an insertion, so that the verb goes with a subject before it."""
        if at + 1 < len(self.chunks) and self.chunks[at + 1].kind == "np" and self._renames_before(at - 1):
            return True
        commas = [i for i in range(at) if self.chunks[i].kind == "comma"]
        seen_verb = any(self.finite.get(i) and self.chunks[i - 1].kind != "rel" for i in range(at))
        return len(commas) >= 2 and not seen_verb and not self._has_later_finite(at)

    def _renames_before(self, comma: int) -> bool:
        """Recognise "a judge, X," right before a verb."""
        step = comma - 1
        while step >= 0 and self.chunks[step].kind in {"np", "conj", "prep"}:
            step -= 1
        return step > 0 and self.chunks[step].kind == "comma" and self.chunks[step - 1].kind == "np"

    def _completes_opener(self, at: int) -> bool:
        """Say whether "whom the court" or "if the court" before the verb still waits for a verb."""
        step = at - 1
        while step >= 0 and self.chunks[step].kind not in {"sub", "rel", "stop", "vg", "comma"}:
            step -= 1
        if step < 0 or self.chunks[step].kind not in {"sub", "rel"} or step == at - 1:
            return False
        for later in range(at + 1, len(self.chunks)):
            chunk = self.chunks[later]
            if chunk.kind in {"comma", "stop", "sub", "rel", "conj"}:
                return True
            if chunk.kind == "vg" and chunk.form in {"fin", "ed"}:
                return False
        return True

    def _has_later_finite(self, at: int) -> bool:
        for step in range(at + 1, len(self.chunks)):
            chunk = self.chunks[step]
            if chunk.kind in {"stop", "sub", "rel"}:
                return False
            if chunk.kind == "vg":
                if chunk.form == "fin" or (
                    chunk.form == "ed" and step + 1 < len(self.chunks) and self.chunks[step + 1].kind == "np"
                ):
                    return not self._has_subject_between(at, step)
                if chunk.form in {"to", "ing"}:
                    continue
        return False

    def _has_subject_between(self, verb: int, later: int) -> bool:
        """Say whether the later verb brings its own subject, so that this one may be finite too."""
        if verb + 1 < later and self.chunks[verb + 1].kind == "np":
            return True
        marks = [i for i in range(verb + 1, later) if self.chunks[i].kind in {"comma", "conj"}]
        return bool(marks) and any(self._is_free(i) for i in range(marks[-1] + 1, later))

    def _is_free(self, at: int) -> bool:
        return self.chunks[at].kind == "np" and (at == 0 or self.chunks[at - 1].kind not in {"prep", "incl"})

    def _turn_prepositions(self) -> None:
        """Turn "after" into a conjunction where a clause follows: "after Norway freed them"."""
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "prep" and chunk.word in {
                "after",
                "before",
                "since",
                "until",
                "till",
                "as",
                "than",
                "like",
            }:
                step = at + 1
                while step < len(self.chunks) and self.chunks[step].kind in {"np", "adv", "conj"} | (
                    {"prep"} if step > at + 1 else set()
                ):
                    step += 1
                if step > at + 1 and self.finite.get(step) and not self._has_earlier_open(at, step):
                    self.chunks[at] = Chunk("sub", chunk.start, chunk.end, chunk.word)

    def _has_earlier_open(self, at: int, verb: int) -> bool:
        """Say whether the verb more likely has its subject before the preposition."""
        has_verb_before = any(self.finite.get(i) for i in range(at))
        return not has_verb_before and not any(self.finite.get(i) for i in range(verb + 1, len(self.chunks)))

    # ---- coordination, apposition, members

    def _join_groups(self) -> None:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "np":
                self.groups[at] = (at,)
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "conj" and chunk.word != "but":
                self._join_at(at)

    def _join_at(self, conj: int) -> None:
        right = conj + 1
        if right >= len(self.chunks) or self.chunks[right].kind != "np":
            return
        left = conj - 1
        if left >= 0 and self.chunks[left].kind == "comma":
            left -= 1
        first = self._skip_apposition(left, right)
        if first is None or not self._may_join(first, right):
            return
        found = [right, first]
        while (more := self._find_comma_item(found[-1])) is not None:
            found.append(more)
        group = tuple(sorted({member for item in found for member in self.groups.get(item, (item,))}))
        for member in group:
            self.groups[member] = group

    def _skip_apposition(self, left: int, right: int) -> int | None:
        """Go back from the conjunction to the phrase it joins, over "X, a friend of Y, and Z"."""
        if left < 0 or self.chunks[left].kind != "np":
            return None
        if self._same_sort(left, right) and self._precedes(left) != "prep":
            inner = self._before_comma(left)
            if (
                inner is not None
                and self.chunks[left].det in {"a", "an", "the"}
                and self.chunks[left].name is None
                and self.chunks[inner].name is not None
            ):
                return inner
            return left
        back = left
        for _ in range(8):
            if back < 0 or self.chunks[back].kind not in {"np", "prep", "time", "adj", "adv"}:
                break
            back -= 1
        if (
            back > 0
            and self.chunks[back].kind == "comma"
            and self.chunks[back - 1].kind == "np"
            and self._same_sort(back - 1, right)
        ):
            return back - 1
        return left if self._same_sort(left, right) else None

    def _precedes(self, at: int) -> str:
        return self.chunks[at - 1].kind if at else ""

    def _before_comma(self, at: int) -> int | None:
        if at >= 2 and self.chunks[at - 1].kind == "comma" and self.chunks[at - 2].kind == "np":
            return at - 2
        return None

    def _find_comma_item(self, at: int) -> int | None:
        before = self._before_comma(at)
        if before is None or not self._same_sort(before, at) or self.chunks[at].det in {"a", "an"}:
            return None
        both_named = (self.chunks[before].name is None) == (self.chunks[at].name is None)
        return before if both_named else None

    def _same_sort(self, left: int, right: int) -> bool:
        return _sort(self.chunks[left]) == _sort(self.chunks[right]) or "" in {
            _sort(self.chunks[left]),
            _sort(self.chunks[right]),
        }

    def _may_join(self, left: int, right: int) -> bool:
        step = right + 1
        while step < len(self.chunks) and self.chunks[step].kind in {"adv", "time"}:
            step += 1
        while step < len(self.chunks) and (
            self.chunks[step].kind in {"adv", "time", "prep", "np", "particle"}
            or (self.chunks[step].kind == "vg" and not self.finite.get(step))
        ):
            step += 1
        if not self.finite.get(step):
            return True
        return not any(self.finite.get(i) for i in range(self._segment_start(left), left))

    def _segment_start(self, at: int) -> int:
        while at > 0 and self.chunks[at - 1].kind not in {"stop", "sub", "rel"}:
            at -= 1
        return at

    def _find_appositions(self) -> None:
        for at, chunk in enumerate(self.chunks):
            before = at - 1
            if chunk.kind != "np" or before < 1 or self.chunks[before].kind != "comma":
                continue
            near = self._skip_age(before - 1)
            head = near if self.chunks[near].kind == "np" and self._renames(near, at) else self._chain_head(near)
            if head is None or not self._renames(head, at):
                continue
            group = self.groups[at]
            if group[0] == at or self.groups[head] != group:
                self.appositions[head] = (*self.appositions.get(head, ()), *(group if self.chunks[at].name else (at,)))

    def _skip_age(self, at: int) -> int:
        """Step over an age between commas: "X, 74, a baker"."""
        chunk = self.chunks[at]
        is_age = chunk.kind == "np" and chunk.number is not None and chunk.noun is None and not chunk.names
        return at - 2 if is_age and at > 1 and self.chunks[at - 1].kind == "comma" else at

    def _chain_head(self, at: int) -> int | None:
        """Go back over "the head of the board of X" to its first phrase."""
        if at < 0 or self.chunks[at].kind != "np":
            return None
        while (
            at >= 2
            and self.chunks[at - 1].kind == "prep"
            and self.chunks[at - 1].word in {"of", "for", "in", "from", "at"}
        ):
            if self.chunks[at - 2].kind != "np":
                break
            at -= 2
        return at

    def _renames(self, head: int, at: int) -> bool:
        left, right = self.chunks[head], self.chunks[at]
        if head in self.groups and at in self.groups[head]:
            return False
        if left.name is not None and left.name.kind in {"unknown", "body", "facility"}:
            describes = (
                right.noun is not None
                and right.name is None
                and right.noun.meaning in {"people", "body", "group", "firm", "facility"}
            )
            return (
                describes
                and not self._starts_clause(at)
                and (
                    right.det in {"a", "an", "the", "his", "her", "its", "their", "one"}
                    or right.owner is not None
                    or not right.det
                )
            )
        is_description = (
            left.noun is not None and left.name is None and left.noun.meaning in {"people", "body", "group", "firm"}
        )
        return (
            is_description
            and right.name is not None
            and right.name.kind in {"unknown", "body"}
            and not self._starts_clause(at)
        )

    def _starts_clause(self, at: int) -> bool:
        last = self.groups[at][-1] + 1
        has_comma = last < len(self.chunks) and self.chunks[last].kind in {"comma", "stop", "conj"}
        return (
            not has_comma
            and last < len(self.chunks)
            and bool(self.finite.get(last))
            and any(self.finite.get(i) for i in range(at))
        )

    def _find_members(self) -> None:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind != "incl" or at + 1 >= len(self.chunks) or self.chunks[at + 1].kind != "np":
                continue
            for step in range(at - 1, max(-1, at - 12), -1):
                whole = self.chunks[step]
                if (
                    whole.kind == "np"
                    and whole.noun is not None
                    and whole.noun.meaning == "people"
                    and whole.name is None
                ):
                    self.members[step] = (*self.members.get(step, ()), *self.groups[at + 1])
                    break

    # ---- subjects

    def _find_subject(self, verb: int) -> tuple[int, ...]:
        chunk = self.chunks[verb]
        if chunk.form == "to":
            return self._find_object_before(verb)
        if self._is_caused(verb):
            self.finite[verb] = False
            return self.groups[verb - 1]
        if not self.finite[verb]:
            return self._find_described(verb)
        return self._walk_left(verb)

    def _find_object_before(self, verb: int) -> tuple[int, ...]:
        """Find the subject of an infinitive right before it: "called for them to be freed", "asked the king to free"."""
        step = verb - 1
        if step < 1 or self.chunks[step].kind != "np":
            return ()
        head = self._chain_head(self.groups[step][0])
        if head is None or self.chunks[head].meaning in {"event", "thing"}:
            return ()
        before = self.chunks[head - 1] if head else None
        if before is not None and (
            (before.kind == "prep" and before.word in {"for", "on"})
            or (before.kind == "vg" and before.word in _OBJECT_CONTROL and not before.passive)
        ):
            return self.groups[head]
        return ()

    def _is_caused(self, verb: int) -> bool:
        """Recognise the bare verb of "let them go home"."""
        chunk, before = self.chunks[verb], self.chunks[verb - 1] if verb else None
        if before is None or before.kind != "np" or chunk.past or chunk.modal or chunk.form != "fin":
            return False
        first = self.groups[verb - 1][0]
        return (
            first > 0
            and self.chunks[first - 1].kind == "vg"
            and self.chunks[first - 1].word in {"let", "make", "help", "see", "have", "watch"}
        )

    def _find_described(self, verb: int) -> tuple[int, ...]:
        """Find the noun that a bare participle describes."""
        step = verb - 1
        while step >= 0 and self.chunks[step].kind in {"comma", "adv", "time", "particle"}:
            step -= 1
        if step >= 0 and self.chunks[step].kind == "conj":
            return ()
        if step < 0 or self.chunks[step].kind != "np":
            return ()
        group = self.groups[step]
        both = self.chunks[verb - 1].kind == "np" and self.chunks[verb - 1].word == "both"
        if both:
            inner = self._before_comma(verb - 1)
            return self.groups[inner] if inner is not None else group
        head = self._chain_head(group[0])
        if head is not None and _sort(self.chunks[step]) != "people" and _sort(self.chunks[head]) == "people":
            return self.groups[head]
        renamed = next((old for old, new in self.appositions.items() if step in new), None)
        return (renamed,) if renamed is not None else (step,)

    def _walk_left(self, verb: int) -> tuple[int, ...]:
        step, seen_conj = verb - 1, False
        while step >= 0:
            chunk = self.chunks[step]
            if chunk.kind == "np":
                found, step = self._try_phrase(verb, step)
                if found:
                    self._note_opener(verb, found[0])
                    return found
            elif chunk.kind == "rel":
                self.openers[verb] = step
                return self._find_antecedent(step)
            elif chunk.kind == "sub":
                self.openers[verb] = step
                return ()
            elif chunk.kind == "vg":
                if self.finite[step] and (seen_conj or self._shares(step, verb)):
                    self._inherit_opener(verb, step)
                    return self.subjects.get(step, ())
                step = self._jump(step)
            elif chunk.kind == "stop":
                return ()
            else:
                seen_conj |= chunk.kind == "conj"
                step -= 1
        return ()

    def _shares(self, earlier: int, verb: int) -> bool:
        return (
            all(self.chunks[i].kind in {"adv", "time", "comma", "particle", "adj"} for i in range(earlier + 1, verb))
            and verb - earlier > 1
            and any(self.chunks[i].kind == "comma" for i in range(earlier + 1, verb))
            and not self._in_relative(earlier)
        )

    def _in_relative(self, verb: int) -> bool:
        return verb in self.openers and self.chunks[self.openers[verb]].kind == "rel"

    def _inherit_opener(self, verb: int, earlier: int) -> None:
        if earlier in self.openers:
            self.openers[verb] = self.openers[earlier]

    def _try_phrase(self, verb: int, at: int) -> tuple[tuple[int, ...], int]:
        """Take a phrase as subject, or say where to look on."""
        group = self.groups[at]
        first = group[0]
        before = self.chunks[first - 1] if first else None
        if before is not None and before.kind in {"prep", "incl"}:
            return (), first - 2
        if before is not None and before.kind == "vg" and self._takes_object(first - 1, verb):
            return (), self._jump(first - 1) if not self.finite[first - 1] or self._in_relative(
                first - 1
            ) else first - 1
        renamed = next((old for old, new in self.appositions.items() if at in new or first in new), None)
        if renamed is not None:
            head = self.groups[renamed]
            if head[0] and self.chunks[head[0] - 1].kind in {"prep", "incl"}:
                return (), head[0] - 2
            named = self.chunks[at].name is not None and self.chunks[renamed].name is None
            return (group if named else head), renamed
        if (
            before is not None
            and before.kind == "comma"
            and self.chunks[at].number is not None
            and self.chunks[at].noun is None
            and self.chunks[at].name is None
        ):
            return (), first - 2
        return group, first

    def _takes_object(self, earlier: int, verb: int) -> bool:
        """Say whether the phrase between two verbs is the object of the first, not the subject of the second."""
        word = self.chunks[earlier].word
        if self.chunks[earlier].kind != "vg" or (word in REPORTING and not self.chunks[earlier].passive):
            return False
        return not self.finite[verb] or self._in_relative(earlier) or not self.finite[earlier] or word == "be" or True

    def _jump(self, verb: int) -> int:
        """Step over a whole dependent clause, back to what it hangs on."""
        opener = self.openers.get(verb)
        if opener is not None:
            return opener - 1
        return verb - 1

    def _note_opener(self, verb: int, first: int) -> None:
        step = first - 1
        while step >= 0 and self.chunks[step].kind in {"adv", "time", "comma"}:
            step -= 1
        if step >= 0 and self.chunks[step].kind in {"sub", "rel"}:
            self.openers[verb] = step
            if self.chunks[step].kind == "rel" and self.chunks[step].word in {"whom", "that", "which"}:
                antecedent = self._find_antecedent(step)
                if self.chunks[step].word != "that" or not any(self.chunks[at].word in _TOLD for at in antecedent):
                    self.gaps[verb] = antecedent
        elif step >= 0 and self.chunks[step].kind == "prep" and step and self.chunks[step - 1].kind == "rel":
            self.openers[verb] = step - 1

    def _find_antecedent(self, rel: int) -> tuple[int, ...]:
        """Find what "who" or "which" stands for: the nearest phrase of the right sort."""
        wants_people = self.chunks[rel].word in {"who", "whom"}
        limited = self._find_limited(rel)
        if limited is not None and not wants_people:
            return (limited,)
        step = rel - 1
        while step >= 0 and self.chunks[step].kind in {"comma", "prep", "time", "adv", "adj"}:
            step -= 1
        if step < 0 or self.chunks[step].kind != "np":
            return ()
        head = self._chain_head(step)
        for at in (
            (head, step) if wants_people and head is not None and _is_full_name(self.chunks[head]) else (step, head)
        ):
            if at is not None and (not wants_people or _sort(self.chunks[at]) == "people"):
                renamed = next((old for old, new in self.appositions.items() if at in new), None)
                return (renamed,) if renamed is not None else (at,)
        return (step,)

    def _find_limited(self, rel: int) -> int | None:
        """Find the restriction that "the sanctions on X, which ..." goes on about."""
        step = rel - 1
        while step >= 0 and self.chunks[step].kind in {"comma", "np", "prep", "conj"}:
            if self.chunks[step].kind == "np" and self.chunks[step].meaning in {"restriction", "weak"}:
                return step
            step -= 1
        return None

    # ---- clauses

    def _make_clause(self, verb: int) -> Clause:
        chunk = self.chunks[verb]
        subject = self.subjects[verb]
        above, noun_above = self._find_above(verb)
        right = _Right(self, verb)
        right.read()
        objects = [*right.objects]
        if verb in self.gaps:
            objects.insert(0, self.gaps[verb])
        if not subject and right.inverted:
            subject, objects = right.inverted, []
        carried = self._carries_passive(verb) and not objects
        is_reduced = not self.finite[verb] and chunk.form in {"ed", "part"}
        opener = self.openers.get(verb)
        return Clause(
            verb, self.chunks[opener].word if opener is not None else "", subject, tuple(objects), tuple(right.attached),
            tuple(right.particles), tuple([*right.times, *self._times_before(verb)]), right.adjective, above, noun_above, right.end,
            chunk.passive or is_reduced or carried, is_reduced,
        )  # fmt: skip

    def _carries_passive(self, verb: int) -> bool:
        """Say whether the verb goes on with the passive before it: "was sent back and detained"."""
        chunk = self.chunks[verb]
        if chunk.form != "ed" or not self.finite[verb]:
            return False
        earlier = next((step for step in range(verb - 1, -1, -1) if self.chunks[step].kind == "vg"), None)
        return earlier is not None and self.chunks[earlier].passive and self.subjects[earlier] == self.subjects[verb]

    def _times_before(self, verb: int) -> tuple[int, ...]:
        """Collect times between the subject (or the start of the clause) and the verb."""
        found = []
        for step in range(verb - 1, -1, -1):
            chunk = self.chunks[step]
            if chunk.kind == "time":
                found.append(step)
            elif chunk.kind not in {"adv", "particle"}:
                break
        first = min(self.subjects[verb], default=verb)
        step = first - 1 if first < verb else -1
        while step >= 0 and self.chunks[step].kind in {"time", "comma", "adv", "prep"}:
            if self.chunks[step].kind == "time":
                found.append(step)
            step -= 1
        is_fronted = (
            step < 0
            or self.chunks[step].kind in {"stop", "sub", "rel", "quote"}
            or (self.chunks[step].kind == "conj" and self.chunks[step + 1].kind != "comma")
        )
        return tuple(at for at in found if at > first or is_fronted)

    def _find_above(self, verb: int) -> tuple[int | None, int | None]:
        chunk = self.chunks[verb]
        earlier = self._find_fellow(verb)
        if earlier is not None:
            return self._find_above(earlier)
        wanted = self._find_wanting(verb)
        if wanted is not None:
            return wanted, None
        opener = self.openers.get(verb)
        if (
            opener is not None
            and self.chunks[opener].kind == "sub"
            and self.chunks[opener].word in {"that", "whether", "if", "how", "why"}
        ):
            return self._find_ruler(opener, reporting=True)
        if opener is not None and self.chunks[opener].word == "that":
            noun = self.chunks[opener - 1]
            if noun.kind == "np" and noun.meaning in {"event", "thing"} and verb not in self.gaps:
                return self._find_ruler(opener, reporting=True)
        if chunk.form == "to" or (chunk.form == "ing" and not self.finite[verb]):
            return self._find_ruler(verb, reporting=False)
        if self.finite[verb] and opener is None and self.subjects[verb]:
            before = self.subjects[verb][0] - 1
            while before >= 0 and self.chunks[before].kind in {"adv", "time", "quote"}:
                before -= 1
            if before >= 0 and self.chunks[before].kind == "vg" and self.chunks[before].word in REPORTING:
                return before, None
        return None, None

    def _find_fellow(self, verb: int) -> int | None:
        """Find the infinitive that this one goes on with: "to suspend it, to tell them; and to impose bans"."""
        if self.chunks[verb].form != "to" or verb == 0 or self.chunks[verb - 1].kind not in {"conj", "comma", "stop"}:
            return None
        for step in range(verb - 1, -1, -1):
            if self.chunks[step].kind == "stop" and self.chunks[step].word != ";":
                return None
            if self.chunks[step].kind == "vg" and self.chunks[step].form == "to":
                return step
        return None

    def _find_wanting(self, verb: int) -> int | None:
        """Find the verb of "wants them freed"."""
        if (
            self.finite[verb]
            or self.chunks[verb].form not in {"ed", "part"}
            or verb < 2
            or self.chunks[verb - 1].kind != "np"
        ):
            return None
        before = self.groups[verb - 1][0] - 1
        is_wish = (
            before >= 0
            and self.chunks[before].kind == "vg"
            and self.chunks[before].word in {"want", "need", "see", "get", "have", "order"}
        )
        return before if is_wish else None

    def _find_asking(self, at: int) -> int | None:
        """Find the verb that still waits for its infinitive behind an insertion: "ask the state, which ..., to stop"."""
        for step in range(at - 1, -1, -1):
            if self.chunks[step].kind == "stop":
                return None
            if self.chunks[step].kind == "vg" and self.chunks[step].word in _OBJECT_CONTROL:
                return step
        return None

    def _find_ruler(self, at: int, *, reporting: bool) -> tuple[int | None, int | None]:
        noun_above: int | None = None
        for step in range(at - 1, -1, -1):
            chunk = self.chunks[step]
            if chunk.kind == "vg" and (not reporting or chunk.word in REPORTING or noun_above is None):
                return step, noun_above
            if chunk.kind in {"stop", "sub"}:
                break
            if chunk.kind == "comma" and step == at - 1 and self.chunks[at].form == "to":
                return self._find_asking(step), None
            if (
                chunk.kind == "np"
                and noun_above is None
                and chunk.meaning in {"event", "thing", ""}
                and chunk.name is None
                and step >= at - 2
            ):
                noun_above = step
        return None, noun_above


class _Right:
    """Read what follows a verb: particles, objects, prepositional phrases, times."""

    def __init__(self, sketcher: _Sketcher, verb: int) -> None:
        self.sketcher = sketcher
        self.verb = verb
        self.objects: list[tuple[int, ...]] = []
        self.attached: list[Attached] = []
        self.particles: list[str] = []
        self.times: list[int] = []
        self.adjective = ""
        self.inverted: tuple[int, ...] = ()
        self.end = verb + 1

    def read(self) -> None:
        chunks, at = self.sketcher.chunks, self.verb + 1
        after_comma = False
        while at < len(chunks):
            chunk = chunks[at]
            if chunk.kind in {"stop", "sub", "rel", "incl"} or (chunk.kind == "vg" and not self._passes(at)):
                break
            if chunk.kind == "np" and self._takes(at) and after_comma and self._closes_insertion(at):
                after_comma = False
            if chunk.kind == "np" and (after_comma or not self._takes(at)):
                if after_comma and self._is_apposed(at):
                    at = self.sketcher.groups[at][-1] + 1
                    continue
                break
            after_comma = chunk.kind == "comma" or (after_comma and chunk.kind in {"adv", "conj"})
            at = self._take(at, chunk)
        while at > self.verb + 1 and chunks[at - 1].kind in {"comma", "conj"}:
            at -= 1
        self.end = at
        self._note_inverted()

    def _passes(self, at: int) -> bool:
        """Read on over an infinitive or bare participle: its phrases may belong here, the nearer verb has them too."""
        return False

    def _closes_insertion(self, at: int) -> bool:
        """Recognise "suspended, until May, the measures": the object behind an insertion."""
        chunks = self.sketcher.chunks
        return (
            not self.objects
            and chunks[self.verb + 1].kind == "comma"
            and chunks[self.verb + 2].kind in {"prep", "time", "adv"}
            and chunks[at - 1].kind == "comma"
        )

    def _is_apposed(self, at: int) -> bool:
        return any(at in new for new in self.sketcher.appositions.values())

    def _takes(self, at: int) -> bool:
        last = self.sketcher.groups[at][-1] + 1
        chunks = self.sketcher.chunks
        while last < len(chunks) and chunks[last].kind in {"adv", "time"}:
            last += 1
        is_subject = (
            last < len(chunks) and self.sketcher.finite.get(last, False) and at in self.sketcher.subjects.get(last, ())
        )
        return not is_subject or (
            any(chunk.kind == "conj" and i == at - 1 for i, chunk in enumerate(chunks[:at], 0)) and False
        )

    def _take(self, at: int, chunk: Chunk) -> int:
        groups = self.sketcher.groups
        chunks = self.sketcher.chunks
        if chunk.kind == "particle":
            self.particles.append(chunk.word)
        elif chunk.kind == "time":
            self.times.append(at)
        elif chunk.kind == "adj" and not self.adjective:
            self.adjective = chunk.word
        elif chunk.kind == "np":
            self.objects.append(groups[at])
            return groups[at][-1] + 1
        elif chunk.kind == "prep":
            if at + 1 < len(chunks) and chunks[at + 1].kind == "np":
                group = groups[at + 1]
                if group[0] != at + 1:
                    group = (at + 1,)
                self.attached.append(Attached(chunk.word, group, at))
                return group[-1] + 1
            if at + 1 < len(chunks) and chunks[at + 1].kind == "vg":
                return len(chunks) if False else at + 1
        return at + 1

    def _note_inverted(self) -> None:
        word = self.sketcher.chunks[self.verb].word
        if word in REPORTING and self.objects and self.sketcher.finite[self.verb]:
            self.inverted = self.objects[-1]


def _is_full_name(chunk: Chunk) -> bool:
    return chunk.name is not None and chunk.name.kind == "unknown" and chunk.name.end - chunk.name.start > 1


def _sort(chunk: Chunk) -> str:
    """Give the rough sort of a noun phrase, so that only like is joined with like; empty fits all."""
    if chunk.name is not None:
        if chunk.name.kind in {"state", "place", "facility"}:
            return "place"
        return (
            "people"
            if chunk.name.kind == "unknown" and chunk.noun is not None and chunk.noun.meaning == "people"
            else ""
        )
    if chunk.noun is None:
        return "people" if chunk.word in {"he", "she", "they", "him", "her", "them", "who", "others"} else ""
    if chunk.noun.meaning == "people":
        return "people"
    return {"body": "agent", "group": "agent", "firm": "agent", "weak": "restriction"}.get(
        chunk.noun.meaning, chunk.noun.meaning
    )
