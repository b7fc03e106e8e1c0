"""What people are charged with or convicted of, as concepts."""

import pytest

from kg.model import ClaimType, Role
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "offences"),
    [
        ("The poet Tomas Brenn was arrested in May on charges of high treason.", {"treason"}),
        ("A court sentenced the nurse Ana Petrova to nine years for espionage and tax evasion.", {"espionage"}),
        ("The student was convicted in 2023 of insulting the king.", {"insult"}),
        ("Tomas Brenn was jailed for nine years for inciting unrest.", {"incitement"}),
        ("The advocate Ana Petrova was jailed in 2021 for her work.", set()),
        ("Police arrested three men in Lund; fraud is rare there.", set()),
    ],
    ids=["charges", "for", "of -ing", "behind a term", "no offence", "another clause"],
)
def test_offences_stand_behind_their_preposition(text: str, offences: set[str], read_text: ReadText) -> None:
    kinds = {ClaimType.ARREST, ClaimType.DETENTION, ClaimType.SENTENCING}
    told = [claim for claim in read_text(text).claims if claim.type in kinds]
    assert told
    assert offences <= {str(filler.value) for claim in told for filler in claim.find(Role.OFFENCE)}
    assert offences or not [filler for claim in told for filler in claim.find(Role.OFFENCE)]


def test_day_of_the_deed_is_not_that_of_the_sentence(read_text: ReadText) -> None:
    claims = read_text("Omar Said was sentenced to life in prison for a murder in Klow in 2019.")
    (sentence,) = [claim for claim in claims.claims if claim.type == ClaimType.SENTENCING]
    assert sentence.when is not None
    assert sentence.when.not_before is None


def test_offence_may_end_a_headline(read_text: ReadText) -> None:
    title = "Norland charges three activists with subversion"
    claims = read_text("The three met a lawyer on Monday.", headline=title).claims
    assert [(claim.type, filler.value) for claim in claims for filler in claim.find(Role.OFFENCE)] == [
        (ClaimType.CHARGE_FILING, "subversion")
    ]
