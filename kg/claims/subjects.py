"""Find the subject of each verb by looking left over what lies between."""

from kg.claims.finite import TAGS
from kg.claims.grouping import Grouping
from kg.claims.sketch import CALLING, DENYING, OBJECT_CONTROL, REPORTING, TOLD, is_full_name, sort_phrase


class Subjects(Grouping):
    """Find subjects, what opens a clause, and what a relative stands for."""

    def _find_subject(self, verb: int) -> tuple[int, ...]:
        chunk = self.chunks[verb]
        if chunk.form == "to":
            return self._find_object_before(verb)
        if self._is_caused(verb):
            self.finite[verb] = False
            return self.groups[verb - 1]
        if chunk.word in TAGS and self._stands_aside(verb):
            self._part_names(verb - 1)
            return self.groups[verb - 1]
        if not self.finite[verb]:
            return self._find_described(verb)
        return self._walk_left(verb)

    def _part_names(self, at: int) -> None:
        """Take back that a phrase renames the one before the comma: in "X, the Forum said, ..." it speaks."""
        for old, new in list(self.appositions.items()):
            if at in new:
                self.appositions[old] = tuple(step for step in new if step != at)
                if not self.appositions[old]:
                    del self.appositions[old]

    def _find_object_before(self, verb: int) -> tuple[int, ...]:
        """Find the subject right before an infinitive: "called for them to be freed"."""
        step = verb - 1
        if step < 1 or self.chunks[step].kind != "np":
            return ()
        head = self._chain_head(self.groups[step][0])
        if head is None or self.chunks[head].meaning in {"event", "thing"}:
            return ()
        before = self.chunks[head - 1] if head else None
        if before is not None and (
            (before.kind == "prep" and before.word in {"for", "on"})
            or (before.kind == "vg" and before.word in OBJECT_CONTROL and not before.passive)
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
        while step >= 0 and self.chunks[step].kind in {"comma", "adv", "time", "particle", "incl"}:
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
        if (
            head is not None
            and sort_phrase(self.chunks[step]) != "people"
            and sort_phrase(self.chunks[head]) == "people"
        ):
            return self.groups[head]
        renamed = next((old for old, new in self.appositions.items() if step in new), None)
        return (renamed,) if renamed is not None else (step,)

    def _walk_left(self, verb: int) -> tuple[int, ...]:  # noqa: C901 - one test a case, in their order
        step, seen_conj = verb - 1, False
        while step >= 0:
            step = self._skip_inserted(step)
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
                if seen_conj and self._leaves_denial(step, verb):
                    step = self.openers[step] - 1
                    continue
                speaker = self._find_speaker(step, verb) if seen_conj else ()
                if speaker or (self.finite[step] and (seen_conj or self._shares(step, verb))):
                    self._inherit_opener(verb, step)
                    return speaker or self.subjects.get(step, ())
                step = self._jump(step)
            elif chunk.kind == "stop":
                return ()
            else:
                seen_conj |= chunk.kind == "conj"
                step -= 1
        return ()

    def _skip_inserted(self, step: int) -> int:
        """Step over "the Forum said" or "says the Forum" between commas; they are no part of the clause around."""
        if self.chunks[step].kind != "comma" or step < 4:  # noqa: PLR2004 - a place in a row
            return step
        before = self.chunks[step - 1]
        if before.kind == "vg" and before.word in REPORTING and self.finite.get(step - 1):
            first = min(self.subjects.get(step - 1, (0,)), default=0)
            is_aside = first > 1 and self.chunks[first - 1].kind == "comma"
            return first - 2 if is_aside else step
        if before.kind == "np":
            first = self.groups[step - 1][0]
            says = self.chunks[first - 1]
            is_aside = first > 2 and says.kind == "vg" and says.word == "say" and self.chunks[first - 2].kind == "comma"  # noqa: PLR2004 - a place in a row
            return first - 3 if is_aside else step
        return step

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
            if earlier in self.gaps and self.chunks[self.openers[earlier]].word == "whom":
                self.gaps[verb] = self.gaps[earlier]

    def _try_phrase(  # noqa: PLR0911 - one test a case, in their order
        self, verb: int, at: int
    ) -> tuple[tuple[int, ...], int]:
        """Take a phrase as subject, or say where to look on."""
        group = self.groups[at]
        first = group[0]
        before = self.chunks[first - 1] if first else None
        if before is not None and before.kind == "vg" and group[-1] == verb - 1 and self._is_inverted(first - 1, verb):
            return group, first
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
            and not self._counts_out(first - 1)
            and self.chunks[at].number is not None
            and self.chunks[at].noun is None
            and self.chunks[at].name is None
        ):
            return (), first - 2
        return group, first

    def _counts_out(self, comma: int) -> bool:
        """Recognise "Of the 52, 14 ...": the number behind the comma is a subject, no age."""
        return self.chunks[0].word in {"of", "among"} and all(chunk.kind != "comma" for chunk in self.chunks[:comma])

    def _takes_object(self, earlier: int, verb: int) -> bool:
        """Say whether the phrase between two verbs is the object of the first, not the subject of the second."""
        word = self.chunks[earlier].word
        if self.chunks[earlier].kind != "vg" or (
            word in REPORTING and not self.chunks[earlier].passive and not self._is_joined(verb)
        ):
            return False
        return not self.finite[verb] or self._in_relative(earlier) or not self.finite[earlier] or word == "be" or True

    def _is_joined(self, verb: int) -> bool:
        """Say whether "and" stands right before a verb, so that it goes on with the subject of an earlier one."""
        step = verb - 1
        while step >= 0 and self.chunks[step].kind in {"adv", "time"}:
            step -= 1
        return step >= 0 and self.chunks[step].kind == "conj"

    def _leaves_denial(self, earlier: int, verb: int) -> bool:
        """Recognise "denied that it had lied and freed ten": what was not done lies further back than what was."""
        opener = self.openers.get(earlier)
        if opener is None or opener < 1 or self.chunks[opener].word != "that" or self.chunks[verb].form != "ed":
            return False
        head, chunk = self.chunks[opener - 1], self.chunks[earlier]
        is_denial = head.kind == "vg" and head.word in DENYING and self.finite.get(opener - 1, False)
        return is_denial and head.past and (chunk.perfect or bool(chunk.modal))

    def _find_speaker(self, earlier: int, verb: int) -> tuple[int, ...]:
        """Find who "said 40 men were held and called for their release": the speaker calls, not the men."""
        inner = self.subjects.get(earlier, ())
        saying = inner[0] - 1 if inner else -1
        is_speech = self.chunks[verb].word in CALLING and self.chunks[verb].form in {"ed", "fin"}
        if saying < 0 or not is_speech or self.chunks[saying].kind != "vg" or self.chunks[earlier].word in REPORTING:
            return ()
        head = self.chunks[saying]
        is_same_time = head.past == self.chunks[verb].past
        return self.subjects.get(saying, ()) if head.word in REPORTING and is_same_time and not head.passive else ()

    def _is_inverted(self, helper: int, verb: int) -> bool:
        """Recognise "had Norland freed them" as a condition: "had" stands first, or behind a "would"."""
        chunk = self.chunks[helper]
        if chunk.word != "have" or not chunk.past or chunk.end - chunk.start != 1 or self.chunks[verb].form == "fin":
            return False
        earlier = [other for other in self.chunks[:helper] if other.kind in {"vg", "conj", "sub", "rel"}]
        return helper == 0 or (bool(earlier) and earlier[-1].modal in {"would", "could", "might", "'d"})

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
                if self.chunks[step - 1].kind == "prep":
                    return
                is_told = self.chunks[step].word == "that" and any(self.chunks[at].word in TOLD for at in antecedent)
                if antecedent and not is_told:
                    self.gaps[verb] = antecedent
        elif step > 0 and self.chunks[step].kind == "np" and self.chunks[step - 1].word == "whose":
            self.openers[verb] = step - 1
            self.gaps[verb] = (step,)  # "whose release Norland demanded"
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
        if wants_people and (people := self._find_people_of(step)) is not None:
            return (people,)
        head = self._chain_head(step)
        for at in (
            (head, step) if wants_people and head is not None and is_full_name(self.chunks[head]) else (step, head)
        ):
            if at is not None and (
                not wants_people or sort_phrase(self.chunks[at]) == "people" or is_full_name(self.chunks[at])
            ):
                renamed = next((old for old, new in self.appositions.items() if at in new), None)
                return (renamed,) if renamed is not None else (at,)
        return (step,)

    def _find_people_of(self, step: int) -> int | None:
        """Find the people in "the return of eleven citizens of Norland, whom ...", where neither end is people."""
        head = self._chain_head(step)
        if head is None or head == step or sort_phrase(self.chunks[step]) == "people":
            return None
        if sort_phrase(self.chunks[head]) == "people" or is_full_name(self.chunks[step]):
            return None
        between = range(step - 2, head, -2)
        return next((at for at in between if sort_phrase(self.chunks[at]) == "people"), None)

    def _find_limited(self, rel: int) -> int | None:
        """Find the restriction that "the sanctions on X, which ..." goes on about."""
        step = rel - 1
        while step >= 0 and self.chunks[step].kind in {"comma", "np", "prep", "conj"}:
            if self.chunks[step].kind == "np" and self.chunks[step].meaning in {"restriction", "weak"}:
                return step
            step -= 1
        return None
