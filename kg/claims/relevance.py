"""Drop tellings that look right and are something else: clubs that ban players, statements on other matters."""

from collections.abc import Sequence
from typing import Final

from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.drafts import PATIENTS, POLITICAL, SANCTIONS, Draft
from kg.claims.reading import Reading
from kg.claims.unrest import is_unrest
from kg.claims.words import read_words
from kg.model import ClaimType, EntityKind, Factuality, Role

_MINISTERS: Final = frozenset({"minister", "foreign-minister", "ministers"})
_SPORT: Final = read_words("relevance", "sport")
# What stands beside the events: who speaks, holds a post, is honoured, and how states stand to each other.
ASIDE: Final = POLITICAL | {ClaimType.STATEMENT, ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL}


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


def keep_to_topic(drafts: Sequence[Draft], readings: Sequence[Reading], cast: Cast) -> list[Draft]:
    """Leave out statements that stand by no event, and all background where the text tells no event of ours."""
    core = frozenset(draft.number for draft in drafts if draft.type not in ASIDE)
    if not core:  # background alone is no story of ours
        drafts = [draft for draft in drafts if draft.type not in POLITICAL and not _is_voiceless(draft)]
    spoken = ClaimType.STATEMENT
    return [draft for draft in drafts if draft.type != spoken or _is_on_topic(draft, core, readings, cast)]


def _is_voiceless(draft: Draft) -> bool:
    """Say whether nobody in particular says it: "the release is seen as ...", which may be one of tickets."""
    return draft.type == ClaimType.STATEMENT and not draft.keys(Role.SPEAKER)


def _is_on_topic(draft: Draft, core: frozenset[int], readings: Sequence[Reading], cast: Cast) -> bool:
    """Keep a statement only where it stands by an event or speaks of prisoners, releases or sanctions itself."""
    if core & {draft.number - 1, draft.number}:
        return True
    if {token.low for token in readings[draft.number].tokens} & _TOPIC:
        return True
    is_told = bool(set(draft.keys(Role.SPEAKER)) & cast.custody) or bool(cast.freed)
    return is_told and "thanks" in draft.values(Role.ATTITUDE) and bool(draft.keys(Role.ADDRESSEE))


_TOPIC: Final = read_words("relevance", "topic")


def is_empty(bundle: Bundle) -> bool:
    """Drop an event that only nouns tell, of nobody, or without anything of its own: "since her detention"."""
    if not all(draft.is_nominal for draft in bundle.drafts):
        return False
    if bundle.type in {ClaimType.ARREST, ClaimType.SENTENCING} and bundle.factuality in _PLAINLY:
        has_own = any(draft.moment is not None or draft.keys(Role.ACTOR, Role.PLACE) for draft in bundle.drafts)
        is_state = all(draft.trigger.exact.lower().endswith("detention") for draft in bundle.drafts)
        if is_state and not bundle.bounds():
            return True  # "the conditions of his detention"
        return not has_own and all(slot.guess for slot in bundle.slots() if slot.role in PATIENTS)
    return bundle.type == ClaimType.RELEASE and not bundle.keys(Role.RELEASED)


_PLAINLY: Final = frozenset({Factuality.ASSERTED, Factuality.REPORTED})
