"""Example queries are files that say what they ask; pages show them by what they are about."""

from flask.testing import FlaskClient

from kg.terms import Names
from kg.web.examples import Example, group_examples, list_examples, load_query


def make_example(name: str, *tags: str) -> Example:
    return Example(name, "Who?", "Asks.", "SELECT * {}", tags)


def test_comments_become_fields_and_leave_the_query() -> None:
    first = list_examples(Names())[0]
    assert first.name == "01-freed-by-state-and-year"
    assert first.title == "How many people did each state free, year by year?"
    assert first.tags == ("releases", "totals", "first")
    assert first.text.startswith("PREFIX clem: <https://w3id.org/clemency/ontology#>")
    assert not any(word in first.text for word in ("# title", "# description", "# tags"))


def test_examples_stand_in_the_order_of_their_numbers() -> None:
    names = [example.name for example in list_examples(Names())]
    assert [name[:2] for name in names] == [f"{number:02}" for number in range(1, len(names) + 1)]


def test_examples_are_grouped_by_their_main_tag_in_order() -> None:
    one, two, three = make_example("1", "people", "time"), make_example("2"), make_example("3", "people")
    assert group_examples((one, two, three)) == {"people": (one, three), "": (two,)}
    assert list(group_examples((two, one, three))) == ["", "people"]


def test_no_group_of_examples_stands_alone_without_a_name() -> None:
    groups = group_examples(list_examples(Names()))
    assert "" not in groups
    assert sum(map(len, groups.values())) == len(list_examples(Names()))


def test_queries_of_pages_and_federated_ones_are_not_offered() -> None:
    texts = {example.text for example in list_examples(Names())}
    assert "SERVICE" not in "".join(texts)
    assert load_query("pages/counts", Names()) not in texts


def test_home_page_shows_a_few_examples_and_leads_to_all(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept": "text/html"}).text
    shown = [example for example in list_examples(Names()) if f">{example.title}</a>" in page]
    assert len(shown) == 6
    assert all("first" in example.tags for example in shown)
    assert f'<a href="/query#examples">All {len(list_examples(Names()))} questions</a>' in page


def test_query_page_shows_all_examples_by_what_they_are_about(client: FlaskClient) -> None:
    page = client.get("/query", headers={"Accept": "text/html"}).text
    for tag, members in group_examples(list_examples(Names())).items():
        part = page[page.index(f"<h3>{tag.capitalize()}</h3>") :].partition("</ul>")[0]
        assert [part.count(f">{example.title}</a>") for example in members] == [1] * len(members)
