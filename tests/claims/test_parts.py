"""Which groups are counted out of others: "14 of them foreigners", "including six nurses", "they were among 52"."""

import pytest

from kg.model import Claims, ClaimType, Entity, EntityKind, Role
from tests.claims.conftest import ReadText


def _list_groups(claims: Claims) -> list[Entity]:
    return [entity for entity in claims.entities if entity.kind == EntityKind.GROUP]


def _count(entity: Entity) -> int | None:
    return entity.count.exact if entity.count is not None else None


def _list_parts(claims: Claims) -> list[tuple[int | None, int | None]]:
    counts = {entity.key: _count(entity) for entity in _list_groups(claims)}
    parts = [entity for entity in _list_groups(claims) if entity.part_of is not None]
    return [(_count(entity), counts[entity.part_of]) for entity in parts if entity.part_of is not None]


def _name(claims: Claims, keys: tuple[str, ...]) -> list[str]:
    return sorted(entity.names[0] for entity in claims.entities if entity.key in keys)


@pytest.mark.parametrize(
    "text",
    [
        "Norland released 41 prisoners on Monday, nine of them foreigners.",
        "Norland released 41 prisoners on Monday, including nine foreigners.",
        "Norland released 41 prisoners on Monday. Nine of them are foreigners.",
        "Norland released 41 prisoners on Monday. Nine of the 41 were foreigners.",
        "Norland released 41 prisoners on Monday. The 41 include nine foreigners.",
        "Norland released 41 prisoners on Monday. Nine foreigners were among those freed.",
        "Norland released 41 prisoners on Monday. Among them were nine foreigners.",
        "Norland released 41 prisoners on Monday. Of those freed, nine are foreigners.",
        "Norland released 41 prisoners, nine of whom are foreigners.",
        "Norland released 41 prisoners, of whom nine are foreigners.",
    ],
    ids=["of_them", "including", "are", "of_the", "include", "among", "among_them", "fronted", "of_whom", "whom"],
)
def test_counted_part_has_no_role(text: str, read_text: ReadText) -> None:
    claims = read_text(text)
    part = next(entity for entity in _list_groups(claims) if entity.part_of is not None)
    assert (_list_parts(claims), part.group_kind) == ([(9, 41)], "foreigners")
    assert [claim.type for claim in claims.claims] == [ClaimType.RELEASE]
    assert all(filler.entity != part.key for claim in claims.claims for filler in claim.fillers)


def test_nation_of_a_part_is_kept(read_text: ReadText) -> None:
    claims = read_text("Norland released 41 prisoners on Monday, among them six Bordurians.")
    part = next(entity for entity in _list_groups(claims) if entity.part_of is not None)
    assert (_list_parts(claims), part.citizen_of) == ([(6, 41)], ("state-BRD",))


def test_each_counted_item_is_a_part(read_text: ReadText) -> None:
    claims = read_text("Norland released 41 prisoners, including nine foreigners and three nurses.")
    assert _list_parts(claims) == [(9, 41), (3, 41)]


def test_people_told_first_become_part_of_the_whole(read_text: ReadText) -> None:
    claims = read_text("Norland released nine foreigners on Monday. They were among 41 prisoners freed on that day.")
    assert _list_parts(claims) == [(9, 41)]
    assert [claim.type for claim in claims.claims] == [ClaimType.RELEASE, ClaimType.RELEASE]


@pytest.mark.parametrize(
    "text",
    [
        "Norland released 41 prisoners. Nine foreigners were not among them.",
        "Norland released 41 prisoners. The next group may include nine foreigners.",
        "Norland released 41 prisoners. Sixty of them are foreigners.",
        "Norland released 41 prisoners. Nine of the buses are new.",
        "Norland released 41 prisoners, including some who had been held for nine years.",
    ],
    ids=["negated", "possible", "too many", "things", "years"],
)
def test_what_counts_nobody_out_is_no_part(text: str, read_text: ReadText) -> None:
    assert _list_parts(read_text(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norland freed 41 prisoners on Monday. Borduria freed nine pilots on Tuesday. Ana Petrova is among them.",
        "Norland freed 41 prisoners. Nine of them are pilots. Ana Petrova was among them.",
        "Norland freed 41 prisoners. The group includes nine Bordurians, among them Ana Petrova.",
        "Norland freed nine Bordurian pilots on Monday. Ana Petrova is among the freed Bordurians.",
    ],
    ids=["other release", "part", "including", "named nation"],
)
def test_person_joins_the_nearest_group(text: str, read_text: ReadText) -> None:
    claims = read_text(text)
    nine = next(entity for entity in _list_groups(claims) if _count(entity) == 9)
    assert _name(claims, nine.members) == ["Ana Petrova"]


def test_member_of_a_part_is_released_with_the_whole(read_text: ReadText) -> None:
    claims = read_text("Norland freed 41 prisoners. Nine of them are pilots, among them Ana Petrova.")
    released = tuple(filler.entity or "" for filler in claims.claims[0].find(Role.RELEASED))
    assert _name(claims, tuple(key for key in released if key.startswith("person"))) == ["Ana Petrova"]


def test_pronoun_behind_a_part_means_the_part(read_text: ReadText) -> None:
    claims = read_text(
        "Norland freed 41 prisoners. Nine of them belong to a church. They had been held since May 2024."
    )
    detention = next(claim for claim in claims.claims if claim.type == ClaimType.DETENTION)
    keys = [filler.entity for filler in detention.find(Role.DETAINEE)]
    assert [_count(entity) for entity in claims.entities if entity.key in keys] == [9]
