"""How one telling is quoted, dated, split and joined with others."""

from datetime import date

import pytest

from kg.model import Claim, Claims, ClaimType, Factuality, LinkKind, Role
from tests.claims.conftest import ReadText

TODAY = date(2026, 5, 14)


def _list_claims(claims: Claims, kind: ClaimType) -> list[Claim]:
    return [claim for claim in claims.claims if claim.type == kind]


def _list_fillers(claims: Claims, claim: Claim, role: Role) -> list[str]:
    names = {entity.key: (entity.names or (entity.mentions[0].exact,))[0] for entity in claims.entities}
    return sorted(names[filler.entity or ""] for filler in claim.find(role))


def test_handover_to_a_state_is_a_release_and_a_transfer(read_text: ReadText) -> None:
    claims = read_text("Borduria handed over 30 civilians to Syldavia on Monday. Its king had pardoned them.")
    release, transfer = (_list_claims(claims, kind)[0] for kind in (ClaimType.RELEASE, ClaimType.TRANSFER))
    assert sorted(str(filler.value) for filler in release.find(Role.RELEASE_MODE)) == ["handover", "pardon"]
    assert (release.find(Role.TO_PLACE), _list_fillers(claims, transfer, Role.TO_PLACE)) == ((), ["Syldavia"])
    assert _list_fillers(claims, transfer, Role.TRANSFEREE) == ["30 civilians"]


def test_people_let_go_at_another_time_are_no_part(read_text: ReadText) -> None:
    text = "Borduria freed 51 prisoners. It is the first release since July, when Borduria let 14 people go."
    claims = read_text(text)
    groups = {entity.count.exact: entity.part_of for entity in claims.entities if entity.count is not None}
    assert groups == {51: None, 14: None}


def test_people_named_with_the_release_alone_are_less_sure_to_have_moved(read_text: ReadText) -> None:
    text = "Borduria freed nine nurses, among them Ana Petrova. They were flown to Syldavia on Monday."
    transfer = _list_claims(read_text(text), ClaimType.TRANSFER)[0]
    assert [str(filler.confidence) for filler in transfer.find(Role.TRANSFEREE)] == ["0.6", "0.8"]


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("The group says that 40 prisoners remain in Borduria.", ClaimType.DETENTION, (TODAY, None)),
        ("The group says that 40 prisoners are held in a jail in Klow.", ClaimType.DETENTION, (TODAY, None)),
        ("Norland's President Omar Said freed nine nurses.", ClaimType.POSITION_HOLDING, (TODAY, None)),
        ("Norland freed nine nurses. They had been held in a jail in Klow.", ClaimType.DETENTION, (None, TODAY)),
    ],
    ids=["remain", "are held", "post", "had been held"],
)
def test_what_lasts_has_no_end_on_the_day_of_publication(
    text: str, kind: ClaimType, days: tuple[date | None, date | None], read_text: ReadText
) -> None:
    when = _list_claims(read_text(text), kind)[0].when
    assert when is not None
    assert (when.ongoing_on, when.not_after) == days


def test_posts_of_one_person_for_one_principal_are_one(read_text: ReadText) -> None:
    text = "Norland's envoy, Omar Said, freed nine nurses. Omar Said, the special envoy of Norland, was in Bern."
    claims = read_text(text)
    posts = [
        filler.quote.exact
        for claim in _list_claims(claims, ClaimType.POSITION_HOLDING)
        for filler in claim.find(Role.POSITION)
    ]
    assert posts == ["special envoy"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Omar Said, the special envoy of President Ana Petrova of Norland, was in Bern.", "Norland"),
        ("Omar Said, Ana Petrova's special envoy for Borduria, was in Bern.", None),
    ],
    ids=["of a president", "for a state, sent by a person"],
)
def test_an_envoy_serves_those_who_sent_them_and_not_where_they_go(
    text: str, state: str | None, read_text: ReadText
) -> None:
    claims = read_text(text)
    states = {entity.key: entity.names for entity in claims.entities}
    posts = [entity for entity in claims.entities if entity.names == ("special envoy",)]
    assert [post.of_state and states[post.of_state][0] for post in posts] == [state]


def test_statement_is_quoted_with_what_it_says(read_text: ReadText) -> None:
    claims = read_text(
        "The exile Ana Petrova stressed the importance of keeping EU sanctions to bring change in Borduria."
    )
    statement, renewal = (_list_claims(claims, kind)[0] for kind in (ClaimType.STATEMENT, ClaimType.SANCTION_RENEWAL))
    assert statement.quotes[0].exact.endswith("to bring change in Borduria")
    assert _list_fillers(claims, renewal, Role.TARGET) == ["Borduria"]


