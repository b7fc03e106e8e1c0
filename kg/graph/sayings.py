"""Say in English what each kind of situation is, from its roles: release of whom by whom, who lifts what."""

from collections.abc import Callable
from typing import Final

from kg.graph.acting import find_acting_states, find_states_behind
from kg.graph.tellings import Tellings
from kg.graph.wording import are_several, join_words, make_plural, say_agents, say_post, say_slug
from kg.model import Iri
from kg.terms import Class, Prop

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
RENEW: Final = ("keeps", "kept in force")
# What stands before one agent and before the other, by the relation between them.
RELATION_WORDS: Final = {
    "recognition": ("by", "of"),
    "isolation": ("of", "by"),
    "influence": ("of", "over"),
}


def find_doers(tellings: Tellings, node: Iri, *roles: Prop) -> list[Iri]:
    """Find who did it: the states behind the doers where they are known, else the doers of whom a text says more."""
    doers = {doer for role in roles for doer in tellings.iris(node, role)}
    known = {
        doer
        for doer in doers
        if not tellings.is_a(doer, Class.PERSON_GROUP) or say_agents(tellings, [doer]) != "people"
    }
    return sorted(find_acting_states(tellings, node) or known)


def say_people(tellings: Tellings, node: Iri, role: Prop) -> str:
    """Say the people of an event, a group with the numbers that the tellings of this event give."""
    return say_agents(tellings, tellings.iris(node, role), tellings.graphs(node))


def make_saying(noun: str, patient: Prop, *doers: Prop) -> Say:
    """Make a function that says: noun of patients by doers."""

    def say(tellings: Tellings, node: Iri) -> str:
        of, by = say_people(tellings, node, patient), say_agents(tellings, find_doers(tellings, node, *doers))
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
    doers = find_doers(tellings, node, Prop.ACTOR)
    if are_several(tellings, doers):
        verb = make_plural(verb)
    return f"{say_agents(tellings, doers)} {verb} {what}" if doers else f"{what} {participle}"


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
    """Say an agreement: between its parties, and those who owe something by it without a party behind them."""
    parties = set(tellings.iris(node, Prop.PARTY))
    for agent in find_owing(tellings, node):
        if agent not in parties and not parties.intersection(find_states_behind(tellings, agent, frozenset())):
            parties.add(agent)
    word = "between" if len(parties) > 1 else "with"
    return f"Agreement {word} {say_agents(tellings, parties)}" if parties else "Agreement"


def find_owing(tellings: Tellings, node: Iri) -> list[Iri]:
    """Find those who owe something by an agreement, as surely as it is told."""
    standing = tellings.iris(node, Prop.STANDING)
    sides = [
        each for each in tellings.iris(node, Prop.HAS_UNDERTAKING) if tellings.iris(each, Prop.STANDING) == standing
    ]
    return sorted({agent for side in sides for agent in tellings.iris(side, Prop.UNDERTAKEN_BY)})


def say_condition(tellings: Tellings, node: Iri) -> str:
    """Say a condition: of what kind, whose."""
    kind = tellings.concept(node, Prop.CONDITION_TYPE).replace("-", " ") or "condition"
    of = say_agents(tellings, tellings.iris(node, Prop.SUBJECT_AGENT))
    return f"{kind} of {of}" if of else kind


def say_holding(tellings: Tellings, node: Iri) -> str:
    """Say who holds which post."""
    posts = tellings.iris(node, Prop.POSITION)
    is_of_state = any(tellings.iris(post, Prop.JURISDICTION) for post in posts)
    senders = tellings.iris(node, Prop.ON_BEHALF_OF)
    states = [sender for sender in senders if tellings.is_a(sender, Class.STATE)]
    sender = "" if is_of_state else say_agents(tellings, states or senders)
    words = join_words([say_post(tellings, post) for post in posts]) + (f" of {sender}" if sender else "")
    return f"{say_agents(tellings, tellings.iris(node, Prop.HOLDER))} as {words}"


def say_conferral(tellings: Tellings, node: Iri) -> str:
    """Say who got which award."""
    award = say_agents(tellings, tellings.iris(node, Prop.AWARD)) or "Award"
    return f"{award} for {say_agents(tellings, tellings.iris(node, Prop.RECIPIENT))}"


def say_relation(tellings: Tellings, node: Iri) -> str:
    """Say how one agent stands to another: recognition of X by Y, isolation of X by Y, normal relations of X and Y."""
    kind = tellings.concept(node, Prop.RELATION_TYPE) or "relation"
    sides = [say_agents(tellings, tellings.iris(node, prop)) for prop in (Prop.SUBJECT_AGENT, Prop.OBJECT_AGENT)]
    ends = [
        f"{word} {name}" for word, name in zip(RELATION_WORDS.get(kind, ("of", "with")), sides, strict=True) if name
    ]
    if kind == "recognition":
        ends.reverse()
    no = "no " if tellings.concept(node, Prop.POLARITY) == "negated" else ""
    return " ".join([no + kind.replace("-", " "), *ends])


def make_saying_of_place(noun: str) -> Say:
    """Make a function that says: noun in a place."""

    def say(tellings: Tellings, node: Iri) -> str:
        doers = say_agents(tellings, find_doers(tellings, node, Prop.ACTOR))
        where = say_agents(tellings, tellings.iris(node, Prop.PLACE))
        return noun + (f" by {doers}" if doers else "") + (f" in {where}" if where else "")

    return say


SAYINGS: Final[dict[Class, Say]] = {
    Class.RELEASE: make_saying("Release", Prop.RELEASED, Prop.RELEASED_BY),
    Class.TRANSFER: say_transfer,
    Class.ARREST: make_saying("Arrest", Prop.ARRESTED, Prop.ACTOR),
    Class.DETENTION: make_saying("Detention", Prop.DETAINEE, Prop.DETAINING_AUTHORITY),
    Class.SENTENCING: make_saying("Sentencing", Prop.SENTENCED, Prop.ACTOR),
    Class.CHARGE_FILING: make_saying("Charging", Prop.ACCUSED, Prop.ACTOR),
    Class.MISTREATMENT: make_saying("Mistreatment", Prop.VICTIM, Prop.ACTOR),
    Class.SANCTION_ACTION: say_sanction_action,
    Class.SANCTION: say_sanction_of,
    Class.NEGOTIATION: say_talks,
    Class.AGREEMENT: say_agreement,
    Class.CONDITION: say_condition,
    Class.POSITION_HOLDING: say_holding,
    Class.AWARD_CONFERRAL: say_conferral,
    Class.RELATION: say_relation,
    Class.ELECTION: make_saying_of_place("Election"),
    Class.PROTEST: make_saying_of_place("Protest"),
    Class.REPRESSION: make_saying_of_place("Repression"),
}
