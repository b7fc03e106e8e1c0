"""Who and what is the same across articles, and what must stay apart."""

import itertools
from collections.abc import Iterable
from datetime import date

import pytest

from kg.entities.minting import identify
from kg.entities.registry import Registry
from kg.model import Claims, ClaimType, EntityKind, Factuality, Identities, Link, LinkKind, Role, When
from tests.entities.building import Draft


def identify_all(articles: Iterable[Claims]) -> tuple[list[Identities], Registry]:
    """Identify articles one after the other, each with what is known by then."""
    found, registry = [], Registry()
    for claims in articles:
        found.append(identify(claims, registry))
        registry = registry.with_rows(found[-1].rows)
    return found, registry


def identify_releases(*drafts: Draft) -> list[str]:
    """Give the slugs of the first claims of articles, identified in this order."""
    return [each.claims["c1"] for each in identify_all(draft.build() for draft in drafts)[0]]


def draft_release(
    code: str = "BLR", number: int | None = None, *names: str, published: str = "2025-12-13", day: str | None = None
) -> Draft:
    """Draft an article that tells one release."""
    draft = Draft(title=f"{code} frees {number} {names} {published} {day}", published=date.fromisoformat(published))
    people = [draft.person(name) for name in names]
    groups = [] if number is None else [draft.group(number, members=tuple(people))]
    draft.release(code, *groups, *people, day=day)
    return draft


def test_slugs_say_what_happened() -> None:
    draft = Draft(title="Belarus frees 123", published=date(2025, 12, 13))
    person = draft.person("Marina Zharskaya")
    release = draft.release("BLR", draft.group(123, members=(person,)), person)
    fillers = {
        Role.ACTOR: [draft.state("USA")],
        Role.TARGET: [draft.state("BLR")],
        Role.TARGET_GOOD: [draft.add(EntityKind.GOOD, "potash")],
    }
    relief = draft.claim(ClaimType.SANCTION_RELIEF, fillers)
    draft.exchange(release, relief, Factuality.INFERRED)
    found = identify(draft.build(), Registry())
    assert found.article == "article-belarus-frees-123-2025-12-13"
    assert found.entities["e1"] == "person-marina-zharskaya"
    assert found.entities["e2"] == "group-release-blr-2025-12-released"
    assert found.entities["e6"] == "potash"
    assert found.claims == {
        "c1": "release-blr-2025-12",
        "c2": "relief-usa-blr-potash-2025-12",
        "c2/sanction": "sanction-usa-blr-potash",
        "link0/source": "undertaking-release-blr-2025-12-inferred",
        "link0/target": "undertaking-relief-usa-blr-potash-2025-12-inferred",
        "link0/agreement": "agreement-release-blr-2025-12-relief-usa-blr-potash-2025-12-inferred",
    }


def test_the_same_article_again_changes_nothing() -> None:
    claims = draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11").build()
    first = identify(claims, Registry())
    again = identify(claims, Registry().with_rows(first.rows))
    assert (again.article, again.entities, again.claims, again.rows) == (
        first.article,
        first.entities,
        first.claims,
        (),
    )


