"""Carry a subject to participles that stand away from it: "Arrested in May, X was ...", "X was held, tried, freed"."""

from dataclasses import replace

from kg.claims.rulers import Rulers
from kg.claims.sketch import Attached, Clause

_SKIPPED = frozenset({"time", "adv", "quote", "conj"})
_RAISED = frozenset({"on", "upon", "to", "against", "from", "into", "for"})


class Participles(Rulers):
    """Settle what the walk to the left leaves open."""

    def _share_subjects(self) -> None:
        """Give fronted participles the subject behind them, and listed ones that of the passive before them."""
        for verb in self.subjects:
            if self.subjects[verb] or self.chunks[verb].form not in {"ed", "part"}:
                continue
            fronted = self._find_fronted(verb)
            if fronted:
                self.finite[verb] = False
                self.subjects[verb] = fronted
            elif not self.finite[verb]:
                self.subjects[verb] = self._find_listed(verb)

    def _find_fronted(self, verb: int) -> tuple[int, ...]:
        """Find the subject of "Arrested in 2019 and sentenced to nine years, X was freed"."""
        first = next((at for at in range(verb) if self.chunks[at].kind not in _SKIPPED), verb)
        if first != verb and (self.chunks[first].form not in {"ed", "part"} or self.finite.get(first, True)):
            return ()
        if first != verb:
            return self.subjects.get(first, ()) if self.chunks[verb - 1].kind in {"conj", "adv", "comma"} else ()
        comma = next((at for at in range(verb + 1, len(self.chunks)) if self.chunks[at].kind == "comma"), None)
        if comma is None or self.chunks[verb + 1].kind not in {"prep", "time", "adv", "conj", "comma"}:
            return ()
        later = next((at for at in self.subjects if at > comma and self.finite[at] and self.subjects[at]), None)
        subject = self.subjects[later] if later is not None else ()
        return subject if subject and min(subject) > comma and self.chunks[min(subject) - 1].kind != "prep" else ()

    def _find_listed(self, verb: int) -> tuple[int, ...]:
        """Find the subject of the second of "was arrested in May, convicted in June and deported"."""
        before = verb - 1
        while before >= 0 and self.chunks[before].kind in {"adv", "time"}:
            before -= 1
        if before < 0 or self.chunks[before].kind not in {"comma", "conj"}:
            return ()
        earlier = next((at for at in range(before, -1, -1) if self.chunks[at].kind == "vg"), None)
        if earlier is None or any(self.chunks[at].kind in {"stop", "sub", "rel"} for at in range(earlier, verb)):
            return ()
        is_passive = self.chunks[earlier].passive or not self.finite[earlier]
        return self.subjects.get(earlier, ()) if is_passive else ()

    def _carries_passive(self, verb: int) -> bool:
        """Say whether the verb goes on with the passive before it: "was sent back and detained"."""
        chunk = self.chunks[verb]
        if chunk.form != "ed" or not self.finite[verb]:
            return False
        for earlier in range(verb - 1, -1, -1):
            if self.chunks[earlier].kind == "vg" and self.subjects[earlier] == self.subjects[verb]:
                if self.chunks[earlier].passive:
                    return True
                if self.finite[earlier] and not self._carries_passive(earlier):
                    return False
            elif self.chunks[earlier].kind == "vg":
                return False
        return False

    def _raise_phrase(self, verb: int) -> tuple[Attached, ...]:
        """Give the phrase that "on whom" or "to which" at the head of a clause stands for."""
        opener = self.openers.get(verb)
        if opener is None or opener < 1 or self.chunks[opener].kind != "rel":
            return ()
        before = self.chunks[opener - 1]
        if before.kind != "prep" or before.word not in _RAISED or verb - opener < 2:  # noqa: PLR2004 - a subject between
            return ()
        found = self._find_antecedent(opener)
        return (Attached(before.word, found, opener - 1),) if found else ()

    def _list_fronted(self, verb: int) -> tuple[Attached, ...]:
        """List the phrases that open the sentence of a main verb: "In Klow on Monday, soldiers seized X"."""
        first = min(self.subjects[verb], default=verb)
        if not self.finite[verb] or verb in self.openers or first > verb or not first:
            return ()
        found, step = [], 0
        while step < first and self.chunks[step].kind in {"prep", "np", "time", "comma", "adv", "quote", "conj"}:
            group = self.groups.get(step + 1, (step + 1,)) if self.chunks[step].kind == "prep" else ()
            if group and self.chunks[step].word in _FRONTED and group[-1] < first and group[0] == step + 1:
                found.append(Attached(self.chunks[step].word, group, step))
                step = group[-1]
            step += 1
        return tuple(found) if step == first else ()


_FRONTED = frozenset({"in", "at", "near", "outside", "from", "in-respect-of", "with-respect-to"})


def share_objects(clauses: list[Clause], kinds: list[str]) -> list[Clause]:
    """Give "detained" and "deported" in "detained and deported X on Monday" the same object and time.

    Args:
        kinds: kind of each phrase of the sentence.
    """
    found = list(clauses)
    for number in range(len(found) - 2, -1, -1):
        clause, later = found[number], found[number + 1]
        between = kinds[clause.verb + 1 : later.verb]
        is_joined = bool(between) and set(between) <= {"conj", "comma", "adv"} and clause.subject == later.subject
        if not is_joined or clause.passive != later.passive or clause.opener != later.opener:
            continue
        objects = clause.objects or (later.objects if not clause.passive else ())
        found[number] = replace(clause, objects=objects, times=clause.times or later.times)
    return found
