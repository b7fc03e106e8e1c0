"""What two sides do each is a release by either, given for the other."""

import pytest

from kg.model import Claims, ClaimType, LinkKind, Role
from tests.claims.conftest import ReadText


def _list_releases(claims: Claims) -> list[tuple[tuple[str | None, ...], list[int | None]]]:
    counts = {entity.key: entity.count.exact for entity in claims.entities if entity.count is not None}
    releases = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    return [
        (
            tuple(filler.entity for filler in claim.find(Role.RELEASED_BY)),
            [counts.get(filler.entity or "") for filler in claim.find(Role.RELEASED)],
        )
        for claim in releases
    ]


_EITHER = [(("state-NRL",), [70]), (("state-BRD",), [70])]


@pytest.mark.parametrize(
    "text",
    [
        "Norland and Borduria exchanged 70 pilots each on Monday.",
        "Norland and Borduria each freed 70 pilots in a swap on Monday.",
        "Norland and Borduria have each freed 70 pilots in a swap.",
        "Norland and Borduria swapped pilots on Monday. Each side freed 70 pilots.",
        "Norland and Borduria swapped pilots on Monday, with each side releasing 70 pilots.",
        "Norland and Borduria swapped pilots on Monday, with 70 freed by each side.",
    ],
    ids=["object", "verb", "perfect", "side", "with side", "by side"],
)
def test_each_side_frees_its_own(text: str, read_text: ReadText) -> None:
    claims = read_text(text)
    released = [claim.find(Role.RELEASED)[0].entity for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert _list_releases(claims) == _EITHER
    assert len(set(released)) == len(released)
    assert [link.kind for link in claims.links] == [LinkKind.EXCHANGE]


def test_headline_and_text_tell_the_same_two(read_text: ReadText) -> None:
    text = "Norland and Borduria exchanged 70 pilots each on Monday."
    assert _list_releases(read_text(text, headline="Norland and Borduria exchange 70 pilots each")) == _EITHER


def test_no_exchange_without_a_word_for_it(read_text: ReadText) -> None:
    claims = read_text("Norland and Borduria each freed 70 pilots on Monday.")
    assert (_list_releases(claims), claims.links) == (_EITHER, ())


@pytest.mark.parametrize(
    "text",
    [
        "Norland and Borduria exchanged 70 pilots on Monday.",
        "Norland and Borduria exchanged 70 pilots, each wearing a coat.",
    ],
    ids=["together", "each of the freed"],
)
def test_number_of_both_together_stays_one(text: str, read_text: ReadText) -> None:
    assert _list_releases(read_text(text)) == [(("state-NRL", "state-BRD"), [70])]
