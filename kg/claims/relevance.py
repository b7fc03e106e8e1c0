"""Drop tellings that look right and are something else: clubs that ban players, estates that sanction albums."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.drafts import POLITICAL, SANCTIONS, Draft
from kg.claims.reading import Reading
from kg.claims.unrest import is_unrest
from kg.claims.words import read_words
from kg.model import ClaimType, EntityKind, Factuality, Role

_MINISTERS: Final = frozenset({"minister", "foreign-minister", "ministers"})
_SPORT: Final = read_words("relevance", "sport")


def is_relevant(draft: Draft, reading: Reading, cast: Cast) -> bool:
    """Say whether the people, doers and words of a telling fit its type."""
    if draft.type in SANCTIONS:
        if draft.frame.id == "relief.license" and not _names_restriction(reading):
            return False
        if draft.frame.id == "relief.general_licence" and not _is_told_of_sanctions(draft, cast):
            return False
        return not _speaks_of_sport(reading) and _is_state_matter(draft, cast)
    if draft.type in {ClaimType.RELEASE, ClaimType.ARREST, ClaimType.TRANSFER}:
        return not (_speaks_of_sport(reading) and draft.type != ClaimType.ARREST)
    if draft.type in POLITICAL:
        return _is_between_states(draft, cast) if draft.type == ClaimType.RELATION else is_unrest(draft, reading)
    is_bare = draft.frame.id == "charge.with" and not draft.values(Role.OFFENCE)  # guests are charged with fees, too
    return not is_bare and not _is_generic(draft, cast)


def _is_between_states(draft: Draft, cast: Cast) -> bool:
    """Ask for a state, bloc or body of states at one end of a relation, and for somebody else at the other."""
    ends = set(draft.keys(Role.SUBJECT_AGENT)), set(draft.keys(Role.OBJECT_AGENT))
    kinds = {cast.figures[key].kind for keys in ends for key in keys if key in cast.figures}
    is_known = draft.frame.id == "relation.ally" or bool(kinds & _STATELY)
    return is_known and all(ends) and not ends[0] & ends[1]


_STATELY: Final = frozenset(
    {EntityKind.STATE, EntityKind.STATE_GROUP, EntityKind.INTERGOVERNMENTAL, EntityKind.GOVERNMENT}
)


def _is_generic(draft: Draft, cast: Cast) -> bool:
    """Recognise a rule instead of an event: "a person who breaks the law may be sentenced"."""
    if draft.factuality != Factuality.HYPOTHETICAL or draft.type != ClaimType.SENTENCING:
        return False
    return not any(cast.is_person(key) for key in draft.keys(Role.SENTENCED))


def _names_restriction(reading: Reading) -> bool:
    nouns = [noun for chunk in reading.chunks for _, noun in chunk.nouns]
    return any(noun.meaning == "restriction" or noun.lemma == "waiver" for noun in nouns)


def _is_told_of_sanctions(draft: Draft, cast: Cast) -> bool:
    """Say whether a general licence eases sanctions: the article told of some, or a treasury gives it."""
    figures = [cast.figures[key] for key in draft.keys(Role.ACTOR) if key in cast.figures]
    names = {word for figure in figures for name in figure.names for word in name.lower().split()}
    return cast.measures is not None or bool(names & {"treasury", "ofac"})


def _speaks_of_sport(reading: Reading) -> bool:
    return bool({token.low for token in reading.tokens} & _SPORT)


def _is_state_matter(draft: Draft, cast: Cast) -> bool:
    """Ask for a doer that can sanction, where a doer is named."""
    actors = draft.keys(Role.ACTOR)
    if not actors:
        return True
    return any(_can_sanction(key, cast) for key in actors)


def _can_sanction(key: str, cast: Cast) -> bool:
    figure = cast.figures.get(key)
    if figure is None:
        return key in cast.bands_by_key and bool(cast.bands_by_key[key].words & _MINISTERS)
    return (
        figure.ref is not None
        or figure.of_state is not None
        or figure.kind in {EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON}
    )
