"""Whatever an article says, identity answers with valid slugs, and the same way again."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.articles.sources import Source, read_source
from kg.claims.extract import extract_claims
from kg.entities.eventkeys import DOERS, OBJECTS, PATIENTS, PLACES, parse_key
from kg.entities.gazetteer import load_gazetteer
from kg.entities.matching import names_agree
from kg.entities.minting import identify
from kg.entities.names import fold_name, make_slug, split_name
from kg.entities.registry import EVENT_KINDS, Registry, format_rows, parse_rows
from kg.entities.sounds import spell_skeletons
from kg.model import Claims, ClaimType, EntityKind, Factuality, Role, When
from tests.entities.building import Draft

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*(?:-[A-Z]{3})?(?:-[a-z0-9-]+)?")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
NAMES = st.one_of(
    WORDS,
    st.sampled_from(("Ihar Zhuk", "Igor Zhuk", "Zhuk", "I. Zhuk", "Alena Zhuk", "李 明", "Žuk, Ihar", "شیرین", "Суд")),
)
ROLES = [*DOERS, *PATIENTS, *OBJECTS, *PLACES, Role.SPEAKER, Role.ATTRIBUTED_TO]
SINGLE_ROLES = {Role.HOLDER, Role.POSITION, Role.AWARD}  # a graph keeps one filler of these
KINDS = st.sampled_from([kind for kind in EntityKind if kind != EntityKind.GROUP])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
WHENS = st.builds(When, on_date=st.none() | DAYS, not_before=st.none() | DAYS, not_after=st.none() | DAYS)


@st.composite
def draft_articles(draw: st.DrawFn, *, is_published: bool = False) -> Claims:
    """Draft articles that say anything at all."""
    published = draw(DAYS if is_published else st.none() | DAYS)
    draft = Draft(title=draw(WORDS).replace("\n", " ").replace("\r", " "), published=published)
    keys = [draft.state("BLR"), draft.state("USA")]
    for _ in range(draw(st.integers(0, 5))):
        state = draw(st.sampled_from([None, *keys[:2]]))
        keys.append(draft.add(draw(KINDS), draw(NAMES), of_state=state))
    for _ in range(draw(st.integers(0, 2))):
        number = draw(st.none() | st.integers(0, 200))
        keys.append(draft.group(number, part_of=draw(st.sampled_from([None, keys[-1]])), citizen_of=(keys[0],)))
    roles = st.dictionaries(st.sampled_from(ROLES), st.lists(st.sampled_from(keys), max_size=3), max_size=4)
    for _ in range(draw(st.integers(1, 4))):
        kind, factuality = draw(st.sampled_from(list(ClaimType))), draw(st.sampled_from(list(Factuality)))
        fillers = {role: names[:1] if role in SINGLE_ROLES else names for role, names in draw(roles).items()}
        draft.claim(kind, fillers, factuality=factuality, when=draw(WHENS))
    if len(draft.claims) > 1:
        draft.exchange("c1", "c2", draw(st.sampled_from(list(Factuality))))
    return draft.build()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(draft_articles(), min_size=1, max_size=3))
def test_identity_never_fails_and_repeats_itself(articles: list[Claims]) -> None:
    registry = Registry()
    for claims in articles:
        found = identify(claims, registry)
        registry = registry.with_rows(found.rows)
        again = identify(claims, registry)
        assert (again.article, again.entities, again.claims, again.rows) == (
            found.article,
            found.entities,
            found.claims,
            (),
        )
        slugs = {found.article, *found.entities.values(), *found.claims.values(), *(row.slug for row in found.rows)}
        assert all(SLUG.fullmatch(slug) and len(slug) < 150 for slug in slugs)
        situations = [found.claims[claim.key] for claim in claims.claims]
        assert len(set(situations)) == len(situations)
        assert set(found.entities) == {entity.key for entity in claims.entities}
    assert parse_rows(format_rows(registry.rows)) == registry.rows
    assert all(str(parse_key(row.key)) == row.key for row in registry.rows if row.kind in EVENT_KINDS)


@given(WORDS)
def test_any_text_has_a_slug_and_a_name_agrees_with_itself(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", make_slug(text))
    assert fold_name(fold_name(text)) == fold_name(text)
    tokens = split_name(text)
    assert all(spell_skeletons(token) for token in tokens)
    assert names_agree(text, text) == (len(tokens) > 1)


@cache
def extract_examples() -> list[Claims]:
    """Extract the claims of the example articles."""
    files = sorted((Path(kg.__file__).parent / "examples").glob("*.txt"))
    gazetteer = load_gazetteer()
    return [extract_claims(read_source(Source(file.name, path=file), max_bytes=1_000_000), gazetteer) for file in files]


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_examples_are_joined_alike_in_any_order(data: st.DataObject) -> None:
    examples = extract_examples()

    def join(indexes: Iterable[int]) -> set[frozenset[tuple[int, str]]]:
        registry, tellings = Registry(), defaultdict(set)
        for index in indexes:
            found = identify(examples[index], registry)
            registry = registry.with_rows(found.rows)
            for key, slug in found.claims.items():
                tellings[slug].add((index, key))
        return {frozenset(told) for told in tellings.values()}

    order = data.draw(st.permutations(range(len(examples))))
    assert join(order) == join(range(len(examples)))
