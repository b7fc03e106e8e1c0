"""What a single unknown word is, that no fuller name explains: a surname, or a body."""

import pytest

from kg.model import EntityKind, Role
from tests.claims.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Petrenko freed nine prisoners on Monday.", EntityKind.PERSON),
        ("Kowalczyk freed nine prisoners on Monday.", EntityKind.PERSON),
        ("Almeida pardoned nine prisoners on Monday.", EntityKind.PERSON),
        ("Almeida freed nine hostages on Monday.", EntityKind.ORGANIZATION),
        ("The Petrenko freed nine hostages on Monday.", EntityKind.ORGANIZATION),
    ],
    ids=["ending", "other ending", "deed", "neither", "article"],
)
def test_bare_surname_is_a_person(text: str, kind: EntityKind, read_text: ReadText) -> None:
    claims = read_text(text)
    doers = [filler.entity for filler in claims.claims[0].find(Role.RELEASED_BY)]
    assert [entity.kind for entity in claims.entities if entity.key in doers] == [kind]
