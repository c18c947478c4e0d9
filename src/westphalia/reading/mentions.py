"""Where the text refers to actors: names, demonyms, capitals, institutions, towns, titles with and without names.

Pronouns and «the two countries» come later, sentence by sentence (`coreference`).
"""

from __future__ import annotations

import re
from datetime import date

from westphalia.reading.instead import settle
from westphalia.reading.names import match
from westphalia.reading.references import Reference
from westphalia.reading.titles import join_titles
from westphalia.reading.tokens import Token

_DOCUMENT = "accords?|agreements?|charter|communiqué|convention|declaration|pact|peace|protocols?|treaty"
_AFTER = re.compile(rf"\b(?:{_DOCUMENT}) of $", re.IGNORECASE)
_BEFORE = re.compile(rf" (?:{_DOCUMENT})\b", re.IGNORECASE)


def find(text: str, tokens: list[Token], published: date | None = None) -> tuple[list[Token], list[Reference]]:
    """The tokens with every mention as one token tagged by its references, and the references in text order.

    >>> from westphalia.reading.tokens import tokenize
    >>> text = "Kenyan President William Ruto met the Pope."
    >>> [reference.actor_id for reference in find(text, tokenize(text))[1]][:1]
    ['KEN/william-ruto']
    """
    merged, references = match(text, tokens, published)
    settle(text, references)
    for reference in references:
        if reference.how == "capital" and _signed_there(text, reference):
            reference.place = True
    return join_titles(text, merged, references, published)


def _signed_there(text: str, reference: Reference) -> bool:
    """Is a capital part of the name of a document («the peace of Brasília», «the Ankara declaration»)?"""
    named = text[max(0, reference.start - 4) : reference.start].lower() == "the " and _BEFORE.match(text, reference.end)
    return bool(named or _AFTER.search(text[max(0, reference.start - 20) : reference.start]))
