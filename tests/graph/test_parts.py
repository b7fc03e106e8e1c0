"""Which events are parts of a wider one, and that nobody is counted twice."""

from dataclasses import replace
from datetime import date

import pytest

from kg.graph.summary import build_summary
from kg.model import ClaimType, Filler, Quad, Role, When
from kg.terms import Prop
from tests.graph.invented import NAMES, Page, build_known, make_document
from tests.graph.pages import write_swap_page
from tests.graph.test_summary import find_line, sum_up

DAY = When(on_date=date(2025, 3, 1))


def write_exchange(numbers: dict[str, int], *, whole: int, has_doers: bool = True, day: int = 1) -> list[Page]:
    """Write a swap told as a whole in one article and by its sides in another; a side may be of several states."""
    told = Page(make_document("A swap", f"They exchanged {whole} sailors."), "article-whole")
    group = told.group(f"{whole} sailors", "group-whole", count=whole, kind="soldiers")
    roles = [(Role.RELEASED, group, "sailors")]
    codes = [code for side in numbers for code in side.split()]
    roles += [(Role.RELEASED_BY, told.state(code), "They") for code in codes if has_doers]
    told.claim(ClaimType.RELEASE, "whole", "They exchanged", roles=roles, when=DAY)
    sides = Page(make_document("Sides", *(f"{side} freed {n} men." for side, n in numbers.items())), "article-sides")
    for side, number in numbers.items():
        words = f"{side} freed {number} men"
        men = sides.group(f"{number} men", f"group-{side.replace(' ', '-')}", count=number, kind="soldiers")
        roles = [(Role.RELEASED, men, words)]
        roles += [(Role.RELEASED_BY, sides.state(code), words) for code in side.split()]
        when = When(on_date=date(2025, 3, day))
        sides.claim(ClaimType.RELEASE, f"side-{side.lower().replace(' ', '-')}", words, roles=roles, when=when)
    return [told, sides]


def find_wholes(quads: frozenset[Quad], slug: str) -> list[str]:
    """Find what an event is inferred to be part of."""
    return find_line(quads, slug, Prop.PART_OF)


def test_sides_that_sum_up_to_the_swap_are_its_parts_and_carry_the_tally() -> None:
    quads = sum_up(*write_exchange({"NRL": 16, "SDM": 8}, whole=24))
    assert find_wholes(quads, "side-nrl") == find_wholes(quads, "side-sdm") == ["whole"]
    assert find_line(quads, "whole", Prop.TALLY) == []
    assert [find_line(quads, slug, Prop.TALLY) for slug in ("side-nrl", "side-sdm")] == [["16"], ["8"]]


def test_a_side_may_be_of_several_states_together() -> None:
    quads = sum_up(*write_exchange({"NRL": 15, "SDM": 1, "OSL WSM": 8}, whole=24))
    assert {slug: find_wholes(quads, slug) for slug in ("side-nrl", "side-sdm", "side-osl-wsm")} == {
        "side-nrl": ["whole"],
        "side-sdm": ["whole"],
        "side-osl-wsm": ["whole"],
    }
    tallies = [find_line(quads, slug, Prop.TALLY) for slug in ("whole", "side-nrl", "side-sdm", "side-osl-wsm")]
    assert tallies == [[], ["15"], ["1"], ["8"]]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(write_exchange({"NRL": 16, "SDM": 7}, whole=24), id="another sum"),
        pytest.param(write_exchange({"NRL": 16, "SDM": 8}, whole=24, day=2), id="another day"),
        pytest.param(write_exchange({"NRL": 16, "SDM": 8}, whole=24, has_doers=False), id="no doers, another text"),
        pytest.param(write_exchange({"NRL": 16, "NRL SDM": 8, "SDM OSL": 8}, whole=24), id="a doer in two sides"),
    ],
)
def test_what_does_not_prove_a_whole_makes_no_parts(pages: list[Page]) -> None:
    quads = sum_up(*pages)
    assert find_wholes(quads, "side-nrl") == []
    assert find_line(quads, "whole", Prop.TALLY) == ["24"]


def write_swap_in_one_text(sides: dict[str, int], *, mode: str = "exchange") -> Page:
    """Write one article that tells a swap of 26 people by two states and what each of them freed."""
    document = make_document("A swap", "They swapped 26 people.", *(f"{s} freed {n} men." for s, n in sides.items()))
    page = Page(document, "article-swap")
    group = page.group("26 people", "group-whole", count=26, kind="people")
    doers = [(Role.RELEASED_BY, page.state(code), "They") for code in ("NRL", "SDM")]
    roles = [(Role.RELEASED, group, "26 people"), *doers]
    values = {Role.RELEASE_MODE: mode} if mode else {}
    page.claim(ClaimType.RELEASE, "whole", "They swapped", roles=roles, values=values, when=DAY)
    for side, number in sides.items():
        words = f"{side} freed {number} men"
        men = page.group(f"{number} men", f"group-{side}", count=number, kind="prisoners")
        roles = [(Role.RELEASED, men, words), (Role.RELEASED_BY, page.state(side), words)]
        page.claim(ClaimType.RELEASE, f"side-{side.lower()}", words, roles=roles, when=DAY)
    return page


