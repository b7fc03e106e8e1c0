"""Articles are cut at paragraphs, with the headline above each part, and nothing is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.backends.windows import MAX_CHARS, cut_windows
from kg.errors import ArticleError
from tests.claims.backends.conftest import make_document


def test_parts_end_at_paragraphs_and_carry_the_headline() -> None:
    paragraph = "Norland freed two men. " * 40
    document = make_document("\n\n".join([paragraph] * 8))
    parts = cut_windows(document)
    assert len(parts) > 2
    for part in parts:
        assert part.text.startswith("A note from the desk\n\nNorland freed")
        assert part.text.rstrip().endswith("men.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("word " * 3000, id="no paragraph and no sentence"),
        pytest.param("x" * 10_000, id="one word"),
        pytest.param("A sentence stands here. " * 900, id="one paragraph"),
    ],
)
def test_what_is_longer_than_a_part_goes_in_pieces(text: str) -> None:
    parts = cut_windows(make_document(text))
    assert all(len(part.text) <= MAX_CHARS for part in parts)


@given(st.text(max_size=9_000))
def test_every_word_is_in_a_part_that_fits(text: str) -> None:
    try:
        document = make_document(text)
    except ArticleError:
        return
    parts = cut_windows(document)
    assert all(len(part.text) <= MAX_CHARS for part in parts)
    held = "".join(document.text[part.span.start : part.span.end] for part in parts)
    assert "".join(held.split()) == "".join((document.text[document.headline.end :]).split())
