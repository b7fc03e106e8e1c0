"""A release ends the detention that came before it, and no other."""

from datetime import date

import pytest

from kg.model import ClaimType, Factuality, Role, When
from kg.terms import Prop
from tests.graph.invented import NAMES, Page, make_document
from tests.graph.test_builder import show
from tests.graph.test_summary import find_line
from tests.newsroom import shorten

FREED = date(2025, 3, 1)
HELD = When(not_before=date(2021, 1, 1), began_by=date(2021, 12, 31))


def write_page(when: When | None, factuality: Factuality = Factuality.ASSERTED, who: str = "Ann Orr") -> Page:
    page = Page(
        make_document("News", "Ann Orr was freed on 1 March, Bo Fen was not, held since long ago."), "article-x"
    )
    page.person("Ann Orr", "person-ann-orr")
    held = page.person(who, f"person-{who.lower().replace(' ', '-')}")
    freed = [(Role.RELEASED, "person-ann-orr", "Ann Orr")]
    page.claim(
        ClaimType.RELEASE,
        "release",
        "Ann Orr was freed",
        roles=freed,
        when=When(on_date=FREED, quote=page.quote("on 1 March")),
    )
    kept = [(Role.DETAINEE, held, who)]
    page.claim(ClaimType.DETENTION, "detention", "held since", roles=kept, when=when, factuality=factuality)
    return page


def test_release_ends_the_detention_before_it_and_quotes_it() -> None:
    quads = write_page(HELD).build()
    assert find_line(quads, "release", Prop.RELEASED_FROM) == ["detention"]
    role = f"{Prop.FOR_ROLE} {Prop.RELEASED_FROM}"
    proofs = [q.subject.rpartition("/")[2] for q in quads if q.predicate.endswith("#forFiller")]
    assert [line for slug in proofs for line in show(quads, slug) if role in show(quads, slug) if "exact" in line] == [
        "exact held since"
    ]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(write_page(When(on_date=date(2025, 3, 2))), id="began afterwards"),
        pytest.param(write_page(When(began_by=date(2021, 1, 1), ongoing_on=date(2025, 3, 2))), id="goes on"),
        pytest.param(write_page(None), id="no time told"),
        pytest.param(write_page(HELD, Factuality.DENIED), id="denied"),
        pytest.param(write_page(HELD, who="Bo Fen"), id="somebody else"),
    ],
)
def test_what_it_does_not_end(page: Page) -> None:
    assert find_line(page.build(), "release", Prop.RELEASED_FROM) == []


def test_of_two_detentions_the_last_is_ended() -> None:
    page = write_page(HELD)
    kept = [(Role.DETAINEE, "person-ann-orr", "Ann Orr")]
    page.claim(ClaimType.DETENTION, "old", "long ago", roles=kept, when=When(on_date=date(2010, 5, 1)))
    assert find_line(page.build(), "release", Prop.RELEASED_FROM) == ["detention"]


def test_a_detention_ends_on_the_day_of_the_release_that_the_text_gives() -> None:
    quads = write_page(HELD).build()
    assert find_line(quads, "detention", Prop.ENDED_ON) == ["2025-03-01"]
    words = {q.subject: q.object for q in quads if q.predicate == NAMES.prop(Prop.EXACT)}
    proofs = [q.subject for q in quads if q.object == NAMES.prop(Prop.ENDED_ON)]
    assert [shorten(words[proof]) for proof in proofs] == ["on 1 March"]


def test_a_detention_of_several_does_not_end_with_one_of_them() -> None:
    page = write_page(HELD)
    page.person("Bo Fen", "person-bo-fen")
    kept = [(Role.DETAINEE, "person-ann-orr", "Ann Orr"), (Role.DETAINEE, "person-bo-fen", "Bo Fen")]
    page.claim(ClaimType.DETENTION, "both", "long ago", roles=kept, when=When(on_date=date(2022, 5, 1)))
    quads = page.build()
    assert find_line(quads, "release", Prop.RELEASED_FROM) == ["both"]
    assert find_line(quads, "both", Prop.ENDED_ON) == []
