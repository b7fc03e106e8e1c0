"""Find names in a sentence: known ones from the gazetteer, others as runs of capitalised words of any culture."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.claims.calendars import MONTHS
from kg.claims.gazetteer import Entry, Index, find_entry
from kg.claims.lexicon import Lexicon
from kg.claims.numbers import read_ordinal_number
from kg.claims.records import record
from kg.claims.tokens import Token
from kg.claims.words import read_words
from kg.model import EntityKind

PARTICLES: Final = read_words("names", "particles")
_JOINS: Final = frozenset({"of", "for"})
_LEADING: Final = read_words("names", "leading_bodies")
_FIRMS: Final = read_words("names", "firms")
_COMMON_ENDS: Final = ("tion", "tions", "ment", "ments", "ness", "ists", "ship", "ings", "ities", "ally", "ing", "ly")
MAX_WORDS: Final = 12


@record
class Name:
    """Hold a name by its tokens, half open.

    `kind` is state, demonym, place, body, award, post, facility, region or unknown (a person, a group, a place).
    `sort` is person or place where a pipeline has said which of these an unknown name is; rules leave it open.
    """

    start: int
    end: int
    kind: str
    ref: str | None = None
    sort: str = ""


@record
class Line:
    """Hold a sentence's tokens with what is needed to tell names from capitals that mean nothing."""

    tokens: tuple[Token, ...]
    is_title: bool  # most words are capitalised, as in a headline
    common: frozenset[str]  # words that the document also writes small
    proper: frozenset[str]  # words that the document writes with a capital inside sentences


def find_names(line: Line, lexicon: Lexicon, index: Index) -> Iterator[Name]:
    """Go through the names of a sentence in order."""
    at = 0
    tokens = line.tokens
    while at < len(tokens):
        name = _find_name(line, at, lexicon, index)
        if name is None:
            at += 1
        else:
            yield (whole := _join_slashed(line, name, lexicon, index))
            at = whole.end


def _join_slashed(line: Line, name: Name, lexicon: Lexicon, index: Index) -> Name:
    """Take two bodies with a bare slash between them as one: "Radio One/Radio Two"."""
    slash, after = line.tokens[name.end : name.end + 2] if name.end + 1 < len(line.tokens) else (None, None)
    if slash is None or after is None or slash.text != "/" or slash.end != after.start:
        return name
    second = _find_name(line, name.end + 1, lexicon, index)
    if second is None or "body" not in {name.kind, second.kind} or {name.kind, second.kind} - {"body", "unknown"}:
        return name
    return Name(name.start, second.end, "body")


def _find_name(line: Line, at: int, lexicon: Lexicon, index: Index) -> Name | None:
    token = line.tokens[at]
    if not token.is_capital:
        return None
    if at == 0 and (end := _find_register_end(line.tokens)):
        return Name(at, end, "unknown")
    entry = find_entry(index, line.tokens, at)
    if entry is not None and not _is_part_of_name(line, at, entry, lexicon):
        return Name(at, at + len(entry.words), _name_kind(entry), entry.ref)
    if entry is None and not _starts_name(line, at, lexicon):
        return None
    end = _end_run(line, at, lexicon, index)
    return _classify_run(line, at, end, lexicon)


def _find_register_end(tokens: Sequence[Token]) -> int:
    """Give where a name as registers write it ends, "NAME, Given" with nothing behind; 0 where there is none."""
    comma = next((at for at, token in enumerate(tokens[:MAX_WORDS]) if token.text == ","), 0)
    surname = tokens[:comma]
    if not surname or not all(token.is_capital and token.text.isupper() and len(token.text) > 1 for token in surname):
        return 0
    end = comma + 1
    while end < len(tokens) and tokens[end].is_capital and not tokens[end].text.isupper() and end < MAX_WORDS:
        end += 1
    closes = end == len(tokens) or tokens[end].text in {".", "(", ";"}
    return end if end > comma + 1 and closes and len(tokens) <= end + _REGISTER_TAIL else 0


_REGISTER_TAIL: Final = 8  # tokens such as "(Norland)."


def _name_kind(entry: Entry) -> str:
    kind = str(entry.kind)
    if entry.is_demonym:
        return "demonym"
    return {
        "State": "state",
        "StateGroup": "state",
        "Settlement": "place",
        "Place": "place",
        "Award": "award",
        "Position": "post",
        "DetentionFacility": "facility",
    }.get(kind, "body")


