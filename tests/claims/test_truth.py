"""Nothing is told as fact that the text does not assert: plans, doubts, habits, stories and undone events."""

import pytest

from kg.model import Claim, ClaimType, Factuality, LinkKind, Role
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


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        pytest.param("The six nurses are due to be released on Friday.", Factuality.PLANNED, id="due to"),
        pytest.param("The six nurses are set to walk free.", Factuality.PLANNED, id="set to"),
        pytest.param("Norland is about to free six nurses.", Factuality.PLANNED, id="about to"),
        pytest.param("Norland is slated to free six nurses.", Factuality.PLANNED, id="slated to"),
        pytest.param("Norland is said to have freed six nurses.", Factuality.REPORTED, id="is said to have"),
        pytest.param("Norland is believed to have freed six nurses.", Factuality.ALLEGED, id="is believed to have"),
        pytest.param("The rebels claim to have freed six nurses.", Factuality.REPORTED, id="claim to have"),
        pytest.param("Canada hoped to have freed six nurses.", Factuality.HYPOTHETICAL, id="hoped to have"),
        pytest.param("Canada would have paid had Norland freed six nurses.", Factuality.HYPOTHETICAL, id="had X freed"),
        pytest.param("Norland denied the charge and freed six nurses.", Factuality.ASSERTED, id="denied and freed"),
        pytest.param(
            "Norland denied that it had lied and freed six nurses.", Factuality.ASSERTED, id="denied that and"
        ),
    ],
)
def test_verb_above_reaches_its_own_clause(text: str, factuality: Factuality, read_text: ReadText) -> None:
    assert [claim.factuality for claim in _read(text, ClaimType.RELEASE, read_text)] == [factuality]


def _list_doers(claim: Claim) -> list[str]:
    return [filler.quote.exact for role in (Role.RELEASED_BY, Role.ACTOR) for filler in claim.find(role)]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        pytest.param("Norland denied the charge and freed six nurses.", ["Norland"], id="joined to the main verb"),
        pytest.param("Canada accused Norland of having freed six killers.", ["Norland"], id="accused of"),
        pytest.param("Canada would have paid had Norland freed six nurses.", ["Norland"], id="inverted"),
        pytest.param("Norland is said to have freed six nurses.", ["Norland"], id="said to have"),
        pytest.param("Canada begged Norland to free six nurses.", ["Norland"], id="begged"),
        pytest.param("The six nurses hoped to be freed by Christmas.", [], id="a feast frees nobody"),
    ],
)
def test_doer_is_who_acts_in_its_own_clause(text: str, doers: list[str], read_text: ReadText) -> None:
    found = _read(text, ClaimType.RELEASE, read_text)
    assert [doer for claim in found for doer in _list_doers(claim)] == doers


def test_accuser_is_the_subject_that_urged_before(read_text: ReadText) -> None:
    text = "Canada urged Norland to free six nurses and accused Borduria of cruelty."
    told = [claim for claim in _read(text, ClaimType.STATEMENT, read_text) if claim.rule == "statement.accuse"]
    assert [(str(claim.factuality), claim.find(Role.SPEAKER)[0].quote.exact) for claim in told] == [
        ("asserted", "Canada")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The singer Ana Petrova was released from hospital in May.",
        "The sergeant Omar Said was released from his duties.",
        "The club released the goalkeeper Omar Said.",
        "The airline released 60 workers.",
        "The nurse Ana Petrova was captured on camera.",
        "The queen was captured in a portrait.",
        "Norland and Borduria swap captured sailors.",
        "Norland keeps its sanctions on Borduria.",
    ],
)
def test_lookalikes_are_no_events(text: str, read_text: ReadText) -> None:
    kinds = {ClaimType.RELEASE, ClaimType.ARREST, ClaimType.SANCTION_RENEWAL, ClaimType.SANCTION_IMPOSITION}
    told = [claim for claim in read_text(text).claims if claim.type in kinds and claim.rule != "release.swap"]
    assert not [claim for claim in told if claim.factuality in FACTS]


def test_prisoner_may_come_from_a_hospital_in_custody(read_text: ReadText) -> None:
    assert _read("The prisoner Omar Said was released from a prison hospital.", ClaimType.RELEASE, read_text)


def test_nothing_after_the_day_of_publication_is_a_fact(read_text: ReadText) -> None:
    found = _read("Norland frees six nurses on 20 May 2026.", ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in found] == [Factuality.PLANNED]


def test_clause_after_a_verb_of_saying_is_reported(read_text: ReadText) -> None:
    found = _read("State radio said that 90 prisoners had been freed.", ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in found] == [Factuality.REPORTED]


def test_pardon_is_a_plan_while_the_pardoned_are_inside(read_text: ReadText) -> None:
    text = "Norland's king signed a decree pardoning 30 inmates. By Wednesday none of them had left prison."
    found = _read(text, ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in found] == [Factuality.PLANNED, Factuality.DENIED]


def test_pardon_alone_is_a_release(read_text: ReadText) -> None:
    found = _read("Norland's king signed a decree pardoning 30 inmates.", ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in found] == [Factuality.ASSERTED]


