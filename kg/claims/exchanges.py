"""Find what was given for what: stated ("in exchange for"), inferred ("follows the decision to"), and swaps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from kg.claims.bundles import Bundle
from kg.claims.chunks import Chunk
from kg.claims.drafts import FACTS, Draft
from kg.claims.reading import Reading
from kg.model import ClaimType, Factuality, Link, LinkKind, Quote, Role, SectionKind

Telling: TypeAlias = tuple[str, Bundle, Draft]
Tellings: TypeAlias = Mapping[int, Sequence[Telling]]  # by number of the reading

_STATED: Final = frozenset({"in-exchange-for", "in-return-for", "in-exchange", "in-return"})
_RETURNS: Final = frozenset({"in-exchange", "in-return"})  # what is given stands before it, or in the next words
_SOFT: Final = frozenset({"after", "following"})
_GIVEN: Final = frozenset({ClaimType.SANCTION_RELIEF, ClaimType.RELEASE})
_SWAPS: Final = frozenset({"swap", "exchange", "swapped", "exchanged"})
_ANAPHORS: Final = frozenset(
    {"move", "step", "release", "decision", "gesture", "it", "this", "agreement", "handover", "pardon"}
)
_OPENING: Final = 2  # chunks: an anaphor and its verb


def list_tellings(keyed: Sequence[tuple[str, Bundle]]) -> Tellings:
    """List the tellings of all claims by the sentence that they stand in."""
    found: dict[int, list[Telling]] = {}
    for key, bundle in keyed:
        for draft in bundle.drafts:
            found.setdefault(draft.number, []).append((key, bundle, draft))
    return dict(sorted(found.items()))


def link_exchanges(told: Tellings, readings: Sequence[Reading]) -> Iterator[Link]:
    """Find exchanges; sentences of the body come before headline and highlights, so that their words are quoted."""
    releases = _list_releases(told)
    if not releases:
        return
    ordered = sorted(enumerate(readings), key=lambda item: (item[1].section != SectionKind.BODY, item[0]))
    for number, reading in ordered:
        if number in told:
            yield from _link_sentence(told, releases, number, reading)
    yield from _link_swaps(releases, readings)


def _list_releases(told: Tellings) -> Tellings:
    """List the sentences that tell of a release as a fact."""
    found = {
        number: [each for each in told[number] if each[1].type == ClaimType.RELEASE and each[1].factuality in FACTS]
        for number in told
    }
    return {number: releases for number, releases in found.items() if releases}


def _link_sentence(told: Tellings, releases: Tellings, number: int, reading: Reading) -> Iterator[Link]:
    for at in range(len(reading.chunks)):
        kind = _classify_joint(reading, at)
        pairs = list(_find_pairs(told[number], at, reading, _recall_release(releases, number))) if kind else []
        for pair in pairs if kind == "stated" else pairs[:1]:
            quote = _quote_joint(reading, at)
            factuality = Factuality.ASSERTED if kind == "stated" else Factuality.INFERRED
            yield Link(LinkKind.EXCHANGE, *pair, factuality, quote, f"link.exchange.{kind}")
            if kind == "order":
                yield Link(LinkKind.PRECEDED_BY, *pair, Factuality.ASSERTED, quote, "link.order")


def _opens_deal(reading: Reading, at: int) -> bool:
    """Recognise "as part of the deal" and "under the deal" at the start, and "for its part"."""
    chunk, chunks = reading.chunks[at], reading.chunks
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is None or after.kind != "np" or chunk.kind != "prep":
        return False
    is_deal = at == 0 and chunk.word in {"as-part-of", "under"} and after.word in _DEALS
    return (is_deal and after.det in {"the", "this", "that"}) or (
        chunk.word == "for" and after.word == "part" and after.det in {"its", "their"}
    )


_DEALS: Final = frozenset(
    {"deal", "exchange", "agreement", "bargain", "swap", "accord", "arrangement", "understanding"}
)
_REWARDING: Final = frozenset({"reciprocate", "reward", "repay"})


def _classify_joint(reading: Reading, at: int) -> str:
    """Say whether a phrase ties two events: stated, or by mere order."""
    chunk = reading.chunks[at]
    if chunk.word in _STATED or _opens_deal(reading, at) or (chunk.kind == "vg" and chunk.word in _REWARDING):
        return "stated"
    is_soft = chunk.kind in {"prep", "sub"} and chunk.word in _SOFT
    return "order" if is_soft or (chunk.kind == "vg" and chunk.word == "follow" and not chunk.passive) else ""


def _find_pairs(
    near: Sequence[Telling], at: int, reading: Reading, recalled: Sequence[Telling]
) -> Iterator[tuple[str, str]]:
    """Find the release on one side of the phrase and the other events on its other side."""
    here = [telling for telling in near if telling[1].factuality in FACTS and telling[1].type in _GIVEN]
    left = [telling for telling in here if telling[2].at < at]
    right = [telling for telling in here if telling[2].at > at]
    is_opening = at <= _OPENING and all(_leads_on(chunk) for chunk in reading.chunks[:at])
    if is_opening and len(right) > 1:
        left, right = _split_at_comma(right, at, reading)
    if not left and (_opens_with_anaphor(reading, at) or _points_back(reading, at)):
        left = [*recalled]
    if not right and left and _names_release(reading, at):
        right = [*recalled]
    if not right and reading.chunks[at].word in _RETURNS:
        left, right = left[:-1], left[-1:]
    for source, one, _ in left:
        for target, other, _ in right:
            if source != target and ClaimType.RELEASE in {one.type, other.type}:
                yield (source, target) if one.type == ClaimType.RELEASE else (target, source)


def _split_at_comma(right: list[Telling], at: int, reading: Reading) -> tuple[list[Telling], list[Telling]]:
    """Divide what "in return for X, Y" and "hours after X, Y" tell behind the phrase that opens the sentence."""
    comma = next((step for step in range(at, len(reading.chunks)) if reading.chunks[step].kind == "comma"), 0)
    before = [telling for telling in right if telling[2].at < comma]
    after = [telling for telling in right if telling[2].at > comma]
    if not before and comma and len(after) > 1 and _opens_deal(reading, at):  # "under the deal, X and Y"
        return after[:1], after[1:]
    return (before, after) if after else ([], right)


def _points_back(reading: Reading, at: int) -> bool:
    """Say whether what was given in return stands before the sentence: "in return", "in exchange for him"."""
    chunk = reading.chunks[at]
    after = reading.chunks[at + 1] if at + 1 < len(reading.chunks) else None
    if _opens_deal(reading, at) or chunk.word in _REWARDING:
        return True
    if at > 1:
        return False
    is_person = (
        after is not None and after.kind == "np" and (after.noun is None or after.det in {"the", "this", "that"})
    )
    return chunk.word in _RETURNS or (chunk.word in _STATED and is_person)


def _names_release(reading: Reading, at: int) -> bool:
    """Say whether "the release" alone stands behind "in exchange for": the one told before."""
    chunk = reading.chunks[at + 1] if at + 1 < len(reading.chunks) else None
    is_stated = reading.chunks[at].word in _STATED
    return (
        is_stated and chunk is not None and chunk.word in {"release", "pardon"} and chunk.det in {"the", "this", "that"}
    )


def _recall_release(releases: Tellings, number: int) -> Sequence[Telling]:
    """Take "this move" as the release of the sentence before, else as the first release of the article."""
    return releases.get(number - 1) or next(iter(releases.values()))


def _opens_with_anaphor(reading: Reading, at: int) -> bool:
    between = reading.chunks[1:at]
    is_near = at <= _OPENING or (at <= _OPENING + 2 and all(_leads_on(chunk) for chunk in between))
    return reading.chunks[0].kind == "np" and is_near and reading.chunks[0].word in _ANAPHORS


def _leads_on(chunk: Chunk) -> bool:
    """Recognise the words between in "the release came two days after"."""
    return chunk.kind in {"vg", "time", "adv", "particle"} or chunk.meaning == "unit"


def _quote_joint(reading: Reading, at: int) -> Quote:
    start = reading.chunks[0].start if reading.chunks[at].kind == "vg" else reading.chunks[at].start
    end = at + 1
    while end < len(reading.chunks) and reading.chunks[end].kind not in {"comma", "stop"}:
        end += 1
    return reading.quote(start, reading.chunks[end - 1].end)


def _link_swaps(releases: Tellings, readings: Sequence[Reading]) -> Iterator[Link]:
    """Tie two releases by two sides that one sentence sets against each other, where the article speaks of a swap."""
    swap = next((reading for reading in readings if any(token.low in _SWAPS for token in reading.tokens)), None)
    if swap is None:
        return
    for near in releases.values():
        for source, one, _ in near:
            for target, other, _ in near:
                sides = (one.keys(Role.RELEASED_BY), other.keys(Role.RELEASED_BY))
                if source < target and all(sides) and not sides[0] & sides[1]:
                    quote = swap.quote(0, len(swap.tokens))
                    yield Link(LinkKind.EXCHANGE, source, target, Factuality.INFERRED, quote, "link.exchange.swap")
