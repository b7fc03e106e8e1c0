"""The values that stages hand to each other; nothing here does work.

articles yield a `Document`, claims yield `Claims`, entities yield `Identities`, graph yields `Quad`s, shacl
yields a `Report`, store takes a `Change`. All offsets are half open and count code points of `Document.text`,
which is NFC.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, Protocol, TypeAlias

from kg import __version__
from kg.errors import ClaimError

# ---- texts ---------------------------------------------------------------------------------------------------


class SectionKind(StrEnum):
    """Say what part a section plays in an article; the names are concepts of `sectionKind`."""

    HEADLINE = "headline"
    HIGHLIGHTS = "highlights"
    BODY = "body"
    SCENARIO = "scenario"  # analysis and speculation: nothing in it is told as fact
    BOILERPLATE = "boilerplate"  # dates, rulers, labels of the page: read over


@dataclass(frozen=True, slots=True)
class Span:
    """Mark a run of characters, half open, in code points of one text."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one headed part of an article; sections follow each other and do not overlap."""

    kind: SectionKind
    span: Span
    heading: Span | None = None  # the words of its heading, a sentence of their own kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence (or headline, highlight, heading) of an article.

    `copy_of` is the index of the first sentence with the same words; None for a sentence that is new.
    """

    index: int
    span: Span
    section: int
    is_heading: bool = False
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one article, read and divided, before anything is understood.

    `published` is None only where nothing in the file says the day: `kg extract` goes on without it, ingest
    does not. `sha256` is the hex digest of `text` in UTF-8; `licence` is the address of a licence that the file names.
    """

    name: str
    text: str
    sha256: str
    headline: Span
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    published: date | None = None
    dateline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    licence: str | None = None

    @property
    def title(self) -> str:
        """Give the words of the headline."""
        return self.text[self.headline.start : self.headline.end]

    @property
    def hash12(self) -> str:
        """Give the short hash that names the text version and its graph."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold words of a text with their place: `text[start:end] == exact`, checked by `Claims`."""

    exact: str
    start: int
    end: int


# ---- claims --------------------------------------------------------------------------------------------------


class ClaimType(StrEnum):
    """Name what a claim says happened or holds; the names are classes of the ontology."""

    RELEASE = "Release"
    TRANSFER = "Transfer"
    ARREST = "Arrest"
    DETENTION = "Detention"
    SENTENCING = "Sentencing"
    SANCTION_IMPOSITION = "SanctionImposition"
    SANCTION_RELIEF = "SanctionRelief"
    SANCTION_RENEWAL = "SanctionRenewal"
    NEGOTIATION = "Negotiation"
    AGREEMENT = "Agreement"
    STATEMENT = "Statement"
    CONDITION = "Condition"
    MISTREATMENT = "Mistreatment"
    POSITION_HOLDING = "PositionHolding"
    AWARD_CONFERRAL = "AwardConferral"
    RELATION = "Relation"
    ELECTION = "Election"
    PROTEST = "Protest"
    REPRESSION = "Repression"
    CHARGE_FILING = "ChargeFiling"


