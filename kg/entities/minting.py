"""Say which thing each entity and claim of an article is: the same as a known one, or a new one with a new slug.

`Identities.article` is the slug of the article. `Identities.entities` holds a slug for every entity key; for a `Good`
it is the concept's name (`potash`), to be used with `Names.concept`; all other slugs go through `Names.thing`.
`Identities.claims` holds these keys, and no others:

    c3                 every claim: the slug of its situation (release-blr-2025-12, statement-29dd04bd1100-1402)
    c3/sanction        SanctionImposition, SanctionRelief, SanctionRenewal: the sanction that the claim acts on
    link2/source       EXCHANGE links only: the undertaking whose `fulfilledBy` is the link's source claim
    link2/target       EXCHANGE links only: the undertaking whose `fulfilledBy` is the link's target claim
    link2/agreement    EXCHANGE links only: the agreement that has both undertakings

`c3` stands for `Claim.key`; `link2` is the third of `Claims.links` (counted from 0). `link2/agreement` is always there:
where the article tells exactly one Agreement as fact, it is the slug of that claim, else a slug of its own, which no
claim has and which the graph stage writes as an Agreement of the link's factuality.

Factuality of what has no claim of its own (slugs follow it, so the graph must, too): a sanction is `asserted` when it
is eased or renewed, whatever becomes of the easing (what may be lifted is in force), and has the factuality of the
imposition when it is imposed; undertakings, and an agreement without a claim, have the factuality of the link. A slug
of anything that is not factual ends in its standing (`sanction-usa-blr-gas-planned`).

Several claims may share a sanction, several links an undertaking (one release given for two reliefs), within one
article and across articles: write each once. Two claims of one article never share a situation.

Groups: `group-<event slug>-<role>` for the widest group in the role `released`, `transferee`, `arrested`, `sentenced`,
`detainee` or `victim` of an event, after the first event of Release, Transfer, Arrest, Sentencing, Detention, other;
every other group belongs to its text: `group-<hash12>-<group kind>-<offset>`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from kg.entities.blocks import list_queries
from kg.entities.eventkeys import OBJECTS, ON_SANCTION, SANCTION_ACTS, EventKey, Telling, find_state, number_keys
from kg.entities.groups import GROUP_ROLES, find_whole_bounds, get_bounds, is_counted, list_whole_groups, name_groups
from kg.entities.joining import Profile, Score, score_join
from kg.entities.local import is_local
from kg.entities.names import make_slug
from kg.entities.parties import list_more_parties
from kg.entities.people import identify_people
from kg.entities.registry import EVENT_KINDS, Registry, parse_event
from kg.entities.retired import find_retired
from kg.entities.sanctions import identify_sanctions
from kg.entities.slugs import (
    get_word,
    join_words,
    number_slug,
    spell_agreement,
    spell_event,
    spell_standing,
    spell_undertaking,
)
from kg.entities.things import get_known_states, identify_thing
from kg.model import (
    Claim,
    Claims,
    ClaimType,
    Document,
    EntityKind,
    Factuality,
    Identities,
    LinkKind,
    RegistryRow,
    Role,
)

URL_SIGNS: Final = ":/?#[]@!$&'()*+,;=%~"  # what may stand in an address as it is (RFC 3986), as the graph writes it
NEGATED: Final = "negated"  # beside a condition in a key: not ill is not the same as ill


def identify(claims: Claims, registry: Registry) -> Identities:
    """Give every entity, claim and exchange of an article its slug, and the rows that record what is new.

    The same article identified against a registry that holds its rows yields the same slugs and no new row.
    """
    article, known = identify_article(claims.document, registry)
    entities, known = identify_entities(claims, known)
    keys = number_keys(list_tellings(claims, entities).items(), list_states(claims, entities))
    situations, known = identify_situations(claims, keys, known)
    groups = name_groups(claims, situations)
    sanctions, known = identify_sanctions(claims, keys, situations, known)
    derived = {**sanctions, **name_exchanges(claims, situations)}
    return Identities(
        article=article,
        entities={**entities, **groups},
        claims={**situations, **derived},
        rows=known.list_after(registry.row_count),
    )


def identify_article(document: Document, registry: Registry) -> tuple[str, Registry]:
    """Find the article that has this address, or this text where no address is known; else name a new one."""
    key = make_article_key(document.url, document.sha256)
    slug = registry.find_slug("Article", key)
    if slug is not None:
        return slug, registry
    day = document.published.isoformat() if document.published is not None else ""
    slug = number_slug(join_words(("article", make_slug(document.title), day)), registry.has_slug)
    return slug, registry.with_rows([RegistryRow(slug, "Article", key, " ".join(document.title.split()))])


def make_article_key(url: str | None, sha256: str) -> str:
    """Make the key of an article: its address stays the same when its text is corrected."""
    return f"url|{quote(url, safe=URL_SIGNS)}" if url else f"text|{sha256}"


def identify_entities(claims: Claims, registry: Registry) -> tuple[dict[str, str], Registry]:
    """Give everything but groups a slug: states first, so that bodies, places and posts can be told apart by theirs.

    What no claim speaks of is in no quad: it has a slug but leaves no row.
    """
    hash12, used = claims.document.hash12, find_used(claims)
    people = [entity for entity in claims.entities if entity.kind == EntityKind.PERSON and entity.ref is None]
    slugs, known = identify_people(people, used, registry, hash12=hash12)
    kept = known
    others = [each for each in claims.entities if each.kind != EntityKind.GROUP and each.key not in slugs]
    for entity in sorted(others, key=lambda entity: (entity.key not in used, entity.kind != EntityKind.STATE)):
        state = slugs.get(entity.of_state) if entity.of_state is not None else None
        slugs[entity.key], known = identify_thing(entity, state, known, hash12=hash12)
        kept = known if entity.key in used else kept
    return slugs, kept


def find_used(claims: Claims) -> frozenset[str]:
    """Find the entities that claims speak of, and those that these lead to: members, wider groups and parts, states."""
    near: dict[str, set[str]] = {
        entity.key: {*entity.members, *entity.citizen_of, *filter(None, (entity.part_of, entity.of_state))}
        for entity in claims.entities
    }
    for entity in claims.entities:
        if entity.part_of is not None:
            near[entity.part_of].add(entity.key)
    found = list(dict.fromkeys(f.entity for claim in claims.claims for f in claim.fillers if f.entity is not None))
    seen = set(found)
    for key in found:
        found.extend(sorted(near[key] - seen))
        seen |= near[key]
    return frozenset(seen)


def list_states(claims: Claims, entities: Mapping[str, str]) -> dict[str, str]:
    """List the state behind each body, place, post and office-holder, by slug."""
    states = dict(get_known_states())
    for entity in claims.entities:
        if entity.of_state is not None and entity.key in entities and entity.kind != EntityKind.GOOD:
            states.setdefault(entities[entity.key], entities[entity.of_state])
    for claim in claims.claims:
        if claim.type == ClaimType.POSITION_HOLDING and claim.factuality.standing == "factual":
            posts = [entities.get(filler.entity or "", "") for filler in claim.find(Role.POSITION)]
            state = next((found for post in posts if (found := find_state(post, states))), None)
            for filler in claim.find(Role.HOLDER):
                if state is not None and filler.entity is not None and filler.entity in entities:
                    states.setdefault(entities[filler.entity], state)
    return states


def list_tellings(claims: Claims, entities: Mapping[str, str]) -> dict[str, Telling]:
    """Put what each claim tells into slugs, by the key of the claim."""
    return {claim.key: tell_claim(claims, claim, entities) for claim in claims.claims}


def tell_claim(claims: Claims, claim: Claim, entities: Mapping[str, str]) -> Telling:
    """Put what one claim tells into slugs; of groups only their numbers and states count."""
    groups = tuple(list_whole_groups(claims, claim, GROUP_ROLES))
    when, document = claim.when, claims.document
    lengths = [filler.value for filler in claim.find(Role.PENALTY_LENGTH) if isinstance(filler.value, int)]
    return Telling(
        kind=claim.type,
        standing=claim.factuality.standing,
        fillers=(*list_fillers(claim, entities), *list_agreed(claims, claim, entities)),
        wholes={group.key: bounds for group in groups if (bounds := find_whole_bounds(claims, group)) is not None},
        counts={group.key: get_bounds(group) for group in groups if is_counted(group)},
        citizens={group.key: tuple(entities[key] for key in group.citizen_of) for group in groups},
        months=lengths[0] if lengths else None,
        day=when.on_date if when is not None else None,
        earliest=when.not_before if when is not None else None,
        latest=(when.began_by or when.not_after) if when is not None else None,
        published=document.published,
        start=claim.quotes[0].start if claim.quotes else 0,
    )


def list_agreed(claims: Claims, claim: Claim, entities: Mapping[str, str]) -> Iterator[tuple[Role, str]]:
    """List, in slugs, the parties of an agreement that its claim does not name itself."""
    if claim.type == ClaimType.AGREEMENT:
        yield from ((Role.PARTY, entities[key]) for key in list_more_parties(claims, claim))


def list_fillers(claim: Claim, entities: Mapping[str, str]) -> Iterator[tuple[Role, str]]:
    """List the fillers of a claim that count for its identity, in slugs."""
    for filler in claim.fillers:
        if filler.role in ON_SANCTION and claim.type not in SANCTION_ACTS:
            continue
        if filler.entity is not None and filler.entity in entities:
            yield filler.role, entities[filler.entity]
        elif filler.role in OBJECTS and isinstance(filler.value, str):
            yield filler.role, filler.value
        elif filler.role == Role.POLARITY and filler.value == NEGATED:
            yield Role.CONDITION_TYPE, NEGATED


def identify_situations(
    claims: Claims, keys: Mapping[str, EventKey], registry: Registry
) -> tuple[dict[str, str], Registry]:
    """Give every claim its slug: known by its key, joined to a known event, or new; no two the same."""
    shared = {name: key for name, key in keys.items() if not is_local(key)}
    slugs = find_exact(shared, registry)
    slugs |= join_known({name: key for name, key in shared.items() if name not in slugs}, registry, set(slugs.values()))
    for claim in claims.claims:
        if claim.key not in slugs:
            key, is_shared = keys[claim.key], claim.key in shared
            wanted = spell_event(key) if is_shared else spell_local(claim, claims.document.hash12)
            slugs[claim.key] = find_free(wanted, slugs.values(), registry)
    rows = [RegistryRow(slugs[name], key.kind, str(key), spell_label(key)) for name, key in shared.items()]
    new = [row for row in rows if registry.find_slug(row.kind, row.key) != row.slug]
    return slugs, registry.with_rows(new)


def find_free(wanted: str, taken: Iterable[str], registry: Registry) -> str:
    """Find a slug that neither the registry nor another claim of the article has."""
    used = frozenset(taken)
    return number_slug(wanted, lambda slug: slug in used or registry.has_slug(slug))


def find_exact(keys: Mapping[str, EventKey], registry: Registry) -> dict[str, str]:
    """Find the events whose key is known; where two claims have keys of one event, the first is it."""
    found: dict[str, str] = {}
    for name, key in keys.items():
        slug = registry.find_slug(key.kind, str(key)) or find_retired(str(key), registry)
        if slug is not None and slug not in found.values():
            found[name] = slug
    return found


def join_known(keys: Mapping[str, EventKey], registry: Registry, taken: set[str]) -> dict[str, str]:
    """Join tellings to known events, the surest pair first; a telling that fits two equally well is joined to none."""
    pairs = []
    for name, key in keys.items():
        scores = {slug: score for slug, score in score_known(key, registry).items() if slug not in taken}
        best = max(scores.values(), default=None)
        chosen = [slug for slug, score in scores.items() if score == best]
        if best is not None and len(chosen) == 1:
            pairs.append((best, name, chosen[0]))
    joined: dict[str, str] = {}
    for _, name, slug in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if slug not in joined.values():
            joined[name] = slug
    return joined


def score_known(key: EventKey, registry: Registry) -> dict[str, Score]:
    """Score the known events that a telling may be of."""
    scores = {}
    for slug in registry.find_block(list_queries(key)):
        rows = registry.find_rows(slug)
        event = Profile(slug, tuple(parse_event(row) for row in rows if row.kind in EVENT_KINDS))
        score = score_join(key, event)
        if score is not None:
            scores[slug] = score
    return scores


def spell_local(claim: Claim, hash12: str) -> str:
    """Spell the slug of a situation that belongs to its text."""
    start = str(claim.quotes[0].start) if claim.quotes else claim.key
    return join_words((get_word(claim.type), hash12, start, spell_standing(claim.factuality.standing)))


def spell_label(key: EventKey) -> str:
    """Spell what a row is called, for those who read the registry."""
    return spell_event(key).replace("-", " ")


def name_exchanges(claims: Claims, situations: Mapping[str, str]) -> dict[str, str]:
    """Name the undertakings and the agreement of each exchange."""
    told = [claim for claim in claims.claims if claim.type == ClaimType.AGREEMENT and is_factual(claim.factuality)]
    found: dict[str, str] = {}
    for number, link in enumerate(claims.links):
        if link.kind == LinkKind.EXCHANGE:
            events = (situations[link.source], situations[link.target])
            found[f"link{number}/source"] = spell_undertaking(events[0], link.factuality)
            found[f"link{number}/target"] = spell_undertaking(events[1], link.factuality)
            agreement = situations[told[0].key] if len(told) == 1 else spell_agreement(events, link.factuality)
            found[f"link{number}/agreement"] = agreement
    return found


def is_factual(factuality: Factuality) -> bool:
    """Say whether something is told as fact."""
    return factuality.standing == "factual"
