"""Records of texts: which one somebody means, and what a withdrawn or replaced text leaves."""

from datetime import date

import pytest

from kg.errors import SettingsError
from kg.graph.history import Retraction, find_record, list_records, mark_gone, put_version, withdraw_version
from kg.graph.literals import make_text
from kg.model import Quad
from kg.terms import (
    DCTERMS_IDENTIFIER,
    OWL_DEPRECATED,
    PROV_WAS_DERIVED_FROM,
    PROV_WAS_REVISION_OF,
    RDF_TYPE,
    Class,
    Names,
    Prop,
)

NAMES = Names()
PROVENANCE = NAMES.graph("provenance")
FIRST, SECOND, THIRD = "a" * 12, "b" * 12, "c" * 12
DECISION = Retraction(date(2025, 4, 1), "It was wrong.")


def tell(hash12: str, *things: str, article: str = "article-x") -> frozenset[Quad]:
    """Make the graph of a text that tells of these things, and its provenance."""
    graph, text = NAMES.graph(f"article/{hash12}"), NAMES.thing(f"text-{hash12}")
    return frozenset(
        {
            Quad(NAMES.thing(article), RDF_TYPE, NAMES.of_class(Class.ARTICLE), PROVENANCE),
            Quad(text, RDF_TYPE, NAMES.of_class(Class.ARTICLE_VERSION), PROVENANCE),
            Quad(text, NAMES.prop(Prop.VERSION_OF), NAMES.thing(article), PROVENANCE),
            Quad(graph, NAMES.prop(Prop.ASSERTED_FROM), text, PROVENANCE),
            Quad(graph, NAMES.prop(Prop.REVIEW_STATUS), NAMES.concept("machine"), PROVENANCE),
            *(Quad(NAMES.thing(thing), RDF_TYPE, NAMES.of_class(Class.RELEASE), graph) for thing in things),
        }
    )


def list_keys(slug: str) -> list[str]:
    return [f"key-of-{slug}"] if slug == "release-x" else []


def put(before: frozenset[Quad], hash12: str, *things: str) -> frozenset[Quad]:
    article, text = NAMES.thing("article-x"), NAMES.thing(f"text-{hash12}")
    after = put_version(before, tell(hash12, *things), article=article, text=text, names=NAMES)
    return mark_gone(before, after, NAMES, list_keys)


def withdraw(before: frozenset[Quad], hash12: str) -> frozenset[Quad]:
    record = find_record(hash12, before, NAMES)
    return mark_gone(before, withdraw_version(before, record, DECISION, NAMES), NAMES, list_keys)


def list_gone(quads: frozenset[Quad]) -> dict[str, set[str]]:
    """List what is marked as gone, with the texts that told it."""
    nodes = {quad.subject for quad in quads if quad.predicate == OWL_DEPRECATED}
    return {
        node.removeprefix(NAMES.thing("")): {
            str(q.object)[-12:] for q in quads if (q.subject, q.predicate) == (node, PROV_WAS_DERIVED_FROM)
        }
        for node in nodes
    }


def list_revisions(quads: frozenset[Quad]) -> set[str]:
    """List which text revises which, by the first letters of their hashes: `ba` for b revises a."""
    return {q.subject[-1] + str(q.object)[-1] for q in quads if q.predicate == PROV_WAS_REVISION_OF}


def test_a_record_tells_whether_and_why_a_text_was_withdrawn() -> None:
    quads = tell(FIRST, "release-x") | tell(SECOND, "release-y", article="article-y")
    withdrawn, public = list_records(withdraw(quads, FIRST), NAMES)
    assert (withdrawn.hash12, withdrawn.retraction) == (FIRST, DECISION)
    assert (public.hash12, public.retraction) == (SECOND, None)


@pytest.mark.parametrize(
    ("texts", "revisions"),
    [("ab", {"ba"}), ("abc", {"ba", "cb"}), ("aba", {"ab"}), ("abca", {"ac", "cb"}), ("abb", {"ba"})],
)
def test_versions_are_a_chain_without_a_circle(texts: str, revisions: set[str]) -> None:
    quads: frozenset[Quad] = frozenset()
    for letter in texts:
        quads = put(quads, letter * 12, f"release-{letter}")
    assert list_revisions(quads) == revisions
    (record,) = list_records(quads, NAMES)
    assert record.hash12 == texts[-1] * 12
    others = {f"text-{letter * 12}" for letter in texts} - {f"text-{record.hash12}"}
    assert set(list_gone(quads)) == others | {f"release-{text[-1]}" for text in others}


