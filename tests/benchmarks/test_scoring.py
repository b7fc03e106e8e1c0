"""Events are compared with gold events as the articles' README says: pairs, alternatives, what is not asked for."""

import pytest
from scoring import Scores, Tally, read_gold

from kg.errors import KgError

TEXT = "Norland freed Ana Petrova and 12 others on Monday. Borduria may lift its sanctions on potash. Talks go on."
FREED, LIFTED = "Norland freed Ana Petrova and 12 others on Monday", "Borduria may lift its sanctions on potash"


def tell(quote: str, **more: object) -> dict[str, object]:
    return {"id": "e1", "type": "Release", "modality": "actual", "evidence": quote} | more


def score(found: list[dict[str, object]], gold: list[dict[str, object]]) -> Scores:
    scores = Scores()
    scores.add("a.txt", TEXT, found, gold)
    return scores


def count(tally: Tally) -> tuple[int, int, int]:
    return tally.right, tally.extra, tally.missed


def test_an_event_that_is_found_as_told_is_right_and_is_listed() -> None:
    scores = score([tell(FREED)], [tell(FREED)])
    assert [count(tally) for tally in (scores.events, scores.with_modality, scores.facts)] == [(1, 0, 0)] * 3
    assert scores.right == {("a.txt", "e1")}


@pytest.mark.parametrize(
    ("found", "gold", "counts"),
    [
        pytest.param([], [tell(FREED)], (0, 0, 1), id="missed"),
        pytest.param([tell(FREED)], [], (0, 1, 0), id="too much"),
        pytest.param([tell(FREED)], [tell(LIFTED)], (0, 1, 1), id="elsewhere"),
        pytest.param([tell(FREED)], [tell(FREED, type="Arrest")], (0, 1, 1), id="another type"),
        pytest.param([tell(FREED)], [tell(FREED, type="Transfer", alt_types=["Release"])], (1, 0, 0), id="either type"),
        pytest.param([tell("12 others")], [tell(FREED)], (1, 0, 0), id="a part of the quote"),
        pytest.param([tell(LIFTED, also=[FREED])], [tell(FREED)], (1, 0, 0), id="a further quote"),
        pytest.param([tell("Norland freed 40 men")], [tell(FREED)], (0, 1, 1), id="a quote not in the text"),
        pytest.param([tell(FREED), tell(FREED)], [tell(FREED)], (1, 1, 0), id="told twice"),
        pytest.param([], [tell(FREED, optional=True)], (0, 0, 0), id="optional and not found"),
        pytest.param([tell(FREED)], [tell(FREED, optional=True)], (0, 0, 0), id="optional and found"),
    ],
)
def test_each_event_counts_once(
    found: list[dict[str, object]], gold: list[dict[str, object]], counts: tuple[int, int, int]
) -> None:
    assert count(score(found, gold).events) == counts


def test_quotes_that_hardly_overlap_are_no_pair() -> None:
    tail = "on Monday. Borduria may lift its sanctions on potash"  # nine characters are of both
    assert count(score([tell(FREED)], [tell(tail)]).events) == (0, 1, 1)


@pytest.mark.parametrize(
    ("said", "meant", "facts"),
    [
        pytest.param("actual", "actual", (1, 0, 0), id="a fact"),
        pytest.param("actual", "planned", (0, 1, 0), id="a plan told as a fact"),
        pytest.param("planned", "actual", (0, 0, 1), id="a fact told as a plan"),
        pytest.param("planned", "denied", (0, 0, 0), id="no fact either way"),
    ],
)
def test_facts_are_those_told_as_facts_on_both_sides(said: str, meant: str, facts: tuple[int, int, int]) -> None:
    scores = score([tell(FREED, modality=said)], [tell(FREED, modality=meant)])
    assert count(scores.facts) == facts
    assert count(scores.events) == (1, 0, 0)
    assert count(scores.with_modality) == ((1, 0, 0) if said == meant else (0, 1, 1))
    assert scores.mistaken == (1 if said == "actual" != meant else 0)


@pytest.mark.parametrize(
    ("found", "gold", "counts"),
    [
        pytest.param(["Norland"], ["Norland"], (1, 0, 0), id="the same"),
        pytest.param(["Klow"], ["Norland|Klow"], (1, 0, 0), id="an alternative"),
        pytest.param(["Petrova"], ["Ana Petrova"], (1, 0, 0), id="a surname"),
        pytest.param(["the José-Said"], ["Jose Said"], (1, 0, 0), id="article, accent and hyphen"),
        pytest.param(["Ana"], ["Ana Petrova"], (0, 1, 1), id="a first name"),
        pytest.param(["Norland"], ["?Norland"], (0, 0, 0), id="welcome and found"),
        pytest.param([], ["?Norland"], (0, 0, 0), id="welcome and not found"),
        pytest.param(["Norland", "Norland"], ["Norland"], (1, 1, 0), id="said twice"),
        pytest.param([], ["Norland"], (0, 0, 1), id="missed"),
    ],
)
def test_fillers_are_compared_by_words(found: list[str], gold: list[str], counts: tuple[int, int, int]) -> None:
    scores = score([tell(FREED, agent=found)], [tell(FREED, agent=gold)])
    assert count(scores.roles["agent"]) == counts


def test_single_values_and_those_of_events_that_were_missed_count_too() -> None:
    scores = score([tell(FREED, count=13)], [tell(FREED, count=13), tell(LIFTED, type="Talks", count=4)])
    assert count(scores.roles["count"]) == (1, 0, 1)


def test_of_two_events_in_one_sentence_each_is_paired_with_the_more_alike() -> None:
    ours = [tell(FREED, id="e1", count=12), tell(FREED, id="e2", patients=["Ana Petrova"])]
    gold = [tell(FREED, patients=["Ana Petrova"]), tell(FREED, count=12)]
    scores = score(ours, gold)
    assert (count(scores.roles["count"]), count(scores.roles["patients"])) == ((1, 0, 0), (1, 0, 0))


@pytest.mark.parametrize(
    ("tally", "shares"),
    [
        pytest.param(Tally(), (1.0, 1.0, 1.0), id="nothing to find"),
        pytest.param(Tally(right=6, extra=2, missed=6), (0.75, 0.5, 0.6), id="some of each"),
        pytest.param(Tally(extra=2), (0.0, 1.0, 0.0), id="only too much"),
        pytest.param(Tally(missed=2), (1.0, 0.0, 0.0), id="only missed"),
    ],
)
def test_precision_recall_and_their_harmonic_mean(tally: Tally, shares: tuple[float, float, float]) -> None:
    assert (tally.precision, tally.recall, tally.f1) == shares


def test_gold_of_another_shape_is_named() -> None:
    assert read_gold({"events": [tell(FREED)]}, "a.gold.json") == [tell(FREED)]
    with pytest.raises(KgError, match=r"a\.gold\.json, event 1"):
        read_gold({"events": ["Release"]}, "a.gold.json")
