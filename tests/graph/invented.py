"""Write invented articles by hand, as the claims stage would: no state, person or event of these exists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Final

from kg.graph.builder import build_article_graph
from kg.graph.provenance import build_provenance
from kg.graph.reference import build_links, build_reference
from kg.model import (
    Claim,
    Claims,
    ClaimType,
    Count,
    Document,
    Entity,
    EntityKind,
    Factuality,
    Filler,
    FillerValue,
    Gazetteer,
    GazetteerEntry,
    Identities,
    Link,
    LinkKind,
    Quad,
    Quote,
    Role,
    Section,
    SectionKind,
    Sentence,
    Span,
    When,
)
from kg.terms import Names

NAMES: Final = Names()
DIGEST: Final = "ab" * 32

GAZETTEER: Final = Gazetteer(
    {
        entry.ref: entry
        for entry in (
            GazetteerEntry(
                ref="state-NRL",
                kind=EntityKind.STATE,
                label="Norland",
                names=("Norland", "the Norlands"),
                capital="place-nordby",
                iso2="NR",
                iso3="NRL",
                qid="Q1",
                labels=(("de", "Nordland"), ("de", "Nordlande")),
            ),
            GazetteerEntry(ref="state-SDM", kind=EntityKind.STATE, label="Sudmark", iso2="SD", iso3="SDM", qid="Q2"),
            GazetteerEntry(ref="state-OSL", kind=EntityKind.STATE, label="Ostland", iso2="OS", iso3="OSL", qid="Q3"),
            GazetteerEntry(ref="state-WSM", kind=EntityKind.STATE, label="Westmark", iso2="WM", iso3="WSM", qid="Q4"),
            GazetteerEntry(ref="place-nordby", kind=EntityKind.SETTLEMENT, label="Nordby", state="state-NRL"),
            GazetteerEntry(
                ref="position-president-NRL",
                kind=EntityKind.POSITION,
                label="President of Norland",
                state="state-NRL",
            ),
        )
    }
)


def make_document(*sentences: str, published: date = date(2025, 3, 2), highlights: int = 0) -> Document:
    """Make a document: the first sentence is its headline, the next ones its highlights, the rest its body."""
    text = "\n".join(sentences) + "\n"
    spans: list[Span] = []
    for sentence in sentences:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(sentence)))
    parts = [(SectionKind.HEADLINE, 1), (SectionKind.HIGHLIGHTS, highlights)]
    parts.append((SectionKind.BODY, len(spans) - 1 - highlights))
    sections: list[Section] = []
    owners: list[int] = []
    for kind, size in parts:
        if size:
            first = len(owners)
            owners += [len(sections)] * size
            sections.append(Section(kind, Span(spans[first].start, spans[first + size - 1].end)))
    return Document(
        name="invented.txt",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        headline=spans[0],
        sections=tuple(sections),
        sentences=tuple(Sentence(n, span, owner) for n, (span, owner) in enumerate(zip(spans, owners, strict=True))),
        published=published,
    )


@dataclass
class Page:
    """Collect the claims of one invented article, and who is who in it."""

    document: Document
    article: str
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)
    situations: dict[str, str] = field(default_factory=dict)

    def quote(self, words: str, place: int = 0) -> Quote:
        """Find words in the text, by default where they first stand."""
        start = -1
        for _ in range(place + 1):
            start = self.document.text.index(words, start + 1)
        return Quote(words, start, start + len(words))

    def person(self, name: str, slug: str) -> str:
        """Add a person; gives the key."""
        return self.thing(EntityKind.PERSON, slug, names=(name,))

    def state(self, code: str) -> str:
        """Add a state of the reference data; gives the key."""
        return self.thing(EntityKind.STATE, f"state-{code}", ref=f"state-{code}")

    def thing(self, kind: EntityKind, slug: str, *, names: tuple[str, ...] = (), ref: str | None = None) -> str:
        """Add any thing; gives the key."""
        self.entities[slug] = Entity(slug, kind, names, (), ref)
        self.slugs[slug] = slug
        return slug

    def group(
        self,
        words: str,
        slug: str,
        *,
        count: int | tuple[int | None, int | None] | None = None,
        kind: str | None = "prisoners",
        members: Iterable[str] = (),
        part_of: str | None = None,
    ) -> str:
        """Add a group with an exact count or with bounds; gives the key."""
        quote = self.quote(words)
        low, high = (None, None) if count is None or isinstance(count, int) else count
        counted = None if count is None else Count(count if isinstance(count, int) else None, low, high, quote)
        self.entities[slug] = Entity(
            slug,
            EntityKind.GROUP,
            (),
            (quote,),
            count=counted,
            group_kind=kind,
            members=tuple(members),
            part_of=part_of,
        )
        self.slugs[slug] = slug
        return slug

    def claim(
        self,
        type_: ClaimType,
        slug: str,
        words: str,
        *,
        roles: Iterable[tuple[Role, str, str]] = (),
        values: Mapping[Role, FillerValue] | None = None,
        factuality: Factuality = Factuality.ASSERTED,
        when: When | None = None,
        more_quotes: tuple[Quote, ...] = (),
    ) -> str:
        """Add a claim; a role is given with the entity's key and the words that say so. Gives the key."""
        quote = self.quote(words)
        fillers = [Filler(role, self.quote(said), "hand", entity=key) for role, key, said in roles]
        fillers += [Filler(role, quote, "hand", value=value) for role, value in (values or {}).items()]
        self.claims.append(
            Claim(
                slug,
                type_,
                factuality,
                (quote, *more_quotes),
                tuple(fillers),
                "hand",
                when,
                confidence=Decimal("0.90"),
            )
        )
        self.situations[slug] = slug
        return slug

    def name_sanction(self, claim: str, slug: str) -> None:
        """Say which sanction a claim acts on."""
        self.situations[f"{claim}/sanction"] = slug

    def link(
        self,
        kind: LinkKind,
        source: str,
        target: str,
        words: str,
        factuality: Factuality = Factuality.ASSERTED,
        slugs: tuple[str, str, str] | None = None,
    ) -> None:
        """Link two claims; an exchange has slugs for both undertakings and the agreement."""
        if slugs is not None:
            parts = zip(("source", "target", "agreement"), slugs, strict=True)
            self.situations |= {f"link{len(self.links)}/{part}": slug for part, slug in parts}
        self.links.append(Link(kind, source, target, factuality, self.quote(words), "hand"))

    def build(self) -> frozenset[Quad]:
        """Build the article graph and the provenance of the page."""
        return self.build_graph() | build_provenance(
            self.document, self.identities(), NAMES, shapes_digest=DIGEST, extractor="by-hand 1"
        )

    def build_graph(self) -> frozenset[Quad]:
        """Build the article graph alone."""
        claims = Claims(self.document, tuple(self.entities.values()), tuple(self.claims), tuple(self.links))
        return build_article_graph(claims, self.identities(), NAMES)

    def identities(self) -> Identities:
        """Say who is who."""
        return Identities(self.article, self.slugs, self.situations)


def build_known() -> frozenset[Quad]:
    """Build reference data and links."""
    return build_reference(GAZETTEER, NAMES) | build_links(GAZETTEER, NAMES)
