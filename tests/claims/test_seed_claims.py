"""The real article of `../shared`: exactly its facts, no more."""

from pathlib import Path

import pytest

from kg.articles.reader import read_article
from kg.claims.extract import extract_claims
from kg.entities.gazetteer import load_gazetteer
from kg.model import Claim, Claims, ClaimType, Entity, Factuality, LinkKind, Role, SectionKind


@pytest.fixture(scope="module")
def claims(seed_path: Path) -> Claims:
    document = read_article(seed_path.read_bytes(), name=seed_path.name, max_bytes=1_000_000)
    return extract_claims(document, load_gazetteer())


def _list(claims: Claims, kind: ClaimType, factuality: Factuality = Factuality.ASSERTED) -> list[Claim]:
    return [claim for claim in claims.claims if claim.type == kind and claim.factuality == factuality]


def _names(claims: Claims, claim: Claim, role: Role) -> set[str]:
    entities = {entity.key: entity for entity in claims.entities}
    found: list[Entity] = [entities[filler.entity] for filler in claim.find(role) if filler.entity is not None]
    return {entity.ref or (entity.names[0] if entity.names else entity.group_kind or "") for entity in found}


def _values(claim: Claim, role: Role) -> set[object]:
    return {filler.value for filler in claim.find(role)}


def test_one_release_of_123_with_two_named(claims: Claims) -> None:
    (release,) = _list(claims, ClaimType.RELEASE)
    assert _names(claims, release, Role.RELEASED_BY) == {"state-BLR"}
    assert _names(claims, release, Role.RELEASED) == {"prisoners", "Maria Kolesnikova", "Ales Bialiatski"}
    group = next(e for e in claims.entities if e.count is not None and e.count.exact == 123)
    assert len(group.members) == 2
    assert release.when is not None
    assert (release.when.on_date, str(release.when.not_after)) == (None, "2025-12-13")
    assert len(release.quotes) > 4


def test_one_relief_on_potash(claims: Claims) -> None:
    (relief,) = _list(claims, ClaimType.SANCTION_RELIEF)
    assert _names(claims, relief, Role.ACTOR) == {"state-USA"}
    assert _names(claims, relief, Role.TARGET) == {"state-BLR"}
    assert _values(relief, Role.TARGET_GOOD) == {"potash"}
    assert _values(relief, Role.RELIEF_KIND) == {"lifted"}


def test_talks_of_two_days_in_minsk(claims: Claims) -> None:
    (talks,) = _list(claims, ClaimType.NEGOTIATION)
    assert _names(claims, talks, Role.PLACE) == {"place-minsk"}
    assert _names(claims, talks, Role.NEGOTIATOR) == {"John Coale"}
    assert _names(claims, talks, Role.ON_BEHALF_OF) == {"Donald Trump"}
    assert _values(talks, Role.DURATION_DAYS) == {2}


def test_transfer_to_three_states(claims: Claims) -> None:
    (transfer,) = _list(claims, ClaimType.TRANSFER)
    assert _names(claims, transfer, Role.TO_PLACE) == {"state-UKR", "state-POL", "state-LTU"}
    assert _values(transfer, Role.PURPOSE) == {"medical-assistance", "resettlement"}


def test_jailed_in_2021(claims: Claims) -> None:
    (detention,) = _list(claims, ClaimType.DETENTION)
    assert _names(claims, detention, Role.DETAINEE) == {"Ales Bialiatski"}
    assert detention.when is not None
    assert (str(detention.when.not_before), str(detention.when.began_by)) == ("2021-01-01", "2021-12-31")


def test_award(claims: Claims) -> None:
    (award,) = _list(claims, ClaimType.AWARD_CONFERRAL)
    assert _names(claims, award, Role.RECIPIENT) == {"Ales Bialiatski"}


def test_statements_with_their_speakers(claims: Claims) -> None:
    told = {
        (*_values(claim, Role.ATTITUDE), *_names(claims, claim, Role.SPEAKER))
        for claim in _list(claims, ClaimType.STATEMENT)
    }
    assert told == {
        ("thanks", "Maria Kolesnikova"),
        ("hopes", "Maria Kolesnikova"),
        ("urges", "Svetlana Tikhanovskaya"),
        ("denies", "Alexander Lukashenko"),
        ("labels", "Alexander Lukashenko"),
        ("doubts", "opposition-leaders"),
        ("asserts",),
        ("assesses",),
    }


