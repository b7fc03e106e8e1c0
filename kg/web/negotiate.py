"""Pick the media type that an Accept header likes best; reading one never fails."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import NotAcceptableError
from kg.store.checking import Form
from kg.store.results import Format, find_format, list_formats

HTML: Final = Format("html", "text/html", "html", is_graph=False, other_types=("application/xhtml+xml",))
# Browsers and libraries stay far below; a longer header is cut, not refused.
_LONGEST: Final = 8192
_RANGE: Final = re.compile(r"([\w!#$&^.+\-*]+/[\w!#$&^.+\-*]+)")
_QUALITY: Final = re.compile(r";\s*q\s*=\s*([0-9]*\.?[0-9]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold one media range of an Accept header, its weight and its place in the header."""

    range: str
    weight: float
    place: int


def parse_accept(header: str) -> tuple[Wish, ...]:
    """Read an Accept header; what is no media range is passed over.

    >>> parse_accept("text/csv;q=0.5, */*")
    (Wish(range='text/csv', weight=0.5, place=0), Wish(range='*/*', weight=1.0, place=1))
    """
    wishes = []
    for place, part in enumerate(header[:_LONGEST].split(",")):
        match = _RANGE.match(part.strip())
        if match is not None:
            wishes.append(Wish(match[1].lower(), _read_weight(part), place))
    return tuple(wishes)


def weigh(header: str, media_types: Sequence[str]) -> tuple[float, int, int]:
    """Weigh an offer known by one or more media types: its weight, how exactly it is named, how early.

    The most exact range decides on the weight, as RFC 9110 says; a range with a star fits only the first type, the
    format's own; an empty header accepts everything.
    """
    wishes = parse_accept(header)
    if not wishes:
        return 1.0, 0, 0
    fits = [(_exactness(wish.range, media_types), -wish.place, wish.weight) for wish in wishes]
    exactness, place, weight = max(fits)
    return (weight, exactness, place if exactness == _EXACT else 0) if exactness else (0.0, 0, 0)


def prefers_html(header: str) -> bool:
    """Say whether a person's browser asks: HTML is named, and liked no less than JSON."""
    weight, exactness, _ = weigh(header, (HTML.media_type, *HTML.other_types))
    json_weight, _, _ = weigh(header, ("application/json",))
    return exactness == _EXACT and weight > 0 and weight >= json_weight


def choose_format(form: Form, *, accept: str, named: str | None) -> Format:
    """Choose the format of a result.

    Args:
        form: the form of the query.
        accept: the Accept header.
        named: the value of `format=`, which wins over Accept.

    Raises:
        NotAcceptableError: nothing of what is asked for is on offer; lists what is.
    """
    offers = [*list_formats(is_graph=form.is_graph), HTML]
    if named:
        found = HTML if named.strip().lower() == "html" else find_format(named, is_graph=form.is_graph)
        if found is None:
            names = ", ".join(sorted({offer.name for offer in offers}))
            raise NotAcceptableError(f"{form} has no format {named[:80]!r}", hint=f"On offer with format=: {names}.")
        return found
    weights = [weigh(accept, (offer.media_type, *offer.other_types)) for offer in offers]
    best = max(weights)
    if best[0] <= 0:
        types = ", ".join(offer.media_type for offer in offers)
        raise NotAcceptableError(f"no type in Accept is on offer for {form}", hint=f"On offer: {types}.")
    return offers[weights.index(best)]


def choose_graph_format(accept: str, *, named: str | None = None) -> Format:
    """Choose the format of a description of ours; raises as `choose_format` does."""
    return choose_format(Form.CONSTRUCT, accept=accept, named=named)


def say_type(form: Format, accept: str) -> str:
    """Give the Content-Type: the name that the client used, if it is one of the format's other names.

    Old clients read a result only under the name they asked for, such as application/xml.
    """
    asked = {wish.range for wish in parse_accept(accept) if wish.weight > 0}
    if form.media_type in asked:
        return form.content_type
    other = next((name for name in form.other_types if name in asked), None)
    return form.content_type if other is None else replace(form, media_type=other).content_type


_EXACT: Final = 3


def _exactness(wanted: str, offered: Sequence[str]) -> int:
    if wanted in offered:
        return _EXACT
    if wanted == f"{offered[0].partition('/')[0]}/*":
        return 2
    return 1 if wanted == "*/*" else 0


def _read_weight(part: str) -> float:
    match = _QUALITY.search(part)
    if match is None:
        return 1.0
    try:
        return min(1.0, max(0.0, float(match[1])))
    except ValueError:
        return 0.0
