"""Build a small real deployment: two articles of invented places and people, in a store of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.model import Change, Literal, Quad
from kg.settings import Settings
from kg.store.dumps import write_dumps
from kg.store.query import QueryService
from kg.store.writing import open_writer
from kg.terms import RDF_LANG_STRING, RDF_TYPE, RDFS_LABEL, XSD_DATE, XSD_INTEGER, XSD_STRING, Class, Names, Prop
from kg.web.app import create_app

NAMES = Names()
ONTOLOGY = b"@prefix clem: <https://w3id.org/clemency/ontology#> .\nclem:Release a clem:Nothing .\n"


def label(text: str, language: str = "en") -> Literal:
    return Literal(text, RDF_LANG_STRING, language)


def number(value: int) -> Literal:
    return Literal(str(value), XSD_INTEGER)


def day(value: date) -> Literal:
    return Literal(value.isoformat(), XSD_DATE)


def thing(slug: str) -> str:
    return NAMES.thing(slug)


def tell_release(hash12: str, *, count: int, quote: str, title: str) -> Iterator[Quad]:
    """Tell one release as an article would: the event, its group, one person, evidence for each."""
    graph, summary, provenance = NAMES.graph(f"article/{hash12}"), NAMES.graph("summary"), NAMES.graph("provenance")
    release, article, words = thing("release-vostria-2031-04"), thing(f"article-{hash12}"), thing(f"evidence-{hash12}")
    for name in (Class.RELEASE, Class.EVENT, Class.SITUATION):
        yield Quad(release, RDF_TYPE, NAMES.of_class(name), graph)
    yield Quad(release, NAMES.prop(Prop.STANDING), NAMES.concept("factual"), graph)
    yield Quad(release, NAMES.prop(Prop.RELEASED), thing("person-ilva-torren"), graph)
    yield Quad(thing("person-ilva-torren"), RDF_TYPE, NAMES.of_class(Class.PERSON), graph)
    yield Quad(release, NAMES.prop(Prop.MAIN_EVIDENCE), words, graph)
    for node, filler in ((words, None), (f"{words}-person", thing("person-ilva-torren"))):
        yield Quad(node, RDF_TYPE, NAMES.of_class(Class.EVIDENCE), graph)
        yield Quad(node, NAMES.prop(Prop.SUPPORTS), release, graph)
        yield Quad(node, NAMES.prop(Prop.EXACT), Literal(quote, XSD_STRING), graph)
        yield Quad(node, NAMES.prop(Prop.FROM_ARTICLE), article, graph)
        if filler is not None:
            yield Quad(node, NAMES.prop(Prop.FOR_FILLER), filler, graph)
    yield Quad(article, RDF_TYPE, NAMES.of_class(Class.ARTICLE), provenance)
    yield Quad(article, RDFS_LABEL, label(title), provenance)
    yield Quad(release, NAMES.prop(Prop.TALLY), number(count), summary)


def make_quads() -> frozenset[Quad]:
    """Make the deployment's quads: one release that two articles tell, given for a relief of sanctions."""
    summary, reference = NAMES.graph("summary"), NAMES.graph("reference")
    release, relief = thing("release-vostria-2031-04"), thing("relief-norland-vostria-2031-04")
    quads = {
        Quad(thing("state-VOS"), RDF_TYPE, NAMES.of_class(Class.STATE), reference),
        Quad(thing("state-VOS"), RDFS_LABEL, label("Vostria"), reference),
        Quad(thing("state-VOS"), RDFS_LABEL, label("Востря", "be"), reference),
        Quad(thing("person-ilva-torren"), RDFS_LABEL, label("Ilva Torren"), summary),
        Quad(release, RDFS_LABEL, label("Release of 41 prisoners by Vostria"), summary),
        Quad(release, NAMES.prop(Prop.ACTING_STATE), thing("state-VOS"), summary),
        Quad(release, NAMES.prop(Prop.YEAR), number(2031), summary),
        Quad(release, NAMES.prop(Prop.SOURCE_COUNT), number(2), summary),
        Quad(release, NAMES.prop(Prop.SORT_DATE), day(date(2031, 4, 2)), summary),
        Quad(release, NAMES.prop(Prop.EXCHANGED_FOR), relief, summary),
        Quad(relief, RDF_TYPE, NAMES.of_class(Class.SANCTION_RELIEF), summary),
        Quad(relief, RDF_TYPE, NAMES.of_class(Class.SANCTION_ACTION), summary),
        Quad(relief, NAMES.prop(Prop.STANDING), NAMES.concept("factual"), summary),
        Quad(relief, RDFS_LABEL, label("Norland lifts its timber ban"), summary),
    }
    quads |= set(tell_release("aaaa00000001", count=41, quote="Vostria let 41 go", title="Vostria frees 41"))
    quads |= set(tell_release("bbbb00000002", count=41, quote="forty-one walked free", title="Timber for freedom"))
    return frozenset(quads)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Build the deployment once; nobody writes to it."""
    settings = Settings(data=tmp_path_factory.mktemp("deployment") / "data", timeout_s=5.0, memory_bytes=512 << 20)
    with open_writer(settings) as writer:
        writer.commit(Change(added=make_quads()))
    write_dumps(settings, folder=None, files={"ontology.ttl": ONTOLOGY})
    return settings


@pytest.fixture(scope="session")
def service(settings: Settings) -> Iterator[QueryService]:
    service = QueryService(settings)
    yield service
    service.close()


@pytest.fixture(scope="session")
def app(settings: Settings, service: QueryService) -> Flask:
    return create_app(settings, service=service, files={"ontology.ttl": ONTOLOGY})


class ClosingClient(FlaskClient):
    """Read each answer to its end and close it, as a server does."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        return super().open(*args, **{**kwargs, "buffered": True})  # type: ignore[arg-type] # handed on as they came


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return ClosingClient(app, TestResponse)


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a client of a deployment that holds nothing yet."""
    settings = Settings(data=tmp_path / "none")
    service = QueryService(settings)
    yield ClosingClient(create_app(settings, service=service), TestResponse)
    service.close()
