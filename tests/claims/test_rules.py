"""Rules are listed, and each can be switched off."""

import pytest

from kg.articles.sources import Source, read_source
from kg.claims.extract import extract_claims
from kg.claims.rules import ALL_RULES, Rules, describe_rule, describe_rules, parse_rules, select_frames
from kg.entities.gazetteer import load_gazetteer
from kg.errors import SettingsError
from kg.model import Claims, Gazetteer
from kg.preparing import list_examples

TEXT = b"""Norland frees 12 prisoners

Norland freed 12 prisoners on Monday in exchange for the lifting of sanctions on potash, officials said.
The freed prisoners were flown to Canada.
"""


@pytest.fixture(scope="module")
def examples() -> list[Claims]:
    gazetteer = load_gazetteer()
    sources = [Source(str(path), path=path) for path in list_examples()]
    return [extract_claims(read_source(source, max_bytes=100_000), gazetteer) for source in sources]


def list_used(claims: Claims) -> set[str]:
    fillers = {filler.rule for claim in claims.claims for filler in claim.fillers}
    return {claim.rule for claim in claims.claims} | fillers | {link.rule for link in claims.links}


def read(gazetteer: Gazetteer, off: str) -> Claims:
    return extract_claims(read_source(Source("note.txt", data=TEXT), max_bytes=1000), gazetteer, parse_rules(off))


def test_every_rule_that_reads_the_examples_is_listed(examples: list[Claims]) -> None:
    used = set().union(*map(list_used, examples))
    assert used
    assert sorted(rule for rule in used if not describe_rule(rule)) == []


def test_every_rule_that_is_shown_can_be_switched_off(examples: list[Claims]) -> None:
    used = set().union(*map(list_used, examples))
    assert not any(parse_rules(rule).keeps(rule) for rule in used)


def test_every_rule_has_one_line() -> None:
    assert all(line and "\n" not in line for line in describe_rules().values())


@pytest.mark.parametrize(
    ("off", "gone"),
    [
        pytest.param("release.free", "release.free", id="a frame"),
        pytest.param("transfer.*", "transfer.", id="a group of frames"),
        pytest.param("link.exchange", "link.exchange", id="links"),
        pytest.param("attribution.verb", "attribution.verb", id="a detail"),
        pytest.param("transfer.move.toPlace", "transfer.move.toPlace", id="one role of a frame"),
    ],
)
def test_what_is_off_reads_nothing_and_the_rest_goes_on(gazetteer: Gazetteer, off: str, gone: str) -> None:
    before, after = list_used(read(gazetteer, "")), list_used(read(gazetteer, off))
    assert {rule for rule in before if rule.startswith(gone)}
    assert not {rule for rule in after if rule.startswith(gone)}
    assert after


def test_a_source_that_is_off_makes_no_fact_of_what_it_reported(gazetteer: Gazetteer) -> None:
    told = [[claim.factuality for claim in read(gazetteer, off).claims] for off in ("", "attribution.*")]
    assert told[0] == told[1]


def test_nothing_off_is_what_runs_without_a_setting(gazetteer: Gazetteer) -> None:
    assert parse_rules("") == ALL_RULES
    assert read(gazetteer, "").extractor == ALL_RULES.extractor
    assert select_frames(ALL_RULES).frames


def test_order_and_repeats_in_the_setting_change_nothing() -> None:
    assert parse_rules("release.free, link.*,release.free") == parse_rules("link.*,release.free")


@pytest.mark.parametrize(
    ("off", "near"),
    [
        pytest.param("relese.free", "release.free", id="a slip"),
        pytest.param("free", "--rules", id="half an id"),
        pytest.param("*.free", "only at the end", id="a star in front"),
        pytest.param("nosuch.*", "--rules", id="no such group"),
        pytest.param("release.free.nosuch", "release.free", id="no such role"),
    ],
)
def test_an_unknown_rule_is_refused_with_what_is_near(off: str, near: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_rules(off)
    assert repr(off) in refused.value.message
    assert near in refused.value.hint


def test_a_rule_covers_its_fillers_and_not_its_neighbours() -> None:
    rules = Rules(("release.free",))
    assert not rules.keeps("release.free.releasedBy")
    assert rules.keeps("release.freedom")