def _is_part_of_name(line: Line, at: int, entry: Entry, lexicon: Lexicon) -> bool:
    """Say whether a known word is here a part of a longer unknown name, such as a surname."""
    if line.is_title or len(entry.words) > 1 or entry.is_demonym:
        return False
    after = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if after is None or not after.is_capital or after.text.isupper():
        return False
    if entry.kind in {EntityKind.SETTLEMENT, EntityKind.PLACE} and _ends_in_firm(line, at):
        return True
    if entry.kind == EntityKind.STATE and _is_where(line.tokens, at):
        return False
    return (not lexicon.has(after.low) and after.low not in line.common) or after.low in lexicon.lists["org_words"]


def _is_where(tokens: Sequence[Token], at: int) -> bool:
    """Recognise the state before a full name that nothing parts from it: "In Norland Ana Petrova was freed"."""
    is_in = at > 0 and tokens[at - 1].low == "in"
    return is_in and _is_capital_at(tokens, at + 1) and _is_capital_at(tokens, at + 2)


def _ends_in_firm(line: Line, at: int) -> bool:
    """Say whether the capitals from here on name a firm: "Klow Timber Corporation"."""
    end = at + 1
    while end < min(len(line.tokens), at + MAX_WORDS) and line.tokens[end].is_capital:
        end += 1
    return line.tokens[end - 1].low in _FIRMS


def _starts_name(line: Line, at: int, lexicon: Lexicon) -> bool:  # noqa: PLR0911 - one test a case, in their order
    token = line.tokens[at]
    known = lexicon.has(token.low)
    if token.low in _NEVER_FIRST or _is_plain_word(token) or _is_no_name(line, at, lexicon):
        return False
    if token.low == "state" and [other.low for other in line.tokens[max(at - 2, 0) : at]] == ["secretary", "of"]:
        return False
    if _opens_compound(line, at, lexicon) or _leads_title(line, at, lexicon):
        return False
    if line.is_title:
        return not known and token.low not in line.common
    if known and not _is_function_word(token, lexicon) and _names_body(line, at, lexicon):
        return True
    if _opens_sentence(line, at):
        return _opens_with_name(line, at, lexicon)
    if known and token.low in lexicon.nouns and lexicon.nouns[token.low].meaning in {"people", "body", "group"}:
        return _is_capital_at(line.tokens, at + 1) and lexicon.nouns[token.low].meaning != "people"
    return not (token.text == "I" or (known and _is_function_word(token, lexicon)))


def _is_no_name(line: Line, at: int, lexicon: Lexicon) -> bool:
    return _is_title(line.tokens[at], lexicon) or _ends_post(line, at, lexicon) or _is_holiday(line.tokens, at)


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    """Recognise a title, also one of several: "Colonel", "General-Major"."""
    parts = token.low.split("-")
    return token.low in lexicon.lists["titles"] or all(part in lexicon.lists["titles"] for part in parts)


