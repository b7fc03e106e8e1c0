"""What follows from all tellings together: counts, dates, states, exchanges, counterparts and labels."""

from collections.abc import Callable
from datetime import date

import pytest

from kg.graph.summary import build_summary
from kg.model import ClaimType, EntityKind, Factuality, LinkKind, Quad, Role, When
from kg.terms import Prop
from tests.graph.invented import NAMES, Page, build_known, make_document
from tests.graph.pages import write_first_page, write_second_page, write_swap_page
from tests.graph.test_builder import show


def sum_up(*pages: Page, more: frozenset[Quad] = frozenset()) -> frozenset[Quad]:
    tellings = frozenset[Quad]().union(build_known(), more, *(page.build() for page in pages))
    return build_summary(tellings, NAMES)


def write_release(  # one article about one release, with a number or bounds
    words: str,
    *,
    count: int | tuple[int | None, int | None] | None,
    day: int,
    when: When | None = None,
    doer: Callable[[Page], str] | None = None,
) -> Page:
    page = Page(
        make_document(f"News of day {day}", f"{words} were freed.", published=date(2025, 3, day)), f"article-{day}"
    )
    group = page.group(words, "group-it", count=count)
    roles = [(Role.RELEASED, group, words)]
    if doer is not None:
        roles.append((Role.RELEASED_BY, doer(page), words))
    page.claim(ClaimType.RELEASE, "it", f"{words} were freed", roles=roles, when=when)
    return page


def find_line(quads: frozenset[Quad], slug: str, prop: Prop) -> list[str]:
    return [line.partition(" ")[2] for line in show(quads, slug) if line.partition(" ")[0] == prop]


def test_two_tellings_of_one_release_sum_up_to_one_value_each() -> None:
    assert show(sum_up(write_first_page(), write_second_page()), "release-nrl") == [
        "actingState state-NRL",
        "contestedProperty memberCount",
        "countHigh 124",
        "countLow 123",
        "countMostReported 124",
        "dateHigh 2025-03-01",
        "dateLow 2025-03-01",
        "exchangedFor relief-sdm",
        "label Release of 123 or 124 prisoners by Norland@en",
        "sortDate 2025-03-01",
        "sourceCount 2",
        "tally 124",
        "year 2025",
    ]


def test_one_telling_without_a_day_has_a_year_because_it_is_the_headline() -> None:
    assert show(sum_up(write_first_page()), "release-nrl") == [
        "actingState state-NRL",
        "countHigh 123",
        "countLow 123",
        "countMostReported 123",
        "dateHigh 2025-03-02",
        "label Release of 123 prisoners by Norland@en",
        "maybeExchangedFor relief-sdm",
        "sortDate 2025-03-02",
        "sourceCount 1",
        "tally 123",
        "year 2025",
    ]


def test_relief_hits_the_state_that_the_sanction_is_aimed_at() -> None:
    quads = sum_up(write_first_page())
    assert find_line(quads, "relief-sdm", Prop.ACTING_STATE) == ["state-SDM"]
    assert find_line(quads, "relief-sdm", Prop.AFFECTED_STATE) == ["state-NRL"]


def test_number_told_by_most_articles_wins_and_then_the_later() -> None:
    pages = [write_release(f"{n} prisoners", count=n, day=day) for n, day in ((52, 3), (51, 4), (52, 5), (51, 6))]
    assert find_line(sum_up(*pages), "it", Prop.TALLY) == ["51"]
    assert find_line(sum_up(*pages[:3]), "it", Prop.TALLY) == ["52"]


def test_bounds_that_hold_the_exact_number_are_no_contradiction() -> None:
    pages = [write_release("Over 40 men", count=(41, None), day=3), write_release("43 men", count=43, day=4)]
    quads = sum_up(*pages)
    assert find_line(quads, "it", Prop.CONTESTED_PROPERTY) == []
    assert find_line(quads, "it", Prop.TALLY) == ["43"]
    assert find_line(sum_up(*pages[:1]), "it", Prop.COUNT_LOW) == ["40"]
    pages.append(write_release("At most 30 men", count=(None, 30), day=5))
    assert find_line(sum_up(*pages), "it", Prop.CONTESTED_PROPERTY) == ["memberCount"]


