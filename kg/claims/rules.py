"""List the rules that read articles, and switch some of them off.

A rule is a trigger frame of `frames/*.toml` or one of those below, which code applies. Fillers carry the id of their
rule with the role behind it: `release.free.releasedBy` goes with `release.free`, and alone when it is named itself.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Final

from kg import __version__
from kg.claims.frames import Frame, FrameBook, index_frames, load_frames
from kg.claims.records import record
from kg.errors import SettingsError
from kg.model import Role

CODED: Final = {
    "attribution.according": 'the source behind "according to"',
    "attribution.corrected": "the source of a figure that the text corrects",
    "attribution.rebuttal": 'who denies what the text tells before: "...; the ministry denies it"',
    "attribution.verb": 'the source that says it: "officials said that"',
    "award.named": 'an award in how a person is called: "prize winner X"',
    "award.won": '"X, who won the prize in 2022"',
    "condition.phrase": 'health told in passing: "in poor health", "with a stomach ulcer"',
    "condition.record": 'a record of somebody\'s health: "a poor state of health"',
    "content.denied_detention": "the captivity that a statement denies",
    "content.hoped_release": "the release that a statement hopes for",
    "detail.aim": 'whom sanctions are meant to move: "to bring about a change in X"',
    "detail.broker": "who brokered a release that the text tells elsewhere",
    "detail.duration": 'how long talks took: "two days of talks"',
    "detail.host": "who brought the sides together as host",
    "detail.licensed": 'with whom a licence permits dealings: "that permits payments to X"',
    "detail.mediator": "who mediated",
    "detail.offence": "what people were held, charged or sentenced for",
    "detail.purpose": 'what a transfer is for: "for medical treatment"',
    "detail.releaseMode": 'how people were let out: "on bail", "under an amnesty"',
    "detail.victim": "the prisoners of the sentence before as those mistreated",
    "exclusion.released": "who was not let out with the others",
    "imposition.join": "a state that joins the sanctions of others",
    "imposition.prospect": 'sanctions that are only asked for, planned or threatened: "called for sanctions"',
    "link.cause": "bad health that the text puts down to mistreatment",
    "link.cause.background": "what the background of an article gives as a cause",
    "link.content": "what a statement speaks of",
    "link.content.recalled": '"welcomed the release": the release that was told before',
    "link.content.weighed": "what an analysis section weighs",
    "link.exchange": "things given for each other, in all of the ways below",
    "link.exchange.order": 'things likely given for each other: "after X\'s decision to"',
    "link.exchange.stated": 'things given for each other: "in exchange for", "in return"',
    "link.exchange.swap": "people given for people: a swap",
    "link.goal": "what an act is meant to bring about",
    "link.order": "what came first",
    "link.outcome": "the agreement that talks led to",
    "position.named": 'a post in how a person is called: "Norland\'s President X"',
    "relation.ally": 'an ally in how a state is called: "its ally X"',
    "release.petition": 'a release asked for by a noun: "saw his request for release rejected"',
    "scenario.assesses": "a sentence of analysis that weighs",
    "scenario.predicts": "a sentence of analysis that predicts",
    "scenario.urges": "a sentence of analysis that advises",
    "talks.on_behalf": "for whom a negotiator speaks",
    "talks.party_of_negotiator": "the state of a negotiator as a party to talks",
    "transfer.handover": 'a release that moves people, too: "handed over to X"',
    "unrest.place": "where a protest or its repression took place",
}


@record
class Rules:
    """Say which rules are off: ids, or beginnings of ids that end in `*`."""

    off: tuple[str, ...] = ()

    @property
    def extractor(self) -> str:
        """Name the extractor as provenance records it: version, and what it ran without."""
        return f"clemency-rules {__version__}" + (f" without {', '.join(self.off)}" if self.off else "")

    def keeps(self, rule: str) -> bool:
        """Say whether a rule is on.

        >>> Rules(("release.free", "link.*")).keeps("release.free.releasedBy"), Rules(("link.*",)).keeps("award.won")
        (False, True)
        """
        return not any(_covers(pattern, rule) for pattern in self.off)


ALL_RULES: Final = Rules()


def _covers(pattern: str, rule: str) -> bool:
    if pattern.endswith("*"):
        return rule.startswith(pattern[:-1])
    return rule == pattern or rule.startswith(f"{pattern}.")


def parse_rules(off: str) -> Rules:
    """Read a setting such as `release.free,link.*`.

    Raises:
        SettingsError: there is no such rule; names those whose ids are near.

    >>> parse_rules("link.*, release.free").off
    ('link.*', 'release.free')
    """
    patterns = tuple(sorted({part.strip() for part in off.split(",")} - {""}))
    known = describe_rules()
    for pattern in patterns:
        if not any(_covers(pattern, rule) for rule in known) and not _is_filler_rule(pattern):
            near = get_close_matches(pattern.rstrip("*."), known, n=3, cutoff=0.5)
            hint = f"Near are {', '.join(near)}. " if near else ""
            raise SettingsError(
                f"KG_RULES_OFF names {pattern!r}, and there is no such rule",
                hint=f"{hint}`kg extract --rules` lists all; a * stands only at the end.",
            )
    return Rules(patterns)


def _is_filler_rule(pattern: str) -> bool:
    """Say whether a pattern names what fillers carry: a rule, the role behind it, and how it was found."""
    rule, rest = pattern.removesuffix(".*"), ""
    while rule and rule not in describe_rules():
        rule, _, last = rule.rpartition(".")
        rest = f"{last}.{rest}"
    return bool(rule) and rest.partition(".")[0] in _BEHIND


_BEHIND: Final = frozenset({*map(str, Role), "term", "each", "corrected"})


@cache
def describe_rules() -> dict[str, str]:
    """Give every rule with one line that says what it reads, by id."""
    lines = {frame.id: _describe_frame(frame) for frame in load_frames().frames}
    return dict(sorted((CODED | lines).items()))


def _describe_frame(frame: Frame) -> str:
    words = sorted(frame.verbs) + sorted(frame.nouns)
    shown = f'"{frame.examples[0]}"' if frame.examples else ", ".join(words)
    return f"{frame.type}, as in {shown}"


def list_rules() -> Iterator[str]:
    """Give one line a rule, for people."""
    lines = describe_rules()
    width = max(map(len, lines))
    yield from (f"{rule:<{width}}  {line}" for rule, line in lines.items())


def describe_rule(rule: str) -> str:
    """Say what a rule of a claim reads, by the longest id that it starts with; empty where nothing is known."""
    while rule:
        if rule in describe_rules():
            return describe_rules()[rule]
        rule = rule.rpartition(".")[0]
    return ""


@cache
def select_frames(rules: Rules) -> FrameBook:
    """Give the frames that are on."""
    return index_frames(tuple(frame for frame in load_frames().frames if rules.keeps(frame.id)))
