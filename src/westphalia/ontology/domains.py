"""The domains of cooperation that treaties are written in, PLOVER's contexts, and the words that name a domain.

The ten of the design come first, then the extra ones. PLOVER has no context of its own for transport, industry,
agriculture, culture, science or space: events of these carry a broader context (`contexts_of`), and cannot be told from
it, so `domains_of` never infers them; words do (`domain_words`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from westphalia.errors import CallError
from westphalia.ontology.actions import read_table

DOMAINS: tuple[str, ...] = (
    *("military", "counterterrorism", "energy", "finance", "transport"),
    *("industry", "agriculture", "culture", "science", "technology"),
)
EXTRA_DOMAINS: tuple[str, ...] = ("nuclear", "space", "health", "information")
CONTEXTS: tuple[str, ...] = (
    *("military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy"),
    *("pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression"),
    *(
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
    ),
    *(
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
    ),
    *("cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking"),
)


def contexts_of(domain: str) -> tuple[str, ...]:
    """The PLOVER contexts that events of a domain may carry, the nearest first.

    >>> contexts_of("counterterrorism")
    ('terrorism', 'intelligence', 'military')
    """
    row = _domains().get(domain.strip().lower())
    if row is None:
        near = difflib.get_close_matches(domain.strip().lower(), list(_domains()), n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise CallError(f"unknown domain {domain!r}{hint}")
    return _split(row["contexts"])


def domains_of(contexts: Iterable[str]) -> tuple[str, ...]:
    """The domains that these contexts tell, in the order of `DOMAINS` and `EXTRA_DOMAINS`.

    >>> domains_of(["terrorism", "economic", "gender"])
    ('counterterrorism', 'finance')
    """
    given = set(contexts)
    return tuple(domain for domain, row in _domains().items() if given.intersection(_split(row["telling"])))


@cache
def domain_words() -> Mapping[str, str]:
    """Surface words and phrases (lower case) that name a domain, with the domain.

    >>> domain_words()["transportation"]
    'transport'
    """
    return MappingProxyType({row["words"]: row["domain"] for row in read_table("domain_words.csv")})


@cache
def _domains() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["domain"]: row for row in read_table("domains.csv")})


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
