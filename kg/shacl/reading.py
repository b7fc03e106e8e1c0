"""Read the RDF files that people hand in for validation, in every usual syntax, without following any address."""

import gzip
import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final
from xml.sax import SAXParseException

from rdflib import Dataset, URIRef
from rdflib.exceptions import ParserError
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.plugins.shared.jsonld.errors import JSONLDException

from kg.errors import ArticleError
from kg.model import Iri, Literal, Quad, Triple
from kg.shacl.triples import BLANK_PREFIX, format_node, quieten_rdflib, read_node

# rdflib's name of each syntax, by the ending of the file; each may be followed by .gz
SYNTAXES: Final[Mapping[str, str]] = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".rdf": "xml",
    ".owl": "xml",
    ".xml": "xml",
}
LINE_SYNTAXES: Final = frozenset({"nt", "nquads"})
MAX_BYTES: Final = 64 * 1024 * 1024  # rdflib takes some 20 times as much memory
XML_HEAD: Final = re.compile(r"\A<\?xml\b[^>]*\?>")
XML_ENCODING: Final = re.compile(r"""encoding\s*=\s*["']([^"']+)["']""")
XML_PLACE: Final = re.compile(r"\A[^:]*:(\d+):\d+: ")  # how rdflib's reader of RDF/XML begins a message
# What rdflib raises at bad input; its JSON-LD reader lets errors of many kinds through.
BAD_INPUT: Final = (
    BadSyntax,
    ParserError,
    SAXParseException,
    JSONLDException,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)


def parse_rdf_file(path: Path, *, max_bytes: int = MAX_BYTES) -> tuple[Triple, ...]:
    """Read one RDF file; the graphs of a dataset are taken together.

    Args:
        path: its ending names the syntax, see `SYNTAXES`.
        max_bytes: longest text, unpacked.

    Returns:
        Each triple once, sorted; blank nodes as `_:` with a label that no other file has.

    Raises:
        ArticleError: as for `parse_rdf_quads`.
    """
    triples = {quad.triple for quad in parse_rdf_quads(path, max_bytes=max_bytes)}
    return tuple(sorted(triples, key=format_parts))


def parse_rdf_quads(path: Path, *, max_bytes: int = MAX_BYTES) -> tuple[Quad, ...]:
    """Read one RDF file with the names of its graphs; what stands in no named graph gets the address of the file.

    Raises:
        ArticleError: the file is missing, too large, of no known syntax, or not in the syntax that its ending
            names; names file and line. A document type in RDF/XML and an outside context in JSON-LD are refused.
    """
    syntax = find_syntax(path)
    text = read_text(path, max_bytes)
    guard = GUARDS.get(syntax)
    if guard is not None:
        text = guard(path, text)
    home = path.resolve().as_uri()
    try:
        with quieten_rdflib():
            dataset = parse_text(text, syntax, home)
    except BAD_INPUT as error:
        line = find_line(error, text, syntax)
        place = f"{path}: line {line}" if line else str(path)
        raise ArticleError(f"{place}: {explain(error)}", hint=f"The ending says that this is {syntax}.") from error
    return list_quads(dataset, sha256(text.encode()).hexdigest()[:8], home)


def find_syntax(path: Path) -> str:
    """Find the syntax by the ending of a file."""
    endings = [ending.lower() for ending in path.suffixes]
    if endings and endings[-1] == ".gz":
        endings.pop()
    syntax = SYNTAXES.get(endings[-1]) if endings else None
    if syntax is None:
        raise ArticleError(f"{path}: unknown kind of file", hint=f"Known endings: {' '.join(SYNTAXES)}.")
    return syntax


