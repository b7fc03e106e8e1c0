"""Say which sanction an act imposes, eases or keeps: known by its acts, and by its sides."""

from collections.abc import Callable, Mapping
from typing import Final

from kg.entities.eventkeys import SANCTION_ACTS, EventKey
from kg.entities.local import is_local
from kg.entities.names import make_slug
from kg.entities.registry import Registry
from kg.entities.slugs import join_words, spell_sanction, spell_standing
from kg.model import Claim, Claims, ClaimType, RegistryRow, Role

SANCTION: Final = "Sanction"


def identify_sanctions(
    claims: Claims, keys: Mapping[str, EventKey], situations: Mapping[str, str], registry: Registry
) -> tuple[dict[str, str], Registry]:
    """Give the sanction that each act changes its slug: an act that is known is on the sanction it always was on.

    Where a fuller telling of such an act says against whom the sanction is, other acts on the same are on it; where
    other acts have made that sanction known, the fuller telling is of theirs.
    """
    found: dict[str, str] = {}
    for claim in claims.claims:
        if claim.type in SANCTION_ACTS:
            key, is_shared = make_sanction_key(situations[claim.key]), not is_local(keys[claim.key])
            known = registry.find_slug(SANCTION, key) if is_shared else None
            slug = spell_claim_sanction(claim, keys[claim.key], claims.document.hash12)
            is_full = bool(keys[claim.key].of and keys[claim.key].what)
            if not (is_full and registry.has_slug(slug)):
                slug = known or registry.find_slug(SANCTION, make_alias_key(slug)) or slug
            found[f"{claim.key}/sanction"] = slug
            if is_shared:
                wanted = [key] if known is None else []
                wanted += [make_alias_key(each) for each in list_aliases(keys[claim.key], slug, registry.has_slug)]
                new = [each for each in wanted if registry.find_slug(SANCTION, each) is None]
                registry = registry.with_rows(RegistryRow(slug, SANCTION, each, slug.replace("-", " ")) for each in new)
    return found, registry


def list_aliases(key: EventKey, slug: str, is_taken: Callable[[str], bool]) -> list[str]:
    """List the slug that a telling which names target and things would give a sanction that has another slug."""
    spelled = spell_sanction(key, ()) if key.of and key.what else None
    return [spelled] if spelled is not None and spelled != slug and not is_taken(spelled) else []


def make_alias_key(spelled: str) -> str:
    """Make the key under which a sanction is found by the slug that its sides would give it."""
    return f"sides|{spelled}"


def make_sanction_key(act: str) -> str:
    """Make the key of a sanction: an act that is known to change it."""
    return f"act|{act}"


def spell_claim_sanction(claim: Claim, key: EventKey, hash12: str) -> str:
    """Spell the slug of the sanction of an act: by its sides and goods, or its type; else one of this text."""
    types = {make_slug(str(filler.value)) for filler in claim.find(Role.SANCTION_TYPE) if filler.value is not None}
    return spell_sanction(key, types) or spell_local_sanction(claim, hash12)


def spell_local_sanction(claim: Claim, hash12: str) -> str:
    """Spell the slug of a sanction of which the text does not say whose it is or against whom."""
    is_imposed = claim.type == ClaimType.SANCTION_IMPOSITION
    standing = spell_standing(claim.factuality.standing) if is_imposed else ""
    return join_words(("sanction", hash12, str(claim.quotes[0].start) if claim.quotes else claim.key, standing))
