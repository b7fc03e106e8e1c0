"""Analysis sections: statements, nothing told as fact, no event of the text told again."""

from kg.model import Claim, Claims, ClaimType, Factuality, LinkKind, Role, SectionKind
from tests.claims.conftest import ReadText

STORY = "Borduria freed 41 prisoners on Monday after Norland lifted its sanctions.\n\nScenario Analysis\n\n"


def _suppose(read_text: ReadText, text: str) -> tuple[Claims, list[Claim]]:
    claims = read_text(STORY + text)
    return claims, [claim for claim in claims.claims if claim.section == SectionKind.SCENARIO]


def _attitudes(claims: list[Claim]) -> list[object]:
    said = [claim for claim in claims if claim.type == ClaimType.STATEMENT]
    return [filler.value for claim in said for filler in claim.find(Role.ATTITUDE)]


def test_each_sentence_is_a_statement_of_its_own(read_text: ReadText) -> None:
    text = "Norland could lift more sanctions. Experts say that pressure is necessary. Borduria faces a choice."
    claims, supposed = _suppose(read_text, text)
    assert _attitudes(supposed) == ["predicts", "urges", "assesses"]
    assert {claim.factuality for claim in supposed} == {Factuality.HYPOTHETICAL}
    speakers = [claim for claim in supposed if claim.find(Role.SPEAKER)]
    assert len(speakers) == 1
    assert [link.target for link in claims.links if link.kind == LinkKind.CONTENT] == [
        claim.key for claim in supposed if claim.type == ClaimType.SANCTION_RELIEF
    ]


def test_what_the_text_told_is_not_supposed_again(read_text: ReadText) -> None:
    _, supposed = _suppose(read_text, "The release could open a way. After Borduria freed the prisoners, hope grew.")
    assert not [claim for claim in supposed if claim.type == ClaimType.RELEASE]


def test_named_speaker_did_say_so(read_text: ReadText) -> None:
    _, supposed = _suppose(read_text, "If Borduria frees more prisoners, Norland could lift a ban, Ana Petrova said.")
    (statement,) = [claim for claim in supposed if claim.type == ClaimType.STATEMENT]
    assert statement.factuality == Factuality.ASSERTED
    assert {claim.factuality for claim in supposed if claim is not statement} == {Factuality.HYPOTHETICAL}


def test_analysis_of_nothing_of_ours_stays_silent(read_text: ReadText) -> None:
    claims = read_text("The orchestra played in May.\n\nScenario Analysis\n\nNorland could win the cup.")
    assert not claims.claims
