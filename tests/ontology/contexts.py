"""Make the JSON-LD context and the list of prefixes from the Turtle, the shapes and the names of the code."""

import json
from collections.abc import Iterator
from typing import Final

from rdflib import OWL, RDF, RDFS, SH, URIRef

from kg.terms import RDF_LANG_STRING, Class, Prop
from tests.ontology.sources import FOLDER, NAMES, ONTOLOGY, SHAPES, TERMS

CONTEXT_FILE: Final = FOLDER / "context.jsonld"
PREFIXES_FILE: Final = FOLDER / "prefixes.json"
Term = str | dict[str, str]
# Texts of others' vocabularies that our data use: a map from language to text, as the shapes ask for tags.
TEXTS: Final = {
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    "altLabel": "skos:altLabel",
    "prefLabel": "skos:prefLabel",
    "definition": "skos:definition",
}
LINKS: Final = {
    "sameAs": "schema:sameAs",
    "exactMatch": "skos:exactMatch",
    "inScheme": "skos:inScheme",
    "wasRevisionOf": "prov:wasRevisionOf",
}


def build_context() -> dict[str, float | Term]:
    """Build the context: prefixes, keywords, terms of others, classes, properties."""
    terms: dict[str, float | Term] = {"@version": 1.1, **NAMES.prefixes, "id": "@id", "type": "@type"}
    terms |= {name: {"@id": iri, "@container": "@language"} for name, iri in TEXTS.items()}
    terms |= {name: {"@id": iri, "@type": "@id"} for name, iri in LINKS.items()}
    terms |= {str(name): f"clem:{name}" for name in Class}
    terms |= {str(name): {"@id": f"clem:{name}", **describe_values(name)} for name in Prop}
    return terms


def describe_values(name: Prop) -> dict[str, str]:
    """Say how JSON gives the values of a property: IRIs, a datatype, texts by language, or as they are."""
    if (URIRef(TERMS + name), RDF.type, OWL.ObjectProperty) in ONTOLOGY:
        return {"@type": "@id"}
    datatypes = set(find_datatypes(name))
    if datatypes == {RDF_LANG_STRING}:
        return {"@container": "@language"}
    return {"@type": shorten(datatypes.pop())} if len(datatypes) == 1 else {}


def find_datatypes(name: Prop) -> Iterator[str]:
    """Find the datatypes that shapes ask of a property."""
    for shape in SHAPES.subjects(SH.path, URIRef(TERMS + name)):
        yield from (str(datatype) for datatype in SHAPES.objects(shape, SH.datatype))


def find_range(name: Prop) -> str:
    return str(ONTOLOGY.value(URIRef(TERMS + name), RDFS.range))


def shorten(iri: str) -> str:
    """Write an IRI with its prefix, if it has one."""
    for prefix, start in NAMES.prefixes.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def write_context() -> str:
    """Write the context with a line for each term."""
    lines = [f"    {json.dumps(name)}: {json.dumps(term)}" for name, term in build_context().items()]
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def write_prefixes() -> str:
    return json.dumps(NAMES.prefixes, indent=2) + "\n"
