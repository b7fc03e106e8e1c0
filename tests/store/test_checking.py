"""Test what is refused before the engine sees a query, and that nothing can hide from it."""

import re
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, QueryError, QuerySyntaxError, UpdateRefusedError
from kg.store.checking import Form, check_query
from kg.store.tokens import Limits
from kg.terms import Names

LIMITS = Limits()
PREFIXES = "PREFIX ex: <e:> PREFIX : <z:> PREFIX service: <s:> PREFIX FILTERex: <f:> "


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT*{}", Form.SELECT),
        ("base <a:> prefix ex: <b:> ask { ex:a ex:b ex:c }", Form.ASK),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("# SELECT\nDESCRIBE <a:b>", Form.DESCRIBE),
        ('VERSION "1.2" SELECTDISTINCT*{}', Form.SELECT),
    ],
)
def test_form(text: str, form: Form) -> None:
    assert check_query(text, LIMITS).form == form


@pytest.mark.parametrize(
    "body",
    [
        "?s ?p ?service",
        "?s ex:service 'SERVICE <a:b> {}'",
        "?s ?p <http://service/> # SERVICE <a:b> {}",
        "?s ?p 'x'@service",
        "?s ?p '''SERVICE'''",
        "service:x ?p service:y",
        "GRAPH <http://a/#service> { ?s ?p ?o } FILTER(?a<?b && 'service' != '')",
        "VALUES (?a ?b) { (<http://a/#x> <http://a/#service>) }",
    ],
)
def test_what_only_looks_like_service_passes(body: str) -> None:
    check_query(f"{PREFIXES} SELECT * {{ {body} \n}}", LIMITS)


@pytest.mark.parametrize(
    "body",
    [
        "SERVICE <a:b> {}",
        "service<a:b>{}",
        "SeRvIcE#x\n<a:b> {}",
        "SERVICESILENT<a:b>{}",
        "?s ?p trueSERVICE<a:b>{}",
        "?s ?p 1SERVICE<a:b>{}",
        "?s ?p ''SERVICE<a:b>{}",
        "FILTER EXISTS { SERVICE <a:b> {} }",
        "{ SELECT * { SERVICE SILENT <a:b> {} } }",
        "MINUS { VALUES ?x { <a:b> } SERVICE ?x {} }",
        "service:x{}",
        "\\u0053ERVICE <a:b> {}",
    ],
)
def test_service_is_refused(body: str) -> None:
    with pytest.raises(UpdateRefusedError, match="SERVICE"):
        check_query(f"{PREFIXES} SELECT * {{ {body} }}", LIMITS)


@pytest.mark.parametrize(
    "body",
    [
        "FILTER(?a<?b&&'>'!='')SERVICE<a:b>{} #'\n",
        "FILTER(?a<?b#>'''\n)SERVICE<a:b>{} #'''\n",
        "FILTER(?a<(?b>?c)&&?d<?e&&'>'!='')SERVICE<a:b>{}#'\n",
        "FILTERex:f(?a<?b&&'>'!='')SERVICE<a:b>{}#'\n",
        "?s ?p ('''a' 1) . SERVICE<a:b>{} # \\z'''\n",
    ],
)
def test_service_cannot_hide_behind_two_readings(body: str) -> None:
    with pytest.raises(KgError):
        check_query(f"{PREFIXES} SELECT * {{ ?s ?p ?o . {body} }}", LIMITS)


@pytest.mark.parametrize(
    "word", ["INSERT DATA {}", "DELETE WHERE {}", "LOAD <file:///etc/passwd>", "CLEAR ALL", "with"]
)
def test_update_is_refused(word: str) -> None:
    with pytest.raises(UpdateRefusedError, match="is an update"):
        check_query(f"PREFIX ex: <a:> {word}", LIMITS)


@pytest.mark.parametrize("text", ["", "  # nothing\n", "PREFIX ex: <a:>", "SELEC * {}", "}"])
def test_what_has_no_form_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        check_query(text, LIMITS)


