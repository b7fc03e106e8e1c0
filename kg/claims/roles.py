"""Match frames against clauses and nouns, and fill their roles.

A frame fits only when its arguments are of the right sort: what is freed must be people, what is lifted must be a
restriction. The sort is tested here and nowhere else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.clauses import Attached, Clause
from kg.claims.drafts import PATIENTS, Draft, Moment, Slot, Story
from kg.claims.frames import Frame, FrameBook
from kg.claims.goods import fill_restriction
from kg.claims.numbers import parse_number
from kg.claims.penalties import Penalty, find_penalty
from kg.claims.reading import Reading
from kg.claims.refs import Spot, cast_band, find_agents, find_people, find_places
from kg.claims.scope import Scope, classify_verb, judge_clause, judge_noun
from kg.claims.times import resolve_time
from kg.claims.words import read_words
from kg.model import ClaimType, Factuality, Quote, Role

_PEOPLE_ROLES: Final = frozenset({*PATIENTS})
_AGENT_ROLES: Final = frozenset(
    {
        Role.RELEASED_BY,
        Role.ACTOR,
        Role.DETAINING_AUTHORITY,
        Role.PARTY,
        Role.SPEAKER,
        Role.ADDRESSEE,
        Role.NEGOTIATOR,
        Role.MEDIATOR,
    }
)
_PLACE_ROLES: Final = frozenset({Role.TO_PLACE, Role.FROM_PLACE, Role.PLACE, Role.HELD_AT})
_DATED_BEHIND: Final = frozenset({"until", "till"})


@dataclass(frozen=True, slots=True)
class Match:
    """Hold a frame met at a verb or noun, while its roles are filled."""

    frame: Frame
    reading: Reading
    number: int
    at: int  # chunk of the trigger
    clause: Clause | None
    scope: Scope


def find_drafts(reading: Reading, number: int, book: FrameBook, cast: Cast, story: Story) -> Iterator[Draft]:
    """Find all tellings in one sentence, in the order of their triggers."""
    for at, chunk in enumerate(reading.chunks):
        if chunk.kind == "vg" and at in reading.by_verb:
            yield from _match_verb(reading, number, at, (book, cast, story))
        elif chunk.kind == "np":
            yield from _match_noun(reading, number, at, (book, cast, story))


Kit = tuple[FrameBook, Cast, Story]


def _match_verb(reading: Reading, number: int, at: int, kit: Kit) -> Iterator[Draft]:
    book, cast, story = kit
    clause = reading.by_verb[at]
    taken: set[ClaimType] = set()
    for frame in book.by_verb.get(reading.chunks[at].word, ()):
        if frame.type in taken or not _fits_words(frame, clause, reading):
            continue
        match = Match(frame, reading, number, at, clause, judge_clause(reading, clause))
        slots = _fill_verb(match, cast)
        if slots is not None and _has_needs(frame, slots, match, cast):
            taken.add(frame.type)
            yield _make_draft(match, slots, story, cast)


# ---- does the frame fit?


def _fits_words(frame: Frame, clause: Clause, reading: Reading) -> bool:
    chunk = reading.chunks[clause.verb]
    if (frame.particles or frame.adjectives) and not (
        frame.particles & set(clause.particles) or _complement(clause, reading) in frame.adjectives
    ):
        return False
    if frame.below and _find_below(frame, clause, reading) is None:
        return False
    if frame.passive_only and not clause.passive:
        return False
    if any(found.preposition in frame.excludes for found in clause.attached):
        return False
    if frame.subject_nouns and not any(reading.chunks[i].word in frame.subject_nouns for i in clause.subject):
        return False
    if frame.attached_nouns and not _has_attached(frame, clause, reading):
        return False
    if frame.attached_sort and not _has_attached_sort(frame, clause, reading):
        return False
    return not (frame.excludes_term and find_penalty(reading, chunk.end, _end_token(reading, clause)))


def _complement(clause: Clause, reading: Reading) -> str:
    """Give the word that completes a verb: "free", "guilty", "took them hostage"."""
    if clause.adjective:
        return clause.adjective
    if len(clause.objects) > 1:
        return reading.chunks[clause.objects[-1][0]].word
    step = clause.verb + 1
    return reading.chunks[step].word if step < len(reading.chunks) and reading.chunks[step].kind == "adj" else ""


def _find_below(frame: Frame, clause: Clause, reading: Reading) -> int | None:
    for step in range(clause.verb + 1, min(clause.verb + 5, len(reading.chunks))):
        chunk = reading.chunks[step]
        if chunk.kind == "vg":
            return step if chunk.word in frame.below and chunk.form in {"to", "fin"} else None
        if chunk.kind not in {"np", "adv", "prep"}:
            return None
    return None


def _has_attached(frame: Frame, clause: Clause, reading: Reading) -> bool:
    for found in clause.attached:
        nouns = frame.attached_nouns.get(found.preposition, frozenset())
        if any(
            reading.chunks[at].word in nouns or nouns & {noun.lemma for _, noun in reading.chunks[at].nouns}
            for at in found.group
        ):
            return True
    return any(particle in frame.attached_nouns for particle in clause.particles) and any(
        reading.chunks[at].word in frame.attached_nouns.get(particle, frozenset())
        for particle in clause.particles
        for group in clause.objects
        for at in group
    )


def _has_attached_sort(frame: Frame, clause: Clause, reading: Reading) -> bool:
    for found in clause.attached:
        sort = frame.attached_sort.get(found.preposition)
        for at in found.group:
            chunk = reading.chunks[at]
            if sort is not None and (chunk.meaning == sort or (chunk.name is not None and chunk.name.kind == sort)):
                return True
    return False


def _end_token(reading: Reading, clause: Clause) -> int:
    last = min(clause.end, len(reading.chunks)) - 1
    return reading.chunks[last].end


# ---- filling


def _split_objects(
    frame: Frame, clause: Clause, reading: Reading
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Give subject, direct object and indirect object as in the active sentence; the subject is empty in a passive."""
    objects = list(clause.objects)
    if frame.below:
        below = _find_below(frame, clause, reading)
        inner = reading.by_verb.get(below) if below is not None else None
        if inner is not None and not objects and inner.subject:
            objects = [inner.subject]
    if clause.passive:
        subject = clause.subject or (
            _find_understood(clause, reading) if reading.chunks[clause.verb].form == "to" else ()
        )
        if frame.indirect and objects:
            return (), objects[0], subject
        return (), subject, ()
    if frame.indirect and len(objects) > 1:
        return clause.subject, objects[1], objects[0]
    return clause.subject, objects[0] if objects else (), ()


