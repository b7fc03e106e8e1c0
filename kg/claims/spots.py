"""Point at phrases of an article, and from words to figures."""

from typing import Final

from kg.claims.cast import Cast
from kg.claims.chunks import Chunk
from kg.claims.figures import Sighting
from kg.claims.reading import Reading
from kg.claims.records import record
from kg.claims.words import read_words
from kg.model import Quote

HE: Final = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


MANY: Final = read_words("refs", "many")


REACH: Final = 4  # sentences back that a pronoun or description looks


@record
class Ref:
    """Point from words of the text to a figure or band of the cast."""

    key: str
    quote: Quote
    guess: bool = False  # a pronoun or description, not a name


@record
class Spot:
    """Say where in the article a phrase stands."""

    reading: Reading
    number: int  # of the reading
    at: int  # index of the chunk

    @property
    def chunk(self) -> Chunk:
        """Give the phrase."""
        return self.reading.chunks[self.at]

    def move(self, at: int) -> "Spot":
        """Point at another phrase of the sentence."""
        return Spot(self.reading, self.number, at)

    def quote(self) -> Quote:
        """Quote the phrase."""
        return self.reading.quote_chunk(self.at)


def name_quote(spot: Spot, chunk: Chunk) -> Quote:
    """Quote the name in a phrase, or the whole phrase."""
    name = chunk.name
    return spot.quote() if name is None else spot.reading.quote(name.start, name.end)


def is_pronoun(chunk: Chunk) -> bool:
    """Say whether a phrase has no noun and no name."""
    return chunk.noun is None and not chunk.names


def is_plural(chunk: Chunk) -> bool:
    """Say whether a phrase means more than one."""
    if chunk.number is not None:
        return (chunk.number.exact or 2) > 1
    is_nation = chunk.noun is None and chunk.name is not None and chunk.name.kind == "demonym"
    if is_nation and chunk.word.endswith("s"):
        return True
    return (chunk.noun is not None and chunk.noun.is_plural) or chunk.word in MANY


def point(spot: Spot, cast: Cast, key: str) -> Ref:
    """Point at a figure by a pronoun or description, and remember that it was spoken of here."""
    quote = spot.quote()
    is_subject = any(spot.at in clause.subject for clause in spot.reading.sketch.clauses)
    cast.sight(Sighting(spot.number, quote.start, key, is_subject))
    return Ref(key, quote, guess=True)


def without_article(spot: Spot) -> Quote:
    """Quote a phrase without its article."""
    chunk = spot.chunk
    first = spot.reading.tokens[chunk.start]
    start = (
        chunk.start + 1
        if first.low in {"the", "a", "an", "its", "his", "her", "their", "this"} and chunk.end - chunk.start > 1
        else chunk.start
    )
    return spot.reading.quote(start, chunk.end)