def test_thanks_carry_their_object_and_lead_to_the_release(read_text: ReadText) -> None:
    text = (
        "Norland freed nine nurses. Canada's president expressed her gratitude to the United Nations for the release."
    )
    claims = read_text(text)
    statement = _list_claims(claims, ClaimType.STATEMENT)[0]
    assert [filler.quote.exact for filler in statement.find(Role.ATTITUDE)] == ["expressed her gratitude"]
    links = [(link.kind, link.source, link.target, link.factuality) for link in claims.links]
    assert links == [(LinkKind.CONTENT, statement.key, "release-1", Factuality.ASSERTED)]


def test_thanks_without_a_topic_count_where_people_were_freed(read_text: ReadText) -> None:
    told = read_text(
        "Norland freed nine nurses. It rained.\n\nIt rained on.\n\nThe exile Omar Said thanked Ana Petrova."
    )
    silent = read_text("It rained in Norland.\n\nIt rained on.\n\nThe exile Omar Said thanked Ana Petrova.")
    assert [len(_list_claims(claims, ClaimType.STATEMENT)) for claims in (told, silent)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Norland freed nine nurses. The nurse Ana Petrova was not among those freed.", ["Ana Petrova"]),
        ("Norland freed nine nurses. Omar Said and Ana Petrova were not among them.", ["Ana Petrova", "Omar Said"]),
        ("Norland freed nine nurses. The nurse Ana Petrova is not on the list.", ["Ana Petrova"]),
        ("Norland freed all the ministers except Omar Said.", ["Omar Said"]),
    ],
    ids=["among those freed", "among them", "list", "except"],
)
def test_who_is_left_out_is_told_as_not_released(text: str, people: list[str], read_text: ReadText) -> None:
    claims = read_text(text)
    told = {
        claim.factuality: _list_fillers(claims, claim, Role.RELEASED)
        for claim in _list_claims(claims, ClaimType.RELEASE)
    }
    assert told[Factuality.DENIED] == people
    assert not set(told[Factuality.ASSERTED]) & set(people)


def test_prison_and_its_name_are_one_transfer(read_text: ReadText) -> None:
    text = "The bishop Omar Said was taken back to prison on Monday. Omar Said was returned to Highgate prison."
    assert len(_list_claims(read_text("Norland jailed Omar Said. " + text), ClaimType.TRANSFER)) == 1


def test_count_is_quoted_from_the_sentence_that_tells_the_event(read_text: ReadText) -> None:
    claims = read_text("Norland freed nine nurses on Monday.", headline="Norland frees nine nurses")
    release = _list_claims(claims, ClaimType.RELEASE)[0]
    quotes = [entity.count.quote for entity in claims.entities if entity.count is not None]
    assert [release.quotes[0].start <= quote.start < release.quotes[0].end for quote in quotes] == [True]


@pytest.mark.parametrize(
    "end",
    [
        "Ben Turm was freed too, but he refused to leave Borduria.",
        "Ben Turm was also freed and declined to go abroad.",
        "Ben Turm, who was freed too, stayed in the capital.",
    ],
    ids=["refused", "declined", "stayed"],
)
def test_who_would_not_go_has_not_moved(read_text: ReadText, end: str) -> None:
    claims = read_text(
        f"Borduria freed nine nurses, among them Ana Petrova. They were flown to Syldavia on Monday. {end}"
    )
    release, transfer = (_list_claims(claims, kind)[0] for kind in (ClaimType.RELEASE, ClaimType.TRANSFER))
    assert "Ben Turm" in _list_fillers(claims, release, Role.RELEASED)
    assert "Ben Turm" not in _list_fillers(claims, transfer, Role.TRANSFEREE)
    assert "Ana Petrova" in _list_fillers(claims, transfer, Role.TRANSFEREE)


def test_a_mention_of_those_freed_takes_no_day_from_their_pardon(read_text: ReadText) -> None:
    claims = read_text("Borduria pardoned 21 prisoners on 1 March 2026. Some of those freed were in poor health.")
    release = next(claim for claim in claims.claims if claim.type == ClaimType.RELEASE)
    assert release.when is not None
    assert release.when.on_date == date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova walked free on Tuesday. President Tomas Brenn had pardoned her on Monday.",
        "Ana Petrova was pardoned on Monday and released on Tuesday.",
    ],
)
def test_pardon_and_the_freeing_behind_it_are_one_release(text: str, read_text: ReadText) -> None:
    found = [claim for claim in read_text(text).claims if claim.type == ClaimType.RELEASE]
    assert [claim.when.on_date for claim in found if claim.when is not None] == [date(2026, 5, 12)]
    assert [filler.value for filler in found[0].fillers if filler.role == Role.RELEASE_MODE] == ["pardon"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova was pardoned on 1 March. Ana Petrova was released on 20 March.",
        "Ana Petrova was pardoned on Monday. Eva Holm was released on Tuesday.",
        "Ana Petrova was pardoned on Monday and released on bail on Tuesday.",
    ],
)
def test_pardon_is_not_a_release_of_another_time_person_or_manner(text: str, read_text: ReadText) -> None:
    assert len([claim for claim in read_text(text).claims if claim.type == ClaimType.RELEASE]) == 2
