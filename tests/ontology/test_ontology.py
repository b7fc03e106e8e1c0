"""The ontology, the names in the code and the lists in the shapes say the same."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Literal, URIRef
from rdflib.collection import Collection

from kg.model import Factuality, SectionKind
from kg.terms import Class, Prop
from tests.ontology.sources import (
    CONCEPTS,
    NAMES,
    ONTOLOGY,
    PROPERTY_KINDS,
    ROOT,
    SHAPES,
    TERMS,
    find_concepts,
    find_declared,
    find_terms,
    is_below,
)

CLAIMS: Final = ROOT / "kg" / "claims"
HEADER: Final = URIRef(f"{NAMES.base}ontology")
ENGLISH: Final = (RDFS.comment, SKOS.prefLabel, SKOS.definition, SKOS.example, SKOS.changeNote)
LANGUAGES: Final = {"en", "be", "ru", "uk", "pl", "lt", "de"}
CC0: Final = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")


def list_own_terms() -> list[URIRef]:
    return [URIRef(TERMS + name) for name in sorted(find_terms())]


def test_classes_are_those_of_the_code() -> None:
    assert find_declared(OWL.Class) == set(Class)


def test_properties_are_those_of_the_code() -> None:
    assert find_declared(*PROPERTY_KINDS) == set(Prop)


def test_no_blank_nodes() -> None:
    assert not [node for triple in ONTOLOGY for node in triple if isinstance(node, BNode)]


def test_vocabulary_holds_no_instance_but_goods() -> None:
    kinds = {str(kind) for kind in ONTOLOGY.objects(None, RDF.type) if str(kind).startswith(TERMS)}
    assert kinds == {NAMES.of_class(Class.GOOD)}


@pytest.mark.parametrize("name", ENGLISH, ids=lambda name: name.rsplit("#", 1)[-1])
def test_texts_are_english(name: URIRef) -> None:
    texts = list(ONTOLOGY.objects(None, name))
    assert texts
    assert all(isinstance(text, Literal) and text.language == "en" for text in texts)


def test_nodes_have_one_label_a_language_and_one_in_english() -> None:
    for node in {node for node in ONTOLOGY.subjects() if (node, RDF.type, None) in ONTOLOGY}:
        labels = [text for text in ONTOLOGY.objects(node, RDFS.label) if isinstance(text, Literal)]
        languages = [label.language for label in labels]
        assert languages.count("en") == 1, node
        assert len(set(languages)) == len(languages), node
        assert set(languages) <= LANGUAGES, node


def test_labels_of_classes_differ_within_a_language() -> None:
    labels = [text for node in ONTOLOGY.subjects(RDF.type, OWL.Class) for text in ONTOLOGY.objects(node, RDFS.label)]
    assert len(set(labels)) == len(labels)


def test_only_classes_and_english_have_labels() -> None:
    others = {n for n, text in ONTOLOGY.subject_objects(RDFS.label) if getattr(text, "language", "") != "en"}
    assert others
    assert all((node, RDF.type, OWL.Class) in ONTOLOGY for node in others)


@pytest.mark.parametrize("name", [RDFS.comment, SKOS.example, RDFS.isDefinedBy], ids=lambda n: n.rsplit("#", 1)[-1])
def test_terms_each_have_one(name: URIRef) -> None:
    assert [term for term in list_own_terms() if len(list(ONTOLOGY.objects(term, name))) != 1] == []


def test_examples_are_all_different() -> None:
    examples = [ONTOLOGY.value(term, SKOS.example) for term in list_own_terms()]
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize("name", [RDFS.domain, RDFS.range], ids=["domain", "range"])
def test_properties_each_have_one(name: URIRef) -> None:
    properties = [URIRef(TERMS + prop) for prop in find_declared(*PROPERTY_KINDS)]
    assert [prop for prop in properties if len(list(ONTOLOGY.objects(prop, name))) != 1] == []


def test_names_are_upper_camel_for_classes_and_lower_camel_for_properties() -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in find_declared(OWL.Class))
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]+", name) for name in find_declared(*PROPERTY_KINDS))


def test_header_names_its_version_licence_and_changes() -> None:
    version = str(ONTOLOGY.value(HEADER, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(ONTOLOGY.value(HEADER, OWL.versionIRI)) == f"{HEADER}/{version}"
    assert ONTOLOGY.value(HEADER, DCTERMS.license) == CC0
    notes = [str(note) for note in ONTOLOGY.objects(HEADER, SKOS.changeNote)]
    assert any(note.startswith(f"{version}: ") for note in notes)


def test_header_imports_nothing_and_follows_no_clock() -> None:
    clock = {OWL.imports, DCTERMS.modified, DCTERMS.created, DCTERMS.issued, DCTERMS.date, OWL.priorVersion}
    assert not clock & set(ONTOLOGY.predicates(HEADER))
    assert not list(ONTOLOGY.subject_objects(OWL.imports))


def test_deprecated_terms_say_why() -> None:
    for term in ONTOLOGY.subjects(OWL.deprecated, Literal(lexical_or_value=True)):
        assert ONTOLOGY.value(term, SKOS.changeNote) is not None, term


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
