"""Test that formats are found under the names that clients use."""

import pytest

from kg.store.results import GRAPH_FORMATS, TABLE_FORMATS, find_format


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv", "application/sparql-results+json", "TEXT/CSV"])
def test_tables_are_found_by_name_and_type(name: str) -> None:
    assert find_format(name, is_graph=False) in TABLE_FORMATS


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ttl", "turtle"),
        ("turtle", "turtle"),
        ("n3", "turtle"),
        ("nt", "ntriples"),
        ("nq", "nquads"),
        ("trig", "trig"),
        ("rdf", "rdfxml"),
        ("rdf+xml", "rdfxml"),
        ("xml", "rdfxml"),
        ("json", "jsonld"),
        ("json-ld", "jsonld"),
        ("jsonld", "jsonld"),
        ("application/turtle", "turtle"),
    ],
)
def test_graphs_are_found_by_every_alias(name: str, found: str) -> None:
    form = find_format(name, is_graph=True)
    assert form is not None
    assert form.name == found


def test_table_formats_do_not_fit_graphs() -> None:
    assert find_format("csv", is_graph=True) is None
    assert find_format("turtle", is_graph=False) is None


def test_names_and_types_lead_to_one_format_each() -> None:
    for formats in (TABLE_FORMATS, GRAPH_FORMATS):
        names = [name for form in formats for name in (form.name, *form.aliases)]
        assert len(names) == len(set(names))
