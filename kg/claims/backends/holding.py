"""Hold an article with all that proposals are held against, and the reasons for which they are refused."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.claims.backends.orders import find_orders
from kg.claims.backends.verbatim import Folded, fold_document, show_words
from kg.claims.gazetteer import Index
from kg.claims.lexicon import Lexicon
from kg.claims.reading import Reading, read_document
from kg.model import Document, Span

TRUSTED: Final = Decimal("0.7")
UNVERIFIED: Final = Decimal("0.4")
MAX_QUOTE: Final = 800  # characters; whoever quotes all of an article may put any words of it together
UNVERIFIED_RULE: Final = "unverified-trigger"

NO_QUOTE: Final = "the quote is not in the article"
TOO_LONG: Final = "the quote is too long to tell one thing"
NO_WORDS: Final = "the words of a filler are not in the quote"
BAD_TYPE: Final = "there is no such type, role or kind here"
BAD_NUMBER: Final = "a number is not the one that the words give"
BAD_DAY: Final = "a day is not the one that the words give"
BAD_VALUE: Final = "a value is not what the words mean"
NOT_TOLD: Final = "the words do not tell it as a fact"
AN_ORDER: Final = "the words give orders to whoever reads them"
NO_ENDS: Final = "a link leads to a claim that was refused"


class RefusedError(Exception):
    """Carry why a proposal is refused."""

    def __init__(self, reason: str, detail: str) -> None:
        """Keep the reason, which is counted, apart from the detail."""
        super().__init__(reason)
        self.reason = reason
        self.detail = show_words(detail, 400)


@dataclass(frozen=True, slots=True)
class Gate:
    """Hold one article with all that proposals are held against."""

    document: Document
    folded: Folded
    readings: tuple[Reading, ...]
    lexicon: Lexicon
    index: Index
    orders: tuple[Span, ...]
    name: str  # of the back end, before the rule of each claim


def open_gate(document: Document, lexicon: Lexicon, index: Index, *, name: str) -> Gate:
    """Read an article once, for all proposals."""
    readings = read_document(document, lexicon, index)
    return Gate(document, fold_document(document), readings, lexicon, index, find_orders(document), name)
