"""Make claims of a document: the order of the steps, nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kg.claims.aggregation import gather_members
from kg.claims.alliances import find_alliances
from kg.claims.attribution import attribute_draft
from kg.claims.brokers import name_brokers
from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.conditions import find_conditions
from kg.claims.contents import find_contents
from kg.claims.corrections import correct_figures
from kg.claims.details import detail_draft, is_political
from kg.claims.drafts import PATIENTS, POLITICAL, SANCTIONS, Draft, Moment, Slot, Story
from kg.claims.exclusions import find_excluded, note_stayed
from kg.claims.figures import Band
from kg.claims.frames import load_frames
from kg.claims.gazetteer import Index, build_index
from kg.claims.goods import note_restrictions
from kg.claims.handovers import split_handover
from kg.claims.introductions import introduce_names
from kg.claims.lexicon import load_lexicon
from kg.claims.linking import link_claims
from kg.claims.merging import merge_drafts
from kg.claims.mutual import split_mutual
from kg.claims.pardons import hold_pardons
from kg.claims.parties import complete_talks
from kg.claims.parts import gather_parts
from kg.claims.petitions import find_petitions
from kg.claims.positions import find_holdings
from kg.claims.prospects import find_prospects
from kg.claims.reading import OURS, Lens, Reading, read_document
from kg.claims.rebuttals import rebut_drafts
from kg.claims.relations import settle_relation
from kg.claims.relevance import is_relevant
from kg.claims.roles import find_drafts
from kg.claims.rollcalls import call_roll
from kg.claims.rules import ALL_RULES, Rules, select_frames
from kg.claims.scenario import suppose_drafts
from kg.claims.words import read_words
from kg.model import (
    Claim,
    Claims,
    ClaimType,
    Count,
    Document,
    Entity,
    EntityKind,
    Factuality,
    Filler,
    Gazetteer,
    Quote,
    Role,
    SectionKind,
    When,
)

_DOUBTED: Final = Decimal("0.6")
_LOW: Final = Decimal("0.7")
_MIDDLE: Final = Decimal("0.8")
_HIGH: Final = Decimal("0.9")
_OPEN_ENDED: Final = frozenset({ClaimType.DETENTION, ClaimType.RELATION})


def extract_claims(document: Document, gazetteer: Gazetteer, rules: Rules = ALL_RULES, lens: Lens = OURS) -> Claims:
    """Find all that an article says of releases, sanctions and what belongs to them.

    Args:
        rules: which rules are off; the words they would have read are known all the same.
        lens: what finds names and tags words.

    Source: rules only; the same text gives the same claims, byte for byte.

    Raises:
        ClaimError: a rule quotes what the text does not say.
    """
    book = select_frames(rules)
    lexicon = load_lexicon(load_frames().list_verbs())
    index = _index(id(gazetteer), _Holder(gazetteer))
    if document.language != "en":
        return Claims(document, (), (), extractor=rules.extractor)
    readings = read_document(document, lexicon, index, lens)
    cast = Cast(readings, index, lexicon)
    told = [reading for reading in readings if reading.section != SectionKind.SCENARIO]
    drafts = _find_all(told, cast, Story(document.published), rules)
    bundles = [bundle for bundle in merge_drafts(drafts, cast) if not _is_empty(bundle)]
    bundles = name_brokers(hold_pardons(complete_talks(bundles, cast), cast), told, cast)
    if any(bundle.type not in _ASIDE for bundle in bundles):
        weighed = list(enumerate(readings))[len(told) :]
        supposed = suppose_drafts(weighed, (book, cast, Story(document.published)), bundles)
        bundles += merge_drafts([draft for draft in supposed if rules.keeps(draft.frame.id)], cast)
    return _assemble(document, bundles, cast, readings, rules)


class _Holder:
    """Carry a gazetteer past the cache, which goes by identity: a gazetteer never changes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.gazetteer is self.gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)


@lru_cache(maxsize=4)
def _index(_identity: int, holder: _Holder) -> Index:
    return build_index(holder.gazetteer)


# ---- drafts --------------------------------------------------------------------------------------------------


