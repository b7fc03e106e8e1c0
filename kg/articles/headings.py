"""Tell headings, labels of the page and headings of speculative sections from running text, by their words."""

import re
from typing import Final

_HEADING_WORDS: Final = 14
_HEADING_CHARS: Final = 110
_QUESTION_WORDS: Final = 12

_STOPPED: Final = re.compile(r"[.!…:;,][\"'”’»)\]]*$")
_ACRONYM_END: Final = re.compile(r"(?:\b[A-Z]\.){2,}$")
_INTERROGATIVE: Final = re.compile(
    r"""(?:what|who|why|how|when|where|which|whose|will|would|is|are|was|can|could|should|may|might|does|do|did
    |has|have)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTER: Final = re.compile(r"[^\W_]")

_HIGHLIGHTS: Final = re.compile(
    r"(?:the\s)?(?:story\s|article\s|news\s)?(?:highlights|key\s(?:points|takeaways|facts|developments)|main\spoints"
    r"|takeaways|in\sbrief|in\sshort|at\sa\sglance|summary)",
    re.IGNORECASE,
)

_PAGE_NOUN: Final = r"(?:article|story|text|report|advertisement|advert|newsletter|comments|tags|topics)"
_PAGE_WORD: Final = r"""(?:rewritten|full|original|complete|of|end|start|main|more|read|related|articles|stories
    |continue|reading|share|print|save|listen|to|subscribe|sign|up|begins|ends|body|content|version|edited|summary)"""
_PAGE_LABEL: Final = re.compile(
    rf"(?:{_PAGE_WORD}\W+){{0,3}}{_PAGE_NOUN}(?:\W+{_PAGE_WORD}){{0,3}}\W{{0,3}}", re.IGNORECASE | re.VERBOSE
)
_PAGE_LINE: Final = re.compile(
    r"""(?i:read\s(?:more|also|next)|see\salso|related(?:\s(?:articles?|stories|topics))?|also\sread)\s?:.*
    | (?:©|(?i:\(c\)|copyright)\b).* | (?i:all\srights\sreserved)\.? | (?i:-?\s?ends?\s?-?)
    | \(?(?i:reporting|writing|editing|additional\sreporting)\sby\s[^\W\d_a-z][^.]*\.?\)?""",
    re.VERBOSE,
)

# Section headings that promise no facts. A heading counts only if each of its parts is one of these, so that an
# ordinary heading that also looks ahead ("Reactions and outlook") stays an ordinary one.
_ADJECTIVES: Final = r"""(?:(?:the|its|our|some|a|key|main|future|possible|potential|likely|probable|expected
    |hypothetical|broader|wider|long(?:er)?[ -]term|short(?:er)?[ -]term|political|geopolitical|strategic|economic
    |regional|global|diplomatic|international|policy|expert|news|situation|risk|three|two|four|several|alternative
    |best|worst|base|best[ -]case|worst[ -]case)\s){0,3}"""
_FOR: Final = r"(?:\s(?:for|on|in|to)\s.+)?"
_SUBJECT: Final = r"(?:this|it|that|these|they|all\sthis|all\sthat|the\s\w+(?:\s\w+)?)"
_MODAL: Final = r"(?:could|might|may|would|will|can)"
_SPECULATION: Final = re.compile(
    rf"""{_ADJECTIVES}(?:analys[ei]s|commentary|opinion|editorial|speculation|forecasts?|predictions?|projections?
        |outlook){_FOR}
    | {_ADJECTIVES}scenarios?(?:\s(?:analysis|planning|[0-9]+|one|two|three|a|b|c))?{_FOR}
    | {_ADJECTIVES}(?:best|worst|base)[ -]case
    | {_ADJECTIVES}implications{_FOR}
    | (?:possible|potential|likely|future|probable|expected)\s(?:\w+\s)?(?:outcomes?|consequences|impacts?|effects
        |developments|paths?|directions?|prospects|risks|steps){_FOR}
    | prospects{_FOR} | (?:the\s)?(?:road|way|path)\s(?:ahead|forward) | (?:a\s)?look(?:ing)?\sahead
    | (?:and\s|so\s)?what\s(?:does\s|do\s|did\s)?{_SUBJECT}(?:\s{_MODAL})?(?:\sall)?\smeans?{_FOR}
    | what\s.{{1,60}}\s{_MODAL}\smean{_FOR} | what\s{_MODAL}\s.{{1,60}}\smean{_FOR}
    | (?:and\s|so\s)?(?:what|where)(?:['’]s|\sis|\sto)?\s(?:(?:{_MODAL}\s)?(?:comes?|happens?|go)\s)?
        (?:from\shere|next){_FOR}
    | (?:what|things)\sto\s(?:watch|expect)(?:\s.+)? | what\s(?:lies|is)\sahead | what\sif\b.* | if\s.+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABEL: Final = re.compile(r"(?P<label>[^:]{3,40}):\s\S")
_JOINERS: Final = re.compile(r"\s*(?:&|,|/|:|[-–—]\s|\band\b|\bor\b)\s*", re.IGNORECASE)


def looks_like_heading(line: str) -> bool:
    """Say whether a line may be a heading: short, a capital or figure in front, no stop behind.

    >>> looks_like_heading("What the court decided"), looks_like_heading("He left.")
    (True, False)
    """
    first = _LETTER.search(line[:_HEADING_CHARS])
    words = line.split(maxsplit=_HEADING_WORDS)
    if first is None or first[0].islower() or len(line) > _HEADING_CHARS or len(words) > _HEADING_WORDS:
        return False
    if line[-1] == "?":
        return len(words) <= _QUESTION_WORDS and _INTERROGATIVE.match(line) is not None
    return _STOPPED.search(line) is None or _ACRONYM_END.search(line) is not None


def is_highlights_label(line: str) -> bool:
    """Say whether a line is the label of a list of highlights."""
    return len(line) <= _HEADING_CHARS and _HIGHLIGHTS.fullmatch(_strip_frame(line)) is not None


def is_page_label(line: str) -> bool:
    """Say whether a line belongs to the page rather than to the article: rulers, `Full text`, `Read more: ...`.

    >>> is_page_label("* * *"), is_page_label("Full Text"), is_page_label("Full house")
    (True, True, False)
    """
    if _LETTER.search(line) is None:
        return True
    if len(line) > 2 * _HEADING_CHARS:
        return False
    return (_PAGE_LABEL.fullmatch(line) or _PAGE_LINE.fullmatch(line)) is not None


def is_scenario_heading(line: str) -> bool:
    """Say whether a heading opens a section of analysis or speculation.

    >>> is_scenario_heading("Analysis: what happens next?"), is_scenario_heading("Reactions and outlook")
    (True, False)
    """
    if len(line) > _HEADING_CHARS:
        return False
    heading = _strip_frame(line)
    label = _LABEL.match(heading)
    if _speculates(heading) or (label is not None and _speculates(label["label"])):
        return True
    parts = [part for part in _JOINERS.split(heading) if part]
    return len(parts) > 1 and all(map(_speculates, parts))


def _speculates(words: str) -> bool:
    return _SPECULATION.fullmatch(words) is not None


def _strip_frame(line: str) -> str:
    return " ".join(line.strip("#*_ \t:?.-–—").split())