def test_an_agreement_that_is_told_is_the_agreement_of_the_exchange() -> None:
    draft = draft_release("BLR", 52)
    states = [draft.state("BLR"), draft.state("USA")]
    relief = draft.claim(ClaimType.SANCTION_RELIEF, {Role.ACTOR: states[1:], Role.TARGET: states[:1]})
    agreement = draft.claim(ClaimType.AGREEMENT, {Role.PARTY: states})
    draft.exchange("c1", relief)
    found = identify(draft.build(), Registry())
    assert found.claims["link0/agreement"] == found.claims[agreement] == "agreement-blr-usa-2025-12"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft_release("BLR", 123), draft_release("BLR", 124, published="2025-12-15")),
        (draft_release("BLR", 52, day="2025-09-11"), draft_release("BLR", 51, published="2025-09-13")),
        (draft_release("BLR", 123), draft_release("BLR", None, published="2025-12-14")),
        (draft_release("BLR", 14, "Ihar Zhuk"), draft_release("BLR", None, "Igor Zhuk", published="2025-12-20")),
        (draft_release("BLR", 14, "Ihar Zhuk"), draft_release("BLR", 20, "Ihar Zhuk")),
        (draft_release("BLR", 123), draft_release("BLR", 123, published="2026-01-10")),
        (
            draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11"),
            draft_release("BLR", 51, "Ihar Zhuk", day="2025-09-13"),
        ),
        (draft_release("BLR", 52, day="2025-08-31"), draft_release("BLR", 52, day="2025-09-01")),
        (draft_release("BLR", 52, day="2025-09-11"), draft_release("BLR", None, "Ihar Zhuk", day="2025-09-11")),
    ],
    ids=[
        "near counts",
        "day and no day",
        "no count",
        "named only, recalled",
        "counts differ, name shared",
        "repeated",
        "days differ, name shared",
        "the next morning, in another month",
        "named only, on the day",
    ],
)
def test_tellings_of_one_release_are_joined_in_either_order(one: Draft, other: Draft) -> None:
    assert len(set(identify_releases(one, other))) == 1
    assert len(set(identify_releases(other, one))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft_release("BLR", 52, day="2025-09-11"), draft_release("BLR", 52, day="2025-09-13")),
        (draft_release("BLR", 123), draft_release("BLR", 31)),
        (draft_release("BLR", 123), draft_release("RUS", 123)),
        (draft_release("BLR", 52), draft_release("BLR", 51, published="2026-03-13")),
        (draft_release("BLR", None, "Ihar Zhuk"), draft_release("BLR", None, "Alena Zhuk")),
        (
            draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11"),
            draft_release("BLR", 14, "Ihar Zhuk", day="2025-06-21"),
        ),
        (
            draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11"),
            draft_release("BLR", 52, "Ada Bor", day="2025-09-12"),
        ),
        (
            draft_release("BLR", 1, day="2025-09-11"),
            draft_release("BLR", None, "Ada Bor", "Ihar Zhuk", day="2025-09-11"),
        ),
    ],
    ids=[
        "two days",
        "counts",
        "two states",
        "months apart",
        "two people",
        "one person twice",
        "the next day, others",
        "more names than people",
    ],
)
def test_tellings_that_conflict_are_two_releases(one: Draft, other: Draft) -> None:
    assert len(set(identify_releases(one, other))) == 2
    assert len(set(identify_releases(other, one))) == 2


@pytest.mark.parametrize("factuality", [Factuality.DENIED, Factuality.PLANNED, Factuality.DEMANDED, Factuality.ALLEGED])
def test_what_is_not_told_as_fact_is_another_event(factuality: Factuality) -> None:
    draft = Draft(title="No release")
    draft.release("BLR", draft.group(123), factuality=factuality)
    told, other = identify_releases(draft_release("BLR", 123), draft)
    assert told != other
    assert other == f"release-blr-2025-12-{factuality.standing}"


def test_a_reported_event_is_the_asserted_one() -> None:
    draft = Draft(title="Released, sources say")
    draft.release("BLR", draft.group(123), factuality=Factuality.REPORTED)
    assert len(set(identify_releases(draft_release("BLR", 123), draft))) == 1


def test_two_claims_of_one_article_are_two_events() -> None:
    draft = draft_release("BLR", 31)
    draft.release("BLR", draft.group(31, kind="priests"))
    draft.release("BLR", draft.group(2, kind="priests"))
    found, registry = identify_all([draft.build(), draft.build()])
    assert len({found[0].claims[key] for key in ("c1", "c2", "c3")}) == 3
    assert found[0].claims == found[1].claims
    assert not found[1].rows
    assert registry.row_count == len(found[0].rows)


def draft_series() -> list[Draft]:
    """Draft tellings of four releases by two states, as outlets tell them: other counts, spellings and days."""
    return [
        draft_release("BLR", 14, "Siarhei Pyatrouski", published="2025-06-21", day="2025-06-21"),
        draft_release("BLR", 14, "Sergei Petrovsky", "Ihar Zhuk", published="2025-06-23"),
        draft_release("BLR", 52, "Ihar Zhuk", published="2025-09-11", day="2025-09-11"),
        draft_release("BLR", 51, "Igor Zhuk", published="2025-09-13"),
        draft_release("BLR", 31, published="2025-11-22", day="2025-11-22"),
        draft_release("UKR", 31, published="2025-11-22"),
    ]


