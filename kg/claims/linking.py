"""Tie the claims of one article: outcome of talks, cause of bad health, content of speech."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.claims.bundles import Bundle
from kg.claims.causes import link_background
from kg.claims.drafts import FACTS, Draft
from kg.claims.exchanges import Tellings, link_exchanges, list_tellings
from kg.claims.reading import Reading
from kg.model import ClaimType, Factuality, Link, LinkKind, Role

_NO_CONTENT: Final = frozenset({ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL})
_CAUSAL: Final = frozenset({"attributed", "due", "because", "blamed"})
_CONTENTS: Final[Mapping[str, frozenset[Factuality]]] = {
    "denies": frozenset({Factuality.DENIED}),
    "urges": frozenset({Factuality.DEMANDED}),
    "hopes": frozenset({Factuality.HYPOTHETICAL}),
    "doubts": frozenset({Factuality.HYPOTHETICAL, Factuality.PLANNED, Factuality.DENIED}),
    "welcomes": FACTS,
    "thanks": FACTS,
    "condemns": FACTS,
    "criticises": FACTS,
    "accuses": FACTS | {Factuality.ALLEGED},
}


def link_claims(keyed: Sequence[tuple[str, Bundle]], readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Find all links between claims, each kind and pair once; only what one sentence or its neighbour ties."""
    told = list_tellings(keyed)
    found: dict[tuple[LinkKind, str, str], Link] = {}
    spoken = (*_link_neighbours(told, readings), *_link_recalled(told, readings))
    for link in (*link_exchanges(told, readings), *spoken, *link_background(told, readings)):
        found.setdefault((link.kind, link.source, link.target), link)
    return tuple(found.values())


def _link_neighbours(told: Tellings, readings: Sequence[Reading]) -> Iterator[Link]:
    for number in sorted(told):
        for key, bundle, draft in told[number]:
            for other_key, other, other_draft in told[number]:
                types = (bundle.type, other.type)
                if types == (ClaimType.NEGOTIATION, ClaimType.AGREEMENT):
                    yield Link(LinkKind.OUTCOME, key, other_key, Factuality.ASSERTED, other_draft.quote, "link.outcome")
                elif types == (ClaimType.CONDITION, ClaimType.MISTREATMENT):
                    yield from _link_cause(key, other_key, readings[number])
                elif _only_describes(other_draft, readings[number]):
                    continue
                elif _is_spoken(bundle, draft, other_draft) and _is_content(bundle, other):
                    yield Link(LinkKind.CONTENT, key, other_key, other.factuality, draft.quote, "link.content")


def _is_spoken(bundle: Bundle, draft: Draft, other: Draft) -> bool:
    """Say whether a telling stands behind a verb of saying; behind thanks, within the words that thank."""
    if bundle.type != ClaimType.STATEMENT or other.at <= draft.at:
        return False
    return "thanks" not in bundle.values(Role.ATTITUDE) or other.trigger.start < draft.quote.end


def _only_describes(draft: Draft, reading: Reading) -> bool:
    """Say whether a detention is told only to say who is meant: "welcomed 20 men whom Norland had held"."""
    clause = reading.by_verb.get(draft.at)
    is_aside = clause is not None and (clause.is_reduced or clause.opener in {"who", "whom", "which"})
    return is_aside and draft.type == ClaimType.DETENTION


def _link_recalled(told: Tellings, readings: Sequence[Reading]) -> Iterator[Link]:
    """Tie "welcomed the release" to the release that the article told last before, or tells first."""
    releases = [
        (number, key)
        for number in sorted(told)
        for key, bundle, _ in told[number]
        if bundle.type == ClaimType.RELEASE and bundle.factuality in FACTS
    ]
    places = [number for number, _ in releases]
    for number in sorted(told) if releases else ():
        for key, bundle, draft in told[number]:
            if _speaks_of_release(draft, bundle, readings[number]):
                target = releases[max(bisect_right(places, number) - 1, 0)][1]
                yield Link(LinkKind.CONTENT, key, target, Factuality.ASSERTED, draft.quote, "link.content.recalled")


def _speaks_of_release(draft: Draft, bundle: Bundle, reading: Reading) -> bool:
    if bundle.type != ClaimType.STATEMENT or not {"welcomes", "thanks", "condemns"} & set(draft.values(Role.ATTITUDE)):
        return False
    near = reading.chunks[draft.at + 1 :]
    end = next((at for at, chunk in enumerate(near) if chunk.kind in {"stop", "vg"}), len(near))
    return any(chunk.word in _RELEASING and chunk.det in _POINTING for chunk in near[:end])


_RELEASING: Final = frozenset({"release", "freeing", "pardon", "amnesty", "liberation"})
_POINTING: Final = frozenset({"the", "this", "that", "his", "her", "their"})


def _link_cause(key: str, cause: str, reading: Reading) -> Iterator[Link]:
    """Tie bad health to mistreatment where the sentence says "attributed to", "due to", "because of"."""
    if {token.low for token in reading.tokens} & _CAUSAL:
        quote = reading.quote(0, len(reading.tokens))
        yield Link(LinkKind.CAUSED_BY, key, cause, Factuality.ALLEGED, quote, "link.cause")


def _is_content(statement: Bundle, content: Bundle) -> bool:
    attitude = str(next(iter(statement.values(Role.ATTITUDE)), ""))
    return content.type not in _NO_CONTENT and content.factuality in _CONTENTS.get(attitude, frozenset())