def test_corrected_figure_takes_the_place_of_the_old_one(read_text: ReadText) -> None:
    text = "Earlier we wrote that 70 people were arrested. The ministry now puts the figure at 52."
    claims = read_text(text)
    arrests = [claim for claim in claims.claims if claim.type == ClaimType.ARREST]
    counts = {entity.key: entity.count for entity in claims.entities}
    told = [counts[filler.entity or ""] for claim in arrests for filler in claim.find(Role.ARRESTED)]
    assert [(claim.factuality in FACTS) for claim in arrests] == [True]
    assert [count.exact for count in told if count is not None] == [52]


def test_those_already_free_are_not_who_may_not_be_freed(read_text: ReadText) -> None:
    text = "Three teachers stayed in prison. The other eight prisoners were freed. If they are not freed, we march."
    found = _read(text, ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in found] == [Factuality.ASSERTED]


@pytest.mark.parametrize(
    "text",
    [
        "Norland freed the nurse Ana Petrova. In exchange Borduria released the spy Omar Said.",
        "Norland freed the nurse Ana Petrova, and Borduria released the spy Omar Said in return.",
    ],
)
def test_in_exchange_ties_two_releases(text: str, read_text: ReadText) -> None:
    links = [link for link in read_text(text).links if link.kind == LinkKind.EXCHANGE]
    assert [link.factuality for link in links] == [Factuality.ASSERTED]


def test_day_of_a_promise_does_not_date_the_release(read_text: ReadText) -> None:
    found = _read("Norland promised in December to free six nurses.", ClaimType.RELEASE, read_text)
    assert [(claim.factuality, claim.when) for claim in found] == [(Factuality.PLANNED, None)]


def test_who_stays_behind_is_not_moved_with_the_group(read_text: ReadText) -> None:
    text = (
        "Norland freed 12 prisoners and flew them to Canada. Among them is the monk Pavel Brenn. "
        "The nurse Ana Petrova refused to leave and stayed in prison."
    )
    claims = read_text(text)
    nurse = next(entity.key for entity in claims.entities if "Ana Petrova" in entity.names)
    moves = [claim for claim in claims.claims if claim.type in {ClaimType.TRANSFER, ClaimType.RELEASE}]
    assert moves
    assert not [claim for claim in moves if nurse in {filler.entity for filler in claim.fillers}]


@pytest.mark.parametrize(
    "text",
    [
        "The campaign to free the six nurses began in spring.",
        "Norland's plan to free six nurses was praised by Canada.",
        "The rebels' claim to have freed six nurses is a lie.",
        "Far from freeing the six nurses, Norland jailed their lawyer.",
        "Norland came close to freeing the six nurses.",
        "The council voted against freeing the six nurses.",
        "Norland said nothing, nor did it release the six nurses.",
        "It was rumoured that Norland freed six nurses.",
        "Until Norland frees the six nurses, the sanctions stay.",
        "Without the release of six nurses there will be no deal.",
        "Canada makes the release of six nurses a condition.",
        "The planned release of six nurses was blocked.",
        "A warrant for the release of six nurses was issued.",
        "Reports of the release of six nurses were premature.",
        "The ministry said reports of the release of six nurses were premature.",
        "Norland dropped plans to free six nurses.",
    ],
)
def test_deeds_wished_missed_or_awaited_are_no_facts(text: str, read_text: ReadText) -> None:
    found = _read(text, ClaimType.RELEASE, read_text)
    assert not [claim for claim in found if claim.factuality in FACTS]


def test_reason_asked_for_presupposes_the_deed(read_text: ReadText) -> None:
    found = _read("Nobody knows why Norland freed six nurses.", ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in found] == [Factuality.ASSERTED]


@pytest.mark.parametrize(
    "text",
    [
        "Norland calls on Ruritania to release the nurse Ana Petrova.",
        "Two ministers call upon Ruritania to release the nurse Ana Petrova.",
        "Norland urged Ruritania to immediately release the nurse Ana Petrova.",
        "Norland urged Ruritania to immediately and unconditionally free the nurse Ana Petrova.",
    ],
)
def test_call_to_free_someone_is_a_demand_and_a_statement(text: str, read_text: ReadText) -> None:
    claims = _read(text, ClaimType.RELEASE, read_text)
    assert [claim.factuality for claim in claims] == [Factuality.DEMANDED]
    spoken = _read(text, ClaimType.STATEMENT, read_text)
    assert [str(f.value) for claim in spoken for f in claim.fillers if f.role == Role.ATTITUDE] == ["urges"]


@pytest.mark.parametrize(
    "text",
    [
        "No decision to release the nurse Ana Petrova had been taken.",
        "The decision to release the nurse Ana Petrova has not been made.",
    ],
)
def test_decision_that_nobody_took_is_denied(text: str, read_text: ReadText) -> None:
    assert [claim.factuality for claim in _read(text, ClaimType.RELEASE, read_text)] == [Factuality.DENIED]
