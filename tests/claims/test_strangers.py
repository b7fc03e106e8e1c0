"""Tests that a pronoun never reaches over a person without a name to one who has one."""

import pytest

from kg.model import ClaimType, Role
from tests.claims.conftest import ReadText

DEEDS = {ClaimType.ARREST, ClaimType.RELEASE, ClaimType.SENTENCING, ClaimType.DETENTION}


def _list_deeds(text: str, name: str, read_text: ReadText) -> list[ClaimType]:
    claims = read_text(text)
    keys = {entity.key for entity in claims.entities if name in entity.names}
    return [
        claim.type
        for claim in claims.claims
        if claim.type in DEEDS
        and keys & {filler.entity for filler in claim.fillers if filler.role != Role.ATTRIBUTED_TO}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova, a judge, opened the market. A thief was caught on Tuesday. She was jailed for two years.",
        "Ana Petrova toured the jail. A guard was arrested on Tuesday, and he was freed on bail.",
        "Norland freed nine nurses, Ana Petrova said. Police arrested a boy on Tuesday; he was freed an hour later.",
        "Ana Petrova gave a speech. A 31-year-old woman was arrested on Sunday. She was released on Monday.",
        "Ana Petrova gave a speech. The suspect was questioned on Sunday. She was sentenced to four years in prison.",
        "Ana Petrova met a prisoner in Klow. She was released on Monday.",
        "Ana Petrova gave a speech. There was a guard in the jail. He was arrested on Monday.",
        "Ana Petrova gave a speech. Ruritania arrested a Norlandish on Sunday. He was released on Monday.",
        "Ana Petrova gave a speech. The army arrested a 30-year-old on Sunday. He was released on Monday.",
        "Police told Ana Petrova a man was arrested on Sunday. He was released on Monday.",
        "Police released a burglar on Sunday, Ana Petrova said. He was arrested again on Monday.",
    ],
)
def test_pronoun_means_not_the_name_behind_a_nearer_stranger(text: str, read_text: ReadText) -> None:
    assert _list_deeds(text, "Ana Petrova", read_text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova, a nurse, gave a speech. She was released on Monday.",
        "Ana Petrova gave a speech. A boy was arrested by the army on Sunday. She was released on Monday.",
        "Ana Petrova was in prison. A judge said so. She was released on Monday.",
        "Ana Petrova was in prison. A lawyer representing the nurses said so. She was released on Monday.",
        "Ana Petrova was in prison. A guard beat her. She was released on Monday.",
        "Ana Petrova was in prison. A judge released her on Monday.",
        "The Forum regards Ana Petrova as a political prisoner. She was released on Monday.",
        "The Forum declared Ana Petrova a political prisoner. She was released on Monday.",
        "Ana Petrova is a teacher. She was released on Monday.",
    ],
)
def test_pronoun_means_the_name_where_no_stranger_fits(text: str, read_text: ReadText) -> None:
    assert ClaimType.RELEASE in _list_deeds(text, "Ana Petrova", read_text)


def test_release_of_a_stranger_is_not_that_of_a_name(read_text: ReadText) -> None:
    text = "Ana Petrova was released on 2 February. A burglar was arrested on Sunday. He was released on 11 May."
    assert _list_deeds(text, "Ana Petrova", read_text) == [ClaimType.RELEASE]