def test_what_is_denied_demanded_or_hoped_is_no_fact(claims: Claims) -> None:
    (denied,) = _list(claims, ClaimType.DETENTION, Factuality.DENIED)
    assert _names(claims, denied, Role.DETAINEE) == {"political-prisoners"}
    (demanded,) = _list(claims, ClaimType.SANCTION_RENEWAL, Factuality.DEMANDED)
    assert _names(claims, demanded, Role.ACTOR) == {"organization-european-union"}
    assert len(_list(claims, ClaimType.RELEASE, Factuality.HYPOTHETICAL)) == 1
    assert not _list(claims, ClaimType.RELEASE, Factuality.DENIED)


def test_health_and_mistreatment(claims: Claims) -> None:
    (reported,) = _list(claims, ClaimType.CONDITION, Factuality.REPORTED)
    assert _values(reported, Role.CONDITION_TYPE) == {"deteriorated-health"}
    told = [_values(claim, Role.CONDITION_TYPE) for claim in _list(claims, ClaimType.CONDITION)]
    assert told == [{"poor-health"}, {"poor-human-rights-record"}]
    assert len(_list(claims, ClaimType.MISTREATMENT, Factuality.ALLEGED)) == 1


def test_exchange_is_inferred_not_asserted(claims: Claims) -> None:
    (link,) = [link for link in claims.links if link.kind == LinkKind.EXCHANGE]
    assert (link.source, link.target, link.factuality) == ("release-1", "sanctionrelief-1", Factuality.INFERRED)
    assert link.quote.exact.startswith("This move follows")
    assert {link.kind for link in claims.links} >= {LinkKind.PRECEDED_BY, LinkKind.OUTCOME, LinkKind.CONTENT}


def test_analysis_supposes_and_tells_no_fact(claims: Claims) -> None:
    spans = [section.span for section in claims.document.sections if section.kind == SectionKind.SCENARIO]
    inside = [claim for claim in claims.claims if any(s.start <= claim.quotes[0].start < s.end for s in spans)]
    assert {claim.factuality for claim in inside} == {Factuality.HYPOTHETICAL}
    attitudes = [str(*_values(claim, Role.ATTITUDE)) for claim in inside if claim.type == ClaimType.STATEMENT]
    assert attitudes == ["predicts", "predicts", "assesses", "assesses", "urges"]
    facts = [claim for claim in claims.claims if claim.factuality.standing == "factual"]
    assert not [q for claim in facts for q in claim.quotes for s in spans if s.start <= q.start < s.end]


def test_relations_with_their_ends(claims: Claims) -> None:
    told = {
        (
            str(*_values(claim, Role.RELATION_TYPE)),
            claim.factuality,
            bool(claim.find(Role.POLARITY)),
            *_names(claims, claim, Role.SUBJECT_AGENT),
            *_names(claims, claim, Role.OBJECT_AGENT),
        )
        for claim in claims.claims
        if claim.type == ClaimType.RELATION and claim.section != SectionKind.SCENARIO
    }
    ruler = "Alexander Lukashenko"
    assert told == {
        ("normal-relations", Factuality.PLANNED, False, "state-BLR", "stategroup-west"),
        ("recognition", Factuality.ASSERTED, True, "organization-european-union", ruler),
        ("recognition", Factuality.ASSERTED, True, "state-USA", ruler),
        ("alliance", Factuality.ASSERTED, False, ruler, "state-RUS"),
        ("isolation", Factuality.ASSERTED, False, ruler, "stategroup-west"),
        ("influence", Factuality.HYPOTHETICAL, True, "state-RUS", "state-BLR"),
    }


def test_unrest_of_2020_in_its_order(claims: Claims) -> None:
    (election,), (protest,), (force,) = (
        _list(claims, kind) for kind in (ClaimType.ELECTION, ClaimType.PROTEST, ClaimType.REPRESSION)
    )
    assert _names(claims, protest, Role.PARTICIPANT) == {"Maria Kolesnikova"}
    for claim in (election, protest):
        assert claim.when is not None
        assert (str(claim.when.not_before), str(claim.when.not_after)) == ("2020-01-01", "2020-12-31")
    order = {(link.source, link.target) for link in claims.links if link.kind == LinkKind.PRECEDED_BY}
    assert {(force.key, protest.key), (protest.key, election.key)} <= order
    isolation = next(claim for claim in claims.claims if claim.rule == "relation.isolate")
    causes = {link.target for link in claims.links if link.kind == LinkKind.CAUSED_BY and link.source == isolation.key}
    assert force.key in causes


def test_the_release_has_its_aim(claims: Claims) -> None:
    goals = [(link.source, link.target) for link in claims.links if link.kind == LinkKind.GOAL]
    aim = next(claim.key for claim in claims.claims if claim.rule == "relation.improve")
    assert goals == [("release-1", aim)]
