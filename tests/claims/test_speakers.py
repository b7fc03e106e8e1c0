"""Who speaks, who is thanked, and whose word the text gives."""

import pytest

from kg.model import Claims, ClaimType, EntityKind, Factuality, Role
from tests.claims.conftest import ReadText


def _name(claims: Claims, kind: ClaimType, role: Role) -> list[str]:
    names = {entity.key: (entity.names or (entity.mentions[0].exact,))[0] for entity in claims.entities}
    return [names[f.entity or ""] for claim in claims.claims if claim.type == kind for f in claim.find(role)]


def test_speaker_calls_and_not_those_spoken_of(read_text: ReadText) -> None:
    claims = read_text("The group Hetmark said forty men were still in their cells and demanded that the men be freed.")
    assert _name(claims, ClaimType.STATEMENT, Role.SPEAKER) == ["Hetmark"]
    assert _name(claims, ClaimType.RELEASE, Role.ATTRIBUTED_TO) == ["Hetmark"]


def test_him_is_another_than_who_thanks(read_text: ReadText) -> None:
    text = "Borduria freed a nurse. President Omar Said of Norland phoned Tomas Brenn on Friday and thanked him."
    claims = read_text(text)
    assert _name(claims, ClaimType.STATEMENT, Role.ADDRESSEE) == ["Tomas Brenn"]


def test_we_in_quotation_marks_is_who_said_it(read_text: ReadText) -> None:
    claims = read_text('Borduria freed two nurses. "We are grateful to Syldavia," said President Omar Said.')
    assert _name(claims, ClaimType.STATEMENT, Role.SPEAKER) == ["Omar Said"]
    assert _name(claims, ClaimType.STATEMENT, Role.ADDRESSEE) == ["Syldavia"]


def test_rights_groups_are_one_group_without_a_name(read_text: ReadText) -> None:
    claims = read_text(
        "Borduria freed nine men. Rights groups welcomed the release. Rights groups demanded more releases."
    )
    groups = [entity for entity in claims.entities if entity.group_kind == "human-rights-defenders"]
    assert [entity.kind for entity in groups] == [EntityKind.GROUP]


@pytest.mark.parametrize(
    "text",
    [
        "Borduria freed nine men on Monday, two officials said; others spoke of ten.",
        "In return, Borduria freed Ana Petrova, who was arrested in Klow in May, Syldavian state television reported.",
    ],
    ids=["before a semicolon", "behind a relative clause"],
)
def test_trailing_source_covers_what_stands_before(text: str, read_text: ReadText) -> None:
    release = next(claim for claim in read_text(text).claims if claim.type == ClaimType.RELEASE)
    assert release.factuality == Factuality.REPORTED
    assert release.find(Role.ATTRIBUTED_TO)


def test_source_of_one_sentence_stays_beside_the_own_voice_of_another(read_text: ReadText) -> None:
    claims = read_text("Two women were allowed home, the group Hetmark said. The women were freed on bail on Monday.")
    (release,) = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert release.factuality == Factuality.ASSERTED
    assert _name(claims, ClaimType.RELEASE, Role.ATTRIBUTED_TO) == ["Hetmark"]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Borduria pardoned 52 prisoners on Thursday.",
        "The Bordurian king freed 52 prisoners on Thursday.",
    ],
    ids=["president of", "adjective"],
)
def test_unnamed_ruler_frees_for_the_state(text: str, read_text: ReadText) -> None:
    claims = read_text(text)
    refs = {entity.key: entity.ref for entity in claims.entities}
    (release,) = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert [refs[filler.entity or ""] for filler in release.find(Role.RELEASED_BY)] == ["state-BRD"]


def test_people_still_detained_are_held_not_taken(read_text: ReadText) -> None:
    claims = read_text("Borduria freed nine men. Four nurses are still detained in Borduria.")
    kinds = [claim.type for claim in claims.claims]
    assert ClaimType.ARREST not in kinds
    assert ClaimType.DETENTION in kinds


def test_decision_to_extend_is_taken(read_text: ReadText) -> None:
    claims = read_text("The European Union decided to extend its sanctions against Borduria on Monday.")
    told = [claim.factuality for claim in claims.claims if claim.type == ClaimType.SANCTION_RENEWAL]
    assert told == [Factuality.ASSERTED]


def test_target_is_not_taken_from_the_reason(read_text: ReadText) -> None:
    text = "Norland imposed sanctions on Borduria over its support for Syldavia's war against Ruritania."
    assert _name(read_text(text), ClaimType.SANCTION_IMPOSITION, Role.TARGET) == ["Borduria"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Borduria jailed Tomas Brenn. The lawyers want him freed.", ClaimType.RELEASE),
        ("The senators want the general Omar Said sanctioned.", ClaimType.SANCTION_IMPOSITION),
        ("The senators want the general Omar Said added to the sanctions list.", ClaimType.SANCTION_IMPOSITION),
    ],
    ids=["freed", "sanctioned", "listed"],
)
def test_what_is_wanted_is_demanded(text: str, kind: ClaimType, read_text: ReadText) -> None:
    told = [claim for claim in read_text(text).claims if claim.type == kind]
    assert [claim.factuality for claim in told] == [Factuality.DEMANDED]
    assert all(claim.find(Role.ATTRIBUTED_TO) for claim in told)
