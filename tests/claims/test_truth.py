"""Nothing is told as fact that the text does not assert: plans, doubts, habits, stories and undone events."""

import pytest

from kg.model import Claim, ClaimType, Factuality
from tests.claims.conftest import ReadText

FACTS = frozenset({Factuality.ASSERTED, Factuality.REPORTED, Factuality.INFERRED})


def _read(text: str, kind: ClaimType, read_text: ReadText) -> list[Claim]:
    return [claim for claim in read_text(text).claims if claim.type == kind]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        pytest.param("Norland put off the release of six nurses.", Factuality.PLANNED, id="put off"),
        pytest.param("The cabinet approved the release of six nurses.", Factuality.PLANNED, id="approved"),
        pytest.param("The release of six nurses was called off.", Factuality.DENIED, id="called off"),
        pytest.param("A swap of prisoners with Borduria fell through.", Factuality.DENIED, id="fell through"),
        pytest.param("The release of six nurses is imminent.", Factuality.PLANNED, id="imminent"),
        pytest.param("Canada fears the possible release of six nurses.", Factuality.HYPOTHETICAL, id="possible"),
        pytest.param("The vigil for the release of six nurses ended.", Factuality.DEMANDED, id="vigil for"),
        pytest.param("The odds of the release of six nurses are long.", Factuality.HYPOTHETICAL, id="odds of"),
        pytest.param("A motion for the release of six nurses was rejected.", Factuality.DENIED, id="rejected motion"),
        pytest.param("The release of six nurses shocked Borduria.", Factuality.ASSERTED, id="past predicate"),
        pytest.param("The release of six nurses comes after talks.", Factuality.ASSERTED, id="factive present"),
    ],
)
def test_event_noun_is_told_as_its_governor_tells_it(text: str, factuality: Factuality, read_text: ReadText) -> None:
    assert [claim.factuality for claim in _read(text, ClaimType.RELEASE, read_text)] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Norland and Borduria were cancelled.",
        "Talks between Norland and Borduria collapsed before they started.",
        "Norland postponed talks with Borduria.",
    ],
)
def test_talks_that_never_began_are_no_fact(text: str, read_text: ReadText) -> None:
    assert not [claim for claim in _read(text, ClaimType.NEGOTIATION, read_text) if claim.factuality in FACTS]


def test_both_sides_of_an_offer_are_planned(read_text: ReadText) -> None:
    text = "Norland offered Borduria the release of nine prisoners in exchange for the lifting of sanctions."
    assert {claim.factuality for claim in read_text(text).claims} == {Factuality.PLANNED}
