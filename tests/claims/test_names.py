"""What belongs to a name, what stands before it, and which words name nobody."""

import pytest

from kg.model import Claims, ClaimType, EntityKind, Role
from tests.claims.conftest import ReadText


def _list_names(claims: Claims, kind: EntityKind) -> list[str]:
    return [name for entity in claims.entities if entity.kind == kind for name in entity.names]


def _list_actors(claims: Claims, kind: ClaimType, role: Role = Role.ACTOR) -> list[str]:
    names = {entity.key: entity.names[0] for entity in claims.entities if entity.names}
    found = [claim.find(role) for claim in claims.claims if claim.type == kind]
    return [names[filler.entity or ""] for fillers in found for filler in fillers]


@pytest.mark.parametrize("title", ["Mr", "Mrs.", "Dr", "Lt.", "Capt.", "Lt. Col.", "Gen", "Prof.", "Vice-President"])
def test_title_belongs_to_the_phrase_of_a_name(title: str, read_text: ReadText) -> None:
    claims = read_text(f"Norland freed {title} Tomas Brenn on Monday.")
    assert [claim.type for claim in claims.claims if claim.type == ClaimType.RELEASE] == [ClaimType.RELEASE]
    assert _list_names(claims, EntityKind.PERSON) == ["Tomas Brenn"]


def test_body_before_a_title_is_no_part_of_the_name(read_text: ReadText) -> None:
    claims = read_text("Police arrested two nurses. Canada imposed sanctions on Police Commissioner Tomas Brenn.")
    assert _list_names(claims, EntityKind.PERSON) == ["Tomas Brenn"]
    assert _list_actors(claims, ClaimType.ARREST) == ["Police"]


def test_time_stamp_is_no_part_of_a_name(read_text: ReadText) -> None:
    claims = read_text("14:05 Police arrested the baker Tomas Brenn.")
    assert _list_actors(claims, ClaimType.ARREST) == ["Police"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The Harbour Council lifted its sanctions on Norland.", "Harbour Council", id="article"),
        pytest.param(
            "The Support Union for Released Miners condemned the arrest of Ana Petrova.",
            "Support Union for Released Miners",
            id="for",
        ),
        pytest.param(
            "Human Dignity Monitor condemned the arrest of Ana Petrova.", "Human Dignity Monitor", id="known first word"
        ),
    ],
)
def test_name_of_a_body_is_read_whole(text: str, name: str, read_text: ReadText) -> None:
    assert _list_names(read_text(text), EntityKind.ORGANIZATION) == [name]


def test_state_before_sanctions_is_their_target_where_another_ends_them(read_text: ReadText) -> None:
    claims = read_text("Norland ended Bordurian sanctions on Monday.")
    assert _list_actors(claims, ClaimType.SANCTION_RELIEF) == ["Norland"]
    assert _list_actors(claims, ClaimType.SANCTION_RELIEF, Role.TARGET) == ["Bordurian"]


def test_it_is_the_subject_of_the_sentence_before(read_text: ReadText) -> None:
    claims = read_text("The ministry wrote to the African Club. It released nine prisoners.")
    releasers = [claim.find(Role.RELEASED_BY)[0].quote.exact for claim in claims.claims]
    assert releasers == ["It"]
    assert _list_actors(claims, ClaimType.RELEASE, Role.RELEASED_BY) == ["ministry"]


def test_all_with_a_word_of_its_own_looks_not_back(read_text: ReadText) -> None:
    claims = read_text("Norland arrested 60 people. Canada called for the release of all detained protesters.")
    groups = [entity for entity in claims.entities if entity.kind == EntityKind.GROUP]
    assert [group.count.exact if group.count else None for group in groups] == [60, None]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("Boma Airport", EntityKind.PLACE),
        ("Boma Street", EntityKind.PLACE),
        ("Boma Prison", EntityKind.FACILITY),
        ("Camp Boma", EntityKind.FACILITY),
    ],
)
def test_only_what_holds_people_is_a_facility(place: str, kind: EntityKind, read_text: ReadText) -> None:
    claims = read_text(f"Norland arrested Ana Kobel at {place} on Monday.")
    assert [entity.kind for entity in claims.entities if place in entity.names] == [kind]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("In Norland Talant Bekzatov was freed on Monday.", ["Talant Bekzatov"]),
        ("Norland freed Honourable Carla Rojas on Monday.", ["Carla Rojas"]),
        ("Norland freed Omar Said, who plays for Boma Stars.", ["Omar Said"]),
        ("Boma Rovers FC welcomed the release of Omar Said by Norland.", ["Omar Said"]),
    ],
    ids=["state before the name", "title", "club", "club that speaks"],
)
def test_what_stands_by_a_person_is_no_part_of_the_name(text: str, persons: list[str], read_text: ReadText) -> None:
    assert _list_names(read_text(text), EntityKind.PERSON) == persons
