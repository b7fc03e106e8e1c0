"""Write pages, feeds and archives of our own invention."""

import json
from io import BytesIO

BODY = "Ruritania freed 12 prisoners on Monday, among them Ada Lovelock.\n\nThey were taken to Strelsau Bridge."
NODE: dict[str, object] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ruritania frees 12 prisoners",
    "datePublished": "2025-03-03T23:10:00-05:00",
    "dateModified": "2025-03-05",
    "articleBody": BODY,
    "publisher": {"@type": "Organization", "name": "Harbour Gazette"},
    "inLanguage": "en-GB",
    "url": "https://gazette.example/12",
    "license": "https://creativecommons.org/licenses/by/4.0/",
}
ARTICLE = """<nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Ruritania frees 12 prisoners</h1>
<p>Ruritania freed <b>12 prisoners</b> on Monday, among them <a href=/p>Ada Lovelock</a>.</p>
<p>They were taken to Strelsau Bridge, the ministry of the interior said in a statement that was read on the radio.</p>
</article><footer>All rights reserved</footer>"""


def make_page(*, node: dict[str, object] | None = None, head: str = "", body: str = ARTICLE, lang: str = "en") -> str:
    """Write a page with a node of JSON-LD, or without any."""
    script = "" if node is None else f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Ruritania | Gazette</title>'
        f"{head}{script}</head><body>{body}</body></html>"
    )


def make_feed(*items: str, head: str = "<title>Harbour Gazette</title><language>en-gb</language>") -> str:
    """Write a feed in RSS 2.0."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?>\n<rss version="2.0" {spaces}><channel>{head}{"".join(items)}</channel></rss>'


def make_item(number: int, *, day: str = "Mon, 03 Mar 2025 23:30:00 -0500", text: str = BODY, more: str = "") -> str:
    """Write an item."""
    told = f"<pubDate>{day}</pubDate>" if day else ""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n") if part)
    return (
        f"<item><title>Ruritania frees {number} prisoners</title><link>https://gazette.example/{number}</link>{told}"
        f"<description>Short.</description><content:encoded><![CDATA[{paragraphs}]]></content:encoded>{more}</item>"
        if text
        else f"<item><title>Ruritania frees {number} prisoners</title>{told}</item>"
    )


def make_record(
    payload: bytes, *, url: str = "https://gazette.example/w", head: str = "", kind: str = "response"
) -> bytes:
    """Write one record of a web archive; its day is that of the crawl."""
    http = f"HTTP/1.1 200 OK\r\n{head or 'Content-Type: text/html; charset=utf-8'}\r\n\r\n".encode() + payload
    told = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return told.encode() + http + b"\r\n\r\n"


class Endless(BytesIO):
    """Give the same piece again and again, up to a size, without holding it."""

    def __init__(self, piece: bytes, count: int) -> None:
        """Take what to repeat and how often."""
        super().__init__()
        self._piece, self._left = piece, count
        self._rest = b""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some of it."""
        wanted = size if size is not None and size >= 0 else 1 << 62
        if len(self._rest) < wanted and self._left:
            count = min(self._left, 1 + wanted // len(self._piece))
            self._left -= count
            self._rest += self._piece * count
        data, self._rest = self._rest[:wanted], self._rest[wanted:]
        return data
