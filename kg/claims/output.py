"""Write claims as plain data for JSON: every filler with its own offsets and the rule that read it."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import PurePath

from kg.model import Claim, Claims, Entity, Filler, Link, Quote, When


def claims_to_json(claims: Claims) -> dict[str, object]:
    """Give all that was found, ready for `json.dumps`; offsets are half open, in code points of the text."""
    document = claims.document
    found: dict[str, object] = {
        "text_file": PurePath(document.name).name,
        "sha256": document.sha256,
        "title": document.title,
        "published": document.published.isoformat() if document.published is not None else None,
        "extractor": claims.extractor,
        "entities": [_write_entity(entity) for entity in claims.entities],
        "claims": [_write_claim(claim) for claim in claims.claims],
        "links": [_write_link(link) for link in claims.links],
    }
    if claims.refusals:
        found["refused"] = [asdict(refusal) for refusal in claims.refusals]
    if claims.failures:
        found["failed"] = list(claims.failures)
    return found


def _write_quote(quote: Quote) -> dict[str, object]:
    return {"exact": quote.exact, "start": quote.start, "end": quote.end}


def _write_entity(entity: Entity) -> dict[str, object]:
    count = entity.count
    found: dict[str, object] = {
        "key": entity.key,
        "kind": str(entity.kind),
        "ref": entity.ref,
        "names": list(entity.names),
        "count": None
        if count is None
        else {"exact": count.exact, "low": count.low, "high": count.high, "quote": _write_quote(count.quote)},
        "group_kind": entity.group_kind,
        "members": list(entity.members),
        "part_of": entity.part_of,
        "citizen_of": list(entity.citizen_of),
        "of_state": entity.of_state,
        "mentions": [_write_quote(quote) for quote in entity.mentions],
    }
    return _drop_empty(found)


def _write_claim(claim: Claim) -> dict[str, object]:
    found: dict[str, object] = {
        "key": claim.key,
        "type": str(claim.type),
        "factuality": str(claim.factuality),
        "rule": claim.rule,
        "confidence": str(claim.confidence),
        "section": str(claim.section),
        "when": None if claim.when is None else _write_when(claim.when),
        "quotes": [_write_quote(quote) for quote in claim.quotes],
        "fillers": [_write_filler(filler) for filler in claim.fillers],
    }
    return _drop_empty(found)


def _write_filler(filler: Filler) -> dict[str, object]:
    value = filler.value if filler.value is None or isinstance(filler.value, str | int) else str(filler.value)
    found: dict[str, object] = {
        "role": str(filler.role),
        "entity": filler.entity,
        "value": value,
        "quote": _write_quote(filler.quote),
        "rule": filler.rule,
        "confidence": str(filler.confidence),
    }
    return _drop_empty(found)


def _write_when(when: When) -> dict[str, object]:
    days = {name: getattr(when, name) for name in ("on_date", "not_before", "not_after", "began_by", "ongoing_on")}
    found: dict[str, object] = {name: day.isoformat() for name, day in days.items() if day is not None}
    if when.quote is not None:
        found["quote"] = _write_quote(when.quote)
    return found


def _write_link(link: Link) -> dict[str, object]:
    return {
        "kind": str(link.kind),
        "source": link.source,
        "target": link.target,
        "factuality": str(link.factuality),
        "quote": _write_quote(link.quote),
        "rule": link.rule,
        "confidence": str(link.confidence),
    }


def _drop_empty(found: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if value not in (None, [], "")}
