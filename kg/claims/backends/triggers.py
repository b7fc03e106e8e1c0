"""Look for a trigger of ours in what a back end quotes, and ask our scope how it is told."""

from collections.abc import Iterator, Sequence

from kg.claims.frames import load_frames
from kg.claims.lexicon import Lexicon
from kg.claims.matching import fits_words
from kg.claims.nominal import judge_noun
from kg.claims.reading import Reading
from kg.claims.scope import judge_clause
from kg.model import ClaimType, Factuality, Quote


def find_triggers(kind: ClaimType, quote: Quote, readings: Sequence[Reading], lexicon: Lexicon) -> list[Factuality]:
    """Find how the triggers of a type that stand within a quote are told; empty where there is none of ours."""
    return [
        _judge(reading, at)
        for reading in readings
        if reading.tokens[0].start < quote.end and quote.start < reading.tokens[-1].end
        for at in _list_within(reading, quote)
        if _sets_off(reading, at, kind, lexicon)
    ]


def _list_within(reading: Reading, quote: Quote) -> Iterator[int]:
    for at, chunk in enumerate(reading.chunks):
        head = reading.tokens[chunk.head]
        if quote.start <= head.start and head.end <= quote.end:
            yield at


def _sets_off(reading: Reading, at: int, kind: ClaimType, lexicon: Lexicon) -> bool:
    chunk, book = reading.chunks[at], load_frames()
    if chunk.kind == "vg":
        clause = reading.by_verb.get(at)
        frames = [frame for frame in book.by_verb.get(chunk.word, ()) if frame.type == kind]
        return clause is not None and any(fits_words(frame, clause, reading) for frame in frames)
    if chunk.kind != "np":
        return False
    if kind == ClaimType.POSITION_HOLDING:
        return any(noun.lemma in lexicon.lists["positions"] for _, noun in chunk.nouns)
    if kind == ClaimType.AWARD_CONFERRAL:
        return any(name.kind == "award" for name in chunk.names)
    return any(frame.type == kind for frame in book.by_noun.get(chunk.word, ()))


def _judge(reading: Reading, at: int) -> Factuality:
    clause = reading.by_verb.get(at)
    return (judge_clause(reading, clause) if clause is not None else judge_noun(reading, at)).factuality
