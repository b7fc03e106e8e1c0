"""Make claims of a document: the order of the steps, nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.claims.alliances import find_alliances
from kg.claims.anchors import note_times
from kg.claims.assembly import make_claim, map_copies
from kg.claims.attribution import attribute_draft
from kg.claims.brokers import name_brokers
from kg.claims.bundles import Bundle
from kg.claims.cast import Cast
from kg.claims.conditions import find_conditions
from kg.claims.contents import find_contents
from kg.claims.corrections import correct_figures
from kg.claims.details import detail_draft, is_political
from kg.claims.drafts import SANCTIONS, Draft, Story
from kg.claims.exclusions import find_excluded, note_stayed
from kg.claims.frames import load_frames
from kg.claims.gazetteer import Index, build_index
from kg.claims.goods import note_restrictions
from kg.claims.handovers import split_handover
from kg.claims.introductions import introduce_names
from kg.claims.languages import LANGUAGES
from kg.claims.lexicon import load_lexicon
from kg.claims.linking import link_claims
from kg.claims.mentions import list_entities
from kg.claims.merging import merge_drafts
from kg.claims.mutual import split_mutual
from kg.claims.pardons import hold_pardons
from kg.claims.parties import complete_talks
from kg.claims.parts import gather_parts
from kg.claims.petitions import find_petitions
from kg.claims.positions import find_holdings
from kg.claims.prospects import find_prospects
from kg.claims.reading import OURS, Lens, Reading, read_document
from kg.claims.rebuttals import rebut_drafts
from kg.claims.relations import settle_relation
from kg.claims.relevance import ASIDE, is_empty, is_relevant, keep_to_topic
from kg.claims.roles import find_drafts
from kg.claims.rollcalls import call_roll
from kg.claims.rules import ALL_RULES, Rules, select_frames
from kg.claims.scenario import suppose_drafts
from kg.claims.whereabouts import settle_places
from kg.model import Claim, Claims, ClaimType, Document, Gazetteer, SectionKind


def extract_claims(document: Document, gazetteer: Gazetteer, rules: Rules = ALL_RULES, lens: Lens = OURS) -> Claims:
    """Find all that an article says of releases, sanctions and what belongs to them.

    Args:
        rules: which rules are off; the words they would have read are known all the same.
        lens: what finds names and tags words.

    Source: rules only; the same text gives the same claims, byte for byte.

    Raises:
        ClaimError: a rule quotes what the text does not say.
    """
    book = select_frames(rules)
    lexicon = load_lexicon(load_frames().list_verbs())
    index = _index(id(gazetteer), _Holder(gazetteer))
    if document.language not in LANGUAGES:
        return Claims(document, (), (), extractor=rules.extractor)
    readings = read_document(document, lexicon, index, lens)
    cast = Cast(readings, index, lexicon)
    told = [reading for reading in readings if reading.section != SectionKind.SCENARIO]
    drafts = _find_all(told, cast, Story(document.published), rules)
    bundles = [bundle for bundle in merge_drafts(drafts, cast) if not is_empty(bundle)]
    bundles = name_brokers(hold_pardons(complete_talks(bundles, cast), cast), told, cast)
    if any(bundle.type not in ASIDE for bundle in bundles):
        weighed = list(enumerate(readings))[len(told) :]
        supposed = suppose_drafts(weighed, (book, cast, Story(document.published)), bundles)
        bundles += merge_drafts([draft for draft in supposed if rules.keeps(draft.frame.id)], cast)
    return _assemble(document, bundles, cast, readings, rules)


class _Holder:
    """Carry a gazetteer past the cache, which goes by identity: a gazetteer never changes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.gazetteer is self.gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)


@lru_cache(maxsize=4)
def _index(_identity: int, holder: _Holder) -> Index:
    return build_index(holder.gazetteer)


def _find_all(readings: Sequence[Reading], cast: Cast, story: Story, rules: Rules) -> list[Draft]:
    drafts: list[Draft] = []
    for number, reading in enumerate(readings):
        for draft in _find_tellings(reading, number, cast, (story, rules)):
            if not rules.keeps(draft.frame.id):
                continue
            detailed = attribute_draft(detail_draft(draft, reading, cast), reading, cast)
            if is_relevant(detailed, reading, cast) and (
                draft.type != ClaimType.NEGOTIATION or is_political(detailed, cast)
            ):
                drafts.append(detailed)
    drafts = rebut_drafts(correct_figures(drafts, readings, cast), readings, cast)
    drafts = split_mutual(drafts, readings, cast)
    return keep_to_topic(drafts, readings, cast)


def _find_tellings(reading: Reading, number: int, cast: Cast, kit: tuple[Story, Rules]) -> list[Draft]:
    """Find what one sentence tells, and note what it says of who is who."""
    story, rules = kit
    found: list[Draft] = []
    for draft in find_drafts(reading, number, select_frames(rules), cast, story):
        found.extend(part for whole in split_handover(draft) for part in settle_relation(whole, reading))
        if draft.type == ClaimType.STATEMENT:
            found.extend(find_contents(draft, reading, cast))
    found += find_alliances(reading, number, cast)
    gather_parts(reading, number, cast)
    call_roll(reading, number, cast)
    introduce_names(reading, number, cast)
    found += [*find_conditions(reading, number, cast), *find_holdings(reading, number, cast)]
    found += [*find_petitions(reading, number, cast), *find_prospects(reading, number, cast, found)]
    found += find_excluded(reading, number, cast)
    note_times(reading, story)
    note_stayed(reading, number, cast)
    note_restrictions(reading, number, cast, is_acted_on=any(draft.type in SANCTIONS for draft in found))
    return found


def _assemble(
    document: Document, bundles: Sequence[Bundle], cast: Cast, readings: Sequence[Reading], rules: Rules
) -> Claims:
    counts: dict[str, int] = {}
    keyed: list[tuple[str, Bundle]] = []
    for bundle in bundles:
        name = str(bundle.type).lower()
        counts[name] = counts.get(name, 0) + 1
        keyed.append((f"{name}-{counts[name]}", bundle))
    copies = map_copies(document)
    made = [_keep_fillers(make_claim(document, key, bundle, cast, copies), rules) for key, bundle in keyed]
    claims = tuple(settle_places(made, cast))
    links = tuple(link for link in link_claims(keyed, readings) if rules.keeps(link.rule))
    return Claims(document, tuple(list_entities(claims, cast)), claims, links, extractor=rules.extractor)


def _keep_fillers(claim: Claim, rules: Rules) -> Claim:
    """Leave out what rules read that are off; what kind of telling a claim is, does not change with it."""
    return replace(claim, fillers=tuple(filler for filler in claim.fillers if rules.keeps(filler.rule)))
