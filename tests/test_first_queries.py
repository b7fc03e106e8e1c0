"""The twelve queries of a researcher's first hour, over HTTP, on two articles of our own that differ."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from kg.articles.sources import Source
from kg.lookups import Lookups
from kg.outcomes import Status
from kg.pipeline import ingest
from kg.settings import Settings
from kg.store.query import QueryService
from kg.store.writing import open_writer
from kg.web.app import create_app
from tests.newsroom import PREFIXES, shorten, write_article

ONE = write_article(
    "Belarus frees 36 prisoners after US lifts potash sanctions",
    "12 March 2025",
    "Belarus released 36 prisoners on Tuesday.",
    "Among them are the journalist Alena Karnienka and the activist Ihar Zubrovich.",
    "The release follows the lifting of US sanctions on Belarusian potash.",
    "The lawyer Maksim Halubovich has been in prison since 2022.",
    "His wife Nina Halubovich urged Belarus to release him.",
    "Russia freed the sailor Ivan Sadov on 10 March 2025.",
)
TWO = write_article(
    "Lukashenko pardons 37 prisoners",
    "13 March 2025",
    "Belarusian President Alexander Lukashenko pardoned 37 prisoners on 11 March 2025,",
    "his spokeswoman Volha Rudnik said.",
    "Alena Kornienko, Ihar Zubrovich and Pavel Dubrova are among them.",
    "The United States lifted sanctions on Belarusian potash in exchange for the release of 37 prisoners by Belarus.",
    "Volha Rudnik denied that Maksim Halubovich had been released.",
    "He has been held since 2022.",
    "Volha Rudnik denied that Russia had released Ivan Sadov.",
)
ONE_TITLE = "Belarus frees 36 prisoners after US lifts potash sanctions"
TWO_TITLE = "Lukashenko pardons 37 prisoners"
FREED = "Belarus released 36 prisoners on Tuesday"
PARDONED = "Belarusian President Alexander Lukashenko pardoned 37 prisoners on 11 March 2025"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    settings = Settings(data=tmp_path_factory.mktemp("two") / "data")
    sources = [Source(f"{number}.txt", data=text.encode()) for number, text in enumerate((ONE, TWO))]
    with open_writer(settings) as writer:
        outcomes = list(ingest(sources, writer, Lookups(settings)))
    assert [outcome.status for outcome in outcomes] == [Status.ACCEPTED] * 2
    service = QueryService(settings)
    yield create_app(settings, service=service).test_client()
    service.close()


def ask(client: FlaskClient, query: str) -> list[tuple[str, ...]]:
    """Ask over HTTP; IRIs are cut to their last part, what is unbound is a dash."""
    with client.get("/sparql", query_string={"query": PREFIXES + query}) as answer:
        assert answer.status_code == 200, answer.get_data(as_text=True)
        found = answer.get_json(force=True)
    names, rows = found["head"]["vars"], found["results"]["bindings"]
    return [tuple(write_cell(row.get(name)) for name in names) for row in rows]


def write_cell(cell: dict[str, str] | None) -> str:
    if cell is None:
        return "-"
    return shorten(cell["value"]) if cell["type"] == "uri" else cell["value"]


def test_1_people_freed_by_state_and_year(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?state ?year (SUM(?n) AS ?freed) {
             ?r a clem:Release ; clem:tally ?n ; clem:actingState/rdfs:label ?state ; clem:year ?year
           } GROUP BY ?state ?year ORDER BY ?state ?year""",
    )
    assert rows == [("Belarus", "2025", "37"), ("Russia", "2025", "1")]


def test_2_who_was_freed_on_which_day_with_quote_and_source(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?name ?day ?quote ?title {
             ?r a clem:Release ; clem:standing c:factual ; clem:released ?p ; clem:sortDate ?day .
             ?p a clem:Person ; rdfs:label ?name .
             ?e clem:supports ?r ; clem:forFiller ?p ; clem:fromArticle ?a . ?a rdfs:label ?title .
             ?r clem:mainEvidence ?m . ?m clem:fromArticle ?a ; clem:exact ?quote } ORDER BY ?name ?title""",
    )
    assert rows == [
        ("Alena Karnienka", "2025-03-11", FREED, ONE_TITLE),
        ("Alena Karnienka", "2025-03-11", PARDONED, TWO_TITLE),
        ("Ihar Zubrovich", "2025-03-11", FREED, ONE_TITLE),
        ("Ihar Zubrovich", "2025-03-11", PARDONED, TWO_TITLE),
        ("Ivan Sadov", "2025-03-10", "Russia freed the sailor Ivan Sadov on 10 March 2025", ONE_TITLE),
        ("Pavel Dubrova", "2025-03-11", PARDONED, TWO_TITLE),
    ]


def test_3_what_the_us_gave_in_exchange(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?gave ?how ?got { ?gave clem:actingState d:state-USA ; ?how ?got .
             VALUES ?how { clem:exchangedFor clem:maybeExchangedFor } }""",
    )
    assert rows == [("relief-usa-blr-potash-2025-03", "exchangedFor", "release-blr-2025-03")]


