"""Title and day of publication as a page states them, by the standard library's parser.

A day counts only where the page says outright that it is the day of publication: Open Graph's
`article:published_time`, Dublin Core and its relatives, schema.org's `datePublished` (in microdata or JSON-LD), or a
`<time pubdate>`. The day of a change, the day in an address and days found in the text are not taken.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

# In the order they are believed.
_DAY_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "date",
)
_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")


@dataclass(frozen=True)
class Head:
    """What a page says about itself."""

    title: str | None
    published: date | None


def head_of(page: str) -> Head:
    """Title and day of publication of an HTML `page`; None for what it does not state.

    >>> head_of('<title>Talks</title><meta property="article:published_time" content="2025-01-17T09:00:00Z">')
    Head(title='Talks', published=datetime.date(2025, 1, 17))
    """
    parser = _Parser()
    parser.feed(page[:2_000_000])
    parser.read_json()
    days = [day for name in _DAY_NAMES if (day := _day(parser.meta.get(name, "")))]
    titles = [parser.meta.get("json:headline"), *map(parser.meta.get, _TITLE_NAMES), parser.heading, parser.title]
    title = next((words for text in titles if text and (words := " ".join(text.split()))), None)
    return Head(title, days[0] if days else None)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.title = ""
        self.heading = ""
        self._into: str | None = None
        self._scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        name = (got.get("property") or got.get("name") or got.get("itemprop") or "").lower()
        value = got.get("content") or got.get("datetime") or ""
        if tag == "meta" or (tag == "time" and name == "datepublished"):
            self.meta.setdefault(name, value)
        elif tag == "time" and "pubdate" in got:
            self.meta.setdefault("pubdate", value)
        elif tag == "script" and got.get("type", "").lower() == "application/ld+json":
            self._into = "script"
            self._scripts.append("")
        elif tag == "title" and not self.title:
            self._into = "title"
        elif tag == "h1" and not self.heading:
            self._into = "heading"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "title", "h1"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into == "script":
            self._scripts[-1] += data
        elif self._into == "title":
            self.title += data
        elif self._into == "heading":
            self.heading += data

    def read_json(self) -> None:
        """Take `headline` and `datePublished` of the first JSON-LD thing that is an article."""
        for script in self._scripts:
            try:
                things = _flat(json.loads(script))
            except (ValueError, RecursionError):
                continue
            for thing in things:
                kind = thing.get("@type", "")
                kinds = kind if isinstance(kind, list) else [kind]
                if any(str(one).endswith(("Article", "Posting", "Report")) for one in kinds):
                    self.meta.setdefault("datepublished", str(thing.get("datePublished", "")))
                    self.meta.setdefault("json:headline", str(thing.get("headline", "")))


def _flat(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [thing for item in value for thing in _flat(item)]
    if isinstance(value, dict):
        return [value, *_flat(value.get("@graph", []))]
    return []


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()[:10].replace("/", "-"))
    except ValueError:
        from westphalia.reading.plaintext import dateline

        return dateline(value[:100])
