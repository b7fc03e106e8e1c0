"""Which tellings are of one event, in whatever order they come, and which must stay apart."""

import itertools
from datetime import date

import pytest

from kg.model import ClaimType, EntityKind, Factuality, Role, When
from tests.entities.building import Draft, draft_release, identify_all, identify_releases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft_release("BLR", 123), draft_release("BLR", 124, published="2025-12-15")),
        (draft_release("BLR", 52, day="2025-09-11"), draft_release("BLR", 51, published="2025-09-13")),
        (draft_release("BLR", 123), draft_release("BLR", None, published="2025-12-14")),
        (draft_release("BLR", 14, "Ihar Zhuk"), draft_release("BLR", None, "Igor Zhuk", published="2025-12-20")),
        (draft_release("BLR", 14, "Ihar Zhuk"), draft_release("BLR", 20, "Ihar Zhuk")),
        (draft_release("BLR", 123), draft_release("BLR", 123, published="2026-01-10")),
        (
            draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11"),
            draft_release("BLR", 51, "Ihar Zhuk", day="2025-09-13"),
        ),
        (draft_release("BLR", 52, day="2025-08-31"), draft_release("BLR", 52, day="2025-09-01")),
        (draft_release("BLR", 52, day="2025-09-11"), draft_release("BLR", None, "Ihar Zhuk", day="2025-09-11")),
    ],
    ids=[
        "near counts",
        "day and no day",
        "no count",
        "named only, recalled",
        "counts differ, name shared",
        "repeated",
        "days differ, name shared",
        "the next morning, in another month",
        "named only, on the day",
    ],
)
def test_tellings_of_one_release_are_joined_in_either_order(one: Draft, other: Draft) -> None:
    assert len(set(identify_releases(one, other))) == 1
    assert len(set(identify_releases(other, one))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft_release("BLR", 52, day="2025-09-11"), draft_release("BLR", 52, day="2025-09-13")),
        (draft_release("BLR", 123), draft_release("BLR", 31)),
        (draft_release("BLR", 123), draft_release("RUS", 123)),
        (draft_release("BLR", 52), draft_release("BLR", 51, published="2026-03-13")),
        (draft_release("BLR", None, "Ihar Zhuk"), draft_release("BLR", None, "Alena Zhuk")),
        (
            draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11"),
            draft_release("BLR", 14, "Ihar Zhuk", day="2025-06-21"),
        ),
        (
            draft_release("BLR", 52, "Ihar Zhuk", day="2025-09-11"),
            draft_release("BLR", 52, "Ada Bor", day="2025-09-12"),
        ),
        (
            draft_release("BLR", 1, day="2025-09-11"),
            draft_release("BLR", None, "Ada Bor", "Ihar Zhuk", day="2025-09-11"),
        ),
    ],
    ids=[
        "two days",
        "counts",
        "two states",
        "months apart",
        "two people",
        "one person twice",
        "the next day, others",
        "more names than people",
    ],
)
def test_tellings_that_conflict_are_two_releases(one: Draft, other: Draft) -> None:
    assert len(set(identify_releases(one, other))) == 2
    assert len(set(identify_releases(other, one))) == 2


@pytest.mark.parametrize("factuality", [Factuality.DENIED, Factuality.PLANNED, Factuality.DEMANDED, Factuality.ALLEGED])
def test_what_is_not_told_as_fact_is_another_event(factuality: Factuality) -> None:
    draft = Draft(title="No release")
    draft.release("BLR", draft.group(123), factuality=factuality)
    told, other = identify_releases(draft_release("BLR", 123), draft)
    assert told != other
    assert other == f"release-blr-2025-12-{factuality.standing}"


def test_a_reported_event_is_the_asserted_one() -> None:
    draft = Draft(title="Released, sources say")
    draft.release("BLR", draft.group(123), factuality=Factuality.REPORTED)
    assert len(set(identify_releases(draft_release("BLR", 123), draft))) == 1


