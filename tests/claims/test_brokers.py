"""Mediators that a sentence of their own names."""

import pytest

from kg.model import ClaimType, Role
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("Borduria freed 31 men. The exchange was mediated by Syldavia.", ["Syldavia"]),
        ("Syldavia mediated the swap. Borduria freed 31 men.", ["Syldavia"]),
        ("In a swap mediated by Syldavia, Borduria freed 31 men.", ["Syldavia"]),
        ("Borduria freed 31 men. The deal was agreed in Bern under the auspices of Norland.", ["Norland"]),
        ("Borduria freed 31 men. Syldavia may mediate the next swap.", []),
        ("Borduria freed 31 men. Syldavia mediated a quarrel of two banks.", []),
    ],
    ids=["passive", "before", "in the sentence", "auspices", "possible", "something else"],
)
def test_mediator_of_what_was_told(text: str, mediators: list[str], read_text: ReadText) -> None:
    claims = read_text(text)
    names = {entity.key: (entity.names or ("",))[0] for entity in claims.entities}
    (release,) = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert [names[filler.entity or ""] for filler in release.find(Role.MEDIATOR)] == mediators


@pytest.mark.parametrize(
    "text",
    [
        "Borduria freed 31 men. Syldavia mediated between the two sides.",
        "Borduria freed 31 men. President Omar Said thanked Syldavia for its mediation.",
    ],
    ids=["between", "thanked"],
)
def test_mediator_without_the_word_release(text: str, read_text: ReadText) -> None:
    claims = read_text(text)
    names = {entity.key: (entity.names or ("",))[0] for entity in claims.entities}
    (release,) = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert [names[filler.entity or ""] for filler in release.find(Role.MEDIATOR)] == ["Syldavia"]