def _fill_verb(match: Match, cast: Cast) -> list[Slot] | None:
    frame, clause, reading = match.frame, match.clause, match.reading
    if clause is None:
        return None
    subject, direct, indirect = _split_objects(frame, clause, reading)
    if (not subject or reading.chunks[clause.verb].form == "ing") and not clause.passive:
        subject = _find_understood(clause, reading) or subject
    slots: list[Slot] = []
    if frame.object_nouns and not _has_noun(reading, direct, frame.object_nouns):
        return None
    if frame.object_sort and not _has_sort(match, direct, cast, slots):
        return None
    by_phrase = (
        tuple(at for found in clause.attached if found.preposition == "by" for at in found.group)
        if clause.passive
        else ()
    )
    doers = subject or by_phrase
    if frame.intransitive:
        if clause.passive and not clause.subject:
            return None
        slots += _fill_group(match, frame.intransitive, subject or clause.subject, cast)
    if frame.subject and not any(slot.role == frame.subject for slot in slots):
        slots += _fill_group(match, frame.subject, doers, cast)
    exclude = frozenset(slot.key for slot in slots if slot.key is not None)
    if frame.object:
        slots += _fill_group(match, frame.object, direct, cast, exclude)
    if frame.indirect:
        slots += _fill_group(match, frame.indirect, indirect, cast, exclude)
    if frame.owner:
        slots += _fill_owner(match, direct if not frame.subject_nouns else clause.subject, cast, exclude)
    slots += _fill_attached(match, clause.attached, cast)
    slots += _fill_term(match, clause)
    slots += _fill_quoted(match, clause)
    return slots


