"""An article is divided into headline, highlights, body, speculation and page furniture; copies are known."""

import textwrap
from pathlib import Path

import pytest

from kg.articles import sentences
from kg.articles.reader import read_article
from kg.articles.sources import Source, read_source
from kg.errors import ArticleError
from kg.model import Document, SectionKind, Sentence

BODY = ("The ferry came home with forty people on board.", "Its captain had been held in the south since spring.")
GUESS = ("The thaw could bring more ferries to the coast.", "Nobody knows how long it will last.")
TWICE = "\n".join(
    [
        "Ferry Comes Home After Long Talks",
        "Published 9 December 2025",
        "Highlights",
        "- The ferry brought forty people.",
        "- Talks lasted for nine days.",
        "-",
        "Rewritten Article",
        "Ferry Comes Home After Long Talks",
        " ".join(BODY),
        "Welcome at the Pier",
        "Hundreds waved from the pier. The mayor wept.",
        "-",
        "Outlook",
        " ".join(GUESS),
        " ".join(BODY),
        "Welcome at the Pier",
        "Hundreds waved from the pier. The mayor wept.",
        "What this might mean",
        " ".join(GUESS),
    ]
)


def read(text: str) -> Document:
    return read_article(text.encode(), name="ferry.txt", max_bytes=100_000)


def tell(document: Document, *kinds: SectionKind) -> list[str]:
    return [get_words(document, one) for one in document.sentences if document.sections[one.section].kind in kinds]


def get_words(document: Document, sentence: Sentence) -> str:
    return document.text[sentence.span.start : sentence.span.end]


def test_text_printed_twice_is_told_once_with_its_copies() -> None:
    document = read(TWICE)
    body = tell(document, SectionKind.BODY)
    assert tell(document, SectionKind.HEADLINE) == ["Ferry Comes Home After Long Talks"]
    assert tell(document, SectionKind.HIGHLIGHTS) == ["The ferry brought forty people.", "Talks lasted for nine days."]
    assert tell(document, SectionKind.SCENARIO) == ["Outlook", *GUESS, "What this might mean", *GUESS]
    assert tell(document, SectionKind.BOILERPLATE) == []
    assert body[1:6] == body[6:]
    copies = [one for one in document.sentences if one.copy_of is not None]
    assert (
        len(copies) == 1 + 4 + 2
    )  # the headline; body and its heading, "The mayor wept." being too short; the guesses
    assert all(get_words(document, one) == get_words(document, document.sentences[one.copy_of or 0]) for one in copies)


def test_headline_repeated_is_a_heading_and_a_copy() -> None:
    document = read(TWICE)
    (repeat,) = (one for one in document.sentences if one.copy_of == 0)
    assert repeat.is_heading
    assert not document.sentences[0].is_heading


def test_heading_opens_a_section_and_is_a_sentence_of_its_own() -> None:
    document = read("Ferry home\n\nIt came.\n\nA cold welcome\n\nNobody waved.\n\nTHE CAPTAIN\n\nShe slept.\n")
    headings = [document.text[s.heading.start : s.heading.end] for s in document.sections if s.heading is not None]
    assert headings == ["A cold welcome", "THE CAPTAIN"]
    assert [get_words(document, one) for one in document.sentences if one.is_heading] == headings


def test_speculation_ends_at_the_next_heading() -> None:
    document = read(
        "Ferry home\n\nIt came.\n\nWhat next?\n\nIt may go.\n\nIt may stay.\n\nThe captain's house\n\nShe slept.\n"
    )
    assert tell(document, SectionKind.SCENARIO) == ["What next?", "It may go.", "It may stay."]
    assert tell(document, SectionKind.BODY) == ["It came.", "The captain's house", "She slept."]


def test_speculation_repeated_without_heading_stays_speculation() -> None:
    document = read(
        f"Ferry home\n\nIt came.\n\nOutlook\n\n{GUESS[0]}\n\nThe pier\n\nIt is old.\n\n{GUESS[0]}\n\nIt fell.\n"
    )
    assert tell(document, SectionKind.SCENARIO) == ["Outlook", GUESS[0], GUESS[0]]
    assert tell(document, SectionKind.BODY)[-1] == "It fell."


def test_headline_in_words_of_speculation_does_not_make_the_article_one() -> None:
    document = read("What this might mean\n\nFull text\n\nWhat this might mean\n\nThe ferry came.\n")
    assert tell(document, SectionKind.SCENARIO) == []


def test_list_without_bullets_is_no_row_of_headings() -> None:
    document = read("Ferry home\n\nOn board were:\nIlse Maran\nIvo Sand\nOrla Brandt\n\nThey slept.\n")
    assert [one.is_heading for one in document.sentences] == [False] * 6


