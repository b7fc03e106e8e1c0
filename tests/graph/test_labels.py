"""Labels read as English does, and say nothing that no text says."""

import pytest

from kg.graph.wording import add_article
from kg.model import ClaimType, EntityKind, Factuality, LinkKind, Role
from tests.graph.invented import Page, make_document
from tests.graph.test_builder import show
from tests.graph.test_summary import sum_up


def write_page() -> Page:
    """Write a page with somebody who speaks and what is spoken of."""
    page = Page(make_document("News", "Ann Orr of the Tree Union spoke of 2 men, said some officials."), "article-x")
    page.person("Ann Orr", "person-ann-orr")
    page.thing(EntityKind.ORGANIZATION, "organization-tree-union", names=("Tree Union",))
    page.group("officials", "group-officials", kind="officials")
    page.group("2 men", "group-men", count=2, kind="men")
    page.state("NRL")
    freed = [(Role.RELEASED, "group-men", "2 men"), (Role.RELEASED_BY, "state-NRL", "Ann Orr")]
    page.claim(ClaimType.RELEASE, "release", "2 men", roles=freed)
    page.claim(ClaimType.RELEASE, "wish", "2 men", roles=freed, factuality=Factuality.DEMANDED)
    kept = [(Role.ACTOR, "organization-tree-union", "Tree Union")]
    renewal = page.claim(ClaimType.SANCTION_RENEWAL, "renewal", "2 men", roles=kept, factuality=Factuality.DEMANDED)
    page.name_sanction(renewal, "sanction-x")
    return page


SPEECH = [
    ("welcomes", "person-ann-orr", "", "release", "Ann Orr welcomes the release of 2 men by Norland"),
    ("urges", "person-ann-orr", "", "wish", "Ann Orr urges the release of 2 men by Norland"),
    ("urges", "person-ann-orr", "state-NRL", "wish", "Ann Orr urges Norland: the release of 2 men"),
    ("thanks", "person-ann-orr", "state-NRL", "release", "Ann Orr thanks Norland for the release of 2 men"),
    ("urges", "group-officials", "", "renewal", "Officials urge: the Tree Union keeps sanctions"),
    ("welcomes", "person-ann-orr", "", "wish", "Ann Orr welcomes the release of 2 men by Norland (demanded)"),
    ("welcomes", "organization-tree-union", "", "", "Welcome by the Tree Union"),
    ("predicts", "", "", "release", "Prediction: the release of 2 men by Norland"),
    ("predicts", "", "", "renewal", "Prediction: the Tree Union keeps sanctions (demanded)"),
    ("denies", "person-ann-orr", "state-NRL", "", "Denial by Ann Orr to Norland"),
]


@pytest.mark.parametrize(("attitude", "speaker", "addressee", "content", "label"), SPEECH, ids=[s[-1] for s in SPEECH])
def test_statement_says_who_speaks_of_what(
    attitude: str, speaker: str, addressee: str, content: str, label: str
) -> None:
    page = write_page()
    roles = [(role, who, "spoke") for role, who in ((Role.SPEAKER, speaker), (Role.ADDRESSEE, addressee)) if who]
    said = page.claim(ClaimType.STATEMENT, "it", "spoke", roles=roles, values={Role.ATTITUDE: attitude})
    if content:
        page.link(LinkKind.CONTENT, said, content, "spoke")
    assert f"label {label}@en" in show(sum_up(page), "it")


def test_accusation_says_who_is_accused() -> None:
    page = write_page()
    roles = [(Role.SPEAKER, "person-ann-orr", "spoke"), (Role.ABOUT_AGENT, "state-NRL", "spoke")]
    said = page.claim(ClaimType.STATEMENT, "it", "spoke", roles=roles, values={Role.ATTITUDE: "accuses"})
    page.link(LinkKind.CONTENT, said, "release", "spoke")
    assert "label Ann Orr accuses Norland of the release of 2 men@en" in show(sum_up(page), "it")


def test_label_of_somebody_is_quoted() -> None:
    page = write_page()
    roles = [(Role.SPEAKER, "person-ann-orr", "spoke"), (Role.ABOUT_AGENT, "group-officials", "officials")]
    values = {Role.ATTITUDE: "labels", Role.QUOTED_TEXT: "men of straw"}
    page.claim(ClaimType.STATEMENT, "it", "spoke", roles=roles, values=values)
    assert "label Ann Orr labels officials “men of straw”@en" in show(sum_up(page), "it")


def test_people_who_are_all_named_are_called_by_name_and_unnamed_doers_by_nothing() -> None:
    page = write_page()
    fen = page.person("Bo Fen", "person-bo-fen")
    someone = page.group("some", "group-some", kind="people")
    roles = [(Role.ARRESTED, key, "2 men") for key in ("group-men", "person-ann-orr", fen)]
    page.claim(ClaimType.ARREST, "it", "2 men", roles=[*roles, (Role.ACTOR, someone, "some")])
    assert "label Arrest of Ann Orr and Bo Fen@en" in show(sum_up(page), "it")


def test_people_named_beside_a_group_without_a_number_are_said_too() -> None:
    page = write_page()
    roles = [(Role.ARRESTED, key, "2 men") for key in ("group-officials", "person-ann-orr")]
    page.claim(ClaimType.ARREST, "it", "2 men", roles=roles)
    assert "label Arrest of Ann Orr and officials@en" in show(sum_up(page), "it")


def test_bodies_under_sanction_are_said_beside_a_group() -> None:
    page = write_page()
    targets = [(Role.TARGET, key, "2 men") for key in ("group-men", "organization-tree-union", "person-ann-orr")]
    act = page.claim(ClaimType.SANCTION_IMPOSITION, "it", "2 men", roles=[(Role.ACTOR, "state-NRL", "Ann"), *targets])
    page.name_sanction(act, "sanction-it")
    assert "label Norland imposes sanctions on 2 men and the Tree Union@en" in show(sum_up(page), "it")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("The Tree Council", "the Tree Council"),
        ("Agency for Trees", "the Agency for Trees"),
        ("foreign ministry", "the foreign ministry"),
        ("Zubr Air", "Zubr Air"),
        ("Amnesty International", "Amnesty International"),
    ],
)
def test_article_stands_where_english_has_one(name: str, label: str) -> None:
    assert add_article(name) == label


def test_post_of_no_state_is_said_with_its_sender() -> None:
    page = write_page()
    post = page.thing(EntityKind.POSITION, "position-envoy", names=("envoy",))
    roles = [(Role.HOLDER, "person-ann-orr", "Ann Orr"), (Role.POSITION, post, "of")]
    roles.append((Role.ON_BEHALF_OF, "organization-tree-union", "Tree Union"))
    page.claim(ClaimType.POSITION_HOLDING, "it", "Ann Orr", roles=roles)
    assert "label Ann Orr as envoy of the Tree Union@en" in show(sum_up(page), "it")