def test_4_contested_figures_each_with_quote_and_source(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?r ?n ?quote ?title {
             ?r clem:contestedProperty clem:memberCount .
             ?e clem:supports ?r ; clem:forRole clem:released ; clem:forValue ?n ; clem:exact ?quote ;
                clem:fromArticle/rdfs:label ?title } ORDER BY ?n""",
    )
    assert rows == [
        ("release-blr-2025-03", "36", "36 prisoners", ONE_TITLE),
        ("release-blr-2025-03", "37", "37 prisoners", TWO_TITLE),
    ]


def test_5_people_still_held(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?name ?since ?last {
             ?d a clem:Detention ; clem:standing c:factual ; clem:detainee ?p ; clem:sortDate ?since .
             ?p a clem:Person ; rdfs:label ?name .
             OPTIONAL { SELECT ?d (MAX(?on) AS ?last) { ?d clem:ongoingOn ?on } GROUP BY ?d }
             FILTER NOT EXISTS { ?r a clem:Release ; clem:standing c:factual ; clem:released ?p ; clem:sortDate ?freed
                                 FILTER(?freed >= ?since) } }""",
    )
    assert rows == [("Maksim Halubovich", "2022-12-31", "2025-03-13")]


def test_6_denied_claims_by_whom_and_whether_told_as_fact(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?c ?who ?told {
             ?c clem:standing c:denied ; a clem:Event .
             OPTIONAL { ?s clem:content ?c ; clem:speaker ?who } OPTIONAL { ?c clem:counterpartOf ?told }
           } ORDER BY ?c""",
    )
    assert rows == [
        ("release-maksim-halubovich-2025-03-denied", "person-volha-rudnik", "-"),
        ("release-rus-2025-03-denied", "person-volha-rudnik", "release-rus-2025-03"),
    ]


def test_7_join_with_wikidata(client: FlaskClient) -> None:
    rows = ask(client, "SELECT ?x ?wd { VALUES ?wd { wd:Q184 wd:Q30 wd:Q159 } ?x clem:wikidata ?wd } ORDER BY ?x")
    assert rows == [("state-BLR", "Q184"), ("state-RUS", "Q159"), ("state-USA", "Q30")]


def test_8_timeline(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?day ?label { ?e a clem:Event ; clem:sortDate ?day . OPTIONAL { ?e rdfs:label ?label } }
           ORDER BY ?day ?label""",
    )
    assert rows == [
        ("2022-12-31", "Detention of Maksim Halubovich"),
        ("2025-03-10", "Release of Ivan Sadov by Russia"),
        ("2025-03-11", "Release of 36 or 37 prisoners by Belarus"),
        ("2025-03-12", "Nina Halubovich urges Belarus: the release of Maksim Halubovich"),
        ("2025-03-12", "The United States lifts sanctions on potash against Belarus"),
        ("2025-03-13", "Agreement between Belarus and the United States"),
        (
            "2025-03-13",
            "Volha Rudnik denies the release of Maksim Halubovich and the release of Ivan Sadov by Russia",
        ),
    ]


def test_9_provenance_of_one_number(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?title ?published ?quote ?begin ?by {
             ?e clem:forValue 37 ; clem:supports d:release-blr-2025-03 ; clem:exact ?quote ; clem:beginChar ?begin ;
                clem:fromArticle ?a . ?a clem:published ?published ; rdfs:label ?title .
             OPTIONAL { ?e clem:attributedTo ?by } }""",
    )
    begin = str(TWO.index("37 prisoners"))
    assert rows == [(TWO_TITLE, "2025-03-13", "37 prisoners", begin, "-")]


def test_10_all_that_one_says_or_is_the_source_of(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?attitude ?about {
             { ?s clem:speaker d:person-volha-rudnik ; clem:attitude ?attitude . OPTIONAL { ?s clem:content ?about } }
             UNION { ?e clem:attributedTo d:person-volha-rudnik ; clem:supports ?about .
                     ?about clem:standing c:factual BIND("is the source" AS ?attitude) } } ORDER BY ?attitude ?about""",
    )
    assert rows == [
        ("denies", "release-maksim-halubovich-2025-03-denied"),
        ("denies", "release-rus-2025-03-denied"),
        ("is the source", "release-blr-2025-03"),
    ]


def test_11_which_articles_say_that_lukashenko_freed_them(client: FlaskClient) -> None:
    rows = ask(
        client,
        """SELECT ?title {
             GRAPH ?g { ?r a clem:Release ; clem:standing c:factual ; clem:releasedBy d:person-alexander-lukashenko }
             ?g clem:assertedFrom/clem:versionOf/rdfs:label ?title }""",
    )
    assert rows == [(TWO_TITLE,)]


def test_12_one_event_as_turtle(client: FlaskClient) -> None:
    query = """CONSTRUCT { ?s ?p ?o } {
      { VALUES ?s { d:release-blr-2025-03 } ?s ?p ?o } UNION { ?s clem:supports d:release-blr-2025-03 ; ?p ?o }
      UNION { d:release-blr-2025-03 clem:participant ?s . ?s ?p ?o }
      UNION { ?e clem:supports d:release-blr-2025-03 ; clem:fromArticle ?s . ?s ?p ?o } }"""
    with client.get("/sparql", query_string={"query": PREFIXES + query}, headers={"Accept": "text/turtle"}) as answer:
        assert answer.mimetype == "text/turtle"
        for words in (
            FREED,
            PARDONED,
            "Pavel Dubrova",
            ONE_TITLE,
            TWO_TITLE,
            "Release of 36 or 37 prisoners by Belarus",
        ):
            assert words in answer.get_data(as_text=True)
