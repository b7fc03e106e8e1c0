"""Name the parts of a text: its version, sections, sentences; and find the sentence of a quote."""

from bisect import bisect_right

from kg.model import Document, Iri, Quote, Sentence
from kg.terms import Names


def name_version(document: Document, names: Names) -> Iri:
    """Name one exact text by its content."""
    return names.thing(f"text-{document.hash12}")


def name_graph(document: Document, names: Names) -> Iri:
    """Name the graph of all that one text says."""
    return names.graph(f"article/{document.hash12}")


def name_section(document: Document, index: int, names: Names) -> Iri:
    """Name a section by its kind; the second and later ones of a kind carry their number."""
    kind = document.sections[index].kind
    number = sum(section.kind == kind for section in document.sections[: index + 1])
    return names.thing(f"section-{document.hash12}-{kind}" + (f"-{number}" if number > 1 else ""))


def name_sentence(document: Document, sentence: Sentence, names: Names) -> Iri:
    """Name a sentence by the place where it begins."""
    return names.thing(f"sentence-{document.hash12}-{sentence.span.start}")


def find_sentence(document: Document, quote: Quote) -> Sentence:
    """Find the sentence in which a quote begins; before the first sentence, that one."""
    starts = [sentence.span.start for sentence in document.sentences]
    return document.sentences[max(bisect_right(starts, quote.start) - 1, 0)]
