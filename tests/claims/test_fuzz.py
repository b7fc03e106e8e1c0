"""No text of a hundred thousand breaks the extractor, each quote is in its text, and a second reading says the same."""

import json
from functools import lru_cache

import pytest

from kg.articles.reader import read_article
from kg.claims.events import list_events
from kg.claims.explain import explain_claims
from kg.claims.extract import extract_claims
from kg.claims.output import claims_to_json
from kg.entities.gazetteer import load_gazetteer
from kg.errors import ArticleError
from kg.model import Claims, Gazetteer
from tests.claims.fuzzing import list_quotes, make_text

PARTS = 100
PER_PART = 1000


@lru_cache(maxsize=1)
def _load_names() -> Gazetteer:
    return load_gazetteer()


def _read(number: int) -> Claims | None:
    """Read a made text under a headline; None where the reader refuses it."""
    text = f"Belarus frees prisoners as Norway eases sanctions\n\nPublished: 3 May 2026\n\n{make_text(number)}\n"
    try:
        document = read_article(text.encode(), name=f"{number}.txt", max_bytes=100_000)
    except ArticleError:
        return None
    return extract_claims(document, _load_names())


def _check(number: int) -> bool:
    claims = _read(number)
    if claims is None:
        return False
    written = json.dumps([claims_to_json(claims), list_events(claims), explain_claims(claims)], default=list)
    text = claims.document.text
    assert [quote for quote in list_quotes(claims) if text[quote.start : quote.end] != quote.exact] == [], number
    again = _read(number)
    assert again is not None
    assert json.dumps([claims_to_json(again), list_events(again), explain_claims(again)], default=list) == written
    return True


def test_some_made_texts_are_read_grounded_and_the_same_again() -> None:
    assert sum(_check(-number) for number in range(1, 121)) > 80


@pytest.mark.parametrize(
    "part", [pytest.param(part, marks=pytest.mark.soak if part else pytest.mark.long) for part in range(PARTS)]
)
def test_a_hundred_thousand_made_texts_are_read_grounded_and_the_same_again(part: int) -> None:
    assert sum(_check(number) for number in range(part * PER_PART, (part + 1) * PER_PART)) > PER_PART // 2