def test_the_order_of_articles_does_not_change_what_is_joined() -> None:
    partitions = set()
    for order in itertools.permutations(range(6)):
        drafts = draft_series()
        slugs = dict(zip(order, identify_releases(*(drafts[index] for index in order)), strict=True))
        partitions.add(frozenset(frozenset(i for i in order if slugs[i] == slug) for slug in set(slugs.values())))
    assert partitions == {frozenset({frozenset({0, 1}), frozenset({2, 3}), frozenset({4}), frozenset({5})})}


def test_spellings_of_one_name_are_one_person_and_a_couple_is_two() -> None:
    drafts = [Draft(title=str(number)) for number in range(4)]
    keys = [
        draft.person(name)
        for draft, name in zip(
            drafts,
            ("Siarhei Pyatrouski", "Sergei Petrovsky", "Sviatlana Pyatrouskaya", "Сергей Петровский"),
            strict=True,
        )
    ]
    for draft, key in zip(drafts, keys, strict=True):
        draft.claim(ClaimType.STATEMENT, {Role.SPEAKER: [key]})
    found = [each.entities[key] for each, key in zip(identify_all(d.build() for d in drafts)[0], keys, strict=True)]
    assert found == ["person-siarhei-pyatrouski"] * 2 + ["person-sviatlana-pyatrouskaya", "person-siarhei-pyatrouski"]


def test_half_a_name_follows_its_text_and_no_other() -> None:
    alone, together = Draft(title="alone"), Draft(title="together")
    lonely = alone.person("Pyatrouskaya")
    full, half = together.person("Sviatlana Pyatrouskaya"), together.person("Pyatrouskaya")
    first, second = identify_all([together.build(), alone.build()])[0]
    assert first.entities[half] == first.entities[full]
    assert second.entities[lonely] == f"person-{alone.build().document.hash12}-pyatrouskaya"


def test_a_sentence_of_long_ago_is_joined_by_its_person() -> None:
    one, other, third = (Draft(title=title) for title in ("one", "other", "third"))
    year = When(not_before=date(2021, 1, 1), not_after=date(2021, 12, 31))
    one.claim(ClaimType.SENTENCING, {Role.SENTENCED: [one.person("Ihar Zhuk")]}, when=year)
    other.claim(ClaimType.SENTENCING, {Role.SENTENCED: [other.person("Igor Zhuk")]}, values={Role.PENALTY_LENGTH: 180})
    later = When(not_before=date(2023, 1, 1), not_after=date(2023, 12, 31))
    third.claim(ClaimType.SENTENCING, {Role.SENTENCED: [third.person("Ihar Zhuk")]}, when=later)
    assert identify_releases(one, other, third) == ["sentencing-ihar-zhuk-2021"] * 2 + ["sentencing-ihar-zhuk-2023"]


def test_the_president_acts_for_the_state() -> None:
    draft = Draft(title="The president frees 123")
    state, president = draft.state("BLR"), draft.person("Viktar Haidukevich")
    post = draft.add(EntityKind.POSITION, "president", of_state=state)
    draft.claim(ClaimType.RELEASE, {Role.RELEASED_BY: [president], Role.RELEASED: [draft.group(123)]})
    draft.claim(ClaimType.POSITION_HOLDING, {Role.HOLDER: [president], Role.POSITION: [post]})
    found, _ = identify_all([draft_release("BLR", 123).build(), draft.build()])
    assert found[1].claims["c1"] == found[0].claims["c1"]
    assert found[1].entities[post] == "position-president-BLR"


def test_talks_are_joined_by_place_and_party() -> None:
    drafts: list[Draft] = []
    for parties in (["BLR", "USA"], ["BLR", "USA"], ["BLR", "RUS"]):
        draft = Draft(title=f"Talks {len(drafts)}", published=date(2025, 12, 12 + len(drafts)))
        place = draft.add(EntityKind.SETTLEMENT, "Minsk", ref="place-minsk")
        fillers = {Role.PARTY: [draft.state(code) for code in parties], Role.PLACE: [place]}
        draft.claim(ClaimType.NEGOTIATION, fillers if len(drafts) != 1 else {Role.PARTY: fillers[Role.PARTY]})
        drafts.append(draft)
    assert identify_releases(*drafts)[:2] == ["negotiation-minsk-2025-12"] * 2


