"""The graph of one article: what is written for each kind of claim, and what holds of every graph."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from kg.graph.closure import CLASS_PARENTS, PROPERTY_PARENTS
from kg.model import ClaimType, EntityKind, Factuality, FillerValue, LinkKind, Literal, Quad, Role, When
from kg.terms import RDF_TYPE, RDFS_LABEL, Prop
from tests.graph.invented import NAMES, Page, make_document
from tests.graph.pages import write_first_page, write_second_page, write_swap_page

PAGES = [write_first_page, write_second_page, write_swap_page]


def show(quads: frozenset[Quad], slug: str, *, closed: bool = False) -> list[str]:
    """Show what is said of a node, one line a triple, in short names; without what is closed upwards."""
    node = NAMES.thing(slug)
    lines = [f"{shorten(q.predicate)} {shorten(q.object)}" for q in quads if q.subject == node]
    upper = () if closed else ("type Agent", "type Event", "type Situation", "participant ", "type SanctionAction")
    return sorted(line for line in lines if not line.startswith(("mainEvidence", *upper)))


def shorten(value: str | Literal) -> str:
    if isinstance(value, Literal):
        return value.lexical + (f"@{value.language}" if value.language else "")
    return value.rpartition("/")[2].rpartition("#")[2]


def list_proofs(quads: frozenset[Quad], slug: str) -> list[str]:
    """Show the evidence of a situation: role, filler, value and words, one line each."""
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        facts[quad.subject][shorten(quad.predicate)] = shorten(quad.object)
    keys = ("forRole", "forFiller", "forValue", "exact")
    return sorted(" | ".join(f.get(key, "-") for key in keys) for f in facts.values() if f.get("supports") == slug)


def make_page(*sentences: str) -> Page:
    return Page(make_document("A headline of no account", *sentences), "article-x")


def test_release_has_roles_group_bounds_and_every_place_that_tells_it() -> None:
    quads = write_first_page().build_graph()
    assert show(quads, "release-nrl") == [
        "factuality asserted",
        "notAfter 2025-03-02",
        "precededBy relief-sdm",
        "released group-release-released",
        "released person-mara-velt",
        "released person-tomas-brandl",
        "releasedBy state-NRL",
        "standing factual",
        "type Release",
    ]
    assert list_proofs(quads, "release-nrl") == [
        "- | - | - | Norland frees 123 prisoners",
        "- | - | - | Norland has released 123 prisoners",
        "- | - | - | Norland has released 123 prisoners",
        "precededBy | relief-sdm | - | follows",
        "released | group-release-released | 123 | 123 prisoners",
        "released | person-mara-velt | - | Mara Velt",
        "released | person-tomas-brandl | - | Tomas Brandl",
        "releasedBy | state-NRL | - | Norland",
        "subgroupOf | group-foreigners | - | Five of them",
    ]


def test_groups_have_count_kind_members_and_parts() -> None:
    quads = write_first_page().build_graph()
    assert show(quads, "group-release-released") == [
        "groupKind prisoners",
        "hasNamedMember person-mara-velt",
        "hasNamedMember person-tomas-brandl",
        "memberCount 123",
        "type PersonGroup",
    ]
    assert "subgroupOf group-release-released" in show(quads, "group-foreigners")
    assert show(quads, "person-mara-velt") == ["altLabel Mara Velt@en", "type Person"]
    assert show(quads, "state-NRL") == []  # the reference data describe it


def test_relief_acts_on_a_sanction_that_is_in_force() -> None:
    quads = write_first_page().build_graph()
    assert show(quads, "relief-sdm") == [
        "actionOn sanction-sdm-nrl-timber",
        "actor state-SDM",
        "factuality asserted",
        "notAfter 2025-03-02",
        "reliefKind lifted",
        "standing factual",
        "type SanctionRelief",
    ]
    assert show(quads, "sanction-sdm-nrl-timber") == [
        "factuality asserted",
        "sanctionType trade-restriction",
        "sender state-SDM",
        "standing factual",
        "target state-NRL",
        "targetGood timber",
        "type Sanction",
    ]
    assert (
        Quad(
            NAMES.thing("sanction-sdm-nrl-timber"),
            NAMES.prop(Prop.TARGET_GOOD),
            NAMES.concept("timber"),
            next(iter(quads)).graph,
        )
        in quads
    )


@pytest.mark.parametrize(
    ("action", "factuality", "sanction"),
    [
        (ClaimType.SANCTION_RELIEF, Factuality.DEMANDED, "asserted"),
        (ClaimType.SANCTION_RENEWAL, Factuality.HYPOTHETICAL, "asserted"),
        (ClaimType.SANCTION_IMPOSITION, Factuality.PLANNED, "planned"),
        (ClaimType.SANCTION_IMPOSITION, Factuality.ASSERTED, "asserted"),
    ],
)
def test_sanction_is_as_sure_as_its_imposition_or_else_in_force(
    action: ClaimType, factuality: Factuality, sanction: str
) -> None:
    page = make_page("The council spoke of sanctions.")
    page.name_sanction(page.claim(action, "act", "spoke of sanctions", factuality=factuality), "sanction")
    assert f"factuality {sanction}" in show(page.build_graph(), "sanction")


def test_exchange_is_two_undertakings_each_for_the_other() -> None:
    quads = write_first_page().build_graph()
    assert show(quads, "undertaking-release-inferred") == [
        "factuality inferred",
        "fulfilledBy release-nrl",
        "inExchangeFor undertaking-relief-inferred",
        "standing inferred",
        "type Undertaking",
        "undertakenBy state-NRL",
    ]
    assert "inExchangeFor undertaking-release-inferred" in show(quads, "undertaking-relief-inferred")
    assert show(quads, "agreement-inferred") == [
        "factuality inferred",
        "hasUndertaking undertaking-release-inferred",
        "hasUndertaking undertaking-relief-inferred",
        "party state-NRL",
        "party state-SDM",
        "standing inferred",
        "type Agreement",
    ]


def test_agreement_that_is_told_takes_the_undertakings_and_stays_a_fact() -> None:
    page = make_page("A deal was struck: Norland frees Ann Orr for timber.")
    norland, orr = page.state("NRL"), page.person("Ann Orr", "person-ann-orr")
    roles = [(Role.RELEASED_BY, norland, "Norland"), (Role.RELEASED, orr, "Ann Orr")]
    release = page.claim(ClaimType.RELEASE, "release", "frees Ann Orr", roles=roles)
    relief = page.claim(ClaimType.SANCTION_RELIEF, "relief", "for timber")
    page.claim(ClaimType.AGREEMENT, "deal", "A deal was struck")
    page.link(LinkKind.EXCHANGE, release, relief, "for timber", Factuality.INFERRED, ("one", "two", "deal"))
    assert show(page.build_graph(), "deal") == [
        "factuality asserted",
        "hasUndertaking one",
        "hasUndertaking two",
        "standing factual",
        "type Agreement",
    ]


def test_day_and_attribution_have_evidence() -> None:
    quads = write_second_page().build_graph()
    assert "onDate 2025-03-01" in show(quads, "release-nrl")
    assert "dateText on Saturday" in show(quads, "release-nrl")
    assert "onDate | - | 2025-03-01 | on Saturday" in list_proofs(quads, "release-nrl")
    assert "attributedTo | person-lena-ost | - | Lena Ost" in list_proofs(quads, "release-nrl")
    sources = {q.subject for q in quads if q.predicate == NAMES.prop(Prop.ATTRIBUTED_TO)}
    main = {q.object for q in quads if q.subject == NAMES.thing("release-nrl") and "mainEvidence" in q.predicate}
    assert sources == main


def test_detention_is_bounded_and_bound_of_publication_has_no_words() -> None:
    quads = write_second_page().build_graph()
    assert show(quads, "detention-marr") == [
        "beganBy 2020-12-31",
        "dateText since 2020",
        "detainee person-piet-marr",
        "factuality asserted",
        "notBefore 2020-01-01",
        "ongoingOn 2025-03-03",
        "standing factual",
        "type Detention",
    ]
    assert [line for line in list_proofs(quads, "detention-marr") if "ongoingOn" in line] == []


def test_day_of_what_lasts_is_the_day_it_began() -> None:
    page = make_page("Ann Orr is held since 3 May 2021.")
    orr = page.person("Ann Orr", "person-ann-orr")
    when = When(on_date=date(2021, 5, 3), quote=page.quote("since 3 May 2021"))
    page.claim(ClaimType.DETENTION, "held", "Ann Orr is held", roles=[(Role.DETAINEE, orr, "Ann Orr")], when=when)
    assert "beganOn 2021-05-03" in show(page.build_graph(), "held")


def test_statement_has_content_that_is_denied() -> None:
    quads = write_second_page().build_graph()
    assert show(quads, "statement-denies") == [
        "attitude denies",
        "content release-marr-denied",
        "factuality asserted",
        "gist Marr was not released.@en",
        "notAfter 2025-03-03",
        "speaker person-lena-ost",
        "standing factual",
        "type Statement",
    ]
    assert "standing denied" in show(quads, "release-marr-denied")


VALUES: list[tuple[ClaimType, dict[Role, FillerValue], list[str]]] = [
    (ClaimType.NEGOTIATION, {Role.DURATION_DAYS: Decimal("2.0")}, ["duration P2D", "durationDays 2"]),
    (ClaimType.SENTENCING, {Role.PENALTY_LENGTH: 110}, ["penaltyLength P9Y2M"]),
    (ClaimType.SENTENCING, {Role.PENALTY: "life-imprisonment"}, ["penalty life-imprisonment"]),
    (ClaimType.CONDITION, {Role.CONDITION_TYPE: "poor-health"}, ["conditionType poor-health"]),
    (ClaimType.TRANSFER, {Role.PURPOSE: "resettlement"}, ["purpose resettlement"]),
    (ClaimType.STATEMENT, {Role.QUOTED_TEXT: "bandits"}, ["quotedText bandits@en"]),
    (ClaimType.RELEASE, {Role.RELEASE_MODE: "amnesty"}, ["releaseMode amnesty"]),
]


@pytest.mark.parametrize(("kind", "values", "lines"), VALUES, ids=[line for _, _, (line, *_) in VALUES])
def test_values_are_written_in_canonical_form(
    kind: ClaimType, values: dict[Role, FillerValue], lines: list[str]
) -> None:
    page = make_page("Something was said.")
    page.claim(kind, "it", "Something was said", values=values)
    assert set(lines) <= set(show(page.build_graph(), "it"))


ROLES = [
    (ClaimType.ARREST, Role.ARRESTED, True),
    (ClaimType.SENTENCING, Role.SENTENCED, True),
    (ClaimType.NEGOTIATION, Role.NEGOTIATOR, True),
    (ClaimType.MISTREATMENT, Role.VICTIM, True),
    (ClaimType.AWARD_CONFERRAL, Role.RECIPIENT, True),
    (ClaimType.STATEMENT, Role.ABOUT_AGENT, False),
    (ClaimType.CONDITION, Role.SUBJECT_AGENT, False),
    (ClaimType.POSITION_HOLDING, Role.HOLDER, False),
]


@pytest.mark.parametrize(("kind", "role", "takes_part"), ROLES, ids=[role for _, role, _ in ROLES])
def test_roles_are_repeated_as_participant_where_they_are_one(kind: ClaimType, role: Role, *, takes_part: bool) -> None:
    page = make_page("Ann Orr was there.")
    orr = page.person("Ann Orr", "person-ann-orr")
    page.claim(kind, "it", "Ann Orr was there", roles=[(role, orr, "Ann Orr")])
    lines = show(page.build_graph(), "it", closed=True)
    assert f"{role} person-ann-orr" in lines
    assert ("participant person-ann-orr" in lines) == takes_part


def test_prison_is_a_place_too() -> None:
    page = make_page("Ann Orr sits in Grey Gaol in Norland.")
    gaol = page.thing(EntityKind.FACILITY, "place-grey-gaol", names=("Grey Gaol",))
    page.claim(ClaimType.DETENTION, "it", "sits in Grey Gaol", roles=[(Role.HELD_AT, gaol, "Grey Gaol")])
    quads = page.build_graph()
    assert {"heldAt place-grey-gaol", "place place-grey-gaol"} <= set(show(quads, "it"))
    assert show(quads, "place-grey-gaol") == ["altLabel Grey Gaol@en", "type DetentionFacility", "type Place"]


def test_bounds_of_a_count_stand_instead_of_a_number() -> None:
    page = make_page("Between 40 and 50 prisoners went home.")
    group = page.group("Between 40 and 50 prisoners", "group", count=(40, 50))
    roles = [(Role.RELEASED, group, "Between 40 and 50 prisoners")]
    page.claim(ClaimType.RELEASE, "it", "prisoners went home", roles=roles)
    quads = page.build_graph()
    assert {"minCount 40", "maxCount 50"} <= set(show(quads, "group"))
    assert [
        line for line in list_proofs(quads, "it") if "forValue" in line or "| 40 |" in line or "| 50 |" in line
    ] == [
        "released | group | 40 | Between 40 and 50 prisoners",
        "released | group | 50 | Between 40 and 50 prisoners",
    ]


def test_part_of_a_group_fills_no_role_beside_it() -> None:
    page = make_page("They freed 52 people, 14 of them foreigners.")
    whole = page.group("52 people", "whole", count=52)
    part = page.group("14 of them", "part", count=14, part_of=whole)
    roles = [(Role.RELEASED, whole, "52 people"), (Role.RELEASED, part, "14 of them")]
    page.claim(ClaimType.RELEASE, "it", "They freed 52 people", roles=roles)
    quads = page.build_graph()
    assert [line for line in show(quads, "it") if line.startswith("released")] == ["released whole"]
    assert "subgroupOf | part | - | 14 of them" in list_proofs(quads, "it")


def test_link_that_is_denied_is_not_written() -> None:
    page = make_page("It came first, they say it did not.")
    one = page.claim(ClaimType.RELEASE, "one", "It came first")
    two = page.claim(ClaimType.TRANSFER, "two", "it did not")
    page.link(LinkKind.PRECEDED_BY, one, two, "came first", Factuality.DENIED)
    assert [line for line in show(page.build_graph(), "one") if line.startswith("precededBy")] == []


def test_two_claims_of_one_situation_leave_one_value_each() -> None:
    page = make_page("He was freed.", "He may be freed.")
    page.claim(ClaimType.RELEASE, "one", "He may be freed", factuality=Factuality.HYPOTHETICAL)
    page.claim(ClaimType.RELEASE, "two", "He was freed")
    page.situations["one"] = "two"
    quads = page.build_graph()
    assert {"factuality asserted", "standing factual"} <= set(show(quads, "two"))
    assert not [line for line in show(quads, "two") if "hypothetical" in line]


def test_text_without_claims_still_shows_its_headline() -> None:
    quads = make_page("Nothing happened.").build_graph()
    assert {shorten(q.predicate) for q in quads} == {"type", "beginChar", "endChar", "inSection", "hasSentence"}


@pytest.mark.parametrize("write", PAGES)
def test_every_situation_has_one_factuality_standing_and_main_evidence(write: Callable[[], Page]) -> None:
    quads = write().build_graph()
    situations = {q.subject for q in quads if q.object == f"{NAMES.base}ontology#Situation"}
    for prop in (Prop.FACTUALITY, Prop.STANDING, Prop.MAIN_EVIDENCE):
        counts = Counter(q.subject for q in quads if q.predicate == NAMES.prop(prop))
        assert counts == dict.fromkeys(situations, 1)
    supported = {(q.object, q.subject) for q in quads if q.predicate == NAMES.prop(Prop.SUPPORTS)}
    main = {(q.subject, q.object) for q in quads if q.predicate == NAMES.prop(Prop.MAIN_EVIDENCE)}
    assert main <= supported


@pytest.mark.parametrize("write", PAGES)
def test_every_quote_stands_at_its_offsets_in_its_sentence(write: Callable[[], Page]) -> None:
    page = write()
    text, quads = page.document.text, page.build_graph()
    said = {(q.subject, shorten(q.predicate)): q.object for q in quads}
    nodes = [q.subject for q in quads if q.predicate == NAMES.prop(Prop.SUPPORTS)]
    for node in nodes:
        start, end = (int(shorten(said[node, key])) for key in ("beginChar", "endChar"))
        assert text[start:end] == shorten(said[node, "exact"])
        before, after = (shorten(said.get((node, key), "")) for key in ("prefix", "suffix"))
        assert text[max(start - 32, 0) : start] == before
        assert text[end : end + 32] == after
        sentence = shorten(said[node, "fromSentence"])
        assert int(sentence.rpartition("-")[2]) <= start


@pytest.mark.parametrize("write", PAGES)
def test_every_filler_of_a_role_has_evidence(write: Callable[[], Page]) -> None:
    quads = write().build_graph()
    narrow = set(Role) - {Role.PARTICIPANT}  # which is written out above each narrower role, on the evidence of that
    roles = {NAMES.prop(Prop(role.value)) for role in narrow if role.value in set(Prop)}
    fillers = {(q.subject, q.predicate, q.object) for q in quads if q.predicate in roles and "id/" in str(q.object)}
    keys = (Prop.SUPPORTS, Prop.FOR_ROLE, Prop.FOR_FILLER)
    facts: dict[str, dict[str, str | Literal]] = defaultdict(dict)
    for quad in quads:
        facts[quad.subject][quad.predicate] = quad.object
    proven = {tuple(f.get(NAMES.prop(key)) for key in keys) for f in facts.values()}
    evidence = {q.subject for q in quads if q.predicate == NAMES.prop(Prop.SUPPORTS)}
    assert {filler for filler in fillers if filler[0] not in evidence} <= proven


@pytest.mark.parametrize("write", PAGES)
def test_types_and_roles_are_closed_upwards(write: Callable[[], Page]) -> None:
    quads = write().build_graph()
    triples = {(q.subject, shorten(q.predicate), shorten(q.object)) for q in quads}
    for subject, predicate, value in triples:
        if predicate == "type":
            parents = next((above for name, above in CLASS_PARENTS.items() if name == value), ())
            assert {(subject, "type", str(parent)) for parent in parents} <= triples
        above = next((above for prop, above in PROPERTY_PARENTS.items() if prop == predicate), ())
        assert {(subject, str(parent), value) for parent in above} <= triples


@pytest.mark.parametrize("write", PAGES)
def test_graph_has_no_label_no_blank_node_and_is_the_same_twice(write: Callable[[], Page]) -> None:
    quads = write().build_graph()
    assert quads == write().build_graph()
    assert not [q for q in quads if q.predicate == RDFS_LABEL]
    assert all(q.subject.startswith("https://") for q in quads)
    assert {q.graph for q in quads} == {NAMES.graph(f"article/{write().document.hash12}")}
    assert [q for q in quads if q.predicate == RDF_TYPE]