def test_sides_that_leave_some_out_are_parts_of_the_swap_that_their_text_tells() -> None:
    quads = sum_up(write_swap_in_one_text({"NRL": 16, "SDM": 8}))
    assert find_wholes(quads, "side-nrl") == find_wholes(quads, "side-sdm") == ["whole"]
    tallies = [find_line(quads, slug, Prop.TALLY) for slug in ("whole", "side-nrl", "side-sdm")]
    assert tallies == [["26"], [], []]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(write_swap_in_one_text({"NRL": 16}), id="a doer without a side"),
        pytest.param(write_swap_in_one_text({"NRL": 16, "SDM": 8}, mode=""), id="no swap"),
        pytest.param(write_swap_in_one_text({"NRL": 16, "SDM": 18}), id="more than the whole"),
    ],
)
def test_what_leaves_open_whether_they_are_sides_makes_no_parts(page: Page) -> None:
    assert find_wholes(sum_up(page), "side-nrl") == []


def test_one_release_under_two_names_is_counted_once() -> None:
    quads = sum_up(*write_exchange({"NRL": 24}, whole=24))
    assert find_wholes(quads, "whole") == ["side-nrl"]
    assert [find_line(quads, slug, Prop.TALLY) for slug in ("whole", "side-nrl")] == [[], ["24"]]


def test_one_of_two_doers_told_apart_does_not_carry_the_tally_of_both() -> None:
    whole, side = write_exchange({"NRL": 24}, whole=24)
    doer = Filler(Role.RELEASED_BY, whole.quote("They"), "hand", entity=whole.state("SDM"))
    whole.claims[0] = replace(whole.claims[0], fillers=(*whole.claims[0].fillers, doer))
    quads = sum_up(whole, side)
    assert find_wholes(quads, "side-nrl") == ["whole"]
    assert [find_line(quads, slug, Prop.TALLY) for slug in ("whole", "side-nrl")] == [["24"], []]


def test_sides_told_beside_a_swap_without_doers_are_its_parts() -> None:
    page = write_swap_page()
    page.links.clear()
    quads = sum_up(page)
    assert find_wholes(quads, "release-swap-nrl") == find_wholes(quads, "release-swap-sdm") == ["release-swap"]
    assert find_wholes(quads, "release-sailors") == find_wholes(quads, "release-kroon") == []


def write_transfers(*, part_to: str = "NRL") -> list[Page]:
    """Write a transfer of 123 to two states, and in another article one of 114 of the 123 to one."""
    whole = Page(make_document("All", "The 123 went to NRL and SDM."), "article-all")
    freed = whole.group("123", "group-release-released", count=123)
    roles = [(Role.TRANSFEREE, freed, "123")]
    roles += [(Role.TO_PLACE, whole.state(code), "went") for code in ("NRL", "SDM")]
    whole.claim(ClaimType.TRANSFER, "all", "The 123 went", roles=roles, when=When(not_after=date(2025, 3, 2)))
    part = Page(make_document("Some", "Of the 123 freed 114 went abroad."), "article-some")
    wide = part.group("123", "group-release-released", count=123)
    some = part.group("114", "group-some", count=114, part_of=wide)
    roles = [(Role.TRANSFEREE, some, "114"), (Role.TO_PLACE, part.state(part_to), "abroad")]
    part.claim(ClaimType.TRANSFER, "some", "114 went", roles=roles, when=When(not_after=date(2025, 3, 2)))
    return [whole, part]


def test_transfer_of_some_of_a_group_is_part_of_the_transfer_of_all() -> None:
    quads = sum_up(*write_transfers())
    assert find_wholes(quads, "some") == ["all"]
    assert find_wholes(quads, "all") == []
    assert [find_line(quads, slug, Prop.TALLY) for slug in ("all", "some")] == [["123"], []]


def test_transfer_to_another_place_is_no_part() -> None:
    whole, part = write_transfers(part_to="ATL")
    tellings = build_known() | whole.build() | part.build()
    assert find_wholes(build_summary(tellings, NAMES), "some") == []


def test_parts_do_not_depend_on_an_older_summary() -> None:
    tellings = build_known().union(*(page.build() for page in write_transfers()))
    summary = build_summary(tellings, NAMES)
    assert build_summary(tellings | summary, NAMES) == summary
