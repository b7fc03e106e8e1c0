"""Tie the claims of one article: given in exchange, one after the other, outcome of talks, content of speech."""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.claims.merging import Bundle
from kg.claims.reading import Reading
from kg.model import ClaimType, Factuality, Link, LinkKind, Quote, Role, SectionKind

_STATED: Final = frozenset({"in-exchange-for", "in-return-for"})
_SOFT: Final = frozenset({"after", "following"})
_RELIEFS: Final = frozenset({ClaimType.SANCTION_RELIEF, ClaimType.RELEASE})
Keyed = Sequence[tuple[str, Bundle]]


def link_claims(keyed: Keyed, readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Find all links between claims, each kind and pair once."""
    found: dict[tuple[LinkKind, str, str], Link] = {}
    causes = _link_causes(keyed, readings)
    for link in (*_link_exchange(keyed, readings), *_link_outcomes(keyed, readings), *_link_contents(keyed), *causes):
        found.setdefault((link.kind, link.source, link.target), link)
    return tuple(found.values())


# ---- exchange ------------------------------------------------------------------------------------------------


def _link_exchange(keyed: Keyed, readings: Sequence[Reading]) -> Iterator[Link]:
    facts = [(key, bundle) for key, bundle in keyed if bundle.factuality in {Factuality.ASSERTED, Factuality.REPORTED}]
    releases = [(key, bundle) for key, bundle in facts if bundle.type == ClaimType.RELEASE]
    ordered = sorted(enumerate(readings), key=lambda item: (item[1].section != SectionKind.BODY, item[0]))
    for number, reading in ordered:
        for at in range(len(reading.chunks)):
            kind = _classify_joint(reading, at)
            if not kind:
                continue
            pair = _find_pair(number, at, releases, facts, readings)
            if pair is None:
                continue
            quote = _quote_joint(reading, at)
            yield from _make_exchange(kind, pair, quote)
    yield from _link_swaps(releases, readings)


def _classify_joint(reading: Reading, at: int) -> str:
    """Say whether a phrase ties two events: stated ("in exchange for"), order ("after", "follows")."""
    chunk = reading.chunks[at]
    if chunk.kind == "prep" and chunk.word in _STATED:
        return "stated"
    if chunk.word in {"in-exchange", "in-return"}:
        return "stated"
    if chunk.kind in {"prep", "sub"} and chunk.word in _SOFT:
        return "order"
    if chunk.kind == "vg" and chunk.word == "follow" and not chunk.passive:
        return "order"
    return ""


Pair = tuple[str, str]


def _find_pair(number: int, at: int, releases: Keyed, facts: Keyed, readings: Sequence[Reading]) -> Pair | None:
    """Find the release on one side of the phrase and the other event on its other side."""
    right = [(key, bundle) for key, bundle in facts if _tells(bundle, number, at + 1, 10**6)]
    left = [(key, bundle) for key, bundle in facts if _tells(bundle, number, 0, at)]
    if not left and _opens_with_anaphor(readings[number], at):
        left = [(key, bundle) for key, bundle in facts if any(draft.number == number - 1 for draft in bundle.drafts)]
        if not left:
            left = list(releases[:1])
    for source, one in left:
        for target, other in right:
            if source != target and {one.type, other.type} <= _RELIEFS and ClaimType.RELEASE in {one.type, other.type}:
                return (source, target) if one.type == ClaimType.RELEASE else (target, source)
    return None


def _tells(bundle: Bundle, number: int, low: int, high: int) -> bool:
    return any(draft.number == number and low <= draft.at < high for draft in bundle.drafts)


def _opens_with_anaphor(reading: Reading, at: int) -> bool:
    first = reading.chunks[0] if reading.chunks else None
    return (
        first is not None
        and first.kind == "np"
        and at <= 2
        and first.word in {"move", "step", "release", "decision", "gesture", "it", "this", "agreement", "handover"}
    )


def _quote_joint(reading: Reading, at: int) -> Quote:
    start = reading.chunks[0].start if reading.chunks[at].kind == "vg" else reading.chunks[at].start
    end = at + 1
    while end < len(reading.chunks) and reading.chunks[end].kind not in {"comma", "stop"}:
        end += 1
    return reading.quote(start, reading.chunks[end - 1].end)


def _make_exchange(kind: str, pair: Pair, quote: Quote) -> Iterator[Link]:
    source, target = pair
    factuality = Factuality.ASSERTED if kind == "stated" else Factuality.INFERRED
    yield Link(LinkKind.EXCHANGE, source, target, factuality, quote, f"link.exchange.{kind}")
    if kind == "order":
        yield Link(LinkKind.PRECEDED_BY, source, target, Factuality.ASSERTED, quote, "link.order")


def _link_swaps(releases: Keyed, readings: Sequence[Reading]) -> Iterator[Link]:
    """Tie two releases by two sides that one sentence with "swap" or "while" sets against each other."""
    for source, one in releases:
        for target, other in releases:
            if source >= target or not one.keys(Role.RELEASED_BY) or not other.keys(Role.RELEASED_BY):
                continue
            if one.keys(Role.RELEASED_BY) & other.keys(Role.RELEASED_BY):
                continue
            numbers = {draft.number for draft in one.drafts} & {draft.number for draft in other.drafts}
            swaps = [
                reading
                for reading in readings
                if any(token.low in {"swap", "exchange", "swapped", "exchanged"} for token in reading.tokens)
            ]
            if numbers and swaps:
                reading = swaps[0]
                quote = reading.quote(0, len(reading.tokens))
                yield Link(LinkKind.EXCHANGE, source, target, Factuality.INFERRED, quote, "link.exchange.swap")


# ---- outcome and content -------------------------------------------------------------------------------------


def _link_outcomes(keyed: Keyed, readings: Sequence[Reading]) -> Iterator[Link]:
    for source, talks in keyed:
        for target, agreement in keyed:
            if talks.type == ClaimType.NEGOTIATION and agreement.type == ClaimType.AGREEMENT:
                shared = [
                    draft for draft in agreement.drafts if any(draft.number == other.number for other in talks.drafts)
                ]
                if shared:
                    yield Link(LinkKind.OUTCOME, source, target, Factuality.ASSERTED, shared[0].quote, "link.outcome")


def _link_causes(keyed: Keyed, readings: Sequence[Reading]) -> Iterator[Link]:
    """Tie bad health to mistreatment where the sentence says "attributed to", "due to", "because of"."""
    for source, health in keyed:
        for target, cause in keyed:
            if health.type != ClaimType.CONDITION or cause.type != ClaimType.MISTREATMENT:
                continue
            for draft in health.drafts:
                reading = readings[draft.number]
                is_near = any(other.number == draft.number for other in cause.drafts)
                if is_near and {token.low for token in reading.tokens} & {"attributed", "due", "because", "blamed"}:
                    yield Link(
                        LinkKind.CAUSED_BY,
                        source,
                        target,
                        Factuality.ALLEGED,
                        reading.quote(0, len(reading.tokens)),
                        "link.cause",
                    )


def _link_contents(keyed: Keyed) -> Iterator[Link]:
    for source, statement in keyed:
        if statement.type != ClaimType.STATEMENT:
            continue
        attitude = next(iter(statement.values(Role.ATTITUDE)), "")
        for target, content in keyed:
            if content.type in {
                ClaimType.STATEMENT,
                ClaimType.POSITION_HOLDING,
                ClaimType.AWARD_CONFERRAL,
            } or not _is_content(str(attitude), content):
                continue
            for told in statement.drafts:
                if any(draft.number == told.number and draft.at > told.at for draft in content.drafts):
                    yield Link(LinkKind.CONTENT, source, target, content.factuality, told.quote, "link.content")


def _is_content(attitude: str, content: Bundle) -> bool:
    wanted = {
        "denies": {Factuality.DENIED},
        "urges": {Factuality.DEMANDED},
        "hopes": {Factuality.HYPOTHETICAL},
        "welcomes": {Factuality.ASSERTED},
        "condemns": {Factuality.ASSERTED},
        "criticises": {Factuality.ASSERTED},
        "accuses": {Factuality.ALLEGED, Factuality.ASSERTED},
    }
    return content.factuality in wanted.get(attitude, set())
