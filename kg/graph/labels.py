"""Label what has no label of its own: people by their names in use, events by a sentence made from their roles."""

from collections.abc import Callable, Iterator
from typing import Final

from kg.graph.acting import find_acting_states
from kg.graph.literals import make_tagged
from kg.graph.tellings import Tellings
from kg.graph.wording import (
    ENGLISH,
    choose_names,
    find_labels,
    join_words,
    say_agents,
    say_name,
    say_post,
    say_slug,
)
from kg.model import Factuality, Iri, Triple
from kg.terms import RDFS_LABEL, Class, Prop

Say = Callable[[Tellings, Iri], str]

# What is done to a sanction, as one who does it, and as it is done.
RELIEF_VERBS: Final = {
    "lifted": ("lifts", "lifted"),
    "suspended": ("suspends", "suspended"),
    "waived": ("waives", "waived"),
    "delisted": ("ends", "ended"),
    "unfrozen": ("ends", "ended"),
    "licensed": ("allows exceptions from", "eased by a licence"),
}
EASE: Final = ("eases", "eased")
IMPOSE: Final = ("imposes", "imposed")
RENEW: Final = ("renews", "renewed")
NAMED_CLASSES: Final = (Class.AGENT, Class.PLACE, Class.AWARD)
DEEPEST: Final = 3  # a statement about a statement about a statement: further in, a class name does


def label_node(tellings: Tellings, node: Iri) -> Iterator[Triple]:
    """Give a node that lacks an English label those that it lacks: at most one a language."""
    labels = find_labels(tellings, node)
    if ENGLISH in labels:
        return
    for language, label in sorted(make_labels(tellings, node).items()):
        if language not in labels:
            yield Triple(node, RDFS_LABEL, make_tagged(label, language))


def make_labels(tellings: Tellings, node: Iri) -> dict[str, str]:
    """Make the labels of a node, by language; empty for what goes without."""
    if tellings.is_a(node, Class.SITUATION):
        return {ENGLISH: say_situation(tellings, node)}
    if tellings.is_a(node, Class.POSITION):
        return {ENGLISH: raise_first(say_post(tellings, node))}
    if any(tellings.is_a(node, name) for name in NAMED_CLASSES):
        return choose_names(tellings, node) or {ENGLISH: say_name(tellings, node)}
    return {}


def say_situation(tellings: Tellings, node: Iri, depth: int = 0) -> str:
    """Say a situation in one line; with its standing behind it where it is not told as fact."""
    standing = tellings.concept(node, Prop.STANDING)
    words = raise_first(say_plainly(tellings, node, depth))
    return f"{words} ({standing})" if standing in set(Factuality) else words


def raise_first(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]


