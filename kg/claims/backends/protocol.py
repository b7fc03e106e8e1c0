"""Say what every back end is: a document goes in, its claims come out.

No claim can be made whose words do not stand in the text. Rules, also those that look through a pipeline, quote by
offsets alone and so by construction; what a model proposes in words must pass the gate.
"""

from dataclasses import dataclass
from typing import Protocol

from kg.claims.extract import extract_claims
from kg.claims.rules import ALL_RULES, Rules
from kg.model import Claims, Document, Gazetteer


class Extractor(Protocol):
    """Read what an article claims."""

    def extract(self, document: Document) -> Claims:
        """Give all claims of one article, each with words that stand in it."""


@dataclass(frozen=True, slots=True)
class RulesExtractor:
    """Read by rules alone."""

    gazetteer: Gazetteer
    rules: Rules = ALL_RULES

    def extract(self, document: Document) -> Claims:
        """Give all claims that the rules find."""
        return extract_claims(document, self.gazetteer, self.rules)
