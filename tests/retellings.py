"""Articles of our own that tell one event differently, and how many were freed whatever their order."""

from dataclasses import dataclass

from tests.newsroom import write_article

FIVE = (
    write_article(
        "Belarus frees 52 prisoners",
        "12 September 2025",
        "Belarus released 52 prisoners on Thursday, a White House official said.",
        "Among them is the journalist Ihar Zubrovich.",
    ),
    write_article(
        "Lukashenko pardons 52",
        "11 September 2025",
        "Belarusian President Alexander Lukashenko pardoned 52 people on Thursday, his office said.",
    ),
    write_article(
        "Minsk lets 51 people go",
        "13 September 2025",
        "Minsk freed 51 people on September 11, the rights group Viasna said.",
        "Ihar Zubrovich and the teacher Alena Karnienka were among them.",
    ),
    write_article(
        "Prisoners freed in Belarus",
        "14 September 2025",
        "The Belarusian authorities released 52 prisoners on Friday, among them Igor Zubrovich.",
    ),
    write_article(
        "Dozens go free in Belarus",
        "12 September 2025",
        "Belarus has released more than 50 prisoners, among them Ihar Zubrovich.",
    ),
)
SWAP = (
    write_article(
        "Twenty-four people swapped in Ankara",
        "2 August 2024",
        "Twenty-four people were freed in a prisoner swap in Ankara on Thursday.",
    ),
    write_article(
        "Russia and the West exchange prisoners",
        "2 August 2024",
        "Russia released 15 prisoners on 1 August 2024 in exchange for eight Russians who were freed by Norway.",
        "Belarus freed Jonas Kramer.",
    ),
    write_article(
        "Moscow releases 15 prisoners",
        "3 August 2024",
        "Russia released 15 prisoners on Thursday, among them the politician Ivan Sadov.",
    ),
)
# Articles of more than one case.
COUNTED = write_article("Belarus frees 52", "12 September 2025", "Belarus released 52 prisoners on Thursday.")
SINCE_JULY = write_article(
    "Belarus frees 52",
    "12 September 2025",
    "Belarus released 52 prisoners on Thursday. It has released 314 prisoners since July 2024.",
)
JOINT = write_article(
    "Armenia and Azerbaijan exchange prisoners",
    "15 December 2023",
    "Armenia and Azerbaijan freed 34 prisoners on 13 December 2023.",
)
TOLD_AS_FACT = write_article("Zubrovich is free", "5 March 2025", "Belarus released Ihar Zubrovich on Monday.")


@dataclass(frozen=True)
class Case:
    """Hold articles and how many were freed by state and year, whatever the order in which they come."""

    totals: dict[tuple[str, str], int]
    texts: tuple[str, ...]


