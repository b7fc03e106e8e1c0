"""JSON of strangers is refused with its place where it is none, says a thing twice or nests without end."""

import pytest

from kg.articles.jsons import list_tables, parse_json
from kg.errors import ArticleError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON"),
        ('{"a": 1,}', "line 1, column 9"),
        ('{"a": 1}\n{"a": 2}', "line 2, column 1"),
        ('{"a": 1, "a": 2}', "'a' comes twice"),
        ('{"a": NaN}', "NaN"),
        ('{"a": -Infinity}', "Infinity"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("9" * 10_000, "no JSON"),
    ],
    ids=["empty", "comma", "two", "twice", "nan", "infinity", "lists", "tables", "digits"],
)
def test_what_is_no_json_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        parse_json(text, "x.json")
    assert caught.value.message.startswith("x.json")
    assert "\n" not in caught.value.message


def test_tables_are_listed_in_the_order_of_the_file() -> None:
    value = parse_json('[{"n": 1, "in": [{"n": 2}]}, {"n": 3}, [[{"n": 4}]]]', "x")
    assert [table["n"] for table in list_tables(value, "x")] == [1, 2, 3, 4]
    assert [table["n"] for table in list_tables(value, "x", lambda table: table["n"] == 1)] == [1, 3, 4]


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ArticleError, match="100000 parts"):
        list(list_tables([[] for _ in range(100_001)], "x"))
