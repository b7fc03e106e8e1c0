"""`context.jsonld` and `prefixes.json` say the same as the Turtle, the shapes and the names in the code.

Only `pytest --update-golden tests/ontology/test_contexts.py` rewrites the two files.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from rdflib import OWL, RDF, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.narrow import take_table, take_text
from kg.terms import RDF_LANG_STRING, RDFS, Class, Prop
from tests.ontology.contexts import (
    CONTEXT_FILE,
    PREFIXES_FILE,
    find_datatypes,
    find_range,
    write_context,
    write_prefixes,
)
from tests.ontology.sources import FOLDER, NAMES, ONTOLOGY, ROOT, TERMS, find_terms

# The parser of rdflib itself still asks for what rdflib calls deprecated.
READS_JSON_LD: Final = pytest.mark.filterwarnings(r"ignore:(Dataset\.default_context|ConjunctiveGraph) is deprecated")
PREFIX_LINE: Final = re.compile(r"^(?:@prefix|PREFIX) (\w*): <([^>]*)>", re.MULTILINE)
SOURCES: Final = sorted(
    path for folder in ("ontology", "shapes", "kg/web/queries") for path in (ROOT / folder).rglob("*.*")
)
RDFS_LITERAL: Final = RDFS + "Literal"
THING: Final = URIRef("https://example.org/thing")


def read_context() -> Mapping[str, object]:
    text = CONTEXT_FILE.read_text(encoding="utf-8")
    return take_table(take_table(json.loads(text), "context.jsonld")["@context"], "@context")


def expand_name(term: object) -> str:
    """Give the IRI that a term of the context stands for."""
    name = take_text(take_table(term, "term")["@id"] if isinstance(term, dict) else term, "term")
    prefix, _, local = name.partition(":")
    return NAMES.prefixes.get(prefix, f"{prefix}:") + local


def expand_names() -> dict[str, str]:
    terms = {name: term for name, term in read_context().items() if name != "@version"}
    return {name: expand_name(term) for name, term in terms.items() if name not in {"id", "type", *NAMES.prefixes}}


def parse_document(document: Mapping[str, object]) -> set[tuple[Node, Node, Node]]:
    text = json.dumps({"@context": read_context(), **document})
    quads = Dataset().parse(data=text, format="json-ld").quads()
    return {(s, p, o) for s, p, o, _ in quads}


def is_data_property(prop: Prop) -> bool:
    return (URIRef(TERMS + prop), RDF.type, OWL.DatatypeProperty) in ONTOLOGY


def make_sample(prop: Prop) -> tuple[object, Literal | URIRef]:
    """Make a value of the property as JSON has it, and the term that it means."""
    datatypes = set(find_datatypes(prop))
    if datatypes == {RDF_LANG_STRING}:
        return {"de": "frei"}, Literal("frei", lang="de")
    if is_data_property(prop):
        datatype = URIRef(datatypes.pop()) if datatypes else None
        return "14", Literal("14", datatype=datatype, normalize=False)
    return "d:other", URIRef(NAMES.thing("other"))


def as_written(node: Node) -> tuple[str, str | None]:
    """Give what a term has in a file: two literals of an unknown form never compare as equal."""
    return str(node), str(node.datatype or node.language) if isinstance(node, Literal) else None


@pytest.mark.parametrize(
    ("path", "made"),
    [(CONTEXT_FILE, write_context()), (PREFIXES_FILE, write_prefixes())],
    ids=["context", "prefixes"],
)
def test_file_is_as_made_from_the_vocabulary(path: Path, made: str, *, update_golden: bool) -> None:
    if update_golden:
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, f"{path.name} differs; see the first lines of this file"


def test_terms_of_the_context_are_those_of_the_turtle_and_of_the_code() -> None:
    own = {name: iri for name, iri in expand_names().items() if iri.startswith(TERMS)}
    assert own == {name: TERMS + name for name in find_terms()}
    assert own == {**{str(c): NAMES.of_class(c) for c in Class}, **{str(p): NAMES.prop(p) for p in Prop}}


def test_no_two_terms_of_the_context_have_one_iri() -> None:
    iris = list(expand_names().values())
    assert len(set(iris)) == len(iris)


def test_prefixes_are_those_of_the_context_and_of_the_code() -> None:
    prefixes = json.loads(PREFIXES_FILE.read_text(encoding="utf-8"))
    assert prefixes == NAMES.prefixes
    assert {name: iri for name, iri in read_context().items() if name in prefixes} == prefixes


def test_prefixes_mean_the_same_in_every_file() -> None:
    for path in SOURCES:
        for prefix, iri in PREFIX_LINE.findall(path.read_text(encoding="utf-8")):
            assert NAMES.prefixes.get(prefix, iri) == iri, f"{path.name}: {prefix}"


def test_prefixes_of_the_ontology_have_one_meaning() -> None:
    found = {pair for path in FOLDER.glob("*.ttl") for pair in PREFIX_LINE.findall(path.read_text(encoding="utf-8"))}
    assert len({prefix for prefix, _ in found}) == len(found) > 10


def test_ranges_in_owl_are_the_datatypes_of_the_shapes() -> None:
    for prop in Prop:
        if is_data_property(prop):
            assert find_range(prop) in {RDFS_LITERAL, *find_datatypes(prop)}, prop
        else:
            assert set(find_datatypes(prop)) == set(), prop


@READS_JSON_LD
def test_properties_expand_to_their_iris_with_values_of_their_kind() -> None:
    samples = {str(prop): make_sample(prop) for prop in Prop}
    graph = parse_document({"id": str(THING), **{name: value for name, (value, _) in samples.items()}})
    expected = {(THING, URIRef(TERMS + name), term) for name, (_, term) in samples.items()}
    assert {(s, p, as_written(o)) for s, p, o in graph} == {(s, p, as_written(o)) for s, p, o in expected}


@READS_JSON_LD
def test_document_expands_to_the_graph_it_means() -> None:
    graph = parse_document(
        {
            "id": "d:release-1",
            "type": ["Release", "Event"],
            "label": {"en": "Release of 14 drivers", "be": "Вызваленне 14 кіроўцаў"},
            "standing": "c:factual",
            "released": {"id": "d:group-1", "type": "PersonGroup", "memberCount": 14, "hasNamedMember": "d:person-moe"},
            "onDate": "2031-05-04",
        }
    )
    turtle = """
        @prefix clem: <https://w3id.org/clemency/ontology#> . @prefix c: <https://w3id.org/clemency/concept/> .
        @prefix d: <https://w3id.org/clemency/id/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        d:release-1 a clem:Release , clem:Event ; clem:standing c:factual ; clem:released d:group-1 ;
            rdfs:label "Release of 14 drivers"@en , "Вызваленне 14 кіроўцаў"@be ;
            clem:onDate "2031-05-04"^^<http://www.w3.org/2001/XMLSchema#date> .
        d:group-1 a clem:PersonGroup ; clem:memberCount 14 ; clem:hasNamedMember d:person-moe .
    """
    assert graph == set(Graph().parse(data=turtle, format="turtle"))
