"""Split running text into sentences by its stops, with abbreviations, initials and quotes in mind."""

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Span

# What `str.strip` takes away, and the characters that nobody sees; nothing we keep begins or ends with them.
EDGE: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_TAIL_CHARS: Final = 24  # no abbreviation is longer; keeps the look back at a stop constant
_AHEAD_CHARS: Final = 80  # enough for a name and its verb of saying

# Lookbehind and possessive quantifiers keep this linear: a run of a million stops is looked at once.
_STOP: Final = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>["'”’»)\]]*+)(?:\[[0-9]{1,3}\]){0,3}(?P<gap>[\s\u200b\ufeff]++)
    | (?<=[a-z]{3})(?P<glued>[.!?]["”]?)(?=[A-Z][a-z]*+[\s,])""",
    re.VERBOSE,
)
_TAIL: Final = re.compile(r"[^\s\"“”‘(\[«,;:/-]{1,24}$")
_OPENERS: Final = "\"'“‘«„([-–—"
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_CLOCK: Final = re.compile(r"[ap]\.m", re.IGNORECASE)
_AFTER_CLOCK: Final = re.compile(r"(?i:mon|tues|wednes|thurs|fri|satur|sun)day\b|[A-Z]{2,5}\b")
_PARTICLE_NAME: Final = re.compile(r"(?:al|el|an|ad|as|ar|ash)-[A-Z]")
_SPEECH: Final = re.compile(
    r"""(?:[^\W\d_a-z][\w'’.-]*\s+){1,5}
    (?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|cried|shouted)\b""",
    re.VERBOSE,
)
_NUMBERED: Final = re.compile(
    r"""no|nos|art|arts|p|pp|par|para|paras|sec|fig|vol|ch|c|ca|jan|feb|mar|apr|jun|jul|aug
   |sept?|oct|nov|dec""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLES: Final = re.compile(
    r"""mr|mrs|ms|mx|dr|prof|gen|lt|col|maj|capt|cpl|sgt|cmdr|adm|brig|sen|rep|gov|pres|rev|fr
   |hon|supt|insp|amb|atty|messrs|mme|mlle|vs|cf|viz|approx|al|lt-gen|maj-gen|brig-gen|e\.g
   |i\.e""",
    re.IGNORECASE | re.VERBOSE,
)
_SOFT: Final = re.compile(
    r"""inc|ltd|co|corp|bros|jr|sr|sts?|mt|ft|ave|blvd|rd|dept|univ|assn|govt|est|calif|pa|va
   |mass|conn|ariz|colo|fla|ill|mich|minn|okla|ore|tenn|tex|wash|wis|ph\.d|bn|mn""",
    re.IGNORECASE | re.VERBOSE,
)
_STARTERS: Final = re.compile(
    r"""the|this|that|these|those|an?|he|she|it|they|we|i|you|his|her|its|their|our|my|in|on|at
   |by|for|from|with|without|after|before|since|until|during|while|when|where|who|what|why|how
   |if|although|though|because|but|and|or|so|yet|nor|however|meanwhile|moreover|instead|still
   |then|there|here|some|many|most|several|both|all|each|every|another|others?|one|two|three
   |not|as|of|to|among|under|over|according|earlier|later|last|also|officials|police|authorities""",
    re.IGNORECASE | re.VERBOSE,
)


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Split one paragraph into sentences, in time linear in its length.

    Args:
        text: the whole text; NFC.
        start: offset where the paragraph begins.
        end: offset behind it; no sentence reaches over it.

    Yields:
        Spans in order, without white space at their ends; together they hold all other characters.

    >>> text = 'Gen. Orla Brandt left at 4 p.m. on Monday. "Enough!" she said.'
    >>> [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]
    ['Gen. Orla Brandt left at 4 p.m. on Monday.', '"Enough!" she said.']
    """
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, stop, begin, end):
            yield from trim_span(text, begin, stop.end())
            begin = stop.end()
    yield from trim_span(text, begin, end)


def trim_span(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut white space and invisible characters from both ends; yields nothing where nothing is left."""
    words = text[start:end].lstrip(EDGE)
    first = end - len(words)
    last = first + len(words.rstrip(EDGE))
    if first < last:
        yield Span(first, last)


def _ends_sentence(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    if stop["glued"]:
        return _parts_glued_words(text, stop, end)
    ahead = text[stop.end() : min(end, stop.end() + _AHEAD_CHARS)].lstrip(_OPENERS + EDGE)
    if not ahead:
        return False
    if ahead[0].islower() and not _PARTICLE_NAME.match(ahead):
        return False
    if stop["close"] and stop["stop"][-1] in "!?" and _SPEECH.match(ahead):
        return False
    if stop["stop"] == ".":
        return not _is_abbreviation(text, stop, begin, ahead)
    is_apart = stop.start() > begin and text[stop.start() - 1].isspace()
    return not (is_apart and stop["stop"][-1] in ".…")  # an ellipsis that stands apart is a gap in a sentence


def _parts_glued_words(text: str, stop: re.Match[str], end: int) -> bool:
    """Tell `freed.The talks` from `www.Example.org`: around it are words, not parts of an address."""
    before = re.search(r"\S*$", text[max(0, stop.start() - 2 * _TAIL_CHARS) : stop.start()])
    word = before[0].strip(_OPENERS) if before else ""
    ahead = re.match(r"\w+", text[stop.end() : min(end, stop.end() + _TAIL_CHARS)])
    is_word = word.replace("-", "").replace("'", "").replace("’", "").isalpha()
    return is_word and ahead is not None and not any(words.fullmatch(word) for words in (_TITLES, _SOFT, _NUMBERED))


def _is_abbreviation(text: str, stop: re.Match[str], begin: int, ahead: str) -> bool:
    tail_start = max(begin, stop.start() - _TAIL_CHARS)
    found = _TAIL.search(text[tail_start : stop.start()])
    token = found[0] if found else ""
    if stop["close"] and not stop["close"].startswith("’"):
        return False
    if _TITLES.fullmatch(token):
        return True
    if _NUMBERED.fullmatch(token) and ahead[0].isdigit():
        return True
    if token.isdigit() and found is not None and tail_start + found.start() == begin:
        return True  # the number of a list item is no sentence
    if _CLOCK.fullmatch(token):
        return _AFTER_CLOCK.match(ahead) is not None
    return (_SOFT.fullmatch(token) or _is_dotted(token)) and not _starts_sentence(ahead)


def _is_dotted(token: str) -> bool:
    return _DOTTED.fullmatch(token) is not None and (len(token) > 1 or token.isupper())


def _starts_sentence(ahead: str) -> bool:
    first = re.match(r"[\w'’-]+", ahead)
    return first is not None and _STARTERS.fullmatch(first[0]) is not None
