"""Who talks with whom, and who brings the sides together."""

import pytest

from kg.model import Claims, ClaimType, Role
from tests.claims.conftest import ReadText


def _list_fillers(claims: Claims, kind: ClaimType, role: Role) -> list[list[str]]:
    named = {entity.key: (entity.names or (entity.mentions[0].exact,))[0] for entity in claims.entities}
    return [
        sorted(named[filler.entity or ""] for filler in claim.find(role))
        for claim in claims.claims
        if claim.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The justice ministers of Norland and Borduria held talks in Bern.", ["Borduria", "Norland"]),
        ("Bordurian and Canadian officials met in Lund to discuss a swap.", ["Bordurian", "Canadian"]),
        ("Talks between the government and the rebels opened in Lund on Sunday and were adjourned on Monday.",
         ["government", "the rebels"]),
    ],
    ids=["of", "adjectives", "between unlike sides"],
)  # fmt: skip
def test_sides_of_talks_are_parties(text: str, parties: list[str], read_text: ReadText) -> None:
    assert _list_fillers(read_text(text), ClaimType.NEGOTIATION, Role.PARTY) == [parties]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ruritania mediated the swap after four rounds of talks in Bern.", ClaimType.NEGOTIATION),
        ("Ruritania mediated between Norland and Borduria.", ClaimType.NEGOTIATION),
        ("Ruritania's foreign minister mediated between Norland and Borduria in talks in Bern.", ClaimType.NEGOTIATION),
        ("Ruritania brokered a deal under which Norland freed ten prisoners.", ClaimType.RELEASE),
        ("Norland freed ten prisoners in a deal brokered by Ruritania.", ClaimType.RELEASE),
    ],
    ids=["rounds of talks", "between", "minister for a state", "deal under which", "passive"],
)
def test_who_brings_sides_together_is_mediator(text: str, kind: ClaimType, read_text: ReadText) -> None:
    assert _list_fillers(read_text(text), kind, Role.MEDIATOR) == [["Ruritania"]]


def test_offer_to_mediate_makes_no_mediator(read_text: ReadText) -> None:
    claims = read_text("Norland freed ten prisoners after Ruritania offered to mediate.")
    assert _list_fillers(claims, ClaimType.RELEASE, Role.MEDIATOR) == [[]]


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("on bail", "bail"),
        ("on parole", "parole"),
        ("under an amnesty", "amnesty"),
        ("in a prisoner swap", "exchange"),
        ("by a royal pardon", "pardon"),
    ],
)
def test_words_in_the_clause_give_the_mode_of_a_release(words: str, mode: str, read_text: ReadText) -> None:
    claims = read_text(f"Norland freed ten prisoners {words} on Monday.")
    releases = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert [filler.value for claim in releases for filler in claim.find(Role.RELEASE_MODE)] == [mode]


@pytest.mark.parametrize("verb", ["proclaimed", "declared", "bestowed"])
def test_amnesty_that_is_told_as_object_is_no_pardon(verb: str, read_text: ReadText) -> None:
    claims = read_text(f"The king {verb} an amnesty on 300 convicts.")
    releases = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert [filler.value for claim in releases for filler in claim.find(Role.RELEASE_MODE)] == ["amnesty"]


def test_particle_behind_its_object_is_read(read_text: ReadText) -> None:
    claims = read_text("Borduria handed Tomas Brenn over to Norland on Monday.")
    assert [claim.type for claim in claims.claims if claim.rule == "release.hand_over"] == [ClaimType.RELEASE]


def test_two_adverbs_stand_before_their_verb(read_text: ReadText) -> None:
    claims = read_text("The exile said that Norland must immediately and unconditionally release Ana Petrova.")
    assert _list_fillers(claims, ClaimType.RELEASE, Role.RELEASED) == [["Ana Petrova"]]


def test_range_has_both_bounds(read_text: ReadText) -> None:
    claims = read_text("Norland freed between 40 and 50 prisoners.")
    counts = [entity.count for entity in claims.entities if entity.count is not None]
    assert [(count.exact, count.low, count.high) for count in counts] == [(None, 40, 50)]
