"""Feeds of stories and the map of the site as text: values in, XML or JSON out. Pure but for the words of the house.

A feed is read elsewhere and kept there, so beside the title it says a story's first words only where its author lets them
be quoted.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Entry:
    """One story in a feed."""

    address: str
    title: str
    author: str
    summary: str
    at: datetime
    about: Sequence[str] = ()


@dataclass(frozen=True)
class Feed:
    """`page` is what people read, `address` the feed itself."""

    title: str
    about: str
    page: str
    address: str
    language: str
    entries: Sequence[Entry]

    @property
    def changed(self) -> datetime:
        return max((entry.at for entry in self.entries), default=datetime(2020, 12, 1, tzinfo=UTC))


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(_clean(text))}</{name}>" if text else ""


def _clean(text: str) -> str:
    """Signs that XML cannot hold would make the whole feed unreadable."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def _when(at: datetime) -> str:
    """As RFC 822 has it, which RSS asks for."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def rss(feed: Feed) -> str:
    """RSS 2.0."""
    items = "".join(
        "<item>"
        + _tag("title", entry.title)
        + _tag("link", entry.address)
        + f'<guid isPermaLink="true">{escape(entry.address)}</guid>'
        + _tag("pubDate", _when(entry.at))
        + _tag("dc:creator", entry.author)
        + "".join(_tag("category", word) for word in entry.about)
        + _tag("description", entry.summary)
        + "</item>\n"
        for entry in feed.entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        + _tag("title", feed.title) + _tag("link", feed.page) + _tag("description", feed.about or feed.title)
        + _tag("language", feed.language) + _tag("lastBuildDate", _when(feed.changed)) + "<ttl>1</ttl>"
        + f'<atom:link href={quoteattr(feed.address)} rel="self" type="application/rss+xml"/>\n{items}</channel></rss>\n'
    )  # fmt: skip


def atom(feed: Feed) -> str:
    """Atom (RFC 4287)."""
    entries = "".join(
        f"<entry>{_tag('title', entry.title)}<link href={quoteattr(entry.address)}/>{_tag('id', entry.address)}"
        f"{_tag('updated', entry.at.isoformat())}{_tag('published', entry.at.isoformat())}"
        f"<author>{_tag('name', entry.author)}</author>"
        + "".join(f"<category term={quoteattr(_clean(word))}/>" for word in entry.about)
        + f"{_tag('summary', entry.summary)}</entry>\n"
        for entry in feed.entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">\n'
        f"{_tag('title', feed.title)}{_tag('subtitle', feed.about)}{_tag('id', feed.address)}"
        f'<link href={quoteattr(feed.address)} rel="self"/><link href={quoteattr(feed.page)}/>'
        f"{_tag('updated', feed.changed.isoformat())}\n{entries}</feed>\n"
    )


def json_feed(feed: Feed) -> str:
    """JSON Feed 1.1."""
    items = [
        {
            "id": entry.address, "url": entry.address, "title": entry.title, "content_text": entry.summary or entry.title,
            "date_published": entry.at.isoformat(), "authors": [{"name": entry.author}], "tags": list(entry.about),
        }
        for entry in feed.entries
    ]  # fmt: skip
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "description": feed.about,
        "home_page_url": feed.page, "feed_url": feed.address, "language": feed.language, "items": items,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


MOST_IN_A_MAP = 45_000
"""A map may hold 50,000 addresses (sitemaps.org)."""


def sitemap(addresses: Iterable[tuple[str, datetime | None]]) -> str:
    lines = "".join(
        f"<url><loc>{address}</loc>{f'<lastmod>{at:%Y-%m-%d}</lastmod>' if at else ''}</url>\n"
        for address, at in addresses
    )  # the addresses are our own, and hold nothing to be escaped
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
