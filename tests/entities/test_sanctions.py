"""Which sanction an act is on, whichever telling of it comes first."""

from kg.entities.minting import identify
from kg.entities.registry import Registry
from kg.model import ClaimType, Factuality, Role
from tests.entities.building import Draft, draft_act, identify_all


def test_a_planned_sanction_is_not_one_in_force() -> None:
    draft = Draft()
    fillers = {Role.ACTOR: [draft.state("USA")], Role.TARGET: [draft.state("BLR")]}
    draft.claim(ClaimType.SANCTION_IMPOSITION, fillers, factuality=Factuality.PLANNED)
    draft.claim(ClaimType.SANCTION_RELIEF, fillers, factuality=Factuality.HYPOTHETICAL)
    found = identify(draft.build(), Registry()).claims
    assert found["c1/sanction"] == "sanction-usa-blr-planned"
    assert found["c2/sanction"] == "sanction-usa-blr"


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


def test_a_sanction_is_one_whichever_telling_of_its_relief_comes_first() -> None:
    brief, full = draft_act(ClaimType.SANCTION_RELIEF), draft_act(ClaimType.SANCTION_RELIEF, "BLR")
    other = draft_act(ClaimType.SANCTION_IMPOSITION, "BLR", published="2026-03-01")
    for order in ((brief, full, other), (full, brief, other), (full, other, brief), (other, full, brief)):
        found, registry = identify_all(draft.build() for draft in order)
        assert len({each.claims["c1/sanction"] for each in found}) == 1
        assert not identify(other.build(), registry).rows
    assert identify(other.build(), Registry()).claims["c1/sanction"] == "sanction-usa-blr-potash"


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
