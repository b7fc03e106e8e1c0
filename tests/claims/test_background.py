"""How states stand to each other, votes, protests and force: what stands behind a release."""

import pytest

from kg.model import Claim, Claims, ClaimType, Factuality, LinkKind, Role
from tests.claims.conftest import ReadText

FREED = "Borduria freed 41 prisoners. "


def _list_claims(claims: Claims, kind: ClaimType) -> list[Claim]:
    return [claim for claim in claims.claims if claim.type == kind]


def _name(claims: Claims, claim: Claim, role: Role) -> list[str]:
    names = {entity.key: (entity.names or (entity.mentions[0].exact,))[0] for entity in claims.entities}
    return sorted(names[filler.entity or ""] for filler in claim.find(role))


@pytest.mark.parametrize(
    ("text", "kind", "ends", "told"),
    [
        ("President Omar Said, a close ally of Syldavia, smiled.", "alliance", "Omar Said>Syldavia", "asserted"),
        ("Borduria is trying to mend ties with Norland.", "normal-relations", "Borduria>Norland", "planned"),
        ("Norland wants to mend ties with Borduria.", "normal-relations", "Norland>Borduria", "planned"),
        ("Norland refuses to recognise President Omar Said.", "recognition", "Norland>Omar Said", "asserted"),
        ("Norland recognised Omar Said as president in May.", "recognition", "Norland>Omar Said", "asserted"),
        ("The deal could reduce Borduria's reliance on Syldavia.", "influence", "Syldavia>Borduria", "hypothetical"),
    ],
    ids=["ally", "tries", "wants", "refuses", "recognised", "reliance"],
)
def test_relation_has_its_ends(text: str, kind: str, ends: str, told: str, read_text: ReadText) -> None:
    claims = read_text(FREED + text)
    (relation,) = _list_claims(claims, ClaimType.RELATION)
    assert [filler.value for filler in relation.find(Role.RELATION_TYPE)] == [kind]
    found = (_name(claims, relation, role) for role in (Role.SUBJECT_AGENT, Role.OBJECT_AGENT))
    assert ">".join(name for names in found for name in names) == ends
    assert relation.factuality == told


@pytest.mark.parametrize(
    "text",
    [
        "Omar Said, a former ally of Syldavia, smiled.",
        "The bank cut ties with the firm.",
        "The nurses improved relations with the neighbours.",
        "Borduria has no ally in the region.",
    ],
    ids=["former", "firms", "neighbours", "none"],
)
def test_what_is_no_relation_of_states(text: str, read_text: ReadText) -> None:
    assert not _list_claims(read_text(FREED + text), ClaimType.RELATION)


def test_background_alone_is_no_story(read_text: ReadText) -> None:
    claims = read_text("Norland cut ties with Borduria after the disputed election in 2020.")
    assert not claims.claims


def test_aim_of_a_release(read_text: ReadText) -> None:
    claims = read_text(FREED + "The release is part of Borduria's attempt to improve relations with Norland.")
    goals = [(link.source, link.target) for link in claims.links if link.kind == LinkKind.GOAL]
    assert goals == [("release-1", "relation-1")]
    assert _list_claims(claims, ClaimType.RELATION)[0].factuality == Factuality.PLANNED


def test_year_before_a_noun_bounds_it(read_text: ReadText) -> None:
    claims = read_text(FREED + "Among them is Ana Petrova, an organiser of the 2020 protests against the king.")
    (protest,) = _list_claims(claims, ClaimType.PROTEST)
    assert protest.when is not None
    assert (str(protest.when.not_before), str(protest.when.not_after)) == ("2020-01-01", "2020-12-31")
    assert _name(claims, protest, Role.PARTICIPANT) == ["Ana Petrova"]


def test_doubts_of_one_group_are_one_statement(read_text: ReadText) -> None:
    text = "Borduria freed 41 prisoners despite scepticism from opposition leaders. "
    claims = read_text(text + "Opposition leaders remain sceptical of the king.")
    (doubt,) = [claim for claim in _list_claims(claims, ClaimType.STATEMENT) if len(claim.quotes) > 1]
    assert [filler.value for filler in doubt.find(Role.ATTITUDE)] == ["doubts"]
    assert len(doubt.find(Role.SPEAKER)) == 1


def test_prize_that_somebody_won(read_text: ReadText) -> None:
    claims = read_text("Borduria freed Ana Petrova, who won the Nobel Peace Prize in 2022.")
    (award,) = _list_claims(claims, ClaimType.AWARD_CONFERRAL)
    assert _name(claims, award, Role.RECIPIENT) == ["Ana Petrova"]
    assert award.when is not None
    assert award.when.not_before is not None


@pytest.mark.parametrize("matter", ["Omar Said", "Omar Said's intentions"], ids=["themselves", "what-is-theirs"])
def test_doubt_is_about_whom_it_names(matter: str, read_text: ReadText) -> None:
    claims = read_text(f"{FREED}Opposition leaders remain sceptical of {matter}.")
    (doubt,) = _list_claims(claims, ClaimType.STATEMENT)
    assert _name(claims, doubt, Role.ABOUT_AGENT) == ["Omar Said"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Norland lifted its sanctions on Borduria after talks with Bordurian officials in Bern.", 1),
        ("Norland lifted its sanctions on Borduria before talks with Bordurian officials in Bern.", 0),
        ("Norland could lift its sanctions on Borduria after talks with Bordurian officials in Bern.", 0),
    ],
    ids=["after", "before", "possible"],
)
def test_what_is_done_after_talks_comes_behind_them(text: str, count: int, read_text: ReadText) -> None:
    claims = read_text(FREED + text)
    types = {claim.key: claim.type for claim in claims.claims}
    pairs = [(types[a.source], types[a.target]) for a in claims.links if a.kind == LinkKind.PRECEDED_BY]
    assert pairs == [(ClaimType.SANCTION_RELIEF, ClaimType.NEGOTIATION)] * count