def test_last_line_is_no_heading() -> None:
    document = read("Ferry home\n\nIt came.\n\nIlse Maran, director\n")
    assert not document.sentences[-1].is_heading


def test_bullets_before_the_text_are_highlights() -> None:
    document = read("Ferry home\nPublished 9 December 2025\n\n- It came.\n- It was late.\n\nThe ferry came late.\n")
    assert tell(document, SectionKind.HIGHLIGHTS) == ["It came.", "It was late."]


def test_bullets_alone_are_the_text() -> None:
    assert tell(read("Ferry home\n\n- It came.\n- It was late.\n"), SectionKind.BODY) == ["It came.", "It was late."]


def test_highlights_may_do_without_bullets() -> None:
    document = read("Ferry home\n\nKey points:\nIt came.\nIt was late.\n\nThe ferry came late.\n")
    assert tell(document, SectionKind.HIGHLIGHTS) == ["It came.", "It was late."]
    assert tell(document, SectionKind.BODY) == ["The ferry came late."]


def test_questions_and_time_stamps_are_cut_and_no_headings() -> None:
    document = read("Ferry home\n\nQ: Who came?\nA: The ferry did.\n\n05:50 - It left again.\n")
    assert tell(document, SectionKind.BODY) == ["Who came?", "The ferry did.", "It left again."]
    assert not any(one.is_heading for one in document.sentences)


def test_sentence_spans_lines_only_where_the_file_is_wrapped() -> None:
    sentence = (
        "The ferry that has lain at the northern pier since the first days of the frost will leave for the south."
    )
    assert tell(read(f"Ferry home\n\n{textwrap.fill(sentence, 60)}\n"), SectionKind.BODY) == [
        textwrap.fill(sentence, 60)
    ]
    assert tell(read("Ferry home\n\nThe ferry\nis old.\n"), SectionKind.BODY) == ["The ferry", "is old."]


def test_short_sentence_is_no_copy() -> None:
    document = read("Ferry home\n\nIt left. It came back.\n\nIt left. She waved.\n")
    assert all(one.copy_of is None for one in document.sentences)


def test_copy_need_not_have_the_same_stops_and_capitals() -> None:
    document = read("Ferry comes home at last\n\nFerry comes home, at last!\n\nIt was late.\n")
    assert document.sentences[1].copy_of == 0


def test_brief_without_headline_takes_its_first_sentence() -> None:
    document = read("RIGA, 9 December 2025 (Agency) - A ferry came home. It was late.\n")
    assert document.title == "A ferry came home."
    assert tell(document, SectionKind.BODY) == ["A ferry came home.", "It was late."]
    assert tell(document, SectionKind.HEADLINE) == []


def test_dateline_printed_twice_is_cut_twice() -> None:
    told = f"RIGA, 9 December (Agency) - {BODY[0]}"
    document = read(f"Ferry home\n\n{told}\n\nIt was late.\n\n{told}\n")
    assert tell(document, SectionKind.BODY) == [BODY[0], "It was late.", BODY[0]]
    assert document.sentences[-1].copy_of == 1


def test_too_many_sentences_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "MAX_SENTENCES", 3)
    with pytest.raises(ArticleError, match=r"ferry\.txt: more than 3 sentences"):
        read("Ferry home\n\nIt came. It left. It came. It left.\n")


def test_seed_is_divided_as_it_was_written(seed_path: Path) -> None:
    document = read_source(Source(seed_path.name, path=seed_path), max_bytes=100_000)
    kinds = [str(section.kind) for section in document.sections]
    assert document.sha256.startswith("29dd04bd1100")
    assert len(document.text) == 6014
    assert str(document.published) == "2025-12-13"
    assert kinds[:4] == ["headline", "boilerplate", "highlights", "boilerplate"]
    assert kinds[4:10] == ["body", "body", "body", "body", "boilerplate", "scenario"]
    assert kinds[10:] == ["body", "body", "body", "body", "scenario"]
    assert len(tell(document, SectionKind.HIGHLIGHTS)) == 5
    assert len(tell(document, SectionKind.SCENARIO)) == 12
    assert sum(one.is_heading for one in document.sentences) == 1 + 3 + 1 + 3 + 1


def test_second_copy_of_the_seed_is_known_sentence_by_sentence(seed_path: Path) -> None:
    document = read_source(Source(seed_path.name, path=seed_path), max_bytes=100_000)
    first = [one for one in document.sentences if document.sections[one.section].kind == SectionKind.BODY][1:]
    half = len(first) // 2
    assert [one.copy_of for one in first[half:]] == [one.index for one in first[:half]]
    assert [one.copy_of for one in document.sentences[-5:]] == [23, 24, 25, 26, 27]
