"""Tests of kg/shacl/reading.py."""

import gzip
from pathlib import Path
from typing import Final

import pytest

from kg.errors import ArticleError
from kg.model import Literal, Triple
from kg.shacl.reading import SYNTAXES, parse_rdf_file
from kg.terms import RDF, XSD_STRING

KNOWS: Final = Triple("http://e/ada", "http://e/knows", "http://e/bea")
SAYS: Final = Triple("http://e/ada", "http://e/says", Literal("hm", XSD_STRING))
FILES: Final = {
    "a.ttl": '@prefix e: <http://e/> . e:ada e:knows e:bea ; e:says "hm" .',
    "a.nt": '<http://e/ada> <http://e/knows> <http://e/bea> .\n<http://e/ada> <http://e/says> "hm" .\n',
    "a.nq": '<http://e/ada> <http://e/knows> <http://e/bea> <http://e/g> .\n<http://e/ada> <http://e/says> "hm" .\n',
    "a.trig": '@prefix e: <http://e/> . e:g { e:ada e:knows e:bea } e:h { e:ada e:knows e:bea ; e:says "hm" }',
    "a.jsonld": """{"@context": {"@vocab": "http://e/"},
        "@id": "http://e/ada", "knows": {"@id": "http://e/bea"}, "says": "hm"}""",
    "a.rdf": f"""<?xml version="1.0" encoding="UTF-8"?>
<r:RDF xmlns:r="{RDF}" xmlns:e="http://e/"><r:Description r:about="http://e/ada" e:says="hm">
<e:knows r:resource="http://e/bea"/></r:Description></r:RDF>""",
}
BAD: Final = {
    "a.ttl": ("@prefix e: <http://e/> .\ne:ada e:knows [ .\n", r"a\.ttl: line 2: Bad syntax"),
    "a.trig": ("@prefix e: <http://e/> .\n\ne:g { e:ada e:knows }\n", r"a\.trig: line 3: "),
    "a.nt": ("<http://e/a> <http://e/b> <http://e/c> .\n<http://e/a> <http://e/b> c .\n", r"a\.nt: line 2: "),
    "a.nq": ("<http://e/a> <http://e/b> <http://e/c> .\n\nnonsense\n", r"a\.nq: line 3: "),
    "a.json": ('{"@id":\n "http://e/a",,}', r"a\.json: line 2: "),
    "a.jsonld": ('{"@id": "http://e/a", "@type": {"@type": 7}, "@context": 12}', r"a\.jsonld: "),
    "a.xml": ("<a>\n<b></a>", r"a\.xml: line 2: mismatched tag"),
    "b.rdf": (
        f'<r:RDF xmlns:r="{RDF}"><r:Description r:ID="a" r:about="b"/></r:RDF>',
        r"b\.rdf: line 1: Can have at most one",
    ),
    "b.xml": ('<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a/>', "line 2: a document type"),
    "c.xml": ('<?xml version="1.0" encoding="cp037"?><a/>', "line 1: the encoding cp037 is refused"),
    "c.jsonld": ('{"@context":\n "https://elsewhere.example/c"}', "line 2: the context https://elsewhere.example/c"),
    "d.jsonld": ('{"@context": {"a": {"@id": "e:a", "@context": ["x.json"]}}}', "the context x.json lies outside"),
    "e.jsonld": ('{"@context": {"@version": 1.1, "@import": "y.json"}}', "the context y.json lies outside"),
    "f.jsonld": ("[" * 20_000 + "]" * 20_000, "nested too deeply"),
    "f.ttl": ("<http://e/a> <http://e/b> " + "[ <http://e/b> " * 2_000 + "]" * 2_000 + " .", "nested too deeply"),
    "a.txt": ("text", r"a\.txt: unknown kind of file"),
    "plain": ("text", "plain: unknown kind of file"),
    "a.ttl.gz": ("text", r"a\.ttl\.gz: cannot be read"),
}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_syntaxes_say_the_same(tmp_path: Path, name: str) -> None:
    assert parse_rdf_file(write(tmp_path, name, FILES[name])) == (KNOWS, SAYS)


def test_endings_are_all_tried_here() -> None:
    assert {Path(name).suffix for name in (*FILES, *BAD)} >= set(SYNTAXES) - {".owl"}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    text, problem = BAD[name]
    with pytest.raises(ArticleError, match=problem):
        parse_rdf_file(write(tmp_path, name, text))


def test_packed_file_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl.gz"
    path.write_bytes(gzip.compress(FILES["a.ttl"].encode()))
    assert parse_rdf_file(path) == (KNOWS, SAYS)


def test_packed_file_is_measured_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl.gz"
    path.write_bytes(gzip.compress(b"#" * 100_000))
    with pytest.raises(ArticleError, match="larger than 1000 bytes"):
        parse_rdf_file(path, max_bytes=1000)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"none\.ttl: cannot be read"):
        parse_rdf_file(tmp_path / "none.ttl")


def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"# fine\n# \xff\n")
    with pytest.raises(ArticleError, match="line 2: not UTF-8"):
        parse_rdf_file(path)


def test_blank_nodes_have_the_same_labels_each_time(tmp_path: Path) -> None:
    text = '@prefix e: <http://e/> . e:a e:b [ e:c "x" ] , [ e:c "y" ] .'
    first, second = (parse_rdf_file(write(tmp_path, "a.ttl", text)) for _ in range(2))
    assert first == second
    assert len({triple.subject for triple in first if triple.subject.startswith("_:")}) == 2


def test_blank_nodes_of_two_files_are_apart(tmp_path: Path) -> None:
    first = parse_rdf_file(write(tmp_path, "a.ttl", '<http://e/a> <http://e/b> [ <http://e/c> "x" ] .'))
    second = parse_rdf_file(write(tmp_path, "b.ttl", '<http://e/a> <http://e/b> [ <http://e/c> "y" ] .'))
    blanks = [
        {part for triple in triples for part in triple if str(part).startswith("_:")} for triples in (first, second)
    ]
    assert not blanks[0] & blanks[1]