def _find_all(readings: Sequence[Reading], cast: Cast, story: Story, rules: Rules) -> list[Draft]:
    book = select_frames(rules)
    drafts: list[Draft] = []
    for number, reading in enumerate(readings):
        found: list[Draft] = []
        for draft in find_drafts(reading, number, book, cast, story):
            found.extend(part for whole in split_handover(draft) for part in settle_relation(whole, reading))
            if draft.type == ClaimType.STATEMENT:
                found.extend(find_contents(draft, reading, cast))
        found += find_alliances(reading, number, cast)
        gather_parts(reading, number, cast)
        gather_members(reading, number, cast)
        call_roll(reading, number, cast)
        introduce_names(reading, number, cast)
        found += [*find_conditions(reading, number, cast), *find_holdings(reading, number, cast)]
        found += [*find_petitions(reading, number, cast), *find_prospects(reading, number, cast, found)]
        found += find_excluded(reading, number, cast)
        note_stayed(reading, number, cast)
        note_restrictions(reading, number, cast, is_acted_on=any(draft.type in SANCTIONS for draft in found))
        for draft in found:
            if not rules.keeps(draft.frame.id):
                continue
            detailed = attribute_draft(detail_draft(draft, reading, cast), reading, cast)
            if is_relevant(detailed, reading, cast) and (
                draft.type != ClaimType.NEGOTIATION or is_political(detailed, cast)
            ):
                drafts.append(detailed)
    drafts = rebut_drafts(correct_figures(drafts, readings, cast), readings, cast)
    drafts = split_mutual(drafts, readings, cast)
    core = frozenset(draft.number for draft in drafts if draft.type not in _ASIDE)
    if not core:  # background alone is no story of ours
        drafts = [draft for draft in drafts if draft.type not in POLITICAL and not _is_voiceless(draft)]
    spoken = ClaimType.STATEMENT
    return [draft for draft in drafts if draft.type != spoken or _is_on_topic(draft, core, readings, cast)]


def _is_voiceless(draft: Draft) -> bool:
    """Say whether nobody in particular says it: "the release is seen as ...", which may be one of tickets."""
    return draft.type == ClaimType.STATEMENT and not draft.keys(Role.SPEAKER)


def _is_on_topic(draft: Draft, core: frozenset[int], readings: Sequence[Reading], cast: Cast) -> bool:
    """Keep a statement only where it stands by an event or speaks of prisoners, releases or sanctions itself."""
    if core & {draft.number - 1, draft.number}:
        return True
    if {token.low for token in readings[draft.number].tokens} & _TOPIC:
        return True
    is_told = bool(set(draft.keys(Role.SPEAKER)) & cast.custody) or bool(cast.freed)
    return is_told and "thanks" in draft.values(Role.ATTITUDE) and bool(draft.keys(Role.ADDRESSEE))


_ASIDE: Final = POLITICAL | {ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL}
_TOPIC: Final = read_words("extract", "topic")


def _is_empty(bundle: Bundle) -> bool:
    """Drop an event that only nouns tell, of nobody, or without anything of its own: "since her detention"."""
    if not all(draft.is_nominal for draft in bundle.drafts):
        return False
    if bundle.type in {ClaimType.ARREST, ClaimType.SENTENCING} and bundle.factuality in _PLAINLY:
        has_own = any(draft.moment is not None or draft.keys(Role.ACTOR, Role.PLACE) for draft in bundle.drafts)
        is_state = all(draft.trigger.exact.lower().endswith("detention") for draft in bundle.drafts)
        if is_state and not bundle.bounds():
            return True  # "the conditions of his detention"
        return not has_own and all(slot.guess for slot in bundle.slots() if slot.role in PATIENTS)
    return bundle.type == ClaimType.RELEASE and not bundle.keys(Role.RELEASED)


_PLAINLY: Final = frozenset({Factuality.ASSERTED, Factuality.REPORTED})


# ---- claims --------------------------------------------------------------------------------------------------


def _assemble(
    document: Document, bundles: Sequence[Bundle], cast: Cast, readings: Sequence[Reading], rules: Rules
) -> Claims:
    counts: dict[str, int] = {}
    keyed: list[tuple[str, Bundle]] = []
    for bundle in bundles:
        name = str(bundle.type).lower()
        counts[name] = counts.get(name, 0) + 1
        keyed.append((f"{name}-{counts[name]}", bundle))
    copies = _map_copies(document)
    claims = tuple(_keep_fillers(_make_claim(document, key, bundle, cast, copies), rules) for key, bundle in keyed)
    links = tuple(link for link in link_claims(keyed, readings) if rules.keeps(link.rule))
    return Claims(document, tuple(_make_entities(claims, cast)), claims, links, extractor=rules.extractor)


def _keep_fillers(claim: Claim, rules: Rules) -> Claim:
    """Leave out what rules read that are off; what kind of telling a claim is, does not change with it."""
    return replace(claim, fillers=tuple(filler for filler in claim.fillers if rules.keeps(filler.rule)))


def _map_copies(document: Document) -> Mapping[int, tuple[int, ...]]:
    """Map a sentence to how far off its copies stand."""
    found: dict[int, list[int]] = {}
    for sentence in document.sentences:
        if sentence.copy_of is not None:
            first = document.sentences[sentence.copy_of]
            found.setdefault(sentence.copy_of, []).append(sentence.span.start - first.span.start)
    return {index: tuple(shifts) for index, shifts in found.items()}