def _find_understood(clause: Clause, reading: Reading) -> tuple[int, ...]:
    """Find the subject of an infinitive or gerund in the verbs above it."""
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    for _ in range(4):
        if above is None or (
            classify_verb(reading, above) in {"demand", "report"}
            and not above.objects
            and reading.chunks[above.verb].word != "call"
        ):
            return ()
        if clause.noun_above is not None and reading.chunks[clause.noun_above].owner is not None:
            return (clause.noun_above,)
        if (
            above.objects
            and not above.passive
            and reading.chunks[above.verb].word in _CONTROL
            and clause.noun_above not in above.objects[0]
        ):
            return above.objects[0]
        found = next(
            (a.group for a in above.attached if a.preposition == "on" and reading.chunks[above.verb].word == "call"), ()
        )
        if found:
            return found
        if above.subject:
            return above.subject
        above = reading.by_verb.get(above.above) if above.above is not None else None
    return ()


_CONTROL: Final = read_words("roles", "control")


def _has_noun(reading: Reading, group: Sequence[int], nouns: frozenset[str]) -> bool:
    return any(
        reading.chunks[at].word in nouns or nouns & {noun.lemma for _, noun in reading.chunks[at].nouns[-1:]}
        for at in group
    )


def _has_sort(match: Match, group: Sequence[int], cast: Cast, slots: list[Slot]) -> bool:
    for at in group:
        chunk = match.reading.chunks[at]
        if match.frame.object_sort == "restriction":
            found = fill_restriction(Spot(match.reading, match.number, at), cast, match.frame.id)
            if found is not None:
                slots.extend(found)
                if match.clause is not None and at < match.at:
                    slots.extend(_fill_attached(match, list_attached(match.reading, at)[0], cast))
                return True
        elif chunk.meaning == match.frame.object_sort or (
            chunk.name is not None and chunk.name.kind == match.frame.object_sort
        ):
            return True
    return False


def _fill_group(
    match: Match, role_name: str, group: Sequence[int], cast: Cast, exclude: frozenset[str] = frozenset()
) -> list[Slot]:
    if not role_name:
        return []
    role = Role(role_name)
    found: list[Slot] = []
    for at in group:
        found += _fill_role(match, role, Spot(match.reading, match.number, at), cast, exclude)
    return found


def _fill_role(match: Match, role: Role, spot: Spot, cast: Cast, exclude: frozenset[str]) -> list[Slot]:
    rule = f"{match.frame.id}.{role}"
    if role in _PEOPLE_ROLES:
        refs = find_people(spot, cast, exclude=exclude)
    elif role in _PLACE_ROLES:
        refs = find_places(spot, cast, nouns=role == Role.TO_PLACE)
    elif role in {Role.TARGET, Role.ABOUT_AGENT}:
        people = find_people(spot, cast)
        refs = people or find_agents(spot, cast)
    else:
        refs = find_agents(spot, cast)
    return [
        Slot(role, ref.quote, rule + (".guess" if ref.guess else ""), ref.key, guess=ref.guess)
        for ref in refs
        if ref.key
    ]


def _fill_owner(match: Match, group: Sequence[int], cast: Cast, exclude: frozenset[str]) -> list[Slot]:
    """Fill the role of "X's sentence", "his sentence", "the sentence of X"."""
    reading, role = match.reading, Role(match.frame.owner)
    found: list[Slot] = []
    for at in group:
        chunk = reading.chunks[at]
        found += _fill_possessive(match, role, at, chunk, cast)
        step = at + 1
        while (
            not found
            and step + 1 < len(reading.chunks)
            and reading.chunks[step].kind == "prep"
            and reading.chunks[step].word in {"of", "for"}
        ):
            for inner in reading.sketch.groups.get(step + 1, (step + 1,)):
                found += _fill_role(match, role, Spot(reading, match.number, inner), cast, exclude)
            step += 2
    return found