def _ends_post(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a known word ends the name of a post that its holder's name follows: "for Human Rights Ada Roe"."""
    rest = line.tokens[at : at + 3]
    if len(rest) < 3 or line.is_title or not lexicon.has(rest[0].low) or not at or not line.tokens[at - 1].is_capital:  # noqa: PLR2004 - the word and a full name
        return False
    return all(word.is_capital and not lexicon.has(word.low) for word in rest[1:])


def _is_holiday(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a feast or season is named here, which is nobody: "New Year", "Lunar New Year"."""
    lows = tuple(token.low.removesuffix("'s").removesuffix("\u2019s") for token in tokens[at : at + 3])
    return any(lows[:length] in _HOLIDAYS for length in (1, 2, 3))


def _opens_compound(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a title of several words starts here: "Foreign Minister", "High Representative"."""
    for length in range(lexicon.compounds.get(line.tokens[at].low, 0), 1, -1):
        noun = lexicon.nouns.get("-".join(token.low for token in line.tokens[at : at + length]))
        if noun is not None and noun.meaning == "people":
            return True
    return False


def _names_body(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether capitals that follow end in a word of bodies: "Human Rights Monitor", "State Security Service"."""
    for step in range(at + 1, min(at + 4, len(line.tokens))):
        if not line.tokens[step].is_capital or line.tokens[step].low in lexicon.lists["titles"]:
            return False
        if line.tokens[step].low in lexicon.lists["org_words"]:
            return True
    return False


def _leads_title(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Say whether a body is named with the title of its member: "Police Commissioner Omar Said"."""
    noun = lexicon.nouns.get(line.tokens[at].low)
    if noun is None or noun.meaning not in {"body", "group"} or at + 1 >= len(line.tokens):
        return False
    return line.tokens[at + 1].low in lexicon.lists["titles"]


def _is_plain_word(token: Token) -> bool:
    """Say whether it is a number word or an adjective made from a name ("London-based")."""
    parts = token.low.split("-")
    return all(read_ordinal_number(part) is not None for part in parts) or parts[-1] in {
        "based",
        "born",
        "backed",
        "led",
        "run",
        "style",
        "owned",
    }


_HOLIDAYS: Final = frozenset(tuple(words.split("-")) for words in read_words("names", "holidays"))
_MONTHS_AND_DAYS: Final = read_words("names", "months_and_days") | {low for low in MONTHS if low.endswith(".")}
_NEVER_FIRST: Final = _MONTHS_AND_DAYS | read_words("names", "articles")
_LABEL: Final = re.compile(r"\d{1,2}[:.]\d{2}|\d{1,3}")


def _is_function_word(token: Token, lexicon: Lexicon) -> bool:
    tags = lexicon.closed.get(token.low, frozenset())
    return bool(tags - {"adjective", "adverb", "ordinal"})


def _opens_sentence(line: Line, at: int) -> bool:
    if at == 0 or (at == 1 and _LABEL.fullmatch(line.tokens[0].text)):
        return True
    return line.tokens[at - 1].kind == "mark" and line.tokens[at - 1].text in '"\u201c\u201d:.!?-\u2013\u2014('


def _opens_with_name(line: Line, at: int, lexicon: Lexicon) -> bool:
    token = line.tokens[at]
    after = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if token.low in line.proper and not _is_function_word(token, lexicon) and token.low not in line.common:
        return not (token.low in lexicon.nouns and lexicon.nouns[token.low].meaning == "people")
    if lexicon.has(token.low):
        return after is not None and after.low in lexicon.lists["org_words"] and after.is_capital
    if token.low in line.common:
        return False
    if after is not None and (after.is_capital or (after.low in PARTICLES and _skip_particles(line.tokens, at + 1))):
        return True
    return not token.low.endswith(_COMMON_ENDS)


def _end_run(line: Line, at: int, lexicon: Lexicon, index: Index) -> int:
    tokens, end = line.tokens, at + 1
    while end < min(len(tokens), at + MAX_WORDS):
        token = tokens[end]
        if token.is_capital and token.low not in _MONTHS_AND_DAYS:
            if line.is_title and (lexicon.has(token.low) or find_entry(index, tokens, end) is not None):
                break
            end += 1
        elif token.text == "." and len(tokens[end - 1].text) == 1 and _is_capital_at(tokens, end + 1):
            end += 1
        elif token.low in PARTICLES and not line.is_title and (after := _skip_particles(tokens, end)):
            end = after
        elif token.low in _JOINS and any(word.low in lexicon.lists["org_words"] for word in tokens[at:end]):
            skip = end + 2 if end + 1 < len(tokens) and tokens[end + 1].low == "the" else end + 1
            if not _is_capital_at(tokens, skip):
                break
            end = skip + 1
        else:
            break
    return end


def _skip_particles(tokens: Sequence[Token], at: int) -> int:
    """Give where the name goes on behind "von der"; 0 where it does not."""
    while at < len(tokens) and tokens[at].low in PARTICLES:
        at += 1
    return at if _is_capital_at(tokens, at) else 0


def _is_capital_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_capital


def _classify_run(line: Line, at: int, end: int, lexicon: Lexicon) -> Name:
    lows = [token.low for token in line.tokens[at:end]]
    last = lows[-1]
    after = line.tokens[end].low if end < len(line.tokens) else ""
    if last in lexicon.lists["award_words"]:
        return Name(at, end, "award")
    if (last in lexicon.lists["place_words"] and len(lows) > 1) or after in _FACILITIES or lows[0] == "camp":
        sort = after if after in _FACILITIES else last
        return Name(at, end, "facility" if sort in _HOLDING or lows[0] == "camp" else "place")
    is_known = lexicon.has(lows[0]) and bool(set(lows[1:]) & lexicon.lists["org_words"])
    is_body = (
        is_known
        or lows[0] in _LEADING
        or last in lexicon.lists["org_words"]
        or any(low in lexicon.lists["org_words"] for low in lows[:-1] if _JOINS & set(lows))
    )
    if is_body and len(lows) > 1:
        return Name(at, end, "body")
    if len(lows) == 1 and line.tokens[at].text.isupper() and len(last) > 1 and not line.is_title:
        return Name(at, end, "body")
    return Name(at, end, "unknown")


_FACILITIES: Final = read_words("names", "facilities")
_HOLDING: Final = read_words("names", "holding")
