"""Find who acts: states, also through their capitals, bodies, firms, people."""

from collections.abc import Iterator
from typing import Final

from kg.claims.bands import find_voices
from kg.claims.cast import Cast
from kg.claims.chunks import Chunk  # noqa: TC001 - the values are used at run time
from kg.claims.names import Name
from kg.claims.persons import find_person
from kg.claims.refs import find_people
from kg.claims.spots import HE, Ref, Spot, is_plural, is_pronoun, name_quote, point, without_article
from kg.claims.words import read_words
from kg.model import EntityKind

_METONYMS: Final = read_words("refs", "metonyms")


def find_agents(spot: Spot, cast: Cast, *, exclude: frozenset[str] = frozenset()) -> list[Ref]:
    """Find who acts: a state (also through its capital), a body, a person, unnamed officials."""
    chunk = spot.chunk
    if chunk.kind != "np":
        return []
    if chunk.noun is None and chunk.name is None:
        return _find_agent_pronoun(spot, cast, exclude)
    if chunk.name is not None and (chunk.noun is None or chunk.noun.meaning in {"people", "body", "group", "firm"}):
        return _find_named(spot, chunk.name, cast)
    return _find_agent_noun(spot, cast)


def find_parties(spot: Spot, cast: Cast) -> list[Ref]:
    """Find the sides for which several officials speak: "the foreign ministers of X and Y", "X and Y officials"."""
    chunk = spot.chunk
    if chunk.noun is None or chunk.noun.kind != "officials" or chunk.name is not None:
        return find_agents(spot, cast)
    names = [(spot, name) for name in chunk.names if name.kind in {"state", "demonym", "body"}]
    step = spot.at + 2
    if step < len(spot.reading.chunks) and spot.reading.chunks[step - 1].word in {"of", "from"}:
        for at in spot.reading.sketch.groups.get(step, ()):
            name = spot.reading.chunks[at].name
            names += [(spot.move(at), name)] if name is not None and name.kind in {"state", "body"} else []
    found = [
        Ref(key, where.reading.quote(name.start, name.end))
        for where, name in names
        if (key := cast.find_name(spot.reading, name)) is not None and not cast.is_person(key)
    ]
    if len(found) > 1:
        return found
    agents = find_agents(spot, cast)
    state = find_state_of(spot, cast)
    is_unnamed = all(ref.key in cast.bands_by_key for ref in agents)
    return [Ref(state, spot.quote())] if state is not None and is_unnamed else agents


def _find_named(spot: Spot, name: Name, cast: Cast) -> list[Ref]:
    """Find who acts under a name; a capital stands for its state, a place acts not."""
    quote = name_quote(spot, spot.chunk)
    key = cast.find_name(spot.reading, name)
    if key is None:
        return []
    union = _find_union(key, cast)
    if union is not None:
        return [Ref(union, quote, guess=True)]
    state = cast.index.states.get(key) if key in cast.index.capitals or key.startswith("government-") else None
    if state is not None:
        return [Ref(_add_state(cast, state, spot), quote)]
    is_usable = cast.figures[key].kind not in {
        EntityKind.PLACE,
        EntityKind.SETTLEMENT,
        EntityKind.AWARD,
        EntityKind.GOOD,
    }
    return [Ref(key, quote)] if is_usable else []


def _find_union(seat: str, cast: Cast) -> str | None:
    """Find the union that the city of its seat stands for, where the article names the union or one of its bodies."""
    union = cast.organs.get(seat)
    is_seat = union is not None and seat in cast.figures and cast.figures[seat].kind == EntityKind.SETTLEMENT
    if not is_seat or union is None:
        return None
    named = [union, *(organ for organ, whole in cast.organs.items() if whole == union and organ != seat)]
    return next((key for key in named if key in cast.figures), None)


def _add_state(cast: Cast, ref: str, spot: Spot) -> str:
    quote = name_quote(spot, spot.chunk)
    return cast.add_figure(EntityKind.STATE, quote, ref=ref)


def _find_agent_pronoun(spot: Spot, cast: Cast, exclude: frozenset[str]) -> list[Ref]:
    word = spot.chunk.word
    if word in HE:
        key = find_person(spot, cast, word, exclude)
        return [point(spot, cast, key)] if key is not None else []
    if word in {"it", "its"}:
        return _find_it(spot, cast)
    return _find_writer(spot, cast) if word in {"we", "i"} else []


def _find_writer(spot: Spot, cast: Cast) -> list[Ref]:
    """Take "we" as who is quoted; outside quotation marks, as the body whose name alone is the first line."""
    first = cast.readings[0].chunks
    if sum(chunk.kind == "quote" for chunk in spot.reading.chunks[: spot.at]) % 2:
        return _find_quoted(spot, cast)
    if len(first) != 1 or first[0].name is None:
        return []
    key = cast.find_name(cast.readings[0], first[0].name)
    is_body = key is not None and cast.figures[key].kind == EntityKind.ORGANIZATION
    return [Ref(key, spot.quote(), guess=True)] if is_body and key is not None else []


def _find_quoted(spot: Spot, cast: Cast) -> list[Ref]:
    """Find who says the words in quotation marks that a pronoun stands in: the subject of "said" outside them."""
    reading, is_open = spot.reading, False
    for at, chunk in enumerate(reading.chunks):
        is_open ^= chunk.kind == "quote"
        clause = reading.by_verb.get(at)
        if is_open or clause is None or chunk.word not in _SAYING:
            continue
        group = next((objects for objects in clause.objects if objects[0] == at + 1), clause.subject)
        places = [place for place in group if place != spot.at and not is_pronoun(reading.chunks[place])]
        return [Ref(ref.key, ref.quote, guess=True) for place in places for ref in find_agents(spot.move(place), cast)]
    return []