def _make_claim(
    document: Document, key: str, bundle: Bundle, cast: Cast, copies: Mapping[int, tuple[int, ...]]
) -> Claim:
    slots = _drop_unnamed(_drop_described(_add_members(bundle, cast), cast), bundle, cast)
    main = bundle.main
    factuality = _settle_factuality(bundle)
    return Claim(
        key,
        bundle.type,
        factuality,
        tuple(_list_quotes(document, bundle, copies)),
        tuple(_doubt_movers([_make_filler(slot) for slot in slots], bundle, cast)),
        main.frame.id,
        _make_when(bundle, document.published),
        _weigh(bundle),
        main.section,
    )


def _settle_factuality(bundle: Bundle) -> Factuality:
    """Tell as reported what every sentence of the body gives by someone else's word."""
    if bundle.factuality not in {Factuality.ASSERTED, Factuality.REPORTED} or bundle.type == ClaimType.STATEMENT:
        return bundle.factuality
    told = [
        draft for draft in bundle.drafts if draft.section == SectionKind.BODY and not draft.is_nominal
    ] or bundle.drafts
    if all(draft.keys(Role.ATTRIBUTED_TO) or draft.factuality == Factuality.REPORTED for draft in told):
        return Factuality.REPORTED
    return Factuality.ASSERTED


def _add_members(bundle: Bundle, cast: Cast) -> list[Slot]:
    slots = bundle.slots()
    known = {(slot.role, slot.key) for slot in slots}
    for slot in list(slots):
        band = cast.bands_by_key.get(slot.key or "")
        if band is None or slot.role not in {*PATIENTS, Role.TARGET}:
            continue
        for member, quote in band.members.items():
            has_stayed = slot.role == Role.TRANSFEREE and member in cast.stayed
            if (slot.role, member) not in known and not has_stayed:
                known.add((slot.role, member))
                slots.append(Slot(slot.role, quote, f"{slot.rule}.member", member))
    return sorted(slots, key=lambda slot: (slot.quote.start, slot.quote.end, str(slot.role), slot.key or ""))


def _drop_described(slots: Sequence[Slot], cast: Cast) -> list[Slot]:
    """Leave out "the jailed politician" of a headline where the text names who that is, in the same role."""
    named = {
        (slot.role, word) for slot in slots if cast.is_person(slot.key) for word in cast.figures[slot.key or ""].words
    }
    found = []
    for slot in slots:
        band = cast.bands_by_key.get(slot.key or "")
        is_single = band is not None and not band.is_plural and band.count is None and slot.role in PATIENTS
        if not (is_single and band is not None and any((slot.role, word) in named for word in band.words)):
            found.append(slot)
    return found


def _drop_unnamed(slots: Sequence[Slot], bundle: Bundle, cast: Cast) -> list[Slot]:
    """Leave out "the minister" as doer of a sanction that a state or body is told to have made."""
    doers = [slot for slot in slots if slot.role == Role.ACTOR]
    is_named = bundle.type in SANCTIONS and any(slot.key in cast.figures for slot in doers)
    return [slot for slot in slots if not (is_named and slot in doers and slot.key not in cast.figures)]


def _make_filler(slot: Slot) -> Filler:
    return Filler(slot.role, slot.quote, slot.rule, slot.key, slot.value, _MIDDLE if slot.guess else _HIGH)


def _doubt_movers(fillers: Sequence[Filler], bundle: Bundle, cast: Cast) -> Iterator[Filler]:
    """Trust less that people whom only the release names were moved too: one of them may have stayed."""
    spans = [(draft.quote.start, draft.quote.end) for draft in bundle.drafts]
    for filler in fillers:
        is_named_here = any(start <= filler.quote.start < end for start, end in spans)
        is_mover = filler.role == Role.TRANSFEREE and cast.is_person(filler.entity)
        yield replace(filler, confidence=_DOUBTED) if is_mover and not is_named_here else filler


def _list_quotes(document: Document, bundle: Bundle, copies: Mapping[int, tuple[int, ...]]) -> Iterator[Quote]:
    main = bundle.main
    rest: list[Quote] = []
    for draft in bundle.drafts:
        if draft is not main:
            rest.append(draft.quote)
        for shift in copies.get(draft.sentence, ()):
            start, end = draft.quote.start + shift, draft.quote.end + shift
            if document.text[start:end] == draft.quote.exact:
                rest.append(Quote(draft.quote.exact, start, end))
    yield main.quote
    yield from sorted({quote for quote in rest if quote != main.quote}, key=lambda quote: (quote.start, quote.end))


