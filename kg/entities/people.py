"""Say which known person each named person of an article is, or that it is a new one.

Full names are looked up by their exact form, then by skeleton, and joined when exactly one known person has a spelling
that agrees. A bare surname or initial follows the one full name of its text that it fits, else it stands for someone
of this text alone.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Final

from kg.entities.matching import MIN_TOKENS, find_namesake, names_agree
from kg.entities.names import fold_name, make_slug, split_name
from kg.entities.registry import Registry, list_name_blocks
from kg.entities.slugs import join_words, number_slug
from kg.model import Entity, RegistryRow

KIND: Final = "Person"


def identify_people(
    people: Iterable[Entity], used: Container[str], registry: Registry, *, hash12: str
) -> tuple[dict[str, str], Registry]:
    """Give each person a slug.

    Args:
        people: the people of one article.
        used: keys of those that a claim speaks of: the others leave no row, as they leave no quad.
        registry: what is known so far.
        hash12: names the text, for those who belong to it alone.

    Returns:
        Slugs by entity key, and the registry with the rows for spellings that are new.
    """
    slugs: dict[str, str] = {}
    full_names: dict[str, str] = {}  # spelling -> slug
    listed = sorted(people, key=lambda person: person.key not in used)
    kept = known = registry
    for person in listed:
        spellings = tuple(dict.fromkeys(name for name in person.names if is_full(name)))
        if spellings:
            wanted = f"person-{make_slug(spellings[0])}"
            slugs[person.key] = find_person(spellings, known) or number_slug(wanted, known.has_slug)
            known = known.with_rows(list_new_rows(slugs[person.key], spellings, known))
            kept = known if person.key in used else kept
            full_names |= dict.fromkeys(spellings, slugs[person.key])
    for person in listed:
        if person.key not in slugs:
            slugs[person.key] = identify_short(person, full_names) or spell_local(person, hash12)
    return slugs, kept


def is_full(name: str) -> bool:
    """Say whether a name has a given name and a surname, both more than an initial.

    >>> is_full("Ihar Zhuk"), is_full("I. Zhuk"), is_full("Zhuk")
    (True, False, False)
    """
    tokens = split_name(name)
    return len(tokens) >= MIN_TOKENS and min(len(tokens[0]), len(tokens[-1])) > 1


def find_person(spellings: Iterable[str], registry: Registry) -> str | None:
    """Find the one known person who has one of these spellings, or one that agrees with it."""
    listed = tuple(spellings)
    for name in listed:
        slug = registry.find_slug(KIND, make_person_key(name))
        if slug is not None:
            return slug
    candidates = registry.find_block(block for name in listed for block in list_name_blocks(name))
    fitting = [slug for slug in candidates if any(_fits(slug, name, registry) for name in listed)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(slug: str, name: str, registry: Registry) -> bool:
    """Say whether a known person has a spelling that agrees with a name."""
    return any(names_agree(row.label, name) for row in registry.find_rows(slug) if row.kind == KIND)


def make_person_key(name: str) -> str:
    """Make the exact key of a full name: folded; as it is where nothing is left of it.

    >>> make_person_key("Žana Žuk")
    'zana zuk'
    """
    return fold_name(name) or name.casefold()


def list_new_rows(slug: str, spellings: Iterable[str], registry: Registry) -> Iterator[RegistryRow]:
    """List the rows for spellings that the registry does not know yet."""
    keys = {make_person_key(name): name for name in reversed(tuple(spellings))}
    for key, name in reversed(keys.items()):
        if registry.find_slug(KIND, key) is None:
            yield RegistryRow(slug, KIND, key, name)


def identify_short(person: Entity, full_names: dict[str, str]) -> str | None:
    """Find the person of the same text whom a bare surname or an initial stands for."""
    found = {full_names[full] for name in person.names if (full := find_namesake(name, full_names)) is not None}
    if found:
        return found.pop() if len(found) == 1 else None
    by_slug = {slug: {full for full in full_names if full_names[full] == slug} for slug in full_names.values()}
    fitting = {slug for slug, names in by_slug.items() for name in person.names if _all_fit(name, names)}
    return fitting.pop() if len(fitting) == 1 else None


def _all_fit(name: str, spellings: Iterable[str]) -> bool:
    """Say whether a short name fits some spelling of one person."""
    return any(find_namesake(name, [spelling]) for spelling in spellings)


def spell_local(person: Entity, hash12: str) -> str:
    """Spell the slug of someone who is known by half a name only."""
    name = make_slug(person.names[0]) if person.names else make_slug(person.key)
    return join_words(("person", hash12, name))