class Factuality(StrEnum):
    """Say how a text tells a situation; the names are concepts."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    INFERRED = "inferred"
    PLANNED = "planned"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"

    @property
    def standing(self) -> str:
        """Give the concept to filter on: `factual` for asserted and reported, else the same concept."""
        return "factual" if self in {Factuality.ASSERTED, Factuality.REPORTED} else str(self)


class EntityKind(StrEnum):
    """Name the kind of a thing that fills roles; each maps to one class of the ontology."""

    PERSON = "Person"
    GROUP = "PersonGroup"
    STATE = "State"
    STATE_GROUP = "StateGroup"
    ORGANIZATION = "Organization"
    GOVERNMENT = "Government"
    INTERGOVERNMENTAL = "IntergovernmentalOrganization"
    SETTLEMENT = "Settlement"
    FACILITY = "DetentionFacility"
    PLACE = "Place"
    GOOD = "Good"
    POSITION = "Position"
    AWARD = "Award"


class Role(StrEnum):
    """Name the part a filler plays; the names are properties of the ontology."""

    # who and where: the filler is an entity
    RELEASED_BY = "releasedBy"
    RELEASED = "released"
    TRANSFEREE = "transferee"
    FROM_PLACE = "fromPlace"
    TO_PLACE = "toPlace"
    ARRESTED = "arrested"
    DETAINEE = "detainee"
    DETAINING_AUTHORITY = "detainingAuthority"
    HELD_AT = "heldAt"
    SENTENCED = "sentenced"
    ACCUSED = "accused"
    ACTOR = "actor"  # doer of an event without a narrower role: court, who imposes or eases a sanction
    TARGET = "target"  # of the sanction that an event imposes, eases or renews
    TARGET_GOOD = "targetGood"
    NEGOTIATOR = "negotiator"
    PARTY = "party"
    MEDIATOR = "mediator"
    PLACE = "place"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    ABOUT_AGENT = "aboutAgent"
    SUBJECT_AGENT = "subjectAgent"
    OBJECT_AGENT = "objectAgent"  # the other end of a relation
    PARTICIPANT = "participant"  # in an event without a narrower role: who took part in a protest
    VICTIM = "victim"
    HOLDER = "holder"
    POSITION = "position"
    ON_BEHALF_OF = "onBehalfOf"
    RECIPIENT = "recipient"
    AWARD = "award"
    ATTRIBUTED_TO = "attributedTo"  # whose word the text gives for the claim
    # how: the filler is a concept's name
    RELEASE_MODE = "releaseMode"
    RELIEF_KIND = "reliefKind"
    SANCTION_TYPE = "sanctionType"
    ATTITUDE = "attitude"
    CONDITION_TYPE = "conditionType"
    RELATION_TYPE = "relationType"
    PURPOSE = "purpose"
    OFFENCE = "offence"
    POLARITY = "polarity"
    PENALTY = "penalty"  # life-imprisonment, death-penalty, fine: what has no length
    # how much: the filler is a value
    PENALTY_LENGTH = "penaltyLength"  # months, a whole number
    DURATION_DAYS = "durationDays"
    QUOTED_TEXT = "quotedText"
    GIST = "gist"


class LinkKind(StrEnum):
    """Name how two claims of one article hang together."""

    EXCHANGE = "exchange"  # source and target were given for each other
    PRECEDED_BY = "precededBy"  # order only
    OUTCOME = "outcome"  # source: negotiation, target: agreement
    CONTENT = "content"  # source: statement, target: what it speaks of
    PART_OF = "partOf"
    CAUSED_BY = "causedBy"
    GOAL = "hasGoal"  # source: an event, target: the situation that its doer wants to bring about


STRICT: Final = re.compile(r"(?:more|fewer|less) than\b|(?:over|under)\b")  # before a bound that is not in the range
VAGUE: Final = re.compile(r"\b(?:dozens|hundreds|thousands|scores)\b")  # words for many, and for no number


@dataclass(frozen=True, slots=True)
class Count:
    """Say how many people a group has: `exact`, or bounds where the text gives only those."""

    exact: int | None
    low: int | None
    high: int | None
    quote: Quote

    @property
    def told(self) -> tuple[int | None, int | None]:
        """Give the bounds with the numbers that the words say, for whole numbers that no text says are not published.

        Of "more than 1,000" the lower bound is 1,000, not 1,001; of "dozens" there is none.

        >>> Count(None, 1001, None, Quote("More than 1,000", 0, 15)).told
        (1000, None)
        """
        words = self.quote.exact.casefold()
        if self.exact is not None:
            return self.exact, self.exact
        if VAGUE.search(words) is not None:
            return None, None
        is_strict = STRICT.match(words) is not None
        low = self.low - is_strict if self.low is not None else None
        return low, self.high + is_strict if self.high is not None else None


@dataclass(frozen=True, slots=True)
class Entity:
    """Hold one thing that an article speaks of, all its mentions joined.

    `ref` is the gazetteer's slug (`state-BLR`) where the gazetteer knows it. `names` are the spellings the text
    uses, the fullest first; a group has none and takes its head words from `mentions`.
    """

    key: str
    kind: EntityKind
    names: tuple[str, ...]
    mentions: tuple[Quote, ...]
    ref: str | None = None
    count: Count | None = None
    group_kind: str | None = None
    members: tuple[str, ...] = ()  # keys of the people named as part of a group
    part_of: str | None = None  # key of the wider group
    citizen_of: tuple[str, ...] = ()  # keys of states
    of_state: str | None = None  # key of the state that a government, body or post belongs to


@dataclass(frozen=True, slots=True)
class When:
    """Hold the time that a text gives: a day, or bounds; never padded.

    The day of publication bounds an event (`not_after`) and is never its day.
    """

    on_date: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    began_by: date | None = None
    ongoing_on: date | None = None
    quote: Quote | None = None  # the words that say so ("in 2021"); None for bounds from publication alone


FillerValue: TypeAlias = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Filler:
    """Put an entity or a value into a role of a claim, with the words that say so and the rule that read them."""

    role: Role
    quote: Quote
    rule: str
    entity: str | None = None
    value: FillerValue | None = None
    confidence: Decimal = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one situation that an article tells, however often it tells it.

    `quotes` are all places that tell it, in the order of the text except that the one to show comes first.
    """

    key: str
    type: ClaimType
    factuality: Factuality
    quotes: tuple[Quote, ...]
    fillers: tuple[Filler, ...]
    rule: str
    when: When | None = None
    confidence: Decimal = Decimal("0.9")
    section: SectionKind = SectionKind.BODY

    def find(self, role: Role) -> tuple[Filler, ...]:
        """Give the fillers of a role, in the order of the text."""
        return tuple(filler for filler in self.fillers if filler.role == role)


