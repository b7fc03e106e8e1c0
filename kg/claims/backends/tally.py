"""Count over one run what back ends proposed in vain, and say so for people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.claims.writing import write_number
from kg.model import Claims


@dataclass(slots=True)
class Tally:
    """Count claims, refusals by their reason, and articles that could not be read whole."""

    claim_count: int = 0
    failed_count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, claims: Claims) -> None:
        """Add one article."""
        self.claim_count += len(claims.claims)
        self.failed_count += bool(claims.failures)
        self.reasons.update(refusal.reason for refusal in claims.refusals)

    def sum_up(self) -> Iterator[str]:
        """Give the totals, one line each; nothing where nothing was refused and nothing failed."""
        if self.reasons:
            reasons = "; ".join(f"{reason}: {count}" for reason, count in sorted(self.reasons.items()))
            yield f"{write_number(self.claim_count, 'claim')} passed, {self.reasons.total()} refused ({reasons})"
        if self.failed_count:
            yield f"{write_number(self.failed_count, 'article')} could not be read whole"


def list_complaints(claims: Claims) -> Iterator[str]:
    """Give one line for each refusal and failure of an article."""
    name = claims.document.name
    for refusal in claims.refusals:
        yield f"{name}: refused {refusal.about}: {refusal.reason}: {refusal.detail}"
    for failure in claims.failures:
        yield f"{name}: no answer for {failure}"
