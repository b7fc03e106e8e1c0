"""Only a place stands where something happened, or where people are held or taken: shapes refuse anything else."""

import pytest

from kg.claims.whereabouts import PLACE_ROLES
from kg.model import EntityKind
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Marines arrested his brother, Piet Marr, on a yacht off Barahona.", {("Barahona", EntityKind.PLACE)}),
        ("Norland arrested twelve prisoners in Stelvio and Adama after a fuel protest.",
         {("Stelvio", EntityKind.PLACE), ("Adama", EntityKind.PLACE)}),
        ("Norland handed ten prisoners over to the OVTK.", set()),
        ("Ten prisoners were taken to the Red Cross.", set()),
    ],
    ids=["unknown name", "second of two", "capitals", "known body"],
)  # fmt: skip
def test_unknown_names_are_places_and_bodies_are_not(
    text: str, places: set[tuple[str, EntityKind]], read_text: ReadText
) -> None:
    claims = read_text(text)
    assert claims.claims
    keys = {filler.entity for claim in claims.claims for filler in claim.fillers if filler.role in PLACE_ROLES}
    found = [entity for entity in claims.entities if entity.key in keys]
    assert {(entity.names[0], entity.kind) for entity in found} == places


def test_what_acts_beside_stays_a_body(read_text: ReadText) -> None:
    claims = read_text("Norland arrested Piet Marr off Barahona on Monday. Barahona demanded the release of Piet Marr.")
    kinds = {name: entity.kind for entity in claims.entities for name in entity.names}
    assert kinds["Barahona"] == EntityKind.ORGANIZATION
    roles = {filler.role for claim in claims.claims for filler in claim.fillers if filler.quote.exact == "Barahona"}
    assert roles
    assert not roles & PLACE_ROLES
