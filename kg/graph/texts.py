"""Name the parts of a text: its version, graph, sections and sentences."""

from collections import Counter

from kg.model import Document, Iri, SectionKind, Sentence
from kg.terms import Names


def name_version(document: Document, names: Names) -> Iri:
    """Name one exact text by its content."""
    return names.thing(f"text-{document.hash12}")


def name_graph(document: Document, names: Names) -> Iri:
    """Name the graph of all that one text says."""
    return names.graph(f"article/{document.hash12}")


def name_sections(document: Document, names: Names) -> tuple[Iri, ...]:
    """Name the sections by their kind; the second and later ones of a kind carry their number."""
    seen: Counter[SectionKind] = Counter()
    slugs: list[str] = []
    for section in document.sections:
        seen[section.kind] += 1
        number = f"-{seen[section.kind]}" if seen[section.kind] > 1 else ""
        slugs.append(f"section-{document.hash12}-{section.kind}{number}")
    return tuple(names.thing(slug) for slug in slugs)


def name_sentence(document: Document, sentence: Sentence, names: Names) -> Iri:
    """Name a sentence by the place where it begins."""
    return names.thing(f"sentence-{document.hash12}-{sentence.span.start}")
