"""Show the vocabulary: a page of all terms, one of each concept, and the same as RDF; all is asked of the store."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from kg.store.query import Page, Query
from kg.store.tables import Term
from kg.terms import DCTERMS, OWL, RDF_TYPE, RDFS, RDFS_COMMENT, RDFS_LABEL, SKOS, SKOS_ALT_LABEL, SKOS_PREF_LABEL, VOID
from kg.web.documents import (
    ask_rows,
    check_name,
    choose_document,
    find_ending,
    keep_for_version,
    send_graph,
    send_page,
    write_query,
)
from kg.web.negotiate import HTML
from kg.web.refusals import HttpError
from kg.web.responses import answer_bytes
from kg.web.site import Site, get_site

_SCHEME: Final = f"{SKOS}ConceptScheme"
_KINDS: Final = {
    f"{OWL}Class": "class",
    f"{OWL}ObjectProperty": "property",
    f"{OWL}DatatypeProperty": "property",
    f"{OWL}AnnotationProperty": "property",
    _SCHEME: "scheme",
    f"{OWL}Ontology": "ontology",
}
# What a page says of a term, in this order, and in which words.
_FACTS: Final[Mapping[str, str]] = {
    f"{RDFS}subClassOf": "kind of",
    f"{RDFS}subPropertyOf": "special case of",
    f"{RDFS}domain": "on",
    f"{RDFS}range": "value",
    f"{OWL}inverseOf": "inverse of",
    f"{OWL}disjointWith": "never also",
    f"{DCTERMS}isReplacedBy": "replaced by",
    f"{SKOS}inScheme": "in the list",
    f"{SKOS}broader": "kind of",
    f"{SKOS}related": "see also",
    f"{SKOS}notation": "code",
    f"{SKOS}exactMatch": "the same elsewhere",
    f"{SKOS}closeMatch": "nearly the same elsewhere",
    f"{SKOS}broadMatch": "wider elsewhere",
    f"{SKOS}narrowMatch": "narrower elsewhere",
    f"{SKOS}relatedMatch": "related elsewhere",
    f"{SKOS}changeNote": "changes",
}

vocabulary = Blueprint("vocabulary", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what the store says of one term or concept: values by property, in the order of the query."""

    iri: str
    values: Mapping[str, tuple[Term, ...]]

    @property
    def name(self) -> str:
        """Give the last part of the IRI, which is its anchor on the page."""
        return self.iri.rpartition("/")[2].rpartition("#")[2]

    @property
    def kind(self) -> str:
        """Say what it is: class, property, scheme, ontology or concept."""
        kinds = [_KINDS[term.text] for term in self.get(RDF_TYPE) if term.text in _KINDS]
        return kinds[0] if kinds else "concept"

    @property
    def label(self) -> str:
        """Give its English label, else its name."""
        found = (term.text for term in self.get(SKOS_PREF_LABEL, RDFS_LABEL) if term.language == "en")
        return next(found, self.name)

    @property
    def labels(self) -> tuple[Term, ...]:
        """Give its other labels, each once, by language."""
        every = dict.fromkeys(self.get(RDFS_LABEL, SKOS_PREF_LABEL, SKOS_ALT_LABEL))
        return tuple(sorted((term for term in every if term.text != self.label), key=lambda term: term.language))

    @property
    def text(self) -> str:
        """Say what it means."""
        return next((term.text for term in self.get(RDFS_COMMENT, f"{SKOS}definition")), "")

    @property
    def examples(self) -> tuple[Term, ...]:
        """Give examples in words."""
        return self.get(f"{SKOS}example")

    @property
    def facts(self) -> Mapping[str, tuple[Term, ...]]:
        """Give what else is said of it, by the words for it."""
        return {words: found for name, words in _FACTS.items() if (found := self.get(name))}

    @property
    def uses(self) -> int:
        """Count the things of a class, or the triples of a property, in the merged view."""
        return next((int(term.text) for term in self.get(f"{VOID}entities", f"{VOID}triples")), 0)

    @property
    def parents(self) -> tuple[str, ...]:
        """Give the IRIs of what it is a kind of."""
        return tuple(term.text for term in self.get(f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{SKOS}broader"))

    def get(self, *names: str) -> tuple[Term, ...]:
        """Give the values of properties, one property after the other."""
        return tuple(term for name in names for term in self.values.get(name, ()))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold the terms by kind, and the classes below each class."""

    version: str
    ontology: Entry | None
    classes: tuple[Entry, ...]
    properties: tuple[Entry, ...]
    schemes: tuple[Entry, ...]
    children: Mapping[str, tuple[Entry, ...]]


@vocabulary.route("/ontology")
def send_ontology() -> AnyResponse:
    """Show all terms to people, and give programs the vocabulary."""
    site, form = get_site(), choose_document()
    if form == HTML:
        known = keep_for_version(site, "vocabulary", Vocabulary, lambda: _ask_vocabulary(site))
        return send_page(render_template("ontology.html", vocabulary=known, version=known.version), known.version)
    if form.name == "turtle" and "ontology.ttl" in site.files:
        return answer_bytes(site.files["ontology.ttl"], form.content_type)  # as it was written, for people to read
    return _require(send_graph(site, Query(write_query(site, "vocabulary")), form), "the vocabulary is not loaded yet")


@vocabulary.route("/ontology/")
@vocabulary.route("/ontology/<version>")
def lead_to_ontology(version: str = "") -> AnyResponse:
    """Lead from the IRI of the current version to the vocabulary."""
    site = get_site()
    known = keep_for_version(site, "vocabulary", Vocabulary, lambda: _ask_vocabulary(site))
    current = known.ontology.get(f"{OWL}versionIRI") if known.ontology else ()
    if version and f"{site.names.base}ontology/{version}" not in {term.text for term in current}:
        raise HttpError(HTTPStatus.NOT_FOUND, f"there is no version {version[:80]!r} of the vocabulary here")
    return redirect("/ontology", HTTPStatus.SEE_OTHER)


@vocabulary.route("/shapes")
def lead_to_shapes() -> AnyResponse:
    """Lead from the IRIs of shapes to the document that holds them."""
    return redirect("/shapes.ttl", HTTPStatus.SEE_OTHER)


@vocabulary.route("/concept/")
def list_concepts() -> AnyResponse:
    """List the lists of concepts."""
    return redirect("/ontology#lists", HTTPStatus.SEE_OTHER)


@vocabulary.route("/concept/<name>")
def send_concept(name: str) -> AnyResponse:
    """Show a concept, or a list of concepts, or send it as RDF."""
    site = get_site()
    stem, ending = find_ending(check_name(name))
    iri, form = site.names.concept(stem), ending or choose_document()
    missing = f"there is no concept {stem[:80]!r}"
    if form != HTML:
        return _require(send_graph(site, Query(write_query(site, "concept", iri)), form), missing)
    page = ask_rows(site, write_query(site, "concept-page", iri))
    entries = _read_entries(page)
    if iri not in entries or not entries[iri].get(RDF_TYPE):
        raise HttpError(HTTPStatus.NOT_FOUND, missing, hint="All of them are listed at /ontology#lists.")
    uses = ask_rows(site, write_query(site, "concept-uses", iri))
    html = render_template(
        "concept.html",
        entry=entries[iri],
        members=_list_members(entries, iri),
        names={other.iri: other.label for other in entries.values()},
        uses=[(row[0].text, int(row[1].text)) for row in uses.rows if row[0] and row[1]],
        iri=iri,
        version=page.version,
    )
    return send_page(html, page.version)


def _ask_vocabulary(site: Site) -> Vocabulary:
    page = ask_rows(site, write_query(site, "terms"))
    entries = [entry for entry in _read_entries(page).values() if entry.get(RDF_TYPE)]
    classes = _pick(entries, "class")
    children: defaultdict[str, list[Entry]] = defaultdict(list)
    own = {entry.iri for entry in classes}
    for entry in classes:
        for parent in [iri for iri in entry.parents if iri in own] or [""]:
            children[parent].append(entry)
    return Vocabulary(
        version=page.version,
        ontology=next(iter(_pick(entries, "ontology")), None),
        classes=classes,
        properties=_pick(entries, "property"),
        schemes=_pick(entries, "scheme"),
        children={parent: tuple(found) for parent, found in children.items()},
    )


def _pick(entries: Iterable[Entry], kind: str) -> tuple[Entry, ...]:
    return tuple(sorted((entry for entry in entries if entry.kind == kind), key=lambda entry: entry.name.lower()))


def _read_entries(page: Page) -> dict[str, Entry]:
    values: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for term, name, value in page.rows:
        if term is not None and name is not None and value is not None and value not in values[term.text][name.text]:
            values[term.text][name.text].append(value)
    return {iri: Entry(iri, {name: tuple(found) for name, found in of.items()}) for iri, of in values.items()}


def _list_members(entries: Mapping[str, Entry], iri: str) -> tuple[Entry, ...]:
    """List the concepts of a list, or those below a concept, by their label."""
    links = (f"{SKOS}inScheme", f"{SKOS}broader")
    found = [entry for entry in entries.values() if iri in {term.text for term in entry.get(*links)}]
    return tuple(sorted(found, key=lambda entry: entry.label.lower()))


def _require(response: Response | None, missing: str) -> Response:
    if response is None:
        raise HttpError(HTTPStatus.NOT_FOUND, missing)
    return response
