"""Close types and roles upwards: what is a Release is an Event, who is released takes part.

The tables say what `ontology/` says (a test compares them), so that no query needs inference.
"""

from typing import Final

from kg.terms import Class, Prop

CLASS_PARENTS: Final[dict[Class, tuple[Class, ...]]] = {
    Class.PERSON: (Class.AGENT,),
    Class.PERSON_GROUP: (Class.AGENT,),
    Class.ORGANIZATION: (Class.AGENT,),
    Class.GOVERNMENT: (Class.ORGANIZATION,),
    Class.INTERGOVERNMENTAL_ORGANIZATION: (Class.ORGANIZATION,),
    Class.STATE: (Class.AGENT, Class.PLACE),
    Class.STATE_GROUP: (Class.AGENT,),
    Class.SETTLEMENT: (Class.PLACE,),
    Class.DETENTION_FACILITY: (Class.PLACE,),
    Class.EVENT: (Class.SITUATION,),
    Class.RELATION: (Class.SITUATION,),
    Class.CONDITION: (Class.SITUATION,),
    Class.POSITION_HOLDING: (Class.SITUATION,),
    Class.SANCTION: (Class.SITUATION,),
    Class.UNDERTAKING: (Class.SITUATION,),
    Class.ARREST: (Class.EVENT,),
    Class.DETENTION: (Class.EVENT,),
    Class.CHARGE_FILING: (Class.EVENT,),
    Class.SENTENCING: (Class.EVENT,),
    Class.RELEASE: (Class.EVENT,),
    Class.TRANSFER: (Class.EVENT,),
    Class.MISTREATMENT: (Class.EVENT,),
    Class.SANCTION_ACTION: (Class.EVENT,),
    Class.SANCTION_IMPOSITION: (Class.SANCTION_ACTION,),
    Class.SANCTION_RELIEF: (Class.SANCTION_ACTION,),
    Class.SANCTION_RENEWAL: (Class.SANCTION_ACTION,),
    Class.NEGOTIATION: (Class.EVENT,),
    Class.AGREEMENT: (Class.EVENT,),
    Class.ELECTION: (Class.EVENT,),
    Class.PROTEST: (Class.EVENT,),
    Class.REPRESSION: (Class.EVENT,),
    Class.AWARD_CONFERRAL: (Class.EVENT,),
    Class.STATEMENT: (Class.EVENT,),
    Class.SECTION: (Class.TEXT_SPAN,),
    Class.SENTENCE: (Class.TEXT_SPAN,),
    Class.EVIDENCE: (Class.TEXT_SPAN,),
}

PROPERTY_PARENTS: Final[dict[Prop, tuple[Prop, ...]]] = {
    Prop.RELEASED_BY: (Prop.PARTICIPANT,),
    Prop.RELEASED: (Prop.PARTICIPANT,),
    Prop.DETAINEE: (Prop.PARTICIPANT,),
    Prop.DETAINING_AUTHORITY: (Prop.PARTICIPANT,),
    Prop.HELD_AT: (Prop.PLACE,),
    Prop.ARRESTED: (Prop.PARTICIPANT,),
    Prop.VICTIM: (Prop.PARTICIPANT,),
    Prop.ACCUSED: (Prop.PARTICIPANT,),
    Prop.SENTENCED: (Prop.PARTICIPANT,),
    Prop.TRANSFEREE: (Prop.PARTICIPANT,),
    Prop.ACTOR: (Prop.PARTICIPANT,),
    Prop.MEDIATOR: (Prop.PARTICIPANT,),
    Prop.NEGOTIATOR: (Prop.PARTICIPANT,),
    Prop.PARTY: (Prop.PARTICIPANT,),
    Prop.SPEAKER: (Prop.PARTICIPANT,),
    Prop.ADDRESSEE: (Prop.PARTICIPANT,),
    Prop.RECIPIENT: (Prop.PARTICIPANT,),
    Prop.GOVERNS: (Prop.OF_STATE,),
}


def close_class(name: Class) -> tuple[Class, ...]:
    """List a class and all classes above it, the narrowest first.

    >>> [str(name) for name in close_class(Class.SANCTION_RELIEF)]
    ['SanctionRelief', 'SanctionAction', 'Event', 'Situation']
    """
    found = [name]
    for item in found:
        found.extend(parent for parent in CLASS_PARENTS.get(item, ()) if parent not in found)
    return tuple(found)


def close_property(name: Prop) -> tuple[Prop, ...]:
    """List a property and all properties above it, the narrowest first.

    >>> [str(name) for name in close_property(Prop.RELEASED)]
    ['released', 'participant']
    """
    found = [name]
    for item in found:
        found.extend(parent for parent in PROPERTY_PARENTS.get(item, ()) if parent not in found)
    return tuple(found)


def is_event(name: Class) -> bool:
    """Say whether a class lies under Event."""
    return Class.EVENT in close_class(name)
