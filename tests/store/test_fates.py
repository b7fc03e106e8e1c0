"""What has become of an IRI, by the public data alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Iri, Literal, Quad
from kg.settings import Settings
from kg.store.fates import Ending, Fate, State, find_fate
from kg.store.query import QueryService
from kg.terms import (
    DCTERMS_DATE,
    DCTERMS_IS_REPLACED_BY,
    OWL_DEPRECATED,
    PROV_WAS_DERIVED_FROM,
    PROV_WAS_INVALIDATED_BY,
    RDF_TYPE,
    RDFS_COMMENT,
    XSD_BOOLEAN,
    XSD_DATE,
    XSD_STRING,
    Class,
    Prop,
)
from tests.store.samples import NAMES, commit

OLD, NEWER, NEWEST, WITHDRAWN = "a" * 12, "b" * 12, "c" * 12, "d" * 12
TRUE = Literal("true", XSD_BOOLEAN)


def describe(subject: str, predicate: Iri, value: Iri | Literal) -> Quad:
    return Quad(NAMES.thing(subject), predicate, value, NAMES.graph("provenance"))


QUADS = (
    describe("release-here", RDF_TYPE, NAMES.of_class(Class.RELEASE)),
    describe(f"text-{NEWEST}", RDF_TYPE, NAMES.of_class(Class.ARTICLE_VERSION)),
    *(describe(f"text-{text}", OWL_DEPRECATED, TRUE) for text in (OLD, NEWER)),
    describe(f"text-{OLD}", DCTERMS_IS_REPLACED_BY, NAMES.thing(f"text-{NEWER}")),
    describe(f"text-{NEWER}", DCTERMS_IS_REPLACED_BY, NAMES.thing(f"text-{NEWEST}")),
    describe(f"text-{WITHDRAWN}", RDF_TYPE, NAMES.of_class(Class.ARTICLE_VERSION)),
    Quad(
        NAMES.graph(f"article/{WITHDRAWN}"),
        NAMES.prop(Prop.ASSERTED_FROM),
        NAMES.thing(f"text-{WITHDRAWN}"),
        NAMES.graph("provenance"),
    ),
    Quad(
        NAMES.graph(f"article/{WITHDRAWN}"),
        PROV_WAS_INVALIDATED_BY,
        NAMES.thing(f"retraction-{WITHDRAWN}"),
        NAMES.graph("provenance"),
    ),
    describe(f"retraction-{WITHDRAWN}", DCTERMS_DATE, Literal("2025-04-01", XSD_DATE)),
    describe(f"retraction-{WITHDRAWN}", RDFS_COMMENT, Literal("It was wrong.", XSD_STRING)),
    *(describe(f"release-{end}", OWL_DEPRECATED, TRUE) for end in ("withdrawn", "revised", "both", "lost")),
    describe("release-withdrawn", PROV_WAS_DERIVED_FROM, NAMES.thing(f"text-{WITHDRAWN}")),
    describe("release-revised", PROV_WAS_DERIVED_FROM, NAMES.thing(f"text-{OLD}")),
    *(describe("release-both", PROV_WAS_DERIVED_FROM, NAMES.thing(f"text-{text}")) for text in (OLD, WITHDRAWN)),
)
REPLACED = Ending(NAMES.thing(f"text-{OLD}"))
TAKEN_BACK = Ending(NAMES.thing(f"text-{WITHDRAWN}"), "2025-04-01", "It was wrong.")
FATES = {
    "release-here": Fate(State.LIVING),
    f"text-{WITHDRAWN}": Fate(State.LIVING),
    f"text-{NEWEST}": Fate(State.LIVING),
    f"text-{NEWER}": Fate(State.REPLACED, NAMES.thing(f"text-{NEWEST}")),
    f"text-{OLD}": Fate(State.REPLACED, NAMES.thing(f"text-{NEWEST}")),
    "release-withdrawn": Fate(State.GONE, endings=(TAKEN_BACK,)),
    "release-revised": Fate(State.GONE, endings=(REPLACED,)),
    "release-both": Fate(State.GONE, endings=(REPLACED, TAKEN_BACK)),
    "release-lost": Fate(State.GONE),
    f"evidence-{WITHDRAWN}-10-20-0a0b0c0d": Fate(State.GONE, endings=(TAKEN_BACK,)),
    f"evidence-{OLD}-10-20-0a0b0c0d": Fate(State.GONE, endings=(REPLACED,)),
    f"evidence-{NEWEST}-10-20-0a0b0c0d": Fate(State.UNKNOWN),
    "release-never": Fate(State.UNKNOWN),
    "": Fate(State.UNKNOWN),
    "x> a ?y } #": Fate(State.UNKNOWN),
    'x"y': Fate(State.UNKNOWN),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    settings = Settings(data=Path(tmp_path_factory.mktemp("fates")) / "data")
    commit(settings, QUADS)
    opened = QueryService(settings)
    opened.start()
    yield opened
    opened.close()


@pytest.mark.parametrize(("slug", "fate"), FATES.items(), ids=[slug or "nothing" for slug in FATES])
def test_fate_of_an_iri(slug: str, fate: Fate, service: QueryService) -> None:
    assert find_fate(service, NAMES.thing(slug), NAMES) == fate


def test_an_empty_deployment_knows_nothing(settings: Settings) -> None:
    opened = QueryService(settings)
    opened.start()
    try:
        assert find_fate(opened, NAMES.thing("release-here"), NAMES) == Fate(State.UNKNOWN)
    finally:
        opened.close()
