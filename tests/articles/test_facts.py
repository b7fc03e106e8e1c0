"""Words that ought to be a day, a language or a licence are read strictly, and gaps are filled from other sources."""

from datetime import date

import pytest

from kg.articles.dates import DateFault
from kg.articles.facts import Facts, read_address, read_day, read_language, read_licence

DAY = date(2026, 10, 27)


@pytest.mark.parametrize(
    "words",
    [
        "2026-10-27",
        "2026-10-27T23:30:00-05:00",
        "2026-10-27T00:30:00.123456+0300",
        "2026-10-27 14:05:33 UTC",
        "20261027",
        "20261027T140533Z",
        "Tue, 27 Oct 2026 23:30:00 -0500",
        "Tue, 27 Oct 2026 23:30:00 GMT",
        "27 October 2026",
        "October 27, 2026 9:12 am",
        "27.10.2026",
    ],
)
def test_day_is_the_one_that_is_printed_whatever_the_zone(words: str) -> None:
    day = read_day(words)
    assert day is not None
    assert day.day == DAY


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("yesterday", DateFault.NO_DATE),
        ("1793059200", DateFault.NO_DATE),
        ("2026-10", DateFault.NO_DATE),
        ("27 October 2026 or later", DateFault.NO_DATE),
        ("27 October", DateFault.NO_YEAR),
        ("10/11/2026", DateFault.AMBIGUOUS),
        ("2026-02-30", DateFault.IMPOSSIBLE),
        ("27 Oct 26", DateFault.SHORT_YEAR),
    ],
)
def test_other_words_are_a_fault_and_no_day(words: str, fault: DateFault) -> None:
    day = read_day(words)
    assert day is not None
    assert (day.day, day.fault) == (None, fault)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("en_US", "en"),
        ("zh-Hant-TW", "zh"),
        ("FR", "fr"),
        ("und", None),
        ("english", None),
    ],
)
def test_language_is_its_first_part(words: str, language: str | None) -> None:
    assert read_language(words) == language


@pytest.mark.parametrize(
    ("words", "licence"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd 3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("© Harbour Gazette", None),
        ("javascript:alert(1)", None),
    ],
)
def test_licence_is_an_address(words: str, licence: str | None) -> None:
    assert read_licence(words) == licence


@pytest.mark.parametrize(
    "words", ["javascript:alert(1)", "/gate", "https://example.org/100%", "file:///etc/passwd", ""]
)
def test_what_names_no_page_is_no_address(words: str) -> None:
    assert read_address(words) is None


def test_gaps_are_filled_and_what_is_said_stays() -> None:
    facts = Facts(headline="Gate").fill(Facts(headline="Other", body="It opens."))
    assert (facts.headline, facts.body) == ("Gate", "It opens.")


def test_whole_day_wins_over_a_faulty_one() -> None:
    facts = Facts(day=read_day("yesterday")).fill(Facts(day=read_day("2026-10-27")))
    assert facts.day is not None
    assert facts.day.day == DAY