_SAYING: Final = frozenset({"say", "tell", "add", "write", "state", "declare"})


def _find_it(spot: Spot, cast: Cast) -> list[Ref]:
    """Find the state or body that "it" means: the subject before it, of this sentence or of one of the last two."""
    subjects = {at for clause in spot.reading.sketch.clauses for at in clause.subject if at < spot.at}
    for at in sorted(subjects, reverse=True):
        chunk = spot.reading.chunks[at]
        if chunk.name is not None or chunk.meaning in {"body", "group", "firm"}:
            return [Ref(ref.key, spot.quote(), guess=True) for ref in find_agents(spot.move(at), cast)]
    before = spot.number - 1
    found = _find_subject_of(Spot(cast.readings[before], before, 0), cast) if spot.number else None
    if found is not None:
        return [Ref(found.key, spot.quote(), guess=True)]
    near = cast.list_sightings(spot.number, spot.quote().start, _NEAR)
    for sighting in sorted(near, key=lambda found: (found.sentence, found.start), reverse=True):
        if sighting.is_subject and _acts(sighting.key, cast):
            return [Ref(sighting.key, spot.quote(), guess=True)]
    return []


def _find_subject_of(spot: Spot, cast: Cast) -> Ref | None:
    """Find the state or body that is the subject of a whole sentence, not of a clause within it."""
    for clause in spot.reading.sketch.clauses:
        if clause.opener or clause.above is not None or clause.is_reduced or len(clause.subject) != 1:
            continue
        at = clause.subject[0]
        chunk = spot.reading.chunks[at]
        if chunk.name is not None or chunk.meaning in {"body", "group", "firm"}:
            refs = find_agents(spot.move(at), cast)
            return refs[0] if refs and _acts(refs[0].key, cast) else None
    return None


def _acts(key: str, cast: Cast) -> bool:
    """Say whether a key is that of a state or body; bands of people, which are no figures, are none."""
    return key in cast.figures and cast.figures[key].kind in _ACTING


_VOICES: Final = frozenset({"rights-group", "ngo"})  # in the plural no body, but several without names
_NEAR: Final = 2  # sentences
_ACTING: Final = frozenset(
    {EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.INTERGOVERNMENTAL, EntityKind.GOVERNMENT}
)


def _find_agent_noun(spot: Spot, cast: Cast) -> list[Ref]:  # noqa: PLR0911 - one test a case, in their order
    chunk = spot.chunk
    state = find_state_of(spot, cast)
    if chunk.noun is not None and chunk.noun.lemma in _VOICES and chunk.noun.is_plural and not chunk.names:
        return [find_voices(spot, cast)]
    if chunk.meaning in {"body", "group"}:
        if chunk.noun is not None and chunk.noun.lemma in _METONYMS and state is not None:
            return [Ref(state, spot.quote())]
        return [Ref(cast.add_body(without_article(spot), of_state=state), spot.quote())]
    if chunk.meaning == "people":
        served = _find_served(spot, cast)
        if served:
            return served
        people = find_people(spot, cast)
        is_named = bool(people) and cast.is_person(people[-1].key) and not is_plural(chunk)
        return [people[-1]] if is_named else [ref for ref in people if ref.key][:1]
    if chunk.meaning == "firm":
        return _find_firms(spot, cast, state)
    if chunk.word == "side" and state is not None:  # "the Norlandish side"
        return [Ref(state, spot.quote())]
    is_facility = chunk.meaning == "facility"
    return [Ref(cast.add_body(without_article(spot), of_state=state), spot.quote())] if is_facility else []


def _find_served(spot: Spot, cast: Cast) -> list[Ref]:
    """Take the body for its men: "officers of the border police", "agents from the Security Bureau"."""
    chunk, chunks, after = spot.chunk, spot.reading.chunks, spot.at + 2
    if chunk.noun is None or chunk.noun.lemma not in _SERVANTS or chunk.names or after >= len(chunks):
        return []
    body = chunks[after]
    is_body = body.meaning in {"body", "group"} or (body.name is not None and body.name.kind in {"body", "unknown"})
    if chunks[after - 1].kind != "prep" or chunks[after - 1].word not in {"of", "from"} or not is_body:
        return []
    return [ref for ref in find_agents(spot.move(after), cast) if not cast.is_person(ref.key)][:1]


_SERVANTS: Final = read_words("agents", "servants")


def _find_renaming(spot: Spot, cast: Cast) -> Iterator[Ref]:
    """Find the bodies named behind "two firms, X and Y"."""
    for at in spot.reading.sketch.appositions.get(spot.at, ()):
        name = spot.reading.chunks[at].name
        key = cast.find_name(spot.reading, name) if name is not None else None
        if name is not None and key is not None and cast.figures[key].kind == EntityKind.ORGANIZATION:
            yield Ref(key, spot.reading.quote(name.start, name.end))


def _find_firms(spot: Spot, cast: Cast, state: str | None) -> list[Ref]:
    """Find the firms that "both companies" or "the airline" means: those a sanction was told of just before."""
    chunk = spot.chunk
    named = list(_find_renaming(spot, cast))
    if named:
        return named
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


def raise_ruler(ref: Ref, spot: Spot, cast: Cast) -> Ref:
    """Take the state for its president or king where the text does not name them: "the president of X pardoned"."""
    noun = spot.chunk.noun
    if ref.key not in cast.bands_by_key or noun is None or noun.is_plural or noun.lemma not in _RULERS:
        return ref
    state = find_state_of(spot, cast)
    return Ref(state, ref.quote) if state is not None else ref


_RULERS: Final = read_words("rulers", "posts")
