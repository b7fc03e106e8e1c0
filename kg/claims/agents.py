"""Find who acts: states, also through their capitals, bodies, firms, people."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk  # noqa: TC001 - the values are used at run time
from kg.claims.persons import find_person
from kg.claims.refs import find_people
from kg.claims.spots import HE, Ref, Spot, name_quote, point, without_article
from kg.claims.words import read_words
from kg.model import EntityKind

_METONYMS: Final = read_words("refs", "metonyms")


def find_agents(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who acts: a state (also through its capital), a body, a person, unnamed officials."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    if chunk.noun is None and chunk.name is None:
        return _find_agent_pronoun(spot, cast)
    if chunk.name is not None and (chunk.noun is None or chunk.noun.meaning in {"people", "body", "group", "firm"}):
        key = cast.find_name(spot.reading, chunk.name)
        if key is None:
            return []
        state = cast.index.states.get(key) if key in cast.index.capitals or key.startswith("government-") else None
        if state is not None:
            return [Ref(_add_state(cast, state, spot), name_quote(spot, chunk))]
        figure = cast.figures[key]
        usable = figure.kind not in {EntityKind.PLACE, EntityKind.SETTLEMENT, EntityKind.AWARD, EntityKind.GOOD}
        return [Ref(key, name_quote(spot, chunk))] if usable else []
    return _find_agent_noun(spot, cast)


def _add_state(cast: Cast, ref: str, spot: Spot) -> str:
    quote = name_quote(spot, spot.chunk)
    return cast.add_figure(EntityKind.STATE, quote, ref=ref)


def _find_agent_pronoun(spot: Spot, cast: Cast) -> list[Ref]:
    word = spot.chunk.word
    if word in HE:
        key = find_person(spot, cast, word, frozenset())
        return [point(spot, cast, key)] if key is not None else []
    if word in {"it", "its"}:
        return _find_it(spot, cast)
    return []


def _find_it(spot: Spot, cast: Cast) -> list[Ref]:
    """Find the state or body that "it" means: the subject before it, of this sentence or of one of the last two."""
    subjects = {at for clause in spot.reading.sketch.clauses for at in clause.subject if at < spot.at}
    for at in sorted(subjects, reverse=True):
        chunk = spot.reading.chunks[at]
        if chunk.name is not None or chunk.meaning in {"body", "group", "firm"}:
            return [Ref(ref.key, spot.quote(), guess=True) for ref in find_agents(spot.move(at), cast)]
    near = cast.list_sightings(spot.number, spot.quote().start, _NEAR)
    for sighting in sorted(near, key=lambda found: (found.sentence, found.start), reverse=True):
        if sighting.is_subject and cast.figures[sighting.key].kind in _ACTING:
            return [Ref(sighting.key, spot.quote(), guess=True)]
    return []


_NEAR: Final = 2  # sentences
_ACTING: Final = frozenset(
    {EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.INTERGOVERNMENTAL, EntityKind.GOVERNMENT}
)


def _find_agent_noun(spot: Spot, cast: Cast) -> list[Ref]:
    chunk = spot.chunk
    state = find_state_of(spot, cast)
    if chunk.meaning in {"body", "group"}:
        if chunk.noun is not None and chunk.noun.lemma in _METONYMS and state is not None:
            return [Ref(state, spot.quote())]
        return [Ref(cast.add_body(without_article(spot), of_state=state), spot.quote())]
    if chunk.meaning == "people":
        people = find_people(spot, cast)
        return (
            [ref for ref in people if ref.key][:1] if not (people and cast.is_person(people[-1].key)) else [people[-1]]
        )
    if chunk.meaning == "firm":
        return _find_firms(spot, cast, state)
    if chunk.meaning == "facility":
        return [Ref(cast.add_body(without_article(spot), of_state=state), spot.quote())]
    return []


def _find_firms(spot: Spot, cast: Cast, state: str | None) -> list[Ref]:
    """Find the firms that "both companies" or "the airline" means: those a sanction was told of just before."""
    chunk = spot.chunk
    if (
        chunk.det in {"both", "the", "these", "all"}
        and cast.measures is not None
        and spot.number - cast.measures[0] <= 2  # noqa: PLR2004 - a place or length in a row of words
    ):
        keys = [
            key
            for key in sorted(cast.measures[1])
            if key in cast.figures and cast.figures[key].kind == EntityKind.ORGANIZATION
        ]
        if keys:
            return [Ref(key, spot.quote(), guess=True) for key in keys]
    return [Ref(cast.add_body(without_article(spot), of_state=state), spot.quote())]


def find_state_of(spot: Spot, cast: Cast) -> str | None:
    """Find the state that a phrase belongs to: "Saudi court", "Norway's envoy", "King of Bahrain"."""
    chunk: Chunk | None = spot.chunk
    while chunk is not None:
        for name in chunk.names:
            if name.ref is not None and name.kind in {"state", "demonym", "place", "body"}:
                key = cast.find_name(spot.reading, name) or ""
                state = key if name.kind in {"state", "demonym"} else cast.index.states.get(key)
                if state is not None:
                    return cast.add_known(spot.reading, name) if state == key else _add_state(cast, state, spot)
        chunk = chunk.owner
    step = spot.at + 1
    chunks = spot.reading.chunks
    if (
        step + 1 < len(chunks)
        and chunks[step].kind == "prep"
        and chunks[step].word in {"of", "in", "for"}
        and chunks[step + 1].kind == "np"
    ):
        name_after = chunks[step + 1].name
        if name_after is not None and name_after.kind == "state":
            return cast.add_known(spot.reading, name_after)
        if name_after is not None and name_after.ref in cast.index.capitals:
            return _add_state(cast, cast.index.states[name_after.ref or ""], spot.move(step + 1))
    return None
