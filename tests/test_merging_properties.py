"""Whatever articles come and are corrected, in whatever order: the summary is that of what is public now."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.entities.registry import Registry
from kg.graph.summary import build_summary
from kg.model import Quad
from kg.outcomes import Status
from kg.states import State, add_article
from tests.newsroom import NAMES, Told, get_lookups, get_reference, list_doubles, read_claims, write_article

SLOTS = 4  # addresses on the web, each with one current text


@dataclass(frozen=True)
class Event:
    """Hold one release that really was: by whom, how many, when, and on which days it may be told."""

    state: str
    doer: str
    number: int
    day: str
    published: tuple[str, str]
    year: str

    def write(self, slot: int, number: int, turn: int) -> str:
        """Write an article about it."""
        title, where = f"{self.doer} frees prisoners, report {slot}", ("", " from prison")[turn % 2]
        sentence = f"{self.doer} released {number} prisoners{where} on {self.day}."
        return write_article(title, self.published[turn % 2], sentence)


EVENTS = (
    Event("state-BLR", "Belarus", 30, "4 September 2024", ("5 September 2024", "6 September 2024"), "2024"),
    Event("state-BLR", "Belarus", 52, "11 September 2025", ("12 September 2025", "14 September 2025"), "2025"),
    Event("state-BLR", "Belarus", 81, "20 November 2025", ("21 November 2025", "22 November 2025"), "2025"),
    Event("state-RUS", "Russia", 52, "11 September 2025", ("12 September 2025", "13 September 2025"), "2025"),
)


@dataclass(frozen=True)
class Step:
    """Hold one article that comes in: at which address, about which event, with which number and words."""

    slot: int
    event: int
    slip: int
    turn: int

    @property
    def number(self) -> int:
        """Give the number that it tells, which may be one too few."""
        return EVENTS[self.event].number - self.slip

    @property
    def published(self) -> str:
        """Give the day on it; one month has days of equal length."""
        return EVENTS[self.event].published[self.turn % 2].rjust(len("99 September 2024"))

    @property
    def text(self) -> str:
        """Write it."""
        return EVENTS[self.event].write(self.slot, self.number, self.turn)

    @property
    def url(self) -> str:
        """Give its address."""
        return f"https://example.org/news/{self.slot}"


STEPS = st.builds(
    Step,
    slot=st.integers(0, SLOTS - 1),
    event=st.integers(0, len(EVENTS) - 1),
    slip=st.integers(0, 1),
    turn=st.integers(0, 1),
)


def take_in(steps: list[Step], state: State | None = None) -> State:
    """Take articles in, one on top of the other."""
    state = state or State(get_reference(), Registry())
    for step in steps:
        _, state = add_article(read_claims(step.text, step.url), state, get_lookups())
    return state


def count_by_hand(current: list[Step]) -> dict[tuple[str, str], int]:
    """Count without a graph: of each event the number told most, then the one told last, then the smaller."""
    totals: Counter[tuple[str, str]] = Counter()
    for number, event in enumerate(EVENTS):
        told = [step for step in current if step.event == number]
        ranks = {
            n: (sum(step.number == n for step in told), max(s.published for s in told if s.number == n), -n)
            for n in {step.number for step in told}
        }
        if ranks:
            totals[event.state, event.year] += max(ranks, key=ranks.__getitem__)
    return dict(totals)


def get_summary(quads: frozenset[Quad]) -> frozenset[Quad]:
    return frozenset(quad for quad in quads if quad.graph == NAMES.graph("summary"))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=7))
def test_summary_and_tallies_are_those_of_what_is_public_now(steps: list[Step]) -> None:
    state = take_in(steps)
    summary = get_summary(state.quads)
    assert build_summary(state.quads - summary, NAMES) == summary
    told = Told(state.quads, state.registry)
    assert told.total() == count_by_hand(list({step.slot: step for step in steps}.values()))
    assert list(list_doubles(told)) == []


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_what_is_taken_in_again_changes_nothing(steps: list[Step]) -> None:
    state = take_in(steps)
    for step in {step.slot: step for step in steps}.values():
        outcome, after = add_article(read_claims(step.text, step.url), state, get_lookups())
        assert (outcome.status, after.quads, after.rows) == (Status.UNCHANGED, state.quads, state.rows)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=2, max_size=5, unique_by=lambda step: step.slot), st.data())
def test_events_have_the_same_names_whatever_comes_between(steps: list[Step], data: st.DataObject) -> None:
    detours = data.draw(st.lists(st.sampled_from(steps), max_size=3))
    plain, again = take_in(steps), take_in([*steps, *detours])
    assert Told(plain.quads, plain.registry).list_events() == Told(again.quads, again.registry).list_events()
