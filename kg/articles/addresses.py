"""Know an address on the web: one that names a page and is a valid IRI, so that it can stand in the data."""

import re
from typing import Final

_SIGN: Final = r"[\w\-.~!$&'()*+,;=]|%[0-9a-f]{2}"
_PATH: Final = rf"(?:{_SIGN}|[:@/])*"
_REST: Final = rf"(?:{_SIGN}|[:@/?])*"
_ADDRESS: Final = re.compile(
    rf"https?://(?:{_SIGN})+(?::[0-9]{{1,5}})?(?:/{_PATH})?(?:\?{_REST})?(?:#{_REST})?", re.IGNORECASE
)


def is_address(text: str) -> bool:
    """Say whether a text is an address of a page.

    >>> is_address("https://example.org/a?b=1#c"), is_address("https://example.org/%"), is_address("somewhere")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(text) is not None
