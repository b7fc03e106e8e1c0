"""No text crashes the extractor, time grows with length only, and the same text gives the same claims."""

import json
import os
import subprocess
import sys
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims.events import list_events
from kg.claims.explain import explain_claims
from kg.claims.output import claims_to_json
from tests.claims.conftest import ReadText

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


def test_time_grows_with_length_only(read_text: ReadText) -> None:
    line = (
        "Borduria released 41 prisoners on Monday, among them Ana Petrova, after Norland lifted sanctions on potash. "
    )
    times = []
    for count in (100, 400):
        begun = time.perf_counter()
        read_text(line.replace("41", "42") * count)
        times.append(time.perf_counter() - begun)
    assert times[1] < 12 * times[0] + 0.5


def test_words_in_one_line_without_an_end(read_text: ReadText) -> None:
    begun = time.perf_counter()
    read_text("prisoners of the release and " * 8000)
    assert time.perf_counter() - begun < 30


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
