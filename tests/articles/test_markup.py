"""HTML becomes words and tags as browsers read it, and plain text with its paragraphs; time grows with the length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.markup import Tag, split_markup, strip_markup, tidy_line, tidy_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One\n of  it.</p>", "One of it."),
        ("One.<br/>Two.", "One.\nTwo."),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n\n- Two"),
        ("<p>He <b>le</b>ft.<p>She came.", "He left.\n\nShe came."),
        ("<p>She said <q>no</q>.</p>", "She said “no”."),
        ("Tom &amp; Ann &lt;3 &#8212; caf&eacute;", "Tom & Ann <3 — café"),
        ("<script>if (a<b) x('<p>no</p>')</script>Yes", "Yes"),
        ("<style>p {}</style><svg><text>no</text></svg>Yes<noscript>no</noscript>", "Yes"),
        ("<figure><figcaption>A ferry</figcaption></figure>Yes", "Yes"),
        ("<!-- <p>no</p> -->Yes<!-- never ends", "Yes"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ('<p title="a > b">Yes</p>', "Yes"),
        ("Yes <a href='never ends", "Yes"),
        ("<![CDATA[no]]>Yes<?php no ?>", "Yes"),
        ("", ""),
    ],
)
def test_html_becomes_plain_text(html: str, text: str) -> None:
    assert strip_markup(html) == text


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One <b>bold</b>.\n\nTwo.", "One bold.\n\nTwo."),
        ("<p>One.</p>\n<p>Two.</p>", "One.\n\nTwo."),
        ("AT&amp;T, &nbsp;R&D; & 5 < 6", "AT&T, \xa0R&D; & 5 < 6"),
    ],
)
def test_text_in_data_loses_tags_and_entities_and_keeps_its_lines(told: str, text: str) -> None:
    assert tidy_text(told) == text


def test_line_is_one_line() -> None:
    assert tidy_line(" Gate\n opens &amp; <i>shuts</i> ") == "Gate opens & shuts"


def test_attributes_are_read_in_all_spellings() -> None:
    tag = next(iter(split_markup("<META Name=a content='b &amp; c' x=\"1 > 0\" hidden name=z>")))
    assert isinstance(tag, Tag)
    assert (tag.name, tag.attributes) == ("meta", {"name": "a", "content": "b & c", "x": "1 > 0", "hidden": ""})


_PIECES = [
    "<",
    "<!--",
    "</",
    "<a ",
    '<a href="',
    "<a b='\"",
    "<p>x",
    "<svg>",
    "&a",
    "<title>",
    "<a/",
    "<br>",
    "=\"'",
    "<!",
]


@given(st.lists(st.sampled_from([*_PIECES, ">", "x", "-->", "'", '"', "</title>", " "]), max_size=40).map("".join))
def test_no_markup_breaks_the_reader(html: str) -> None:
    for part in split_markup(html):
        assert part
        if isinstance(part, Tag):
            assert all(name == name.lower() for name in part.attributes)
    assert strip_markup(html) == strip_markup(html).strip()


@pytest.mark.parametrize("piece", _PIECES, ids=ascii)
def test_hostile_markup_takes_time_linear_in_its_length(piece: str) -> None:
    """A quadratic reader takes minutes here."""
    start = time.perf_counter()
    strip_markup(piece * (500_000 // len(piece)))
    tidy_text(piece * (500_000 // len(piece)))
    assert time.perf_counter() - start < 20
