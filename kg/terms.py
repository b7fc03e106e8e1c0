"""The only place an IRI is spelled: our terms, those of others, and how names become IRIs.

The base IRI is a setting, so terms of our own are enum members that a `Names` value turns into IRIs. A test
proves that `Class` and `Prop` hold exactly the terms that `ontology/` declares.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final


class Class(StrEnum):
    """Name every class of the ontology."""

    AGENT = "Agent"
    PERSON = "Person"
    PERSON_GROUP = "PersonGroup"
    ORGANIZATION = "Organization"
    GOVERNMENT = "Government"
    INTERGOVERNMENTAL_ORGANIZATION = "IntergovernmentalOrganization"
    STATE = "State"
    STATE_GROUP = "StateGroup"
    PLACE = "Place"
    SETTLEMENT = "Settlement"
    DETENTION_FACILITY = "DetentionFacility"
    POSITION = "Position"
    AWARD = "Award"
    GOOD = "Good"
    SITUATION = "Situation"
    EVENT = "Event"
    RELATION = "Relation"
    CONDITION = "Condition"
    POSITION_HOLDING = "PositionHolding"
    SANCTION = "Sanction"
    UNDERTAKING = "Undertaking"
    ARREST = "Arrest"
    DETENTION = "Detention"
    CHARGE_FILING = "ChargeFiling"
    SENTENCING = "Sentencing"
    RELEASE = "Release"
    TRANSFER = "Transfer"
    MISTREATMENT = "Mistreatment"
    SANCTION_ACTION = "SanctionAction"
    SANCTION_IMPOSITION = "SanctionImposition"
    SANCTION_RELIEF = "SanctionRelief"
    SANCTION_RENEWAL = "SanctionRenewal"
    NEGOTIATION = "Negotiation"
    AGREEMENT = "Agreement"
    ELECTION = "Election"
    PROTEST = "Protest"
    REPRESSION = "Repression"
    AWARD_CONFERRAL = "AwardConferral"
    STATEMENT = "Statement"
    ARTICLE = "Article"
    ARTICLE_VERSION = "ArticleVersion"
    TEXT_SPAN = "TextSpan"
    SECTION = "Section"
    SENTENCE = "Sentence"
    EVIDENCE = "Evidence"
    ASSERTION_GRAPH = "AssertionGraph"
    EXTRACTION_RUN = "ExtractionRun"
    ENTITY_LINK = "EntityLink"


class Prop(StrEnum):
    """Name every property of the ontology."""

    MEMBER_COUNT = "memberCount"
    MIN_COUNT = "minCount"
    MAX_COUNT = "maxCount"
    SUBGROUP_OF = "subgroupOf"
    GROUP_KIND = "groupKind"
    HAS_NAMED_MEMBER = "hasNamedMember"
    CITIZEN_OF = "citizenOf"
    BIRTH_DATE = "birthDate"
    DEATH_DATE = "deathDate"
    GENDER = "gender"
    MEMBER_OF = "memberOf"
    GOVERNS = "governs"
    OF_STATE = "ofState"
    ISO_ALPHA2 = "isoAlpha2"
    ISO_ALPHA3 = "isoAlpha3"
    CAPITAL = "capital"
    IN_STATE = "inState"
    COORDINATES = "coordinates"
    HOLDER = "holder"
    POSITION = "position"
    ON_BEHALF_OF = "onBehalfOf"
    JURISDICTION = "jurisdiction"
    FACTUALITY = "factuality"
    STANDING = "standing"
    NOT_BEFORE = "notBefore"
    NOT_AFTER = "notAfter"
    ON_DATE = "onDate"
    BEGAN_ON = "beganOn"
    ENDED_ON = "endedOn"
    BEGAN_BY = "beganBy"
    ONGOING_ON = "ongoingOn"
    DATE_TEXT = "dateText"
    DURATION = "duration"
    DURATION_DAYS = "durationDays"
    PLACE = "place"
    PARTICIPANT = "participant"
    PART_OF = "partOf"
    CAUSED_BY = "causedBy"
    PRECEDED_BY = "precededBy"
    HAS_GOAL = "hasGoal"
    PURPOSE = "purpose"
    RELEASED_BY = "releasedBy"
    RELEASED = "released"
    RELEASED_FROM = "releasedFrom"
    RELEASE_MODE = "releaseMode"
    DETAINEE = "detainee"
    DETAINING_AUTHORITY = "detainingAuthority"
    HELD_AT = "heldAt"
    ARRESTED = "arrested"
    VICTIM = "victim"
    ACCUSED = "accused"
    OFFENCE = "offence"
    SENTENCED = "sentenced"
    PENALTY = "penalty"
    PENALTY_LENGTH = "penaltyLength"
    TRANSFEREE = "transferee"
    FROM_PLACE = "fromPlace"
    TO_PLACE = "toPlace"
    SENDER = "sender"
    TARGET = "target"
    TARGET_GOOD = "targetGood"
    SANCTION_TYPE = "sanctionType"
    PROGRAMME = "programme"
    ACTION_ON = "actionOn"
    ACTOR = "actor"
    MEDIATOR = "mediator"
    RELIEF_KIND = "reliefKind"
    NEGOTIATOR = "negotiator"
    PARTY = "party"
    OUTCOME = "outcome"
    HAS_UNDERTAKING = "hasUndertaking"
    UNDERTAKEN_BY = "undertakenBy"
    FULFILLED_BY = "fulfilledBy"
    IN_EXCHANGE_FOR = "inExchangeFor"
    SUBJECT_AGENT = "subjectAgent"
    OBJECT_AGENT = "objectAgent"
    RELATION_TYPE = "relationType"
    CONDITION_TYPE = "conditionType"
    POLARITY = "polarity"
    SPEAKER = "speaker"
    ATTITUDE = "attitude"
    CONTENT = "content"
    ADDRESSEE = "addressee"
    ABOUT_AGENT = "aboutAgent"
    QUOTED_TEXT = "quotedText"
    GIST = "gist"
    RECIPIENT = "recipient"
    AWARD = "award"
    VERSION_OF = "versionOf"
    PUBLISHED = "published"
    PUBLISHER = "publisher"
    SOURCE_URL = "sourceUrl"
    REPRINT_OF = "reprintOf"
    SHA256 = "sha256"
    CHAR_LENGTH = "charLength"
    HAS_SECTION = "hasSection"
    SECTION_KIND = "sectionKind"
    HAS_SENTENCE = "hasSentence"
    IN_SECTION = "inSection"
    SUPPORTS = "supports"
    MAIN_EVIDENCE = "mainEvidence"
    FROM_SENTENCE = "fromSentence"
    FROM_VERSION = "fromVersion"
    FROM_ARTICLE = "fromArticle"
    FOR_ROLE = "forRole"
    FOR_FILLER = "forFiller"
    FOR_VALUE = "forValue"
    ATTRIBUTED_TO = "attributedTo"
    EXACT = "exact"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    BEGIN_CHAR = "beginChar"
    END_CHAR = "endChar"
    CONFIDENCE = "confidence"
    ASSERTED_FROM = "assertedFrom"
    PRODUCED_BY = "producedBy"
    EXTRACTOR = "extractor"
    REVIEW_STATUS = "reviewStatus"
    LINK_FROM = "linkFrom"
    LINK_TO = "linkTo"
    LINK_SCORE = "linkScore"
    LINK_METHOD = "linkMethod"
    LINK_STATUS = "linkStatus"
    WIKIDATA = "wikidata"
    COUNTERPART_OF = "counterpartOf"
    SOURCE_COUNT = "sourceCount"
    COUNT_LOW = "countLow"
    COUNT_HIGH = "countHigh"
    COUNT_MOST_REPORTED = "countMostReported"
    TALLY = "tally"
    ACTING_STATE = "actingState"
    AFFECTED_STATE = "affectedState"
    DATE_LOW = "dateLow"
    DATE_HIGH = "dateHigh"
    SORT_DATE = "sortDate"
    YEAR = "year"
    CONTESTED_PROPERTY = "contestedProperty"
    EXCHANGED_FOR = "exchangedFor"
    MAYBE_EXCHANGED_FOR = "maybeExchangedFor"


DEFAULT_BASE: Final = "https://w3id.org/clemency/"

# Namespaces of others; each is an address prefix that never changes.
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SCHEMA: Final = "https://schema.org/"
WD: Final = "http://www.wikidata.org/entity/"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
SPDX: Final = "http://spdx.org/rdf/terms#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"

RDF_TYPE: Final = RDF + "type"
RDF_LANG_STRING: Final = RDF + "langString"
RDFS_LABEL: Final = RDFS + "label"
RDFS_COMMENT: Final = RDFS + "comment"
RDFS_SEE_ALSO: Final = RDFS + "seeAlso"
OWL_DEPRECATED: Final = OWL + "deprecated"
OWL_VERSION_INFO: Final = OWL + "versionInfo"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"
SKOS_EXACT_MATCH: Final = SKOS + "exactMatch"
SCHEMA_SAME_AS: Final = SCHEMA + "sameAs"
DCTERMS_DATE: Final = DCTERMS + "date"
DCTERMS_IDENTIFIER: Final = DCTERMS + "identifier"
DCTERMS_IS_REPLACED_BY: Final = DCTERMS + "isReplacedBy"
PROV_ACTIVITY: Final = PROV + "Activity"
PROV_WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
PROV_WAS_INVALIDATED_BY: Final = PROV + "wasInvalidatedBy"
PROV_WAS_REVISION_OF: Final = PROV + "wasRevisionOf"
XSD_STRING: Final = XSD + "string"
XSD_ANY_URI: Final = XSD + "anyURI"
XSD_INTEGER: Final = XSD + "integer"
XSD_DECIMAL: Final = XSD + "decimal"
XSD_DATE: Final = XSD + "date"
XSD_BOOLEAN: Final = XSD + "boolean"
XSD_DAY_TIME_DURATION: Final = XSD + "dayTimeDuration"
XSD_YEAR_MONTH_DURATION: Final = XSD + "yearMonthDuration"


@dataclass(frozen=True)
class Names:
    """Turn names of our own into IRIs under one base.

    Args:
        base: the base IRI, ending in a slash.

    >>> names = Names("https://example.org/")
    >>> names.prop(Prop.RELEASED), names.thing("state-BLR")
    ('https://example.org/ontology#released', 'https://example.org/id/state-BLR')
    """

    base: str = DEFAULT_BASE

    def of_class(self, name: Class) -> str:
        """Give the IRI of a class."""
        return f"{self.base}ontology#{name}"

    def prop(self, name: Prop) -> str:
        """Give the IRI of a property."""
        return f"{self.base}ontology#{name}"

    def concept(self, name: str) -> str:
        """Give the IRI of a concept, such as `asserted`."""
        return f"{self.base}concept/{name}"

    def thing(self, slug: str) -> str:
        """Give the IRI of a thing, such as `state-BLR`."""
        return f"{self.base}id/{slug}"

    def graph(self, path: str) -> str:
        """Give the IRI of a named graph, such as `article/29dd04bd1100`."""
        return f"{self.base}graph/{path}"

    @property
    def dataset(self) -> str:
        """Give the IRI of the whole of the published data."""
        return self.thing("dataset")

    def part(self, name: str) -> str:
        """Give the IRI of a part in the description of the dataset, such as `class-Release`."""
        return f"{self.base}void#{name}"

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """List the prefixes that our files and examples use, in reading order."""
        return {
            "clem": f"{self.base}ontology#",
            "c": f"{self.base}concept/",
            "d": f"{self.base}id/",
            "g": f"{self.base}graph/",
            "schema": SCHEMA,
            "wd": WD,
            "prov": PROV,
            "skos": SKOS,
            "dcterms": DCTERMS,
            "foaf": FOAF,
            "owl": OWL,
            "rdf": RDF,
            "rdfs": RDFS,
            "xsd": XSD,
        }
