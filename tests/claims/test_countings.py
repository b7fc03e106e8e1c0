"""A headline that counts people and a text that names them tell one event."""

import pytest

from kg.model import ClaimType, EntityKind
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Norland frees two reporters", "Norland released the reporters Ana Petrova and Omar Said on Monday."),
        ("Norland frees two political prisoners", "Norland released Ana Petrova and Omar Said on Monday."),
        ("Two women freed in Norland", "Norland released Ana Petrova and Mrs Omar Said on Monday."),
    ],
    ids=["trade", "prisoners", "women"],
)
def test_counted_people_are_those_named(headline: str, text: str, read_text: ReadText) -> None:
    claims = read_text(text, headline=headline)
    groups = [entity for entity in claims.entities if entity.kind == EntityKind.GROUP]
    assert [claim.type for claim in claims.claims] == [ClaimType.RELEASE]
    assert [len(group.members) for group in groups] == [2]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Norland frees three reporters", "Norland released the reporters Ana Petrova and Omar Said on Monday."),
        ("Norland frees two reporters", "Norland released the bakers Ana Petrova and Omar Said on Monday."),
        ("Norland frees two women", "Norland released Mr Ana Petrova and Omar Said on Monday."),
        ("Borduria frees two reporters", "Norland released the reporters Ana Petrova and Omar Said on Monday."),
    ],
    ids=["number", "trade", "gender", "doer"],
)
def test_other_people_stay_apart(headline: str, text: str, read_text: ReadText) -> None:
    releases = [claim for claim in read_text(text, headline=headline).claims if claim.type == ClaimType.RELEASE]
    assert len(releases) == 2


@pytest.mark.parametrize(
    ("headline", "count"),
    [("Nine pilots freed in Norland", 9), ("Nine pilots escape in Norland", None), ("Norland freed nine pilots", 9)],
    ids=["no object", "intransitive", "object"],
)
def test_headline_without_an_object_is_passive(headline: str, count: int | None, read_text: ReadText) -> None:
    claims = read_text("It rained all day.", headline=headline)
    counts = [entity.count.exact for entity in claims.entities if entity.count is not None]
    assert counts == ([] if count is None else [count])


@pytest.mark.parametrize(
    "headline",
    ["Nine pilots freed by Norland arrive in Canada", "Nine pilots released from Norland arrive in Canada"],
    ids=["by", "from"],
)
def test_headline_tells_what_the_freed_do(headline: str, read_text: ReadText) -> None:
    claims = read_text("It rained all day.", headline=headline)
    assert [claim.type for claim in claims.claims] == [ClaimType.RELEASE, ClaimType.TRANSFER]
