"""Take HTML apart into tags and words, and turn a piece of it into plain text, in time linear in its length.

The parser of the standard library is not used: 80 KB of `<a ` take it 85 seconds.
"""

import re
from collections.abc import Generator, Iterator
from html import unescape
from typing import Final, NamedTuple

_NAME: Final = r"[a-zA-Z][^\s/>]*+"
# A quote that never ends fails once for each kind of quote, so this stays linear.
_TAG: Final = re.compile(
    rf"""<(?P<end>/?)(?P<name>{_NAME})(?P<rest>(?:[^>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|["'=])*+)>"""
)
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_TAG_START: Final = re.compile(r"</?[a-zA-Z]")
_BOGUS: Final = re.compile(r"<[!?/]")
_RAW: Final = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})
_HIDDEN: Final = _RAW | {"svg", "template", "figcaption", "button", "select", "noscript", "math", "audio", "video"}
_BLOCKS: Final = re.compile(
    r"""address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head
    |header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul""",
    re.VERBOSE,
)
_MARKED: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|figure|blockquote)\b[^<>]*>", re.IGNORECASE
)
_BREAKS: Final = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote)\b", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BLANKS: Final = re.compile(r"[ \t\n\f\r]+")


class Tag(NamedTuple):
    """Hold one tag; its attributes are read when they are asked for."""

    name: str  # in small letters
    is_end: bool
    rest: str

    @property
    def attributes(self) -> dict[str, str]:
        """Give the attributes, names in small letters; of one that comes twice, the first."""
        found: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(self.rest):
            found.setdefault(name.lower(), unescape("".join(values)))
        return found


def split_markup(text: str) -> Iterator[Tag | str]:
    """Split HTML into tags and words between them, as browsers do: comments go, scripts come as words.

    >>> [*split_markup("<p>Gate <!-- 7 --><b>opens</b> &amp; shuts")]
    [Tag(name='p', is_end=False, rest=''), 'Gate ', Tag(name='b', is_end=False, rest=''), 'opens', \
Tag(name='b', is_end=True, rest=''), ' & shuts']
    """
    place = 0
    while place < len(text):
        start = text.find("<", place)
        words = text[place : start if start >= 0 else len(text)]
        if words:
            yield unescape(words)
        if start < 0:
            return
        place = yield from _split_tag(text, start)


def _split_tag(text: str, start: int) -> Generator[Tag | str, None, int]:
    """Split what begins with a bracket; returns where it ends, the end of the text for what never ends."""
    if _TAG_START.match(text, start):
        found = _TAG.match(text, start)
        if found is None:
            return len(text)
        tag = Tag(found["name"].lower(), bool(found["end"]), found["rest"])
        yield tag
        return (yield from _split_raw(text, found.end(), tag.name)) if _is_raw(tag) else found.end()
    if _BOGUS.match(text, start):
        is_comment = text.startswith("<!--", start)
        end = text.find("-->" if is_comment else ">", start + (4 if is_comment else 2))
        return len(text) if end < 0 else end + (3 if is_comment else 1)
    yield "<"
    return start + 1


def _is_raw(tag: Tag) -> bool:
    return tag.name in _RAW and not tag.is_end


def _split_raw(text: str, start: int, name: str) -> Generator[Tag | str, None, int]:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    stop = len(text) if end is None else end.start()
    words = text[start:stop]
    if words:
        yield unescape(words) if name in {"title", "textarea"} else words
    return stop


def strip_markup(text: str) -> str:
    r"""Turn a piece of HTML into plain text: a blank line between blocks, bullets before the items of lists.

    >>> strip_markup("<h2>Gate</h2><p>It <b>opens</b>.<br>It shuts.</p><ul><li>One</li></ul><script>x()</script>")
    'Gate\n\nIt opens.\nIt shuts.\n\n- One'
    """
    pieces: list[str] = []
    hidden: str | None = None
    for part in split_markup(text):
        if isinstance(part, str):
            if hidden is None:
                pieces.append(_BLANKS.sub(" ", part))
        elif hidden is not None:
            hidden = None if part.is_end and part.name == hidden else hidden
        elif part.name in _HIDDEN and not part.is_end:
            hidden = part.name
        else:
            pieces.append(_space_tag(part))
    lines = (" ".join(line.split(" ")).strip(" ") for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(re.sub(" {2,}", " ", line) for line in lines)).strip()


def _space_tag(tag: Tag) -> str:
    if tag.name == "br":
        return "\n"
    if tag.name == "q":
        return "”" if tag.is_end else "“"
    if tag.name == "li" and not tag.is_end:
        return "\n\n- "
    return "\n\n" if _BLOCKS.fullmatch(tag.name) else ""


def tidy_text(text: str) -> str:
    r"""Make plain text of what ought to be plain but may hold tags or entities, as texts in data often do.

    >>> tidy_text("Tom &amp; Ann"), tidy_text("<p>One.</p><p>Two.</p>"), tidy_text("5 < 6 & 7")
    ('Tom & Ann', 'One.\n\nTwo.', '5 < 6 & 7')
    """
    if _MARKED.search(text):
        return strip_markup(text if _BREAKS.search(text) else text.replace("\n", "<br>"))
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def tidy_line(text: str) -> str:
    """Make one line of plain text, without white space at its ends."""
    return " ".join(tidy_text(text).split())
