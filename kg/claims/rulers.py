"""Find the verb or noun that a clause stands under: "agreed to free", "decision to lift", "said that"."""

from kg.claims.sketch import OBJECT_CONTROL, REPORTING, TOLD
from kg.claims.subjects import Subjects
from kg.claims.tags import CAUSATIVE


class Rulers(Subjects):
    """Find what rules an infinitive, a participle or a reported clause."""

    def _find_above(self, verb: int) -> tuple[int | None, int | None]:
        """Give the verb above, and the noun between the two that the clause explains."""
        earlier = self._find_fellow(verb)
        if earlier is not None:
            return self._find_above(earlier)
        wanted = self._find_wanting(verb)
        if wanted is not None:
            return wanted, None
        opener = self.openers.get(verb)
        if opener is not None and self._opens_report(opener, verb):
            return self._find_ruler(opener, reporting=True)
        chunk = self.chunks[verb]
        if chunk.form == "to" or (chunk.form == "ing" and not self.finite[verb]):
            return self._find_ruler(verb, reporting=False)
        caused = self._find_causing(verb)
        return (caused if caused is not None else self._find_bare_report(verb)), None

    def _opens_report(self, opener: int, verb: int) -> bool:
        """Say whether "that" or "whether" opens what is said, or what "reports that" tells."""
        chunk = self.chunks[opener]
        if chunk.kind == "sub":
            return chunk.word in {"that", "whether", "if", "how", "why"}
        noun = self.chunks[opener - 1]
        return (
            chunk.word == "that"
            and noun.kind == "np"
            and (noun.meaning in {"event", "thing"} or noun.word in TOLD)
            and verb not in self.gaps
        )

    def _find_bare_report(self, verb: int) -> int | None:
        """Find the verb of saying right before, where "that" is left out."""
        if not self.finite[verb] or verb in self.openers or not self.subjects[verb]:
            return None
        before = self.subjects[verb][0] - 1
        while before >= 0 and self.chunks[before].kind in {"adv", "time", "quote"}:
            before -= 1
        is_report = before >= 0 and self.chunks[before].kind == "vg" and self.chunks[before].word in REPORTING
        return before if is_report else None

    def _find_causing(self, verb: int) -> int | None:
        """Find the verb of "have X follow suit", "let X lapse": a bare verb behind its object."""
        before = self.subjects[verb][0] - 1 if self.subjects[verb] else -1
        is_bare = self.chunks[verb].form == "fin" and not (self.chunks[verb].past or self.chunks[verb].modal)
        if not is_bare or before < 0 or self.chunks[before].kind != "vg" or verb in self.openers:
            return None
        return before if self.chunks[before].word in CAUSATIVE else None

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
        place = verb - 1 if verb > 1 and self.chunks[verb - 1].kind == "incl" else verb
        if (
            self.finite[verb]
            or self.chunks[verb].form not in {"ed", "part"}
            or verb < 2  # noqa: PLR2004 - a place or length in a row of words
            or self.chunks[place - 1].kind != "np"
        ):
            return None
        before = self.groups[place - 1][0] - 1
        is_wish = (
            before >= 0
            and self.chunks[before].kind == "vg"
            and self.chunks[before].word in {"want", "need", "see", "get", "have", "order"}
        )
        return before if is_wish else None

    def _find_asking(self, at: int) -> int | None:
        """Find the verb that waits for its infinitive behind an insertion: "ask X, which ..., to stop"."""
        for step in range(at - 1, -1, -1):
            if self.chunks[step].kind == "stop":
                return None
            if self.chunks[step].kind == "vg" and self.chunks[step].word in OBJECT_CONTROL:
                return step
        return None

    def _find_dated_decision(self, at: int) -> int | None:
        """Find the noun of "the decision of Norland of 3 May to include": a decision that was taken on its day."""
        step, has_time = at - 1, False
        while step > 1 and self.chunks[step].kind in {"np", "time"} and self.chunks[step - 1].word == "of":
            has_time |= self.chunks[step].kind == "time"
            step -= 2
        is_decision = has_time and self.chunks[at].form == "to" and self.chunks[step].word in {"decision", "order"}
        return step if is_decision else None

    def _find_ruler(self, at: int, *, reporting: bool) -> tuple[int | None, int | None]:
        noun_above = self._find_dated_decision(at)
        at = noun_above if noun_above is not None else at
        is_joined = reporting and at > 0 and self.chunks[at - 1].kind == "conj"  # "said she ... and that he ..."
        for step in range(at - 1, -1, -1):
            chunk = self.chunks[step]
            if is_joined and chunk.kind == "vg" and (chunk.form == "to" or chunk.word not in REPORTING):
                continue
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
