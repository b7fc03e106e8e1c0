"""Which states and blocs are listed as having a part in the events of an article."""

from datetime import date

import pytest

from kg.articles.reader import read_article
from kg.claims.events import list_events
from kg.claims.extract import extract_claims
from kg.entities.gazetteer import load_gazetteer
from kg.narrow import take_list, take_table, take_text


def _list_states(text: str) -> list[str]:
    data = f"A note from the desk\n\n{text}\n".encode()
    document = read_article(data, name="note.txt", published=date(2026, 5, 14), max_bytes=100_000)
    gazetteer = load_gazetteer()
    states = take_list(list_events(extract_claims(document, gazetteer), gazetteer)["states"], "states")
    return [take_text(take_table(state, "state")["name"], "name") for state in states]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        pytest.param("The Kremlin freed four Danes on Monday.", ["Russia", "Denmark"], id="palace and people"),
        pytest.param("Riyadh released nine men on Monday.", ["Saudi Arabia"], id="capital as government"),
        pytest.param("A court in Lima acquitted the miner Ana Kobel.", ["Peru"], id="place of a court"),
        pytest.param(
            "The European Parliament urged Norway to free Ana Kobel.", ["European Union", "Norway"], id="organ"
        ),
        pytest.param("Macau freed nine men on Monday.", ["China", "Macau"], id="territory beside its state"),
        pytest.param("Nine men were freed in Geneva on Monday.", ["Switzerland"], id="town"),
        pytest.param("Brussels hosted a fair of flowers.", [], id="no event"),
    ],
)
def test_states_are_listed_under_their_full_names(text: str, states: list[str]) -> None:
    assert sorted(_list_states(text)) == sorted(states)


def test_a_movement_that_frees_people_is_listed_and_a_court_is_not() -> None:
    assert _list_states("The Red Lilies released six hostages on Monday.") == ["Red Lilies"]
    assert _list_states("The High Court released six prisoners on bail on Monday.") == []
