"""Sentences end at stops, but not at abbreviations, initials, or inside what somebody says."""

import pytest

from kg.articles.splitting import EDGE, split_sentences, trim_span
from kg.model import Span


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry came.", "It was late."],
        ["It left the U.S. Navy pier at dawn.", "It was late."],
        ["They fled to the U.S.", "They came back."],
        ["The U.K. and the U.N. agreed."],
        ["Gen. Orla Brandt, Lt. Col. Ivo Sand and Dr. Maj met Mr. Lund on St. Mark's Square.", "All agreed."],
        ["J. K. Maran and P.Q. Lund sailed.", "So did A. Sand."],
        ["She left at 4 p.m. on Monday.", "He stayed."],
        ["She left at 4 p.m.", "He stayed."],
        ["She left at 9 a.m. Tuesday.", "He stayed."],
        ["She left at 9 a.m. GMT.", "He stayed."],
        ["It is ship No. 5 of nine.", "She said no.", "That was all."],
        ["It came on Dec. 9 and left on Jan. 3.", "It was late in Dec.", "Snow fell."],
        ["The firm Maran Inc. Harbour Works pays.", "It is owned by Lund Ltd.", "The court agreed."],
        ["Ivo Sand Jr. came home.", "His son is Ivo Sand Jr.", "He is nine."],
        ["He paid 3.5 million.", "It was 1.2 too much."],
        ["It sank in 2021.", "52 people swam."],
        ["“It sank.”", "Nobody swam."],
        ['"It sank," she said.', '"Nobody swam."', "He wept."],
        ['"Who swam?" she asked.', '"Nobody!" Ivo Sand replied.', "He wept."],
        ['He called it "a wreck."', "Nobody swam."],
        ["(It sank.)", "Nobody swam."],
        [["It sank...", "obody swam."][0], "Nobody swam."],
        ["It sank … and rose again.", "Nobody swam."],
        ["It sank ... Lund swam."],
        ["Who swam?", "Nobody!", "Why?!", "It was cold."],
        ["Yahoo! said so."],
        ["It sank in Riga.[12]", "Nobody swam."],
        ["It was al-Noor.", "al-Noor sank."],
        ["They met e.g. Lund, i.e. Sand, et al. and others.", "All agreed."],
        ["Maj.-Gen. Sand came.", "He sat."],
        ["Ōlafur sank.", "Éva swam.", "Ünal wept."],
        ["It sank.", "– Nobody swam.", "- Why?"],
    ],
    ids=lambda sentences: sentences[0][:30],
)
def test_text_is_split_at_the_ends_of_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was freed.The ferry sank.", 2),
        ("See www.example.Org and st.Mark.", 1),
        ("Mail ivo@port.Example now.", 1),
    ],
)
def test_missing_space_ends_a_sentence_but_not_an_address(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_number_of_a_list_item_is_no_sentence() -> None:
    assert split("1. The ferry came. 2. It sank.") == ["1. The ferry came.", "2. It sank."]


@pytest.mark.parametrize("text", ["", "   ", "\u200b\ufeff\xad", "\n\n"])
def test_nothing_to_see_is_no_sentence(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize("text", ["...", "?!", "\N{BULLET}", "A", "1."])
def test_odd_text_is_one_sentence(text: str) -> None:
    assert split(text) == [text]


def test_invisible_characters_are_cut_from_both_ends() -> None:
    assert split("\ufeffIt sank.\u200b \u2060Nobody swam.\xad") == ["It sank.", "Nobody swam."]


def test_edge_holds_all_that_strip_takes_away() -> None:
    assert [chr(code) for code in range(0x110000) if chr(code).isspace() and chr(code) not in EDGE] == []


def test_window_is_kept() -> None:
    text = "It sank. Nobody swam. He wept."
    assert list(split_sentences(text, 9, 21)) == [Span(9, 21)]
    assert list(trim_span(text, 8, 10)) == [Span(9, 10)]
