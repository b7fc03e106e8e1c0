"""Give the tests of claims a small gazetteer of invented and real names and a way to read a text."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.articles.reader import read_article
from kg.claims.extract import extract_claims
from kg.model import Claims, EntityKind, Gazetteer, GazetteerEntry

ReadText = Callable[..., Claims]
SHARED = Path(__file__).parents[3] / "shared"


def _state(code: str, name: str, demonym: str, capital: str) -> tuple[GazetteerEntry, GazetteerEntry]:
    ref, place = f"state-{code}", f"place-{capital.lower()}"
    return (
        GazetteerEntry(ref, EntityKind.STATE, name, (name,), (demonym,), capital=place),
        GazetteerEntry(place, EntityKind.SETTLEMENT, capital, (capital,), state=ref),
    )


STATES = (
    ("NRL", "Norland", "Norlandish", "Bern"),
    ("BRD", "Borduria", "Bordurian", "Szohod"),
    ("SYL", "Syldavia", "Syldavian", "Klow"),
    ("RUR", "Ruritania", "Ruritanian", "Strelsau"),
    ("CAN", "Canada", "Canadian", "Ottawa"),
    ("AUS", "Australia", "Australian", "Canberra"),
    ("JPN", "Japan", "Japanese", "Tokyo"),
    ("THA", "Thailand", "Thai", "Bangkok"),
    ("GTM", "Guatemala", "Guatemalan", "Guatemala City"),
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Give a small gazetteer: what a caller hands in."""
    entries = {entry.ref: entry for row in STATES for entry in _state(*row)}
    entries["state-USA"] = GazetteerEntry(
        "state-USA", EntityKind.STATE, "United States", ("US", "United States", "U.S."), ("American",)
    )
    union = EntityKind.INTERGOVERNMENTAL
    entries["organization-european-union"] = GazetteerEntry(
        "organization-european-union", union, "European Union", ("EU", "European Union")
    )
    entries["organization-united-nations"] = GazetteerEntry(
        "organization-united-nations", union, "United Nations", ("UN", "United Nations")
    )
    return Gazetteer(entries)


@pytest.fixture(scope="session")
def read_text(gazetteer: Gazetteer) -> ReadText:
    """Give a function that reads a text as an article of Thursday 14 May 2026 and finds its claims."""

    def read(text: str, *, headline: str = "A note from the desk", published: date = date(2026, 5, 14)) -> Claims:
        data = f"{headline}\n\n{text}\n".encode()
        document = read_article(data, name="note.txt", published=published, max_bytes=10_000_000)
        return extract_claims(document, gazetteer)

    return read