@pytest.mark.parametrize(
    ("text", "knob"),
    [
        ("ASK { ?s ?p 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }" + " " * 2000, "KG_QUERY_BYTES"),
        ("SELECT * " + "{" * 11 + "}" * 11, "KG_QUERY_DEPTH"),
        ("SELECT * { FILTER(" + "(" * 10 + "1" + ")" * 11 + " }", "KG_QUERY_DEPTH"),
        ("ASK { ?s ?p " + "[ ?p " * 10 + "1" + " ]" * 10 + " }", "KG_QUERY_DEPTH"),
        ("ASK { " + "?s ?p ?o . " * 11 + "}", "KG_QUERY_PATTERNS"),
        ("ASK { ?s ?p 1 " + "; ?p 2" * 10 + "}", "KG_QUERY_PATTERNS"),
        ("ASK { ?s ?p 1" + ", 2" * 10 + "}", "KG_QUERY_PATTERNS"),
        ("ASK { ?s <a:b>" + "/<a:b>" * 10 + " ?o }", "KG_QUERY_PATTERNS"),
        ("ASK { ?s (<a:b>" + "|<a:b>" * 10 + ") ?o }", "KG_QUERY_PATTERNS"),
        ("ASK { ?s ?p (" + "1 " * 11 + ") }", "KG_QUERY_PATTERNS"),
        ("ASK { VALUES ?x { " + "1 " * 11 + "} }", "KG_QUERY_VALUES"),
        ("ASK { VALUES (?x ?y) { " + "(1 2) " * 11 + "} }", "KG_QUERY_VALUES"),
    ],
)
def test_each_refusal_names_its_limit(text: str, knob: str) -> None:
    with pytest.raises(QueryError, match=knob):
        check_query(text, Limits(bytes=2000, depth=10, patterns=10, values=10))


def test_long_lists_in_expressions_are_no_patterns() -> None:
    numbers = ", ".join(map(str, range(500)))
    facts = check_query(f"SELECT * {{ ?s ?p ?o FILTER(?o IN ({numbers})) }}", Limits(patterns=10))
    assert facts.pattern_count == 1


def test_undeclared_prefix_is_named_with_the_line_to_add() -> None:
    with pytest.raises(QuerySyntaxError, match="clem: is not declared") as caught:
        check_query("ASK { ?s clem:released ?o }", LIMITS, Names("https://example.org/kg/"))
    assert "PREFIX clem: <https://example.org/kg/ontology#>" in caught.value.hint


def test_dataset_is_read_from_the_text() -> None:
    text = "BASE <http://a/> PREFIX g: <http://g/> SELECT * FROM <b> FROM g:c FROM NAMED g:d FROM <b> { ?s ?p ?o }"
    facts = check_query(text, LIMITS)
    assert facts.default_graphs == ("http://a/b", "http://g/c")
    assert facts.named_graphs == ("http://g/d",)


@pytest.mark.parametrize(("call", "volatile"), [("NOW()", True), ("RAND()", True), ("UUID()", True), ("1", False)])
def test_volatile_queries_are_known(call: str, *, volatile: bool) -> None:
    assert check_query(f"SELECT ({call} AS ?x) {{}}", LIMITS).is_volatile == volatile


def test_star_keeps_the_order_of_the_query() -> None:
    assert check_query("SELECT * { ?z ?a ?m }", LIMITS).star_variables == ("z", "a", "m")
    assert check_query("SELECT (COUNT(*) AS ?n) { ?z ?a ?m }", LIMITS).star_variables == ()


PIECES = st.sampled_from(
    [
        *("SERVICE<a:b>{}", "service:x", "SERVICESILENT", ":x", "{}", "{", "}", "(", ")", "["),
        *("]", "<a:b>", "<?b&&'>", "'", '"', "'''", '"""', "\\'", "\\z", "\\u0027", "#"),
        *("\n", "\r", " ", "?a", "a", "true", "1.", "&&", "!=", "<", ">", "FILTER(", "BIND(1 AS ?q)"),
        *("VALUES ?v {", "VALUES (?v) {(", "OPTIONAL{", "IN(", "ex:o.", "_:b", "@en", "^^", "."),
        *("|", "*", "<a#b>", "<a'b>", "<a:(>", "ex:a\\'b", "FILTERex:f(?a", ",", ";"),
    ]
)
BODIES = st.builds(
    lambda start, pieces, end: start + "".join(pieces) + end,
    st.sampled_from(["", "?s ?p ?o . FILTER(?a<?b&&?c>'x')", "?s ex:p (1 2 'service')", "?s ?p 'SERVICE'"]),
    st.lists(PIECES, max_size=6),
    st.sampled_from(["}", "SERVICE<a:b>{}}", "#SERVICE\n}", " ?s a ex:service}"]),
)


def _parses(text: str) -> bool:
    try:
        ox.Store().query(text, base_iri="http://b/")
    except SyntaxError:
        return False
    except (RuntimeError, ValueError, OSError):
        return True
    return True


@given(BODIES)
def test_the_engine_sees_no_service_that_the_check_does_not(body: str) -> None:
    """A SERVICE in a string, an IRI or a name may be misspelt without harm; a keyword may not."""
    text = f"{PREFIXES} SELECT*{{{body}"
    try:
        check_query(text, LIMITS)
    except KgError:
        return
    misspelt = re.sub(r"(?i)service(?!:)", "servixe", f"SELECT*{{{body}")
    assert _parses(text) == _parses(f"{PREFIXES} {misspelt}")


@given(st.text(max_size=200))
def test_any_text_is_checked_or_refused(text: str) -> None:
    with suppress(QueryError):
        check_query(text, LIMITS)
