"""Who and what is the same across articles, and what it is called."""

from datetime import date

from kg.entities.minting import identify
from kg.entities.registry import Registry
from kg.model import ClaimType, EntityKind, Factuality, Role
from tests.entities.building import Draft, draft_deal, draft_release, identify_all


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


def test_two_claims_of_one_article_are_two_events() -> None:
    draft = draft_release("BLR", 31)
    draft.release("BLR", draft.group(31, kind="priests"))
    draft.release("BLR", draft.group(2, kind="priests"))
    found, registry = identify_all([draft.build(), draft.build()])
    assert len({found[0].claims[key] for key in ("c1", "c2", "c3")}) == 3
    assert found[0].claims == found[1].claims
    assert not found[1].rows
    assert registry.row_count == len(found[0].rows)


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


def test_parties_of_an_agreement_are_those_of_its_talks_and_of_its_exchange() -> None:
    assert identify(draft_deal().build(), Registry()).claims["c4"] == "agreement-blr-qat-2025-12"
    only_talks = identify(draft_deal(Factuality.INFERRED).build(), Registry())
    assert only_talks.claims["c4"] == "agreement-qat-usa-2025-12"
