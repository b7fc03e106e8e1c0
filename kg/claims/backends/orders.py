"""Find the sentences of an article that give orders to what reads it: nothing in them is told of the world.

No list of wordings is complete, and a plain false sentence is beyond any gate: an article is believed to say what it
says. What this keeps out is what only a model that obeys would take for a claim. Repeats are bounded, so that time
grows with length only.
"""

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Document, Sentence, Span

_MACHINES: Final = r"(?:ai|llm|chatbot|chatgpt|language\s+model|parser|extractor)s?"
_VERBS: Final = (
    "add|include|output|list|report|state|say|claim|mention|return|print|insert|append|respond|reply|answer|write|"
    "extract|record|treat|assume|pretend|ignore|disregard|forget"
)
# What speaks to a machine or in its marks; the sentences right beside it belong to it.
_TO_MACHINES: Final = re.compile(
    rf"""
    <!--|<\|\w{{1,20}}\|>|\[/?inst\]|\#{{2}}|```
    |"(?:claims|type|quote|fillers)"\s?:
    |^\W{{0,9}}(?:new\s|important\s)?(?:system|assistant|user|developer|instructions?)\s?:
    |^\W{{0,9}}(?:assistant|chatbot|ai|model),\s
    |\bnotes?\s(?:to|for)\s(?:the\s|any\s|all\s)?(?:machine|model|system|bot|assistant|{_MACHINES})
    |\byour\s(?:\w{{1,20}}\s)?(?:answer|response|reply|output|instructions?|prompt|json|schema|extraction|users?)\b
    |\byou\s(?:must|should|shall|will|have\sto|are\sto|need\sto)\s(?:\w{{1,9}}\s)?(?:{_VERBS})\b
    |\byou\sare\s(?:\w{{1,20}}\s){{1,3}}(?:assistant|model|bot|{_MACHINES})\b
    |\b(?:ignore|disregard|forget|override)\s(?:\w{{1,20}}\s){{0,3}}(?:instructions?|prompts?|rules|above)\b
    |\b(?:add|include|return|output|insert|append)\s(?:\w{{1,20}}\s){{0,4}}(?:claims?|json|schema|fields?|answer)\b
    |\b(?:add|include|return|output|insert|append)\s(?:this|that|the\sfollowing)\b
    """,
    re.VERBOSE,
)
# A machine or what it works on, and a word that bids: each alone is news of machines, or of duties.
_MACHINE: Final = re.compile(rf"\b(?:{_MACHINES}|extraction|json|schema)\b")
_BIDDING: Final = re.compile(r"\b(?:must|shall|should|please|you|dear|attention)\b")
# What bids any reader to say or suppose something: a sentence that begins with a bare verb.
_TO_ANYBODY: Final = re.compile(
    r"""
    ^\W{0,9}(?:please\s|now\s|just\s)?(?:do\snot\s)?
    (?:(?:ignore|disregard|forget|add|insert|append|suppose|imagine|assume|treat|pretend|write|tell|remember|say|mention|repeat|reply)\b
    |(?:report|claim|list|state|record|answer|return|print|note)\s(?:that|the\sfollowing)\b)
    """,
    re.VERBOSE,
)


def find_orders(document: Document) -> tuple[Span, ...]:
    """Find the sentences that give orders, and those beside what speaks to a machine, in the order of the text."""
    wanted: set[int] = set()
    for sentence in document.sentences:
        wanted.update(_list_with_neighbours(document, sentence))
    return tuple(document.sentences[index].span for index in sorted(wanted))


def _list_with_neighbours(document: Document, sentence: Sentence) -> Iterator[int]:
    words = " ".join(document.text[sentence.span.start : sentence.span.end].casefold().split())
    if _speaks_to_machine(words):
        near = range(max(0, sentence.index - 1), min(len(document.sentences), sentence.index + 2))
        yield from (index for index in near if _is_beside(document, sentence, document.sentences[index]))
    elif _TO_ANYBODY.match(words) is not None:
        yield sentence.index


def _speaks_to_machine(words: str) -> bool:
    bids = _BIDDING.search(words) is not None and _MACHINE.search(words) is not None
    return bids or _TO_MACHINES.search(words) is not None


def _is_beside(document: Document, one: Sentence, other: Sentence) -> bool:
    """Say whether two neighbours stand in one paragraph."""
    start, end = min(one.span.end, other.span.end), max(one.span.start, other.span.start)
    return "\n" not in document.text[start:end]
