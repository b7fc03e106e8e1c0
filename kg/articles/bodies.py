"""Find the text of the article among all that a page holds, with trafilatura."""

import logging
import re
from typing import Final

from kg.articles.extras import load_extra
from kg.articles.markup import split_markup, strip_markup
from kg.errors import ArticleError

_PAGE_CHARS: Final = 5_000_000  # longer pages take minutes
_TAGS_MAX: Final = 40_000  # tags and words between them; ten times a long page, and a minute on a busy machine
_NO_WORDS: Final = re.compile(r"[\W_]*")


def find_body(html: str, *, name: str) -> str:
    """Find the body of the article of a page.

    Raises:
        ArticleError: trafilatura is not installed, the page is too large or holds no article.
    """
    trafilatura = load_extra("trafilatura", name=name, purpose="a page without articleBody in its JSON-LD")
    if len(html) > _PAGE_CHARS or sum(1 for _ in split_markup(html)) > _TAGS_MAX:
        raise ArticleError(f"{name}: a page too large to find the article in it", hint="Save its text alone.")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            html, output_format="html", include_formatting=True, include_comments=False, include_tables=False
        )
    except Exception as error:  # whatever its rules and lxml trip over in a page of strangers
        raise ArticleError(f"{name}: no article found in the page ({error!r})", hint="Save its text alone.") from error
    body = strip_markup(found) if isinstance(found, str) else ""
    if _NO_WORDS.fullmatch(body):
        raise ArticleError(f"{name}: no article found in the page", hint="Save its text, and give that.")
    return body
