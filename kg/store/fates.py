"""Say what has become of an IRI: it lives, another took its place, it is gone, or it never was.

All of it stands in the public data (`kg/graph/history.py` says how), so that any copy of them can answer for the IRIs
that have been given out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.model import Iri
from kg.narrow import take_list, take_table, take_text
from kg.store.query import Query, QueryService
from kg.terms import (
    DCTERMS_DATE,
    DCTERMS_IS_REPLACED_BY,
    OWL_DEPRECATED,
    PROV_WAS_DERIVED_FROM,
    PROV_WAS_INVALIDATED_BY,
    RDFS_COMMENT,
    Names,
    Prop,
)

_HASH: Final = re.compile(r"(?<![^-])[0-9a-f]{12}(?![^-])")
_UNFIT: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class State(StrEnum):
    """Say how an IRI is to be answered: 303, 308, 410, 404."""

    LIVING = "living"
    REPLACED = "replaced"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ending:
    """Hold one text that told what is gone; day and reason are set where people withdrew it."""

    text: Iri
    day: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """Hold what has become of an IRI; `successor` is set for what was replaced, `endings` may be for what is gone."""

    state: State
    successor: Iri | None = None
    endings: tuple[Ending, ...] = ()


def find_fate(service: QueryService, iri: Iri, names: Names) -> Fate:
    """Find what has become of an IRI under our base.

    What belongs to one text alone, such as a quote, has the hash of that text in its name and goes with it.

    Returns:
        What is no IRI at all is unknown.

    Raises:
        KgError: as for `QueryService.ask`.
    """
    if _UNFIT.search(iri):
        return Fate(State.UNKNOWN)
    own = [names.thing(f"text-{found}") for found in _HASH.findall(iri.removeprefix(names.thing("")))]
    answer = service.ask(Query(write_query(iri, own, names)), "json")
    results = take_table(take_table(json.loads(answer.read()), "answer").get("results"), "results")
    rows = [read_row(take_table(row, "row")) for row in take_list(results.get("bindings"), "bindings")]
    if any("living" in row for row in rows):
        return Fate(State.LIVING)
    successors = sorted(row["next"] for row in rows if "next" in row)
    if successors:
        return Fate(State.REPLACED, successors[0])
    endings = {Ending(row["text"], row.get("day"), row.get("reason")) for row in rows if "text" in row}
    if endings or any("gone" in row for row in rows):
        return Fate(State.GONE, endings=tuple(sorted(endings, key=lambda ending: ending.text)))
    return Fate(State.UNKNOWN)


def read_row(row: Mapping[str, object]) -> dict[str, str]:
    """Read the values of one row of SPARQL results in JSON."""
    return {name: take_text(take_table(value, name).get("value"), name) for name, value in row.items()}


def write_query(iri: Iri, own: list[Iri], names: Names) -> str:
    """Write the query for one IRI, given the texts that its name leads to."""
    texts = " ".join(f"<{text}>" for text in own)
    return f"""SELECT ?living ?next ?gone ?text ?day ?reason {{
  {{ <{iri}> a ?living }}
  UNION {{ <{iri}> <{DCTERMS_IS_REPLACED_BY}>+ ?next FILTER NOT EXISTS {{ ?next <{DCTERMS_IS_REPLACED_BY}> ?newer }} }}
  UNION {{ <{iri}> <{OWL_DEPRECATED}> ?gone
    OPTIONAL {{ <{iri}> <{PROV_WAS_DERIVED_FROM}> ?text {write_ending(names)} }} }}
  UNION {{ VALUES ?text {{ {texts} }} ?text <{OWL_DEPRECATED}> true }}
  UNION {{ VALUES ?text {{ {texts} }} {write_ending(names)} FILTER(BOUND(?day)) }}
}}"""


def write_ending(names: Names) -> str:
    """Write the pattern of the retraction of a text, if there is one."""
    return f"""OPTIONAL {{ ?graph <{names.prop(Prop.ASSERTED_FROM)}> ?text ; <{PROV_WAS_INVALIDATED_BY}> ?act .
      ?act <{DCTERMS_DATE}> ?day ; <{RDFS_COMMENT}> ?reason }}"""
