"""Draft articles by hand, with a text made of nothing but the quotes of their claims, and say who is who in them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.entities.minting import identify
from kg.entities.registry import Registry
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
    Identities,
    Link,
    LinkKind,
    Quote,
    Role,
    Section,
    SectionKind,
    Sentence,
    Span,
    When,
)

Fillers = dict[Role, list[str]]


@dataclass
class Draft:
    """Collect what an article says; every call writes its words into the text and gives a key."""

    title: str = "Prisoners go free"
    published: date | None = date(2025, 12, 13)
    url: str | None = None
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = f"{self.title}\n"

    def quote(self, words: str) -> Quote:
        """Write words into the text and quote them."""
        start = len(self.text)
        self.text += f"{words}.\n"
        return Quote(words, start, start + len(words))

    def add(self, kind: EntityKind, *names: str, **parts: object) -> str:
        """Add an entity of any kind."""
        key = f"e{len(self.entities) + 1}"
        mentions = (self.quote(names[0] if names else "someone"),)
        self.entities.append(Entity(key, kind, names, mentions, **parts))  # type: ignore[arg-type] # the tests know
        return key

    def person(self, *names: str) -> str:
        """Add a person."""
        return self.add(EntityKind.PERSON, *names)

    def state(self, code: str) -> str:
        """Add a state of the gazetteer."""
        return self.add(EntityKind.STATE, code, ref=f"state-{code}")

    def group(
        self, number: int | None = None, *, kind: str = "prisoners", members: tuple[str, ...] = (), **parts: object
    ) -> str:
        """Add a group, counted or not."""
        words = self.quote(f"{number or 'some'} {kind}")
        count = None if number is None else Count(number, number, number, words)
        key = f"e{len(self.entities) + 1}"
        group = Entity(key, EntityKind.GROUP, (), (words,), count=count, group_kind=kind, members=members, **parts)  # type: ignore[arg-type] # the tests know
        self.entities.append(group)
        return key

    def claim(
        self,
        kind: ClaimType,
        fillers: Fillers,
        *,
        values: Mapping[Role, FillerValue] | None = None,
        factuality: Factuality = Factuality.ASSERTED,
        when: When | None = None,
        day: str | None = None,
    ) -> str:
        """Add a claim; without a day it is bounded by publication, as the claims stage does."""
        key = f"c{len(self.claims) + 1}"
        quote = self.quote(f"{kind} {key}")
        told = [Filler(role, quote, "test", entity=name) for role, names in fillers.items() for name in names]
        told += [Filler(role, quote, "test", value=value) for role, value in (values or {}).items()]
        if day is not None:
            when = When(on_date=date.fromisoformat(day), quote=self.quote(day))
        when = when or When(not_after=self.published)
        self.claims.append(Claim(key, kind, factuality, (quote,), tuple(told), "test", when))
        return key

    def release(self, code: str, *released: str, **parts: object) -> str:
        """Add a release by a state of the gazetteer."""
        fillers = {Role.RELEASED_BY: [self.state(code)], Role.RELEASED: list(released)}
        return self.claim(ClaimType.RELEASE, fillers, **parts)  # type: ignore[arg-type] # the tests know

    def exchange(self, source: str, target: str, factuality: Factuality = Factuality.ASSERTED) -> None:
        """Tie two claims by an exchange."""
        quote = self.quote("in exchange")
        self.links.append(Link(LinkKind.EXCHANGE, source, target, factuality, quote, "test"))

    def build(self) -> Claims:
        """Give the claims, each line of the text a sentence of its own."""
        sentences, start = [], 0
        for index, line in enumerate(self.text.splitlines()):
            sentences.append(Sentence(index, Span(start, start + len(line)), section=min(index, 1)))
            start += len(line) + 1
        head = Span(0, len(self.title))
        document = Document(
            name="test.txt",
            text=self.text,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            headline=head,
            sections=(
                Section(SectionKind.HEADLINE, head),
                Section(SectionKind.BODY, Span(len(self.title) + 1, len(self.text))),
            ),
            sentences=tuple(sentences),
            published=self.published,
            url=self.url,
        )
        return Claims(document, tuple(self.entities), tuple(self.claims), tuple(self.links))


def identify_all(articles: Iterable[Claims]) -> tuple[list[Identities], Registry]:
    """Identify articles one after the other, each with what is known by then."""
    found, registry = [], Registry()
    for claims in articles:
        found.append(identify(claims, registry))
        registry = registry.with_rows(found[-1].rows)
    return found, registry


def identify_releases(*drafts: Draft) -> list[str]:
    """Give the slugs of the first claims of articles, identified in this order."""
    return [each.claims["c1"] for each in identify_all(draft.build() for draft in drafts)[0]]


def draft_release(
    code: str = "BLR", number: int | None = None, *names: str, published: str = "2025-12-13", day: str | None = None
) -> Draft:
    """Draft an article that tells one release."""
    draft = Draft(title=f"{code} frees {number} {names} {published} {day}", published=date.fromisoformat(published))
    people = [draft.person(name) for name in names]
    groups = [] if number is None else [draft.group(number, members=tuple(people))]
    draft.release(code, *groups, *people, day=day)
    return draft


def draft_act(kind: ClaimType, *targets: str, good: str = "potash", published: str = "2025-12-13") -> Draft:
    """Draft an article that tells one act on sanctions."""
    draft = Draft(title=f"{kind} {targets} {good}", published=date.fromisoformat(published))
    fillers = {Role.ACTOR: [draft.state("USA")], Role.TARGET: [draft.state(code) for code in targets]}
    draft.claim(kind, fillers, values={Role.TARGET_GOOD: good})
    return draft


def draft_deal(factuality: Factuality = Factuality.ASSERTED) -> Draft:
    """Draft an agreement that came out of talks, and an exchange that carries it out."""
    draft = draft_release("BLR", 52)
    usa, qatar, envoy = draft.state("USA"), draft.state("QAT"), draft.person("Paul Stone")
    relief = draft.claim(ClaimType.SANCTION_RELIEF, {Role.ACTOR: [usa], Role.TARGET: [draft.state("BLR")]})
    talks = draft.claim(ClaimType.NEGOTIATION, {Role.PARTY: [usa, qatar, envoy]})
    agreement = draft.claim(ClaimType.AGREEMENT, {})
    draft.links.append(
        Link(LinkKind.OUTCOME, talks, agreement, Factuality.ASSERTED, draft.quote("then agreed"), "test")
    )
    draft.exchange("c1", relief, factuality)
    return draft
