"""Make the entities of a document: the figures and bands that its claims mention."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.claims.cast import Cast
from kg.claims.figures import Band
from kg.model import Claim, Count, Entity, EntityKind, Quote


def list_entities(claims: Sequence[Claim], cast: Cast) -> Iterator[Entity]:
    """Give the figures and bands that fill a role, and what is told of them: members, wholes, states."""
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