def test_reliefs_on_two_things_are_two() -> None:
    drafts: list[Draft] = []
    for good in ("potash", "aviation", "potash"):
        draft = Draft(title=f"{good} {len(drafts)}", published=date(2025, 12, 12 + len(drafts)))
        fillers = {
            Role.ACTOR: [draft.state("USA")],
            Role.TARGET: [draft.state("BLR")],
            Role.TARGET_GOOD: [draft.add(EntityKind.GOOD, good)],
        }
        draft.claim(ClaimType.SANCTION_RELIEF, fillers)
        drafts.append(draft)
    first, second, third = identify_releases(*drafts)
    assert first == third != second


def test_a_planned_sanction_is_not_one_in_force() -> None:
    draft = Draft()
    fillers = {Role.ACTOR: [draft.state("USA")], Role.TARGET: [draft.state("BLR")]}
    draft.claim(ClaimType.SANCTION_IMPOSITION, fillers, factuality=Factuality.PLANNED)
    draft.claim(ClaimType.SANCTION_RELIEF, fillers, factuality=Factuality.HYPOTHETICAL)
    found = identify(draft.build(), Registry()).claims
    assert found["c1/sanction"] == "sanction-usa-blr-planned"
    assert found["c2/sanction"] == "sanction-usa-blr"


def test_parts_and_bystanders_of_a_group_belong_to_the_text() -> None:
    draft = Draft()
    whole = draft.group(52)
    part = draft.group(14, kind="foreigners", part_of=whole)
    experts = draft.group(kind="experts")
    draft.release("BLR", whole, part)
    draft.claim(ClaimType.TRANSFER, {Role.TRANSFEREE: [whole], Role.TO_PLACE: [draft.state("LTU")]})
    draft.claim(ClaimType.STATEMENT, {Role.SPEAKER: [experts]})
    claims = draft.build()
    found, hash12 = identify(claims, Registry()), claims.document.hash12
    assert found.entities[whole] == "group-release-blr-2025-12-released"
    assert found.entities[part].startswith(f"group-{hash12}-foreigners-")
    assert found.entities[experts].startswith(f"group-{hash12}-experts-")
    assert found.claims["c3"].startswith(f"statement-{hash12}-")


def test_whom_no_claim_speaks_of_leaves_no_row() -> None:
    draft = draft_release("BLR", 52)
    bystander = draft.person("Alena Zhuk")
    found = identify(draft.build(), Registry())
    assert found.entities[bystander] == "person-alena-zhuk"
    assert {row.kind for row in found.rows} == {"Article", "Release"}


def test_an_act_that_is_known_is_on_the_sanction_it_always_was_on() -> None:
    full, brief = Draft(title="full"), Draft(title="brief")
    for draft in (full, brief):
        targets = [draft.state("BLR")] if draft is full else []
        fillers = {Role.ACTOR: [draft.state("USA")], Role.TARGET: targets}
        draft.claim(ClaimType.SANCTION_RELIEF, fillers, values={Role.TARGET_GOOD: "potash"})
    first, second = identify_all([full.build(), brief.build()])[0]
    assert (
        first.claims
        == second.claims
        == {
            "c1": "relief-usa-blr-potash-2025-12",
            "c1/sanction": "sanction-usa-blr-potash",
        }
    )


def test_two_numbers_of_those_still_held_months_apart_are_two_states_of_things() -> None:
    drafts = []
    for published, number in (("2025-06-21", 1150), ("2025-11-22", 1184)):
        draft = Draft(title=f"{number} held", published=date.fromisoformat(published))
        fillers = {Role.DETAINING_AUTHORITY: [draft.state("BLR")], Role.DETAINEE: [draft.group(number)]}
        draft.claim(ClaimType.DETENTION, fillers)
        drafts.append(draft)
    assert len(set(identify_releases(*drafts))) == 2


def test_a_court_of_its_text_does_not_contradict_the_state() -> None:
    drafts = []
    for number in range(2):
        draft = Draft(title=f"sentence {number}")
        court = draft.add(EntityKind.ORGANIZATION, "the court") if number else draft.state("BLR")
        draft.claim(ClaimType.SENTENCING, {Role.ACTOR: [court], Role.SENTENCED: [draft.person("Ihar Zhuk")]})
        drafts.append(draft)
    assert len(set(identify_releases(*drafts))) == 1


def test_an_article_is_known_by_its_address_else_by_its_text() -> None:
    drafts = [Draft(url="https://example.org/1"), Draft(url="https://example.org/1"), Draft(), Draft()]
    drafts[1].person("Ihar Zhuk")
    drafts[3].person("Ihar Zhuk")
    found = [each.article for each in identify_all(draft.build() for draft in drafts)[0]]
    assert found[0] == found[1] == "article-prisoners-go-free-2025-12-13"
    assert len(set(found)) == 3


