"""Test how rows are laid out in a terminal."""

from kg.store.tables import Term, format_rows, format_term, shorten_iri
from kg.terms import XSD_INTEGER, Names

PREFIXES = Names().prefixes


def test_iris_are_shortened_only_to_what_reads_back() -> None:
    base = Names().base
    assert shorten_iri(f"{base}id/state-VOS", PREFIXES) == "d:state-VOS"
    assert shorten_iri(f"{base}graph/article/aaaa", PREFIXES) == f"{base}graph/article/aaaa"
    assert shorten_iri(f"{base}id/a.", PREFIXES) == f"{base}id/a."


def test_values_tell_their_language_and_odd_datatypes() -> None:
    assert format_term(Term("literal", "Востря", "", "be"), PREFIXES) == "Востря @be"
    assert format_term(Term("literal", "41", XSD_INTEGER), PREFIXES) == "41"
    assert format_term(Term("literal", "x", "http://odd/type"), PREFIXES) == "x ^^http://odd/type"
    assert format_term(Term("bnode", "b0"), PREFIXES) == "_:b0"
    assert format_term(None, PREFIXES) == ""


def test_control_characters_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in format_term(Term("literal", "a\x1b[2Jb\nc\u202e"), PREFIXES)


def test_columns_stand_below_each_other() -> None:
    table = format_rows(["name", "n"], [[Term("literal", "囚人"), Term("literal", "1")], [None, None]], {})
    assert table.splitlines() == ["name  n", "----  -", "囚人  1", "", "(2 rows)"]