def test_reprint_is_no_further_source() -> None:
    pages = [write_release("52 men", count=52, day=3), write_release("52 men.", count=52, day=4)]
    articles = [NAMES.thing(f"article-{day}") for day in (4, 3)]
    reprint = Quad(articles[0], NAMES.prop(Prop.REPRINT_OF), articles[1], NAMES.graph("provenance"))
    assert find_line(sum_up(*pages), "it", Prop.SOURCE_COUNT) == ["2"]
    assert find_line(sum_up(*pages, more=frozenset({reprint})), "it", Prop.SOURCE_COUNT) == ["1"]


def test_days_that_contradict_are_contested_and_span_both() -> None:
    days = [date(2025, 3, 1), date(2025, 3, 2)]
    pages = [write_release("9 men", count=9, day=n, when=When(on_date=day)) for n, day in enumerate(days, start=3)]
    lines = show(sum_up(*pages), "it")
    assert {"contestedProperty onDate", "dateLow 2025-03-01", "dateHigh 2025-03-02", "year 2025"} <= set(lines)
    assert "sortDate 2025-03-02" in lines  # told as often, published later


def test_many_upper_bounds_are_no_contradiction() -> None:
    pages = [write_release("9 men", count=9, day=n, when=When(not_after=date(2025, 3, n))) for n in (3, 4)]
    quads = sum_up(*pages)
    assert find_line(quads, "it", Prop.DATE_HIGH) == ["2025-03-03"]
    assert find_line(quads, "it", Prop.CONTESTED_PROPERTY) == []


def test_old_event_without_a_lower_bound_has_no_year() -> None:
    page = Page(make_document("News", "Prize winner Ann Orr spoke.", "It rained."), "article-x")
    orr = page.person("Ann Orr", "person-ann-orr")
    page.claim(
        ClaimType.AWARD_CONFERRAL,
        "it",
        "Prize winner Ann Orr",
        roles=[(Role.RECIPIENT, orr, "Ann Orr")],
        when=When(not_after=date(2025, 3, 2)),
    )
    quads = sum_up(page)
    assert find_line(quads, "it", Prop.YEAR) == []
    assert find_line(quads, "it", Prop.SORT_DATE) == ["2025-03-02"]


def test_parts_that_do_not_account_for_the_whole_leave_it_the_tally() -> None:
    page = write_swap_page()
    page.claims = [claim for claim in page.claims if claim.key != "release-swap-sdm"]
    page.links = page.links[:1]
    quads = sum_up(page)
    assert find_line(quads, "release-swap", Prop.TALLY) == ["24"]
    assert find_line(quads, "release-swap-nrl", Prop.TALLY) == []
    whole = sum_up(write_swap_page())
    assert find_line(whole, "release-swap", Prop.TALLY) == []
    assert find_line(whole, "release-swap-sdm", Prop.TALLY) == ["9"]


def test_parts_that_run_in_a_circle_end() -> None:
    page = write_swap_page()
    page.link(LinkKind.PART_OF, "release-swap", "release-swap-nrl", "were swapped")
    assert find_line(sum_up(page), "release-swap-sdm", Prop.COUNT_LOW) == ["9"]


def test_release_of_named_people_counts_them() -> None:
    assert show(sum_up(write_swap_page()), "release-kroon")[1:4] == ["countHigh 1", "countLow 1", "countMostReported 1"]