def say_plainly(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say a situation by the words for its class."""
    if tellings.is_a(node, Class.STATEMENT):
        return say_statement(tellings, node, depth)
    if tellings.is_a(node, Class.UNDERTAKING):
        return say_undertaking(tellings, node, depth)
    for name, say in SAYINGS.items():
        if tellings.is_a(node, name):
            return say(tellings, node)
    return say_slug(node)


def say_doer(tellings: Tellings, node: Iri, *roles: Prop) -> str:
    """Say who did it: the states behind the doers where they are known, else the doers."""
    doers = find_acting_states(tellings, node) or {doer for role in roles for doer in tellings.iris(node, role)}
    return say_agents(tellings, doers)


def say_people(tellings: Tellings, node: Iri, role: Prop) -> str:
    """Say the people of an event, a group with the numbers that the tellings of this event give."""
    return say_agents(tellings, tellings.iris(node, role), tellings.graphs(node))


def make_saying(noun: str, patient: Prop, *doers: Prop) -> Say:
    """Make a function that says: noun of patients by doers."""

    def say(tellings: Tellings, node: Iri) -> str:
        of, by = say_people(tellings, node, patient), say_doer(tellings, node, *doers)
        return noun + (f" of {of}" if of else "") + (f" by {by}" if by else "")

    return say


def say_transfer(tellings: Tellings, node: Iri) -> str:
    """Say a transfer: of whom, from and to where."""
    of = say_people(tellings, node, Prop.TRANSFEREE)
    start, end = (say_agents(tellings, tellings.iris(node, prop)) for prop in (Prop.FROM_PLACE, Prop.TO_PLACE))
    return f"Transfer of {of or 'people'}" + (f" from {start}" if start else "") + (f" to {end}" if end else "")


def say_sanction(tellings: Tellings, node: Iri, by: str = "") -> str:
    """Say a sanction: by whom where that is wanted, on what, against whom."""
    goods = join_words([say_slug(good) for good in tellings.iris(node, Prop.TARGET_GOOD)])
    targets = say_agents(tellings, tellings.iris(node, Prop.TARGET))
    against = f" {'against' if goods else 'on'} {targets}" if targets else ""
    return "sanctions" + (f" by {by}" if by else "") + (f" on {goods}" if goods else "") + against


def say_sanction_of(tellings: Tellings, node: Iri) -> str:
    """Say a sanction with its sender."""
    return say_sanction(tellings, node, say_agents(tellings, tellings.iris(node, Prop.SENDER)))


def say_sanction_action(tellings: Tellings, node: Iri) -> str:
    """Say an act on sanctions: who imposes, lifts or renews what."""
    verb, participle = choose_verb(tellings, node)
    what = join_words([say_sanction(tellings, s) for s in tellings.iris(node, Prop.ACTION_ON)]) or "sanctions"
    doer = say_doer(tellings, node, Prop.ACTOR)
    return f"{doer} {verb} {what}" if doer else f"{what} {participle}"


def choose_verb(tellings: Tellings, node: Iri) -> tuple[str, str]:
    """Choose the verb for an act on sanctions."""
    if tellings.is_a(node, Class.SANCTION_RENEWAL):
        return RENEW
    if tellings.is_a(node, Class.SANCTION_RELIEF):
        return RELIEF_VERBS.get(tellings.concept(node, Prop.RELIEF_KIND), EASE)
    return IMPOSE


def say_talks(tellings: Tellings, node: Iri) -> str:
    """Say talks: between whom, where."""
    parties, people = (tellings.iris(node, prop) for prop in (Prop.PARTY, Prop.NEGOTIATOR))
    where = say_agents(tellings, tellings.iris(node, Prop.PLACE))
    at_table = parties or people
    word = "between" if len(at_table) > 1 else "with"
    who = f" {word} {say_agents(tellings, at_table)}" if at_table else ""
    return f"Talks{who}" + (f" in {where}" if where else "")


def say_agreement(tellings: Tellings, node: Iri) -> str:
    """Say an agreement: between those who made it or owe something by it."""
    undertakings = tellings.iris(node, Prop.HAS_UNDERTAKING)
    owing = {agent for item in undertakings for agent in tellings.iris(item, Prop.UNDERTAKEN_BY)}
    parties = tellings.iris(node, Prop.PARTY) or sorted(owing)
    word = "between" if len(parties) > 1 else "with"
    return f"Agreement {word} {say_agents(tellings, parties)}" if parties else "Agreement"


def say_undertaking(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say an undertaking by the event that carries it out."""
    events = tellings.iris(node, Prop.FULFILLED_BY)
    return f"Undertaking: {say_inner(tellings, events[0], depth)}" if events else "Undertaking"


def say_inner(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say a situation inside the words for another one."""
    return say_situation(tellings, node, depth + 1) if depth < DEEPEST else say_slug(node)


def say_statement(tellings: Tellings, node: Iri, depth: int) -> str:
    """Say a statement: who says it in what manner, to whom, and what is spoken of."""
    speaker = say_agents(tellings, tellings.iris(node, Prop.SPEAKER)) or "Somebody"
    attitude = tellings.concept(node, Prop.ATTITUDE) or "says"
    to = say_agents(tellings, tellings.iris(node, Prop.ADDRESSEE) or tellings.iris(node, Prop.ABOUT_AGENT))
    content = [say_inner(tellings, item, depth) for item in tellings.iris(node, Prop.CONTENT) if item != node]
    return f"{speaker} {attitude}" + (f" {to}" if to else "") + (f": {join_words(content)}" if content else "")


def say_condition(tellings: Tellings, node: Iri) -> str:
    """Say a condition: of what kind, whose."""
    kind = tellings.concept(node, Prop.CONDITION_TYPE).replace("-", " ") or "condition"
    of = say_agents(tellings, tellings.iris(node, Prop.SUBJECT_AGENT))
    return f"{kind} of {of}" if of else kind


def say_holding(tellings: Tellings, node: Iri) -> str:
    """Say who holds which post."""
    posts = join_words([say_post(tellings, post) for post in tellings.iris(node, Prop.POSITION)])
    return f"{say_agents(tellings, tellings.iris(node, Prop.HOLDER))} as {posts}"


def say_conferral(tellings: Tellings, node: Iri) -> str:
    """Say who got which award."""
    award = say_agents(tellings, tellings.iris(node, Prop.AWARD)) or "Award"
    return f"{award} for {say_agents(tellings, tellings.iris(node, Prop.RECIPIENT))}"


SAYINGS: Final[dict[Class, Say]] = {
    Class.RELEASE: make_saying("Release", Prop.RELEASED, Prop.RELEASED_BY),
    Class.TRANSFER: say_transfer,
    Class.ARREST: make_saying("Arrest", Prop.ARRESTED, Prop.ACTOR),
    Class.DETENTION: make_saying("Detention", Prop.DETAINEE, Prop.DETAINING_AUTHORITY),
    Class.SENTENCING: make_saying("Sentencing", Prop.SENTENCED, Prop.ACTOR),
    Class.MISTREATMENT: make_saying("Mistreatment", Prop.VICTIM, Prop.ACTOR),
    Class.SANCTION_ACTION: say_sanction_action,
    Class.SANCTION: say_sanction_of,
    Class.NEGOTIATION: say_talks,
    Class.AGREEMENT: say_agreement,
    Class.CONDITION: say_condition,
    Class.POSITION_HOLDING: say_holding,
    Class.AWARD_CONFERRAL: say_conferral,
}
