"""People see why each claim was made."""

import re

import pytest

from kg.claims.explain import explain_claims
from tests.claims.conftest import ReadText

TEXT = (
    "Norland freed at least 12 prisoners on Monday, among them Ana Petrova, and officials hailed it. "
    "Borduria denied that it had lifted sanctions on potash. They flew home in exchange for nothing."
)


def test_the_sentence_stands_with_its_quote_in_brackets(read_text: ReadText) -> None:
    shown = explain_claims(read_text(TEXT))
    assert "  | [Norland freed at least 12 prisoners on Monday], among them Ana Petrova" in shown


def test_every_filler_shows_its_words_their_place_and_its_rule(read_text: ReadText) -> None:
    claims = read_text(TEXT)
    shown = explain_claims(claims)
    fillers = [filler for claim in claims.claims for filler in claim.fillers]
    assert fillers
    for filler in fillers:
        place = re.escape(f"[{filler.quote.start}:{filler.quote.end}]")
        assert re.search(rf"^    {filler.role} .*{place}.* +{re.escape(filler.rule)}", shown, re.MULTILINE)


def test_the_rule_shows_an_example_of_what_it_reads(read_text: ReadText) -> None:
    assert 'rule release.free: Release, as in "Borduria released 41 prisoners' in explain_claims(read_text(TEXT))


def test_what_is_no_fact_says_so(read_text: ReadText) -> None:
    assert re.search(r"^sanctionrelief-1: SanctionRelief, denied", explain_claims(read_text(TEXT)), re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param("Norland freed at least 12 prisoners.", "at least 12 prisoners [36:57]  release.free", id="bound"),
        pytest.param(
            "Norland freed over 12 nurses.", "over 12 nurses [36:50], counted as at least 12", id="other bound"
        ),
        pytest.param("Norland freed two nurses.", "two nurses [36:46], counted as 2", id="number in words"),
        pytest.param("Norland freed 2,860 nurses.", "2,860 nurses [36:48]  release.free", id="number in figures"),
        pytest.param("Norland freed nurses.", "nurses [36:42]   release.free", id="no number"),
        pytest.param("Norland freed the nurses.", "the nurses [36:46]  release.free", id="article"),
    ],
)
def test_a_group_is_called_by_the_words_of_the_text_with_its_number_as_read(
    read_text: ReadText, text: str, row: str
) -> None:
    assert f"released    {row}" in explain_claims(read_text(text))


def test_a_group_that_is_meant_by_a_pronoun_is_called_by_its_first_words(read_text: ReadText) -> None:
    shown = explain_claims(read_text("Norland freed 12 nurses on Monday. They were flown to Borduria."))
    assert re.search(r'transferee +12 nurses, "They" \[\d+:\d+\]', shown)


def test_an_article_without_claims_says_so(read_text: ReadText) -> None:
    assert "nothing found" in explain_claims(read_text("The library lent 12 books on Monday."))