def test_a_text_after_a_withdrawn_one_revises_it_once() -> None:
    quads = put(withdraw(tell(FIRST, "release-x"), FIRST), SECOND, "release-x")
    assert list_revisions(quads) == {"ba"}
    assert list_revisions(put(quads, THIRD, "release-x")) == {"ba", "cb"}


def test_what_is_gone_names_the_text_that_told_it_last() -> None:
    quads = tell(FIRST, "release-x") | tell(SECOND, "release-x", article="article-y")
    one = withdraw(quads, FIRST)
    assert list_gone(one) == {}
    assert list_gone(withdraw(one, SECOND)) == {"release-x": {SECOND}}


def test_an_event_that_is_gone_keeps_its_keys_until_it_is_told_again() -> None:
    gone = withdraw(tell(FIRST, "release-x", "person-y"), FIRST)
    keys = {(quad.subject, quad.object) for quad in gone if quad.predicate == DCTERMS_IDENTIFIER}
    assert keys == {(NAMES.thing("release-x"), make_text("key-of-release-x"))}
    assert not {quad for quad in put(gone, SECOND, "release-x") if quad.predicate == DCTERMS_IDENTIFIER}


def test_a_text_read_anew_marks_what_it_no_longer_tells() -> None:
    before = put(frozenset(), FIRST, "release-x", f"evidence-{FIRST}-1-2")
    assert list_gone(put(before, FIRST, "release-y")) == {"release-x": {FIRST}, f"evidence-{FIRST}-1-2": {FIRST}}


@pytest.mark.parametrize(
    ("slug", "is_marked"),
    [
        ("release-blr-2025-12", True),
        (f"evidence-{FIRST}-10-20-0a0b0c0d", False),
        (f"statement-{FIRST}-7", False),
        (f"group-detention-{FIRST}-30-detainee", False),
        (f"release-x{FIRST}", True),
        (f"release-{FIRST}0", True),
        (f"release-{THIRD}-1", True),
    ],
)
def test_only_the_hash_of_the_text_as_a_word_goes_without_a_mark(slug: str, *, is_marked: bool) -> None:
    assert (slug in list_gone(withdraw(tell(FIRST, slug), FIRST))) is is_marked


@pytest.mark.parametrize(
    "name",
    [
        FIRST,
        f"https://w3id.org/clemency/graph/article/{FIRST}",
        f"https://w3id.org/clemency/id/text-{FIRST}",
        f"text-{FIRST}",
        "https://w3id.org/clemency/id/article-x",
        "article-x",
        f"http://127.0.0.1:8000/article/{FIRST}/",
    ],
    ids=["hash", "graph", "text", "text alone", "article", "article alone", "as the server shows it"],
)
def test_an_article_has_many_names(name: str) -> None:
    quads = tell(FIRST, "release-x") | tell(SECOND, article="article-y")
    assert find_record(name, quads, NAMES).hash12 == FIRST


@pytest.mark.parametrize("name", ["", "/", "0" * 12, "release-x", "text-", "https://w3id.org/clemency/id/"])
def test_an_unknown_article_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match="there is no article"):
        find_record(name, tell(FIRST, "release-x"), NAMES)


def test_of_several_texts_the_public_one_is_meant() -> None:
    quads = put(withdraw(tell(FIRST), FIRST), SECOND)
    assert find_record("article-x", quads, NAMES).hash12 == SECOND
    assert find_record(FIRST, quads, NAMES).hash12 == FIRST
    assert find_record("article-x", withdraw(tell(FIRST), FIRST), NAMES).hash12 == FIRST


def test_an_article_with_two_public_texts_is_ambiguous() -> None:
    with pytest.raises(SettingsError, match="has 2 texts") as caught:
        find_record("article-x", tell(FIRST) | tell(SECOND), NAMES)
    assert FIRST in caught.value.hint
    assert SECOND in caught.value.hint


def test_a_replaced_text_names_the_one_that_took_its_place() -> None:
    with pytest.raises(SettingsError, match="no longer public") as caught:
        find_record(f"text-{FIRST}", put(tell(FIRST), SECOND), NAMES)
    assert SECOND in caught.value.hint
