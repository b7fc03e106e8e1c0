"""Articles of our own that tell one event differently, in every order: one node, and nobody counted twice."""

import pytest

from kg.terms import Class, Prop
from tests.newsroom import Told, list_doubles, shuffle, tell, write_article
from tests.retellings import CASES, FIVE, SWAP, Case


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_sum_of_tallies_is_right_in_every_order(case: Case) -> None:
    for order in shuffle(case.texts):
        assert tell(order).total() == case.totals


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_summary_says_each_thing_once(case: Case) -> None:
    assert list(list_doubles(tell(case.texts))) == []


@pytest.fixture(scope="module")
def five() -> Told:
    return tell(FIVE)


def test_one_release_is_one_node_in_the_graphs_of_all_its_articles(five: Told) -> None:
    (release,) = five.list_events()
    assert five.count_graphs(release) == len(FIVE)
    assert five.list_values(release, Prop.SOURCE_COUNT) == [str(len(FIVE))]


def test_its_node_is_the_same_in_every_order() -> None:
    assert {tuple(tell(order).list_events()) for order in shuffle(FIVE)} == {("release-blr-2025-09",)}


def test_figures_and_days_that_differ_stand_side_by_side_each_with_its_words(five: Told) -> None:
    rows = five.ask(
        """SELECT ?role ?value ?words ?day {
             ?e clem:supports d:release-blr-2025-09 ; clem:forRole ?role ; clem:forValue ?value ; clem:exact ?words ;
                clem:fromArticle/clem:published ?day FILTER(?role IN (clem:released, clem:onDate)) }
           ORDER BY ?role ?value ?day"""
    )
    assert rows == [
        ("onDate", "2025-09-11", "on Thursday", "2025-09-11"),
        ("onDate", "2025-09-11", "on Thursday", "2025-09-12"),
        ("onDate", "2025-09-11", "on September 11", "2025-09-13"),
        ("onDate", "2025-09-12", "on Friday", "2025-09-14"),
        ("released", "50", "more than 50 prisoners", "2025-09-12"),
        ("released", "51", "51 people", "2025-09-13"),
        ("released", "52", "52 people", "2025-09-11"),
        ("released", "52", "52 prisoners", "2025-09-12"),
        ("released", "52", "52 prisoners", "2025-09-14"),
    ]
    contested = five.list_values("release-blr-2025-09", Prop.CONTESTED_PROPERTY)
    assert contested == ["memberCount", "onDate"]


def test_all_doers_and_spellings_are_kept(five: Told) -> None:
    doers = five.list_values("release-blr-2025-09", Prop.RELEASED_BY)
    assert doers == ["person-alexander-lukashenko", "state-BLR"]
    assert five.list_values("release-blr-2025-09", Prop.ACTING_STATE) == ["state-BLR"]
    names = five.ask("SELECT ?name { d:person-ihar-zubrovich skos:altLabel ?name } ORDER BY ?name")
    assert names == [("Igor Zubrovich",), ("Ihar Zubrovich",)]


def test_a_swap_is_exchanged_both_ways() -> None:
    told = tell(SWAP)
    assert told.list_values("release-rus-2024-08", Prop.EXCHANGED_FOR) == ["release-nor-2024-08"]
    assert told.list_values("release-nor-2024-08", Prop.EXCHANGED_FOR) == ["release-rus-2024-08"]
    (whole,) = told.list_values("release-rus-2024-08", Prop.PART_OF)
    assert told.list_values(whole, Prop.TALLY) == []


@pytest.mark.parametrize("name", ["denied by one, told by another", "demanded, then told"])
def test_what_is_denied_or_demanded_leads_to_what_happened(name: str) -> None:
    standing = name.split(" ", 1)[0].rstrip(",")
    for order in shuffle(CASES[name].texts):
        told = tell(order)
        (release,) = told.list_events()
        leads = [told.list_values(each, Prop.COUNTERPART_OF) for each in told.list_events(standing=standing)]
        assert sorted(leads) == sorted([[release], *([[]] * (len(leads) - 1))])


def test_a_relief_inferred_here_and_told_there_is_told() -> None:
    hint = write_article(
        "Belarus frees 52",
        "12 September 2025",
        "Belarus released 52 prisoners on Thursday. The move followed the lifting of US sanctions on Zubr Air.",
    )
    plain = write_article(
        "Belarus frees 52 as sanctions go",
        "12 September 2025",
        "The United States lifted sanctions on Zubr Air in exchange for the release of 52 prisoners by Belarus.",
    )
    for texts, prop in (((hint,), Prop.MAYBE_EXCHANGED_FOR), ((hint, plain), Prop.EXCHANGED_FOR)):
        for order in shuffle(texts):
            told = tell(order)
            (release,), (relief,) = told.list_events(), told.list_events(Class.SANCTION_RELIEF)
            assert told.list_values(release, prop) == [relief]
            assert told.list_values(relief, prop) == [release]
            other = {Prop.MAYBE_EXCHANGED_FOR, Prop.EXCHANGED_FOR} - {prop}
            assert [told.list_values(node, p) for node in (release, relief) for p in other] == [[], []]
