"""In whole articles each situation is told in exactly one way and has its words, and every quote stands in the text."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from kg.articles.sources import Source, read_source
from kg.claims.extract import extract_claims
from kg.entities.registry import Registry
from kg.lookups import Lookups
from kg.preparing import list_examples
from kg.settings import Settings
from kg.states import State, add_article
from kg.store.quads import to_quad
from tests.ontology.sources import NAMES, ROOT

GOLDEN: Final = ROOT / "tests" / "golden"
EXAMPLES: Final = {path.stem: path for path in list_examples()} | {
    p.parent.name: p for p in GOLDEN.glob("*/article.txt")
}
# What has golden files; that every article has some is for the test of these.
TEXTS: Final = {path.parent.name: EXAMPLES[path.parent.name] for path in sorted(GOLDEN.glob("*/graph.trig"))}
PREFIXES: Final = f"PREFIX clem: <{NAMES.base}ontology#> PREFIX c: <{NAMES.base}concept/> "
ONCE: Final = ("factuality", "standing", "mainEvidence")
SEED: Final = "seed"


def ask(store: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    result = store.query(PREFIXES + query)
    assert isinstance(result, ox.QuerySolutions)
    return (tuple(map(shorten, row)) for row in result)


def shorten(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def find_not_once(store: ox.Store, prop: str) -> list[str]:
    """Find the situations of an article that have the property not at all, or more than once."""
    rows = ask(
        store,
        f"""SELECT ?s (COUNT(DISTINCT ?value) AS ?n) {{
              GRAPH ?graph {{ ?s a clem:Situation OPTIONAL {{ ?s clem:{prop} ?value }} }}
              FILTER(STRSTARTS(STR(?graph), "{NAMES.graph("article/")}"))
            }} GROUP BY ?graph ?s HAVING (COUNT(DISTINCT ?value) != 1) ORDER BY ?s""",
    )
    return [situation for situation, _ in rows]


def find_unsupported(store: ox.Store) -> list[str]:
    """Find the situations that no quote of their own article supports."""
    rows = ask(
        store,
        """SELECT ?s { GRAPH ?graph { ?s a clem:Situation
             FILTER NOT EXISTS { ?e a clem:Evidence ; clem:supports ?s } } } ORDER BY ?s""",
    )
    return [situation for (situation,) in rows]


def find_misquotes(store: ox.Store, text: str) -> list[str]:
    """Find the quotes that are not what stands in the text, at their place and around it."""
    rows = ask(
        store,
        """SELECT ?quote ?begin ?end ?before ?after { GRAPH ?graph { ?e clem:exact ?quote ; clem:beginChar ?begin ;
             clem:endChar ?end OPTIONAL { ?e clem:prefix ?before } OPTIONAL { ?e clem:suffix ?after } } }""",
    )
    return [
        quote
        for quote, begin, end, before, after in rows
        if text[int(begin) : int(end)] != quote
        or not text[: int(begin)].endswith(before)
        or not text[int(end) :].startswith(after)
    ]


def store_golden(name: str) -> ox.Store:
    store = ox.Store()
    store.extend(ox.parse(path=GOLDEN / name / "graph.trig", format=ox.RdfFormat.TRIG))
    return store


def store_article(path: Path) -> ox.Store:
    """Take an article through all stages but the judge, as the golden files do."""
    lookups = Lookups(Settings())
    document = read_source(Source(path.name, path=path), max_bytes=lookups.settings.article_bytes)
    claims = extract_claims(document, lookups.gazetteer)
    _, state = add_article(claims, State(lookups.base_quads, Registry.from_rows(())), lookups)
    store = ox.Store()
    store.extend(map(to_quad, state.quads))
    return store


@pytest.fixture(scope="module", params=[*sorted(TEXTS), SEED])
def told(request: pytest.FixtureRequest) -> tuple[ox.Store, str]:
    """Give the graphs of each golden article, and of the real one if it is there, with the text they quote."""
    name = str(request.param)
    if name != SEED:
        return store_golden(name), read_text(TEXTS[name])
    path: Path = request.getfixturevalue("seed_path")
    return store_article(path), read_text(path)


def read_text(path: Path) -> str:
    return read_source(Source(path.name, path=path), max_bytes=Settings().article_bytes).text


@pytest.mark.parametrize("prop", ONCE)
def test_every_situation_is_told_in_one_way(told: tuple[ox.Store, str], prop: str) -> None:
    assert find_not_once(told[0], prop) == []


def test_every_situation_has_its_words(told: tuple[ox.Store, str]) -> None:
    assert find_unsupported(told[0]) == []


def test_every_quote_stands_in_the_text(told: tuple[ox.Store, str]) -> None:
    store, text = told
    assert len(list(ask(store, "SELECT ?e { GRAPH ?g { ?e a clem:Evidence } }"))) > 3
    assert find_misquotes(store, text) == []


def test_the_text_is_the_one_that_the_hash_names(told: tuple[ox.Store, str]) -> None:
    store, text = told
    (found,) = ask(store, "SELECT ?hash ?length { GRAPH ?g { ?v clem:sha256 ?hash ; clem:charLength ?length } }")
    assert found == (hashlib.sha256(text.encode()).hexdigest(), str(len(text)))


NAME: Final = min(TEXTS)
ONE: Final = "GRAPH ?g { ?s clem:mainEvidence ?e }"


@pytest.mark.parametrize(
    ("update", "prop"),
    [
        (
            f"DELETE {{ GRAPH ?g {{ ?s clem:factuality ?f }} }} WHERE {{ {ONE} GRAPH ?g {{ ?s clem:factuality ?f }} }}",
            0,
        ),
        (f"INSERT {{ GRAPH ?g {{ ?s clem:standing c:denied , c:planned }} }} WHERE {{ {ONE} }}", 1),
        (f"INSERT {{ GRAPH ?g {{ ?s clem:mainEvidence ?s }} }} WHERE {{ {ONE} }}", 2),
    ],
    ids=["none", "three", "two"],
)
def test_situation_told_in_no_way_or_in_two_is_found(update: str, prop: int) -> None:
    store = store_golden(NAME)
    store.update(PREFIXES + update)
    assert find_not_once(store, ONCE[prop])


def test_lost_words_are_found() -> None:
    store = store_golden(NAME)
    store.update(PREFIXES + "DELETE { GRAPH ?g { ?e clem:supports ?s } } WHERE { GRAPH ?g { ?e clem:supports ?s } }")
    assert find_unsupported(store)


def test_quote_at_another_place_is_found() -> None:
    assert find_misquotes(store_golden(NAME), " " + read_text(TEXTS[NAME]))
