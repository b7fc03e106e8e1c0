"""Say where an article comes from and what is said about it from outside, and read it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from kg.articles.reader import read_article, read_file
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one article to read: a file, or bytes already read (standard input), and what is said about it."""

    name: str
    path: Path | None = None
    data: bytes = b""
    published: date | None = None
    url: str | None = None
    language: str = "en"


def read_source(source: Source, *, max_bytes: int) -> Document:
    r"""Read and divide one article.

    Raises:
        ArticleError: it cannot be read; names file and place.

    >>> read_source(Source("x.txt", data=b"Ferry comes home\n\nIt came on Monday.\n"), max_bytes=1000).title
    'Ferry comes home'
    """
    read = partial(
        read_article if source.path is None else read_file,
        published=source.published,
        url=source.url,
        language=source.language,
        max_bytes=max_bytes,
    )
    return read(source.data, name=source.name) if source.path is None else read(source.path)
