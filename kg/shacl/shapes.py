"""Load the shapes folder: one graph, one digest, and an error that names file and line where a shape is faulty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import ShapesError
from kg.shacl.lifting import lift_targets
from kg.shacl.lint import find_faults
from kg.shacl.scopes import Scope, select_shapes
from kg.terms import DEFAULT_BASE, Names


@dataclass(frozen=True, slots=True)
class Shapes:
    """Hold shapes that are fit for use; equal where the digests are.

    `digest` is the SHA-256, in hex, of the files' names and texts after they were put under the base IRI. `graph`
    holds the shapes as written; `lifted` says the same for each scope, in the form that pySHACL is quickest with.
    The digest is one for both scopes: an article is judged by both before it is published.
    """

    digest: str
    graph: Graph = field(compare=False, repr=False)
    lifted: Mapping[Scope, Graph] = field(compare=False, repr=False)


def load_shapes(folder: Path, names: Names) -> Shapes:
    """Load every Turtle file of a folder and check that the shapes are fit for use.

    Args:
        folder: holds the files; folders inside it are read, too.
        names: their base takes the place of the default base wherever a file spells it.

    Raises:
        ShapesError: there is no file, one is not Turtle, or a shape is faulty; names file and line.
    """
    files = read_files(folder, names)
    graph = Graph(store="SimpleMemory")
    for name, text in files.items():
        parse_shapes(graph, name, text)
    faults = find_faults(graph, names)
    if faults:
        fault = faults[0]
        raise ShapesError(f"{find_place(files, fault.shape)}: {fault.shape} {fault.problem}", hint=fault.hint)
    lifted = {scope: lift_targets(select_shapes(graph, scope, names)) for scope in Scope}
    return Shapes(hash_files(files), graph, lifted)


def read_files(folder: Path, names: Names) -> dict[str, str]:
    """Read the files, sorted by name, and put their IRIs under the base."""
    paths = sorted(folder.rglob("*.ttl"), key=lambda path: path.relative_to(folder).as_posix())
    if not paths:
        raise ShapesError(f"{folder}: there are no shapes", hint="The folder should hold files that end in .ttl.")
    files: dict[str, str] = {}
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ShapesError(f"{path}: cannot be read ({error})") from error
        files[path.relative_to(folder).as_posix()] = text.replace(DEFAULT_BASE, names.base)
    return files


def parse_shapes(graph: Graph, name: str, text: str) -> None:
    """Add one file to the graph of all."""
    try:
        graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        reason = str(error).split("\n", 2)[1].removesuffix(" at ^ in:")
        raise ShapesError(f"{name} line {error.lines + 1}: {reason}", hint="Correct the Turtle there.") from error


def hash_files(files: dict[str, str]) -> str:
    """Digest names and texts, in the order of the names."""
    digest = sha256()
    for name, text in files.items():
        digest.update(f"{name}\n{len(text)}\n{text}".encode())
    return digest.hexdigest()


def find_place(files: dict[str, str], shape: str) -> str:
    """Say in which file and line a shape stands, the line that describes it before one that mentions it."""
    local = shape.rsplit("#", 1)[-1]
    found = [
        (not line.startswith(f"cs:{local} "), f"{name} line {number}")
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if f":{local}" in line
    ]
    return min(found)[1] if found else "shapes"