def draft_series() -> list[Draft]:
    """Draft tellings of four releases by two states, as outlets tell them: other counts, spellings and days."""
    return [
        draft_release("BLR", 14, "Siarhei Pyatrouski", published="2025-06-21", day="2025-06-21"),
        draft_release("BLR", 14, "Sergei Petrovsky", "Ihar Zhuk", published="2025-06-23"),
        draft_release("BLR", 52, "Ihar Zhuk", published="2025-09-11", day="2025-09-11"),
        draft_release("BLR", 51, "Igor Zhuk", published="2025-09-13"),
        draft_release("BLR", 31, published="2025-11-22", day="2025-11-22"),
        draft_release("UKR", 31, published="2025-11-22"),
    ]


def test_the_order_of_articles_does_not_change_what_is_joined() -> None:
    partitions = set()
    for order in itertools.permutations(range(6)):
        drafts = draft_series()
        slugs = dict(zip(order, identify_releases(*(drafts[index] for index in order)), strict=True))
        partitions.add(frozenset(frozenset(i for i in order if slugs[i] == slug) for slug in set(slugs.values())))
    assert partitions == {frozenset({frozenset({0, 1}), frozenset({2, 3}), frozenset({4}), frozenset({5})})}


def test_a_sentence_of_long_ago_is_joined_by_its_person() -> None:
    one, other, third = (Draft(title=title) for title in ("one", "other", "third"))
    year = When(not_before=date(2021, 1, 1), not_after=date(2021, 12, 31))
    one.claim(ClaimType.SENTENCING, {Role.SENTENCED: [one.person("Ihar Zhuk")]}, when=year)
    other.claim(ClaimType.SENTENCING, {Role.SENTENCED: [other.person("Igor Zhuk")]}, values={Role.PENALTY_LENGTH: 180})
    later = When(not_before=date(2023, 1, 1), not_after=date(2023, 12, 31))
    third.claim(ClaimType.SENTENCING, {Role.SENTENCED: [third.person("Ihar Zhuk")]}, when=later)
    assert identify_releases(one, other, third) == ["sentencing-ihar-zhuk-2021"] * 2 + ["sentencing-ihar-zhuk-2023"]


def test_the_president_acts_for_the_state() -> None:
    draft = Draft(title="The president frees 123")
    state, president = draft.state("BLR"), draft.person("Viktar Haidukevich")
    post = draft.add(EntityKind.POSITION, "president", of_state=state)
    draft.claim(ClaimType.RELEASE, {Role.RELEASED_BY: [president], Role.RELEASED: [draft.group(123)]})
    draft.claim(ClaimType.POSITION_HOLDING, {Role.HOLDER: [president], Role.POSITION: [post]})
    found, _ = identify_all([draft_release("BLR", 123).build(), draft.build()])
    assert found[1].claims["c1"] == found[0].claims["c1"]
    assert found[1].entities[post] == "position-president-BLR"


def test_talks_are_joined_by_place_and_party() -> None:
    drafts: list[Draft] = []
    for parties in (["BLR", "USA"], ["BLR", "USA"], ["BLR", "RUS"]):
        draft = Draft(title=f"Talks {len(drafts)}", published=date(2025, 12, 12 + len(drafts)))
        place = draft.add(EntityKind.SETTLEMENT, "Minsk", ref="place-minsk")
        fillers = {Role.PARTY: [draft.state(code) for code in parties], Role.PLACE: [place]}
        draft.claim(ClaimType.NEGOTIATION, fillers if len(drafts) != 1 else {Role.PARTY: fillers[Role.PARTY]})
        drafts.append(draft)
    assert identify_releases(*drafts)[:2] == ["negotiation-minsk-2025-12"] * 2


