"""Find what the arguments of commands stand for: files, folders, standard input, queries, addresses."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from kg.articles.addresses import is_address
from kg.articles.sources import Source
from kg.errors import ArticleError, SettingsError
from kg.settings import Settings


def check_format(kind: str) -> None:
    """Refuse the formats that are not read yet."""
    if kind not in {"auto", "text"}:
        raise SettingsError(f"--format {kind} is not read yet", hint="Give the article as plain text (--format text).")


def check_files(files: tuple[str, ...]) -> None:
    """Refuse to read nothing."""
    if not files:
        raise SettingsError("no file is given", hint="Give one or more articles; - is standard input.")


def check_language(language: str) -> None:
    """Refuse what is no language tag."""
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language):
        raise SettingsError(f"--language {language!r} is no language tag", hint="Give for instance --language en.")


def check_url(files: tuple[str, ...], url: str | None) -> None:
    """Refuse what is no address, and one for several articles: they would count as versions of each other."""
    if url is not None and not is_address(url):
        raise SettingsError(
            f"--source {url!r} is no address of a page on the web", hint="It begins with https:// or http://."
        )
    if url is not None and len(files) > 1:
        raise SettingsError(
            f"--source names one article, but {len(files)} are given", hint="Ingest each with its own --source."
        )


def find_sources(files: tuple[str, ...], settings: Settings) -> Iterator[Source]:
    """Name what each argument stands for: standard input, a folder's text files, or a file."""
    for file in files:
        path = Path(file)
        if not file:
            raise SettingsError("the name of a file is empty", hint="Is a variable of the shell not set?")
        if file == "-":
            yield Source("-", data=sys.stdin.buffer.read(settings.article_bytes + 1))
        elif "\0" not in file and path.is_dir() and (children := sorted(path.glob("*.txt"))):
            yield from (Source(str(child), path=child) for child in children)
        else:
            yield Source(file, path=path)


@contextmanager
def standard_input_as_file(files: tuple[str, ...], suffix: str) -> Iterator[list[Path]]:
    """Give the paths of files; for `-`, that of a file with what standard input holds, kept as long as the block."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"standard-input{suffix}" if file == "-" else Path(file) for file in files]
        if "-" in files:
            with (Path(folder) / f"standard-input{suffix}").open("wb") as copy:
                copyfileobj(sys.stdin.buffer, copy)
        yield paths


def read_query(text: str) -> str:
    """Take the query from standard input (`-`), from a file of that name, or as it stands."""
    if "\n" in text or "{" in text or (text != "-" and not is_file_name(text)):
        return text
    try:
        return (sys.stdin.buffer.read() if text == "-" else Path(text).read_bytes()).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{text} cannot be read: {error}", hint="A query file is UTF-8 text.") from error


def is_file_name(text: str) -> bool:
    """Say whether a text is no query but the name of a file: one that is there, or one word with an ending.

    >>> is_file_name("missing.rq"), is_file_name("DESCRIBE <https://example.org/a.b>")
    (True, False)
    """
    try:
        is_there = Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False
    return bool(text) and (is_there or (len(text.split()) == 1 and bool(Path(text).suffix)))
