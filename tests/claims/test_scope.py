"""How a text tells an event: an operator reaches its own clause and what stands under it."""

import pytest

from kg.model import ClaimType, Factuality
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "kind", "factuality"),
    [
        pytest.param("Norland freed nine prisoners.", ClaimType.RELEASE, Factuality.ASSERTED, id="fact"),
        pytest.param("Norland will free nine prisoners.", ClaimType.RELEASE, Factuality.PLANNED, id="will"),
        pytest.param("Norland agreed to free nine prisoners.", ClaimType.RELEASE, Factuality.PLANNED, id="agreed"),
        pytest.param("Norland refused to free nine prisoners.", ClaimType.RELEASE, Factuality.DENIED, id="refused"),
        pytest.param("Norland has not freed nine prisoners.", ClaimType.RELEASE, Factuality.DENIED, id="not"),
        pytest.param(
            "Canada urged Norland to free nine prisoners.", ClaimType.RELEASE, Factuality.DEMANDED, id="urged"
        ),
        pytest.param(
            "Canada called for nine prisoners to be freed.", ClaimType.RELEASE, Factuality.DEMANDED, id="called"
        ),
        pytest.param("Norland could free nine prisoners.", ClaimType.RELEASE, Factuality.HYPOTHETICAL, id="could"),
        pytest.param(
            "If Norland frees nine prisoners, talks may follow.", ClaimType.RELEASE, Factuality.HYPOTHETICAL, id="if"
        ),
        pytest.param(
            "Canada denied that it freed nine prisoners.", ClaimType.RELEASE, Factuality.DENIED, id="denied that"
        ),
        pytest.param(
            "Canada said that Norland freed nine prisoners.", ClaimType.RELEASE, Factuality.REPORTED, id="by its word"
        ),
        pytest.param(
            "The exile said that sanctions on Norland must not be lifted.",
            ClaimType.SANCTION_RENEWAL,
            Factuality.DEMANDED,
            id="must not be lifted",
        ),
    ],
)
def test_factuality_goes_by_scope(text: str, kind: ClaimType, factuality: Factuality, read_text: ReadText) -> None:
    told = [claim.factuality for claim in read_text(text).claims if claim.type == kind]
    assert told == [factuality]


def test_denied_charges_deny_no_event(read_text: ReadText) -> None:
    claims = read_text("The baker Ana Petrova was arrested in May. She denied the charges.")
    arrests = [claim for claim in claims.claims if claim.type == ClaimType.ARREST]
    assert [claim.factuality for claim in arrests] == [Factuality.ASSERTED]


def test_headline_lead_and_repeat_are_one_release(read_text: ReadText) -> None:
    text = "Norland freed nine prisoners on Monday.\n\nThe nine prisoners were released at dawn."
    claims = read_text(text, headline="Norland frees nine prisoners")
    releases = [claim for claim in claims.claims if claim.type == ClaimType.RELEASE]
    assert len(releases) == 1
    assert len(releases[0].quotes) == 3
