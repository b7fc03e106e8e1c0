"""The ontology, the names in the code and the lists in the shapes say the same."""

import tomllib
from pathlib import Path
from typing import Final

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.model import Factuality, SectionKind
from kg.terms import Class, Names, Prop

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = Names()
TERMS: Final = f"{NAMES.base}ontology#"
CONCEPTS: Final = f"{NAMES.base}concept/"
CLAIMS: Final = ROOT / "kg" / "claims"
TEXTS: Final = (RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.definition, SKOS.example)


def load_graph(folder: str) -> Graph:
    graph = Graph()
    for path in sorted((ROOT / folder).glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


ONTOLOGY: Final = load_graph("ontology")
SHAPES: Final = load_graph("shapes")


def find_declared(*kinds: URIRef) -> set[str]:
    nodes = {str(node) for kind in kinds for node in ONTOLOGY.subjects(RDF.type, kind)}
    return {node.removeprefix(TERMS) for node in nodes if node.startswith(TERMS)}


def find_concepts(scheme: str) -> set[str]:
    nodes = ONTOLOGY.subjects(SKOS.inScheme, URIRef(CONCEPTS + scheme))
    return {str(node).removeprefix(CONCEPTS) for node in nodes}


def is_below(node: Node, wider: Node) -> bool:
    return wider in ONTOLOGY.transitive_objects(node, RDFS.subClassOf)


def test_classes_are_those_of_the_code() -> None:
    assert find_declared(OWL.Class) == set(Class)


def test_properties_are_those_of_the_code() -> None:
    assert find_declared(OWL.ObjectProperty, OWL.DatatypeProperty) == set(Prop)


def test_no_blank_nodes() -> None:
    assert not [node for triple in ONTOLOGY for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize("name", TEXTS, ids=lambda name: name.rsplit("#", 1)[-1])
def test_texts_have_a_language(name: URIRef) -> None:
    texts = list(ONTOLOGY.objects(None, name))
    assert texts
    assert all(isinstance(text, Literal) and text.language == "en" for text in texts)


def test_nodes_have_one_label() -> None:
    for node in set(ONTOLOGY.subjects()):
        assert len(list(ONTOLOGY.objects(node, RDFS.label))) == 1, node


def test_comments_are_all_different() -> None:
    comments = [str(text) for text in ONTOLOGY.objects(None, RDFS.comment)]
    assert len(set(comments)) == len(comments)


def test_concepts_are_defined_and_listed() -> None:
    for concept in ONTOLOGY.subjects(RDF.type, SKOS.Concept):
        schemes = set(ONTOLOGY.objects(concept, SKOS.inScheme))
        assert ONTOLOGY.value(concept, SKOS.definition) is not None, concept
        assert set(ONTOLOGY.objects(concept, SKOS.topConceptOf)) == schemes, concept
        assert schemes
        assert all((scheme, RDF.type, SKOS.ConceptScheme) in ONTOLOGY for scheme in schemes)


def test_narrower_property_fits_the_wider_one() -> None:
    for narrow, wide in ONTOLOGY.subject_objects(RDFS.subPropertyOf):
        for name in (RDFS.domain, RDFS.range):
            below, above = ONTOLOGY.value(narrow, name), ONTOLOGY.value(wide, name)
            assert below is not None
            assert above is not None
            assert is_below(below, above), narrow


def test_everybody_who_has_a_role_takes_part() -> None:
    roles = {"released", "releasedBy", "arrested", "detainee", "victim", "sentenced", "transferee", "actor", "speaker"}
    wider = URIRef(NAMES.prop(Prop.PARTICIPANT))
    narrower = {str(node).removeprefix(TERMS) for node in ONTOLOGY.subjects(RDFS.subPropertyOf, wider)}
    assert roles <= narrower


def test_factualities_and_standings_are_concepts() -> None:
    assert find_concepts("factuality") == {factuality.value for factuality in Factuality}
    assert find_concepts("standing") == {factuality.standing for factuality in Factuality}


def test_section_kinds_are_concepts() -> None:
    assert find_concepts("sectionKind") == {kind.value for kind in SectionKind}


def test_closed_lists_of_the_shapes_are_the_schemes() -> None:
    checked = set()
    for shape in SHAPES.subjects(RDF.type, SH.PropertyShape):
        path, head = SHAPES.value(shape, SH.path), SHAPES.value(shape, SH["in"])
        if head is not None and str(path).startswith(TERMS):
            scheme = str(path).removeprefix(TERMS)
            items = {str(item).removeprefix(CONCEPTS) for item in Collection(SHAPES, head)}
            assert items == find_concepts(scheme), scheme
            checked.add(scheme)
    assert {"factuality", "standing", "attitude", "reliefKind", "sanctionType", "linkStatus"} <= checked


def test_goods_are_goods_and_concepts() -> None:
    for good in find_concepts("good"):
        kinds = set(ONTOLOGY.objects(URIRef(CONCEPTS + good), RDF.type))
        assert kinds == {URIRef(NAMES.of_class(Class.GOOD)), SKOS.Concept}


@pytest.mark.parametrize(("section", "scheme"), [("people", "groupKind"), ("goods", "good")])
def test_words_of_the_extractor_lead_to_concepts(section: str, scheme: str) -> None:
    words = tomllib.loads((CLAIMS / "words" / "nouns.toml").read_text(encoding="utf-8"))
    assert words[section]
    assert set(words[section]) <= find_concepts(scheme)


@pytest.mark.parametrize("path", sorted((CLAIMS / "frames").glob("*.toml")), ids=lambda path: path.stem)
def test_frames_of_the_extractor_give_concepts(path: Path) -> None:
    for frame in tomllib.loads(path.read_text(encoding="utf-8"))["frame"]:
        for role, name in frame.get("values", {}).items():
            assert name in find_concepts(role), frame["id"]
