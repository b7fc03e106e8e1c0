"""Tell main verbs from bare participles, and "after" before a clause from "after" before a noun."""

from collections.abc import Sequence
from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.words import read_words

TAGS: Final = frozenset({"say", "report", "add", "announce", "state", "confirm", "explain", "write", "note"})
_TRANSITIVE: Final = read_words("finite", "transitive")


def is_first_phrase(chunks: Sequence[Chunk], at: int) -> bool:
    """Say whether a phrase opens its sentence, or what stands behind a colon."""
    return all(chunk.kind in {"time", "adv", "quote", "comma"} for chunk in chunks[:at]) or chunks[at - 1].word == ":"


_WISHING: Final = frozenset({"want", "need", "order", "see", "have", "get", "watch"})


def _ends_sentence(chunks: Sequence[Chunk]) -> bool:
    """Say whether a full stop closes the phrases, so that they are no headline."""
    return bool(chunks) and any(chunk.word in {".", "!", "?"} for chunk in chunks[-2:])


class Finite:
    """Hold what is known while a sentence is tied together from left to right."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        """Start from the phrases of one sentence."""
        self.chunks = list(chunks)
        self.finite: dict[int, bool] = {}
        self.groups: dict[int, tuple[int, ...]] = {}
        self.appositions: dict[int, tuple[int, ...]] = {}
        self.members: dict[int, tuple[int, ...]] = {}
        self.subjects: dict[int, tuple[int, ...]] = {}
        self.openers: dict[int, int] = {}
        self.gaps: dict[int, tuple[int, ...]] = {}

    def _settle_finite(self) -> None:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "vg":
                self.finite[at] = chunk.form == "fin" or (chunk.form == "ed" and self._is_main(at))

    def _is_wanted(self, at: int) -> bool:
        """Recognise "want him freed": the participle behind the object of a wish."""
        at -= at > 1 and self.chunks[at - 1].kind == "incl"  # "wants the 39 among them freed"
        wish = self.chunks[at - 2] if at > 1 else None
        is_wish = wish is not None and wish.kind == "vg" and wish.word in _WISHING
        return is_wish and self.chunks[at - 1].kind == "np"

    def _is_main(self, at: int) -> bool:  # noqa: C901, PLR0911 - one test a case, in their order
        """Decide "ed" forms: an object behind speaks for a main verb, a later finite verb against it."""
        before = self.chunks[at - 1] if at else None
        has_object = at + 1 < len(self.chunks) and self.chunks[at + 1].kind in {"np", "sub"}
        if before is None or before.kind in {"prep", "stop", "incl"} or (self._is_loose(before) and not has_object):
            return False
        if not has_object and self._is_wanted(at):
            return False
        if self.chunks[at].word in TAGS and self._stands_aside(at):
            return True
        if (
            before.kind == "np"
            and before.det == "both"
            and before.noun is None
            and at > 1
            and self.chunks[at - 2].kind == "comma"
        ):
            return False
        if (before.kind == "comma" and not self._has_inserted(at)) or self._stands_among(at):
            return False
        if self._completes_opener(at):
            return True
        if self._is_before(at, {"by"}) and before.kind == "np" and any(self.finite.get(i) for i in range(at)):
            return False
        if self.chunks[at].word in {"accuse", "suspect", "charge"} and self._is_before(at, {"of", "with"}):
            return False
        if before.kind in {"conj", "rel"} or (
            before.kind == "np" and before.word in {"he", "she", "it", "they", "we", "i", "who"}
        ):
            return True
        return has_object or not (self._has_later_finite(at) or self._lacks_object(at))

    def _lacks_object(self, at: int) -> bool:
        """Recognise "52 men freed in Klow" as a headline: the verb asks for an object, and there is none."""
        before = self.chunks[at - 1]
        is_people = before.kind == "np" and (
            (before.meaning == "people" and before.name is None)
            or (before.name is not None and before.name.kind == "unknown" and not _ends_sentence(self.chunks))
        )
        if not is_people or self.chunks[at].word not in _TRANSITIVE or not is_first_phrase(self.chunks, at - 1):
            return False
        ends = (i for i in range(at + 1, len(self.chunks)) if self.chunks[i].kind in {"vg", "sub", "rel", "stop"})
        return not any(self._is_free(step) for step in range(at + 1, next(ends, len(self.chunks))))

    def _stands_aside(self, at: int) -> bool:
        """Recognise "X, the Forum said, was freed": what stands between commas is a clause of its own."""
        after = self.chunks[at + 1].kind if at + 1 < len(self.chunks) else ""
        is_aside = at > 1 and self.chunks[at - 1].kind == "np" and self.chunks[at - 2].kind == "comma"
        return is_aside and after in {"comma", "stop"}

    def _stands_among(self, at: int) -> bool:
        """Recognise "they were among 52 men freed that day": the participle says which men."""
        is_under = at > 1 and self.chunks[at - 1].kind == "np" and self.chunks[at - 2].word == "among"
        return is_under and any(self.finite.get(i) and self.chunks[i].word == "be" for i in range(at))

    def _is_before(self, at: int, words: set[str]) -> bool:
        return at + 1 < len(self.chunks) and self.chunks[at + 1].kind == "prep" and self.chunks[at + 1].word in words

    def _is_loose(self, before: Chunk) -> bool:
        """Recognise "those" and "all" before a participle: "those freed"."""
        return before.kind == "np" and before.det in {"those", "all"} and before.noun is None and before.number is None

    def _has_inserted(self, at: int) -> bool:
        """Say whether the comma before closes an insertion, so that the verb goes with a subject before it."""
        if at + 1 < len(self.chunks) and self.chunks[at + 1].kind == "np" and self._renames_before(at - 1):
            return True
        commas = [i for i in range(at) if self.chunks[i].kind == "comma"]
        seen_verb = any(self.finite.get(i) and self.chunks[i - 1].kind != "rel" for i in range(at))
        return len(commas) >= 2 and not seen_verb and not self._has_later_finite(at)  # noqa: PLR2004 - a place or length in a row of words

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
        if self.chunks[step].word == "whom" and all(
            other.kind in {"np", "conj"} for other in self.chunks[step + 1 : at]
        ):
            return True
        if self.chunks[step].kind == "rel" and self._needs_main(step, at):
            return True
        for later in range(at + 1, len(self.chunks)):
            chunk = self.chunks[later]
            if chunk.kind in {"comma", "stop", "sub", "rel", "conj"}:
                return True
            if chunk.kind == "vg" and chunk.form in {"fin", "ed"}:
                return False
        return True

    def _needs_main(self, opener: int, at: int) -> bool:
        """Say whether one verb is left for the main clause: "the three years that the court gave X drew protests"."""
        if any(self.chunks[i].kind == "vg" for i in range(opener)):
            return False
        later = [chunk for chunk in self.chunks[at + 1 :] if chunk.kind == "vg" and chunk.form in {"fin", "ed"}]
        return len(later) == 1

    def _has_later_finite(self, at: int) -> bool:
        for step in range(at + 1, len(self.chunks)):
            chunk = self.chunks[step]
            if chunk.kind in {"stop", "sub", "rel"} or self._opens_clause(step):
                return False
            if chunk.kind == "vg":
                if chunk.form == "fin" or (
                    chunk.form == "ed" and step + 1 < len(self.chunks) and self.chunks[step + 1].kind == "np"
                ):
                    return not self._has_subject_between(at, step) and not self._is_fellow(at, step)
                if chunk.form in {"to", "ing"}:
                    continue
        return False

    def _opens_clause(self, at: int) -> bool:
        """Recognise "before they ...": a preposition that a subject pronoun makes a conjunction."""
        if self.chunks[at].kind != "prep" or self.chunks[at].word not in {"before", "after", "since", "until", "till"}:
            return False
        return at + 1 < len(self.chunks) and self.chunks[at + 1].word in {"he", "she", "they", "we", "i"}

    def _is_fellow(self, verb: int, later: int) -> bool:
        """Say whether the later verb goes on with this one: "talks opened on Sunday and were adjourned"."""
        return self.chunks[later - 1].kind == "conj" and not any(self.finite.get(i) for i in range(verb))

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
