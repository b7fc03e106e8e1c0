"""Say which languages are read: nothing is extracted from a text in another one, and that is told."""

from typing import Final

from kg.model import Claims

LANGUAGES: Final = frozenset({"en"})


def explain_silence(claims: Claims) -> str | None:
    """Say why nothing was found in a text of a language that nobody reads; None for any other."""
    language = claims.document.language
    if claims.claims or language in LANGUAGES:
        return None
    return f"language {language!r} is not read, only English: nothing is extracted"
