"""The gate is wide enough for what rules read, and no proposal breaks it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.sources import Source, read_source
from kg.claims.backends.gate import Shown, pass_gate
from kg.claims.backends.holding import open_gate
from kg.claims.backends.proposals import Proposal, ProposedFiller, ProposedLink, ProposedTime
from kg.claims.extract import extract_claims
from kg.claims.frames import load_frames
from kg.claims.gazetteer import build_index
from kg.claims.lexicon import load_lexicon
from kg.entities.gazetteer import load_gazetteer
from kg.model import Claim, Claims, ClaimType, Document, EntityKind, Factuality, Filler, LinkKind, Quote, Role, Span
from kg.preparing import list_examples
from tests.claims.backends.answers import TEXT
from tests.claims.backends.conftest import make_document

GAZETTEER = load_gazetteer()
INDEX, LEXICON = build_index(GAZETTEER), load_lexicon(load_frames().list_verbs())


def hold(document: Document, claims: list[Proposal], links: list[ProposedLink]) -> Claims:
    shown = Shown(tuple(claims), tuple(links), (Span(0, len(document.text)),))
    return pass_gate(open_gate(document, LEXICON, INDEX, name="test"), [shown], extractor="test 1")


def find_sentence(document: Document, quote: Quote) -> str:
    spans = (sentence.span for sentence in document.sentences)
    span = next(span for span in spans if span.start <= quote.start < span.end)
    return document.text[span.start : span.end]


def propose(claim: Claim, claims: Claims) -> Proposal:
    """Propose what rules read, as a model would."""
    quotes = [filler.quote for filler in claim.fillers]
    when = None if claim.when is None or claim.when.quote is None else ProposedTime(claim.when.quote.exact)
    quotes += [] if claim.when is None or claim.when.quote is None else [claim.when.quote]
    more = [quote.exact for quote in claim.quotes[1:]] + [find_sentence(claims.document, quote) for quote in quotes]
    fillers = tuple(propose_filler(filler, claims) for filler in claim.fillers)
    quote = claim.quotes[0].exact
    return Proposal(claim.key, claim.type, claim.factuality, quote, tuple(more), fillers, when)


def propose_filler(filler: Filler, claims: Claims) -> ProposedFiller:
    if filler.entity is not None:
        return ProposedFiller(filler.role, filler.quote.exact, claims.get_entity(filler.entity).kind)
    value = filler.value if isinstance(filler.value, str | int) else None
    return ProposedFiller(filler.role, filler.quote.exact, value=value)


def test_what_rules_read_in_the_examples_passes() -> None:
    proposed, passed, unverified = 0, 0, 0
    for path in list_examples():
        document = read_source(Source(str(path), path=path), max_bytes=100_000)
        told = extract_claims(document, GAZETTEER)
        found = hold(document, [propose(claim, told) for claim in told.claims], [])
        proposed += len(told.claims)
        passed += len(found.claims)
        unverified += sum("unverified" in claim.rule for claim in found.claims)
    assert proposed > 100
    assert passed >= proposed * 0.95
    assert unverified <= proposed * 0.1


words = st.one_of(
    st.sampled_from(["Norland", "12 prisoners", "Ana Petrova", "on Monday", "They", "12", "", " ", '"', "freed", TEXT]),
    st.text(max_size=12),
)
kinds = st.one_of(st.none(), st.sampled_from([str(kind) for kind in EntityKind]), st.text(max_size=4))
numbers = st.one_of(st.none(), st.integers())
fillers = st.builds(
    ProposedFiller,
    st.one_of(st.sampled_from([str(role) for role in Role]), words),
    words,
    kinds,
    numbers,
    numbers,
    st.one_of(numbers, words),
)
proposals = st.builds(
    Proposal,
    st.sampled_from(["a", "b"]),
    st.one_of(st.sampled_from([str(kind) for kind in ClaimType]), words),
    st.one_of(st.sampled_from([str(told) for told in Factuality]), words),
    words,
    st.lists(words, max_size=2).map(tuple),
    st.lists(fillers, max_size=3).map(tuple),
    st.one_of(st.none(), st.builds(ProposedTime, words, st.one_of(st.none(), words), st.one_of(st.none(), words))),
)
ends = st.sampled_from(["a", "b", "c"])
links = st.builds(ProposedLink, st.sampled_from([str(kind) for kind in LinkKind]), ends, ends, words)


@settings(deadline=None)  # how long the first example takes depends on what is loaded, and on the machine
@given(st.lists(proposals, max_size=4), st.lists(links, max_size=2))
def test_no_proposal_breaks_the_gate_and_each_is_a_claim_or_refused(
    claims: list[Proposal], ties: list[ProposedLink]
) -> None:
    found = hold(make_document(TEXT), claims, ties)
    refused = [refusal for refusal in found.refusals if " link from " not in refusal.about]
    assert len(refused) + len(found.claims) <= len(claims)
    assert bool(found.claims) or len(refused) == len(claims)
    assert all(filler.quote.exact in TEXT for claim in found.claims for filler in claim.fillers)
