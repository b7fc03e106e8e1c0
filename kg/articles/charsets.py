"""Decode pages and feeds by the charset that they, or the server that sent them, say; none is guessed."""

import codecs
import re
from typing import Final

from kg.errors import ArticleError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_BYTES: Final = 4096  # browsers look at 1,024; some pages put long comments first
_XML: Final = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_META: Final = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# Charsets of texts; a codec of Python such as `base64` or `idna` is none. Latin 1 means what browsers take it for.
_CHARSETS: Final = re.compile(
    r"""utf-?(?:8|16(?:le|be)?|32) | us-ascii|ascii | iso-?8859-?[0-9]{1,2} | windows-[0-9]{3,4}|cp125[0-9] | latin-?1
    | koi8-[ru] | shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp | gb2312|gbk|gb18030|big5(?:-hkscs)? | ibm866 | mac-?roman""",
    re.VERBOSE,
)
_WIDER: Final = re.compile(r"us-ascii|ascii|iso-?8859-?1|latin-?1")


def decode_marked(data: bytes, *, name: str, charset: str | None = None) -> str:
    r"""Decode HTML or XML by its byte order mark, else by what the server said, else by what it says itself, as UTF-8.

    Args:
        charset: what the server said; None where it said nothing.

    Raises:
        ArticleError: the bytes are not of that charset, or nobody knows it; names the line.

    >>> decode_marked(b'<meta charset="koi8-r"><p>\xcd\xc9\xd2', name="x")[-3:] == "\u043c\u0438\u0440"
    True
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data.removeprefix(mark) if encoding == "utf-8" else data, encoding, name)
    head = data[:_HEAD_BYTES]
    told = _XML.match(head) or _META.search(head)
    label = (charset or (told[1].decode("ascii") if told else "") or "utf-8").strip().lower()
    if _CHARSETS.fullmatch(label) is None:
        raise ArticleError(f"{name}: the charset {label[:40]!r} is not known", hint="Convert it to UTF-8.")
    if told and not charset and label.startswith(("utf-16", "utf16", "utf-32", "utf32")):
        label = "utf-8"  # a page whose mark-up could be read byte by byte is not in it, whatever it says
    return _decode(data, "windows-1252" if _WIDER.fullmatch(label) else label, name)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{name}, line {line}: not {encoding} (byte {error.start} is 0x{data[error.start]:02x})",
            hint="Correct the charset that it says, or convert it to UTF-8.",
        ) from error
    except (LookupError, ValueError) as error:
        raise ArticleError(f"{name}: cannot be decoded as {encoding} ({error})", hint="Convert it to UTF-8.") from error