def test_group_without_a_number_leaves_the_upper_bound_open() -> None:
    page = write_release("Several men", count=None, day=3)
    assert find_line(sum_up(page), "it", Prop.TALLY) == []
    page = Page(make_document("News", "Several men and Ann Orr were freed."), "article-x")
    roles = [(Role.RELEASED, page.group("Several men", "men"), "Several men")]
    roles.append((Role.RELEASED, page.person("Ann Orr", "person-ann-orr"), "Ann Orr"))
    page.claim(ClaimType.RELEASE, "it", "Several men and Ann Orr were freed", roles=roles)
    quads = sum_up(page)
    assert find_line(quads, "it", Prop.COUNT_LOW) == ["1"]
    assert find_line(quads, "it", Prop.COUNT_HIGH) == []


def test_state_acts_through_its_government_its_president_and_their_envoy() -> None:
    def add_government(page: Page) -> str:
        key = page.thing(EntityKind.GOVERNMENT, "government-NRL", names=("the cabinet",))
        state = page.state("NRL")
        page.entities[key] = page.entities[key].__class__(
            key, EntityKind.GOVERNMENT, ("the cabinet",), (), of_state=state
        )
        return key

    def add_envoy(page: Page) -> str:
        sender, envoy = page.person("Olen Karst", "person-olen-karst"), page.person("Ed Fen", "person-ed-fen")
        post = page.thing(EntityKind.POSITION, "position-envoy", names=("envoy",))
        holding = [(Role.HOLDER, envoy, "9 men"), (Role.POSITION, post, "9 men"), (Role.ON_BEHALF_OF, sender, "9 men")]
        page.claim(ClaimType.POSITION_HOLDING, "holding-fen", "9 men", roles=holding)
        return envoy

    page = write_release("9 men", count=9, day=3, doer=add_government)
    assert find_line(sum_up(page), "it", Prop.ACTING_STATE) == ["state-NRL"]
    page = write_release("9 men", count=9, day=3, doer=add_envoy)
    assert find_line(sum_up(page), "it", Prop.ACTING_STATE) == []
    assert find_line(sum_up(page, write_first_page()), "it", Prop.ACTING_STATE) == ["state-NRL"]


def test_wish_is_paired_with_what_came_true_and_nothing_else() -> None:
    page = write_swap_page()
    kroon = "person-rik-kroon"
    roles = [(Role.RELEASED, kroon, "Rik Kroon")]
    page.claim(ClaimType.RELEASE, "wish", "let go Rik Kroon", roles=roles, factuality=Factuality.DEMANDED)
    late = When(not_before=date(2025, 1, 1))
    page.claim(ClaimType.RELEASE, "plan", "let go", roles=roles, factuality=Factuality.PLANNED, when=late)
    page.claim(ClaimType.RELEASE, "vague", "also let go", factuality=Factuality.HYPOTHETICAL)
    quads = sum_up(page)
    assert find_line(quads, "wish", Prop.COUNTERPART_OF) == ["release-kroon"]
    assert find_line(quads, "plan", Prop.COUNTERPART_OF) == []
    assert find_line(quads, "vague", Prop.COUNTERPART_OF) == []


def test_relief_that_was_denied_is_paired_by_its_sanction() -> None:
    page = write_second_page()
    denied = page.claim(ClaimType.SANCTION_RELIEF, "relief-denied", "relief", factuality=Factuality.DENIED)
    page.name_sanction(denied, "sanction-sdm-nrl-timber")
    assert find_line(sum_up(page), "relief-denied", Prop.COUNTERPART_OF) == ["relief-sdm"]


def test_name_used_most_is_the_label_and_then_the_longest() -> None:
    pages = [write_release("9 men", count=9, day=day) for day in (3, 4, 5)]
    for page, name in zip(pages, ("A. Orr", "Annabel Orr", "A. Orr"), strict=True):
        page.claim(
            ClaimType.CONDITION, "ill", "9 men", roles=[(Role.SUBJECT_AGENT, page.person(name, "person-orr"), "9 men")]
        )
    assert find_line(sum_up(*pages), "person-orr", Prop.GIST) == []
    assert "label A. Orr@en" in show(sum_up(*pages), "person-orr")
    assert "label Annabel Orr@en" in show(sum_up(*pages[:2]), "person-orr")


