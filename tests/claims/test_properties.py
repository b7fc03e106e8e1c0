"""No text crashes the extractor, and the same text gives the same claims."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims.events import list_events
from kg.claims.explain import explain_claims
from kg.claims.output import claims_to_json
from tests.claims.conftest import ReadText
from tests.claims.fuzzing import PIECES, WORDS, list_quotes

_TEXT = (
    "Borduria Norland released freed prisoners 41 the of and , . ; : \" ' - Ana Petrova said that if would not "
    "sanctions on lifted who were in May 2021 arrested by to Klow talks with President after them he her 's ( ) "
    "denied urged thanked jailed for nine years including among one"
)
_WORDS = st.sampled_from(_TEXT.split())
_QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_QUIET
@given(st.lists(_WORDS, min_size=1, max_size=60))
def test_any_mix_of_our_words_is_read(read_text: ReadText, words: list[str]) -> None:
    claims = read_text("Nothing more is known. " + " ".join(words))
    json.dumps(claims_to_json(claims))
    json.dumps(list_events(claims))
    assert explain_claims(claims)


@_QUIET
@given(st.text(min_size=1, max_size=300).filter(lambda text: "\x00" not in text))
def test_any_text_is_read(read_text: ReadText, text: str) -> None:
    assert read_text("Borduria freed Ana Petrova. " + text).document.text


@_QUIET
@given(st.lists(st.sampled_from(PIECES + WORDS + ("\n\n", "\n", "(", '"', "\u201d", "- ")), min_size=1, max_size=30))
def test_pieces_of_articles_in_any_order_are_read_and_quoted(read_text: ReadText, pieces: list[str]) -> None:
    claims = read_text("Nothing more is known. " + " ".join(pieces))
    text = claims.document.text
    assert [quote for quote in list_quotes(claims) if text[quote.start : quote.end] != quote.exact] == []


_ODD = {
    "letter": "x",
    "mark": "x .",
    "marks": 'x ?! ... ,,, ;;; --- \' \' """',
    "brackets": "x" + " (" * 2000,
    "control": "Borduria\x07 freed\x1b[31m ten\x0b men\x0c.",
    "right-to-left": "\u0623\u0641\u0631\u062c\u062a \u202eBorduria freed\u202c ten men.",
    "mixed-scripts": "\u0411\u043e\u0440\u0438\u044f freed \u4e2d\u6587 men in \u05e7\u05dc\u05d5\u05d1.",
    "no-spaces": "Borduriafreedtenmen" * 300,
    "capitals": "BORDURIA FREED TEN MEN. " * 20,
    "digits": "9" * 5000 + " men were freed",
    "emoji": "\U0001f600 freed \U0001f600 in \U0001f600.",
}


@pytest.mark.parametrize("text", _ODD.values(), ids=_ODD)
def test_odd_texts_are_read(read_text: ReadText, text: str) -> None:
    claims = read_text(text)
    assert json.dumps(claims_to_json(claims)) == json.dumps(claims_to_json(read_text(text)))
    assert explain_claims(claims)


def test_claims_do_not_hang_on_the_hash_seed() -> None:
    code = (
        "import json;from kg.articles.reader import read_article;from kg.entities.gazetteer import load_gazetteer;"
        "from kg.claims.extract import extract_claims;from kg.claims.output import claims_to_json;"
        "t='A note\\n\\nNorland freed 12 men in May, among them Ana Petrova. France lifted sanctions on Omar Said.\\n';"
        "print(json.dumps(claims_to_json(extract_claims(read_article(t.encode(),name='n',max_bytes=9999),load_gazetteer()))))"
    )
    outs = {_run(code, seed) for seed in ("0", "1", "2")}
    assert len(outs) == 1


def _run(code: str, seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment).stdout