def _make_when(bundle: Bundle, published: date | None) -> When | None:
    moments = [draft.moment for draft in bundle.drafts if draft.moment is not None and draft.moment.bounds is not None]
    is_fact = bundle.factuality in {Factuality.ASSERTED, Factuality.REPORTED, Factuality.ALLEGED}
    latest = published if is_fact else None
    ongoing = latest if bundle.type == ClaimType.POSITION_HOLDING or _is_present(bundle) else None
    if not moments and ongoing is not None:
        return When(ongoing_on=ongoing)
    if not moments:
        return When(not_after=latest) if latest is not None else None
    best = min(
        moments,
        key=lambda moment: (
            (moment.bounds.high - moment.bounds.low, moment.quote.start) if moment.bounds is not None else ()
        ),
    )
    low, high = _close_bounds(best)
    if low is not None and low == high:
        return (
            When(on_date=low, quote=best.quote)
            if bundle.type not in _OPEN_ENDED
            else When(not_before=low, began_by=high, ongoing_on=ongoing, quote=best.quote)
        )
    if bundle.type in _OPEN_ENDED:
        return When(not_before=low, began_by=_earlier(high, latest), ongoing_on=ongoing, quote=best.quote)
    return When(not_before=low, not_after=_earlier(high, latest), quote=best.quote)


def _close_bounds(moment: Moment) -> tuple[date | None, date | None]:
    """Give the first and the last day of a moment, None where that side is open."""
    if moment.bounds is None:
        return None, None
    low, high = moment.bounds.low, moment.bounds.high
    return None if low == date.min else low, None if high == date.max else high


def _is_present(bundle: Bundle) -> bool:
    """Say whether the text tells a situation as one that lasts: "remain in prison", "has been held since"."""
    lasting = {ClaimType.DETENTION, ClaimType.CONDITION, ClaimType.RELATION}
    return bundle.type in lasting and bundle.main.is_present


def _earlier(day: date | None, other: date | None) -> date | None:
    return day if other is None or (day is not None and day <= other) else other


def _weigh(bundle: Bundle) -> Decimal:
    """Give the confidence of a claim: verbs over nouns, names over pronouns, sentences over headings."""
    main = bundle.main
    if main.is_nominal or main.is_decision or main.section == SectionKind.SCENARIO:
        return _LOW
    return _MIDDLE if any(slot.guess for slot in main.slots) else _HIGH


# ---- entities ------------------------------------------------------------------------------------------------


def _make_entities(claims: Sequence[Claim], cast: Cast) -> Iterator[Entity]:
    used = _collect_keys(claims, cast)
    mains = _map_mains(claims)
    for key, figure in cast.figures.items():
        if key in used and figure.mentions:
            names = cast.list_names(figure)
            yield Entity(
                key,
                figure.kind,
                names,
                _order(figure.mentions),
                figure.ref,
                citizen_of=tuple(state for state in figure.citizen_of if state in used),
                of_state=figure.of_state if figure.of_state in used else None,
            )
    for band in cast.bands:
        if band.key in used:
            yield Entity(
                band.key,
                EntityKind.GROUP,
                (),
                _order(band.mentions),
                None,
                _quote_count(band, mains.get(band.key, ())),
                band.group_kind,
                tuple(member for member in band.members if member in used),
                band.part_of,
                tuple(state for state in dict.fromkeys(band.citizen_of) if state in used),
            )


def _map_mains(claims: Sequence[Claim]) -> Mapping[str, Sequence[Quote]]:
    """Map each thing to the telling to show of each claim that it fills a role of."""
    found: dict[str, list[Quote]] = {}
    for claim in claims:
        for key in {filler.entity for filler in claim.fillers if filler.entity is not None}:
            found.setdefault(key, []).append(claim.quotes[0])
    return found


def _quote_count(band: Band, mains: Sequence[Quote]) -> Count | None:
    """Quote the count where the telling to show gives it too, so that both stand in one sentence."""
    count = band.count
    if count is None or (count.exact is count.low is count.high is None):
        return None
    for quote in _order(band.mentions):
        at = quote.exact.find(count.quote.exact)
        if at >= 0 and any(main.start <= quote.start < main.end for main in mains):
            start = quote.start + at
            return replace(count, quote=Quote(count.quote.exact, start, start + len(count.quote.exact)))
    return count


def _order(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(set(quotes), key=lambda quote: (quote.start, quote.end)))


def _collect_keys(claims: Sequence[Claim], cast: Cast) -> set[str]:
    used = {filler.entity for claim in claims for filler in claim.fillers if filler.entity is not None}
    used |= {key for key, figure in cast.figures.items() if cast.is_person(key) and figure.mentions}
    for band in cast.bands:
        if band.key in used or (band.is_told_part and band.part_of in used):
            used.add(band.key)
            used |= {key for key in (band.part_of, *band.members, *band.citizen_of) if key is not None}
    for key in list(used):
        figure = cast.figures.get(key)
        if figure is not None:
            used |= {state for state in (figure.of_state, *figure.citizen_of) if state is not None}
    return {key for key in used if key in cast.figures or key in cast.bands_by_key}