def _fill_possessive(match: Match, role: Role, at: int, chunk: Chunk, cast: Cast) -> list[Slot]:
    """Fill a role by the owner of a phrase; the owner is read as a phrase of its own."""
    reading = match.reading
    owner = chunk.owner
    if owner is None and chunk.det in {"his", "her", "their", "its"}:
        owner = Chunk("np", chunk.start, chunk.start + 1, chunk.det, chunk.start)
    if owner is None:
        return []
    spot = Spot(_Lens(reading, at, owner), match.number, at)  # type: ignore[arg-type] # a lens stands for a reading
    return _fill_role(match, role, spot, cast, frozenset())


class _Lens:
    """Show a reading with one phrase put in the place of another."""

    def __init__(self, reading: Reading, at: int, chunk: Chunk) -> None:
        self.reading = reading
        self.chunks = (*reading.chunks[:at], chunk, *reading.chunks[at + 1 :])
        self.tokens = reading.tokens
        self.sketch = reading.sketch.__class__(self.chunks, ())
        self.sentence = reading.sentence
        self.quote = reading.quote
        self.lows = reading.lows

    def quote_chunk(self, at: int) -> Quote:
        """Quote a phrase."""
        return self.reading.quote(self.chunks[at].start, self.chunks[at].end)


def _fill_attached(match: Match, attached: Sequence[Attached], cast: Cast) -> list[Slot]:
    found: list[Slot] = []
    for phrase in attached:
        name = match.frame.attached.get(phrase.preposition, "")
        if not name or (phrase.preposition == "of" and phrase.at != match.at + 1):
            continue
        role = Role(name)
        for at in phrase.group:
            spot = Spot(match.reading, match.number, at)
            if role == Role.TARGET:
                found += fill_target(match, spot, cast)
            else:
                found += _fill_role(match, role, spot, cast, frozenset())
    return found


def fill_target(match: Match, spot: Spot, cast: Cast) -> list[Slot]:
    """Fill what a sanction is aimed at: people, a state, a firm, a good and whose it is."""
    chunk, rule = spot.chunk, f"{match.frame.id}.target"
    found = _fill_role(match, Role.TARGET, spot, cast, frozenset())
    for place, noun in chunk.nouns:
        if noun.meaning == "good":
            found.append(Slot(Role.TARGET_GOOD, spot.reading.quote(place, place + 1), f"{rule}Good", value=noun.kind))
    if not found or all(slot.role == Role.TARGET_GOOD for slot in found):
        for name in chunk.names:
            if name.ref is not None and name.kind in {"state", "demonym"}:
                found.append(
                    Slot(
                        Role.TARGET, spot.reading.quote(name.start, name.end), rule, cast.add_known(spot.reading, name)
                    )
                )
    return found


def _fill_term(match: Match, clause: Clause) -> list[Slot]:
    reading = match.reading
    if not match.frame.term or "between" in reading.lows(reading.chunks[clause.verb].end, _end_token(reading, clause)):
        return []
    start = reading.chunks[clause.verb].end
    end = _end_token(reading, clause)
    if "and" in match.frame.term:
        end = len(reading.tokens)
    from_to = next((reading.chunks[found.at].end for found in clause.attached if found.preposition == "to"), None)
    penalty = find_penalty(reading, from_to, end) if from_to is not None else None
    if penalty is None and from_to is not None:
        penalty = _read_bare_term(reading, from_to)
    penalty = penalty or find_penalty(reading, start, end)
    if penalty is None:
        return []
    rule = f"{match.frame.id}.term"
    if penalty.months is not None:
        return [Slot(Role.PENALTY_LENGTH, penalty.quote, rule, value=penalty.months)]
    return [Slot(Role.PENALTY, penalty.quote, rule, value=penalty.name)]


def _read_bare_term(reading: Reading, start: int) -> Penalty | None:
    """Read "from twenty years to seven": the unit is that of the longer term before."""
    number = parse_number(reading.tokens, start)
    before = find_penalty(reading, 0, start)
    if number is None or number.exact is None or before is None or before.months is None:
        return None
    unit = 12 if "year" in before.quote.exact else 1
    return Penalty(reading.quote(number.start, number.end), months=number.exact * unit)


