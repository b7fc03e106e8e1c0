"""Join phrases that belong together: X and Y; X, a baker; prisoners including X."""

from typing import Final

from kg.claims.chunks import Chunk
from kg.claims.finite import Finite
from kg.claims.sketch import is_full_name, sort_phrase


class Grouping(Finite):
    """Find coordination, apposition and named members."""

    def _join_groups(self) -> None:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "np":
                self.groups[at] = (at,)
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "conj" and chunk.word != "but" and not self._repeats_verb(at - 1, at + 1):
                self._join_at(at)

    def _join_at(self, conj: int) -> None:
        right = conj + 1
        if right >= len(self.chunks) or self.chunks[right].kind != "np":
            return
        left = conj - 1
        if left >= 0 and self.chunks[left].kind == "comma":
            left = self._skip_age(left - 1)
        first = self._skip_apposition(left, right)
        if first is None and self._joins_targets(left, right):
            first = left
        if self._stands_between(left):
            first = left
        elif first is None or not self._may_join(first, right):
            return
        found = [right, first]
        while (more := self._find_comma_item(found[-1])) is not None:
            found.append(more)
        group = tuple(sorted({member for item in found for member in self.groups.get(item, (item,))}))
        for member in group:
            self.groups[member] = group

    def _repeats_verb(self, left: int, right: int) -> bool:
        """Recognise "three to Klow and ten to Lund": the number opens a sentence without its verb."""
        if left < 1 or right + 1 >= len(self.chunks):
            return False
        chunk = self.chunks[right]
        is_count = chunk.number is not None and not chunk.names and (chunk.noun is None or chunk.meaning == "people")
        before, after = self.chunks[left - 1], self.chunks[right + 1]
        return is_count and before.kind == "prep" and after.kind == "prep" and before.word == after.word

    def _stands_between(self, left: int) -> bool:
        """Recognise "between X": what follows the conjunction is the other side, of whatever sort."""
        return left > 0 and self.chunks[left].kind == "np" and self.chunks[left - 1].word == "between"

    def _joins_targets(self, left: int, right: int) -> bool:
        """Recognise "sanctions on three men and two firms": people and bodies under one preposition."""
        if left < 1 or self.chunks[left].kind != "np" or self.chunks[left - 1].word not in {"on", "against"}:
            return False
        return {sort_phrase(self.chunks[left]), sort_phrase(self.chunks[right])} <= {"people", "agent"}

    def _skip_apposition(self, left: int, right: int) -> int | None:
        """Go back from the conjunction to the phrase it joins, over "X, a friend of Y, and Z"."""
        if left < 0 or self.chunks[left].kind != "np":
            return None
        named = self._find_named_head(left, right)
        if named is not None:
            return named
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
        return left if self._same_sort(left, right) else self._find_alike_head(left, right)

    def _find_alike_head(self, left: int, right: int) -> int | None:
        """Find the head of "the government of X" where "and the opposition" goes on with a body like it."""
        if left < 2 or self.chunks[left - 1].word != "of" or self.chunks[left - 2].kind != "np":  # noqa: PLR2004 - a place in a row
            return None
        sort = sort_phrase(self.chunks[left - 2])
        return left - 2 if sort in {"agent", "people"} and sort == sort_phrase(self.chunks[right]) else None

    def _precedes(self, at: int) -> str:
        return self.chunks[at - 1].kind if at else ""

    def _before_comma(self, at: int) -> int | None:
        if at >= 2 and self.chunks[at - 1].kind == "comma" and self.chunks[at - 2].kind == "np":  # noqa: PLR2004 - a place or length in a row of words
            return self._skip_age(at - 2)
        return None

    def _find_comma_item(self, at: int) -> int | None:
        before = self._before_comma(at)
        if before is not None and (named := self._find_listed_head(before, at)) is not None:
            return named
        if before is None or not self._same_sort(before, at) or self.chunks[at].det in {"a", "an"}:
            return None
        both_named = (self.chunks[before].name is None) == (self.chunks[at].name is None)
        return before if both_named else None

    def _find_listed_head(self, before: int, at: int) -> int | None:
        """Find the person before an item of a list, over what says who it is: "X, a baker, Y and Z"."""
        head = self._chain_head(before) or before
        chunk, inner = self.chunks[head], self._before_comma(head)
        is_description = chunk.det in {"a", "an"} and chunk.name is None and chunk.meaning == "people"
        if is_description and inner is not None and is_full_name(self.chunks[inner]):
            return inner if _names_person(self.chunks[at]) else None
        return self._find_named_head(before, at)

    def _find_named_head(self, inner: int, right: int) -> int | None:
        """Find the person that a list names with a place or body: the X of "X of the Star, Y and Z"."""
        if inner < 2 or self.chunks[inner - 1].kind != "prep" or not _names_person(self.chunks[right]):  # noqa: PLR2004 - a place in a row
            return None
        preposition, name = self.chunks[inner - 1].word, self.chunks[inner].name
        is_body = name is not None and name.kind == "body"
        if preposition not in {"of", "from"} and not (preposition in {"for", "at", "with"} and is_body):
            return None
        head = self.chunks[inner - 2]
        is_closed = self.chunks[inner].noun is None or self.chunks[inner].meaning != "people"
        return inner - 2 if is_closed and head.kind == "np" and _names_person(head) else None

    def _same_sort(self, left: int, right: int) -> bool:
        return sort_phrase(self.chunks[left]) == sort_phrase(self.chunks[right]) or "" in {
            sort_phrase(self.chunks[left]),
            sort_phrase(self.chunks[right]),
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
            if self._closes_office(at):
                head = self._chain_head(before)
                if head is not None:
                    self.appositions[head] = (*self.appositions.get(head, ()), at)
            if chunk.kind != "np" or before < 1 or self.chunks[before].kind != "comma":
                continue
            near = self._skip_age(before - 1)
            head = near if self.chunks[near].kind == "np" and self._renames(near, at) else self._chain_head(near)
            if head is None or not self._renames(head, at):
                continue
            group = self.groups[at]
            if group[0] == at or self.groups[head] != group:
                self.appositions[head] = (*self.appositions.get(head, ()), *(group if self.chunks[at].name else (at,)))

    def _closes_office(self, at: int) -> bool:
        """Recognise "the governor of Klow district Ana Petrova": the name right behind what someone is."""
        chunk, before = self.chunks[at], at - 1
        if before < 2 or not is_full_name(chunk) or chunk.noun is not None or self.chunks[before].kind != "np":  # noqa: PLR2004 - a place in a row
            return False
        head = self._chain_head(before)
        if head is None or head == before or self.chunks[before - 1].word not in {"of", "for"}:
            return False
        noun = self.chunks[head].noun
        return noun is not None and noun.meaning == "people" and not noun.is_plural and self.chunks[head].name is None

    def _skip_age(self, at: int) -> int:
        """Step over an age between commas: "X, 74, a baker"."""
        chunk = self.chunks[at]
        is_age = chunk.kind == "np" and chunk.number is not None and chunk.noun is None and not chunk.names
        is_behind = is_age and at > 1 and self.chunks[at - 1].kind == "comma"
        return at - 2 if is_behind and self.chunks[at - 2].name is not None else at

    def _chain_head(self, at: int) -> int | None:
        """Go back over "the head of the board of X" to its first phrase."""
        if at < 0 or self.chunks[at].kind != "np":
            return None
        while (
            at >= 2  # noqa: PLR2004 - a place or length in a row of words
            and self.chunks[at - 1].kind == "prep"
            and self.chunks[at - 1].word in {"of", "for", "in", "from", "at"}
        ):
            if self.chunks[at - 2].kind != "np":
                break
            at -= 2
        return at

    def _renames(self, head: int, at: int) -> bool:
        left, right = self.chunks[head], self.chunks[at]
        if (head in self.groups and at in self.groups[head]) or self._is_where(head, at):
            return False
        if _is_one_of_nation(left) and is_full_name(right):
            return not self._starts_clause(at)
        if left.name is not None and left.name.kind in {"unknown", "body", "facility"}:
            describes = (
                right.noun is not None
                and right.name is None
                and (right.noun.meaning in {"people", "body", "group", "firm", "facility"} or self._is_aside(at))
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
        is_description = (left.word in _COLLECTIVES and right.name is not None and is_full_name(right)) or (
            left.noun is not None and left.name is None and left.noun.meaning in {"people", "body", "group", "firm"}
        )
        return (
            is_description
            and right.name is not None
            and right.name.kind in {"unknown", "body"}
            and not self._starts_clause(at)
            and not self._closes_opening(head, at)
        )

    def _is_where(self, head: int, at: int) -> bool:
        """Say whether a phrase is the place where people behind a comma act: "In Boma, officers arrested ..."."""
        before = self.chunks[head - 1] if head else None
        is_place = before is not None and before.kind == "prep" and before.word in _WHERE
        return is_place and self.chunks[head].noun is None and self.chunks[at].meaning in {"people", "body", "group"}

    def _closes_opening(self, head: int, at: int) -> bool:
        """Recognise "According to his lawyer, X was held": the phrase that opens the sentence ends at the comma."""
        last = self.groups[at][-1] + 1
        is_under = head > 0 and self.chunks[head - 1].kind == "prep" and self._opens_line(head - 1)
        is_subject = last < len(self.chunks) and bool(self.finite.get(last))
        return is_under and is_subject and not any(self.finite.get(i) for i in range(at))

    def _opens_line(self, at: int) -> bool:
        """Say whether a preposition opens the sentence, or an opening participle with its phrases: "Seized by X, Y"."""
        kinds = {chunk.kind for chunk in self.chunks[:at]}
        return kinds <= {"time", "adv", "quote", "comma"} or (self.chunks[0].kind == "vg" and "stop" not in kinds)

    def _is_aside(self, at: int) -> bool:
        """Recognise "X, a shipowner, ...": what we do not know, between commas, behind a name."""
        right = self.chunks[at]
        is_new = (
            right.meaning == "" and right.det in {"a", "an"} and right.noun is not None and not right.noun.is_plural
        )
        after = self.chunks[at + 1].kind if at + 1 < len(self.chunks) else "stop"
        return is_new and self.chunks[at - 1].kind == "comma" and after in {"comma", "stop"}

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
            if chunk.kind == "incl" and chunk.word == "among-them":
                self._note_named_before(at)
            if chunk.kind != "incl" or at + 1 >= len(self.chunks) or self.chunks[at + 1].kind != "np":
                continue
            for step in range(at - 1, max(-1, at - 12), -1):
                if self._may_have_members(self.chunks[step]):
                    self.members[step] = (*self.members.get(step, ()), *self.groups[at + 1])
                    break

    def _note_named_before(self, at: int) -> None:
        """Recognise "40 prisoners on Monday, X among them": the names stand before the words that say so."""
        named = self.groups.get(at - 1)
        if not named or named[0] < 2 or self.chunks[named[0] - 1].kind != "comma" or self._opens_list(at):  # noqa: PLR2004 - a place in a row
            return
        whole = next((step for step in range(named[0] - 2, -1, -1) if self._may_have_members(self.chunks[step])), None)
        if whole is not None:
            self.members[whole] = (*self.members.get(whole, ()), *named)

    def _opens_list(self, at: int) -> bool:
        return at + 1 < len(self.chunks) and self.chunks[at + 1].kind == "np"

    def _may_have_members(self, whole: Chunk) -> bool:
        """Recognise "nine men" and "six Norlanders" as groups that "including" may name people of."""
        if whole.kind != "np":
            return False
        if whole.name is not None:
            return whole.name.kind == "demonym" and whole.noun is None and whole.number is not None
        is_those = whole.noun is None and whole.det == "those"
        return is_those or (whole.noun is not None and whole.noun.meaning == "people")


_WHERE: Final = frozenset({"in", "at", "near", "outside", "inside"})


def _names_person(chunk: Chunk) -> bool:
    """Say whether a phrase names someone in full, or with a noun for people before the name."""
    return is_full_name(chunk) or (sort_phrase(chunk) == "people" and chunk.name is not None)


_COLLECTIVES: Final = frozenset({"couple", "pair", "trio", "duo", "quartet", "two", "three", "four"})


def _is_one_of_nation(chunk: Chunk) -> bool:
    """Recognise "a Canadian", "one German": a lone capital that says whose citizen someone is."""
    is_short = chunk.name is not None and chunk.name.end - chunk.name.start == 1 and chunk.noun is None
    is_one = chunk.det in {"a", "an"} or (chunk.number is not None and chunk.number.exact == 1)
    return is_short and is_one