def read_text(path: Path, max_bytes: int) -> str:
    """Read a file, unpacked where it is packed, never more than the limit."""
    try:
        with gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except (OSError, EOFError) as error:
        raise ArticleError(f"{path}: cannot be read ({error})") from error
    if len(content) > max_bytes:
        raise ArticleError(f"{path}: larger than {max_bytes} bytes", hint="Split the file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ArticleError(f"{path}: line {line}: not UTF-8", hint="Save the file as UTF-8.") from error


def parse_text(text: str, syntax: str, base: str) -> Dataset:
    """Parse a text into a dataset."""
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 warns of a call that it makes itself
        dataset.parse(data=text, format=syntax, publicID=base)
    return dataset


def list_quads(dataset: Dataset, label: str, home: Iri) -> tuple[Quad, ...]:
    """List the quads of a dataset, each once and sorted; blank nodes are numbered by what is said of them."""
    rows = [(tuple(read_node(node) for node in quad[:3]), name_home(quad[3], home)) for quad in dataset.quads()]
    said: dict[Iri | Literal, list[str]] = {}
    for (subject, *rest), _ in rows:
        said.setdefault(subject, []).extend(format_node(part) for part in rest if not is_blank(part))
    found = {part for row, _ in rows for part in row if is_blank(part)}
    ordered = sorted(found, key=lambda part: sorted(said.get(part, ())))
    blanks = {part: f"{BLANK_PREFIX}b{label}n{number}" for number, part in enumerate(ordered, start=1)}
    quads = {Quad(*make_triple(*(blanks.get(part, part) for part in row)), graph) for row, graph in rows}
    return tuple(sorted(quads, key=format_parts))


def name_home(graph: object, home: Iri) -> Iri:
    """Name the graph of a quad: by its IRI, else by the file that it stands in."""
    return str(graph) if isinstance(graph, URIRef) and graph != DATASET_DEFAULT_GRAPH_ID else home


def format_parts(parts: Iterable[Iri | Literal]) -> list[str]:
    """Write the parts of a triple or quad, so as to sort by them."""
    return [format_node(part) for part in parts]


def is_blank(part: Iri | Literal) -> bool:
    """Say whether a term is a blank node."""
    return not isinstance(part, Literal) and part.startswith(BLANK_PREFIX)


def make_triple(subject: Iri | Literal, predicate: Iri | Literal, target: Iri | Literal) -> Triple:
    """Make a triple; JSON-LD alone could put a literal in front, and must not."""
    if isinstance(subject, Literal) or isinstance(predicate, Literal):
        raise ArticleError(f"{subject} {predicate} {target}: a literal has no properties")
    return Triple(subject, predicate, target)


# ---- what a file must not do ---------------------------------------------------------------------------------


def guard_xml(path: Path, text: str) -> str:
    """Refuse a document type, through which XML reaches other files, and any encoding that could hide one."""
    head = XML_HEAD.match(text)
    encoding = XML_ENCODING.search(head.group()) if head else None
    if encoding is not None and encoding.group(1).lower() not in {"utf-8", "us-ascii"}:
        raise ArticleError(f"{path}: line 1: the encoding {encoding.group(1)} is refused", hint="Save it as UTF-8.")
    start = text.find("<!DOCTYPE")
    if start >= 0:
        line = text.count("\n", 0, start) + 1
        raise ArticleError(f"{path}: line {line}: a document type is refused", hint="Take out the <!DOCTYPE ...>.")
    return text if head is None else "\n" * head.group().count("\n") + text[head.end() :]


def guard_json(path: Path, text: str) -> str:
    """Refuse contexts that lie elsewhere: nothing is fetched for a file."""
    try:
        content: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(f"{path}: line {error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise ArticleError(f"{path}: nested too deeply") from error
    for address in find_outside_contexts(content):
        line = text.count("\n", 0, max(text.find(json.dumps(address)), 0)) + 1
        raise ArticleError(
            f"{path}: line {line}: the context {address} lies outside the file", hint="Write the context into the file."
        )
    return json.dumps(content)


def find_outside_contexts(content: object) -> Iterator[str]:
    """Find the addresses that the contexts of a JSON-LD document name, however deep."""
    queue = [content]
    for part in queue:
        if isinstance(part, list):
            queue.extend(part)
        elif isinstance(part, dict):
            queue.extend(part.values())
            named = (part.get("@context"), part.get("@import"))
            yield from (item for value in named for item in listed(value) if isinstance(item, str))


def listed(value: object) -> list[object]:
    """Give a list as it is and anything else as a list of one."""
    return value if isinstance(value, list) else [value]


GUARDS: Final[Mapping[str, Callable[[Path, str], str]]] = {"xml": guard_xml, "json-ld": guard_json}


# ---- where it went wrong -------------------------------------------------------------------------------------


def find_line(error: Exception, text: str, syntax: str) -> int | None:
    """Find the line of an error, counted from 1; None where nobody knows it."""
    if isinstance(error, BadSyntax):
        return error.lines + 1
    if isinstance(error, SAXParseException):
        return error.getLineNumber()
    place = XML_PLACE.match(str(error))
    if place is not None:
        return int(place.group(1))
    return find_bad_line(text, syntax) if syntax in LINE_SYNTAXES else None


def find_bad_line(text: str, syntax: str) -> int | None:
    """Find the first line that does not parse by itself, in a syntax of one statement a line."""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            parse_text(f"{line}\n", syntax, "urn:base")
        except BAD_INPUT:
            return number
    return None


def explain(error: Exception) -> str:
    """Say what is wrong, on one line and briefly."""
    if isinstance(error, BadSyntax):
        return str(error).split("\n", 2)[1].removesuffix(" at ^ in:")
    if isinstance(error, SAXParseException):
        return error.getMessage()
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, IndexError):  # rdflib's Turtle reader runs past the end
        return "the file ends in the middle of a statement"
    return " ".join(XML_PLACE.sub("", str(error)).split())[:200] or type(error).__name__