def _fill_quoted(match: Match, clause: Clause) -> list[Slot]:
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


def _has_needs(frame: Frame, slots: Sequence[Slot], match: Match, cast: Cast) -> bool:
    roles = [str(slot.role) for slot in slots]
    for need in set(frame.needs):
        if need == "restriction":
            continue
        if need == "term":
            if not {"penaltyLength", "penalty"} & set(roles):
                return False
        elif need == "party2":
            if len({slot.key for slot in slots if slot.role == Role.PARTY}) < 2:
                return False
        elif need not in roles:
            return False
    if frame.needs_any and not set(frame.needs_any) & set(roles):
        return False
    return _passes_guards(frame, slots, match, cast)


def _passes_guards(frame: Frame, slots: Sequence[Slot], match: Match, cast: Cast) -> bool:
    if frame.actor_sort == "state" and not any(
        slot.role == Role.ACTOR and _is_state_like(slot.key, cast) for slot in slots
    ):
        return False
    if (
        frame.type == ClaimType.ARREST
        and match.clause is not None
        and match.clause.is_reduced
        and _is_bare(slots, match.clause, match.reading)
    ):
        return False
    if frame.held_before and not any(slot.role in PATIENTS and slot.key in cast.custody for slot in slots):
        return False
    if frame.needs_kind and not any(slot.role in PATIENTS and _is_held_kind(slot.key, cast) for slot in slots):
        return False
    if frame.custody and not any(slot.role in PATIENTS and is_in_custody(slot.key, cast) for slot in slots):
        if not frame.nouns or not _speaks_of_custody(match.reading):
            return False
    if frame.actor_sort == "court" and not all(
        _can_sentence(slot.key, cast) for slot in slots if slot.role == Role.ACTOR
    ):
        return False
    if frame.needs_custody_words and not _has_custody_words(match):
        return False
    pronouns = [
        slot for slot in slots if slot.role in PATIENTS and slot.guess and slot.quote.exact.lower() in {"they", "them"}
    ]
    if pronouns and match.frame.type in {ClaimType.RELEASE, ClaimType.TRANSFER, ClaimType.ARREST}:
        return all(is_in_custody(slot.key, cast) or _is_met_here(slot, match, cast) for slot in pronouns)
    return True


def _is_met_here(slot: Slot, match: Match, cast: Cast) -> bool:
    """Say whether the pronoun's band stands in the same sentence before it."""
    start = match.reading.tokens[0].start
    return any(
        band.key == slot.key and any(start <= quote.start < slot.quote.start for quote in band.mentions)
        for band in cast.bands
    )


def _is_bare(slots: Sequence[Slot], clause: Clause, reading: Reading) -> bool:
    """Say whether a participle only says which people are meant: "those detained after the protests"."""
    is_dated = any((time := reading.chunks[at].time) is not None and time.link != "of" for at in clause.times)
    return not is_dated and not any(slot.role in {Role.PLACE, Role.ACTOR} for slot in slots)


def _speaks_of_custody(reading: Reading) -> bool:
    return any(
        chunk.noun is not None
        and (chunk.noun.kind in _HELD or chunk.word in {"detention", "custody", "prison", "jail"})
        for chunk in reading.chunks
    )


def _can_sentence(key: str | None, cast: Cast) -> bool:
    """Say whether a doer can pass sentence: a court, a judge, an officer, a state."""
    figure = cast.figures.get(key or "")
    if figure is None:
        band = next((band for band in cast.bands if band.key == key), None)
        return band is not None and bool(band.words & _JUDGES or band.group_kind == "officials")
    lows = set(" ".join(figure.names).lower().split())
    return figure.ref is not None or bool((lows | figure.words) & _JUDGES)


_JUDGES: Final = read_words("roles", "judges")


def _is_held_kind(key: str | None, cast: Cast) -> bool:
    return any(band.key == key and band.group_kind in _HELD for band in cast.bands)