LABELS = [
    ("agreement-inferred", "Agreement between Norland and Sudmark (inferred)"),
    ("sanction-sdm-nrl-timber", "Sanctions by Sudmark on timber against Norland"),
    ("holding-karst-president", "Olen Karst as President of Norland"),
    ("undertaking-release-inferred", "Undertaking: Release of 123 prisoners by Norland (inferred)"),
    ("group-release-released", "123 prisoners"),
    ("group-foreigners", "5 foreigners"),
    ("relief-sdm", "Sudmark lifts sanctions on timber against Norland"),
]


@pytest.mark.parametrize(("slug", "label"), LABELS, ids=[slug for slug, _ in LABELS])
def test_labels_say_what_it_is(slug: str, label: str) -> None:
    assert f"label {label}@en" in show(sum_up(write_first_page()), slug)


def write_odds_and_ends() -> Page:
    page = Page(
        make_document("Odds and ends", "Ann Orr, Bo Fen, Cy Ash and Di Elm met in Nordby over timber."), "article-odds"
    )
    norland, sudmark, nordby = page.state("NRL"), page.state("SDM"), page.thing(EntityKind.SETTLEMENT, "place-nordby")
    people = [page.person(name, f"person-{name[:2].lower()}") for name in ("Ann Orr", "Bo Fen", "Cy Ash", "Di Elm")]
    said = "met in Nordby"
    both = [(Role.PARTY, norland, said), (Role.PARTY, sudmark, said)]
    page.claim(ClaimType.NEGOTIATION, "talks", said, roles=[*both, (Role.PLACE, nordby, said)])
    page.claim(ClaimType.NEGOTIATION, "meeting", said, roles=[(Role.NEGOTIATOR, people[0], "Ann Orr")])
    page.claim(ClaimType.AGREEMENT, "deal", said, roles=both)
    page.claim(ClaimType.ARREST, "arrest", said, roles=[(Role.ARRESTED, key, said) for key in people])
    page.claim(
        ClaimType.CONDITION,
        "illness",
        said,
        roles=[(Role.SUBJECT_AGENT, people[0], "Ann Orr")],
        values={Role.CONDITION_TYPE: "poor-health"},
    )
    ban = page.claim(ClaimType.SANCTION_IMPOSITION, "ban", said, roles=[(Role.TARGET, norland, said)])
    renewal = page.claim(
        ClaimType.SANCTION_RENEWAL, "renewal", said, roles=[(Role.ACTOR, sudmark, said)], factuality=Factuality.PLANNED
    )
    page.name_sanction(ban, "sanction-ban")
    page.name_sanction(renewal, "sanction-old")
    thanks = [(Role.SPEAKER, people[0], "Ann Orr"), (Role.ADDRESSEE, norland, said)]
    page.claim(ClaimType.STATEMENT, "thanks", said, roles=thanks, values={Role.ATTITUDE: "thanks"})
    prize = page.thing(EntityKind.AWARD, "award-tree", names=("Tree Prize",))
    roles = [(Role.AWARD, prize, said), (Role.RECIPIENT, people[1], said)]
    page.claim(ClaimType.AWARD_CONFERRAL, "prize", said, roles=roles)
    return page


ODD_LABELS = [
    ("talks", "Talks between Norland and Sudmark in Nordby"),
    ("meeting", "Talks with Ann Orr"),
    ("deal", "Agreement between Norland and Sudmark"),
    ("arrest", "Arrest of Ann Orr, Bo Fen and 2 others"),
    ("illness", "Poor health of Ann Orr"),
    ("ban", "Sanctions on Norland imposed"),
    ("renewal", "Sudmark keeps sanctions (planned)"),
    ("thanks", "Ann Orr thanks Norland"),
    ("prize", "Tree Prize for Bo Fen"),
]


@pytest.mark.parametrize(("slug", "label"), ODD_LABELS, ids=[slug for slug, _ in ODD_LABELS])
def test_labels_leave_out_what_no_text_says(slug: str, label: str) -> None:
    assert f"label {label}@en" in show(sum_up(write_odds_and_ends()), slug)