def test_reliefs_on_two_things_are_two() -> None:
    drafts: list[Draft] = []
    for good in ("potash", "aviation", "potash"):
        draft = Draft(title=f"{good} {len(drafts)}", published=date(2025, 12, 12 + len(drafts)))
        fillers = {
            Role.ACTOR: [draft.state("USA")],
            Role.TARGET: [draft.state("BLR")],
            Role.TARGET_GOOD: [draft.add(EntityKind.GOOD, good)],
        }
        draft.claim(ClaimType.SANCTION_RELIEF, fillers)
        drafts.append(draft)
    first, second, third = identify_releases(*drafts)
    assert first == third != second


def test_two_numbers_of_those_still_held_months_apart_are_two_states_of_things() -> None:
    drafts = []
    for published, number in (("2025-06-21", 1150), ("2025-11-22", 1184)):
        draft = Draft(title=f"{number} held", published=date.fromisoformat(published))
        fillers = {Role.DETAINING_AUTHORITY: [draft.state("BLR")], Role.DETAINEE: [draft.group(number)]}
        draft.claim(ClaimType.DETENTION, fillers)
        drafts.append(draft)
    assert len(set(identify_releases(*drafts))) == 2


def test_a_court_of_its_text_does_not_contradict_the_state() -> None:
    drafts = []
    for number in range(2):
        draft = Draft(title=f"sentence {number}")
        court = draft.add(EntityKind.ORGANIZATION, "the court") if number else draft.state("BLR")
        draft.claim(ClaimType.SENTENCING, {Role.ACTOR: [court], Role.SENTENCED: [draft.person("Ihar Zhuk")]})
        drafts.append(draft)
    assert len(set(identify_releases(*drafts))) == 1


def draft_moves(*moves: tuple[int, tuple[str, ...]], of: int | None = None) -> Draft:
    """Draft an article that tells how many of those freed were taken where, and of how many they are a part."""
    draft = Draft(title=f"{moves} of {of}")
    whole = draft.group(of) if of is not None else None
    for number, codes in moves:
        group = draft.group(number, part_of=whole)
        places = [draft.state(code) for code in codes]
        draft.claim(ClaimType.TRANSFER, {Role.TRANSFEREE: [group], Role.TO_PLACE: places})
    if whole is not None:
        draft.release("BLR", whole)
    return draft


@pytest.mark.parametrize("of", [123, None], ids=["said to be a part", "fewer, to fewer places"])
def test_a_part_of_a_group_never_joins_the_whole_in_any_order(of: int | None) -> None:
    drafts = [
        draft_moves((123, ("LTU", "POL", "UKR"))),
        draft_moves((114, ("UKR",)), (9, ("LTU",)), of=123),
        draft_moves((114, ("UKR",)), (9, ("LTU",)), of=of),
        draft_moves((122, ("LTU", "POL", "UKR"))),
    ]
    for order in itertools.permutations(range(4)):
        found = dict(zip(order, identify_all(drafts[index].build() for index in order)[0], strict=True))
        whole = {found[index].claims["c1"] for index in (0, 3)}
        parts = [{found[index].claims[key] for index in (1, 2)} for key in ("c1", "c2")]
        assert [len(slugs) for slugs in (whole, *parts)] == [1, 1, 1]
        assert len(whole.union(*parts)) == 3


def test_some_of_a_group_are_no_telling_of_all_of_it_even_to_one_place() -> None:
    one, other = draft_moves((52, ("LTU",))), draft_moves((51, ("LTU",)), of=52)
    assert len(set(identify_releases(one, other))) == len(set(identify_releases(other, one))) == 2
    told_alone = draft_moves((51, ("LTU",)))
    assert len(set(identify_releases(one, told_alone))) == 1


def test_one_side_of_a_swap_is_not_the_swap_however_near_the_numbers() -> None:
    swap, side = Draft(title="swap"), draft_release("BLR", 23)
    doers = [swap.state("BLR"), swap.state("USA")]
    swap.claim(ClaimType.RELEASE, {Role.RELEASED_BY: doers, Role.RELEASED: [swap.group(24)]})
    assert len(set(identify_releases(swap, side))) == len(set(identify_releases(side, swap))) == 2