def _is_state_like(key: str | None, cast: Cast) -> bool:
    if key is None or key not in cast.figures:
        return False
    figure = cast.figures[key]
    return figure.ref is not None or figure.of_state is not None


def is_in_custody(key: str | None, cast: Cast) -> bool:
    """Say whether someone is told to be, or to have been, held."""
    if key is None:
        return False
    if key in cast.custody:
        return True
    bands = [band for band in cast.bands if band.key == key]
    return any(band.in_custody or band.group_kind in _HELD for band in bands)


_HELD: Final = frozenset(["prisoners", "political-prisoners", "detainees", "hostages", "prisoners-of-war"])


def _has_custody_words(match: Match) -> bool:
    clause, reading = match.clause, match.reading
    if clause is None:
        return False
    if not clause.passive:
        objects = [reading.chunks[at] for group in clause.objects for at in group]
        return any(chunk.noun is not None and chunk.noun.kind in _HELD for chunk in objects)
    for found in clause.attached:
        if any(
            reading.chunks[at].meaning == "facility"
            or reading.chunks[at].word in {"custody", "detention", "captivity", "cell"}
            for at in found.group
        ):
            return True
    return any((time := reading.chunks[at].time) is not None and time.link in {"since", "in"} for at in clause.times)


# ---- nouns


def _match_noun(reading: Reading, number: int, at: int, kit: Kit) -> Iterator[Draft]:
    book, cast, story = kit
    chunk = reading.chunks[at]
    for frame in book.by_noun.get(chunk.word, ()):
        match = Match(frame, reading, number, at, None, judge_noun(reading, at))
        slots = _fill_noun(match, at, cast)
        if slots is not None and _has_needs(frame, slots, match, cast):
            yield _make_draft(match, slots, story, cast)
            return


def list_attached(reading: Reading, at: int) -> tuple[list[Attached], int]:
    """List the prepositional phrases that follow a noun, and where they end."""
    found: list[Attached] = []
    step = reading.sketch.groups.get(at, (at,))[-1] + 1
    chunks = reading.chunks
    while step < len(chunks):
        chunk = chunks[step]
        if chunk.kind == "prep" and step + 1 < len(chunks) and chunks[step + 1].kind == "np":
            group = reading.sketch.groups.get(step + 1, (step + 1,))
            group = group if group[0] == step + 1 else (step + 1,)
            found.append(Attached(chunk.word, group, step))
            step = group[-1] + 1
        elif chunk.kind in {"time", "adv", "prep"}:
            step += 1
        elif chunk.kind == "comma" and _is_apposed_after(reading, step + 1):
            step += 2
            if step < len(chunks) and chunks[step].kind == "comma":
                step += 1
        else:
            break
    return found, step


def _is_apposed_after(reading: Reading, at: int) -> bool:
    return any(at in new for new in reading.sketch.appositions.values())


def _fill_noun(match: Match, at: int, cast: Cast) -> list[Slot] | None:
    frame, reading = match.frame, match.reading
    attached, _ = list_attached(reading, at)
    chunk = reading.chunks[at]
    slots: list[Slot] = []
    first_of = next((found for found in attached if found.preposition == frame.linker and found.at == at + 1), None)
    if frame.object_sort == "restriction":
        group = first_of.group if first_of is not None else (at,)
        if not _has_sort(match, group, cast, slots):
            return None
    if frame.object and first_of is not None:
        slots += _fill_group(match, frame.object, first_of.group, cast)
        slots += _fill_possessive(match, Role(frame.subject), at, chunk, cast) if frame.subject else []
    elif frame.object:
        slots += _fill_possessive(match, Role(frame.object), at, chunk, cast)
    elif frame.subject:
        slots += _fill_possessive(match, Role(frame.subject), at, chunk, cast)
    if frame.subject == "speaker" and not slots:
        slots += _fill_group(match, frame.subject, _find_sayer(reading, at), cast)
    slots += _fill_attached(match, attached, cast)
    host = find_host(reading, at)
    if host is not None:
        slots += _fill_attached(match, host.attached, cast)
    by_phrase = [place for found in attached if found.preposition == "by" for place in found.group]
    if frame.subject:
        slots += _fill_group(match, frame.subject, by_phrase, cast)
    return slots


