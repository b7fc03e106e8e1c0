"""Tie the phrases of a sentence together: who does what to whom, and which verb stands under which.

No parse tree: each verb group looks left for its subject and right for its objects, over what lies between.
"""

from collections.abc import Sequence

from kg.claims.chunks import Chunk
from kg.claims.participles import Participles, share_objects
from kg.claims.sketch import REPORTING, Attached, Clause, Sketch
from kg.claims.voices import add_copula, settle_voices


def sketch_sentence(chunks: Sequence[Chunk]) -> Sketch:
    """Tie the phrases of one sentence together."""
    return _Sketcher(add_copula(chunks)).sketch()


class _Sketcher(Participles):
    """Put the clauses of a sentence together."""

    def sketch(self) -> Sketch:
        self._settle_finite()
        self._turn_prepositions()
        self._join_groups()
        self._find_appositions()
        self._find_members()
        verbs = [at for at, chunk in enumerate(self.chunks) if chunk.kind == "vg"]
        for verb in verbs:
            self.subjects[verb] = self._find_subject(verb)
        self._share_subjects()
        clauses = share_objects([self._make_clause(verb) for verb in verbs], [chunk.kind for chunk in self.chunks])
        return Sketch(
            tuple(self.chunks), settle_voices(self.chunks, clauses), self.groups, self.appositions, self.members
        )

    def _make_clause(self, verb: int) -> Clause:
        chunk = self.chunks[verb]
        subject = self.subjects[verb]
        above, noun_above = self._find_above(verb)
        right = _Right(self, verb)
        right.read()
        objects = [*right.objects]
        if verb in self.gaps:
            objects.insert(0, self.gaps[verb])
        if right.inverted and (not subject or self._is_tag(verb)):
            subject, objects = right.inverted, []
        carried = self._carries_passive(verb) and not objects
        is_reduced = not self.finite[verb] and chunk.form in {"ed", "part"}
        opener = self.openers.get(verb)
        return Clause(
            verb,
            self.chunks[opener].word if opener is not None else "",
            subject,
            tuple(objects),
            (*right.attached, *self._raise_phrase(verb), *self._list_fronted(verb)),
            tuple(right.particles),
            (*right.times, *self._times_before(verb)),
            right.adjective,
            above,
            noun_above,
            right.end,
            chunk.passive or is_reduced or carried,
            is_reduced,
        )

    def _is_tag(self, verb: int) -> bool:
        """Recognise the verb of saying behind what is said: "..., says X", '...," said X'."""
        before = self.chunks[verb - 1] if verb else None
        if before is None or before.kind not in {"quote", "comma"} or self._has_later_finite(verb):
            return False
        return before.kind == "quote" or self.chunks[verb].word == "say"

    def _times_before(self, verb: int) -> tuple[int, ...]:
        """Collect times between the subject (or the start of the clause) and the verb."""
        if self._leaves_time(verb):
            return ()
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

    def _leaves_time(self, verb: int) -> bool:
        """Say whether a time before an infinitive dates the verb above: "promised in May to free them"."""
        if self.chunks[verb].form != "to" or verb < 2 or self.chunks[verb - 1].kind != "time":  # noqa: PLR2004 - a place in a row
            return False
        above = next((self.chunks[at] for at in range(verb - 1, -1, -1) if self.chunks[at].kind == "vg"), None)
        return above is not None and not above.passive and above.word != "be" and above.past


_LONGEST_INSERTION = 14  # phrases


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

    def read(self) -> None:  # noqa: C901 - one test a case, in their order
        chunks, at = self.sketcher.chunks, self.verb + 1
        after_comma = False
        while at < len(chunks):
            chunk = chunks[at]
            if chunk.kind in {"stop", "sub", "rel", "incl"} or chunk.kind == "vg":
                resumed = self._skip_members(at) if chunk.kind == "incl" else self._pass_insertion(at)
                if resumed is None:
                    break
                at, after_comma = resumed, False
                continue
            if chunk.kind == "np" and self._takes(at) and after_comma and self._closes_insertion(at):
                after_comma = False
            if chunk.kind == "np" and after_comma and self._is_age(at):
                at, after_comma = at + 2, False
                continue
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

    def _pass_insertion(self, at: int) -> int | None:
        """Find where the clause goes on behind "X, who lives in Klow, on Monday": a phrase or time behind a comma."""
        chunks = self.sketcher.chunks
        is_loose = chunks[at].kind == "vg" and chunks[at].form in {"ing", "part", "ed"} and not chunks[at].passive
        if chunks[at - 1].kind != "comma" or not (chunks[at].kind == "rel" or is_loose):
            return None
        for step in range(at + 1, min(at + _LONGEST_INSERTION, len(chunks) - 1)):
            if chunks[step].kind in {"stop", "sub"}:
                return None
            if chunks[step].kind == "comma":
                is_open = chunks[step + 1].kind in {"prep", "time"} and step > at + 1
                return step + 1 if is_open else None
        return None

    def _skip_members(self, at: int) -> int | None:
        """Step over "..., including X and Y," where a time or place of the verb follows; None where none does."""
        chunks = self.sketcher.chunks
        if at + 1 >= len(chunks) or chunks[at + 1].kind != "np":
            return None
        last = self.sketcher.groups[at + 1][-1] + 1
        while last + 1 < len(chunks) and chunks[last].kind == "comma" and self._is_apposed(last + 1):
            last = self.sketcher.groups[last + 1][-1] + 1
        is_closed = last + 1 < len(chunks) and chunks[last].kind == "comma"
        return last + 1 if is_closed and chunks[last + 1].kind in {"prep", "time"} else None

    def _closes_insertion(self, at: int) -> bool:
        """Recognise "suspended, until May, the measures": the object behind an insertion."""
        chunks = self.sketcher.chunks
        if self.objects or chunks[at - 1].kind != "comma":
            return False
        opening = next((step for step in range(self.verb + 1, at - 1) if chunks[step].kind == "comma"), None)
        return opening is not None and chunks[opening + 1].kind in {"prep", "time", "adv"}

    def _is_age(self, at: int) -> bool:
        """Recognise the age of "Soldiers grabbed X, 41, in Klow"."""
        chunks = self.sketcher.chunks
        is_number = chunks[at].number is not None and chunks[at].noun is None and not chunks[at].names
        return is_number and at + 1 < len(chunks) and chunks[at + 1].kind == "comma"

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
        return not is_subject

    def _take(self, at: int, chunk: Chunk) -> int:
        groups = self.sketcher.groups
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
            return self._take_attached(at, chunk)
        return at + 1

    def _take_attached(self, at: int, chunk: Chunk) -> int:
        if at + 1 >= len(self.sketcher.chunks) or self.sketcher.chunks[at + 1].kind != "np":
            if chunk.word in {"out", "off", "away", "down"}:
                self.particles.append(chunk.word)  # "let all of them out before winter"
            return at + 1
        group = self.sketcher.groups[at + 1]
        group = group if group[0] == at + 1 else (at + 1,)
        self.attached.append(Attached(chunk.word, group, at))
        return group[-1] + 1

    def _note_inverted(self) -> None:
        word = self.sketcher.chunks[self.verb].word
        if word in REPORTING and self.objects and self.sketcher.finite[self.verb]:
            self.inverted = self.objects[-1]