def test_bodies_with_general_names_are_told_apart_by_state() -> None:
    drafts = []
    for code in ("BLR", "RUS", None):
        draft = Draft(title=f"Court {code}")
        state = draft.state(code) if code else None
        court = draft.add(EntityKind.ORGANIZATION, "Supreme Court", of_state=state)
        draft.claim(ClaimType.STATEMENT, {Role.SPEAKER: [court]})
        drafts.append(draft)
    found, _ = identify_all(draft.build() for draft in drafts)
    slugs = [list(each.entities.values())[-1] for each in found]
    assert slugs[:2] == ["organization-supreme-court", "organization-supreme-court-2"]
    assert drafts[2].build().document.hash12 in slugs[2]


def draft_moves(*moves: tuple[int, tuple[str, ...]], of: int | None = None) -> Draft:
    """Draft an article that tells how many of those freed were taken where, and of how many they are a part."""
    draft = Draft(title=f"{moves} of {of}")
    whole = draft.group(of) if of is not None else None
    for number, codes in moves:
        group = draft.group(number, part_of=whole)
        places = [draft.state(code) for code in codes]
        draft.claim(ClaimType.TRANSFER, {Role.TRANSFEREE: [group], Role.TO_PLACE: places})
    if whole is not None:
        draft.release("BLR", whole)
    return draft


@pytest.mark.parametrize("of", [123, None], ids=["said to be a part", "fewer, to fewer places"])
def test_a_part_of_a_group_never_joins_the_whole_in_any_order(of: int | None) -> None:
    drafts = [
        draft_moves((123, ("LTU", "POL", "UKR"))),
        draft_moves((114, ("UKR",)), (9, ("LTU",)), of=123),
        draft_moves((114, ("UKR",)), (9, ("LTU",)), of=of),
        draft_moves((122, ("LTU", "POL", "UKR"))),
    ]
    for order in itertools.permutations(range(4)):
        found = dict(zip(order, identify_all(drafts[index].build() for index in order)[0], strict=True))
        whole = {found[index].claims["c1"] for index in (0, 3)}
        parts = [{found[index].claims[key] for index in (1, 2)} for key in ("c1", "c2")]
        assert [len(slugs) for slugs in (whole, *parts)] == [1, 1, 1]
        assert len(whole.union(*parts)) == 3


def test_some_of_a_group_are_no_telling_of_all_of_it_even_to_one_place() -> None:
    one, other = draft_moves((52, ("LTU",))), draft_moves((51, ("LTU",)), of=52)
    assert len(set(identify_releases(one, other))) == len(set(identify_releases(other, one))) == 2
    told_alone = draft_moves((51, ("LTU",)))
    assert len(set(identify_releases(one, told_alone))) == 1


def test_slugs_are_cut_at_a_hyphen_without_articles_and_repeats() -> None:
    draft = Draft()
    body = draft.add(EntityKind.ORGANIZATION, "The Permanent Assembly of Northern Orchard Keepers and Their Friends")
    states = [draft.state("MMR"), draft.state("FRA")]
    draft.claim(ClaimType.SANCTION_RENEWAL, {Role.ACTOR: [body, *states], Role.TARGET: states[:1]})
    found = identify(draft.build(), Registry())
    assert found.entities[body] == "organization-permanent-assembly-of-northern-orchard-keepers-and-their"
    assert found.claims["c1"] == "renewal-fra-mmr-permanent-assembly-of-northern-2025-12"
    sanction = found.claims["c1/sanction"]
    assert sanction.startswith("sanction-fra-mmr-permanent-assembly-of-northern-orchard-x")


def test_a_post_of_no_known_state_belongs_to_its_text() -> None:
    drafts: list[Draft] = []
    for name in ("Ann Orr", "Bo Fen", "Ann Orr"):
        draft = Draft(title=f"President {name} {len(drafts)}")
        post = draft.add(EntityKind.POSITION, "President")
        draft.claim(ClaimType.POSITION_HOLDING, {Role.HOLDER: [draft.person(name)], Role.POSITION: [post]})
        drafts.append(draft)
    found, registry = identify_all(draft.build() for draft in drafts)
    for draft, each in zip(drafts, found, strict=True):
        assert each.entities["e1"].startswith(f"position-{draft.build().document.hash12}-president-")
        assert each.claims["c1"].startswith(f"holding-{draft.build().document.hash12}-")
    assert "Position" not in {row.kind for row in registry.rows}