@dataclass(frozen=True, slots=True)
class Link:
    """Tie two claims of one article together, as surely as the text does."""

    kind: LinkKind
    source: str
    target: str
    factuality: Factuality
    quote: Quote
    rule: str
    confidence: Decimal = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why something that a back end proposed is no claim: the reason, and what it was about.

    `reason` is one of few, fit to be counted; `detail` names the words or values that do not fit.
    """

    reason: str
    about: str
    detail: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Hold all that one article says; a quote that is not in its text cannot get in here.

    `refusals` are proposals of a back end that did not pass the gate; `failures` say which parts of the article a
    back end could not read at all. Rules have neither.

    Raises:
        ClaimError: a quote does not stand at its offsets, or a key leads nowhere.
    """

    document: Document
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...] = ()
    extractor: str = f"clemency-rules {__version__}"
    refusals: tuple[Refusal, ...] = ()
    failures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every quote against the text and every key against its list."""
        text = self.document.text
        for quote in self.iterate_quotes():
            if quote.exact != text[quote.start : quote.end] or not quote.exact:
                raise ClaimError(
                    f"{self.document.name}: the quote {quote.exact!r} does not stand at {quote.start}:{quote.end}",
                    hint="This is a fault of the extractor; please report it with the article.",
                )
        entity_keys = {entity.key for entity in self.entities}
        claim_keys = {claim.key for claim in self.claims}
        used = {f.entity for claim in self.claims for f in claim.fillers if f.entity is not None}
        used |= {key for e in self.entities for key in (*e.members, *e.citizen_of)}
        used |= {key for e in self.entities for key in (e.part_of, e.of_state) if key is not None}
        lost = (used - entity_keys) | ({k for link in self.links for k in (link.source, link.target)} - claim_keys)
        if lost:
            raise ClaimError(f"{self.document.name}: the keys {sorted(lost)} lead nowhere")

    def iterate_quotes(self) -> Iterator[Quote]:
        """Go through every quote of every part."""
        for entity in self.entities:
            yield from entity.mentions
            if entity.count is not None:
                yield entity.count.quote
        for claim in self.claims:
            yield from claim.quotes
            yield from (filler.quote for filler in claim.fillers)
            if claim.when is not None and claim.when.quote is not None:
                yield claim.when.quote
        yield from (link.quote for link in self.links)

    def get_entity(self, key: str) -> Entity:
        """Give the entity with this key; raises KeyError where there is none."""
        return {entity.key: entity for entity in self.entities}[key]


# ---- lookups that the pipeline hands to the stages -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """Hold one state, body, settlement or group of states that is known beforehand.

    `qid` is set only from the verified table. `names` and `demonyms` are English words as news writes them.
    """

    ref: str  # slug: state-BLR, organization-european-union, place-minsk, stategroup-west
    kind: EntityKind
    label: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None  # ref of the settlement
    state: str | None = None  # ref of the state that a settlement or government belongs to
    acts_for: str | None = None  # ref of the bloc, or of a territory itself, that news means among states
    iso2: str | None = None
    iso3: str | None = None
    qid: str | None = None
    labels: tuple[tuple[str, str], ...] = ()  # (language, name) beside English


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Hold what is known beforehand about states, bodies and their capitals, by slug."""

    entries: Mapping[str, GazetteerEntry]


