"""Who is under whose sanctions, and which reliefs are told apart."""

import pytest

from kg.model import Claims, ClaimType, EntityKind, Role
from tests.claims.conftest import ReadText


def _list_fillers(claims: Claims, kind: ClaimType, role: Role) -> list[list[str]]:
    names = {entity.key: (entity.names or ("",))[0] for entity in claims.entities}
    return [
        sorted(name for filler in claim.find(role) if (name := names[filler.entity or ""]))
        for claim in claims.claims
        if claim.type == kind
    ]


def test_verb_behind_an_insertion_has_the_whole_as_subject(read_text: ReadText) -> None:
    text = (
        "Norland imposed sanctions on three Bordurian judges on Monday. The three judges, Omar Said, Tomas Brenn and "
        "Ana Petrova, face asset freezes and travel bans. Canada had already listed Omar Said in 2022."
    )
    claims = read_text(text)
    people = ["Ana Petrova", "Omar Said", "Tomas Brenn"]
    assert _list_fillers(claims, ClaimType.SANCTION_IMPOSITION, Role.TARGET) == [people, ["Omar Said"]]


def test_second_verb_behind_a_date_is_read(read_text: ReadText) -> None:
    text = "Norland extended its sanctions against Borduria until 30 April 2027 and added two firms to the list."
    kinds = [claim.type for claim in read_text(text).claims]
    assert sorted(kinds) == [ClaimType.SANCTION_IMPOSITION, ClaimType.SANCTION_RENEWAL]


def test_licence_is_another_relief_than_a_delisting(read_text: ReadText) -> None:
    text = (
        "Norland removed the shipowner Omar Said from its sanctions list on Monday. On the same day it issued a "
        "general licence that permits payments to the bank Klow Credit."
    )
    claims = read_text(text)
    assert _list_fillers(claims, ClaimType.SANCTION_RELIEF, Role.TARGET) == [["Omar Said"], ["Klow Credit"]]


def test_who_joins_sanctions_is_their_actor(read_text: ReadText) -> None:
    claims = read_text("Norland joined the EU sanctions on Borduria.")
    assert _list_fillers(claims, ClaimType.SANCTION_IMPOSITION, Role.ACTOR) == [["Norland"]]


def test_place_before_the_words_of_a_firm_belongs_to_its_name(read_text: ReadText) -> None:
    claims = read_text("Norland imposed sanctions on the Klow Timber Corporation.")
    assert _list_fillers(claims, ClaimType.SANCTION_IMPOSITION, Role.TARGET) == [["Klow Timber Corporation"]]


def test_sanctions_of_a_union_are_its_own(read_text: ReadText) -> None:
    claims = read_text("The exile insisted that the sanctions of the European Union must not be lifted.")
    assert _list_fillers(claims, ClaimType.SANCTION_RENEWAL, Role.ACTOR) == [["European Union"]]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Norlandish foreign minister has imposed sanctions on Ana Petrova.", "state-NRL"),
        ("Norland's Minister for Foreign Affairs imposed targeted financial sanctions on Ana Petrova.", "state-NRL"),
        ("The Minister for Foreign Affairs imposed targeted financial sanctions and travel bans on Ana Petrova.", ""),
    ],
)
def test_minister_without_a_name_sanctions_for_the_state(text: str, actor: str, read_text: ReadText) -> None:
    claims = read_text(text)
    found = [claim for claim in claims.claims if claim.type == ClaimType.SANCTION_IMPOSITION]
    assert len(found) == 1
    keys = {filler.role: filler.entity or "" for filler in found[0].fillers}
    assert keys[Role.ACTOR] == actor or (not actor and keys[Role.ACTOR].startswith("group-"))
    people = [entity.key for entity in claims.entities if entity.kind == EntityKind.PERSON]
    assert [keys[Role.TARGET]] == people
