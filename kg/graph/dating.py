"""Date a situation over all its tellings: bounds intersected, one day to sort by, one year to group by."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from kg.graph.tellings import Tellings
from kg.model import Iri, Literal, SectionKind
from kg.terms import Class, Prop

LOWER: Final = (Prop.ON_DATE, Prop.BEGAN_ON, Prop.NOT_BEFORE)
UPPER: Final = (Prop.ON_DATE, Prop.NOT_AFTER, Prop.ENDED_ON)
EXACT: Final = (Prop.ON_DATE, Prop.BEGAN_ON)
# Classes of which a text speaks prominently because they are new; a prize or a sentence is often background.
NEWS_CLASSES: Final = (
    Class.RELEASE,
    Class.TRANSFER,
    Class.SANCTION_ACTION,
    Class.NEGOTIATION,
    Class.AGREEMENT,
    Class.STATEMENT,
)
OLD_CLASSES: Final = (Class.AWARD_CONFERRAL, Class.DETENTION)
YEAR_CHARS: Final = 4


@dataclass(frozen=True, slots=True)
class Dates:
    """Hold days as ISO text, which sorts as days do; None where nothing says so."""

    low: str | None
    high: str | None
    sort: str | None
    year: int | None
    is_contested: bool = False


def date_situation(tellings: Tellings, node: Iri) -> Dates:
    """Date a situation: the latest lower bound and the earliest upper one.

    Where these contradict each other, the day is contested and both bounds are turned round, so that they
    hold all the days that are told.
    """
    lows = [day for prop in LOWER for day in read_days(tellings, node, prop)]
    highs = [day for prop in UPPER for day in read_days(tellings, node, prop)]
    low, high = max(lows, default=None), min(highs, default=None)
    is_contested = low is not None and high is not None and low > high
    if is_contested:
        low, high = high, low
    began = min(read_days(tellings, node, Prop.BEGAN_BY), default=None)
    ongoing = min(read_days(tellings, node, Prop.ONGOING_ON), default=None)
    known = (began, ongoing, low) if lasts(tellings, node) else (began, high, low)
    sort = choose_day(tellings, node) or next(filter(None, known), None) or find_first_publication(tellings, node)
    last = min((day for day in (*read_days(tellings, node, Prop.BEGAN_ON), began, high) if day), default=None)
    return Dates(low, high, sort, find_year(tellings, node, (low, last), sort), is_contested)


def lasts(tellings: Tellings, node: Iri) -> bool:
    """Say whether a situation is a state: the day by which it has ended says nothing of when it was."""
    return tellings.is_a(node, Class.DETENTION) or not tellings.is_a(node, Class.EVENT)


def read_days(tellings: Tellings, node: Iri, prop: Prop) -> list[str]:
    """List the days that any text gives for a property."""
    return [value.lexical for value in tellings.literals(node, prop)]


def choose_day(tellings: Tellings, node: Iri) -> str | None:
    """Choose the day told by most articles; of equals the later published, then the earlier day."""
    articles: Counter[str] = Counter()
    published: dict[str, str] = defaultdict(str)
    for graph in tellings.graphs(node):
        source = tellings.sources[graph]
        for day in {v.lexical for prop in EXACT for v in tellings.told(node, graph, prop) if isinstance(v, Literal)}:
            articles[day] += 1
            published[day] = max(published[day], source.published)
    most = max(((articles[day], published[day]) for day in articles), default=None)
    return min((day for day in articles if (articles[day], published[day]) == most), default=None)


def find_first_publication(tellings: Tellings, node: Iri) -> str | None:
    """Find the day on which a situation was first told; what is told as fact was by then."""
    return min((day for graph in tellings.graphs(node) if (day := tellings.sources[graph].published)), default=None)


def find_year(tellings: Tellings, node: Iri, bounds: tuple[str | None, str | None], sort: str | None) -> int | None:
    """Find the year: where both bounds agree, or that of the sort day for headline news; else None."""
    years = {day[:YEAR_CHARS] for day in bounds if day is not None}
    if None not in bounds and len(years) == 1:
        return int(years.pop())
    if sort is not None and bounds[0] is None and is_news(tellings, node):
        return int(sort[:YEAR_CHARS])
    return None


def spans_years(tellings: Tellings, node: Iri) -> bool:
    """Say whether a situation has no day, and bounds that lie in two years."""
    dates = date_situation(tellings, node)
    bounds = (dates.low, dates.high)
    return choose_day(tellings, node) is None and len({day[:YEAR_CHARS] for day in bounds if day is not None}) > 1


def is_news(tellings: Tellings, node: Iri) -> bool:
    """Say whether an event is what an article is about: told in its headline, or, for some classes, at its top."""
    if any(tellings.is_a(node, name) for name in OLD_CLASSES):
        return False
    may_be_top = any(tellings.is_a(node, name) for name in NEWS_CLASSES)
    return any(
        is_prominent(tellings, sentence, may_be_top=may_be_top)
        for evidence in tellings.before(Prop.SUPPORTS, node)
        for sentence in tellings.iris(evidence, Prop.FROM_SENTENCE)
    )


def is_prominent(tellings: Tellings, sentence: Iri, *, may_be_top: bool) -> bool:
    """Say whether a sentence is a headline, or else a highlight or the first sentence of the body."""
    for section in tellings.iris(sentence, Prop.IN_SECTION):
        kind = tellings.concept(section, Prop.SECTION_KIND)
        if kind == SectionKind.HEADLINE or (may_be_top and kind == SectionKind.HIGHLIGHTS):
            return True
        starts = tellings.values(sentence, Prop.BEGIN_CHAR) & tellings.values(section, Prop.BEGIN_CHAR)
        if may_be_top and kind == SectionKind.BODY and starts:
            return True
    return False
