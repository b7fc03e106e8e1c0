"""The ontology is OWL 2 DL and RL, consistent, and each of its classes can have members; faults put in are found.

The checks need Java and the extra `owl` (the jars that come with owlready2; nothing of it is imported). Without them
the tests skip and say what to install; with CLEMENCY_OWL=required, as `.ci/owl` sets it, they fail instead.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from rdflib import OWL, RDFS

from kg.graph.ontology import FILES
from tests.ontology.sources import FOLDER, ONTOLOGY, TERMS

pytestmark = pytest.mark.owl

PROGRAM: Final = Path(__file__).with_name("CheckOwl.java")
TIMEOUT_S: Final = 300
Found = Mapping[str, list[tuple[str, str]]]
# One fault each, appended to the core vocabulary, and the kind of finding that must come of it. No one check finds all.
FAULTS: Final = {
    "undeclared": ("clem:released rdfs:subPropertyOf clem:letGo .", "DL"),
    "both-kinds": ("clem:released a owl:DatatypeProperty .", "DL"),
    "foreign-datatype": ("clem:gist rdfs:range rdf:langString .", "DL"),
    "union": ("clem:released rdfs:range [ a owl:Class ; owl:unionOf ( clem:Person clem:PersonGroup ) ] .", "RL"),
    "empty-class": ("clem:Odd a owl:Class ; rdfs:subClassOf clem:Person , clem:State .", "UNSATISFIABLE"),
    "two-kinds": ("<id/x> a clem:Person , clem:State .", "INCONSISTENT"),
    "by-domain": ("<id/x> clem:released <id/y> ; clem:birthDate 3 .", "INCONSISTENT"),
    "date-range": ("clem:onDate rdfs:range xsd:date .", "ERROR"),
}
PREFIXES: Final = """
@base <https://w3id.org/clemency/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
# In RL no axiom may name owl:Thing as a class that something belongs to. As a domain or range it says nothing, so
# what reasoners of that profile leave out is nothing; the vocabulary keeps it, to say of each property what it takes.
SAYS_NOTHING: Final = re.compile(r"UseOfNonSuperClassExpression: .*Property(?:Domain|Range)\(<([^>]*)> owl:Thing\)")


def find_jars() -> list[Path]:
    """Find the jars of the reasoner and of the OWL API; the reasoner comes first, for it brings an OWL API too."""
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent
    return [*folder.glob("hermit/HermiT.jar"), *folder.glob("pellet/owlapi-distribution-*.jar")]


def find_what_is_missing() -> str:
    """Say what the checks lack; nothing when they can run. A plain runtime cannot run a source file: ask for javac."""
    if shutil.which("javac") is None:
        return "no JDK on the path: the OWL checks need one (apt-get install default-jdk-headless)"
    if len(find_jars()) != 2:
        return "owlready2 is not installed: the OWL checks need its jars (pip install -c constraints.txt -e '.[owl]')"
    return ""


def write_files(folder: Path) -> list[Path]:
    """Write the whole vocabulary as one file, and the core with each fault."""
    texts = {name: (FOLDER / name).read_text(encoding="utf-8") for name in FILES}
    files = {"whole": "".join(texts.values())}
    files |= {name: texts["clemency.ttl"] + PREFIXES + turtle for name, (turtle, _) in FAULTS.items()}
    paths = [folder / f"{name}.ttl" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Run all checks in one go, as starting Java takes longer than any of them."""
    missing = find_what_is_missing()
    if missing and os.environ.get("CLEMENCY_OWL") == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    classpath = os.pathsep.join(map(str, find_jars()))
    files = map(str, write_files(tmp_path_factory.mktemp("owl")))
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", classpath, str(PROGRAM), *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=TIMEOUT_S, check=False)
    assert done.returncode == 0, done.stderr
    return read_findings(done.stdout)


def read_findings(printed: str) -> Found:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in printed.splitlines():
        name, kind, text = line.split("\t")
        found.setdefault(name.removesuffix(".ttl"), []).append((kind, text))
    return found


def list_faults(found: Found, name: str, *kinds: str) -> list[str]:
    return [text for kind, text in found[name] if kind in kinds]


def test_every_file_is_read_to_its_end(found: Found) -> None:
    assert {name: findings[-1][0] for name, findings in found.items()} == dict.fromkeys(("whole", *FAULTS), "READ")


def test_ontology_is_owl_2_dl(found: Found) -> None:
    assert list_faults(found, "whole", "DL") == []


def test_ontology_is_owl_2_rl_but_for_what_says_nothing(found: Found) -> None:
    faults = list_faults(found, "whole", "RL")
    harmless = [match[1] for fault in faults if (match := SAYS_NOTHING.match(fault))]
    told = [str(prop) for name in (RDFS.domain, RDFS.range) for prop in ONTOLOGY.subjects(name, OWL.Thing)]
    assert [fault for fault in faults if not SAYS_NOTHING.match(fault)] == []
    assert sorted(harmless) == sorted(told)
    assert f"{TERMS}wikidata" in told


def test_ontology_is_consistent_and_no_class_is_empty(found: Found) -> None:
    assert list_faults(found, "whole", "INCONSISTENT", "UNSATISFIABLE", "ERROR") == []


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(found: Found, name: str) -> None:
    assert list_faults(found, name, FAULTS[name][1])
