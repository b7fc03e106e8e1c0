"""What follows from the data is made once for each version, and never kept under the name of another."""

from pathlib import Path

from kg.model import Change, Quad
from kg.settings import Settings
from kg.store.query import QueryService
from kg.store.writing import open_writer
from kg.terms import RDF_TYPE, Class
from kg.web.app import create_app
from kg.web.documents import keep_for_version
from kg.web.site import EXTENSION, Site
from tests.web.conftest import NAMES, thing


def test_what_a_commit_overtook_is_not_kept(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    service = QueryService(settings)
    site = create_app(settings, service=service).extensions[EXTENSION]
    assert isinstance(site, Site)

    def make_late() -> str:
        person = Quad(thing("person-ilva-torren"), RDF_TYPE, NAMES.of_class(Class.PERSON), NAMES.graph("curated/x"))
        with open_writer(settings) as writer:
            writer.commit(Change(added=frozenset({person})))
        return "of two versions"

    assert keep_for_version(site, "page", str, make_late) == "of two versions"
    assert not site.kept
    assert keep_for_version(site, "page", str, lambda: "of one version") == "of one version"
    assert keep_for_version(site, "page", str, lambda: "made again") == "of one version"
    service.close()