def _find_sayer(reading: Reading, at: int) -> tuple[int, ...]:
    """Find who voices a hope: the subject of the verb of voicing that it stands under."""
    for clause in reversed(reading.sketch.clauses):
        if clause.verb < at and reading.chunks[clause.verb].word in _VOICING:
            return (
                clause.subject
                if clause.subject and reading.chunks[clause.verb].form != "ing"
                else _find_understood(clause, reading) or clause.subject
            )
    return ()


_VOICING: Final = read_words("roles", "voicing")


# ---- drafts


def _make_draft(match: Match, slots: list[Slot], story: Story, cast: Cast) -> Draft:
    frame, reading = match.frame, match.reading
    quote = _quote_claim(match)
    trigger = reading.quote_chunk(match.at)
    values = [Slot(role, trigger, f"{frame.id}.{role}", value=value) for role, value in frame.values.items()]
    moment = _find_moment(match, story)
    _note_custody(frame, slots, match.number, cast)
    factuality = (
        frame.factuality
        if frame.factuality is not None and match.scope.factuality == Factuality.ASSERTED
        else match.scope.factuality
    )
    draft = Draft(
        frame, frame.type, factuality, match.number, reading.sentence.index, quote, trigger,
        reading.section, (), moment, match.scope.is_decision, match.clause is None, match.at if match.clause is not None else None, match.at,
    ).with_slots(*slots, *values)  # fmt: skip
    if (
        moment is not None
        and moment.bounds is not None
        and moment.bounds.low == moment.bounds.high
        and draft.factuality == Factuality.ASSERTED
    ):
        story.anchor = moment.bounds.low
    return draft


def _note_custody(frame: Frame, slots: Sequence[Slot], number: int, cast: Cast) -> None:
    if frame.type in {ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RELIEF, ClaimType.SANCTION_RENEWAL}:
        cast.measures = (
            number,
            frozenset(slot.key for slot in slots if slot.role == Role.TARGET and slot.key is not None),
        )
    if frame.type in {ClaimType.STATEMENT, ClaimType.TRANSFER, ClaimType.CONDITION}:
        return
    for slot in slots:
        if slot.role in PATIENTS and slot.key is not None:
            cast.custody.add(slot.key)
            if slot.key.startswith("group-"):
                cast_band(cast, slot.key).in_custody = True
                if frame.type == ClaimType.RELEASE:
                    cast.freed.append(slot.key)


def _quote_claim(match: Match) -> Quote:
    reading, clause = match.reading, match.clause
    if clause is None:
        _, end = list_attached(reading, match.at)
        while end - 1 > match.at and reading.chunks[end - 1].kind in {"adv", "prep", "comma"}:
            end -= 1
        first = match.at - 2 if _is_length_of(reading, match.at) else match.at
        return reading.quote(reading.chunks[first].start, reading.chunks[max(end - 1, match.at)].end)
    subject = clause.subject if reading.chunks[clause.verb].form != "ing" else ()
    before = [*subject, *(at for group in clause.objects for at in group)]
    start = min([reading.chunks[clause.verb].start, *(reading.chunks[at].start for at in before if at < clause.verb)])
    if reading.chunks[clause.verb].form == "to" and not clause.subject:
        start = min(start, _start_above(reading, clause))
    last = min(clause.end, len(reading.chunks)) - 1
    while last > clause.verb and reading.chunks[last].kind in {"comma", "stop", "conj", "quote", "prep", "rel", "sub"}:
        last -= 1
    return reading.quote(start, reading.chunks[last].end)


def _is_length_of(reading: Reading, at: int) -> bool:
    """Recognise "two days of" before talks."""
    return at > 1 and reading.chunks[at - 1].word == "of" and reading.chunks[at - 2].meaning == "unit"


