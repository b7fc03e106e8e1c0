"""Make texts that no desk would send: news with words lost, doubled and moved, pieces of articles in any order, noise.

The same number gives the same text, so that a text that broke a rule is found again by its number.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from kg.model import Claims, Quote

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"
_NOISE = (
    *("(", ")", "[", "]", '"', "\u201c", "\u201d", "'", "\u2019", ",", ";", ":", ".", "...", "!", "?", "-", "\u2014"),
    *("/", "$", "%", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u0301", "\x07", "\x1b[0m", "\U0001f600", "\u4e2d\u6587"),
    *(
        "\u0623\u0641\u0631\u062c\u062a",
        "\u05e9\u05d7\u05e8\u05e8\u05d5",
        "\u0411\u0435\u043b\u0430\u0440\u0443\u0441\u044c",
    ),
    *(
        "41",
        "1,000",
        "2026",
        "3-5 May",
        "00:30",
        "0",
        "9999999999",
        "Mr",
        "No.",
        "U.S.",
        "al-",
        "O'",
        "'s",
        "not",
        "no",
    ),
    *("if", "who", "which", "that", "he", "she", "they", "it", "both", "and", "or", "said", "to", "by", "of", "among"),
)
_SEPARATORS = ("\n\n", "\n\n", " ", " ", "\n", "", "\n\n- ", "\t")


def _split_examples() -> tuple[str, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    return tuple(piece for text in texts for piece in re.split(r"(?<=[.!?])\s+|\n\n", text) if piece.strip())


PIECES = _split_examples()
WORDS = tuple(sorted({word for piece in PIECES for word in piece.split()}))


def make_text(number: int) -> str:
    """Make the text of a number: one of the three kinds, up to six sentences long."""
    rng = random.Random(number)  # noqa: S311 - the same text each time is the point
    kind = rng.randrange(8)
    if kind == 0:
        return "".join(chr(_pick_code(rng)) for _ in range(rng.randrange(1, 200)))
    pieces = rng.choices(PIECES, k=rng.randrange(1, 5))
    if kind > 2:
        pieces = [_mutate(piece, rng) for piece in pieces]
    return "".join(piece + rng.choice(_SEPARATORS) for piece in pieces)


def _pick_code(rng: random.Random) -> int:
    code = rng.choice((rng.randrange(32, 127), rng.randrange(1, 0x3000), rng.randrange(1, 0x11000)))
    return 32 if 0xD800 <= code < 0xE000 else code


def _mutate(piece: str, rng: random.Random) -> str:
    words = piece.split()
    for _ in range(rng.randrange(1, 7)):
        at = rng.randrange(len(words) + 1)
        change = rng.randrange(6)
        if change == 0:
            words[at : at + rng.randrange(1, 3)] = []
        elif change == 1:
            words.insert(at, rng.choice(WORDS))
        elif change == 2:
            words.insert(at, rng.choice(_NOISE))
        elif change == 3:
            words[at : at + 1] = [rng.choice(WORDS)]
        elif change == 4:
            words[at:at] = rng.choice(PIECES).split()[: rng.randrange(1, 9)]
        else:
            words = words[at:] + words[:at]
    return " ".join(words)


def list_quotes(claims: Claims) -> Iterator[Quote]:
    """Go through every quote of what was found."""
    for claim in claims.claims:
        yield from claim.quotes
        yield from (filler.quote for filler in claim.fillers)
        if claim.when is not None and claim.when.quote is not None:
            yield claim.when.quote
    for entity in claims.entities:
        yield from entity.mentions
        if entity.count is not None:
            yield entity.count.quote
    yield from (link.quote for link in claims.links)
