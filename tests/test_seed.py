"""The real article, through `kg ingest` into the store: exactly its facts, each with its words."""

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.articles.sources import Source
from kg.lookups import Lookups
from kg.outcomes import Outcome, Status
from kg.pipeline import ingest
from kg.settings import Settings
from kg.store.snapshots import current_snapshot
from kg.store.writing import open_writer
from kg.terms import Names
from kg.web.examples import list_examples

Ask = Callable[[str], list[tuple[str, ...]]]
PREFIXES = """
PREFIX clem: <https://w3id.org/clemency/ontology#> PREFIX c: <https://w3id.org/clemency/concept/>
PREFIX d: <https://w3id.org/clemency/id/> PREFIX g: <https://w3id.org/clemency/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
GRAPH = "GRAPH <https://w3id.org/clemency/graph/article/29dd04bd1100>"


@pytest.fixture(scope="module")
def stored(seed_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Outcome]:
    settings = Settings(data=tmp_path_factory.mktemp("seed") / "data")
    with open_writer(settings) as writer:
        outcomes = list(ingest([Source(str(seed_path), path=seed_path)], writer, Lookups(settings)))
    return settings, outcomes[0]


@pytest.fixture(scope="module")
def ask(stored: tuple[Settings, Outcome], tmp_path_factory: pytest.TempPathFactory) -> Ask:
    snapshot = current_snapshot(stored[0])
    assert snapshot is not None
    copy = tmp_path_factory.mktemp("copy") / "store"
    shutil.copytree(snapshot.path, copy)
    store = ox.Store.read_only(str(copy))

    def answer(query: str) -> list[tuple[str, ...]]:
        result = store.query(PREFIXES + query)
        assert isinstance(result, ox.QuerySolutions)
        return [tuple(shorten(value) for value in row) for row in result]

    return answer


def shorten(term: object) -> str:
    text = term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
    return text.removeprefix("https://w3id.org/clemency/").removeprefix("id/").removeprefix("concept/")


def test_seed_is_accepted_under_its_hash(stored: tuple[Settings, Outcome]) -> None:
    assert stored[1].status == Status.ACCEPTED, stored[1].reason
    assert stored[1].graph == "https://w3id.org/clemency/graph/article/29dd04bd1100"


def test_one_release_of_123_by_belarus(ask: Ask) -> None:
    assert ask("""SELECT ?by ?n ?f ?tally { ?r a clem:Release ; clem:standing c:factual ; clem:releasedBy ?by ;
                  clem:factuality ?f ; clem:released ?g ; clem:tally ?tally . ?g clem:memberCount ?n }""") == [
        ("state-BLR", "123", "asserted", "123")
    ]
    assert ask("SELECT ?r { ?r a clem:Release ; clem:standing c:factual }") == [
        (ask("SELECT ?r { ?r a clem:Release ; clem:tally 123 }")[0][0],)
    ]


def test_the_123_contain_the_two_who_are_named(ask: Ask) -> None:
    names = [("Ales Bialiatski",), ("Maria Kolesnikova",)]
    assert (
        ask("""SELECT ?name { ?r a clem:Release ; clem:standing c:factual ; clem:released ?g .
                  ?g clem:hasNamedMember/rdfs:label ?name } ORDER BY ?name""")
        == names
    )
    assert (
        ask("""SELECT ?name { ?r a clem:Release ; clem:standing c:factual ; clem:released ?p .
                  ?p a clem:Person ; rdfs:label ?name } ORDER BY ?name""")
        == names
    )


def test_the_release_day_is_not_invented(ask: Ask) -> None:
    assert ask("""SELECT ?on ?after { ?r a clem:Release ; clem:standing c:factual ; clem:notAfter ?after
                  OPTIONAL { ?r clem:onDate ?on } }""") == [("", "2025-12-13")]
    assert ask("SELECT ?day { ?a a clem:Article ; clem:published ?day }") == [("2025-12-13",)]


def test_one_relief_by_the_united_states_on_potash_for_belarus(ask: Ask) -> None:
    assert ask("""SELECT ?by ?kind ?sender ?target ?good { ?r a clem:SanctionRelief ; clem:standing c:factual ;
                  clem:actor ?by ; clem:reliefKind ?kind ; clem:actionOn ?s .
                  ?s clem:sender ?sender ; clem:target ?target ; clem:targetGood ?good }""") == [
        ("state-USA", "lifted", "state-USA", "state-BLR", "potash")
    ]


def test_two_days_of_talks_in_minsk_with_coale_for_trump(ask: Ask) -> None:
    assert ask("""SELECT ?place ?days ?name { ?t a clem:Negotiation ; clem:standing c:factual ; clem:place ?p ;
                  clem:durationDays ?days ; clem:negotiator ?n . ?p rdfs:label ?place . ?n rdfs:label ?name
                  FILTER(LANG(?place) = "en") }""") == [("Minsk", "2", "John Coale")]
    assert ("John Coale", "Donald Trump") in ask("""SELECT ?who ?for { ?h clem:holder ?p ; clem:onBehalfOf ?q .
                  ?p rdfs:label ?who . ?q rdfs:label ?for }""")


def test_a_transfer_to_three_states(ask: Ask) -> None:
    assert ask("""SELECT ?to { ?t a clem:Transfer ; clem:standing c:factual ; clem:toPlace ?to .
                  ?t clem:transferee ?g . ?g clem:memberCount 123 . ?r a clem:Release ; clem:tally 123 ;
                  clem:released ?g } ORDER BY ?to""") == [
        ("state-LTU",),
        ("state-POL",),
        ("state-UKR",),
    ]


def test_bialiatski_was_jailed_in_2021(ask: Ask) -> None:
    assert ask("""SELECT ?from ?by { ?d a clem:Detention ; clem:standing c:factual ; clem:detainee ?p ;
                  clem:notBefore ?from ; clem:beganBy ?by . ?p rdfs:label "Ales Bialiatski"@en }""") == [
        ("2021-01-01", "2021-12-31")
    ]


def test_kolesnikova_thanks_the_united_states(ask: Ask) -> None:
    assert ask("""SELECT ?to { ?s a clem:Statement ; clem:attitude c:thanks ; clem:speaker ?p ; clem:addressee ?to .
                  ?p rdfs:label "Maria Kolesnikova"@en }""") == [("state-USA",)]


def test_lukashenko_denies_that_there_are_political_prisoners(ask: Ask) -> None:
    assert ask("""SELECT ?who ?kind { ?s a clem:Statement ; clem:attitude c:denies ; clem:speaker/rdfs:label ?who ;
                  clem:content ?d . ?d a clem:Detention ; clem:standing c:denied ; clem:detainee ?g .
                  ?g clem:groupKind ?kind }""") == [("Alexander Lukashenko", "political-prisoners")]


def test_tikhanovskaya_wants_eu_sanctions_to_stay(ask: Ask) -> None:
    assert ask("""SELECT ?who ?body { ?s a clem:Statement ; clem:attitude c:urges ; clem:speaker/rdfs:label ?who ;
                  clem:content ?r . ?r a clem:SanctionRenewal ; clem:factuality c:demanded ; clem:actor ?eu .
                  ?eu rdfs:label ?body FILTER(LANG(?body) = "en") }""") == [
        ("Svetlana Tikhanovskaya", "European Union")
    ]


def test_health_is_reported_and_mistreatment_alleged(ask: Ask) -> None:
    assert ("deteriorated-health", "reported") in ask(
        "SELECT ?type ?f { ?c a clem:Condition ; clem:conditionType ?type ; clem:factuality ?f }"
    )
    assert ask("SELECT DISTINCT ?f { ?m a clem:Mistreatment ; clem:factuality ?f }") == [("alleged",)]


def test_question_for_the_health_of_prisoners_leaves_out_the_record_of_a_state(ask: Ask) -> None:
    question = next(item for item in list_examples(Names()) if item.name == "18-health-of-prisoners")
    assert {row[1] for row in ask(question.text)} == {"deteriorated health", "poor health"}


def test_exchange_is_inferred_never_asserted(ask: Ask) -> None:
    pair = """{ ?a a clem:Undertaking ; clem:factuality ?f ; clem:undertakenBy d:state-BLR ; clem:inExchangeFor ?b ;
              clem:fulfilledBy ?x . ?b clem:undertakenBy d:state-USA ; clem:fulfilledBy ?y .
              ?x a clem:Release . ?y a clem:SanctionRelief }"""
    assert ask(f"SELECT ?f {pair}") == [("inferred",)]
    assert len(ask("SELECT ?x ?y { ?x clem:maybeExchangedFor ?y }")) == 2
    assert ask("SELECT ?x ?y { ?x clem:exchangedFor ?y }") == []


def test_the_relief_came_after_the_talks(ask: Ask) -> None:
    assert ask("""SELECT ?kind { ?r a clem:SanctionRelief ; clem:standing c:factual ; clem:precededBy ?t ;
                  clem:reliefKind ?kind . ?t a clem:Negotiation ; clem:place/rdfs:label "Minsk"@en }""") == [
        ("lifted",)
    ]


def test_opposition_leaders_of_this_text_doubt_lukashenko(ask: Ask) -> None:
    assert ask("""SELECT ?kind ?whom { ?s a clem:Statement ; clem:attitude c:doubts ; clem:speaker ?g ;
                  clem:aboutAgent/rdfs:label ?whom . ?g clem:groupKind ?kind
                  FILTER(CONTAINS(STR(?g), "29dd04bd1100")) }""") == [("opposition-leaders", "Alexander Lukashenko")]


def test_those_in_poor_health_are_some_of_the_123(ask: Ask) -> None:
    assert ask("""SELECT ?whole ?n { ?c a clem:Condition ; clem:conditionType c:poor-health ; clem:subjectAgent ?g .
                  ?g clem:subgroupOf ?w . ?w clem:memberCount ?whole
                  OPTIONAL { ?g clem:memberCount ?n } }""") == [("123", "")]


def test_isolation_and_alliance_of_lukashenko(ask: Ask) -> None:
    assert ask("""SELECT ?type ?other { ?r a clem:Relation ; clem:standing c:factual ; clem:relationType ?type ;
                  clem:subjectAgent/rdfs:label "Alexander Lukashenko"@en ; clem:objectAgent ?other
                  } ORDER BY ?type""") == [("alliance", "state-RUS"), ("isolation", "stategroup-west")]


def test_labels_name_nobody_whom_the_text_does_not_name(ask: Ask) -> None:
    assert (
        ask("""SELECT ?label { ?s rdfs:label ?label FILTER(CONTAINS(?label, "Somebody") && isIRI(?s))
                  ?s a clem:Situation }""")
        == []
    )
    assert ("Prediction about Alexander Lukashenko (hypothetical)",) in ask(
        "SELECT ?label { ?s a clem:Statement ; clem:attitude c:predicts ; rdfs:label ?label }"
    )


def test_nothing_is_asserted_from_the_speculative_sections(ask: Ask, seed_path: Path) -> None:
    text = seed_path.read_text(encoding="utf-8")
    starts = [text.index(heading) for heading in ("Scenario Analysis\n", "What this might mean\n")]
    ends = [text.index("\nIn a significant", starts[0]), len(text)]
    told = ask("""SELECT ?begin { ?e clem:supports ?s ; clem:beginChar ?begin . ?s clem:standing c:factual }""")
    inside = [b for (b,) in told for start, end in zip(starts, ends, strict=True) if start <= int(b) < end]
    assert inside == []


def test_repeats_are_one_fact_with_all_its_places(ask: Ask) -> None:
    places = ask("""SELECT DISTINCT ?begin { ?r a clem:Release ; clem:tally 123 . ?e clem:supports ?r ;
                    clem:beginChar ?begin FILTER NOT EXISTS { ?e clem:forRole ?role } }""")
    assert len(places) >= 4  # headline, highlight, and the lead in both copies


def test_every_quote_stands_at_its_offsets(ask: Ask, seed_path: Path) -> None:
    text = unicodedata.normalize("NFC", seed_path.read_text(encoding="utf-8"))
    quotes = ask("SELECT ?b ?e ?q { ?x clem:exact ?q ; clem:beginChar ?b ; clem:endChar ?e }")
    assert len(quotes) > 40
    assert [q for b, e, q in quotes if text[int(b) : int(e)] != q] == []


def test_every_situation_has_evidence_and_one_standing(ask: Ask) -> None:
    assert ask("SELECT ?s { ?s a clem:Situation FILTER NOT EXISTS { ?e clem:supports ?s } }") == []
    assert ask("SELECT ?s { ?s a clem:Situation ; clem:standing ?x, ?y FILTER(?x != ?y) }") == []
    assert ask(f"SELECT ?s {{ {GRAPH} {{ ?s clem:factuality ?x, ?y FILTER(?x != ?y) }} }}") == []


def test_every_filler_of_a_role_has_its_own_words(ask: Ask) -> None:
    assert (
        ask("""SELECT ?s ?role ?who { ?role rdfs:subPropertyOf clem:participant . ?s ?role ?who ; clem:standing ?st
               FILTER NOT EXISTS { ?e clem:supports ?s ; clem:forRole ?role ; clem:forFiller ?who } }""")
        == []
    )


def test_the_same_article_twice_is_unchanged(stored: tuple[Settings, Outcome], seed_path: Path) -> None:
    settings = stored[0]
    with open_writer(settings) as writer:
        before, version = len(list(writer.quads())), writer.version
        outcome = next(iter(ingest([Source(str(seed_path), path=seed_path)], writer, Lookups(settings))))
        assert (outcome.status, len(list(writer.quads())), writer.version) == (Status.UNCHANGED, before, version)
