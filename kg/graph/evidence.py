"""Write the evidence: which words at which place carry a situation, a filler of its roles, a number, a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Final, TypeAlias

from kg.graph.closure import close_class
from kg.graph.literals import make_decimal, make_integer, make_text
from kg.graph.telling import Telling
from kg.graph.texts import name_sentence
from kg.model import Iri, Literal, Quote, Sentence, Triple
from kg.terms import RDF_TYPE, Class, Names, Prop

CONTEXT_CHARS: Final = 32


@dataclass(frozen=True, slots=True)
class Proof:
    """Say which words carry a situation, or one filler or value of one of its roles.

    `sources` are those whose word the text gives for it.
    """

    situation: Iri
    quote: Quote
    confidence: Decimal
    role: Prop | None = None
    filler: Iri | None = None
    value: Literal | None = None
    sources: frozenset[Iri] = frozenset()


Piece: TypeAlias = Triple | Proof  # what the builders of a graph yield: statements, and what proves them


def name_evidence(telling: Telling, proof: Proof) -> Iri:
    """Name evidence by its place and by what it proves."""
    base, quote = telling.names.base, proof.quote
    parts = (proof.situation, proof.role or "", proof.filler or "", proof.value.lexical if proof.value else "")
    digest = sha256("\n".join(part.removeprefix(base) for part in parts).encode()).hexdigest()
    return telling.names.thing(f"evidence-{telling.document.hash12}-{quote.start}-{quote.end}-{digest[:8]}")


def describe_types(node: Iri, name: Class, names: Names) -> Iterator[Triple]:
    """Give a node its class and all classes above it."""
    return (Triple(node, RDF_TYPE, names.of_class(item)) for item in close_class(name))


def describe_evidence(telling: Telling, proofs: Iterable[Proof]) -> Iterator[Triple]:
    """Write the evidence nodes and the sentences that they stand in; equal ones become one."""
    merged: dict[Iri, Proof] = {}
    for proof in proofs:
        node = name_evidence(telling, proof)
        merged[node] = merge_proofs(merged.get(node, proof), proof)
    for node, proof in merged.items():
        yield from describe_proof(telling, node, proof)
    used = {telling.find_sentence(proof.quote) for proof in merged.values()}
    for sentence in used or {telling.document.sentences[0]}:  # a text that tells nothing still shows its first
        yield from describe_sentence(telling, sentence)


def merge_proofs(first: Proof, second: Proof) -> Proof:
    """Make one proof of two that prove the same by the same words: the surer, with the sources of both."""
    confidence = max(first.confidence, second.confidence)
    sources = first.sources | second.sources
    return Proof(first.situation, first.quote, confidence, first.role, first.filler, first.value, sources)


def describe_proof(telling: Telling, node: Iri, proof: Proof) -> Iterator[Triple]:
    """Write one evidence node."""
    names, document = telling.names, telling.document
    yield from describe_types(node, Class.EVIDENCE, names)
    yield Triple(node, names.prop(Prop.SUPPORTS), proof.situation)
    yield Triple(node, names.prop(Prop.FROM_ARTICLE), telling.article)
    yield Triple(node, names.prop(Prop.FROM_VERSION), telling.version)
    sentence = name_sentence(document, telling.find_sentence(proof.quote), names)
    yield Triple(node, names.prop(Prop.FROM_SENTENCE), sentence)
    yield Triple(node, names.prop(Prop.CONFIDENCE), make_decimal(proof.confidence))
    yield from describe_quote(telling, node, proof.quote)
    if proof.role is not None:
        yield Triple(node, names.prop(Prop.FOR_ROLE), names.prop(proof.role))
    if proof.filler is not None:
        yield Triple(node, names.prop(Prop.FOR_FILLER), proof.filler)
    if proof.value is not None:
        yield Triple(node, names.prop(Prop.FOR_VALUE), proof.value)
    for source in sorted(proof.sources):
        yield Triple(node, names.prop(Prop.ATTRIBUTED_TO), source)


def describe_quote(telling: Telling, node: Iri, quote: Quote) -> Iterator[Triple]:
    """Write the words of a quote, their place, and what stands before and after them."""
    names, text = telling.names, telling.document.text
    yield Triple(node, names.prop(Prop.EXACT), make_text(quote.exact))
    before = text[max(quote.start - CONTEXT_CHARS, 0) : quote.start]
    after = text[quote.end : quote.end + CONTEXT_CHARS]
    if before:
        yield Triple(node, names.prop(Prop.PREFIX), make_text(before))
    if after:
        yield Triple(node, names.prop(Prop.SUFFIX), make_text(after))
    yield from describe_place(node, quote.start, quote.end, names)


def describe_place(node: Iri, start: int, end: int, names: Names) -> Iterator[Triple]:
    """Write the place of a run of characters."""
    yield Triple(node, names.prop(Prop.BEGIN_CHAR), make_integer(start))
    yield Triple(node, names.prop(Prop.END_CHAR), make_integer(end))


def describe_sentence(telling: Telling, sentence: Sentence) -> Iterator[Triple]:
    """Write one sentence: its place and its section."""
    names, document = telling.names, telling.document
    node = name_sentence(document, sentence, names)
    yield from describe_types(node, Class.SENTENCE, names)
    yield from describe_place(node, sentence.span.start, sentence.span.end, names)
    yield Triple(node, names.prop(Prop.IN_SECTION), telling.sections[sentence.section])
    yield Triple(telling.version, names.prop(Prop.HAS_SENTENCE), node)
