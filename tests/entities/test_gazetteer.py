"""The tables of states, bodies and places are whole, and broken ones are refused by file and line."""

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from kg.entities.gazetteer import DATA, load_gazetteer
from kg.errors import IdentityError
from kg.model import EntityKind, Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_all_states_have_codes_and_items(gazetteer: Gazetteer) -> None:
    states = [entry for entry in gazetteer.entries.values() if entry.kind == EntityKind.STATE]
    assert len(states) == 193 + 4
    assert all(entry.iso2 and entry.ref == f"state-{entry.iso3}" and entry.qid for entry in states)


def test_every_slug_is_a_path_segment(gazetteer: Gazetteer) -> None:
    assert all(
        re.fullmatch(r"[a-z0-9-]+(-[A-Z]{3})?", ref) and ref == entry.ref for ref, entry in gazetteer.entries.items()
    )


def test_capitals_lie_in_their_states(gazetteer: Gazetteer) -> None:
    with_capital = [entry for entry in gazetteer.entries.values() if entry.capital]
    assert len(with_capital) > 185
    assert all(gazetteer.entries[entry.capital or ""].state == entry.ref for entry in with_capital)


@pytest.mark.parametrize(
    ("word", "ref"),
    [
        ("U.S.", "state-USA"),
        ("Britain", "state-GBR"),
        ("Turkey", "state-TUR"),
        ("Czech Republic", "state-CZE"),
        ("Belarusian", "state-BLR"),
        ("EU", "organization-european-union"),
        ("West", ""),
        ("Western", "stategroup-west"),
        ("Kiev", "place-kyiv"),
        ("Kremlin", "government-RUS"),
    ],
)
def test_words_of_the_news_lead_to_one_entry(gazetteer: Gazetteer, word: str, ref: str) -> None:
    found = [e.ref for e in gazetteer.entries.values() if word in {e.label, *e.names, *e.demonyms}]
    assert found == [ref] if ref else not found


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("states.tsv", "ATL\tAX\tAtlantis\tQ1\t\t", "expected 8 columns, found 6"),
        ("states.tsv", "Atl\tAX\tAtlantis\t\t\t\t\t", "'Atl' is no iso3"),
        ("states.tsv", "ATL\tAX\tAtlantis\tP12\t\t\t\t", "'P12' is no qid"),
        ("states.tsv", "BLR\tBY\tBelarus\t\t\t\t\t", "state-BLR stands in the tables twice"),
        ("states.tsv", "ATL\tAX\tAtlantis\t\tBritain\t\t\t", "'Britain' is ambiguous, it also leads to state-GBR"),
        ("states.tsv", "ATL\tAX\tAtlantis\tQ184\t\t\t\t", "Q184 is also the item of state-BLR"),
        ("bodies.tsv", "organization-x\tClub\tX club\t\t\t\t", "'Club' is no kind"),
        ("acting.tsv", "place-x\torganization-european-union", "place-x is not in the tables"),
        ("acting.tsv", "place-geneva\torganization-x", "organization-x is not in the tables"),
        ("places.tsv", "place-x\tSettlement\tX\t\t\tATL", "state-ATL is not in the tables"),
    ],
)
def test_a_broken_row_is_refused_by_name(tmp_path: Path, table: str, row: str, message: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    with (folder / table).open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(IdentityError) as caught:
        load_gazetteer(folder)
    assert message in caught.value.message


EUROPE = """
    ALB AND AUT BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA LIE LTU LUX LVA MCO MDA
    MKD MLT MNE NLD NOR POL PRT ROU RUS SMR SRB SVK SVN SWE TUR UKR UNK
"""


@pytest.mark.parametrize("code", EUROPE.split())
def test_states_of_europe_have_a_name_in_each_language(gazetteer: Gazetteer, code: str) -> None:
    assert sorted(dict(gazetteer.entries[f"state-{code}"].labels)) == ["be", "de", "lt", "pl", "ru", "uk"]


@pytest.mark.parametrize("language", ["be", "de", "lt", "pl", "ru", "uk"])
def test_names_in_other_languages_stand_in_their_script(gazetteer: Gazetteer, language: str) -> None:
    names = [dict(entry.labels)[language] for entry in gazetteer.entries.values() if language in dict(entry.labels)]
    assert {unicodedata.name(name[0]).split()[0] for name in names} == (
        {"CYRILLIC"} if language in {"be", "ru", "uk"} else {"LATIN"}
    )