def test_everything_that_happened_or_acted_has_one_label_a_language() -> None:
    tellings = build_known().union(write_first_page().build(), write_second_page().build())
    labels = [
        (q.subject, q.object.language)
        for q in tellings | build_summary(tellings, NAMES)
        if q.predicate.endswith("#label") and not isinstance(q.object, str)
    ]
    assert len(labels) == len(set(labels))
    wanted = {f"{NAMES.base}ontology#{name}" for name in ("Situation", "Agent", "Place", "Position", "Article")}
    assert {q.subject for q in tellings if q.object in wanted} <= {node for node, _ in labels}


def test_summary_does_not_depend_on_order_or_on_an_older_summary() -> None:
    tellings = build_known().union(write_first_page().build(), write_second_page().build())
    summary = build_summary(sorted(tellings, key=repr), NAMES)
    assert summary == build_summary(sorted(tellings, key=repr, reverse=True), NAMES)
    assert summary == build_summary(tellings | summary, NAMES)
    assert {q.graph for q in summary} == {NAMES.graph("summary")}


def test_open_lower_bound_is_said_as_told_and_leaves_the_upper_one_open() -> None:
    quads = sum_up(write_release("More than 1,000 men", count=(1001, None), day=3))
    assert find_line(quads, "it", Prop.COUNT_HIGH) == []
    assert [find_line(quads, "it", prop) for prop in (Prop.COUNT_LOW, Prop.TALLY)] == [["1000"], ["1000"]]
    assert "label Release of at least 1,000 prisoners@en" in show(quads, "it")


def test_upper_bound_and_words_for_many_add_up_to_nothing() -> None:
    quads = sum_up(write_release("Fewer than 40 men", count=(None, 39), day=3))
    assert [find_line(quads, "it", prop) for prop in (Prop.COUNT_LOW, Prop.TALLY)] == [[], []]
    assert find_line(quads, "it", Prop.COUNT_HIGH) == ["40"]
    quads = sum_up(write_release("Dozens of men", count=(24, None), day=3))
    assert [find_line(quads, "it", prop) for prop in (Prop.COUNT_LOW, Prop.TALLY)] == [[], []]
    assert "label Release of prisoners@en" in show(quads, "it")


STATES = [
    pytest.param(When(began_by=date(2024, 12, 31), ongoing_on=date(2025, 3, 2)), "2024-12-31", id="began by"),
    pytest.param(When(ongoing_on=date(2025, 2, 1)), "2025-02-01", id="ongoing"),
    pytest.param(When(not_before=date(2021, 1, 1), not_after=date(2024, 6, 1)), "2021-01-01", id="began after"),
    pytest.param(When(not_after=date(2024, 6, 1)), "2025-03-02", id="ended by"),
]


@pytest.mark.parametrize(("when", "day"), STATES)
def test_state_is_sorted_by_its_beginning_and_never_by_its_end(when: When, day: str) -> None:
    page = Page(make_document("News", "Ann Orr is held."), "article-x")
    held = [(Role.DETAINEE, page.person("Ann Orr", "person-ann-orr"), "Ann Orr")]
    page.claim(ClaimType.DETENTION, "it", "Ann Orr is held", roles=held, when=when)
    assert find_line(sum_up(page), "it", Prop.SORT_DATE) == [day]


def test_state_that_goes_on_has_no_last_day() -> None:
    page = Page(make_document("News", "Ann Orr is ill."), "article-x")
    ill = [(Role.SUBJECT_AGENT, page.person("Ann Orr", "person-ann-orr"), "Ann Orr")]
    page.claim(ClaimType.CONDITION, "it", "Ann Orr is ill", roles=ill, when=When(ongoing_on=date(2025, 3, 2)))
    assert find_line(sum_up(page), "it", Prop.DATE_HIGH) == []
    assert find_line(page.build(), "it", Prop.ONGOING_ON) == ["2025-03-02"]
    assert find_line(page.build(), "it", Prop.NOT_AFTER) == []
