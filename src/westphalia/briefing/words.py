"""How a briefing writes numbers, days, spans and names: the same in the page, in Markdown and in the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from math import isfinite
from urllib.parse import urlsplit

from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED

MINUS = "−"
DASH = "–"
UNDATED = "undated (--date DAY dates it)"
# Control characters but tab and line feed, halves of surrogate pairs, and characters that change how their neighbours
# are ordered or shown and say nothing themselves.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# Last words of names that English puts «the» before.
_WITH_ARTICLE = frozenset(
    {"Union", "Nations", "States", "Kingdom", "Emirates", "Republic", "Islands", "Netherlands", "Philippines", "League"}
    | {"Bahamas", "Maldives", "Gambia", "Comoros", "Seychelles", "Organization", "Organisation", "Bank", "Council"}
    | {"Fund", "Court", "Agency", "Commission", "Territories", "Authority", "See"}
)


def clean(text: str) -> str:
    """`text` without control characters and without those that reorder what follows; line breaks and tabs stay.

    >>> clean("abc\\u202edef\\x1b[31m")
    'abcdef[31m'
    """
    return _UNSEEN.sub("", text)


def one_line(text: str, most: int | None = None) -> str:
    """`text` cleaned, with all white space as single spaces, cut at a word before `most` characters.

    >>> one_line("to  be\\nor not to be", 12)
    'to be or …'
    """
    line = " ".join(clean(text).split())
    if most is None or len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def number(value: float | None, digits: int = 1) -> str:
    """A measure with `digits` decimals and a true minus; an en dash where there is none.

    >>> number(-1.25), number(None), number(12345.6, 0)
    ('−1.2', '–', '12,346')
    """
    if value is None or not isfinite(value):
        return DASH
    text = f"{value:,.{digits}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def count(value: float | None) -> str:
    """A number of things: whole where it is whole.

    >>> count(1234.0), count(2.5)
    ('1,234', '2.5')
    """
    if value is None or not isfinite(value):
        return DASH
    return number(value, 0 if float(value).is_integer() else 1)


def percent(share: float | None) -> str:
    """A probability or share in percent; never 0 or 100 unless it is.

    >>> percent(0.514), percent(0.0004), percent(0.9999), percent(1.0), percent(0.034)
    ('51 %', '<0.1 %', '>99.9 %', '100 %', '3.4 %')
    """
    if share is None or not isfinite(share):
        return DASH
    if share in (0.0, 1.0):
        return f"{share * 100:.0f} %"
    if share < 0.001:
        return "<0.1 %"
    if share > 0.999:
        return ">99.9 %"
    shown = f"{share * 100:.1f}" if share < 0.0995 or share >= 0.9905 else f"{share * 100:.0f}"
    return f"{shown} %"


def chances(low: float | None, high: float | None) -> str:
    """An interval of a probability, «36 to 69 %»; empty where both ends read the same or one is missing.

    >>> chances(0.36, 0.69), chances(0.997, 0.99999), chances(0.9995, 0.9999)
    ('36 to 69 %', '99.7 to >99.9 %', '')
    """
    if low is None or high is None or not isfinite(low) or not isfinite(high) or percent(low) == percent(high):
        return ""
    return f"{percent(low).removesuffix(' %')} to {percent(high)}"


def span(low: float | None, high: float | None, digits: int = 1) -> str:
    """An interval, «0.2 to 1.4»; empty where either end is missing."""
    if low is None or high is None or not isfinite(low) or not isfinite(high):
        return ""
    return f"{number(low, digits)} to {number(high, digits)}"


def days(first: date | None, last: date | None) -> str:
    """A window of days, «2018-01-01 to 2018-10-31»; empty without a first or last day."""
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def many(amount: float, thing: str, things: str | None = None) -> str:
    """«1 claim», «3 claims», «no claim».

    >>> many(2, "claim"), many(0, "claim"), many(2, "party", "parties")
    ('2 claims', 'no claim', '2 parties')
    """
    if amount == 0:
        return f"no {thing}"
    return f"{count(amount)} {thing if amount == 1 else things or thing + 's'}"


def listed(items: Sequence[str], most: int | None = None) -> str:
    """«a, b and c»; with `most`, the rest as «and 4 more».

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], 2)
    ('a, b and c', 'a, b and 2 more')
    """
    shown = list(items if most is None or len(items) <= most else [*items[:most], f"{len(items) - most} more"])
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def name_of(code: str | None) -> str:
    """How a record code is shown: the actor's name, «somebody» where the text or the source leaves it open."""
    from westphalia.ontology.actors import name_of as known

    if code is None or code == UNRESOLVED:
        return "somebody"
    if code == NO_COUNTRY:
        return "somebody of no country"
    return clean(known(code))


def in_prose(code: str | None) -> str:
    """`name_of` with the article that English wants within a sentence: «the United States», «Iran»."""
    name = name_of(code)
    plural = name.split()[-1] in _WITH_ARTICLE or name.split()[0] in {"United", "Holy", "Czech", "Dominican"}
    return f"the {name}" if plural and not name.lower().startswith("the ") else name


def dyad_name(a: str, b: str) -> str:
    """«Russia – Iran»."""
    return f"{name_of(a)} {DASH} {name_of(b)}"


def safe_url(url: str | None) -> str | None:
    """`url` if a page may link to it (http or https with a host), else None.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)"), safe_url("article.txt")
    ('https://example.org/a', None, None)
    """
    if not url or clean(url) != url or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def code_list(codes: Iterable[str]) -> str:
    """Record codes as a list for SQL.

    >>> code_list(["RUS", "IGO:EU"])
    "'IGO:EU', 'RUS'"
    """
    return ", ".join("'" + code.replace("'", "''") + "'" for code in sorted(set(codes)))
