"""Lines are units with their marks cut off; only a file wrapped to a column has longer ones."""

import textwrap

import pytest

from kg.articles import lines
from kg.articles.lines import Mark, find_units
from kg.errors import ArticleError

COUNCIL = (
    "The harbour council met on Thursday and spoke for three hours about the ferry that has lain at the northern "
    "pier since the first days of the frost. Nobody could say who owns it."
)
CAPTAIN = (
    "Its last captain, Ilse Maran, left the town in spring and has not answered any of the nine letters that the "
    "council sent to her sister's house in the hills."
)


def show(text: str) -> list[str]:
    return [" ".join(text[unit.span.start : unit.span.end].split()) for unit in find_units(text, name="x")]


@pytest.mark.parametrize(
    ("line", "mark", "words"),
    [
        ("A line", Mark.NONE, "A line"),
        ("- A line", Mark.BULLET, "A line"),
        ("\N{BULLET} A line", Mark.BULLET, "A line"),
        ("* A line", Mark.BULLET, "A line"),
        ("1. A line", Mark.NUMBER, "A line"),
        ("12) A line", Mark.NUMBER, "A line"),
        ("  (a) A line", Mark.NUMBER, "A line"),
        ("(iv) A line", Mark.NUMBER, "A line"),
        ("05:50 - A line", Mark.TIME, "A line"),
        ("5.50 p.m. GMT \N{EN DASH} A line", Mark.TIME, "A line"),
        ("05:50: A line", Mark.TIME, "A line"),
        ("Q: A line", Mark.SPEAKER, "A line"),
        ("A: A line", Mark.SPEAKER, "A line"),
        ("## A line", Mark.HEADING, "A line"),
        ("2025. A line", Mark.NONE, "2025. A line"),
        ("A. Line", Mark.NONE, "A. Line"),
        ("-", Mark.NONE, "-"),
        ("5:50", Mark.NONE, "5:50"),
        ("-5 degrees", Mark.NONE, "-5 degrees"),
    ],
)
def test_mark_is_no_part_of_the_words(line: str, mark: Mark, words: str) -> None:
    (unit,) = find_units(line, name="x")
    assert (unit.mark, line[unit.span.start : unit.span.end]) == (mark, words)
    assert line[unit.whole.start : unit.whole.end] == line.strip()


@pytest.mark.parametrize("width", [60, 72, 80, 95])
def test_wrapped_paragraph_is_one_unit(width: int) -> None:
    wrapped = [textwrap.fill(paragraph, width) for paragraph in (COUNCIL, CAPTAIN)]
    text = "\n\n".join(["Ferry still at the pier", "Published 3 May 2021", *wrapped])
    assert show(text) == [
        "Ferry still at the pier",
        "Published 3 May 2021",
        COUNCIL,
        CAPTAIN,
    ]


def test_wrapped_bullets_stay_apart() -> None:
    items = [textwrap.fill(f"- {paragraph}", 70, subsequent_indent="  ") for paragraph in (COUNCIL, CAPTAIN)]
    assert show("\n".join(["Ferry still at the pier", "", *items]))[1:] == [COUNCIL, CAPTAIN]


def test_headline_and_headers_of_a_wrapped_file_stay_apart() -> None:
    headline = "Ferry still at the northern pier, and nobody knows why, council told"
    text = "\n".join([headline, "Published 3 May 2021", textwrap.fill(COUNCIL, 70)])
    assert show(text)[:2] == [headline, "Published 3 May 2021"]
    assert len(show(text)) == 3


def test_short_line_ends_a_wrapped_paragraph() -> None:
    text = "\n".join(["Ferry", "", textwrap.fill(COUNCIL, 70), "Reactions", textwrap.fill(CAPTAIN, 70)])
    assert len(show(text)) == 4


def test_lines_of_whole_sentences_stay_apart() -> None:
    text = "Ferry\n" + "\n".join(
        f"The council of harbour number {number} met and said nothing new." for number in range(9)
    )
    assert len(show(text)) == 10


def test_blocks_are_parted_by_blank_lines() -> None:
    assert [unit.block for unit in find_units("a\nb\n\nc\n \n\u200b\nd\n", name="x")] == [0, 0, 1, 2]


@pytest.mark.parametrize("line_break", ["\n", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_every_line_break_of_unicode_parts_lines(line_break: str) -> None:
    assert show(f"One{line_break}Two") == ["One", "Two"]


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINES", 3)
    with pytest.raises(ArticleError, match="x: more than 3 lines"):
        find_units("a\nb\nc\nd\n", name="x")