CASES = {
    "one release, five articles": Case({("state-BLR", "2025"): 52}, FIVE),
    "a swap as a whole, by its sides, and one side": Case(
        {("state-RUS", "2024"): 15, ("state-NOR", "2024"): 8, ("state-BLR", "2024"): 1}, SWAP
    ),
    "a swap of few, one side by name": Case(
        {("state-RUS", "2019"): 2, ("state-LTU", "2019"): 2},
        (
            write_article(
                "Vilnius and Moscow swap prisoners",
                "15 November 2019",
                "Russia released two Norwegians and Lithuania freed two Russians on Friday.",
                "In all, four prisoners were freed.",
            ),
            write_article(
                "Lithuania frees two Russian spies",
                "16 November 2019",
                "Lithuania released two Russians on Friday in exchange for Erik Solvang, who was freed by Russia.",
            ),
        ),
    ),
    "a swap of many states, one side of five": Case(
        {
            ("state-RUS", "2024"): 15,
            ("state-BLR", "2024"): 1,
            **{(f"state-{code}", "2024"): 8 for code in ("DEU", "NOR", "POL", "SVN", "USA")},
        },
        (
            write_article(
                "Seven states swap 24 prisoners",
                "2 August 2024",
                "Russia, Belarus, Germany, Norway, Poland, Slovenia and the United States freed 24 prisoners",
                "on 1 August 2024, among them Jonas Kramer.",
            ),
            write_article(
                "Belarus frees Kramer",
                "2 August 2024",
                "Belarus freed Jonas Kramer on 1 August 2024. Russia released 15 prisoners on 1 August 2024.",
                "Germany, Norway, Poland, Slovenia and the United States freed eight Russians on 1 August 2024.",
            ),
            write_article(
                "26 people in a swap",
                "3 August 2024",
                "Russia, Belarus, Germany, Norway, Poland, Slovenia and the United States exchanged 26 people",
                "on 1 August 2024.",
            ),
        ),
    ),
    "a joint release with its sides": Case(
        {("state-AZE", "2023"): 32, ("state-ARM", "2023"): 2},
        (
            write_article(
                "Azerbaijan and Armenia free 34 soldiers",
                "14 December 2023",
                "Azerbaijan and Armenia released 34 prisoners on Wednesday.",
                "Azerbaijan freed 32 prisoners and Armenia freed two.",
            ),
            write_article(
                "Baku frees 32 Armenians",
                "14 December 2023",
                "Azerbaijan released 32 Armenian prisoners on Wednesday.",
            ),
            JOINT,
        ),
    ),
    "a joint release whose sides nobody tells": Case(
        {("state-AZE", "2023"): 34, ("state-ARM", "2023"): 34},
        (
            write_article(
                "Azerbaijan and Armenia free soldiers",
                "14 December 2023",
                "Azerbaijan and Armenia released 34 prisoners on Wednesday.",
            ),
            JOINT,
        ),
    ),
    "two by name, each alone and together": Case(
        {("state-BLR", "2025"): 2},
        (
            write_article(
                "Belarus frees two journalists",
                "4 March 2025",
                "Belarus released the journalists Ihar Zubrovich and Alena Karnienka on Monday.",
            ),
            write_article("Journalist walks free", "5 March 2025", "Minsk freed Ihar Zubrovich on Monday."),
            write_article("Karnienka is out", "6 March 2025", "Alena Karnienka was released on 3 March 2025."),
        ),
    ),
    "some by name, the others counted": Case(
        {("state-BLR", "2025"): 52},
        (
            write_article("Zubrovich walks free", "12 September 2025", "Belarus released Ihar Zubrovich on Thursday."),
            COUNTED,
            write_article("Karnienka is out", "12 September 2025", "Belarus released Alena Karnienka on Thursday."),
            write_article(
                "Minsk frees 52",
                "14 September 2025",
                "Minsk freed 52 people on Thursday, among them Ihar Zubrovich.",
            ),
        ),
    ),
    "the foreigners among them": Case(
        {("state-BLR", "2025"): 52},
        (
            write_article(
                "Belarus frees 52",
                "12 September 2025",
                "Belarus released 52 prisoners on Thursday, including 14 foreigners.",
            ),
            write_article("Foreigners freed", "12 September 2025", "Belarus released 14 foreigners on Thursday."),
            write_article("Belarus lets 52 go", "13 September 2025", "Belarus freed 52 people on 11 September 2025."),
        ),
    ),
    "numbers, bounds, and no doer": Case(
        {("state-BLR", "2025"): 52},
        (
            write_article(
                "Belarus frees many", "12 September 2025", "Belarus released more than 50 prisoners on Thursday."
            ),
            COUNTED,
            write_article("Dozens freed", "12 September 2025", "Belarus released dozens of prisoners on Thursday."),
            write_article("Fifty-two freed", "12 September 2025", "Fifty-two prisoners were freed on Thursday."),
        ),
    ),
    "a total of the year and one of two years": Case(
        {("state-BLR", "2025"): 189},
        (
            SINCE_JULY,
            write_article("Belarus frees 14", "22 June 2025", "Belarus released 14 prisoners on Saturday."),
            write_article(
                "A year of releases",
                "20 December 2025",
                "Belarus has freed 189 prisoners this year. In September it freed 52 prisoners.",
            ),
            write_article("Belarus frees 113", "14 December 2025", "Belarus released 113 prisoners on Saturday."),
        ),
    ),
    "a total of two years and one release of them": Case(
        {("state-BLR", "2025"): 52},
        (
            SINCE_JULY,
            write_article("Hundreds free", "30 September 2025", "Belarus has released 314 prisoners since July 2024."),
        ),
    ),
    "denied by one, told by another": Case(
        {("state-BLR", "2025"): 1},
        (
            write_article(
                "Minsk denies a release",
                "4 March 2025",
                "The Belarusian interior ministry denied that Belarus had released Ihar Zubrovich.",
            ),
            TOLD_AS_FACT,
            write_article("No release", "6 March 2025", "Belarus did not release 52 prisoners, Warsaw said."),
        ),
    ),
    "demanded, then told": Case(
        {("state-BLR", "2025"): 1},
        (
            write_article(
                "Call for release", "4 February 2025", "The European Union urged Belarus to release Ihar Zubrovich."
            ),
            TOLD_AS_FACT,
        ),
    ),
    "two releases in one month": Case(
        {("state-BLR", "2024"): 67},
        (
            write_article("Belarus frees 30", "6 September 2024", "Belarus released 30 prisoners on Wednesday."),
            write_article("Belarus frees 37", "17 September 2024", "Belarus released 37 prisoners on Monday."),
            write_article(
                "Belarus frees more",
                "18 September 2024",
                "Belarus freed 37 people on 16 September 2024. Earlier in September it released 30 people.",
            ),
        ),
    ),
    "one man freed, arrested and freed again": Case(
        {("state-BLR", "2025"): 2},
        (
            TOLD_AS_FACT,
            write_article(
                "Zubrovich arrested again",
                "20 March 2025",
                "Police in Minsk arrested Ihar Zubrovich on 19 March 2025.",
            ),
            write_article(
                "Zubrovich freed for the second time",
                "2 June 2025",
                "Belarus released Ihar Zubrovich on Sunday. He had been arrested on 19 March 2025.",
            ),
        ),
    ),
}
