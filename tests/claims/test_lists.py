"""Who is named as one of a group: "among them", "two of them, X and Y", "and so were", lines of a notice."""

import pytest

from kg.model import Claim, Claims, ClaimType, EntityKind, Role
from tests.claims.conftest import ReadText


def _list_persons(claims: Claims, claim: Claim, role: Role) -> list[str]:
    names = {entity.key: entity.names[0] for entity in claims.entities if entity.kind != EntityKind.GROUP}
    return sorted(names[filler.entity] for filler in claim.find(role) if filler.entity in names)


def _find_persons(claims: Claims, kind: ClaimType, role: Role) -> list[list[str]]:
    return [_list_persons(claims, claim, role) for claim in claims.claims if claim.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Norland freed nine nurses. Among them are Ana Petrova and Tomas Brenn.",
        "Norland freed nine nurses. Among the freed nurses were Dr Ana Petrova and Tomas Brenn.",
        "Norland freed nine nurses. Two of them, Ana Petrova and Tomas Brenn, flew home.",
        "Two of the nurses, Ana Petrova and Tomas Brenn, were freed by Norland.",
        "The nurse Ana Petrova was freed by Norland, and so was Tomas Brenn.",
        "Norland freed the shopkeeper Ana Petrova and the lighthouse-keeper Tomas Brenn.",
        "The nurses Ana Petrova and Tomas Brenn were jailed in May. Both are out.",
    ],
    ids=["among them", "among the freed", "two of them", "two of the", "so was", "unknown trade", "both"],
)
def test_named_people_are_released(text: str, read_text: ReadText) -> None:
    assert _find_persons(read_text(text), ClaimType.RELEASE, Role.RELEASED) == [["Ana Petrova", "Tomas Brenn"]]


def test_more_names_than_a_group_has_people_are_not_its_own(read_text: ReadText) -> None:
    text = "Norland freed two nurses. Among the freed nurses were Ana Petrova, Omar Said and Tomas Brenn."
    assert _find_persons(read_text(text), ClaimType.RELEASE, Role.RELEASED) == [[]]


@pytest.mark.parametrize("noun", ["experts", "lawyers", "officials"])
def test_who_speaks_of_people_is_none_of_them(noun: str, read_text: ReadText) -> None:
    claims = read_text(f"Norland arrested seven people on Monday. The {noun} welcomed the announcement.")
    (arrested, welcoming) = (claim for claim in claims.claims if claim.type in {ClaimType.ARREST, ClaimType.STATEMENT})
    assert arrested.find(Role.ARRESTED)[0].entity != welcoming.find(Role.SPEAKER)[0].entity


def test_nation_tells_which_group_is_meant(read_text: ReadText) -> None:
    text = (
        "Norland freed two Bordurian pilots and Borduria freed six Canadians. Among the freed Bordurians was Omar Said."
    )
    assert _find_persons(read_text(text), ClaimType.RELEASE, Role.RELEASED) == [["Omar Said"], []]


def test_verb_left_out_gives_a_second_sentence(read_text: ReadText) -> None:
    claims = read_text("Ana Petrova of Lund was sentenced to five years in 2022 and Tomas Brenn to six years in 2023.")
    found = [claim for claim in claims.claims if claim.type == ClaimType.SENTENCING]
    assert _find_persons(claims, ClaimType.SENTENCING, Role.SENTENCED) == [["Ana Petrova"], ["Tomas Brenn"]]
    assert [claim.find(Role.PENALTY_LENGTH)[0].value for claim in found] == [60, 72]
    assert [claim.when.not_before.year for claim in found if claim.when and claim.when.not_before] == [2022, 2023]


def test_acquitted_and_walked_free_are_one_release(read_text: ReadText) -> None:
    claims = read_text("Two of the reporters, Ana Petrova and Tomas Brenn, were acquitted and walked free on Monday.")
    releases = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert len(releases) == 1
    assert [filler.value for filler in releases[0].find(Role.RELEASE_MODE)] == ["acquittal"]


def test_lines_of_a_notice_are_targets(read_text: ReadText) -> None:
    text = (
        "Norland gives notice that the following entries were removed from the sanctions list:\n\n"
        "  (a) BRENN, Tomas. Passport: none.\n  (b) Mrs Ana Petrova (Borduria)\n  (c) Harbour Cement Holding (firm)\n\n"
        "The entry for Omar Said stays."
    )
    found = _find_persons(read_text(text), ClaimType.SANCTION_RELIEF, Role.TARGET)
    assert found == [["Ana Petrova", "BRENN, Tomas", "Harbour Cement Holding"]]


