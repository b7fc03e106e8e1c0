"""Work grows with length only: counted in calls, so that a busy machine changes nothing."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from tests.claims.conftest import ReadText

SHORT, TIMES = 2_500, 4  # characters
ALLOWED = 1.4  # what is looked up among neighbours grows until there are enough of them

_SYLLABLES = ("ka", "lo", "mi", "ra", "ven", "tor", "sha", "bel", "nik", "ska", "pet", "mar")


def _name(number: int) -> str:
    """Give the name of a person whom no other number has."""
    first, second = _SYLLABLES[number % 12], _SYLLABLES[number // 12 % 12]
    return f"{first}{second}".capitalize() + " " + f"{second}{_SYLLABLES[number // 144 % 12]}{first}".capitalize()


def _repeat(make: Callable[[int], str], size: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(make(len(parts)))
    return "".join(parts)


KINDS: dict[str, Callable[[int], str]] = {
    "releases": lambda i: f"Borduria freed {i + 2} men on Monday, among them {_name(i)}.\n\n",
    "one-release": lambda i: f"Borduria released {_name(i)} on Monday. ",
    "relief": lambda i: f"Norland lifted sanctions on {_name(i)} after Borduria freed ten prisoners. ",
    "pardons": lambda i: f"Borduria pardoned {_name(i)}. ",
    "brokers": lambda i: f"Norland mediated the exchange. Borduria freed {i + 2} men. ",
    "moves": lambda i: f"The move follows talks in Klow. Borduria lifted sanctions on {_name(i)}. ",
    "speech": lambda i: f"{_name(i)} said that Borduria had jailed her for {i % 9 + 2} years and thanked Norland. ",
    "posts": lambda i: f"{_name(i)}, the president of Borduria, met {_name(i + 7)} in Klow. ",
    "health": lambda i: f"{_name(i)} is in poor health in prison. ",
    "pronouns": lambda i: f"Borduria freed {i + 2} men and {i + 3} women. They were flown to Klow. Both were ill. ",
    "analysis": lambda i: f"Scenario Analysis\n\nThe release of {_name(i)} could lead Norland to ease sanctions.\n\n",
    "one-sentence": lambda _: "Borduria said it freed the men who were held in Klow and ",
    "list-of-names": lambda i: f"{_name(i)}, ",
    "repeated": lambda _: "Borduria freed 41 men on Monday, among them Ana Petrova.\n\n",
    "short-paragraphs": lambda i: f"It is {i}.\n\n",
    "brackets": lambda _: "a ( ",
    "commas": lambda _: "men, ",
    "quotes": lambda _: '"He said." ',
    "dates": lambda _: "May 3, ",
    "slashes": lambda _: "a/",
    "right-to-left": lambda _: "\u0623\u0641\u0631\u062c\u062a \u0627\u0644\u0633\u0644\u0637\u0627\u062a ",
}


def _count_calls(read_text: ReadText, text: str) -> int:
    count = 0

    def note(_frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        read_text(text)
    finally:
        sys.setprofile(None)
    return count


_DAILY = {"relief", "one-sentence", "list-of-names", "short-paragraphs", "repeated", "brackets", "commas"}
_SORTED = [pytest.param(kind, marks=() if kind in _DAILY else pytest.mark.long, id=kind) for kind in KINDS]


@pytest.mark.parametrize("kind", _SORTED)
def test_four_times_the_text_is_four_times_the_work(read_text: ReadText, kind: str) -> None:
    short, long = (_count_calls(read_text, _repeat(KINDS[kind], size)) for size in (SHORT, SHORT * TIMES))
    assert long < ALLOWED * TIMES * short
