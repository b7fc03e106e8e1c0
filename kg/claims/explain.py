"""Say in words for people why each claim was made: the sentence, the rule, each filler."""

from collections.abc import Iterator

from kg.model import Claim, Claims, Document, Entity, Filler, Quote, When


def explain_claims(claims: Claims) -> str:
    """Give one paragraph a claim: what it is, its sentence, the rule, each filler with its words and place."""
    entities = {entity.key: entity for entity in claims.entities}
    lines = [f"{claims.document.name}: {claims.document.title}"]
    if not claims.claims:
        lines.append("  nothing found")
    for claim in claims.claims:
        lines += ["", *_explain_claim(claim, claims.document, entities)]
    if claims.links:
        lines += ["", "links"]
    for link in claims.links:
        lines.append(
            f"  {link.source} {link.kind} {link.target} ({link.factuality}) by {link.rule}: {_show(link.quote)}"
        )
    return "\n".join(lines) + "\n"


def _explain_claim(claim: Claim, document: Document, entities: dict[str, Entity]) -> Iterator[str]:
    when = _show_when(claim.when)
    yield f"{claim.key}  {claim.type}, {claim.factuality}{when}  (rule {claim.rule}, confidence {claim.confidence})"
    yield f"  sentence   {_find_sentence(document, claim.quotes[0])}"
    yield f"  quote      {_show(claim.quotes[0])}"
    for quote in claim.quotes[1:]:
        yield f"  also       {_show(quote)}"
    for filler in claim.fillers:
        yield f"  {filler.role:<18} {_name(filler, entities)}  from {_show(filler.quote)}, rule {filler.rule}"


def _find_sentence(document: Document, quote: Quote) -> str:
    for sentence in document.sentences:
        if sentence.span.start <= quote.start < sentence.span.end:
            return " ".join(document.text[sentence.span.start : sentence.span.end].split())
    return quote.exact


def _show(quote: Quote) -> str:
    return f'"{" ".join(quote.exact.split())}" [{quote.start}:{quote.end}]'


def _show_when(when: When | None) -> str:
    if when is None:
        return ""
    names = (
        ("on", when.on_date),
        ("not before", when.not_before),
        ("not after", when.not_after),
        ("began by", when.began_by),
    )
    return "".join(f", {name} {day.isoformat()}" for name, day in names if day is not None)


def _name(filler: Filler, entities: dict[str, Entity]) -> str:
    if filler.entity is None:
        return str(filler.value)
    entity = entities[filler.entity]
    if entity.names:
        return entity.names[0]
    return f"{entity.group_kind or 'group'}{_show_count(entity)}"


def _show_count(entity: Entity) -> str:
    count = entity.count
    if count is None:
        return ""
    if count.exact is not None:
        return f" of {count.exact}"
    return f" of at least {count.low}" if count.low is not None else f" of at most {count.high}"
