"""Headings, labels of the page and speculative headings are told by their shape and by general words."""

import pytest

from kg.articles.headings import is_highlights_label, is_page_label, is_scenario_heading, looks_like_heading


@pytest.mark.parametrize(
    "line",
    [
        "Analysis",
        "Scenario Analysis",
        "## Scenario Analysis",
        "**Expert analysis**",
        "Outlook",
        "Outlook for the Baltic",
        "Regional outlook:",
        "Possible scenarios",
        "Scenario 2",
        "Worst case",
        "Best-case scenario",
        "Implications",
        "Implications for the region",
        "Broader Geopolitical Implications",
        "Implications and outlook",
        "Forecast",
        "Commentary",
        "What this might mean",
        "What it means for the coast",
        "What does this mean?",
        "What the deal could mean for Riga",
        "What could a thaw mean?",
        "What next?",
        "What's next for the ferry",
        "What happens next",
        "What might come next?",
        "And where to go from here?",
        "What to watch",
        "Things to watch next week",
        "Looking ahead",
        "The road ahead",
        "Possible consequences",
        "Future prospects",
        "What if the ice stays?",
        "If the ice stays",
        "Analysis: a cold winter for the coast",
    ],
)
def test_speculative_heading_is_found(line: str) -> None:
    assert is_scenario_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reactions and future implications",
        "Sanctions and outlook",
        "Health concerns",
        "What happened",
        "What the court decided",
        "What freedom means",
        "What we know",
        "A nightmare scenario for families",
        "Opinion of the court",
        "Why it matters",
        "Next steps taken by the port",
        "The road to Riga",
        "Next of kin",
        "Background",
        "Meaningful talks",
        "Watch officers freed",
        "Analysts in court",
        "Prospective members freed",
        "",
        "x" * 10_000,
    ],
)
def test_ordinary_heading_is_not_speculative(line: str) -> None:
    assert not is_scenario_heading(line)


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Human cost", True),
        ("THE KNOCK ON THE HULL", True),
        ("What did he do?", True),
        ("Back to the U.S.", True),
        ("3 ferries, 9 crews", True),
        ("He left.", False),
        ("Those who left:", False),
        ("the lower case line", False),
        ('He called it "a wreck."', False),
        ("Left?", False),
        ("A line that goes on and on and on and on and on and on and on", False),
        ("A" * 200, False),
        ("- - -", False),
    ],
)
def test_heading_is_short_and_has_no_stop(line: str, *, is_heading: bool) -> None:
    assert looks_like_heading(line) is is_heading


@pytest.mark.parametrize(
    "line", ["Highlights", "HIGHLIGHTS:", "Key points", "The main points", "At a glance", "Key takeaways"]
)
def test_label_of_highlights_is_found(line: str) -> None:
    assert is_highlights_label(line)


@pytest.mark.parametrize("line", ["Highlights of the coast", "Key witness", "Summary execution"])
def test_other_heading_labels_no_highlights(line: str) -> None:
    assert not is_highlights_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "-",
        "* * *",
        "____",
        "Full text",
        "Rewritten article",
        "ADVERTISEMENT",
        "Related articles: Ice",
        "Read more: Ice on the coast",
        "(Reporting by Ilse Maran; editing by Ivo Sand)",
        "© 2025 Coast Radio",
        "ENDS",
        "- Ends -",
    ],
)
def test_label_of_the_page_is_read_over(line: str) -> None:
    assert is_page_label(line)


@pytest.mark.parametrize(
    "line",
    ["Reactions", "The story so far", "Report from the coast", "Reporting by night", "It ends.", "Full house", "7"],
)
def test_other_line_is_no_label_of_the_page(line: str) -> None:
    assert not is_page_label(line)
