"""People see why each claim was made."""

import re

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
        assert re.search(rf"^    {filler.role} .*{place} +{re.escape(filler.rule)}", shown, re.MULTILINE)


def test_the_rule_shows_an_example_of_what_it_reads(read_text: ReadText) -> None:
    assert 'rule release.free: Release, as in "Borduria released 41 prisoners' in explain_claims(read_text(TEXT))


def test_what_is_no_fact_says_so(read_text: ReadText) -> None:
    assert re.search(r"^sanctionrelief-1: SanctionRelief, denied", explain_claims(read_text(TEXT)), re.MULTILINE)


def test_a_bound_is_shown_as_the_text_gives_it(read_text: ReadText) -> None:
    assert "at least 12 prisoners" in explain_claims(read_text(TEXT))


def test_an_article_without_claims_says_so(read_text: ReadText) -> None:
    assert "nothing found" in explain_claims(read_text("The library lent 12 books on Monday."))
