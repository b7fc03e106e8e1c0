"""Articles are found in JSON-LD however it is laid out, and what they say is read from all usual forms."""

import pytest

from kg.articles.linked import find_articles, list_words, read_node

ARTICLE = {"@type": "NewsArticle", "headline": "Gate opens", "articleBody": "It did."}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["Thing", "NewsArticle"]},
        ARTICLE | {"@type": "http://schema.org/NewsArticle"},
        ARTICLE | {"@type": "schema:ReportageNewsArticle"},
        ARTICLE | {"@type": "BlogPosting"},
        ARTICLE | {"hasPart": {"@type": "Article", "headline": "Other"}},
        {"http://schema.org/headline": [{"@value": "Gate opens"}], "@type": ["http://schema.org/NewsArticle"]},
    ],
    ids=["node", "list", "graph", "page", "types", "iri", "prefix", "blog", "nested", "expanded"],
)
def test_one_article_is_found(value: object) -> None:
    (node,) = find_articles(value, "x")
    assert read_node(node).headline == "Gate opens"


@pytest.mark.parametrize("value", [None, 7, "NewsArticle", {"@type": "Person"}, {"@type": 7}, {"@type": [None]}, [[]]])
def test_other_values_hold_no_article(value: object) -> None:
    assert find_articles(value, "x") == []


def test_reference_is_followed_within_the_file() -> None:
    desk = {"@id": "#desk", "@type": "Organization", "name": "Harbour Gazette"}
    (node,) = find_articles({"@graph": [ARTICLE | {"publisher": {"@id": "#desk"}}, desk]}, "x")
    assert read_node(node).publisher == "Harbour Gazette"


def test_reference_that_leads_out_is_no_name_and_nothing_is_fetched() -> None:
    node = ARTICLE | {"publisher": {"@id": "https://example.org/#desk"}, "@context": "http://127.0.0.1:1/context"}
    assert read_node(find_articles(node, "x")[0]).publisher is None


@pytest.mark.parametrize(
    "told",
    [
        {"url": "https://example.org/a"},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.org/a"}},
        {"url": None, "mainEntityOfPage": True, "@id": "https://example.org/a"},
        {"url": "/a", "@id": "https://example.org/a"},
    ],
)
def test_address_is_found_in_all_its_places(told: dict[str, object]) -> None:
    assert read_node(told).url == "https://example.org/a"


def test_all_fields_are_read() -> None:
    facts = read_node(
        ARTICLE
        | {"datePublished": "2026-10-27T09:00:00Z", "inLanguage": {"@type": "Language", "name": "en-GB"}}
        | {"publisher": [{"name": "Harbour &amp; Gate"}], "license": {"@id": "https://example.org/licence"}}
    )
    assert facts.day is not None
    assert (str(facts.day.day), facts.language, facts.publisher) == ("2026-10-27", "en", "Harbour & Gate")
    assert (facts.body, facts.licence) == ("It did.", "https://example.org/licence")


@pytest.mark.parametrize("day", [1793059200, True, {}, []], ids=str)
def test_day_that_is_no_text_is_a_fault(day: object) -> None:
    told = read_node(ARTICLE | {"datePublished": day}).day
    assert told is not None
    assert told.day is None


def test_list_of_paragraphs_and_entries_of_a_live_page_are_the_body() -> None:
    assert read_node({"articleBody": ["One.", "Two."]}).body == "One.\n\nTwo."
    updates = [{"headline": "Gate opens", "articleBody": "It did."}, {"articleBody": "It shut."}, 7]
    assert read_node({"liveBlogUpdate": updates}).body == "Gate opens\n\nIt did.\n\nIt shut."


def test_words_are_not_sought_without_end() -> None:
    deep: object = "word"
    for _ in range(5):
        deep = [deep]
    assert list(list_words(deep)) == []
