"""Test that tokens end where the engine's end."""

import time

import pytest

from kg.errors import QueryError, QuerySyntaxError
from kg.settings import Settings
from kg.store.tokens import Kind, Limits, decode_escapes, locate, refuse_surrogates, scan_query


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("'''a'b''c\n'''", [Kind.STRING]),
        ('"a\\"b"', [Kind.STRING]),
        ("''''SERVICE<a:b>{}'''", [Kind.STRING]),
        ("<http://a/#b>", [Kind.IRI]),
        ("?a < ?b", [Kind.VARIABLE, Kind.MARK, Kind.VARIABLE]),
        ("ex:a.b.", [Kind.NAME, Kind.MARK]),
        ("ex:a\\.", [Kind.NAME]),
        ("_:b1. :c", [Kind.BLANK, Kind.MARK, Kind.NAME]),
        ("1.5e3 1. .5", [Kind.NUMBER, Kind.NUMBER, Kind.MARK, Kind.NUMBER]),
        ("'x'@be-tarask", [Kind.STRING, Kind.LANGUAGE]),
        ("trueSERVICE", [Kind.WORD]),
        ("# SERVICE <a:b>\r'x'", [Kind.STRING]),
        ("ex:service ?service", [Kind.NAME, Kind.VARIABLE]),
        ("жнівень:назва", [Kind.NAME]),
    ],
)
def test_token_kinds(text: str, kinds: list[Kind]) -> None:
    assert [token.kind for token in scan_query(text)] == kinds


@pytest.mark.parametrize("text", ["'a", '"a\nb"', "'a\\z'", "'''a''", "&", "\\u0041", "\x0b"])
def test_what_fits_no_token_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        list(scan_query(f"ASK {text}"))
    assert caught.value.place is not None
    assert caught.value.place.column == 5


def test_less_than_in_an_expression_is_no_iri() -> None:
    kinds = [token.kind for token in scan_query("FILTER(?a<?b&&?c>?d)")]
    assert Kind.IRI not in kinds


def test_rows_of_values_hold_iris() -> None:
    tokens = list(scan_query("VALUES (?a ?b) { (<http://a/#b> <http://a/#service>) }"))
    assert sum(token.kind == Kind.IRI for token in tokens) == 2


@pytest.mark.parametrize("unit", ["<", "a.", "'''", "ex:", "(", "?a<?b ", "\\", "@a-", "1.", "#\n", "a", ":"])
def test_time_grows_with_the_length_alone(unit: str) -> None:
    start = time.perf_counter()
    try:
        for _ in scan_query(unit * (64 * 1024 // len(unit))):
            pass
    except QuerySyntaxError:
        pass
    assert time.perf_counter() - start < 3


def test_place_counts_lines_and_columns_from_one() -> None:
    place = locate("ASK {\r\n\t?s ?p }", 15)
    assert (place.line, place.column) == (2, 9)
    assert place.excerpt.splitlines()[1].index("^") == 8


def test_a_long_line_is_cut_around_the_place() -> None:
    place = locate("x" * 5000 + "!" + "y" * 5000, 5000)
    line, caret = place.excerpt.splitlines()
    assert len(line) <= 160
    assert line[caret.index("^")] == "!"


def test_surrogates_and_nul_are_no_text() -> None:
    for text in ("\ud800", "\0"):
        with pytest.raises(QueryError, match="no text"):
            refuse_surrogates(text)


def test_escapes_that_name_no_character_stay() -> None:
    assert decode_escapes("\\u0041\\ud800\\U00110000") == "A\\ud800\\U00110000"


def test_limits_come_from_the_settings() -> None:
    assert Limits.of(Settings(query_depth=7)).depth == 7
