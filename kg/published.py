"""Read the ontology and the shapes as files to publish."""

from kg.settings import Settings, find_folder
from kg.terms import DEFAULT_BASE


def read_published_files(settings: Settings) -> dict[str, bytes]:
    """Read the ontology and the shapes as the files that dumps and server publish, under the base IRI in use."""
    return {
        f"{name}.ttl": b"\n".join(
            path.read_bytes().replace(DEFAULT_BASE.encode(), settings.base.encode())
            for path in sorted(find_folder(name).glob("*.ttl"))
        )
        for name in ("ontology", "shapes")
    }