# ---- identities ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """Record one decision about identity; rows are appended, never changed.

    `key` is what a pure function proposes for a mention; `slug` the name it got for good.
    """

    slug: str
    kind: str  # class name: Person, Release, Article ...
    key: str
    label: str
    decided_on: date | None = None  # set for decisions by people only
    decider: str = "rule"


@dataclass(frozen=True, slots=True)
class Identities:
    """Say which thing each entity and claim of one article is, by slug (the IRI's last part)."""

    article: str
    entities: Mapping[str, str]
    claims: Mapping[str, str]
    rows: tuple[RegistryRow, ...] = ()  # new rows, to be recorded with the commit


# ---- quads ---------------------------------------------------------------------------------------------------

Iri: TypeAlias = str


class Literal(NamedTuple):
    """Hold an RDF literal in canonical form; with a language, the datatype is rdf:langString."""

    lexical: str
    datatype: Iri
    language: str | None = None


class Triple(NamedTuple):
    """Hold a statement; no place for a blank node, on purpose."""

    subject: Iri
    predicate: Iri
    object: Iri | Literal


class Quad(NamedTuple):
    """Hold a statement in its named graph; there is no quad of the default graph, which the store makes."""

    subject: Iri
    predicate: Iri
    object: Iri | Literal
    graph: Iri

    @property
    def triple(self) -> Triple:
        """Give the statement without its graph."""
        return Triple(self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Change:
    """Hold quads to take out and to put in, as one; a quad is in one of both at most."""

    removed: frozenset[Quad] = frozenset()
    added: frozenset[Quad] = frozenset()
    rows: tuple[RegistryRow, ...] = ()

    @staticmethod
    def between(old: Iterable[Quad], new: Iterable[Quad], rows: tuple[RegistryRow, ...] = ()) -> "Change":
        """Make the change that turns the old quads into the new ones."""
        before, after = frozenset(old), frozenset(new)
        return Change(before - after, after - before, rows)


@dataclass(frozen=True, slots=True)
class MergedChange:
    """Hold what a change does to the merged view: triples that are there and go, and others that come."""

    removed: frozenset[Triple] = frozenset()
    added: frozenset[Triple] = frozenset()


class TripleSource(Protocol):
    """Answer look-ups in a merged view."""

    def merged(
        self, subject: Iri | None = None, predicate: Iri | None = None, value: Iri | Literal | None = None
    ) -> Iterator[Triple]:
        """Find triples, each once; None fits everything."""
        ...


# ---- reports -------------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """Grade a result: a Violation keeps an article out, the others are published with it."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """Hold one result of a shape on a node, in the order of a report.

    `graph` names the article's graph that was judged by itself; None where all were judged together.
    """

    focus: str
    path: str | None
    value: str | None
    component: str
    shape: str
    severity: Severity
    message: str
    graph: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what the shapes say of a graph, sorted; `conforms` while no result is a Violation."""

    results: tuple[ShapeResult, ...] = field(default=())

    @property
    def conforms(self) -> bool:
        """Say whether nothing stands in the way of publishing."""
        return all(result.severity != Severity.VIOLATION for result in self.results)
