"""The bundled examples are articles that say their day, their place on the web and that they are examples."""

from pathlib import Path

import pytest

import kg
from kg.articles.dates import require_published
from kg.articles.sources import Source, read_source
from kg.model import SectionKind

PATHS = sorted((Path(kg.__file__).parent / "examples").glob("*.txt"))


def test_there_are_twelve_examples() -> None:
    assert len(PATHS) == 12


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_example_says_day_url_and_that_it_is_an_example(path: Path) -> None:
    document = read_source(Source(path.name, path=path), max_bytes=10_000)
    assert require_published(document).year in {2024, 2025}
    assert (document.url or "").startswith("https://example.org/")
    assert (document.publisher or "").startswith("Clemency ")
    assert 120 <= len(document.text.split()) <= 350


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_example_is_told_in_whole_sentences(path: Path) -> None:
    document = read_source(Source(path.name, path=path), max_bytes=10_000)
    told = [
        document.text[sentence.span.start : sentence.span.end]
        for sentence in document.sentences
        if not sentence.is_heading and document.sections[sentence.section].kind != SectionKind.HEADLINE
    ]
    assert len(told) >= 10
    assert all(words[0].isupper() and words[-1] == "." for words in told)


def test_four_events_are_told_by_two_outlets() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in PATHS}
    assert "24 prisoners" in texts["ankara-24-exchanged-wire"]
    assert "26 people" in texts["ankara-26-exchanged-feature"]
    assert "252 Venezuelans" in texts["el-salvador-252-home-wire"]
    assert "238 Venezuelans" in texts["venezuela-238-home-desk"]
    assert "52 prisoners" in texts["belarus-52-freed-wire"]
    assert "51 prisoners" in texts["belarus-51-pardoned-desk"]
    assert "Kalesnikava" in texts["belarus-123-freed-wire"]
    assert "Kolesnikova" in texts["belarus-123-freed-feature"]
