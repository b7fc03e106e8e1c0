"""Make a claim out of the tellings of one event: its fillers, quotes, time, factuality and confidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, SANCTIONS, Slot
from kg.claims.whens import make_untimed, make_when
from kg.model import Claim, ClaimType, Document, Factuality, Filler, Quote, Role, SectionKind, When

_DOUBTED: Final = Decimal("0.6")
_LOW: Final = Decimal("0.7")
_MIDDLE: Final = Decimal("0.8")
_HIGH: Final = Decimal("0.9")


def map_copies(document: Document) -> Mapping[int, tuple[int, ...]]:
    """Map a sentence to how far off its copies stand."""
    found: dict[int, list[int]] = {}
    for sentence in document.sentences:
        if sentence.copy_of is not None:
            first = document.sentences[sentence.copy_of]
            found.setdefault(sentence.copy_of, []).append(sentence.span.start - first.span.start)
    return {index: tuple(shifts) for index, shifts in found.items()}


def make_claim(
    document: Document, key: str, bundle: Bundle, cast: Cast, copies: Mapping[int, tuple[int, ...]]
) -> Claim:
    """Make the claim that the tellings of an event add up to.

    Args:
        key: names the claim within the document.
        copies: where else each sentence stands word for word, as `map_copies` gives it.
    """
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
    told = [(draft.moment.bounds, draft.moment.quote) for draft in bundle.drafts if draft.moment is not None]
    timed = [(bounds, quote) for bounds, quote in told if bounds is not None]
    is_fact = bundle.factuality in {Factuality.ASSERTED, Factuality.REPORTED, Factuality.ALLEGED}
    latest = published if is_fact else None
    ongoing = latest if bundle.type == ClaimType.POSITION_HOLDING or _is_present(bundle) else None
    if not timed:
        return When(ongoing_on=ongoing) if ongoing is not None else make_untimed(latest)
    bounds, quote = min(timed, key=lambda each: (each[0].high - each[0].low, each[1].start))
    return make_when(bundle.type, bounds, quote, latest, ongoing)


def _is_present(bundle: Bundle) -> bool:
    """Say whether the text tells a situation as one that lasts: "remain in prison", "has been held since"."""
    lasting = {ClaimType.DETENTION, ClaimType.CONDITION, ClaimType.RELATION}
    return bundle.type in lasting and bundle.main.is_present


def _weigh(bundle: Bundle) -> Decimal:
    """Give the confidence of a claim: verbs over nouns, names over pronouns, sentences over headings."""
    main = bundle.main
    if main.is_nominal or main.is_decision or main.section == SectionKind.SCENARIO:
        return _LOW
    return _MIDDLE if any(slot.guess for slot in main.slots) else _HIGH
