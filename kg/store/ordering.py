"""Put the statements of a graph into an order that reads well: things of a kind together, under a heading.

People and states come first, then what happened to them, then the words and articles that say so, the vocabulary
last. Within a thing its types and label come first. The order follows from the statements alone, and memory stays
bounded: what is sorted is one record for each thing, in files where there are many.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from kg.store.sorting import sort_lines
from kg.terms import (
    DCAT,
    OWL,
    RDF,
    RDF_TYPE,
    RDFS,
    RDFS_LABEL,
    SKOS,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    VOID,
    Class,
    Names,
)

_RUN_RECORDS: Final = 25_000  # of about ten statements each: 50 MiB in memory
TYPE: Final = f"<{RDF_TYPE}>"
_SUBJECT: Final = itemgetter(0)
# Ranks of properties, above those of all types.
_LABELS: Final = {f"<{RDFS_LABEL}>": 1000, f"<{SKOS_PREF_LABEL}>": 1001, f"<{SKOS_ALT_LABEL}>": 1002}
_LAST: Final = 1003
# A thing of several classes stands in the first section that has one of them.
_SECTIONS: Final[tuple[tuple[str, tuple[Class, ...]], ...]] = (
    ("the dataset and its files", ()),
    ("people", (Class.PERSON,)),
    ("groups of people", (Class.PERSON_GROUP,)),
    ("states", (Class.STATE, Class.STATE_GROUP)),
    ("organisations", (Class.ORGANIZATION,)),
    ("places, posts, awards and goods", (Class.PLACE, Class.POSITION, Class.AWARD, Class.GOOD)),
    ("others who act", (Class.AGENT,)),
    ("releases", (Class.RELEASE,)),
    ("sanctions", (Class.SANCTION, Class.SANCTION_ACTION)),
    ("statements", (Class.STATEMENT,)),
    ("other events", (Class.EVENT,)),
    ("what was so", (Class.SITUATION,)),
    ("evidence: the words that say so", (Class.EVIDENCE,)),
    ("articles and their parts", (Class.ARTICLE, Class.ARTICLE_VERSION, Class.TEXT_SPAN)),
    ("graphs, and what made them", (Class.ASSERTION_GRAPH, Class.EXTRACTION_RUN)),
    ("links to Wikidata", (Class.ENTITY_LINK,)),
    ("all else", ()),
    ("concepts", ()),
    ("vocabulary", ()),
)
_DATASET: Final = 0
_MORE: Final = 16
_CONCEPTS: Final = 17
_VOCABULARY: Final = 18


@dataclass(frozen=True, slots=True)
class Block:
    """Hold all that a graph says of one thing, as terms of N-Triples, in reading order."""

    section: str
    subject: str
    pairs: tuple[tuple[str, str], ...]


def order_blocks(lines: Iterable[str], folder: Path, names: Names) -> Iterator[Block]:
    """Put the statements of one graph into reading order.

    Args:
        lines: N-Triples without blank nodes, in which the statements of a thing follow each other.
        folder: takes what does not fit into memory.
        names: tells the classes.
    """
    return map(_read_record, sort_lines(_write_records(lines, names), folder, run_lines=_RUN_RECORDS))


def order_few(lines: Iterable[str], names: Names) -> Iterator[Block]:
    """Put so few statements, in any order, into reading order that memory holds them."""
    return map(_read_record, sorted(_write_records(sorted(lines), names)))


def _read_record(record: str) -> Block:
    section, subject, *flat = record.split("\t")  # a tab in a literal is written as \t
    return Block(_SECTIONS[int(section)][0], subject, tuple(zip(flat[::2], flat[1::2], strict=True)))


def _write_records(lines: Iterable[str], names: Names) -> Iterator[str]:
    sections, ranks = _find_sections(names), _rank_types(names)
    for subject, about in groupby(map(_split_line, lines), key=_SUBJECT):
        pairs = sorted((predicate, value) for _, predicate, value in about)
        pairs.sort(key=lambda pair: _rank_pair(pair, ranks))
        found = (sections[value] for predicate, value in pairs if predicate == TYPE and value in sections)
        yield "\t".join((f"{min(found, default=_MORE):02}", subject, *chain.from_iterable(pairs)))


def _split_line(line: str) -> list[str]:
    return line[: line.rindex(" .")].split(" ", 2)


def _rank_pair(pair: tuple[str, str], ranks: Mapping[str, int]) -> int:
    """Rank types first, the most special ones before the others, then labels, then all else."""
    predicate, value = pair
    if predicate == TYPE:
        return ranks.get(value, len(ranks))
    return _LABELS.get(predicate, _LAST)


@lru_cache(maxsize=8)
def _find_sections(names: Names) -> Mapping[str, int]:
    """Say in which section the things of a class stand."""
    own = {f"<{names.of_class(name)}>": at for at, (_, classes) in enumerate(_SECTIONS) for name in classes}
    dataset = dict.fromkeys((f"<{VOID}Dataset>", f"<{DCAT}Distribution>"), _DATASET)
    concepts = dict.fromkeys((f"<{SKOS}Concept>", f"<{SKOS}ConceptScheme>"), _CONCEPTS)
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology")
    terms = [*(f"<{OWL}{kind}>" for kind in kinds), f"<{RDFS}Class>", f"<{RDF}Property>"]
    return {**own, **dataset, **concepts, **dict.fromkeys(terms, _VOCABULARY)}


@lru_cache(maxsize=8)
def _rank_types(names: Names) -> Mapping[str, int]:
    """Put the classes into the order in which a thing names them: by section, special ones before general ones."""
    sections = _find_sections(names)
    known = [f"<{names.of_class(name)}>" for name in reversed(Class)]  # general ones are declared first
    return {iri: rank for rank, iri in enumerate(sorted(known, key=lambda iri: sections.get(iri, -1)))}