def test_firms_named_behind_their_number_are_targets(read_text: ReadText) -> None:
    text = "Norland imposed sanctions on two Bordurian judges and two firms, Klow Marine and Lund Steel, in May."
    found = _find_persons(read_text(text), ClaimType.SANCTION_IMPOSITION, Role.TARGET)
    assert found == [["Klow Marine", "Lund Steel"]]


def test_active_verb_takes_a_person_off_a_list(read_text: ReadText) -> None:
    text = "Norland removed the shipowner Omar Said from its sanctions list."
    assert _find_persons(read_text(text), ClaimType.SANCTION_RELIEF, Role.TARGET) == [["Omar Said"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova of the Daily Star, Omar Said and Tomas Brenn were freed by Norland.",
        "Ana Petrova, Omar Said of the Daily Star and Tomas Brenn were freed by Norland.",
        "Norland freed Ana Petrova, Omar Said from Klow and Tomas Brenn.",
        "Ana Petrova of Radio North/Radio South, Omar Said, and Tomas Brenn were freed by Norland.",
        "Ana Petrova, a reporter for Radio North/Radio South, Omar Said, a baker, and Tomas Brenn were freed.",
        "The human rights defender Ana Petrova, Omar Said and Tomas Brenn were released as well.",
    ],
    ids=["first of body", "second of body", "from a place", "slash", "descriptions", "no player"],
)
def test_each_name_of_a_list_is_released(text: str, read_text: ReadText) -> None:
    found = _find_persons(read_text(text), ClaimType.RELEASE, Role.RELEASED)
    assert found == [["Ana Petrova", "Omar Said", "Tomas Brenn"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norland exchanged Ana Petrova for Omar Said and Tomas Brenn.", ["Ana Petrova"]),
        ("The lawyer of Ana Petrova and Omar Said was freed.", []),
        ("The club released the defender Ana Petrova.", None),
    ],
    ids=["given for", "whose lawyer", "player"],
)
def test_other_names_behind_a_preposition_are_not_released(
    text: str, names: list[str] | None, read_text: ReadText
) -> None:
    assert _find_persons(read_text(text), ClaimType.RELEASE, Role.RELEASED) == ([] if names is None else [names])


def test_body_behind_of_the_is_no_person(read_text: ReadText) -> None:
    claims = read_text("Ana Petrova of the Daily Star was freed by Norland.")
    assert [entity.names[0] for entity in claims.entities if entity.kind == EntityKind.PERSON] == ["Ana Petrova"]


def _list_moves(claims: Claims) -> list[tuple[int | None, str]]:
    counts = {entity.key: entity.count.exact for entity in claims.entities if entity.count is not None}
    names = {entity.key: entity.names[0] for entity in claims.entities if entity.names}
    moves = [claim for claim in claims.claims if claim.type == ClaimType.TRANSFER]
    return [
        (counts[claim.find(Role.TRANSFEREE)[0].entity or ""], names[claim.find(Role.TO_PLACE)[0].entity or ""])
        for claim in moves
        if len(claim.find(Role.TRANSFEREE)) == len(claim.find(Role.TO_PLACE)) == 1
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nine of the freed people were flown to Canada, three to Japan and ten to Norland, the army said.",
        "Nine were taken to Canada on Monday, three to Japan and ten to Norland on Tuesday.",
        "Syldavia flew nine of them to Canada, three to Japan and ten to Norland.",
        "Nine pilots were flown to Canada, three nurses to Japan and ten bakers to Norland.",
    ],
    ids=["of the freed", "days", "active", "nouns"],
)
def test_each_number_with_a_place_is_a_transfer(text: str, read_text: ReadText) -> None:
    claims = read_text(f"Borduria freed 22 prisoners on Monday. {text}")
    assert _list_moves(claims) == [(9, "Canada"), (3, "Japan"), (10, "Norland")]


def test_two_places_of_one_number_are_one_transfer(read_text: ReadText) -> None:
    claims = read_text("Borduria freed 22 prisoners. Nine of them were flown to Canada and Japan.")
    assert len([claim for claim in claims.claims if claim.type == ClaimType.TRANSFER]) == 1


def test_day_behind_a_number_is_that_of_its_transfer(read_text: ReadText) -> None:
    text = "Borduria freed 22 prisoners. Nine were taken to Canada on Monday and ten to Norland on Tuesday."
    days = [claim.when.on_date for claim in read_text(text).claims if claim.type == ClaimType.TRANSFER and claim.when]
    assert [day.day for day in days if day is not None] == [11, 12]
