"""Find the states behind those who act, and behind those whom sanctions hit."""

from typing import Final

from kg.graph.tellings import Tellings
from kg.model import Iri
from kg.terms import Class, Prop

DOER_ROLES: Final = (Prop.RELEASED_BY, Prop.ACTOR, Prop.DETAINING_AUTHORITY)


def find_acting_states(tellings: Tellings, event: Iri) -> set[Iri]:
    """Find the states behind the doers of an event, whether a text names state, government, body or president."""
    doers = {doer for role in DOER_ROLES for doer in tellings.iris(event, role)}
    return {state for doer in doers for state in find_states_behind(tellings, doer, frozenset())}


def find_affected_states(tellings: Tellings, event: Iri) -> set[Iri]:
    """Find the states behind the targets of the sanctions that an event acts on."""
    sanctions = tellings.iris(event, Prop.ACTION_ON)
    targets = {target for sanction in sanctions for target in tellings.iris(sanction, Prop.TARGET)}
    return {state for target in targets for state in find_states_behind(tellings, target, frozenset())}


def find_states_behind(tellings: Tellings, agent: Iri, seen: frozenset[Iri]) -> set[Iri]:
    """Find the state that an agent is or acts for: by its own word, by its post, or by whom it stands for."""
    if tellings.is_a(agent, Class.STATE):
        return {agent}
    states = set(tellings.iris(agent, Prop.OF_STATE))
    for holding in tellings.before(Prop.HOLDER, agent):
        if tellings.is_factual(holding) and agent not in seen:
            states |= find_states_of_holding(tellings, holding, seen | {agent})
    return states


def find_states_of_holding(tellings: Tellings, holding: Iri, seen: frozenset[Iri]) -> set[Iri]:
    """Find the state of a post; for an envoy, that of the one who sent them."""
    posts = tellings.iris(holding, Prop.POSITION)
    states = {state for post in posts for state in tellings.iris(post, Prop.JURISDICTION)}
    if states:
        return states
    senders = tellings.iris(holding, Prop.ON_BEHALF_OF)
    return {state for sender in senders for state in find_states_behind(tellings, sender, seen)}


def find_agents_of(tellings: Tellings, state: Iri) -> set[Iri]:
    """Find those who may be named where a state acts: itself, its bodies, and the holders of its posts."""
    posts = tellings.before(Prop.JURISDICTION, state)
    holdings = [holding for post in posts for holding in tellings.before(Prop.POSITION, post)]
    holders = {holder for holding in holdings for holder in tellings.iris(holding, Prop.HOLDER)}
    return {state, *tellings.before(Prop.OF_STATE, state), *holders}
