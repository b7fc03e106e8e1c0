"""Write when a situation was, as exactly as the text says and no more."""

from collections.abc import Iterator
from datetime import date

from kg.graph.closure import is_event
from kg.graph.evidence import Piece, Proof
from kg.graph.literals import make_day, make_text
from kg.graph.telling import Telling, class_of
from kg.model import Claim, ClaimType, Iri, Triple, When
from kg.terms import Class, Prop


def describe_time(telling: Telling, claim: Claim, node: Iri) -> Iterator[Piece]:
    """Write the day or the bounds of a claim, its time words, and the evidence for what these words say."""
    when, names = claim.when, telling.names
    if when is None:
        return
    if when.quote is not None:
        yield Triple(node, names.prop(Prop.DATE_TEXT), make_text(when.quote.exact))
    for prop, day in list_days(when, class_of(claim)):
        yield Triple(node, names.prop(prop), make_day(day))
        if when.quote is not None and not is_bound_by_publication(telling, prop, day):
            yield Proof(node, when.quote, claim.confidence, prop, value=make_day(day))


def list_days(when: When, name: Class) -> list[tuple[Prop, date]]:
    """List the days that are said; what lasts has no day of its own but one on which it began."""
    lasts = not is_event(name) or name == Class(ClaimType.DETENTION.value)
    said = (
        (Prop.BEGAN_ON if lasts else Prop.ON_DATE, when.on_date),
        (Prop.NOT_BEFORE, when.not_before),
        (Prop.NOT_AFTER, when.not_after),
        (Prop.BEGAN_BY, when.began_by),
        (Prop.ONGOING_ON, when.ongoing_on),
    )
    return [(prop, day) for prop, day in said if day is not None]


def is_bound_by_publication(telling: Telling, prop: Prop, day: date) -> bool:
    """Say whether a bound comes from the day of publication: then no words of the text say it."""
    return prop in {Prop.NOT_AFTER, Prop.ONGOING_ON} and day == telling.document.published
