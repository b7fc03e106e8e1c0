"""Give the tests of back ends an article, an endpoint that stands in for a model, and the gate."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from kg.articles.reader import read_article
from kg.claims.backends.chat import Endpoint
from kg.claims.backends.gate import Shown, pass_gate
from kg.claims.backends.holding import open_gate
from kg.claims.backends.llm import ModelExtractor
from kg.claims.backends.proposals import parse_answer
from kg.claims.frames import load_frames
from kg.claims.gazetteer import build_index
from kg.claims.lexicon import load_lexicon
from kg.model import Claims, Document, Gazetteer, Span
from tests.claims.backends.answers import Json, write_answer
from tests.claims.backends.stand_in import StandIn, start_stand_in

Judge = Callable[..., Claims]


def make_document(text: str, *, headline: str = "A note from the desk", language: str = "en") -> Document:
    data = f"{headline}\n\n{text}\n".encode()
    day = date(2026, 5, 14)  # a Thursday
    return read_article(data, name="note.txt", published=day, language=language, max_bytes=10_000_000)


@pytest.fixture
def judge(gazetteer: Gazetteer) -> Judge:
    """Give a function that holds claims, as a model would propose them, against a text."""
    index, lexicon = build_index(gazetteer), load_lexicon(load_frames().list_verbs())

    def hold(text: str, *claims: Json, links: tuple[Json, ...] = (), headline: str = "A note from the desk") -> Claims:
        document = make_document(text, headline=headline)
        answer = parse_answer(write_answer(*claims, links=links))
        shown = Shown(answer.claims, answer.links, (Span(document.headline.end, len(document.text)), document.headline))
        return pass_gate(open_gate(document, lexicon, index, name="test"), [shown], extractor="test 1")

    return hold


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Give an endpoint on this machine."""
    with start_stand_in() as found:
        yield found


@pytest.fixture
def reader(stand_in: StandIn, gazetteer: Gazetteer) -> ModelExtractor:
    """Give the back end that asks the stand-in, without waiting between tries."""
    endpoint = Endpoint(stand_in.url, "stand-in", "s3cret", timeout_s=0.6, tries=2, max_bytes=20_000, pause_s=0)
    return ModelExtractor(endpoint, build_index(gazetteer))
