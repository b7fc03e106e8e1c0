"""Who held whom and where, told in a relative clause."""

import pytest

from kg.model import ClaimType, LinkKind, Role
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    "text",
    [
        "Canada took in nine Thais whom Borduria had held in Stonegate Prison.",
        "Borduria had held nine Thais in Stonegate Prison since March.",
        "Nine Thais whom Borduria held in Stonegate Prison were freed.",
    ],
    ids=["perfect", "main clause", "before another verb"],
)
def test_holder_and_prison_are_told(text: str, read_text: ReadText) -> None:
    claims = read_text(text)
    detention = next(claim for claim in claims.claims if claim.type == ClaimType.DETENTION)
    counts = {entity.key: entity.count.exact for entity in claims.entities if entity.count is not None}
    roles = (Role.DETAINING_AUTHORITY, Role.HELD_AT)
    names = {entity.key: entity.names[0] for entity in claims.entities if entity.names}
    assert [counts[filler.entity or ""] for filler in detention.find(Role.DETAINEE)] == [9]
    assert [names[detention.find(role)[0].entity or ""] for role in roles] == ["Borduria", "Stonegate Prison"]


def test_who_keeps_people_elsewhere_holds_nobody(read_text: ReadText) -> None:
    claims = read_text("The school held nine pupils in a classroom. Borduria held talks in a prison.")
    assert [claim for claim in claims.claims if claim.type == ClaimType.DETENTION] == []


def test_welcome_is_not_of_the_custody_before(read_text: ReadText) -> None:
    claims = read_text("Canada welcomed nine prisoners whom Borduria had held in Stonegate Prison.")
    assert [link for link in claims.links if link.kind == LinkKind.CONTENT] == []
