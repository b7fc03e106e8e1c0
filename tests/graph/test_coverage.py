"""Which terms of the ontology a graph can hold: all that claims can say is written, and what is not is listed here."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

import pytest

from kg.graph.ontology import load_ontology
from kg.graph.summary import build_summary
from kg.model import ClaimType, EntityKind, Factuality, Iri, LinkKind, Quad, Role, When
from kg.settings import find_folder
from kg.terms import RDF_TYPE, Class, Prop
from tests.graph.invented import NAMES, Page, build_known, make_document

CURATED: Final = "for curated graphs, which people write: no article is the place to learn it from"
UNREAD: Final = "no claim says it yet: the values between the stages have no place for it"
DECIDED: Final = "a decision that people or other commands record, not something that a text says"

UNTOLD: Final[dict[Class | Prop, str]] = {
    Prop.PROGRAMME: UNREAD,
    Prop.BIRTH_DATE: CURATED,
    Prop.DEATH_DATE: CURATED,
    Prop.GENDER: CURATED,
    Prop.MEMBER_OF: CURATED,
    Prop.COORDINATES: CURATED,
    Prop.REPRINT_OF: DECIDED,
}
VALUES: Final[dict[Role, str | int]] = {
    Role.RELEASE_MODE: "pardon",
    Role.RELIEF_KIND: "lifted",
    Role.SANCTION_TYPE: "trade-restriction",
    Role.ATTITUDE: "asserts",
    Role.CONDITION_TYPE: "poor-health",
    Role.RELATION_TYPE: "alliance",
    Role.PURPOSE: "resettlement",
    Role.OFFENCE: "espionage",
    Role.POLARITY: "affirmed",
    Role.PENALTY: "fine",
    Role.PENALTY_LENGTH: 18,
    Role.DURATION_DAYS: 2,
    Role.QUOTED_TEXT: "They are free.",
    Role.GIST: "They are free.",
}
FILLERS: Final[dict[Role, EntityKind]] = {  # roles that not just anybody can fill
    Role.HOLDER: EntityKind.PERSON,
    Role.RECIPIENT: EntityKind.PERSON,
    Role.POSITION: EntityKind.POSITION,
    Role.AWARD: EntityKind.AWARD,
    Role.TARGET: EntityKind.STATE,
    Role.TARGET_GOOD: EntityKind.GOOD,
    Role.PLACE: EntityKind.SETTLEMENT,
    Role.FROM_PLACE: EntityKind.SETTLEMENT,
    Role.TO_PLACE: EntityKind.PLACE,
    Role.HELD_AT: EntityKind.FACILITY,
}
ACTORS: Final = frozenset({EntityKind.STATE, EntityKind.PERSON})
PAST: Final = When(on_date=date(2024, 5, 1), began_by=date(2024, 5, 1), not_before=date(2024, 5, 1))


def add_entities(page: Page) -> dict[EntityKind, str]:
    """Add one entity of each kind, all of one state, and groups with a number, with bounds, and within a group."""
    state, found = page.state("NRL"), dict[EntityKind, str]()
    for kind in EntityKind:
        key = state if kind == EntityKind.STATE else page.thing(kind, f"a-{kind.lower()}", names=("It",))
        found[kind] = key
        if kind not in {EntityKind.STATE, EntityKind.GROUP, EntityKind.GOOD}:
            page.entities[key] = replace(page.entities[key], of_state=state, citizen_of=(state,))
    group = found[EntityKind.GROUP] = page.group("Nine", "group-nine", count=9, members=[found[EntityKind.PERSON]])
    page.group("some", "group-some", count=(2, 4), part_of=group)
    return found


def write_everything() -> Page:
    """Write a page with a claim of every type, each with every role and value, and with links of every kind."""
    document = make_document("All", "Nine did it on 1 March, some say.", "So it was.")
    page = Page(replace(document, publisher="The Nordby Courier", url="https://example.org/all"), "article-all")
    things = add_entities(page)
    anybody = [things[kind] for kind in EntityKind if kind not in FILLERS.values() or kind in ACTORS]
    day = When(
        on_date=date(2025, 3, 1),
        not_before=date(2025, 1, 1),
        not_after=date(2025, 3, 2),
        ongoing_on=date(2025, 3, 1),
        quote=page.quote("on 1 March"),
    )
    roles = [
        (role, key, "Nine")
        for role in Role
        if role not in VALUES
        for key in ([things[FILLERS[role]]] if role in FILLERS else anybody)
    ]
    for type_ in ClaimType:
        when = PAST if type_ == ClaimType.DETENTION else day
        page.claim(type_, f"claim-{type_}", "Nine did it", roles=roles, values=VALUES, when=when)
        page.name_sanction(f"claim-{type_}", f"sanction-{type_}")
    release, relief = f"claim-{ClaimType.RELEASE}", f"claim-{ClaimType.SANCTION_RELIEF}"
    for kind in LinkKind:
        slugs = ("undertaking-one", "undertaking-other", "agreement-of-both")
        page.link(kind, release, relief, "So it was", slugs=slugs if kind == LinkKind.EXCHANGE else None)
    return page


def write_differences() -> list[Page]:
    """Write what only several texts show: an inferred exchange, a denial, another number on another day."""
    pages = [Page(make_document(f"Text {n}", f"They freed {n} men."), f"article-{n}") for n in (4, 5)]
    for number, page in zip((4, 5), pages, strict=True):
        state, men = page.state("NRL"), page.group(f"{number} men", "group-men", count=number)
        roles = [(Role.RELEASED, men, f"{number} men"), (Role.RELEASED_BY, state, "They")]
        when = When(on_date=date(2025, 3, number))
        page.claim(ClaimType.RELEASE, "release", "They freed", roles=roles, when=when)
        denied = Factuality.DENIED
        page.claim(ClaimType.RELEASE, "release-denied", "They freed", roles=roles, when=when, factuality=denied)
        page.claim(ClaimType.SANCTION_RELIEF, "relief", "They freed", roles=[(Role.ACTOR, state, "They")])
        page.link(LinkKind.EXCHANGE, "release", "relief", "They", Factuality.INFERRED, ("side-a", "side-b", "deal"))
    return pages


@cache
def collect_terms() -> frozenset[Iri]:
    """Collect every class and property in graphs of all that claims can say, of reference data and of the summary."""
    ontology = load_ontology(find_folder("ontology"), NAMES)
    pages = [write_everything(), *write_differences()]
    tellings = build_known().union(*(page.build() for page in pages))
    quads: frozenset[Quad] = tellings | build_summary(tellings, NAMES)
    goods = {quad.object for quad in ontology if quad.predicate == RDF_TYPE and isinstance(quad.object, str)}
    classes = {quad.object for quad in quads if quad.predicate == RDF_TYPE and isinstance(quad.object, str)}
    return frozenset({quad.predicate for quad in quads} | classes | (goods & {NAMES.of_class(Class.GOOD)}))


@pytest.mark.parametrize("prop", [prop for prop in Prop if prop not in UNTOLD], ids=str)
def test_property_is_written_when_claims_say_it(prop: Prop) -> None:
    assert NAMES.prop(prop) in collect_terms()


@pytest.mark.parametrize("name", [name for name in Class if name not in UNTOLD], ids=str)
def test_class_is_written_when_claims_say_it(name: Class) -> None:
    assert NAMES.of_class(name) in collect_terms()


@pytest.mark.parametrize("term", UNTOLD, ids=str)
def test_what_is_listed_as_untold_is_in_no_graph(term: Class | Prop) -> None:
    iri = NAMES.prop(term) if isinstance(term, Prop) else NAMES.of_class(term)
    assert iri not in collect_terms()
