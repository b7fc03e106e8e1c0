"""Read an HTML page: what its JSON-LD says of the article, then its meta tags, then its time tags and headings."""

import re
from dataclasses import dataclass, field
from typing import Final

from kg.articles.bodies import find_body
from kg.articles.dates import DateMatch
from kg.articles.facts import Facts, read_address, read_day, read_language, read_licence
from kg.articles.jsons import parse_json
from kg.articles.linked import Node, find_articles, read_node
from kg.articles.markup import Tag, split_markup, tidy_line
from kg.errors import ArticleError

_TITLES: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_DAYS: Final = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished", "dc.date.issued"),
    *("dcterms.issued", "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date"),
    *("pubdate", "date", "citation_publication_date"),
)
_PUBLISHERS: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_LANGUAGES: Final = ("og:locale", "content-language", "dc.language", "dcterms.language")
_LICENCES: Final = ("dcterms.license", "dc.rights.license", "license")
_UPDATE: Final = re.compile(r"(?:updat|modif|edit|amend|correct)\w*", re.IGNORECASE)
_TITLE_PARTS: Final = re.compile(r"\s+[|–—-]\s+")
_BEFORE_CHARS: Final = 40  # words before a time tag, which may call it an update


@dataclass(slots=True)
class _Page:
    """Gather what the tags of a page say."""

    scripts: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    days: list[DateMatch] = field(default_factory=list)  # of tags that call themselves day of publication
    times: list[DateMatch] = field(default_factory=list)  # of other time tags, but for those of updates
    inside: str = ""  # the tag whose words are wanted
    before: str = ""

    def add_words(self, words: str) -> None:
        """Take words to the tag that they stand in."""
        if self.inside == "script":
            self.scripts.append(words)
        elif self.inside == "title":
            self.title = self.title or words
        elif self.inside == "h1":
            self.headings[-1] += words
        self.before = (self.before + words)[-_BEFORE_CHARS:]

    def add_tag(self, tag: Tag) -> None:
        """Take what a tag says."""
        if tag.is_end:
            self.inside = "" if tag.name == self.inside else self.inside
        elif tag.name in {"script", "title", "h1"}:
            self._open(tag)
        elif tag.name == "html":
            self.language = self.language or read_language(tag.attributes.get("lang", ""))
        elif tag.name == "meta":
            self._add_meta(tag.attributes)
        elif tag.name in {"link", "a"} and "rel" in tag.rest.lower():
            self._add_link(tag.attributes)
        elif tag.name == "time" or "datepublished" in tag.rest.lower():
            self._add_time(tag.attributes)

    def _open(self, tag: Tag) -> None:
        is_wanted = tag.name != "script" or "ld+json" in tag.attributes.get("type", "").lower()
        self.inside = tag.name if is_wanted else "other script"
        if tag.name == "h1":
            self.headings.append("")

    def _add_meta(self, told: dict[str, str]) -> None:
        names = (told.get(name, "").strip().lower() for name in ("property", "name", "itemprop", "http-equiv"))
        for name in filter(None, names):
            if told.get("content", "").strip():
                self.metas.setdefault(name, told["content"].strip())

    def _add_link(self, told: dict[str, str]) -> None:
        relations = told.get("rel", "").lower().split()
        if "canonical" in relations:
            self.url = self.url or read_address(told.get("href", ""))
        if "license" in relations:
            self.licence = self.licence or read_licence(told.get("href", ""))

    def _add_time(self, told: dict[str, str]) -> None:
        day = read_day(told.get("datetime") or told.get("content") or "")
        name = told.get("itemprop", "").lower()
        if day is None or day.day is None or "modified" in name:
            return
        if "datepublished" in name or "pubdate" in told:
            self.days.append(day)
        elif not _UPDATE.search(self.before + told.get("class", "")):
            self.times.append(day)


def read_page(html: str, *, name: str) -> Facts:
    """Read an article from a page; nothing that the page names is fetched.

    Raises:
        ArticleError: no body in JSON-LD and the means to find it elsewhere are not installed, or there is none.

    >>> data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Gate", "articleBody": "It is '
    >>> facts = read_page(data + 'open.", "datePublished": "2021-05-03"}</script>', name="x.html")
    >>> facts.headline, facts.body, facts.day.day.isoformat()
    ('Gate', 'It is open.', '2021-05-03')
    """
    page = _scan(html)
    told, broken = _read_scripts(page, name)
    facts = told.fill(_read_tags(page))
    return facts if facts.body else _add_body(facts, html, name, broken)


def _scan(html: str) -> _Page:
    page = _Page()
    for part in split_markup(html):
        if isinstance(part, str):
            page.add_words(part)
        else:
            page.add_tag(part)
    return page


def _read_scripts(page: _Page, name: str) -> tuple[Facts, str]:
    """Read the article of the page from its JSON-LD, and say what is wrong with blocks that cannot be read."""
    nodes: list[Node] = []
    faults: list[str] = []
    for number, script in enumerate(page.scripts, start=1):
        try:
            where = f"{name}, JSON-LD block {number}"
            nodes += find_articles(parse_json(script.strip().strip(";"), where), where)
        except ArticleError as error:
            faults.append(error.message.removeprefix(f"{name}, "))
    articles = [read_node(node) for node in nodes]
    own = page.url or page.metas.get("og:url")
    best = max(articles, key=lambda facts: (facts.url == own, bool(facts.body)), default=Facts())
    return best, "; ".join(faults)


def _read_tags(page: _Page) -> Facts:
    publisher = _find(page, _PUBLISHERS)
    days = [day for name in _DAYS if (day := read_day(page.metas.get(name, "")))] + page.days
    times = {match.day: match for match in page.times}
    days += times.values() if len(times) == 1 else []
    return Facts(
        headline=_find_title(page, publisher),
        day=next((day for day in days if day.day), next(iter(days), None)),
        url=page.url or read_address(page.metas.get("og:url", "")),
        publisher=publisher,
        language=page.language or read_language(_find(page, _LANGUAGES) or ""),
        licence=page.licence or read_licence(_find(page, _LICENCES) or ""),
    )


def _find(page: _Page, names: tuple[str, ...]) -> str | None:
    return next((tidy_line(page.metas[name]) for name in names if name in page.metas), None)


def _find_title(page: _Page, publisher: str | None) -> str | None:
    """Find the headline; the title of a page often ends with the name of the site."""
    headings = [" ".join(words.split()) for words in page.headings if words.strip()]
    told = _find(page, _TITLES) or (headings[0] if len(headings) == 1 else None) or " ".join(page.title.split())
    *parts, last = _TITLE_PARTS.split(told)
    is_site = bool(parts) and bool(publisher) and last.casefold() == (publisher or "").casefold()
    return (told[: told.rindex(last)].rstrip(" |–—-") if is_site else told) or None


def _add_body(facts: Facts, html: str, name: str, broken: str) -> Facts:
    try:
        body = find_body(html, name=name)
    except ArticleError as error:
        raise ArticleError(f"{error.message} ({broken})" if broken else error.message, hint=error.hint) from error
    return facts.fill(Facts(body=body))