def draft_deal(factuality: Factuality = Factuality.ASSERTED) -> Draft:
    """Draft an agreement that came out of talks, and an exchange that carries it out."""
    draft = draft_release("BLR", 52)
    usa, qatar, envoy = draft.state("USA"), draft.state("QAT"), draft.person("Paul Stone")
    relief = draft.claim(ClaimType.SANCTION_RELIEF, {Role.ACTOR: [usa], Role.TARGET: [draft.state("BLR")]})
    talks = draft.claim(ClaimType.NEGOTIATION, {Role.PARTY: [usa, qatar, envoy]})
    agreement = draft.claim(ClaimType.AGREEMENT, {})
    draft.links.append(
        Link(LinkKind.OUTCOME, talks, agreement, Factuality.ASSERTED, draft.quote("then agreed"), "test")
    )
    draft.exchange("c1", relief, factuality)
    return draft


def test_parties_of_an_agreement_are_those_of_its_talks_and_of_its_exchange() -> None:
    assert identify(draft_deal().build(), Registry()).claims["c4"] == "agreement-blr-qat-2025-12"
    only_talks = identify(draft_deal(Factuality.INFERRED).build(), Registry())
    assert only_talks.claims["c4"] == "agreement-qat-usa-2025-12"


def draft_act(kind: ClaimType, *targets: str, good: str = "potash", published: str = "2025-12-13") -> Draft:
    """Draft an article that tells one act on sanctions."""
    draft = Draft(title=f"{kind} {targets} {good}", published=date.fromisoformat(published))
    fillers = {Role.ACTOR: [draft.state("USA")], Role.TARGET: [draft.state(code) for code in targets]}
    draft.claim(kind, fillers, values={Role.TARGET_GOOD: good})
    return draft


def test_a_sanction_is_one_whichever_telling_of_its_relief_comes_first() -> None:
    brief, full = draft_act(ClaimType.SANCTION_RELIEF), draft_act(ClaimType.SANCTION_RELIEF, "BLR")
    other = draft_act(ClaimType.SANCTION_IMPOSITION, "BLR", published="2026-03-01")
    for order in ((brief, full, other), (full, brief, other), (full, other, brief), (other, full, brief)):
        found, registry = identify_all(draft.build() for draft in order)
        assert len({each.claims["c1/sanction"] for each in found}) == 1
        again, _ = identify_all([other.build()])
        assert not identify(other.build(), registry).rows
    assert again[0].claims["c1/sanction"] == "sanction-usa-blr-potash"


def test_a_full_telling_is_of_the_sanction_that_other_acts_have_made_known() -> None:
    brief, full = draft_act(ClaimType.SANCTION_RELIEF), draft_act(ClaimType.SANCTION_RELIEF, "BLR")
    other = draft_act(ClaimType.SANCTION_IMPOSITION, "BLR", published="2025-03-01")
    for order in ((brief, other, full), (other, brief, full)):
        found, registry = identify_all(draft.build() for draft in order)
        slugs = {draft.title: each.claims["c1/sanction"] for draft, each in zip(order, found, strict=True)}
        assert slugs[full.title] == slugs[other.title] == "sanction-usa-blr-potash"
        assert not identify(full.build(), registry).rows


def test_a_sanction_against_nobody_known_is_not_that_against_another() -> None:
    brief, other = draft_act(ClaimType.SANCTION_RELIEF), draft_act(ClaimType.SANCTION_IMPOSITION, "RUS")
    found, _ = identify_all([other.build(), brief.build()])
    assert len({each.claims["c1/sanction"] for each in found}) == 2


def test_one_side_of_a_swap_is_not_the_swap_however_near_the_numbers() -> None:
    swap, side = Draft(title="swap"), draft_release("BLR", 23)
    doers = [swap.state("BLR"), swap.state("USA")]
    swap.claim(ClaimType.RELEASE, {Role.RELEASED_BY: doers, Role.RELEASED: [swap.group(24)]})
    assert len(set(identify_releases(swap, side))) == len(set(identify_releases(side, swap))) == 2
