"""Tie the release of somebody to the detention that it ended, where one article tells both."""

from collections.abc import Iterable, Iterator
from datetime import date

from kg.graph.evidence import Piece, Proof
from kg.graph.literals import make_day
from kg.graph.telling import Telling
from kg.model import Claim, ClaimType, Iri, Role, Triple
from kg.terms import Prop

FACTUAL = "factual"


def describe_custody(telling: Telling) -> Iterator[Piece]:
    """Write from which detentions people were released, with the words that tell the detention."""
    facts = [claim for claim in telling.ordered if claim.factuality.standing == FACTUAL]
    for release in (claim for claim in facts if claim.type == ClaimType.RELEASE):
        node = telling.name_claim(release.key)
        for detention in find_ended(telling, facts, release):
            target = telling.name_claim(detention.key)
            yield Triple(node, telling.names.prop(Prop.RELEASED_FROM), target)
            yield Proof(node, detention.quotes[0], detention.confidence, Prop.RELEASED_FROM, target)
            yield from describe_end(telling, detention, release)


def describe_end(telling: Telling, detention: Claim, release: Claim) -> Iterator[Piece]:
    """Write on which day a detention ended: that of the release of all who were held, where the text gives it."""
    held, freed = (list_names(telling, *each) for each in ((detention, Role.DETAINEE), (release, Role.RELEASED)))
    when = release.when
    if when is not None and when.on_date is not None and when.quote is not None and set(held) <= set(freed):
        node, day = telling.name_claim(detention.key), make_day(when.on_date)
        yield Triple(node, telling.names.prop(Prop.ENDED_ON), day)
        yield Proof(node, when.quote, release.confidence, Prop.ENDED_ON, value=day)


def find_ended(telling: Telling, facts: Iterable[Claim], release: Claim) -> list[Claim]:
    """Find the detentions that a release ended: of each of those freed, the last that had begun by then."""
    freed = set(list_names(telling, release, Role.RELEASED))
    last: dict[Iri, tuple[date, Claim]] = {}
    for claim in facts:
        began = find_beginning(claim)
        if claim.type == ClaimType.DETENTION and began is not None and may_end(telling, claim, release):
            for name in freed.intersection(list_names(telling, claim, Role.DETAINEE)):
                if name not in last or last[name][0] < began:
                    last[name] = (began, claim)
    return [claim for claim in facts if any(claim == ended for _, ended in last.values())]


def may_end(telling: Telling, detention: Claim, release: Claim) -> bool:
    """Say whether a detention began before a release, and is not told to go on afterwards."""
    began, freed = find_beginning(detention), find_last_day(telling, release)
    if began is None or freed is None or began > freed:
        return False
    ongoing = detention.when.ongoing_on if detention.when is not None else None
    return ongoing is None or ongoing < freed


def find_beginning(detention: Claim) -> date | None:
    """Find the day by which a detention had begun; None where no text says."""
    when = detention.when
    return None if when is None else when.on_date or when.began_by or when.not_before


def list_names(telling: Telling, claim: Claim, role: Role) -> list[Iri]:
    """List those in a role, a group by its IRI as well as people."""
    return [telling.name_entity(filler.entity) for filler in claim.find(role) if filler.entity is not None]


def find_last_day(telling: Telling, release: Claim) -> date | None:
    """Find the day of a release, or the last one on which it can have been."""
    when = release.when
    return (when.on_date or when.not_after if when is not None else None) or telling.document.published
