"""The alignments say how near our terms are to those of others, and nothing that would type our data."""

import csv
from collections import Counter
from typing import Final

import pytest
from rdflib import DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SDO, SKOS, URIRef
from rdflib.namespace import DefinedNamespace

from kg.terms import WD, Class
from tests.ontology.sources import (
    CODINGS,
    CONCEPTS,
    FOLDER,
    NAMES,
    ONTOLOGY,
    SHARED,
    TERMS,
    find_all_concepts,
    find_concepts,
    is_below,
    load_graph,
)

ALIGNMENTS: Final = load_graph(FOLDER / "alignments.ttl")
MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
OF_CODES: Final = {SKOS.prefLabel, SKOS.notation, SKOS.definition, SKOS.inScheme, SKOS.topConceptOf}
CODES: Final = {name for coding in CODINGS for name in find_concepts(coding)}
WANTED: Final = (
    "https://schema.org/",
    "http://www.w3.org/ns/prov#",
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/ns/org#",
    "https://schema.followthemoney.tech/#",
    "http://www.wikidata.org/entity/",
    f"{CONCEPTS}cameo-",
    f"{CONCEPTS}plover-",
)
PAIRS: Final = [(s, match, str(o)) for match in MATCHES for s, o in ALIGNMENTS.subject_objects(match)]


def test_own_terms_are_only_matched() -> None:
    own = {(s, p) for s, p, _ in ALIGNMENTS if str(s).removeprefix(CONCEPTS) not in {*CODES, *CODINGS}}
    assert own
    assert {predicate for _, predicate in own} <= set(MATCHES)


def test_codes_are_only_described() -> None:
    told = {p for s, p, _ in ALIGNMENTS if str(s).removeprefix(CONCEPTS) in CODES}
    assert told == {RDF.type, RDFS.label, *OF_CODES}


def test_what_is_matched_is_a_term_of_ours() -> None:
    declared = {*map(str, ONTOLOGY.subjects(RDFS.isDefinedBy)), *(CONCEPTS + name for name in find_all_concepts())}
    assert {str(subject) for subject, _, _ in PAIRS} <= declared


@pytest.mark.parametrize("start", WANTED)
def test_vocabulary_is_aligned(start: str) -> None:
    assert [target for _, _, target in PAIRS if target.startswith(start)]


@pytest.mark.parametrize("terms", [DCTERMS, FOAF, ORG, PROV, SDO], ids=["dcterms", "foaf", "org", "prov", "schema"])
def test_terms_of_others_exist(terms: type[DefinedNamespace]) -> None:
    used = {target for _, _, target in PAIRS if target.startswith(str(terms))}
    assert used
    assert [target for target in sorted(used) if target not in terms] == []


def test_pair_has_one_relation() -> None:
    assert [pair for pair, n in Counter((s, target) for s, _, target in PAIRS).items() if n > 1] == []


def test_same_meaning_belongs_to_one_term_only() -> None:
    exact = Counter(target for _, match, target in PAIRS if match == SKOS.exactMatch)
    assert [target for target, n in exact.items() if n > 1] == []


def test_targets_are_terms_of_others_or_codes() -> None:
    own = {target for _, _, target in PAIRS if target.startswith(NAMES.base)}
    assert own == {CONCEPTS + name for name in CODES}


def test_codes_have_the_notation_of_their_name() -> None:
    for coding in CODINGS:
        for name in find_concepts(coding):
            notation = str(ALIGNMENTS.value(URIRef(CONCEPTS + name), SKOS.notation))
            assert name == f"{coding}-{notation.lower().replace('/', '-')}"


def test_no_situation_is_an_activity_of_provenance() -> None:
    activities = {s for s, _, target in PAIRS if target == str(PROV.Activity)}
    assert activities == {URIRef(NAMES.of_class(Class.EXTRACTION_RUN))}
    assert not any(is_below(node, URIRef(NAMES.of_class(Class.SITUATION))) for node in activities)


@pytest.mark.parametrize("name", ["Person", "State", "Release", "Sanction", "SanctionRelief", "Article"])
def test_main_classes_are_aligned(name: str) -> None:
    assert [target for s, _, target in PAIRS if str(s) == TERMS + name]


def test_wikidata_ids_are_in_the_verified_table() -> None:
    table = SHARED / "notes" / "wikidata_ids.tsv"
    if not table.exists():
        pytest.skip("../shared/notes is missing: the table of verified ids is not part of the project")
    with table.open(encoding="utf-8") as lines:
        verified = {row["id"] for row in csv.DictReader(lines, delimiter="\t") if row["status"].startswith("VERIFIED")}
    used = {target.removeprefix(WD) for _, _, target in PAIRS if target.startswith(WD)}
    assert len(used) > 40
    assert used <= verified
