"""Whose people are whose: what others free, or give in return, is no part of a group told before."""

import pytest

from kg.model import Claims, ClaimType, EntityKind, Role
from tests.claims.conftest import ReadText


def _list_counts(claims: Claims) -> list[tuple[int | None, bool]]:
    groups = [entity for entity in claims.entities if entity.kind == EntityKind.GROUP and entity.count is not None]
    return [(entity.count.exact, entity.part_of is not None) for entity in groups if entity.count is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Borduria released 15 prisoners in exchange for eight Bordurians who were freed by Canada.",
        "Borduria released 15 prisoners on Monday. Canada freed eight people in return.",
        "Borduria released 15 prisoners on Monday. Eight people were released by Canada.",
        "Borduria released 15 prisoners on Monday. In return for them, Ottawa freed eight people.",
    ],
    ids=["relative", "active", "passive", "capital"],
)
def test_people_freed_by_another_state_are_no_part(text: str, read_text: ReadText) -> None:
    assert _list_counts(read_text(text)) == [(15, False), (8, False)]


def test_same_number_freed_by_two_states_is_two_groups(read_text: ReadText) -> None:
    claims = read_text("Borduria released nine prisoners on Monday. Canada released nine prisoners on Monday.")
    assert _list_counts(claims) == [(9, False), (9, False)]
    released = [claim.find(Role.RELEASED)[0].entity for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert len(set(released)) == len(released)


def test_capital_acts_for_its_state(read_text: ReadText) -> None:
    claims = read_text("Canada released nine prisoners on Monday. Ottawa released the nine prisoners after talks.")
    assert _list_counts(claims) == [(9, False)]


def test_number_freed_by_nobody_else_is_a_part(read_text: ReadText) -> None:
    claims = read_text("Borduria released 15 prisoners on Monday. Eight people were taken to Canada.")
    assert _list_counts(claims) == [(15, False), (8, True)]


def test_part_of_one_side_is_not_what_the_other_frees(read_text: ReadText) -> None:
    text = "Borduria freed 26 prisoners on Monday. Eight of them are women. In exchange, Canada freed eight Bordurians."
    assert _list_counts(read_text(text)) == [(26, False), (8, True), (8, False)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine prisoners were freed in Norland on Monday.", ["Norland"]),
        ("Borduria set nine prisoners free in Klow.", ["Klow"]),
        ("Nine prisoners were freed in a swap.", []),
        ("Nine prisoners held in Norland were freed.", []),
    ],
    ids=["state", "city", "no place", "where held"],
)
def test_place_of_a_release(text: str, place: list[str], read_text: ReadText) -> None:
    claims = read_text(text)
    release = next(claim for claim in claims.claims if claim.type == ClaimType.RELEASE)
    keys = [filler.entity for filler in release.find(Role.PLACE)]
    assert [entity.names[0] for entity in claims.entities if entity.key in keys] == place


@pytest.mark.parametrize(
    "text",
    [
        "Nine prisoners freed by Norland arrived in Canada on Wednesday.",
        "Nine prisoners whom Norland freed arrived in Canada on Wednesday.",
        "Nine prisoners freed by Norland said on Wednesday that they were well.",
    ],
    ids=["arrived", "whom", "said"],
)
def test_release_is_not_later_than_what_its_people_did(text: str, read_text: ReadText) -> None:
    release = next(claim for claim in read_text(text).claims if claim.type == ClaimType.RELEASE)
    assert [filler.entity for filler in release.find(Role.RELEASED_BY)] == ["state-NRL"]
    when = release.when
    assert when is not None
    assert (when.on_date, when.not_before, str(when.not_after)) == (None, None, "2026-05-13")


def test_own_day_of_a_release_comes_first(read_text: ReadText) -> None:
    claims = read_text("Nine prisoners freed on Monday arrived in Canada on Wednesday.")
    release = next(claim for claim in claims.claims if claim.type == ClaimType.RELEASE)
    assert release.when is not None
    assert str(release.when.on_date) == "2026-05-11"
