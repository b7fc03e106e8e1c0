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


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        pytest.param("The story that Norland freed six nurses is a hoax.", Factuality.DENIED, id="hoax"),
        pytest.param("Reports that Norland freed six nurses turned out to be untrue.", Factuality.DENIED, id="untrue"),
        pytest.param("It is not the case that Norland freed six nurses.", Factuality.DENIED, id="not the case"),
        pytest.param("Canada dismissed reports that Norland freed six nurses.", Factuality.DENIED, id="dismissed"),
        pytest.param("There is no truth in claims that Norland freed six nurses.", Factuality.DENIED, id="no truth"),
        pytest.param("The paper wrongly reported that Norland freed six nurses.", Factuality.DENIED, id="wrongly"),
        pytest.param("According to a rumour, Norland freed six nurses.", Factuality.ALLEGED, id="by a rumour"),
        pytest.param("Unverified reports say that Norland freed six nurses.", Factuality.ALLEGED, id="unverified"),
        pytest.param("Claims that Norland freed six nurses spread.", Factuality.ALLEGED, id="claims that"),
        pytest.param("Claims that Norland freed six nurses were rejected.", Factuality.DENIED, id="rejected claims"),
        pytest.param("It is possible that Norland freed six nurses.", Factuality.HYPOTHETICAL, id="possible"),
        pytest.param("News that Norland freed six nurses spread.", Factuality.ASSERTED, id="news"),
        pytest.param("It is true that Norland freed six nurses.", Factuality.ASSERTED, id="true"),
    ],
)
def test_word_at_second_hand_goes_by_its_carrier(text: str, factuality: Factuality, read_text: ReadText) -> None:
    assert [claim.factuality for claim in _read(text, ClaimType.RELEASE, read_text)] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "Norland freed no nurses in May.",
        "Norland freed none of the prisoners.",
        "Norland freed neither Ana Petrova nor Omar Said.",
        "Scarcely any prisoners were freed.",
        "The six nurses were nearly freed.",
        "Norland kept its word without freeing the six nurses.",
        "Rather than freeing the six nurses, Norland jailed them.",
        "Instead of pardoning the nurse or freeing the six sailors, Norland jailed them.",
    ],
)
def test_negation_within_a_clause_denies(text: str, read_text: ReadText) -> None:
    assert {claim.factuality for claim in _read(text, ClaimType.RELEASE, read_text)} == {Factuality.DENIED}


@pytest.mark.parametrize(
    "text",
    [
        "Norland frees six prisoners each spring.",
        "Norland routinely arrests journalists.",
        "Usually, the king pardons prisoners.",
        "The movie shows how guards freed six nurses.",
        "In the play a king pardons six prisoners.",
        "A thriller about a guard who freed six prisoners won the prize.",
        "The baker Ana Petrova dreamed that guards freed six nurses.",
    ],
)
def test_habits_stories_and_dreams_are_no_events(text: str, read_text: ReadText) -> None:
    assert not [claim for claim in read_text(text).claims if claim.type in {ClaimType.RELEASE, ClaimType.ARREST}]


@pytest.mark.parametrize(
    "text",
    [
        "Norland freed no fewer than six nurses.",
        "Norland freed almost 40 prisoners.",
        "The six nurses were almost immediately freed.",
        "In a series of raids police arrested six nurses. Norland freed the six nurses.",
        "The film angered Norland, which freed six nurses.",
    ],
)
def test_words_that_unmake_nothing(text: str, read_text: ReadText) -> None:
    assert {claim.factuality for claim in _read(text, ClaimType.RELEASE, read_text)} == {Factuality.ASSERTED}
