"""Put names and labels into English words: who, how many, of what kind."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Final

from kg.graph.tellings import ALT_LABEL, LABEL, Facts, Tellings
from kg.model import Iri, Literal
from kg.terms import Class, Prop

ENGLISH: Final = "en"
MOST_NAMES: Final = 3
# States and bodies that English names with an article: by the last word, or by the one before "of" or "for".
ARTICLED: Final = frozenset(
    (
        *("Agency", "Alliance", "Army", "Assembly", "Association", "Authority", "Bahamas", "Bank", "Board", "Bureau"),
        *("Cabinet", "Center", "Centre", "Comoros", "Commission", "Committee", "Congress", "Council", "Court"),
        *("Department", "Embassy", "Emirates", "Federation", "Forces", "Foundation", "Front", "Gambia", "Government"),
        *("Group", "Guard", "Headquarters", "Institute", "Islands", "Kingdom", "League", "Maldives", "Ministry"),
        *("Movement", "Nations", "Netherlands", "Network", "Office", "Organisation", "Organization", "Parliament"),
        *("Party", "Philippines", "Police", "Republic", "See", "Senate", "Service", "Society", "States", "Tribunal"),
        *("Union", "Vatican", "West"),
    )
)
HEAD_END: Final = re.compile(r" (?:of|for) ")


def choose_names(tellings: Tellings, node: Iri) -> dict[str, str]:
    """Choose one name a language of those that texts use.

    For people a full name before a surname alone; then the most used, the longest, the one that the IRI shows.
    """
    used: dict[str, Counter[str]] = {}
    for facts in tellings.facts.get(node, {}).values():
        for name in set(facts.get(ALT_LABEL, ())):
            if isinstance(name, Literal) and name.language is not None:
                used.setdefault(name.language, Counter())[name.lexical] += 1
    is_person = tellings.is_a(node, Class.PERSON)

    def rank(names: Counter[str], name: str) -> tuple[bool, int, int, bool, str]:
        is_short = is_person and " " not in name
        is_other = say_slug(node).partition(" ")[2] != name.casefold()
        return is_short, -names[name], -len(name), is_other, name

    return {language: min(names, key=partial(rank, names)) for language, names in used.items()}


def find_labels(tellings: Tellings, node: Iri) -> dict[str, str]:
    """Find the labels that a node has in reference data or provenance, by language."""
    return {value.language: value.lexical for value in tellings.literals(node, LABEL) if value.language is not None}


def say_name(tellings: Tellings, node: Iri) -> str:
    """Say a thing by its English label, else by a name in use, else by what its group is."""
    known = find_labels(tellings, node) or choose_names(tellings, node)
    if known:
        return known.get(ENGLISH) or known[min(known)]
    return say_group(tellings, node) if tellings.is_a(node, Class.PERSON_GROUP) else say_slug(node)


def say_slug(node: Iri) -> str:
    """Say a concept, or a thing that has no name at all, by the last part of its IRI."""
    return node.rpartition("/")[2].replace("-", " ")


def say_post(tellings: Tellings, node: Iri) -> str:
    """Say a post: its name, and its state where the name does not say it."""
    names = find_labels(tellings, node) or choose_names(tellings, node)
    name = names.get(ENGLISH) or names[min(names)] if names else say_slug(node)
    states = {state: say_name(tellings, state) for state in tellings.iris(node, Prop.JURISDICTION)}
    missing = [state for state, words in states.items() if words.casefold() not in name.casefold()]
    return f"{name} of {say_agents(tellings, missing)}" if missing else name


def say_group(tellings: Tellings, node: Iri, graphs: Collection[Iri] = ()) -> str:
    """Say a group by its number and its kind: 123 or 124 prisoners; `graphs` limits whose word counts."""
    told = [facts for graph, facts in tellings.facts.get(node, {}).items() if not graphs or graph in graphs]
    kinds = Counter(
        say_slug(kind) for facts in told for kind in facts.get(Prop.GROUP_KIND, ()) if isinstance(kind, str)
    )
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind), default="people")
    number = say_number(told)
    if number == "1":
        return f"one of the {kind}"
    return f"{number} {kind}" if number else kind


def say_number(told: Iterable[Facts]) -> str:
    """Say how many a group is, with every number told; empty where none is."""
    exact, low, high = (
        sorted({int(v.lexical) for facts in told for v in facts.get(prop, ()) if isinstance(v, Literal)})
        for prop in (Prop.MEMBER_COUNT, Prop.MIN_COUNT, Prop.MAX_COUNT)
    )
    if exact:
        return " or ".join(f"{n:,}" for n in exact) if len(exact) < MOST_NAMES else f"{exact[0]:,} to {exact[-1]:,}"
    if low and high and low[0] < high[-1]:
        return f"{low[0]:,} to {high[-1]:,}"
    if low:
        return f"at least {low[0]:,}"
    return f"up to {high[-1]:,}" if high else ""


def say_agents(tellings: Tellings, nodes: Iterable[Iri], graphs: Collection[Iri] = ()) -> str:
    """Say who: a counted group for the people in it, unless all of them are named; from the third on as a number."""
    agents = list(nodes)
    people = [node for node in agents if tellings.is_a(node, Class.PERSON)]
    groups = [node for node in agents if tellings.is_a(node, Class.PERSON_GROUP)]
    size = say_size(tellings, groups, graphs) if people else ""
    if size:
        is_named = len(people) <= MOST_NAMES and size == str(len(people))
        agents = [node for node in agents if node not in (groups if is_named else people)]
    names = sorted({say_agent(tellings, node, graphs) for node in agents}, key=lambda name: name.removeprefix("the "))
    if len(names) > MOST_NAMES:
        return join_words([*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"])
    return join_words(names)


def say_size(tellings: Tellings, groups: list[Iri], graphs: Collection[Iri]) -> str:
    """Say how many people the groups of a role are, each by its number; empty where one of them has none."""
    numbers = []
    for group in groups:
        told = [facts for graph, facts in tellings.facts.get(group, {}).items() if not graphs or graph in graphs]
        numbers.append(say_number(told))
    return " and ".join(numbers) if all(numbers) else ""


def say_agent(tellings: Tellings, node: Iri, graphs: Collection[Iri]) -> str:
    """Say one agent; a group with the numbers of the given articles."""
    is_named = bool(tellings.values(node, LABEL) or tellings.values(node, ALT_LABEL))
    if tellings.is_a(node, Class.PERSON_GROUP) and not is_named:
        return say_group(tellings, node, graphs)
    is_body = tellings.is_a(node, Class.AGENT) and not tellings.is_a(node, Class.PERSON)
    return add_article(say_name(tellings, node)) if is_body else say_name(tellings, node)


def add_article(name: str) -> str:
    """Put the article before the name of a state or body where English has one; a plain noun ("court") always has.

    >>> add_article("United States"), add_article("Council of the European Union"), add_article("Belarus")
    ('the United States', 'the Council of the European Union', 'Belarus')
    """
    bare = name.removeprefix("The ").removeprefix("the ")
    head = HEAD_END.split(bare, maxsplit=1)[0].rpartition(" ")[2]
    return f"the {bare}" if bare != name or head in ARTICLED or head.islower() else name


def are_several(tellings: Tellings, nodes: Collection[Iri]) -> bool:
    """Say whether a verb that follows these agents is in the plural."""
    return len(nodes) > 1 or any(tellings.is_a(node, Class.PERSON_GROUP) for node in nodes)


def make_plural(verb: str) -> str:
    """Make the plural of a verb in the third person.

    >>> [make_plural(verb) for verb in ("denies", "assesses", "promises", "lifts", "allows exceptions from")]
    ['deny', 'assess', 'promise', 'lift', 'allow exceptions from']
    """
    first, space, rest = verb.partition(" ")
    ending = {"ies": "y", "sses": "ss", "ishes": "ish"}
    for old, new in ending.items():
        if first.endswith(old):
            return f"{first.removesuffix(old)}{new}{space}{rest}"
    return f"{first.removesuffix('s')}{space}{rest}"


def join_words(words: Sequence[str]) -> str:
    """Join words as English does.

    >>> join_words(["Lithuania", "Poland", "Ukraine"])
    'Lithuania, Poland and Ukraine'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
