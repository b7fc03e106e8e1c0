"""Every sentence of the real article yields a situation, or stands in a list of those that carry none, with the reason.

Sentences are known by their place in the article: no word of it is repeated here.
"""

from pathlib import Path

import pytest

from kg.articles.reader import read_article
from kg.claims.extract import extract_claims
from kg.entities.gazetteer import load_gazetteer
from kg.model import Claims, SectionKind, Sentence

DISTINCT = 22  # sentences of highlights, body and analysis; title and section headings are counted apart

# Index of a sentence -> why it carries no situation of its own.
CARRY_NOTHING: dict[int, str] = {
    10: "heading of a section: names its topic",
    14: "heading of a section: names its topic",
    18: "heading of a section: names its topic",
    22: "heading of the analysis",
    43: "heading of the analysis in the second copy",
}


@pytest.fixture(scope="module")
def claims(seed_path: Path) -> Claims:
    document = read_article(seed_path.read_bytes(), name=seed_path.name, max_bytes=1_000_000)
    return extract_claims(document, load_gazetteer())


def list_new(claims: Claims) -> list[Sentence]:
    document = claims.document
    kinds = {number: section.kind for number, section in enumerate(document.sections)}
    told = [each for each in document.sentences if kinds[each.section] != SectionKind.BOILERPLATE]
    return [sentence for sentence in told if sentence.copy_of is None]


def find_covered(claims: Claims) -> set[int]:
    starts = [quote.start for claim in claims.claims for quote in claim.quotes]
    return {
        sentence.index
        for sentence in claims.document.sentences
        if any(sentence.span.start <= start < sentence.span.end for start in starts)
    }


def test_each_distinct_sentence_yields_a_situation_or_is_listed(claims: Claims) -> None:
    bare = {sentence.index for sentence in list_new(claims)} - find_covered(claims)
    assert bare == set(CARRY_NOTHING)


def test_the_list_holds_headings_alone(claims: Claims) -> None:
    listed = [claims.document.sentences[index] for index in CARRY_NOTHING]
    assert all(sentence.is_heading for sentence in listed)
    headline = claims.document.headline
    sentences = [s for s in list_new(claims) if not s.is_heading and s.span.start >= headline.end]
    assert len(sentences) == DISTINCT


def test_copies_of_a_sentence_are_quoted_too(claims: Claims) -> None:
    covered = find_covered(claims)
    copies = [s for s in claims.document.sentences if s.copy_of is not None and s.copy_of in covered]
    assert copies
    assert {copy.index for copy in copies} <= covered