def _start_above(reading: Reading, clause: Clause) -> int:
    """Start the quote of an infinitive at what it hangs on: "X continues to deny", "X's decision to lift"."""
    if clause.noun_above is not None:
        return reading.chunks[clause.noun_above].start
    above = reading.by_verb.get(clause.above) if clause.above is not None else None
    if above is None:
        return reading.chunks[clause.verb].start
    places = [at for at in above.subject if at < clause.verb]
    return min([reading.chunks[above.verb].start, *(reading.chunks[at].start for at in places)])


def _find_moment(match: Match, story: Story) -> Moment | None:
    reading = match.reading
    places = _list_times(match)
    for at in places:
        time = reading.chunks[at].time
        if time is None or time.link in _DATED_BEHIND or (time.link == "of" and match.clause is not None):
            continue
        before = reading.chunks[at - 2] if at > 1 else None
        if match.clause is not None and time.link == "of" and before is not None:
            continue
        open_told = {Factuality.PLANNED, Factuality.DEMANDED}
        ahead = match.scope.ahead or match.scope.factuality in open_told or match.frame.factuality in open_told
        bounds = resolve_time(time, story.published, anchor=story.anchor, is_ahead=ahead)
        start = time.start - 1 if time.link and time.start else time.start
        return Moment(reading.quote(start, time.end), time, bounds)
    return None


def _list_times(match: Match) -> tuple[int, ...]:
    """List the times of a clause: its own, that of "in June, when ...", that of a verb below without an event."""
    reading, clause = match.reading, match.clause
    if clause is None:
        return _times_after(reading, match.at) or _times_of_host(reading, match.at)
    if clause.times:
        return clause.times
    opener = next((at for at in range(clause.verb - 1, -1, -1) if reading.chunks[at].kind in {"sub", "rel"}), 0)
    if clause.opener in {"when", "which", "where"} and opener > 1:
        before = opener - 1
        while before > 0 and reading.chunks[before].kind in {"comma", "prep"}:
            before -= 1
        if reading.chunks[before].kind == "time":
            return (before,)
    joined = _times_of_joined(reading, clause)
    if joined:
        return joined
    below = [
        other
        for other in reading.sketch.clauses
        if other.above == clause.verb and reading.chunks[other.verb].form in {"ing", "to"}
    ]
    return next(
        (other.times for other in below if other.times and reading.chunks[clause.verb].word in {"ban", "bar"}), ()
    )


def _times_of_joined(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Take the day of the main clause before, in "X freed two on Monday and let one go"."""
    if clause.opener or clause.is_reduced or clause.above is not None:
        return ()
    for earlier in reversed(reading.sketch.clauses):
        if earlier.verb >= clause.verb or earlier.opener or earlier.is_reduced:
            continue
        between = reading.chunks[earlier.verb : clause.verb]
        is_joined = any(chunk.kind == "conj" for chunk in between) and not any(
            chunk.kind in {"stop", "sub"} for chunk in between
        )
        return (
            earlier.times
            if is_joined and not reading.chunks[clause.verb].modal and reading.chunks[clause.verb].form != "to"
            else ()
        )
    return ()


def _times_of_host(reading: Reading, at: int) -> tuple[int, ...]:
    """Take the time of "talks will take place on Monday"."""
    host = find_host(reading, at)
    return host.times if host is not None else ()


def find_host(reading: Reading, at: int) -> Clause | None:
    """Find the clause that says that a named event takes place."""
    for clause in reading.sketch.clauses:
        is_part = at in clause.subject or any(at in group for group in clause.objects)
        if is_part and reading.chunks[clause.verb].word in {
            "take",
            "hold",
            "happen",
            "begin",
            "start",
            "open",
            "resume",
            "occur",
            "have",
            "agree",
        }:
            return clause
    return None


def _times_after(reading: Reading, at: int) -> tuple[int, ...]:
    _, end = list_attached(reading, at)
    comma = next((step for step in range(at + 1, end) if reading.chunks[step].kind == "comma"), end)
    return tuple(step for step in range(at + 1, comma) if reading.chunks[step].kind == "time")
