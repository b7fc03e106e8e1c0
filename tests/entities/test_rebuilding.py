"""A registry made from the quads of a dump knows what the one that made the quads knew."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.entities.minting import identify
from kg.entities.rebuilding import rebuild_rows
from kg.entities.registry import Registry
from kg.graph.builder import build_article_graph
from kg.graph.provenance import build_provenance
from kg.model import Claims, ClaimType, EntityKind, Factuality, Identities, Quad, RegistryRow, Role, When
from kg.terms import Names, Prop
from tests.entities.building import Draft, draft_act, draft_deal
from tests.entities.test_properties import draft_articles

NAMES = Names("https://example.org/")


def publish(articles: list[Claims]) -> tuple[list[Identities], list[Quad], Registry]:
    """Identify articles in order and build their quads."""
    registry = Registry()
    found: list[Identities] = []
    quads: list[Quad] = []
    for claims in articles:
        each = identify(claims, registry)
        registry = registry.with_rows(each.rows)
        quads += build_article_graph(claims, each, NAMES)
        quads += build_provenance(claims.document, each, NAMES, shapes_digest="ab" * 32, extractor="test")
        found.append(each)
    return found, quads, registry


def draft_thaw(published: str, *, number: int, name: str, url: str | None = None) -> Claims:
    """Draft a telling of a release with everything that hangs on it."""
    draft = Draft(title=f"Belarus frees {number}", published=date.fromisoformat(published), url=url)
    person, envoy, judge = draft.person(name), draft.person("Paul Stone"), draft.person("Vermeer")
    states = {code: draft.state(code) for code in ("BLR", "USA", "UKR", "LTU")}
    group = draft.group(number, members=(person,), citizen_of=(states["UKR"],))
    part = draft.group(5, kind="civilians", part_of=group)
    minsk = draft.add(EntityKind.SETTLEMENT, "Minsk", ref="place-minsk")
    jail = draft.add(EntityKind.FACILITY, "Colony No. 9", of_state=states["BLR"])
    airline = draft.add(EntityKind.ORGANIZATION, "Zubr Air", of_state=states["BLR"])
    post = draft.add(EntityKind.POSITION, "special envoy", of_state=states["USA"])
    prize = draft.add(EntityKind.AWARD, "Lantern Prize")
    release = draft.release("BLR", group, part, person)
    draft.claim(ClaimType.TRANSFER, {Role.TRANSFEREE: [group, person], Role.TO_PLACE: [states["LTU"]]})
    relief = draft.claim(
        ClaimType.SANCTION_RELIEF,
        {Role.ACTOR: [states["USA"]], Role.TARGET: [states["BLR"], airline]},
        values={Role.TARGET_GOOD: "potash", Role.RELIEF_KIND: "lifted", Role.SANCTION_TYPE: "trade-restriction"},
    )
    draft.claim(
        ClaimType.NEGOTIATION,
        {Role.PARTY: [states["BLR"], states["USA"]], Role.NEGOTIATOR: [envoy], Role.PLACE: [minsk]},
    )
    draft.claim(ClaimType.POSITION_HOLDING, {Role.HOLDER: [envoy], Role.POSITION: [post]})
    draft.claim(ClaimType.AWARD_CONFERRAL, {Role.RECIPIENT: [person], Role.AWARD: [prize]}, day="2022-10-07")
    year = When(not_before=date(2021, 1, 1), began_by=date(2021, 12, 31))
    draft.claim(ClaimType.DETENTION, {Role.DETAINEE: [person], Role.HELD_AT: [jail]}, when=year)
    draft.claim(ClaimType.SENTENCING, {Role.SENTENCED: [person]}, values={Role.PENALTY_LENGTH: 110})
    ill = {Role.CONDITION_TYPE: "poor-health", Role.POLARITY: "negated"}
    draft.claim(ClaimType.CONDITION, {Role.SUBJECT_AGENT: [person]}, values=ill, factuality=Factuality.REPORTED)
    draft.claim(ClaimType.STATEMENT, {Role.SPEAKER: [judge]}, values={Role.ATTITUDE: "doubts"})
    draft.claim(ClaimType.RELEASE, {Role.RELEASED_BY: [envoy], Role.RELEASED: [draft.group(9)]})
    draft.exchange(release, relief, Factuality.INFERRED)
    return draft.build()


def list_parts(rows: tuple[RegistryRow, ...]) -> set[tuple[str, str, str]]:
    """List slug, kind and key of rows."""
    return {(row.slug, row.kind, row.key) for row in rows}


@pytest.mark.parametrize("url", [None, "https://example.org/news?id=1&x=ö"])
def test_rows_are_made_again_from_quads(url: str | None) -> None:
    articles = [
        draft_thaw("2025-12-13", number=123, name="Siarhei Pyatrouski", url=url),
        draft_thaw("2025-12-14", number=124, name="Sergei Petrovsky"),
        draft_thaw("2026-03-14", number=31, name="Alena Zhuk"),
    ]
    found, quads, registry = publish(articles)
    rows = rebuild_rows(quads, NAMES)
    assert list_parts(rows) == list_parts(registry.rows)
    assert rebuild_rows(reversed(quads), NAMES) == rows
    for claims, before in zip(articles, found, strict=True):
        again = identify(claims, Registry.from_rows(rows))
        assert (again.article, again.entities, again.claims, again.rows) == (
            before.article,
            before.entities,
            before.claims,
            (),
        )


@pytest.mark.parametrize("factuality", [Factuality.ASSERTED, Factuality.INFERRED])
@pytest.mark.parametrize("is_told", [True, False], ids=["agreement told", "agreement of the exchange alone"])
def test_parties_of_an_agreement_count_in_quads_as_in_claims(factuality: Factuality, *, is_told: bool) -> None:
    draft = draft_deal(factuality)
    if not is_told:
        draft.claims.pop()
        draft.links.pop(0)
    found, quads, registry = publish([draft.build()])
    assert list_parts(rebuild_rows(quads, NAMES)) == list_parts(registry.rows)
    agreement = NAMES.thing(found[0].claims["link1/agreement" if is_told else "link0/agreement"])
    parties = {q.object for q in quads if q.subject == agreement and q.predicate == NAMES.prop(Prop.PARTY)}
    exchanged = {"state-BLR", "state-USA"} if factuality == Factuality.ASSERTED or not is_told else set()
    assert parties == {NAMES.thing(slug) for slug in exchanged | ({"state-USA", "state-QAT"} if is_told else set())}


def test_a_sanction_found_by_its_sides_is_found_after_a_dump() -> None:
    drafts = [draft_act(ClaimType.SANCTION_RELIEF), draft_act(ClaimType.SANCTION_RELIEF, "BLR")]
    found, quads, registry = publish([draft.build() for draft in drafts])
    rows = rebuild_rows(quads, NAMES)
    assert list_parts(rows) == list_parts(registry.rows)
    imposed = identify(draft_act(ClaimType.SANCTION_IMPOSITION, "BLR").build(), Registry.from_rows(rows))
    assert imposed.claims["c1/sanction"] == found[0].claims["c1/sanction"] == "sanction-usa-potash"


def test_another_telling_joins_what_was_loaded() -> None:
    first, other = draft_thaw("2025-12-13", number=123, name="Siarhei Pyatrouski"), Draft(title="More go free")
    other.release("BLR", other.group(124), other.person("Sergei Petrovsky"))
    found, quads, _ = publish([first])
    again = identify(other.build(), Registry.from_rows(rebuild_rows(quads, NAMES)))
    assert again.claims["c1"] == found[0].claims["c1"]
    assert again.entities[other.entities[1].key] in {"person-siarhei-pyatrouski", "group-release-blr-2025-12-released"}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(draft_articles(is_published=True), min_size=1, max_size=2))
def test_articles_keep_their_situations_through_a_dump(articles: list[Claims]) -> None:
    found, quads, _ = publish(articles)
    registry = Registry.from_rows(rebuild_rows(quads, NAMES))
    for claims, before in zip(articles, found, strict=True):
        again = identify(claims, registry)
        assert (again.article, again.claims) == (before.article, before.claims)
